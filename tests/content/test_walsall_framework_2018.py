"""Walsall's framework of 2018-19 says what its paper says: every target, and no figure."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from scorecard.framework import Framework
from scorecard.framework.indicators import Indicator
from scorecard.framework.loading import load_framework
from scorecard.measures import Measure
from scorecard.periods import parse_period
from scorecard.problems import Problems

ROOT = Path(__file__).parents[2]
PROJECT = ROOT / "examples" / "walsall-framework-2018"
TABLE = ROOT / "tests" / "data" / "frameworks" / "walsall_framework_2018_19.csv"
YEAR_1, YEAR_2 = "2018-07-01 to 2019-03-31", "2019-20"
LAST_LINE = 283
STEPS: dict[str, dict[str, dict[str, int]]] = {
    "W18 4": {YEAR_1: {"at_most": 15}, YEAR_2: {"at_most": 10}},
    "W18 8": {YEAR_1: {"at_most": 20}},
    "W18 25": {YEAR_1: {"at_least": 40}, YEAR_2: {"at_least": 60}},
    "W18 32": {
        "2018-09-30": {"at_least": 10},
        "2018-12-31": {"at_least": 20},
        YEAR_2: {"at_least": 25},
    },
    "W18 33": {"2018-12-31": {"at_least": 6}, "2019-04-30": {"at_least": 13}},
}
"""Targets by year and by date, with the three dates that the paper misprints put right."""

DONE_BY = {
    "south-centre-opening-hours": "2018-01-01",
    "business-plan": "Jun 2018",
    "domestic-abuse-recruitment": "2018-07-01",
    "partnership-board-begins": "Aug 2018",
    "domestic-abuse-worker-starts": "2018-09-01",
    "psychologist-in-post": "Sep 2018",
    "social-worker-in-post": "Sep 2018",
    "governance-arrangements": "Sep 2018",
    "building-works": "Sep 2018",
    "family-timetable": "Sep 2018",
    "joint-working-plan": "Sep 2018",
    "marketing-campaign": "Sep 2018",
    "stay-and-play-audit": "2019-04-01",
}
PERIODS_OF_COUNTS = {"per annum": "year", "per month": "month"}
MEASURES = {
    "percent": Measure.PERCENTAGE,
    "count": Measure.COUNT,
    "not defined": Measure.NARRATIVE,
}
HEALTH = ("reception-obesity", "breastfeeding", "under-fives-immunised", "healthy-start")

Row = dict[str, str]


def rows() -> list[Row]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def framework() -> Framework:
    problems = Problems()
    loaded = load_framework(PROJECT / "content", problems)
    assert loaded is not None
    assert list(problems) == []
    return loaded


@pytest.fixture(scope="module")
def by_ref(framework: Framework) -> dict[str, Indicator]:
    return {i.source_ref: i for i in framework.indicators if i.source_ref}


@pytest.fixture(scope="module")
def by_id(framework: Framework) -> dict[str, Indicator]:
    return {i.id: i for i in framework.indicators}


@pytest.fixture(scope="module")
def source() -> str:
    return (PROJECT / "SOURCE.md").read_text(encoding="utf-8")


def given(item: Any) -> dict[str, Any]:
    """What a definition says, without what it leaves out."""
    found: dict[str, Any] = item.model_dump(exclude_none=True, exclude_defaults=True)
    return found


def test_every_row_of_the_table_is_one_indicator(by_ref: dict[str, Indicator]) -> None:
    refs = [row["ref"] for row in rows()]
    assert len(refs) == len(set(refs)) == 64
    assert set(by_ref) == set(refs)


def test_no_made_up_reference_is_shown_as_printed(framework: Framework) -> None:
    assert not [i.id for i in framework.indicators if i.ref.startswith("W18")]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["ref"])
def test_the_target_of_each_row_is_the_one_printed(row: Row, by_ref: dict[str, Indicator]) -> None:
    indicator = by_ref[row["ref"]]
    assert indicator.measure is MEASURES[row["unit"]]
    rule, target = row["target_rule"], indicator.target
    if rule == "none":
        assert target is None
        return
    assert target is not None
    if row["ref"] in STEPS:
        wanted = {
            parse_period(period): {form: Decimal(n) for form, n in line.items()}
            for period, line in STEPS[row["ref"]].items()
        }
        assert target.by_period is not None
        assert {period: given(line) for period, line in target.by_period.items()} == wanted
    elif rule.startswith("set_baseline"):
        assert given(target) == {"set_baseline": YEAR_1}
    else:
        form, number, period = re.fullmatch(  # type: ignore[union-attr]
            r"(fixed|count)_min\((\d+) ?(.*)\)", rule
        ).groups()
        wanted_target: dict[str, Any] = {"at_least": Decimal(number)}
        if period:
            wanted_target["per"] = PERIODS_OF_COUNTS[period]
        assert given(target) == wanted_target, form


def test_low_is_good_only_where_the_table_says_so(by_ref: dict[str, Indicator]) -> None:
    for row in rows():
        polarity = {"low": "lower", "high": "higher"}[row["polarity"]]
        assert by_ref[row["ref"]].polarity == polarity, row["ref"]


def test_rows_that_are_not_clear_carry_a_note(by_ref: dict[str, Indicator]) -> None:
    unclear = [row["ref"] for row in rows() if row["confidence"] != "clear"]
    assert len(unclear) > 10
    assert [ref for ref in unclear if not by_ref[ref].caveats] == []


def test_good_practice_is_reported_for_re_referrals_below_15_in_year_1_alone(
    by_id: dict[str, Indicator],
) -> None:
    exceeded = by_id["re-referral-rate"].exceeded
    assert exceeded is not None
    assert exceeded.by_period is not None
    lines = {period: given(line) for period, line in exceeded.by_period.items()}
    assert lines == {parse_period(YEAR_1): {"below": Decimal(15)}}
    assert [i.id for i in by_id.values() if i.exceeded] == ["re-referral-rate"]


def test_everything_that_is_to_be_done_has_its_date(by_id: dict[str, Indicator]) -> None:
    found = {
        i.id: i.target.done_by
        for i in by_id.values()
        if i.measure is Measure.MILESTONE and i.target is not None
    }
    assert found == {name: parse_period(day) for name, day in DONE_BY.items()}


def test_four_health_percentages_have_no_target(by_id: dict[str, Indicator]) -> None:
    for name in HEALTH:
        assert by_id[name].measure is Measure.PERCENTAGE
        assert by_id[name].target is None
        assert by_id[name].caveats


def test_the_paper_prints_no_figure_and_so_none_is_given(framework: Framework) -> None:
    assert [file.name for file in (PROJECT / "data").iterdir()] == ["README.md"]
    for indicator in framework.indicators:
        assert indicator.baseline is None
        assert indicator.target is None or indicator.target.from_ is None
    assert [action.id for action in framework.actions if action.state] == []


def test_eight_priorities_each_with_indicators_and_all_with_an_owner(framework: Framework) -> None:
    assert [p.ref for p in framework.priorities] == list("12345678")
    assert all(len(i.priorities) == 1 for i in framework.indicators)
    used = {priority for i in framework.indicators for priority in i.priorities}
    assert used == {p.id for p in framework.priorities}
    assert [i.id for i in framework.indicators if not (i.owner and i.question)] == []


def test_years_start_in_april_as_the_quarters_of_the_paper_do(framework: Framework) -> None:
    assert framework.scorecard.financial_year_starts == 4
    assert parse_period(YEAR_1).start.isoformat() == "2018-07-01"


def test_the_source_page_names_only_ids_that_exist_and_all_of_them(
    framework: Framework, source: str
) -> None:
    indicators = {i.id for i in framework.indicators}
    actions = {a.id for a in framework.actions}
    pages = {page.name for page in framework.pages}
    priorities = {p.id for p in framework.priorities}
    tables = source.split("## Line by line")[1]
    named = set(re.findall(r"`([a-z][a-z0-9-]*)`", tables)) - {"exceeded"}
    assert named == indicators | actions | pages | priorities


def test_the_source_page_names_every_row_beside_its_indicator(
    by_ref: dict[str, Indicator], source: str
) -> None:
    for ref, indicator in by_ref.items():
        assert f"`{indicator.id}` ({ref})" in source


def test_the_source_page_accounts_for_every_line(source: str) -> None:
    table = source.split("## Line by line")[1].split("## Reporting rules", maxsplit=1)[0]
    lines: list[int] = []
    for row in re.findall(r"^\| (\d[^|]*) \|", table, re.MULTILINE):
        ends = [int(n) for n in re.findall(r"\d+", row)]
        lines += range(ends[0], ends[-1] + 1)
    assert lines == list(range(1, LAST_LINE + 1))


def test_each_indicator_names_lines_that_the_source_page_gives_it(
    framework: Framework, source: str
) -> None:
    table = source.split("## Line by line")[1].split("## Reporting rules", maxsplit=1)[0]
    places: dict[str, set[int]] = {}
    for row in re.findall(r"^\| (\d[^|]*) \|(.*)$", table, re.MULTILINE):
        ends = [int(n) for n in re.findall(r"\d+", row[0])]
        for name in re.findall(r"`([a-z0-9-]+)`", row[1]):
            places.setdefault(name, set()).update(range(ends[0], ends[-1] + 1))
    for indicator in framework.indicators:
        printed = re.search(r"lines? ([\d, to]+)\.$", indicator.source)
        assert printed is not None, indicator.id
        assert {int(n) for n in re.findall(r"\d+", printed[1])} <= places[indicator.id]


def test_the_pages_say_both_reporting_rules(framework: Framework) -> None:
    pages = {page.name: page for page in framework.pages}
    assert "re-referral-rate" in pages["exception-report"].fields.indicators
    assert "Above 15%" in pages["exception-report"].text
    assert "re-referral-rate" in pages["good-practice-report"].fields.indicators
    assert "Below 15%" in pages["good-practice-report"].text


def test_no_person_is_named() -> None:
    # The paper names one officer, and elsewhere prints what may be that person's initials.
    for file in sorted(PROJECT.rglob("*")):
        if file.suffix in (".yml", ".md") and "build" not in file.parts:
            assert not re.search(r"\bSM\b|@(?!example\.org)", file.read_text(encoding="utf-8"))
