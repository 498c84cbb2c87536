"""Labels at the ends of lines: placed beside what they name, nudged apart so that none overlap."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from scorecard.charts.layers import Layer, Plane
from scorecard.charts.style import COLOURS, Size, text_width, wrapped

_GAP: Final = 2.0
_NEAR: Final = 5.0


@dataclass(frozen=True)
class EndLabel:
    """A text for the end of a line: where the line ends, and how the text looks.

    `weight` says how strongly the label holds its place when others push.
    """

    text: str
    at: tuple[float, float]
    colour: str
    bold: bool = False
    weight: float = 1.0


def spread(
    wanted: Sequence[float], heights: Sequence[float], weights: Sequence[float], room: float
) -> tuple[float, ...]:
    """Move label centres as little as possible so that none overlap and all stay inside `room`.

    `wanted` is in ascending order. The least weighted sum of squared moves under an order is
    isotonic regression (pool adjacent violators); bounds are met by clipping it.
    """
    offsets = [0.0]
    for before, after in itertools.pairwise(heights):
        offsets.append(offsets[-1] + (before + after) / 2 + _GAP)
    pools: list[tuple[float, float, int]] = []
    for target, offset, weight in zip(wanted, offsets, weights, strict=False):
        pools.append((target - offset, weight, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (value_1, weight_1, size_1), (value_2, weight_2, size_2) = pools[-2:]
            together = weight_1 + weight_2
            value = (value_1 * weight_1 + value_2 * weight_2) / together
            pools[-2:] = [(value, together, size_1 + size_2)]
    if not pools:
        return ()
    lowest = heights[0] / 2
    highest = max(lowest, room - offsets[len(wanted) - 1] - heights[-1] / 2)
    placed = [min(max(value, lowest), highest) for value, _, size in pools for _ in range(size)]
    return tuple(value + offset for value, offset in zip(placed, offsets, strict=False))


def label_room(labels: Sequence[EndLabel], size: Size) -> float:
    """The pixels to keep free at the right for some labels, once wrapped."""
    widths = [
        text_width(line, _text_size(label, size), bold=label.bold)
        for label in labels
        for line in _lines(label, size)
    ]
    return max(widths, default=0.0) + 20


def end_labels(labels: Sequence[EndLabel], plane: Plane, size: Size) -> list[Layer]:
    """Draw labels in a column at the plot's right, each tied to its line where it had to move."""
    ordered = sorted(labels, key=lambda label: (plane.y_at(label.at[1]), label.text))
    heights = [len(_lines(label, size)) * _text_size(label, size) * 1.15 for label in ordered]
    wanted = [plane.y_at(label.at[1]) for label in ordered]
    room = plane.height + size.tick_text
    centres = spread(wanted, heights, [label.weight for label in ordered], room)
    ties, texts = [], []
    per_x = (plane.x[1] - plane.x[0]) / plane.width
    per_y = (plane.y[1] - plane.y[0]) / plane.height
    edge = plane.x[1]
    for label, wish, centre in zip(ordered, wanted, centres, strict=True):
        early = label.at[0] < edge - per_x
        if early or abs(centre - wish) > _NEAR:
            ties.append(
                {
                    "x": _tidy(label.at[0] if early else edge + 4 * per_x),
                    "y": _tidy(label.at[1]),
                    "x2": _tidy(edge + 11 * per_x),
                    "y2": _tidy(plane.y[1] - centre * per_y),
                }
            )
        texts.append(_text(label, centre, plane, size))
    drawn = []
    if ties:
        look = {"stroke": COLOURS["grey"], "strokeWidth": 1, "strokeDash": [1, 2]}
        drawn.append(plane.layer(ties, "rule", "x", "y", "x2", "y2", **look))
    return drawn + [layer for layers in texts for layer in layers]


def _text(label: EndLabel, centre: float, plane: Plane, size: Size) -> list[Layer]:
    text_size = _text_size(label, size)
    lines = _lines(label, size)
    rows = []
    for number, line in enumerate(lines):
        y = centre + (number - (len(lines) - 1) / 2) * text_size * 1.15
        per_y = (plane.y[1] - plane.y[0]) / plane.height
        rows.append({"y": _tidy(plane.y[1] - y * per_y), "text": line})
    look = {"x": plane.width + 13, "align": "left", "baseline": "middle", "fontSize": text_size}
    if label.bold:
        look["fontWeight"] = "bold"
    return [plane.layer(rows, "text", "y", "text", color=COLOURS[label.colour], **look)]


def _lines(label: EndLabel, size: Size) -> tuple[str, ...]:
    return wrapped(label.text, _text_size(label, size), size.label_room, bold=label.bold)


def _text_size(label: EndLabel, size: Size) -> int:
    return size.value_text if label.bold else size.label_text


def _tidy(value: float) -> float:
    return float(f"{value:.6g}")
