"""The unknown counts in groups that are tied together, with bounds drawn as close as rows say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from scorecard.disclosure.audit.facts import Bounds, Figure, Row
from scorecard.disclosure.audit.printed import Number

SWEEPS = 60
"""How often bounds are drawn closer; what is left is the solver's."""


class Contradiction(Exception):
    """No counts fit what is printed; carries the figures that cannot be."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        self.figures = tuple(figures)
        super().__init__("what is printed contradicts itself")


@dataclass(frozen=True)
class Tie:
    """A row over the unknown counts of one group, what is known taken off both its sides."""

    terms: tuple[tuple[int, int], ...]
    low: Number | None
    high: Number | None


@dataclass(frozen=True)
class Group:
    """Unknown counts that are tied to each other, and to no other unknown count."""

    figures: tuple[Figure, ...]
    bounds: tuple[Bounds, ...]
    whole: tuple[bool, ...]
    ties: tuple[Tie, ...]


def groups_of(
    rows: Iterable[Row],
    bounds: Mapping[Figure, Bounds],
    fractions: Collection[Figure],
    wanted: Collection[Figure],
) -> tuple[list[Group], list[Contradiction]]:
    """The groups that hold a wanted figure, and where what is printed cannot be true."""
    reduced: list[tuple[dict[Figure, int], Number | None, Number | None]] = []
    faults: list[Contradiction] = []
    for row in rows:
        terms, low, high = _reduced(row, bounds)
        if not terms:
            if (low is not None and low > 0) or (high is not None and high < 0):
                faults.append(Contradiction(figure for figure, _ in row.terms))
        else:
            reduced.append((terms, low, high))
    leader = _leaders(wanted, [terms for terms, _, _ in reduced])
    members: dict[Figure, list[Figure]] = defaultdict(list)
    for figure in leader:
        members[_find(leader, figure)].append(figure)
    ties: dict[Figure, list[tuple[dict[Figure, int], Number | None, Number | None]]]
    ties = defaultdict(list)
    for entry in reduced:
        ties[_find(leader, next(iter(entry[0])))].append(entry)
    found = []
    wanted = set(wanted)
    for name, figures in members.items():
        if wanted.isdisjoint(figures):
            continue
        number = {figure: index for index, figure in enumerate(figures)}
        group = Group(
            tuple(figures),
            tuple(bounds[f] for f in figures),
            tuple(f not in fractions for f in figures),
            tuple(
                Tie(tuple((number[f], a) for f, a in terms.items()), low, high)
                for terms, low, high in ties[name]
            ),
        )
        try:
            found.append(closer(group))
        except Contradiction as fault:
            faults.append(fault)
    return found, faults


def _reduced(
    row: Row, bounds: Mapping[Figure, Bounds]
) -> tuple[dict[Figure, int], Number | None, Number | None]:
    terms: dict[Figure, int] = {}
    known: Number = 0
    for figure, factor in row.terms:
        low, high = bounds[figure]
        if low is not None and low == high:
            known += factor * low
        else:
            terms[figure] = terms.get(figure, 0) + factor
    terms = {figure: factor for figure, factor in terms.items() if factor}
    return (
        terms,
        None if row.low is None else row.low - known,
        None if row.high is None else row.high - known,
    )


def _leaders(
    wanted: Iterable[Figure], rows: Iterable[Mapping[Figure, int]]
) -> dict[Figure, Figure]:
    leader: dict[Figure, Figure] = {figure: figure for figure in wanted}
    for terms in rows:
        first, *others = terms
        leader.setdefault(first, first)
        for other in others:
            leader.setdefault(other, other)
            leader[_find(leader, other)] = _find(leader, first)
    return leader


def _find(leader: dict[Figure, Figure], figure: Figure) -> Figure:
    while leader[figure] != figure:
        leader[figure] = leader[leader[figure]]
        figure = leader[figure]
    return figure


def closer(group: Group, fixed: Mapping[int, int] | None = None) -> Group:
    """The same group with bounds as close as single rows make them; `fixed` counts are known.

    Raises `Contradiction` when a row cannot hold.
    """
    lows = [b.low for b in group.bounds]
    highs = [b.high for b in group.bounds]
    for place, value in (fixed or {}).items():
        lows[place] = highs[place] = value
    touching: dict[int, list[int]] = defaultdict(list)
    for number, tie in enumerate(group.ties):
        for place, _ in tie.terms:
            touching[place].append(number)
    waiting = dict.fromkeys(range(len(group.ties)))
    for _ in range(SWEEPS):
        if not waiting:
            break
        changed: dict[int, None] = {}
        for number in waiting:
            changed.update(dict.fromkeys(_tighten(group, group.ties[number], lows, highs)))
        waiting = dict.fromkeys(number for place in changed for number in touching[place])
    bounds = tuple(Bounds(low, high) for low, high in zip(lows, highs, strict=True))
    return Group(group.figures, bounds, group.whole, group.ties)


def _tighten(
    group: Group, tie: Tie, lows: list[Number | None], highs: list[Number | None]
) -> list[int]:
    """Draw the bounds of one row's counts closer; the places that changed."""
    least: Number = 0
    most: Number = 0
    open_below = open_above = 0
    for place, factor in tie.terms:
        down, up = (lows, highs) if factor > 0 else (highs, lows)
        low, high = down[place], up[place]
        if low is None:
            open_below += 1
        else:
            least += factor * low
        if high is None:
            open_above += 1
        else:
            most += factor * high
    if (not open_below and tie.high is not None and least > tie.high) or (
        not open_above and tie.low is not None and most < tie.low
    ):
        raise Contradiction(group.figures[place] for place, _ in tie.terms)
    changed = []
    for place, factor in tie.terms:
        down, up = (lows, highs) if factor > 0 else (highs, lows)
        low, high = down[place], up[place]
        limits: list[tuple[Number, bool]] = []  # of factor × count; whether its count is at most so
        if tie.high is not None and open_below - (low is None) == 0:
            rest = least - (factor * low if low is not None else 0)
            limits.append((tie.high - rest, factor > 0))
        if tie.low is not None and open_above - (high is None) == 0:
            rest = most - (factor * high if high is not None else 0)
            limits.append((tie.low - rest, factor < 0))
        for limit, is_upper in limits:
            if is_upper:
                value = limit // factor if group.whole[place] else Fraction(limit) / factor
                before = highs[place]
                if before is None or value < before:
                    highs[place] = value
                    changed.append(place)
            else:
                value = -(-limit // factor) if group.whole[place] else Fraction(limit) / factor
                before = lows[place]
                if before is None or value > before:
                    lows[place] = value
                    changed.append(place)
        low, high = lows[place], highs[place]
        if low is not None and high is not None and low > high:
            raise Contradiction(group.figures[place] for place, _ in tie.terms)
    return changed
