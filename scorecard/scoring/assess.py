"""From published cells to results: one pass over every cell, then what each indicator says."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date

from scorecard.framework import Framework
from scorecard.framework.indicators import Indicator
from scorecard.framework.targets import Form
from scorecard.measures import Measure
from scorecard.periods import Period, PeriodKind, following, previous
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
    Verdict,
)
from scorecard.scoring.change import change_of, compare, difference_between, is_small
from scorecard.scoring.judging import certainty_of, judge
from scorecard.scoring.lines import Cells, NoLine, line_for
from scorecard.scoring.long_run import trend_of
from scorecard.scoring.values import (
    exact_interval,
    exact_value,
    has_parts,
    rounded,
    rounded_interval,
)

USUAL_PERIODS = {
    "monthly": (PeriodKind.MONTH,),
    "quarterly": (PeriodKind.QUARTER,),
    "termly": (PeriodKind.TERM,),
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
    minimum = framework.policy.minimum_denominator_for(indicator.id)
    results = {
        key: _result(indicator, cell, cells, minimum, own=key.area in areas)
        for key, cell in cells.items()
    }
    whole = framework.scorecard.whole_area.id
    main = [r for k, r in results.items() if k.area == whole and k.is_total]
    usual = [r for r in main if r.key.period.kind in USUAL_PERIODS.get(indicator.frequency, ())]
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


def _result(
    indicator: Indicator, cell: PublishedCell, cells: Cells, minimum: int, *, own: bool
) -> Result:
    value = exact_value(indicator, cell)
    # An interval speaks of the partnership's own figures; a comparator's is taken as it came.
    interval = exact_interval(indicator, cell) if own else None
    shown = rounded(indicator, value)
    if not own:
        return Result(
            cell, shown, None, None, Judgement(Verdict.NONE), Change(Direction.NOT_COMPARED)
        )
    result = Result(
        cell=cell,
        value=shown,
        interval=rounded_interval(indicator, interval),
        target=None,
        judgement=Judgement(Verdict.NOT_ASSESSED, reason=Reason.NO_DATA),
        change=change_of(indicator, cell, cells, minimum),
        comparisons=compare(indicator, cell, interval, cells, minimum),
    )
    if cell.status is Status.SUPPRESSED:
        return replace(result, judgement=Judgement(Verdict.HIDDEN, reason=Reason.HIDDEN))
    line = line_for(indicator, cell.key, cells)
    if isinstance(line, NoLine):
        if value is None and line.verdict is not Verdict.NONE:
            return result
        judgement = Judgement(line.verdict, reason=line.reason)
        return replace(result, judgement=judgement, target=line.shown)
    result = replace(result, target=line)
    if value is None:
        return result
    if indicator.measure.kind.minimum_applies and is_small(cell, minimum):
        small = Judgement(Verdict.NOT_ASSESSED, reason=Reason.SMALL_DENOMINATOR)
        return replace(result, judgement=small)
    if indicator.target is not None and indicator.target.form is Form.IMPROVE_ON:
        certainty = _certainty_of_improvement(indicator, cell, cells)
    else:
        certainty = certainty_of(indicator, line, interval)
    judgement = judge(
        indicator,
        cell.key.period,
        value,
        line,
        certainty,
        exact=has_parts(indicator, cell),
    )
    return replace(result, judgement=judgement)


def _certainty_of_improvement(indicator: Indicator, cell: PublishedCell, cells: Cells) -> Certainty:
    """How sure an improvement is: by the interval of the difference."""
    key = cell.key
    before = cells[
        CellKey(key.indicator, previous(key.period), key.area, key.breakdown, key.category)
    ]
    clear = difference_between(indicator, before, cell).clear
    if clear is None:
        return Certainty.NOT_KNOWN
    return Certainty.CLEAR if clear else Certainty.COULD_BE_CHANCE


def _out_of_date(indicator: Indicator, latest: Result | None, period: Period, as_at: date) -> bool:
    """Whether a later figure was due: its period had ended by the release's and by its date."""
    if latest is None or indicator.frequency == "once" or indicator.retired is not None:
        return False
    due = following(latest.key.period)
    return due.end <= period.end and due.end <= as_at


def _without_figures(indicator: Indicator) -> Judgement:
    if indicator.measure is Measure.NARRATIVE:
        return Judgement(Verdict.NONE, reason=Reason.NARRATIVE)
    if indicator.target is None:
        return Judgement(Verdict.NONE, reason=Reason.NO_DATA)
    return Judgement(Verdict.NOT_ASSESSED, reason=Reason.NO_DATA)
