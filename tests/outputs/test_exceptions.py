"""The exceptions page lists what a board should ask about, and claims nothing that it cannot."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from scorecard.outputs import pages
from scorecard.outputs.pages import write_pages
from scorecard.outputs.selections import exceptions, movement
from scorecard.publish.website import package_theme
from scorecard.published import CellKey, PublishedTables, Scorecard
from scorecard.scoring.assess import assess
from tests.projects import INDICATOR, SCORECARD, cell_of, framework_of, key_of, period, score

AS_AT = date(2021, 5, 1)
NOW, BEFORE = "2020-21 Q4", "2020-21 Q3"


@pytest.fixture(autouse=True)
def _no_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "render_all", lambda jobs, _cache: ["<svg/>"] * len(jobs))


def page(scorecard: Scorecard, folder: Path, name: str = "exceptions") -> str:
    templates = [package_theme() / "pages"]
    write_pages(scorecard, folder / "docs", folder / "fragments", templates, folder / "cache")
    return (folder / "docs" / f"{name}.md").read_text(encoding="utf-8")


def scored(folder: Path, more: str = "", **files: str) -> Scorecard:
    framework = framework_of(folder, INDICATOR + more, **files)
    return score(framework, {NOW: (60, 100)}, NOW, AS_AT)


def test_a_late_step_of_an_action_that_is_not_late_is_listed_with_its_action(
    tmp_path: Path,
) -> None:
    actions = (
        "- {id: meet, title: Meet, state: on_track, sub_actions: ["
        "{title: Find a room, due: Mar 2021}, {title: Send letters, state: done, due: Mar 2021}]}\n"
    )
    said = page(scored(tmp_path, actions=actions), tmp_path)
    assert "1 action or step late or overdue" in said
    assert 'Find a room <span class="meta">A step of: Meet</span>' in said
    assert "Send letters" not in said


@pytest.mark.parametrize(
    ("actions", "said"),
    [
        ("- {id: meet, title: Meet}\n", "No action has a state or a date"),
        ("- {id: meet, title: Meet, state: on_track}\n", "No action or step is marked as late"),
    ],
)
def test_that_nothing_is_late_is_said_only_where_something_could_be(
    tmp_path: Path, actions: str, said: str
) -> None:
    assert said in page(scored(tmp_path, actions=actions), tmp_path)


def test_what_a_scorecard_does_not_have_gets_no_section(tmp_path: Path) -> None:
    said = page(scored(tmp_path), tmp_path)
    assert "Late or overdue actions" not in said
    assert "Good practice" not in said
    assert "Milestones past" not in said
    assert " 0 " not in said.split("## ")[0].replace("0 measures behind", "")


def test_a_milestone_past_its_date_without_a_figure_is_listed(tmp_path: Path) -> None:
    due = "target: {milestone: {at_least: 90}, by: 2020-21 Q4}\n"
    framework = framework_of(tmp_path, INDICATOR + due)
    scorecard = score(framework, {BEFORE: (60, 100)}, NOW, AS_AT)
    said = page(scorecard, tmp_path)
    assert "1 milestone past the date without a figure" in said
    assert "Due January to March 2021" in said
    assert exceptions(scorecard).number == 1


def several(folder: Path, figures: Mapping[str, Mapping[str, tuple[int, int]]]) -> Scorecard:
    """Indicators with the same target, each with its own figures by period."""
    texts = {
        f"indicators/{name}": INDICATOR.replace("on-time", name).replace(
            "title: Assessments", f"title: {name.capitalize()}"
        )
        + "target: {at_least: 75}\n"
        for name in figures
    }
    framework = framework_of(folder, **texts)
    cells = {}
    for name, line in figures.items():
        for when, figure in line.items():
            key = CellKey(name, period(when), key_of(when).area)
            cells[key] = cell_of(key, figure)
    return assess(PublishedTables(cells), framework, period(NOW), AS_AT)


def test_what_is_clear_comes_before_what_could_be_chance_and_the_widest_gap_first(
    tmp_path: Path,
) -> None:
    scorecard = several(
        tmp_path,
        {"chance": {NOW: (28, 40)}, "near": {NOW: (700, 1000)}, "far": {NOW: (300, 1000)}},
    )
    assert [r.indicator.id for r in exceptions(scorecard).behind] == ["far", "near", "chance"]


def test_what_changed_most_is_named_first(tmp_path: Path) -> None:
    scorecard = several(
        tmp_path,
        {
            "a-little": {BEFORE: (500, 1000), NOW: (600, 1000)},
            "much": {BEFORE: (200, 1000), NOW: (600, 1000)},
        },
    )
    assert [r.indicator.id for r in movement(scorecard.indicators).better] == ["much", "a-little"]
    assert "60.0%, up from 20.0% in October to December 2020" in page(scorecard, tmp_path, "index")


CALENDAR = """\
releases:
  - {period: 2020-21 Q3, due: 2021-02-12, published: 2021-02-19}
  - {period: 2020-21 Q4, due: 2021-05-14}
"""


def test_a_release_stands_in_the_calendar_on_the_day_it_came_out(tmp_path: Path) -> None:
    framework = framework_of(
        tmp_path, f"{INDICATOR}frequency: quarterly\n", scorecard=SCORECARD + CALENDAR
    )
    # This release came out early: its own day is no day to wait for.
    scorecard = score(framework, {"2020-21 Q2": (60, 100)}, BEFORE, date(2021, 2, 1))
    said = page(scorecard, tmp_path, "releases")
    assert "19 February 2021 (this release)" in said
    assert "12 February 2021" not in said
    assert "next on 14 May 2021" in page(scorecard, tmp_path, "indicators/on-time")
