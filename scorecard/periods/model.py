"""The reporting period, and how each kind of it is made from a year, a month or a day."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Final

MONTH_NAMES: Final = (
    "", "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
"""By number; not `calendar.month_name`, which speaks the language of the machine."""
MONTHS: Final = {name[:length].lower(): number for number, name in enumerate(MONTH_NAMES) if name
                 for length in (3, len(name))} | {"sept": 9}  # fmt: skip
"""Numbers by every way that a month is written, in lower case."""
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

    def __hash__(self) -> int:
        # Periods are in the key of every figure. The name tells them apart, and keeps its hash.
        return hash(self.name)

    @cached_property
    def whole_months(self) -> int:
        """How many whole months the period covers, or 0 where it covers part of one."""
        if self.start.day != 1 or self.end != last_day(self.end):
            return 0
        years = self.end.year - self.start.year
        return 12 * years + self.end.month - self.start.month + 1

    def _key(self) -> tuple[date, date, str, str]:
        return (self.end, self.start, self.kind, self.name)

    def __lt__(self, other: Period) -> bool:
        return self._key() < other._key()

    def __le__(self, other: Period) -> bool:
        return self._key() <= other._key()

    def __gt__(self, other: Period) -> bool:
        return self._key() > other._key()

    def __ge__(self, other: Period) -> bool:
        return self._key() >= other._key()


def add_months(day: date, count: int) -> date:
    """The same day so many months later; the end of a month stays the end of a month."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    length = monthrange(year, month + 1)[1]
    return date(year, month + 1, length if day == last_day(day) else min(day.day, length))


def last_day(day: date) -> date:
    """The last day of the same month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


# The terms of the early education entitlement in England begin on 1 September, 1 January and
# 1 April, so that the three of them fill the academic year.
TERMS = {"autumn": (9, 4), "spring": (1, 3), "summer": (4, 5)}


@lru_cache(maxsize=4096)
def _period(kind: PeriodKind, start: date, end: date, name: str) -> Period:
    """Equal periods are one object, so that the keys which hold them are compared at once."""
    return Period(kind, start, end, name)


def _months(kind: PeriodKind, year: int, month: int, count: int, name: str) -> Period:
    start = date(year, month, 1)
    return _period(kind, start, add_months(start, count) - timedelta(days=1), name)


def year_pair(year: int) -> str:
    """Two years as they are written together, such as "2020-21"."""
    return f"{year}-{(year + 1) % 100:02d}"


def financial_year(year: int, starts: int) -> Period:
    """The 12 months from the first of the month `starts`."""
    if starts == 1:
        return calendar_year(year)
    return _months(PeriodKind.FINANCIAL_YEAR, year, starts, 12, year_pair(year))


def financial_quarter(year: int, number: int, starts: int) -> Period:
    """A quarter, 1 to 4, of the financial year that begins in `year`."""
    first = add_months(date(year, starts, 1), 3 * (number - 1))
    name = f"{year if starts == 1 else year_pair(year)} Q{number}"
    return _months(PeriodKind.QUARTER, first.year, first.month, 3, name)


def year_to_date(year: int, number: int, starts: int) -> Period:
    """The financial year that begins in `year`, up to the end of a quarter."""
    name = f"{year if starts == 1 else year_pair(year)} YTD Q{number}"
    return _months(PeriodKind.YEAR_TO_DATE, year, starts, 3 * number, name)


def month_of(year: int, month: int) -> Period:
    """One month."""
    return _months(PeriodKind.MONTH, year, month, 1, f"{MONTH_NAMES[month][:3]} {year}")


def calendar_year(year: int) -> Period:
    """January to December."""
    return _months(PeriodKind.CALENDAR_YEAR, year, 1, 12, str(year))


def academic_year(year: int) -> Period:
    """September of `year` to August."""
    return _months(PeriodKind.ACADEMIC_YEAR, year, 9, 12, f"AY {year_pair(year)}")


def school_term(year: int, term: str) -> Period:
    """The autumn, spring or summer term of the academic year that begins in `year`."""
    month, count = TERMS[term]
    name = f"AY {year_pair(year)} {term}"
    return _months(PeriodKind.TERM, year + (month < 9), month, count, name)


def rolling_year(year: int, month: int) -> Period:
    """The 12 months that end with this month."""
    start = add_months(date(year, month, 1), -11)
    name = f"12m to {MONTH_NAMES[month][:3]} {year}"
    return _months(PeriodKind.ROLLING, start.year, start.month, 12, name)


def day_of(day: date) -> Period:
    """A single day: how things stood."""
    return _period(PeriodKind.DAY, day, day, day.isoformat())


def span(start: date, end: date) -> Period:
    """Any other stretch of days."""
    return _period(PeriodKind.SPAN, start, end, f"{start.isoformat()} to {end.isoformat()}")


def named_span(start: date, end: date, starts: int) -> Period:
    """The period of these days, by its own name where it is a whole day, month, quarter or year."""
    year = start.year - (start.month < starts)
    quarter = (start.month - starts) % 12 // 3 + 1
    known = (
        day_of(start),
        month_of(start.year, start.month),
        financial_quarter(year, quarter, starts),
        financial_year(start.year, starts),
        calendar_year(start.year),
        academic_year(start.year),
    )
    same = (period for period in known if (period.start, period.end) == (start, end))
    return next(same, span(start, end))
