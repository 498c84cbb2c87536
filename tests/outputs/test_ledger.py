"""Ledgers: read as published cells, refused where they are not whole, and told again or not."""

from __future__ import annotations

import copy
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from scorecard.outputs.ledger import LedgerError, figures, read_ledger, read_told, repeats
from scorecard.published import CellKey, Status
from tests.projects import period

QUARTER = "2020-21 Q3"


def cell(area: str, **entries: str) -> dict[str, str]:
    place = {"period": QUARTER, "area": area, "breakdown": "all", "category": "all"}
    return place | entries


def downloads(*cells: dict[str, str]) -> dict[str, Any]:
    """A small downloads/scorecard.json."""
    definition = {"id": "seen", "measure": "percentage", "flow": "sum", "counts": "people"}
    return {
        "period": QUARTER,
        "financial_year_starts": 4,
        "areas": [{"id": "district", "parts": ["east"]}, {"id": "east", "parts": []}],
        "comparators": [],
        "breakdowns": [],
        "policy": {"threshold": 6, "rounding": "none"},
        "indicators": [{"definition": definition, "cells": list(cells)}],
    }


SHOWN = cell("district", numerator="40", denominator="80", value="50.0", notes="[p] [r]")
HIDDEN = cell("east", numerator="[c]", denominator="[c]", value="[c]", status="hidden")
RELEASE = downloads(SHOWN, HIDDEN)


def test_a_ledger_holds_what_was_printed_and_where_a_mark_stood() -> None:
    found = read_ledger("2020-21-q3", RELEASE)
    shown, hidden = found.cells
    assert shown.key == CellKey("seen", period(QUARTER), "district")
    assert (shown.numerator, shown.denominator, shown.given_value) == (
        Decimal(40),
        Decimal(80),
        None,
    )
    assert shown.symbols == ("p", "r")
    assert (hidden.status, hidden.numerator, hidden.given_value) == (Status.SUPPRESSED, None, None)
    assert (found.version, found.period, found.rounding) == ("2020-21-q3", period(QUARTER), None)


@pytest.mark.parametrize(
    ("entries", "status", "value"),
    [
        ({"value": "12.5"}, Status.SHOWN, Decimal("12.5")),
        ({"value": "[x]"}, Status.NOT_AVAILABLE, None),
        ({"value": "[z]"}, Status.NOT_APPLICABLE, None),
        ({}, Status.NOT_AVAILABLE, None),
    ],
)
def test_a_value_without_parts_is_read_as_it_was_given(
    entries: dict[str, str], status: Status, value: Decimal | None
) -> None:
    (found,) = read_ledger("v", downloads(cell("district", **entries))).cells
    assert (found.status, found.given_value) == (status, value)


def test_what_counts_were_rounded_to_is_read() -> None:
    assert read_ledger("v", RELEASE | {"policy": {"threshold": 6, "rounding": 5}}).rounding == 5


@pytest.mark.parametrize(
    "broken",
    [
        {"financial_year_starts": None},
        {"period": "the autumn"},
        {"policy": {}},
        {"indicators": [{"definition": {}, "cells": [SHOWN]}]},
        {"indicators": [{"definition": {"id": "seen"}, "cells": [SHOWN | {"numerator": "many"}]}]},
        {"indicators": [{"definition": {"id": "seen"}, "cells": [SHOWN | {"period": "soon"}]}]},
        {"indicators": None},
    ],
)
def test_a_shape_that_is_not_known_is_refused(broken: dict[str, Any]) -> None:
    with pytest.raises(LedgerError, match="ledger of v has a shape that is not known"):
        read_ledger("v", RELEASE | broken)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "is missing: the ledger of v says what was published"),
        ("{", "cannot be read"),
        ("[]", "is not a ledger"),
        ("{}", "is not a ledger"),
    ],
)
def test_a_file_that_is_no_ledger_is_refused(tmp_path: Path, text: str | None, said: str) -> None:
    file = tmp_path / "v.json"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    with pytest.raises(LedgerError, match=said):
        read_told("v", file)


def test_a_ledger_is_read_from_its_file(tmp_path: Path) -> None:
    file = tmp_path / "v.json"
    file.write_text(json.dumps(RELEASE), encoding="utf-8")
    told = read_told("v", file)
    assert (told.version, told.downloads) == ("v", RELEASE)
    assert told.ledger == read_ledger("v", RELEASE)


def changed(*path: Any, to: Any) -> dict[str, Any]:
    """The release with one thing in it replaced."""
    made = copy.deepcopy(RELEASE)
    place: Any = made
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = to
    return made


def test_a_release_that_tells_all_of_it_and_more_repeats_an_earlier_one() -> None:
    more = downloads(SHOWN, HIDDEN, cell("east", value="7") | {"period": "2020-21 Q4"})
    assert repeats(more, RELEASE)
    assert not repeats(RELEASE, more)


@pytest.mark.parametrize(
    "later",
    [
        changed("indicators", 0, "cells", 0, "numerator", to="41"),
        changed("indicators", 0, "cells", 0, "value", to="50"),
        changed("indicators", 0, "cells", 0, "notes", to="[p]"),
        changed("indicators", 0, "cells", 1, "numerator", to="4"),
        changed("indicators", 0, "cells", to=[SHOWN]),
        changed("indicators", 0, "definition", "flow", to="distinct"),
        changed("indicators", to=[]),
        changed("areas", 0, "parts", to=[]),
        changed("policy", "threshold", to=5),
        changed("breakdowns", to=[{"id": "age"}]),
    ],
)
def test_one_that_differs_in_a_figure_a_mark_or_a_tie_does_not(later: dict[str, Any]) -> None:
    assert not repeats(later, RELEASE)


def test_words_tie_nothing_and_may_change() -> None:
    assert repeats(changed("indicators", 0, "definition", "title", to="Another name"), RELEASE)


def test_figures_are_told_apart_by_their_mark_of_revision() -> None:
    place = ("seen", QUARTER, "district", "all", "all")
    assert figures(RELEASE)[place] == ("40", "80", "50.0", True)
