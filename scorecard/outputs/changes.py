"""What changed between two releases, figure by figure, and downloads/changes.csv."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from scorecard.outputs.addresses import DOWNLOADS
from scorecard.outputs.csv_files import safe
from scorecard.outputs.datapackage import CHANGES, describe_changes
from scorecard.outputs.ledger import Downloads, Place, cells_by_place
from scorecard.versions import Change, Entry

NOTHING_YET = ("", "[x]", "[z]")


def changes_between(old: Downloads, new: Downloads) -> tuple[Change, ...]:
    """Every figure of the old release that reads differently in the new one, in order of place.

    A figure that was not available before is news, and no change; one that is gone is a change.
    The same parts given to other decimals are the same figure.
    """
    return tuple(sorted(_changes(old, new), key=_place))


def write_changes(changes: Iterable[Change], docs: Path) -> None:
    """Write downloads/changes.csv, with its header alone where nothing changed, and describe it."""
    path = docs / DOWNLOADS / "changes.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, CHANGES, lineterminator="\n")
        writer.writeheader()
        for change in changes:
            writer.writerow(safe(_row(change)))
    describe_changes(path.parent)


def _row(change: Change) -> dict[str, str]:
    return {
        "indicator": change.indicator,
        "title": change.title,
        "period": change.period,
        "area": change.area,
        "breakdown": change.breakdown,
        "category": change.category,
        "old_numerator": change.was.numerator,
        "old_denominator": change.was.denominator,
        "old": change.was.value,
        "new_numerator": change.new.numerator,
        "new_denominator": change.new.denominator,
        "new": change.new.value,
        "reason": change.reason,
    }


def _changes(old: Downloads, new: Downloads) -> Iterator[Change]:
    after = cells_by_place(new)
    titles = {i["definition"]["id"]: i["definition"]["title"] for i in new["indicators"]}
    for place, cell in cells_by_place(old).items():
        later = after.get(place, {})
        if cell == later:
            continue  # as nearly all are
        before, now = entry_of(cell), entry_of(later)
        if before.value in NOTHING_YET or _same(before, now):
            continue
        indicator, period, area, breakdown, category = place
        yield Change(
            indicator,
            titles.get(indicator, indicator),
            period,
            area,
            breakdown,
            category,
            before,
            now,
            provisional="[p]" in cell.get("notes", ""),
            revised="[r]" in later.get("notes", ""),
        )


def _same(before: Entry, now: Entry) -> bool:
    if before.numerator[:1].isdigit():
        return (before.numerator, before.denominator) == (now.numerator, now.denominator)
    return before == now


def entry_of(cell: Mapping[str, str]) -> Entry:
    """The figure that a cell of the downloads prints."""
    return Entry(cell.get("value", ""), cell.get("numerator", ""), cell.get("denominator", ""))


def _place(change: Change) -> Place:
    return (
        change.indicator, change.period, change.area, change.breakdown, change.category,
    )  # fmt: skip
