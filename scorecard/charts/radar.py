"""A radar: how far each area has come on a few levels, now and at the time before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Any, Final

from scorecard.charts.labels import spread
from scorecard.charts.layers import Layer, Margins, Plane, Row, Specification, specification, widest
from scorecard.charts.rows import flowed
from scorecard.charts.style import COLOURS, NARROW, WIDE, Heading, Size, wrapped

_LARGEST: Final = 150.0
_ROOM: Final = 165.0
_SAMPLE: Final = 30.0
_BEYOND: Final = 12.0


@dataclass(frozen=True)
class Ring:
    """A level: its number and its name."""

    number: int
    name: str


@dataclass(frozen=True)
class Spoke:
    """An area with the position of its ring now and before, from 1; `None` for not assessed."""

    name: str
    now: int | None = None
    before: int | None = None
    tip: str = ""


@dataclass(frozen=True)
class Radar:
    """What a radar draws: rings from the middle outwards, areas clockwise from the top.

    `now` and `before` name the two outlines in the key.
    """

    rings: tuple[Ring, ...]
    spokes: tuple[Spoke, ...]
    now: str
    before: str = ""

    def __post_init__(self) -> None:
        if len(self.spokes) < 3:
            raise ValueError("a radar needs three areas or more")
        given = [n for s in self.spokes for n in (s.now, s.before) if n is not None]
        if any(not 1 <= level <= len(self.rings) for level in given):
            raise ValueError("a level of an area is not among the levels of the radar")


@dataclass(frozen=True)
class _Web:
    """Where the radar stands in its drawing, in pixels from the left and the top."""

    x: float
    y: float
    radius: float
    spokes: int
    levels: int

    def direction(self, spoke: int) -> tuple[float, float]:
        """One pixel outwards along a spoke, to the right and downwards."""
        angle = 2 * pi * spoke / self.spokes
        return sin(angle), -cos(angle)

    def at(self, spoke: int, level: float) -> tuple[float, float]:
        right, down = self.direction(spoke)
        reach = self.radius * level / self.levels
        return self.x + right * reach, self.y + down * reach


@dataclass(frozen=True)
class _Label:
    """A spoke's name in lines, beside which of its sides it stands, and its middle's height."""

    lines: tuple[str, ...]
    x: float
    y: float
    align: str


def draw(chart: Radar, size: Size = WIDE, heading: Heading | None = None) -> Specification:
    """Draw a radar as a Vega-Lite specification; with a heading, for download.

    On a narrow chart a letter stands at each spoke, and the names stand below.
    """
    names = [s.name if s.now is not None else f"{s.name} (not assessed)" for s in chart.spokes]
    narrow = size.name == NARROW.name
    at_spokes = [chr(ord("A") + number) for number in range(len(names))] if narrow else names
    web, labels, height = _laid_out(chart, at_spokes, size)
    listed = [f"{at} {name}" for at, name in zip(at_spokes, names, strict=True)] if narrow else []
    levels = "; ".join(f"{ring.number} {ring.name}" for ring in chart.rings)
    listed.append(f"Levels, from the middle outwards: {levels}")
    lines = [line for text in listed for line in wrapped(text, size.tick_text, size.width - 8)]
    outlines = [chart.now, *([chart.before] if _ever(chart) else [])]
    key, key_height = flowed(outlines, size.width, size, _SAMPLE)
    line_height = size.tick_text * 1.35
    whole = height + key_height + line_height * len(lines) + 6
    plane = Plane(size.width, whole, (0, size.width), (0, whole))
    below = [(0.0, height + key_height + line_height * (n + 0.5)) for n in range(len(lines))]
    words = [(x + _SAMPLE + 6, height + y) for x, y in key]
    layers = [
        *_rings(web, plane),
        *_fills(chart, web, plane),
        *(_outline([s.before for s in chart.spokes], web, plane, _BEFORE)),
        *(_outline([s.now for s in chart.spokes], web, plane, _NOW)),
        *_samples([(x, height + y) for x, y in key], plane),
        *_dots(chart, web, plane),
        *_numbers(chart, web, plane, size),
        *_names(labels, plane, size),
        _texts([*zip(outlines, words, strict=True)], plane, size, COLOURS["ink"]),
        _texts([*zip(lines, below, strict=True)], plane, size, COLOURS["soft"]),
    ]
    return specification(plane, layers, Margins(2, 0, 2, 0), heading)


_NOW: Final[dict[str, Any]] = {"stroke": COLOURS["brand"], "strokeWidth": 3}
_BEFORE: Final[dict[str, Any]] = {
    "stroke": COLOURS["grey"],
    "strokeWidth": 2.5,
    "strokeDash": [5, 4],
}


def _ever(chart: Radar) -> bool:
    return any(spoke.before is not None for spoke in chart.spokes)


def _laid_out(chart: Radar, names: Sequence[str], size: Size) -> tuple[_Web, list[_Label], float]:
    """Give the web the room that its names leave; also the names' places and the height."""
    lines = [wrapped(name, size.label_text, _ROOM) for name in names]
    side = widest([line for name in lines for line in name], size.label_text) + _BEYOND + 4
    radius = min(_LARGEST, size.width / 2 - side)
    line_height = size.label_text * 1.2
    heights = [len(name) * line_height for name in lines]
    beyond = max(heights) + _BEYOND
    height = 2 * (radius + beyond)
    web = _Web(size.width / 2, height / 2, radius, len(names), len(chart.rings))
    labels: dict[int, _Label] = {}
    for align in ("center", "left", "right"):
        here = [n for n in range(len(names)) if _align(web, n) == align]
        wanted = {n: _wish(web, n, heights[n]) for n in here}
        here.sort(key=lambda n: wanted[n])
        found = tuple(wanted[n] for n in here)
        if align != "center":
            found = spread(found, [heights[n] for n in here], [1.0] * len(here), height)
        for n, y in zip(here, found, strict=True):
            x = web.x + web.direction(n)[0] * (radius + _BEYOND)
            labels[n] = _Label(lines[n], x, y, align)
    return web, [labels[n] for n in range(len(names))], height


def _align(web: _Web, spoke: int) -> str:
    right = web.direction(spoke)[0]
    if abs(right) < 0.1:
        return "center"
    return "left" if right > 0 else "right"


def _wish(web: _Web, spoke: int, height: float) -> float:
    down = web.direction(spoke)[1]
    return web.y + down * (web.radius + _BEYOND + height / 2)


def _rings(web: _Web, plane: Plane) -> list[Layer]:
    around = [*range(web.spokes), 0]
    look = {"stroke": COLOURS["line"], "strokeWidth": 1}
    drawn = [
        _path([web.at(spoke, level) for spoke in around], plane, look)
        for level in range(1, web.levels + 1)
    ]
    ends = [_row(web.at(spoke, web.levels), plane) for spoke in range(web.spokes)]
    middle = _row((web.x, web.y), plane)
    spokes = [{**end, "x2": middle["x"], "y2": middle["y"]} for end in ends]
    return [*drawn, plane.layer(spokes, "rule", "x", "y", "x2", "y2", **look)]


def _runs(levels: Sequence[int | None]) -> list[list[int]]:
    """Spokes beside one another that have a level; all around when all have one."""
    number = len(levels)
    if None not in levels:
        return [[*range(number), 0]]
    start = levels.index(None)
    runs: list[list[int]] = [[]]
    for step in range(1, number + 1):
        spoke = (start + step) % number
        if levels[spoke] is None:
            runs.append([])
        else:
            runs[-1].append(spoke)
    return [run for run in runs if run]


def _fills(chart: Radar, web: _Web, plane: Plane) -> list[Layer]:
    """A light fill below the outline; where an area is not assessed it leaves a gap."""
    levels = [spoke.now for spoke in chart.spokes]
    look = {"fill": COLOURS["brand"], "fillOpacity": 0.14}
    look |= {"stroke": COLOURS["brand"], "strokeWidth": 0}
    drawn = []
    for run in _runs(levels):
        if len(run) > 1:
            around = [web.at(spoke, levels[spoke] or 0) for spoke in run]
            drawn.append(_path([(web.x, web.y), *around, (web.x, web.y)], plane, look))
    return drawn


def _outline(
    levels: Sequence[int | None], web: _Web, plane: Plane, look: dict[str, Any]
) -> list[Layer]:
    return [
        _path([web.at(spoke, levels[spoke] or 0) for spoke in run], plane, look)
        for run in _runs(levels)
        if len(run) > 1
    ]


def _dots(chart: Radar, web: _Web, plane: Plane) -> list[Layer]:
    """A dot for each level now, and a diamond for each before that no dot covers."""
    before, now = [], []
    for number, spoke in enumerate(chart.spokes):
        if spoke.before is not None and spoke.before != spoke.now:
            before.append(_row(web.at(number, spoke.before), plane))
        if spoke.now is not None:
            ring = chart.rings[spoke.now - 1]
            tip = spoke.tip or f"{spoke.name}: {ring.number} {ring.name}"
            now.append({**_row(web.at(number, spoke.now), plane), "tip": tip})
    solid = {"filled": True, "opacity": 1, "strokeWidth": 0}
    drawn = []
    if before:
        look = {**solid, "color": COLOURS["grey"], "shape": "diamond", "size": 70}
        drawn.append(plane.layer(before, "point", "x", "y", **look))
    if now:
        look = {**solid, "color": COLOURS["brand"], "size": 80}
        drawn.append(plane.layer(now, "point", "x", "y", "tip", **look))
    return drawn


def _numbers(chart: Radar, web: _Web, plane: Plane, size: Size) -> list[Layer]:
    """Write each ring's level beside the first spoke; every other one where rings are close."""
    close = web.radius / web.levels < size.tick_text * 1.15
    rows = []
    for level in range(web.levels, 0, -2 if close else -1):
        x, y = web.at(0, level)
        rows.append({**_row((x + 10, y), plane), "text": str(chart.rings[level - 1].number)})
    look: dict[str, Any] = {"align": "left", "baseline": "middle", "color": COLOURS["soft"]}
    look |= {"stroke": COLOURS["paper"], "strokeWidth": 4}
    return [plane.layer(rows, "text", "x", "y", "text", fontSize=size.tick_text, **look)]


def _names(labels: Sequence[_Label], plane: Plane, size: Size) -> list[Layer]:
    line_height = size.label_text * 1.2
    drawn = []
    for align in ("center", "left", "right"):
        rows = [
            {**_row((label.x, label.y + (n - (len(label.lines) - 1) / 2) * line_height), plane),
             "text": line}
            for label in labels
            if label.align == align
            for n, line in enumerate(label.lines)
        ]  # fmt: skip
        if rows:
            look = {"align": align, "baseline": "middle", "color": COLOURS["ink"]}
            text_size = size.label_text
            drawn.append(plane.layer(rows, "text", "x", "y", "text", fontSize=text_size, **look))
    return drawn


def _samples(places: Sequence[tuple[float, float]], plane: Plane) -> list[Layer]:
    """A piece of each outline before its words in the key."""
    return [
        _path([(x + 2, y), (x + _SAMPLE, y)], plane, look)
        for (x, y), look in zip(places, (_NOW, _BEFORE), strict=False)
    ]


def _texts(
    texts: Sequence[tuple[str, tuple[float, float]]], plane: Plane, size: Size, colour: str
) -> Layer:
    rows = [{**_row(place, plane), "text": text} for text, place in texts]
    look = {"align": "left", "baseline": "middle", "color": colour}
    return plane.layer(rows, "text", "x", "y", "text", fontSize=size.tick_text, **look)


def _path(places: Sequence[tuple[float, float]], plane: Plane, look: dict[str, Any]) -> Layer:
    rows = [{**_row(place, plane), "order": number} for number, place in enumerate(places)]
    settings = {"strokeJoin": "round", **look}
    return plane.layer(rows, "line", "x", "y", "order", **settings)


def _row(place: tuple[float, float], plane: Plane) -> Row:
    return {"x": round(place[0], 1), "y": round(plane.height - place[1], 1)}
