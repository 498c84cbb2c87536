"""Killed at any moment, a folder of releases is as it was or complete, and the next run works."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scorecard.publish import releases_folder
from scorecard.publish.releases_folder import changed, locked, recover, write
from tests.releases.tiny import release, run, state, write_tiny

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("SCORECARD_KILLS", "50"))

Start = Callable[..., int]


class Warm:
    """A process that runs the program in forks of itself."""

    def __init__(self, templates: Path) -> None:
        command = [sys.executable, str(Path(__file__).with_name("warm.py")), str(templates)]
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )

    def start(self, project: Path, *words: str) -> int:
        """Begin a run; gives its number."""
        line = " ".join(f"'{word}'" for word in ("--project", str(project), *words))
        assert self.process.stdin is not None
        print(line, file=self.process.stdin, flush=True)
        return int(self._said())

    def ended(self) -> int:
        """Wait for it; gives its exit status, or minus the signal that ended it."""
        assert self.process.stdin is not None
        print("wait", file=self.process.stdin, flush=True)
        return int(self._said())

    def _said(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline()


@pytest.fixture(scope="module")
def warm(compiled_templates: Path) -> Iterator[Warm]:
    found = Warm(compiled_templates)
    yield found
    assert found.process.stdin is not None
    assert found.process.stdout is not None
    found.process.stdin.close()
    found.process.wait(10)
    found.process.stdout.close()


def _wait_for(path: Path) -> None:
    """Wait until a run has made something, a minute at most."""
    until = time.monotonic() + 60
    while not path.exists() and time.monotonic() < until:
        time.sleep(0.001)


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills forks")
def test_a_release_that_is_killed_leaves_all_or_nothing(tmp_path: Path, warm: Warm) -> None:
    project = write_tiny(tmp_path / "project")
    release(project, "2020-21 Q1")
    folder = project / "releases"
    before = state(folder)
    kept = shutil.copytree(folder, tmp_path / "kept")
    words = ("release", "2020-21 Q2")
    begun = time.perf_counter()
    warm.start(project, *words)
    _wait_for(project / ".releases-new/2020-21-q2")
    lasts = time.perf_counter() - begun
    assert warm.ended() == 0
    after = state(folder)
    assert after != before
    chance = random.Random(20_210_212)
    seen = {"as before": 0, "complete": 0}
    now = after
    for number in range(KILLS):
        if now == after:
            shutil.rmtree(folder)
            shutil.copytree(kept, folder)
        child = warm.start(project, *words)
        if number % 2:
            time.sleep(chance.uniform(0.0, 1.2) * lasts)
        else:
            # Half of them near the end, where the version is added and the folders exchanged.
            _wait_for(project / ".releases-new/2020-21-q2")
            time.sleep(chance.uniform(0.0, 0.25))
        os.kill(child, signal.SIGKILL)
        killed = warm.ended() == -signal.SIGKILL
        now = state(folder)
        assert now in (before, after), f"kill {number}"
        assert killed or now == after
        seen["complete" if now == after else "as before"] += 1
    assert min(seen.values()) > 0, seen
    shutil.rmtree(folder)
    shutil.copytree(kept, folder)
    warm.start(project, *words)
    assert warm.ended() == 0
    assert state(folder) == after
    assert run(project, "verify", folder).exit_code == 0
    left = {path.name for path in project.iterdir() if path.name.startswith(".releases")}
    assert left == {".releases-lock"}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs forks")
def test_of_two_at_once_one_wins_and_the_other_says_so(tmp_path: Path, warm: Warm) -> None:
    project = write_tiny(tmp_path / "project")
    first = warm.start(project, "release", "2020-21 Q1")
    _wait_for(project / "build/.release-lock")  # taken last, so it holds the folder's by now
    os.kill(first, signal.SIGSTOP)  # or it might be done before the second begins
    second = run(project, "release", "2020-21 Q1")
    os.kill(first, signal.SIGCONT)
    assert warm.ended() == 0
    assert second.exit_code == 1
    assert "another release is at work here" in second.output
    assert run(project, "verify", project / "releases").exit_code == 0


# The same without an exchange in one step


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "releases"
    found.mkdir()
    (found / "a.txt").write_text("old")
    return found


@pytest.mark.parametrize("exchange", ["one step", "two renames"])
def test_a_folder_is_changed_whole(
    folder: Path, exchange: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if exchange == "two renames":
        monkeypatch.setattr(releases_folder, "_exchange", lambda *_: False)
    with changed(folder) as new:
        write(new / "a.txt", "new")
        write(new / "b/c.txt", "more")
        assert (folder / "a.txt").read_text() == "old"
    assert state(folder).keys() == {"a.txt", "b/c.txt"}
    assert (folder / "a.txt").read_text() == "new"
    assert [path.name for path in folder.parent.iterdir()] == ["releases"]


def test_a_change_that_fails_changes_nothing(folder: Path) -> None:
    def fail() -> None:
        with changed(folder) as new:
            write(new / "a.txt", "new")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert (folder / "a.txt").read_text() == "old"
    assert [path.name for path in folder.parent.iterdir()] == ["releases"]


def test_a_run_killed_between_two_renames_is_made_good(folder: Path) -> None:
    folder.rename(folder.with_name(".releases-old"))
    folder.with_name(".releases-new").mkdir()
    recover(folder)
    assert (folder / "a.txt").read_text() == "old"
    assert [path.name for path in folder.parent.iterdir()] == ["releases"]


def test_a_lock_dies_with_its_process(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path\n"
        "from scorecard.publish.releases_folder import locked\n"
        "with locked(Path(sys.argv[1])):\n"
        "    print('held', flush=True); time.sleep(60)"
    )
    lock = tmp_path / ".releases-lock"
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(lock)], stdout=subprocess.PIPE, cwd=ROOT
    )
    assert holder.stdout is not None
    with holder.stdout:
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(releases_folder.Busy), locked(lock):
            pass
        holder.kill()
        holder.wait()
    with locked(lock):
        pass
