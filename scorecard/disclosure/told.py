"""A ledger's cells in the shape of a private table, and which of them the next release repeats."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import chain

from scorecard.disclosure.counts import parts_of
from scorecard.framework import Framework
from scorecard.measures.rounding import round_half_up
from scorecard.periods import Period
from scorecard.published import CellKey, Ledger, Status
from scorecard.tables import Key, PrivateCell

Cells = Mapping[Key, PrivateCell]


def counted(cells: Cells, framework: Framework) -> dict[Key, PrivateCell]:
    """The partnership's own cells that hold counts: no other is in the model."""
    own = {area.id for area in framework.scorecard.areas}
    indicators = {indicator.id: indicator for indicator in framework.indicators}
    return {
        key: cell
        for key, cell in cells.items()
        if key.area in own
        and key.indicator in indicators
        and parts_of(indicators[key.indicator], cell)
    }


def cells_of(ledger: Ledger, framework: Framework, held: Cells) -> dict[Key, PrivateCell]:
    """A ledger's cells that hold counts; hidden ones hold the symbol alone.

    Of a rounded count the true one is taken, where `held`, all counts that the publisher has,
    still rounds to what was printed. Where it does not, the cell is left out: what its rounding
    tells is left to the audit, which knows a range and not a number.
    """
    found = {}
    for cell in ledger.cells:
        if cell.status not in (Status.SHOWN, Status.SUPPRESSED):
            continue
        key = _key(cell.key)
        symbols = ("c",) if cell.status is Status.SUPPRESSED else ()
        if "r" in cell.symbols:
            symbols = (*symbols, "r")
        told = PrivateCell(key, cell.numerator, cell.denominator, cell.given_value, symbols)
        if ledger.rounding is None or cell.status is Status.SUPPRESSED:
            found[key] = told
        elif (true := held.get(key)) is not None and _rounds_to(true, told, ledger.rounding):
            found[key] = replace(told, numerator=true.numerator, denominator=true.denominator)
    return counted(found, framework)


def with_truth(old: Cells, cells: Cells, held: Cells) -> dict[Key, PrivateCell]:
    """A ledger's cells, with the true counts of those it hid in periods that are not told now."""
    found = dict(old)
    for key, cell in old.items():
        true = held.get(key)
        if key in cells or true is None or "c" not in cell.symbols or true.withheld:
            continue
        if true.numerator is not None and unchanged(cell, true):
            found[key] = true
    return found


def before_revision(old: Cells, newer: Cells) -> dict[Key, PrivateCell]:
    """A ledger's cells, without the mark of revision where they were revised once more since.

    Of a hidden one the mark is the same as before; that a figure which is shown beside it reads
    differently now tells so.
    """
    if not any("r" in cell.symbols for cell in newer.values()):
        return dict(old)
    moved = {
        (key.indicator, key.period)
        for key, cell in old.items()
        if "c" not in cell.symbols and (now := newer.get(key)) is not None
        if "r" in now.symbols and not unchanged(cell, now)
    }
    again = {
        key: replace(cell, symbols=("c",))
        for key, cell in old.items()
        if (key.indicator, key.period) in moved
        and {"c", "r"} <= set(cell.symbols)
        and key in newer
        and "r" in newer[key].symbols
    }
    return {**old, **again}


def told_again(old: Cells, newer: Cells) -> dict[Key, PrivateCell]:
    """What a ledger told of stretches of time of which the next release tells just the same.

    No definition ties figures whose periods have no day in common, so such a stretch is in the
    model already, row by row.
    """
    stretch = _stretches(key.period for key in chain(old, newer))
    differ = {stretch[key.period] for key in old.keys() ^ newer.keys()}
    differ |= {
        stretch[key.period]
        for key, cell in old.items()
        if key in newer and not _repeated(cell, newer[key])
    }
    return {key: cell for key, cell in old.items() if stretch[key.period] not in differ}


def unchanged(old: PrivateCell, new: PrivateCell) -> bool:
    """Whether an earlier figure is the same quantity as the later one."""
    if "c" in old.symbols or "c" in new.symbols:
        # What was hidden is the same figure until its row is newly marked as revised.
        return "r" in old.symbols or "r" not in new.symbols
    if old.numerator is None and new.numerator is None:
        return _same_value(old.value, new.value)
    return (old.numerator, old.denominator) == (new.numerator, new.denominator)


def _repeated(old: PrivateCell, new: PrivateCell) -> bool:
    """Whether a ledger tells no more of a figure than the next release does."""
    withheld_since = "c" in new.symbols and "c" not in old.symbols
    marked_alike = ("r" in old.symbols) == ("r" in new.symbols)
    return unchanged(old, new) and marked_alike and not withheld_since


def _same_value(old: Decimal | None, new: Decimal | None) -> bool:
    """Whether a value that was printed is the one that is held now, to the decimals it had."""
    if old is None or new is None:
        return old is new
    exponent = old.as_tuple().exponent
    return round_half_up(new, max(-int(exponent), 0)) == old


def _rounds_to(true: PrivateCell, told: PrivateCell, base: int) -> bool:
    pairs = ((true.numerator, told.numerator), (true.denominator, told.denominator))
    return all(
        (a is b is None) or (a is not None and b in (a, round_half_up(a / base, 0) * base))
        for a, b in pairs
    )


def _stretches(periods: Iterable[Period]) -> dict[Period, int]:
    """A number for each period: the same for those that overlap, or hang together by others."""
    found: dict[Period, int] = {}
    number, last = 0, date.min
    for period in sorted(set(periods), key=lambda period: period.start):
        number += period.start > last
        last = max(last, period.end)
        found[period] = number
    return found


def _key(key: CellKey) -> Key:
    return Key(*key)
