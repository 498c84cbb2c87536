"""Every file that the guide shows is read by the program, and gives what the guide says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from scorecard.cli import main
from scorecard.disclosure.preview import preview
from scorecard.framework.loading import load_framework
from scorecard.periods import PeriodError, parse_period
from scorecard.problems import Problems
from tests.guide.pages import GUIDE, ROOT, Block, Section, guide_pages, sections
from tests.guide.trials import tried

ONE_PROJECT = "<!-- one project -->"
"""In a page whose sections together make a project, rather than each one of its own."""


def trials() -> list[Section]:
    """What is tried together: a section, or a whole page that says so."""
    found = []
    for page in guide_pages():
        text = page.read_text(encoding="utf-8")
        if ONE_PROJECT in text:
            found.append(Section(page, "all of it", text))
        else:
            found += [section for section in sections(page) if section.files]
    return found


SECTIONS = trials()
BLOCKS = [(page, b) for page in guide_pages() for s in sections(page) for b in s.blocks]


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.name)
def test_the_files_of_a_section_pass_the_check_or_give_the_problems_it_prints(
    section: Section, tmp_path: Path
) -> None:
    _, said = tried(tmp_path / "project", section.files)
    assert said.strip() == (section.printed("scorecard check") or "").strip()


def test_what_the_guide_says_would_be_hidden_is_what_would_be(tmp_path: Path) -> None:
    command = "scorecard check --disclosure"
    (section,) = [section for section in SECTIONS if section.printed(command)]
    checked, _ = tried(tmp_path / "project", section.files)
    assert checked is not None
    printed = list(preview(checked.protected.hidden))
    for line in (section.printed(command) or "").splitlines():
        assert line in printed


def test_the_paper_of_the_guide_has_the_targets_of_the_example_it_follows(tmp_path: Path) -> None:
    (section,) = [s for s in SECTIONS if s.page.stem == "from-paper-to-scorecard"]
    checked, _ = tried(tmp_path / "project", section.files)
    example = load_framework(ROOT / "examples/walsall-framework-2018/content", Problems())
    assert checked is not None
    assert example is not None
    for indicator in checked.framework.indicators:
        same = example.indicator(indicator.id)
        assert indicator.target == same.target
        assert indicator.exceeded == same.exceeded
        assert indicator.measure == same.measure
    assert f"has {len(example.indicators)} indicators" in section.text


def test_the_messages_that_the_guide_explains_are_the_program_s() -> None:
    source = "\n".join(
        file.read_text(encoding="utf-8") for file in (ROOT / "scorecard").rglob("*.py")
    )
    for message, mend in rows("Common errors"):
        assert mend
        for part in message.split(" ..."):
            # The kind of separator is put into its message.
            assert part in source or part.startswith("the columns are separated by"), message


def test_every_example_of_yaml_or_csv_is_a_named_file() -> None:
    unnamed = [
        f"{page.name}: {block.text[:60]}"
        for page, block in BLOCKS
        if block.language in ("yaml", "csv", "markdown")
        and not block.title
        # The commands page shows the line that begins a file; its own test holds that page.
        and not block.text.startswith("# yaml-language-server")
    ]
    assert unnamed == []


def test_an_example_that_does_not_hold_is_seen(tmp_path: Path) -> None:
    files = {"content/priorities.yml": "- {id: help-early, titel: Help}\n"}
    _, said = tried(tmp_path / "project", files)
    assert "content/priorities.yml:1: titel: " in said


def commands() -> list[tuple[str, list[str]]]:
    """Every call of the program in the guide, but for the page of commands, which has its own."""
    shell: list[tuple[str, Block]] = [
        (page.name, block)
        for page, block in BLOCKS
        if block.language == "sh" and page.name != "commands.md"
    ]
    return [
        (page, shlex.split(line, comments=True))
        for page, block in shell
        for line in block.text.splitlines()
        if re.match(r"(\S*/)?scorecard\b", line)
    ]


@pytest.mark.parametrize(("page", "words"), commands(), ids=" ".join)
def test_every_command_in_the_guide_exists_with_its_options(page: str, words: list[str]) -> None:
    named = [word for word in words if word in main.commands]
    assert named or "--version" in words, page
    allowed = {flag for option in main.params for flag in option.opts} | {"--help", "-h"}
    for name in named:
        allowed |= {flag for option in main.commands[name].params for flag in option.opts}
    assert {word for word in words if word.startswith("--")} <= allowed


def rows(heading: str) -> list[list[str]]:
    """The cells of the table in a section of the page on data."""
    found = next(s for s in sections(GUIDE / "data-files.md") if s.heading == heading)
    lines = [line for line in found.text.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


@pytest.mark.parametrize(("name", "means", "others"), rows("Periods"))
def test_the_table_of_periods_is_what_the_program_reads(name: str, means: str, others: str) -> None:
    assert means
    period = parse_period(name.strip("`"))
    assert period.name == name.strip("`")
    for other in re.findall(r"`([^`]+)`", others):
        assert parse_period(other) == period, other


@pytest.mark.parametrize(("text", "frequency", "mend"), rows("Periods that could mean two things"))
def test_the_periods_that_the_guide_warns_of_are_refused(
    text: str, frequency: str, mend: str
) -> None:
    often = frequency if frequency in ("monthly", "termly") else None
    with pytest.raises(PeriodError):
        parse_period(text.strip("`"), frequency=often)
    for better in re.findall(r"`([^`]+)`", mend):
        parse_period(better, frequency=often)
