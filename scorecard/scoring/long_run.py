"""What a longer series of one indicator says: a trend over years, or an unusual last quarter."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from scorecard.framework.indicators import Indicator
from scorecard.measures import Measure
from scorecard.measures.rounding import round_half_up
from scorecard.periods import Period, PeriodKind, following
from scorecard.published import PublishedCell, Trend, UsualLimits
from scorecard.scoring.lines import broken_between
from scorecard.scoring.trend import (
    TrendKind,
    annual_trend,
    seasonal_difference,
    xmr,
    xmr_signal,
)
from scorecard.scoring.values import exact_value, has_parts, parts_of

YEARS = (PeriodKind.FINANCIAL_YEAR, PeriodKind.CALENDAR_YEAR, PeriodKind.ACADEMIC_YEAR)
PER_YEAR = {PeriodKind.MONTH: 12, PeriodKind.QUARTER: 4}
ENOUGH = 12


def trend_of(indicator: Indicator, cells: Sequence[PublishedCell]) -> Trend | None:
    """The statement of statistics.md (Trend) about a series, or None where it is too short.

    The series ends at its latest period; a gap, a hidden period or a break begins it anew.
    """
    run = _unbroken(indicator, cells)
    if not run:
        return None
    kind = run[-1].key.period.kind
    if kind in YEARS:
        return _over_years(indicator, run)
    if kind in PER_YEAR and len(run) >= ENOUGH:
        values = _comparable(indicator, run, PER_YEAR[kind])
        if len(values) < ENOUGH:
            return None
        return Trend.UNUSUAL if xmr_signal(values) else Trend.AS_USUAL
    return None


def usual_limits(indicator: Indicator, cells: Sequence[PublishedCell]) -> UsualLimits | None:
    """The limits of a series' usual ups and downs, where its last figure stands out from them.

    None for a seasonal series, whose figures are not judged themselves, for a thing to be done,
    and for a series that hardly ever moved, which has no ups and downs.
    """
    run = _unbroken(indicator, cells)
    if indicator.seasonal or len(run) < ENOUGH or run[-1].key.period.kind not in PER_YEAR:
        return None
    values = _values(indicator, run)
    signal = xmr_signal(values)
    if signal is None or indicator.measure is Measure.MILESTONE:
        return None
    limits = xmr(values)
    if limits.lower == limits.upper:
        return None
    places = _places(indicator)
    return UsualLimits(
        since=run[0].key.period,
        mean=round_half_up(limits.mean, places),
        lower=round_half_up(limits.lower, places),
        upper=round_half_up(limits.upper, places),
        rule=signal.rule,
        above=signal.direction == "up",
    )


def _places(indicator: Indicator) -> int:
    # The limits of whole numbers lie between them: 26 is outside a limit of 25.9.
    return indicator.places if indicator.measure is Measure.MONEY else max(indicator.places, 1)


def _over_years(indicator: Indicator, run: Sequence[PublishedCell]) -> Trend | None:
    kinds: dict[str | None, TrendKind] = {"binomial": "proportion", "poisson": "rate"}
    kind = kinds.get(indicator.interval_kind)
    if kind is None or not all(has_parts(indicator, cell) for cell in run):
        return None
    pairs = [parts_of(indicator, cell) for cell in run]
    numbers = [(n, d or Decimal(1)) for n, d in pairs]
    trend = annual_trend(numbers, kind=kind)
    return None if trend is None else Trend(trend)


def _comparable(
    indicator: Indicator, run: Sequence[PublishedCell], per_year: int
) -> Sequence[Fraction]:
    values = _values(indicator, run)
    # XmR is nearly blind to a seasonal series: there it works on the difference from last year.
    return seasonal_difference(values, per_year) if indicator.seasonal else values


def _values(indicator: Indicator, run: Sequence[PublishedCell]) -> list[Fraction]:
    values = (exact_value(indicator, cell) for cell in run)
    return [value for value in values if value is not None]


def _unbroken(indicator: Indicator, cells: Sequence[PublishedCell]) -> list[PublishedCell]:
    run: list[PublishedCell] = []
    for cell in sorted(cells, key=lambda c: c.key.period):
        shown = exact_value(indicator, cell) is not None
        if not shown or (run and not _continues(indicator, run[-1].key.period, cell.key.period)):
            run = []
        if shown:
            run.append(cell)
    return run


def _continues(indicator: Indicator, before: Period, now: Period) -> bool:
    return following(before) == now and not broken_between(indicator, before, now)
