"""The audit finds what trying every table finds, on tables small enough to try them all."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from fractions import Fraction
from math import floor
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from scorecard.disclosure.audit import Breach, audit_release
from tests.disclosure.audit_pages import C, Page, breaches, cell, indicator, page

# SCORECARD_ATTACKS=5000 tries thousands of tables instead of hundreds.
ATTACKS = int(os.environ.get("SCORECARD_ATTACKS", "300"))
THRESHOLD = 4
AREAS = ("a", "b", "c")
GROUPS = ("young", "middle", "old")
Grid = dict[tuple[str, str], int]


def totals(leaves: Grid) -> Grid:
    """The leaves with their margins: nobody's group is "all", everybody's area "all-areas"."""
    grid = dict(leaves)
    for area in AREAS:
        grid[area, "all"] = sum(leaves[area, g] for g in GROUPS)
    for group in ("all", *GROUPS):
        grid["all-areas", group] = sum(grid[a, group] for a in AREAS)
    return grid


@st.composite
def counts(draw: st.DrawFn) -> tuple[Grid, set[tuple[str, str]]]:
    """A table of areas by age, whose grand total is shown, and which cells are hidden."""
    leaves = {(a, g): draw(st.sampled_from([0, 0, 1, 2, 3, 4, 9])) for a in AREAS for g in GROUPS}
    grid = totals(leaves)
    choice = [key for key, count in grid.items() if count and key != ("all-areas", "all")]
    hidden = set(draw(st.lists(st.sampled_from(choice), max_size=9))) if choice else set()
    return grid, hidden


def tables(grid: Grid, hidden: set[tuple[str, str]]) -> Iterator[Grid]:
    """Every table that fits what is shown, by trying: leaves first, then the margins."""
    leaves = [(a, g) for a in AREAS for g in GROUPS]
    unknown = [key for key in leaves if key in hidden]

    def fits(own: Grid) -> bool:
        whole = totals(own)
        return all(whole[k] == n if k not in hidden else whole[k] >= 1 for k, n in grid.items())

    def fill(own: Grid, rest: list[tuple[str, str]], left: int) -> Iterator[Grid]:
        if not rest:
            if left == 0 and fits(own):
                yield totals(own)
            return
        for count in range(1, left + 1) if len(rest) > 1 else [left] * (left > 0):
            yield from fill({**own, rest[0]: count}, rest[1:], left - count)

    known = {key: grid[key] for key in leaves if key not in hidden}
    yield from fill(known, unknown, grid["all-areas", "all"] - sum(known.values()))


def judged(values: list[set[int]]) -> set[Breach]:
    found = set()
    for own in values:
        low, high = min(own), max(own)
        if low == high:
            found.add(Breach.EXACT)
        elif low < THRESHOLD and high - low < THRESHOLD - 1:
            found.add(Breach.NARROW)
    return found


def as_page(grid: Grid, hidden: set[tuple[str, str]]) -> Page:
    groups = {"all": ""} | {group: f"age/{group}" for group in GROUPS}
    cells = [
        cell(C if key in hidden else count, area=key[0], group=groups[key[1]])
        for key, count in grid.items()
    ]
    return page(indicator(cells), threshold=THRESHOLD)


@settings(max_examples=ATTACKS)
@given(counts())
def test_a_two_way_table_is_judged_as_trying_every_table_does(
    drawn: tuple[Grid, set[tuple[str, str]]],
) -> None:
    grid, hidden = drawn
    if sum(1 for area, group in hidden if area in AREAS and group in GROUPS) > 5:
        return
    fitting = list(tables(grid, hidden))
    report = audit_release(as_page(grid, hidden), ranges=True)
    values = {key: {table[key] for table in fitting} for key in hidden}
    assert breaches(report) - {Breach.PRINTED} == judged(list(values.values()))
    for row in report.tables:
        of_total = row.table.breakdown == "all"
        own = [v for (_, group), v in values.items() if (group == "all") == of_total]
        assert row.narrowest == min((max(v) - min(v) for v in own), default=None)


@st.composite
def shares(draw: st.DrawFn) -> list[tuple[int, int, str]]:
    """Numerator, denominator and what is printed of three areas: all, nothing, or the value."""
    made = []
    for _ in AREAS:
        whole = draw(st.integers(1, 8))
        printed = draw(st.sampled_from(["all", "nothing", "nothing", "value"]))
        made.append((draw(st.integers(0, whole)), whole, printed))
    return made


def percentage(numerator: int, denominator: int) -> int:
    return floor(Fraction(100 * numerator, denominator) + Fraction(1, 2))


@settings(max_examples=ATTACKS)
@given(shares(), st.booleans())
def test_percentages_are_judged_as_trying_every_table_does(
    drawn: list[tuple[int, int, str]],
    sensitive: bool,  # noqa: FBT001 - hypothesis hands it over by name
) -> None:
    total = (sum(n for n, _, _ in drawn), sum(d for _, d, _ in drawn))
    hidden = [index for index, (_, _, printed) in enumerate(drawn) if printed != "all"]
    cells = [cell(*total)]
    for area, (n, d, printed) in zip(AREAS, drawn, strict=True):
        if printed == "all":
            cells.append(cell(n, d, area=area))
        else:
            value = percentage(n, d) if printed == "value" else C
            cells.append(cell(C, C, value, area=area))
    remainder: Any = "sensitive" if sensitive else {"not_sensitive": "late"}
    made = indicator(cells, measure="percentage", decimals=0, remainder=remainder)
    report = audit_release(page(made, threshold=THRESHOLD), ranges=True)
    fitting = list(fitting_shares(drawn, hidden, total))
    found = judged([{t[i][part] for t in fitting} for i in hidden for part in (0, 1)])
    for index in hidden:
        left = {t[index][1] - t[index][0] for t in fitting}
        if sensitive and min(left) < THRESHOLD and max(left) > 0:
            found |= judged([left])
        values = {percentage(*t[index]) for t in fitting}
        if drawn[index][2] == "nothing" and len(values) == 1:
            found.add(Breach.EXACT)
    assert breaches(report) - {Breach.PRINTED} == found


def fitting_shares(
    drawn: list[tuple[int, int, str]], hidden: list[int], total: tuple[int, int]
) -> Iterator[dict[int, tuple[int, int]]]:
    numerators = total[0] - sum(n for i, (n, _, _) in enumerate(drawn) if i not in hidden)
    denominators = total[1] - sum(d for i, (_, d, _) in enumerate(drawn) if i not in hidden)
    if not hidden:
        return

    def fits(index: int, n: int, d: int) -> bool:
        *true, printed = drawn[index]
        return printed != "value" or percentage(n, d) == percentage(*true)

    shares = [(n, d) for d in range(1, denominators + 1) for n in range(min(d, numerators) + 1)]
    *others, final = hidden
    for chosen in itertools.product(*([s for s in shares if fits(i, *s)] for i in others)):
        n = numerators - sum(above for above, _ in chosen)
        d = denominators - sum(below for _, below in chosen)
        if 0 <= n <= d and d >= 1 and fits(final, n, d):
            yield dict(zip(hidden, (*chosen, (n, d)), strict=True))
