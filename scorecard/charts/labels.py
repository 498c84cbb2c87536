"""Labels at the ends of lines: placed beside what they name, nudged apart so that none overlap."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from scorecard.charts.layers import Layer, Plane, Row
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
    # The first label may stand half over the plot's top edge, where its line may end.
    lowest = min(heights[0] / 2, wanted[0] if wanted[0] >= 0 else 0.0)
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
            tie = {
                "x": label.at[0] if early else edge + 4 * per_x,
                "y": label.at[1],
                "x2": edge + 11 * per_x,
                "y2": plane.y[1] - centre * per_y,
            }
            ties.append({end: _tidy(value) for end, value in tie.items()})
        texts += _texts(label, centre, plane, size)
    dotted = {"stroke": COLOURS["grey"], "strokeWidth": 1, "strokeDash": [1, 2]}
    drawn = [plane.layer(ties, "rule", "x", "y", "x2", "y2", **dotted)] if ties else []
    for weight, text_size in (("normal", size.label_text), ("bold", size.value_text)):
        rows = [row for row, bold in texts if bold is (weight == "bold")]
        look = {"x": plane.width + 13, "align": "left", "baseline": "middle"}
        look |= {"fontSize": text_size, "fontWeight": weight}
        if rows:
            drawn.append(plane.layer(rows, "text", "y", "text", "color", **look))
    return drawn


def _texts(label: EndLabel, centre: float, plane: Plane, size: Size) -> list[tuple[Row, bool]]:
    lines = _lines(label, size)
    line_height = _text_size(label, size) * 1.15
    per_y = (plane.y[1] - plane.y[0]) / plane.height
    texts = []
    for number, line in enumerate(lines):
        y = centre + (number - (len(lines) - 1) / 2) * line_height
        level = _tidy(plane.y[1] - y * per_y)
        row = {"y": level, "text": line, "color": COLOURS[label.colour]}
        texts.append((row, label.bold))
    return texts


def _lines(label: EndLabel, size: Size) -> tuple[str, ...]:
    return wrapped(label.text, _text_size(label, size), size.label_room, bold=label.bold)


def _text_size(label: EndLabel, size: Size) -> int:
    return size.value_text if label.bold else size.label_text


def _tidy(value: float) -> float:
    return float(f"{value:.6g}")
