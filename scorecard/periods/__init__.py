"""Reporting periods: read as people write them, order, label, and say what adds up to what."""

from scorecard.periods.arithmetic import (
    contains,
    covers,
    following,
    independent,
    previous,
    quarters_of,
    rolling_quarters,
    same_length,
    year_before,
)
from scorecard.periods.labels import label, short_label, slug
from scorecard.periods.model import MONTH_NAMES, Period, PeriodError, PeriodKind
from scorecard.periods.reading import parse_period

__all__ = [
    "MONTH_NAMES",
    "Period",
    "PeriodError",
    "PeriodKind",
    "contains",
    "covers",
    "following",
    "independent",
    "label",
    "parse_period",
    "previous",
    "quarters_of",
    "rolling_quarters",
    "same_length",
    "short_label",
    "slug",
    "year_before",
]
