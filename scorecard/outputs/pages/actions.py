"""The action plan, for those who ask whether it is being delivered."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from scorecard.framework.plan import Action, SubAction
from scorecard.outputs.pages.rendering import PageWriter
from scorecard.outputs.selections import is_overdue
from scorecard.periods import label
from scorecard.wording.plan import STATES, StateWords


@dataclass(frozen=True)
class Step:
    """One action or step with its state as it should be told, and when it is due in words."""

    item: Action | SubAction
    state: StateWords | None
    when: str


@dataclass(frozen=True)
class Group:
    """The actions of one priority or area, each with its steps."""

    title: str
    address: str
    actions: tuple[tuple[Step, tuple[Step, ...]], ...]


def write_actions(writer: PageWriter) -> None:
    """Write the page of the whole action plan, where there is one."""
    actions = writer.scorecard.framework.actions
    if not actions:
        return
    counts = Counter(words.words for action in actions if (words := step(writer, action).state))
    writer.page(
        "actions",
        "actions",
        "Actions",
        groups=_groups(writer),
        number=len(actions),
        counts=[(words, counts[words.words]) for words in STATES.values() if counts[words.words]],
        levels=_levels(writer),
    )


def _groups(writer: PageWriter) -> list[Group]:
    framework = writer.scorecard.framework
    found = []
    for priority in framework.priorities:
        chosen = [a for a in framework.actions if a.priority == priority.id]
        found.append(
            (f"{priority.ref} {priority.name}".strip(), f"priorities/{priority.id}", chosen)
        )
    rest = [a for a in framework.actions if a.priority is None]
    found += [
        (area or "Other actions", "", [a for a in rest if a.area == area])
        for area in dict.fromkeys(a.area for a in rest)
    ]
    return [
        Group(title, address, tuple((step(writer, a), _steps(writer, a)) for a in chosen))
        for title, address, chosen in found
        if chosen
    ]


def step(writer: PageWriter, item: Action | SubAction) -> Step:
    """An action or a step: late when its date has passed."""
    late = is_overdue(item, writer.scorecard.as_at)
    state = None
    if item.state is not None or late:
        state = STATES["late" if late else item.state or "late"]
    return Step(item, state, label(item.due) if item.due else item.timescale)


def _steps(writer: PageWriter, action: Action) -> tuple[Step, ...]:
    return tuple(step(writer, sub) for sub in action.sub_actions)


def _levels(writer: PageWriter) -> dict[int, str]:
    maturity = writer.scorecard.framework.maturity
    return {level.level: level.name for level in maturity.levels} if maturity else {}
