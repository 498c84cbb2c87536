"""What earlier releases told: their figures and rows join the model of what a reader can know.

A figure that was published and has not changed is known for good. One that was hidden stays
hidden until its row is marked revised; then the old figure and the new one are two figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from scorecard.disclosure.figures import Figure, figure
from scorecard.disclosure.model import Model, Relation, Variable
from scorecard.disclosure.ties import model_of
from scorecard.framework import Framework
from scorecard.published import CellKey, Ledger, Status
from scorecard.tables import Key, PrivateCell

Cells = Mapping[Key, PrivateCell]
Names = Mapping[Figure, Figure]


def model_of_releases(
    cells: Cells, framework: Framework, earlier: Sequence[Ledger], held: Cells | None = None
) -> Model:
    """The model of this release together with all earlier ones, the oldest first.

    An old figure that differs from today's has a name of its own, which is never printed again.
    `held` are all counts that the publisher has, those of later periods than this release's among
    them: a correction of an earlier period must not give away what a later one hid.
    """
    model = model_of(cells, framework)
    variables: dict[Figure, Variable] = {v.key: v for v in model.variables}  # type: ignore[misc]
    rows = dict.fromkeys(model.relations)
    later, later_names = cells, {name: name for name in variables}
    for ledger in reversed(earlier):
        old = _private(ledger, framework)
        known = {figure(key, "numerator")[:5] for key in old if "c" not in old[key].symbols}
        names = dict(_names(ledger, old, later, later_names))
        told = model_of(_with_truth(old, cells, held or {}), framework)
        for variable in told.variables:
            was: Figure = variable.key  # type: ignore[assignment]
            name = _renamed(was, names, ledger)
            told_so = replace(variable, key=name)
            fixed = variable.value is not None and was[:5] in known
            variables[name] = _merged(variables.get(name), told_so, name, fixed=fixed)
        rows |= dict.fromkeys(_relation(row, names, ledger) for row in told.relations)
        later, later_names = {**later, **old}, {**later_names, **names}
    return Model(tuple(variables.values()), tuple(rows))


def _private(ledger: Ledger, framework: Framework) -> dict[Key, PrivateCell]:
    """A ledger's cells in the shape of a table: hidden ones hold the symbol alone."""
    known = {indicator.id for indicator in framework.indicators}
    found = {}
    for cell in ledger.cells:
        if cell.key.indicator not in known or cell.status not in (Status.SHOWN, Status.SUPPRESSED):
            continue
        key = _key(cell.key)
        symbols = ("c",) if cell.status is Status.SUPPRESSED else ()
        if "r" in cell.symbols:
            symbols = (*symbols, "r")
        found[key] = PrivateCell(key, cell.numerator, cell.denominator, cell.given_value, symbols)
    return found


def _with_truth(old: Cells, cells: Cells, held: Cells) -> dict[Key, PrivateCell]:
    """A ledger's cells, with the true counts of those it hid in periods that are not told now."""
    found = dict(old)
    for key, cell in old.items():
        true = held.get(key)
        if key in cells or true is None or "c" not in cell.symbols or true.withheld:
            continue
        if true.numerator is not None and _unchanged(cell, true):
            found[key] = true
    return found


def _key(key: CellKey) -> Key:
    return Key(key.indicator, key.period, key.area, key.breakdown, key.category)


def _names(
    ledger: Ledger, old: Cells, later: Cells, later_names: Names
) -> Iterator[tuple[Figure, Figure]]:
    """What each figure of a ledger is called: by its later name where it is still the same."""
    for key, cell in old.items():
        same = key in later and _unchanged(cell, later[key])
        for part in ("numerator", "denominator", "remainder"):
            name = figure(key, part)
            if same and name in later_names:
                yield name, later_names[name]
            else:
                yield name, _old_name(name, ledger)


def _unchanged(old: PrivateCell, new: PrivateCell) -> bool:
    """Whether an earlier figure is the same quantity as the later one."""
    if "c" in old.symbols or "c" in new.symbols:
        # What was hidden is the same figure until its row is newly marked as revised.
        return "r" in old.symbols or "r" not in new.symbols
    return (old.numerator, old.denominator) == (new.numerator, new.denominator)


def _old_name(name: Figure, ledger: Ledger) -> Figure:
    return name._replace(period=f"{name.period} as published in {ledger.version}")


def _renamed(name: Figure, names: Names, ledger: Ledger) -> Figure:
    return names.get(name) or _old_name(name, ledger)


def _relation(row: Relation, names: Names, ledger: Ledger) -> Relation:
    terms = tuple((_renamed(name, names, ledger), by) for name, by in row.terms)  # type: ignore[arg-type]
    return replace(row, terms=terms)


def _merged(today: Variable | None, told: Variable, name: Figure, *, fixed: bool) -> Variable:
    """A figure as it stands now, with what an earlier release told of it."""
    if not told.printed:
        return today or told
    if today is None:
        # Nobody prints it again: its cell goes with no other.
        return replace(told, fixed=fixed, must_hide=not fixed, groups=((name,),))
    return replace(today, fixed=today.fixed or fixed, must_hide=today.must_hide or not fixed)
