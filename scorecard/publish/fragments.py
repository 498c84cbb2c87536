"""Finished HTML in a Markdown page: a comment names a fragment, and the fragment takes its place.

A table or a chart that is put in after Markdown has done its work costs nothing to parse, and any
engine that runs Python-Markdown extensions puts it in the same way.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor

_MARK = "<!-- fragment:"
_WORD = r"[a-z0-9][a-z0-9_-]*"
_COMMENT = re.compile(rf"^[ \t]*<!-- fragment: ({_WORD}(?:/{_WORD})*) -->[ \t]*$", re.MULTILINE)


class FragmentError(Exception):
    """A page asks for a fragment that does not exist, or asks in a way that cannot work."""


def put_in(text: str, folder: Path) -> str:
    """The HTML of a page with every fragment in its place; raises `FragmentError`."""
    if _MARK not in text:
        return text
    if text.count(_MARK) != len(_COMMENT.findall(text)):
        raise FragmentError(_misplaced(text))
    # A table is a fragment that may hold small charts, which are fragments too.
    return _COMMENT.sub(lambda comment: put_in(_read(comment.group(1), folder), folder), text)


def _read(name: str, folder: Path) -> str:
    path = folder / f"{name}.html"
    try:
        return path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise FragmentError(
            f"there is no fragment {name!r}; write {name}.html into the fragments folder, "
            "or take the comment out"
        ) from None


class _PutIn(Postprocessor):
    """Puts every fragment of a page in its place, or only sees that it will be possible."""

    def __init__(self, md: Markdown, folder: Path, *, later: bool) -> None:
        super().__init__(md)
        self._folder = folder
        self._later = later

    def run(self, text: str) -> str:
        with_fragments = put_in(text, self._folder)
        return text if self._later else with_fragments


class FragmentExtension(Extension):
    """`<!-- fragment: NAME -->`, alone on a line, becomes the HTML of NAME.html in `folder`."""

    def __init__(self, **kwargs: Any) -> None:
        self.config = {
            "folder": ["build/fragments", "Folder that holds the finished HTML"],
            "later": [False, "Leave the comments, for whoever finishes the page"],
        }
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name that Markdown calls
        """Run after every other postprocessor, so that none of them reads a fragment."""
        last = _PutIn(md, Path(self.getConfig("folder")), later=self.getConfig("later"))
        md.postprocessors.register(last, "fragments", -100)


def makeExtension(**kwargs: Any) -> FragmentExtension:  # noqa: N802 - the name that Markdown calls
    """Give Python-Markdown the extension, with its options."""
    return FragmentExtension(**kwargs)


def _misplaced(text: str) -> str:
    for line in text.splitlines():
        if _MARK in line and not _COMMENT.match(line):
            return (
                f"the comment in {line.strip()!r} cannot be read; "
                "write <!-- fragment: name --> alone on a line, with empty lines around it"
            )
    return "a fragment's comment cannot be read; write it alone on a line"
