"""A build that cannot keep its promises stops with nothing written, and says no figure."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from scorecard import checking, pipeline
from scorecard.disclosure import linear
from scorecard.disclosure.audit import audit_release
from scorecard.disclosure.protect import Protected, protect
from scorecard.published import CellKey, PublishedCell, PublishedTables, Status
from scorecard.tables import PrivateTables
from tests.attack_sites.projects import (
    QUARTER,
    count,
    downloads_of,
    row,
    share,
    through_the_door,
    write,
)
from tests.cli.program import run

AREAS = {"district": ["north", "south", "west"], "north": [], "south": [], "west": []}
NOT_COUNTS = re.compile(
    r"\b20\d\d-\d\d( Q[1-4])?\b|\.\w+:\d+:|^\d problems?; the last good"
    r"|whole numbers of at least 1\b",
    re.MULTILINE,
)
"""Periods, lines of files, how many problems there are, and what every hidden count is."""


def rows(north: object = 5, south: int = 48317, west: int = 27149, **more: str) -> list[str]:
    """A small count, which two others could tell; no figure is like a line number or a period."""
    whole = 5 + 48317 + 27149
    return [
        row("seen", whole),
        row("seen", north, area="north", **more),
        row("seen", south, area="south"),
        row("seen", west, area="west"),
    ]


def project(folder: Path, lines: Sequence[str] | None = None, **more: Any) -> Path:
    """A project with a site that an earlier build left."""
    written = write(folder, [count("seen")], lines or rows(), areas=AREAS, **more)
    site = written / "site"
    (site / "downloads").mkdir(parents=True)
    (site / "downloads" / "scorecard.csv").write_text("the last good site\n", encoding="utf-8")
    return written


def stopped(folder: Path) -> str:
    """What the command says, once it has left everything that people read as it was."""
    before = outside_work(folder)
    result = run("--project", folder, "build")
    assert result.exit_code == 1, result.output
    assert outside_work(folder) == before
    assert not (folder / "build" / "private").exists()
    said = result.output.replace(str(folder), "")
    plain = NOT_COUNTS.sub("", said)
    assert not re.search(r"\d", plain), said
    return said


def outside_work(folder: Path) -> dict[str, bytes]:
    """Every file but those of the build's own folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "build" not in path.relative_to(folder).parts
    }


def showing(area: str) -> Any:
    """The door, but that it lets one protecting cell through."""
    honest = protect

    def careless(tables: PrivateTables, *others: Any) -> Protected:
        done = honest(tables, *others)
        cells = dict(done.tables.cells)
        for key, cell in tables.cells.items():
            if key.area == area:
                name = CellKey(key.indicator, key.period, key.area, key.breakdown, key.category)
                cells[name] = PublishedCell(name, Status.SHOWN, cell.numerator)
        return replace(done, tables=PublishedTables(cells))

    return careless


def test_a_cell_that_is_shown_after_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of those that were to be hidden, in turn."""
    folder = project(tmp_path / "project")
    hidden = [line.key.area for line in through_the_door(folder).protected.hidden]
    assert len(hidden) == 2
    for area in hidden:
        with monkeypatch.context() as careless:
            careless.setattr(checking, "protect", showing(area))
            said = stopped(folder)
        assert "seen by area" in said
        assert "; hide " in said
        assert "nothing was published" in said


def test_a_cell_that_is_too_narrow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the chooser kept less than the policy that is printed promises."""
    lines = [row("seen", 12), *(row("seen", n, area=a) for a, n in (("north", 5), ("south", 7)))]
    folder = project(
        tmp_path / "project", [*lines, row("seen", 0, area="west")], policy={"threshold": 12}
    )
    monkeypatch.setattr("scorecard.framework.policy.Policy.threshold_for", lambda *_: 6)
    said = stopped(folder)
    assert "seen by area: has a figure that is not shown and can be worked out too closely" in said
    assert "leave out a breakdown, or join small areas" in said


def test_a_solver_of_the_chooser_that_stops_early(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = linear._quiet_solver

    def idle(*, whole: bool, effort: int) -> Any:
        return honest(whole=whole, effort=min(effort, 0))

    monkeypatch.setattr(linear, "_quiet_solver", idle)
    said = stopped(project(tmp_path / "project"))
    assert f"seen {QUARTER} north all" in said
    assert "publish fewer breakdowns" in said


def test_a_solver_of_the_audit_that_stops_early(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "audit_release", partial(audit_release, nodes=0))
    folder = project(tmp_path / "project")
    said = stopped(folder)
    assert "seen by area: could not be judged before the solver stopped" in said
    assert "leave out a breakdown" in said


def test_data_that_contradict_themselves(tmp_path: Path) -> None:
    """What arrived hidden would have to be nought: the others are the whole already."""
    said = stopped(project(tmp_path / "project", rows("", 48322, status="c")))
    assert "seen 2020-21 Q3" in said
    assert "correct the totals" in said


def test_measures_that_contradict_each_other(tmp_path: Path) -> None:
    """A relation of the policy that the figures break."""
    seen = {"indicator": "seen", "part": "numerator"}
    every = {"indicator": "every", "part": "numerator"}
    folder = tmp_path / "project"
    policy = {"threshold": 6, "relations": [{"within": {"small": seen, "big": every}}]}
    write(folder, [count("seen"), count("every")], [row("seen", 48317), row("every", 27149)],
          policy=policy)  # fmt: skip
    said = stopped(folder)
    assert "every 2020-21 Q3 district all, others than seen" in said
    assert "correct the data, or the definition that ties them" in said


def released(folder: Path, page: Any) -> None:
    """An earlier release's ledger, and the public record that names it."""
    version = {"name": "2020-21-q3", "period": QUARTER, "label": "October to December 2020",
               "ends": "2020-12-31", "published": "2021-02-12"}  # fmt: skip
    record = {"publisher": {}, "releases": [version]}
    (folder / "releases" / "ledgers").mkdir(parents=True)
    (folder / "releases" / "releases.json").write_text(json.dumps(record), encoding="utf-8")
    ledger = folder / "releases" / "ledgers" / "2020-21-q3.json"
    ledger.write_text(json.dumps(page), encoding="utf-8")


def test_a_small_figure_that_an_earlier_release_told(tmp_path: Path) -> None:
    """The partnership raises its threshold: what is out is out, and is not said again."""
    earlier = through_the_door(project(tmp_path / "earlier", policy={"threshold": 3}))
    assert not earlier.protected.hidden
    folder = project(tmp_path / "project")
    released(folder, downloads_of(earlier, earlier.protected.tables, tmp_path / "downloads"))
    done = run("--project", folder, "build")
    assert done.exit_code == 0, done.output
    cells = (folder / "site" / "downloads" / "seen.csv").read_text(encoding="utf-8").splitlines()
    assert all("[c]" in line for line in cells if ",north," in line)


def test_new_figures_that_old_ones_would_tell(tmp_path: Path) -> None:
    """Two localities and the whole are out; a third, given for the first time, is what is left."""
    earlier_rows = [line for line in rows() if "north" not in line]
    earlier = through_the_door(
        write(
            tmp_path / "earlier",
            [count("seen")],
            earlier_rows,
            areas={"district": [], "south": [], "west": []},
        )
    )
    folder = project(tmp_path / "project")
    released(folder, downloads_of(earlier, earlier.protected.tables, tmp_path / "downloads"))
    said = stopped(folder)
    assert "seen 2020-21 Q3" in said
    assert "withhold the table, publish fewer breakdowns, or combine small groups" in said


def test_a_share_says_what_can_be_done_too(tmp_path: Path) -> None:
    """A hidden share beside its whole, printed with figures that do not fit."""
    folder = tmp_path / "project"
    write(folder, [share("seen")], [
        row("seen", "", area="north", status="c"),
        row("seen", 48317, 75471),
        row("seen", 27149, 27200, area="south"),
        row("seen", 21168, 48271, area="west"),
    ], areas=AREAS)  # fmt: skip
    said = stopped(folder)
    assert "seen 2020-21 Q3 north all" in said
    assert "correct the totals" in said
