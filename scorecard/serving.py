"""A website on this machine alone, built again whenever one of its files changes."""

from __future__ import annotations

import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from scorecard.project import Project

HOST = "127.0.0.1"
INTERVAL = 0.5
"""Seconds between two looks at the files; a change must last one look before it counts."""
SWAP = 1.0
"""Seconds for which a page waits while a new site takes the place of the old one."""

Build = Callable[[], str]
"""Builds the site and returns what to tell people: a summary, or the problems that stopped it."""
Seen = dict[Path, tuple[int, int]]


class PortTaken(Exception):
    """Something else on this machine already listens on the port."""


def serve_project(
    project: Project,
    port: int,
    build: Build,
    say: Callable[[str], None],
    stop: threading.Event | None = None,
) -> None:
    """Build, serve the site on this machine, and build again when a file changes.

    `build` leaves the last good site as it was when it fails, so that one stays served, even where
    the program itself is at fault. Port 0 takes any free one; `say` is told the address. Returns
    on Ctrl-C, or once `stop` is set. Raises `PortTaken` before anything is built.
    """
    stopped = stop or threading.Event()
    try:
        with _served(project, port) as address:
            seen = _look(project)
            say(_built(build))
            say(f"{address} shows the site and follows your files. Stop with Ctrl-C.")
            while not stopped.wait(INTERVAL):
                if (found := _look(project)) == seen:
                    continue
                seen = _settled(project, found, stopped)
                say("A file has changed: building again ...")
                say(_built(build))
    except KeyboardInterrupt:
        say("Stopped.")


def _built(build: Build) -> str:
    try:
        return build()
    except Exception as fault:  # noqa: BLE001 - a fault of one build must not end what people look at
        kind = type(fault).__name__
        where = traceback.extract_tb(fault.__traceback__)[-1]
        # Its words may repeat a figure, so only its kind and place are said.
        return (
            f"The site could not be built: {kind} at {Path(where.filename).name}:{where.lineno}; "
            "the last good site was left as it was. Run `scorecard build` to see all of it."
        )


@contextmanager
def _served(project: Project, port: int) -> Iterator[str]:
    """Answer requests in the background; gives the address."""
    try:
        server = ThreadingHTTPServer((HOST, port), partial(_Pages, directory=str(project.site)))
    except OSError as fault:
        raise PortTaken(f"port {port} cannot be used here ({fault.strerror})") from fault
    with server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1})
        thread.start()
        try:
            yield f"http://{HOST}:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


class _Pages(SimpleHTTPRequestHandler):
    """The files of the site, read anew for each request: the folder is replaced at each build."""

    def send_head(self) -> Any:
        site = Path(self.directory)
        until = time.monotonic() + SWAP
        while not site.is_dir() and time.monotonic() < until:
            time.sleep(INTERVAL / 50)
        if not site.is_dir():
            self.send_error(503, "Not built yet", "Mend what the terminal names, then reload.")
            return None
        return super().send_head()

    def list_directory(self, path: Any) -> None:  # noqa: ARG002 - the library asks for it
        self.send_error(404, "There is no such page")

    def end_headers(self) -> None:
        # A browser that kept a page would show the figures of before the change.
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
        """Say nothing: the terminal is for problems."""


def _look(project: Project) -> Seen:
    """When each file of the project was last written, and its size."""
    seen: Seen = {}
    for path in _files(project):
        try:
            state = path.stat()
        except FileNotFoundError:  # an editor has just moved it
            continue
        seen[path] = (state.st_mtime_ns, state.st_size)
    return seen


def _files(project: Project) -> Iterator[Path]:
    for folder in (project.content, project.data, project.theme):
        for path in folder.rglob("*"):
            if not path.name.startswith((".", "~")) and path.is_file():
                yield path
    yield project.root / "mkdocs.yml"


def _settled(project: Project, found: Seen, stopped: threading.Event) -> Seen:
    """Wait until nothing changes any more: a program may write many files one after another."""
    while not stopped.wait(INTERVAL):
        if (again := _look(project)) == found:
            break
        found = again
    return found


__all__ = ["PortTaken", "serve_project"]
