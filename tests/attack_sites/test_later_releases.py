"""A release after another: there is always a way on, and the two together give nothing away."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from scorecard.checking import Options, check
from scorecard.disclosure.audit import audit_release
from scorecard.outputs.ledger import Told
from scorecard.problems import Problems, as_text
from scorecard.project import Project
from tests.attack_sites.projects import (
    count,
    downloads_of,
    known_to_publisher,
    row,
    share,
    write,
)

TWO = {"district": ["east", "west"], "east": [], "west": []}
FIRST, NEXT, TO_DATE = "2020-21 Q1", "2020-21 Q2", "2020-21 YTD Q2"


def release(folder: Path, rows: Iterable[str], told: tuple[Told, ...] = (), kind: str = "") -> Told:
    """Take a release through the door and the audit, knowing what others told."""
    folder.mkdir(parents=True)
    indicators = [share("seen") if kind == "share" else count("seen")]
    project = write(folder / "project", indicators, rows, areas=TWO)
    problems = Problems()
    checked = check(Project(project), Options(), problems, told)
    assert checked is not None, as_text(problems)
    page = downloads_of(checked, checked.protected.tables, folder / "downloads")
    report = audit_release(
        page, [one.downloads for one in told], known=known_to_publisher(checked, project)
    )
    assert report.failures == ()
    return Told(f"release-{len(told) + 1}", page)


def in_areas(whole: object, east: object, west: object, status: str = "") -> list[str]:
    note = "late entries" if status else ""
    return [
        row("seen", whole, status=status, note=note),
        row("seen", east, area="east", status=status, note=note),
        row("seen", west, area="west", status=status, note=note),
    ]


def in_shares(whole: tuple[int, int], east: tuple[int, int], west: tuple[int, int]) -> list[str]:
    return [row("seen", *whole), row("seen", *east, area="east"), row("seen", *west, area="west")]


YEAR_TO_DATE = [row("seen", n, period=p) for n, p in ((17, FIRST), (1, NEXT), (18, TO_DATE))]


def hidden_in(told: Told) -> set[str]:
    """The periods of which a release hides the count."""
    (indicator,) = told.downloads["indicators"]
    return {cell["period"] for cell in indicator["cells"] if "[c]" in cell["value"]}


@pytest.mark.parametrize(
    "later",
    [
        in_areas(41, 36, 5, "r"),
        in_areas(60, 36, 24, "r"),
        [row("seen", 40), *in_areas("", "", "", "c")[1:]],
        in_areas("", "", "", "c"),
        in_areas("", "", "", "c r"),
        in_areas("", "", "", "x"),
    ],
    ids=["revised", "revised to large ones", "parts withheld", "all withheld",
         "all withheld and revised", "not available"],
)  # fmt: skip
def test_what_was_hidden_can_be_corrected_and_withheld(later: list[str], tmp_path: Path) -> None:
    first = release(tmp_path / "first", in_areas(40, 37, 3))
    release(tmp_path / "second", later, (first,))


def test_what_was_hidden_can_be_corrected_twice(tmp_path: Path) -> None:
    told: tuple[Told, ...] = ()
    for number, rows in enumerate(
        (in_areas(40, 37, 3), in_areas(41, 37, 4, "r"), in_areas(43, 38, 5, "r"))
    ):
        told = (*told, release(tmp_path / str(number), rows, told))


def test_a_share_that_was_hidden_can_be_corrected(tmp_path: Path) -> None:
    first = release(tmp_path / "a", in_shares((33, 100), (30, 80), (3, 20)), kind="share")
    later = [f"{line.rsplit(',', 2)[0]},r,late entries" for line in
             in_shares((35, 102), (30, 80), (5, 22))]  # fmt: skip
    release(tmp_path / "b", later, (first,), kind="share")


def test_a_family_that_is_the_whole_of_a_new_quarter_may_know_the_year(tmp_path: Path) -> None:
    """They add themselves to the quarter that was published before, which tells of nobody else."""
    first = release(tmp_path / "first", [row("seen", 17, period=FIRST)])
    assert hidden_in(first) == set()
    assert hidden_in(release(tmp_path / "second", YEAR_TO_DATE, (first,))) == {NEXT, TO_DATE}


def test_a_family_may_not_know_what_can_be_hidden(tmp_path: Path) -> None:
    """Told at once with the others, the first quarter is hidden for their sake."""
    assert hidden_in(release(tmp_path / "only", YEAR_TO_DATE)) == {FIRST, NEXT, TO_DATE}
