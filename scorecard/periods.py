"""Reporting periods: read as people write them, order, label, and say what adds up to what."""

from __future__ import annotations

import re
import unicodedata
from calendar import month_name, monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from enum import StrEnum

FORMS = (
    "write it like 2020-21, 2020-21 Q3, Dec 2020, 2020, AY 2019-20, AY 2019-20 autumn, "
    "2016-03-31, 12m to Dec 2020, 2020-21 YTD Q3 or 2018-07-01 to 2019-03-31"
)


class PeriodKind(StrEnum):
    """What sort of stretch of time a period is."""

    FINANCIAL_YEAR = "financial_year"
    QUARTER = "quarter"
    MONTH = "month"
    CALENDAR_YEAR = "calendar_year"
    ACADEMIC_YEAR = "academic_year"
    TERM = "term"
    DAY = "day"
    ROLLING = "rolling"
    YEAR_TO_DATE = "year_to_date"
    SPAN = "span"


class PeriodError(ValueError):
    """A period that cannot be read, or that could mean two things; says how to mend it."""

    def __init__(self, message: str, hint: str = FORMS) -> None:
        self.message = message
        self.hint = hint
        super().__init__(f"{message}; {hint}")


@dataclass(frozen=True)
class Period:
    """A stretch of whole days, first and last included, under its canonical name."""

    kind: PeriodKind
    start: date
    end: date
    name: str

    def __str__(self) -> str:
        return self.name

    def _key(self) -> tuple[date, date, str, str]:
        return (self.end, self.start, self.kind.value, self.name)

    def __lt__(self, other: Period) -> bool:
        return self._key() < other._key()

    def __le__(self, other: Period) -> bool:
        return self._key() <= other._key()

    def __gt__(self, other: Period) -> bool:
        return self._key() > other._key()

    def __ge__(self, other: Period) -> bool:
        return self._key() >= other._key()


# Making periods. Terms are those of the early education entitlement in England: from
# 1 September, 1 January and 1 April, so that the three of them fill the academic year.
_TERMS = {"autumn": (9, 4), "spring": (1, 3), "summer": (4, 5)}


def _months(kind: PeriodKind, year: int, month: int, count: int, name: str) -> Period:
    start = date(year, month, 1)
    return Period(kind, start, _add_months(start, count) - timedelta(days=1), name)


def _pair(year: int) -> str:
    return f"{year}-{(year + 1) % 100:02d}"


def _financial_year(year: int, starts: int) -> Period:
    if starts == 1:
        return _calendar_year(year)
    return _months(PeriodKind.FINANCIAL_YEAR, year, starts, 12, _pair(year))


def _quarter(year: int, number: int, starts: int) -> Period:
    first = _add_months(date(year, starts, 1), 3 * (number - 1))
    name = f"{year if starts == 1 else _pair(year)} Q{number}"
    return _months(PeriodKind.QUARTER, first.year, first.month, 3, name)


def _year_to_date(year: int, number: int, starts: int) -> Period:
    name = f"{year if starts == 1 else _pair(year)} YTD Q{number}"
    return _months(PeriodKind.YEAR_TO_DATE, year, starts, 3 * number, name)


def _month(year: int, month: int) -> Period:
    return _months(PeriodKind.MONTH, year, month, 1, f"{month_name[month][:3]} {year}")


def _calendar_year(year: int) -> Period:
    return _months(PeriodKind.CALENDAR_YEAR, year, 1, 12, str(year))


def _academic_year(year: int) -> Period:
    return _months(PeriodKind.ACADEMIC_YEAR, year, 9, 12, f"AY {_pair(year)}")


def _term(year: int, term: str) -> Period:
    month, count = _TERMS[term]
    name = f"AY {_pair(year)} {term}"
    return _months(PeriodKind.TERM, year + (month < 9), month, count, name)


def _rolling(year: int, month: int) -> Period:
    start = _add_months(date(year, month, 1), -11)
    name = f"12m to {month_name[month][:3]} {year}"
    return _months(PeriodKind.ROLLING, start.year, start.month, 12, name)


def _day(day: date) -> Period:
    return Period(PeriodKind.DAY, day, day, day.isoformat())


def _span(start: date, end: date) -> Period:
    return Period(PeriodKind.SPAN, start, end, f"{start.isoformat()} to {end.isoformat()}")


def _named_span(start: date, end: date, starts: int) -> Period:
    """The period of these days, by its own name where it is a whole day, month, quarter or year."""
    year = start.year - (start.month < starts)
    quarter = _add_months(start, 1 - starts).month // 3 + 1
    known = (
        _day(start),
        _month(start.year, start.month),
        _quarter(year, min(quarter, 4), starts),
        _financial_year(start.year, starts),
        _calendar_year(start.year),
        _academic_year(start.year),
    )
    same = (period for period in known if (period.start, period.end) == (start, end))
    return next(same, _span(start, end))


# Reading periods.
_MONTHS = {name[:length].lower(): number for number, name in enumerate(month_name) if name
           for length in (3, len(name))} | {"sept": 9}  # fmt: skip
_VOCABULARY = (*_MONTHS, *_TERMS, "term", "to", "ytd", "months", "financial", "academic", "quarter")
_MONTH = r"(?P<{0}month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
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
    plain = _normal(text)
    found = _read(plain, frequency, financial_year_starts)
    if found is not None:
        return found
    meant = _read_quietly(_mended(plain), frequency, financial_year_starts)
    raise PeriodError(_unknown(plain, text), f"did you mean {meant.name}?" if meant else FORMS)


def _from_cell(cell: date, frequency: str | None) -> Period:
    day = cell.date() if isinstance(cell, datetime) else cell
    if isinstance(cell, datetime) and (cell.hour, cell.minute, cell.second) != (0, 0, 0):
        raise PeriodError("a moment with a time of day is not a period", FORMS)
    # A spreadsheet turns "Dec-20" into the first of December, and "2011-12" as well.
    if day.day == 1 and frequency == "monthly":
        return _month(day.year, day.month)
    if day.day == 1 and frequency == "annual" and day.month == (day.year + 1) % 100:
        raise PeriodError(
            f"the date cell {day.isoformat()} may be {_pair(day.year)}, changed by a spreadsheet",
            f"format the cell as text and write {_pair(day.year)}, or {day.isoformat()}",
        )
    return _day(day)


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
            f"did you mean {_pair(year)}?",
        )
    return year


def _read_year(text: str, frequency: str | None, starts: int) -> Period | None:
    if re.fullmatch(r"(?:19|20)\d\d", text):
        return _calendar_year(int(text))
    if found := re.fullmatch(rf"{_AY} ?{_PAIR}", text):
        return _academic_year(_first_year(found))
    if found := re.fullmatch(r"((?:19|20)\d\d)[-/](0[1-9]|1[0-2])", text):
        year, month = int(found[1]), int(found[2])
        if (year + 1) % 100 != month:
            return _month(year, month)
        if frequency == "monthly":
            raise PeriodError(
                f"{text} could be {month_name[month]} {year} or the financial year {_pair(year)}",
                f"write {_month(year, month).name}, or FY {_pair(year)}",
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
            f"write AY {_pair(year)}, or FY {_pair(year)}",
        )
    if starts == 1:
        raise PeriodError("the financial year starts in January here", f"write {year}")
    return _financial_year(year, starts)


def _read_quarter(text: str, starts: int) -> Period | None:
    number = _QUARTER_WORD.search(text)
    if not number:
        return None
    rest = text[: number.start()] + " " + text[number.end() :]
    make = _year_to_date if _YTD_WORD.search(rest) else _quarter
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
    calendar = _named_span(first, _last_day(_add_months(first, 2)), starts)
    financial = _quarter(year, int(number[1]), starts)
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
    return _term(_first_year(found), term[1]) if found else None


def _read_rolling(text: str) -> Period | None:
    before = r"(?:rolling )?(?:12 ?(?:m|months?|mths?) (?:to|ending|ended)|year (?:ending|ended))"
    found = re.fullmatch(rf"{before} (.+)", text)
    if not found:
        return None
    end = _read_month(found[1]) or _read_day(found[1], None)
    if end is None:
        return None
    if end.end != _last_day(end.end):
        raise PeriodError("12 months must end with a month", "write it like 12m to Dec 2020")
    return _rolling(end.end.year, end.end.month)


def _read_month(text: str) -> Period | None:
    found = re.fullmatch(_MONTH.format("") + r"[-/ ]*((?:19|20)\d\d|\d\d)", text)
    if not found:
        return None
    year = int(found[2]) if len(found[2]) == 4 else 2000 + int(found[2])
    return _month(year, _MONTHS[found["month"]])


def _read_day(text: str, frequency: str | None) -> Period | None:
    if found := re.fullmatch(rf"((?:19|20)\d\d)[-/.](\d\d?)[-/.](\d\d?)({_MIDNIGHT})", text):
        day = _date(int(found[1]), int(found[2]), int(found[3]), text)
        return _from_cell(day, frequency) if found[4] else _day(day)
    if found := re.fullmatch(rf"(\d\d?)[-/.](\d\d?)[-/.]((?:19|20)\d\d){_MIDNIGHT}", text):
        return _day(_date(int(found[3]), int(found[2]), int(found[1]), text))
    if re.fullmatch(rf"\d\d?[-/.](?:\d\d?|{_MONTH.format('')})[-/.]\d\d", text):
        raise PeriodError(
            "a year of two digits in a date could mean several things",
            "write the year in full, like 31/03/2016",
        )
    if found := re.fullmatch(rf"(\d\d?)[-/ ]?{_MONTH.format('')}[-/ ]?((?:19|20)\d\d)", text):
        return _day(_date(int(found[3]), _MONTHS[found["month"]], int(found[1]), text))
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
    return _named_span(start, end, starts)


def _mended(plain: str) -> str:
    """The text with each unknown word replaced by the known word nearest to it."""

    def nearest(word: re.Match[str]) -> str:
        return (get_close_matches(word[0], _VOCABULARY, n=1, cutoff=0.7) or [word[0]])[0]

    mended = re.sub(r"[a-z]{3,}", nearest, plain)
    return re.sub(r"[^\w/ -]|_", " ", mended).strip()


def _unknown(plain: str, text: str) -> str:
    # A bare number here may be a count in the wrong column, which no message may repeat.
    if not plain:
        return "the period is empty"
    if re.search(r"\b(?:19|20)\d\d\b", plain) or not re.search(r"\d", plain):
        return f"{text.strip()[:40]!r} is not a period"
    return "this is not a period"


# Labels.
def label(period: Period) -> str:
    """The period in words for a reader, such as "October to December 2020"."""
    if period.kind is PeriodKind.ROLLING:
        return f"12 months to {_month_words(period.end)}"
    if period.kind is PeriodKind.TERM:
        _, years, term = period.name.split()
        return f"{term.capitalize()} term {years}"
    if period.kind is PeriodKind.CALENDAR_YEAR:
        return period.name
    return _stretch(period, 20)


def short_label(period: Period) -> str:
    """The period in few letters for tables and axes, such as "Oct to Dec 2020"."""
    if period.kind is PeriodKind.ROLLING:
        return f"12 months to {_month_words(period.end, 3)}"
    if period.kind is PeriodKind.TERM:
        _, years, term = period.name.split()
        return f"{term.capitalize()} {years}"
    if period.kind in (PeriodKind.QUARTER, PeriodKind.YEAR_TO_DATE, PeriodKind.SPAN):
        return _stretch(period, 3)
    return _day_words(period.end, 3) if period.kind is PeriodKind.DAY else period.name


def _month_words(day: date, letters: int = 20) -> str:
    return f"{month_name[day.month][:letters]} {day.year}"


def _day_words(day: date, letters: int) -> str:
    return f"{day.day} {_month_words(day, letters)}"


def _stretch(period: Period, letters: int) -> str:
    start, end = period.start, period.end
    if start == end:
        return _day_words(start, letters)
    if not _whole_months(period):
        return f"{_day_words(start, letters)} to {_day_words(end, letters)}"
    if (start.year, start.month) == (end.year, end.month):
        return _month_words(end, letters)
    first = month_name[start.month][:letters]
    year = "" if start.year == end.year else f" {start.year}"
    return f"{first}{year} to {_month_words(end, letters)}"


def slug(period: Period) -> str:
    """The period as part of an address, such as `2020-21-q3`."""
    return re.sub(r"[^a-z0-9]+", "-", period.name.lower())


# What comes before, after, and within.
def _add_months(day: date, count: int) -> date:
    """The same day so many months later; the end of a month stays the end of a month."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    length = monthrange(year, month + 1)[1]
    return date(year, month + 1, length if day == _last_day(day) else min(day.day, length))


def _last_day(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _whole_months(period: Period) -> int:
    """How many whole months the period covers, or 0 where it covers part of one."""
    if period.start.day != 1 or period.end != _last_day(period.end):
        return 0
    years = period.end.year - period.start.year
    return 12 * years + period.end.month - period.start.month + 1


def _from_start(kind: PeriodKind, start: date, number: int, length: int) -> Period:
    """The period of this kind that begins on `start`; `number` is the quarter within the year."""
    year, month = start.year, start.month
    starts = (month - 1 - 3 * (number - 1)) % 12 + 1
    rolling = _add_months(start, 11)
    terms = {first: term for term, (first, _) in _TERMS.items()}
    makers: dict[PeriodKind, Callable[[], Period]] = {
        PeriodKind.FINANCIAL_YEAR: lambda: _financial_year(year, month),
        PeriodKind.QUARTER: lambda: _quarter(year - (month < starts), number, starts),
        PeriodKind.MONTH: lambda: _month(year, month),
        PeriodKind.CALENDAR_YEAR: lambda: _calendar_year(year),
        PeriodKind.ACADEMIC_YEAR: lambda: _academic_year(year),
        PeriodKind.TERM: lambda: _term(year - (month < 9), terms[month]),
        PeriodKind.DAY: lambda: _day(start),
        PeriodKind.ROLLING: lambda: _rolling(rolling.year, rolling.month),
        PeriodKind.YEAR_TO_DATE: lambda: _year_to_date(year, number, month),
        PeriodKind.SPAN: lambda: _span(start, start + timedelta(days=length - 1)),
    }
    return makers[kind]()


def _number(period: Period) -> int:
    """The quarter within the year, for a quarter or a year to date; otherwise 1."""
    quarterly = period.kind in (PeriodKind.QUARTER, PeriodKind.YEAR_TO_DATE)
    return int(period.name[-1]) if quarterly else 1


def _step(period: Period, steps: int) -> Period:
    kind, number = period.kind, _number(period)
    months = _whole_months(period)
    if kind is PeriodKind.YEAR_TO_DATE:
        years, index = divmod(number - 1 + steps, 4)
        return _from_start(kind, _add_months(period.start, 12 * years), index + 1, 0)
    if kind is PeriodKind.SPAN and months:
        start = _add_months(period.start, steps * months)
        return _span(start, _last_day(_add_months(start, months - 1)))
    length = (period.end - period.start).days + 1
    if kind in (PeriodKind.DAY, PeriodKind.SPAN):
        start = period.start + timedelta(days=steps * length)
    elif steps > 0:
        start = period.end + timedelta(days=1)
    else:
        start = (period.start - timedelta(days=1)).replace(day=1)
        start = _add_months(start, 1 - _months_before(period))
    return _from_start(kind, start, (number - 1 + steps) % 4 + 1, length)


def _months_before(period: Period) -> int:
    if period.kind is PeriodKind.TERM:
        return {9: 5, 1: 4, 4: 3}[period.start.month]
    return _whole_months(period)


def previous(period: Period) -> Period:
    """The period of the same kind just before: it ends the day before this one starts.

    Of a year to date it is the one a quarter shorter, or the whole of the year before.
    """
    return _step(period, -1)


def following(period: Period) -> Period:
    """The period of the same kind just after: it starts the day after this one ends."""
    return _step(period, 1)


def year_before(period: Period) -> Period:
    """The same period of the year before; 52 weeks before for a span of whole weeks."""
    length = (period.end - period.start).days + 1
    if period.kind is PeriodKind.SPAN:
        if length == 7:
            return _span(period.start - timedelta(days=364), period.end - timedelta(days=364))
        return _span(_add_months(period.start, -12), _add_months(period.end, -12))
    return _from_start(period.kind, _add_months(period.start, -12), _number(period), length)


def contains(outer: Period, inner: Period) -> bool:
    """Whether every day of `inner` is a day of `outer`."""
    return outer.start <= inner.start and inner.end <= outer.end


def independent(first: Period, second: Period) -> bool:
    """Whether the two periods have no day in common."""
    return first.end < second.start or second.end < first.start


def same_length(first: Period, second: Period) -> bool:
    """Whether both cover as many whole months, or as many days where either is not whole months."""
    months = _whole_months(first), _whole_months(second)
    if all(months):
        return months[0] == months[1]
    return first.end - first.start == second.end - second.start


def quarters_of(period: Period, *, financial_year_starts: int = 4) -> tuple[Period, ...]:
    """The quarters that add up to a year, a year to date or a longer stretch; empty if none do.

    `financial_year_starts` names the quarters of a period that does not say it by itself.
    """
    starts = financial_year_starts
    if period.kind in (PeriodKind.FINANCIAL_YEAR, PeriodKind.YEAR_TO_DATE):
        starts = period.start.month
    elif period.kind is PeriodKind.QUARTER:
        return (period,)
    count, part = divmod(_whole_months(period), 3)
    offset = (period.start.month - starts) % 12
    if not count or part or offset % 3:
        return ()
    year = period.start.year - (period.start.month < starts)
    numbers = (offset // 3 + index for index in range(count))
    return tuple(_quarter(year + number // 4, number % 4 + 1, starts) for number in numbers)


def rolling_quarters(period: Period, *, financial_year_starts: int = 4) -> tuple[Period, ...]:
    """The four quarters of the 12 months that end when this period ends; empty if none do."""
    starts = financial_year_starts
    if period.kind is PeriodKind.QUARTER:
        starts = (period.start.month - 1 - 3 * (_number(period) - 1)) % 12 + 1
    elif period.kind in (PeriodKind.FINANCIAL_YEAR, PeriodKind.YEAR_TO_DATE):
        starts = period.start.month
    if period.end != _last_day(period.end):
        return ()
    whole_year = _rolling(period.end.year, period.end.month)
    return quarters_of(whole_year, financial_year_starts=starts)
