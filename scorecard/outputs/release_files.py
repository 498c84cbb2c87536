"""The small files of a folder of releases that people read: its first page, feed and notices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from scorecard.outputs.moment import release_moment
from scorecard.outputs.pages.rendering import environment
from scorecard.versions import History, Version, latest

STYLE = (
    "body{font:1.1rem/1.5 system-ui,Arial,sans-serif;max-width:40rem;margin:2rem auto;"
    "padding:0 1rem;color:#16202b}"
    "h1{font-size:1.9rem;line-height:1.15;border-top:.4rem solid #12436d;padding-top:.8rem}"
    "h2{font-size:1.3rem;margin-top:2rem}li{margin:.4rem 0}a{color:#12436d}"
    "@media(prefers-color-scheme:dark){body{background:#141c24;color:#e8edf2}a{color:#8cc3f2}}"
)


@dataclass(frozen=True)
class Publisher:
    """Whose releases they are: title, partnership, the address of the folder (or ""), status."""

    title: str
    partnership: str
    address: str = ""
    illustrative: bool = False


@dataclass(frozen=True)
class Entry:
    """One entry of the feed."""

    title: str
    id: str
    updated: str
    address: str
    summary: str


def release_list(
    by: Publisher, versions: Sequence[Version], templates: list[Path], *, leads_on: bool
) -> str:
    """The list of all releases; the one at the top of the folder leads on to the latest.

    The other stands in a folder of its own, so that it can be read.
    """
    return release_file(
        "release_list.html.j2",
        templates,
        title=by.title,
        illustrative=by.illustrative,
        newest=latest(versions),
        versions=History(tuple(versions)).newest_first,
        names={v.name: v.title for v in versions},
        leads_on=leads_on,
        up="" if leads_on else "../",
    )


def notice(
    by: Publisher, version: Version, versions: Sequence[Version], templates: list[Path]
) -> str:
    """The page that stands where a withdrawn release was."""
    return release_file(
        "release_withdrawn.html.j2",
        templates,
        title=by.title,
        version=version,
        newest=latest(versions),
    )


def feed(by: Publisher, versions: Sequence[Version], templates: list[Path]) -> str:
    """An Atom feed of releases, corrections and withdrawals, the last event first."""
    entries = [entry for version in versions for entry in _entries(by, version)]
    entries.sort(key=lambda entry: entry.updated, reverse=True)
    return release_file(
        "release_feed.xml.j2",
        templates,
        title=by.title,
        partnership=by.partnership,
        base=by.address,
        id=_id(by, ""),
        updated=entries[0].updated if entries else release_moment(date(1970, 1, 1)),
        entries=entries,
    )


def _entries(by: Publisher, version: Version) -> list[Entry]:
    said = f"Corrects an earlier release: {version.reason}" if version.corrects else version.note
    said = said or f"Covers {version.label}."
    published = Entry(
        version.title, _id(by, version.name), release_moment(version.published), version.name, said
    )
    if version.withdrawn is None:
        return [published]
    return [
        Entry(
            f"Withdrawn: {version.title}",
            _id(by, f"{version.name} withdrawn"),
            release_moment(version.withdrawn),
            version.name,
            version.why_withdrawn,
        )
    ]


def _id(by: Publisher, name: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{by.partnership}/{by.title}/{name}')}"


def release_file(template: str, templates: list[Path], **context: Any) -> str:
    """One small file from its template, which may use the style and the icon of these pages.

    `templates` are folders of page templates, each beside the `assets/` of its theme.
    """
    found = environment(templates).get_template(template)
    return found.render(style=STYLE, icon=_icon(templates), **context)


def _icon(templates: list[Path]) -> str:
    """The theme's icon as an address that asks no host for anything."""
    icons = (folder.parent / "assets/favicon.svg" for folder in templates)
    icon = next(path.read_text(encoding="utf-8") for path in icons if path.is_file())
    return f"data:image/svg+xml,{quote(icon)}"
