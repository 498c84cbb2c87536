"""What came through the door: cells that may be published, and what earlier releases published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final, NamedTuple

from scorecard.periods import Period

TOTAL: Final = "all"
"""The breakdown and the category of a figure that is not broken down."""

SCORECARD_COLUMNS: Final = (
    "indicator", "ref", "title", "unit", "period", "area", "breakdown", "category",
    "numerator", "denominator", "value", "lower_95", "upper_95", "target", "status",
    "certainty", "reason", "change", "notes", "illustrative",
)  # fmt: skip


class Status(StrEnum):
    """Whether a published cell shows its figure; a cell that does not holds no number."""

    SHOWN = "shown"
    SUPPRESSED = "suppressed"
    NOT_AVAILABLE = "not_available"
    NOT_APPLICABLE = "not_applicable"


class CellKey(NamedTuple):
    """Which figure: an indicator in a period, for an area, within a breakdown's category."""

    indicator: str
    period: Period
    area: str
    breakdown: str = TOTAL
    category: str = TOTAL

    @property
    def is_total(self) -> bool:
        """Whether the figure is not broken down."""
        return self.breakdown == TOTAL

    def at(self, period: Period) -> CellKey:
        """The same line in another period."""
        return CellKey(self.indicator, period, self.area, self.breakdown, self.category)

    def of(self, area: str) -> CellKey:
        """The same figure of another area."""
        return CellKey(self.indicator, self.period, area, self.breakdown, self.category)


@dataclass(frozen=True)
class PublishedCell:
    """One cell after the door: its parts or a given value when shown, nothing when not."""

    key: CellKey
    status: Status
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    given_value: Decimal | None = None
    symbols: tuple[str, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        figures = (self.numerator, self.denominator, self.given_value)
        if self.status is not Status.SHOWN and any(f is not None for f in figures):
            raise ValueError("a cell that is not shown holds no number")


@dataclass(frozen=True)
class PublishedTables:
    """All published cells of a release, in a fixed order."""

    cells: Mapping[CellKey, PublishedCell]


@dataclass(frozen=True)
class Ledger:
    """What one earlier release published and what it hid (both public; never why)."""

    version: str
    period: Period
    cells: tuple[PublishedCell, ...]
    rounding: int | None = None
    """What its counts were rounded to, after hiding; None where they are as they were counted."""
