"""Money that tells a count, and counts that no cell gives: through the door, and attacked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from scorecard.checked import Checked
from scorecard.disclosure.audit import AuditReport, Breach, audit_release
from scorecard.published import CellKey, PublishedCell, PublishedTables, Status
from tests.attack_sites.projects import (
    audited,
    count,
    downloads_of,
    exhaustive,
    hidden_cells,
    known_to_publisher,
    row,
    share,
    through_the_door,
    write,
)

AREAS = {"district": ["east", "west"], "east": [], "west": []}
INCOME = {"id": "income", "title": "Income", "measure": "money", "counts": "money",
          "flow": "sum", "priorities": ["pathway"]}  # fmt: skip
Taken = tuple[Checked, Path, AuditReport]


def part(indicator: str, which: str = "numerator") -> dict[str, str]:
    return {"indicator": indicator, "part": which}


def taken_through(
    folder: Path, indicators: Iterable[Mapping[str, Any]], rows: Iterable[str], **more: Any
) -> Taken:
    """A project through the door, and the audit of what came out."""
    folder.mkdir(exist_ok=True)
    project = write(folder / "project", indicators, rows, **more)
    checked = through_the_door(project)
    return checked, project, audited(checked, project, folder / "downloads")


def shown_after_all(taken: Taken, folder: Path, *, outside: bool = False) -> set[str]:
    """What the audit says once every hidden cell is shown, but those that arrived hidden."""
    checked, project, _ = taken
    cells = dict(checked.protected.tables.cells)
    for key, cell in checked.tables.cells.items():
        name = CellKey(key.indicator, key.period, key.area, key.breakdown, key.category)
        if cells[name].status is Status.SUPPRESSED:
            cells[name] = PublishedCell(name, Status.SHOWN, cell.numerator, cell.denominator)
    page = downloads_of(checked, PublishedTables(cells), folder / f"shown{outside}")
    known = None if outside else known_to_publisher(checked, project)
    return {str(failure).partition(";")[0] for failure in audit_release(page, known=known).failures}


RESULTS = {"": 40, "east": 3, "west": 37}


def income(
    folder: Path, results: Mapping[str, int] = RESULTS, *, with_counts: bool = True
) -> Taken:
    """Results are paid for with £800 each; in the east there were three."""
    rows = [row("income", 800 * n, area=area) for area, n in results.items()]
    rows += [row("results", n, area=area) for area, n in results.items() if with_counts]
    tariff = {"money": "income", "count": part("results"), "each": 800}
    policy = {"threshold": 6, "relations": [{"tariff": tariff}]}
    return taken_through(folder, [count("results"), INCOME], rows, policy=policy, areas=AREAS)


def test_money_is_hidden_with_the_count_that_it_would_tell(tmp_path: Path) -> None:
    checked, _, report = taken = income(tmp_path)
    assert hidden_cells(checked) == {"results east", "results west", "income east", "income west"}
    assert report.failures == ()
    assert shown_after_all(taken, tmp_path) == {
        "results by area: prints a number that is small enough to be about a few people"
    }


def test_money_is_hidden_where_it_would_tell_a_count_that_nothing_gives(tmp_path: Path) -> None:
    checked, _, report = taken = income(tmp_path, with_counts=False)
    assert hidden_cells(checked) == {"income east", "income west"}
    assert report.failures == ()
    for outside in (False, True):
        assert shown_after_all(taken, tmp_path, outside=outside) == {
            "results by area: has a figure that is not shown and can be worked out exactly"
        }


def test_no_money_tells_that_there_was_nobody(tmp_path: Path) -> None:
    results = {"": 40, "east": 0, "west": 40}
    checked, _, report = income(tmp_path, results, with_counts=False)
    assert hidden_cells(checked) == set()
    assert report.failures == ()


@pytest.mark.parametrize(("name", "area"), [("income", "east"), ("income", "west")])
def test_an_amount_that_is_shown_after_all_fails_the_audit(
    name: str, area: str, tmp_path: Path
) -> None:
    checked, project, _ = income(tmp_path)
    cells = dict(checked.protected.tables.cells)
    for key, cell in checked.tables.cells.items():
        if (key.indicator, key.area) == (name, area):
            where = CellKey(key.indicator, key.period, key.area, key.breakdown, key.category)
            cells[where] = PublishedCell(where, Status.SHOWN, cell.numerator)
    page = downloads_of(checked, PublishedTables(cells), tmp_path / "page")
    report = audit_release(page, known=known_to_publisher(checked, project))
    assert {failure.breach for failure in report.failures} == {Breach.EXACT}


def test_downloads_do_not_differ_where_only_hidden_money_does(tmp_path: Path) -> None:
    """One result more in the east and one fewer in the west."""
    folders = []
    for name, by in (("as-it-is", 0), ("moved", 1)):
        moved = {**RESULTS, "east": 3 + by, "west": 37 - by}
        checked, *_ = income(tmp_path / name, moved)
        folder = tmp_path / f"{name}-page"
        downloads_of(checked, checked.protected.tables, folder)
        folders.append({p.name: p.read_bytes() for p in folder.rglob("*") if p.is_file()})
    assert folders[0] == folders[1]


def test_reasons_that_are_together_at_most_all(tmp_path: Path) -> None:
    """Some closed for no reason that is counted: few enough to be told by the rest."""
    together = [part("met"), part("left")]
    checked, _, report = taken_through(
        tmp_path,
        [count("closed"), count("met"), count("left")],
        [row("closed", 30), row("met", 26), row("left", 3)],
        policy={"threshold": 6, "relations": [{"together": together, "at_most": part("closed")}]},
    )
    assert report.failures == ()
    assert len(hidden_cells(checked)) == 2
    assert "left" in hidden_cells(checked)


IMPLIED = {
    "an area": (
        [count("seen")],
        [row("seen", 40), row("seen", 37, area="east")],
        "seen by area",
    ),
    "a group": (
        [count("seen", breakdowns=["age"])],
        [row("seen", 40), row("seen", 37, group="age/young")],
        "seen by age",
    ),
    "a quarter": (
        [count("seen")],
        [row("seen", 40, period="2019-20")]
        + [row("seen", n, period=f"2019-20 Q{q}") for q, n in enumerate((12, 12, 13), 1)],
        "seen by area",
    ),
    "those not in the numerator": (
        [share("seen")],
        [row("seen", 40, 60), row("seen", 30, 47, area="east")],
        "seen by area",
    ),
    "a reason": (
        [count("closed"), count("met")],
        [row("closed", 40), row("met", 37)],
        "closed by area",
    ),
}


@pytest.mark.parametrize("what", IMPLIED)
def test_a_small_count_that_is_implied_is_kept_and_its_leak_is_caught(
    what: str, tmp_path: Path
) -> None:
    indicators, rows, table = IMPLIED[what]
    relation = {"total": part("closed"), "parts": [part("met"), part("seen")]}
    if what == "a reason":
        indicators = [*indicators, count("seen")]
    policy = {"threshold": 6, "relations": [relation] if what == "a reason" else []}
    taken = taken_through(
        tmp_path, indicators, rows, policy=policy, areas=AREAS,
        breakdowns=[exhaustive("age", "young", "old")],
    )  # fmt: skip
    checked, _, report = taken
    assert report.failures == ()
    assert len(hidden_cells(checked)) == 1
    for outside in (False, True):
        assert shown_after_all(taken, tmp_path, outside=outside) == {
            f"{table}: has a figure that is not shown and can be worked out exactly"
        }


def test_where_nobody_was_there_to_be_counted_no_count_is_implied(tmp_path: Path) -> None:
    """What arrived hidden is all that the east leaves of the whole, so that the east goes too."""
    checked, _, report = taken_through(
        tmp_path,
        [count("seen")],
        [
            row("seen", 60),
            row("seen", 30, area="east"),
            row("seen", "", area="north", status="c"),
            row("seen", "", area="west", status="z"),
        ],
        areas={"district": ["east", "north", "west"], "east": [], "north": [], "west": []},
    )
    assert hidden_cells(checked) == {"seen east", "seen north"}
    assert report.failures == ()


def test_an_implied_count_that_is_large_or_nought_may_be_told(tmp_path: Path) -> None:
    for name, east in (("large", 20), ("nought", 40)):
        taken = taken_through(
            tmp_path / name, [count("seen")],
            [row("seen", 40), row("seen", east, area="east")], areas=AREAS,
        )  # fmt: skip
        checked, _, report = taken
        assert hidden_cells(checked) == set()
        assert report.failures == ()
        page = downloads_of(checked, checked.protected.tables, tmp_path / name / "page")
        assert audit_release(page).passed


def test_a_count_of_nought_is_hidden_where_it_would_tell_a_hidden_numerator(
    tmp_path: Path,
) -> None:
    """None of three in the east: the share goes whole, and so does the count of the same people."""
    seen = {"": 40, "east": 0, "west": 40}
    rows = [row("seen", n, area=area) for area, n in seen.items()]
    of = {"": 63, "east": 3, "west": 60}
    rows += [row("helped", n, of[area], area=area) for area, n in seen.items()]
    same = {"same": [part("seen"), part("helped")]}
    taken = taken_through(
        tmp_path, [count("seen"), share("helped")], rows,
        policy={"threshold": 6, "relations": [same]}, areas=AREAS,
    )  # fmt: skip
    checked, _, report = taken
    assert report.failures == ()
    assert {"seen east", "helped east"} <= hidden_cells(checked)


def test_a_nought_that_tells_nothing_hidden_is_shown(tmp_path: Path) -> None:
    """The same relation, and a share of so many that it is shown; and no relation at all."""
    same = {"same": [part("seen"), part("helped")]}
    for name, of, relations in (("large", 30, [same]), ("untied", 3, [])):
        checked, _, report = taken_through(
            tmp_path / name, [count("seen"), share("helped")],
            [row("seen", 0), row("helped", 0, of)],
            policy={"threshold": 6, "relations": relations},
        )  # fmt: skip
        assert report.failures == ()
        assert "seen" not in hidden_cells(checked)
