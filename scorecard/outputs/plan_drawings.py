"""From the plan to what charts draw: maturity, actions by state, milestones, running totals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from scorecard.charts.axes import Unit
from scorecard.charts.cumulative import Cumulative
from scorecard.charts.cumulative import Stage as Bar
from scorecard.charts.lines import State
from scorecard.charts.radar import Radar, Ring, Spoke
from scorecard.charts.status import Filling, Statuses, StatusRow, Verdict
from scorecard.charts.timeline import Milestone, MilestoneState, Shape, Timeline
from scorecard.framework.indicators import Indicator
from scorecard.framework.maturity import Dimension, Maturity, SelfAssessment
from scorecard.outputs.running import Running, Stage
from scorecard.periods import Period, PeriodKind, label, short_label
from scorecard.published import Judgement, Status
from scorecard.wording.figures import axis_unit, day_in_words, short_figure
from scorecard.wording.plan import NO_STATE, STATES
from scorecard.wording.verdicts import VERDICTS, verdict_words

Assessed = tuple[Dimension, SelfAssessment | None, SelfAssessment | None]
"""An area with its assessment now and the one before."""

FILLINGS = {
    "done": Filling.SOLID,
    "on_track": Filling.OUTLINE,
    "not_started": Filling.OUTLINE,
    "late": Filling.SOLID,
}
SHAPES = {
    "●": Shape.DOT,
    "○": Shape.RING,
    "◇": Shape.OPEN_DIAMOND,
    "■": Shape.SQUARE,
    "▲": Shape.TRIANGLE,
    "★": Shape.STAR,
    "▨": Shape.HATCHED,
}


def maturity_chart(maturity: Maturity, areas: Sequence[Assessed]) -> Radar | None:
    """Every area's level now and before; nothing to draw for fewer than three areas."""
    if len(areas) < 3 or not any(now for _, now, _ in areas):
        return None
    levels = sorted(maturity.levels, key=lambda level: level.level)
    position = {level.level: number for number, level in enumerate(levels, 1)}
    return Radar(
        rings=tuple(Ring(level.level, level.name) for level in levels),
        spokes=tuple(
            Spoke(
                area.title,
                position[now.level] if now else None,
                position[before.level] if before else None,
                f"{area.title}: {now.level} {levels[position[now.level] - 1].name},"
                f" {short_label(now.period)}"
                if now
                else "",
            )
            for area, now, before in areas
        ),
        now=_when([now for _, now, _ in areas], "Now"),
        before=_when([before for _, _, before in areas], "The time before"),
    )


def _when(assessments: Iterable[SelfAssessment | None], otherwise: str) -> str:
    periods = {a.period for a in assessments if a is not None}
    return label(periods.pop()) if len(periods) == 1 else otherwise


def states_chart(groups: Sequence[tuple[str, Sequence[str | None]]]) -> Statuses:
    """How many actions of each group are in which state: `None` where none is given."""
    states: list[str | None] = [*FILLINGS, None]
    return Statuses(
        tuple(
            Verdict(words.words.lower(), words.colour, FILLINGS.get(state or "", Filling.DOTS))
            for state in states
            for words in (STATES[state] if state else NO_STATE,)
        ),
        tuple(
            StatusRow(name, tuple(found.count(state) for state in states))
            for name, found in ((name, list(given)) for name, given in groups)
        ),
    )


def timeline_chart(
    dues: Iterable[tuple[str, Period, Judgement]], release: date | None, until: date
) -> Timeline:
    """Each milestone on the last day of its date, with what is said of it.

    The line stands at the release's date, or at the last day of its period where none is given.
    """
    return Timeline(
        tuple(
            Milestone(name, by.end, short_label(by), _milestone_state(judgement))
            for name, by, judgement in dues
        ),
        release or until,
        f"This release, {day_in_words(release)}"
        if release
        else f"Figures to {day_in_words(until)}",
    )


def _milestone_state(judgement: Judgement) -> MilestoneState:
    words = VERDICTS[judgement.verdict]
    colour = "none" if words.colour == "hid" else words.colour
    # How sure a verdict is stands in the table: a key of every certainty would be too long.
    said = verdict_words(replace(judgement, certainty=None))
    return MilestoneState(said, colour, SHAPES[words.shape])


def running_chart(indicator: Indicator, running: Running) -> Cumulative:
    """The running total in each period of a stretch, and the number to reach."""
    goal = running.stages[-1].due
    return Cumulative(
        stages=tuple(_bar(indicator, stage) for stage in running.stages),
        due=tuple(stage.due for stage in running.stages),
        target=f"Target {short_figure(indicator, goal)}" if goal is not None else "",
        unit=Unit(*axis_unit(indicator)),
    )


def _bar(indicator: Indicator, stage: Stage) -> Bar:
    period = stage.period
    name = period.name if period.kind is PeriodKind.QUARTER else short_label(period)
    if stage.total is not None:
        display = short_figure(indicator, stage.total)
        return Bar(name, stage.total, display, tip=f"To {label(period)}: {display}")
    return Bar(name, gap=_gap(stage))


def _gap(stage: Stage) -> State | None:
    if stage.to_come:
        return None
    cell = stage.result.cell if stage.result else None
    if cell is not None and cell.status is Status.SUPPRESSED:
        return State.HIDDEN
    shown = cell is not None and stage.result is not None and stage.result.value is not None
    return None if shown else State.MISSING
