from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.tables.conftest import Read

FIGURES = ("4711", "4712", "4713", "9424", "9425")


def row(name: str, period: str, numerator: object, denominator: object = "", **where: str) -> str:
    area = where.get("area", "")
    group, category = where.get("breakdown", ""), where.get("category", "")
    status = "c" if numerator == "c" else ""
    first = "" if status else numerator
    return f"{name},{period},{area},{group},{category},{first},{denominator},,{status},"


def quarters(name: str, *numbers: object) -> list[str]:
    return [row(name, f"2020-21 Q{n}", number) for n, number in enumerate(numbers, start=1)]


def test_areas_that_do_not_add_up_are_named_by_their_rows(read: Read) -> None:
    result = read(
        row("families", "2020-21 Q3", 4711, area="east"),
        row("families", "2020-21 Q3", 4713, area="west"),
        row("families", "2020-21 Q3", 9425),
    )
    assert result.only == (
        "data/a.csv:4: numerator: the total is not the sum of its areas "
        "(east 2020-21 Q3 at data/a.csv:2, west 2020-21 Q3 at data/a.csv:3); "
        "correct the row that is wrong; the total must be counted from the same records"
    )


def test_denominators_of_areas_add_up_too(read: Read) -> None:
    only = read(
        row("re-referrals", "2020-21 Q3", 2, 4711, area="east"),
        row("re-referrals", "2020-21 Q3", 3, 4713, area="west"),
        row("re-referrals", "2020-21 Q3", 5, 9425),
    ).only
    assert only.startswith("data/a.csv:4: denominator: the total is not the sum of its areas (")
    assert not any(figure in only for figure in FIGURES)


@pytest.mark.parametrize("west", ["c", None])
def test_an_area_that_is_hidden_or_absent_leaves_the_sum_open(read: Read, west: str | None) -> None:
    rows = [row("families", "2020-21 Q3", 4, area="east"), row("families", "2020-21 Q3", 9)]
    if west:
        rows.append(row("families", "2020-21 Q3", west, area="west"))
    assert not read(*rows).lines


def test_the_areas_that_are_given_cannot_hold_more_than_the_total(read: Read) -> None:
    only = read(
        row("families", "2020-21 Q3", 4712, area="east"), row("families", "2020-21 Q3", 4711)
    ).only
    assert only.startswith("data/a.csv:3: numerator: the total is below the sum of those given of")
    assert not any(figure in only for figure in FIGURES)


def test_the_categories_of_an_exhaustive_breakdown_add_up_in_each_area(read: Read) -> None:
    only = read(
        row("families", "2020-21 Q3", 4711, area="east", breakdown="age", category="age-0-to-4"),
        row("families", "2020-21 Q3", 4713, area="east", breakdown="age", category="age-5-to-10"),
        row("families", "2020-21 Q3", 9425, area="east"),
    ).only
    assert only.startswith(
        "data/a.csv:4: numerator: the total is not the sum of its categories of age "
        "(age-0-to-4 2020-21 Q3 at data/a.csv:2, age-5-to-10 2020-21 Q3 at data/a.csv:3)"
    )
    assert not any(figure in only for figure in FIGURES)


def test_a_group_of_a_breakdown_that_is_not_exhaustive_is_at_most_the_total(read: Read) -> None:
    group = {"breakdown": "send", "category": "with-send"}
    total = row("families", "2020-21 Q3", 4712)
    assert not read(row("families", "2020-21 Q3", 4711, **group), total).lines
    only = read(row("families", "2020-21 Q3", 4713, **group), total).only
    assert only.startswith("data/a.csv:3: numerator: the total is below the sum of those given")


@pytest.mark.parametrize("year", ["2020-21", "2020-21 YTD Q4", "12m to Mar 2021"])
def test_quarters_of_a_sum_add_up_to_the_year(read: Read, year: str) -> None:
    numbers = quarters("families", 1, 2, 3, 4705)
    assert not read(*numbers, row("families", year, 4711)).lines
    only = read(*numbers, row("families", year, 4712)).only
    assert only.startswith("data/a.csv:6: numerator: the total is not the sum of its quarters (")
    assert "district 2020-21 Q1 at data/a.csv:2" in only
    assert not any(figure in only for figure in FIGURES)


def test_the_year_to_date_is_the_sum_of_its_own_quarters_only(read: Read) -> None:
    numbers = quarters("families", 1, 2, 3, 4)
    assert not read(*numbers, row("families", "2020-21 YTD Q2", 3)).lines
    assert read(*numbers, row("families", "2020-21 YTD Q2", 6)).errors


def test_quarters_that_are_missing_leave_the_year_open(read: Read) -> None:
    numbers = quarters("families", 1, 2, 3)
    assert not read(*numbers, row("families", "2020-21", 60)).lines
    assert read(*numbers, row("families", "2020-21", 5)).errors


def test_a_rates_population_is_not_added_up_over_time(read: Read) -> None:
    rows = [row("in-care", f"2020-21 Q{n}", 2, 50000) for n in (1, 2, 3, 4)]
    assert not read(*rows, row("in-care", "2020-21", 8, 50100)).lines
    assert read(*rows, row("in-care", "2020-21", 9, 50100)).errors


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (4711, "the total is below the largest of its quarters ("),
        (4712, None),
        (4750, None),
        (4799, "the total is above the sum of its quarters ("),
    ],
)
def test_a_year_of_a_distinct_count_lies_between_its_largest_quarter_and_their_sum(
    read: Read, year: int, expected: str | None
) -> None:
    result = read(*quarters("children", 4712, 20, 30, 36), row("children", "2020-21", year))
    if expected is None:
        assert not result.lines
    else:
        assert result.only.startswith(f"data/a.csv:6: numerator: {expected}")
        assert "47" not in result.only


def history(name: str, *numbers: object, note: str = "") -> list[str]:
    periods = [f"{y}-{y - 1999} Q{q}" for y in (2018, 2019, 2020) for q in (1, 2, 3, 4)]
    rows = [f"{name},{p},,,,{n},,,," for p, n in zip(periods, numbers, strict=False)]
    rows[-1] = rows[-1] + note
    return rows


def test_a_figure_far_outside_its_history_is_named_without_figures(read: Read) -> None:
    result = read(*history("families", 400, 412, 398, 405, 420, 391, 4711))
    assert result.errors == result.lines
    assert result.only == (
        "data/a.csv:8: numerator: lies far outside the rest of its series; "
        "correct it, or say in `note` why it is right"
    )


@pytest.mark.parametrize(
    "numbers",
    [
        (400, 412, 398, 405, 420, 4711),  # too few before it
        (1, 0, 2, 1, 0, 1, 5),  # small counts jump
        (1, 1, 1, 1, 1, 1, 4),
        (100, 300, 100, 310, 105, 290, 95, 320),  # seasons
        (400, 410, 420, 430, 440, 450, 460, 1000),  # well above, but not three times
        (50, 70, 95, 130, 180, 240, 320, 450, 600, 800),  # growth
    ],
)
def test_small_numbers_seasons_and_growth_are_not_called_unusual(
    read: Read, numbers: tuple[int, ...]
) -> None:
    assert not read(*history("families", *numbers)).lines


def test_a_note_says_that_an_unusual_figure_is_meant(read: Read) -> None:
    rows = history("families", 400, 412, 398, 405, 420, 391, 4711, note="Includes the new service")
    assert not read(*rows).lines
