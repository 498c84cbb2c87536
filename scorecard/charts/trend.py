"""A trend: one measure over time, its target as steps, its comparators and its likely range."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from scorecard.charts.axes import NO_UNIT, Unit, value_axis
from scorecard.charts.labels import EndLabel
from scorecard.charts.layers import Layer, Plane, Row, Specification, note, specification
from scorecard.charts.lines import (
    Point,
    State,
    dots,
    few_shown,
    framed,
    gaps,
    joined,
    runs,
    steps,
    value_line,
)
from scorecard.charts.style import COLOURS, WIDE, Heading, Size, text_width

Values = tuple[Decimal | None, ...]


@dataclass(frozen=True)
class Target:
    """The target in force in each period, `None` where there was none; `upper` makes it a band."""

    label: str
    values: Values
    upper: Values = ()


@dataclass(frozen=True)
class Comparator:
    """Another place's figures for the same periods, drawn in grey and named at the line's end."""

    label: str
    values: Values


@dataclass(frozen=True)
class Break:
    """A break in the series before the period at this position, and what to call it."""

    before: int
    label: str


@dataclass(frozen=True)
class Goal:
    """What is to be reached by a date: where it stands, its figures, and its words with the date.

    Places are counted in periods: 0 is the first point's, and 1.5 half way from the second to the
    third. There are two figures for a range. `path` are the places and figures of the agreed path,
    from its start; without one only the goal itself is drawn.
    """

    at: float
    values: tuple[Decimal, ...]
    label: str
    path: tuple[tuple[float, Decimal], ...] = ()

    def middle(self) -> tuple[float, float]:
        """Where the goal stands, half way between both ends of a range."""
        return self.at, float(sum(self.values) / len(self.values))


@dataclass(frozen=True)
class Trend:
    """What a trend chart draws; every tuple of values is as long as `points`."""

    points: tuple[Point, ...]
    unit: Unit = NO_UNIT
    target: Target | None = None
    comparators: tuple[Comparator, ...] = ()
    breaks: tuple[Break, ...] = ()
    goal: Goal | None = None

    def __post_init__(self) -> None:
        series = [comparator.values for comparator in self.comparators]
        if self.target is not None:
            series += [self.target.values, self.target.upper or self.target.values]
        if any(len(values) != len(self.points) for values in series):
            raise ValueError("a target and a comparator need a value or None for every point")


def draw(chart: Trend, size: Size = WIDE, heading: Heading | None = None) -> Specification:
    """Draw a trend as a Vega-Lite specification; with a heading, for download."""
    target = chart.target
    figures = [
        *(figure for point in chart.points for figure in point.figures()),
        *(value for other in chart.comparators for value in other.values),
        *((*target.values, *target.upper) if target else ()),
        *((*chart.goal.values, *(value for _, value in chart.goal.path)) if chart.goal else ()),
    ]
    axis = value_axis(figures, from_zero=few_shown(chart.points))
    above, span = bool(chart.breaks), _span(chart)
    frame = framed(chart.points, axis, chart.unit, _ends(chart), size, above=above, span=span)
    plane = frame.plane
    groups = runs(chart.points, [gap.before for gap in chart.breaks])
    last = len(chart.points) - 1
    layers = [
        *frame.behind,
        *_ranges(chart.points, groups, plane),
        *_breaks(chart.breaks, plane, size, frame.margins.right),
        *(layer for other in chart.comparators for layer in _comparator(other, plane)),
        *(_target(target, plane) if target else ()),
        *(_goal(chart.goal, last, plane) if chart.goal else ()),
        *value_line(chart.points, groups, plane, 3),
        *dots(chart.points, plane, [last]),
        *gaps(chart.points, plane, size),
        *frame.labels,
    ]
    return specification(plane, layers, frame.margins, heading)


def _ends(chart: Trend) -> list[EndLabel]:
    ends = []
    if chart.points and chart.points[-1].value is not None:
        final = chart.points[-1]
        at = (len(chart.points) - 1, float(chart.points[-1].value))
        ends.append(EndLabel(final.display, at, "ink", bold=True, weight=4))
    if chart.target:
        end = _end(chart.target.values, chart.target.upper)
        if end:
            ends.append(EndLabel(chart.target.label, end, "met", weight=2))
    if chart.goal:
        ends.append(EndLabel(chart.goal.label, chart.goal.middle(), "met", weight=2))
    for other in chart.comparators:
        end = _end(other.values)
        if end:
            ends.append(EndLabel(other.label, end, "soft"))
    return ends


def _span(chart: Trend) -> tuple[float, float] | None:
    """The ends of the plot where a goal or its path stands outside the periods."""
    if chart.goal is None:
        return None
    places = [chart.goal.at, *(at for at, _ in chart.goal.path), 0, len(chart.points) - 1]
    return (min(places), max(places)) if min(places) < max(places) else None


def _end(values: Values, upper: Values = ()) -> tuple[float, float] | None:
    for index in reversed(range(len(values))):
        value = values[index]
        if value is not None:
            top = upper[index] if upper else None
            return index, float(value if top is None else (value + top) / 2)
    return None


def _ranges(points: Sequence[Point], groups: Sequence[list[int]], plane: Plane) -> list[Layer]:
    """A light band along a run; a thin whisker at a point that stands alone."""
    bands: list[list[Row]] = []
    whiskers: list[Row] = []
    for group in groups:
        rows = [
            {"x": index, "y": float(lower), "y2": float(upper)}
            for index in group
            if (lower := points[index].lower) is not None
            and (upper := points[index].upper) is not None
        ]
        if len(rows) == 1:
            whiskers += rows
        elif len(rows) == len(group):
            bands.append(rows)
        else:
            whiskers += rows
    drawn = []
    if bands:
        look = {"color": COLOURS["brand"], "opacity": 0.14}
        drawn.append(plane.layer(joined(bands), "area", "x", "y", "y2", **look))
    if whiskers:
        look = {"stroke": COLOURS["brand"], "strokeWidth": 1.5}
        drawn.append(plane.layer(whiskers, "rule", "x", "y", "y2", **look))
    return drawn


def _breaks(breaks: Sequence[Break], plane: Plane, size: Size, right: float) -> list[Layer]:
    if not breaks:
        return []
    rows = [{"x": gap.before - 0.5} for gap in breaks]
    look = {"stroke": COLOURS["soft"], "strokeWidth": 1, "strokeDash": [3, 3]}
    drawn = [plane.layer(rows, "rule", "x", **look)]
    for gap in breaks:
        # Centred on its line, but never over the axis's labels nor beyond the drawing.
        wide = text_width(gap.label, size.tick_text)
        most = plane.width + right - wide
        left = max(min(plane.x_at(gap.before - 0.5) - wide / 2, most), 0)
        drawn.append(note(gap.label, left, -9, size.tick_text, baseline="middle"))
    return drawn


def _comparator(other: Comparator, plane: Plane) -> list[Layer]:
    points = [
        Point("", value, state=State.MISSING if value is None else State.SHOWN)
        for value in other.values
    ]
    groups = runs(points)
    rows = joined(_rows(other.values, group) for group in groups if len(group) > 1)
    alone = [row for group in groups if len(group) == 1 for row in _rows(other.values, group)]
    drawn = []
    if rows:
        look = {"stroke": COLOURS["grey"], "strokeWidth": 2}
        drawn.append(plane.layer(rows, "line", "x", "y", **look))
    if alone:
        dot = {"filled": True, "opacity": 1, "color": COLOURS["grey"], "size": 70}
        drawn.append(plane.layer(alone, "point", "x", "y", shape="diamond", **dot))
    return drawn


def _rows(values: Values, group: Sequence[int]) -> list[Row]:
    return [{"x": index, "y": float(values[index] or 0)} for index in group]


def _target(target: Target, plane: Plane) -> list[Layer]:
    edges = [steps(target.values, plane)]
    drawn = []
    if target.upper:
        edges.append(steps(target.upper, plane))
        between = [{**low, "y2": high["y"]} for low, high in zip(*edges, strict=True)]
        look = {"color": COLOURS["met"], "opacity": 0.12}
        drawn.append(plane.layer(between, "area", "x", "y", "y2", **look))
    dash = {"stroke": COLOURS["met"], "strokeWidth": 2, "strokeDash": [6, 4]}
    return drawn + [plane.layer(edge, "line", "x", "y", **dash) for edge in edges if edge]


def _goal(goal: Goal, last: int, plane: Plane) -> list[Layer]:
    """The path as a dashed line, the goal as a diamond, and the goal's level once it was due."""
    dash = {"stroke": COLOURS["met"], "strokeWidth": 2, "strokeDash": [6, 4]}
    lines = [[{"x": at, "y": float(value)} for at, value in goal.path]] if goal.path else []
    if last > goal.at:
        lines += [[{"x": x, "y": float(v)} for x in (goal.at, last)] for v in goal.values]
    drawn = [plane.layer(rows, "line", "x", "y", **dash) for rows in lines]
    points = [{"x": goal.at, "y": float(value), "tip": goal.label} for value in goal.values]
    look = {"filled": True, "fill": COLOURS["paper"], "stroke": COLOURS["met"], "opacity": 1}
    look |= {"shape": "diamond", "size": 150, "strokeWidth": 2.5}
    return [*drawn, plane.layer(points, "point", "x", "y", "tip", **look)]
