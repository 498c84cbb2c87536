"""A reader who tries to work out hidden figures from plain facts, and shares no code with us.

It knows what is printed, which definitions tie the figures, and that a hidden count is at least 1.
It writes its own inequalities and asks the solver for whole tables by itself, or, for tiny tables,
tries every combination of whole numbers.
"""

from __future__ import annotations

import itertools
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import highspy
import numpy as np
import numpy.typing as npt

Name = Hashable
Expression = Mapping[Name, int]
Whole = npt.NDArray[np.int64]

NEARLY_WHOLE = 1e-6
IMPOSSIBLE = (
    highspy.HighsModelStatus.kInfeasible,
    highspy.HighsModelStatus.kUnboundedOrInfeasible,
)


@dataclass(frozen=True)
class Facts:
    """The published definitions, in words a reader would use."""

    sums: list[tuple[Name, list[Name]]] = field(default_factory=list)
    parts: list[tuple[Name, Name]] = field(default_factory=list)  # (numerator, denominator)
    distinct: list[tuple[Name, list[Name]]] = field(default_factory=list)
    # (numerator, denominator, name of the printed ratio, decimals): percentages
    ratios: list[tuple[Name, Name, Name, int]] = field(default_factory=list)


@dataclass(frozen=True)
class Published:
    """What stands on the page: figures shown, marks, and figures that are defined but not printed.

    `shown` maps printed counts to values and printed ratios to their digits (33.3% is 333).
    """

    shown: Mapping[Name, int]
    hidden: frozenset[Name]
    unprinted: frozenset[Name]
    facts: Facts
    hidden_at_least: int = 1


@dataclass(frozen=True)
class Row:
    terms: Mapping[Name, int]
    low: float
    high: float


def rows_of(page: Published) -> list[Row]:
    """Everything the page says, as rows `low <= sum <= high` over unknown counts."""
    rows = []
    for total, parts in page.facts.sums:
        terms = {total: 1}
        for part in parts:
            terms[part] = terms.get(part, 0) - 1
        rows.append(Row(terms, 0, 0))
    for part, whole in page.facts.parts:
        rows.append(Row({whole: 1, part: -1}, 0, np.inf))
    for year, quarters in page.facts.distinct:
        rows += [Row({year: 1, quarter: -1}, 0, np.inf) for quarter in quarters]
        rows.append(Row({year: -1, **dict.fromkeys(quarters, 1)}, 0, np.inf))
    for numerator, denominator, ratio, decimals in page.facts.ratios:
        rows.append(Row({denominator: 1}, 1, np.inf))
        if ratio in page.shown:
            digits, unit = page.shown[ratio], 10**decimals
            # digits/unit - half <= 100 n/d < digits/unit + half, everything times 2*unit*d
            rows.append(Row({numerator: 200 * unit, denominator: -(2 * digits - 1)}, 0, np.inf))
            rows.append(Row({numerator: -200 * unit, denominator: 2 * digits + 1}, 1, np.inf))
    return rows


@dataclass(frozen=True)
class Line:
    """`low <= numbers . table + constant <= high` over the unknown counts, in their order."""

    numbers: Whole
    constant: int = 0
    low: float = -np.inf
    high: float = np.inf

    def values(self, tables: Whole) -> Whole:
        """The value of the expression in each table."""
        return tables @ self.numbers + self.constant

    def kept_by(self, tables: Whole) -> npt.NDArray[np.bool_]:
        """Which of the tables keep the row."""
        values = self.values(tables)
        return (self.low <= values) & (values <= self.high)


class Attack:
    """Ranges of unknown counts, given a page and perhaps rows that only somebody knows.

    Tables that fit are remembered: one that was found for one question often answers the next.
    None is believed before it was seen to keep every row in whole numbers.
    """

    def __init__(self, page: Published) -> None:
        ratios = {ratio for _, _, ratio, _ in page.facts.ratios}
        names = (page.hidden | page.unprinted) - ratios
        self.page = page
        self.names = sorted(names, key=repr)
        self.place = {name: number for number, name in enumerate(self.names)}
        self.low = np.array(
            [page.hidden_at_least if name in page.hidden else 0 for name in self.names],
            dtype=np.int64,
        )
        self.rows = [self._line(row.terms, row.low, row.high) for row in rows_of(page)]
        self._numbers = self._stacked(self.rows)
        self._lows = np.array([row.low - row.constant for row in self.rows])
        self._highs = np.array([row.high - row.constant for row in self.rows])
        self._tables: Whole = np.zeros((0, len(self.names)), dtype=np.int64)
        self._solver = _solver(self.low, self.rows)

    def _line(self, terms: Expression, low: float = -np.inf, high: float = np.inf) -> Line:
        numbers, constant = np.zeros(len(self.names), dtype=np.int64), 0
        for name, a in terms.items():
            if name in self.place:
                numbers[self.place[name]] += a
            else:
                constant += a * self.page.shown[name]
        return Line(numbers, constant, low, high)

    def _stacked(self, lines: Sequence[Line]) -> Whole:
        stacked: Whole = np.zeros((len(lines), len(self.names)), dtype=np.int64)
        for number, line in enumerate(lines):
            stacked[number] = line.numbers
        return stacked

    def fits(
        self, goal: Expression, extra: Sequence[Row] = ()
    ) -> tuple[int, dict[Name, int]] | None:
        """The least value of the goal over all tables that fit, with such a table."""
        more = [self._line(row.terms, row.low, row.high) for row in extra]
        line = self._line(goal)
        table = self._cheapest(line.numbers, more)
        if table is None:
            return None
        return int(line.values(table)), dict(zip(self.names, table.tolist(), strict=True))

    def _cheapest(self, costs: Whole, more: list[Line]) -> Whole | None:
        """The best table of the relaxation where that is whole, else the best whole table."""
        solver, count = self._solver, len(self.names)
        if not count:
            nothing: Whole = np.zeros(0, dtype=np.int64)
            return nothing if self._fits(nothing, more) else None
        every = np.arange(count, dtype=np.int32)
        solver.changeColsCost(count, every, costs.astype(float))
        for row in more:
            _add(solver, row)
        try:
            for relaxed in (True, False):
                solver.setOptionValue("solve_relaxation", relaxed)
                solver.run()
                if solver.getModelStatus() in IMPOSSIBLE:
                    return None
                assert solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
                found = np.array(solver.getSolution().col_value)
                table: Whole = np.rint(found).astype(np.int64)
                if relaxed and np.abs(found - table).max() > NEARLY_WHOLE:
                    continue
                if self._fits(table, more):
                    self._tables = np.vstack([self._tables, table])
                    return table
        finally:
            last = np.arange(len(self.rows), len(self.rows) + len(more), dtype=np.int32)
            solver.deleteRows(len(more), last)
        raise AssertionError("the solver gave no table that fits in whole numbers")

    def _fits(self, table: Whole, more: Sequence[Line] = ()) -> bool:
        values = self._numbers @ table
        return bool(
            np.all(table >= self.low)
            and np.all((self._lows <= values) & (values <= self._highs))
            and all(row.kept_by(table) for row in more)
        )

    def width(self, goal: Expression, enough: int, extra: Sequence[Row] = ()) -> int:
        """Highest minus lowest possible value, or `enough` where it is no less than that."""
        (seen,) = self.seen([goal], extra)
        if seen >= enough:
            return enough
        least = self.fits(goal, extra)
        assert least is not None, "the page contradicts itself"
        low = least[0]
        (seen,) = self.seen([goal], extra)
        if seen >= enough or self.fits({}, [*extra, Row(goal, low + enough, np.inf)]) is not None:
            return enough
        most = self.fits({name: -a for name, a in goal.items()}, extra)
        assert most is not None
        return -most[0] - low

    def remember(self, table: Mapping[Name, int]) -> bool:
        """Keep values of the unknown counts if they fit the page; say whether they do."""
        values: Whole = np.array([table[name] for name in self.names], dtype=np.int64)
        fits = self._fits(values)
        if fits:
            self._tables = np.vstack([self._tables, values])
        return fits

    def remembered(self, extra: Sequence[Row] = ()) -> list[dict[Name, int]]:
        """Every table seen so far that keeps the extra rows too."""
        return [dict(zip(self.names, t, strict=True)) for t in self._seen(extra).tolist()]

    def seen(self, goals: Iterable[Expression], extra: Sequence[Row] = ()) -> list[int]:
        """How far apart the values of each goal lie in the tables seen so far."""
        tables = self._seen(extra)
        if not len(tables):
            return [0 for _ in goals]
        numbers = self._stacked([self._line(goal) for goal in goals])
        spans: list[int] = np.ptp(tables @ numbers.T, axis=0).tolist()
        return spans

    def _seen(self, extra: Sequence[Row]) -> Whole:
        keep = np.ones(len(self._tables), dtype=np.bool_)
        for row in extra:
            keep &= self._line(row.terms, row.low, row.high).kept_by(self._tables)
        return self._tables[keep]

    def every_table(self, at_most: int) -> Iterator[dict[Name, int]]:
        """All tables with no unknown count above `at_most`, by trying them."""
        choices = [range(int(low), at_most + 1) for low in self.low]
        for values in itertools.product(*choices):
            if self._fits(np.array(values, dtype=np.int64)):
                yield dict(zip(self.names, values, strict=True))


def _solver(low: Whole, rows: Iterable[Line]) -> highspy.Highs:
    """A programme in whole numbers with no goal yet."""
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)  # noqa: FBT003 - the solver takes it so
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("mip_rel_gap", 0.0)
    for least in low:
        solver.addVar(float(least), np.inf)
    every = np.arange(len(low), dtype=np.int32)
    if len(low):
        solver.changeColsIntegrality(len(low), every, np.ones(len(low), dtype=np.uint8))
    for row in rows:
        _add(solver, row)
    return solver


def _add(solver: highspy.Highs, row: Line) -> None:
    places = np.flatnonzero(row.numbers).astype(np.int32)
    numbers = row.numbers[places].astype(float)
    solver.addRow(row.low - row.constant, row.high - row.constant, len(places), places, numbers)
