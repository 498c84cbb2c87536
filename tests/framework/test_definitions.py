"""What a sound definition says of itself."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from scorecard.framework.indicators import Counts, Indicator
from scorecard.framework.loading import by_reference
from scorecard.framework.policy import Override, Policy
from scorecard.framework.targets import Bound, Exceeded, Form, Target
from tests.projects import COUNT, INDICATOR, RATE, framework_of, period


def target(folder: Path, written: str, indicator: str = INDICATOR) -> Target:
    found = framework_of(folder, f"{indicator}target: {written}\n").indicators[0].target
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("{at_least: 80}", Form.AT_LEAST),
        ("{at_most: 80}", Form.AT_MOST),
        ("{between: [10, 20]}", Form.BETWEEN),
        ("{by_period: {2018-19: {at_least: 1}}}", Form.BY_PERIOD),
        ("{above: [england, neighbours]}", Form.ABOVE),
        ("{below: england}", Form.BELOW),
        ("{in_line_with: [england, neighbours], whichever: higher}", Form.IN_LINE_WITH),
        ("{improve_on: previous}", Form.IMPROVE_ON),
        ("{milestone: {at_most: 25}, by: Apr 2018}", Form.MILESTONE),
        ("{set_baseline: 2017-18}", Form.SET_BASELINE),
        ("{done_by: Sep 2018}", Form.DONE_BY),
    ],
)
def test_every_form_of_target_is_known_by_its_field(
    tmp_path: Path, written: str, form: Form
) -> None:
    assert target(tmp_path, written).form is form


@pytest.mark.parametrize("per", ["week", "month", "quarter", "year"])
def test_a_target_per_stretch_takes_its_number_from_a_bound(tmp_path: Path, per: str) -> None:
    found = target(tmp_path, f"{{per: {per}, at_least: 4}}", COUNT)
    assert found.form is Form.PER


STEPS = "{by_period: {2018-19: {at_most: 15}, 2018-19 Q1: {at_most: 20}, 2019-20: {at_most: 10}}}"


@pytest.mark.parametrize(
    ("when", "most"),
    [
        ("2017-18 Q4", None),
        ("2018-19", 15),
        ("2018-19 Q1", 20),
        ("Apr 2018", 20),
        ("2018-19 Q2", 15),
        ("2019-20 Q4", 10),
        ("2020-21 Q1", None),
        ("2018", None),
    ],
)
def test_the_shortest_step_that_holds_a_period_is_in_force(
    tmp_path: Path, when: str, most: int | None
) -> None:
    bound = target(tmp_path, STEPS).bound_for(period(when))
    assert bound == (None if most is None else Bound(at_most=Decimal(most)))


@pytest.mark.parametrize(
    ("when", "least"),
    [
        ("2018-19 Q1", None),
        ("Aug 2018", None),
        ("Sep 2018", 10),
        ("2018-19 Q2", 10),
        ("2018-11-30", 10),
        ("2018-19 Q3", 20),
        ("2025-26", 25),
    ],
)
def test_a_step_that_is_a_day_is_in_force_from_that_day_until_the_next(
    tmp_path: Path, when: str, least: int | None
) -> None:
    steps = "2018-09-30: {at_least: 10}, 2018-12-31: {at_least: 20}, 2020-03-31: {at_least: 25}"
    bound = target(tmp_path, f"{{by_period: {{{steps}}}}}", COUNT).bound_for(period(when))
    assert bound == (None if least is None else Bound(at_least=Decimal(least)))


def test_good_practice_by_period_follows_the_same_rule(tmp_path: Path) -> None:
    text = f"{INDICATOR}target: {STEPS}\nexceeded: {{by_period: {{2018-19: {{below: 15}}}}}}\n"
    exceeded = framework_of(tmp_path, text).indicators[0].exceeded
    assert isinstance(exceeded, Exceeded)
    line = exceeded.line_for(period("2018-19 Q2"))
    assert line is not None
    assert line.below == 15
    assert exceeded.line_for(period("2019-20 Q2")) is None


@pytest.mark.parametrize(
    ("indicator", "places", "scale", "interval"),
    [
        (INDICATOR, 1, 100, "binomial"),
        (COUNT, 0, 1, "none"),
        (COUNT + "uncertainty: poisson\n", 0, 1, "poisson"),
        (COUNT + "decimals: 2\n", 2, 1, "none"),
        (RATE, 1, 1000, "poisson"),
        (INDICATOR.replace("percentage", "ratio"), 1, 100, None),
        (INDICATOR.replace("percentage", "mean"), 1, 1, None),
        (INDICATOR.replace("percentage", "money"), 0, 1, None),
        (INDICATOR.replace("percentage", "gap"), 0, 1, None),
    ],
)
def test_an_indicator_takes_what_is_usual_for_its_measure(
    tmp_path: Path, indicator: str, places: int, scale: int, interval: str | None
) -> None:
    found = framework_of(tmp_path, indicator).indicators[0]
    assert (found.places, found.scale, found.interval_kind) == (places, scale, interval)


def test_activities_and_money_are_never_sensitive() -> None:
    assert [counts for counts in Counts if not counts.sensitive] == ["activities", "money"]


def test_references_are_sorted_as_people_number_things() -> None:
    refs = ["2.10", "2.9", "KPI 7", "", "KPI 10", "10.1"]
    written = [
        Indicator.model_validate({"id": f"a{n}", "ref": ref, "title": "x", "measure": "count"})
        for n, ref in enumerate(refs)
    ]
    ordered = [i.ref for i in sorted(written, key=by_reference)]
    assert ordered == ["2.9", "2.10", "10.1", "KPI 7", "KPI 10", ""]


def test_an_override_speaks_for_its_indicator_alone() -> None:
    policy = Policy(overrides={"a": Override(threshold=10), "b": Override(minimum_denominator=0)})
    assert [policy.threshold_for(name) for name in "abc"] == [10, 6, 6]
    assert [policy.minimum_denominator_for(name) for name in "abc"] == [20, 0, 20]


def test_everything_knows_where_it_is_defined(tmp_path: Path) -> None:
    framework = framework_of(tmp_path)
    assert str(framework.place("indicator", "on-time")) == "content/indicators/on-time.yml:1"
    assert str(framework.place("indicator", "on-time", ("title",))).endswith("on-time.yml:2")
    assert str(framework.place("priority", "pathway")) == "content/priorities.yml:1"
    assert str(framework.place("priority", "unheard-of")) == "content"
    assert framework.indicator("on-time").title == "Assessments on time"


def test_a_commentary_start_and_baseline_need_no_value_of_their_own(tmp_path: Path) -> None:
    found = target(
        tmp_path,
        "{milestone: {at_most: 25}, by: Apr 2018, from: {period: Jan 2017}, path: linear}",
    )
    assert found.from_ is not None
    assert found.from_.value is None
