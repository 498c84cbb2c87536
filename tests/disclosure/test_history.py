"""What earlier releases told joins the model: known for good, hidden still, or another figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from scorecard.disclosure import history, protect
from scorecard.disclosure import told as told_cells
from scorecard.disclosure.history import model_of_releases
from scorecard.disclosure.model import Model, Variable
from scorecard.framework import Framework
from scorecard.periods import parse_period
from scorecard.published import CellKey, Ledger, PublishedCell, Status
from scorecard.tables import Key, PrivateCell
from tests.disclosure.small import QUARTER, cell, framework, name, rows, tables
from tests.releases.test_differencing import protected, story

COUNT = framework({"id": "a"})
BEFORE = "2020-21 Q2"
TOTAL, EAST, WEST = cell("a", 70), cell("a", 40, area="east"), cell("a", 30, area="west")


def told(
    *cells: PrivateCell, hidden: Sequence[str] = (), version: str = "first", base: int | None = None
) -> Ledger:
    """What a release printed of these cells, those of some areas hidden."""
    printed = []
    for one in cells:
        key = CellKey(one.key.indicator, one.key.period, one.key.area, one.key.breakdown,
                              one.key.category)  # fmt: skip
        if one.key.area in hidden:
            printed.append(PublishedCell(key, Status.SUPPRESSED, symbols=one.symbols))
        else:
            printed.append(PublishedCell(key, Status.SHOWN, one.numerator, one.denominator,
                                         one.value, one.symbols))  # fmt: skip
    return Ledger(version, parse_period(QUARTER), tuple(printed), base)


def by_name(model: Model) -> dict[str, Variable]:
    return {name(variable.key): variable for variable in model.variables}


def joint(
    now: Sequence[PrivateCell],
    *earlier: Ledger,
    definitions: Framework = COUNT,
    held: Mapping[Key, PrivateCell] | None = None,
) -> Model:
    return model_of_releases(tables(*now).cells, definitions, earlier, held)


def test_a_figure_that_was_printed_and_has_not_changed_is_known_for_good() -> None:
    found = by_name(joint([TOTAL, EAST, WEST], told(TOTAL, EAST, WEST)))
    assert set(found) == {"a numerator", "a east numerator", "a west numerator"}
    assert all(figure.fixed and not figure.must_hide for figure in found.values())


def test_one_that_was_hidden_stays_hidden() -> None:
    found = by_name(joint([TOTAL, EAST, WEST], told(TOTAL, EAST, WEST, hidden=["east"])))
    assert {n for n, figure in found.items() if figure.must_hide} == {"a east numerator"}
    assert not found["a east numerator"].fixed
    assert found["a east numerator"].value == 40


def test_a_figure_that_reads_differently_now_is_another_one() -> None:
    again = [cell("a", 72, symbols=("r",)), cell("a", 42, area="east", symbols=("r",)), WEST]
    model = joint(again, told(TOTAL, EAST, WEST))
    found = by_name(model)
    old = f"a east {QUARTER} as published in first numerator"
    assert (found[old].value, found[old].fixed) == (40, True)
    assert (found["a east numerator"].value, found["a east numerator"].fixed) == (42, False)
    # What was told of the west is what is told now, so the two sums share it.
    assert sum("a west numerator" in row for row in rows(model)) == 2


def test_a_hidden_figure_is_another_one_only_once_it_is_marked_as_revised() -> None:
    ledger = told(TOTAL, EAST, WEST, hidden=["east", "west"])
    same = joint([TOTAL, EAST, WEST], ledger)
    marked = [TOTAL, replace(EAST, symbols=("r",)), WEST]
    assert len(same.variables) == 3
    assert f"a east {QUARTER} as published in first numerator" in by_name(joint(marked, ledger))


def test_what_nobody_prints_again_is_known_too() -> None:
    found = by_name(joint([TOTAL], told(TOTAL, EAST, WEST)))
    old = found[f"a east {QUARTER} as published in first numerator"]
    assert (old.fixed, old.printed, len(old.groups)) == (True, True, 1)


def test_a_figure_that_should_be_hidden_and_was_printed_is_given_away() -> None:
    small, rest = cell("a", 4, area="east"), cell("a", 66, area="west")
    found = by_name(joint([TOTAL, small, rest], told(TOTAL, small, rest)))
    east = found["a east numerator"]
    assert (east.given_away, east.fixed, east.sensitive, east.must_hide) == (
        True,
        True,
        False,
        False,
    )
    assert not found["a west numerator"].given_away
    withheld = cell("a", None, area="east", symbols=("c",))
    east = by_name(joint([TOTAL, withheld, rest], told(TOTAL, small, rest)))["a east numerator"]
    assert (east.given_away, east.value) == (True, 4)


def test_those_who_are_left_are_given_away_where_both_parts_were_printed() -> None:
    share = framework({"id": "a", "measure": "percentage"})
    one = cell("a", 97, 100)
    assert by_name(joint([one], definitions=share))["a remainder"].sensitive
    found = by_name(joint([one], told(one), definitions=share))["a remainder"]
    assert (found.given_away, found.sensitive) == (True, False)


def test_what_a_later_period_hid_is_known_to_the_publisher_of_a_correction() -> None:
    later = [cell("a", 9, period=QUARTER), cell("a", 4, area="east", period=QUARTER)]
    held = tables(cell("a", 20, period=BEFORE), *later).cells
    ledger = told(*later, hidden=["east"])
    found = by_name(joint([cell("a", 20, period=BEFORE)], ledger, held=held))
    assert found[f"a east {QUARTER} as published in first numerator"].value == 4


def test_a_rounded_count_is_the_one_that_is_still_rounded_to_it() -> None:
    ledger = told(cell("a", 70), cell("a", 40, area="east"), cell("a", 35, area="west"), base=5)
    now = [cell("a", 71), cell("a", 38, area="east"), cell("a", 33, area="west")]
    found = by_name(joint(now, ledger))
    assert {n: (figure.value, figure.fixed) for n, figure in found.items()} == {
        "a numerator": (71, True), "a east numerator": (38, True), "a west numerator": (33, True),
    }  # fmt: skip
    other = by_name(joint([cell("a", 81), cell("a", 48, area="east"), now[2]], ledger))
    assert {n for n, figure in other.items() if figure.fixed} == {"a west numerator"}


def test_a_number_means_the_same_in_each_release_though_days_come_in_halves_now() -> None:
    mean = framework({"id": "a", "measure": "mean"})
    old = [cell("a", 1000, 100), cell("a", 500, 50, area="east"), cell("a", 500, 50, area="west")]
    new = [
        cell("a", "1010.5", 100, symbols=("r",)),
        cell("a", "510.5", 50, area="east", symbols=("r",)),
        old[2],
    ]
    model = joint(new, told(*old), definitions=mean)
    values = {variable.key: variable.value or 0 for variable in model.variables}
    for row in model.relations:
        assert sum(by * values[key] for key, by in row.terms) == row.constant


@pytest.mark.parametrize(("value", "same"), [("12.34", True), ("12.36", False)])
def test_a_value_without_parts_is_the_same_to_the_decimals_that_were_printed(
    value: str,
    same: bool,  # noqa: FBT001 (given by name)
) -> None:
    old, new = cell("a", None, value="12.3"), cell("a", None, value=value)
    assert told_cells.unchanged(old, new) is same


# Nothing is told twice


def without_comparing(cells: Mapping[Key, PrivateCell], *others: object) -> Model:
    """The model with every ledger told in full."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(history, "told_again", lambda *_: {})
        return model_of_releases(cells, *others)  # type: ignore[arg-type]


def test_leaving_out_what_is_told_again_leaves_the_model_as_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    met = 0

    def both(cells: Mapping[Key, PrivateCell], *others: object) -> Model:
        nonlocal met
        found = model_of_releases(cells, *others)  # type: ignore[arg-type]
        full = without_comparing(cells, *others)
        assert set(found.variables) == set(full.variables)
        assert set(found.relations) == set(full.relations)
        met += 1
        return found

    monkeypatch.setattr(protect, "model_of_releases", both)
    for seed in range(40):
        story(seed, protected)
    assert met > 80


def test_only_stretches_of_time_that_read_as_before_are_left_out() -> None:
    """Of three quarters in a row one is told for the first time, and one is counted again."""
    old = [cell("a", 10, period=BEFORE), cell("a", 20)]
    new = [old[0], cell("a", 22, symbols=("r",)), cell("a", 30, period="2020-21 Q4")]
    again = told_cells.told_again({one.key: one for one in old}, {one.key: one for one in new})
    assert [key.period.name for key in again] == [BEFORE]
    # A year that is new hangs together with all its quarters.
    year = [*old, cell("a", 50, period="2020-21")]
    assert not told_cells.told_again({one.key: one for one in old}, {one.key: one for one in year})
