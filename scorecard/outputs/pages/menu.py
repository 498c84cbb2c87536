"""The menu: tabs first, then the pages below each; a page that was not written is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from scorecard.outputs import addresses
from scorecard.published import Scorecard

OUTSIDE_MENU = ("/indicators/*",)
"""Pages that are reached from others, since a menu of every indicator helps nobody."""

FOOTER = (
    ("How these figures are made", "method/"),
    ("Accessibility", "accessibility/"),
    ("Releases", "releases/"),
    ("Glossary", "glossary/"),
    ("About", "about/"),
)
OWN = ("about", "accessibility", "glossary", "method", "quality", "releases")
"""Pages of prose that go into a page of the scorecard's own, under the same name."""

Entry = tuple[str, str]


def navigation(scorecard: Scorecard, docs: Path) -> list[Mapping[str, Any]]:
    """The menu as MkDocs nests it, of the pages that stand in `docs`.

    The theme prints names as they stand, so they are escaped here.
    """
    framework = scorecard.framework
    priorities = [(f"{p.ref} {p.name}".strip(), addresses.priority(p.id))
                  for p in framework.priorities]  # fmt: skip
    outcomes = [(o.name, addresses.outcome(o.id)) for o in framework.outcomes]
    areas = [(a.name, addresses.area(a.id)) for a in framework.scorecard.areas[1:]]
    plan = [("Action plan", "actions"), ("Milestones", "milestones"), ("Maturity", "maturity"),
            ("Programme outcomes", "criteria")]  # fmt: skip
    tabs: list[tuple[str, Sequence[Entry]]] = [
        ("Home", [("", "index")]),
        ("Priorities", [("", "priorities"), *priorities]),
        ("Outcomes", [("", "outcomes"), *outcomes]),
        ("All measures", [("All measures", "scorecard"), ("Awaiting data", "awaiting")]),
        ("Exceptions", [("", "exceptions")]),
        ("Plan", plan),
        ("Places", [("", "areas"), *areas]),
        ("Data", [("", "data")]),
        ("About", [("About and governance", "about"), *about_pages(scorecard)]),
    ]
    menu: list[Mapping[str, Any]] = []
    for title, entries in tabs:
        found = [
            (escape(name, quote=False), f"{page}.md")
            for name, page in entries
            if (docs / f"{page}.md").is_file()
        ]
        if len(found) == 1:
            menu.append({title: found[0][1]})
        elif found:
            menu.append({title: [{name: page} if name else page for name, page in found]})
    return menu


def about_pages(scorecard: Scorecard) -> list[Entry]:
    """The pages about the scorecard itself, and the partnership's own pages of prose."""
    fixed = [
        ("Method", "method"),
        ("Glossary", "glossary"),
        ("Releases", "releases"),
        ("Accessibility", "accessibility"),
    ]
    prose = [(p.fields.title, p.name) for p in scorecard.framework.pages if p.name not in OWN]
    return [*fixed, *prose]
