"""Half past nine in Britain, when a release comes out, as files for programs write it."""

from __future__ import annotations

from datetime import date, timedelta


def release_moment(day: date) -> str:
    """9:30 on the day, as the Code of Practice asks, in universal time: 8:30 in summer time.

    The rule of the Summer Time Act is written out, since not every system has a list of time zones.
    """
    summer = _last_sunday(day.year, 3) <= day < _last_sunday(day.year, 10)
    return f"{day.isoformat()}T0{8 if summer else 9}:30:00Z"


def _last_sunday(year: int, month: int) -> date:
    """The day of March or October on which British clocks change."""
    last = date(year, month, 31)
    return last - timedelta(days=last.isoweekday() % 7)
