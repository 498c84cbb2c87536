"""A reader who tries to work out hidden figures from plain facts, and shares no code with us.

It knows what is printed, which definitions tie the figures, and that a hidden count is at least 1.
It writes its own inequalities and asks another door of the solver (`scipy.optimize.milp`), or, for
tiny tables, tries every combination of whole numbers.
"""

from __future__ import annotations

import itertools
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

Name = Hashable
Expression = Mapping[Name, int]


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


class Attack:
    """Ranges of unknown counts, given a page and perhaps the value of one expression."""

    def __init__(self, page: Published) -> None:
        ratios = {ratio for _, _, ratio, _ in page.facts.ratios}
        names = (page.hidden | page.unprinted) - ratios
        self.page = page
        self.names = sorted(names, key=repr)
        self.place = {name: number for number, name in enumerate(self.names)}
        self.low = np.array(
            [page.hidden_at_least if name in page.hidden else 0 for name in self.names], dtype=float
        )
        self.rows = [self._reduced(row) for row in rows_of(page)]

    def _reduced(self, row: Row) -> tuple[dict[int, int], float, float]:
        known = sum(a * self.page.shown[n] for n, a in row.terms.items() if n not in self.place)
        terms = {self.place[n]: a for n, a in row.terms.items() if n in self.place}
        return terms, row.low - known, row.high - known

    def fits(
        self,
        goal: Expression,
        extra: list[Row] | None = None,
    ) -> tuple[int, dict[Name, int]] | None:
        """The least value of the goal over all tables that fit, with such a table."""
        shift = sum(a * self.page.shown[n] for n, a in goal.items() if n not in self.place)
        rows = [*self.rows, *(self._reduced(row) for row in extra or [])]
        for terms, low, high in rows:
            if not terms and not low <= 0 <= high:
                return None
        rows = [row for row in rows if row[0]]
        if not self.names:
            return shift, {}
        cost = np.zeros(len(self.names))
        for name, a in goal.items():
            if name in self.place:
                cost[self.place[name]] += a
        matrix = np.zeros((max(len(rows), 1), len(self.names)))
        for number, (terms, _, _) in enumerate(rows):
            for place, a in terms.items():
                matrix[number, place] = a
        lows = [low for _, low, _ in rows] or [0]
        highs = [high for _, _, high in rows] or [0]
        answer = milp(
            cost,
            integrality=np.ones(len(self.names), dtype=np.int64),
            bounds=Bounds(self.low, np.full(len(self.names), np.inf)),
            constraints=LinearConstraint(matrix, lows, highs),
        )
        if answer.status == 2:
            return None
        assert answer.status == 0, answer.message
        values = {name: round(answer.x[place]) for name, place in self.place.items()}
        return shift + round(answer.fun), values

    def width(self, goal: Expression, enough: int, extra: list[Row] | None = None) -> int:
        """Highest minus lowest possible value, looking no further than `enough`."""
        extra = extra or []
        least = self.fits(goal, extra)
        assert least is not None, "the page contradicts itself"
        low = least[0]
        cap = Row(goal, -np.inf, low + enough)
        most = self.fits({name: -a for name, a in goal.items()}, [*extra, cap])
        assert most is not None
        return -most[0] - low

    def accepts(self, table: Mapping[Name, int]) -> bool:
        """Whether these values of the unknown counts fit the page, checked in whole numbers."""
        return all(
            table[name] >= low for name, low in zip(self.names, self.low, strict=True)
        ) and all(
            low <= sum(a * table[self.names[place]] for place, a in terms.items()) <= high
            for terms, low, high in self.rows
        )

    def every_table(self, at_most: int) -> Iterator[dict[Name, int]]:
        """All tables with no unknown count above `at_most`, by trying them."""
        choices = [range(int(low), at_most + 1) for low in self.low]
        for values in itertools.product(*choices):
            if all(
                low <= sum(a * values[place] for place, a in terms.items()) <= high
                for terms, low, high in self.rows
            ):
                yield dict(zip(self.names, values, strict=True))
