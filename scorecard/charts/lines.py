"""What charts over time share: points and their gaps, the plot's frame, the lines in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from math import floor
from typing import Final

from scorecard.charts.axes import Unit, ValueAxis, named_periods, tick_label
from scorecard.charts.labels import EndLabel, end_labels, label_room
from scorecard.charts.layers import Layer, Margins, Plane, Row, note, widest
from scorecard.charts.style import COLOURS, Size, text_width

_MANY: Final = 24


class State(StrEnum):
    """Whether a figure is shown, hidden to protect people, or missing."""

    SHOWN = "shown"
    HIDDEN = "hidden"
    MISSING = "missing"


SYMBOLS: Final = {State.HIDDEN: "[c]", State.MISSING: "[x]"}


@dataclass(frozen=True)
class Point:
    """One period's published figure: its axis label, value, printed form, interval and tooltip.

    A hidden or missing point holds no figure at all: giving it one is a `ValueError`. `major`
    marks a period to name first where there is no room for every name (the first of a year, say).
    """

    period: str
    value: Decimal | None = None
    display: str = ""
    state: State = State.SHOWN
    lower: Decimal | None = None
    upper: Decimal | None = None
    tip: str = ""
    major: bool = True

    def __post_init__(self) -> None:
        shown = self.state is State.SHOWN
        figures = (self.value, self.lower, self.upper)
        if shown and self.value is None:
            raise ValueError(f"{self.period}: a shown point needs a value")
        if not shown and (self.display or any(figure is not None for figure in figures)):
            raise ValueError(f"{self.period}: a {self.state.value} point holds no figure")

    def figures(self) -> tuple[Decimal | None, ...]:
        """What the value axis must span for this point."""
        return self.value, self.lower, self.upper


@dataclass(frozen=True)
class Frame:
    """The plot of a chart over time: its plane, the pixels around it, and the layers behind."""

    plane: Plane
    margins: Margins
    behind: tuple[Layer, ...]
    labels: tuple[Layer, ...]


def framed(
    points: Sequence[Point],
    axis: ValueAxis,
    unit: Unit,
    ends: Sequence[EndLabel],
    size: Size,
    *,
    above: bool = False,
    span: tuple[float, float] | None = None,
) -> Frame:
    """Lay out a chart over time; `above` keeps a line free above the plot for a text.

    `span` are the plot's ends where it reaches beyond the first or the last period, which stand
    at 0 and at one less than their number.
    """
    ticks = [tick_label(tick, axis.ticks, unit) for tick in axis.ticks]
    names = [point.period for point in points]
    halves = [text_width(name, size.tick_text) / 2 for name in names] or [0.0]
    margins = Margins(
        top=10 + 18 * (int(above) + int(axis.cut)),
        right=max(label_room(ends, size), halves[-1]),
        bottom=30,
        left=max(widest(ticks, size.tick_text) + 10, halves[0]),
    )
    last = max(len(points) - 1, 0)
    x = span or ((0, last) if last else (-0.5, 0.5))
    apart = (size.width - margins.left - margins.right) / (x[1] - x[0])
    # Whole tenths of a pixel from one period to the next, so that few places have to be rounded;
    # a series so long that this would be none takes what there is.
    width = round((floor(10 * apart) / 10 or apart) * (x[1] - x[0]), 1)
    margins = replace(margins, right=size.width - margins.left - width)
    plane = Plane(
        width=width,
        height=size.height - margins.top - margins.bottom,
        x=x,
        y=axis.span(),
    )
    behind = _grid(axis, ticks, plane, size) + _names(points, plane, size)
    if axis.cut:
        told = f"The axis starts at {ticks[0]}, not at 0"
        y = -margins.top + 8
        behind.append(note(told, -margins.left, y, size.tick_text, baseline="middle"))
    return Frame(plane, margins, tuple(behind), tuple(end_labels(ends, plane, size)))


def few_shown(points: Sequence[Point]) -> bool:
    """Say whether too few points are shown for an axis cut to their span to mean anything."""
    return sum(point.state is State.SHOWN for point in points) < 3


def runs(points: Sequence[Point], breaks: Iterable[int] = ()) -> list[list[int]]:
    """Group the shown points that a line may join: never across a gap or a break in the series."""
    begin = set(breaks)
    groups: list[list[int]] = []
    for index, point in enumerate(points):
        if point.state is not State.SHOWN:
            continue
        if groups and groups[-1][-1] == index - 1 and index not in begin:
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


def joined(groups: Iterable[Sequence[Row]]) -> list[Row]:
    """Put runs of rows after one another with an empty row between, which breaks a line or band."""
    rows: list[Row] = []
    for group in groups:
        if rows:
            rows.append({**dict.fromkeys(rows[-1]), "x": rows[-1]["x"]})
        rows.extend(group)
    return rows


def value_line(
    points: Sequence[Point], groups: Iterable[Sequence[int]], plane: Plane, width: float
) -> list[Layer]:
    """Draw the line through each run of points."""
    rows = joined(
        [{"x": index, "y": _float(points[index].value)} for index in group]
        for group in groups
        if len(group) > 1
    )
    look = {"stroke": COLOURS["brand"], "strokeWidth": width, "strokeJoin": "round"}
    return [plane.layer(rows, "line", "x", "y", **look)] if rows else []


def dots(points: Sequence[Point], plane: Plane, emphasised: Iterable[int]) -> list[Layer]:
    """Draw a dot with its tooltip at each shown point, larger at the emphasised ones."""
    strong = set(emphasised)
    small = 36 if len(points) <= _MANY else 16
    rows = [
        {
            "x": index,
            "y": _float(point.value),
            "size": 95 if index in strong else small,
            "tip": point.tip or f"{point.period}: {point.display}",
        }
        for index, point in enumerate(points)
        if point.state is State.SHOWN
    ]
    look = {"filled": True, "opacity": 1, "color": COLOURS["brand"], "strokeWidth": 0}
    return [plane.layer(rows, "point", "x", "y", "size", "tip", **look)] if rows else []


def gaps(points: Sequence[Point], plane: Plane, size: Size) -> list[Layer]:
    """Write `[c]` or `[x]` in each gap, half way between the shown points on either side.

    Where periods stand too close for a symbol each, a stretch of the same symbol is written once.
    """
    rows = []
    step = _step(plane)
    apart = step >= text_width("[c]", size.label_text) + 2
    for stretch in _stretches(points):
        level = _level(points, stretch, plane)
        places = stretch if apart else [(stretch[0] + stretch[-1]) / 2]
        symbol = SYMBOLS[points[stretch[0]].state]
        rows += [{"x": place, "y": level, "text": symbol} for place in places]
    look = {
        "baseline": "middle",
        "fontSize": size.label_text,
        "color": COLOURS["soft"],
        # The paper around the letters keeps them readable where another line passes.
        "stroke": COLOURS["paper"],
        "strokeWidth": 4,
    }
    return [plane.layer(rows, "text", "x", "y", "text", **look)] if rows else []


def _stretches(points: Sequence[Point]) -> list[list[int]]:
    stretches: list[list[int]] = []
    for index, point in enumerate(points):
        if point.state is State.SHOWN:
            continue
        same = stretches and stretches[-1][-1] == index - 1
        if same and points[index - 1].state is point.state:
            stretches[-1].append(index)
        else:
            stretches.append([index])
    return stretches


def _level(points: Sequence[Point], stretch: Sequence[int], plane: Plane) -> float:
    before = [p.value for p in points[: stretch[0]] if p.value is not None][-1:]
    after = [p.value for p in points[stretch[-1] + 1 :] if p.value is not None][:1]
    beside = [float(value) for value in (*before, *after)]
    return sum(beside) / len(beside) if beside else sum(plane.y) / 2


def _grid(axis: ValueAxis, ticks: Sequence[str], plane: Plane, size: Size) -> list[Layer]:
    if not axis.ticks:
        rows: list[Row] = [{"y": plane.y[0]}]
        return [plane.layer(rows, "rule", "y", stroke=COLOURS["line"], strokeWidth=1)]
    rows = [{"y": float(tick), "text": text} for tick, text in zip(axis.ticks, ticks, strict=True)]
    drawn = [plane.layer(rows, "rule", "y", stroke=COLOURS["line"], strokeWidth=1)]
    if axis.low < 0 < axis.high:
        zero = [{"y": 0}]
        drawn.append(plane.layer(zero, "rule", "y", stroke=COLOURS["grey"], strokeWidth=1))
    look = {"x": -10, "align": "right", "baseline": "middle", "color": COLOURS["soft"]}
    return [*drawn, plane.layer(rows, "text", "y", "text", fontSize=size.tick_text, **look)]


def _names(points: Sequence[Point], plane: Plane, size: Size) -> list[Layer]:
    step = _step(plane)
    labels = [point.period for point in points]
    chosen = named_periods(labels, [point.major for point in points], step, size.tick_text)
    rows = [{"x": index, "text": labels[index]} for index in chosen]
    look = {"y": plane.height + 20, "baseline": "middle", "color": COLOURS["soft"]}
    return [plane.layer(rows, "text", "x", "text", fontSize=size.tick_text, **look)]


def _step(plane: Plane) -> float:
    """The pixels between two periods."""
    return plane.width / (plane.x[1] - plane.x[0])


def steps(values: Sequence[Decimal | None], plane: Plane) -> list[Row]:
    """Each period's target reaches half way to the periods beside it: steps, never slopes."""
    groups: list[list[Row]] = []
    for index, value in enumerate(values):
        if value is None:
            continue
        begin, end = max(index - 0.5, plane.x[0]), min(index + 0.5, plane.x[1])
        rows = [{"x": begin, "y": float(value)}, {"x": end, "y": float(value)}]
        if groups and values[index - 1] is not None:
            groups[-1] = _longer(groups[-1], rows)
        else:
            groups.append(rows)
    return joined(groups)


def _longer(rows: list[Row], more: list[Row]) -> list[Row]:
    """Join two stretches, as one straight line where the target stayed as it was."""
    if rows[-1]["y"] == more[0]["y"]:
        return [*rows[:-1], more[1]]
    return rows + more


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
