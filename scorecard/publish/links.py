"""Links in finished pages: MkDocs checks those written in Markdown, but not those in HTML."""

from __future__ import annotations

import os
import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

# Two patterns that begin with plain letters: `href|src` in one takes four times as long.
_LINKS = (re.compile(r"""href=(["'])(.*?)\1"""), re.compile(r"""src=(["'])(.*?)\1"""))


def broken_links(site: Path) -> list[str]:
    """Every address in the pages of `site` that leads to no file of it, as `page: address`.

    Looks at pages whose addresses are relative; other hosts and anchors are not followed.
    """
    known: dict[str, bool] = {}
    broken = []
    # A page for lost addresses is served from anywhere, so its links begin at the top of the host.
    for page in sorted(path for path in site.rglob("*.html") if path.name != "404.html"):
        text = page.read_text("utf-8")
        addresses = {unescape(found[1]) for link in _LINKS for found in link.findall(text)}
        for address in sorted(addresses):
            parts = urlsplit(address)
            if parts.scheme or parts.netloc or not parts.path:
                continue
            target = os.path.normpath(os.path.join(page.parent, unquote(parts.path)))
            if target not in known:
                index = os.path.join(target, "index.html")
                known[target] = os.path.isfile(index) or os.path.isfile(target)
            if not known[target]:
                broken.append(f"{page.relative_to(site).as_posix()}: {address}")
    return broken
