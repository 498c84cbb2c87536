"""A project that was read without a fault, and what it changes of what was published before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from scorecard.disclosure.protect import Protected
from scorecard.framework import Framework
from scorecard.outputs.changes import changes_between
from scorecard.outputs.ledger import Downloads, Told
from scorecard.periods import Period, label, parse_period
from scorecard.problems import Place, Problems
from scorecard.published import CellKey
from scorecard.tables import Key, PrivateTables
from scorecard.versions import HIDDEN, Change, Version, of_period
from scorecard.wording.figures import day_in_words

NO_FIGURE = ("[x]", "[z]")


@dataclass(frozen=True)
class Checked:
    """A project that was read without a fault, cut at the period of the release."""

    framework: Framework
    tables: PrivateTables
    period: Period
    as_at: date
    protected: Protected

    def period_named(self, name: str) -> Period:
        """A period by its canonical name."""
        return parse_period(
            name, financial_year_starts=self.framework.scorecard.financial_year_starts
        )


def explained(
    before: Told, downloads: Downloads, checked: Checked, reason: str
) -> tuple[Change, ...]:
    """Every figure of an earlier release that reads differently now, with the reason it has.

    That is the note of its row, or else `reason`. Later periods than this release's are left out.
    """
    changes = []
    for change in changes_between(before.downloads, downloads):
        period = checked.period_named(change.period)
        if period.end > checked.period.end:
            continue
        cell = checked.protected.tables.cells.get(
            CellKey(change.indicator, period, change.area, change.breakdown, change.category)
        )
        changes.append(replace(change, reason=(cell.note if cell else "") or reason))
    return tuple(changes)


def report_unexplained(
    changes: Iterable[Change], version: str, checked: Checked, problems: Problems
) -> None:
    """Report each changed figure that is not marked as revised with a reason.

    A figure that was provisional may change without one. No message holds a figure.
    """
    for change in changes:
        if change.provisional and change.new.value:
            continue
        place, what = _place(change, checked), f"{change.indicator} in {change.period}"
        if not change.new.value:
            problems.error(
                place,
                "",
                f"{what} ({change.area}, {change.category}) was published in {version} and is gone",
                "put its row back, with status x and a note that says why it is not available",
            )
        elif change.new.value == HIDDEN:
            if not change.reason:
                problems.error(
                    place,
                    "note",
                    f"{what} ({change.area}, {change.category}) was shown in {version}, and is "
                    "hidden now",
                    "say why in its note; what was published stays known",
                )
        elif not change.reason or not (change.revised or change.new.value in NO_FIGURE):
            problems.error(
                place,
                "status",
                f"{what} ({change.area}, {change.category}) is not what {version} published",
                "put the figure back, or mark the row r and say why in its note",
            )


def late_releases(checked: Checked, versions: Sequence[Version]) -> tuple[str, ...]:
    """Releases of the calendar that were due before the day of this build and are not there."""
    return late_on(checked.framework, versions, checked.as_at, checked.period)


def late_on(
    framework: Framework, versions: Sequence[Version], day: date, shown: Period | None = None
) -> tuple[str, ...]:
    """Releases that were due before a day and are not there, each in a sentence."""
    return tuple(
        f"{label(release.period)} was due on {day_in_words(release.due)} and is not published yet."
        for release in framework.scorecard.releases
        if release.due < day
        and release.published is None
        and (shown is None or release.period.end > shown.end)
        and not of_period(versions, release.period.name)
    )


def _place(change: Change, checked: Checked) -> Place:
    period = checked.period_named(change.period)
    key = Key(change.indicator, period, change.area, change.breakdown, change.category)
    cell = checked.tables.cells.get(key)
    return cell.place if cell is not None and cell.place.path else Place("data")
