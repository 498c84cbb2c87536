"""Totals against their parts: areas, the categories of a breakdown, and shorter periods."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from scorecard.framework import Framework
from scorecard.framework.indicators import Indicator
from scorecard.measures import COUNTED, Measure
from scorecard.periods import PeriodKind, contains, covers
from scorecard.problems import Problems
from scorecard.tables.cells import TOTAL, Key, PrivateCell

Cells = Mapping[Key, PrivateCell]
_STEPS = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.TERM)
_MEND = "correct the row that is wrong; the total must be counted from the same records"


def check_sums(cells: Cells, framework: Framework, problems: Problems) -> None:
    """Report each total that cannot be the total of its parts, naming rows and never figures."""
    by_indicator: dict[str, dict[Key, PrivateCell]] = defaultdict(dict)
    for key, cell in cells.items():
        by_indicator[key.indicator][key] = cell
    for indicator in framework.indicators:
        if indicator.measure not in COUNTED:
            continue
        own = by_indicator[indicator.id]
        _check_areas(own, framework, problems)
        _check_breakdowns(own, framework, indicator, problems)
        _check_time(own, indicator, problems)


def _check_areas(cells: Cells, framework: Framework, problems: Problems) -> None:
    parts = {area.id: area.parts for area in framework.scorecard.areas if area.parts}
    for key, total in cells.items():
        if key.area not in parts:
            continue
        keys = [
            Key(key.indicator, key.period, area, key.breakdown, key.category)
            for area in parts[key.area]
        ]
        found = [cell for k in keys if (cell := cells.get(k)) is not None]
        _compare(total, found, problems, complete=len(found) == len(keys), what="areas")


def _check_breakdowns(
    cells: Cells, framework: Framework, indicator: Indicator, problems: Problems
) -> None:
    groups = [b for b in framework.scorecard.breakdowns if b.id in indicator.breakdowns]
    for key, total in cells.items():
        if not key.is_total:
            continue
        for group in groups:
            keys = [
                Key(key.indicator, key.period, key.area, group.id, category.id)
                for category in group.categories
            ]
            found = [cell for k in keys if (cell := cells.get(k)) is not None]
            what = f"categories of {group.id}"
            if group.exhaustive:
                complete = len(found) == len(keys)
                _compare(total, found, problems, complete=complete, what=what)
            else:
                # The groups may overlap, but none can hold more than everybody.
                for part in found:
                    _compare(total, [part], problems, complete=False, what=what)


def _check_time(cells: Cells, indicator: Indicator, problems: Problems) -> None:
    if indicator.flow not in ("sum", "distinct"):
        return
    lines: dict[tuple[str, str, str, str], list[PrivateCell]] = defaultdict(list)
    for key, cell in cells.items():
        lines[key.line].append(cell)
    # A rate's denominator is a population, which is not counted anew in each quarter.
    rate = indicator.measure is Measure.RATE
    columns = ("numerator",) if rate else ("numerator", "denominator")
    for line in lines.values():
        for total in line:
            for kind in _STEPS:
                if total.key.period.kind is kind:
                    continue
                parts = [
                    c
                    for c in line
                    if c.key.period.kind is kind and contains(total.key.period, c.key.period)
                ]
                _compare(
                    total,
                    parts,
                    problems,
                    complete=covers(total.key.period, [part.key.period for part in parts]),
                    what=f"{kind}s",
                    columns=columns,
                    overlapping=indicator.flow == "distinct",
                )


def _compare(
    total: PrivateCell,
    parts: Sequence[PrivateCell],
    problems: Problems,
    *,
    complete: bool,
    what: str,
    columns: Sequence[str] = ("numerator", "denominator"),
    overlapping: bool = False,
) -> None:
    """Report a total that its parts contradict.

    `complete` says that all parts are there; `overlapping` that somebody may be in several of
    them, so that the total lies between the largest part and the sum.
    """
    for column in columns:
        whole: Decimal | None = getattr(total, column)
        numbers = [n for n in (getattr(part, column) for part in parts) if n is not None]
        if whole is None or not numbers:
            continue
        all_there = complete and len(numbers) == len(parts)
        fault = _fault(whole, numbers, all_there=all_there, overlapping=overlapping)
        if fault:
            places = list(_places(parts))
            listed = ", ".join(places[:12]) + (" and others" if len(places) > 12 else "")
            problems.error(total.place, column, f"{fault} its {what} ({listed})", _MEND)


def _fault(
    whole: Decimal, numbers: Sequence[Decimal], *, all_there: bool, overlapping: bool
) -> str | None:
    if overlapping:
        if whole < max(numbers):
            return "the total is below the largest of"
        if all_there and whole > sum(numbers):
            return "the total is above the sum of"
        return None
    if all_there and whole != sum(numbers):
        return "the total is not the sum of"
    if not all_there and whole < sum(n for n in numbers if n > 0) and min(numbers) >= 0:
        return "the total is below the sum of those given of"
    return None


def _places(parts: Sequence[PrivateCell]) -> Iterator[str]:
    for part in parts:
        key = part.key
        name = key.category if key.breakdown != TOTAL else key.area
        yield f"{name} {key.period} at {part.place}"
