"""What pages choose from a scorecard: counts of verdicts, exceptions, what got better or worse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from scorecard.framework.plan import Action, SubAction
from scorecard.periods import previous
from scorecard.published import (
    CellKey,
    Certainty,
    Direction,
    IndicatorResults,
    Judgement,
    Reason,
    Scorecard,
    Standing,
    Verdict,
)

MET = (Verdict.MET, Verdict.EXCEEDED, Verdict.ON_COURSE, Verdict.ON_TRACK, Verdict.DONE)
NEAR = (Verdict.NEAR,)
MISSED = (Verdict.NOT_MET, Verdict.BEHIND_COURSE, Verdict.LATE)
INFORMATION = (Verdict.NONE, Verdict.BASELINE, Verdict.NOT_STARTED)


@dataclass(frozen=True)
class Block:
    """How many measures share a status and how sure it is: one block of a status bar."""

    judgement: Judgement
    words: str
    colour: str
    number: int


@dataclass(frozen=True)
class Tally:
    """Counts of statuses that add up to the number of measures."""

    total: int
    blocks: tuple[Block, ...]
    met: int
    met_clearly: int
    near: int
    missed: int
    missed_clearly: int
    information: int
    not_assessed: int
    waiting: int
    hidden: int


def tally(indicators: Iterable[IndicatorResults]) -> Tally:
    """Count the statuses of some indicators, keeping verdict and certainty apart."""
    judgements = [results.judgement for results in indicators]
    waiting = sum(j.reason is Reason.AWAITING_DATA for j in judgements)
    clear = Counter(j.verdict for j in judgements if j.certainty is Certainty.CLEAR)
    verdicts = Counter(j.verdict for j in judgements)

    def number(wanted: Iterable[Verdict], counts: Counter[Verdict] = verdicts) -> int:
        return sum(counts[verdict] for verdict in wanted)

    return Tally(
        total=len(judgements),
        blocks=_blocks(judgements),
        met=number(MET),
        met_clearly=number(MET, clear),
        near=number(NEAR),
        missed=number(MISSED),
        missed_clearly=number(MISSED, clear),
        information=number(INFORMATION),
        not_assessed=number([Verdict.NOT_ASSESSED]) - waiting,
        waiting=waiting,
        hidden=number([Verdict.HIDDEN]),
    )


GROUPS = (
    (MET, "met", "met"),
    (NEAR, "near target", "near"),
    (MISSED, "not met", "miss"),
    (INFORMATION, "for information", "none"),
    ((Verdict.NOT_ASSESSED,), "not assessed", "none"),
    ((Verdict.HIDDEN,), "not shown", "hid"),
)
CERTAINTIES = (
    (Certainty.CLEAR, ""),
    (Certainty.COULD_BE_CHANCE, ", could be chance"),
    (Certainty.NOT_KNOWN, ", certainty not known"),
    (None, ""),
)


WAITING = "awaiting data"


def block_order() -> list[str]:
    """The words of every kind of block, in the order in which they are shown."""
    listed = [words + suffix for _, words, _ in GROUPS for _, suffix in CERTAINTIES]
    return list(dict.fromkeys([*listed, WAITING]))


def _blocks(judgements: list[Judgement]) -> tuple[Block, ...]:
    assessed = [j for j in judgements if j.reason is not Reason.AWAITING_DATA]
    blocks = []
    for verdicts, words, colour in GROUPS:
        for certainty, suffix in CERTAINTIES:
            chosen = [j for j in assessed if j.verdict in verdicts and j.certainty is certainty]
            if chosen:
                example = Judgement(verdicts[0], certainty)
                blocks.append(Block(example, words + suffix, colour, len(chosen)))
    if waiting := len(judgements) - len(assessed):
        example = Judgement(Verdict.NOT_ASSESSED, reason=Reason.AWAITING_DATA)
        blocks.append(Block(example, WAITING, "none", waiting))
    return tuple(blocks)


@dataclass(frozen=True)
class Movement:
    """Which indicators got better or worse, and how many did neither or cannot be compared."""

    better: tuple[IndicatorResults, ...]
    worse: tuple[IndicatorResults, ...]
    moved: tuple[IndicatorResults, ...]
    """Those that clearly rose or fell, where neither is simply good."""
    unchanged: int
    not_compared: int


def movement(indicators: Iterable[IndicatorResults]) -> Movement:
    """Sort indicators by the change of their latest figure; the numbers add up."""
    by_direction: dict[Direction, list[IndicatorResults]] = {d: [] for d in Direction}
    for results in indicators:
        change = results.latest.change.direction if results.latest else Direction.NOT_COMPARED
        by_direction[change].append(results)
    return Movement(
        better=tuple(by_direction[Direction.BETTER]),
        worse=tuple(by_direction[Direction.WORSE]),
        moved=(*by_direction[Direction.HIGHER], *by_direction[Direction.LOWER]),
        unchanged=len(by_direction[Direction.NO_CLEAR_CHANGE]),
        not_compared=len(by_direction[Direction.NOT_COMPARED]),
    )


@dataclass(frozen=True)
class Exceptions:
    """What a board should ask about this period."""

    behind: tuple[IndicatorResults, ...]
    newly_behind: frozenset[str]
    good_practice: tuple[IndicatorResults, ...]
    overdue: tuple[Action, ...]
    without_commentary: tuple[IndicatorResults, ...]

    @property
    def number(self) -> int:
        """How many rows the exceptions page has."""
        return len(self.behind) + len(self.good_practice) + len(self.overdue)


def exceptions(scorecard: Scorecard) -> Exceptions:
    """Indicators behind target (and newly so), beyond it, overdue actions, missing commentary."""
    behind = [r for r in scorecard.indicators if r.judgement.verdict in MISSED]
    return Exceptions(
        behind=tuple(behind),
        newly_behind=frozenset(r.indicator.id for r in behind if _newly(r)),
        good_practice=tuple(
            r for r in scorecard.indicators if r.judgement.verdict is Verdict.EXCEEDED
        ),
        overdue=tuple(a for a in scorecard.framework.actions if is_overdue(a, scorecard.as_at)),
        without_commentary=tuple(r for r in behind if not _commented(r, scorecard)),
    )


def is_overdue(action: Action | SubAction, as_at: date) -> bool:
    """Whether an action is late, or is past its date and not done."""
    if action.state == "late":
        return True
    return action.state != "done" and action.due is not None and action.due.end < as_at


def _newly(results: IndicatorResults) -> bool:
    assert results.latest is not None
    key = results.latest.key
    before = results.results.get(CellKey(key.indicator, previous(key.period), key.area))
    return before is not None and before.judgement.verdict in (*MET, *NEAR)


def _commented(results: IndicatorResults, scorecard: Scorecard) -> bool:
    assert results.latest is not None
    period = results.latest.key.period
    found = scorecard.framework.commentary_for(results.indicator.id, period)
    return found is not None and bool(found.text)


def judged_by_chance(scorecard: Scorecard) -> int:
    """How many statements about the latest figures chance alone could make look clear.

    Verdicts, changes and comparisons of every area and group, where there is an interval.
    """
    number = 0
    for results in scorecard.indicators:
        if results.latest is None or results.indicator.interval_kind in (None, "none"):
            continue
        for key, result in results.results.items():
            if key.period != results.latest.key.period:
                continue
            sure = (Certainty.CLEAR, Certainty.COULD_BE_CHANCE)
            number += result.judgement.certainty in sure
            number += result.change.direction is not Direction.NOT_COMPARED
            number += sum(c.standing is not Standing.NOT_COMPARED for c in result.comparisons)
    return number


def awaiting(scorecard: Scorecard) -> list[IndicatorResults]:
    """Indicators that have a definition and no figure in any period."""
    return [r for r in scorecard.indicators if r.judgement.reason is Reason.AWAITING_DATA]
