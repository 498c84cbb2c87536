"""What ties the counts of one release, derived from the published definitions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from scorecard.disclosure.audit.facts import (
    AT_LEAST_ONE,
    DENOMINATOR,
    FREE,
    NOT_NEGATIVE,
    NUMERATOR,
    REMAINDER,
    Facts,
    Figure,
    HiddenValue,
    Row,
    View,
)
from scorecard.disclosure.audit.over_time import over_time
from scorecard.disclosure.audit.printed import PAIRS, Cell, Definition, Place
from scorecard.disclosure.audit.report import TOTAL


def adds_up(total: Figure, parts: Sequence[Figure], *, complete: bool) -> Row:
    """A total and its parts, or a total that is at least those of its parts that are there."""
    terms = ((total, 1), *((part, -1) for part in parts))
    return Row(terms, 0, 0 if complete else None)


def area_rows(view: View, facts: Facts) -> Iterator[Row]:
    """An area is the sum of its parts."""
    for _, _, figures in view.ties():
        for (period, area, *group), total in figures.items():
            places = [
                (period, part, group[0], group[1]) for part in view.printed.areas.get(area, ())
            ]
            yield from _total(total, places, figures, facts)


def group_rows(view: View, facts: Facts) -> Iterator[Row]:
    """The groups of an exhaustive breakdown add up to the total; any group is at most the total."""
    for _, _, figures in view.ties():
        for (period, area, breakdown, _), total in figures.items():
            if breakdown != TOTAL:
                continue
            for name, exhaustive in view.printed.exhaustive.items():
                places = [(period, area, name, c) for c in view.printed.categories[name]]
                if exhaustive:
                    yield from _total(total, places, figures, facts)
                else:
                    for place in places:
                        yield from _total(total, [place], figures, facts, complete=False)


def _total(
    total: Figure,
    places: Sequence[Place],
    figures: Mapping[Place, Figure],
    facts: Facts,
    *,
    complete: bool = True,
) -> Iterator[Row]:
    parts = [figures[place] for place in places if place in figures]
    complete = complete and len(parts) == len(places)
    # A sum of changes in a score may fall as well as rise, so that a part may exceed its total.
    if parts and (complete or not _may_be_negative(parts, facts)):
        yield adds_up(total, parts, complete=complete)


def _may_be_negative(figures: Iterable[Figure], facts: Facts) -> bool:
    return any((low := facts.bounds[f].low) is None or low < 0 for f in figures)


def time_rows(view: View, facts: Facts) -> Iterator[Row]:
    """Periods of one line that lie within each other, or overlap."""
    for definition, part, figures in view.ties():
        if definition.measure == "rate" and part == DENOMINATOR:
            continue  # a population, which is not counted anew in each quarter
        yield from over_time(definition, part, figures, view.printed.periods, facts)


def pair_rows(view: View, facts: Facts) -> Iterator[Row]:
    """The remainder of each hidden cell: those in the denominator and not in the numerator."""
    for name, definition in view.printed.definitions.items():
        if definition.measure not in ("percentage", "rate", "ratio"):
            continue
        above = definition.measure == "ratio" or _exceeds(view, name)
        denominators = view.of(name, DENOMINATOR)
        for place, numerator in view.of(name, NUMERATOR).items():
            denominator = denominators.get(place)
            if denominator is None or (_fixed(numerator, facts) and _fixed(denominator, facts)):
                continue
            left = numerator._replace(part=REMAINDER)
            facts.know(left, FREE if above else NOT_NEGATIVE)
            hidden = numerator in facts.hidden or denominator in facts.hidden
            told = definition.remainder and definition.sensitive and definition.below_denominator
            if hidden and told:
                facts.remainders[left] = None
            yield Row(((denominator, 1), (numerator, -1), (left, -1)))


def stretch_rows(view: View, facts: Facts) -> Iterator[Row]:
    """A stretch of time without a figure of its own has no more in its numerator either."""
    for numerator in list(facts.bounds):
        definition = facts.definitions[numerator.indicator]
        denominator = numerator._replace(part=DENOMINATOR)
        if (
            numerator.part == NUMERATOR
            and numerator.period not in view.printed.periods
            and denominator in facts.bounds
            and definition.measure == "percentage"
        ):
            yield adds_up(denominator, [numerator], complete=False)


def _fixed(figure: Figure, facts: Facts) -> bool:
    low, high = facts.bounds[figure]
    return low is not None and low == high


def _exceeds(view: View, name: str) -> bool:
    """Whether any printed numerator is above its denominator, as events per person may be."""
    return any(
        isinstance(cell.numerator, Fraction)
        and isinstance(cell.denominator, Fraction)
        and cell.numerator > cell.denominator
        for cell in view.printed.cells[name].values()
    )


def value_rows(view: View, facts: Facts) -> Iterator[Row]:
    """A value printed without its parts (or with rounded ones) gives an interval for them."""
    tied = {side["indicator"] for relation in view.printed.relations for side in _sides(relation)}
    for name, definition in view.printed.definitions.items():
        if definition.measure not in PAIRS:
            continue
        for place, cell in view.printed.cells[name].items():
            if place[1] in view.printed.outside:
                continue
            pair = _pair(view, facts, definition, place, cell, unprinted=name in tied)
            if pair is None:
                continue
            numerator, denominator = pair
            if isinstance(cell.value, Fraction):
                if not _agrees(cell, definition):
                    whole = facts.fractions.isdisjoint(pair)
                    yield from rounded_rows(
                        numerator, denominator, cell.value, definition, whole=whole
                    )
            elif cell.hidden:
                value = HiddenValue(numerator, denominator, definition.scale, definition.decimals)
                facts.values[value] = None


def _pair(
    view: View, facts: Facts, definition: Definition, place: Place, cell: Cell, *, unprinted: bool
) -> tuple[Figure, Figure] | None:
    """The two parts of a cell; those that are not held are counts of which nothing is printed."""
    parts = view.figures[definition.id]
    if place in parts[NUMERATOR] and place in parts[DENOMINATOR]:
        return parts[NUMERATOR][place], parts[DENOMINATOR][place]
    if not unprinted or not isinstance(cell.value, Fraction):
        return None
    made = []
    for part, bounds in ((NUMERATOR, NOT_NEGATIVE), (DENOMINATOR, AT_LEAST_ONE)):
        figure = parts[part].get(place) or Figure(definition.id, *place, part)
        if place not in parts[part]:
            free = part == NUMERATOR and definition.measure == "mean"
            facts.know(figure, FREE if free else bounds, whole=not free)
            parts[part][place] = figure
        made.append(figure)
    return made[0], made[1]


def _agrees(cell: Cell, definition: Definition) -> bool:
    """Whether the value is the one that follows from the parts as printed, and so says no more."""
    n, d, value = cell.numerator, cell.denominator, cell.value
    if (
        not isinstance(n, Fraction)
        or not isinstance(d, Fraction)
        or not isinstance(value, Fraction)
    ):
        return False
    half = Fraction(1, 2 * 10**definition.decimals)
    return d > 0 and abs(definition.scale * n / d - value) <= half


def rounded_rows(
    numerator: Figure, denominator: Figure, value: Fraction, definition: Definition, *, whole: bool
) -> Iterator[Row]:
    """Value − ½ unit ≤ scale × numerator / denominator < value + ½ unit, times the denominator."""
    unit = 10**definition.decimals
    if (value * unit).denominator != 1:
        unit = value.denominator  # printed with more decimals than the definition says
    digits = int(value * unit)
    factor = 2 * unit * definition.scale
    yield Row(((numerator, factor), (denominator, 1 - 2 * digits)), 0, None, rounded=True)
    # With whole counts both sides are whole, so "below" is "at least 1 below".
    below = -1 if whole else 0
    yield Row(((numerator, factor), (denominator, -1 - 2 * digits)), None, below, rounded=True)


def relation_rows(view: View, facts: Facts) -> Iterator[Row]:
    """The ties between indicators that the policy declares, place by place."""

    def figures(side: Mapping[str, str]) -> dict[Place, Figure]:
        return view.of(side["indicator"], side["part"])

    for relation in view.printed.relations:
        if relation.get("total"):
            parts = [figures(side) for side in relation["parts"]]
            for place, total in figures(relation["total"]).items():
                there = [own[place] for own in parts if place in own]
                complete = len(there) == len(parts)
                if there and (complete or not _may_be_negative(there, facts)):
                    yield adds_up(total, there, complete=complete)
        elif relation.get("within"):
            small = figures(relation["within"]["small"])
            for place, big in figures(relation["within"]["big"]).items():
                if place in small:
                    yield adds_up(big, [small[place]], complete=False)
        else:
            first, *others = [figures(side) for side in relation["same"]]
            for number, own in enumerate(others):
                for place, figure in own.items():
                    for earlier in (first, *others[:number]):
                        if place in earlier:
                            yield adds_up(earlier[place], [figure], complete=True)
                            break


def _sides(relation: Mapping[str, object]) -> Iterator[Mapping[str, str]]:
    total, within = relation.get("total"), relation.get("within")
    if isinstance(total, Mapping):
        yield total
    for name in ("parts", "same"):
        sides = relation.get(name)
        yield from sides if isinstance(sides, list) else ()
    if isinstance(within, Mapping):
        yield from within.values()


# Values come first, since they bring counts that are not printed, which relations may tie.
DERIVATIONS = (value_rows, area_rows, group_rows, time_rows, stretch_rows, pair_rows, relation_rows)
"""Every kind of tie: a new one is a function and a line here."""


def derive(view: View, facts: Facts) -> None:
    """Add all ties of one release."""
    for derivation in DERIVATIONS:
        facts.tie(list(derivation(view, facts)))
