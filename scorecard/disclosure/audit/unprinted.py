"""Sums that are printed nowhere and yet tie what is printed: a reader adds up by himself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from scorecard.disclosure.audit.facts import (
    NOT_NEGATIVE,
    Facts,
    Figure,
    Row,
    View,
    may_be_negative,
)
from scorecard.disclosure.audit.printed import Place, Printed
from scorecard.disclosure.audit.report import TOTAL


class Spot(NamedTuple):
    """Where a count would stand if it were printed."""

    indicator: str
    part: str
    place: Place


def unprinted_sums(view: View, facts: Facts) -> tuple[Row, ...]:
    """Give a figure to every sum above printed counts that has none, for other rows to tie.

    It is this release's own: in another one the counts below it may have been revised.
    """
    own: dict[tuple[str, str], dict[Place, Figure]] = {
        (definition.id, part): figures for definition, part, figures in view.ties()
    }
    above = _Above(view.printed)
    waiting = [
        Spot(*name, place)
        for name, figures in own.items()
        if not may_be_negative(figures.values(), facts)
        for place in figures
    ]
    while waiting:
        for spot in above.all(waiting.pop()):
            figures = own.get(spot[:2])
            if figures is None or spot.place in figures:
                continue
            figure = Figure(spot.indicator, *spot.place, spot.part, vintage=-1 - view.number)
            facts.know(figure, NOT_NEGATIVE, whole=facts.fractions.isdisjoint(figures.values()))
            facts.implied[figure] = None
            facts.sums.add(figure)
            figures[spot.place] = figure
            waiting.append(spot)
    return ()


class _Above:
    """The sums that a count is a part of: of areas, of groups, and by relations."""

    def __init__(self, printed: Printed) -> None:
        self._wholes: dict[str, list[str]] = defaultdict(list)
        for whole, parts in printed.areas.items():
            for part in parts:
                self._wholes[part].append(whole)
        self._exhaustive = {name for name, exhaustive in printed.exhaustive.items() if exhaustive}
        self._tied: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        for relation in printed.relations:
            for side in relation.get("parts", ()):
                self._tied[_name(side)].append(_name(relation["total"]))
            for side in relation.get("same", ()):
                self._tied[_name(side)] += map(_name, relation["same"])

    def all(self, spot: Spot) -> Iterator[Spot]:
        period, area, breakdown, category = spot.place
        for whole in self._wholes.get(area, ()):
            yield Spot(spot.indicator, spot.part, (period, whole, breakdown, category))
        if breakdown in self._exhaustive:
            yield Spot(spot.indicator, spot.part, (period, area, TOTAL, TOTAL))
        for name in self._tied.get(spot[:2], ()):
            yield Spot(*name, spot.place)


def _name(side: Mapping[str, str]) -> tuple[str, str]:
    return side["indicator"], side["part"]


def without_loose_ends(rows: Sequence[Row], facts: Facts) -> list[Row]:
    """The rows without those in which a sum that is printed nowhere stands alone.

    A figure that is then in no row is no fact any more.
    """
    kept = list(rows)
    while facts.sums:
        places: dict[Figure, list[int]] = defaultdict(list)
        for number, row in enumerate(kept):
            for figure, _ in row.terms:
                if figure in facts.sums:
                    places[figure].append(number)
        loose = {numbers[0] for numbers in places.values() if len(numbers) == 1}
        if not loose:
            break
        kept = [row for number, row in enumerate(kept) if number not in loose]
    if len(kept) < len(rows):
        tied = {figure for row in kept for figure, _ in row.terms}
        for row in rows:
            for figure, _ in row.terms:
                if figure not in tied:
                    facts.implied.pop(figure, None)
    return kept
