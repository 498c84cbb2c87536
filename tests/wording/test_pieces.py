"""Units, days and small pieces of sentences."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from scorecard.wording.figures import (
    counted,
    listed,
    uncapitalised,
    when_words,
    with_separators,
    with_unit,
)
from tests.projects import (
    COUNT,
    INDICATOR,
    RATE,
    framework_of,
    period,
)

DONE = "id: on-time\ntitle: Psychologist in post\nmeasure: milestone\n"


@pytest.mark.parametrize(
    ("indicator", "value", "words"),
    [
        (INDICATOR, "17.9", "17.9%"),
        (RATE.replace("1000", "10000"), "31.4", "31.4 per 10,000"),
        (INDICATOR.replace("percentage", "money"), "-1200", "−£1,200"),
        (INDICATOR.replace("percentage", "gap"), "1", "1 percentage point"),
        (INDICATOR.replace("percentage", "gap"), "-1.5", "−1.5 percentage points"),
        (INDICATOR.replace("percentage", "gap"), "1.0", "1.0 percentage points"),
        (COUNT + "unit: families\n", "1", "1 family"),
        (COUNT + "unit: working days\n", "1", "1 working day"),
        (COUNT + "unit: kinds of service\n", "1", "1 kind of service"),
        (COUNT + "unit: days from contact\n", "1", "1 day from contact"),
        (COUNT + "unit: days\n", "1.0", "1.0 days"),
        (COUNT + "unit: classes for parents\n", "1", "1 class for parents"),
        (COUNT + "unit: boxes\n", "1", "1 box"),
        (COUNT, "1234567", "1,234,567"),
        (DONE, "1.0", "done"),
        (DONE, "0.5", "under way"),
        (DONE, "0.0", "not started"),
    ],
)
def test_a_value_with_its_unit(tmp_path: Path, indicator: str, value: str, words: str) -> None:
    assert with_unit(framework_of(tmp_path, indicator).indicators[0], Decimal(value)) == words


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2020-21 Q3", "in October to December 2020"),
        ("2016-03-31", "on 31 March 2016"),
        ("12m to Dec 2020", "in the 12 months to December 2020"),
        ("AY 2019-20 autumn", "in the autumn term 2019-20"),
        ("Dec 2020", "in December 2020"),
    ],
)
def test_when_in_a_sentence(when: str, words: str) -> None:
    assert when_words(period(when)) == words


def test_a_name_in_capitals_keeps_them_within_a_sentence() -> None:
    assert uncapitalised("SEND status") == "SEND status"
    assert uncapitalised("Age group") == "age group"


def test_small_pieces_of_a_sentence() -> None:
    assert counted(1, "measure") == "1 measure"
    assert counted(1200, "measure") == "1,200 measures"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert listed([]) == ""
    assert with_separators(Decimal("-1234.5")) == "−1,234.5"
