"""What a reader can know about private figures: whole numbers, and the rows that tie them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

Key = Hashable


class DisclosureError(Exception):
    """Protection cannot be finished; `keys` names the figures concerned, never their values."""

    def __init__(self, message: str, keys: Iterable[Key] = ()) -> None:
        self.keys = tuple(keys)
        super().__init__(message)


class NoSafePattern(DisclosureError):
    """Even with everything hidden that may be hidden, some figure could still be worked out."""


class SolverStopped(DisclosureError):
    """The solver stopped before it had an answer, so nothing may be published."""


class Contradiction(DisclosureError):
    """The figures break a relation that is said to hold between them."""


class Sense(StrEnum):
    """How the left side of a relation compares with its constant."""

    EQUAL = "="
    AT_MOST = "<="
    AT_LEAST = ">="


class Variable(NamedTuple):
    """One whole number: a printed figure, or a virtual one (a remainder) that is never printed.

    `value` is None where the figure arrived hidden. `lower` and `upper` are what anybody knows
    without seeing the figure; `hidden_lower` is the least that a hidden printed figure can be
    (1 wherever zeros are shown), so a figure below it is always published.
    `fixed` figures were published before and stay known. One that is `given_away` is fixed and yet
    should be hidden: nothing can keep it any more, but it is not printed again. One that was
    `hidden_before` was judged by its true value then, which may be lost since. Hiding one figure
    of a group hides every other of it that can be hidden. `threshold` overrides the one given to
    the chooser. A tuple, since there are many: it is made, and made anew, much more quickly.
    """

    key: Key
    value: int | None
    lower: int = 0
    upper: int | None = None
    printed: bool = True
    sensitive: bool = False
    must_hide: bool = False
    fixed: bool = False
    given_away: bool = False
    hidden_before: bool = False
    weight: float = 1.0
    groups: tuple[Key, ...] = ()
    hidden_lower: int = 1
    threshold: int | None = None

    @property
    def arrived_hidden(self) -> bool:
        """Whether the true value is unknown even to us."""
        return self.value is None

    @property
    def can_be_hidden(self) -> bool:
        """Whether a mark may stand in place of the figure without giving a wrong impression."""
        if not self.printed or self.fixed:
            return False
        return self.value is None or self.value >= self.hidden_lower

    @property
    def least_unknown(self) -> int:
        """The smallest value that a reader cannot rule out while the figure is not shown."""
        return max(self.lower, self.hidden_lower) if self.printed else self.lower


class Relation(NamedTuple):
    """A row `sum(coefficient * figure) sense constant` that every reader knows.

    With `published_with`, the row is known only while that figure is published: a printed
    percentage ties its parts to an interval, and no longer does so once it is hidden.
    """

    terms: tuple[tuple[Key, int], ...]
    sense: Sense = Sense.EQUAL
    constant: int = 0
    name: Key = ""
    published_with: Key | None = None


@dataclass(frozen=True)
class Model:
    """All figures and relations of a release, with those of earlier releases.

    Raises ValueError where a key stands twice, or a relation names a figure that is not there.
    """

    variables: tuple[Variable, ...]
    relations: tuple[Relation, ...] = ()
    by_key: Mapping[Key, Variable] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_key = {variable.key: variable for variable in self.variables}
        if len(by_key) != len(self.variables):
            raise ValueError("two figures of the disclosure model have the same key")
        object.__setattr__(self, "by_key", by_key)
        tied = {key for relation in self.relations for key, _ in relation.terms}
        switches = {r.published_with for r in self.relations if r.published_with is not None}
        unknown = [key for key in (*tied, *switches) if key not in by_key]
        if unknown:
            raise ValueError(f"a relation names a figure that is not in the model: {unknown[0]!r}")
        if tied & switches:
            raise ValueError("a figure that carries an interval may stand in no other relation")


@dataclass(frozen=True)
class Pattern:
    """What to hide, and why that is safe.

    `hidden` holds the keys of printed figures that must not be shown; `primary` those of them
    that are sensitive, arrived hidden or must be hidden by policy, with what goes along in their
    groups; `secondary` is the rest. `completion` gives the value assumed for every figure that
    arrived hidden. Each of `tables` is an alternative: values of the figures that differ from the
    true ones, in a table that fits everything published. All but the keys is private.
    """

    hidden: frozenset[Key]
    primary: frozenset[Key]
    completion: Mapping[Key, int] = field(repr=False)
    tables: tuple[Mapping[Key, int], ...] = field(repr=False)

    @property
    def secondary(self) -> frozenset[Key]:
        """What is hidden only to protect something else."""
        return self.hidden - self.primary
