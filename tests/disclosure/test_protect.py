"""The door: what is hidden holds no number, what is shown is true, and the log says no figure."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorecard.checking import Options, check
from scorecard.disclosure.model import DisclosureError
from scorecard.disclosure.protect import Protected, cells_in, protect
from scorecard.problems import Place, Problems, as_text
from scorecard.project import Project
from scorecard.published import CellKey, PublishedCell, Status
from scorecard.tables import PrivateCell, PrivateTables
from scorecard.tables.definitions import with_figures_of_definitions
from tests.disclosure.small import cell, framework, tables
from tests.faults.project import FILES, HELPED, table, write_project

SHARE = {"id": "a", "measure": "percentage"}
SHOWN, HIDDEN = Status.SHOWN, Status.SUPPRESSED


def through(
    *cells: PrivateCell, indicator: Mapping[str, Any] | None = None, **policy: Any
) -> Protected:
    return protect(tables(*cells), framework(indicator or {"id": "a"}, **policy))


def at(done: Protected, area: str = "district", category: str = "all") -> PublishedCell:
    found = [
        one
        for key, one in done.tables.cells.items()
        if (key.area, key.category) == (area, category)
    ]
    assert len(found) == 1
    return found[0]


def why(done: Protected) -> dict[str, str]:
    return {line.key.area: line.why for line in done.hidden}


def areas(district: int, east: int, west: int) -> tuple[PrivateCell, ...]:
    return (
        cell("a", district),
        cell("a", east, area="east"),
        cell("a", west, area="west"),
    )


def test_a_small_count_is_hidden_with_another_that_would_tell_it() -> None:
    done = through(*areas(43, 3, 40))
    assert [at(done, area).status for area in ("district", "east", "west")] == [
        SHOWN, HIDDEN, HIDDEN,
    ]  # fmt: skip
    assert why(done) == {"east": "small number", "west": "protects another figure"}


def test_a_hidden_cell_holds_no_number() -> None:
    hidden = at(through(*areas(43, 3, 40)), "east")
    assert (hidden.numerator, hidden.denominator, hidden.given_value) == (None, None, None)


def test_a_published_cell_that_is_hidden_cannot_be_made_with_a_number() -> None:
    key = at(through(*areas(43, 3, 40)), "east").key
    with pytest.raises(ValueError, match="holds no number"):
        PublishedCell(key, HIDDEN, Decimal(3))


def test_a_large_count_and_a_zero_are_shown() -> None:
    done = through(*areas(40, 0, 40))
    assert [at(done, area).numerator for area in ("district", "east", "west")] == [40, 0, 40]
    assert done.hidden == ()


@pytest.mark.parametrize(("numerator", "denominator"), [(3, 40), (37, 40), (2, 4), (0, 4)], ids=str)
def test_a_percentage_goes_whole_where_any_part_is_small(numerator: int, denominator: int) -> None:
    done = through(cell("a", numerator, denominator), indicator=SHARE)
    assert at(done).status is HIDDEN
    assert why(done) == {"district": "small number"}


def test_meetings_are_shown_however_few() -> None:
    done = through(cell("a", 2), indicator={"id": "a", "counts": "activities"})
    assert at(done).numerator == 2


def test_a_mean_over_few_cases_is_hidden_and_one_of_few_days_is_not() -> None:
    mean = {"id": "a", "measure": "mean"}
    done = through(
        cell("a", "3.5", 40, area="east"), cell("a", "88.5", 4, area="west"), indicator=mean
    )
    assert (at(done, "east").numerator, at(done, "west").status) == (Decimal("3.5"), HIDDEN)


def test_an_override_hides_more_of_one_indicator() -> None:
    assert at(through(cell("a", 8))).status is SHOWN
    assert at(through(cell("a", 8), overrides={"a": {"threshold": 10}})).status is HIDDEN


def test_a_value_whose_parts_are_not_held_is_let_through() -> None:
    done = through(cell("a", None, value="3.1"), indicator={**SHARE, "parts": "not_held"})
    assert at(done).given_value == Decimal("3.1")


def test_what_arrived_hidden_stays_hidden_and_so_does_what_would_tell_it() -> None:
    done = through(
        cell("a", 43), cell("a", None, area="east", symbols=("c",)), cell("a", 40, area="west")
    )
    assert why(done) == {"east": "arrived hidden", "west": "protects another figure"}


def test_what_arrived_hidden_without_parts_stays_hidden() -> None:
    done = through(cell("a", None, symbols=("c",)), indicator={**SHARE, "parts": "not_held"})
    assert why(done) == {"district": "arrived hidden"}


@pytest.mark.parametrize(
    ("symbol", "status"), [("x", Status.NOT_AVAILABLE), ("z", Status.NOT_APPLICABLE)]
)
def test_a_missing_figure_is_missing_and_not_hidden(symbol: str, status: Status) -> None:
    done = through(cell("a", None, symbols=(symbol,)))
    assert at(done).status is status
    assert done.hidden == ()


def test_remarks_and_notes_stay_beside_a_hidden_figure() -> None:
    done = through(cell("a", 3, symbols=("p", "r"), note="Counted again."))
    assert (at(done).symbols, at(done).note) == (("p", "r"), "Counted again.")


@pytest.mark.parametrize(("base", "expected"), [(5, (45, 125)), (10, (40, 120))])
def test_what_is_shown_is_rounded_where_the_policy_says_so(
    base: int, expected: tuple[int, int]
) -> None:
    done = through(cell("a", 43, 124), indicator=SHARE, rounding=base)
    found = (at(done).numerator, at(done).denominator)
    assert found == tuple(map(Decimal, expected))


def test_rounding_never_stands_in_for_hiding() -> None:
    assert at(through(cell("a", 3), rounding=10)).status is HIDDEN


@pytest.mark.parametrize("counts", ["activities", "money"])
def test_meetings_and_money_are_not_rounded(counts: str) -> None:
    done = through(cell("a", 43), indicator={"id": "a", "counts": counts}, rounding=5)
    assert at(done).numerator == 43


def test_a_comparators_figures_are_neither_hidden_nor_rounded() -> None:
    done = through(cell("a", 3, 7, area="england"), indicator=SHARE, rounding=5)
    found = (at(done, "england").numerator, at(done, "england").denominator)
    assert found == (Decimal(3), Decimal(7))


def test_a_contradiction_names_cells_and_no_figure() -> None:
    with pytest.raises(DisclosureError) as stopped:
        through(*areas(4711, 3, 40))
    assert not any(figure in str(stopped.value) for figure in ("4711", "3", "40"))
    assert set(cells_in(stopped.value)) == {
        f"a 2020-21 Q3 {area} all" for area in ("district", "east", "west")
    }


def test_a_baseline_in_a_definition_goes_through_the_door() -> None:
    few = framework({"id": "a", "baseline": {"period": "2019-20", "value": 3}})
    problems = Problems()
    private = with_figures_of_definitions(PrivateTables({}), few, problems)
    done = protect(private, few)
    assert not problems.found
    assert at(done).status is HIDDEN
    assert few.without_figures().indicators[0].baseline is not None
    assert "3" not in repr(few.without_figures().indicators[0].baseline.value)  # type: ignore[union-attr]


def test_a_baseline_that_disagrees_with_its_row_is_named_without_either() -> None:
    chosen = framework({"id": "a", "baseline": {"period": "2019-20", "value": 4711}})
    row = cell("a", 5822, period="2019-20")
    problems = Problems()
    with_figures_of_definitions(tables(row), chosen, problems)
    said = as_text(problems)
    assert "baseline: does not agree with the row for 2019-20" in said
    assert "4711" not in said
    assert "5822" not in said


def test_the_log_names_cells_and_reasons_and_holds_no_figure(tmp_path: Path) -> None:
    from scorecard.pipeline import _write_private_log

    done = through(*areas(4711, 3, 4708))
    project = Project(tmp_path)
    _write_private_log(project, done.hidden)
    log = (project.private / "suppression.csv").read_text(encoding="utf-8")
    assert log.splitlines() == [
        "indicator,period,area,breakdown,category,why",
        "a,2020-21 Q3,east,all,all,small number",
        "a,2020-21 Q3,west,all,all,protects another figure",
    ]


def test_a_project_that_contradicts_itself_stops_with_a_problem(tmp_path: Path) -> None:
    rows = (
        "helped,2020-21 Q3,,,,4711,,,,",
        "helped,2020-21 Q3,east,,,,,,c,",
        "helped,2020-21 Q3,west,,,4711,,,,",
    )
    files = {**FILES, "content/indicators/helped.yml": HELPED, "data/helped.csv": table(rows)}
    problems = Problems()
    assert check(Project(write_project(tmp_path, files)), Options(), problems) is None
    assert [problem.place for problem in problems] == [Place("data")]
    assert "4711" not in as_text(problems)


counts = st.sampled_from((0, 1, 2, 3, 4, 5, 6, 7, 9, 14, 33, 60))


@st.composite
def projects(draw: st.DrawFn) -> tuple[tuple[PrivateCell, ...], Mapping[str, Any]]:
    """Shares or counts of one indicator by locality, age and quarter, with their totals."""
    share = draw(st.booleans())
    periods = draw(st.sampled_from(((), ("2019-20 Q1", "2019-20 Q2"), ("2019-20 Q3",))))
    all_or_none = draw(st.sampled_from(("sensitive", "not_sensitive")))
    found: dict[tuple[str, str, str], list[int]] = {}
    for period in periods or ("2020-21 Q3",):
        for area in ("east", "west"):
            for age in ("younger", "older"):
                above, others = draw(counts), draw(counts)
                for where in (area, "district"):
                    for which in (age, "all"):
                        sums = found.setdefault((period, where, which), [0, 0])
                        sums[0] += above
                        sums[1] += above + others
    if periods == ("2019-20 Q1", "2019-20 Q2"):
        for (_, area, age), sums in list(found.items()):
            together = found.setdefault(("2019-20 YTD Q2", area, age), [0, 0])
            together[0] += sums[0]
            together[1] += sums[1]
    cells = tuple(
        cell("a", above, below if share else None, area=area, category=age, period=period)
        for (period, area, age), (above, below) in found.items()
        if below or not share
    )
    kind = "percentage" if share else "count"
    return cells, {"id": "a", "measure": kind, "all_or_none": all_or_none}


@settings(max_examples=60)
@given(projects())
def test_what_is_shown_is_true_and_what_is_not_is_in_the_log(
    made: tuple[tuple[PrivateCell, ...], Mapping[str, Any]],
) -> None:
    cells, indicator = made
    done = through(*cells, indicator=indicator)
    logged = {line.key for line in done.hidden}
    assert len(done.tables.cells) == len(cells)
    for private in cells:
        key = private.key
        name = CellKey(key.indicator, key.period, key.area, key.breakdown, key.category)
        published = done.tables.cells[name]
        if name in logged:
            assert published.status is HIDDEN
        else:
            assert published.status is SHOWN
            assert published.numerator == private.numerator
            assert published.denominator == private.denominator
            for small in (published.numerator, published.denominator):
                assert small is None or small == 0 or small >= 6


def overlapping(flow: str, **counts: int) -> list[Status]:
    """How counts over stretches that overlap are published, in the order given."""
    cells = [cell("a", count, period=period) for period, count in counts.items()]
    done = through(*cells, indicator={"id": "a", "flow": flow})
    names = [CellKey(*one.key.line[:1], one.key.period, "district") for one in cells]
    return [done.tables.cells[name].status for name in names]


@pytest.mark.parametrize(
    ("flow", "counts"),
    [
        ("sum", {"2019-20": 40, "2019-20 YTD Q3": 37, "2019-20 Q4": 3}),
        ("sum", {"2019-20 YTD Q3": 40, "2019-20 YTD Q2": 37, "2019-20 Q3": 3}),
        (
            "rolling",
            {"12m to Mar 2020": 40, "12m to Jun 2020": 33, "2019-20 Q1": 10, "2020-21 Q1": 3},
        ),
    ],
)
def test_the_difference_of_two_stretches_does_not_tell_what_lies_between(
    flow: str, counts: Mapping[str, int]
) -> None:
    # All but one figure shown would give the small one by adding and taking away.
    assert overlapping(flow, **counts).count(HIDDEN) >= 2
