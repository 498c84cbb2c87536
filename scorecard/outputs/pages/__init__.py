"""The pages of the site, one file for each kind, in one explicit list."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from scorecard.charts.render import Job, render_all
from scorecard.outputs.pages.actions import write_actions
from scorecard.outputs.pages.criteria import write_criteria
from scorecard.outputs.pages.exceptions import write_exceptions
from scorecard.outputs.pages.home import write_home
from scorecard.outputs.pages.indicator import write_indicator
from scorecard.outputs.pages.locality import write_localities
from scorecard.outputs.pages.maturity import write_maturity
from scorecard.outputs.pages.menu import FOOTER, OUTSIDE_MENU, navigation
from scorecard.outputs.pages.milestones import write_awaiting, write_milestones
from scorecard.outputs.pages.plan import write_outcomes, write_priorities
from scorecard.outputs.pages.reference import write_reference
from scorecard.outputs.pages.releases import write_releases
from scorecard.outputs.pages.rendering import PageWriter, environment
from scorecard.outputs.pages.scorecard_table import write_scorecard_table
from scorecard.published import Scorecard


def write_indicators(writer: PageWriter) -> None:
    """Write a page for each indicator."""
    for results in writer.scorecard.indicators:
        write_indicator(writer, results)


PAGES: tuple[Callable[[PageWriter], None], ...] = (
    write_home,
    write_scorecard_table,
    write_priorities,
    write_outcomes,
    write_indicators,
    write_localities,
    write_exceptions,
    write_actions,
    write_maturity,
    write_milestones,
    write_criteria,
    write_awaiting,
    write_reference,
    write_releases,
)
"""Every kind of page: a new one is a file, a template and a line here."""


def write_pages(
    scorecard: Scorecard, docs: Path, fragments: Path, templates: list[Path], cache: Path
) -> None:
    """Write every page as Markdown, and its tables and charts as fragments.

    Charts are drawn together in the end, from the cache where nothing about them changed.
    """
    writer = PageWriter(scorecard, docs, fragments, environment(templates))
    for write in PAGES:
        write(writer)
    _write_charts(writer, cache)


def _write_charts(writer: PageWriter, cache: Path) -> None:
    jobs: list[Job] = [job for chart in writer.charts for job in chart.jobs]
    jobs += writer.sparks.values()
    jobs += writer.standalone.values()
    drawn = iter(render_all(jobs, cache))
    for chart in writer.charts:
        drawings = [next(drawn) for _ in chart.jobs]
        writer.fragment(chart.name, "chart", chart=chart, drawings=drawings)
    for name in writer.sparks:
        writer.write(writer.fragments / f"{name}.html", next(drawn))
    for file in writer.standalone:
        writer.write(writer.docs / file, next(drawn))


__all__ = ["FOOTER", "OUTSIDE_MENU", "navigation", "write_pages"]
