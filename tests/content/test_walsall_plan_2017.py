"""The Walsall plan of 2017 says what its sources say, and hides what its policy hides."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from scorecard.checked import Checked
from scorecard.checking import Options, check
from scorecard.framework import Framework
from scorecard.framework.indicators import Indicator
from scorecard.framework.loading import load_framework
from scorecard.framework.targets import Form
from scorecard.measures.rounding import round_half_up
from scorecard.outputs import write_downloads
from scorecard.periods import Period, parse_period
from scorecard.problems import Problems
from scorecard.project import Project
from scorecard.scoring.assess import assess

ROOT = Path(__file__).parents[2]
PROJECT = ROOT / "examples" / "walsall-plan-2017"
TABLES = ROOT / "tests" / "data" / "frameworks"
PLAN, REVIEW = "walsall_outcomes_plan_2017.csv", "walsall_review_2016.csv"
CATEGORIES = {
    "R15.1": ("age", "age-0-to-5"),
    "R15.2": ("age", "age-5-to-8"),
    "R15.3": ("age", "age-8-to-12"),
    "R15.4": ("age", "age-12-to-16"),
    "R15.5": ("age", "age-16-and-over"),
    "R15.6": ("send", "with-send"),
}
"""Rows of the review that are a part of R11, so their item is a category of a breakdown."""
TARGETS: dict[str, dict[str, Any]] = {
    "none": {},
    "count_min(target not printed)": {},
    "decrease (no number)": {"improve_on": "previous"},
    "increase (no number)": {"improve_on": "previous"},
    "fixed_min(80)": {"at_least": Decimal(80)},
    "money_min(75000 per annum)": {"per": "year", "at_least": Decimal(75000)},
    "set_baseline(2017)": {"set_baseline": "2017"},
    "set_baseline(2018)": {"set_baseline": "2018"},
    "set_baseline(2018-04)": {"set_baseline": "Apr 2018"},
    "fixed_min(10) measured over January-April 2018": {
        "by_period": {"2018-01-01 to 2018-04-30": {"at_least": Decimal(10)}}
    },
}
MONTHS = {"2017-07": "Jul 2017", "2017-12": "Dec 2017", "2018-04": "Apr 2018"}

Row = dict[str, str]


def rows_of(file: Path) -> list[Row]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def plan_rows() -> list[Row]:
    return rows_of(TABLES / PLAN)


def review_rows() -> list[Row]:
    return rows_of(TABLES / REVIEW)


@pytest.fixture(scope="module")
def checked() -> Checked:
    problems = Problems()
    found = check(Project(PROJECT), Options(), problems)
    assert list(problems) == []
    assert found is not None
    return found


@pytest.fixture(scope="module")
def framework() -> Framework:
    """As it was written: beyond the door, definitions hold no figures."""
    problems = Problems()
    loaded = load_framework(PROJECT / "content", problems)
    assert loaded is not None
    assert list(problems) == []
    return loaded


@pytest.fixture(scope="module")
def by_ref(framework: Framework) -> dict[str, Indicator]:
    named = [i for i in framework.indicators if i.source_ref]
    assert len({i.source_ref for i in named}) == len(named)
    return {i.source_ref: i for i in named}


@pytest.fixture(scope="module")
def data() -> dict[tuple[str, str, str], Row]:
    found: dict[tuple[str, str, str], Row] = {}
    for row in rows_of(PROJECT / "data" / "review-2016.csv"):
        key = (row["indicator"], row["breakdown"], row["category"])
        assert key not in found
        assert row["period"] == "Jul 2016"
        found[key] = row
    return found


@pytest.fixture(scope="module")
def published(
    checked: Checked, tmp_path_factory: pytest.TempPathFactory
) -> dict[tuple[str, str, str, str], Row]:
    """The download that a build gives to everybody."""
    folder = tmp_path_factory.mktemp("docs")
    tables = checked.protected.tables
    write_downloads(assess(tables, checked.framework, checked.period, checked.as_at), folder)
    rows = rows_of(folder / "downloads" / "scorecard.csv")
    return {(r["indicator"], r["period"], r["breakdown"], r["category"]): r for r in rows}


def test_every_reference_of_the_tables_is_some_items(by_ref: dict[str, Indicator]) -> None:
    refs = {row["ref"] for row in plan_rows() + review_rows()}
    assert set(by_ref) | set(CATEGORIES) == refs
    assert all(not indicator.ref for indicator in by_ref.values())


def test_age_bands_are_all_of_the_children_and_send_cuts_across(
    framework: Framework, by_ref: dict[str, Indicator]
) -> None:
    assert by_ref["R11"].breakdowns == ("age", "send")
    age, send = (framework.scorecard.breakdown(name) for name in ("age", "send"))
    assert (age.exhaustive, send.exhaustive) == (True, False)
    held = {c.source_ref: (b.id, c.id) for b in (age, send) for c in b.categories}
    assert held == CATEGORIES


def test_every_count_of_the_review_stands_in_the_data(
    by_ref: dict[str, Indicator], data: dict[tuple[str, str, str], Row]
) -> None:
    seen = set()
    for row in review_rows():
        breakdown, category = CATEGORIES.get(row["ref"], ("", ""))
        indicator = by_ref["R11" if category else row["ref"]]
        cell = data[indicator.id, breakdown, category]
        seen.add((indicator.id, breakdown, category))
        if row["unit"] == "count":
            assert cell["numerator"] == row["value"], row["ref"]
        elif indicator.parts == "not_held":
            assert cell["value"] == row["value"], row["ref"]
        else:
            share = Decimal(cell["numerator"]) / Decimal(cell["denominator"]) * 100
            assert str(round_half_up(share, indicator.places)) == row["value"], row["ref"]
        printed = len(row["value"].partition(".")[2])
        assert row["unit"] != "percent" or indicator.places == printed, row["ref"]
    assert set(data) == seen


def test_the_shares_of_risk_factors_rest_on_the_counts_beside_them(
    by_ref: dict[str, Indicator], data: dict[tuple[str, str, str], Row]
) -> None:
    base = data[by_ref["R10"].id, "", ""]["numerator"]
    for number in ("R11", "R12", "R13"):
        share = data[by_ref[f"{number}%"].id, "", ""]
        assert share["numerator"] == data[by_ref[number].id, "", ""]["numerator"]
        assert share["denominator"] == base


def test_what_is_not_clear_in_the_review_carries_a_note_and_a_caveat(
    by_ref: dict[str, Indicator], data: dict[tuple[str, str, str], Row]
) -> None:
    for row in review_rows():
        if row["confidence"] != "clear":
            indicator = by_ref[row["ref"]]
            assert data[indicator.id, "", ""]["note"], row["ref"]
            assert indicator.caveats, row["ref"]


def test_groups_that_overlap_say_so_and_are_never_added(by_ref: dict[str, Indicator]) -> None:
    for number in range(3, 10):
        indicator = by_ref[f"R{number}"]
        assert not indicator.breakdowns
        assert any("never add up" in caveat for caveat in indicator.caveats)


def test_baselines_and_milestones_are_those_of_the_plan(by_ref: dict[str, Indicator]) -> None:
    for row in plan_rows():
        indicator = by_ref[row["ref"]]
        found = re.fullmatch(r"milestone\((\S*) ?-> (\S+) by (\S+)\)", row["target_rule"])
        assert (indicator.baseline is not None) == bool(row["value"]), row["ref"]
        if found is None:
            continue
        start, line, by = found.groups()
        target = indicator.target
        assert target is not None
        assert target.form is Form.MILESTONE
        assert target.milestone is not None
        bound = target.milestone.at_least if row["polarity"] == "high" else target.milestone.at_most
        assert bound == Decimal(line), row["ref"]
        assert Decimal(row["target"]) == bound
        assert target.by == parse_period(MONTHS[by]), row["ref"]
        assert target.path == "none", row["ref"]
        if start:
            assert indicator.baseline is not None
            assert indicator.baseline.value == Decimal(row["value"]) == Decimal(start)
            assert indicator.baseline.period == parse_period("Jan 2017")
            assert any("without its own date" in caveat for caveat in indicator.caveats)


def test_other_targets_and_every_direction_are_those_of_the_plan(
    by_ref: dict[str, Indicator],
) -> None:
    for row in plan_rows():
        indicator = by_ref[row["ref"]]
        polarity = {"high": "higher", "low": "lower"}[row["polarity"]]
        assert indicator.polarity == polarity, row["ref"]
        if not row["target_rule"].startswith("milestone"):
            given: dict[str, Any] = {}
            if indicator.target is not None:
                given = {
                    name: value
                    for name, value in indicator.target.model_dump(exclude_none=True).items()
                    if name != "path"
                }
            assert given == TARGETS[row["target_rule"]], row["ref"]


def test_before_its_date_a_milestone_is_due_and_not_judged(
    by_ref: dict[str, Indicator], published: dict[tuple[str, str, str, str], Row]
) -> None:
    row = published[by_ref["W17 3"].id, "Jan 2017", "all", "all"]
    assert (row["value"], row["status"]) == ("33.2", "not_assessed")
    assert "not due" in row["reason"]


def test_every_measure_of_the_plan_serves_an_outcome(framework: Framework) -> None:
    served = {o for i in framework.indicators for o in i.outcomes}
    assert served == {outcome.id for outcome in framework.outcomes}
    for indicator in framework.indicators:
        assert bool(indicator.outcomes) == (indicator.frequency != "once") or indicator.target
    review = next(page for page in framework.pages if page.name == "review-2016")
    without = {i.id for i in framework.indicators if not i.outcomes}
    assert set(review.fields.indicators) == without


def test_the_smallest_band_is_hidden_and_cannot_be_worked_out(
    by_ref: dict[str, Indicator], published: dict[tuple[str, str, str, str], Row]
) -> None:
    indicator = by_ref["R11"].id
    bands = {
        category: published[indicator, "Jul 2016", "age", category]["numerator"]
        for breakdown, category in CATEGORIES.values()
        if breakdown == "age"
    }
    total = int(published[indicator, "Jul 2016", "all", "all"]["numerator"])
    hidden = [category for category, shown in bands.items() if shown == "[c]"]
    assert "age-16-and-over" in hidden
    assert len(hidden) == 2
    left = total - sum(int(shown) for shown in bands.values() if shown != "[c]")
    # Each is at least 1, so either may be anything from 1 to what is left less 1.
    assert (left - 1) - 1 >= 10 - 1


def test_all_else_that_was_printed_is_published(
    checked: Checked,
    data: dict[tuple[str, str, str], Row],
    published: dict[tuple[str, str, str, str], Row],
) -> None:
    hidden = {(h.key.indicator, h.key.breakdown, h.key.category) for h in checked.protected.hidden}
    assert {name for name, _, _ in hidden} == {"households-domestic-abuse"}
    for indicator, breakdown, category in data:
        key = (indicator, breakdown or "all", category or "all")
        row = published[indicator, "Jul 2016", key[1], key[2]]
        assert (row["value"] == "[c]") == (key in hidden), key


def test_no_prose_says_a_hidden_number(
    checked: Checked, data: dict[tuple[str, str, str], Row]
) -> None:
    hidden = {
        data[h.key.indicator, h.key.breakdown, h.key.category]["numerator"]
        for h in checked.protected.hidden
    }
    files = [*PROJECT.glob("*.md"), *(PROJECT / "content").rglob("*.md")]
    for file in files:
        text = re.sub(r"\b(W17 \d+|R\d[\d.]*%?)", "", file.read_text(encoding="utf-8"))
        assert not [n for n in hidden if re.search(rf"(?<![\w.-]){n}(?![\w-])", text)], file.name


def test_source_page_names_only_what_exists_and_leaves_nothing_out(framework: Framework) -> None:
    text = (PROJECT / "SOURCE.md").read_text(encoding="utf-8")
    ids = {i.id for i in framework.indicators} | {a.id for a in framework.actions}
    ids |= {o.id for o in framework.outcomes} | {p.id for p in framework.priorities}
    for breakdown in framework.scorecard.breakdowns:
        ids |= {breakdown.id} | {category.id for category in breakdown.categories}
    pages = {page.name for page in framework.pages}
    named = set(re.findall(r"`([^`]+)`", text)) - {"frequency"}
    assert named - ids - pages == set()
    assert (ids | pages) - named == {"about"}
    for row in plan_rows() + review_rows():
        assert re.search(rf"{re.escape(row['ref'])}(?![\d.%])", text), row["ref"]


def test_periods_of_the_data_are_months(checked: Checked) -> None:
    periods: set[Period] = {key.period for key in checked.protected.tables.cells}
    assert {period.name for period in periods} == {"Jul 2016", "Jan 2017"}
