"""Private cells: what the data folder says of each figure, before the door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from scorecard.periods import Period
from scorecard.problems import Place

TOTAL: Final = "all"
"""The breakdown and the category of a figure that is not broken down."""

COLUMNS: Final = (
    "indicator", "period", "area", "breakdown", "category",
    "numerator", "denominator", "value", "status", "note",
)  # fmt: skip
FIGURES: Final = ("numerator", "denominator", "value")

WITHHELD: Final = ("c", "x", "z", "low")
"""Symbols that stand in place of a figure: hidden, not available, not applicable, near zero."""
REMARKS: Final = ("u", "p", "r", "b")
"""Symbols that stand beside a figure: unreliable, provisional, revised, break in series."""


class Key(NamedTuple):
    """Which figure: an indicator in a period, for an area, within a breakdown's category.

    A tuple, since every table is looked up by these: it is made and found much more quickly.
    """

    indicator: str
    period: Period
    area: str
    breakdown: str = TOTAL
    category: str = TOTAL

    @property
    def is_total(self) -> bool:
        """Whether the figure is not broken down."""
        return self.breakdown == TOTAL

    @property
    def line(self) -> tuple[str, str, str, str]:
        """What stays the same over time: indicator, area, breakdown and category."""
        return (self.indicator, self.area, self.breakdown, self.category)


@dataclass(frozen=True)
class RawRow:
    """One row as it stands in a file, before anything in it is understood.

    `line` counts lines of a CSV file, or rows of a workbook's sheet; `letters` names the
    workbook's columns. Fields are text, except for the date cells of a workbook.
    """

    path: str
    line: int
    fields: Mapping[str, str | date] = field(repr=False)
    sheet: str = ""
    letters: Mapping[str, str] = field(default_factory=dict)

    def place(self, column: str = "indicator") -> Place:
        """The line of a CSV file, or the very cell of a workbook."""
        if not self.sheet:
            return Place(self.path, self.line)
        letter = self.letters.get(column, self.letters["indicator"])
        return Place(self.path, sheet=self.sheet, cell=f"{letter}{self.line}")

    def text(self, column: str) -> str:
        """One field as text without the spaces around it; empty where there is no such column."""
        value = self.fields.get(column, "")
        return value.strip() if isinstance(value, str) else value.isoformat()


NOWHERE: Final = Place("")


@dataclass(frozen=True)
class PrivateCell:
    """One true figure, or the symbol that arrived in its place; it never prints its counts.

    `value` is kept only where there are no parts to work it out from: a value that agrees with its
    numerator and denominator is dropped, and a count given as a value becomes the numerator.
    """

    key: Key
    numerator: Decimal | None = field(default=None, repr=False)
    denominator: Decimal | None = field(default=None, repr=False)
    value: Decimal | None = field(default=None, repr=False)
    symbols: tuple[str, ...] = ()
    note: str = field(default="", repr=False)
    place: Place = NOWHERE

    @property
    def withheld(self) -> bool:
        """Whether the row says why there is no figure instead of giving one."""
        return any(symbol in WITHHELD for symbol in self.symbols)


@dataclass(frozen=True)
class PrivateTables:
    """Every private cell, in an order that does not depend on that of files or rows."""

    cells: Mapping[Key, PrivateCell] = field(repr=False)

    @classmethod
    def of(cls, cells: Mapping[Key, PrivateCell]) -> PrivateTables:
        """These cells in that order: line by line, and along each by period."""
        periods = sorted({key.period for key in cells})
        place = {period: number for number, period in enumerate(periods)}
        by_line = sorted(cells.items(), key=lambda one: (one[0].line, place[one[0].period]))
        return cls(dict(by_line))

    def until(self, end: date) -> PrivateTables:
        """The cells of periods that had ended by a day."""
        return PrivateTables({k: cell for k, cell in self.cells.items() if k.period.end <= end})
