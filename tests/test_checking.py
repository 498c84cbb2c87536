"""What only shows when definitions, rows, commentary and the calendar are seen together."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard.checking import Options, check
from scorecard.problems import Problems, Severity
from scorecard.project import Project
from tests.faults.project import COMMENTARY, FILES, HELPED, write_project

DATA = "data/helped.csv"
LINE = len(FILES[DATA].splitlines()) + 1


def checked(folder: Path, files: dict[str, str], period: str = "2020-21 Q3") -> list[str]:
    """The warnings of the small project with some files replaced, which is to have no error."""
    problems = Problems()
    found = check(Project(write_project(folder, files)), Options(), problems)
    assert [str(p) for p in problems if p.severity is Severity.ERROR] == []
    assert found is not None
    assert found.period.name == period
    return [str(problem).removeprefix(f"{folder}/") for problem in problems]


def test_the_small_project_has_no_warning(tmp_path: Path) -> None:
    assert checked(tmp_path, {}) == []


@pytest.mark.parametrize("period", ["2021-22 Q3", "2045-46"])
def test_a_row_beyond_the_calendar_is_a_warning(tmp_path: Path, period: str) -> None:
    row = f"helped,{period},,,,669,,,,\n"
    assert checked(tmp_path, {DATA: FILES[DATA] + row}) == [
        (
            f"{DATA}:{LINE}: period: ends after the last release of the calendar; correct it, or"
            " add the release"
        )
    ]


def test_the_rows_of_a_comparator_may_go_beyond_the_calendar_and_do_not_move_the_release(
    tmp_path: Path,
) -> None:
    calendar = "  - {period: 2021-22 Q3, due: 2022-02-12}\n"
    england = FILES["data/england.csv"] + "".join(
        f"on-time,{period},england,,,,,74.9,,\n" for period in ("2021-22 Q3", "2045-46")
    )
    files = {
        "content/scorecard.yml": FILES["content/scorecard.yml"] + calendar,
        "data/england.csv": england,
    }
    assert checked(tmp_path, files) == []


def test_a_row_after_an_indicator_was_retired_is_a_warning(tmp_path: Path) -> None:
    helped = HELPED + "retired: {period: 2020-21 Q2, reason: counted elsewhere}\n"
    found = checked(tmp_path, {"content/indicators/helped.yml": helped})
    assert found[0] == (
        f"{DATA}:2: period: begins after helped was retired; correct it, or `retired` in the"
        " definition"
    )
    assert all("2020-21 Q3" in FILES[DATA].splitlines()[n] for n in range(1, len(found) + 1))


def test_commentary_on_a_period_without_a_figure_is_a_warning(tmp_path: Path) -> None:
    path = "content/commentary/2016-17-q3/on-time.md"
    assert checked(tmp_path, {path: COMMENTARY}) == [
        (
            f"{path}:1: there is no figure of on-time for 2016-17 Q3; correct the name of its"
            " folder, or add the rows"
        )
    ]


@pytest.mark.parametrize(
    ("indicator", "field", "text"),
    [
        ("on-time", "baseline", "baseline: {period: 2017-18, value: 71.5}"),
        ("days", "baseline", "baseline: {period: 2017-18, value: 13.5}"),
        (
            "on-time",
            "target.from",
            "target: {milestone: {at_least: 80}, by: 2021-22, from: {period: 2017-18, value: 71}}",
        ),
    ],
)
def test_a_figure_of_a_definition_needs_the_parts_that_a_row_would_need(
    tmp_path: Path, indicator: str, field: str, text: str
) -> None:
    path = f"content/indicators/{indicator}.yml"
    sound = FILES[path].replace("target: {at_least: 80}\n", "")
    project = Project(write_project(tmp_path, {path: f"{sound}{text}\n"}))
    problems = Problems()
    assert check(project, Options(), problems) is None
    [only] = [str(problem) for problem in problems]
    assert only.startswith(f"{path}:{len(sound.splitlines()) + 1}: {field}: ")
    assert only.endswith(
        "needs its numerator and denominator, not only a value; give its numerator and denominator"
        " as a row in data/ and leave out the value here"
    )


def test_a_figure_of_a_definition_is_enough_where_its_parts_are_not_held(tmp_path: Path) -> None:
    path = "content/indicators/survey.yml"
    survey = (
        "id: survey\ntitle: A survey\nmeasure: percentage\nparts: not_held\n"
        "priorities: [pathway]\nbaseline: {period: 2017-18, value: 71.5}\n"
    )
    assert checked(tmp_path, {path: survey}) == []
