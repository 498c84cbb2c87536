"""The preview tells the analyst what would be hidden, and never a figure."""

from __future__ import annotations

from scorecard.disclosure.preview import preview
from scorecard.disclosure.protect import Hidden
from scorecard.periods import parse_period
from scorecard.published import CellKey

PERIOD = parse_period("2020-21 Q3")


def test_each_hidden_cell_is_listed_with_its_reason_under_its_indicator() -> None:
    lines = list(
        preview(
            [
                Hidden(CellKey("a", PERIOD, "east"), "small number"),
                Hidden(CellKey("a", PERIOD, "west", "age", "older"), "protects another figure"),
            ]
        )
    )
    assert lines[:3] == [
        "a: 2 hidden",
        "  2020-21 Q3, east: small number",
        "  2020-21 Q3, west, age older: protects another figure",
    ]
    assert lines[3].startswith("2 cells would be hidden.")


def test_a_release_that_hides_nothing_says_so() -> None:
    assert list(preview([])) == ["Nothing would be hidden."]
