"""One page for each priority and each outcome, and one that lists each kind."""

from __future__ import annotations

from scorecard.framework.plan import Action, Outcome, Priority
from scorecard.outputs import addresses
from scorecard.outputs.pages import common
from scorecard.outputs.pages.actions import step
from scorecard.outputs.pages.home import of_outcome, of_priority
from scorecard.outputs.pages.rendering import PageWriter
from scorecard.outputs.selections import behind_target, tally
from scorecard.published import IndicatorResults


def write_priorities(writer: PageWriter) -> None:
    """Write a page for each priority, and the list of them."""
    framework = writer.scorecard.framework
    for priority in framework.priorities:
        actions = [a for a in framework.actions if a.priority == priority.id]
        _write(writer, priority, "priority", of_priority(writer.scorecard, priority), actions)
    if framework.priorities:
        rows = [(p, tally(of_priority(writer.scorecard, p))) for p in framework.priorities]
        writer.page(
            "priorities",
            "list",
            "Priorities",
            rows=rows,
            heading="What are we trying to do, and is it happening?",
            address_of=addresses.priority,
        )


def write_outcomes(writer: PageWriter) -> None:
    """Write a page for each outcome, and the list of them."""
    framework = writer.scorecard.framework
    for outcome in framework.outcomes:
        actions = [a for a in framework.actions if outcome.id in a.outcomes]
        _write(writer, outcome, "outcome", of_outcome(writer.scorecard, outcome), actions)
    if framework.outcomes:
        rows = [(o, tally(of_outcome(writer.scorecard, o))) for o in framework.outcomes]
        writer.page(
            "outcomes",
            "list",
            "Outcomes",
            rows=rows,
            heading="Has life changed for families?",
            address_of=addresses.outcome,
        )


def _write(
    writer: PageWriter,
    item: Priority | Outcome,
    kind: str,
    indicators: list[IndicatorResults],
    actions: list[Action],
) -> None:
    address = addresses.priority(item.id) if kind == "priority" else addresses.outcome(item.id)
    others = writer.scorecard.framework.outcomes if kind == "priority" else ()
    serves = {o for r in indicators for o in r.indicator.outcomes}
    writer.page(
        address,
        "plan",
        " ".join(part for part in (item.ref, item.name) if part),
        item=item,
        kind=kind,
        counts=tally(indicators),
        behind=behind_target(indicators),
        cards=[common.card(writer, results) for results in indicators],
        actions=[(step(writer, a), [step(writer, sub) for sub in a.sub_actions]) for a in actions],
        outcomes=[o for o in others if o.id in serves],
    )
