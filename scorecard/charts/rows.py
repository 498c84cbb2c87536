"""What charts of horizontal bars share: rows with their names beside or above the bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from scorecard.charts.layers import Layer, Plane, widest
from scorecard.charts.style import COLOURS, NARROW, Size, text_width, wrapped

BAR: Final = 18.0
SWATCH: Final = 14.0
_GAP: Final = 12.0
_MOST_ROOM: Final = 230.0


@dataclass(frozen=True)
class Rows:
    """Where each row stands: the left margin, and each bar's middle, in pixels from the top.

    On a narrow chart names stand above their bars, and otherwise in a column at the left.
    """

    left: float
    height: float
    middles: tuple[float, ...]
    names: tuple[tuple[str, ...], ...]
    above: bool
    bar: float


def laid_out(names: Sequence[str], size: Size, bar: float = BAR) -> Rows:
    """Give every row the room that its wrapped name and its bar need."""
    above = size.name == NARROW.name
    room = size.width - 10 if above else _MOST_ROOM
    lines = tuple(wrapped(name, size.label_text, room) or ("",) for name in names)
    texts = [line for name in lines for line in name]
    left = 2.0 if above else widest(texts, size.label_text) + 14
    line_height = size.label_text * 1.2
    middles, y = [], 0.0
    for name in lines:
        text = len(name) * line_height
        if above:
            y += text + 4
            middles.append(y + bar / 2)
            y += bar + _GAP
        else:
            row = max(text, bar) + _GAP
            middles.append(y + row / 2)
            y += row
    return Rows(left, max(y, 1.0), tuple(middles), lines, above, bar)


def row_names(rows: Rows, plane: Plane, size: Size) -> Layer:
    """Write every row's name; the plane's y values are pixels, upwards from the bottom."""
    line_height = size.label_text * 1.2
    texts = []
    for middle, lines in zip(rows.middles, rows.names, strict=True):
        centre = middle - rows.bar / 2 - 4 - len(lines) * line_height / 2 if rows.above else middle
        for number, line in enumerate(lines):
            y = centre + (number - (len(lines) - 1) / 2) * line_height
            texts.append({"y": round(plane.height - y, 1), "text": line})
    look: dict[str, Any] = {
        "x": -rows.left,
        "align": "left",
        "baseline": "middle",
        "color": COLOURS["ink"],
    }
    # A line across all rows passes behind the names that stand above their bars.
    look |= {"stroke": COLOURS["paper"], "strokeWidth": 4} if rows.above else {}
    return plane.layer(texts, "text", "y", "text", fontSize=size.label_text, **look)


def flowed(
    words: Sequence[str], room: float, size: Size, swatch: float = SWATCH
) -> tuple[list[tuple[float, float]], float]:
    """Flow a key's entries into lines: each entry's left and middle, and the whole height."""
    line, x, y = 24.0, 0.0, 14.0
    places = []
    for text in words:
        wide = swatch + 6 + text_width(text, size.tick_text)
        if x and x + wide > room:
            x, y = 0.0, y + line
        places.append((x, y))
        x += wide + 18
    return places, y + line / 2 if words else 0.0
