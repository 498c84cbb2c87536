"""Status by priority: a stacked bar for each, of how many measures have which verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from scorecard.charts.layers import Layer, Margins, Plane, Row, Specification, specification
from scorecard.charts.rows import BAR, SWATCH, flowed, laid_out, row_names
from scorecard.charts.style import COLOURS, HATCH, WIDE, Heading, Size, text_width

_TALL: Final = BAR + 8
_ROUND: Final = {"pale": [4, 3], "dots": [1.5, 3]}
"""The strokes of fillings that are not drawn round with a plain line."""


class Filling(StrEnum):
    """How a verdict's block is drawn, so that colour never speaks alone."""

    SOLID = "solid"
    OUTLINE = "outline"
    PALE = "pale"
    TINT = "tint"
    DOTS = "dots"
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
    used = [
        verdict
        for number, verdict in enumerate(chart.verdicts)
        if any(row.counts[number] for row in chart.rows)
    ]
    words = [verdict.words for verdict in used]
    key, key_height = flowed(words, width + rows.left, size)
    height = rows.height + key_height
    plane = Plane(width, height, (0, width), (0, height))
    most = max((sum(row.counts) for row in chart.rows), default=0) or 1
    rectangles: list[tuple[Filling, Row]] = []
    texts: list[Row] = []
    for verdict, (x, y) in zip(used, key, strict=True):
        left, middle = x - rows.left, rows.height + y
        swatch = _Block(left, left + SWATCH, middle, "", "")
        rectangles.append((verdict.filling, _rectangle(swatch, SWATCH, plane, verdict)))
        texts.append(_text(verdict.words, left + SWATCH + 6, middle, plane))
    layers = [row_names(rows, plane, size)]
    if texts:
        look = {"align": "left", "baseline": "middle", "color": COLOURS["ink"]}
        layers.append(plane.layer(texts, "text", "x", "y", "text", fontSize=size.tick_text, **look))
    blocks = _blocks(chart, width / most, rows.middles, size)
    rectangles += [
        (verdict.filling, _rectangle(block, _TALL, plane, verdict)) for block, verdict in blocks
    ]
    layers += _rectangles(rectangles, plane)
    layers += _figures(blocks, plane, size)
    return specification(plane, layers, Margins(4, 4, 4, rows.left), heading)


def _rectangles(rectangles: Sequence[tuple[Filling, Row]], plane: Plane) -> list[Layer]:
    """Rectangles in a layer for each kind of stroke."""
    channels = ("x", "x2", "y", "y2", "tip", "fill", "stroke", "fillOpacity")
    layers = []
    for dash in (None, *_ROUND.values()):
        rows = [row for filling, row in rectangles if _ROUND.get(filling) == dash]
        look = {"strokeDash": dash} if dash else {}
        if rows:
            layers.append(plane.layer(rows, "rect", *channels, strokeWidth=2, **look))
    return layers


def _blocks(
    chart: Statuses, per_one: float, middles: Sequence[float], size: Size
) -> list[tuple[_Block, Verdict]]:
    blocks = []
    for row, middle in zip(chart.rows, middles, strict=True):
        left = 0.0
        for verdict, count in zip(chart.verdicts, row.counts, strict=True):
            if not count:
                continue
            right = left + count * per_one
            fits = text_width(str(count), size.label_text, bold=True) + 6 <= right - left
            tip = f"{row.label}: {count} {verdict.words}"
            blocks.append((_Block(left, right, middle, str(count) if fits else "", tip), verdict))
            left = right
    return blocks


def _figures(blocks: Sequence[tuple[_Block, Verdict]], plane: Plane, size: Size) -> list[Layer]:
    """Write each count in its block, on paper of its own where the block is hatched."""
    plain: list[Row] = []
    on_paper: list[Row] = []
    for block, verdict in blocks:
        if not block.text:
            continue
        row = _text(block.text, (block.left + block.right) / 2, block.middle, plane)
        row["color"] = COLOURS["paper" if verdict.filling is Filling.SOLID else "ink"]
        (on_paper if verdict.filling is Filling.HATCHED else plain).append(row)
    look = {"fontWeight": "bold", "baseline": "middle", "fontSize": size.label_text}
    paper = {"stroke": COLOURS["paper"], "strokeWidth": 5}
    channels = ("x", "y", "text", "color")
    return [
        plane.layer(rows, "text", *channels, **look, **more)
        for rows, more in ((plain, {}), (on_paper, paper))
        if rows
    ]


def _text(text: str, x: float, middle: float, plane: Plane) -> Row:
    return {"x": round(x, 1), "y": round(plane.height - middle, 1), "text": text}


def _rectangle(block: _Block, tall: float, plane: Plane, verdict: Verdict) -> Row:
    colour = COLOURS[verdict.colour]
    paper = COLOURS["paper"]
    fills = {Filling.OUTLINE: paper, Filling.DOTS: paper, Filling.HATCHED: HATCH}
    # Half the stroke and half a gap inside, so that neighbours stay apart.
    left, right = block.left + 1.5, max(block.right - 1.5, block.left + 2)
    return {
        "x": round(left, 1),
        "x2": round(right, 1),
        "y": round(plane.height - block.middle + tall / 2, 1),
        "y2": round(plane.height - block.middle - tall / 2, 1),
        "tip": block.tip,
        "fill": fills.get(verdict.filling, colour),
        "stroke": colour,
        "fillOpacity": 0.18 if verdict.filling in (Filling.PALE, Filling.TINT) else 1,
    }
