"""A sparkline: the last few periods in a table cell, with a gap where none is shown."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from scorecard.charts.layers import Margins, Plane, Specification, specification
from scorecard.charts.style import COLOURS, SPARK, Heading, Size


@dataclass(frozen=True)
class Sparkline:
    """The values of the last few periods, `None` where hidden or missing."""

    values: tuple[Decimal | None, ...]


def draw(chart: Sparkline, size: Size = SPARK, heading: Heading | None = None) -> Specification:
    """Draw a sparkline as a Vega-Lite specification: shape only, so it spans its own values."""
    known = [float(value) for value in chart.values if value is not None]
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    if low == high:
        low, high = low - 1, high + 1
    margins = Margins(6, 6, 6, 6)
    last = max(len(chart.values) - 1, 1)
    width, height = size.width - 12, size.height - 12
    plane = Plane(width, height, (0, last), (low, high))
    rows = [
        {"x": index, "y": None if value is None else float(value)}
        for index, value in enumerate(chart.values)
    ]
    layers = [
        plane.layer(rows, "line", "x", "y", stroke=COLOURS["brand"], strokeWidth=2),
        plane.layer(_ends(chart.values), "point", "x", "y", "size", **_DOT),
    ]
    return specification(plane, layers, margins, heading)


_DOT = {"filled": True, "opacity": 1, "color": COLOURS["brand"], "strokeWidth": 0}


def _ends(values: tuple[Decimal | None, ...]) -> list[dict[str, float]]:
    """The last period's dot, and one for each point that no line reaches."""
    rows = []
    for index, value in enumerate(values):
        beside = values[max(index - 1, 0) : index] + values[index + 1 : index + 2]
        last = index == len(values) - 1
        if value is not None and (last or all(other is None for other in beside)):
            rows.append({"x": index, "y": float(value), "size": 45.0 if last else 16.0})
    return rows
