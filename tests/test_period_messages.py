"""What a message about a period repeats: never a number that may be a count."""

import pytest

from scorecard.periods import PeriodError, parse_period


@pytest.mark.parametrize(
    "text",
    ["2045 children", "approx41", "41", "children 2045-46", "2020-21 41", "2020 7"],
)
def test_a_number_that_may_be_a_count_is_never_repeated(text: str) -> None:
    with pytest.raises(PeriodError) as caught:
        parse_period(text)
    assert str(caught.value.message) == "this is not a period"


@pytest.mark.parametrize("text", ["Dez 2020", "sometime", "yeer 2020-21"])
def test_what_holds_no_number_but_that_of_a_year_is_repeated(text: str) -> None:
    with pytest.raises(PeriodError) as caught:
        parse_period(text)
    assert caught.value.message == f"{text!r} is not a period"
