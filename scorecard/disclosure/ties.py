"""From private tables and definitions to the model of what a reader can know.

Every count becomes a variable; every sum, remainder and relation that the definitions imply
becomes a row over all tables of a release.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from scorecard.disclosure import relations
from scorecard.disclosure.absent import absent_totals, without_idle
from scorecard.disclosure.counts import (
    WITHIN,
    decimals_of,
    parts_of,
    rules_of,
    variables_of,
    weight_of,
)
from scorecard.disclosure.declared import (
    Amount,
    Tables,
    amounts_in,
    declared_sums,
    tied_to_shares,
    with_counts_told,
)
from scorecard.disclosure.figures import Cells, Figure, PartName, Values, figure, stem_of
from scorecard.disclosure.model import Key as ModelKey
from scorecard.disclosure.model import Model, Relation, Variable
from scorecard.disclosure.primary import Rule, mark
from scorecard.disclosure.sums import sums_of, worked_out
from scorecard.framework import Framework
from scorecard.framework.indicators import Indicator
from scorecard.measures import COUNTED
from scorecard.tables import Key, PrivateCell


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
        for variable in variables_of(
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
        weight=weight_of(amount.cell.key, framework),
        groups=(amount.name[:-1], amount.count[:-1]),
        hidden_lower=least,
    )


def _implied(
    names: Iterable[Figure], true: Mapping[ModelKey, int], framework: Framework
) -> tuple[Variable, ...]:
    """Counts that sums tell although no cell prints them: they are as sensitive as any other."""
    rules = {indicator.id: rules_of(indicator, framework) for indicator in framework.indicators}
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


def _inside(indicator: Indicator, cells: Cells) -> Iterator[Relation]:
    for key, cell in cells.items():
        if indicator.measure not in WITHIN or len(parts_of(indicator, cell)) < 2:
            continue
        stem = stem_of(key)
        above, below = Figure(*stem, "numerator"), Figure(*stem, "denominator")
        yield relations.remainder_of(below, above, Figure(*stem, "remainder"))
