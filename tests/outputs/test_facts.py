"""The facts on top of an indicator's page, and the heads of its tables, say what each figure is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from scorecard.outputs import pages
from scorecard.outputs.pages import write_pages
from scorecard.outputs.pages.common import big_figure
from scorecard.publish.website import package_theme
from scorecard.published import PublishedTables, Scorecard, Verdict
from scorecard.scoring.assess import assess
from scorecard.wording.figures import part_heads, value_head
from scorecard.wording.sentences import headline, rounding_words
from tests.projects import (
    COUNT,
    INDICATOR,
    RATE,
    SCORE,
    Figures,
    cell_of,
    framework_of,
    key_of,
    period,
    result_of,
    results_of,
    score,
)

NOW = "2020-21 Q3"
MEAN = "id: on-time\ntitle: Wait\nmeasure: mean\nunit: working days\npolarity: lower\nflow: sum\n"
RATIO = "id: on-time\ntitle: Seen\nmeasure: ratio\npolarity: higher\nflow: sum\n"


@pytest.fixture(autouse=True)
def _no_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "render_all", lambda jobs, _cache: ["<svg/>"] * len(jobs))


def page(scorecard: Scorecard, folder: Path) -> str:
    templates = [package_theme() / "pages"]
    write_pages(scorecard, folder / "docs", folder / "fragments", templates, folder / "cache")
    return (folder / "docs" / "indicators/on-time.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "figure", "said"),
    [
        (INDICATOR, (60, 100), "60.0%"),
        (RATE, (87, 10000), '8.7 <span class="unit">per 1,000</span>'),
        (f"{COUNT}unit: children\n", 412, '412 <span class="unit">children</span>'),
    ],
)
def test_a_unit_of_words_is_set_apart_from_a_large_figure(
    tmp_path: Path, text: str, figure: int | tuple[int, int], said: str
) -> None:
    framework = framework_of(tmp_path, text)
    assert big_figure(framework.indicators[0], result_of(framework, {NOW: figure})) == said


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        (INDICATOR, ("Number", "Out of", "%")),
        (MEAN, ("Working days in all", "Cases", "Average working days")),
        (RATIO, ("Achieved", "Planned", "%")),
    ],
)
def test_the_heads_of_a_table_name_what_its_parts_are(
    tmp_path: Path, text: str, heads: tuple[str, str, str]
) -> None:
    indicator = framework_of(tmp_path, text).indicators[0]
    assert (*part_heads(indicator), value_head(indicator)) == heads


def provisional(folder: Path, figure: tuple[int, int]) -> Scorecard:
    key = key_of(NOW)
    cell = replace(cell_of(key, figure), symbols=("p",))
    return assess(PublishedTables({key: cell}), framework_of(folder), period(NOW), period(NOW).end)


@pytest.mark.parametrize("figure", [(700, 1000), (9, 19)])
def test_a_figure_that_may_change_says_so_in_words(tmp_path: Path, figure: tuple[int, int]) -> None:
    scorecard = provisional(tmp_path, figure)
    assert "provisional" in headline(scorecard.of("on-time"), scorecard.framework)
    assert "provisional: it may change</dd>" in page(scorecard, tmp_path).casefold()


def test_a_score_is_a_level_and_is_not_said_to_be_rounded(tmp_path: Path) -> None:
    framework = framework_of(tmp_path, f"{SCORE}target: {{at_least: 3}}\n")
    results = results_of(framework, {NOW: "3"})
    assert results.judgement.verdict is Verdict.MET
    assert rounding_words(results) == ""


def test_a_measure_without_a_figure_tells_its_target_and_once_that_there_is_no_figure(
    tmp_path: Path,
) -> None:
    framework = framework_of(tmp_path, INDICATOR + "target: {at_least: 75}\n")
    said = page(score(framework, {}), tmp_path)
    assert "<dt>Target</dt><dd>At least 75%</dd>" in said
    assert said.casefold().count("no figure") == 1


def test_another_place_is_named_with_its_statistic_its_period_and_why_it_is_not_compared(
    tmp_path: Path,
) -> None:
    own: Figures = {NOW: (700, 1000), (NOW, "england"): "65.0", (NOW, "neighbours"): "70.0"}
    said = page(score(framework_of(tmp_path), own), tmp_path)
    assert "<dt>Neighbours (mean of 10 members)</dt>" in said
    assert "October to December 2020. Ours is better." in said
    alone = "parts: not_held\n"
    said = page(score(framework_of(tmp_path, INDICATOR + alone), {**own, NOW: "70.0"}), tmp_path)
    assert "October to December 2020. Not compared with ours." in said
