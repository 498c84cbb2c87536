"""What comes before and after a reporting period, and what adds up to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from scorecard.periods.model import (
    TERMS,
    Period,
    PeriodKind,
    academic_year,
    add_months,
    calendar_year,
    day_of,
    financial_quarter,
    financial_year,
    last_day,
    month_of,
    rolling_year,
    school_term,
    span,
    year_to_date,
)


def _from_start(kind: PeriodKind, start: date, number: int, length: int) -> Period:
    """The period of this kind that begins on `start`; `number` is the quarter within the year."""
    year, month = start.year, start.month
    starts = (month - 1 - 3 * (number - 1)) % 12 + 1
    rolling = add_months(start, 11)
    terms = {first: term for term, (first, _) in TERMS.items()}
    makers: dict[PeriodKind, Callable[[], Period]] = {
        PeriodKind.FINANCIAL_YEAR: lambda: financial_year(year, month),
        PeriodKind.QUARTER: lambda: financial_quarter(year - (month < starts), number, starts),
        PeriodKind.MONTH: lambda: month_of(year, month),
        PeriodKind.CALENDAR_YEAR: lambda: calendar_year(year),
        PeriodKind.ACADEMIC_YEAR: lambda: academic_year(year),
        PeriodKind.TERM: lambda: school_term(year - (month < 9), terms[month]),
        PeriodKind.DAY: lambda: day_of(start),
        PeriodKind.ROLLING: lambda: rolling_year(rolling.year, rolling.month),
        PeriodKind.YEAR_TO_DATE: lambda: year_to_date(year, number, month),
        PeriodKind.SPAN: lambda: span(start, start + timedelta(days=length - 1)),
    }
    return makers[kind]()


def _number(period: Period) -> int:
    """The quarter within the year, for a quarter or a year to date; otherwise 1."""
    quarterly = period.kind in (PeriodKind.QUARTER, PeriodKind.YEAR_TO_DATE)
    return int(period.name[-1]) if quarterly else 1


def _step(period: Period, steps: int) -> Period:
    kind, number = period.kind, _number(period)
    months = period.whole_months
    if kind is PeriodKind.YEAR_TO_DATE:
        years, index = divmod(number - 1 + steps, 4)
        return _from_start(kind, add_months(period.start, 12 * years), index + 1, 0)
    if kind is PeriodKind.SPAN and months:
        start = add_months(period.start, steps * months)
        return span(start, last_day(add_months(start, months - 1)))
    length = (period.end - period.start).days + 1
    if kind in (PeriodKind.DAY, PeriodKind.SPAN):
        start = period.start + timedelta(days=steps * length)
    elif steps > 0:
        start = period.end + timedelta(days=1)
    else:
        start = (period.start - timedelta(days=1)).replace(day=1)
        start = add_months(start, 1 - _months_before(period))
    return _from_start(kind, start, (number - 1 + steps) % 4 + 1, length)


def _months_before(period: Period) -> int:
    if period.kind is PeriodKind.TERM:
        return {9: 5, 1: 4, 4: 3}[period.start.month]
    return period.whole_months


@lru_cache(maxsize=4096)
def previous(period: Period) -> Period:
    """The period of the same kind just before: it ends the day before this one starts.

    Of a year to date it is the one a quarter shorter, or the whole of the year before.
    """
    return _step(period, -1)


@lru_cache(maxsize=4096)
def following(period: Period) -> Period:
    """The period of the same kind just after: it starts the day after this one ends."""
    return _step(period, 1)


@lru_cache(maxsize=4096)
def year_before(period: Period) -> Period:
    """The same period of the year before; 52 weeks before for a span of whole weeks."""
    length = (period.end - period.start).days + 1
    if period.kind is PeriodKind.SPAN:
        if length == 7:
            return span(period.start - timedelta(days=364), period.end - timedelta(days=364))
        return span(add_months(period.start, -12), add_months(period.end, -12))
    return _from_start(period.kind, add_months(period.start, -12), _number(period), length)


def contains(outer: Period, inner: Period) -> bool:
    """Whether every day of `inner` is a day of `outer`."""
    return outer.start <= inner.start and inner.end <= outer.end


def independent(first: Period, second: Period) -> bool:
    """Whether the two periods have no day in common."""
    return first.end < second.start or second.end < first.start


def same_length(first: Period, second: Period) -> bool:
    """Whether both cover as many whole months, or as many days where either is not whole months."""
    months = first.whole_months, second.whole_months
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
    count, part = divmod(period.whole_months, 3)
    offset = (period.start.month - starts) % 12
    if not count or part or offset % 3:
        return ()
    year = period.start.year - (period.start.month < starts)
    numbers = (offset // 3 + index for index in range(count))
    return tuple(
        financial_quarter(year + number // 4, number % 4 + 1, starts) for number in numbers
    )


def rolling_quarters(period: Period, *, financial_year_starts: int = 4) -> tuple[Period, ...]:
    """The four quarters of the 12 months that end when this period ends; empty if none do."""
    starts = financial_year_starts
    if period.kind is PeriodKind.QUARTER:
        starts = (period.start.month - 1 - 3 * (_number(period) - 1)) % 12 + 1
    elif period.kind in (PeriodKind.FINANCIAL_YEAR, PeriodKind.YEAR_TO_DATE):
        starts = period.start.month
    if period.end != last_day(period.end):
        return ()
    whole_year = rolling_year(period.end.year, period.end.month)
    return quarters_of(whole_year, financial_year_starts=starts)


def covers(whole: Period, periods: Sequence[Period]) -> bool:
    """Whether periods, put end to end, are exactly a longer one."""
    ordered = sorted(periods)
    if not ordered or ordered[0].start != whole.start or ordered[-1].end != whole.end:
        return False
    day = timedelta(days=1)
    return all(first.end + day == second.start for first, second in pairwise(ordered))
