"""From private tables and definitions to the model of what a reader can know.

Every count becomes a variable; every sum, remainder and relation that the definitions imply
becomes a row over all tables of a release.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from scorecard.disclosure import relations
from scorecard.disclosure.absent import absent_totals, without_idle
from scorecard.disclosure.declared import (
    Amount,
    Tables,
    amounts_in,
    declared_sums,
    tied_to_shares,
    with_counts_told,
)
from scorecard.disclosure.figures import Cells, Figure, PartName, Values, figure
from scorecard.disclosure.model import Key as ModelKey
from scorecard.disclosure.model import Model, Relation, Variable
from scorecard.disclosure.primary import Rule, is_sensitive, mark
from scorecard.disclosure.sums import sums_of, worked_out
from scorecard.framework import Framework
from scorecard.framework.indicators import Indicator, NotSensitive
from scorecard.measures import COUNTED, Measure
from scorecard.tables import Key, PrivateCell

WITHIN = (Measure.PERCENTAGE, Measure.RATE)
"""Kinds whose numerator is a part of the denominator, so that some remain."""


def model_of(
    cells: Cells, framework: Framework, decimals: Mapping[str, int] | None = None
) -> Model:
    """All counts of the partnership's own cells, and every row that ties them.

    Comparators are left out: others have published them already. `decimals`, by indicator, makes
    numerators whole; by default as many as these cells have.
    """
    decimals = decimals_of(cells.values()) if decimals is None else decimals
    own = {area.id for area in framework.scorecard.areas}
    tables: dict[str, dict[Key, PrivateCell]] = {i.id: {} for i in framework.indicators}
    for key, cell in cells.items():
        if key.area in own:
            tables[key.indicator][key] = cell
    tariffs = [r.tariff for r in framework.policy.relations if r.tariff is not None]
    counts = _given(tables, framework) if tariffs else ()
    places = {indicator.id: indicator.places for indicator in framework.indicators}
    amounts = tuple(amounts_in(tariffs, tables, counts, places))
    told = {amount.count: amount.name for amount in amounts if not amount.printed_count}
    shares = tied_to_shares(framework)
    cells_of = with_counts_told(tables, amounts)
    counted = [indicator for indicator in framework.indicators if indicator.measure in COUNTED]
    variables = [
        variable
        for indicator in counted
        for variable in _variables(
            indicator,
            cells_of[indicator.id],
            framework,
            told,
            shares,
            10 ** decimals.get(indicator.id, 0),
        )
    ]
    rows, implied = _rows(counted, cells_of, _values(variables), framework)
    least = {variable.key: variable.hidden_lower for variable in variables}
    for amount in amounts:
        variables.append(_amount(amount, least[amount.count], framework))
        rows.append(relations.same(amount.name, amount.count))
    true = worked_out(rows, _values(variables))
    variables += _implied(implied, true, framework)
    return Model(tuple(variables), tuple(rows))


def _values(variables: Iterable[Variable]) -> dict[Figure, int | None]:
    return {variable.key: variable.value for variable in variables}  # type: ignore[misc]


def _rows(
    counted: Sequence[Indicator], tables: Tables, given: Values, framework: Framework
) -> tuple[list[Relation], dict[Figure, None]]:
    """Every row that ties counts, and the counts in them that no cell gives."""
    absent = absent_totals(_keys(tables, given), framework)
    keys = {indicator: list(cells) for indicator, cells in tables.items()}
    for key in dict.fromkeys(absent.values()):
        if key not in tables[key.indicator]:
            keys[key.indicator].append(key)
    values: Values = {**given, **dict.fromkeys(absent)}
    rows: list[Relation] = []
    implied: dict[Figure, None] = {}
    for indicator in counted:
        sums = sums_of(indicator, keys[indicator.id], framework, values)
        rows += [*_inside(indicator, tables[indicator.id]), *sums.rows]
        implied |= sums.implied
    declared = declared_sums(framework.policy.relations, values)
    rows, implied = without_idle([*rows, *declared.rows], absent, implied | declared.implied)
    remainders = tuple(_remainders(implied, framework))
    return (
        [*rows, *(_between(name) for name in remainders)],
        implied | dict.fromkeys(remainders),
    )


def _keys(tables: Tables, values: Values) -> dict[Figure, Key]:
    """The counts that cells give, each with the key of its cell; not those that may be negative.

    What adds up to a sum of changes, in a score for instance, may be anything.
    """
    below_zero = {(n.indicator, n.part) for n, value in values.items() if value and value < 0}
    parts: tuple[PartName, ...] = ("numerator", "denominator")
    found = {figure(key, part): key for cells in tables.values() for key in cells for part in parts}
    return {
        name: key
        for name, key in found.items()
        if name in values and (name.indicator, name.part) not in below_zero
    }


def _given(tables: Tables, framework: Framework) -> set[Figure]:
    """Every count that a cell gives."""
    return {
        figure(key, part)
        for indicator in framework.indicators
        for key, cell in tables[indicator.id].items()
        for part in parts_of(indicator, cell)
    }


def _amount(amount: Amount, least: int, framework: Framework) -> Variable:
    """An amount of money in units of its tariff: hidden where its count is, and the other way."""
    return Variable(
        key=amount.name,
        value=amount.units,
        weight=_weight(amount.cell.key, framework),
        groups=(amount.name[:-1], amount.count[:-1]),
        hidden_lower=least,
    )


def decimals_of(cells: Iterable[PrivateCell]) -> dict[str, int]:
    """The most decimals of a numerator, by indicator: sums of days may come in halves."""
    found: dict[str, int] = {}
    for cell in cells:
        if cell.numerator is not None:
            exponent = cell.numerator.normalize().as_tuple().exponent
            name = cell.key.indicator
            found[name] = max(found.get(name, 0), -int(exponent))
    return found


def parts_of(indicator: Indicator, cell: PrivateCell) -> tuple[PartName, ...]:
    """Which counts a cell has; a cell that arrived hidden has those of its kind of measure."""
    if indicator.measure is Measure.MONEY:
        given = "c" in cell.symbols or cell.numerator is not None or cell.value is not None
        return ("numerator",) if given else ()
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


def _variables(
    indicator: Indicator,
    cells: Cells,
    framework: Framework,
    told: Mapping[Figure, Figure],
    shares: Collection[tuple[str, str]],
    scale: int,
) -> tuple[Variable, ...]:
    found: list[Variable] = []
    rules = _rules(indicator, framework)
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
            printed = part != "remainder" and name not in told
            # A small count that only an amount of money tells makes that be hidden.
            group = told.get(name, name)[:-1]
            rule = rules.get(part)
            found.append(
                Variable(
                    key=name,
                    value=value,
                    printed=printed,
                    sensitive=rule is not None and is_sensitive(value, rule),
                    must_hide="c" in cell.symbols and printed,
                    weight=weight,
                    groups=(group,) if part != "remainder" else (),
                    hidden_lower=_least(indicator, part, value, shares, rule),
                    threshold=rule.threshold if rule else None,
                )
            )
    return (*found, *_nobody(indicator, cells))


def _nobody(indicator: Indicator, cells: Cells) -> Iterator[Variable]:
    """The counts of cells that say that nobody was there to be counted: nought, as all can read."""
    parts: tuple[PartName, ...] = ("numerator", "denominator")
    for key, cell in cells.items():
        if "z" in cell.symbols:
            for part in parts if indicator.measure.kind.needs_denominator else parts[:1]:
                yield Variable(figure(key, part), 0, upper=0, printed=False)


def _rules(indicator: Indicator, framework: Framework) -> dict[PartName, Rule]:
    """How each part of an indicator's cells is judged, those left out that are not sensitive."""
    threshold = framework.policy.threshold_for(indicator.id)
    all_or_none = indicator.all_or_none == "sensitive"
    parts: tuple[PartName, ...] = ("numerator", "denominator", "remainder")
    return {
        part: Rule(threshold, all_or_none=all_or_none and part != "denominator")
        for part in parts
        if _may_be_sensitive(indicator, part)
    }


def _implied(
    names: Iterable[Figure], true: Mapping[ModelKey, int], framework: Framework
) -> tuple[Variable, ...]:
    """Counts that sums tell although no cell prints them: they are as sensitive as any other."""
    rules = {indicator.id: _rules(indicator, framework) for indicator in framework.indicators}
    values = {name: true.get(name) for name in names}
    known: dict[object, Rule] = {
        name: rules[name.indicator][name.part]
        for name, value in values.items()
        if value is not None and name.part in rules[name.indicator]
    }
    return mark([Variable(key=n, value=value, printed=False) for n, value in values.items()], known)


def _remainders(implied: Collection[Figure], framework: Framework) -> Iterator[Figure]:
    """Those not in the numerator, where both parts are implied."""
    within = {indicator.id for indicator in framework.indicators if indicator.measure in WITHIN}
    for name in implied:
        whole = name._replace(part="denominator")
        if name.part == "numerator" and name.indicator in within and whole in implied:
            yield name._replace(part="remainder")


def _between(remainder: Figure) -> Relation:
    above, below = (remainder._replace(part=part) for part in ("numerator", "denominator"))
    return relations.remainder_of(below, above, remainder)


def _least(
    indicator: Indicator,
    part: PartName,
    value: int | None,
    shares: Collection[tuple[str, str]],
    rule: Rule | None,
) -> int:
    """The least that a reader must reckon with where a figure is hidden.

    A zero that stands alone is shown, so a hidden count is 1 or more. A numerator goes with its
    denominator: none of three is hidden too, and so is what relations tie to it. A mean's numerator
    is days, which may be nought.
    """
    days = part == "numerator" and indicator.measure is Measure.MEAN
    if days or (rule is not None and rule.all_or_none):
        return 0
    return 0 if value == 0 and (indicator.id, part) in shares else 1


def _may_be_sensitive(indicator: Indicator, part: PartName) -> bool:
    if not indicator.counts.sensitive:
        return False
    if part == "remainder":
        return not isinstance(indicator.remainder, NotSensitive)
    # Of a mean, the cases are people; the days are not.
    return not (indicator.measure is Measure.MEAN and part == "numerator")


def _whole(number: Decimal | None, scale: int) -> int | None:
    return None if number is None else int(number * scale)


def _weight(key: Key, framework: Framework) -> float:
    """How dear it is to hide a cell: totals are dearer than parts, and what is kept dearest."""
    keep, whole = framework.policy.keep, framework.scorecard.whole_area.id
    weight = 1.5 if key.area == whole else 1.0
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
