"""The sentence of the home page, which tells only what the figures do."""

from __future__ import annotations

from datetime import date

import pytest

from scorecard.wording.home import home_sentence


@pytest.mark.parametrize(
    ("better", "worse", "moved", "compared", "words"),
    [
        (0, 0, 0, 0, "Whether any changed by more than chance would explain cannot be told yet."),
        (0, 0, 0, 5, "No measure changed by more than chance would explain."),
        (0, 0, 1, 5, "No measure got better or worse by more than chance would explain."),
        (1, 2, 0, 5, "1 measure got better than before, and 2 got worse."),
        (2, 0, 0, 5, "2 measures got better than before, and none got worse."),
        (0, 2, 1, 5, "None got better than before, and 2 got worse."),
    ],
)
def test_change_is_told_as_it_was_found(
    better: int, worse: int, moved: int, compared: int, words: str
) -> None:
    said = home_sentence(
        date(2020, 12, 31),
        better=better,
        worse=worse,
        moved=moved,
        compared=compared,
        met=1,
        judged=3,
        waiting=0,
    )
    assert said == (
        "Figures up to 31 December 2020. Of the 3 measures that can be held against a target, 1 met"
        f" it. {words}"
    )


@pytest.mark.parametrize(
    ("met", "judged", "words"),
    [
        (0, 0, "No measure can be held against a target yet."),
        (0, 2, "Of the 2 measures that can be held against a target, none met it."),
        (2, 2, "Of the 2 measures that can be held against a target, all met it."),
    ],
)
def test_targets_are_told_in_words_where_all_or_none_are_met(
    met: int, judged: int, words: str
) -> None:
    said = home_sentence(
        date(2020, 12, 31),
        better=0,
        worse=0,
        moved=0,
        compared=0,
        met=met,
        judged=judged,
        waiting=1,
    )
    assert words in said
    assert said.endswith("1 measure has no figure yet.")
