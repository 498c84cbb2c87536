"""A cumulative chart: the running total since a stretch began, against the number to reach."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from scorecard.charts.axes import NO_UNIT, Unit, value_axis
from scorecard.charts.labels import EndLabel
from scorecard.charts.layers import Layer, Plane, Specification, specification
from scorecard.charts.lines import SYMBOLS, Frame, Point, State, framed, steps
from scorecard.charts.style import COLOURS, WIDE, Heading, Size, text_width


@dataclass(frozen=True)
class Stage:
    """One period of the stretch: the total up to its end, its printed form and its tooltip.

    Without a total there is no bar: the period is still to come, or a `gap` (a hidden or missing
    figure) stands in it, or one before it. After a gap the total is not known, and `Cumulative`
    refuses one.
    """

    period: str
    total: Decimal | None = None
    display: str = ""
    gap: State | None = None
    tip: str = ""


@dataclass(frozen=True)
class Cumulative:
    """What a cumulative chart draws: every period of the stretch, and the number due by each."""

    stages: tuple[Stage, ...]
    due: tuple[Decimal | None, ...]
    target: str
    unit: Unit = NO_UNIT

    def __post_init__(self) -> None:
        if len(self.due) != len(self.stages):
            raise ValueError("every stage needs a number due, or None")
        known = True
        for stage in self.stages:
            known = known and stage.gap is None
            if not known and (stage.total is not None or stage.display):
                raise ValueError(f"{stage.period}: no total is known from a gap on")


def draw(chart: Cumulative, size: Size = WIDE, heading: Heading | None = None) -> Specification:
    """Draw a cumulative chart as a Vega-Lite specification; with a heading, for download."""
    axis = value_axis([*(s.total for s in chart.stages), *chart.due], from_zero=True)
    last = len(chart.stages) - 1
    ends = [
        EndLabel(chart.target, (last + 0.5, float(goal)), "met", weight=2)
        for goal in chart.due[-1:]
        if goal is not None
    ]
    names = [Point(stage.period, state=State.MISSING) for stage in chart.stages]
    frame = framed(names, axis, chart.unit, ends, size, above=True, span=(-0.5, last + 0.5))
    plane = frame.plane
    layers = [
        *frame.behind,
        *_bars(chart, plane),
        *_target(chart, plane),
        *_figures(chart, frame, size),
        *_gaps(chart, plane, size),
        *frame.labels,
    ]
    return specification(plane, layers, frame.margins, heading)


def _bars(chart: Cumulative, plane: Plane) -> list[Layer]:
    rows = [
        {
            "x": index - 0.35,
            "x2": index + 0.35,
            "y": 0,
            "y2": float(stage.total),
            "tip": stage.tip or f"{stage.period}: {stage.display}",
        }
        for index, stage in enumerate(chart.stages)
        if stage.total is not None
    ]
    channels = ("x", "x2", "y", "y2", "tip")
    return [plane.layer(rows, "rect", *channels, color=COLOURS["brand"])] if rows else []


def _target(chart: Cumulative, plane: Plane) -> list[Layer]:
    """A dashed line with paper around it, which keeps it in sight over the bars."""
    rows = steps(chart.due, plane)
    looks = (
        {"stroke": COLOURS["paper"], "strokeWidth": 5},
        {"stroke": COLOURS["met"], "strokeWidth": 2, "strokeDash": [6, 4]},
    )
    return [plane.layer(rows, "line", "x", "y", **look) for look in looks] if rows else []


def _figures(chart: Cumulative, frame: Frame, size: Size) -> list[Layer]:
    """Write each total over its bar, or only the last where bars stand too close."""
    plane = frame.plane
    shown = [(index, s) for index, s in enumerate(chart.stages) if s.total is not None]
    step = plane.width / len(chart.stages)
    if any(text_width(s.display, size.label_text, bold=True) + 4 > step for _, s in shown):
        shown = shown[-1:]
    rows = [{"x": index, "y": float(s.total or 0), "text": s.display} for index, s in shown]
    look = {"dy": -9, "baseline": "middle", "fontWeight": "bold", "fontSize": size.label_text}
    look |= {"color": COLOURS["ink"], "stroke": COLOURS["paper"], "strokeWidth": 4}
    return [plane.layer(rows, "text", "x", "y", "text", **look)] if rows else []


def _gaps(chart: Cumulative, plane: Plane, size: Size) -> list[Layer]:
    """Write `[c]` or `[x]` where the figure stands that leaves the total unknown."""
    rows = [
        {"x": index, "y": plane.y[0], "text": SYMBOLS[stage.gap]}
        for index, stage in enumerate(chart.stages)
        if stage.gap is not None
    ]
    look = {"dy": -10, "baseline": "middle", "fontSize": size.label_text, "color": COLOURS["soft"]}
    return [plane.layer(rows, "text", "x", "y", "text", **look)] if rows else []
