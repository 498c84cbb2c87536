"""What was published and should not have been cannot be kept, but need not be said again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scorecard.disclosure.audit import audit_release
from tests.disclosure.audit_pages import C, by_area, indicator, page
from tests.releases.tiny import HELPED, plain_rows, release, rows, run, write_data

QUARTER = "2020-21 Q1"
DISTRICT, EAST, WEST = 4816, 4813, 3


def with_west(number: str = str(WEST), marks: str = ",") -> list[str]:
    """All rows; in the first quarter a count in the west that is too small to show."""
    lines = rows(QUARTER, DISTRICT, EAST, WEST)[:2]
    lines.append(f"helped,{QUARTER},west,{number},{marks}")
    return [*lines, *(line for line in plain_rows() if QUARTER not in line)]


def define(project: Path, text: str) -> None:
    (project / "content/indicators/helped.yml").write_text(text, encoding="utf-8")


def in_the_west(project: Path, version: str) -> str:
    """The figure of the first quarter as the downloads of a version print it."""
    file = project / "releases" / version / "downloads/scorecard.json"
    found = json.loads(file.read_text(encoding="utf-8"))["indicators"][0]["cells"]
    return str(next(c["value"] for c in found if (c["period"], c["area"]) == (QUARTER, "west")))


@pytest.fixture
def unsafe(tiny: Path) -> Path:
    """A release that printed a small count of families, whose definition spoke of activities."""
    define(tiny, HELPED.replace("counts: families", "counts: activities"))
    write_data(tiny, with_west())
    release(tiny, QUARTER)
    assert in_the_west(tiny, "2020-21-q1") == str(WEST)
    define(tiny, HELPED)
    return tiny


def test_the_release_after_a_withdrawn_one_is_made_and_does_not_say_it_again(unsafe: Path) -> None:
    assert run(unsafe, "withdraw", QUARTER, "--reason", "It showed a small count.").exit_code == 0
    release(unsafe, "2020-21 Q2")
    assert in_the_west(unsafe, "2020-21-q2") == C
    release(unsafe, "2020-21 Q3")
    assert in_the_west(unsafe, "2020-21-q3") == C


def test_it_may_be_published_again_without_the_figure(unsafe: Path) -> None:
    assert run(unsafe, "withdraw", QUARTER, "--reason", "It showed a small count.").exit_code == 0
    release(unsafe, QUARTER, "--correct", "--reason", "Without it.")
    assert in_the_west(unsafe, "2020-21-q1-correction-1") == C


def test_what_the_new_release_adds_is_judged_as_ever(unsafe: Path) -> None:
    assert run(unsafe, "withdraw", QUARTER, "--reason", "It showed a small count.").exit_code == 0
    more = rows("2020-21 Q2", 64, 60, 4)
    write_data(unsafe, [*more, *(line for line in with_west() if "2020-21 Q2" not in line)])
    release(unsafe, "2020-21 Q2")
    file = unsafe / "releases/latest/downloads/helped.csv"
    lines = [r for r in file.read_text(encoding="utf-8").splitlines() if ",2020-21 Q2," in r]
    assert sum(C in line for line in lines) >= 2


def test_a_release_that_stands_needs_a_reason_for_hiding_what_it_showed(tiny: Path) -> None:
    """The partnership raises its threshold."""
    lines = rows(QUARTER, 4820, EAST, 7)
    others = [line for line in plain_rows() if QUARTER not in line]
    write_data(tiny, [*lines, *others])
    release(tiny, QUARTER)
    (tiny / "content/disclosure.yml").write_text("threshold: 10\n", encoding="utf-8")
    refused = run(tiny, "release", "2020-21 Q2")
    assert refused.exit_code == 1
    assert "data/helped.csv:4: note: helped in 2020-21 Q1 (west, all) was shown" in refused.output
    assert " 7" not in refused.output
    write_data(tiny, [*lines[:2], f"helped,{QUARTER},west,7,,Fewer than ten", *others])
    release(tiny, "2020-21 Q2")
    assert in_the_west(tiny, "2020-21-q2") == C


def test_the_list_of_changes_does_not_say_it_again(unsafe: Path) -> None:
    write_data(unsafe, with_west("", "c,Too small to show"))
    release(unsafe, "2020-21 Q2")
    folder = unsafe / "releases/2020-21-q2"
    changed = (folder / "downloads/changes.csv").read_text(encoding="utf-8").splitlines()
    assert changed[1:] == [
        f"helped,Families helped,{QUARTER},west,all,all,{C},{C},{C},{C},{C},{C},Too small to show"
    ]
    listed = (folder / "releases/index.html").read_text(encoding="utf-8")
    assert "Too small to show" in listed
    assert f">{WEST}<" not in listed


def test_a_share_goes_with_those_who_are_left_of_it(tiny: Path) -> None:
    """98 of 100 were shown while the rest was said to tell nothing of anybody."""
    text = (
        HELPED.replace("measure: count", "measure: percentage") + "numerator: a\ndenominator: b\n"
    )
    define(tiny, f"{text}remainder: {{not_sensitive: All is well}}\n")
    write_data(tiny, [])
    table = ["indicator,period,area,numerator,denominator"]
    for area, part, whole in (("", 148, 200), ("east", 98, 100), ("west", 50, 100)):
        table.append(f"helped,{QUARTER},{area},{part},{whole}")
    (tiny / "data/helped.csv").write_text("\n".join(table) + "\n", encoding="utf-8")
    release(tiny, QUARTER)
    assert run(tiny, "withdraw", QUARTER, "--reason", "Why").exit_code == 0
    define(tiny, text)
    release(tiny, QUARTER, "--correct", "--reason", "Without it.")
    cells = (tiny / "releases/latest/downloads/helped.csv").read_text(encoding="utf-8")
    assert [C in line for line in cells.splitlines()[1:]] == [False, True, False]


def test_the_audit_blames_a_release_for_what_it_adds_alone() -> None:
    told = page(indicator(by_area(100, 60, 37, 3)), threshold=3)
    hidden = page(indicator(by_area(100, 60, 37, C)))
    assert audit_release(hidden, [told]).passed
    assert not audit_release(hidden).passed
    again = page(indicator(by_area(100, 60, 37, 3)))
    assert not audit_release(again, [told]).passed
    assert audit_release(hidden, [again]).passed


def test_what_was_hidden_can_be_counted_again(tiny: Path) -> None:
    write_data(tiny, with_west())
    release(tiny, QUARTER)
    again = rows(QUARTER, DISTRICT, EAST - 40, WEST + 40, marks="r,Counted again")
    write_data(tiny, [*again, *(line for line in plain_rows() if QUARTER not in line)])
    for command in ("check", "build"):
        result = run(tiny, command)
        assert result.exit_code == 0, (command, result.output)


def test_a_check_knows_what_releases_told(tiny: Path) -> None:
    """A total that was published cannot be hidden to keep two new figures that nobody gives."""
    withheld = [f"helped,{QUARTER},{area},,c r,Counted again" for area in ("east", "west")]
    lines = [rows(QUARTER, DISTRICT, EAST, WEST)[0], *withheld]
    lines += [line for line in plain_rows() if QUARTER not in line]
    write_data(tiny, lines)
    assert run(tiny, "check").exit_code == 0
    write_data(tiny, with_west())
    release(tiny, QUARTER)
    write_data(tiny, lines)
    for command in ("check", "build"):
        result = run(tiny, command)
        assert result.exit_code == 1, command
        assert "no safe way was found to hide this figure" in result.output, command


def test_the_list_of_what_would_be_hidden_is_that_of_the_build(unsafe: Path) -> None:
    listed = run(unsafe, "check", "--disclosure").output
    assert run(unsafe, "build").exit_code == 0
    log = (unsafe / "build/private/suppression.csv").read_text(encoding="utf-8")
    assert len(log.splitlines()) == 2
    assert "helped: 1 hidden" in listed
