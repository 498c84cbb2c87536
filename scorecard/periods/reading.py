"""Read a reporting period as people and spreadsheets write it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache

from scorecard.periods.labels import label
from scorecard.periods.model import (
    FORMS,
    MONTH_NAMES,
    MONTHS,
    Period,
    PeriodError,
    academic_year,
    add_months,
    calendar_year,
    day_of,
    financial_quarter,
    financial_year,
    last_day,
    month_of,
    named_span,
    rolling_year,
    school_term,
    year_pair,
    year_to_date,
)
from scorecard.periods.unknown import mended, what_it_is

_MONTH = r"(?P<{0}month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_PAIR = r"(?P<first>(?:19|20)\d\d|\d\d)[-/](?P<second>(?:19|20)\d\d|\d\d)"
_YEARS = rf"(?:{_PAIR}|(?P<single>(?:19|20)\d\d))"
_FY = r"(?:(?:fy|financial year) ?)?"
_AY = r"(?:ay|academic year|school year)"
_MIDNIGHT = r"(?:[t ]00:00(?::00(?:\.0+)?)?)?"
_QUARTER_WORD = re.compile(r"(?<![a-z])(?:q|qtr|quarter) ?(\d+)(?!\d)")
_YTD_WORD = re.compile(r"(?<![a-z])(?:ytd|year to date)(?![a-z])")
_TERM_WORD = re.compile(r"(?<![a-z])(autumn|spring|summer)(?: term)?(?![a-z])")


def parse_period(
    text: str | date | datetime, *, frequency: str | None = None, financial_year_starts: int = 4
) -> Period:
    """Read a period as people and spreadsheets write it.

    `frequency` is the indicator's (`monthly`, `quarterly`, `annual`, ...) and settles, or shows,
    a text that could mean two things. `financial_year_starts` is a month, 1 to 12. Dates are
    read day first. Raises `PeriodError` with a message and a hint; it never guesses.
    """
    if isinstance(text, date):
        return _from_cell(text, frequency)
    found = _from_text(text, frequency, financial_year_starts)
    if isinstance(found, PeriodError):
        raise PeriodError(found.message, found.hint)
    return found


@lru_cache(maxsize=4096)
def _from_text(text: str, frequency: str | None, starts: int) -> Period | PeriodError:
    """Tables, definitions and ledgers write the same few periods, and faults, many times."""
    plain = _normal(text)
    try:
        found = _read(plain, frequency, starts)
    except PeriodError as error:
        return error
    if found is not None:
        return found
    meant = _read_quietly(mended(plain), frequency, starts)
    return PeriodError(what_it_is(plain, text), f"did you mean {meant.name}?" if meant else FORMS)


def _from_cell(cell: date, frequency: str | None) -> Period:
    day = cell.date() if isinstance(cell, datetime) else cell
    if isinstance(cell, datetime) and (cell.hour, cell.minute, cell.second) != (0, 0, 0):
        raise PeriodError("a moment with a time of day is not a period", FORMS)
    # A spreadsheet turns "Dec-20" into the first of December, and "2011-12" as well.
    if day.day == 1 and frequency == "monthly":
        return month_of(day.year, day.month)
    if day.day == 1 and frequency == "annual" and day.month == (day.year + 1) % 100:
        years = year_pair(day.year)
        raise PeriodError(
            f"the date cell {day.isoformat()} may be {years}, changed by a spreadsheet",
            f"format the cell as text and write {years}, or {day.isoformat()}",
        )
    return day_of(day)


def _normal(text: str) -> str:
    """Lower case, with plain dashes, slashes and single spaces."""
    plain = unicodedata.normalize("NFKC", text).lower()
    plain = re.sub(r"[\u2010-\u2015\u2212]", "-", plain)
    plain = re.sub(r"[,'\u2019\u2018\"\u200b\ufeff]", " ", plain)
    plain = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", plain)
    return " ".join(plain.split())


def _read(plain: str, frequency: str | None, starts: int) -> Period | None:
    tight = re.sub(r" ?([-/]) ?", r"\1", plain)
    readers: tuple[Callable[[], Period | None], ...] = (
        lambda: _read_year(tight, frequency, starts),
        lambda: _read_quarter(tight, starts),
        lambda: _read_term(tight),
        lambda: _read_rolling(tight),
        lambda: _read_month(tight),
        lambda: _read_day(tight, frequency),
        lambda: _read_span(plain, starts),
    )
    return next((found for reader in readers if (found := reader()) is not None), None)


def _read_quietly(plain: str, frequency: str | None, starts: int) -> Period | None:
    try:
        return _read(plain, frequency, starts)
    except PeriodError:
        return None


def _first_year(found: re.Match[str]) -> int:
    """The first of two years written one after the other; an error if they do not follow."""
    first, second = found["first"], found["second"]
    year = int(first) if len(first) == 4 else 2000 + int(first)
    if (year + 1 if len(second) == 4 else (year + 1) % 100) != int(second):
        raise PeriodError(
            f"{first}-{second} is not two years that follow each other",
            f"did you mean {year_pair(year)}?",
        )
    return year


def _read_year(text: str, frequency: str | None, starts: int) -> Period | None:
    if re.fullmatch(r"(?:19|20)\d\d", text):
        return calendar_year(int(text))
    if found := re.fullmatch(rf"{_AY} ?{_PAIR}", text):
        return academic_year(_first_year(found))
    if found := re.fullmatch(r"((?:19|20)\d\d)[-/](0[1-9]|1[0-2])", text):
        year, month = int(found[1]), int(found[2])
        if (year + 1) % 100 != month:
            return month_of(year, month)
        if frequency == "monthly":
            raise PeriodError(
                f"{text} could be {MONTH_NAMES[month]} {year} or a financial year",
                f"write {month_of(year, month).name}, or FY {year_pair(year)}",
            )
    found = re.fullmatch(rf"{_FY}{_PAIR}", text)
    if not found:
        return None
    bare = text[0].isdigit()
    if bare and len(found["first"]) == 2:
        raise PeriodError("a year of two digits could mean several things", "write it like 2020-21")
    year = _first_year(found)
    if bare and frequency in ("academic-year", "termly"):
        raise PeriodError(
            f"{text} could be an academic year or a financial year",
            f"write AY {year_pair(year)}, or FY {year_pair(year)}",
        )
    if starts == 1:
        raise PeriodError("the financial year starts in January here", f"write {year}")
    return financial_year(year, starts)


def _read_quarter(text: str, starts: int) -> Period | None:
    number = _QUARTER_WORD.search(text)
    if not number:
        return None
    rest = text[: number.start()] + " " + text[number.end() :]
    make = year_to_date if _YTD_WORD.search(rest) else financial_quarter
    rest = _YTD_WORD.sub(" ", rest).strip(" -/")
    if number[1] not in ("1", "2", "3", "4"):
        raise PeriodError("a year has the quarters Q1 to Q4", "write it like 2020-21 Q3")
    found = re.fullmatch(_FY + _YEARS, rest)
    if not found:
        return None
    if not found["single"]:
        return make(_first_year(found), int(number[1]), starts)
    year = int(found["single"])
    if starts == 1:
        return make(year, int(number[1]), starts)
    first = date(year, 3 * int(number[1]) - 2, 1)
    calendar = named_span(first, last_day(add_months(first, 2)), starts)
    financial = financial_quarter(year, int(number[1]), starts)
    raise PeriodError(
        f"Q{number[1]} {year} could be a quarter of the calendar year or of the financial year",
        f"write {calendar.name} for {label(calendar)}, or {financial.name} for {label(financial)}",
    )


def _read_term(text: str) -> Period | None:
    term = _TERM_WORD.search(text)
    if not term:
        return None
    rest = (text[: term.start()] + " " + text[term.end() :]).strip(" -/")
    found = re.fullmatch(rf"(?:{_AY} ?)?{_PAIR}", rest)
    return school_term(_first_year(found), term[1]) if found else None


def _read_rolling(text: str) -> Period | None:
    before = r"(?:rolling )?(?:12 ?(?:m|months?|mths?) (?:to|ending|ended)|year (?:ending|ended))"
    found = re.fullmatch(rf"{before} (.+)", text)
    if not found:
        return None
    end = _read_month(found[1]) or _read_day(found[1], None)
    if end is None:
        return None
    if end.end != last_day(end.end):
        raise PeriodError("12 months must end with a month", "write it like 12m to Dec 2020")
    return rolling_year(end.end.year, end.end.month)


def _read_month(text: str) -> Period | None:
    found = re.fullmatch(_MONTH.format("") + r"[-/ ]*((?:19|20)\d\d|\d\d)", text)
    if not found:
        return None
    year = int(found[2]) if len(found[2]) == 4 else 2000 + int(found[2])
    return month_of(year, MONTHS[found["month"]])


def _read_day(text: str, frequency: str | None) -> Period | None:
    if found := re.fullmatch(rf"((?:19|20)\d\d)[-/.](\d\d?)[-/.](\d\d?)({_MIDNIGHT})", text):
        day = _date(int(found[1]), int(found[2]), int(found[3]), text)
        return _from_cell(day, frequency) if found[4] else day_of(day)
    if found := re.fullmatch(rf"(\d\d?)[-/.](\d\d?)[-/.]((?:19|20)\d\d){_MIDNIGHT}", text):
        return day_of(_date(int(found[3]), int(found[2]), int(found[1]), text))
    if re.fullmatch(rf"\d\d?[-/.](?:\d\d?|{_MONTH.format('')})[-/.]\d\d", text):
        raise PeriodError(
            "a year of two digits in a date could mean several things",
            "write the year in full, like 31/03/2016",
        )
    if found := re.fullmatch(rf"(\d\d?)[-/ ]?{_MONTH.format('')}[-/ ]?((?:19|20)\d\d)", text):
        return day_of(_date(int(found[3]), MONTHS[found["month"]], int(found[1]), text))
    return None


def _date(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise PeriodError(
            f"there is no such day as {text}", "dates are read day first, like 31/03/2016"
        ) from None


def _read_span(text: str, starts: int) -> Period | None:
    for separator in (" to ", " - ", "-"):
        before, found, after = text.partition(separator)
        if not found:
            continue
        last = _read_day(after, None) or _read_month(after)
        # "October to December 2020": the first month may borrow the year of the last one.
        first = _read_day(before, None) or _read_month(before)
        if last and not first:
            first = _read_month(f"{before} {last.end.year}")
        if first and last:
            return _checked_span(first.start, last.end, starts)
    return None


def _checked_span(start: date, end: date, starts: int) -> Period:
    if end < start:
        raise PeriodError("the last day comes before the first", "write the earlier date first")
    return named_span(start, end, starts)
