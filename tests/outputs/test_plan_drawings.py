"""What charts of the plan are given: published figures, states and dates, and nothing else."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from scorecard.charts.lines import State
from scorecard.charts.timeline import Shape
from scorecard.framework.maturity import Dimension, Level, Maturity, SelfAssessment
from scorecard.outputs.drawings import trend_chart
from scorecard.outputs.goals import place
from scorecard.outputs.plan_drawings import (
    maturity_chart,
    running_chart,
    states_chart,
    timeline_chart,
)
from scorecard.outputs.running import Running, running_of
from scorecard.published import Certainty, Judgement, Verdict
from tests.projects import (
    COUNT,
    HIDDEN,
    INDICATOR,
    MISSING,
    Figures,
    framework_of,
    period,
    results_of,
)

PERCENT = (
    "id: on-time\ntitle: Closed in time\nmeasure: percentage\npolarity: lower\nparts: not_held\n"
    "frequency: annual\n"
)
PATH = f"{PERCENT}target: {{milestone: {{at_most: 25}}, by: Mar 2020, from: {{period: 2015-16}}"
A_YEAR = f"{COUNT}frequency: quarterly\ntarget: {{per: year, at_least: 120"


def trend_of(folder: Path, text: str, figures: Figures):  # type: ignore[no-untyped-def]
    framework = framework_of(folder, text)
    results = results_of(framework, figures)
    return trend_chart(results, results.series("district"), framework)


def running(folder: Path, text: str, figures: Figures) -> Running | None:
    framework = framework_of(folder, text)
    return running_of(results_of(framework, figures), framework)


def test_counts_by_date_are_steps_from_the_day_on_which_each_is_due(tmp_path: Path) -> None:
    steps = "'2018-09-30': {at_least: 10}, '2018-12-31': {at_least: 20}, 2019-20: {at_least: 25}"
    text = f"{COUNT.replace('flow: sum', 'flow: snapshot')}target: {{by_period: {{{steps}}}}}\n"
    figures: Figures = {f"2018-19 Q{n}": 5 + n for n in range(1, 5)}
    chart = trend_of(tmp_path, text, {**figures, "2019-20 Q1": 26})
    assert chart.target.values == (None, 10, 20, 20, 25)
    assert chart.target.label == "Target 25"


def test_a_straight_path_leads_from_the_published_start_to_the_goal(tmp_path: Path) -> None:
    chart = trend_of(tmp_path, f"{PATH}, path: linear}}\n", {"2015-16": "33.2", "2016-17": "31"})
    assert chart.target is None
    assert chart.goal.label == "Due Mar 2020: 25%"
    assert chart.goal.path[0] == (0, Decimal("33.2"))
    assert chart.goal.path[-1] == (chart.goal.at, Decimal(25))
    assert chart.goal.at == pytest.approx(4, abs=0.01)


@pytest.mark.parametrize("start", [HIDDEN, MISSING])
def test_a_path_from_a_figure_that_is_not_shown_is_not_drawn(tmp_path: Path, start: str) -> None:
    chart = trend_of(tmp_path, f"{PATH}, path: linear}}\n", {"2015-16": start, "2016-17": "31"})
    assert chart.goal.path == ()
    assert chart.goal.values == (25,)


def test_a_milestone_without_a_path_is_only_its_point(tmp_path: Path) -> None:
    chart = trend_of(tmp_path, f"{PATH}}}\n", {"2015-16": "33.2", "2016-17": "31"})
    assert (chart.target, chart.goal.path, chart.goal.values) == (None, (), (25,))


def test_a_path_of_stated_points_passes_through_each(tmp_path: Path) -> None:
    text = f"{PATH}, path: {{2017-18: 27}}}}\n"
    chart = trend_of(tmp_path, text, {"2015-16": "33", "2016-17": "31", "2017-18": "30"})
    assert chart.goal.path[0] == (0, Decimal(33))
    assert chart.goal.path[1] == (1, Decimal("30.00"))
    assert chart.goal.path[2] == (2, Decimal(27))


def test_days_between_uneven_periods_stand_in_proportion() -> None:
    days = [date(2020, 1, 1), date(2020, 1, 11), date(2020, 1, 31)]
    places = [place(date(2020, 1, day), days, 30) for day in (1, 6, 11, 21, 31)]
    assert places == [0, 0.5, 1, 1.5, 2]
    assert place(date(2020, 2, 20), days, 30) == 3
    assert place(date(2020, 1, 31), days[:1], 30) == 1


def test_counts_add_up_over_the_year_that_the_target_is_for(tmp_path: Path) -> None:
    figures: Figures = {"2018-19 Q4": 99, "2019-20 Q1": 31, "2019-20 Q2": 35}
    found = running(tmp_path, f"{A_YEAR}}}\n", figures)
    assert found is not None
    assert found.stretch == period("2019-20")
    assert [stage.total for stage in found.stages] == [31, 66, None, None]
    assert [stage.to_come for stage in found.stages] == [False, False, True, True]
    assert [stage.due for stage in found.stages] == [120] * 4


def test_along_a_path_whole_numbers_are_due_by_the_end_of_each_period(tmp_path: Path) -> None:
    text = f"{COUNT}frequency: quarterly\ntarget: {{per: year, at_least: 10, path: linear}}\n"
    found = running(tmp_path, text, {"2019-20 Q1": 3})
    assert found is not None
    assert [stage.due for stage in found.stages] == [2, 5, 7, 10]


@pytest.mark.parametrize(("gap", "state"), [(HIDDEN, State.HIDDEN), (MISSING, State.MISSING)])
def test_from_a_gap_on_no_total_is_drawn(tmp_path: Path, gap: str, state: State) -> None:
    figures: Figures = {"2019-20 Q1": 31, "2019-20 Q2": gap, "2019-20 Q3": 35}
    text = f"{A_YEAR}}}\n"
    found = running(tmp_path, text, figures)
    assert found is not None
    assert [stage.total for stage in found.stages] == [31, None, None, None]
    chart = running_chart(framework_of(tmp_path, text).indicators[0], found)
    assert [stage.gap for stage in chart.stages] == [None, state, None, None]
    assert [stage.display for stage in chart.stages] == ["31", "", "", ""]


def test_a_period_without_any_cell_is_missing_too(tmp_path: Path) -> None:
    found = running(tmp_path, f"{A_YEAR}}}\n", {"2019-20 Q1": 31, "2019-20 Q3": 35})
    assert found is not None
    assert [stage.total for stage in found.stages] == [31, None, None, None]


@pytest.mark.parametrize(
    "text",
    [
        f"{COUNT}target: {{at_least: 4}}\n",
        f"{COUNT}frequency: quarterly\ntarget: {{per: quarter, at_least: 4}}\n",
        f"{COUNT}frequency: quarterly\ntarget: {{per: month, at_least: 4}}\n",
        f"{A_YEAR}}}\n".replace("flow: sum", "flow: snapshot"),
    ],
)
def test_nothing_is_added_up_where_a_figure_is_no_part_of_the_stretch(
    tmp_path: Path, text: str
) -> None:
    assert running(tmp_path, text, {"2019-20 Q1": 3, "2019-20 Q2": 3}) is None


def test_a_target_for_a_year_is_no_line_across_quarters(tmp_path: Path) -> None:
    assert trend_of(tmp_path, f"{A_YEAR}}}\n", {"2019-20 Q1": 31}).target is None
    quarter = f"{COUNT}frequency: quarterly\ntarget: {{per: quarter, at_least: 4}}\n"
    assert trend_of(tmp_path, quarter, {"2019-20 Q1": 31}).target.values == (4,)


def maturity(*levels: tuple[int | None, int | None]) -> Maturity:
    return Maturity(
        title="Matrix",
        levels=(Level(level=5, name="Mature"), Level(level=1, name="Basic")),
        areas=tuple(Dimension(id=f"area-{n}", title=f"Area {n}") for n, _ in enumerate(levels)),
    )


def assessed(level: int | None, when: str) -> SelfAssessment | None:
    return SelfAssessment(period=period(when), level=level) if level else None


def test_a_radar_stands_on_the_order_of_levels_and_keeps_gaps() -> None:
    levels = ((1, None), (5, 1), (None, 5))
    found = maturity(*levels)
    areas = [
        (area, assessed(now, "Dec 2020"), assessed(before, "Mar 2020"))
        for area, (now, before) in zip(found.areas, levels, strict=True)
    ]
    chart = maturity_chart(found, areas)
    assert chart is not None
    assert [(ring.number, ring.name) for ring in chart.rings] == [(1, "Basic"), (5, "Mature")]
    assert [(s.now, s.before) for s in chart.spokes] == [(1, None), (2, 1), (None, 2)]
    assert (chart.now, chart.before) == ("December 2020", "March 2020")
    assert chart.spokes[1].tip == "Area 1: 5 Mature, Dec 2020"


def test_two_areas_or_none_assessed_make_no_radar() -> None:
    found = maturity((1, None), (1, None))
    both = [(area, assessed(1, "Dec 2020"), None) for area in found.areas]
    assert maturity_chart(found, both) is None
    assert maturity_chart(found, [*[(a, None, None) for a in found.areas]] * 2) is None


def test_actions_are_counted_by_state_and_those_without_one_apart() -> None:
    chart = states_chart([("Hubs", ["done", "late", None, "done"]), ("Homes", ["on_track"])])
    words = [verdict.words for verdict in chart.verdicts]
    assert words == ["done", "on track", "not started", "late", "no state given"]
    assert [row.counts for row in chart.rows] == [(2, 0, 0, 1, 1), (0, 1, 0, 0, 0)]


def test_each_milestone_stands_on_its_last_day_with_its_verdict() -> None:
    late = Judgement(Verdict.LATE)
    met = Judgement(Verdict.MET, Certainty.COULD_BE_CHANCE)
    dues = [("Plan", period("Sep 2018"), late), ("Homes", period("2018-19"), met)]
    chart = timeline_chart(dues, None, date(2018, 12, 31))
    assert [m.day for m in chart.milestones] == [date(2018, 9, 30), date(2019, 3, 31)]
    states = [(m.state.words, m.state.colour, m.state.shape) for m in chart.milestones]
    assert states == [("Late", "miss", Shape.SQUARE), ("Met", "met", Shape.DOT)]
    assert chart.release_label == "Figures to 31 December 2018"


def test_every_verdict_has_a_shape_on_the_timeline() -> None:
    for verdict in Verdict:
        dues = [("Plan", period("Sep 2018"), Judgement(verdict))]
        chart = timeline_chart(dues, date(2019, 2, 1), date(2018, 12, 31))
        assert chart.milestones[0].state.words


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        ("2019-20 Q3", [2]),
        ("2019-20 Q1", [2]),
        ("2020-21 Q4", [3]),
        ("2017-18 Q2", []),
        ("2021-22 Q1", []),
    ],
)
def test_a_break_is_drawn_before_the_first_figure_that_reaches_it(
    tmp_path: Path, since: str, expected: list[int]
) -> None:
    broken = f"break_in_series: {{period: {since}, reason: a new system}}\n"
    years: Figures = dict.fromkeys(("2017-18", "2018-19", "2019-20", "2020-21"), (60, 100))
    chart = trend_of(tmp_path, INDICATOR + broken, years)
    assert [gap.before for gap in chart.breaks] == expected
