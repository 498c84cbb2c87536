"""Totals that no row gives: a reader makes them, and they tie what is printed all the same."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from scorecard.disclosure import ties
from scorecard.disclosure.audit import rows as audit_rows
from scorecard.disclosure.audit.unprinted import unprinted_sums
from scorecard.disclosure.model import DisclosureError
from tests.attack.attacker import Attack, Facts, Name, Published, Row
from tests.attack_sites.projects import (
    audited,
    count,
    exhaustive,
    hidden_cells,
    row,
    through_the_door,
    write,
)

LEVELS = {"district": ["east", "west"], "east": ["e1", "e2"], "west": ["w1", "w2"],
          "e1": [], "e2": [], "w1": [], "w2": []}  # fmt: skip
TWO = {"district": ["east", "west"], "east": [], "west": []}
AGES = ("a1", "a2", "a3")
QUARTERS = [f"2019-20 Q{number}" for number in (1, 2, 3, 4)]
Case = dict[str, Any]


def part(indicator: str) -> dict[str, str]:
    return {"indicator": indicator, "part": "numerator"}


def aged(indicator: str) -> dict[str, Any]:
    return count(indicator, breakdowns=["age", "sex"])


BY_AGE_AND_SEX = [exhaustive("age", *AGES), exhaustive("sex", "f", "m")]
CASES: Mapping[str, Case] = {
    "a level of areas is skipped": {
        "indicators": [count("k")],
        "areas": LEVELS,
        "rows": [row("k", 41), row("k", 10, area="e1"), row("k", 12, area="e2"),
                 row("k", 15, area="w1"), row("k", 4, area="w2")],
    },
    "half a level is skipped": {
        "indicators": [count("k")],
        "areas": LEVELS,
        "rows": [row("k", 41), row("k", 22, area="east"), row("k", 15, area="w1"),
                 row("k", 4, area="w2")],
    },
    "two breakdowns have no total": {
        "indicators": [aged("k")],
        "breakdowns": BY_AGE_AND_SEX,
        "rows": [row("k", n, group=f"age/{a}") for a, n in zip(AGES, (20, 13, 4), strict=True)]
        + [row("k", 17, group="sex/f"), row("k", 20, group="sex/m")],
    },
    "areas have ages and no totals": {
        "indicators": [aged("k")],
        "areas": TWO,
        "breakdowns": BY_AGE_AND_SEX,
        "rows": [row("k", 80)]
        + [row("k", n, area=area, group=f"age/{age}")
           for (area, age), n in zip(product(("east", "west"), AGES), (10, 12, 14, 20, 20, 4),
                                     strict=True)],
    },
    "the year is the district's and the quarters are its areas'": {
        "indicators": [count("k")],
        "areas": TWO,
        "rows": [row("k", 160, period="2019-20")]
        + [row("k", 20, period=quarter, area="east") for quarter in QUARTERS]
        + [row("k", n, period=quarter, area="west")
           for quarter, n in zip(QUARTERS, (26, 25, 25, 4), strict=True)],
    },
    "the total of a relation is the district's and its parts are the areas'": {
        "indicators": [count("closed"), count("met"), count("left")],
        "areas": TWO,
        "policy": {"threshold": 6, "relations": [
            {"total": part("closed"), "parts": [part("met"), part("left")]}]},
        "rows": [row("closed", 80), row("met", 20, area="east"), row("met", 26, area="west"),
                 row("left", 30, area="east"), row("left", 4, area="west")],
    },
    "of two equal counts one is the district's": {
        "indicators": [count("a"), count("b")],
        "areas": TWO,
        "policy": {"threshold": 6, "relations": [{"same": [part("a"), part("b")]}]},
        "rows": [row("a", 41), row("b", 37, area="east"), row("b", 4, area="west")],
    },
    "a total within a total is not given": {
        "indicators": [count("tot"), count("x"), count("mid"), count("y"), count("z")],
        "policy": {"threshold": 6, "relations": [
            {"total": part("tot"), "parts": [part("x"), part("mid")]},
            {"total": part("mid"), "parts": [part("y"), part("z")]}]},
        "rows": [row("tot", 60), row("x", 20), row("y", 36), row("z", 4)],
    },
    "what two sums share is not given": {
        "indicators": [count("tot"), count("a"), count("b"), count("c"), count("d")],
        "policy": {"threshold": 6, "relations": [
            {"total": part("tot"), "parts": [part("a"), part("b")]},
            {"total": part("tot"), "parts": [part("c"), part("d")]}]},
        "rows": [row("a", 20), row("b", 40), row("c", 56), row("d", 4)],
    },
}  # fmt: skip


@pytest.fixture(params=CASES)
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    case: Case = dict(CASES[request.param])
    return write(tmp_path / "project", case.pop("indicators"), case.pop("rows"), **case)


def test_a_small_count_is_not_told_by_a_total_that_is_not_given(
    project: Path, tmp_path: Path
) -> None:
    checked = through_the_door(project)
    assert len(hidden_cells(checked)) == 2
    assert audited(checked, project, tmp_path / "downloads").failures == ()


def test_the_audit_makes_such_totals_by_itself(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ties, "absent_totals", lambda *_: {})
    checked = through_the_door(project)
    assert len(hidden_cells(checked)) == 1
    (failure, *_) = audited(checked, project, tmp_path / "downloads").failures
    assert "can be worked out exactly" in str(failure)


WITH_SEND = {"id": "send", "name": "SEND", "exhaustive": False,
             "categories": [{"id": "with-send", "name": "With SEND"}]}  # fmt: skip


def test_those_who_are_left_out_of_a_category_are_not_told_by_it(tmp_path: Path) -> None:
    rows = [row("k", 41), row("k", 38, group="send/with-send")]
    project = write(tmp_path / "project", [count("k", breakdowns=["send"])], rows,
                    breakdowns=[WITH_SEND])  # fmt: skip
    checked = through_the_door(project)
    assert hidden_cells(checked) == {"k with-send"}
    assert audited(checked, project, tmp_path / "downloads").failures == ()


@pytest.mark.parametrize(
    "relation",
    [
        {"within": {"small": part("finished"), "big": part("began")}},
        {"together": [part("finished")], "at_most": part("began")},
    ],
)
def test_those_who_are_left_out_of_a_part_are_not_told_by_it(
    relation: dict[str, Any], tmp_path: Path
) -> None:
    """Three began a course and did not finish it."""
    project = write(tmp_path / "project", [count("began"), count("finished")],
                    [row("began", 52), row("finished", 49)],
                    policy={"threshold": 6, "relations": [relation]})  # fmt: skip
    checked = through_the_door(project)
    assert len(hidden_cells(checked)) == 1
    assert audited(checked, project, tmp_path / "downloads").failures == ()


def test_a_total_that_ties_nothing_hides_nothing(tmp_path: Path) -> None:
    """Localities whose sum nobody gives in any form: the small one is hidden alone."""
    rows = [row("k", 20, area="east"), row("k", 4, area="west")]
    project = write(tmp_path / "project", [count("k")], rows, areas=TWO)
    checked = through_the_door(project)
    assert hidden_cells(checked) == {"k west"}
    assert audited(checked, project, tmp_path / "downloads").failures == ()


# Random cubes with gaps

Place = tuple[str, str, str]
"""Period, area and age (`all` for the total)."""


def truth(chance: random.Random) -> dict[Place, int]:
    """Every cell of a cube of two quarters and their year to date, with all its totals."""
    finest = {
        (quarter, area, age): chance.choice((0, 1, 2, 4, 9, 30, 80))
        for quarter in QUARTERS[:2]
        for area in ("e1", "e2", "w1", "w2")
        for age in AGES
    }
    found: dict[Place, int] = {}
    for (quarter, area, age), number in finest.items():
        whole = "east" if area in LEVELS["east"] else "west"
        for place in product((quarter, "2019-20 YTD Q2"), (area, whole, "district"), (age, "all")):
            found[place] = found.get(place, 0) + number
    return found


def facts_of(cube: Mapping[Place, int]) -> Facts:
    def sums() -> Iterator[tuple[Place, list[Place]]]:
        for period, area, age in cube:
            if LEVELS[area]:
                yield (period, area, age), [(period, below, age) for below in LEVELS[area]]
            if age == "all":
                yield (period, area, age), [(period, area, one) for one in AGES]
            if "YTD" in period:
                yield (period, area, age), [(quarter, area, age) for quarter in QUARTERS[:2]]

    return Facts(sums=[(total, list(parts)) for total, parts in sums()])


@pytest.mark.parametrize("seed", range(12))
def test_no_random_cube_with_gaps_gives_a_hidden_count_away(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    cube = truth(chance)
    # Everything but the finest cells of the quarters may be missing.
    given = [
        place for place in cube
        if (place[1] in ("e1", "e2", "w1", "w2") and place[2] != "all" and "YTD" not in place[0])
        or chance.random() < 0.4
    ]  # fmt: skip
    rows = [
        row("k", cube[period, area, age], period=period, area=area,
            group="" if age == "all" else f"age/{age}")
        for period, area, age in given
    ]  # fmt: skip
    breakdowns = [exhaustive("age", *AGES)]
    indicator = count("k", breakdowns=["age"])
    project = write(tmp_path / "project", [indicator], rows, areas=LEVELS, breakdowns=breakdowns)
    checked = through_the_door(project)
    assert audited(checked, project, tmp_path / "downloads").failures == ()
    hidden = {
        (line.key.period.name, line.key.area, line.key.category)
        for line in checked.protected.hidden
    }
    assert hidden
    shown: dict[Name, int] = {place: cube[place] for place in given if place not in hidden}
    unprinted = frozenset(cube.keys() - set(given))
    attack = Attack(Published(shown, frozenset(hidden), unprinted, facts_of(cube)))
    for knows in (None, *(place for place in sorted(hidden) if cube[place] == 1)):
        extra = () if knows is None else (Row({knows: 1}, 1, 1),)
        for place in sorted(hidden):
            wide = 5 if 1 <= cube[place] < 6 else 1
            if place != knows and attack.width({place: 1}, wide, extra) < wide:
                # Whoever is the only one of a larger group knows the part that they are.
                assert knows is not None, place
                assert cube[place] == 1, (place, knows)


def test_the_random_cubes_are_given_away_where_absent_totals_are_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ties, "absent_totals", lambda *_: {})
    kept = [kind for kind in audit_rows.DERIVATIONS if kind is not unprinted_sums]
    monkeypatch.setattr(audit_rows, "DERIVATIONS", kept)
    broken = 0
    for seed in range(12):
        folder = tmp_path / str(seed)
        folder.mkdir()
        try:
            test_no_random_cube_with_gaps_gives_a_hidden_count_away(seed, folder)
        except (AssertionError, DisclosureError):
            broken += 1
    assert broken
