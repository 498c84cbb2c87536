"""Data that differ only in hidden figures give the same site, byte for byte."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import islice
from math import gcd
from pathlib import Path

import pytest

from scorecard.checked import Checked
from scorecard.checking import Options, check
from scorecard.disclosure.counts import parts_of
from scorecard.disclosure.figures import figure
from scorecard.disclosure.model import DisclosureError, Model
from scorecard.disclosure.protect import Protected, protect
from scorecard.disclosure.secondary import choose
from scorecard.disclosure.ties import model_of
from scorecard.framework import Framework
from scorecard.framework.loading import load_framework
from scorecard.outputs import write_downloads
from scorecard.pipeline import build
from scorecard.problems import Problems, as_text
from scorecard.project import Project
from scorecard.scoring.assess import assess
from scorecard.tables import COLUMNS, PrivateTables
from tests.faults.project import COMMENTARY, FILES, HEADER, HELPED, ON_TIME, PERIODS, write_project

ROOT = Path(__file__).parents[2]


Moves = Mapping[object, int]
"""By how much each of some figures differs from the true one."""


def other_tables(tables: PrivateTables, framework: Framework) -> Iterator[PrivateTables]:
    """Tables in which only hidden figures differ, and for which the same cells are hidden.

    Each goes further from the truth than the one before, along the proofs of the chooser.
    """
    model = model_of(tables.cells, framework)
    pattern = choose(model, framework.policy.threshold)
    cells = hidden_in(protect(tables, framework))
    so_far: Counter[object] = Counter()
    for moves in _steps(pattern.tables, model):
        further = Counter(so_far)
        further.update(moves)
        moved = _moved(tables, framework, model, further)
        if moved is None:
            continue
        try:
            again = protect(moved, framework)
        except DisclosureError:
            continue
        if hidden_in(again) == cells:
            so_far = further
            yield moved


def _steps(proofs: Iterable[Mapping[object, int]], model: Model) -> Iterator[Moves]:
    """The smallest whole step towards each proof: as every row is a sum, it fits them too."""
    for proof in proofs:
        true = {key: model.by_key[key].value for key in proof}
        by = {key: proof[key] - value for key, value in true.items() if value is not None}
        if len(by) == len(proof):
            yield {key: step // gcd(*by.values()) for key, step in by.items()}


def hidden_in(protected: Protected) -> set[object]:
    return {line.key for line in protected.hidden}


def _moved(
    tables: PrivateTables, framework: Framework, model: Model, moves: Moves
) -> PrivateTables | None:
    """The tables with some figures moved; None where one of them is then no count."""
    indicators = {indicator.id: indicator for indicator in framework.indicators}
    cells = dict(tables.cells)
    for key, cell in tables.cells.items():
        if "c" in cell.symbols:
            continue
        changed: dict[str, Decimal] = {}
        for part in parts_of(indicators[key.indicator], cell):
            name = figure(key, part)
            true = getattr(cell, part)
            if by := moves.get(name, 0):
                if model.by_key[name].value != true or true + by < 0:
                    return None
                changed[part] = true + by
        cells[key] = replace(cell, **changed)  # type: ignore[arg-type]
    return PrivateTables(cells) if cells != dict(tables.cells) else None


def read(project: Path) -> Checked:
    problems = Problems()
    checked = check(Project(project), Options(), problems)
    assert checked is not None, as_text(problems)
    return checked


def write_tables(folder: Path, tables: PrivateTables) -> None:
    """Write every cell to one CSV file, in place of all others."""
    for file in (folder / "data").iterdir():
        file.unlink()
    with (folder / "data" / "all.csv").open("w", encoding="utf-8", newline="") as written:
        writer = csv.writer(written)
        writer.writerow(COLUMNS)
        for key, cell in tables.cells.items():
            figures = [cell.numerator, cell.denominator, cell.value]
            plain = ["" if figure is None else f"{figure:f}" for figure in figures]
            place = [key.indicator, key.period.name, key.area, key.breakdown, key.category]
            writer.writerow([*place, *plain, " ".join(cell.symbols), cell.note])


def files_in(folder: Path) -> dict[str, str]:
    """A hash of each file below a folder."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def small_project(folder: Path) -> Path:
    """Counts and shares by locality and age over eight quarters, many of them small."""
    rows = [HEADER]
    for at, period in enumerate(PERIODS):
        for area, younger, older in (("east", 3 + at % 4, 12 + at), ("west", 9 + 2 * at, 4 + at)):
            both = younger + older
            rows += [f"helped,{period},{area},,,{both},,,,",
                     f"helped,{period},{area},age,younger,{younger},,,,",
                     f"helped,{period},{area},age,older,{older},,,,",
                     f"on-time,{period},{area},,,{younger + 20},{both + 23 - at},,,"]  # fmt: skip
        younger, older = 12 + at % 4 + 2 * at, 16 + 2 * at
        rows += [f"helped,{period},,,,{younger + older},,,,",
                 f"helped,{period},,age,younger,{younger},,,,",
                 f"helped,{period},,age,older,{older},,,,",
                 f"on-time,{period},,,,{younger + 40},{older + younger + 46 - 2 * at},,,",
                 f"on-time,{period},england,,,,,74.{at},,"]  # fmt: skip
    files = {
        "content/indicators/helped.yml": HELPED
        + "target: {improve_on: previous}\npolarity: higher\n",
        "content/indicators/on-time.yml": ON_TIME,
        "content/commentary/2020-21-q3/helped.md": COMMENTARY,
        "data/all.csv": "\n".join(rows) + "\n",
    }
    write_project(folder, files)
    for name in FILES:
        if name.startswith("data/"):
            (folder / name).unlink()
    (folder / "data" / "book.xlsx").unlink()
    return folder


def test_two_sites_are_the_same_where_only_hidden_figures_differ(tmp_path: Path) -> None:
    one = small_project(tmp_path / "one")
    checked = read(one)
    tables, framework = read_all(one)
    assert len(checked.protected.hidden) > 20
    other = list(other_tables(tables, framework))[-1]
    assert differing(tables, other) >= 12
    two = write_project(tmp_path / "elsewhere" / "two", {})
    small_project(two)
    write_tables(two, other)
    assert (one / "data" / "all.csv").read_bytes() != (two / "data" / "all.csv").read_bytes()
    sites = []
    for folder in (one, two):
        build(Project(folder), Options())
        sites.append(files_in(folder / "site"))
    assert list(sites[0]) == list(sites[1])
    assert [name for name in sites[0] if sites[0][name] != sites[1][name]] == []
    assert len(sites[0]) > 40


def differing(tables: PrivateTables, other: PrivateTables) -> int:
    """How many cells are not the same."""
    return sum(other.cells[key] != cell for key, cell in tables.cells.items())


def read_all(folder: Path) -> tuple[PrivateTables, Framework]:
    """The private tables and the definitions of a project."""
    checked = read(folder)
    framework = load_framework(folder / "content", Problems())
    assert framework is not None
    return checked.tables, framework


def downloads(checked: Checked, tables: PrivateTables, folder: Path) -> dict[str, str]:
    protected = protect(tables, checked.framework)
    scorecard = assess(protected.tables, checked.framework, checked.period, checked.as_at)
    folder.mkdir()
    write_downloads(scorecard, folder)
    return files_in(folder)


def test_the_default_scorecards_downloads_do_not_tell_its_hidden_figures(tmp_path: Path) -> None:
    checked = read(ROOT)
    before = downloads(checked, checked.tables, tmp_path / "before")
    assert len(before) > 50
    others = list(islice(other_tables(checked.tables, checked.framework), 4))
    assert len(others) == 4
    for at in (0, 3):
        assert downloads(checked, others[at], tmp_path / f"after-{at}") == before


def test_a_difference_that_is_published_is_seen(tmp_path: Path) -> None:
    checked = read(ROOT)
    before = downloads(checked, checked.tables, tmp_path / "before")
    shown = {line.key for line in checked.protected.hidden}
    key, cell = next(
        (k, c)
        for k, c in checked.tables.cells.items()
        if k.is_total and c.note == "" and not c.symbols
        and all(k.line != (h.indicator, h.area, h.breakdown, h.category) for h in shown)
    )  # fmt: skip
    changed = PrivateTables({**checked.tables.cells, key: replace(cell, symbols=("p",))})
    assert downloads(checked, changed, tmp_path / "after") != before


@pytest.fixture(autouse=True)
def _utc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "UTC")
