"""What several kinds of page share: figures over time as a table, cards, symbols, commentary."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from scorecard.charts.render import page_jobs, spark_job
from scorecard.framework.indicators import Indicator
from scorecard.framework.plan import Commentary
from scorecard.measures.rounding import plain, round_half_up
from scorecard.outputs import addresses, drawings
from scorecard.outputs.markup import Cell, Head, Table, anchor, plain_table, tag
from scorecard.outputs.pages.rendering import ChartFragment, PageWriter, mark
from scorecard.periods import label, short_label
from scorecard.published import IndicatorResults, Reason, Result, Status, TargetLine, Verdict
from scorecard.wording.figures import (
    SYMBOLS,
    capitalised,
    in_a_sentence,
    notes_of,
    number_and_unit,
    part_heads,
    symbol_of,
    unit_in_words,
    value_head,
    with_separators,
)
from scorecard.wording.sentences import (
    CHANGES,
    figure_words,
    range_words,
    series_words,
    short_figure_words,
    trend_title,
)
from scorecard.wording.verdicts import reason_words, target_words, verdict_words


@dataclass(frozen=True)
class Card:
    """An indicator at a glance, as it stands on a priority's or an outcome's page."""

    results: IndicatorResults
    address: str
    figure: str | Markup
    when: str
    tag: Markup
    change: str
    spark: str


def card(writer: PageWriter, results: IndicatorResults) -> Card:
    """The card of one indicator, with its sparkline."""
    latest, indicator = results.latest, results.indicator
    # Without a figure, what is aimed for is what a reader can know.
    figure: str | Markup = "No figure yet"
    if latest is not None:
        figure = big_figure(indicator, latest)
    elif indicator.target is not None:
        figure = capitalised(target_words(indicator, writer.scorecard.framework))
    return Card(
        results=results,
        address=addresses.indicator(indicator.id),
        figure=figure,
        when=label(latest.key.period) if latest else ("Target" if indicator.target else ""),
        tag=tag(results.judgement),
        change=CHANGES[latest.change.direction] if latest and latest.value is not None else "",
        spark=spark(writer, results),
    )


def big_figure(indicator: Indicator, result: Result) -> str | Markup:
    """A figure set large, with a unit of words set smaller beside it."""
    if result.value is None:
        return figure_words(indicator, result)
    number, unit = number_and_unit(indicator, result.value)
    return Markup('%s <span class="unit">%s</span>') % (number, unit) if unit else number


def spark(writer: PageWriter, results: IndicatorResults) -> Markup:
    """A sparkline of the last four periods, drawn once for all pages; nothing without figures."""
    series = main_series(writer, results)[-drawings.SPARK_POINTS :]
    if sum(result.value is not None for result in series) < 2:
        return Markup("")
    indicator = results.indicator
    name = f"sparks/{indicator.id}"
    said = "; ".join(
        f"{short_label(r.key.period)} {short_figure_words(indicator, r)}" for r in series
    )
    writer.sparks[name] = spark_job(
        drawings.spark_chart(series), f"spark-{indicator.id}", indicator.name, said
    )
    return mark(name)


def main_series(writer: PageWriter, results: IndicatorResults) -> tuple[Result, ...]:
    """The whole area's figures over time, of the same kind of period as the latest."""
    whole = writer.scorecard.framework.scorecard.whole_area.id
    series = results.series(whole)
    if results.latest is None:
        return series
    kind = results.latest.key.period.kind
    return tuple(result for result in series if result.key.period.kind is kind)


def trend_fragment(
    writer: PageWriter,
    results: IndicatorResults,
    series: Sequence[Result],
    name: str,
    place: str,
) -> ChartFragment:
    """A trend chart with its words: what happened, and what is plotted."""
    indicator, framework = results.indicator, writer.scorecard.framework
    chart = drawings.trend_chart(results, series, framework)
    title = trend_title(results)
    description = series_words(indicator, series, framework)
    return ChartFragment(
        name=name,
        jobs=page_jobs(chart, name.replace("/", "-"), title, description),
        title=title,
        subtitle=plotted(indicator, series, place),
        source=indicator.source,
    )


def plotted(indicator: Indicator, series: Sequence[Result], place: str) -> str:
    """What a chart over time shows: the unit, the place, and from when until when."""
    span = f"{label(series[0].key.period)} until {label(series[-1].key.period)}"
    if len(series) == 1:
        span = label(series[0].key.period)
    unit = "per cent" if unit_in_words(indicator) == "%" else unit_in_words(indicator)
    return f"{capitalised(unit or 'value')}, {in_a_sentence(place)}, {span}"


def series_table(results: IndicatorResults, series: Sequence[Result], caption: str) -> Table:
    """One line over time as a table, latest first: the figures that the chart beside it shows."""
    indicator = results.indicator
    with_parts = any(r.cell.denominator is not None for r in series)
    with_target = any(r.target is not None for r in series)
    heads = [Head("Period")]
    if with_parts:
        heads += [Head(text, numeric=True) for text in part_heads(indicator)]
    heads += [Head(value_head(indicator), numeric=True)]
    with_range = any(r.interval is not None for r in series)
    if with_range:
        heads.append(Head("Likely range", numeric=True))
    if with_target:
        heads += [Head("Target", numeric=True), Head("Against target")]
    rows = [
        _series_row(indicator, r, parts=with_parts, reach=with_range, target=with_target)
        for r in reversed(series)
    ]
    return plain_table(caption, heads, rows, symbols_of(series))


def _series_row(
    indicator: Indicator, result: Result, *, parts: bool, reach: bool, target: bool
) -> list[Cell]:
    cell = result.cell
    row = [Cell(short_label(result.key.period), heading=True)]
    missing = symbol_of(cell)
    if parts:
        row += [_number(cell.numerator, missing), _number(cell.denominator, missing)]
    value = missing if result.value is None else with_separators(result.value)
    row.append(Cell(f"{value} {notes_of(cell)}".strip(), numeric=True))
    if reach:
        words = range_words(indicator, result).removeprefix("likely range ")
        row.append(Cell(words, numeric=True))
    if target:
        row.append(Cell(target_figure(result.target), numeric=True))
        row.append(Cell(_status_cell(result)))
    return row


def target_figure(line: TargetLine | None) -> str:
    """A target as it stands in a table: its number, or both ends of a range."""
    if line is None:
        return ""
    if line.shown is not None:
        return with_separators(line.shown)
    ends = (line.low, line.high)
    return " to ".join(
        with_separators(round_half_up(end, 2).normalize()) for end in ends if end is not None
    )


def _number(number: object, missing: str) -> Cell:
    shown = missing if number is None else with_separators(number)  # type: ignore[arg-type]
    return Cell(shown, numeric=True)


def _status_cell(result: Result) -> str:
    judgement = result.judgement
    if judgement.verdict is Verdict.HIDDEN or judgement.reason is Reason.NO_DATA:
        return ""
    return verdict_words(judgement)


def symbols_of(results: Iterable[Result]) -> tuple[tuple[str, str], ...]:
    """Every symbol that a table uses with its meaning, for the line under the table."""
    used = set()
    for result in results:
        used |= set(result.cell.symbols)
        if result.cell.status is not Status.SHOWN:
            used.add(symbol_of(result.cell).strip("[]"))
    return tuple((f"[{s}]", words) for s, words in SYMBOLS.items() if s in used)


def breakdown_table(
    indicator: Indicator, parts: Sequence[tuple[str, Result]], caption: str, first: str
) -> Table:
    """Areas or groups in one period as a table."""
    with_parts = any(r.cell.denominator is not None for _, r in parts)
    with_range = any(r.interval is not None for _, r in parts)
    heads = [Head(first)]
    if with_parts:
        heads += [Head(text, numeric=True) for text in part_heads(indicator)]
    heads.append(Head(value_head(indicator), numeric=True))
    if with_range:
        heads.append(Head("Likely range", numeric=True))
    rows = []
    for name, result in parts:
        missing = symbol_of(result.cell)
        row = [Cell(name, heading=True)]
        if with_parts:
            row.append(_number(result.cell.numerator, missing))
            row.append(_number(result.cell.denominator, missing))
        row.append(_number(result.value, missing))
        if with_range:
            words = range_words(indicator, result).removeprefix("likely range ")
            row.append(Cell(words, numeric=True))
        rows.append(row)
    return plain_table(caption, heads, rows, symbols_of(r for _, r in parts))


def commentary_of(writer: PageWriter, results: IndicatorResults) -> tuple[Commentary, ...]:
    """What was written about an indicator, the latest period first."""
    written = [
        c
        for c in writer.scorecard.framework.commentary
        if c.indicator == results.indicator.id and c.period.end <= writer.scorecard.period.end
    ]
    return tuple(sorted(written, key=lambda c: c.period, reverse=True))


def why_not(results: IndicatorResults) -> str:
    """Why there is no verdict, as a sentence."""
    return reason_words(results.judgement.reason)


def baseline_words(writer: PageWriter, results: IndicatorResults) -> str:
    """The figure that progress is measured from, with its period."""
    baseline = results.indicator.baseline
    if baseline is None:
        return ""
    whole = writer.scorecard.framework.scorecard.whole_area.id
    found = [r for r in results.series(whole) if r.key.period == baseline.period]
    if not found:
        return ""
    return f"{short_figure_words(results.indicator, found[0])} ({short_label(baseline.period)})"


def sort_key(results: IndicatorResults) -> str:
    """What a table sorts a figure by; empty where it is not shown."""
    latest = results.latest
    return plain(latest.value) if latest and latest.value is not None else ""


def indicator_link(origin: str, results: IndicatorResults) -> Markup:
    """A link to an indicator's page, by its name."""
    target = addresses.indicator(results.indicator.id)
    return anchor(addresses.link(origin, target), results.indicator.name)
