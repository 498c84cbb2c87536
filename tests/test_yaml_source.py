"""YAML is read as people mean it, and every fault is named with its line."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, model_validator

from scorecard.problems import Problems, as_text
from scorecard.yaml_source import FaultAt, YamlFile, checked, parse_yaml, read_yaml


class Inner(BaseModel):
    model_config = ConfigDict(extra="forbid")
    size: Decimal


class Outer(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: str
    languages: tuple[str, ...] = ()
    kind: Literal["small", "large"] = "small"
    rounding: Literal["none", 5, 10] = "none"
    inner: Inner | None = None
    either: Literal["yes-please"] | Inner = "yes-please"
    number: Annotated[int, Field(gt=0)] = 1
    switch: bool = False

    @model_validator(mode="after")
    def _fits(self) -> Outer:
        if self.number > 9:
            raise FaultAt(("number",), "is more than nine; write a smaller one")
        return self


def read(text: str) -> tuple[YamlFile | None, list[str]]:
    problems = Problems()
    source = parse_yaml(text, "a.yml", problems)
    return source, as_text(problems).splitlines()


def said(text: str) -> list[str]:
    problems = Problems()
    source = parse_yaml(text, "a.yml", problems)
    assert source is not None
    checked(source, Outer, problems)
    return as_text(problems).splitlines()


def value(text: str) -> Any:
    source, faults = read(text)
    assert source is not None
    assert not faults
    return source.data


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("no", "no"),
        ("on", "on"),
        ("true", True),
        ("33.2", Decimal("33.2")),
        ("2.10", Decimal("2.10")),
        ("-4", -4),
        ("010", "010"),
        ("1:30", "1:30"),
        ("1_000", 1000),
        ("0", 0),
        ("2020-21", "2020-21"),
        ("2016-03-31", "2016-03-31"),
        ("1,200", "1,200"),
        (".inf", ".inf"),
        ("~", None),
    ],
)
def test_a_value_is_what_people_mean_by_it(written: str, meant: object) -> None:
    found = value(f"a: {written}")["a"]
    assert found == meant
    assert type(found) is type(meant)


def test_every_field_knows_its_line() -> None:
    source, _ = read("a: 1\nb:\n  - c: 2\n    d:\n      5\n  - c: 3\n")
    assert source is not None
    assert [source.place(at).line for at in (("a",), ("b",), ("b", 0, "d"), ("b", 1, "c"))] == [
        1, 2, 4, 6,
    ]  # fmt: skip
    assert source.place(("b", 1, "nothing")).line == 6


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: 1\nb: [1, 2\nc: 3\n", 3, "does not parse"),
        ("a: 1\n\tb: 2\n", 2, "does not parse"),
        ("a: 1\nb: x: y\n", 2, "does not parse"),
        ("a: 1\n---\nb: 2\n", 2, "does not parse"),
        ("a: 1\nb: \x07\n", 2, "cannot be printed"),
        ("a: &x\n  b: *x\n", 1, "contains itself"),
        ("a: 1\nb: *nobody\n", 2, "does not parse"),
        ("", 1, "is empty"),
        ("# only a comment\n", 1, "is empty"),
    ],
)
def test_what_does_not_parse_is_named_with_its_line(text: str, line: int, message: str) -> None:
    source, faults = read(text)
    assert source is None
    assert len(faults) == 1
    assert faults[0].startswith(f"a.yml:{line}: ")
    assert message in faults[0]
    assert "; " in faults[0]


def test_a_key_given_twice_is_named_at_its_second_line_and_the_rest_is_read() -> None:
    source, faults = read("a: 1\nb: 2\na: 3\n")
    assert source is not None
    assert faults == ["a.yml:3: a: is given twice; keep one of the two lines"]


def test_a_file_that_is_not_utf_8_is_named_with_the_line_of_its_first_fault(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    file.write_bytes("name: plain\nother: café\n".encode("latin-1"))
    problems = Problems()
    assert read_yaml(file, "content/a.yml", problems) is None
    assert as_text(problems).startswith("content/a.yml:2: the file is not UTF-8; save it again")


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    file.write_bytes("name: plain\n".encode("utf-8-sig"))
    problems = Problems()
    source = read_yaml(file, "a.yml", problems)
    assert source is not None
    assert source.data == {"name": "plain"}


def test_a_sound_file_gives_a_definition() -> None:
    problems = Problems()
    source = parse_yaml("name: one\ninner: {size: 2.50}\n", "a.yml", problems)
    assert source is not None
    found = checked(source, Outer, problems)
    assert found is not None
    assert found.inner == Inner(size=Decimal("2.50"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "name: x\nlangauges: [a]\n",
            "a.yml:2: langauges: is not a field that is known here; did you mean languages?",
        ),
        (
            "name: x\ninner:\n  sise: 3\n  size: 3\n",
            "a.yml:3: inner.sise: is not a field that is known here; did you mean size?",
        ),
        ("kind: small\n", "a.yml:1: name: is missing; add a line `name: ...`"),
        (
            "name: 2.10\n",
            (
                "a.yml:1: name: must be text; put it in quotes, since a bare 2.10 is read as the"
                " number 2.1"
            ),
        ),
        ("name:\n", "a.yml:1: name: is empty; write it after the colon, or remove the line"),
        (
            "name: x\nkind: smal\n",
            "a.yml:2: kind: smal is not one of its values; did you mean small?",
        ),
        (
            "name: x\nrounding: 7\n",
            "a.yml:2: rounding: 7 is not one of its values; use one of: 10, 5, none",
        ),
        ("name: x\nnumber: many\n", "a.yml:2: number: must be a whole number; write it in digits"),
        ("name: x\nnumber: 0\n", "a.yml:2: number: is too small; write a larger number"),
        ("name: x\n\nnumber: 10\n", "a.yml:3: number: is more than nine; write a smaller one"),
        ("name: x\nswitch: perhaps\n", "a.yml:2: switch: must be true or false; write true or"),
        (
            "name: x\neither: yes-plaese\n",
            "a.yml:2: either: yes-plaese is not one of its values; did you mean yes-please?",
        ),
        ("name: x\neither: {sise: 2, size: 3}\n", "a.yml:2: either.sise: is not a field that is"),
        ("name: x\ninner: 3\n", "a.yml:2: inner: must be a set of fields; write `field: value`"),
        ("just words\n", "a.yml:1: must be a set of fields; write `field: value` lines under it"),
    ],
)
def test_a_fault_is_said_once_with_its_line_and_its_mend(text: str, expected: str) -> None:
    faults = said(text)
    assert len(faults) == 1, faults
    assert faults[0].startswith(expected)


def test_every_fault_of_a_definition_is_said_in_one_run() -> None:
    faults = said("langauges: [a]\nkind: smal\nnumber: many\n")
    assert [fault.split(": ")[1] for fault in faults] == ["langauges", "name", "kind", "number"]
