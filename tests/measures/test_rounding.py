"""Figures are rounded once, half up, exactly as a person with a pocket calculator would."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.measures.rounding import float_half_up, plain, round_half_up


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [
        (Decimal("16.25"), 1, "16.3"),
        (Decimal("2.25"), 1, "2.3"),
        (Decimal("28.75"), 1, "28.8"),
        (Fraction(115, 4), 1, "28.8"),
        (Decimal("-16.25"), 1, "-16.3"),
        (Decimal("16.2499999999999999999999999999"), 1, "16.2"),
        (Fraction(1, 3), 2, "0.33"),
        (Fraction(2, 3), 2, "0.67"),
        (Fraction(1, 2), 0, "1"),
        (Fraction(-1, 2), 0, "-1"),
        (Fraction(-1, 25), 1, "0.0"),
        (Decimal("9.95"), 1, "10.0"),
        (Decimal("0.05"), 1, "0.1"),
        (40, 1, "40.0"),
        (0, 0, "0"),
        (10**40 + 1, 0, "1" + "0" * 39 + "1"),
        (Decimal("1E+3"), 0, "1000"),
    ],
)
def test_a_half_goes_away_from_zero_and_the_decimals_stay(
    value: Fraction | Decimal | int, decimals: int, rounded: str
) -> None:
    assert plain(round_half_up(value, decimals)) == rounded


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("1E+3"), "1000"),
        (Decimal("1E-7"), "0.0000001"),
        (Decimal("1234567.50"), "1234567.50"),
        (Decimal("-0.0"), "0.0"),
        (Decimal("-0"), "0"),
        (Decimal("-0.1"), "-0.1"),
    ],
)
def test_a_number_is_written_without_exponent_separator_or_minus_zero(
    value: Decimal, written: str
) -> None:
    assert plain(value) == written


def test_what_cannot_be_rounded_exactly_is_refused() -> None:
    with pytest.raises(TypeError, match="binary float"):
        round_half_up(28.75, 1)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="below zero"):
        round_half_up(28, -1)
    with pytest.raises(ValueError, match="finite"):
        round_half_up(Decimal("NaN"), 1)


@given(st.fractions(), st.integers(0, 6))
def test_a_rounded_figure_is_within_half_a_step_and_mirrors_at_zero(
    value: Fraction, decimals: int
) -> None:
    rounded = round_half_up(value, decimals)
    assert abs(Fraction(rounded) - value) <= Fraction(1, 2 * 10**decimals)
    assert round_half_up(-value, decimals) == rounded.copy_negate()
    assert round_half_up(rounded, decimals) == rounded


@given(st.floats(-1e9, 1e9), st.integers(0, 6))
def test_an_end_of_an_interval_is_rounded_by_its_exact_value(value: float, decimals: int) -> None:
    assert float_half_up(value, decimals) == round_half_up(Fraction(value), decimals)


@pytest.mark.parametrize(("value", "decimals"), [(float("inf"), 1), (float("nan"), 1), (1.5, -1)])
def test_an_end_that_is_nowhere_is_refused(value: float, decimals: int) -> None:
    with pytest.raises(ValueError, match=r"rounded|decimals"):
        float_half_up(value, decimals)
