"""What is past its date: actions, steps of actions, and milestones that no figure tells of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from scorecard.framework.plan import Action, SubAction
from scorecard.framework.targets import Form
from scorecard.periods import Period
from scorecard.published import IndicatorResults, Scorecard

DATED = (Form.MILESTONE, Form.DONE_BY)


@dataclass(frozen=True)
class Late:
    """An action or a step that is late or overdue, and the action that a step belongs to."""

    item: Action | SubAction
    of: str = ""


@dataclass(frozen=True)
class Due:
    """An indicator with a date by which something is to be reached or done."""

    results: IndicatorResults
    by: Period


def is_overdue(action: Action | SubAction, as_at: date) -> bool:
    """Whether an action is late, or is past its date and not done."""
    if action.state == "late":
        return True
    return action.state != "done" and action.due is not None and action.due.end < as_at


def late_actions(scorecard: Scorecard) -> Iterator[Late]:
    """Every action and every step that is late or overdue, in the order of the plan."""
    for action in scorecard.framework.actions:
        if is_overdue(action, scorecard.as_at):
            yield Late(action)
        for step in action.sub_actions:
            if is_overdue(step, scorecard.as_at):
                yield Late(step, action.title)


def timed(scorecard: Scorecard) -> bool:
    """Whether any action or step has a state or a date, so that it could be late at all."""
    return any(
        item.state is not None or item.due is not None
        for action in scorecard.framework.actions
        for item in _parts(action)
    )


def _parts(action: Action) -> Iterator[Action | SubAction]:
    yield action
    yield from action.sub_actions


def due_dates(scorecard: Scorecard) -> list[Due]:
    """Every indicator with a dated target, the earliest first."""
    found = []
    for results in scorecard.indicators:
        target = results.indicator.target
        if target is None or target.form not in DATED:
            continue
        by = target.by or target.done_by
        if by is not None:
            found.append(Due(results, by))
    return sorted(found, key=lambda due: (due.by, due.results.indicator.id))


def untold_milestones(scorecard: Scorecard) -> Iterator[Due]:
    """Milestones past their date of which no figure tells whether they were reached."""
    for due in due_dates(scorecard):
        told = due.results.latest is not None and due.results.latest.key.period.end >= due.by.end
        if due.by.end < scorecard.as_at and not told and due.results.indicator.retired is None:
            yield due
