"""The cases that the method page works through: safe, and with the fewest figures hidden."""

from __future__ import annotations

import pytest

from scorecard.disclosure.model import Key, Model, Pattern, Relation, Variable
from scorecard.disclosure.primary import Rule, mark
from scorecard.disclosure.relations import distinct_over, remainder_of, total_of
from scorecard.disclosure.secondary import choose
from tests.attack.attacker import Facts
from tests.attack.worlds import World, breaches


def protected(
    threshold: int,
    counts: dict[Key, int],
    sums: list[tuple[Key, list[Key]]] | None = None,
    parts: list[tuple[Key, Key]] | None = None,
    distinct: list[tuple[Key, list[Key]]] | None = None,
) -> Pattern:
    """The chosen pattern, once an attacker that shares no code has found nothing to break."""
    world = World(threshold, counts=dict(counts))
    world.facts = Facts(sums=sums or [], parts=parts or [], distinct=distinct or [])
    rule = Rule(threshold)
    variables = [Variable(key, value) for key, value in counts.items()]
    relations: list[Relation] = [total_of(total, some) for total, some in sums or []]
    for numerator, denominator in parts or []:
        rest = ("rest of", numerator)
        variables.append(Variable(rest, counts[denominator] - counts[numerator], printed=False))
        relations.append(remainder_of(denominator, numerator, rest))
    for year, quarters in distinct or []:
        relations += distinct_over(year, quarters)
    rules = {variable.key: rule for variable in variables}
    pattern = choose(Model(mark(variables, rules), tuple(relations)), threshold)
    assert breaches(world, pattern, solve=True) == []
    return pattern


def test_ages_of_children_affected_by_domestic_abuse() -> None:
    ages: dict[Key, int] = {"0-4": 139, "5-9": 70, "10-14": 78, "15-16": 36, "17": 9}
    pattern = protected(10, {"all": 332, **ages}, sums=[("all", list(ages))])
    assert len(pattern.hidden) == 2
    assert "17" in pattern.hidden


@pytest.mark.parametrize(("threshold", "fewest"), [(5, 2), (6, 3), (10, 3)])
def test_families_whose_needs_were_met(threshold: int, fewest: int) -> None:
    reasons: dict[Key, int] = {"moved": 41, "refused": 19, "care": 3, "other": 3, "rest": 51}
    counts: dict[Key, int] = {
        "families": 833,
        "met": 596,
        "stepped": 120,
        "left": 117,
        "assessed": 88,
        **reasons,
    }
    pattern = protected(
        threshold,
        counts,
        sums=[("families", ["met", "stepped", "left"]), ("left", list(reasons))],
        parts=[("assessed", "stepped")],
    )
    assert len(pattern.hidden) == fewest
    assert {"care", "other"} <= pattern.hidden


def test_one_small_cell_in_a_two_way_table_takes_three_more() -> None:
    inner: dict[Key, int] = {("north", "boys"): 4, ("north", "girls"): 30, ("south", "boys"): 40}
    inner[("south", "girls")] = 25
    counts: dict[Key, int] = {
        **inner,
        ("north", "all"): 34,
        ("south", "all"): 65,
        ("all", "boys"): 44,
        ("all", "girls"): 55,
        ("all", "all"): 99,
    }
    sums: list[tuple[Key, list[Key]]] = [
        ((area, "all"), [(area, "boys"), (area, "girls")]) for area in ("north", "south", "all")
    ]
    sums += [(("all", sex), [("north", sex), ("south", sex)]) for sex in ("boys", "girls", "all")]
    assert len(protected(6, counts, sums=sums).hidden) == 4


def test_a_year_and_its_quarters_take_one_more() -> None:
    counts: dict[Key, int] = {"q1": 12, "q2": 9, "q3": 2, "q4": 15, "year": 38}
    pattern = protected(6, counts, sums=[("year", ["q1", "q2", "q3", "q4"])])
    assert len(pattern.hidden) == 2


def test_a_distinct_year_leaves_its_small_quarter_alone_when_the_bounds_are_wide() -> None:
    counts: dict[Key, int] = {"q1": 12, "q2": 9, "q3": 2, "q4": 15, "year": 20}
    pattern = protected(6, counts, distinct=[("year", ["q1", "q2", "q3", "q4"])])
    assert pattern.hidden == {"q3"}


def test_a_rolling_year_over_its_quarters() -> None:
    quarters: dict[Key, int] = {"q1": 12, "q2": 9, "q3": 2, "q4": 15, "q5": 11}
    counts: dict[Key, int] = {**quarters, "r4": 38, "r5": 37}
    pattern = protected(
        6, counts, sums=[("r4", ["q1", "q2", "q3", "q4"]), ("r5", ["q2", "q3", "q4", "q5"])]
    )
    assert len(pattern.hidden) == 2


def test_three_closure_reasons_that_add_up() -> None:
    counts: dict[Key, int] = {"closed": 60, "met": 41, "disengaged": 15, "other": 4}
    pattern = protected(6, counts, sums=[("closed", ["met", "disengaged", "other"])])
    assert len(pattern.hidden) == 2


def test_two_indicators_on_one_denominator() -> None:
    counts: dict[Key, int] = {"all": 120, "seen": 3, "helped": 80}
    pattern = protected(6, counts, parts=[("seen", "all"), ("helped", "all")])
    assert pattern.hidden == {"seen"}


def test_a_locality_of_eight_where_six_passed() -> None:
    counts: dict[Key, int] = {"eight": 8, "six": 6}
    assert len(protected(6, counts, parts=[("six", "eight")]).hidden) == 1


def test_118_of_120_with_101_of_the_118() -> None:
    counts: dict[Key, int] = {"120": 120, "118": 118, "101": 101}
    pattern = protected(6, counts, parts=[("118", "120"), ("101", "118")])
    assert pattern.hidden == {"120"}
