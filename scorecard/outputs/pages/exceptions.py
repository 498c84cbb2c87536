"""The exceptions page, which says what a board should ask about this period."""

from __future__ import annotations

from dataclasses import dataclass

from scorecard.framework.plan import Commentary
from scorecard.outputs.overdue import timed
from scorecard.outputs.pages.rendering import PageWriter
from scorecard.outputs.selections import Exceptions, exceptions, judged_by_chance
from scorecard.published import IndicatorResults
from scorecard.wording.sentences import headline


@dataclass(frozen=True)
class Row:
    """One indicator that is worth asking about, with what is being done."""

    results: IndicatorResults
    sentence: str
    newly: bool
    commentary: Commentary | None


def write_exceptions(writer: PageWriter) -> None:
    """Write the exceptions page."""
    found = exceptions(writer.scorecard)
    by_chance = judged_by_chance(writer.scorecard)
    writer.page(
        "exceptions",
        "exceptions",
        "Exceptions",
        behind=[_row(writer, results, found) for results in found.behind],
        good=[_row(writer, results, found) for results in found.good_practice],
        overdue=found.overdue,
        untold=found.untold,
        timed=timed(writer.scorecard),
        lined=any(r.indicator.exceeded is not None for r in writer.scorecard.indicators),
        without=found.without_commentary,
        judged=by_chance,
        # A 95% interval leaves out the truth about once in twenty times.
        by_chance=round(by_chance / 20),
    )


def _row(writer: PageWriter, results: IndicatorResults, found: Exceptions) -> Row:
    assert results.latest is not None
    framework = writer.scorecard.framework
    return Row(
        results=results,
        sentence=headline(results, framework),
        newly=results.indicator.id in found.newly_behind,
        commentary=framework.commentary_for(results.indicator.id, results.latest.key.period),
    )
