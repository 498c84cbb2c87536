"""What adds up: areas, exhaustive breakdowns, and stretches of time.

Where some part of a sum is not given, the rest of it is a count all the same: a reader takes the
parts from the total. So is what lies between two stretches of time that overlap. Both join the
model as counts that are never printed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from scorecard.disclosure import relations
from scorecard.disclosure.figures import Cells, Figure, PartName, Values, figure, key_at
from scorecard.disclosure.model import Relation
from scorecard.framework import Framework
from scorecard.framework.indicators import Indicator
from scorecard.measures import Measure
from scorecard.periods import Period, contains
from scorecard.tables import Key

DAY = timedelta(days=1)


@dataclass
class Sums:
    """The rows found so far, and the value of every count that they name."""

    rows: list[Relation] = field(default_factory=list)
    implied: dict[Figure, int | None] = field(default_factory=dict)
    """Counts that no cell prints, with their true value where the data tell it."""

    def add(self, total: Figure, parts: Sequence[Figure], values: Values, rest: Figure) -> None:
        """The parts add up to the total; a `rest` that is among them is implied by the others."""
        self.rows.append(relations.total_of(total, parts))
        if rest in parts:
            others = [self.value(name, values) for name in (total, *parts) if name != rest]
            whole = None
            if all(value is not None for value in others):
                whole = (others[0] or 0) - sum(value or 0 for value in others[1:])
            self.implied[rest] = whole

    def value(self, name: Figure, values: Values) -> int | None:
        """The true value of a count, where it is known."""
        return values.get(name, self.implied.get(name))


def sums_of(indicator: Indicator, cells: Cells, framework: Framework, values: Values) -> Sums:
    """Every sum that the definitions imply between the cells of one indicator."""
    found = Sums()
    parts: tuple[PartName, ...] = ("numerator", "denominator")
    for part in parts:
        _areas(found, cells, framework, values, part)
        _breakdowns(found, indicator, cells, framework, values, part)
        # A rate's denominator is a population, which is not counted anew in each quarter.
        if part == "numerator" or indicator.measure is not Measure.RATE:
            _times(found, indicator, cells, values, part)
    return found


def _areas(found: Sums, cells: Cells, framework: Framework, values: Values, part: PartName) -> None:
    parts = {area.id: area.parts for area in framework.scorecard.areas if area.parts}
    for key in cells:
        if key.area in parts and figure(key, part) in values:
            below = [key_at(key, area=area) for area in parts[key.area]]
            rest = figure(key_at(key, area=f"rest of {key.area}"), part)
            _sum(found, key, below, values, part, rest)


def _breakdowns(
    found: Sums,
    indicator: Indicator,
    cells: Cells,
    framework: Framework,
    values: Values,
    part: PartName,
) -> None:
    groups = [b for b in framework.scorecard.breakdowns if b.id in indicator.breakdowns]
    for key in cells:
        if not key.is_total or figure(key, part) not in values:
            continue
        for group in groups:
            below = [key_at(key, breakdown=group.id, category=c.id) for c in group.categories]
            if group.exhaustive:
                name = f"rest of {group.id}"
                rest = figure(key_at(key, breakdown=group.id, category=name), part)
                _sum(found, key, below, values, part, rest)
            else:
                found.rows += [
                    relations.not_above(figure(one, part), figure(key, part))
                    for one in below
                    if figure(one, part) in values
                ]


def _sum(
    found: Sums, total: Key, below: Sequence[Key], values: Values, part: PartName, rest: Figure
) -> None:
    names = [figure(key, part) for key in below if figure(key, part) in values]
    if not names:
        return
    if len(names) < len(below):
        names.append(rest)
    found.add(figure(total, part), names, values, rest)


def _times(found: Sums, indicator: Indicator, cells: Cells, values: Values, part: PartName) -> None:
    if indicator.flow == "snapshot":
        return
    lines: dict[tuple[str, str, str, str], list[Key]] = defaultdict(list)
    for key in cells:
        if figure(key, part) in values:
            lines[key.line].append(key)
    for keys in lines.values():
        if indicator.flow == "distinct":
            found.rows += _distinct(keys, part)
        else:
            _pieces(found, keys, values, part)


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
    known: dict[Figure, int | None] = {
        name: values[name] for name in names.values() if name in values
    }
    stretches: list[tuple[Figure, list[Figure]]] = []
    for key in keys:
        held = [
            name
            for (start, end), name in names.items()
            if key.period.start <= start and end <= key.period.end + DAY
        ]
        if held != [figure(key, part)]:
            stretches.append((figure(key, part), held))
    found.rows += [relations.total_of(total, held) for total, held in stretches]
    _work_out(known, stretches, values)
    found.implied |= {name: known.get(name) for name in names.values() if name not in values}


def _work_out(
    known: dict[Figure, int | None],
    stretches: Sequence[tuple[Figure, list[Figure]]],
    values: Values,
) -> None:
    """Fill in each piece that the true figures tell: a stretch less all its other pieces."""
    again = True
    while again:
        again = False
        for total, pieces in stretches:
            whole = values.get(total)
            missing = [piece for piece in pieces if known.get(piece) is None]
            if whole is None or len(missing) != 1 or missing[0] in values:
                continue
            known[missing[0]] = whole - sum(
                known[piece] or 0 for piece in pieces if piece != missing[0]
            )
            again = True


def _any_overlap(periods: Sequence[Period]) -> bool:
    ordered = sorted(periods, key=lambda period: period.start)
    return any(second.start <= first.end for first, second in pairwise(ordered))


def covers(whole: Period, periods: Sequence[Period]) -> bool:
    """Whether periods, put end to end, are exactly a longer one."""
    ordered = sorted(periods)
    if not ordered or ordered[0].start != whole.start or ordered[-1].end != whole.end:
        return False
    return all(first.end + DAY == second.start for first, second in pairwise(ordered))
