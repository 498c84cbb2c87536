"""What ties the counts of one release, derived from the published definitions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from scorecard.disclosure.audit.declared import relation_rows, tariff_rows
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
    adds_up,
    may_be_negative,
    with_rest,
)
from scorecard.disclosure.audit.over_time import over_time
from scorecard.disclosure.audit.printed import (
    PAIRS,
    Cell,
    Definition,
    Number,
    Place,
    is_number,
    sides_of,
)
from scorecard.disclosure.audit.report import TOTAL
from scorecard.disclosure.audit.unprinted import unprinted_sums, without_loose_ends


def area_rows(view: View, facts: Facts) -> Iterator[Row]:
    """An area is the sum of its parts."""
    for _, _, figures in view.ties():
        for (period, area, *group), total in figures.items():
            if area in view.printed.areas:
                places = [(period, part, group[0], group[1]) for part in view.printed.areas[area]]
                yield from _total(total, places, figures, _other_areas, facts)


def group_rows(view: View, facts: Facts) -> Iterator[Row]:
    """The groups of an exhaustive breakdown add up to the total; any group and all others do."""
    for _, _, figures in view.ties():
        for (period, area, breakdown, _), total in figures.items():
            if breakdown != TOTAL:
                continue
            for name, exhaustive in view.printed.exhaustive.items():
                places = [(period, area, name, c) for c in view.printed.categories[name]]
                if exhaustive:
                    yield from _total(total, places, figures, _other_groups, facts)
                else:
                    yield from _and_others(total, places, figures, facts)


def _total(
    total: Figure,
    places: Sequence[Place],
    figures: Mapping[Place, Figure],
    others: Callable[[Figure, Sequence[Figure]], Figure],
    facts: Facts,
) -> Iterator[Row]:
    """What its parts say of a total; `others` names those of them that are not given."""
    parts = [figures[place] for place in places if place in figures]
    if parts and len(parts) == len(places):
        yield adds_up(total, parts)
    elif parts and not may_be_negative(parts, facts):
        yield with_rest(total, parts, others(total, parts), facts)


def _other_areas(total: Figure, parts: Sequence[Figure]) -> Figure:
    given = ", ".join(part.area for part in parts)
    return total._replace(area=f"{total.area} without {given}")


def _other_groups(total: Figure, parts: Sequence[Figure]) -> Figure:
    given = ", ".join(part.category for part in parts)
    return total._replace(breakdown=parts[0].breakdown, category=f"all without {given}")


def _and_others(
    total: Figure, places: Sequence[Place], figures: Mapping[Place, Figure], facts: Facts
) -> Iterator[Row]:
    for place in places:
        # A sum of changes in a score may fall as well as rise: a part may exceed its total.
        if place in figures and not may_be_negative([figures[place]], facts):
            part = figures[place]
            others = part._replace(category=f"all but {part.category}")
            yield with_rest(total, [part], others, facts)


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


def rest_rows(view: View, facts: Facts) -> Iterator[Row]:
    """Where both parts of a share are told and not printed, there are those in between too."""
    definitions = {
        name: definition
        for name, definition in view.printed.definitions.items()
        if definition.below_denominator and not _exceeds(view, name)
    }
    for numerator in list(facts.implied):
        definition = definitions.get(numerator.indicator)
        denominator = numerator._replace(part=DENOMINATOR)
        both = numerator.part == NUMERATOR and denominator in facts.implied
        if definition is not None and both:
            left = numerator._replace(part=REMAINDER)
            facts.know(left, NOT_NEGATIVE)
            if definition.remainder:
                facts.implied[left] = None
            yield Row(((denominator, 1), (numerator, -1), (left, -1)))


def _fixed(figure: Figure, facts: Facts) -> bool:
    low, high = facts.bounds[figure]
    return low is not None and low == high


def _exceeds(view: View, name: str) -> bool:
    """Whether any printed numerator is above its denominator, as events per person may be."""
    return any(
        is_number(cell.numerator)
        and is_number(cell.denominator)
        and cell.numerator > cell.denominator
        for cell in view.printed.cells[name].values()
    )


def value_rows(view: View, facts: Facts) -> Iterator[Row]:
    """A value printed without its parts (or with rounded ones) gives an interval for them."""
    tied = {side["indicator"] for tie in view.printed.relations for side in sides_of(tie)}
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
            if is_number(cell.value):
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
    if not unprinted or not is_number(cell.value):
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
    if not (is_number(n) and is_number(d) and is_number(value)) or d <= 0:
        return False
    # The value lies within half a unit of scale × n / d; both sides times the denominators.
    above, below = value.as_integer_ratio()
    apart = abs(definition.scale * n * below - above * d)
    return bool(2 * 10**definition.decimals * apart <= d * below)


def rounded_rows(
    numerator: Figure, denominator: Figure, value: Number, definition: Definition, *, whole: bool
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


DERIVATIONS = (
    # Values and amounts of money come first: they bring counts that are not printed.
    value_rows,
    tariff_rows,
    unprinted_sums,
    area_rows,
    group_rows,
    time_rows,
    rest_rows,
    pair_rows,
    relation_rows,
)
"""Every kind of tie: a new one is a function and a line here."""


def derive(view: View, facts: Facts) -> None:
    """Add all ties of one release."""
    rows = [row for derivation in DERIVATIONS for row in derivation(view, facts)]
    facts.tie(without_loose_ends(rows, facts))
