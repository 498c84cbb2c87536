"""The model split into parts that hang together, its contradictions found first."""

from __future__ import annotations

from collections.abc import Mapping

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
    return tuple(Builder(values, threshold, *part).build() for part in _connected(model))


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


def _connected(model: Model) -> list[tuple[list[Variable], list[Relation]]]:
    """The figures that hang together and hold something to protect, with their rows."""
    hideable = [variable.can_be_hidden for variable in model.variables]
    # A figure that is shown in any case ties nothing to anything.
    free = {
        variable.key: place
        for place, variable in enumerate(model.variables)
        if hideable[place] or not variable.printed
    }
    forest = Forest(len(model.variables))
    rows: list[tuple[int, Relation]] = []
    for row in model.relations:
        touched = [free[key] for key, _ in row.terms if key in free]
        if not touched:
            continue
        if row.published_with in free:
            touched.append(free[row.published_with])
        forest.join(touched)
        rows.append((touched[0], row))
    groups: dict[Key, list[int]] = {}
    for place, variable in enumerate(model.variables):
        if hideable[place]:
            for group in variable.groups:
                groups.setdefault(group, []).append(place)
    for members in groups.values():
        if len(members) > 1:
            forest.join(members)
    parts: dict[int, tuple[list[Variable], list[Relation]]] = {
        forest.root(place): ([], [])
        for place in free.values()
        if model.variables[place].sensitive or starts_hidden(model.variables[place])
    }
    for place in free.values():
        if (part := parts.get(forest.root(place))) is not None:
            part[0].append(model.variables[place])
    for place, row in rows:
        if (part := parts.get(forest.root(place))) is not None:
            part[1].append(row)
    return list(parts.values())
