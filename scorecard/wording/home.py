"""The sentences of the home page."""

from __future__ import annotations

from scorecard.wording.figures import capitalised, counted


def home_sentence(
    when: str,
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

    `moved` counts measures that clearly rose or fell where neither way is better.
    """
    if judged == 0:
        first = "No measure can be held against a target yet."
    else:
        met_words = "all" if met == judged else "none" if met == 0 else f"{met}"
        first = (
            f"Of the {counted(judged, 'measure')} that can be held against a target, {met_words}"
            f" met it."
        )
    if compared == 0:
        second = "Whether any changed by more than chance would explain cannot be told yet."
    elif better == worse == moved == 0:
        second = "No measure changed by more than chance would explain."
    elif better == worse == 0:
        second = "No measure clearly got better or worse."
    else:
        second = (
            f"{counted(better, 'measure')} clearly got better than before, and {worse}"
            f" clearly got worse."
        )
    third = ""
    if waiting:
        third = f" {counted(waiting, 'measure')} {'has' if waiting == 1 else 'have'} no figure yet."
    return f"Figures up to {when}. {first} {capitalised(second)}{third}"


def tally_words(total: int, met: int, met_clearly: int, missed: int, missed_clearly: int) -> str:
    """The status bar in words, for those who cannot see it."""
    return (
        f"{counted(total, 'measure')}: {met} met ({met_clearly} clearly), {missed} not met"
        f" ({missed_clearly} clearly)"
    )
