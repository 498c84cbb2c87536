"""The next state of the releases begins from the one before the last, whatever became of that."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.publish import releases_folder
from scorecard.publish.releases_folder import changed, mirror, write
from tests.releases.tiny import release, run, state

Tree = dict[str, "Tree | str"]
NAMES = st.sampled_from(["a", "b", "c"])
FILES = st.sampled_from(["one", "other"])
TREES = st.recursive(
    st.dictionaries(NAMES, FILES, max_size=3),
    lambda inner: st.dictionaries(NAMES, FILES | inner, max_size=3),
    max_leaves=8,
)


def plant(tree: Tree, folder: Path) -> None:
    folder.mkdir()
    for name, what in tree.items():
        if isinstance(what, str):
            (folder / name).write_text(what)
        else:
            plant(what, folder / name)


def names_and_files(folder: Path) -> dict[str, int]:
    """Every path below a folder; of a file, which one it is."""
    return {
        path.relative_to(folder).as_posix(): path.stat().st_ino if path.is_file() else 0
        for path in folder.rglob("*")
    }


def half(source: Path, target: Path) -> None:
    """Give a folder some of the very files of another, as an earlier state would have them."""
    for number, path in enumerate(sorted(source.rglob("*"))):
        to = target / path.relative_to(source)
        if number % 2 and path.is_file() and to.parent.is_dir() and not to.exists():
            os.link(path, to)


@given(TREES, TREES)
def test_a_mirror_holds_the_very_files_of_the_other_folder(one: Tree, other: Tree) -> None:
    with tempfile.TemporaryDirectory() as made:
        source, target = Path(made) / "source", Path(made) / "target"
        plant(one, source)
        plant(other, target)
        half(source, target)
        before, contents = names_and_files(source), state(source)
        mirror(source, target)
        assert names_and_files(target) == names_and_files(source) == before
        assert state(target) == state(source) == contents


def test_the_numbers_of_files_on_two_disks_are_not_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path.stat().st_dev
    places = [Path(name) for name in ("/dev/shm", "/tmp", "/var/tmp") if os.access(name, os.W_OK)]
    elsewhere = next((place for place in places if place.stat().st_dev != here), None)
    if elsewhere is None:
        pytest.skip("needs two disks")
    plant({"a": "one", "b": "one"}, tmp_path / "source")
    monkeypatch.setattr(releases_folder, "_is_same_file", lambda *_: True)  # by chance
    with tempfile.TemporaryDirectory(dir=elsewhere) as made:
        target = Path(made) / "target"
        plant({"a": "other", "c": "other"}, target)
        mirror(tmp_path / "source", target)
        assert state(target) == state(tmp_path / "source")


# A folder that is changed again and again


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "releases"
    plant({"first": {"index": "one", "data": "two"}, "list": "first"}, found)
    return found


@pytest.fixture
def spare(tmp_path: Path) -> Path:
    (tmp_path / "build").mkdir()
    return tmp_path / "build/releases-before"


def add(folder: Path, spare: Path, name: str) -> None:
    with changed(folder, spare) as new:
        write(new / name / "index", name)
        write(new / "list", f"{name}, first")


def test_only_what_came_last_is_linked_for_the_next_change(
    folder: Path, spare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    linked: list[str] = []
    link = os.link

    def counted(source: str, target: str, **how: bool) -> None:
        linked.append(Path(target).name)
        link(source, target, **how)

    monkeypatch.setattr(os, "link", counted)
    add(folder, spare, "second")
    assert sorted(linked) == ["data", "index", "list"]
    linked.clear()
    add(folder, spare, "third")
    assert sorted(linked) == ["index", "list"]


def test_the_state_before_the_last_change_is_kept(folder: Path, spare: Path) -> None:
    before = names_and_files(folder)
    add(folder, spare, "second")
    assert names_and_files(spare) == before


def spoil(spare: Path, how: str) -> None:
    match how:
        case "a file too many":
            write(spare / "old/index", "withdrawn")
        case "another file of the same name":
            write(spare / "first/data", "2")
        case "a file fewer":
            (spare / "first/data").unlink()
        case "a folder for a file":
            (spare / "list").unlink()
            (spare / "list").mkdir()
        case "a file for a folder":
            shutil.rmtree(spare / "first")
            write(spare / "first", "")
        case "a link to a folder":
            spare.symlink_to(spare.rename(spare.with_name("elsewhere")))
        case "no folder":
            shutil.rmtree(spare)
            write(spare, "")
        case _:
            shutil.rmtree(spare)


@pytest.mark.parametrize(
    "how",
    [
        "missing", "a file too many", "another file of the same name", "a file fewer",
        "a folder for a file", "a file for a folder", "a link to a folder", "no folder",
    ],
)  # fmt: skip
def test_what_became_of_the_state_before_reaches_nobody(
    folder: Path, spare: Path, tmp_path: Path, how: str
) -> None:
    add(folder, spare, "second")
    without = shutil.copytree(folder, tmp_path / "without")
    published = names_and_files(folder)
    spoil(spare, how)
    add(folder, spare, "third")
    add(without, tmp_path / "none", "third")
    assert state(folder) == state(without)
    assert not folder.is_symlink()
    now = names_and_files(folder)
    stayed = {"first", "first/index", "first/data", "second", "second/index"}
    assert {name: now[name] for name in stayed} == {name: published[name] for name in stayed}


def test_a_change_that_fails_leaves_nothing_of_its_own(folder: Path, spare: Path) -> None:
    add(folder, spare, "second")
    before = names_and_files(folder)

    def fail() -> None:
        with changed(folder, spare) as new:
            write(new / "third/index", "third")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert names_and_files(folder) == before
    assert not spare.exists()


def test_nothing_that_was_withdrawn_stays_in_the_state_before(released: Path) -> None:
    spare = released / "build/releases-before"
    assert (spare / "2020-21-q2/index.html").is_file()
    assert run(released, "withdraw", "2020-21-q2", "--reason", "Wrong.").exit_code == 0
    assert not spare.exists()
    release(released, "2020-21 Q4")
    pages = [path.relative_to(released).as_posix() for path in released.rglob("2020-21-q2/**/*")]
    assert sorted(page for page in pages if page.endswith(".html")) == [
        "build/releases-before/2020-21-q2/index.html",
        "releases/2020-21-q2/index.html",
    ]
    assert run(released, "verify", released / "releases").exit_code == 0
