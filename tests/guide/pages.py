"""The user guide as tests read it: its pages, their sections, and the examples in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs/guide"
FENCE = re.compile(
    r'^```(?P<language>\w+)(?: title="(?P<title>[^"]+)")?\n(?P<text>.*?)^```$',
    re.MULTILINE | re.DOTALL,
)
HEADING = re.compile(r"^#+ (?P<words>.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """An example between fences; with a title it is a file, or what a command prints."""

    language: str
    title: str
    text: str


@dataclass(frozen=True)
class Section:
    """What stands under one heading, up to the next of any level."""

    page: Path
    heading: str
    text: str

    @property
    def name(self) -> str:
        """The page and the heading, for the name of a test."""
        return f"{self.page.stem}: {self.heading}"

    @property
    def blocks(self) -> list[Block]:
        """Every example of the section."""
        return [
            Block(found["language"], found["title"] or "", found["text"])
            for found in FENCE.finditer(self.text)
        ]

    @property
    def files(self) -> dict[str, str]:
        """The examples that are files of a project."""
        return {b.title: b.text for b in self.blocks if b.title.startswith(("content/", "data/"))}

    def printed(self, command: str) -> str | None:
        """What the section says that a command prints."""
        return next((b.text for b in self.blocks if b.title == command), None)


def without_examples(text: str) -> str:
    """A page with its examples blanked out, so that a comment in one is not a heading."""
    return FENCE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def sections(page: Path) -> Iterator[Section]:
    """The sections of a page, in order."""
    text = page.read_text(encoding="utf-8")
    found = list(HEADING.finditer(without_examples(text)))
    ends = [heading.start() for heading in found[1:]] + [len(text)]
    for heading, end in zip(found, ends, strict=True):
        yield Section(page, heading["words"].strip(), text[heading.end() : end])


def guide_pages() -> list[Path]:
    """Every page of the guide."""
    return sorted(GUIDE.glob("*.md"))


def slug(heading: str) -> str:
    """The anchor that a heading gets: lower case, hyphens for spaces, no other signs."""
    plain = re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", heading).strip().lower()
    return re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")


def anchors(page: Path) -> set[str]:
    """Every anchor of a page."""
    return {slug(section.heading) for section in sections(page)}


def filled(text: str, kind: str, name: str, inner: str) -> str:
    """A page with what the program gives put between `<!-- KIND: NAME -->` and `<!-- end -->`."""
    begin = f"<!-- {kind}: {name} -->"
    pattern = re.compile(rf"({re.escape(begin)}\n).*?(<!-- end -->)", re.DOTALL)
    assert len(pattern.findall(text)) == 1, f"the guide needs one place marked {begin}"
    return pattern.sub(lambda found: f"{found[1]}\n{inner.strip()}\n\n{found[2]}", text)


def marked(text: str, kind: str) -> list[str]:
    """The names that stand in a page's marks of one kind."""
    return re.findall(rf"^<!-- {kind}: (.+?) -->$", text, re.MULTILINE)
