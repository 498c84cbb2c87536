"""An XmR chart: a measure over time with its mean and the limits of its usual ups and downs."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from scorecard.charts.axes import NO_UNIT, Unit, value_axis
from scorecard.charts.labels import EndLabel
from scorecard.charts.layers import Layer, Plane, Specification, specification
from scorecard.charts.lines import Point, dots, few_shown, framed, gaps, runs, value_line
from scorecard.charts.style import COLOURS, WIDE, Heading, Size

_MEAN: Final[dict[str, Any]] = {"stroke": COLOURS["soft"], "strokeWidth": 1.5}
_LIMITS: Final[dict[str, Any]] = {
    "stroke": COLOURS["grey"],
    "strokeWidth": 1.5,
    "strokeDash": [2, 3],
}


@dataclass(frozen=True)
class Level:
    """A level across the chart and what it is called at its end."""

    value: Decimal
    label: str


@dataclass(frozen=True)
class Xmr:
    """What an XmR chart draws; `signals` are the positions of points that chance hardly gives."""

    points: tuple[Point, ...]
    mean: Level
    lower: Level
    upper: Level
    unit: Unit = NO_UNIT
    signals: tuple[int, ...] = ()


def draw(chart: Xmr, size: Size = WIDE, heading: Heading | None = None) -> Specification:
    """Draw an XmR chart as a Vega-Lite specification; with a heading, for download."""
    levels = (chart.lower, chart.mean, chart.upper)
    figures = [*(point.value for point in chart.points), *(level.value for level in levels)]
    axis = value_axis(figures, from_zero=few_shown(chart.points))
    last = len(chart.points) - 1
    ends = [EndLabel(level.label, (last, float(level.value)), "soft") for level in levels]
    final = chart.points[-1] if chart.points else None
    if final and final.value is not None:
        at = (last, float(final.value))
        ends.append(EndLabel(final.display, at, "ink", bold=True, weight=4))
    frame = framed(chart.points, axis, chart.unit, ends, size)
    plane = frame.plane
    layers = [
        *frame.behind,
        _level([chart.lower, chart.upper], plane, _LIMITS),
        _level([chart.mean], plane, _MEAN),
        *value_line(chart.points, runs(chart.points), plane, 2),
        *dots(chart.points, plane, [last]),
        *_signals(chart, plane),
        *gaps(chart.points, plane, size),
        *frame.labels,
    ]
    return specification(plane, layers, frame.margins, heading)


def _level(levels: list[Level], plane: Plane, look: dict[str, Any]) -> Layer:
    return plane.layer([{"y": float(level.value)} for level in levels], "rule", "y", **look)


def _signals(chart: Xmr, plane: Plane) -> list[Layer]:
    rows = [
        {"x": index, "y": float(value)}
        for index in chart.signals
        if (value := chart.points[index].value) is not None
    ]
    look = {"filled": False, "color": COLOURS["ink"], "size": 230, "strokeWidth": 2, "opacity": 1}
    return [plane.layer(rows, "point", "x", "y", **look)] if rows else []
