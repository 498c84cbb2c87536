"""From private tables and definitions to the model of what a reader can know.

Every count becomes a variable; every sum, remainder and relation that the definitions imply
becomes a row over all tables of a release.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from scorecard.disclosure import relations
from scorecard.disclosure.figures import Cells, Figure, PartName, figure, key_at
from scorecard.disclosure.model import Model, Relation, Variable
from scorecard.disclosure.primary import Rule, mark
from scorecard.disclosure.sums import sums_of
from scorecard.framework import Framework
from scorecard.framework.indicators import Indicator, NotSensitive
from scorecard.framework.policy import Relation as Declared
from scorecard.measures import Measure
from scorecard.tables import Key, PrivateCell

COUNTED = (Measure.COUNT, Measure.PERCENTAGE, Measure.RATE, Measure.MEAN, Measure.RATIO)
"""Kinds whose parts are counts that add up; the others hold values that are tied to nothing."""
WITHIN = (Measure.PERCENTAGE, Measure.RATE)
"""Kinds whose numerator is a part of the denominator, so that some remain."""


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
            found = _variables(indicator, mine, framework)
            values: dict[Figure, int | None] = {v.key: v.value for v in found}  # type: ignore[misc]
            sums = sums_of(indicator, mine, framework, values)
            variables += [*found, *_implied(indicator, sums.implied, framework)]
            rows += [*_inside(indicator, mine), *sums.rows, *_between(indicator, sums.implied)]
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


def _variables(indicator: Indicator, cells: Cells, framework: Framework) -> tuple[Variable, ...]:
    scale = _scale(cells.values())
    found: list[Variable] = []
    rules: dict[object, Rule] = {}
    for key, cell in cells.items():
        values: dict[PartName, int | None] = {
            part: _whole(getattr(cell, part), scale if part == "numerator" else 1)
            for part in parts_of(indicator, cell)
        }
        if indicator.measure in WITHIN and len(values) == 2:
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
                rules[name] = _rule(indicator, part, framework)
    return mark(found, rules)


def _rule(indicator: Indicator, part: PartName, framework: Framework) -> Rule:
    sensitive = indicator.all_or_none == "sensitive" and part != "denominator"
    return Rule(framework.policy.threshold_for(indicator.id), all_or_none=sensitive)


def _implied(
    indicator: Indicator, implied: Mapping[Figure, int | None], framework: Framework
) -> tuple[Variable, ...]:
    """Counts that sums tell although no cell prints them: they are as sensitive as any other."""
    found = {**implied, **_remainders(indicator, implied)}
    rules: dict[object, Rule] = {
        name: _rule(indicator, name.part, framework)
        for name, value in found.items()
        if value is not None and _may_be_sensitive(indicator, name.part)
    }
    return mark([Variable(key=n, value=value, printed=False) for n, value in found.items()], rules)


def _remainders(
    indicator: Indicator, implied: Mapping[Figure, int | None]
) -> dict[Figure, int | None]:
    """Those not in the numerator, where both parts are implied."""
    if indicator.measure not in WITHIN:
        return {}
    found: dict[Figure, int | None] = {}
    for name, above in implied.items():
        whole = name._replace(part="denominator")
        if name.part == "numerator" and whole in implied:
            below = implied[whole]
            known = above is not None and below is not None
            found[name._replace(part="remainder")] = (below or 0) - (above or 0) if known else None
    return found


def _between(indicator: Indicator, implied: Mapping[Figure, int | None]) -> Iterator[Relation]:
    for name in _remainders(indicator, implied):
        above, below = name._replace(part="numerator"), name._replace(part="denominator")
        yield relations.remainder_of(below, above, name)


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


def _inside(indicator: Indicator, cells: Cells) -> Iterator[Relation]:
    for key, cell in cells.items():
        if indicator.measure not in WITHIN or len(parts_of(indicator, cell)) < 2:
            continue
        above, below = figure(key, "numerator"), figure(key, "denominator")
        yield relations.remainder_of(below, above, figure(key, "remainder"))


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
