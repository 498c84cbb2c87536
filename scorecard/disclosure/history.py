"""What earlier releases told: their figures and rows join the model of what a reader can know.

A figure that was published and has not changed is known for good. One that was hidden stays
hidden until its row is marked revised; then the old figure and the new one are two figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from scorecard.disclosure.counts import decimals_of, parts_of
from scorecard.disclosure.figures import Figure, figure, stem_of
from scorecard.disclosure.model import Model, Relation, Variable
from scorecard.disclosure.ties import model_of
from scorecard.disclosure.told import (
    before_revision,
    cells_of,
    counted,
    told_again,
    unchanged,
    with_truth,
)
from scorecard.framework import Framework
from scorecard.published import Ledger
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
    if not earlier:
        return model_of(cells, framework, decimals_of((held or cells).values()))
    newer, held = counted(cells, framework), held or cells
    ledgers = [(ledger, cells_of(ledger, framework, held)) for ledger in earlier]
    # Days may be told in halves for the first time now: a number means the same in each release.
    decimals = decimals_of(chain(held.values(), *(old.values() for _, old in ledgers)))
    model = model_of(cells, framework, decimals)
    variables: dict[Figure, Variable] = {v.key: v for v in model.variables}  # type: ignore[misc]
    older: list[Relation] = []
    later, later_names = cells, {name: name for name in variables}
    for ledger, cells_then in reversed(ledgers):
        old = before_revision(cells_then, newer)
        # Most of what a release told, the next one tells too; nothing has to be said twice.
        again = told_again(old, newer)
        for name, printed in _marks(again, later_names, framework):
            if name in variables:
                variables[name] = _marked(variables[name], fixed=printed)
        own = {key: cell for key, cell in old.items() if key not in again}
        known = {stem_of(key) for key in own if "c" not in own[key].symbols}
        names = dict(_names(ledger, own, later, later_names))
        told = model_of(with_truth(own, cells, held), framework, decimals)
        for variable in told.variables:
            was: Figure = variable.key  # type: ignore[assignment]
            name = _renamed(was, names, ledger)
            told_so = variable._replace(key=name)
            fixed = variable.value is not None and was[:5] in known
            variables[name] = _merged(variables.get(name), told_so, name, fixed=fixed)
        older += (_relation(row, names, ledger) for row in told.relations)
        later, newer = {**later, **cells_then}, cells_then
        later_names = {**later_names, **names}
    rows = tuple(dict.fromkeys((*model.relations, *older))) if older else model.relations
    return Model(tuple(_without_promise(variables)), rows)


def _marks(again: Cells, later_names: Names, framework: Framework) -> Iterator[tuple[Figure, bool]]:
    """The figures that a ledger tells like the release after it, and whether it printed them."""
    indicators = {indicator.id: indicator for indicator in framework.indicators}
    for key, cell in again.items():
        stem = stem_of(key)
        for part in parts_of(indicators[key.indicator], cell):
            name = Figure(*stem, part)
            yield later_names.get(name, name), "c" not in cell.symbols


def _names(
    ledger: Ledger, old: Cells, later: Cells, later_names: Names
) -> Iterator[tuple[Figure, Figure]]:
    """What each figure of a ledger is called: by its later name where it is still the same."""
    for key, cell in old.items():
        same = key in later and unchanged(cell, later[key])
        for part in ("numerator", "denominator", "remainder"):
            name = figure(key, part)
            if same and name in later_names:
                yield name, later_names[name]
            else:
                yield name, _old_name(name, ledger)


def _old_name(name: Figure, ledger: Ledger) -> Figure:
    return name._replace(period=f"{name.period} as published in {ledger.version}")


def _renamed(name: Figure, names: Names, ledger: Ledger) -> Figure:
    return names.get(name) or _old_name(name, ledger)


def _relation(row: Relation, names: Names, ledger: Ledger) -> Relation:
    terms = tuple((_renamed(name, names, ledger), by) for name, by in row.terms)  # type: ignore[arg-type]
    return row._replace(terms=terms)


def _merged(today: Variable | None, told: Variable, name: Figure, *, fixed: bool) -> Variable:
    """A figure as it stands now, with what an earlier release told of it."""
    if not told.printed:
        return today or told
    if today is None:
        # Nobody prints it again: its cell goes with no other.
        return _marked(told._replace(groups=((name,),)), fixed=fixed)
    if fixed and today.value is None:
        today = today._replace(value=told.value)
    return _marked(today, fixed=fixed)


def _marked(today: Variable, *, fixed: bool) -> Variable:
    """A figure that is printed now, and that an earlier release printed too, or hid."""
    if fixed:
        return today if today.fixed else today._replace(fixed=True)
    if today.hidden_before:
        return today  # another release said the same
    return today._replace(must_hide=True, hidden_before=True)


def _without_promise(variables: Mapping[Figure, Variable]) -> Iterator[Variable]:
    """All figures; one to be hidden that an earlier release printed cannot be kept any more.

    A definition was wrong, or the threshold was lower. A remainder goes with both its parts.
    """
    for name, variable in variables.items():
        if not (variable.sensitive or variable.must_hide):
            yield variable
            continue
        parts: list[Variable | None] = [variable]
        if name.part == "remainder":
            parts = [variables.get(name._replace(part=p)) for p in ("numerator", "denominator")]
        if all(part is not None and part.fixed for part in parts):
            yield variable._replace(sensitive=False, must_hide=False, given_away=True)
        else:
            yield variable
