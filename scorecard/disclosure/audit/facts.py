"""What a reader knows of every count: its name, how low and high it can be, and what ties it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from scorecard.disclosure.audit.printed import (
    Cell,
    Definition,
    Entry,
    Mark,
    Number,
    Place,
    Printed,
    is_number,
)
from scorecard.disclosure.audit.report import Table

NUMERATOR, DENOMINATOR, REMAINDER = "numerator", "denominator", "remainder"
WHOLE_NUMERATORS = ("count", "percentage", "rate", "ratio")
"""Measures whose numerator is a whole number of people or of events; that of a mean is days."""


class Figure(NamedTuple):
    """One count. `vintage` rises where a later release marks it as revised."""

    indicator: str
    period: str
    area: str
    breakdown: str
    category: str
    part: str
    vintage: int = 0

    @property
    def table(self) -> Table:
        """The table in which it stands."""
        return Table(self.indicator, self.breakdown)


class Bounds(NamedTuple):
    """The lowest and highest possible value; None where there is no end."""

    low: Number | None
    high: Number | None


class Row(NamedTuple):
    """A tie between counts: low ≤ sum of factor × count ≤ high."""

    terms: tuple[tuple[Figure, int], ...]
    low: int | None = 0
    high: int | None = 0
    rounded: bool = False
    """Whether it comes from a printed value, which would be hidden with the counts."""


class HiddenValue(NamedTuple):
    """A percentage, rate or mean that is not printed, whose parts are not printed either."""

    numerator: Figure
    denominator: Figure
    scale: int
    decimals: int


FREE = Bounds(None, None)
NOT_NEGATIVE = Bounds(0, None)
AT_LEAST_ONE = Bounds(1, None)


@dataclass
class Facts:
    """Everything known, over all releases."""

    definitions: dict[str, Definition] = field(default_factory=dict)
    bounds: dict[Figure, Bounds] = field(default_factory=dict)
    unhidden: dict[Figure, Bounds] = field(default_factory=dict)
    """What would be known of a shown count if it were hidden."""
    fractions: set[Figure] = field(default_factory=set)
    rows: dict[Row, None] = field(default_factory=dict)
    hidden: dict[Figure, None] = field(default_factory=dict)
    remainders: dict[Figure, None] = field(default_factory=dict)
    """Remainders of hidden cells, which may be sensitive without being printed anywhere."""
    implied: dict[Figure, None] = field(default_factory=dict)
    """Counts that no cell prints, and that others tell: those of an area that is not given."""
    sums: set[Figure] = field(default_factory=set)
    """Those of them that are sums of printed counts, and that no cell gives."""
    values: dict[HiddenValue, None] = field(default_factory=dict)
    told: set[Figure] = field(default_factory=set)
    """What an earlier release printed: no later one can keep it, and none is to blame for it."""
    clashes: set[Table] = field(default_factory=set)

    @property
    def wanted(self) -> list[Figure]:
        """Every count that somebody may want to know, and must not."""
        return [*self.hidden, *self.remainders, *self.implied]

    def know(self, figure: Figure, bounds: Bounds, *, whole: bool = True) -> None:
        """Add what one release says of a count to what others said."""
        if (before := self.bounds.get(figure)) is not None:
            low = max((b for b in (before.low, bounds.low) if b is not None), default=None)
            high = min((b for b in (before.high, bounds.high) if b is not None), default=None)
            bounds = Bounds(low, high)
        if bounds.low is not None and bounds.high is not None and bounds.low > bounds.high:
            self.clashes.add(figure.table)
            return
        self.bounds[figure] = bounds
        if not whole:
            self.fractions.add(figure)

    def tie(self, rows: Iterable[Row]) -> None:
        """Add ties; the same tie of two releases is one."""
        self.rows.update((row, None) for row in rows)


@dataclass(frozen=True)
class View:
    """One release with the figure that stands in each entry of it."""

    printed: Printed
    figures: dict[str, dict[str, dict[Place, Figure]]]
    """By indicator and part; an entry that is missing has no figure."""
    number: int = 0
    """Which release it is, the earliest being 0."""

    def of(self, indicator: str, part: str) -> dict[Place, Figure]:
        """The figures of one part of an indicator."""
        return self.figures.get(indicator, {}).get(part, {})

    def ties(self) -> Iterator[tuple[Definition, str, dict[Place, Figure]]]:
        """Every indicator and part whose figures add up, without those of comparators."""
        for name, definition in self.printed.definitions.items():
            if definition.adds_up:
                for part in (NUMERATOR, DENOMINATOR):
                    yield definition, part, self.of(name, part)


def collect(releases: Sequence[Printed]) -> tuple[Facts, list[View]]:
    """The counts of all releases, earliest first, and what each release prints of them."""
    facts = Facts()
    vintages: dict[tuple[str, Place], int] = {}
    views = []
    for number, printed in enumerate(releases):
        facts.definitions |= printed.definitions
        figures: dict[str, dict[str, dict[Place, Figure]]] = {}
        for name, definition in printed.definitions.items():
            parts: dict[str, dict[Place, Figure]] = {NUMERATOR: {}, DENOMINATOR: {}}
            figures[name] = parts
            negative = _has_negative(printed, definition)
            revised = _revised(printed, releases[:number], name)
            for place, cell in printed.cells[name].items():
                if place[1] in printed.outside:
                    continue
                if place in revised:
                    vintages[name, place] = number
                vintage = vintages.get((name, place), 0)
                for part, entry in ((NUMERATOR, cell.numerator), (DENOMINATOR, cell.denominator)):
                    figure = Figure(name, *place, part, vintage)
                    if _learn(facts, figure, entry, definition, printed, negative=negative):
                        parts[part][place] = figure
                    if number < len(releases) - 1 and is_number(entry):
                        facts.told.add(figure)
        views.append(View(printed, figures, number))
    return facts, views


def _revised(printed: Printed, earlier: Sequence[Printed], name: str) -> set[Place]:
    """Places where another figure stands than in the release before.

    Either its mark of revision, or its figures beside one, are new, or a provisional figure that
    is shown reads differently. A hidden one says too whether it was revised.
    """
    cells = printed.cells[name]
    before = earlier[-1].cells.get(name, {}) if earlier else {}
    found = {
        place
        for place, cell in cells.items()
        if place in before and _is_another(cell, before[place])
    }
    # A hidden figure that was revised once has its mark for good: what moved beside it tells.
    moved = {place[0] for place in found if cells[place].shown and before[place].shown}
    return found | {
        place
        for place, cell in cells.items()
        if place[0] in moved and place in before and cell.hidden and before[place].hidden
        if cell.revised and before[place].revised
    }


def _is_another(cell: Cell, before: Cell) -> bool:
    figures = (cell.numerator, cell.denominator, cell.value)
    same = figures == (before.numerator, before.denominator, before.value)
    if cell.revised:
        return not (same and before.revised)
    return before.provisional and cell.shown and not cell.hidden and not same


def _has_negative(printed: Printed, definition: Definition) -> bool:
    return any(
        is_number(cell.numerator) and cell.numerator < 0
        for cell in printed.cells[definition.id].values()
    )


def _learn(
    facts: Facts,
    figure: Figure,
    entry: Entry,
    definition: Definition,
    printed: Printed,
    *,
    negative: bool,
) -> bool:
    """Record what one printed entry says; whether it is a figure at all."""
    counted = figure.part == DENOMINATOR or definition.measure in WHOLE_NUMERATORS
    if entry is Mark.HIDDEN:
        bounds = hidden_bounds(figure, definition, counted=counted, negative=negative)
        facts.know(figure, bounds, whole=counted)
        facts.hidden[figure] = None
        facts.unhidden[figure] = bounds
    elif entry is Mark.NOBODY:
        facts.know(figure, Bounds(0, 0))
    elif is_number(entry):
        whole = counted and entry.denominator == 1
        facts.know(figure, _shown_bounds(entry, definition, printed.rounding), whole=whole)
        if entry:
            bounds = hidden_bounds(figure, definition, counted=counted, negative=negative)
            facts.unhidden[figure] = bounds
    else:
        return False
    return True


def hidden_bounds(
    figure: Figure, definition: Definition, *, counted: bool, negative: bool = False
) -> Bounds:
    """Zeros are shown, so a hidden count is at least 1.

    Not so a numerator, which is hidden with a small denominator even when it is zero, nor what
    relations tie to it, nor where none of a group is sensitive too.
    """
    if not counted and (negative or definition.measure in ("money", "score", "milestone")):
        return FREE
    if figure.part == DENOMINATOR:
        return AT_LEAST_ONE
    may_be_nought = definition.has_denominator or definition.beside_share or definition.all_or_none
    if not counted or may_be_nought:
        return NOT_NEGATIVE
    return AT_LEAST_ONE


def _shown_bounds(number: Number, definition: Definition, rounding: int) -> Bounds:
    """A printed number as it is, or all numbers that are rounded to it (half up)."""
    exact = number.numerator if number.denominator == 1 else number
    if not rounding or not definition.rounded or number % rounding or number < 0:
        return Bounds(exact, exact)
    if not number and definition.sensitive:
        return Bounds(0, 0)
    half = Fraction(rounding, 2)
    low, high = ceil(number - half), ceil(number + half) - 1
    least = definition.threshold if definition.sensitive and definition.measure == "count" else 0
    return Bounds(max(low, min(least, high), 0), high)


def adds_up(total: Figure, parts: Sequence[Figure]) -> Row:
    """A total is the sum of its parts."""
    return Row(((total, 1), *((part, -1) for part in parts)))


def with_rest(total: Figure, parts: Sequence[Figure], rest: Figure, facts: Facts) -> Row:
    """A total whose other parts are not given: what these leave of it is a count all the same.

    It is another count once any of them is revised; `rest` is named after the parts that are given,
    since a later release may give more of them.
    """
    rest = rest._replace(vintage=max(figure.vintage for figure in (total, *parts)))
    facts.know(rest, NOT_NEGATIVE, whole=facts.fractions.isdisjoint((total, *parts)))
    facts.implied[rest] = None
    return adds_up(total, [*parts, rest])


def may_be_negative(figures: Iterable[Figure], facts: Facts) -> bool:
    """Whether any of the counts is a sum of changes, which may fall as well as rise."""
    return any((low := facts.bounds[f].low) is None or low < 0 for f in figures)
