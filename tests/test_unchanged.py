"""A second build with nothing changed keeps the site; anything that changed builds it again."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from scorecard.checking import Options
from scorecard.pipeline import build
from scorecard.project import Project
from scorecard.starting import begin
from scorecard.unchanged import before, software


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    root = tmp_path_factory.mktemp("project") / "mine"
    begin(root)
    made = Project(root)
    build(made, Options())
    return made


def read_again(path: Path) -> None:
    """Give a file another time, as an editor that saves it does."""
    at = path.stat().st_mtime_ns + 1
    os.utime(path, ns=(at, at))


def test_a_second_build_keeps_the_site_and_says_the_same(project: Project) -> None:
    first = build(project, Options())
    page = (project.site / "index.html").stat()
    second = build(project, Options())
    assert second.unchanged
    assert second == replace(first, unchanged=True)
    assert (project.site / "index.html").stat() == page


def add(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("")


def take_out_a_style_sheet(project: Project) -> None:
    path = project.theme / "assets" / "own.css"
    add(path)
    build(project, Options())
    path.unlink()


CHANGES: dict[str, Callable[[Project], object]] = {
    "content was saved": lambda p: read_again(p.content / "scorecard.yml"),
    "data were saved": lambda p: read_again(next(p.data.glob("*.csv"))),
    "a style sheet was added": lambda p: add(p.theme / "assets" / "own.css"),
    "a style sheet was removed": take_out_a_style_sheet,
    "a page of the site was touched": lambda p: read_again(p.site / "index.html"),
    "a page of the site was removed": lambda p: (p.site / "index.html").unlink(),
    "a stranger lies in the site": lambda p: add(p.site / "stranger.html"),
    "the private log was removed": lambda p: (p.private / "suppression.csv").unlink(),
    "the record is not readable": lambda p: add(p.record),
    "the record is of another kind": lambda p: p.record.write_text("{}"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_build_starts_anew_when(project: Project, change: str) -> None:
    build(project, Options())
    CHANGES[change](project)
    assert not build(project, Options()).unchanged
    assert not (project.site / "stranger.html").exists()


def test_another_option_or_another_place_is_another_build(project: Project) -> None:
    build(project, Options())
    assert not build(project, Options(as_at=date(2030, 1, 1))).unchanged
    elsewhere = Project(project.root, output=project.root / "elsewhere")
    assert not build(elsewhere, Options(as_at=date(2030, 1, 1))).unchanged


def test_other_software_is_another_build(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    build(project, Options())
    monkeypatch.setattr("scorecard.unchanged.software", lambda: ["another Python"])
    assert not build(project, Options()).unchanged


def test_a_file_that_changes_while_a_build_runs_counts_as_changed(tmp_path: Path) -> None:
    data, record = tmp_path / "data.csv", tmp_path / "build" / "record.json"
    data.write_text("1")
    read = before([], [data])
    data.write_text("22")
    read.finished(record, [], {"pages": 1})
    assert before([], [data]).result_in(record, []) is None


def test_the_record_holds_no_content_and_no_hash(project: Project) -> None:
    build(project, Options())
    text = project.record.read_text()
    file = next(project.data.glob("*.csv"))
    size, time = file.stat().st_size, file.stat().st_mtime_ns
    assert f'"{file.absolute()}": [{size}, {time}]' in text


def test_software_is_found_where_the_search_path_names_the_folder_one_is_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "somebodys_tool-1.0.dist-info").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.path", ["", str(tmp_path / "absent")])
    assert "somebodys_tool-1.0.dist-info" in software()
