"""The page about releases: this one, what changed in it, all others, and the calendar."""

from __future__ import annotations

from scorecard.framework import Framework
from scorecard.outputs.markup import Cell, Head, Table, plain_table
from scorecard.outputs.pages.rendering import PageWriter
from scorecard.outputs.release_days import day_of, next_release, published
from scorecard.periods import PeriodError, label, parse_period, short_label
from scorecard.published import TOTAL
from scorecard.versions import Change
from scorecard.wording.figures import day_in_words

UP = "../../"
"""From the releases page of a version to the folder of all of them."""


def write_releases(writer: PageWriter) -> None:
    """Write the page about releases."""
    scorecard = writer.scorecard
    file, history = scorecard.framework.scorecard, scorecard.history
    writer.page(
        "releases",
        "releases",
        "Releases",
        published=published(scorecard),
        next_release=next_release(scorecard),
        period=label(scorecard.period),
        history=history,
        current=history.of_current,
        names={version.name: version.title for version in history.versions},
        up=UP,
        prose=scorecard.framework.page("releases"),
        changed=_changed(history.changes, scorecard.framework) if history.changes else None,
        calendar=[
            (
                label(r.period),
                day_in_words(day_of(r)),
                r.period == scorecard.period,
                r.period.end > scorecard.period.end,
            )
            for r in sorted(file.releases, key=day_of, reverse=True)
        ],
    )


def _changed(changes: tuple[Change, ...], framework: Framework) -> Table:
    heads = [Head(text) for text in ("Measure", "Period", "For", "Before", "Now", "Why")]
    rows = [
        [
            Cell(change.title, heading=True),
            Cell(_period(change, framework)),
            Cell(_whom(change, framework)),
            Cell(str(change.was)),
            Cell(f"{change.new} [r]" if change.revised else str(change.new) or "no longer given"),
            Cell(change.reason),
        ]
        for change in changes
    ]
    return plain_table("Figures that read differently now", heads, rows, _symbols(changes))


def _symbols(changes: tuple[Change, ...]) -> list[tuple[str, str]]:
    shown = [("[r]", "revised since it was first published")]
    if any("[c]" in (change.old.value, change.new.value) for change in changes):
        shown.insert(0, ("[c]", "not shown, to protect people"))
    return shown


def _period(change: Change, framework: Framework) -> str:
    starts = framework.scorecard.financial_year_starts
    try:
        return short_label(parse_period(change.period, financial_year_starts=starts))
    except PeriodError:
        return change.period


def _whom(change: Change, framework: Framework) -> str:
    file = framework.scorecard
    names = {a.id: a.name for a in file.areas} | {c.id: c.name for c in file.comparators}
    area = names.get(change.area, change.area)
    if change.breakdown == TOTAL:
        return area
    groups = {(b.id, c.id): c.name for b in file.breakdowns for c in b.categories}
    return f"{area}, {groups.get((change.breakdown, change.category), change.category)}"
