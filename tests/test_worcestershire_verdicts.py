"""The printed verdicts of the Worcestershire tables, beside those that the targets give."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from scorecard.published import Reason, Verdict
from tests.worcestershire import Written, written

TABLES = Path(__file__).parent / "data" / "frameworks"
PRINTED = {"YES": Verdict.MET, "NO": Verdict.NOT_MET}
NARROWED, EARLIER_HIDDEN = "KPI 12 / KS4 gap", "KPI 11 / KS4 gap"
COLUMNS = (
    "indicator,ref,title,unit,period,area,breakdown,category,numerator,denominator,value,"
    "lower_95,upper_95,target,status,certainty,reason,change,notes,illustrative"
)


def printed_verdicts() -> dict[str, str]:
    """The verdict that was printed beside each reference of the source; empty where none was."""
    found: dict[str, str] = {}
    for file in sorted(TABLES.glob("worcestershire_[bk]*.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                found.setdefault(row["ref"], row["target_met_published"])
    return found


FOLLOWING = {
    ref: PRINTED[printed]
    for ref, printed in printed_verdicts().items()
    if printed and ref not in (NARROWED, EARLIER_HIDDEN)
}


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Written:
    return written(tmp_path_factory.mktemp("worcestershire"))


@pytest.fixture(scope="module")
def latest(example: Written) -> dict[str, dict[str, str]]:
    """The last row of each reference in the download, for the whole area."""
    rows = csv.DictReader(io.StringIO(example.read("downloads/scorecard.csv")))
    return {row["ref"]: row for row in rows if row["area"] == "worcestershire"}


def page_of(example: Written, ref: str) -> str:
    identity = next(r.indicator.id for r in example.scorecard.indicators if r.indicator.ref == ref)
    return example.read(f"indicators/{identity}.md")


def verdict_of(example: Written, source_ref: str) -> Verdict:
    found = [r for r in example.scorecard.indicators if r.indicator.source_ref == source_ref]
    assert len(found) == 1
    return found[0].judgement.verdict


def test_the_source_prints_28_verdicts_that_follow_from_their_rule() -> None:
    assert len(FOLLOWING) == 28


@pytest.mark.parametrize("ref", FOLLOWING)
def test_a_verdict_that_follows_from_its_rule_comes_out_as_printed(
    latest: dict[str, dict[str, str]], ref: str
) -> None:
    assert latest[ref]["status"] == FOLLOWING[ref]


def test_a_gap_that_narrowed_is_met_whatever_was_printed(
    example: Written, latest: dict[str, dict[str, str]]
) -> None:
    assert printed_verdicts()[NARROWED] == "NO"
    assert latest[NARROWED]["status"] == Verdict.MET
    page = page_of(example, NARROWED)
    assert "printed “NO”" in page
    assert "narrowed from 51 to 47 percentage points" in page


def test_a_gap_whose_earlier_figures_are_hidden_is_not_assessed(
    example: Written, latest: dict[str, dict[str, str]]
) -> None:
    assert printed_verdicts()[EARLIER_HIDDEN] == "NO"
    row = latest[EARLIER_HIDDEN]
    results = next(r for r in example.scorecard.indicators if r.indicator.ref == EARLIER_HIDDEN)
    assert row["status"] == Verdict.NOT_ASSESSED
    assert results.judgement.reason is Reason.PREVIOUS_HIDDEN
    page = page_of(example, EARLIER_HIDDEN)
    assert "printed “NO”" in page
    assert row["reason"]
    assert row["reason"] in page


@pytest.mark.parametrize("ref", [ref for ref in printed_verdicts() if ref.startswith("B2B")])
def test_the_safeguarding_figures_all_miss_their_targets(example: Written, ref: str) -> None:
    assert verdict_of(example, ref) is Verdict.NOT_MET


def test_all_52_indicators_are_published(example: Written) -> None:
    ids = {results.indicator.id for results in example.scorecard.indicators}
    assert len(ids) == 52
    assert {path.stem for path in (example.docs / "indicators").glob("*.md")} == ids
    for identity in ids:
        assert (example.docs / "downloads" / f"{identity}.csv").is_file()


def test_the_download_has_exactly_the_columns_of_the_contract(example: Written) -> None:
    header = example.read("downloads/scorecard.csv").splitlines()[0]
    assert header == COLUMNS


def test_a_hidden_figure_gives_its_mark_and_nothing_else(example: Written) -> None:
    text = example.read("downloads/scorecard.csv")
    hidden = [row for row in csv.DictReader(io.StringIO(text)) if row["status"] == "hidden"]
    assert len(hidden) == 4
    for row in hidden:
        assert {row[column] for column in ("numerator", "denominator", "value")} == {"[c]"}
        derived = ("lower_95", "upper_95", "target", "certainty", "reason", "change")
        assert not any(row[column] for column in derived)
