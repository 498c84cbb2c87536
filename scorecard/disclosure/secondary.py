"""Chooses what else to hide so that no sensitive figure can be worked out."""

from __future__ import annotations

from collections.abc import Mapping

from scorecard.disclosure.columns import Component
from scorecard.disclosure.completion import completed_values
from scorecard.disclosure.components import components_of
from scorecard.disclosure.improve import improve
from scorecard.disclosure.model import Key, Model, Pattern
from scorecard.disclosure.search import Search

_WORK = 36_000
"""What may be spent on a component before bettering its pattern ends: see `Search.work`."""
_LARGE = 800


def choose(model: Model, threshold: int) -> Pattern:
    """Which printed figures to hide so that the disclosure promises hold, with their proofs.

    Once the pattern is published, every sensitive figure could still have whole values at least
    `threshold - 1` apart, no hidden figure is determined, and both hold even for somebody who
    knows one hidden figure whose true value is 1. The same model always gives the same pattern.

    Raises Contradiction where the figures break a relation, NoSafePattern where nothing that may
    be hidden is enough, and SolverStopped; their `keys` say which figures, no message holds one.
    """
    values = completed_values(model, threshold)
    hidden: set[Key] = set()
    primary: set[Key] = set()
    tables: list[Mapping[Key, int]] = []
    search: Search | None = None
    for component in components_of(model, values, threshold):
        search = Search(component, after=search)
        search.protect()
        search.thin_out()
        if component.size <= _LARGE:
            improve(search, rounds=component.size // 4, work=_WORK)
        for block, is_hidden in zip(component.blocks, search.hidden, strict=True):
            keys = {component.keys[column] for column in block.columns}
            hidden |= keys if is_hidden else set()
            primary |= keys if block.primary else set()
        tables += (_values(component, table, values) for table in search.proofs.tables)
    completion = {v.key: values[v.key] for v in model.variables if v.arrived_hidden}
    return Pattern(frozenset(hidden), frozenset(primary), completion, tuple(tables))


def _values(
    component: Component, table: Mapping[int, int], values: Mapping[Key, int]
) -> Mapping[Key, int]:
    return {
        component.keys[column]: values[component.keys[column]] + by
        for column, by in table.items()
        if not component.slack[column]
    }
