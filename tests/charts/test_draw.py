import json
from decimal import Decimal
from typing import Any

import altair as alt
import pytest

from scorecard.charts import CHARTS, draw
from scorecard.charts.breakdown import Bar
from scorecard.charts.cumulative import Cumulative, Stage
from scorecard.charts.lines import Point, State
from scorecard.charts.radar import Radar, Spoke
from scorecard.charts.status import Statuses, StatusRow, Verdict
from scorecard.charts.style import NARROW, SPARK, WIDE, Heading
from scorecard.charts.trend import Goal, Target, Trend
from tests.charts.examples import (
    ALL_HIDDEN,
    AREAS,
    BROKEN,
    GAP,
    LARGE,
    LEVELS,
    MATURITY,
    MILESTONES,
    RE_REFERRALS,
    SMALL,
    SO_FAR,
    TOWARDS,
    points,
    values,
)


def texts(spec: dict[str, Any]) -> list[str]:
    rows = [row for layer in spec["layer"] for row in layer["data"]["values"]]
    noted = [layer["mark"].get("text") for layer in spec["layer"]]
    return [row["text"] for row in rows if "text" in row] + [text for text in noted if text]


def drawn_values(spec: dict[str, Any], mark: str) -> list[list[float | None]]:
    layers = [layer for layer in spec["layer"] if layer["mark"]["type"] == mark]
    return [[row.get("y") for row in layer["data"]["values"]] for layer in layers]


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("name", LARGE)
def test_every_specification_is_valid_vega_lite(name: str, size: Any) -> None:
    for heading in (None, Heading("Title", "Subtitle", "Source")):
        alt.LayerChart.validate(draw(LARGE[name], size, heading))


@pytest.mark.parametrize("name", SMALL)
def test_every_sparkline_is_valid_vega_lite(name: str) -> None:
    alt.LayerChart.validate(draw(SMALL[name], SPARK))


def test_every_kind_of_chart_stands_in_the_list_and_in_these_tests() -> None:
    assert {type(chart) for chart in (*LARGE.values(), *SMALL.values())} == set(CHARTS)


def test_a_hidden_point_breaks_the_line_and_is_written_never_zero() -> None:
    spec = draw(RE_REFERRALS)
    (line,) = [ys for ys in drawn_values(spec, "line") if 17.9 in ys]
    assert line.count(None) == 1
    assert 0 not in line
    assert texts(spec).count("[c]") == 1


def test_a_hidden_or_missing_point_cannot_hold_a_figure() -> None:
    for state in (State.HIDDEN, State.MISSING):
        with pytest.raises(ValueError, match="holds no figure"):
            Point("2020-21 Q3", Decimal(4), state=state)
        with pytest.raises(ValueError, match="holds no figure"):
            Point("2020-21 Q3", display="4", state=state)
        with pytest.raises(ValueError, match="holds no figure"):
            Bar("East", upper=Decimal(4), state=state)


def test_a_shown_point_needs_its_figure() -> None:
    with pytest.raises(ValueError, match="needs a value"):
        Point("2020-21 Q3")
    with pytest.raises(ValueError, match="needs a value"):
        Bar("East")


def test_with_every_point_hidden_there_is_no_line_no_tick_and_no_figure() -> None:
    spec = draw(ALL_HIDDEN)
    assert set(texts(spec)) <= {"[c]", *(point.period for point in ALL_HIDDEN.points)}
    assert not drawn_values(spec, "line")


def test_a_target_changes_in_a_step_half_way_between_periods() -> None:
    spec = draw(RE_REFERRALS)
    (target,) = [
        layer["data"]["values"]
        for layer in spec["layer"]
        if layer["mark"]["type"] == "line" and layer["mark"].get("strokeDash")
    ]
    assert [(row["x"], row["y"]) for row in target] == [(0, 25), (7.5, 25), (7.5, 20), (11, 20)]


def test_a_target_is_not_drawn_where_there_was_none() -> None:
    chart = Trend(points("20 21 22"), target=Target("Target", values(None, 20, None)))
    ends = [row for row in drawn_values(draw(chart), "line") if row == [20, 20]]
    assert len(ends) == 1


def test_the_line_is_not_joined_across_a_break_in_the_series() -> None:
    chart = Trend(points("20 21 22 23"), breaks=())
    broken = Trend(chart.points, breaks=(BROKEN.breaks[0].__class__(2, "New system"),))
    assert drawn_values(draw(chart), "line") == [[20, 21, 22, 23]]
    assert drawn_values(draw(broken), "line") == [[20, 21, None, 22, 23]]
    assert "New system" in texts(draw(broken))


def test_an_axis_cut_above_zero_is_stated_in_the_chart() -> None:
    assert "The axis starts at 92%, not at 0" in texts(draw(BROKEN))
    assert not [text for text in texts(draw(RE_REFERRALS)) if "axis" in text]


def test_negative_figures_have_zero_on_their_axis() -> None:
    assert "0 points" in texts(draw(GAP))


def test_hidden_bars_say_so_and_shown_bars_start_from_zero() -> None:
    spec = draw(LARGE["localities"])
    (bars,) = [layer for layer in spec["layer"] if layer["mark"]["type"] == "rect"]
    assert {row["x"] for row in bars["data"]["values"]} == {0}
    assert texts(spec).count("[c]") == 2
    assert texts(spec).count("[x]") == 1


def test_title_subtitle_and_source_are_drawn_only_for_download() -> None:
    heading = Heading("Re-referrals have fallen", "Per cent", "Source: records")
    drawn = texts(draw(RE_REFERRALS, WIDE, heading))
    assert {"Re-referrals have fallen", "Per cent", "Source: records"} <= set(drawn)
    assert draw(RE_REFERRALS, WIDE, heading)["background"] == "#ffffff"
    assert draw(RE_REFERRALS)["background"] == "transparent"


def test_a_series_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="for every point"):
        Trend(points("20 21"), target=Target("Target", values(20)))
    with pytest.raises(ValueError, match="for every verdict"):
        Statuses((Verdict("met", "met"),), (StatusRow("1", (1, 2)),))


def test_a_key_names_only_verdicts_that_occur() -> None:
    chart = Statuses((Verdict("met", "met"), Verdict("not met", "miss")), (StatusRow("1", (2, 0)),))
    assert "met" in texts(draw(chart))
    assert "not met" not in texts(draw(chart))


def test_no_time_scale_is_used_because_time_zones_would_change_the_bytes() -> None:
    for chart in LARGE.values():
        assert '"temporal"' not in json.dumps(draw(chart))


def dashed(spec: dict[str, Any]) -> list[list[tuple[float, float]]]:
    layers = [layer for layer in spec["layer"] if layer["mark"].get("strokeDash") == [6, 4]]
    return [[(row["x"], row["y"]) for row in layer["data"]["values"]] for layer in layers]


def test_a_path_leads_to_its_goal_beyond_the_last_period() -> None:
    spec = draw(TOWARDS)
    assert dashed(spec) == [[(0, 33.2), (3.1, 25)]]
    assert "Due Apr 2018: 25 per" in texts(spec)
    (path,) = [layer for layer in spec["layer"] if layer["mark"].get("strokeDash") == [6, 4]]
    assert path["encoding"]["x"]["scale"]["domain"] == [0, 3.1]
    assert path["encoding"]["y"]["scale"]["domain"] == [0, 40]


def test_without_a_path_only_the_goal_itself_is_drawn() -> None:
    chart = Trend(points("20 21"), goal=Goal(3, (Decimal(25),), "Due Apr 2018: 25"))
    assert dashed(draw(chart)) == []
    diamonds = [layer for layer in draw(chart)["layer"] if layer["mark"].get("shape") == "diamond"]
    assert [row["y"] for layer in diamonds for row in layer["data"]["values"]] == [25]


def test_once_its_date_has_come_a_goal_holds_its_level() -> None:
    chart = Trend(points("20 21 22"), goal=Goal(1, (Decimal(25),), "Due Apr 2018: 25"))
    assert dashed(draw(chart)) == [[(1, 25), (2, 25)]]


def test_the_outline_of_a_radar_leaves_a_gap_where_an_area_was_not_assessed() -> None:
    lines = [layer for layer in draw(MATURITY)["layer"] if layer["mark"].get("strokeWidth") == 3]
    # Six of seven areas, from the one after the gap round to the one before it; then the key.
    assert [len(layer["data"]["values"]) for layer in lines] == [6, 2]
    drawn = " ".join(texts(draw(MATURITY)))
    assert "Quality assurance (not assessed)" in drawn
    whole = draw(LARGE["full-circle"])["layer"]
    around = next(layer for layer in whole if layer["mark"].get("strokeWidth") == 3)
    rows = around["data"]["values"]
    assert len(rows) == 8
    assert (rows[0]["x"], rows[0]["y"]) == (rows[-1]["x"], rows[-1]["y"])


def test_a_narrow_radar_has_a_letter_at_each_spoke_and_the_names_below() -> None:
    drawn = texts(draw(MATURITY, NARROW))
    assert {"A", "G", "A Service delivery", "G Governance"} <= set(drawn)


def test_a_radar_of_two_areas_or_with_an_unknown_level_is_refused() -> None:
    with pytest.raises(ValueError, match="three areas"):
        Radar(LEVELS, (Spoke("One", 1), Spoke("Two", 1)), "Now")
    with pytest.raises(ValueError, match="not among the levels"):
        Radar(LEVELS, tuple(Spoke(name, 5) for name in AREAS), "Now")


def test_no_total_may_follow_a_gap() -> None:
    after = (Stage("Q1", Decimal(3), "3"), Stage("Q2", gap=State.HIDDEN), Stage("Q3", Decimal(9)))
    with pytest.raises(ValueError, match="from a gap on"):
        Cumulative(after, values(12, 12, 12), "Target 12")
    with pytest.raises(ValueError, match="from a gap on"):
        Cumulative((Stage("Q1", gap=State.HIDDEN, display="3"),), values(12), "Target 12")


def test_bars_of_a_running_total_stop_at_the_gap() -> None:
    (bars,) = [layer for layer in draw(SO_FAR)["layer"] if layer["mark"]["type"] == "rect"]
    assert [(row["y"], row["y2"]) for row in bars["data"]["values"]] == [(0, 31), (0, 66)]
    assert texts(draw(SO_FAR)).count("[c]") == 1


def test_each_milestone_has_its_date_and_each_state_its_shape() -> None:
    spec = draw(MILESTONES)
    assert {"1 Jul 2018", "Sep 2018", "Apr 2019", "Apr to Jun 2020"} <= set(texts(spec))
    assert {"Done", "Late", "Not assessed", "Not shown"} <= set(texts(spec))
    marks = [layer for layer in spec["layer"] if layer["mark"]["type"] == "point"]
    looks = {(layer["mark"]["shape"], row["fill"]) for layer in marks
             for row in layer["data"]["values"]}  # fmt: skip
    assert len(looks) == 4


def test_months_or_years_are_named_below_a_timeline_whatever_its_length() -> None:
    assert {"Jul 2018", "Jan 2019"} <= set(texts(draw(MILESTONES)))
    assert "Oct 2018" in texts(draw(LARGE["one-date"]))
