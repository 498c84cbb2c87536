"""The states of actions in words, with the shape and the colour of each."""

from __future__ import annotations

from scorecard.wording.verdicts import Words

StateWords = Words

STATES = {
    "not_started": Words("○", "Not started", "none"),
    "on_track": Words("▲", "On track", "met"),
    "done": Words("●", "Done", "met"),
    "late": Words("■", "Late", "miss"),
}
