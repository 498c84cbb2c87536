"""From published cells to results: one pass over every cell, then what each indicator says."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta

from scorecard.framework import Framework
from scorecard.framework.indicators import Indicator
from scorecard.framework.targets import Form
from scorecard.measures import Measure, interval_of
from scorecard.periods import Period, PeriodKind, following, previous
from scorecard.periods.model import add_months
from scorecard.published import (
    CellKey,
    Certainty,
    Change,
    Direction,
    IndicatorResults,
    Judgement,
    PublishedCell,
    PublishedTables,
    Reason,
    Result,
    Scorecard,
    Status,
    TargetLine,
    Verdict,
)
from scorecard.scoring.change import change_of, compare, difference_between, is_small
from scorecard.scoring.judging import certainty_of, is_due, judge, state_of
from scorecard.scoring.lines import Cells, NoLine, line_for
from scorecard.scoring.long_run import trend_of
from scorecard.scoring.stretches import Sum, sum_for
from scorecard.scoring.values import (
    exact_interval,
    exact_value,
    is_exact,
    rounded,
    rounded_interval,
)

USUAL_PERIODS = {
    "weekly": (PeriodKind.SPAN,),
    "monthly": (PeriodKind.MONTH,),
    "quarterly": (PeriodKind.QUARTER,),
    "termly": (PeriodKind.TERM,),
    "six-monthly": (PeriodKind.SPAN,),
    "annual": (PeriodKind.FINANCIAL_YEAR, PeriodKind.CALENDAR_YEAR, PeriodKind.ACADEMIC_YEAR),
    "academic-year": (PeriodKind.ACADEMIC_YEAR,),
}


def assess(tables: PublishedTables, framework: Framework, period: Period, as_at: date) -> Scorecard:
    """Score every published cell of a release, and choose each indicator's latest figure."""
    by_indicator: dict[str, dict[CellKey, PublishedCell]] = defaultdict(dict)
    for key, cell in tables.cells.items():
        by_indicator[key.indicator][key] = cell
    return Scorecard(
        framework=framework,
        period=period,
        as_at=as_at,
        indicators=tuple(
            _indicator(indicator, by_indicator[indicator.id], framework, period, as_at)
            for indicator in framework.indicators
        ),
    )


def _indicator(
    indicator: Indicator, cells: Cells, framework: Framework, period: Period, as_at: date
) -> IndicatorResults:
    areas = {area.id for area in framework.scorecard.areas}
    results = {
        key: _result(indicator, cell, cells, framework)
        if key.area in areas
        else _outside(indicator, cell)
        for key, cell in cells.items()
    }
    whole = framework.scorecard.whole_area.id
    main = [
        result
        for key, result in results.items()
        if key.area == whole and key.is_total and key.period.end <= period.end
    ]
    kinds = USUAL_PERIODS.get(indicator.frequency, ())
    if indicator.flow == "rolling":
        kinds = (PeriodKind.ROLLING, *kinds)
    usual = [r for r in main if r.key.period.kind in kinds]
    line = sorted(usual or main, key=lambda r: r.key.period)
    latest = line[-1] if line else None
    return IndicatorResults(
        indicator=indicator,
        results=results,
        latest=latest,
        out_of_date=_out_of_date(indicator, latest, period, as_at),
        judgement=latest.judgement if latest else _without_figures(indicator),
        trend=trend_of(indicator, [r.cell for r in line]),
    )


def _outside(indicator: Indicator, cell: PublishedCell) -> Result:
    """A comparator's figure: taken as it came, and not judged."""
    shown = rounded(indicator, exact_value(indicator, cell))
    return Result(cell, shown, None, None, Judgement(Verdict.NONE), Change(Direction.NOT_COMPARED))


def _result(
    indicator: Indicator, cell: PublishedCell, cells: Cells, framework: Framework
) -> Result:
    minimum = framework.policy.minimum_denominator_for(indicator.id)
    value = exact_value(indicator, cell)
    interval = exact_interval(indicator, cell)
    result = Result(
        cell=cell,
        value=rounded(indicator, value),
        interval=rounded_interval(indicator, interval),
        target=None,
        judgement=Judgement(Verdict.NOT_ASSESSED, reason=Reason.NO_DATA),
        change=change_of(indicator, cell, cells, minimum),
        comparisons=compare(indicator, cell, interval, cells, minimum),
    )
    if cell.status is Status.SUPPRESSED:
        return replace(result, judgement=Judgement(Verdict.HIDDEN, reason=Reason.HIDDEN))
    target = indicator.target
    per = target is not None and target.form is Form.PER
    whole = framework.scorecard.whole_area.id
    line = line_for(indicator, cell.key, cells, whole)
    if value is None:
        if isinstance(line, TargetLine):
            return replace(result, target=line)
        verdict = Verdict.NONE if line.verdict is Verdict.NONE else Verdict.NOT_ASSESSED
        return replace(result, judgement=Judgement(verdict, reason=Reason.NO_DATA))
    if target is not None and per and not isinstance(line, NoLine):
        starts = framework.scorecard.financial_year_starts
        return _over_stretch(result, sum_for(indicator, target, cell.key, cells, starts), indicator)
    if isinstance(line, NoLine):
        judgement = Judgement(line.verdict, reason=line.reason)
        return replace(result, judgement=judgement, target=line.shown)
    assert target is not None
    result = replace(result, target=line)
    if indicator.measure.kind.minimum_applies and is_small(cell, minimum):
        small = Judgement(Verdict.NOT_ASSESSED, reason=Reason.SMALL_DENOMINATOR)
        return replace(result, judgement=small)
    if target.form is Form.DONE_BY:
        return replace(result, judgement=state_of(target, cell.key.period, value))
    certainty = certainty_of(indicator, line, interval)
    if target.form is Form.IMPROVE_ON:
        before = cells[replace(cell.key, period=previous(cell.key.period))]
        if indicator.measure.kind.minimum_applies and is_small(before, minimum):
            small = Judgement(Verdict.NOT_ASSESSED, reason=Reason.SMALL_EARLIER)
            return replace(result, judgement=small)
        certainty = _certainty_of_improvement(indicator, before, cell)
    judgement = judge(
        indicator,
        cell.key.period,
        value,
        line,
        certainty,
        exact=is_exact(indicator, cell),
        due=is_due(target, cell.key.period),
    )
    return replace(result, judgement=judgement)


def _over_stretch(result: Result, found: Sum | NoLine, indicator: Indicator) -> Result:
    """A count held against a target per year, say: by its sum since the year began."""
    if isinstance(found, NoLine):
        judgement = Judgement(found.verdict, reason=found.reason)
        return replace(result, judgement=judgement, target=found.shown)
    interval = interval_of(indicator.interval_kind, found.total, None, 1)
    judgement = judge(
        indicator,
        result.key.period,
        found.total,
        found.line,
        certainty_of(indicator, found.line, interval),
        exact=is_exact(indicator, result.cell),
        due=found.ended,
    )
    return replace(result, target=found.line, judgement=judgement)


def _certainty_of_improvement(
    indicator: Indicator, before: PublishedCell, now: PublishedCell
) -> Certainty:
    """How sure an improvement is: by the interval of the difference."""
    clear = difference_between(indicator, before, now).clear
    if clear is None:
        return Certainty.NOT_KNOWN
    # Figures that are exact and equal are clearly no improvement.
    exact = indicator.interval_kind == "none"
    return Certainty.CLEAR if clear or exact else Certainty.COULD_BE_CHANCE


MONTHS_BETWEEN = {
    "monthly": 1, "quarterly": 3, "termly": 4, "six-monthly": 6, "annual": 12, "academic-year": 12
}  # fmt: skip
"""How long after one figure the next one is due."""


def _out_of_date(indicator: Indicator, latest: Result | None, period: Period, as_at: date) -> bool:
    """Whether a later figure was due: its period had ended by the release's and by its date."""
    if latest is None or indicator.frequency == "once" or indicator.retired is not None:
        return False
    last = latest.key.period
    if indicator.frequency == "weekly":
        due = last.end + timedelta(days=7)
    elif last.kind is PeriodKind.TERM:
        due = following(last).end
    else:
        due = add_months(last.end, MONTHS_BETWEEN[indicator.frequency])
    return due <= period.end and due <= as_at


def _without_figures(indicator: Indicator) -> Judgement:
    if indicator.measure is Measure.NARRATIVE:
        return Judgement(Verdict.NONE, reason=Reason.NARRATIVE)
    return Judgement(Verdict.NOT_ASSESSED, reason=Reason.AWAITING_DATA)
