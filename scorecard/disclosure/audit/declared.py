"""What the published policy ties: counts of different indicators, and money that tells a count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import ceil, floor
from typing import Any

from scorecard.disclosure.audit.facts import (
    FREE,
    NUMERATOR,
    Bounds,
    Facts,
    Figure,
    Row,
    View,
    adds_up,
    hidden_bounds,
    may_be_negative,
    with_rest,
)
from scorecard.disclosure.audit.printed import Cell, Definition, Mark, Place, is_number

AMOUNT = "amount"
"""The part of a hidden amount of money: how many times its tariff it is."""
Side = Mapping[str, str]
"""An indicator and one of its parts."""


def tariff_rows(view: View, facts: Facts) -> Iterator[Row]:
    """An amount of money that is a count times a tariff tells the count, printed or not."""
    for relation in view.printed.relations:
        tariff = relation.get("tariff")
        if not tariff:
            continue
        each = Fraction(str(tariff["each"]))
        count = view.printed.definitions[tariff["count"]["indicator"]]
        own = view.figures[count.id][tariff["count"]["part"]]
        money = view.printed.definitions[tariff["money"]]
        amounts = view.of(money.id, NUMERATOR)
        for place, cell in view.printed.cells[money.id].items():
            if place not in amounts:
                continue
            if place not in own:
                own[place] = _unprinted(amounts[place], count, tariff["count"]["part"])
                facts.implied[own[place]] = None
            if is_number(cell.numerator):
                facts.know(own[place], _times(cell, each, money))
            elif cell.numerator is Mark.HIDDEN:
                if own[place] in facts.implied:
                    facts.know(own[place], hidden_bounds(own[place], count, counted=True))
                units = amounts[place]._replace(part=AMOUNT)
                facts.know(units, FREE)
                facts.hidden[units] = None
                yield Row(((units, 1), (own[place], -1)))


def _unprinted(amount: Figure, count: Definition, part: str) -> Figure:
    return amount._replace(indicator=count.id, part=part)


def _times(cell: Cell, each: Fraction, money: Definition) -> Bounds:
    """How many times a tariff a printed amount is: a value may be rounded to its decimals."""
    assert is_number(cell.numerator)
    unit = 10**money.decimals
    exact = (each * unit).denominator == 1 or cell.numerator != cell.value
    half = Fraction(0) if exact else Fraction(1, 2 * unit)
    return Bounds(ceil((cell.numerator - half) / each), floor((cell.numerator + half) / each))


def relation_rows(view: View, facts: Facts) -> Iterator[Row]:
    """The ties between counts of indicators, place by place."""
    for relation in view.printed.relations:
        if relation.get("total"):
            yield from _total(relation, view, facts)
        elif relation.get("at_most"):
            together = [_figures(view, side) for side in relation["together"]]
            for place, whole in _figures(view, relation["at_most"]).items():
                there = [own[place] for own in together if place in own]
                if there and not may_be_negative(there, facts):
                    yield _beside(whole, there, facts)
        elif relation.get("within"):
            small = _figures(view, relation["within"]["small"])
            for place, big in _figures(view, relation["within"]["big"]).items():
                if place in small:
                    yield _beside(big, [small[place]], facts)
        elif relation.get("same"):
            yield from _same([_figures(view, side) for side in relation["same"]])


def _beside(whole: Figure, parts: list[Figure], facts: Facts) -> Row:
    """Those of the whole who are in none of the parts are a count too."""
    named = " and ".join(part.indicator for part in parts)
    return with_rest(whole, parts, whole._replace(category=f"{whole.category} but {named}"), facts)


def _figures(view: View, side: Side) -> dict[Place, Figure]:
    return view.of(side["indicator"], side["part"])


def _total(relation: Mapping[str, Any], view: View, facts: Facts) -> Iterator[Row]:
    sides = relation["parts"]
    parts = [_figures(view, side) for side in sides]
    for place, total in _figures(view, relation["total"]).items():
        there = [own[place] for own in parts if place in own]
        if len(there) == len(parts):
            yield adds_up(total, there)
        elif there and not may_be_negative(there, facts):
            without = [s["indicator"] for s, own in zip(sides, parts, strict=True) if place in own]
            name = f"{total.category} without {' and '.join(without)}"
            yield with_rest(total, there, total._replace(category=name), facts)


def _same(sides: list[dict[Place, Figure]]) -> Iterator[Row]:
    first, *others = sides
    for number, own in enumerate(others):
        for place, figure in own.items():
            for earlier in (first, *others[:number]):
                if place in earlier:
                    yield adds_up(earlier[place], [figure])
                    break
