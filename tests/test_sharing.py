"""What is made once for a run is made by one of its processes, whole, and compiled by its words."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from jinja2 import DictLoader, Environment

from tests.sharing import folder_of_run, made_once


def test_a_folder_is_made_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    made = []

    def make(folder: Path) -> None:
        made.append(folder)
        (folder / "a.txt").write_text("whole")

    name = tmp_path_factory.mktemp("once").name
    first, second = (made_once(tmp_path_factory, f"{name}-made", make) for _ in range(2))
    assert first == second
    assert made == [first]


def test_what_was_left_unfinished_is_made_anew(tmp_path_factory: pytest.TempPathFactory) -> None:
    def fail(folder: Path) -> None:
        (folder / "half.txt").write_text("half")
        raise RuntimeError

    def make(folder: Path) -> None:
        (folder / "whole.txt").write_text("whole")

    name = f"{tmp_path_factory.mktemp('unfinished').name}-made"
    with pytest.raises(RuntimeError):
        made_once(tmp_path_factory, name, fail)
    made = made_once(tmp_path_factory, name, make)
    assert [path.name for path in made.iterdir()] == ["whole.txt"]


def test_all_processes_of_a_run_share_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Factory:
        def getbasetemp(self) -> Path:
            return tmp_path

    factory = cast("pytest.TempPathFactory", Factory())
    monkeypatch.setenv("PYTEST_XDIST_WORKER", "gw1")
    assert folder_of_run(factory) == tmp_path.parent
    monkeypatch.delenv("PYTEST_XDIST_WORKER")
    assert folder_of_run(factory) == tmp_path


def test_a_template_that_changed_is_compiled_anew() -> None:
    said = [
        Environment(loader=DictLoader({"page": words}), autoescape=True).get_template("page")
        for words in ("old", "new", "old")
    ]
    assert [template.render() for template in said] == ["old", "new", "old"]
