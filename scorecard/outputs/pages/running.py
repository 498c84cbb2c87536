"""On an indicator's page: counts added up over the stretch that its target is for."""

from __future__ import annotations

from scorecard.charts.render import page_jobs
from scorecard.outputs import addresses
from scorecard.outputs.markup import Cell, Head, Table, plain_table
from scorecard.outputs.pages import common
from scorecard.outputs.pages.rendering import ChartFragment, PageWriter, Section
from scorecard.outputs.plan_drawings import running_chart
from scorecard.outputs.running import Running, running_of
from scorecard.periods import label, short_label
from scorecard.published import IndicatorResults
from scorecard.wording.figures import (
    SYMBOLS,
    capitalised,
    day_in_words,
    short_figure,
    unit_in_words,
)
from scorecard.wording.plan import running_words
from scorecard.wording.sentences import short_figure_words
from scorecard.wording.verdicts import target_words


def running_sections(writer: PageWriter, results: IndicatorResults) -> list[Section]:
    """The running total as a section, where the target is for a longer stretch than a figure."""
    framework = writer.scorecard.framework
    running = running_of(results, framework)
    if running is None or results.indicator.target is None:
        return []
    indicator = results.indicator
    last = running.last
    ended = last.period.end == running.stretch.end
    title = running_words(indicator, last.total, running.stretch, ended=ended)
    name = f"{addresses.indicator(indicator.id)}/running"
    told = [
        f"{short_label(stage.period)} {short_figure(indicator, stage.total)}"
        for stage in running.stages
        if stage.total is not None
    ]
    aim = f"Target: {target_words(indicator, framework)}"
    unit = capitalised(unit_in_words(indicator) or "number")
    chart = None
    if told:
        chart = ChartFragment(
            name=name,
            jobs=page_jobs(
                running_chart(indicator, running),
                name.replace("/", "-"),
                title,
                f"Total to the end of each period: {'; '.join(told)}. {aim}.",
            ),
            title=title,
            subtitle=f"{unit}, added up since {day_in_words(running.stretch.start)}",
            source=indicator.source,
        )
    heading = f"Added up over the {results.indicator.target.per}"
    return [Section("running", heading, chart, _table(results, running, aim))]


def _table(results: IndicatorResults, running: Running, aim: str) -> Table:
    indicator = results.indicator
    with_path = len({stage.due for stage in running.stages}) > 1
    heads = [Head("Period"), Head("In the period", numeric=True),
             Head("Since the start", numeric=True)]  # fmt: skip
    if with_path:
        heads.append(Head("Due by then", numeric=True))
    rows = []
    for stage in running.stages:
        own = short_figure_words(indicator, stage.result) if stage.result else "[x]"
        total = "not known" if stage.total is None else short_figure(indicator, stage.total)
        row = [
            Cell(short_label(stage.period), heading=True),
            Cell("" if stage.to_come else own, numeric=True),
            Cell("to come" if stage.to_come else total, numeric=True),
        ]
        if with_path:
            due = "" if stage.due is None else short_figure(indicator, stage.due)
            row.append(Cell(due, numeric=True))
        rows.append(row)
    symbols = common.symbols_of(stage.result for stage in running.stages if stage.result)
    absent = any(stage.result is None and not stage.to_come for stage in running.stages)
    if absent and not any(symbol == "[x]" for symbol, _ in symbols):
        symbols = (*symbols, ("[x]", SYMBOLS["x"]))
    return plain_table(f"Added up over {label(running.stretch)}. {aim}", heads, rows, symbols)
