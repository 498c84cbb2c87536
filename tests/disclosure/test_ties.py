"""Each definition yields the rows that a reader knows, and says which figures are sensitive."""

from __future__ import annotations

from typing import Any

import pytest

from tests.disclosure.small import cell, framework, model, name, rows, sensitive

SHARE = {"id": "a", "measure": "percentage"}


def test_areas_add_up_to_the_whole() -> None:
    found = model(
        framework({"id": "a"}),
        cell("a", 30),
        cell("a", 10, area="east"),
        cell("a", 20, area="west"),
    )
    assert rows(found) == {"- a numerator + a east numerator + a west numerator = 0"}


def test_the_areas_that_are_not_given_are_what_the_whole_has_left() -> None:
    found = model(framework({"id": "a"}), cell("a", 30), cell("a", 26, area="east"))
    assert rows(found) == {"- a numerator + a east numerator + a rest of district numerator = 0"}
    rest = next(v for v in found.variables if "rest" in str(v.key))
    assert (rest.value, rest.printed, rest.sensitive) == (4, False, True)


def test_categories_that_cover_everybody_add_up() -> None:
    found = model(
        framework({"id": "a"}),
        cell("a", 30), cell("a", 10, category="younger"), cell("a", 20, category="older"),
    )  # fmt: skip
    assert rows(found) == {"- a numerator + a older numerator + a younger numerator = 0"}


def test_those_who_are_not_in_a_category_are_a_count_too() -> None:
    found = model(framework({"id": "a"}), cell("a", 30), cell("a", 27, category="with-send"))
    assert sensitive(found) == {"a others than with-send numerator"}
    assert rows(found) == {
        "- a numerator + a others than with-send numerator + a with-send numerator = 0"
    }


def test_categories_add_up_over_areas_too() -> None:
    found = model(
        framework({"id": "a"}),
        cell("a", 30, category="older"),
        cell("a", 10, area="east", category="older"),
        cell("a", 20, area="west", category="older"),
    )
    older = "- a older numerator + a east older numerator + a west older numerator = 0"
    assert older in rows(found)


def test_totals_that_no_cell_gives_tie_what_adds_up_to_them() -> None:
    found = model(
        framework({"id": "a"}),
        cell("a", 20, category="younger"),
        cell("a", 13, category="older"),
        cell("a", 15, area="east"),
        cell("a", 18, area="west"),
    )
    assert rows(found) == {
        "- a numerator + a east numerator + a west numerator = 0",
        "- a numerator + a older numerator + a younger numerator = 0",
    }
    assert [v.value for v in found.variables if name(v.key) == "a numerator"] == [33]


def test_a_total_that_no_cell_gives_and_one_sum_makes_ties_nothing() -> None:
    found = model(framework({"id": "a"}), cell("a", 15, area="east"), cell("a", 4, area="west"))
    assert rows(found) == set()
    assert len(found.variables) == 2


def test_the_remainder_of_a_percentage_is_a_figure_of_its_own() -> None:
    found = model(framework(SHARE), cell("a", 30, 40))
    assert rows(found) == {"- a denominator + a numerator + a remainder = 0"}


def test_a_rates_numerator_is_at_most_its_population() -> None:
    found = model(framework({"id": "a", "measure": "rate", "per": 1000}), cell("a", 30, 4000))
    assert rows(found) == {"- a denominator + a numerator + a remainder = 0"}


@pytest.mark.parametrize("measure", ["mean", "ratio"])
def test_days_and_cases_are_not_tied(measure: str) -> None:
    assert rows(model(framework({"id": "a", "measure": measure}), cell("a", 300, 40))) == set()


QUARTERS = ("2019-20 Q1", "2019-20 Q2", "2019-20 Q3", "2019-20 Q4")


def year(flow: str, quarters: tuple[str, ...] = QUARTERS, **fields: Any) -> set[str]:
    cells = [cell("a", 10, period=quarter) for quarter in quarters]
    indicator = {"id": "a", "flow": flow, **fields}
    return rows(model(framework(indicator), cell("a", 40, period="2019-20"), *cells))


def test_quarters_of_a_sum_add_up_to_the_year() -> None:
    parts = " ".join(f"+ a {quarter} numerator" for quarter in QUARTERS)
    assert year("sum") == {f"- a 2019-20 numerator {parts} = 0"}


def test_the_quarters_that_are_not_given_are_what_the_year_has_left() -> None:
    rest = "2019-07-01 to 2020-03-31"
    assert year("sum", QUARTERS[:1]) == {
        f"- a 2019-20 numerator + a {rest} numerator + a 2019-20 Q1 numerator = 0"
    }


def test_quarters_of_a_distinct_count_limit_the_year() -> None:
    each = {f"- a 2019-20 numerator + a {quarter} numerator <= 0" for quarter in QUARTERS}
    parts = " ".join(f"- a {quarter} numerator" for quarter in QUARTERS)
    assert year("distinct") == {*each, f"{parts} + a 2019-20 numerator <= 0"}


def test_snapshots_do_not_add_up_over_time() -> None:
    assert year("snapshot") == set()


def test_a_year_to_date_is_the_sum_of_its_quarters() -> None:
    found = model(
        framework({"id": "a"}),
        cell("a", 20, period="2019-20 YTD Q2"),
        cell("a", 10, period="2019-20 Q1"),
        cell("a", 10, period="2019-20 Q2"),
    )
    assert rows(found) == {
        "- a 2019-20 YTD Q2 numerator + a 2019-20 Q1 numerator + a 2019-20 Q2 numerator = 0"
    }


def test_a_rates_population_is_not_added_up_over_quarters() -> None:
    indicator = {"id": "a", "measure": "rate", "per": 1000}
    cells = [cell("a", 10, 4000, period=quarter) for quarter in QUARTERS]
    found = rows(model(framework(indicator), cell("a", 40, 4000, period="2019-20"), *cells))
    assert len(found) == 6
    assert not any(row.count("denominator") > 1 for row in found)


def test_rolling_sums_add_up_to_their_quarters() -> None:
    indicator = {"id": "a", "flow": "rolling"}
    quarters = [cell("a", 10, period=quarter) for quarter in QUARTERS]
    found = rows(model(framework(indicator), cell("a", 40, period="12m to Mar 2020"), *quarters))
    parts = " ".join(f"+ a {quarter} numerator" for quarter in QUARTERS)
    assert found == {f"- a 12m to Mar 2020 numerator {parts} = 0"}


def test_what_arrived_hidden_may_be_worked_out_and_leave_a_small_rest() -> None:
    """The ages of the east add up to 27, which leave 3 for the west."""
    found = model(
        framework({"id": "a"}),
        cell("a", 30),
        cell("a", None, area="east", symbols=("c",)),
        cell("a", 20, area="east", category="younger"),
        cell("a", 7, area="east", category="older"),
    )
    assert sensitive(found) == {"a east numerator", "a rest of district numerator"}
    rest = [v for v in found.variables if name(v.key) == "a rest of district numerator"]
    assert [v.value for v in rest] == [3]


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [
        (1, 100, {"a numerator"}),
        (5, 100, {"a numerator"}),
        (6, 100, set()),
        (0, 100, set()),
        (95, 100, {"a remainder"}),
        (94, 100, set()),
        (100, 100, set()),
        (3, 5, {"a numerator", "a denominator", "a remainder"}),
        (0, 5, {"a denominator", "a remainder"}),
    ],
)
def test_counts_from_one_to_one_below_the_threshold_are_sensitive(
    numerator: int, denominator: int, expected: set[str]
) -> None:
    assert sensitive(model(framework(SHARE), cell("a", numerator, denominator))) == expected


@pytest.mark.parametrize(
    ("numerator", "expected"), [(0, {"a numerator"}), (100, {"a remainder"}), (50, set())]
)
def test_all_and_none_are_sensitive_where_they_tell_something_of_each(
    numerator: int, expected: set[str]
) -> None:
    chosen = framework({**SHARE, "all_or_none": "sensitive"})
    assert sensitive(model(chosen, cell("a", numerator, 100))) == expected


@pytest.mark.parametrize("counts", ["activities", "money"])
def test_meetings_and_money_are_never_sensitive(counts: str) -> None:
    assert sensitive(model(framework({**SHARE, "counts": counts}), cell("a", 1, 3))) == set()


@pytest.mark.parametrize("counts", ["people", "families", "events"])
def test_people_families_and_events_are_sensitive(counts: str) -> None:
    assert sensitive(model(framework({"id": "a", "counts": counts}), cell("a", 2))) != set()


def test_a_remainder_may_be_declared_harmless() -> None:
    chosen = framework({**SHARE, "remainder": {"not_sensitive": "Staff who are not yet trained."}})
    assert sensitive(model(chosen, cell("a", 198, 200))) == set()
    assert sensitive(model(chosen, cell("a", 2, 200))) == {"a numerator"}


def test_of_a_mean_the_cases_are_sensitive_and_not_the_days() -> None:
    chosen = framework({"id": "a", "measure": "mean"})
    assert sensitive(model(chosen, cell("a", "3.5", 40))) == set()
    assert sensitive(model(chosen, cell("a", "120.5", 4))) == {"a denominator"}


def test_an_indicator_may_have_a_threshold_of_its_own() -> None:
    chosen = framework({"id": "a"}, {"id": "b"}, overrides={"a": {"threshold": 10}})
    found = model(chosen, cell("a", 9), cell("b", 9))
    assert sensitive(found) == {"a numerator"}
    assert [v.threshold for v in found.variables] == [10, 6]


def test_a_figure_that_arrived_hidden_has_all_parts_of_its_kind_and_no_value() -> None:
    found = model(framework(SHARE), cell("a", None, symbols=("c",)))
    assert [(v.value, v.sensitive) for v in found.variables] == [(None, True)] * 3
    assert [v.must_hide for v in found.variables] == [True, True, False]


def test_where_parts_are_not_held_nothing_is_known() -> None:
    chosen = framework({**SHARE, "parts": "not_held"})
    found = model(
        chosen, cell("a", None, value="3.1"), cell("a", None, area="east", symbols=("c",))
    )
    assert found.variables == ()


def test_comparators_are_left_out() -> None:
    assert model(framework(SHARE), cell("a", 2, 3, area="england")).variables == ()
