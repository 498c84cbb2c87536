"""The files by which a host serves a folder of releases: headers, lost readers, search engines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from scorecard.outputs.release_files import Publisher, release_file
from scorecard.versions import LATEST, Version, latest

POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; worker-src 'self'; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'self'"
)
"""The Content-Security-Policy under which the pages were tested: nothing from another host."""
SECURITY = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
}
"""What goes with every answer."""
LONG = "public, max-age=604800"
"""For a version, which never changes: a week, and not for ever, so that a release that is
withdrawn has gone from every cache after that."""
SHORT = "public, max-age=300, must-revalidate"
"""For what the next release changes."""
CHANGING = (
    "/",
    "/index.html",
    "/404.html",
    "/feed.xml",
    "/releases.json",
    "/robots.txt",
    "/sitemap.xml",
    "/versions.json",
    f"/{LATEST}/*",
    "/ledgers/*",
    "/releases/*",
)
"""The addresses that are served for a short time only."""


def hosting_files(
    by: Publisher, versions: Sequence[Version], pages: Iterable[str], templates: list[Path]
) -> dict[str, str | None]:
    """The text of each file for the top of a folder of releases by its name; None: it must go.

    `versions` are all that the folder holds; `pages` are the addresses in `latest/`, as
    `pages_of` gives them. Whatever changes the folder writes every one of them anew. Without an
    address of the folder, or where search engines should stay away from illustrative figures,
    there is no `sitemap.xml`.
    """
    newest = latest(versions)
    listed = bool(by.address) and newest is not None and not by.illustrative
    return {
        "_headers": _headers(versions),
        "404.html": release_file(
            "release_not_found.html.j2",
            templates,
            title=by.title,
            newest=newest,
            base=urlsplit(by.address).path or "/",
        ),
        "robots.txt": _robots(by.address if listed else ""),
        "sitemap.xml": _sitemap(by.address, newest, pages) if listed and newest else None,
    }


def pages_of(site: Path) -> list[str]:
    """The addresses of the pages in a finished site, such as `indicators/on-time/`, sorted."""
    found = (path.parent.relative_to(site).as_posix() for path in site.rglob("index.html"))
    return sorted("" if address == "." else f"{address}/" for address in found)


def _headers(versions: Sequence[Version]) -> str:
    """`_headers`, as Netlify, Cloudflare Pages and others read it.

    A host joins what two rules say of one address, so the rules for caching do not overlap.
    """
    rules = [("/*", SECURITY)]
    rules += [(address, {"Cache-Control": SHORT}) for address in CHANGING]
    rules += [
        (f"/{version.name}/*", {"Cache-Control": SHORT if version.withdrawn else LONG})
        for version in versions
    ]
    return "\n".join(
        "\n".join([address, *(f"  {name}: {value}" for name, value in fields.items()), ""])
        for address, fields in rules
    )


def _robots(address: str) -> str:
    """Everybody may read everything; which pages are not to be listed, the pages say themselves."""
    allowed = "User-agent: *\nAllow: /\n"
    return f"{allowed}\nSitemap: {address}sitemap.xml\n" if address else allowed


def _sitemap(address: str, newest: Version, pages: Iterable[str]) -> str:
    """The pages of the latest release at the address that stays theirs: no other is listed."""
    day = newest.published.isoformat()
    lines = [
        f"<url><loc>{escape(f'{address}{LATEST}/{page}')}</loc><lastmod>{day}</lastmod></url>"
        for page in pages
    ]
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
            *lines,
            "</urlset>",
            "",
        ]
    )
