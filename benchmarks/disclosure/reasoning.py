"""How far a reader gets who runs this open code on every table that fits what is published.

    python benchmarks/disclosure/reasoning.py

Small tables (3 x 3 with margins) whose counts are at most LARGEST. The reader lists all whole
tables that fit the page (hidden counts are at least 1 and at most CAP), chooses the pattern for
each, and strikes out those whose pattern is another than the one published. Prints, for the
sensitive cells, the range before and after. This is not one of the promises: the method page says
so. Ends with 1 if a range was narrower than promised before any such reasoning.
"""

from __future__ import annotations

import itertools
import math
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from tables import THRESHOLD, Counts, two_way, with_margins

from scorecard.disclosure.model import Model, NoSafePattern
from scorecard.disclosure.secondary import choose

SIDE = 3
LARGEST, CAP = 30, 60
TABLES = 120
MEAN = 9.0
MOST, MOST_WAYS = 500, 1_000_000
"""Tables that leave more guesses than this are left out, since each guess is protected anew."""

Place = tuple[int, int]


@dataclass
class Found:
    """What became of one table's guesses, and the ranges of its sensitive cells."""

    guesses: int
    left: int
    before: list[int]
    after: list[int]
    hidden_and_known: int


def inner_of(model: Model) -> Counts:
    cells = [[model.by_key[r, c].value for c in range(1, SIDE + 1)] for r in range(1, SIDE + 1)]
    return np.array(cells, dtype=np.int64)


def hidden_in(model: Model) -> frozenset[Place] | None:
    try:
        return frozenset(choose(model, THRESHOLD).hidden)  # type: ignore[arg-type]
    except NoSafePattern:
        return None


def guesses(model: Model, hidden: frozenset[Place]) -> list[Counts] | None:
    """Every table of whole numbers up to CAP that fits what is published, or None: too many."""
    shown = {key: v.value for key, v in model.by_key.items() if key not in hidden}
    rows = [list(rows_that_fit(shown, r)) for r in range(1, SIDE + 1)]
    if math.prod(len(ways) for ways in rows) > MOST_WAYS:
        return None
    found = []
    for some in itertools.product(*rows):
        totals = [sum(map(sum, some)), *map(sum, zip(*some, strict=True))]
        if all(fits(shown.get((0, c)), total) for c, total in enumerate(totals)):
            found.append(np.array(some, dtype=np.int64))
    return found if len(found) <= MOST else None


def rows_that_fit(shown: dict[Place, int], row: int) -> Iterator[tuple[int, ...]]:
    """The ways to fill one row: shown cells as they are, hidden ones at least 1."""
    ways = [[shown[row, c]] if (row, c) in shown else range(1, CAP + 1) for c in range(1, SIDE + 1)]
    return (cells for cells in itertools.product(*ways) if fits(shown.get((row, 0)), sum(cells)))


def fits(shown: int | None, total: int) -> bool:
    return total == shown if shown is not None else total >= 1


def try_all(model: Model, hidden: frozenset[Place]) -> Found | None:
    """The guesses of one table before and after each was protected anew, or None: too many."""
    listed = guesses(model, hidden)
    if listed is None:
        return None
    left = [guess for guess in listed if hidden_in(with_margins(guess)) == hidden]
    assert any(np.array_equal(guess, inner_of(model)) for guess in left)
    sensitive = [key for key, v in model.by_key.items() if v.sensitive]
    return Found(
        len(listed),
        len(left),
        [spread(listed, key) for key in sensitive],
        [spread(left, key) for key in sensitive],
        sum(spread(left, key) == 0 for key in hidden),
    )


def spread(tables: list[Counts], key: Place) -> int:
    """Highest minus lowest value of a cell or a total."""
    row, column = key
    values = [
        int(t[row - 1 if row else slice(None), column - 1 if column else slice(None)].sum())
        for t in tables
    ]
    return max(values) - min(values)


def main() -> None:
    print(f"{'table':<8}{'guesses':>9}{'left':>7}   ranges of the sensitive cells, before > after")
    every: list[Found] = []
    too_many = without = 0
    for seed in range(TABLES):
        model = two_way(SIDE, SIDE, seed, MEAN)
        hidden = hidden_in(model)
        if max(v.value for v in model.variables if 0 not in v.key) > LARGEST or not hidden:
            without += 1
            continue
        found = try_all(model, hidden)
        if found is None:
            too_many += 1
            continue
        every.append(found)
        ranges = ", ".join(f"{b} > {a}" for b, a in zip(found.before, found.after, strict=True))
        print(f"{seed:<8}{found.guesses:>9}{found.left:>7}   {ranges}")
    sys.exit(report(every, without, too_many))


def report(every: list[Found], without: int, too_many: int) -> bool:
    total, left = sum(one.guesses for one in every), sum(one.left for one in every)
    after = [width for one in every for width in one.after]
    before = [width for one in every for width in one.before]
    print(
        f"{len(every)} tables ({without} of {TABLES} had nothing hidden or a count above "
        f"{LARGEST}, {too_many} more than {MOST} guesses): {total} guesses, "
        f"{1 - left / total:.0%} ruled out"
    )
    print(
        f"{len(after)} sensitive cells: narrower than {THRESHOLD - 1} before {narrow(before)}, "
        f"after {narrow(after)}; known exactly after {after.count(0)}; "
        f"hidden cells known exactly after {sum(one.hidden_and_known for one in every)}"
    )
    return narrow(before) > 0


def narrow(widths: list[int]) -> int:
    return sum(width < THRESHOLD - 1 for width in widths)


if __name__ == "__main__":
    main()
