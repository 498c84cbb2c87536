"""A timeline: what is due when, with a row for each milestone and its state by shape and colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Final

from scorecard.charts.layers import Layer, Margins, Plane, Row, Specification, note, specification
from scorecard.charts.rows import SWATCH, Rows, flowed, laid_out, row_names
from scorecard.charts.style import COLOURS, HATCH, WIDE, Heading, Size, text_width
from scorecard.periods import MONTH_NAMES

_MONTHS: Final = tuple(name[:3] for name in MONTH_NAMES[1:])
_STEPS: Final = (1, 2, 3, 6, 12, 24, 60, 120, 600)
_AXIS: Final = 28.0


class Shape(StrEnum):
    """How a state is drawn, so that colour never speaks alone."""

    DOT = "circle"
    RING = "ring"
    SQUARE = "square"
    TRIANGLE = "triangle-up"
    STAR = "diamond"
    OPEN_DIAMOND = "open-diamond"
    HATCHED = "hatched"


_OPEN: Final = (Shape.RING, Shape.OPEN_DIAMOND)
_FORMS: Final = {
    Shape.RING: "circle",
    Shape.OPEN_DIAMOND: "diamond",
    Shape.HATCHED: "square",
}


@dataclass(frozen=True)
class MilestoneState:
    """A state in the key: its words, its colour role (met, near, miss, none, grey), its shape."""

    words: str
    colour: str
    shape: Shape


@dataclass(frozen=True)
class Milestone:
    """One row: what is to be reached, the last day for it and that day in words, and its state."""

    label: str
    day: date
    when: str
    state: MilestoneState


@dataclass(frozen=True)
class Timeline:
    """What a timeline draws, in the order of its rows, and the release's day with its words."""

    milestones: tuple[Milestone, ...]
    release: date
    release_label: str


def draw(chart: Timeline, size: Size = WIDE, heading: Heading | None = None) -> Specification:
    """Draw a timeline as a Vega-Lite specification; with a heading, for download.

    Days are plain numbers, never times, whose scale would change with the machine's time zone.
    """
    rows = laid_out([milestone.label for milestone in chart.milestones], size, bar=SWATCH)
    right = 10.0
    width = size.width - rows.left - right
    states = list(dict.fromkeys(milestone.state for milestone in chart.milestones))
    key, key_height = flowed([s.words for s in states], width + rows.left, size)
    height = rows.height + _AXIS + key_height
    plane = Plane(width, height, _days(chart), (0, height))
    margins = Margins(24, right, 4, rows.left)
    placed = [(x - rows.left, rows.height + _AXIS + y) for x, y in key]
    layers = [
        *_ticks(rows, plane, size, margins),
        _guides(rows, plane),
        *_release(chart, rows, plane, size, margins),
        row_names(rows, plane, size),
        *_marks(chart, states, rows, placed, plane),
        *_dates(chart, rows, plane, size),
        *_key_words(states, placed, size),
    ]
    return specification(plane, layers, margins, heading)


def _days(chart: Timeline) -> tuple[float, float]:
    days = [milestone.day.toordinal() for milestone in chart.milestones]
    days.append(chart.release.toordinal())
    edge = max((max(days) - min(days)) * 0.04, 15)
    return min(days) - edge, max(days) + edge


def _ticks(rows: Rows, plane: Plane, size: Size, margins: Margins) -> list[Layer]:
    found = _named_days(plane, size, margins)
    if not found:
        return []
    lines = [
        {"x": day, "y": plane.height, "y2": round(plane.height - rows.height, 1)}
        for day, _ in found
    ]
    texts = [{"x": day, "text": text} for day, text in found]
    look = {"y": rows.height + 16, "baseline": "middle", "color": COLOURS["soft"]}
    thin = {"stroke": COLOURS["line"], "strokeWidth": 1}
    return [
        plane.layer(lines, "rule", "x", "y", "y2", **thin),
        plane.layer(texts, "text", "x", "text", fontSize=size.tick_text, **look),
    ]


def _named_days(plane: Plane, size: Size, margins: Margins) -> list[tuple[int, str]]:
    """The first days of months or years to name: as many as fit without touching."""
    for step in _STEPS:
        named = [
            (day, text)
            for day, text in _starts(plane, step)
            if text_width(text, size.tick_text) / 2 <= plane.x_at(day) + margins.left
            and plane.x_at(day) + text_width(text, size.tick_text) / 2
            <= plane.width + margins.right
        ]
        if all(
            plane.x_at(after) - plane.x_at(before) >= text_width(text, size.tick_text) + 16
            for (before, text), (after, _) in pairwise(named)
        ):
            return named
    return []


def _starts(plane: Plane, step: int) -> list[tuple[int, str]]:
    first, last = date.fromordinal(int(plane.x[0])), date.fromordinal(int(plane.x[1]))
    months = range(first.year * 12 + first.month, last.year * 12 + last.month)
    found = []
    for number in months:
        if number % step == 0:
            year, month = divmod(number, 12)
            text = str(year) if step >= 12 else f"{_MONTHS[month]} {year}"
            found.append((date(year, month + 1, 1).toordinal(), text))
    return found


def _guides(rows: Rows, plane: Plane) -> Layer:
    lines = [{"y": _up(middle, plane)} for middle in rows.middles]
    return plane.layer(lines, "rule", "y", stroke=COLOURS["line"], strokeWidth=1)


def _release(
    chart: Timeline, rows: Rows, plane: Plane, size: Size, margins: Margins
) -> list[Layer]:
    """A line for the release's date, with its words above it."""
    day = chart.release.toordinal()
    line = [{"x": day, "y": plane.height + 4, "y2": round(plane.height - rows.height, 1)}]
    look = {"stroke": COLOURS["soft"], "strokeWidth": 1.5, "strokeDash": [3, 3]}
    wide = text_width(chart.release_label, size.tick_text)
    most = plane.width + margins.right - wide
    left = max(min(plane.x_at(day) - wide / 2, most), -margins.left)
    return [
        plane.layer(line, "rule", "x", "y", "y2", **look),
        note(chart.release_label, left, -13, size.tick_text, baseline="middle"),
    ]


def _marks(
    chart: Timeline,
    states: Sequence[MilestoneState],
    rows: Rows,
    key: Sequence[tuple[float, float]],
    plane: Plane,
) -> list[Layer]:
    """Each milestone's shape at its day, and the same shapes in the key."""
    days_per_pixel = (plane.x[1] - plane.x[0]) / plane.width
    drawn: list[tuple[MilestoneState, Row]] = [
        (m.state, {"x": m.day.toordinal(), "y": _up(middle, plane), "tip": _tip(m)})
        for m, middle in zip(chart.milestones, rows.middles, strict=True)
    ]
    for state, (x, y) in zip(states, key, strict=True):
        day = plane.x[0] + (x + SWATCH / 2) * days_per_pixel
        drawn.append((state, {"x": round(day, 2), "y": _up(y, plane), "tip": ""}))
    layers = []
    for shape in Shape:
        points = [
            {**row, "fill": _fill(state), "stroke": COLOURS[state.colour]}
            for state, row in drawn
            if state.shape is shape
        ]
        if points:
            form = _FORMS.get(shape, shape.value)
            look = {"shape": form, "filled": True, "size": 130, "strokeWidth": 2, "opacity": 1}
            channels = ("x", "y", "fill", "stroke", "tip")
            layers.append(plane.layer(points, "point", *channels, **look))
    return layers


def _tip(milestone: Milestone) -> str:
    return f"{milestone.label}: {milestone.when}, {milestone.state.words}"


def _fill(state: MilestoneState) -> str:
    if state.shape is Shape.HATCHED:
        return HATCH
    return COLOURS["paper" if state.shape in _OPEN else state.colour]


def _dates(chart: Timeline, rows: Rows, plane: Plane, size: Size) -> list[Layer]:
    """Write each date at the right of its shape, or at the left where the drawing ends."""
    sides: dict[str, list[Row]] = {"left": [], "right": []}
    for milestone, middle in zip(chart.milestones, rows.middles, strict=True):
        day = milestone.day.toordinal()
        wide = text_width(milestone.when, size.tick_text) + 12
        side = "left" if plane.x_at(day) + wide <= plane.width + 10 else "right"
        sides[side].append({"x": day, "y": _up(middle, plane), "text": milestone.when})
    # The paper around the letters keeps them readable where a line passes.
    look = {"baseline": "middle", "color": COLOURS["ink"], "fontSize": size.tick_text}
    look |= {"stroke": COLOURS["paper"], "strokeWidth": 5}
    return [
        plane.layer(texts, "text", "x", "y", "text", align=side,
                    dx=12 if side == "left" else -12, **look)
        for side, texts in sides.items()
        if texts
    ]  # fmt: skip


def _key_words(
    states: Sequence[MilestoneState],
    key: Sequence[tuple[float, float]],
    size: Size,
) -> list[Layer]:
    return [
        note(state.words, x + SWATCH + 6, y, size.tick_text, baseline="middle",
             color=COLOURS["ink"])
        for state, (x, y) in zip(states, key, strict=True)
    ]  # fmt: skip


def _up(pixels: float, plane: Plane) -> float:
    return round(plane.height - pixels, 1)
