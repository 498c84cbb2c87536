"""From results to what charts draw: every figure here has been rounded and published already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from scorecard.charts.axes import Unit
from scorecard.charts.breakdown import Bar, Breakdown, Whole
from scorecard.charts.lines import Point, State
from scorecard.charts.sparkline import Sparkline
from scorecard.charts.status import Filling, Statuses, StatusRow
from scorecard.charts.status import Verdict as StatusVerdict
from scorecard.charts.trend import Break, Comparator, Target, Trend
from scorecard.charts.xmr import Level, Xmr
from scorecard.framework import Framework
from scorecard.framework.indicators import Indicator
from scorecard.measures.rounding import round_half_up
from scorecard.outputs.goals import goal_of
from scorecard.outputs.running import is_within
from scorecard.outputs.selections import Tally, block_order
from scorecard.periods import Period, PeriodKind, label, short_label
from scorecard.published import (
    CellKey,
    IndicatorResults,
    Judgement,
    Result,
    Status,
    TargetLine,
    UsualLimits,
    Verdict,
)
from scorecard.wording.figures import axis_unit, short_figure
from scorecard.wording.sentences import range_words, short_figure_words
from scorecard.wording.usual import limits_shown
from scorecard.wording.verdicts import fill_of

SPARK_POINTS = 4
FILLINGS = {
    "fill": Filling.SOLID,
    "": Filling.OUTLINE,
    "pale": Filling.PALE,
    "tint": Filling.TINT,
    "dots": Filling.DOTS,
}
"""How a chart draws what a tag is, by the name of its filling."""


def trend_chart(results: IndicatorResults, series: Sequence[Result], framework: Framework) -> Trend:
    """One line over time with its target, comparators, likely range and breaks."""
    indicator = results.indicator
    periods = [result.key.period for result in series]
    return Trend(
        points=tuple(_point(indicator, result) for result in series),
        unit=Unit(*axis_unit(indicator)),
        target=_target(indicator, series, framework),
        comparators=tuple(_comparators(results, periods, framework)),
        breaks=tuple(_breaks(indicator, framework, periods)),
        goal=goal_of(results, series),
    )


def _point(indicator: Indicator, result: Result) -> Point:
    period = result.key.period
    # The canonical name is the shortest: twelve of them fit below a chart.
    name = period.name if period.kind is PeriodKind.QUARTER else short_label(period)
    # A year is named at its first quarter, or in January.
    major = period.start.month in (1, 4) or (period.end - period.start).days > 92
    if result.value is None:
        hidden = result.cell.status is Status.SUPPRESSED
        return Point(name, state=State.HIDDEN if hidden else State.MISSING, major=major)
    shown = short_figure_words(indicator, result)
    reach = range_words(indicator, result)
    tip = f"{label(period)}: {shown}" + (f", {reach}" if reach else "")
    return Point(
        name,
        result.value,
        shown,
        lower=result.interval.lower if result.interval else None,
        upper=result.interval.upper if result.interval else None,
        tip=tip,
        major=major,
    )


def _target(indicator: Indicator, series: Sequence[Result], framework: Framework) -> Target | None:
    """Fixed and stepped targets are drawn; one that follows another line is not drawn twice.

    A milestone is drawn at its date, and a target for a longer stretch beside the running total.
    """
    target = indicator.target
    if target is None or target.comparators or target.improve_on or target.milestone:
        return None
    starts = framework.scorecard.financial_year_starts
    if target.per and any(is_within(target, r.key.period, starts) for r in series):
        return None
    lows = [_end(indicator, result.target, low=True) for result in series]
    highs = [_end(indicator, result.target, low=False) for result in series]
    band = any(a is not None and b is not None for a, b in zip(lows, highs, strict=True))
    if band:
        return Target("Target", tuple(lows), tuple(highs))
    values = tuple(a if a is not None else b for a, b in zip(lows, highs, strict=True))
    last = next((v for v in reversed(values) if v is not None), None)
    if last is None:
        return None
    before, after = axis_unit(indicator)
    return Target(f"Target {before}{last.normalize():,f}{after}", values)


def _end(indicator: Indicator, line: TargetLine | None, *, low: bool) -> Decimal | None:
    end = None if line is None else (line.low if low else line.high)
    return None if end is None else round_half_up(end, max(indicator.places, 2))


def _breaks(
    indicator: Indicator, framework: Framework, periods: Sequence[Period]
) -> Iterator[Break]:
    """Where the line of the whole area is not to be read across."""
    named = [(b.period, "break in series") for b in indicator.break_in_series]
    named += [
        (b.period, "boundaries changed") for b in framework.scorecard.whole_area.boundaries_changed
    ]
    for period, name in named:
        if at := _position(period, periods):
            yield Break(at, name)


def _comparators(
    results: IndicatorResults, periods: Sequence[Period], framework: Framework
) -> Iterator[Comparator]:
    for name in results.indicator.comparators:
        keys = [CellKey(results.indicator.id, period, name) for period in periods]
        values = tuple(results.results[k].value if k in results.results else None for k in keys)
        if any(value is not None for value in values):
            yield Comparator(framework.scorecard.comparator(name).name, values)


def _position(period: Period, periods: Sequence[Period]) -> int | None:
    """The first period that reaches the break, as scoring has it: it may end within a year."""
    return next((i for i, other in enumerate(periods) if other.end >= period.start), None)


def usual_chart(indicator: Indicator, series: Sequence[Result], limits: UsualLimits) -> Xmr:
    """The figures that limits were worked out from, with the last of them, which stands out."""
    lower, upper = limits_shown(indicator, limits)
    return Xmr(
        points=tuple(_point(indicator, result) for result in series),
        mean=Level(limits.mean, f"Average {short_figure(indicator, limits.mean)}"),
        lower=Level(lower, f"Lower limit {short_figure(indicator, lower)}"),
        upper=Level(upper, f"Upper limit {short_figure(indicator, upper)}"),
        unit=Unit(*axis_unit(indicator)),
        signals=(len(series) - 1,),
    )


def spark_chart(series: Sequence[Result]) -> Sparkline:
    """The last four periods as a small line; a gap where a figure is not shown."""
    return Sparkline(tuple(result.value for result in series[-SPARK_POINTS:]))


def breakdown_chart(
    indicator: Indicator, parts: Sequence[tuple[str, Result]], whole: Result | None, name: str
) -> Breakdown:
    """Bars for areas or groups in the order of their definition, with a line for the whole."""
    line = None
    if whole is not None and whole.value is not None and indicator.measure.kind.needs_denominator:
        line = Whole(whole.value, f"{name} {short_figure_words(indicator, whole)}")
    return Breakdown(tuple(_bar(indicator, title, result) for title, result in parts), line)


def _bar(indicator: Indicator, title: str, result: Result) -> Bar:
    if result.value is None:
        hidden = result.cell.status is Status.SUPPRESSED
        return Bar(title, state=State.HIDDEN if hidden else State.MISSING)
    return Bar(
        title,
        result.value,
        short_figure_words(indicator, result),
        lower=result.interval.lower if result.interval else None,
        upper=result.interval.upper if result.interval else None,
        tip=f"{title}: {short_figure_words(indicator, result)}",
    )


def status_chart(rows: Iterable[tuple[str, Tally]]) -> Statuses:
    """How many measures of each priority share a status, clear and uncertain kept apart."""
    rows = list(rows)
    # Every kind of block that any row has, in the order in which a tally lists them.
    kinds = {block.words: block for _, tally in rows for block in tally.blocks}
    order = [words for words in block_order() if words in kinds]
    return Statuses(
        tuple(
            StatusVerdict(
                words,
                "none" if kinds[words].colour == "hid" else kinds[words].colour,
                _filling(kinds[words].judgement),
            )
            for words in order
        ),
        tuple(
            StatusRow(name, tuple(_number(tally, words) for words in order)) for name, tally in rows
        ),
    )


def _number(counts: Tally, words: str) -> int:
    return sum(block.number for block in counts.blocks if block.words == words)


def _filling(judgement: Judgement) -> Filling:
    if judgement.verdict is Verdict.HIDDEN:
        return Filling.HATCHED
    return FILLINGS[fill_of(judgement)]
