"""Take the picture in the README from the real site: the home page, as a visitor sees it first.

Run it after `make site`: .venv/bin/python tools/picture.py [SITE]. It needs Chromium, which
`make test` installs, or names with CHROMIUM.
"""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import sys
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs/scorecard.png"
WIDE, HIGH = 1180, 900


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder without a word."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


def take(site: Path, picture: Path) -> None:
    """Open the home page of a built site and keep what its first screen shows."""
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Quiet, directory=str(site))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    installed = map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))
    browser = os.environ.get("CHROMIUM") or next(filter(None, installed), None)
    with sync_playwright() as tools:
        opened = tools.chromium.launch(
            executable_path=browser, args=["--no-sandbox", "--disable-gpu"]
        )
        page = opened.new_page(
            viewport={"width": WIDE, "height": HIGH}, color_scheme="light", device_scale_factor=1
        )
        page.goto(f"http://127.0.0.1:{server.server_address[1]}/", wait_until="networkidle")
        page.screenshot(path=picture)
        opened.close()
    server.shutdown()


if __name__ == "__main__":
    take(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "site", PICTURE)
    print(f"{PICTURE}: {PICTURE.stat().st_size // 1024} KB")
