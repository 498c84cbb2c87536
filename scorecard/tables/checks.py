"""Checks across rows: the same figure twice, totals and parts, and figures unlike their series."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from scorecard.framework import Framework
from scorecard.problems import Problems
from scorecard.tables.cells import FIGURES, Key, PrivateCell, RawRow
from scorecard.tables.history import check_history
from scorecard.tables.sums import check_sums


def check_across(
    cells: Mapping[Key, PrivateCell], framework: Framework, problems: Problems
) -> None:
    """Report what only shows when rows are seen together."""
    check_sums(cells, framework, problems)
    check_history(cells, framework, problems)


def report_repeated(row: RawRow, first: RawRow, problems: Problems) -> None:
    """Report a row about a figure that an earlier row gives already."""
    if _content(row) == _content(first):
        message, hint = "says the same again as", "remove one of the two rows"
    else:
        message, hint = "disagrees with", "keep the row that is right, and remove the other"
    problems.error(row.place(), "", f"the row {message} the one at {first.place()}", hint)


def _content(row: RawRow) -> tuple[object, ...]:
    return (*(_comparable(row.text(c)) for c in FIGURES), row.text("status"), row.text("note"))


def _comparable(text: str) -> Decimal | str:
    try:
        return Decimal(text)
    except ArithmeticError:
        return text
