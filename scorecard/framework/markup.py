"""HTML in what is written in Markdown: whatever runs, sends or loads something is refused."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser

from scorecard.problems import Place, Problems

REFUSED = frozenset(
    ("applet", "base", "embed", "form", "frame", "frameset", "iframe", "link", "meta", "object",
     "script", "style")
)  # fmt: skip
"""Elements that run a program, send or load something, or change the page around them."""
LINKS = ("href", "xlink:href", "action", "formaction")
PICTURES = ("src", "srcset", "poster", "background", "data")

_RUNS = re.compile(r"(?:javascript|vbscript):", re.IGNORECASE)
_ELSEWHERE = re.compile(r"\s*(?:https?:)?//", re.IGNORECASE)
_TARGET = re.compile(r"(?P<picture>!?)\[[^\]]*\]\(\s*<?(?P<address>[^)>]*)")
_DEFINED = re.compile(r"^ {0,3}\[(?P<name>[^\]]+)\]:\s*<?(?P<address>[^>\n]*)", re.MULTILINE)
_USED = re.compile(r"!\[(?P<text>[^\]]*)\](?!\()(?: ?\[(?P<name>[^\]]*)\])?")
_BARE = re.compile(r"<(?P<address>\s*(?:javascript|vbscript):[^>]*)>", re.IGNORECASE)

Finding = tuple[int, str, str]
"""The line, counted from 0, what is wrong, and how to mend it."""
_RUNNING = ("has a link that runs a program", "write the address of a page, such as https://...")
_LOADING = (
    "loads a picture or a frame from another host",
    "put the file into the site, or link to its page",
)


def check_markup(text: str, path: str, line: int, problems: Problems) -> None:
    """Report what a text in Markdown that begins on a line of its file may not hold."""
    for at, what, mend in (*_in_elements(text), *_in_markdown(text)):
        problems.error(Place(path, line + at), "", what, mend)


class _Elements(HTMLParser):
    """Collects what the elements of a text may not be or have."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Finding] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = self.getpos()[0] - 1
        if tag in REFUSED:
            mend = "remove it, and write the text in Markdown"
            self.found.append((at, f"has the HTML element <{tag}>, which is not allowed", mend))
        for name, value in attrs:
            address = _plain(value or "")
            if name.startswith("on"):
                what = f"has the HTML attribute {name}, which runs a program"
                self.found.append((at, what, "remove it"))
            elif name in LINKS and _RUNS.match(address):
                self.found.append((at, *_RUNNING))
            elif name in PICTURES and any(map(_ELSEWHERE.match, _addresses(name, address))):
                self.found.append((at, *_LOADING))


def _in_elements(text: str) -> Iterator[Finding]:
    reader = _Elements()
    reader.feed(text)
    reader.close()
    yield from reader.found


def _in_markdown(text: str) -> Iterator[Finding]:
    pictures = {(u["name"] or u["text"]).casefold() for u in _USED.finditer(text)}
    for found in (*_TARGET.finditer(text), *_DEFINED.finditer(text), *_BARE.finditer(text)):
        parts = found.groupdict()
        address = _plain(parts["address"])
        picture = parts.get("picture") or parts.get("name", "").casefold() in pictures
        at = text.count("\n", 0, found.start("address"))
        if _RUNS.match(address):
            yield (at, *_RUNNING)
        elif picture and _ELSEWHERE.match(address):
            yield (at, *_LOADING)


def _addresses(name: str, value: str) -> list[str]:
    return value.split(",") if name == "srcset" else [value]


def _plain(address: str) -> str:
    """An address as a browser takes it, without entities and the marks that it passes over."""
    return re.sub(r"[\x00-\x1f]", "", html.unescape(address)).strip()
