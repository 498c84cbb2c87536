"""One connected part of the model as arrays, in movements away from the true values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from scorecard.disclosure.model import Key, Relation, Sense, Variable

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]
INFINITE = float("inf")


@dataclass(frozen=True)
class Row:
    """A relation in movements: `low <= sum(coefficient * movement) <= high`."""

    terms: tuple[tuple[int, int], ...]
    low: float
    high: float


@dataclass(frozen=True)
class Matrix:
    """All terms of all rows as arrays, row after row, and the bounds of each row."""

    rows: Ints
    columns: Ints
    numbers: Floats
    slack: npt.NDArray[np.bool_]
    low: Floats
    high: Floats


@dataclass(frozen=True)
class Block:
    """Columns that are hidden together, and what that costs."""

    columns: tuple[int, ...]
    weight: float
    primary: bool


@dataclass(frozen=True)
class Component:
    """Everything about figures that hang together.

    Columns are figures that are or may become unknown to a reader, then one slack column for each
    row that holds only while a figure is published. `low` and `high` bound the movement of an
    unknown column; `block` is -1 for columns that are never printed; `width` is the range that a
    column must keep once it is unknown (0: none); `watch` lists the columns whose movement shows
    that a figure is not known (itself, or the slacks of its rows), `watched_by` is its inverse.
    `terms_of` gives each column's rows with its coefficients, `slack_of` each row's slack (-1:
    none). Columns with one `number` are one and the same number to every reader: a year whose
    other quarters are all zero.
    """

    keys: tuple[Key, ...]
    slack: tuple[bool, ...]
    value: tuple[int, ...]
    low: Floats
    high: Floats
    width: tuple[int, ...]
    single: tuple[bool, ...]
    block: tuple[int, ...]
    blocks: tuple[Block, ...]
    rows: tuple[Row, ...]
    rows_of: tuple[tuple[int, ...], ...]
    terms_of: tuple[tuple[tuple[int, int], ...], ...]
    slack_of: tuple[int, ...]
    watch: tuple[tuple[int, ...], ...]
    watched_by: tuple[tuple[int, ...], ...]
    number: tuple[int, ...]

    @cached_property
    def matrix(self) -> Matrix:
        """The rows as arrays, for the solver."""
        terms = [
            (place, column, a) for place, row in enumerate(self.rows) for column, a in row.terms
        ]
        places, columns, numbers = zip(*terms, strict=True) if terms else ((), (), ())
        return Matrix(
            np.array(places, dtype=np.int32),
            np.array(columns, dtype=np.int32),
            np.array(numbers, dtype=np.float64),
            np.array([self.slack[column] for column in columns], dtype=np.bool_),
            np.array([row.low for row in self.rows]),
            np.array([row.high for row in self.rows]),
        )

    @cached_property
    def unknown_at_first(self) -> tuple[bool, ...]:
        """Which columns are unknown before anything is hidden to protect others."""
        return tuple(block < 0 or self.blocks[block].primary for block in self.block)

    @property
    def size(self) -> int:
        """How many columns there are."""
        return len(self.keys)


def starts_hidden(variable: Variable) -> bool:
    """Whether a figure is hidden whatever else is."""
    if not variable.can_be_hidden:
        return False
    return variable.sensitive or variable.must_hide or variable.arrived_hidden


class Forest:
    """Union by the earliest member, so that the result depends on order alone."""

    def __init__(self, size: int) -> None:
        self._up = list(range(size))

    def root(self, item: int) -> int:
        """The member that stands for the item's set."""
        while self._up[item] != item:
            self._up[item] = self._up[self._up[item]]
            item = self._up[item]
        return item

    def join(self, items: Iterable[int]) -> None:
        """Put the items into one set."""
        roots = {self.root(item) for item in items}
        if roots:
            first = min(roots)
            for root in roots:
                self._up[root] = first


def _numbers(rows: Iterable[Row], size: int) -> tuple[int, ...]:
    forest = Forest(size)
    for row in rows:
        if row.low == row.high and len(row.terms) == 2:
            (first, up), (second, down) = row.terms
            if up == -down:
                forest.join((first, second))
    return tuple(forest.root(column) for column in range(size))


class Builder:
    """Turns the figures and relations of one part into columns, blocks and rows."""

    def __init__(
        self,
        values: Mapping[Key, int],
        threshold: int,
        variables: list[Variable],
        relations: list[Relation],
    ) -> None:
        self.values = values
        self.threshold = threshold
        self.variables = variables
        self.relations = relations
        self.column = {variable.key: place for place, variable in enumerate(variables)}
        self.keys: list[Key] = [variable.key for variable in variables]
        self.low = [float(v.least_unknown - values[v.key]) for v in variables]
        self.high = [
            INFINITE if v.upper is None else float(v.upper - values[v.key]) for v in variables
        ]
        self.watch: list[tuple[int, ...]] = [(place,) for place in range(len(variables))]
        self.block, self.blocks = self._blocks()

    def build(self) -> Component:
        """The component, all arrays in place."""
        rows = [self._row(relation) for relation in self.relations]
        size = len(self.keys)
        terms_of: list[list[tuple[int, int]]] = [[] for _ in range(size)]
        for place, row in enumerate(rows):
            for column, coefficient in row.terms:
                terms_of[column].append((place, coefficient))
        watched_by: list[list[int]] = [[] for _ in range(size)]
        for column, watched in enumerate(self.watch):
            for one in watched:
                watched_by[one].append(column)
        extra = size - len(self.variables)
        slack = (False,) * len(self.variables) + (True,) * extra
        return Component(
            keys=tuple(self.keys),
            slack=slack,
            value=tuple(self.values[key] for key in self.keys),
            low=np.array(self.low),
            high=np.array(self.high),
            width=tuple(self._width(v) for v in self.variables) + (0,) * extra,
            single=tuple(self._single(v) for v in self.variables) + (False,) * extra,
            block=tuple(self.block),
            blocks=self.blocks,
            rows=tuple(rows),
            rows_of=tuple(tuple(place for place, _ in terms) for terms in terms_of),
            terms_of=tuple(tuple(terms) for terms in terms_of),
            slack_of=tuple(next((c for c, _ in row.terms if slack[c]), -1) for row in rows),
            watch=tuple(self.watch),
            watched_by=tuple(tuple(columns) for columns in watched_by),
            number=_numbers(rows, size),
        )

    def _width(self, variable: Variable) -> int:
        if variable.sensitive:
            return max((variable.threshold or self.threshold) - 1, 1)
        return 1 if variable.printed else 0

    def _single(self, variable: Variable) -> bool:
        known_as_one = self.values[variable.key] == 1
        return known_as_one and (variable.printed or variable.sensitive)

    def _blocks(self) -> tuple[list[int], tuple[Block, ...]]:
        forest = Forest(len(self.variables))
        groups: dict[Key, list[int]] = {}
        for place, variable in enumerate(self.variables):
            if variable.can_be_hidden:
                for group in variable.groups:
                    groups.setdefault(group, []).append(place)
        for members in groups.values():
            forest.join(members)
        block = [-1] * len(self.variables)
        members_of: dict[int, list[int]] = {}
        for place, variable in enumerate(self.variables):
            if variable.can_be_hidden:
                members_of.setdefault(forest.root(place), []).append(place)
        blocks = []
        forced = self._forced()
        for number, columns in enumerate(members_of.values()):
            for column in columns:
                block[column] = number
            chosen = [self.variables[column] for column in columns]
            weight = sum(variable.weight for variable in chosen)
            primary = any(
                starts_hidden(variable) or not forced.isdisjoint(variable.groups)
                for variable in chosen
            )
            blocks.append(Block(tuple(columns), weight, primary))
        return block, tuple(blocks)

    def _forced(self) -> set[Key]:
        """Groups with a sensitive figure that is not printed: such a cell is hidden whole."""
        sensitive = (v for v in self.variables if v.sensitive and not v.printed)
        return {group for variable in sensitive for group in variable.groups}

    def _row(self, relation: Relation) -> Row:
        total = sum(coefficient * self.values[key] for key, coefficient in relation.terms)
        gap = float(relation.constant - total)
        low = -INFINITE if relation.sense is Sense.AT_MOST else gap
        high = INFINITE if relation.sense is Sense.AT_LEAST else gap
        merged: dict[int, int] = {}
        for key, coefficient in relation.terms:
            if key in self.column:
                column = self.column[key]
                merged[column] = merged.get(column, 0) + coefficient
        terms = [(column, value) for column, value in merged.items() if value]
        switch = relation.published_with
        if switch is not None and switch in self.column:
            terms.append((self._slack(self.column[switch], low, high), 1))
        return Row(tuple(terms), low, high)

    def _slack(self, owner: int, low: float, high: float) -> int:
        """A column that frees its row once the owner is hidden."""
        column = len(self.keys)
        self.keys.append(self.keys[owner])
        self.low.append(-INFINITE if high < INFINITE else 0.0)
        self.high.append(INFINITE if low > -INFINITE else 0.0)
        self.block.append(self.block[owner])
        watched = self.watch[owner]
        self.watch[owner] = (column,) if watched == (owner,) else (*watched, column)
        self.watch.append((column,))
        return column
