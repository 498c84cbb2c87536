"""A loopback web server, and visits to its pages that remember what a page should not do."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
)

Scheme = Literal["light", "dark"]
LOOPBACK = ("127.0.0.1", "localhost", "::1")
HEIGHT = 900
# WCAG 2.2 to level AA; each tag holds only what its version added.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]


class StaticFiles(http.server.SimpleHTTPRequestHandler):
    """Serves a folder as a plain static host does: `404.html` for what is not there."""

    def __init__(self, *args: Any, extra: Mapping[str, str], **kwargs: Any) -> None:
        self.extra = extra
        super().__init__(*args, **kwargs)

    def end_headers(self) -> None:
        """Send the headers asked for, a policy for instance, with every answer."""
        for name, value in self.extra.items():
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's own page when something is not found."""
        page = Path(self.directory) / "404.html"
        if code != http.HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class's name)
        """Say nothing: a test says what it saw."""


class Server(http.server.ThreadingHTTPServer):
    """Answers each request in a thread of its own."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing when a browser hangs up before it has read a whole file."""


@contextmanager
def served(folder: Path, headers: Mapping[str, str] | None = None) -> Iterator[str]:
    """Serve a folder on a free loopback port, and stop at the end; gives its address, with `/`."""
    answer = functools.partial(StaticFiles, directory=str(folder), extra=headers or {})
    with Server(("127.0.0.1", 0), answer) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
            thread.join()


@dataclass
class Visit:
    """A page that opens as for a new reader, and what it did that it should not."""

    page: Page
    console_errors: list[str] = field(default_factory=list)
    outside_requests: list[str] = field(default_factory=list)
    # Path of each thing loaded, with its status: what a page weighs and what it lacks.
    answers: list[tuple[str, int]] = field(default_factory=list)

    def watch(self) -> None:
        """Remember errors and requests from now on."""
        self.page.on("console", self._read_console)
        self.page.on("pageerror", lambda error: self.console_errors.append(str(error)))
        self.page.on("request", self._note_request)
        self.page.on("response", self._note_answer)

    def open(self, address: str) -> Visit:
        """Go to an address for the first time and wait until nothing more is being loaded."""
        session = self.page.context.new_cdp_session(self.page)
        stored = {"origin": address, "storageTypes": "all"}  # it takes the origin of an address
        session.send("Storage.clearDataForOrigin", stored)
        session.send("Network.clearBrowserCache")
        self.page.goto(address, wait_until="networkidle")
        return self

    def resize(self, width: int) -> None:
        """Make the window of a page that is read already narrower or wider, in CSS pixels."""
        self.page.set_viewport_size({"width": width, "height": HEIGHT})
        # Scripts that look at sizes are told with the next frame that is drawn.
        frames = "new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))"
        self.page.evaluate(frames)

    def set_window(self, scheme: Scheme, width: int) -> None:
        """Give the page its colours, and its width in CSS pixels."""
        self.page.emulate_media(color_scheme=scheme)
        self.page.set_viewport_size({"width": width, "height": HEIGHT})

    def axe_violations(self) -> list[str]:
        """What axe-core finds against WCAG 2.2 AA and good practice, a line for each element."""
        self.page.evaluate(AXE_FILE_PATH.read_text(encoding="utf-8"))
        found = self.page.evaluate(
            "rules => axe.run({runOnly: rules, resultTypes: ['violations']})", RULES
        )
        return [
            f"{violation['id']} ({violation['impact']}): {violation['help']}: "
            f"{' '.join(map(str, node['target']))}: {node['html'][:200]}"
            for violation in found["violations"]
            for node in violation["nodes"]
        ]

    def wider_than_the_window(self) -> int:
        """By how many CSS pixels the page itself scrolls sideways; 0 when it fits."""
        return int(
            self.page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
        )

    def _read_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.console_errors.append(f"{message.text} ({message.location.get('url', '')})")

    def _note_answer(self, response: Response) -> None:
        self.answers.append((urlsplit(response.url).path, response.status))

    def _note_request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.netloc and address.hostname not in LOOPBACK:
            self.outside_requests.append(request.url)


class Readers:
    """Readers with scripts and without, whom the browser takes for two people.

    All visits of one of them share a process of the browser, which takes longer to start than most
    of them last.
    """

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self._contexts: dict[bool, BrowserContext] = {}

    @contextmanager
    def visit(
        self, *, scheme: Scheme = "light", width: int = 1280, javascript: bool = True
    ) -> Iterator[Visit]:
        """A watched page that knows nothing of earlier visits; the width is in CSS pixels."""
        page = self._context(javascript=javascript).new_page()
        try:
            seen = Visit(page)
            seen.set_window(scheme, width)
            seen.watch()
            yield seen
        finally:
            page.close()

    def _context(self, *, javascript: bool) -> BrowserContext:
        if javascript not in self._contexts:
            context = self.browser.new_context(
                java_script_enabled=javascript,
                locale="en-GB",
                timezone_id="Europe/London",
                reduced_motion="reduce",
                service_workers="block",
            )
            context.set_default_timeout(20_000)
            context.new_page()  # as long as a page is open its process lives
            self._contexts[javascript] = context
        return self._contexts[javascript]
