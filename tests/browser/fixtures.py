"""A real browser and a real static server; `tests/conftest.py` hands them to every test.

There they stand once. Taken into a second conftest, the browser would be a second fixture, and a
process that runs tests of both folders cannot start Playwright twice.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.browsing import LOOPBACK, Readers, Scheme, Visit, served

NO_OTHER_HOST = ", ".join(["MAP * ~NOTFOUND", *(f"EXCLUDE {host}" for host in LOOPBACK)])
NAMES = ("chromium", "chromium-browser", "google-chrome")
# No sandbox, because it needs privileges that a container lacks, and the pages are our own. The
# rest keeps the browser's own services from asking the network for anything.
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # To stop each request and look at it makes loading a page a third dearer.
    f"--host-resolver-rules={NO_OTHER_HOST}",
    # Pages share a process: to start one takes longer than most pages are open.
    "--renderer-process-limit=1",
    # They are not open for long either, so code that is made faster while it runs does not pay.
    "--js-flags=--no-opt",
]

Serve = Callable[..., str]
OpenPage = Callable[..., Visit]


def chromium() -> str:
    """The browser's program: `CHROMIUM` when set, else the first one on the path."""
    named = os.environ.get("CHROMIUM")
    found = named or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        pytest.fail("Chromium is not installed; `make chromium` installs it or says how")
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium for all tests of a process."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """Serve a folder until the tests end, with further headers if wished; gives its address."""
    with ExitStack() as servers:

        def start(folder: Path, headers: Mapping[str, str] | None = None) -> str:
            return servers.enter_context(served(folder, headers))

        yield start


@pytest.fixture(scope="session")
def readers(browser: Browser) -> Readers:
    """Whoever opens pages in the tests of a process."""
    return Readers(browser)


@pytest.fixture
def open_page(readers: Readers) -> Iterator[OpenPage]:
    """Open an address as a new reader does; the visit says what the page did."""
    with ExitStack() as visits:

        def start(
            address: str,
            *,
            scheme: Scheme = "light",
            width: int = 1280,
            javascript: bool = True,
        ) -> Visit:
            visit = readers.visit(scheme=scheme, width=width, javascript=javascript)
            return visits.enter_context(visit).open(address)

        yield start
