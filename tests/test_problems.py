"""Problems are collected, and shown all at once as text, JSON and annotations."""

from __future__ import annotations

import json

import pytest

from scorecard.problems import (
    Place,
    Problem,
    Problems,
    ProblemsFound,
    as_github,
    as_json,
    as_text,
    suggestion,
)


def several() -> Problems:
    problems = Problems()
    problems.warning(Place("data/b.csv", 3), "value", "is far from its history", "check it")
    problems.error(Place("content/a.yml", 12), "measure", "is missing", "add a line")
    problems.error(Place("content/a.yml", 2), "id", "is given twice", "keep one")
    return problems


def test_a_problem_names_place_field_fault_and_mend() -> None:
    problem = Problem(Place("content/a.yml", 2), "langauges", "is not known", "languages")
    assert str(problem) == "content/a.yml:2: langauges: is not known; languages"


def test_a_place_in_a_workbook_names_its_sheet_and_cell() -> None:
    assert str(Place("data/book.xlsx", sheet="Sheet1", cell="C7")) == "data/book.xlsx!Sheet1!C7"
    assert str(Place("data/book.xlsx", sheet="Sheet1")) == "data/book.xlsx!Sheet1"


def test_problems_stand_in_the_order_of_their_places_and_warnings_say_so() -> None:
    assert as_text(several()).splitlines() == [
        "content/a.yml:2: id: is given twice; keep one",
        "content/a.yml:12: measure: is missing; add a line",
        "warning: data/b.csv:3: value: is far from its history; check it",
    ]


def test_the_same_problem_found_twice_is_said_once() -> None:
    problems = several()
    problems.error(Place("content/a.yml", 2), "id", "is given twice", "keep one")
    assert len(list(problems)) == 3


def test_an_error_stops_and_carries_every_problem() -> None:
    with pytest.raises(ProblemsFound) as stopped:
        several().stop_if_any()
    assert len(stopped.value.problems) == 3


def test_a_warning_stops_only_where_strict() -> None:
    problems = Problems()
    problems.warning(Place("data/b.csv", 3), "value", "is far from its history", "check it")
    problems.stop_if_any()
    with pytest.raises(ProblemsFound):
        problems.stop_if_any(strict=True)


def test_json_gives_every_part_and_null_for_what_there_is_not() -> None:
    first, _, last = json.loads(as_json(several()))
    assert first == {
        "path": "content/a.yml",
        "line": 2,
        "sheet": None,
        "cell": None,
        "field": "id",
        "message": "is given twice",
        "hint": "keep one",
        "severity": "error",
    }
    assert last["severity"] == "warning"


def test_annotations_stand_on_one_line_each_and_escape_what_the_syntax_uses() -> None:
    problems = Problems()
    problems.error(Place("a,b:c.yml", 4), "x", "100%\nis too much", "mend, or leave")
    assert as_github(problems) == (
        "::error file=a%2Cb%3Ac.yml,line=4,title=x::100%25%0Ais too much; mend, or leave"
    )


def test_an_annotation_of_a_workbook_names_the_cell_in_its_text() -> None:
    problems = Problems()
    problems.error(Place("book.xlsx", sheet="Sheet1", cell="C7"), "", "is empty", "")
    assert as_github(problems) == "::error file=book.xlsx::Sheet1!C7: is empty"


@pytest.mark.parametrize(
    ("word", "choices", "said"),
    [
        ("langauges", ["languages", "areas"], "did you mean languages?"),
        ("zzz", ["languages", "areas"], "use one of: areas, languages"),
        ("zzz", [], "none is defined yet"),
        ("zzz", [f"a{n:02}" for n in range(13)], "use one of: " + ", ".join(
            f"a{n:02}" for n in range(12)) + ", ..."),
    ],
)  # fmt: skip
def test_a_near_miss_is_suggested_and_otherwise_what_is_known_is_listed(
    word: str, choices: list[str], said: str
) -> None:
    assert suggestion(word, choices) == said
