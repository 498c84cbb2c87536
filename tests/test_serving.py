"""A real server on loopback: it follows the files, and keeps the last good site."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest

from scorecard import serving
from scorecard.project import Project
from scorecard.serving import PortTaken, serve_project
from scorecard.starting import begin

ROOT = Path(__file__).parents[1]
LONGEST = 60.0
"""Seconds that a build may take while everything else runs."""


def wait_for(happened: Callable[[], bool], seconds: float = LONGEST) -> None:
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.05)


def fetch(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return answer.status, answer.read().decode("utf-8")
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read().decode("utf-8")


def address_in(text: str) -> str:
    found = re.search(r"http://\S+/", text)
    assert found is not None
    return found.group()


@dataclass
class Serving:
    """A server in the background, with a build of its own that copies one file into the site."""

    project: Project
    stop: threading.Event = field(default_factory=threading.Event)
    said: list[str] = field(default_factory=list)
    builds: int = 0

    @property
    def address(self) -> str:
        """The address that it says."""
        return address_in("\n".join(self.said))

    def build(self) -> str:
        """Swap in a new site, as a real build does, or fail and leave the last one."""
        self.builds += 1
        figure = (self.project.data / "figure.csv").read_text()
        if figure == "4711":
            raise StopIteration("4711")
        if figure == "wrong":
            return "data/figure.csv:1: is wrong; write it again"
        new = self.project.root / ".new"
        new.mkdir()
        (new / "index.html").write_text(figure)
        old = self.project.root / ".old"
        if self.project.site.exists():
            self.project.site.rename(old)
        new.rename(self.project.site)
        if old.exists():
            (old / "index.html").unlink()
            old.rmdir()
        return "built"

    def write(self, figure: str) -> None:
        """Change the data."""
        (self.project.data / "figure.csv").write_text(figure)


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Serving]:
    monkeypatch.setattr(serving, "INTERVAL", 0.05)
    monkeypatch.setattr(serving, "SWAP", 0.2)
    yield from _serving(tmp_path, "12")


def _serving(folder: Path, figure: str) -> Iterator[Serving]:
    (folder / "content").mkdir()
    (folder / "data").mkdir()
    server = Serving(Project(folder))
    server.write(figure)
    thread = threading.Thread(
        target=serve_project,
        args=(server.project, 0, server.build, server.said.append, server.stop),
    )
    thread.start()
    wait_for(lambda: any("http://" in text for text in server.said))
    yield server
    server.stop.set()
    thread.join(10)
    assert not thread.is_alive()


def test_the_site_is_served_on_this_machine_alone(served: Serving) -> None:
    assert served.address.startswith("http://127.0.0.1:")
    assert fetch(served.address) == (200, "12")


def test_a_changed_file_is_seen_on_the_site(served: Serving) -> None:
    served.write("13")
    wait_for(lambda: fetch(served.address) == (200, "13"))
    assert served.builds == 2


@pytest.mark.parametrize(
    "path", ["content/new.yml", "content/indicators/new.yml", "theme/new.css", "mkdocs.yml"]
)
def test_a_new_file_anywhere_in_the_project_builds_again(served: Serving, path: str) -> None:
    file = served.project.root / path
    file.parent.mkdir(exist_ok=True)
    file.write_text("new")
    wait_for(lambda: served.builds == 2)


def test_a_file_that_is_removed_builds_again(served: Serving) -> None:
    file = served.project.content / "new.yml"
    file.write_text("new")
    wait_for(lambda: served.builds == 2)
    file.unlink()
    wait_for(lambda: served.builds == 3)


def test_many_changes_at_once_build_once(served: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    # As long as for people: this thread may have to wait for a core between two of its changes.
    monkeypatch.setattr(serving, "INTERVAL", 0.5)
    for number in range(20):
        served.write(str(number))
        time.sleep(0.01)
    wait_for(lambda: fetch(served.address) == (200, "19"))
    time.sleep(1.2)
    assert served.builds == 2


def test_nothing_is_built_while_nothing_changes(served: Serving) -> None:
    (served.project.root / "build").mkdir()
    (served.project.root / "build/page.md").write_text("generated")
    (served.project.content / ".#scorecard.yml").write_text("an editor's own")
    time.sleep(0.4)
    assert served.builds == 1


def test_a_problem_is_said_and_the_last_good_site_stays(served: Serving) -> None:
    served.write("wrong")
    wait_for(lambda: served.said[-1].startswith("data/figure.csv:1: is wrong"))
    assert fetch(served.address) == (200, "12")
    served.write("14")
    wait_for(lambda: fetch(served.address) == (200, "14"))


def test_a_fault_of_the_program_is_said_without_figures_and_the_last_good_site_stays(
    served: Serving,
) -> None:
    served.write("4711")
    wait_for(lambda: served.said[-1].startswith("The site could not be built: StopIteration at "))
    assert "4711" not in served.said[-1]
    assert "the last good site was left as it was" in served.said[-1]
    assert fetch(served.address) == (200, "12")
    served.write("14")
    wait_for(lambda: fetch(served.address) == (200, "14"))


def test_no_reader_meets_the_moment_in_which_the_site_is_replaced(served: Serving) -> None:
    away = served.project.root / "away"
    served.project.site.rename(away)
    back = threading.Timer(0.1, lambda: away.rename(served.project.site))
    back.start()
    assert fetch(served.address) == (200, "12")
    back.join()


def test_folders_are_not_listed_and_nothing_outside_the_site_is_served(served: Serving) -> None:
    (served.project.site / "downloads").mkdir()
    assert fetch(f"{served.address}downloads/")[0] == 404
    assert fetch(f"{served.address}../data/figure.csv")[0] == 404
    assert fetch(f"{served.address}%2e%2e/data/figure.csv")[0] == 404


def test_a_browser_keeps_no_page(served: Serving) -> None:
    with urllib.request.urlopen(served.address, timeout=10) as answer:
        assert answer.headers["Cache-Control"] == "no-store"


def test_a_project_that_never_built_is_served_once_it_is_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "INTERVAL", 0.05)
    monkeypatch.setattr(serving, "SWAP", 0.1)
    for server in _serving(tmp_path, "wrong"):
        assert fetch(server.address)[0] == 503
        server.write("15")
        wait_for(lambda address=server.address: fetch(address) == (200, "15"))  # type: ignore[misc]


def test_a_port_that_is_taken_is_said_before_anything_is_built(tmp_path: Path) -> None:
    def build() -> str:
        raise AssertionError("nothing is to be built")

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortTaken, match=f"port {port} cannot be used here"):
            serve_project(Project(tmp_path), port, build, lambda _: None)


def test_the_program_serves_a_new_figure_keeps_the_last_good_site_and_stops(
    tmp_path: Path,
) -> None:
    begin(tmp_path / "project")
    log = tmp_path / "log.txt"
    command = [sys.executable, "-u", "-m", "scorecard.cli"]
    command += ["--project", str(tmp_path / "project"), "serve", "--port", "0"]
    with log.open("w") as output:
        program = subprocess.Popen(
            command,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            # A shell that runs the tests in the background leaves Ctrl-C ignored in its children.
            preexec_fn=partial(signal.signal, signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509 - it only sets a signal
        )
    try:
        wait_for(lambda: "http://" in log.read_text())
        address = address_in(log.read_text())
        table = f"{address}downloads/parents-completing-a-course.csv"
        assert ",63," not in fetch(table)[1]

        data = tmp_path / "project/data/services.csv"
        sound = data.read_text()
        changed = sound.replace("2025-26 Q2,,,,39,", "2025-26 Q2,,,,63,")
        changed = changed.replace("2025-26 Q2,east,,,26,", "2025-26 Q2,east,,,50,")
        data.write_text(changed)
        wait_for(lambda: ",63," in fetch(table)[1])

        data.write_text(changed.replace("days-to-first-visit", "days-to-frist-visit"))
        wait_for(lambda: "did you mean days-to-first-visit?" in log.read_text())
        assert fetch(address)[0] == 200
        assert ",63," in fetch(table)[1]
    finally:
        program.send_signal(signal.SIGINT)
        # It stops between two steps of a build, which take long on a busy machine.
        ended = program.wait(90)
    assert ended == 0
    assert log.read_text().endswith("Stopped.\n")
    assert "Traceback" not in log.read_text()
