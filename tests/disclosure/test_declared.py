"""What the policy declares of several indicators becomes rows, and counts that others tell."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from scorecard.disclosure.model import Contradiction
from scorecard.disclosure.protect import protect
from scorecard.framework import Framework
from scorecard.published import Status
from scorecard.tables import PrivateCell
from tests.disclosure.small import cell, framework, model, rows, sensitive, tables

MONEY = {"id": "income", "measure": "money", "counts": "money", "parts": "not_held"}


def part(indicator: str, which: str = "numerator") -> dict[str, str]:
    return {"indicator": indicator, "part": which}


def tied(relation: dict[str, Any], **policy: Any) -> Framework:
    return framework({"id": "a"}, {"id": "b"}, {"id": "c"}, relations=[relation], **policy)


@pytest.mark.parametrize(
    ("relation", "expected"),
    [
        (
            {"total": part("a"), "parts": [part("b"), part("c")]},
            {"- a numerator + b numerator + c numerator = 0"},
        ),
        ({"same": [part("a"), part("b")]}, {"- b numerator + a numerator = 0"}),
        (
            {"same": [part("a"), part("b"), part("c")]},
            {"- b numerator + a numerator = 0", "- c numerator + b numerator = 0"},
        ),
        (
            {"within": {"small": part("b"), "big": part("a")}},
            {"- a numerator + a all, others than b numerator + b numerator = 0"},
        ),
        (
            {"together": [part("b"), part("c")], "at_most": part("a")},
            {"- a numerator + a all, others than b, c numerator + b numerator + c numerator = 0"},
        ),
    ],
)
def test_declared_relations_tie_indicators(relation: dict[str, Any], expected: set[str]) -> None:
    assert rows(model(tied(relation), cell("a", 30), cell("b", 10), cell("c", 20))) == expected


@pytest.mark.parametrize(
    ("relation", "expected"),
    [
        (
            {"same": [part("a"), part("b"), part("c")]},
            {"- b numerator + a numerator = 0", "- c numerator + b numerator = 0"},
        ),
        ({"within": {"small": part("b"), "big": part("a")}}, set()),
        (
            {"together": [part("b"), part("c")], "at_most": part("a")},
            {"- a numerator + a all, others than c numerator + c numerator = 0"},
        ),
    ],
)
def test_a_relation_ties_what_is_given_of_it(relation: dict[str, Any], expected: set[str]) -> None:
    assert rows(model(tied(relation), cell("a", 30), cell("c", 20))) == expected


def test_the_reasons_that_are_not_given_are_what_the_total_has_left() -> None:
    found = model(
        tied({"total": part("a"), "parts": [part("b"), part("c")]}), cell("a", 12), cell("b", 10)
    )
    assert rows(found) == {"- a numerator + a all, others than b numerator + b numerator = 0"}
    assert sensitive(found) == {"a all, others than b numerator"}


def priced(each: object = 1500, count: str = "numerator", **fields: Any) -> Framework:
    tariff = {"money": "income", "count": part("a", count), "each": each}
    return framework({"id": "a", **fields}, {**MONEY}, relations=[{"tariff": tariff}])


def shown(chosen: Framework, *cells: PrivateCell) -> dict[str, bool]:
    """Whether the figure of each indicator and area is shown."""
    done = protect(tables(*cells), chosen)
    return {
        f"{key.indicator} {key.area} {key.period.name}": one.status is Status.SHOWN
        for key, one in done.tables.cells.items()
    }


def income(amount: object, **place: Any) -> PrivateCell:
    return cell("income", None, value=str(amount), **place)


def test_an_amount_is_one_number_with_its_count() -> None:
    found = model(priced(), cell("a", 8), income(12000))
    assert rows(found) == {"- a numerator + income numerator = 0"}
    assert {v.value for v in found.variables} == {8}


def test_an_amount_goes_with_its_count_and_stays_with_it() -> None:
    assert set(shown(priced(), cell("a", 3), income(4500)).values()) == {False}
    assert set(shown(priced(), cell("a", 8), income(12000)).values()) == {True}
    assert set(shown(priced(), cell("a", 0), income(0)).values()) == {True}


def test_the_private_log_gives_an_amount_the_reason_of_its_count() -> None:
    done = protect(tables(cell("a", 3), income(4500)), priced())
    assert [line.why for line in done.hidden] == ["small number", "small number"]


def test_an_amount_is_shown_where_it_has_no_tariff() -> None:
    chosen = framework({"id": "a"}, {**MONEY})
    found = shown(chosen, cell("a", 3), income(4500))
    assert list(found.values()) == [False, True]


def test_an_amount_of_money_tells_a_small_count_that_no_cell_gives() -> None:
    assert set(shown(priced(), income(4500)).values()) == {False}
    assert set(shown(priced(), income(12000)).values()) == {True}


def test_a_year_of_money_tells_the_year_of_its_count() -> None:
    """Only the money has a year, which with three quarters would tell the fourth."""
    quarters = {"2019-20 Q1": 3, "2019-20 Q2": 9, "2019-20 Q3": 8, "2019-20 Q4": 7}
    cells = [cell("a", n, period=period) for period, n in quarters.items()]
    found = shown(priced(), *cells, income(27 * 1500, period="2019-20"))
    assert not found["a district 2019-20 Q1"]
    assert list(found.values()).count(False) == 2


def test_an_amount_that_arrived_hidden_hides_its_count() -> None:
    found = shown(priced(), cell("a", 8), cell("income", None, symbols=("c",)))
    assert set(found.values()) == {False}


def test_an_amount_goes_with_a_numerator_of_nought_that_is_hidden() -> None:
    found = shown(priced(measure="percentage"), cell("a", 0, 3), income(0))
    assert set(found.values()) == {False}


def test_a_tariff_may_be_paid_for_a_denominator_and_have_pence() -> None:
    chosen = priced(measure="percentage", each=Decimal("822.5"), count="denominator")
    # The amount is printed in whole pounds.
    assert set(shown(chosen, cell("a", 1, 3), income(2468)).values()) == {False}


def test_an_amount_that_is_not_a_whole_number_of_its_tariff_is_a_contradiction() -> None:
    with pytest.raises(Contradiction, match="whole number of its tariff") as found:
        model(priced(), cell("a", 3), income(4501))
    assert not any(character.isdigit() for character in str(found.value))
