"""Milestones and what awaits data: what is due when, and what has no figure yet."""

from __future__ import annotations

from scorecard.charts.render import page_jobs
from scorecard.outputs import addresses
from scorecard.outputs.markup import Cell, Head, anchor, plain_table, tag
from scorecard.outputs.overdue import Due, due_dates
from scorecard.outputs.pages import common
from scorecard.outputs.pages.rendering import ChartFragment, PageWriter
from scorecard.outputs.plan_drawings import timeline_chart
from scorecard.outputs.release_days import published_on
from scorecard.outputs.selections import awaiting
from scorecard.periods import short_label
from scorecard.wording.figures import capitalised
from scorecard.wording.sentences import short_figure_words
from scorecard.wording.verdicts import target_words, verdict_words


def write_milestones(writer: PageWriter) -> None:
    """Write the page of milestones, where any target has a date."""
    dues = due_dates(writer.scorecard)
    if not dues:
        return
    rows = []
    for due in dues:
        indicator, latest = due.results.indicator, due.results.latest
        aim = target_words(indicator, writer.scorecard.framework)
        figure = short_figure_words(indicator, latest) if latest else ""
        as_at = f" ({short_label(latest.key.period)})" if latest else ""
        rows.append(
            [
                Cell(common.indicator_link("milestones", due.results), heading=True),
                Cell(short_label(due.by)),
                Cell(common.baseline_words(writer, due.results)),
                Cell(capitalised(aim)),
                Cell(f"{figure}{as_at}"),
                Cell(tag(due.results.judgement)),
            ]
        )
    heads = [Head(t) for t in ("Milestone", "Due", "From", "To reach", "Latest", "Status")]
    writer.page(
        "milestones",
        "milestones",
        "Milestones",
        chart=_timeline(writer, dues),
        table=plain_table("Every milestone, the earliest first", heads, rows),
        number=len(rows),
    )


def _timeline(writer: PageWriter, dues: list[Due]) -> ChartFragment:
    found = [(due.results.indicator.name, due.by, due.results.judgement) for due in dues]
    said = "; ".join(
        f"{name}, due {short_label(by)}: {verdict_words(judgement).lower()}"
        for name, by, judgement in found
    )
    scorecard = writer.scorecard
    chart = timeline_chart(found, published_on(scorecard), scorecard.period.end)
    return ChartFragment(
        name="milestones/timeline",
        jobs=page_jobs(chart, "milestones-timeline", "Milestones by their date", f"{said}."),
        title="When each milestone is due",
        subtitle="By date; the shape says how each milestone stands",
    )


def write_awaiting(writer: PageWriter) -> None:
    """Write the page of indicators that have a definition and no figure, where there are any."""
    waiting = awaiting(writer.scorecard)
    if not waiting:
        return
    rows = []
    for results in waiting:
        indicator = results.indicator
        page = addresses.link("awaiting", addresses.indicator(indicator.id))
        aim = target_words(indicator, writer.scorecard.framework) if indicator.target else ""
        rows.append(
            [
                Cell(indicator.ref),
                Cell(anchor(page, indicator.name), heading=True),
                Cell(capitalised(aim)),
                Cell(indicator.source),
                Cell(indicator.owner),
            ]
        )
    heads = [Head(t) for t in ("Ref", "Measure", "Target", "Source", "Owner")]
    if not any(row[0].content for row in rows):
        heads, rows = heads[1:], [row[1:] for row in rows]
    writer.page(
        "awaiting",
        "awaiting",
        "Awaiting data",
        table=plain_table("Measures without a figure yet", heads, rows),
        number=len(rows),
        total=len(writer.scorecard.indicators),
    )
