"""Lines of pages that few scorecards need: what replaced what, and a release that is late."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from jinja2 import Environment

from scorecard.outputs import pages
from scorecard.outputs.pages import write_pages
from scorecard.outputs.pages.rendering import environment
from scorecard.publish.website import package_theme
from scorecard.published import Scorecard
from tests.projects import INDICATOR, framework_of, score

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
    retired = "retired: {period: 2020-21 Q3, reason: counted elsewhere now}\n"
    written = page(scored(tmp_path, retired, {}), tmp_path, "indicators/on-time")
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
        ("risk: Few staff, lead: Council", "Council Risk: Few staff"),
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
