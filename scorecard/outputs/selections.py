"""What pages choose from a scorecard: counts of verdicts, exceptions, what got better or worse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from scorecard.outputs.overdue import Due, Late, late_actions, untold_milestones
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
    """Those that rose or fell by more than chance would explain, where neither is simply good."""
    unchanged: int
    not_compared: int


def movement(indicators: Iterable[IndicatorResults]) -> Movement:
    """Sort indicators by the change of their latest figure; the numbers add up."""
    by_direction: dict[Direction, list[IndicatorResults]] = {d: [] for d in Direction}
    for results in indicators:
        change = results.latest.change.direction if results.latest else Direction.NOT_COMPARED
        by_direction[change].append(results)
    return Movement(
        better=tuple(sorted(by_direction[Direction.BETTER], key=_step)),
        worse=tuple(sorted(by_direction[Direction.WORSE], key=_step)),
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
    overdue: tuple[Late, ...]
    untold: tuple[Due, ...]
    without_commentary: tuple[IndicatorResults, ...]

    @property
    def number(self) -> int:
        """How many rows the exceptions page has."""
        told = len(self.behind) + len(self.good_practice)
        return told + len(self.overdue) + len(self.untold)


def exceptions(scorecard: Scorecard) -> Exceptions:
    """Indicators behind target (and newly so), beyond it, what is overdue, missing commentary."""
    behind = behind_target(scorecard.indicators)
    return Exceptions(
        behind=tuple(behind),
        newly_behind=frozenset(r.indicator.id for r in behind if _newly(r)),
        good_practice=tuple(
            r for r in scorecard.indicators if r.judgement.verdict is Verdict.EXCEEDED
        ),
        overdue=tuple(late_actions(scorecard)),
        untold=tuple(untold_milestones(scorecard)),
        without_commentary=tuple(r for r in behind if not _commented(r, scorecard)),
    )


def behind_target(indicators: Iterable[IndicatorResults]) -> list[IndicatorResults]:
    """Indicators that miss their target: the clear ones first, and the widest gap first."""
    return sorted((r for r in indicators if r.judgement.verdict in MISSED), key=_urgency)


def _urgency(results: IndicatorResults) -> tuple[int, Fraction]:
    """Clear ones first, then those that could be chance; among them the widest gap first."""
    judgement, latest = results.judgement, results.latest
    order = (Certainty.CLEAR, Certainty.COULD_BE_CHANCE, Certainty.NOT_KNOWN)
    sure = order.index(judgement.certainty) if judgement.certainty else len(order)
    line = latest.target if latest else None
    if latest is None or latest.value is None or line is None:
        return sure, Fraction(0)
    ends = [end for end in (line.low, line.high) if end is not None]
    return sure, -min((_apart(Fraction(latest.value), end) for end in ends), default=Fraction(0))


def _step(results: IndicatorResults) -> Fraction:
    """The largest change first, each as a share of the figure before."""
    latest = results.latest
    if latest is None or latest.value is None or latest.change.before is None:
        return Fraction(0)
    return -_apart(Fraction(latest.value), Fraction(latest.change.before))


def _apart(one: Fraction, other: Fraction) -> Fraction:
    """How far one figure is from another, as a share of the other where that is not zero."""
    return abs(one - other) / (abs(other) or 1)


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
