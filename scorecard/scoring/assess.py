"""From published cells to results: one pass over every cell, then what each indicator says."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction

from scorecard.framework import Framework
from scorecard.framework.indicators import Indicator
from scorecard.framework.targets import Form, Target
from scorecard.measures import Measure, interval_of
from scorecard.measures.intervals import Interval
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
    Trend,
    Verdict,
)
from scorecard.scoring.change import change_of, compare, difference_between, is_small
from scorecard.scoring.judging import certainty_of, is_due, judge, state_of
from scorecard.scoring.lines import Cells, NoLine, line_for
from scorecard.scoring.long_run import trend_of, usual_limits
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
    # Figures of an area are not comparable across a change of its boundaries.
    own = {a.id: indicator.broken_by(a.boundaries_changed) for a in framework.scorecard.areas}
    results = {
        key: _result(own[key.area], cell, cells, framework)
        if key.area in own
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
    series = [result.cell for result in line]
    trend = trend_of(own[whole], series)
    return IndicatorResults(
        indicator=indicator,
        results=results,
        latest=latest,
        out_of_date=_out_of_date(indicator, latest, period, as_at),
        judgement=latest.judgement if latest else _without_figures(indicator),
        trend=trend,
        usual_limits=usual_limits(own[whole], series) if trend is Trend.UNUSUAL else None,
    )


def _outside(indicator: Indicator, cell: PublishedCell) -> Result:
    """A comparator's figure: taken as it came, and not judged."""
    shown = rounded(indicator, exact_value(indicator, cell))
    return Result(cell, shown, None, None, Judgement(Verdict.NONE), Change(Direction.NOT_COMPARED))


def _result(
    indicator: Indicator, cell: PublishedCell, cells: Cells, framework: Framework
) -> Result:
    minimum = framework.policy.minimum_denominator_for(indicator.id)
    value, interval = exact_value(indicator, cell), exact_interval(indicator, cell)
    target, judgement = _judged(indicator, cell, value, interval, cells, framework, minimum)
    return Result(
        cell=cell,
        value=rounded(indicator, value),
        interval=rounded_interval(indicator, interval),
        target=target,
        judgement=judgement,
        change=change_of(indicator, cell, value, cells, minimum),
        comparisons=compare(indicator, cell, value, interval, cells, minimum),
    )


Judged = tuple[TargetLine | None, Judgement]
"""The target in force for a cell, where there is one, and how the cell stands against it."""


def _judged(
    indicator: Indicator,
    cell: PublishedCell,
    value: Fraction | None,
    interval: Interval | None,
    cells: Cells,
    framework: Framework,
    minimum: int,
) -> Judged:
    if cell.status is Status.SUPPRESSED:
        return None, Judgement(Verdict.HIDDEN, reason=Reason.HIDDEN)
    line = line_for(indicator, cell.key, cells, framework.scorecard.whole_area.id)
    if value is None:
        none = isinstance(line, NoLine) and line.verdict is Verdict.NONE
        verdict = Verdict.NONE if none else Verdict.NOT_ASSESSED
        shown = line if isinstance(line, TargetLine) else None
        return shown, Judgement(verdict, reason=Reason.NO_DATA)
    if isinstance(line, NoLine):
        return line.shown, Judgement(line.verdict, reason=line.reason)
    target = indicator.target
    assert target is not None
    if target.form is Form.PER:
        starts = framework.scorecard.financial_year_starts
        found = sum_for(indicator, target, cell.key, cells, starts)
        return _over_stretch(indicator, cell, found)
    small = _too_small(indicator, target, cell, cells, minimum)
    if small is not None:
        return line, Judgement(Verdict.NOT_ASSESSED, reason=small)
    if target.form is Form.DONE_BY:
        return line, state_of(target, cell.key.period, value)
    certainty = certainty_of(indicator, line, interval)
    if target.form is Form.IMPROVE_ON:
        certainty = _certainty_of_improvement(indicator, _before(cell, cells), cell, value)
    return line, judge(
        indicator,
        cell.key.period,
        value,
        line,
        certainty,
        exact=is_exact(indicator, cell),
        due=is_due(target, cell.key.period),
    )


def _too_small(
    indicator: Indicator, target: Target, cell: PublishedCell, cells: Cells, minimum: int
) -> Reason | None:
    """Why a denominator is too small for a verdict, where it is: this one, or the one before."""
    if not indicator.measure.kind.minimum_applies:
        return None
    if is_small(cell, minimum):
        return Reason.SMALL_DENOMINATOR
    if target.form is Form.IMPROVE_ON and is_small(_before(cell, cells), minimum):
        return Reason.SMALL_EARLIER
    return None


def _before(cell: PublishedCell, cells: Cells) -> PublishedCell:
    return cells[cell.key.at(previous(cell.key.period))]


def _over_stretch(indicator: Indicator, cell: PublishedCell, found: Sum | NoLine) -> Judged:
    """A count held against a target per year, say: by its sum since the year began."""
    if isinstance(found, NoLine):
        return found.shown, Judgement(found.verdict, reason=found.reason)
    interval = interval_of(indicator.interval_kind, found.total, None, 1)
    return found.line, judge(
        indicator,
        cell.key.period,
        found.total,
        found.line,
        certainty_of(indicator, found.line, interval),
        exact=is_exact(indicator, cell),
        due=found.ended,
    )


def _certainty_of_improvement(
    indicator: Indicator, before: PublishedCell, now: PublishedCell, value: Fraction
) -> Certainty:
    """How sure an improvement is: by the interval of the difference."""
    earlier = exact_value(indicator, before)
    assert earlier is not None
    clear = difference_between(indicator, before, now, value - earlier).clear
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
