"""An indicator's page shows why a figure stands out, from published figures only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from scorecard.charts.render import Job
from scorecard.charts.xmr import Xmr
from scorecard.framework import Framework
from scorecard.outputs import pages
from scorecard.outputs.pages import write_pages
from scorecard.publish.website import package_theme
from scorecard.published import Trend
from tests.projects import COUNT, FILES, HIDDEN, INDICATOR, At, Figure, Figures, framework_of, score

SECTION = "## Usual ups and downs"
QUARTERS = [
    f"{year}-{year - 1999} Q{number}" for year in range(2017, 2021) for number in range(1, 5)
]


def quarters(last: Figure, number: int = 12) -> Figures:
    """Quarters in which 70 or 71 of 100 were on time, and the last one."""
    steady: Figures = {q: (70 + n % 2, 100) for n, q in enumerate(QUARTERS[-number:])}
    return {**steady, QUARTERS[-1]: last}


class Written:
    """The page of an indicator, and what its XmR chart draws where it has one."""

    def __init__(self, folder: Path, figures: Mapping[At, Figure], framework: Framework) -> None:
        self.drawn: list[Xmr] = []
        self.said: list[str] = []
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(pages, "render_all", self._render)
            scorecard = score(framework, figures)
            self.trend = scorecard.of("on-time").trend
            templates = [package_theme() / "pages"]
            write_pages(
                scorecard, folder / "docs", folder / "fragments", templates, folder / "cache"
            )
        self.page = (folder / "docs/indicators/on-time.md").read_text(encoding="utf-8")
        table = folder / "fragments/indicators/on-time/usual-table.html"
        self.table = table.read_text(encoding="utf-8") if table.exists() else ""

    def _render(self, jobs: list[Job], _cache: Path) -> list[str]:
        for job in jobs:
            if isinstance(job.chart, Xmr):
                self.drawn.append(job.chart)
                self.said.append(job.description)
        return ["<svg/>"] * len(jobs)


def written(
    folder: Path, figures: Mapping[At, Figure], indicator: str = INDICATOR, **files: str
) -> Written:
    return Written(folder, figures, framework_of(folder, indicator, **files))


def test_a_figure_that_stands_out_is_shown_beside_its_limits(tmp_path: Path) -> None:
    found = written(tmp_path, quarters((20, 100)))
    # The mean is (6 x 70 + 5 x 71 + 20) / 12 = 66.25. The ranges are ten of 1 and one of 51;
    # that one is above 3.267 times their mean and is left out. So the limits are 66.25 ± 2.66.
    assert SECTION in found.page
    assert "nearly all of them would lie between 63.6% and 68.9%." in found.page
    assert "The latest figure is below the lower limit." in found.page
    chart = found.drawn[0]
    assert (chart.lower.value, chart.mean.value, chart.upper.value) == (
        Decimal("63.6"), Decimal("66.3"), Decimal("68.9")
    )  # fmt: skip
    assert [point.value for point in chart.points][-2:] == [Decimal("70.0"), Decimal("20.0")]
    assert chart.signals == (11,)


def test_the_chart_is_described_and_the_tables_hold_what_it_shows(tmp_path: Path) -> None:
    found = written(tmp_path, quarters((20, 100)))
    assert found.said[0] == (
        "Assessments on time: 20.0% in January to March 2021. Average 66.3%, lower limit 63.6%,"
        " upper limit 68.9%. The latest figure is below the lower limit."
    )
    rows = re.findall(r'<th scope="row">(.*?)</th><td>(.*?)</td>', found.table)
    assert rows == [
        ("Latest: Jan to Mar 2021", "20.0"), ("Upper limit", "68.9"), ("Average", "66.3"),
        ("Lower limit", "63.6"),
    ]  # fmt: skip
    every = (tmp_path / "fragments/indicators/on-time/periods.html").read_text(encoding="utf-8")
    assert all(f"<td>{point.value}</td>" in every for point in found.drawn[0].points)


def test_the_page_names_what_an_unusual_figure_is_held_against_and_by_which_rule(
    tmp_path: Path,
) -> None:
    said = written(tmp_path, quarters((20, 100))).page
    assert "Beside the whole series since" in said
    assert "stands out from the usual ups and downs. The latest figure is below the lower" in said


def test_a_usual_figure_has_no_such_chart(tmp_path: Path) -> None:
    found = written(tmp_path, quarters((71, 100)))
    assert found.trend is Trend.AS_USUAL
    assert SECTION not in found.page
    assert found.drawn == []


def test_too_few_quarters_have_no_such_chart(tmp_path: Path) -> None:
    assert SECTION not in written(tmp_path, quarters((20, 100), 11)).page


def test_a_seasonal_measure_is_judged_by_other_numbers_and_has_no_such_chart(
    tmp_path: Path,
) -> None:
    found = written(tmp_path, quarters((20, 100), 16), f"{INDICATOR}seasonal: true\n")
    assert found.trend is Trend.UNUSUAL
    assert SECTION not in found.page


def test_a_series_that_never_moved_has_no_ups_and_downs_to_show(tmp_path: Path) -> None:
    figures: Figures = dict.fromkeys(QUARTERS[-12:], (70, 100))
    found = written(tmp_path, {**figures, QUARTERS[-1]: (20, 100)})
    assert found.trend is Trend.UNUSUAL
    assert SECTION not in found.page


def test_only_the_figures_after_a_hidden_one_are_drawn(tmp_path: Path) -> None:
    found = written(tmp_path, {**quarters((20, 100), 16), QUARTERS[2]: HIDDEN})
    chart = found.drawn[0]
    assert len(chart.points) == 13
    assert all(point.value is not None for point in chart.points)
    assert "Usual ups and downs since January to March 2018" in found.table


def test_a_hidden_figure_too_near_the_last_leaves_no_chart(tmp_path: Path) -> None:
    found = written(tmp_path, {**quarters((20, 100), 16), QUARTERS[5]: HIDDEN})
    assert SECTION not in found.page
    assert found.drawn == []


def test_only_the_figures_after_a_break_are_drawn(tmp_path: Path) -> None:
    broken = f"{INDICATOR}break_in_series: [{{period: {QUARTERS[3]}, reason: new form}}]\n"
    assert len(written(tmp_path, quarters((20, 100), 16), broken).drawn[0].points) == 13


def test_only_the_figures_after_a_change_of_boundaries_are_drawn(tmp_path: Path) -> None:
    change = f"boundaries_changed: {{period: {QUARTERS[2]}, reason: Two wards moved.}}"
    whole = "{id: district, name: The district"
    moved = FILES["scorecard.yml"].replace(whole, f"{whole}, {change}")
    found = written(tmp_path, quarters((20, 100), 16), scorecard=moved)
    assert len(found.drawn[0].points) == 14


def test_limits_are_told_no_further_than_a_figure_can_go(tmp_path: Path) -> None:
    swings: Figures = {q: (5 if n % 2 else 0, 100) for n, q in enumerate(QUARTERS[-12:])}
    found = written(tmp_path, {**swings, QUARTERS[-1]: (90, 100)})
    assert "would lie between 0% and " in found.page
    assert found.drawn[0].lower.value == 0
    assert "−" not in found.table


def test_the_limits_of_a_count_lie_between_whole_numbers(tmp_path: Path) -> None:
    counts: Figures = {q: 70 + n % 2 for n, q in enumerate(QUARTERS[-12:])}
    found = written(tmp_path, {**counts, QUARTERS[-1]: 20}, COUNT)
    assert "between 63.6 and 68.9" in found.page
