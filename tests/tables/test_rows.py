from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.tables.conftest import Read

START = "data/a.csv:2: "


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            "famlies,2020-21 Q3,,,,4711,,,,",
            "indicator: there is no indicator 'famlies'; did you mean families?",
        ),
        (
            "Re-referrals to early help,2020-21 Q3,,,,4711,,,,",
            "indicator: there is no indicator 'Re-referrals to early help'; write its id: re-ref",
        ),
        (",2020-21 Q3,,,,4711,,,,", "indicator: the indicator is empty; write the indicator's id"),
        ("4711,2020-21 Q3,,,,3,,,,", "indicator: there is no indicator; use one of: "),
        ("families,2020-21 Q3,approx4711,,,3,,,,", "area: there is no area; use one of: "),
        ("families,2020-21 Q3,east4711,,,3,,,,", "area: there is no area; did you mean east?"),
        ("families,approx4711,,,,3,,,,", "period: this is not a period; "),
        ("families,4711 children,,,,3,,,,", "period: this is not a period; "),
        (
            "families,2020-21 Q3,eastt,,,4711,,,,",
            "area: there is no area 'eastt'; did you mean east?",
        ),
        (
            "families,2020-21 Q3,East Locality,,,4711,,,,",
            "area: there is no area 'East Locality'; write its id: east",
        ),
        (
            "families,2020-21 Q3,,agee,age-0-to-4,4711,,,,",
            "breakdown: there is no breakdown 'agee'; did you mean age?",
        ),
        (
            "families,2020-21 Q3,,,age-0-to-4,4711,,,,",
            "breakdown: a category needs its breakdown; name the breakdown too",
        ),
        (
            "families,2020-21 Q3,,age,,4711,,,,",
            "category: a breakdown needs its category; ",
        ),
        (
            "families,2020-21 Q3,,age,age-0-4,4711,,,,",
            "category: there is no category 'age-0-4'; did you mean age-0-to-4?",
        ),
        (
            "children,2020-21 Q3,,age,age-0-to-4,4711,,,,",
            "breakdown: children is not broken down by age; add `age` to the indicator's",
        ),
        ("families,,,,,4711,,,,", "period: the period is empty; "),
        ("families,2020-21 Q7,,,,4711,,,,", "period: a year has the quarters Q1 to Q4; "),
        ("families,Q3 2020,,,,4711,,,,", "period: Q3 2020 could be a quarter of the calendar"),
        ("waiting,2011-12,,,,4711,,,,", "period: 2011-12 could be December 2011 or "),
        ("level,2020-21 YTD Q3,,,,,,3,,", "period: a snapshot has no year to date; "),
    ],
)
def test_a_name_or_period_that_cannot_be_meant_is_a_problem_with_a_suggestion(
    read: Read, row: str, expected: str
) -> None:
    [only] = read(row).errors
    assert only.startswith(START + expected)
    assert "4711" not in only


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("families,Dec 2020,,,,3,,,,", "period: shorter than the indicator's frequency"),
        ("families,2020-12-31,,,,3,,,,", "period: a single day in an indicator whose flow is sum"),
        ("level,2020-21,,,,,,3,,", "period: does not fit a quarterly indicator whose flow is s"),
        ("children,2020-21 Q3,england,,,,,3,,", "area: england is not a comparator of children"),
        ("families,2020-21 Q3,,,,3,,,r,", "note: a revised figure needs its reason"),
    ],
)
def test_what_is_only_doubtful_is_a_warning(read: Read, row: str, expected: str) -> None:
    result = read(row)
    assert result.only.startswith(START + expected)
    assert not result.errors
    assert len(result.tables.cells) == 1


@pytest.mark.parametrize(
    "row",
    [
        "families,2020-21,,,,3,,,,",
        "children,2020-21 YTD Q3,,,,3,,,,",
        "waiting,2016-03-31,,,,3,,,,",
        "gap,2020,,,,,,-3.5,,",
        "re-referrals,2020/21 Q3,england,,,,,21.4,,",
        "families,2020-21 Q3,,all,all,3,,,,",
        "survey,2020-21,,,,,,61.5,,from an annual survey",
        "saved,2020-21 Q3,,,,-12.50,,,,",
        "days,2020-21 Q3,,,,402.5,12,,p r,corrected dates",
        "delivered,2020-21 Q3,,,,14,12,,,",
        "families,2020-21 Q3,,,,,,,low,",
        "families,2020-21 Q3,,,,0,,,low,",
        "families,2020-21 Q3,,,,,,,[c],",
        'families,2020-21 Q3,,,,,,,"x, p",',
        "story,2020-21 Q3,,,,,,,,",
    ],
)
def test_what_a_partnership_may_rightly_write_is_no_problem(read: Read, row: str) -> None:
    result = read(row)
    assert not result.lines
    assert len(result.tables.cells) == 1


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("<5", "holds a range, not a number", "put `c` in `status`"),
        ('"1,234"', "has a thousands separator", "write the digits alone"),
        ("1 234", "has a thousands separator", "write the digits alone"),
        ("12%", "is written or formatted as a percentage", "without the sign"),
        ("n/a", "holds a mark for a missing figure, not a number", "put `x` (not av"),
        ("-", "holds a mark for a missing figure, not a number", "`z` (not applicable)"),
        ("c", "holds a symbol, not a number", "put `c` in `status`"),
        ("[x]", "holds a symbol, not a number", "put `x` in `status`"),
        ("NaN", "is not a finite number", "leave the number empty"),
        ("-inf", "is not a finite number", "leave the number empty"),
        ("£12", "has a currency sign", "write the number alone"),
        ("1.2E+05", "is written with an exponent", "write all its digits"),
        ('"12,5"', "has a comma where the decimal point goes", "write a point"),
        ("2020-10-05", "is a date, not a number", "type it again"),
        ("#DIV/0!", "holds a formula's error, not a number", "mend the formula"),
        ("twelve", "is not a number", "write digits only"),
        ("9" * 16, "has too many digits to be a figure", "write at most 15 of them"),
        ("0." + "9" * 400, "has too many digits to be a figure", "write at most 15 of them"),
        ("１２", "is not a number", "write digits only"),
    ],
)
@pytest.mark.parametrize("column", ["numerator", "denominator", "value"])
def test_what_is_not_a_number_says_how_to_write_it(
    read: Read, text: str, message: str, hint: str, column: str
) -> None:
    figures = ",".join(text if column == c else "" for c in ("numerator", "denominator", "value"))
    only = read(f"families,2020-21 Q3,,,,{figures},,").only
    assert only.startswith(f"{START}{column}: {message}; ")
    assert hint in only
    assert "12" not in only.replace("12345", "").replace("12.5", "")


@pytest.mark.parametrize("status", ["c47", "low47", "p 47", "47", "supressed47"])
def test_a_status_word_with_a_number_in_it_is_not_repeated(read: Read, status: str) -> None:
    only = read(f"families,2020-21 Q3,,,,3,,,{status},").only
    assert only.startswith(f"{START}status: the status word is not known; ")
    assert "47" not in only


@pytest.mark.parametrize(
    ("status", "hint"),
    [
        ("C", "write it in small letters: c"),
        ("Low", "write it in small letters: low"),
        ("lwo", "did you mean low?"),
        ("provisional", "did you mean p?"),
        ("not available", "did you mean x?"),
        ("q", "use one of: b, c, low, p, r, u, x, z"),
    ],
)
def test_an_invalid_status_word_is_a_problem_with_a_suggestion(
    read: Read, status: str, hint: str
) -> None:
    only = read(f"families,2020-21 Q3,,,,4711,,,{status},").only
    assert only == f"{START}status: the status word {status!r} is not known; {hint}"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("4711,,,c", "status: the row is marked `c` and yet gives a figure; remove the figures"),
        (",4711,,x", "status: the row is marked `x` and yet gives a figure; remove the figures"),
        (",,4711,z", "status: the row is marked `z` and yet gives a figure; remove the figures"),
        (",,,p", "status: the row is marked `p` and gives no figure; give the figure, or mark"),
        (",,,c x", "status: gives two reasons for having no figure; keep one of them"),
        (",,,", "numerator: the row gives neither a numerator nor a value, and no status; "),
        (
            "3,4711,,",
            "denominator: a count has no denominator; leave it empty, or write `measure: p",
        ),
        (
            ",4711,,",
            "denominator: a count has no denominator; leave it empty, or write `measure: p",
        ),
    ],
)
def test_a_status_and_its_figures_must_fit(read: Read, row: str, expected: str) -> None:
    only = read(f"families,2020-21 Q3,,,,{row},").only
    assert only.startswith(START + expected)
    assert "4711" not in only


@pytest.mark.parametrize(
    ("name", "figures", "expected"),
    [
        ("saved", ",4711,", "numerator: there is a denominator without a numerator; give the num"),
        ("re-referrals", "4712,4711,", "numerator: is above the denominator of its percentage; "),
        ("re-referrals", "4711,,", "denominator: a percentage needs its denominator; "),
        ("re-referrals", ",4711,", "numerator: a percentage needs its numerator; "),
        (
            "re-referrals",
            ",,47.11",
            "numerator: a percentage needs its numerator and denominator, ",
        ),
        ("re-referrals", "0,0,", "denominator: is zero; where nobody was counted"),
        ("re-referrals", "-4711,4711,", "numerator: is below zero, which a number of people "),
        ("re-referrals", "3.5,4711,", "numerator: is not a whole number of people; "),
        ("re-referrals", "3,4711.5,", "denominator: is not a whole number of people; "),
        ("re-referrals", "28,40,71", "value: does not agree with its numerator and denominator; "),
        ("survey", ",,9999", "value: is above 100, which a percentage cannot be; "),
        ("survey", ",,-47.11", "value: is below 0, which a percentage cannot be; "),
        ("survey", "4711,,", "denominator: a percentage needs its denominator; "),
        ("families", "4711.5,,", "numerator: is not a whole number of families; "),
        ("families", ",,-4711", "value: is below zero, which a number of families cannot be; "),
        ("families", "4711,,4712", "value: does not agree with its numerator and denominator; "),
        ("in-care", "4711,,", "denominator: a rate needs its denominator; "),
        ("in-care", "4711,0,", "denominator: is zero; "),
        ("in-care", "4711,100000,471.2", "value: does not agree with its numerator and den"),
        ("days", "47.11,3.5,", "denominator: is not a whole number of people; "),
        ("days", ",,47.11", "numerator: a mean needs its numerator and denominator, not only"),
        ("delivered", "4711,,", "denominator: a ratio needs its denominator; "),
        ("gap", ",,-4711", "value: is below -100, which a gap cannot be; "),
        ("gap", "47,48,", "numerator: a gap has no parts; "),
        ("story", ",,4711", "value: a narrative has no figures; "),
        ("level", "4711,0,", "denominator: is zero; "),
    ],
)
def test_a_figure_that_is_impossible_for_its_kind_of_measure_is_a_problem(
    read: Read, name: str, figures: str, expected: str
) -> None:
    period = "2020-21" if name in ("gap", "survey") else "2020-21 Q3"
    only = read(f"{name},{period},,,,{figures},,").only
    assert only.startswith(START + expected)
    for figure in ("4711", "4712", "47.11", "471.2", "9999", "28", "40", "71", "47", "48"):
        assert figure not in only


@pytest.mark.parametrize(
    ("name", "figures"),
    [
        ("re-referrals", "28,40,70"),
        ("re-referrals", "1,3,33.3"),
        ("re-referrals", "1,3,33"),
        ("re-referrals", "1,3,33.3333"),
        ("re-referrals", "1,3,33.3000"),
        ("re-referrals", "13,80,16.3"),  # 16.25, half up
        ("in-care", "47,100000,4.7"),
        ("days", "100,3,33.3"),
        ("families", "12,,12"),
    ],
)
def test_a_value_that_agrees_to_the_printed_rounding_is_not_stored_twice(
    read: Read, name: str, figures: str
) -> None:
    result = read(f"{name},2020-21 Q3,,,,{figures},,")
    assert not result.lines
    assert [cell.value for cell in result.tables.cells.values()] == [None]


def test_a_count_of_ours_given_as_a_value_is_a_numerator_that_the_door_can_protect(
    read: Read,
) -> None:
    [cell] = read("families,2020-21 Q3,,,,,,3,,").tables.cells.values()
    assert (cell.numerator, cell.value) == (Decimal(3), None)


def test_a_comparators_value_needs_no_parts_and_may_be_a_mean_of_its_members(read: Read) -> None:
    result = read(
        "re-referrals,2020-21 Q3,england,,,10.5,50.5,,,", "families,2020,england,,,,,3.5,,"
    )
    assert not result.errors


def test_figures_keep_the_digits_that_were_typed(read: Read) -> None:
    [cell] = read("saved,2020-21 Q3,,,,0.10000000000000000000001,,,,").tables.cells.values()
    assert str(cell.numerator) == "0.10000000000000000000001"


def test_all_faults_of_all_files_come_in_one_run(read: Read) -> None:
    result = read(
        "familes,2020-21 Q3,nowhere,,,<5,,,,",
        "families,2020-21 Q3,,,,<5,,12%,Q,",
        "families,2020-21 Q3,,,,4711,,,,",
    )
    starts = [line.split(" ")[0] + line.split(" ")[1] for line in result.lines]
    assert starts == [
        "data/a.csv:2:area:",
        "data/a.csv:2:indicator:",
        "data/a.csv:3:numerator:",
        "data/a.csv:3:status:",
        "data/a.csv:3:value:",
        "data/a.csv:4:the",
    ]


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("families,Q3 2020/21,district,all,all,4711,,,,", "says the same again as"),
        ("families,2020-21 Q3,,,,4711.0,,,,", "says the same again as"),
        ("families,2020-21 Q3,,,,4712,,,,", "disagrees with"),
        ("families,2020-21 Q3,,,,,,,c,", "disagrees with"),
    ],
)
def test_two_rows_about_one_figure_are_a_problem_that_names_both(
    read: Read, second: str, expected: str
) -> None:
    only = read("families,2020-21 Q3,,,,4711,,,,", second).only
    assert only.startswith(f"data/a.csv:3: the row {expected} the one at data/a.csv:2; ")
    assert "471" not in only
