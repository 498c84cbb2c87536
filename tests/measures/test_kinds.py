"""Every kind of measure works its value out from whole parts, and says what can be known of it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scorecard.measures import KINDS, Measure, interval_of


def test_every_kind_of_measure_has_one_file_and_one_name() -> None:
    assert set(KINDS) == set(Measure)
    assert all(kind.name == measure.value for measure, kind in KINDS.items())


@pytest.mark.parametrize(
    ("measure", "numerator", "denominator", "per", "value"),
    [
        ("count", 412, None, 1, 412),
        ("percentage", 13, 80, 100, Fraction("16.25")),
        ("rate", 12, 8000, 10_000, 15),
        ("mean", 840, 14, 1, 60),
        ("money", -1200, None, 1, -1200),
        ("ratio", 44, 40, 100, 110),
        ("score", 3, None, 1, 3),
        ("score", 22, 8, 1, Fraction("2.75")),
        ("gap", -4, None, 1, -4),
        ("milestone", 1, None, 1, 1),
    ],
)
def test_the_value_of_each_kind(
    measure: str, numerator: int, denominator: int | None, per: int, value: Fraction
) -> None:
    below = None if denominator is None else Fraction(denominator)
    assert Measure(measure).kind.value(Fraction(numerator), below, per) == value


@pytest.mark.parametrize("measure", ["percentage", "rate", "mean", "ratio"])
def test_what_is_divided_needs_a_denominator_above_zero(measure: str) -> None:
    kind = Measure(measure).kind
    assert kind.needs_denominator
    with pytest.raises(ValueError, match="denominator above zero"):
        kind.value(Fraction(1), Fraction(0), 1)


def test_a_target_for_a_number_of_things_does_not_hold_for_parts_of_the_area() -> None:
    whole_only = {m.value for m, kind in KINDS.items() if not kind.target_holds_for_parts}
    assert whole_only == {"count", "money", "milestone", "narrative"}


def test_only_shares_rates_and_means_are_too_few_below_the_minimum_denominator() -> None:
    assert {m.value for m, kind in KINDS.items() if kind.minimum_applies} == {
        "percentage",
        "rate",
        "mean",
    }


def test_a_percentage_has_the_wilson_interval_in_percent() -> None:
    found = interval_of("binomial", Fraction(28), Fraction(40), 100)
    assert found is not None
    # E. B. Wilson's interval of 28 of 40, worked out by hand.
    assert (round(found.lower, 1), round(found.upper, 1)) == (54.6, 81.9)


def test_a_count_of_chance_events_has_the_exact_poisson_interval() -> None:
    found = interval_of("poisson", Fraction(4), None, 1)
    assert found is not None
    # Garwood's table: 4 events, 1.09 to 10.24.
    assert (round(found.lower, 2), round(found.upper, 2)) == (1.09, 10.24)


@pytest.mark.parametrize("uncertainty", [None, "none"])
def test_there_is_no_interval_where_none_can_be_had(uncertainty: None) -> None:
    assert interval_of(uncertainty, Fraction(1), Fraction(2), 100) is None
    assert interval_of("binomial", None, Fraction(2), 100) is None
    assert interval_of("binomial", Fraction(0), None, 100) is None
