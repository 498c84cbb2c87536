"""Totals that no cell gives, although a reader can make them.

Two localities of an area without a row of its own add up all the same: where the district is given,
or another breakdown, or a relation, the sum that is not printed ties what is.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from scorecard.disclosure.figures import Figure, figure
from scorecard.disclosure.model import Key as ModelKey
from scorecard.disclosure.model import Relation
from scorecard.framework import Framework
from scorecard.framework.policy import Part
from scorecard.tables import TOTAL, Key

Names = Mapping[Figure, Key]


def absent_totals(given: Names, framework: Framework) -> dict[Figure, Key]:
    """Every total that is not given above counts that are: of areas, groups and relations.

    What lies above such a total is one too.
    """
    ways = _Ways(framework)
    found: dict[Figure, Key] = {}
    waiting = deque(given.items())
    while waiting:
        name, key = waiting.popleft()
        for above, its_key in ways.up(name, key):
            if above not in given and above not in found:
                found[above] = its_key
                waiting.append((above, its_key))
    return found


class _Ways:
    """From a count to the sums that it is a part of."""

    def __init__(self, framework: Framework) -> None:
        areas = framework.scorecard.areas
        self._wholes = {
            area.id: [whole.id for whole in areas if area.id in whole.parts] for area in areas
        }
        exhaustive = {b.id for b in framework.scorecard.breakdowns if b.exhaustive}
        self._groups = {i.id: exhaustive.intersection(i.breakdowns) for i in framework.indicators}
        self._tied: dict[tuple[str, str], list[Part]] = {}
        for relation in framework.policy.relations:
            for part in relation.parts:
                assert relation.total is not None
                self._tie(part, [relation.total])
            for part in relation.same:
                self._tie(part, relation.same)

    def _tie(self, part: Part, others: Iterable[Part]) -> None:
        self._tied.setdefault((part.indicator, part.part), []).extend(others)

    def up(self, name: Figure, key: Key) -> Iterator[tuple[Figure, Key]]:
        """The sums that a count is a part of, and its equals."""
        for area in self._wholes.get(key.area, ()):
            above = Key(key.indicator, key.period, area, key.breakdown, key.category)
            yield figure(above, name.part), above
        if key.breakdown in self._groups[key.indicator]:
            above = Key(key.indicator, key.period, key.area, TOTAL, TOTAL)
            yield figure(above, name.part), above
        for other in self._tied.get((key.indicator, name.part), ()):
            above = key._replace(indicator=other.indicator)
            yield figure(above, other.part), above


def without_idle(
    rows: Sequence[Relation], absent: Collection[Figure], implied: Iterable[Figure]
) -> tuple[list[Relation], dict[Figure, None]]:
    """The rows that say more than what an absent total is, and the counts told that are in them.

    A total that stands in a single row ties nothing to anything.
    """
    implied = tuple(implied)
    if not (absent or implied):
        return list(rows), {}
    rows_of: dict[ModelKey, list[int]] = {name: [] for name in absent}
    for place, row in enumerate(rows):
        for name, _ in row.terms:
            if name in rows_of:
                rows_of[name].append(place)
    uses = {name: len(places) for name, places in rows_of.items()}
    dropped: set[int] = set()
    idle = deque(name for name, number in uses.items() if number == 1)
    while idle:
        for place in [p for p in rows_of[idle.popleft()] if p not in dropped]:
            dropped.add(place)
            for name, _ in rows[place].terms:
                if name in uses:
                    uses[name] -= 1
                    if uses[name] == 1:
                        idle.append(name)
    left = [row for place, row in enumerate(rows) if place not in dropped]
    tied = {name for row in left for name, _ in row.terms}
    return left, {name: None for name in (*implied, *absent) if name in tied}
