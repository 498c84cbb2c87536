"""Reporting periods in words, for readers, tables, axes and addresses."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from scorecard.periods.model import MONTH_NAMES, Period, PeriodKind


@lru_cache(maxsize=4096)
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


@lru_cache(maxsize=4096)
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
    return f"{MONTH_NAMES[day.month][:letters]} {day.year}"


def _day_words(day: date, letters: int) -> str:
    return f"{day.day} {_month_words(day, letters)}"


def _stretch(period: Period, letters: int) -> str:
    start, end = period.start, period.end
    if start == end:
        return _day_words(start, letters)
    if not period.whole_months:
        return f"{_day_words(start, letters)} to {_day_words(end, letters)}"
    if (start.year, start.month) == (end.year, end.month):
        return _month_words(end, letters)
    first = MONTH_NAMES[start.month][:letters]
    year = "" if start.year == end.year else f" {start.year}"
    return f"{first}{year} to {_month_words(end, letters)}"


def slug(period: Period) -> str:
    """The period as part of an address, such as `2020-21-q3`."""
    return re.sub(r"[^a-z0-9]+", "-", period.name.lower())
