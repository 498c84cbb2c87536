"""The downloads: exact columns, plain numbers, nothing beside a hidden figure, no formulas."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from scorecard.outputs import write_downloads
from scorecard.published import CellKey, PublishedCell, PublishedTables, Status
from scorecard.scoring.assess import assess
from tests.projects import (
    COUNT,
    HIDDEN,
    INDICATOR,
    MISSING,
    SCORECARD,
    Figures,
    framework_of,
    period,
    score,
)

COLUMNS = (
    "indicator,ref,title,unit,period,area,breakdown,category,numerator,denominator,value,lower_95,"
    "upper_95,target,status,certainty,reason,change,notes,illustrative"
)
NOW, BEFORE = "2020-21 Q3", "2020-21 Q2"
Rows = dict[tuple[str, str, str], dict[str, str]]


def rows(folder: Path, figures: Figures, indicator: str = INDICATOR, **files: str) -> Rows:
    scorecard = score(framework_of(folder, indicator, **files), figures)
    write_downloads(scorecard, folder)
    text = (folder / "downloads" / "scorecard.csv").read_text(encoding="utf-8")
    found = list(csv.DictReader(text.splitlines()))
    return {(row["period"], row["area"], row["category"]): row for row in found}


def test_the_columns_are_those_of_the_contract(tmp_path: Path) -> None:
    rows(tmp_path, {NOW: (70, 100)})
    for name in ("scorecard", "on-time"):
        lines = (tmp_path / "downloads" / f"{name}.csv").read_text(encoding="utf-8")
        assert lines.splitlines()[0] == COLUMNS


def test_a_shown_figure_has_its_parts_value_range_target_and_verdict(tmp_path: Path) -> None:
    text = f'{INDICATOR}ref: "2.10"\ntarget: {{at_least: 75}}\n'
    row = rows(tmp_path, {BEFORE: (600, 1000), NOW: (1400, 2000)}, text)[NOW, "district", "all"]
    assert row == {
        "indicator": "on-time",
        "ref": "2.10",
        "title": "Assessments on time",
        "unit": "%",
        "period": NOW,
        "area": "district",
        "breakdown": "all",
        "category": "all",
        "numerator": "1400",
        "denominator": "2000",
        "value": "70.0",
        "lower_95": "68.0",
        "upper_95": "72.0",
        "target": "75",
        "status": "not_met",
        "certainty": "clear",
        "reason": "",
        "change": "better",
        "notes": "",
        "illustrative": "no",
    }


@pytest.mark.parametrize(
    "target", ["{at_least: 75}", "{above: england}", "{improve_on: previous}", "{between: [1, 2]}"]
)
def test_a_hidden_figure_has_its_mark_three_times_and_nothing_else(
    tmp_path: Path, target: str
) -> None:
    figures: Figures = {BEFORE: (60, 100), NOW: HIDDEN, (NOW, "england"): "70"}
    row = rows(tmp_path, figures, f"{INDICATOR}target: {target}\n")[NOW, "district", "all"]
    told = {name: text for name, text in row.items() if text}
    assert told == {
        "indicator": "on-time",
        "title": "Assessments on time",
        "unit": "%",
        "period": NOW,
        "area": "district",
        "breakdown": "all",
        "category": "all",
        "numerator": "[c]",
        "denominator": "[c]",
        "value": "[c]",
        "status": "hidden",
        "illustrative": "no",
    }


def test_only_that_it_was_revised_is_said_of_a_hidden_figure(tmp_path: Path) -> None:
    framework = framework_of(tmp_path)
    key = CellKey("on-time", period(NOW), "district")
    cell = PublishedCell(key, Status.SUPPRESSED, symbols=("r", "p"), note="corrected")
    scorecard = assess(PublishedTables({key: cell}), framework, period(NOW), period(NOW).end)
    write_downloads(scorecard, tmp_path)
    text = (tmp_path / "downloads" / "on-time.csv").read_text(encoding="utf-8")
    assert next(csv.DictReader(text.splitlines()))["notes"] == "[r]"


def test_what_would_derive_from_a_hidden_figure_is_empty_in_other_rows(tmp_path: Path) -> None:
    text = f"{INDICATOR}target: {{improve_on: previous}}\n"
    row = rows(tmp_path, {BEFORE: HIDDEN, NOW: (70, 100)}, text)[NOW, "district", "all"]
    assert (row["target"], row["status"], row["certainty"]) == ("", "not_assessed", "")
    assert row["change"] == "not_compared"
    assert row["reason"] == "The earlier figure is not shown, so the two cannot be compared."


@pytest.mark.parametrize(
    ("status", "symbol"), [(Status.NOT_AVAILABLE, "[x]"), (Status.NOT_APPLICABLE, "[z]")]
)
def test_a_missing_figure_has_its_mark_in_value_alone(
    tmp_path: Path, status: Status, symbol: str
) -> None:
    framework = framework_of(tmp_path, f"{INDICATOR}target: {{at_least: 75}}\n")
    key = CellKey("on-time", period(NOW), "district")
    cell = PublishedCell(key, status, symbols=("p",))
    scorecard = assess(PublishedTables({key: cell}), framework, period(NOW), period(NOW).end)
    write_downloads(scorecard, tmp_path)
    text = (tmp_path / "downloads" / "on-time.csv").read_text(encoding="utf-8")
    row = next(csv.DictReader(text.splitlines()))
    assert (row["numerator"], row["denominator"], row["value"]) == ("", "", symbol)
    assert (row["status"], row["notes"], row["target"]) == ("not_assessed", "[p]", "75")


def test_below_the_minimum_denominator_the_value_is_given_without_a_verdict(
    tmp_path: Path,
) -> None:
    row = rows(tmp_path, {NOW: (13, 19)}, f"{INDICATOR}target: {{at_least: 75}}\n")[
        NOW, "district", "all"
    ]
    assert (row["value"], row["status"], row["certainty"]) == ("68.4", "not_assessed", "")


@pytest.mark.parametrize(
    ("target", "cell"),
    [
        ("{at_least: 33.2}", "33.2"),
        ("{between: [10.5, 20]}", "10.5 to 20"),
        ("{above: england}", "71.2"),
        ("{set_baseline: 2020-21}", ""),
        ("{milestone: {at_least: 80}, by: Apr 2021}", "80"),
    ],
)
def test_the_target_in_force_is_one_cell(tmp_path: Path, target: str, cell: str) -> None:
    figures: Figures = {NOW: (70, 100), (NOW, "england"): "71.2"}
    row = rows(tmp_path, figures, f"{INDICATOR}target: {target}\n")[NOW, "district", "all"]
    assert row["target"] == cell


def test_what_is_due_by_now_on_the_way_to_a_target_of_a_year_is_its_cell(tmp_path: Path) -> None:
    text = f"{COUNT}target: {{per: year, at_least: 4, path: linear}}\n"
    found = rows(tmp_path, {"2020-21 Q1": 1, "2020-21 Q2": 1}, text)
    assert [found[f"2020-21 Q{q}", "district", "all"]["target"] for q in (1, 2)] == ["1", "2"]


def test_numbers_are_plain_however_large_or_below_zero(tmp_path: Path) -> None:
    text = INDICATOR.replace("percentage", "money")
    row = rows(tmp_path, {BEFORE: -1200, NOW: 1234567}, text)
    assert row[NOW, "district", "all"]["value"] == "1234567"
    assert row[BEFORE, "district", "all"]["value"] == "-1200"
    assert row[BEFORE, "district", "all"]["numerator"] == "-1200"


def test_areas_groups_and_comparators_are_named_by_their_ids(tmp_path: Path) -> None:
    figures: Figures = {
        (NOW, "east"): (70, 100),
        (NOW, "district", "older"): (70, 100),
        (NOW, "england"): "71.2",
    }
    found = rows(tmp_path, figures)
    assert found[NOW, "district", "older"]["breakdown"] == "age"
    assert found[NOW, "england", "all"]["value"] == "71.2"
    assert found[NOW, "england", "all"]["status"] == "none"
    assert found[NOW, "east", "all"]["breakdown"] == "all"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "＝"])
def test_text_that_a_spreadsheet_would_run_is_neutralised(tmp_path: Path, start: str) -> None:
    title = json.dumps(f"{start}HYPERLINK(1)", ensure_ascii=False)
    text = COUNT.replace("title: Families helped", f"title: {title}")
    row = rows(tmp_path, {NOW: 9}, text)[NOW, "district", "all"]
    assert row["title"] == f"'{start}HYPERLINK(1)"


def test_illustrative_figures_say_so_in_every_row(tmp_path: Path) -> None:
    scorecard = f"{SCORECARD}illustrative: true\n"
    found = rows(tmp_path, {BEFORE: (60, 100), NOW: HIDDEN}, scorecard=scorecard)
    assert {row["illustrative"] for row in found.values()} == {"yes"}


def test_rows_do_not_depend_on_the_order_in_which_cells_came(tmp_path: Path) -> None:
    figures: Figures = {BEFORE: (60, 100), NOW: (70, 100), (NOW, "east"): (30, 50)}
    backwards: Figures = dict(reversed(figures.items()))
    first, second = tmp_path / "first", tmp_path / "second"
    rows(first, figures)
    rows(second, backwards)
    name = "downloads/scorecard.csv"
    assert (first / name).read_bytes() == (second / name).read_bytes()


def test_the_data_package_names_and_describes_every_csv(tmp_path: Path) -> None:
    scorecard = score(framework_of(tmp_path), {NOW: (70, 100)})
    write_downloads(scorecard, tmp_path)
    package = json.loads((tmp_path / "downloads" / "datapackage.json").read_text("utf-8"))
    written = {file.name for file in (tmp_path / "downloads").glob("*.csv")}
    assert {resource["path"] for resource in package["resources"]} == written
    for resource in package["resources"]:
        fields = resource["schema"]["fields"]
        assert ",".join(field["name"] for field in fields) == COLUMNS
        assert all(field["title"] and field["description"] for field in fields)
        assert {"", "[c]", "[x]", "[z]"} <= set(resource["schema"]["missingValues"])
    assert package["licenses"][0]["name"] == "OGL-UK-3.0"


def test_json_holds_definition_and_cells_and_no_hidden_number(tmp_path: Path) -> None:
    text = f"{INDICATOR}target: {{by_period: {{2020-21: {{at_least: 33.2}}}}}}\n"
    scorecard = score(framework_of(tmp_path, text), {BEFORE: (60, 100), NOW: HIDDEN})
    write_downloads(scorecard, tmp_path)
    one = json.loads((tmp_path / "downloads" / "on-time.json").read_text("utf-8"))
    whole = json.loads((tmp_path / "downloads" / "scorecard.json").read_text("utf-8"))
    assert one["definition"]["target"]["by_period"] == {"2020-21": {"at_least": 33.2}}
    assert (one["latest"], one["status"]) == (NOW, "hidden")
    assert one["cells"][-1] == {
        "period": NOW,
        "area": "district",
        "breakdown": "all",
        "category": "all",
        "numerator": "[c]",
        "denominator": "[c]",
        "value": "[c]",
        "status": "hidden",
    }
    assert whole["indicators"][0]["cells"] == one["cells"]
    assert [area["id"] for area in whole["areas"]] == ["district", "east", "west"]
    assert whole["policy"]["threshold"] == 6


def test_a_missing_figures_row_stands_among_the_others(tmp_path: Path) -> None:
    found = rows(tmp_path, {BEFORE: (60, 100), NOW: MISSING})
    assert [row["value"] for row in found.values()] == ["60.0", "[x]"]
