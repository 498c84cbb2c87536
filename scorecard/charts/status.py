"""Status by priority: a stacked bar for each, of how many measures have which verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from scorecard.charts.layers import Layer, Margins, Plane, Row, Specification, specification
from scorecard.charts.rows import BAR, laid_out, row_names
from scorecard.charts.style import COLOURS, HATCH, WIDE, Heading, Size, text_width

_SWATCH: Final = 14.0
_TALL: Final = BAR + 8


class Filling(StrEnum):
    """How a verdict's block is drawn, so that colour never speaks alone."""

    SOLID = "solid"
    OUTLINE = "outline"
    PALE = "pale"
    HATCHED = "hatched"


@dataclass(frozen=True)
class Verdict:
    """A verdict in the key: its words, its colour role (met, near, miss, none, grey), filling."""

    words: str
    colour: str
    filling: Filling = Filling.SOLID


@dataclass(frozen=True)
class StatusRow:
    """A priority and its number of measures for each verdict of the chart, in the same order."""

    label: str
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Statuses:
    """What a status chart draws: the verdicts, which are also its key, and the rows."""

    verdicts: tuple[Verdict, ...]
    rows: tuple[StatusRow, ...]

    def __post_init__(self) -> None:
        if any(len(row.counts) != len(self.verdicts) for row in self.rows):
            raise ValueError("every row needs a count for every verdict")


@dataclass(frozen=True)
class _Block:
    """A block in pixels from the plot's left and top, and the words of its tooltip."""

    left: float
    right: float
    middle: float
    text: str
    tip: str


def draw(chart: Statuses, size: Size = WIDE, heading: Heading | None = None) -> Specification:
    """Draw statuses as a Vega-Lite specification; with a heading, for download."""
    rows = laid_out([row.label for row in chart.rows], size, bar=_TALL)
    width = size.width - rows.left - 4
    used = [v for v in range(len(chart.verdicts)) if any(row.counts[v] for row in chart.rows)]
    key, key_height = _key([chart.verdicts[v] for v in used], width + rows.left, size)
    height = rows.height + key_height
    plane = Plane(width, height, (0, width), (0, height))
    most = max((sum(row.counts) for row in chart.rows), default=0) or 1
    layers = [row_names(rows, plane, size)]
    for number, verdict in enumerate(chart.verdicts):
        if number not in used:
            continue
        blocks = _blocks(chart, number, width / most, rows.middles, size)
        x, y = key[used.index(number)]
        at = rows.height + y
        swatch = _Block(x - rows.left, x - rows.left + _SWATCH, at, "", "")
        layers += _drawn(verdict, blocks, swatch, plane, size)
    words = [
        {
            "x": round(x - rows.left + _SWATCH + 6, 1),
            "y": round(key_height - y, 1),
            "text": chart.verdicts[v].words,
        }
        for (x, y), v in zip(key, used, strict=True)
    ]
    look = {"align": "left", "baseline": "middle", "color": COLOURS["ink"]}
    if words:
        layers.append(plane.layer(words, "text", "x", "y", "text", fontSize=size.tick_text, **look))
    return specification(plane, layers, Margins(4, 4, 4, rows.left), heading)


def _blocks(
    chart: Statuses, number: int, per_one: float, middles: Sequence[float], size: Size
) -> list[_Block]:
    blocks = []
    for row, middle in zip(chart.rows, middles, strict=True):
        count = row.counts[number]
        if not count:
            continue
        left = sum(row.counts[:number]) * per_one
        right = left + count * per_one
        fits = text_width(str(count), size.label_text, bold=True) + 6 <= right - left
        tip = f"{row.label}: {count} {chart.verdicts[number].words}"
        blocks.append(_Block(left, right, middle, str(count) if fits else "", tip))
    return blocks


def _drawn(
    verdict: Verdict, blocks: Sequence[_Block], swatch: _Block, plane: Plane, size: Size
) -> list[Layer]:
    rows = [_rectangle(block, _TALL, plane) for block in blocks]
    rows.append({**_rectangle(swatch, _SWATCH, plane), "tip": ""})
    drawn = [plane.layer(rows, "rect", "x", "x2", "y", "y2", "tip", **_look(verdict))]
    texts = [
        {
            "x": round((block.left + block.right) / 2, 1),
            "y": round(plane.height - block.middle, 1),
            "text": block.text,
        }
        for block in blocks
        if block.text
    ]
    if texts:
        on_colour = verdict.filling is Filling.SOLID
        look = {"fontWeight": "bold", "baseline": "middle", "fontSize": size.label_text}
        look["color"] = COLOURS["paper" if on_colour else "ink"]
        if verdict.filling is Filling.HATCHED:
            look |= {"stroke": COLOURS["paper"], "strokeWidth": 5}
        drawn.append(plane.layer(texts, "text", "x", "y", "text", **look))
    return drawn


def _rectangle(block: _Block, tall: float, plane: Plane) -> Row:
    # Half the stroke and half a gap inside, so that neighbours stay apart.
    left, right = block.left + 1.5, max(block.right - 1.5, block.left + 2)
    return {
        "x": round(left, 1),
        "x2": round(right, 1),
        "y": round(plane.height - block.middle + tall / 2, 1),
        "y2": round(plane.height - block.middle - tall / 2, 1),
        "tip": block.tip,
    }


def _look(verdict: Verdict) -> dict[str, Any]:
    colour = COLOURS[verdict.colour]
    outline = {"stroke": colour, "strokeWidth": 2}
    if verdict.filling is Filling.OUTLINE:
        return {**outline, "fill": COLOURS["paper"]}
    if verdict.filling is Filling.PALE:
        return {**outline, "strokeWidth": 1, "fill": colour, "fillOpacity": 0.18}
    if verdict.filling is Filling.HATCHED:
        return {**outline, "strokeWidth": 1, "fill": HATCH}
    return {**outline, "fill": colour}


def _key(
    verdicts: Sequence[Verdict], room: float, size: Size
) -> tuple[list[tuple[float, float]], float]:
    """Flow the key's entries into lines: each entry's left and middle, and the whole height."""
    line, x, y = 24.0, 0.0, 14.0
    places = []
    for verdict in verdicts:
        wide = _SWATCH + 6 + text_width(verdict.words, size.tick_text)
        if x and x + wide > room:
            x, y = 0.0, y + line
        places.append((x, y))
        x += wide + 18
    return places, y + line / 2 if verdicts else 0.0
