"""A number in prose that equals a hidden figure is named, and never repeated."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from scorecard.checking import Options, check
from scorecard.problems import Problems, as_text
from scorecard.project import Project
from tests.faults.project import FILES, HELPED, HELPED_ROWS, table, write_project

COMMENTARY = "content/commentary/2020-21-q3/helped.md"
QUARTER = (
    "helped,2020-21 Q3,,,,1344,,,,",
    "helped,2020-21 Q3,east,,,3,,,,",
    "helped,2020-21 Q3,west,,,1341,,,,",
)
EARLIER = HELPED_ROWS[5:]
ON_TIME = (
    "on-time,2020-21 Q3,,,,841,1073,,,",
    "on-time,2020-21 Q3,east,,,4,12,,,",
    "on-time,2020-21 Q3,west,,,837,1061,,,",
)
DIGITS = "a number equals a figure that is hidden for this indicator and period; say it without"
IN_WORDS = "a number in words equals a figure that is hidden for this indicator and period; say it"


def said(
    folder: Path,
    text: str = "",
    *,
    action: str = "",
    rows: tuple[str, ...] = QUARTER,
    more: Mapping[str, str] | None = None,
) -> list[str]:
    front = f"---\ncorrective_action: {action or 'Ask more families.'}\n---\n\n"
    files = {
        "content/indicators/helped.yml": HELPED.replace("breakdowns: [age]\n", ""),
        "content/indicators/on-time.yml": FILES["content/indicators/on-time.yml"],
        "data/helped.csv": table((*rows, *EARLIER)),
        "data/on-time.csv": table(ON_TIME),
        "data/england.csv": table(("on-time,2020-21 Q3,england,,,3,9,,,",)),
        COMMENTARY: front + (text or "More families were helped.") + "\n",
        **(more or {}),
    }
    problems = Problems()
    checked = check(Project(write_project(folder, files)), Options(), problems)
    assert (checked is None) == bool(problems.errors)
    return as_text(problems).splitlines()


@pytest.mark.parametrize(
    "text",
    [
        "In the east 3 families came.",
        "In the east **3** families came.",
        "In the east _3_ families came.",
        "In the east up to 3 may have come.",
        "In the east &#51; families came.",
        "Few came (n=3) this time.",
        "The west helped 1,341 families.",
        "The west helped 1341 families.",
        "The west helped 1 341 families.",
        "The west helped 1\u202f341 families.",
        "The west helped 1341.0 families.",
        "A share of 3% came back.",
        "It was 3.",
        "It was 3/9 of them.",
        "3 March referrals came.",
        "Some 3 of 20 came.",
    ],
)
def test_digits_that_equal_a_hidden_count_are_an_error(tmp_path: Path, text: str) -> None:
    lines = said(tmp_path, text)
    assert len(lines) == 1, lines
    assert lines[0].startswith(f"{COMMENTARY}:5: {DIGITS}")


@pytest.mark.parametrize(
    "text",
    [
        "In the east 33 families came, and 31 left.",
        "The district helped 1,344 families.",
        "We met on 3 February 2021, and by 3 February.",
        "We met on 3rd February, and on the 3rd.",
        "We met on 3\nFebruary 2021.",
        "We met on 03/03/2021 and 2021-03-03.",
        "In quarter 3, or Q3 of 2020-21, or 2020-21 Q3, things moved; KS3 pupils too.",
        "See https://example.org/3/1341 for more.",
        "1. One.\n2. Another.\n3. A last one.",
        "It rose by 3.5 and by 1.3, to 13,410.",
    ],
)
def test_dates_periods_and_other_numbers_are_no_fault(tmp_path: Path, text: str) -> None:
    assert said(tmp_path, text) == []


def test_a_year_is_a_period_and_a_number_of_people_is_not(tmp_path: Path) -> None:
    rows = (
        "helped,2020-21 Q3,,,,2022,,,,",
        "helped,2020-21 Q3,east,,,3,,,,",
        "helped,2020-21 Q3,west,,,2019,,,,",
    )
    assert said(tmp_path, "It rose in 2019, and since 2019-20.", rows=rows) == []
    assert len(said(tmp_path, "The west helped 2019 families.", rows=rows)) == 1


def test_the_line_of_the_number_is_named(tmp_path: Path) -> None:
    lines = said(tmp_path, "More came.\n\nIn the east\nonly 3 families came.")
    assert [line.split(": ")[0] for line in lines] == [f"{COMMENTARY}:8"]


def test_a_small_number_in_words_is_a_warning(tmp_path: Path) -> None:
    lines = said(tmp_path, "In the east Three families came, and four did not.")
    assert len(lines) == 1
    assert lines[0].startswith(f"warning: {COMMENTARY}:5: {IN_WORDS}")


def test_a_corrective_action_is_read_as_well(tmp_path: Path) -> None:
    lines = said(tmp_path, action="Visit the 3 families.")
    assert len(lines) == 1
    assert lines[0].startswith(f"{COMMENTARY}:2: corrective_action: {DIGITS}")


def test_a_note_beside_a_figure_is_read_as_well(tmp_path: Path) -> None:
    rows = (QUARTER[0] + "3 of them in the east", *QUARTER[1:])
    lines = said(tmp_path, rows=rows)
    assert len(lines) == 1
    assert lines[0].startswith(f"data/helped.csv:2: note: {DIGITS}")


def test_a_note_in_another_period_or_indicator_is_let_be(tmp_path: Path) -> None:
    earlier = table((*QUARTER, EARLIER[0] + "3 teams joined", *EARLIER[1:]))
    other = table((ON_TIME[0] + "3 teams joined", *ON_TIME[1:]))
    assert said(tmp_path, more={"data/helped.csv": earlier, "data/on-time.csv": other}) == []


@pytest.mark.parametrize(
    ("number", "what"),
    [
        ("4", "numerator"),
        ("12", "denominator"),
        ("8", "remainder"),
        ("33%", "value to a whole number"),
        ("33.3%", "value as printed"),
        ("33.33 per cent", "value to more places"),
        ("1,061", "denominator of a cell that protects another"),
        ("224", "remainder of a cell that protects another"),
        ("78.9", "value of a cell that protects another"),
    ],
)
def test_parts_remainder_and_value_are_all_kept(tmp_path: Path, number: str, what: str) -> None:
    name = "content/commentary/2020-21-q3/on-time.md"
    front = FILES[name].partition("More")[0]
    lines = said(tmp_path, more={name: f"{front}It was {number} there.\n"})
    assert len(lines) == 1, what
    assert lines[0].startswith(f"{name}:7: {DIGITS}")


@pytest.mark.parametrize("number", ["3", "9", "841", "1,073", "78.4%", "78%"])
def test_figures_that_are_published_may_be_said(tmp_path: Path, number: str) -> None:
    name = "content/commentary/2020-21-q3/on-time.md"
    front = FILES[name].partition("More")[0]
    assert said(tmp_path, more={name: f"{front}It was {number} there.\n"}) == []


def test_no_message_repeats_the_number(tmp_path: Path) -> None:
    for line in said(tmp_path, "The west helped 1,341 families, the east three."):
        after_place = line.split(": ", 2)[-1]
        assert not any(character.isdigit() for character in after_place)
        assert "three" not in after_place


@pytest.mark.parametrize(
    ("text", "warned"),
    [
        ("In the east forty-four of them came.", True),
        ("In the east Forty four came.", True),
        ("In the east forty came, and four left.", False),
    ],
)
def test_larger_numbers_in_words_are_read_too(tmp_path: Path, text: str, *, warned: bool) -> None:
    rows = ("helped,2020-21 Q3,,,,47,,,,", "helped,2020-21 Q3,east,,,44,,,,",
            "helped,2020-21 Q3,west,,,3,,,,")  # fmt: skip
    found = [line for line in said(tmp_path, text, rows=rows) if COMMENTARY in line]
    assert bool(found) == warned
    assert not warned or IN_WORDS in found[0]


def test_a_figure_that_was_hidden_a_quarter_before_is_a_warning(tmp_path: Path) -> None:
    rows = ("helped,2020-21 Q3,,,,50,,,,", "helped,2020-21 Q2,,,,4,,,,")
    (found,) = said(tmp_path, "Up from 4 in the summer.", rows=rows)
    assert "hidden for this indicator in an earlier period" in found
    assert "4" not in found.rpartition(".md:")[2].partition(": ")[2]
