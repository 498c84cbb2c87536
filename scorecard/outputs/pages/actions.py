"""The action plan, for those who ask whether it is being delivered."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from scorecard.charts.render import page_jobs
from scorecard.framework.plan import Action, SubAction
from scorecard.outputs.markup import Cell, Head, Table, plain_table
from scorecard.outputs.overdue import is_overdue
from scorecard.outputs.pages.rendering import ChartFragment, PageWriter
from scorecard.outputs.plan_drawings import FILLINGS, states_chart
from scorecard.periods import label
from scorecard.wording.plan import NO_STATE, STATES, by_state_words
from scorecard.wording.verdicts import Words


@dataclass(frozen=True)
class Step:
    """One action or step with its state as it should be told, and when it is due in words."""

    item: Action | SubAction
    state: Words | None
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
    groups = _groups(writer)
    writer.page(
        "actions",
        "actions",
        "Actions",
        groups=groups,
        chart=_chart(groups),
        table=_table(groups),
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


def _state(found: Step) -> str | None:
    return next((name for name, words in STATES.items() if words is found.state), None)


def _by_state(groups: list[Group]) -> list[tuple[str, list[str | None]]]:
    return [(group.title, [_state(main) for main, _ in group.actions]) for group in groups]


def _chart(groups: list[Group]) -> ChartFragment | None:
    """Actions by state, where any state is known."""
    rows = _by_state(groups)
    if not any(state for _, states in rows for state in states):
        return None
    said = "; ".join(
        by_state_words(title, [(words.words, states.count(name)) for name, words in _kinds(rows)])
        for title, states in rows
    )
    return ChartFragment(
        name="actions/states",
        jobs=page_jobs(states_chart(rows), "actions-states", "Actions by state", f"{said}."),
        title="How far the actions are",
        subtitle="Number of key actions in each state, without their steps",
    )


def _kinds(rows: list[tuple[str, list[str | None]]]) -> list[tuple[str | None, Words]]:
    """The states that occur, in the order of the chart's key."""
    used = {state for _, states in rows for state in states}
    known: list[tuple[str | None, Words]] = [
        (name, STATES[name]) for name in FILLINGS if name in used
    ]
    return known + ([(None, NO_STATE)] if None in used else [])


def _table(groups: list[Group]) -> Table | None:
    rows = _by_state(groups)
    kinds = _kinds(rows)
    if not any(name for name, _ in kinds):
        return None
    heads = [Head("Area"), *(Head(words.words, numeric=True) for _, words in kinds)]
    heads.append(Head("All", numeric=True))
    lines = [
        [
            Cell(title, heading=True),
            *(Cell(str(states.count(name)), numeric=True) for name, _ in kinds),
            Cell(str(len(states)), numeric=True),
        ]
        for title, states in rows
    ]
    return plain_table("Actions by state", heads, lines)


def _steps(writer: PageWriter, action: Action) -> tuple[Step, ...]:
    return tuple(step(writer, sub) for sub in action.sub_actions)


def _levels(writer: PageWriter) -> dict[int, str]:
    maturity = writer.scorecard.framework.maturity
    return {level.level: level.name for level in maturity.levels} if maturity else {}
