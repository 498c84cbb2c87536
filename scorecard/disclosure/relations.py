"""The rows that published definitions give: sums, remainders, years, nesting, printed ratios."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scorecard.disclosure.model import Key, Relation, Sense


def total_of(total: Key, parts: Iterable[Key], *, name: Key = "") -> Relation:
    """The parts add up to the total."""
    return Relation(((total, -1), *((part, 1) for part in parts)), name=name)


def remainder_of(denominator: Key, numerator: Key, remainder: Key, *, name: Key = "") -> Relation:
    """The numerator and the remainder make the denominator."""
    return total_of(denominator, (numerator, remainder), name=name)


def same(first: Key, second: Key, *, name: Key = "") -> Relation:
    """Two figures are one and the same number."""
    return Relation(((first, 1), (second, -1)), name=name)


def not_above(part: Key, whole: Key, *, name: Key = "") -> Relation:
    """The part is at most the whole."""
    return Relation(((whole, -1), (part, 1)), Sense.AT_MOST, name=name)


def distinct_over(year: Key, quarters: Sequence[Key], *, name: Key = "") -> tuple[Relation, ...]:
    """A year of a distinct count: at least each quarter, at most all of them together."""
    together = Relation(((year, 1), *((q, -1) for q in quarters)), Sense.AT_MOST, name=name)
    return (*(not_above(quarter, year, name=name) for quarter in quarters), together)


def printed_ratio(
    numerator: Key,
    denominator: Key,
    printed: Key,
    shown: int,
    *,
    decimals: int,
    per: int = 100,
    name: Key = "",
) -> tuple[Relation, Relation]:
    """What a ratio rounded half up says about its parts while it is published.

    `shown` is the printed value in units of its last decimal: 33.3% is 333 with `decimals=1`.
    The rows are `shown - 1/2 <= per * 10**decimals * numerator / denominator < shown + 1/2`.
    """
    scale = 2 * per * 10**decimals
    least = ((numerator, scale), (denominator, -(2 * shown - 1)))
    most = ((numerator, scale), (denominator, -(2 * shown + 1)))
    return (
        Relation(least, Sense.AT_LEAST, 0, name, printed),
        Relation(most, Sense.AT_MOST, -1, name, printed),
    )
