"""The only door: private tables go in, published tables come out.

A published cell that is hidden holds no number, so nothing made after it can leak one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from scorecard.disclosure.counts import parts_of
from scorecard.disclosure.figures import Figure, figure, stem_of
from scorecard.disclosure.history import model_of_releases
from scorecard.disclosure.model import DisclosureError, Model, Pattern
from scorecard.disclosure.secondary import choose
from scorecard.framework import Framework
from scorecard.framework.indicators import Indicator
from scorecard.measures.rounding import round_half_up
from scorecard.published import CellKey, Ledger, PublishedCell, PublishedTables, Status
from scorecard.tables import Key, PrivateCell, PrivateTables

Why = Literal["arrived hidden", "small number", "protects another figure"]


@dataclass(frozen=True)
class Hidden:
    """One line of the private log: a cell that is not shown, and why; never published."""

    key: CellKey
    why: Why


@dataclass(frozen=True)
class Protected:
    """What may be published, and the private log of what was hidden."""

    tables: PublishedTables
    hidden: tuple[Hidden, ...]


def protect(
    tables: PrivateTables,
    framework: Framework,
    earlier: Sequence[Ledger] = (),
    held: PrivateTables | None = None,
) -> Protected:
    """Hide what must be hidden, and let the rest through, knowing what earlier releases told.

    `earlier` is in order of publication; `held` has the counts of later periods too, where earlier
    releases went further than this one.
    Raises DisclosureError where the data contradict themselves or no safe pattern exists; its keys
    are `Figure`s, which name cells, and no message holds a count.
    """
    model = model_of_releases(tables.cells, framework, earlier, held.cells if held else None)
    pattern = choose(model, framework.policy.threshold)
    indicators = {indicator.id: indicator for indicator in framework.indicators}
    own = {area.id for area in framework.scorecard.areas}
    cells: dict[CellKey, PublishedCell] = {}
    log: list[Hidden] = []
    in_question = _cells_in_question(model, pattern)
    for key, cell in tables.cells.items():
        name = CellKey(*key)
        indicator = indicators[key.indicator]
        why: Why | None = "arrived hidden" if "c" in cell.symbols else None
        if why is None and stem_of(key) in in_question:
            why = _why_hidden(indicator, key, cell, model, pattern)
        if why is not None:
            log.append(Hidden(name, why))
        cells[name] = _published(
            indicator, name, cell, framework, hide=why is not None, own=key.area in own
        )
    return Protected(PublishedTables(cells), tuple(sorted(log, key=lambda h: h.key)))


def cells_in(error: DisclosureError) -> list[str]:
    """The cells that an error is about, in words that hold no count."""
    figures = [key for key in error.keys if isinstance(key, Figure)]
    return sorted({f"{f.indicator} {f.period} {f.area} {f.category}" for f in figures})


def _cells_in_question(model: Model, pattern: Pattern) -> set[object]:
    """The cells, by their names without the part, of which something may not be shown."""
    given_away = [variable.key for variable in model.variables if variable.given_away]
    return {name[:5] for name in (*pattern.hidden, *given_away) if isinstance(name, Figure)}


def _why_hidden(
    indicator: Indicator, key: Key, cell: PrivateCell, model: Model, pattern: Pattern
) -> Why | None:
    names = [figure(key, part) for part in parts_of(indicator, cell)]
    # A remainder is never printed, so the pattern does not list it, and yet it may be the reason.
    remainder = model.by_key.get(figure(key, "remainder"))
    known = [model.by_key[name] for name in names if name in model.by_key]
    if any(v.given_away for v in (*known, remainder) if v is not None):
        return "small number"
    if not any(name in pattern.hidden for name in names):
        return None
    small = remainder is not None and remainder.sensitive
    if small or any(name in pattern.primary for name in names):
        return "small number"
    return "protects another figure"


def _published(
    indicator: Indicator,
    name: CellKey,
    cell: PrivateCell,
    framework: Framework,
    *,
    hide: bool,
    own: bool,
) -> PublishedCell:
    symbols = tuple(symbol for symbol in cell.symbols if symbol not in ("c", "x", "z"))
    if hide:
        return PublishedCell(name, Status.SUPPRESSED, symbols=symbols, note=cell.note)
    if "z" in cell.symbols:
        return PublishedCell(name, Status.NOT_APPLICABLE, symbols=symbols, note=cell.note)
    if cell.withheld or (cell.numerator is None and cell.value is None):
        return PublishedCell(name, Status.NOT_AVAILABLE, symbols=symbols, note=cell.note)
    base = framework.policy.rounding
    round_to = base if own and indicator.counts.sensitive and base != "none" else None
    return PublishedCell(
        name,
        Status.SHOWN,
        _rounded_to(cell.numerator, round_to),
        _rounded_to(cell.denominator, round_to),
        cell.value,
        symbols,
        cell.note,
    )


def _rounded_to(number: Decimal | None, base: int | None) -> Decimal | None:
    if number is None or base is None:
        return number
    return round_half_up(number / base, 0) * base
