"""Reporting periods are read as people write them, and never guessed."""

import contextlib
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.periods import (
    Period,
    PeriodError,
    PeriodKind,
    contains,
    covers,
    following,
    independent,
    label,
    parse_period,
    previous,
    quarters_of,
    rolling_quarters,
    same_length,
    short_label,
    slug,
    year_before,
)

CANONICAL = {
    "2020-21": (PeriodKind.FINANCIAL_YEAR, date(2020, 4, 1), date(2021, 3, 31)),
    "2020-21 Q3": (PeriodKind.QUARTER, date(2020, 10, 1), date(2020, 12, 31)),
    "Dec 2020": (PeriodKind.MONTH, date(2020, 12, 1), date(2020, 12, 31)),
    "2020": (PeriodKind.CALENDAR_YEAR, date(2020, 1, 1), date(2020, 12, 31)),
    "AY 2019-20": (PeriodKind.ACADEMIC_YEAR, date(2019, 9, 1), date(2020, 8, 31)),
    "AY 2019-20 autumn": (PeriodKind.TERM, date(2019, 9, 1), date(2019, 12, 31)),
    "AY 2019-20 spring": (PeriodKind.TERM, date(2020, 1, 1), date(2020, 3, 31)),
    "AY 2019-20 summer": (PeriodKind.TERM, date(2020, 4, 1), date(2020, 8, 31)),
    "2016-03-31": (PeriodKind.DAY, date(2016, 3, 31), date(2016, 3, 31)),
    "12m to Dec 2020": (PeriodKind.ROLLING, date(2020, 1, 1), date(2020, 12, 31)),
    "2020-21 YTD Q3": (PeriodKind.YEAR_TO_DATE, date(2020, 4, 1), date(2020, 12, 31)),
    "2018-07-01 to 2019-03-31": (PeriodKind.SPAN, date(2018, 7, 1), date(2019, 3, 31)),
}


@pytest.mark.parametrize("name", CANONICAL)
def test_a_canonical_name_is_read_as_its_days_and_keeps_its_name(name: str) -> None:
    period = parse_period(name)
    assert (period.kind, period.start, period.end) == CANONICAL[name]
    assert str(period) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2020/21 Q3", "2020-21 Q3"),
        ("Q3 2020-21", "2020-21 Q3"),
        ("Q3 2020/21", "2020-21 Q3"),
        ("  q3   2020 / 21 ", "2020-21 Q3"),
        ("2020\u201321 Q3", "2020-21 Q3"),
        ("2020-21Q3", "2020-21 Q3"),
        ("Quarter 3, 2020-2021", "2020-21 Q3"),
        ("Q3 20/21", "2020-21 Q3"),
        ("Dec-20", "Dec 2020"),
        ("December 2020", "Dec 2020"),
        ("DECEMBER\u00a02020", "Dec 2020"),
        ("Dec '20", "Dec 2020"),
        ("Sept 2018", "Sep 2018"),
        ("2015-03", "Mar 2015"),
        ("31/03/2016", "2016-03-31"),
        ("01/02/2016", "2016-02-01"),
        ("2016/03/31", "2016-03-31"),
        ("31 March 2016", "2016-03-31"),
        ("31st March, 2016", "2016-03-31"),
        ("31-Mar-2016", "2016-03-31"),
        ("2016-03-31 00:00:00", "2016-03-31"),
        ("2016-03-31T00:00:00", "2016-03-31"),
        ("2020-2021", "2020-21"),
        ("2020\u20132021", "2020-21"),
        ("FY 2020-21", "2020-21"),
        ("financial year 2020/21", "2020-21"),
        ("1999-2000", "1999-00"),
        ("AY2019/20", "AY 2019-20"),
        ("Academic year 2019-20", "AY 2019-20"),
        ("Autumn term 2019-20", "AY 2019-20 autumn"),
        ("2019/20 summer", "AY 2019-20 summer"),
        ("12 months to December 2020", "12m to Dec 2020"),
        ("12 months ending 31 December 2020", "12m to Dec 2020"),
        ("rolling 12 months to Dec-20", "12m to Dec 2020"),
        ("year ending March 2021", "12m to Mar 2021"),
        ("YTD Q3 2020/21", "2020-21 YTD Q3"),
        ("2020-21 Q3 YTD", "2020-21 YTD Q3"),
        ("2020/21 year to date Q3", "2020-21 YTD Q3"),
        ("1 July 2018 to 31 March 2019", "2018-07-01 to 2019-03-31"),
        ("01/07/2018 - 31/03/2019", "2018-07-01 to 2019-03-31"),
        ("July 2018 to March 2019", "2018-07-01 to 2019-03-31"),
    ],
)
def test_what_people_and_spreadsheets_write_is_read(text: str, name: str) -> None:
    assert parse_period(text).name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2020-04-01 to 2021-03-31", "2020-21"),
        ("October to December 2020", "2020-21 Q3"),
        ("Jan-Mar 2021", "2020-21 Q4"),
        ("2020-12-01 to 2020-12-31", "Dec 2020"),
        ("2020-01-01 to 2020-12-31", "2020"),
        ("2019-09-01 to 2020-08-31", "AY 2019-20"),
        ("2020-12-01 to 2020-12-01", "2020-12-01"),
    ],
)
def test_days_that_have_a_name_of_their_own_get_it(text: str, name: str) -> None:
    assert parse_period(text) == parse_period(name)


@pytest.mark.parametrize(
    ("text", "frequency", "says"),
    [
        ("2011-12", "monthly", "could be December 2011 or a financial year"),
        ("2011/12", "monthly", "write Dec 2011, or FY 2011-12"),
        ("2019-20", "academic-year", "write AY 2019-20, or FY 2019-20"),
        ("2019-20", "termly", "write AY 2019-20, or FY 2019-20"),
        ("Q3 2020", "quarterly", "2020-21 Q2 for July to September 2020, or 2020-21 Q3 for Oct"),
        ("31/03/16", None, "write the year in full"),
        ("16-Mar-31", None, "write the year in full"),
        ("11-12", None, "two digits"),
    ],
)
def test_what_could_mean_two_things_is_a_problem_that_names_both(
    text: str, frequency: str | None, says: str
) -> None:
    with pytest.raises(PeriodError, match=says):
        parse_period(text, frequency=frequency)


@pytest.mark.parametrize("frequency", ["quarterly", "annual", "once", "six-monthly", None])
def test_two_years_are_a_financial_year_where_no_month_is_expected(frequency: str | None) -> None:
    assert parse_period("2011-12", frequency=frequency).kind is PeriodKind.FINANCIAL_YEAR


def test_two_years_that_cannot_be_a_month_are_a_financial_year_even_in_a_monthly_indicator() -> (
    None
):
    assert parse_period("2020-21", frequency="monthly").kind is PeriodKind.FINANCIAL_YEAR
    assert parse_period("FY 2011-12", frequency="monthly").kind is PeriodKind.FINANCIAL_YEAR


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Decmber 2020", "did you mean Dec 2020?"),
        ("Atumn term 2019-20", "did you mean AY 2019-20 autumn?"),
        ("2020-21 Quater 3", "did you mean 2020-21 Q3?"),
        ("2020-21 Q3!", "did you mean 2020-21 Q3?"),
        ("2020-22", "did you mean 2020-21?"),
        ("Q3 2020-22", "did you mean 2020-21?"),
        ("2020-21 Q5", "write it like 2020-21 Q3"),
        ("30/02/2016", "dates are read day first"),
        ("12m to 15 Dec 2020", "write it like 12m to Dec 2020"),
        ("2019-03-31 to 2018-07-01", "write the earlier date first"),
        ("Q3", "write it like"),
        ("last year", "write it like"),
        ("2020-21 YTD", "write it like"),
        ("", "write it like"),
    ],
)
def test_what_cannot_be_read_is_a_problem_that_says_how_to_mend_it(text: str, meant: str) -> None:
    with pytest.raises(PeriodError) as caught:
        parse_period(text)
    assert meant in caught.value.hint
    assert caught.value.message


@pytest.mark.parametrize("count", ["4", "12", "312", "4 of 12", "12.5%"])
def test_a_count_in_the_wrong_column_is_not_repeated_in_the_message(count: str) -> None:
    with pytest.raises(PeriodError) as caught:
        parse_period(count)
    assert count not in caught.value.message


def test_a_date_cell_at_the_start_of_a_month_is_that_month_only_in_a_monthly_indicator() -> None:
    cell = datetime(2020, 12, 1, tzinfo=UTC)
    assert parse_period(cell, frequency="monthly").name == "Dec 2020"
    assert parse_period("2020-12-01 00:00:00", frequency="monthly").name == "Dec 2020"
    assert parse_period(cell, frequency="quarterly").name == "2020-12-01"
    assert parse_period(date(2020, 12, 31), frequency="monthly").name == "2020-12-31"


def test_a_date_cell_that_a_spreadsheet_made_of_two_years_is_a_problem_in_an_annual_indicator() -> (
    None
):
    with pytest.raises(PeriodError, match="write 2011-12, or 2011-12-01"):
        parse_period(date(2011, 12, 1), frequency="annual")


def test_a_moment_within_a_day_is_not_a_period() -> None:
    with pytest.raises(PeriodError, match="time of day"):
        parse_period(datetime(2020, 12, 1, 9, 30, tzinfo=UTC))


def test_a_financial_year_may_start_in_another_month() -> None:
    july = parse_period("2020-21 Q3", financial_year_starts=7)
    assert (july.start, july.end) == (date(2021, 1, 1), date(2021, 3, 31))
    assert previous(july) == parse_period("2020-21 Q2", financial_year_starts=7)
    assert following(following(july)) == parse_period("2021-22 Q1", financial_year_starts=7)
    year = parse_period("2020-21", financial_year_starts=7)
    assert following(year).start == date(2021, 7, 1)
    assert quarters_of(year)[2] == july
    assert rolling_quarters(july)[-1] == july


def test_a_financial_year_that_starts_in_january_is_written_as_one_year() -> None:
    assert parse_period("2020", financial_year_starts=1).name == "2020"
    assert parse_period("Jan to Dec 2020", financial_year_starts=1).name == "2020"
    assert parse_period("Q3 2020", financial_year_starts=1).start == date(2020, 7, 1)
    assert following(parse_period("2020 Q4", financial_year_starts=1)).name == "2021 Q1"
    with pytest.raises(PeriodError, match="write 2020"):
        parse_period("2020-21", financial_year_starts=1)


@pytest.mark.parametrize(
    ("name", "words", "short"),
    [
        ("2020-21", "April 2020 to March 2021", "2020-21"),
        ("2020-21 Q3", "October to December 2020", "Oct to Dec 2020"),
        ("Dec 2020", "December 2020", "Dec 2020"),
        ("2016", "2016", "2016"),
        ("2016-03-31", "31 March 2016", "31 Mar 2016"),
        ("12m to Dec 2020", "12 months to December 2020", "12 months to Dec 2020"),
        ("2020-21 YTD Q3", "April to December 2020", "Apr to Dec 2020"),
        ("AY 2019-20", "September 2019 to August 2020", "AY 2019-20"),
        ("AY 2019-20 autumn", "Autumn term 2019-20", "Autumn 2019-20"),
        ("2018-07-01 to 2019-03-31", "July 2018 to March 2019", "Jul 2018 to Mar 2019"),
        ("2018-07-02 to 2018-07-08", "2 July 2018 to 8 July 2018", "2 Jul 2018 to 8 Jul 2018"),
    ],
)
def test_a_period_is_said_in_words_in_full_and_in_short(name: str, words: str, short: str) -> None:
    assert label(parse_period(name)) == words
    assert short_label(parse_period(name)) == short


def test_a_period_has_a_form_for_addresses() -> None:
    assert [
        slug(parse_period(name)) for name in ("2020-21 Q3", "12m to Dec 2020", "AY 2019-20")
    ] == [
        "2020-21-q3",
        "12m-to-dec-2020",
        "ay-2019-20",
    ]


@pytest.mark.parametrize(
    ("name", "before", "a_year_before"),
    [
        ("2020-21", "2019-20", "2019-20"),
        ("2020-21 Q1", "2019-20 Q4", "2019-20 Q1"),
        ("Jan 2021", "Dec 2020", "Jan 2020"),
        ("2020", "2019", "2019"),
        ("AY 2019-20", "AY 2018-19", "AY 2018-19"),
        ("AY 2019-20 autumn", "AY 2018-19 summer", "AY 2018-19 autumn"),
        ("AY 2019-20 spring", "AY 2019-20 autumn", "AY 2018-19 spring"),
        ("AY 2019-20 summer", "AY 2019-20 spring", "AY 2018-19 summer"),
        ("2016-03-01", "2016-02-29", "2015-03-01"),
        ("2016-02-29", "2016-02-28", "2015-02-28"),
        ("2021-02-28", "2021-02-27", "2020-02-29"),
        ("12m to Dec 2020", "12m to Dec 2019", "12m to Dec 2019"),
        ("2020-21 YTD Q3", "2020-21 YTD Q2", "2019-20 YTD Q3"),
        ("2020-21 YTD Q1", "2019-20 YTD Q4", "2019-20 YTD Q1"),
        ("2020-04-01 to 2020-09-30", "2019-10-01 to 2020-03-31", "2019-04-01 to 2019-09-30"),
        ("2020-06-01 to 2020-06-07", "2020-05-25 to 2020-05-31", "2019-06-03 to 2019-06-09"),
    ],
)
def test_the_period_before_and_the_same_period_last_year(
    name: str, before: str, a_year_before: str
) -> None:
    period = parse_period(name)
    assert previous(period).name == before
    assert following(previous(period)) == period
    assert year_before(period).name == a_year_before


def test_quarters_add_up_to_the_year_and_to_the_year_to_date() -> None:
    def names(text: str) -> list[str]:
        return [quarter.name for quarter in quarters_of(parse_period(text))]

    assert names("2020-21") == ["2020-21 Q1", "2020-21 Q2", "2020-21 Q3", "2020-21 Q4"]
    assert names("2020-21 YTD Q3") == ["2020-21 Q1", "2020-21 Q2", "2020-21 Q3"]
    assert names("2020") == ["2019-20 Q4", "2020-21 Q1", "2020-21 Q2", "2020-21 Q3"]
    assert names("AY 2019-20") == []
    assert names("Dec 2020") == []
    assert names("2016-03-31") == []


def test_rolling_quarters_are_the_latest_four() -> None:
    expected = [parse_period(f"2019-20 Q{number}") for number in (2, 3, 4)]
    expected.append(parse_period("2020-21 Q1"))
    assert list(rolling_quarters(parse_period("2020-21 Q1"))) == expected
    assert list(rolling_quarters(parse_period("12m to Jun 2020"))) == expected
    assert rolling_quarters(parse_period("12m to May 2020")) == ()


def test_a_year_is_covered_by_quarters_that_lie_end_to_end_in_any_order() -> None:
    year = parse_period("2020-21")
    quarters = [parse_period(f"2020-21 Q{number}") for number in (4, 1, 3, 2)]
    assert covers(year, quarters)
    for missing in range(4):
        assert not covers(year, [*quarters[:missing], *quarters[missing + 1 :]])
    assert not covers(year, [*quarters, parse_period("2020-21 YTD Q2")])
    assert not covers(year, [])


def test_periods_are_independent_only_where_they_share_no_day() -> None:
    year, quarter = parse_period("2020-21"), parse_period("2020-21 Q3")
    assert contains(year, quarter)
    assert not contains(quarter, year)
    assert not independent(year, quarter)
    assert not independent(parse_period("12m to Dec 2020"), parse_period("12m to Sep 2020"))
    assert independent(quarter, previous(quarter))
    one_day_shared = parse_period("2020-12-31 to 2021-02-28")
    assert not independent(quarter, one_day_shared)
    assert not independent(one_day_shared, quarter)


def test_only_stretches_of_equal_length_are_of_the_same_length() -> None:
    assert same_length(parse_period("2020-21 Q3"), parse_period("2020-21 Q4"))
    assert same_length(parse_period("Feb 2021"), parse_period("Mar 2021"))
    assert not same_length(parse_period("2020-21 YTD Q3"), parse_period("2020-21 Q3"))
    assert not same_length(parse_period("2020-21"), parse_period("2020-21 Q3"))
    assert same_length(parse_period("2016-03-31"), parse_period("2016-06-30"))


def test_periods_are_ordered_by_their_last_day_and_then_their_first() -> None:
    names = ["2019-20", "2020-21 Q1", "2020-21 YTD Q3", "2020-21 Q3", "Dec 2020", "2020-21"]
    periods = [parse_period(name) for name in names]
    assert sorted(frozenset(periods)) == periods
    assert len({*periods, parse_period("2019/20")}) == len(periods)
    assert max(periods) >= min(periods)
    assert min(periods) <= max(periods)
    assert max(periods) > min(periods)


PERIODS = st.one_of(
    st.dates(date(1950, 1, 1), date(2060, 1, 1)).map(parse_period),
    st.builds(
        lambda shape, year, number: parse_period(
            shape.format(a=year, b=f"{(year + 1) % 100:02d}", q=number % 4 + 1, m=1 + number)
            if "{m}" not in shape
            else date(year, 1 + number, 1).strftime(shape.replace("{m}", "%b %Y"))
        ),
        st.sampled_from(["{a}-{b}", "{a}-{b} Q{q}", "{a}", "AY {a}-{b}", "AY {a}-{b} spring",
                         "{m}", "12m to {m}", "{a}-{b} YTD Q{q}"]),
        st.integers(1950, 2060),
        st.integers(0, 11),
    ),
    st.tuples(st.dates(date(1950, 1, 1), date(2060, 1, 1)), st.integers(1, 900)).map(
        lambda pair: parse_period(
            f"{pair[0]} to {date.fromordinal(pair[0].toordinal() + pair[1])}"
        )
    ),
)  # fmt: skip


@given(PERIODS)
def test_any_period_is_read_back_from_its_name(period: Period) -> None:
    assert parse_period(period.name) == period


@given(PERIODS)
def test_stepping_on_and_back_comes_home_without_gap_or_overlap(period: Period) -> None:
    after = following(period)
    # A span that is not of whole months may be followed by one that happens to be, and steps
    # back by months: the two still meet without gap or overlap.
    if period.kind is not PeriodKind.SPAN or same_length(period, previous(after)):
        assert previous(after) == period
    assert after.kind is period.kind
    assert period < after
    if period.kind is not PeriodKind.YEAR_TO_DATE:
        assert independent(period, after)
        assert (after.start - period.end).days == 1
        assert (period.start - previous(period).end).days == 1


@given(st.text(max_size=30))
def test_any_other_text_is_a_problem_and_never_another_fault(text: str) -> None:
    with contextlib.suppress(PeriodError):
        assert parse_period(text).name
