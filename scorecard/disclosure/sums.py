"""What adds up: areas, exhaustive breakdowns, and stretches of time.

Where some part of a sum is not given, the rest of it is a count all the same: a reader takes the
parts from the total. So is what lies between two stretches of time that overlap. Both join the
model as counts that are never printed.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from scorecard.disclosure import relations
from scorecard.disclosure.figures import Figure, PartName, Values, figure
from scorecard.disclosure.model import Key as ModelKey
from scorecard.disclosure.model import Relation, Sense
from scorecard.framework import Framework
from scorecard.framework.indicators import Indicator
from scorecard.measures import Measure
from scorecard.periods import Period, contains, covers
from scorecard.tables import Key

DAY = timedelta(days=1)


@dataclass
class Sums:
    """The rows found so far, and the names of counts that no cell prints and that they tell."""

    rows: list[Relation] = field(default_factory=list)
    implied: dict[Figure, None] = field(default_factory=dict)

    def add(self, total: Figure, parts: Sequence[Figure], rest: Figure | None = None) -> None:
        """The parts add up to the total, with a rest where some part is not given."""
        if rest is not None:
            self.implied[rest] = None
            parts = [*parts, rest]
        self.rows.append(relations.total_of(total, parts))


def sums_of(
    indicator: Indicator, keys: Collection[Key], framework: Framework, values: Values
) -> Sums:
    """Every sum that the definitions imply between cells of one indicator, those not given too."""
    found = Sums()
    parts: tuple[PartName, ...] = ("numerator", "denominator")
    for part in parts:
        _areas(found, keys, framework, values, part)
        _breakdowns(found, indicator, keys, framework, values, part)
        # A rate's denominator is a population, which is not counted anew in each quarter.
        if part == "numerator" or indicator.measure is not Measure.RATE:
            _times(found, indicator, keys, values, part)
    return found


def _areas(
    found: Sums, keys: Iterable[Key], framework: Framework, values: Values, part: PartName
) -> None:
    parts = {area.id: area.parts for area in framework.scorecard.areas if area.parts}
    for key in keys:
        if key.area in parts and (total := figure(key, part)) in values:
            below = [total.of(area) for area in parts[key.area]]
            _sum(found, total, below, values, total.of(f"rest of {key.area}"))


def _breakdowns(
    found: Sums,
    indicator: Indicator,
    keys: Iterable[Key],
    framework: Framework,
    values: Values,
    part: PartName,
) -> None:
    groups = [b for b in framework.scorecard.breakdowns if b.id in indicator.breakdowns]
    for key in keys if groups else ():
        if not key.is_total or (total := figure(key, part)) not in values:
            continue
        for group in groups:
            below = [total.within(group.id, category.id) for category in group.categories]
            if group.exhaustive:
                rest = total.within(group.id, f"rest of {group.id}")
                _sum(found, total, below, values, rest)
            else:
                for one in below:
                    if one in values:
                        others = one._replace(category=f"others than {one.category}")
                        found.add(total, [one], others)


def _sum(found: Sums, total: Figure, below: Sequence[Figure], values: Values, rest: Figure) -> None:
    """Add a sum over those that are given, with the rest where some are not."""
    given = [name for name in below if name in values]
    if given:
        found.add(total, given, rest if len(given) < len(below) else None)


def _times(
    found: Sums, indicator: Indicator, keys: Iterable[Key], values: Values, part: PartName
) -> None:
    if indicator.flow == "snapshot":
        return
    lines: dict[tuple[str, str, str, str], list[Key]] = defaultdict(list)
    for key in keys:
        if figure(key, part) in values:
            lines[key.line].append(key)
    for line in lines.values():
        if indicator.flow == "distinct":
            found.rows += _distinct(line, part)
        else:
            _pieces(found, line, values, part)


def _distinct(keys: Sequence[Key], part: PartName) -> Iterator[Relation]:
    """The same person counts once in a stretch: at least any part of it, at most all together."""
    for total in keys:
        within = [k for k in keys if k != total and contains(total.period, k.period)]
        for key in within:
            yield relations.not_above(figure(key, part), figure(total, part))
        for kind in {key.period.kind for key in within}:
            below = [key for key in within if key.period.kind is kind]
            if covers(total.period, [key.period for key in below]):
                names = [figure(key, part) for key in below]
                yield relations.distinct_over(figure(total, part), names)[-1]


def _pieces(found: Sums, keys: Sequence[Key], values: Values, part: PartName) -> None:
    """Cut time wherever a stretch begins or ends; every stretch is the sum of its pieces."""
    if not _any_overlap([key.period for key in keys]):
        return
    cuts = sorted({day for k in keys for day in (k.period.start, k.period.end + DAY)})
    own: dict[tuple[date, date], Key] = {}
    for key in keys:
        own.setdefault((key.period.start, key.period.end + DAY), key)
    names: dict[tuple[date, date], Figure] = {}
    for start, end in pairwise(cuts):
        if any(k.period.start <= start and end <= k.period.end + DAY for k in keys):
            between = figure(keys[0], part)._replace(period=f"{start} to {end - DAY}")
            names[start, end] = figure(own[start, end], part) if (start, end) in own else between
    for key in keys:
        held = [
            name
            for (start, end), name in names.items()
            if key.period.start <= start and end <= key.period.end + DAY
        ]
        if held != [figure(key, part)]:
            found.add(figure(key, part), held)
    found.implied |= {name: None for name in names.values() if name not in values}


def worked_out(rows: Iterable[Relation], values: Values) -> Mapping[ModelKey, int]:
    """The values that are given, and those that they tell.

    A figure that is the only unknown one of a sum is what the others leave; with it known, another
    may be the only unknown one.
    """
    known: dict[ModelKey, int] = {n: value for n, value in values.items() if value is not None}
    rows_of: dict[ModelKey, list[Relation]] = defaultdict(list)
    for row in rows:
        for name, _ in row.terms if row.sense is Sense.EQUAL else ():
            if name not in known:
                rows_of[name].append(row)
    waiting = deque(dict.fromkeys(row for some in rows_of.values() for row in some))
    while waiting:
        row = waiting.popleft()
        unknown = [(name, by) for name, by in row.terms if name not in known]
        if len(unknown) == 1:
            ((name, by),) = unknown
            others = sum(a * known[other] for other, a in row.terms if other != name)
            known[name] = (row.constant - others) // by
            waiting.extend(rows_of[name])
    return known


def _any_overlap(periods: Sequence[Period]) -> bool:
    ordered = sorted(periods, key=lambda period: period.start)
    return any(second.start <= first.end for first, second in pairwise(ordered))
