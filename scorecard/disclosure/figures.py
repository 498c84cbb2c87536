"""The names of counts in the model, and the counts that no cell prints but that sums tell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from scorecard.tables import Key, PrivateCell

PartName = Literal["numerator", "denominator", "remainder"]
Cells = Mapping[Key, PrivateCell]
Values = Mapping["Figure", int | None]


class Figure(NamedTuple):
    """The name of one count in the model."""

    indicator: str
    area: str
    breakdown: str
    category: str
    period: str
    part: PartName

    def of(self, area: str) -> Figure:
        """The same count of another area."""
        return Figure(self.indicator, area, *self[2:])

    def within(self, breakdown: str, category: str) -> Figure:
        """The same count of one category."""
        return Figure(self.indicator, self.area, breakdown, category, self.period, self.part)


Stem = tuple[str, str, str, str, str]
"""What the names of all parts of a cell begin with."""


def stem_of(key: Key) -> Stem:
    """The name of a cell: that of any of its parts, without the part."""
    return (key.indicator, key.area, key.breakdown, key.category, key.period.name)


def figure(key: Key, part: PartName) -> Figure:
    """The name of one part of a cell."""
    return Figure(*stem_of(key), part)
