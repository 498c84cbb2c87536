"""A release's ledger: a copy of its downloads/scorecard.json, kept beside the versions, and read.

It holds what was published and where a mark stood, both public anyway; never why.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property
from pathlib import Path
from typing import Any

from scorecard.periods import Period, parse_period
from scorecard.published import TOTAL, CellKey, Ledger, PublishedCell, Status

FIGURES = ("numerator", "denominator", "value")
TIES = ("areas", "comparators", "breakdowns", "financial_year_starts", "policy")
"""What of a whole scorecard says how figures are tied."""
OWN_TIES = ("measure", "flow", "counts", "remainder", "all_or_none", "parts", "per", "decimals")
"""What of an indicator's definition says how its figures are tied."""
Downloads = Mapping[str, Any]
Place = tuple[str, str, str, str, str]
Cell = Mapping[str, str]
"""A cell as it stands in the downloads."""
Figures = tuple[str, str, str, bool]
"""Numerator, denominator and value as printed, and whether they are marked as revised."""
_MARKS = {"[c]": Status.SUPPRESSED, "[x]": Status.NOT_AVAILABLE, "[z]": Status.NOT_APPLICABLE}


class LedgerError(ValueError):
    """A ledger that is missing or cannot be read; nothing may be published without it."""


@dataclass(frozen=True)
class Told:
    """What one earlier release told: its version and its parsed downloads/scorecard.json."""

    version: str
    downloads: Downloads

    @cached_property
    def ledger(self) -> Ledger:
        """Its cells as published; raises `LedgerError` for a shape that is not known."""
        return read_ledger(self.version, self.downloads)


def read_told(version: str, path: Path) -> Told:
    """Read one ledger; raises `LedgerError` when it is missing or is not one."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise LedgerError(
            f"{path} is missing: the ledger of {version} says what was published, and must be "
            "known before anything more is; put it back from your copy"
        ) from error
    except (OSError, ValueError) as error:
        raise LedgerError(f"{path} cannot be read; put it back from your copy") from error
    if not isinstance(found, dict) or "indicators" not in found:
        raise LedgerError(f"{path} is not a ledger; put it back from your copy")
    return Told(version, found)


def read_ledger(version: str, downloads: Downloads) -> Ledger:
    """A parsed downloads/scorecard.json as published cells; raises `LedgerError`."""
    try:
        starts = int(downloads["financial_year_starts"])
        period = parse_period(downloads["period"], financial_year_starts=starts)
        rounding = downloads["policy"]["rounding"]
        periods = _periods(downloads, starts)
        cells = tuple(
            _cell(indicator["definition"]["id"], cell, periods)
            for indicator in downloads["indicators"]
            for cell in indicator["cells"]
        )
        return Ledger(version, period, cells, None if rounding == "none" else int(rounding))
    except (KeyError, TypeError, AttributeError, ValueError, InvalidOperation) as error:
        raise LedgerError(
            f"the ledger of {version} has a shape that is not known; put it back from your copy"
        ) from error


def _periods(downloads: Downloads, starts: int) -> dict[str, Period]:
    """Every period of the cells by its name; many cells share one."""
    names = {cell["period"] for indicator in downloads["indicators"] for cell in indicator["cells"]}
    return {name: parse_period(name, financial_year_starts=starts) for name in names}


def repeats(later: Downloads, earlier: Downloads) -> bool:
    """Whether a later release tells all that an earlier one does: every figure, mark and tie."""
    if any(later.get(name) != earlier.get(name) for name in TIES):
        return False
    ties = {i["definition"]["id"]: _ties(i["definition"]) for i in later["indicators"]}
    for indicator in earlier["indicators"]:
        definition = indicator["definition"]
        if ties.get(definition["id"]) != _ties(definition):
            return False
    known = cells_by_place(later)
    return all(
        _tells_again(cell, known.get(place)) for place, cell in cells_by_place(earlier).items()
    )


def figures(downloads: Downloads) -> dict[Place, Figures]:
    """The printed figures of every cell, and whether it is marked as revised."""
    return {place: _figures_of(cell) for place, cell in cells_by_place(downloads).items()}


def cells_by_place(downloads: Downloads) -> dict[Place, Cell]:
    """Every cell of parsed downloads by which figure it is."""
    return {
        place_of(indicator["definition"]["id"], cell): cell
        for indicator in downloads["indicators"]
        for cell in indicator["cells"]
    }


def _figures_of(cell: Cell) -> Figures:
    numerator, denominator, value = (cell.get(column, "") for column in FIGURES)
    return numerator, denominator, value, "[r]" in cell.get("notes", "")


def _tells_again(cell: Cell, later: Cell | None) -> bool:
    """Whether a later release prints a cell like an earlier one, whatever it says of it."""
    # Nearly all are the same in every field, which takes no time to see.
    return later is not None and (cell == later or _figures_of(cell) == _figures_of(later))


def place_of(indicator: str, cell: Cell) -> Place:
    """Which figure a cell of the downloads is."""
    return (
        indicator,
        cell["period"],
        cell["area"],
        cell.get("breakdown", TOTAL),
        cell.get("category", TOTAL),
    )


def _ties(definition: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(definition.get(name) for name in OWN_TIES)


def _cell(indicator: str, cell: Cell, periods: Mapping[str, Period]) -> PublishedCell:
    _, period, *rest = place_of(indicator, cell)
    key = CellKey(indicator, periods[period], *rest)
    notes = cell.get("notes", "")
    symbols = tuple(mark.strip("[]") for mark in notes.split())
    numerator, denominator, value = (cell.get(column, "") for column in FIGURES)
    status = _MARKS.get(value, Status.SHOWN if value or numerator else Status.NOT_AVAILABLE)
    if status is not Status.SHOWN:
        return PublishedCell(key, status, symbols=symbols)
    given = None if numerator else _number(value)
    return PublishedCell(key, status, _number(numerator), _number(denominator), given, symbols)


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None
