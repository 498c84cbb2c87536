"""The model split into parts that hang together, its contradictions found first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain

from scorecard.disclosure.columns import Builder, Component, Forest, starts_hidden
from scorecard.disclosure.model import (
    Contradiction,
    Key,
    Model,
    NoSafePattern,
    Relation,
    Sense,
    Variable,
)


def components_of(model: Model, values: Mapping[Key, int], threshold: int) -> tuple[Component, ...]:
    """The parts of a model that hold something to protect, each as arrays.

    `values` gives every figure's true value, or the assumed one where it arrived hidden.
    Raises Contradiction where a relation does not hold, and NoSafePattern where a sensitive
    figure is already published.
    """
    _check_rows(model, values)
    _check_variables(model, values)
    free = {v.key for v in model.variables if v.can_be_hidden or not v.printed}
    rows = [r for r in model.relations if any(key in free for key, _ in r.terms)]
    parts = _connected(model, rows, free)
    needy = [
        part
        for part in parts
        if any(starts_hidden(variable) or variable.sensitive for variable in part[0])
    ]
    return tuple(Builder(values, threshold, *part).build() for part in needy)


def _check_rows(model: Model, values: Mapping[Key, int]) -> None:
    for row in model.relations:
        total = sum(coefficient * values[key] for key, coefficient in row.terms)
        if not _holds(total, row):
            name = f" ({row.name})" if row.name != "" else ""
            raise Contradiction(
                f"figures that should fit together do not{name}; correct the data, or the "
                "definition that ties them",
                (key for key, _ in row.terms),
            )


def _holds(total: int, row: Relation) -> bool:
    if row.sense is Sense.EQUAL:
        return total == row.constant
    return total <= row.constant if row.sense is Sense.AT_MOST else total >= row.constant


def _check_variables(model: Model, values: Mapping[Key, int]) -> None:
    for variable in model.variables:
        value = values[variable.key]
        if value < variable.lower or (variable.upper is not None and value > variable.upper):
            raise Contradiction(
                "a figure is below zero, or what it is a part of is less than its parts; "
                "correct the data, or the definition that ties them",
                (variable.key,),
            )
        if not variable.printed or variable.can_be_hidden:
            continue
        if variable.sensitive and variable.fixed:
            raise NoSafePattern(
                "a sensitive figure is already published; withhold the new figures that are tied "
                "to it and publish that the old one is wrong",
                (variable.key,),
            )
        if variable.must_hide or variable.sensitive:
            raise Contradiction(
                "a figure that must be hidden is zero, and zeros are shown here; set "
                "`all_or_none: sensitive` for it, or let it be shown",
                (variable.key,),
            )


def _connected(
    model: Model, rows: list[Relation], free: set[Key]
) -> list[tuple[list[Variable], list[Relation]]]:
    place = model.position
    forest = Forest(len(model.variables))
    for row in rows:
        forest.join(place[key] for key in _touched(row) if key in free)
    groups: dict[Key, list[int]] = {}
    for variable in model.variables:
        if variable.can_be_hidden:
            for group in variable.groups:
                groups.setdefault(group, []).append(place[variable.key])
    for members in groups.values():
        forest.join(members)
    parts: dict[int, tuple[list[Variable], list[Relation]]] = {}
    for variable in model.variables:
        if variable.key in free:
            root = forest.root(place[variable.key])
            parts.setdefault(root, ([], []))[0].append(variable)
    for row in rows:
        key = next(key for key in _touched(row) if key in free)
        parts[forest.root(place[key])][1].append(row)
    return list(parts.values())


def _touched(row: Relation) -> Iterable[Key]:
    keys = (key for key, _ in row.terms)
    return keys if row.published_with is None else chain(keys, (row.published_with,))
