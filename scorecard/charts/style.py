"""What every chart looks like: colours by role, type sizes, and how wide a text is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

# Each role has a hex of its own, so that post-processing can tell the roles apart and put the
# theme's variable in place of the hex. The hexes are the light theme's, for the downloads.
COLOURS: Final[dict[str, str]] = {
    "ink": "#16202b",
    "soft": "#4a5866",
    "line": "#d5dbe1",
    "paper": "#ffffff",
    "brand": "#12436d",
    "met": "#00684a",
    "near": "#8a5a00",
    "miss": "#a4161a",
    "none": "#5b6670",
    "grey": "#7b8794",
}
# Vega has no patterns: post-processing turns this fill into a hatched one.
HATCH: Final = "#7b8795"
FONT: Final = "sans-serif"

_NARROW_LETTERS = frozenset("ijltfrI.,:;'|![]() -/")
_WIDE_LETTERS = frozenset("mwMW%@")


@dataclass(frozen=True)
class Size:
    """How large a chart is drawn, in pixels: `name` becomes its class, `chart-NAME`."""

    name: str
    width: int
    height: int
    tick_text: int
    label_text: int
    value_text: int
    label_room: int


WIDE: Final = Size("wide", 720, 300, 13, 14, 16, 150)
# A phone of 320 pixels leaves a chart about 290: text of 14 then stands at 11 or more.
NARROW: Final = Size("narrow", 360, 270, 14, 14, 16, 92)
SPARK: Final = Size("spark", 120, 32, 0, 0, 0, 0)


@dataclass(frozen=True)
class Heading:
    """The words that a downloaded chart carries with it; on a page they stand around it."""

    title: str
    subtitle: str = ""
    source: str = ""


@lru_cache(maxsize=4096)  # the names of periods are measured again for each drawing
def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Estimate the pixels that a text takes in Arial, a little on the generous side."""
    ems = sum(_letter_ems(letter) for letter in text)
    return ems * size * (1.08 if bold else 1.0)


def wrapped(text: str, size: float, room: float, *, bold: bool = False) -> tuple[str, ...]:
    """Break a text between words into lines no wider than `room` pixels where words allow."""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(joined, size, bold=bold) <= room:
            lines[-1] = joined
        else:
            lines.append(word)
    return tuple(lines)


def _letter_ems(letter: str) -> float:
    if letter in _NARROW_LETTERS:
        return 0.32
    if letter in _WIDE_LETTERS:
        return 0.89
    return 0.7 if letter.isupper() else 0.56
