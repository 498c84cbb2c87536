"""HTML in commentary and pages that runs, sends or loads something is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.projects import faults

PAGE = "---\ntitle: A page\n---\n\nWords.\n\n"
REMOVE = "remove it, and write the text in Markdown"
RUNS = "has a link that runs a program; write the address of a page, such as https://..."
LOADS = (
    "loads a picture or a frame from another host; put the file into the site, or link to its page"
)


@pytest.mark.parametrize(
    "name", ["script", "iframe", "object", "embed", "form", "style", "base", "meta", "link"]
)
def test_an_element_that_runs_or_loads_something_is_a_fault(tmp_path: Path, name: str) -> None:
    found = faults(tmp_path, {"pages/note.md": f"{PAGE}Some <{name.upper()}\nx='y'> here.\n"})
    assert found == [
        f"content/pages/note.md:7: has the HTML element <{name}>, which is not allowed; {REMOVE}"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<b onclick='x()'>x</b>", "has the HTML attribute onclick, which runs a program; remove"),
        ("<img src=a.png onerror=x>", "has the HTML attribute onerror, which runs a program; rem"),
        ('<a href="javascript:x()">x</a>', RUNS),
        ('<a href=" java&#115;cript:x()">x</a>', RUNS),
        ("[x](javascript:x)", RUNS),
        ("[x]( JavaScript:x)", RUNS),
        ("[x](java&#115;cript:x)", RUNS),
        ("[x][y]", None),
        ("[y]: javascript:x", RUNS),
        ("<javascript:x>", RUNS),
        ("![x](https://example.org/a.png)", LOADS),
        ("![x](//example.org/a.png)", LOADS),
        ("![x][y]\n\n[y]: https://example.org/a.png", LOADS),
        ("<img src='https://example.org/a.png'>", LOADS),
        ("<img src='a.png' srcset='a.png 1x, //example.org/b.png 2x'>", LOADS),
    ],
)
def test_a_program_or_a_picture_from_elsewhere_is_a_fault(
    tmp_path: Path, text: str, expected: str | None
) -> None:
    found = faults(tmp_path, {"commentary/2020-21 Q3/on-time.md": f"Words.\n\n{text}\n"})
    line = 3 + text.count("\n")
    start = f"content/commentary/2020-21 Q3/on-time.md:{line}: {expected}"
    assert len(found) == (expected is not None)
    assert all(each.startswith(start) for each in found), found


@pytest.mark.parametrize(
    "text",
    [
        "A [page](https://example.org/a), and <https://example.org>.",
        "<details><summary>More</summary>\n\nWords & 3 < 4.\n\n</details>",
        "![x](a.png) and [text][y]\n\n[y]: https://example.org/a",
        "Only javascript: as a word, and one = onclick.",
        '<a class="on" href="../method/">Method</a>',
    ],
)
def test_plain_html_and_links_are_no_fault(tmp_path: Path, text: str) -> None:
    assert faults(tmp_path, {"pages/note.md": PAGE + text}) == []
