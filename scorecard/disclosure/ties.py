"""From private tables and definitions to the model of what a reader can know.

Every count becomes a variable; every sum, remainder and relation that the definitions imply
becomes a row over all tables of a release.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Literal, NamedTuple

from scorecard.disclosure import relations
from scorecard.disclosure.model import Model, Relation, Sense, Variable
from scorecard.disclosure.primary import Rule, mark
from scorecard.framework import Framework
from scorecard.framework.indicators import Indicator, NotSensitive
from scorecard.framework.policy import Part
from scorecard.framework.policy import Relation as Declared
from scorecard.measures import Measure
from scorecard.periods import Period, PeriodKind, contains
from scorecard.tables import TOTAL, Key, PrivateCell

PartName = Literal["numerator", "denominator", "remainder"]
COUNTED = (Measure.COUNT, Measure.PERCENTAGE, Measure.RATE, Measure.MEAN, Measure.RATIO)
"""Kinds whose parts are counts that add up; the others hold values that are tied to nothing."""
STEPS = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.TERM)
ROLLING_STEPS = (PeriodKind.MONTH, PeriodKind.QUARTER)


class Figure(NamedTuple):
    """The name of one count in the model."""

    indicator: str
    area: str
    breakdown: str
    category: str
    period: str
    part: PartName


Cells = Mapping[Key, PrivateCell]


def figure(key: Key, part: PartName) -> Figure:
    """The name of one part of a cell."""
    return Figure(key.indicator, key.area, key.breakdown, key.category, key.period.name, part)


def model_of(cells: Cells, framework: Framework) -> Model:
    """All counts of the partnership's own cells, and every row that ties them.

    Comparators are left out: others have published them already.
    """
    own = {area.id for area in framework.scorecard.areas}
    by_indicator: dict[str, dict[Key, PrivateCell]] = {i.id: {} for i in framework.indicators}
    for key, cell in cells.items():
        if key.area in own:
            by_indicator[key.indicator][key] = cell
    variables: list[Variable] = []
    rows: list[Relation] = []
    for indicator in framework.indicators:
        mine = by_indicator[indicator.id]
        if indicator.measure in COUNTED:
            variables += _variables(indicator, mine, framework)
            rows += _rows(indicator, mine, framework)
    for declared in framework.policy.relations:
        rows += _declared(declared, by_indicator)
    known = {variable.key for variable in variables}
    return Model(
        tuple(variables), tuple(row for row in rows if all(k in known for k, _ in row.terms))
    )


def parts_of(indicator: Indicator, cell: PrivateCell) -> tuple[PartName, ...]:
    """Which counts a cell has; a cell that arrived hidden has those of its kind of measure."""
    if "c" in cell.symbols:
        if indicator.parts == "not_held":
            return ()
        needs = indicator.measure.kind.needs_denominator
        return ("numerator", "denominator") if needs else ("numerator",)
    found: list[PartName] = []
    if cell.numerator is not None:
        found.append("numerator")
    if cell.denominator is not None:
        found.append("denominator")
    return tuple(found)


def _variables(indicator: Indicator, cells: Cells, framework: Framework) -> Iterable[Variable]:
    scale = _scale(cells.values())
    found: list[Variable] = []
    rules: dict[object, Rule] = {}
    rule = Rule(
        framework.policy.threshold_for(indicator.id),
        all_or_none=indicator.all_or_none == "sensitive",
    )
    for key, cell in cells.items():
        values: dict[PartName, int | None] = {
            part: _whole(getattr(cell, part), scale if part == "numerator" else 1)
            for part in parts_of(indicator, cell)
        }
        if indicator.measure is Measure.PERCENTAGE and len(values) == 2:
            above, below = values["numerator"], values["denominator"]
            values["remainder"] = None if above is None or below is None else below - above
        weight = _weight(key, framework)
        for part, value in values.items():
            name = figure(key, part)
            found.append(
                Variable(
                    key=name,
                    value=value,
                    printed=part != "remainder",
                    must_hide="c" in cell.symbols and part != "remainder",
                    weight=weight,
                    groups=(name[:-1],) if part != "remainder" else (),
                    hidden_lower=_least(indicator, part, value),
                )
            )
            if _may_be_sensitive(indicator, part):
                rules[name] = rule if part != "denominator" else Rule(rule.threshold)
    return mark(found, rules)


def _least(indicator: Indicator, part: PartName, value: int | None) -> int:
    """The least that a reader must reckon with where a figure is hidden.

    A zero that stands alone is shown, so a hidden count is 1 or more. A numerator goes with its
    denominator: none of three is hidden too. A mean's numerator is days, which may be nought.
    """
    if part == "numerator" and indicator.measure is Measure.MEAN:
        return 0
    alone = not indicator.measure.kind.needs_denominator
    return 0 if value == 0 and part == "numerator" and not alone else 1


def _may_be_sensitive(indicator: Indicator, part: PartName) -> bool:
    if not indicator.counts.sensitive:
        return False
    if part == "remainder":
        return not isinstance(indicator.remainder, NotSensitive)
    # Of a mean, the cases are people; the days are not.
    return not (indicator.measure is Measure.MEAN and part == "numerator")


def _scale(cells: Iterable[PrivateCell]) -> int:
    """What makes every numerator whole: sums of days may come in halves."""
    places = 0
    for cell in cells:
        if cell.numerator is not None:
            exponent = cell.numerator.normalize().as_tuple().exponent
            places = max(places, -int(exponent))
    return int(10**places)


def _whole(number: Decimal | None, scale: int) -> int | None:
    return None if number is None else int(number * scale)


def _weight(key: Key, framework: Framework) -> float:
    """How dear it is to hide a cell: totals are dearer than parts, and what is kept dearest."""
    keep, whole = framework.policy.keep, framework.scorecard.whole_area.id
    weight = 1.0
    if key.is_total:
        weight = 20.0 if key.area == whole else 4.0
    if key.area in keep.areas and key.breakdown in (keep.breakdowns or (key.breakdown,)):
        weight *= 10
    return weight


def _rows(indicator: Indicator, cells: Cells, framework: Framework) -> Iterator[Relation]:
    yield from _inside(indicator, cells)
    for part in ("numerator", "denominator"):
        yield from _areas(cells, framework, part)
        yield from _breakdowns(indicator, cells, framework, part)
        # A rate's denominator is a population, which is not counted anew in each quarter.
        if part == "numerator" or indicator.measure is not Measure.RATE:
            yield from _times(indicator, cells, part)


def _inside(indicator: Indicator, cells: Cells) -> Iterator[Relation]:
    for key, cell in cells.items():
        if len(parts_of(indicator, cell)) < 2:
            continue
        above, below = figure(key, "numerator"), figure(key, "denominator")
        if indicator.measure is Measure.PERCENTAGE:
            yield relations.remainder_of(below, above, figure(key, "remainder"))
        elif indicator.measure is Measure.RATE:
            yield relations.not_above(above, below)


def _areas(cells: Cells, framework: Framework, part: PartName) -> Iterator[Relation]:
    parts = {area.id: area.parts for area in framework.scorecard.areas if area.parts}
    for key in cells:
        if key.area in parts:
            below = [key_at(key, area=area) for area in parts[key.area]]
            yield from _sum(key, [k for k in below if _has(cells, k, part)], part, len(below))


def _breakdowns(
    indicator: Indicator, cells: Cells, framework: Framework, part: PartName
) -> Iterator[Relation]:
    groups = [b for b in framework.scorecard.breakdowns if b.id in indicator.breakdowns]
    for key in cells:
        if not key.is_total:
            continue
        for group in groups:
            below = [key_at(key, breakdown=group.id, category=c.id) for c in group.categories]
            held = [k for k in below if _has(cells, k, part)]
            if group.exhaustive:
                yield from _sum(key, held, part, len(below))
            else:
                for one in held:
                    yield relations.not_above(figure(one, part), figure(key, part))


def _times(indicator: Indicator, cells: Cells, part: PartName) -> Iterator[Relation]:
    """Shorter periods that make up longer ones: sums, or for distinct counts only limits."""
    if indicator.flow == "snapshot":
        return
    lines: dict[tuple[str, str, str, str], list[Key]] = defaultdict(list)
    for key in cells:
        if _has(cells, key, part):
            lines[key.line].append(key)
    for keys in lines.values():
        for total in keys:
            for kind in STEPS:
                if total.period.kind is kind:
                    continue
                below = [
                    k for k in keys if k.period.kind is kind and contains(total.period, k.period)
                ]
                if not below:
                    continue
                whole = covers(total.period, [k.period for k in below])
                if indicator.flow == "distinct":
                    yield from _distinct(total, below, part, complete=whole)
                else:
                    yield from _sum(total, below, part, len(below) if whole else len(below) + 1)


def _distinct(
    total: Key, below: Sequence[Key], part: PartName, *, complete: bool
) -> Iterator[Relation]:
    if complete:
        yield from relations.distinct_over(figure(total, part), [figure(k, part) for k in below])
    else:
        for key in below:
            yield relations.not_above(figure(key, part), figure(total, part))


def _sum(total: Key, held: Sequence[Key], part: PartName, wanted: int) -> Iterator[Relation]:
    """All parts add up to the total; some of them are at most the total."""
    if not held:
        return
    names = [figure(key, part) for key in held]
    if len(held) == wanted:
        yield relations.total_of(figure(total, part), names)
    else:
        terms = (*((name, 1) for name in names), (figure(total, part), -1))
        yield Relation(terms, Sense.AT_MOST)


def _declared(
    declared: Declared, by_indicator: Mapping[str, Mapping[Key, PrivateCell]]
) -> Iterator[Relation]:
    """The policy's relations, cell by cell where all that they name are given."""
    tied = [p for p in (declared.total, *declared.parts, *declared.same) if p is not None]
    if declared.within is not None:
        tied += [declared.within.small, declared.within.big]
    for key in by_indicator.get(tied[0].indicator, {}):
        names = {part: figure(key_at(key, indicator=part.indicator), part.part) for part in tied}
        if any(key_at(key, indicator=p.indicator) not in by_indicator.get(p.indicator, {})
               for p in tied):  # fmt: skip
            continue
        if declared.total is not None:
            yield relations.total_of(names[declared.total], [names[p] for p in declared.parts])
        elif declared.within is not None:
            yield relations.not_above(names[declared.within.small], names[declared.within.big])
        else:
            yield from _all_same([names[part] for part in declared.same])


def _all_same(names: Sequence[Figure]) -> Iterator[Relation]:
    for name in names[1:]:
        yield relations.same(names[0], name)


def _has(cells: Cells, key: Key, part: PartName) -> bool:
    cell = cells.get(key)
    return cell is not None and (getattr(cell, part) is not None or "c" in cell.symbols)


def key_at(
    key: Key,
    *,
    indicator: str | None = None,
    area: str | None = None,
    breakdown: str | None = None,
    category: str | None = None,
) -> Key:
    """The same cell in another indicator, area or category."""
    return Key(
        indicator or key.indicator,
        key.period,
        area or key.area,
        breakdown or key.breakdown,
        category or key.category,
    )


def covers(whole: Period, periods: Sequence[Period]) -> bool:
    """Whether periods, put end to end, are exactly a longer one."""
    ordered = sorted(periods)
    if not ordered or ordered[0].start != whole.start or ordered[-1].end != whole.end:
        return False
    return all(first.end + timedelta(days=1) == second.start for first, second in pairwise(ordered))


__all__ = ["TOTAL", "Figure", "Part", "covers", "figure", "key_at", "model_of", "parts_of"]
