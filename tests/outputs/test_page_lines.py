"""Lines of pages that few scorecards need: what replaced what, and a release that is late."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from jinja2 import Environment
from markupsafe import escape

from scorecard.outputs import pages
from scorecard.outputs.pages import write_pages
from scorecard.outputs.pages.rendering import environment
from scorecard.publish.website import package_theme
from scorecard.published import CellKey, PublishedTables, Scorecard, Verdict
from scorecard.scoring.assess import assess
from scorecard.wording.glossary import CERTAINTIES, STATUSES
from tests.projects import (
    HIDDEN,
    INDICATOR,
    SCORECARD,
    Figures,
    cell_of,
    framework_of,
    key_of,
    period,
    score,
    write_content,
)

RETIRED = "retired: {period: 2020-21 Q3, reason: counted elsewhere now}\n"
OLD = INDICATOR.replace("id: on-time", "id: old-one").replace("title: ", "title: The old ")


@pytest.fixture(autouse=True)
def _no_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "render_all", lambda jobs, _cache: ["<svg/>"] * len(jobs))


def page(scorecard: Scorecard, folder: Path, name: str) -> str:
    templates = [package_theme() / "pages"]
    write_pages(scorecard, folder / "docs", folder / "fragments", templates, folder / "cache")
    return (folder / "docs" / f"{name}.md").read_text(encoding="utf-8")


def scored(folder: Path, more: str, others: Mapping[str, str]) -> Scorecard:
    framework = framework_of(folder, INDICATOR + more, **dict(others))
    return score(framework, {"2020-21 Q3": (60, 100)})


def test_every_word_that_templates_may_call_is_called_by_one() -> None:
    folder = package_theme() / "pages"
    text = "\n".join(f.read_text(encoding="utf-8") for f in sorted(folder.glob("*.j2")))
    names = set(environment([folder]).globals) - set(Environment(autoescape=True).globals)
    assert [name for name in sorted(names) if not re.search(rf"\b{name}\b", text)] == []


def test_an_indicator_that_replaces_another_says_so_and_so_does_the_other(tmp_path: Path) -> None:
    scorecard = scored(tmp_path, "replaces: old-one\n", {"indicators/old-one": OLD})
    new, old = (page(scorecard, tmp_path, f"indicators/{name}") for name in ("on-time", "old-one"))
    assert '<dt>Replaces</dt><dd><a href="../old-one/">The old ' in new
    assert '<dt>Replaced by</dt><dd><a href="../on-time/">' in old


def test_a_retired_indicator_keeps_its_figures_and_says_when_and_why(tmp_path: Path) -> None:
    written = page(scored(tmp_path, RETIRED, {}), tmp_path, "indicators/on-time")
    assert "counted elsewhere now" in written
    assert "60.0%" in written


def test_the_home_page_says_that_a_release_is_late(tmp_path: Path) -> None:
    scorecard = scored(tmp_path, "", {})
    notice = "The figures for January to March 2021 were due on 14 May 2021."
    late = replace(scorecard, history=replace(scorecard.history, late=(notice,)))
    assert notice in page(late, tmp_path, "index")
    assert "Late:" not in page(scorecard, tmp_path, "index")


@pytest.mark.parametrize(
    ("action", "words"),
    [
        ("due: Mar 2021", "Due March 2021"),
        ("lead: Council, due: Mar 2021, progress: Half done", "Council, due March 2021. Half done"),
        ("progress: Half done", "Half done"),
        ("risk: Few staff, lead: Council", "Council. Risk: Few staff"),
        ("timescale: Within a year", "Within a year"),
    ],
)
def test_an_action_says_what_is_known_of_it_and_no_more(
    tmp_path: Path, action: str, words: str
) -> None:
    actions = f"- {{id: meet, title: Meet, {action}}}\n"
    written = page(scored(tmp_path, "", {"actions": actions}), tmp_path, "actions")
    assert f'<span class="meta">{words}</span>' in written


def test_an_action_of_which_nothing_is_known_has_no_line_for_it(tmp_path: Path) -> None:
    actions = "- {id: meet, title: Meet}\n"
    written = page(scored(tmp_path, "", {"actions": actions}), tmp_path, "actions")
    assert 'class="meta"' not in written.split("Meet")[1]


PRINTED = "target: {{at_least: 70}}\npublished_verdict: {{printed: missed, period: {}}}\n"


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (
            "2020-21 Q2",
            "“missed” for July to September 2020. By its own rule the answer is: Not met.",
        ),
        ("2020-21 Q3", "The source printed “missed”. By its own rule the answer is: Met."),
        (
            "2020-21 Q1",
            "“missed” for April to June 2020, and there is no figure to hold it against.",
        ),
    ],
)
def test_a_printed_verdict_stands_beside_the_one_of_its_own_period(
    tmp_path: Path, when: str, expected: str
) -> None:
    framework = framework_of(tmp_path, INDICATOR + PRINTED.format(when))
    scorecard = score(framework, {"2020-21 Q2": (40, 100), "2020-21 Q3": (90, 100)})
    assert expected in page(scorecard, tmp_path, "indicators/on-time")


@pytest.mark.parametrize(("more", "expected"), [("", ["next on 14 May 2021"]), (RETIRED, [])])
def test_only_an_indicator_that_goes_on_says_when_it_is_next_due(
    tmp_path: Path, more: str, expected: list[str]
) -> None:
    calendar = f"{SCORECARD}releases: [{{period: 2020-21 Q4, due: 2021-05-14}}]\n"
    framework = framework_of(
        tmp_path, f"{INDICATOR}{more}frequency: quarterly\n", scorecard=calendar
    )
    scorecard = score(framework, {"2020-21 Q3": (60, 100)}, "2020-21 Q3", date(2021, 2, 1))
    written = page(scorecard, tmp_path, "indicators/on-time")
    assert "<dt>Updated</dt><dd>Every quarter" in written
    assert re.findall(r"next on [\w ]+", written) == expected


def test_the_method_names_each_measure_with_its_own_least_number_of_cases(tmp_path: Path) -> None:
    policy = "minimum_denominator: 20\noverrides: {on-time: {minimum_denominator: 0}}\n"
    other = INDICATOR.replace("id: on-time", "id: late").replace("title: ", "title: Late ")
    framework = framework_of(tmp_path, disclosure=policy, **{"indicators/late": other})
    method = page(score(framework, {"2020-21 Q3": (60, 100)}), tmp_path, "method")
    assert "Below 20 cases we give no verdict." in method
    assert "For Assessments on time we give one however few the cases." in method
    policy = policy.replace(": 0", ": 50")
    framework = framework_of(tmp_path, disclosure=policy, **{"indicators/late": other})
    method = page(score(framework, {"2020-21 Q3": (60, 100)}), tmp_path, "method")
    assert "For Assessments on time we give none below 50 cases." in method
    assert "Late" not in method


def test_the_glossary_says_what_every_status_means(tmp_path: Path) -> None:
    glossary = page(scored(tmp_path, "", {}), tmp_path, "glossary")
    assert set(STATUSES) == set(Verdict)
    assert all(escape(words) in glossary for words in (*STATUSES.values(), *CERTAINTIES.values()))


def test_cautions_stand_together_under_one_name(tmp_path: Path) -> None:
    more = "caveats: [Count with care., Late in summer.]\n"
    written = page(scored(tmp_path, more, {}), tmp_path, "indicators/on-time")
    assert "<dt>Take care</dt><dd>Count with care.<br>Late in summer.</dd>" in written


def test_what_is_not_promised_is_not_promised_elsewhere_on_the_page(tmp_path: Path) -> None:
    method = page(scored(tmp_path, "", {}), tmp_path, "method")
    assert "nobody can find them" not in method
    assert "any difference from the earlier count" in method
    for heading in ("How targets work", "Who sees the figures before publication"):
        assert f"## {heading}" in method


def test_prose_on_releases_stands_on_the_page_of_releases(tmp_path: Path) -> None:
    write_content(tmp_path, {"pages/releases.md": "---\ntitle: x\n---\nWe publish *each* May.\n"})
    scorecard = score(framework_of(tmp_path), {"2020-21 Q3": (60, 100)})
    assert "We publish *each* May." in page(scorecard, tmp_path, "releases")


def test_a_breakdown_has_a_chart_and_a_table_of_its_own_whatever_its_id(tmp_path: Path) -> None:
    text = SCORECARD.replace("id: age", "id: trend")
    indicator = INDICATOR.replace("breakdowns: [age]", "breakdowns: [trend]")
    framework = framework_of(tmp_path, indicator, scorecard=text)
    at = {"2020-21 Q2": (50, 100), "2020-21 Q3": (60, 100)}
    groups = {CellKey("on-time", period("2020-21 Q3"), "district", "trend", name): n
              for name, n in (("younger", (20, 50)), ("older", (40, 50)))}  # fmt: skip
    cells = {key_of(name): figure for name, figure in at.items()} | groups
    tables = PublishedTables({key: cell_of(key, figure) for key, figure in cells.items()})
    scorecard = assess(tables, framework, period("2020-21 Q3"), date(2021, 2, 1))
    text = page(scorecard, tmp_path, "indicators/on-time")
    names = re.findall(r"<!-- fragment: (\S+) -->", text)
    assert len(names) == len(set(names))
    assert "indicators/on-time/by-trend" in names


MARK = "<strong>[c]</strong> stands where a figure is not shown"
NOW, BEFORE = "2020-21 Q3", "2020-21 Q2"


@pytest.mark.parametrize(
    "figures",
    [
        {NOW: HIDDEN},
        {BEFORE: HIDDEN, NOW: (60, 100)},
        {NOW: (60, 100), (NOW, "east"): HIDDEN, (NOW, "west"): (30, 40)},
    ],
)
def test_the_mark_is_explained_at_the_top_of_a_page_that_has_it(
    tmp_path: Path, figures: Figures
) -> None:
    written = page(score(framework_of(tmp_path), figures), tmp_path, "indicators/on-time")
    assert MARK in written.split("## About this number")[0]
    assert "In these files" not in written


def test_a_mark_that_only_the_files_have_is_explained_beside_them(tmp_path: Path) -> None:
    figures: Figures = {(BEFORE, "east"): HIDDEN, BEFORE: (50, 100), NOW: (60, 100)}
    written = page(score(framework_of(tmp_path), figures), tmp_path, "indicators/on-time")
    assert MARK not in written.split("## Take the figures with you")[0]
    assert f"In these files {MARK}" in written


def test_where_nothing_is_hidden_no_mark_is_explained(tmp_path: Path) -> None:
    assert MARK not in page(scored(tmp_path, "", {}), tmp_path, "indicators/on-time")
