"""The home page, which says in one minute whether early help is working."""

from __future__ import annotations

from scorecard.charts.render import page_jobs
from scorecard.framework.plan import Outcome, Priority
from scorecard.outputs import drawings
from scorecard.outputs.pages.rendering import ChartFragment, PageWriter
from scorecard.outputs.release_days import next_release, published
from scorecard.outputs.selections import Tally, awaiting, exceptions, movement, tally
from scorecard.published import IndicatorResults, Scorecard
from scorecard.wording import figures
from scorecard.wording.home import home_sentence

NAMED = 5
"""How many measures a list on the home page names before it says how many more there are."""


def write_home(writer: PageWriter) -> None:
    """Write the home page."""
    scorecard = writer.scorecard
    counts = tally(scorecard.indicators)
    moved = movement(scorecard.indicators)
    asked = exceptions(scorecard)
    file = scorecard.framework.scorecard
    writer.page(
        "",
        "home",
        file.title,
        file=file,
        counts=counts,
        sentence=home_sentence(
            scorecard.period.end,
            better=len(moved.better),
            worse=len(moved.worse),
            moved=len(moved.moved),
            compared=counts.total - moved.not_compared,
            met=counts.met,
            judged=counts.met + counts.near + counts.missed,
            waiting=len(awaiting(scorecard)),
        ),
        moved=moved,
        waiting=len(awaiting(scorecard)),
        asked=asked,
        named=NAMED,
        priorities=[(p, tally(of_priority(scorecard, p))) for p in scorecard.framework.priorities],
        outcomes=[(o, tally(of_outcome(scorecard, o))) for o in scorecard.framework.outcomes],
        chart=_status_chart(scorecard, counts),
        published=published(scorecard),
        next_release=next_release(scorecard),
        help_page=scorecard.framework.page("early-help"),
    )


def of_priority(scorecard: Scorecard, priority: Priority) -> list[IndicatorResults]:
    """The indicators of one priority."""
    return [r for r in scorecard.indicators if priority.id in r.indicator.priorities]


def of_outcome(scorecard: Scorecard, outcome: Outcome) -> list[IndicatorResults]:
    """The indicators of one outcome."""
    return [r for r in scorecard.indicators if outcome.id in r.indicator.outcomes]


def _status_chart(scorecard: Scorecard, counts: Tally) -> ChartFragment | None:
    rows = [
        (f"{p.ref} {p.name}".strip(), tally(of_priority(scorecard, p)))
        for p in scorecard.framework.priorities
    ]
    if not counts.total or not rows:
        return None
    said = "; ".join(
        f"{name}: {figures.listed([f'{b.number} {b.words}' for b in t.blocks]) or 'no measures'}"
        for name, t in rows
    )
    return ChartFragment(
        name="home/status",
        jobs=page_jobs(
            drawings.status_chart(rows), "home-status", "Measures by priority", f"{said}."
        ),
        title="How the measures of each priority stand",
        subtitle=(
            "Number of measures. A solid block is clear, an outline could be chance, and dashes"
            " mean that nobody can tell. A measure may serve more than one priority."
        ),
    )
