"""Whoever follows the README and the guide arrives: at files, headings, commands and pictures."""

from __future__ import annotations

import re
import struct
from pathlib import Path

import pytest

from scorecard.outputs.pages.menu import FOOTER
from tests.guide.pages import GUIDE, ROOT, anchors, guide_pages, without_examples

README = ROOT / "README.md"
PICTURE = ROOT / "docs/scorecard.png"
PAGES = [README, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *guide_pages()]
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def broken(page: Path) -> list[str]:
    """The links of a page that lead to no file or no heading."""
    found = []
    for link in LINK.findall(without_examples(page.read_text(encoding="utf-8"))):
        if link.startswith("https://"):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            found.append(f"{page.name}: {link}")
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    assert broken(page) == []


def test_a_link_that_leads_nowhere_is_seen(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# One\n\n[a](#one) [b](#two) [c](other.md)\n", encoding="utf-8")
    assert broken(page) == ["page.md: #two", "page.md: other.md"]


def test_every_page_of_the_guide_is_in_its_contents() -> None:
    linked = set(LINK.findall((GUIDE / "README.md").read_text(encoding="utf-8")))
    assert {page.name for page in guide_pages()} - {"README.md"} <= linked


def targets_of_make() -> set[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_target_of_make_that_is_named_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    named = re.findall(r"(?:^|`)make ([a-z]+)(?= |`|$)", text, re.MULTILINE)
    assert set(named) <= targets_of_make()


def test_the_readme_begins_with_what_it_is_a_picture_and_the_two_commands() -> None:
    text = README.read_text(encoding="utf-8")
    order = ["# Early help scorecard", "docs/scorecard.png", "make site", "make test", "init"]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_the_picture_is_small_and_of_a_sensible_size() -> None:
    raw = PICTURE.read_bytes()
    assert raw.startswith(b"\x89PNG")
    assert len(raw) < 200_000
    wide, high = struct.unpack(">II", raw[16:24])
    assert 800 <= wide <= 1600
    assert 500 <= high <= 1200


def test_every_example_project_is_in_the_readme() -> None:
    text = README.read_text(encoding="utf-8")
    folders = {file.parents[1].name for file in (ROOT / "examples").glob("*/content/scorecard.yml")}
    assert folders
    assert {name for name in folders if f"examples/{name}`" not in text} == set()


def templates() -> set[str]:
    """Every kind of page that the theme has: pieces of pages apart."""
    files = (ROOT / "theme/pages").glob("*.md.j2")
    return {file.name.removesuffix(".md.j2") for file in files if not file.name.startswith("_")}


WORDS = {
    "home": "Home", "scorecard_table": "All measures", "scorecard": "All measures",
    "plan": "A priority", "list": "An outcome", "indicator": "An indicator", "area": "A place",
    "areas": "A place", "exceptions": "Exceptions", "actions": "Action plan",
    "milestones": "Milestones", "maturity": "Maturity", "criteria": "Programme outcomes",
    "awaiting": "Awaiting data", "data": "Data", "method": "Method", "glossary": "Glossary",
    "releases": "Releases", "accessibility": "Accessibility", "about": "About",
    "prose": "Your own pages",
}  # fmt: skip
"""What the guide calls the page that a template makes."""


@pytest.mark.parametrize("template", sorted(templates()))
def test_every_kind_of_page_is_in_the_guide(template: str) -> None:
    text = (GUIDE / "pages.md").read_text(encoding="utf-8")
    assert template in WORDS, f"docs/guide/pages.md lacks the page that {template}.md.j2 makes"
    assert f"| [{WORDS[template]}](" in text


def test_every_page_of_the_footer_is_in_the_guide() -> None:
    text = (GUIDE / "pages.md").read_text(encoding="utf-8")
    for _, address in FOOTER:
        assert f"`/{address}`" in text
