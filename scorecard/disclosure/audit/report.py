"""What the audit says of a release: a row for each table, and what breaks a promise."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

TOTAL = "all"


class AuditError(Exception):
    """What was published cannot be audited; says which table, why, and what can be done."""


class Breach(StrEnum):
    """How a promise is broken, or why it cannot be shown to be kept."""

    PRINTED = "printed"
    EXACT = "exact"
    NARROW = "narrow"
    DERIVED = "derived"
    KNOWN_ONE = "known_one"
    CONTRADICTION = "contradiction"
    UNFINISHED = "unfinished"


IN_WORDS = {
    Breach.PRINTED: "prints a number that is small enough to be about a few people",
    Breach.EXACT: "has a figure that is not shown and can be worked out exactly",
    Breach.NARROW: "has a figure that is not shown and can be worked out too closely",
    Breach.DERIVED: "says something beside a hidden figure that was worked out from it",
    Breach.KNOWN_ONE: "has a figure that is not shown, and that somebody who knows another, a "
    "single one, can work out too closely",
    Breach.CONTRADICTION: "cannot be true together with the definitions",
    Breach.UNFINISHED: "could not be judged before the solver stopped",
}
_HIDE_MORE = "hide another cell of the table, leave out a breakdown, or join small areas"
MENDS = {
    Breach.PRINTED: "hide the cell, or say in the definition why such a number is not sensitive",
    Breach.EXACT: _HIDE_MORE,
    Breach.NARROW: _HIDE_MORE,
    Breach.DERIVED: "leave every derived column of a hidden cell empty",
    Breach.KNOWN_ONE: _HIDE_MORE,
    Breach.CONTRADICTION: "see that totals are counted from the same records as their parts, that "
    "the relations in disclosure.yml are true, and that revised rows are marked r",
    Breach.UNFINISHED: "leave out a breakdown or a relation, or publish fewer decimals where parts "
    "are not held",
}


@dataclass(frozen=True, order=True)
class Table:
    """The figures of one indicator for one way of splitting it; `all` is the split by area."""

    indicator: str
    breakdown: str = TOTAL

    def __str__(self) -> str:
        return f"{self.indicator} by {'area' if self.breakdown == TOTAL else self.breakdown}"


@dataclass(frozen=True, order=True)
class Failure:
    """One broken promise: the tables that it concerns, and how; never a figure."""

    tables: tuple[Table, ...]
    breach: Breach

    def __str__(self) -> str:
        named = ", ".join(str(table) for table in self.tables[:6])
        more = f" and {len(self.tables) - 6} more tables" if len(self.tables) > 6 else ""
        return f"{named}{more}: {IN_WORDS[self.breach]}; {MENDS[self.breach]}"


@dataclass(frozen=True)
class TableRow:
    """One table of a release: cells with a figure, cells hidden, and the narrowest range.

    `narrowest` is the highest minus the lowest whole value that a hidden count of the table can
    have, of the count for which this is least; None where nothing is hidden, or where no upper end
    can be told. It is never below the truth by more than `at_least` says: with `at_least`, it was
    not followed further than the promise asks.
    """

    table: Table
    published: int
    hidden: int
    narrowest: int | None
    at_least: bool
    breaches: tuple[Breach, ...]

    @property
    def verdict(self) -> str:
        """The promise that is broken worst, or `safe`, or `open` where nothing is hidden."""
        if self.breaches:
            return min(self.breaches, key=list(Breach).index).value
        return "safe" if self.hidden else "open"


@dataclass(frozen=True)
class AuditReport:
    """All tables of a release. It passed where `failures` is empty.

    `remarks` are tables that would be too close to somebody who knows one count to be 1, if that
    count were 1, which only the publisher can tell: they fail nothing.
    """

    tables: tuple[TableRow, ...]
    failures: tuple[Failure, ...]
    remarks: tuple[Failure, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether every promise that can be judged is kept."""
        return not self.failures

    def lines(self) -> list[str]:
        """A line for each table with hidden cells or a fault, and one for all of them."""
        told = [row for row in self.tables if row.hidden or row.breaches]
        width = max((len(str(row.table)) for row in told), default=0)
        lines = [f"{'table':{width}}  published  hidden  narrowest  verdict"] if told else []
        for row in told:
            narrowest = "no end" if row.narrowest is None else str(row.narrowest)
            wider = "+" if row.at_least and row.narrowest is not None else ""
            numbers = f"{row.published:9}  {row.hidden:6}  {narrowest + wider:>9}"
            lines.append(f"{row.table!s:{width}}  {numbers}  {row.verdict}")
        hidden = sum(row.hidden for row in self.tables)
        open_ = len(self.tables) - len(told)
        all_of_them = f"{len(self.tables)} tables, {open_} with nothing hidden"
        return [*lines, f"{all_of_them}; {hidden:,} cells hidden"]
