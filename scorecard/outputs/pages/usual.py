"""On an indicator's page: why its latest figure stands out from the usual ups and downs."""

from __future__ import annotations

from scorecard.charts.render import page_jobs
from scorecard.framework.indicators import Indicator
from scorecard.outputs import addresses
from scorecard.outputs.drawings import usual_chart
from scorecard.outputs.markup import Cell, Head, Table, plain_table
from scorecard.outputs.pages import common
from scorecard.outputs.pages.rendering import ChartFragment, PageWriter, Section
from scorecard.periods import label, short_label
from scorecard.published import IndicatorResults, Result, UsualLimits
from scorecard.wording.figures import value_head, with_separators
from scorecard.wording.usual import limits_shown, usual_description, usual_title, usual_words


def usual_sections(writer: PageWriter, results: IndicatorResults) -> list[Section]:
    """The XmR chart as a section, where the latest figure stands out and there are limits."""
    indicator, latest, limits = results.indicator, results.latest, results.usual_limits
    if latest is None or limits is None:
        return []
    # The limits were worked out from these periods, so no other is drawn.
    series = [
        result
        for result in common.main_series(writer, results)
        if limits.since <= result.key.period <= latest.key.period
    ]
    place = writer.scorecard.framework.scorecard.whole_area.name
    name = f"{addresses.indicator(indicator.id)}/usual"
    title = usual_title(latest)
    chart = ChartFragment(
        name=name,
        jobs=page_jobs(
            usual_chart(indicator, series, limits),
            name.replace("/", "-"),
            title,
            usual_description(indicator, latest, limits),
        ),
        title=title,
        subtitle=common.plotted(indicator, series, place),
        source=indicator.source,
    )
    table = _table(indicator, latest, limits)
    return [Section("usual", "Usual ups and downs", chart, table, usual_words(indicator, limits))]


def _table(indicator: Indicator, latest: Result, limits: UsualLimits) -> Table:
    """The latest figure and the lines of the chart; its other points are in the table above it."""
    lower, upper = limits_shown(indicator, limits)
    lines = (
        (f"Latest: {short_label(latest.key.period)}", latest.value),
        ("Upper limit", upper),
        ("Average", limits.mean),
        ("Lower limit", lower),
    )
    rows = [
        [Cell(name, heading=True), Cell(with_separators(value), numeric=True)]
        for name, value in lines
        if value is not None
    ]
    since = f"Usual ups and downs since {label(limits.since)}"
    return plain_table(
        f"{since}; the table under “Over time” has every period",
        [Head("Figure or line"), Head(value_head(indicator), numeric=True)],
        rows,
    )
