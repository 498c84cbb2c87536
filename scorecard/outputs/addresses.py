"""Addresses of pages and files, stable from release to release, and links between pages."""

from __future__ import annotations

import posixpath
from functools import lru_cache

DOWNLOADS = "downloads"


def indicator(id_: str) -> str:
    """The page of one indicator."""
    return f"indicators/{id_}"


def priority(id_: str) -> str:
    """The page of one priority."""
    return f"priorities/{id_}"


def outcome(id_: str) -> str:
    """The page of one outcome."""
    return f"outcomes/{id_}"


def area(id_: str) -> str:
    """The page of one area."""
    return f"areas/{id_}"


def download(name: str) -> str:
    """One file that the site offers for download."""
    return f"{DOWNLOADS}/{name}"


@lru_cache(maxsize=10_000)
def link(origin: str, target: str) -> str:
    """A relative address from one page to another page, or to a file (which has a dot in it).

    Pages are folders ("indicators/x" is served as indicators/x/), and "" is the home page.
    """
    path, hash_, anchor = target.partition("#")
    relative = posixpath.relpath(path or ".", origin or ".")
    ending = "" if "." in posixpath.basename(path) else "/"
    return f"{relative}{ending}{hash_}{anchor}"
