"""The scorecard page: one table of every indicator."""

from __future__ import annotations

from markupsafe import Markup, escape

from scorecard.framework.plan import Priority
from scorecard.outputs import addresses
from scorecard.outputs.markup import Cell, Group, Head, Table, anchor, tag
from scorecard.outputs.pages import common
from scorecard.outputs.pages.rendering import PageWriter
from scorecard.periods import short_label
from scorecard.published import IndicatorResults
from scorecard.wording.figures import capitalised, symbol_of
from scorecard.wording.sentences import (
    CHANGES,
    STANDINGS,
    short_figure_words,
)
from scorecard.wording.verdicts import VERDICTS, short_target_words

ADDRESS = "scorecard"
TYPES = (
    ("outcome", "Outcome measures", "what has changed for families"),
    ("process", "Process measures", "how quickly and how much is done"),
    ("quality", "Quality measures", "how well it is done"),
    ("financial", "Financial measures", "what it costs and saves"),
)
HEADS = (
    Head("Ref"),
    Head("Measure"),
    Head("Latest", numeric=True),
    Head("Period"),
    Head("Against target", filter_label="Status"),
    Head("Change", filter_label="Change"),
    Head("Target"),
    Head("Last four periods", sortable=False),
    Head("Baseline", numeric=True),
    Head("Good is", filter_label="Good is"),
    Head("Compared with"),
    Head("Priority", filter_label="Priority"),
)
"""What a reader asks first stands first: a phone shows the name, the figure and little more."""


def write_scorecard_table(writer: PageWriter) -> None:
    """Write the page with the table of every indicator, grouped by the type of measure."""
    groups = []
    for kind, title, meaning in TYPES:
        chosen = [r for r in writer.scorecard.indicators if r.indicator.type == kind]
        if chosen:
            rows = tuple(_row(writer, results) for results in chosen)
            groups.append(Group(f"{title}: {meaning}", rows))
    latest = [r.latest for r in writer.scorecard.indicators if r.latest is not None]
    table = Table(
        caption="Every measure in this release",
        heads=HEADS,
        groups=tuple(groups),
        symbols=common.symbols_of(latest),
        sortable=True,
        filters=True,
        wide=True,
    )
    writer.page(ADDRESS, "scorecard", "All measures", table=table)


def _row(writer: PageWriter, results: IndicatorResults) -> tuple[Cell, ...]:
    indicator, latest = results.indicator, results.latest
    framework = writer.scorecard.framework
    period = latest.key.period if latest else writer.scorecard.period
    address = addresses.link(ADDRESS, addresses.indicator(indicator.id))
    priorities = [p for p in framework.priorities if p.id in indicator.priorities]
    good = {"higher": "High", "lower": "Low", "none": "Neither"}[indicator.polarity]
    aim = short_target_words(indicator, framework, period)
    late = " (out of date)" if results.out_of_date else ""
    return (
        Cell(indicator.ref, sort=_reference(indicator.ref)),
        Cell(anchor(address, indicator.name), heading=True, sort=indicator.name),
        Cell(_figure(results), numeric=True, sort=common.sort_key(results)),
        Cell(f"{short_label(period)}{late}" if latest else ""),
        Cell(tag(results.judgement), filter_by=VERDICTS[results.judgement.verdict].words),
        Cell(CHANGES[latest.change.direction] if latest and latest.value is not None else ""),
        Cell(capitalised(aim)),
        Cell(common.spark(writer, results)),
        Cell(common.baseline_words(writer, results), numeric=True),
        Cell(good),
        Cell(_comparators(writer, results)),
        Cell(_references(priorities), filter_by="|".join(map(_named, priorities))),
    )


def _references(priorities: list[Priority]) -> Markup:
    """The references of priorities, each with its name for whoever points at it or hears it."""
    one = Markup('<span title="%s">%s<span class="sc-heard"> %s</span></span>')
    return Markup(", ").join(
        one % (p.name, p.ref, p.name) if p.ref else escape(p.name) for p in priorities
    )


def _named(priority: Priority) -> str:
    return f"{priority.ref} {priority.name}".strip()


def _figure(results: IndicatorResults) -> str:
    latest = results.latest
    if latest is None:
        return ""
    if latest.value is None:
        return symbol_of(latest.cell)
    return short_figure_words(results.indicator, latest)


def _comparators(writer: PageWriter, results: IndicatorResults) -> str:
    if results.latest is None:
        return ""
    scorecard = writer.scorecard.framework.scorecard
    return "; ".join(
        f"{scorecard.comparator(c.comparator).name}: {STANDINGS[c.standing]}"
        for c in results.latest.comparisons
        if c.value is not None
    )


def _reference(ref: str) -> str:
    """A reference as text that sorts by its numbers: 2.10 after 2.9."""
    return ".".join(part.zfill(4) for part in ref.split("."))
