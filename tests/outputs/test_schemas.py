"""The JSON Schemas accept what is committed, refuse a slip, and explain every field."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from scorecard.outputs.field_descriptions import FIELDS
from scorecard.outputs.schemas import schemas, write_schemas
from scorecard.problems import Problems
from scorecard.yaml_source import parse_yaml, read_yaml

ROOT = Path(__file__).parents[2]
SCHEMAS = schemas()


def committed() -> list[str]:
    """Every YAML file of a scorecard in this repository, as paths from its root."""
    listed = subprocess.run(
        ["git", "ls-files", "*content/*.yml"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split("\n")
    return [path for path in listed if path and "/planted" not in path and "tests/" not in path]


def name_of(path: str) -> str:
    """The schema that a file has to keep to."""
    file = Path(path)
    return "indicators" if "indicators" in file.parts else file.stem


def plain(data: Any) -> Any:
    """What was read, as a JSON file would hold it."""
    return json.loads(json.dumps(data, default=lambda n: float(n) if isinstance(n, Decimal) else n))


def faults(name: str, text: str) -> list[str]:
    source = parse_yaml(text, name, Problems())
    assert source is not None
    checker = jsonschema.Draft202012Validator(SCHEMAS[name])
    return [error.message for error in checker.iter_errors(plain(source.data))]


def test_files_of_every_kind_are_looked_at() -> None:
    kinds = {name_of(path) for path in committed()}
    assert {"scorecard", "disclosure", "priorities", "outcomes", "actions", "indicators"} <= kinds
    assert len(committed()) > 50


@pytest.mark.parametrize("path", committed())
def test_a_committed_file_fits_its_schema(path: str) -> None:
    source = read_yaml(ROOT / path, path, Problems())
    assert source is not None
    jsonschema.Draft202012Validator(SCHEMAS[name_of(path)]).validate(plain(source.data))


@pytest.mark.parametrize("path", committed())
def test_a_committed_file_names_its_schema_in_its_first_line(path: str) -> None:
    file = ROOT / path
    content = next(folder for folder in file.parents if folder.name == "content")
    up = "../" * len(file.relative_to(content).parts)
    first = file.read_text(encoding="utf-8").splitlines()[0]
    wanted = f"$schema={up}build/schemas/{name_of(path)}.schema.json"
    assert first == f"# yaml-language-server: {wanted}"
    # The address leads to where `scorecard schema` writes.
    address = first.partition("$schema=")[2]
    assert (file.parent / address).resolve() == content.parent / "build/schemas" / Path(
        address
    ).name


def test_each_schema_is_a_schema(tmp_path: Path) -> None:
    written = write_schemas(tmp_path / "schemas")
    assert [path.name for path in written] == [f"{name}.schema.json" for name in SCHEMAS]
    for path in written:
        schema = json.loads(path.read_text(encoding="utf-8"))
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        jsonschema.Draft202012Validator.check_schema(schema)


INDICATOR = "id: on-time\ntitle: Visits on time\nmeasure: percentage\n"
SCORECARD = (
    "title: Ours\npartnership: We\ncontact: {name: Team}\nareas: [{id: all-of-it, name: All}]\n"
)


def test_one_definition_and_a_list_of_them_both_fit() -> None:
    assert faults("indicators", INDICATOR) == []
    assert faults("indicators", "- " + INDICATOR.replace("\n", "\n  ").rstrip() + "\n") == []
    assert faults("scorecard", SCORECARD) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("indicators", INDICATOR.replace("measure", "mesure")),
        ("indicators", INDICATOR.replace("percentage", "percentige")),
        ("indicators", INDICATOR.replace("on-time", "On Time")),
        ("indicators", INDICATOR + "target: {at_laest: 80}\n"),
        ("indicators", INDICATOR + "target: {at_least: eighty}\n"),
        ("indicators", INDICATOR + "decimals: 12\n"),
        ("indicators", "- " + INDICATOR.replace("\n", "\n  ") + "flwo: sum\n"),
        ("indicators", INDICATOR.replace("title: Visits on time\n", "")),
        ("scorecard", SCORECARD + "langauges: [cy]\n"),
        ("scorecard", SCORECARD.replace("[{id: all-of-it, name: All}]", "[]")),
        ("scorecard", SCORECARD + "financial_year_starts: 13\n"),
        ("disclosure", "threshold: 2\n"),
        ("disclosure", "rounding: 7\n"),
        ("priorities", "- {id: early, titel: Early}\n"),
        ("outcomes", "{id: early}\n"),
        ("actions", "- {id: early, title: Early, state: begun}\n"),
    ],
)
def test_a_slip_does_not_fit(name: str, text: str) -> None:
    assert len(faults(name, text)) >= 1


@pytest.mark.parametrize(
    "field",
    [
        "published_verdict: 'NO'",
        "published_verdict: {printed: 'NO', period: 2015}",
        "caveats: One sentence",
        "caveats: [One, another]",
        "break_in_series: {period: 2015, reason: a new form}",
        "break_in_series: [{period: 2015, reason: a new form}]",
        "remainder: {not_sensitive: all are staff}",
        "target: {by_period: {2018-19: {at_most: 15}, 2019: {at_most: 10}}}",
        "target: {milestone: {at_most: 25}, by: Apr 2018, from: {period: Jan 2017, value: 33.2}}",
    ],
)
def test_every_form_that_a_field_may_take_fits(field: str) -> None:
    assert faults("indicators", INDICATOR + field + "\n") == []


def fields() -> Iterator[tuple[str, str, str]]:
    """Every definition and field of every schema, with what an editor says of it."""
    for schema in SCHEMAS.values():
        for name, part in schema.get("$defs", {}).items():
            for field, described in part.get("properties", {}).items():
                yield name, field, described.get("description", "")
    tops = {"scorecard": "ScorecardFile", "disclosure": "Policy"}
    for name, top in {**tops, "maturity": "Maturity", "criteria": "Criteria"}.items():
        for field, described in SCHEMAS[name]["properties"].items():
            yield top, field, described.get("description", "")


def test_an_editor_explains_every_field() -> None:
    assert [f"{name}.{field}" for name, field, text in fields() if not text.endswith(".")] == []


def test_no_explanation_outlives_its_field() -> None:
    named = {(name, field) for name, field, _ in fields()}
    assert {(name, field) for name, told in FIELDS.items() for field in told} - named == set()
