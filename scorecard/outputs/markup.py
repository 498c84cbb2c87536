"""Small pieces of HTML that many pages share: tags of status, links and tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup, escape

from scorecard.published import Judgement
from scorecard.wording.verdicts import VERDICTS, fill_of, shape_of, verdict_words


class Cell(NamedTuple):
    """One cell of a table: its text or HTML, and how it sorts and filters.

    A tuple, since a build makes ten thousand.
    """

    content: str
    heading: bool = False
    numeric: bool = False
    sort: str = ""
    filter_by: str = ""


@dataclass(frozen=True)
class Head:
    """The head of a column; `filter_label` gives it a chooser above a filterable table."""

    text: str
    numeric: bool = False
    filter_label: str = ""
    sortable: bool = True


@dataclass(frozen=True)
class Group:
    """Rows under a heading of their own; an empty title gives no heading."""

    title: str
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Table:
    """A table with its caption, the meaning of its symbols, and what it can do."""

    caption: str
    heads: tuple[Head, ...]
    groups: tuple[Group, ...]
    symbols: tuple[tuple[str, str], ...] = ()
    sortable: bool = False
    filters: bool = False
    wide: bool = False


def plain_table(
    caption: str,
    heads: Sequence[Head],
    rows: Sequence[Sequence[Cell]],
    symbols: Sequence[tuple[str, str]] = (),
) -> Table:
    """A table without groups."""
    return Table(caption, tuple(heads), (Group("", tuple(map(tuple, rows))),), tuple(symbols))


def table_row(row: Sequence[Cell]) -> Markup:
    """One row of a table; its cells are most of what a build writes, so no template makes them."""
    return Markup("<tr>" + "".join(map(_cell, row, range(len(row)))) + "</tr>")  # noqa: S704 - each cell is escaped


def _cell(cell: Cell, place: int) -> str:
    name, opening = ("th", 'th scope="row"') if cell.heading else ("td", "td")
    text = "" if cell.numeric or place == 0 else ' class="text"'
    sort = f' data-sort="{escape(cell.sort)}"' if cell.sort else ""
    wanted = f' data-filter="{escape(cell.filter_by)}"' if cell.filter_by else ""
    return f"<{opening}{text}{sort}{wanted}>{escape(cell.content)}</{name}>"


def tag(judgement: Judgement) -> Markup:
    """A status with its shape, its words and its filling."""
    words = VERDICTS[judgement.verdict]
    classes = " ".join(c for c in ("tag", words.colour, fill_of(judgement)) if c)
    parts = (classes, shape_of(judgement), verdict_words(judgement))
    return Markup('<span class="%s"><span aria-hidden="true">%s</span> %s</span>') % parts


def anchor(address: str, text: str) -> Markup:
    """A link."""
    return Markup('<a href="%s">%s</a>') % (address, text)
