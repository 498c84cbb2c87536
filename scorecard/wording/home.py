"""The sentences of the home page."""

from __future__ import annotations

from datetime import date

from scorecard.wording.figures import counted, day_in_words


def home_sentence(
    until: date,
    *,
    better: int,
    worse: int,
    moved: int,
    compared: int,
    met: int,
    judged: int,
    waiting: int,
) -> str:
    """What a resident should take away, from counts of published statements only.

    `moved` counts measures that rose or fell where neither way is better.
    """
    if judged == 0:
        first = "No measure can be held against a target yet."
    else:
        met_words = "all" if met == judged else "none" if met == 0 else f"{met}"
        first = (
            f"Of the {counted(judged, 'measure')} that can be held against a target, {met_words}"
            f" met it."
        )
    second = _changes(better, worse, moved, compared)
    third = ""
    if waiting:
        third = f" {counted(waiting, 'measure')} {'has' if waiting == 1 else 'have'} no figure yet."
    return f"Figures up to {day_in_words(until)}. {first} {second}{third}"


def _changes(better: int, worse: int, moved: int, compared: int) -> str:
    """How many got better and worse; an exact count may do so by one, so "clearly" is not said."""
    if compared == 0:
        return "Whether any changed by more than chance would explain cannot be told yet."
    if better == worse == moved == 0:
        return "No measure changed by more than chance would explain."
    if better == worse == 0:
        return "No measure got better or worse by more than chance would explain."
    if better == 0:
        return f"None got better than before, and {worse} got worse."
    return f"{counted(better, 'measure')} got better than before, and {worse or 'none'} got worse."
