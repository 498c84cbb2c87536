"""The pages of the site, one file for each kind, in one explicit list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from scorecard.charts.render import Job, render_all
from scorecard.outputs import addresses
from scorecard.outputs.pages.exceptions import write_exceptions
from scorecard.outputs.pages.home import write_home
from scorecard.outputs.pages.indicator import write_indicator
from scorecard.outputs.pages.locality import write_localities
from scorecard.outputs.pages.plan import write_outcomes, write_priorities
from scorecard.outputs.pages.reference import write_reference
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
    write_reference,
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
        path = writer.fragments / f"{name}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(next(drawn), encoding="utf-8")
    for file in writer.standalone:
        path = writer.docs / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(next(drawn), encoding="utf-8")


def navigation(scorecard: Scorecard) -> list[Mapping[str, Any]]:
    """The menu, as MkDocs nests it: tabs first, then the pages below each."""
    framework = scorecard.framework
    menu: list[Mapping[str, Any]] = [{"Home": "index.md"}]
    if framework.priorities:
        pages = [
            {_short(p.ref, p.name): f"{addresses.priority(p.id)}.md"} for p in framework.priorities
        ]
        menu.append({"Priorities": ["priorities.md", *pages]})
    if framework.outcomes:
        menu.append(
            {
                "Outcomes": [
                    "outcomes.md",
                    *({o.name: f"{addresses.outcome(o.id)}.md"} for o in framework.outcomes),
                ]
            }
        )
    menu.append({"All measures": "scorecard.md"})
    menu.append({"Exceptions": "exceptions.md"})
    if len(framework.scorecard.areas) > 1:
        pages = [{a.name: f"{addresses.area(a.id)}.md"} for a in framework.scorecard.areas[1:]]
        menu.append({"Places": ["areas.md", *pages]})
    menu.append({"Data": "data.md"})
    about: list[Any] = [
        {"About and governance": "about.md"},
        {"Method": "method.md"},
        {"Glossary": "glossary.md"},
        {"Releases": "releases.md"},
        {"Accessibility": "accessibility.md"},
    ]
    own = ("about", "accessibility", "glossary", "method", "quality", "releases")
    about += [{p.fields.title: f"{p.name}.md"} for p in framework.pages if p.name not in own]
    menu.append({"About": about})
    return menu


def _short(ref: str, name: str) -> str:
    return f"{ref} {name}".strip()


OUTSIDE_MENU = ("/indicators/*",)
"""Pages that are reached from others, since a menu of every indicator helps nobody."""

FOOTER = (
    ("How these figures are made", "method/"),
    ("Accessibility", "accessibility/"),
    ("Releases", "releases/"),
    ("Glossary", "glossary/"),
    ("About", "about/"),
)

__all__ = ["FOOTER", "OUTSIDE_MENU", "navigation", "write_pages"]
