"""The default scorecard as readers meet it: built once, served with a strict policy, and opened."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import html5lib
import pytest

from tests.browser.browsing import Scheme, Visit
from tests.browser.fixtures import OpenPage, Serve
from tests.examples import example

POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; worker-src 'self'"
)
INDICATOR = "indicators/childs-voice-in-plans/"
KINDS = (
    "",
    "scorecard/",
    "priorities/",
    "priorities/pathway/",
    "outcomes/respond-early/",
    INDICATOR,
    "areas/",
    "areas/keighley-and-shipley/",
    "exceptions/",
    "actions/",
    "maturity/",
    "families-first/",
    "data/",
    "method/",
    "glossary/",
    "accessibility/",
    "releases/",
    "about/",
    "absent/",
)
"""One page of each kind, by its address; the last is what a lost reader finds."""
WIDE, NARROW = 1280, 320
WINDOWS: dict[Scheme, tuple[int, int]] = {"light": (WIDE, NARROW), "dark": (NARROW, WIDE)}
"""For each of the colours, how many CSS pixels wide a page opens, and how wide it becomes then."""
COLOURS = {"light": "default", "dark": "slate"}
LOADED = {
    "script": "src", "img": "src", "iframe": "src", "source": "src", "embed": "src",
    "object": "data", "video": "src", "audio": "src", "image": "href", "use": "href",
}  # fmt: skip
LINKS_LOADED = {"stylesheet", "icon", "preload", "preconnect", "dns-prefetch", "manifest"}


@dataclass(frozen=True)
class Site:
    """The finished files, and where they are served."""

    folder: Path
    address: str

    def pages(self) -> list[Path]:
        return sorted(self.folder.rglob("*.html"))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> Site:
    project, built = example("root").built(tmp_path_factory)
    assert built.returncode == 0, built.stderr
    assert "hidden to protect people" in built.stdout
    folder = project / "site"
    return Site(folder, serve(folder, {"Content-Security-Policy": POLICY}))


@pytest.mark.parametrize("page", KINDS)
def test_a_page_has_no_fault_in_light_or_dark_narrow_or_wide_and_reads_without_javascript(
    site: Site, open_page: OpenPage, page: str
) -> None:
    without = open_page(site.address + page, width=WIDE, javascript=False)
    assert without.wider_than_the_window() == 0
    for scheme, widths in WINDOWS.items():
        seen = open_page(site.address + page, scheme=scheme, width=widths[0])
        assert seen.page.locator("body").get_attribute("data-md-color-scheme") == COLOURS[scheme]
        for width in widths:
            # As when a phone is turned; to load the page anew takes as long as to look at it.
            seen.resize(width)
            assert seen.axe_violations() == [], (scheme, width)
            assert seen.wider_than_the_window() == 0, (scheme, width)
            assert width != WIDE or words(seen) == words(without), scheme
        # A page that is not there says so to the browser as well, which notes it.
        assert [e for e in seen.console_errors if page != "absent/" or "404" not in e] == []
        assert seen.outside_requests == []


def words(seen: Visit) -> list[str]:
    """Headings, paragraphs and figures that a reader sees, in order of the alphabet.

    Not in the page's order, since a script may sort a table.
    """
    visible = seen.page.locator("main :is(h1, h2, h3, p, td, dd, li, figcaption):visible")
    return sorted(" ".join(text.split()) for text in visible.all_inner_texts())


def test_pages_are_served_with_a_policy_that_lets_no_other_host_in(
    site: Site, open_page: OpenPage
) -> None:
    seen = open_page(site.address)
    seen.page.evaluate(
        "() => { const s = document.createElement('script');"
        " s.src = 'https://www.example.org/x.js'; document.head.append(s); }"
    )
    seen.page.wait_for_timeout(200)
    assert "Content Security Policy" in seen.console_errors[0]


def test_titles_begin_with_what_is_particular_and_differ(site: Site) -> None:
    titles = {}
    for path in site.pages():
        found = re.search(r"<title>(.*?)</title>", path.read_text("utf-8"))
        assert found, path
        titles[path.relative_to(site.folder).as_posix()] = found[1]
    assert len(set(titles.values())) == len(titles)
    named = [title for page, title in titles.items() if page != "index.html"]
    assert not [title for title in named if title.startswith("Early Help scorecard")]
    assert all(" - Early Help scorecard" in title for title in named)


@pytest.mark.parametrize("page", KINDS)
def test_a_page_is_valid_html(site: Site, page: str) -> None:
    path = site.folder / ("404.html" if page == "absent/" else f"{page}index.html")
    html5lib.HTMLParser(strict=True).parse(path.read_text("utf-8"))


@pytest.mark.parametrize("page", [INDICATOR, "indicators/early-help-re-referrals/"])
def test_an_indicator_page_is_light(site: Site, open_page: OpenPage, page: str) -> None:
    seen = open_page(site.address + page)
    paths = {path for path, status in seen.answers if status == 200}
    weights = {path: weight(site, path) for path in paths if "search_index" not in path}
    scripts = [size for path, size in weights.items() if path.endswith(".js")]
    assert scripts
    assert sum(scripts) <= 60_000
    assert sum(weights.values()) <= 150_000, weights


def weight(site: Site, path: str) -> int:
    """How many bytes a host sends for an address, compressed."""
    file = site.folder / path.lstrip("/")
    return len(gzip.compress((file / "index.html" if file.is_dir() else file).read_bytes()))


def test_no_page_names_another_host_for_what_a_browser_loads(site: Site) -> None:
    asked = []
    for path in site.pages():
        tree = html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False)
        for element in tree.iter():
            name = str(element.tag).rpartition("}")[2]
            attribute = LOADED.get(name, "")
            if name == "link" and LINKS_LOADED & set(element.get("rel", "").split()):
                attribute = "href"
            if urlsplit(element.get(attribute) or "").netloc:
                asked.append((path.name, element.get(attribute)))
    for path in site.folder.rglob("*.css"):
        asked += re.findall(r"(?:url\(|@import)\s*['\"]?(?:https?:)?//[^)'\"]*", path.read_text())
    assert asked == []


def test_the_search_index_holds_words_and_no_table(site: Site) -> None:
    index = json.loads((site.folder / "search" / "search_index.json").read_text("utf-8"))
    text = squeezed(" ".join(re.sub(r"<[^>]+>", " ", doc["text"]) for doc in index["docs"]))
    assert "re-referrals" in text.lower()
    rows = [row for path in site.pages() for row in rows_of_figures(path)]
    assert len(rows) > 300
    assert [row for row in rows if row in text] == []
    # What a chart's or a bar's own numbers look like when nothing keeps them apart.
    assert re.findall(r"\d{6,}", text) == []


def rows_of_figures(path: Path) -> list[str]:
    """The words of each table row with more than one figure, as search would join them."""
    tree = html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False)
    rows = []
    for row in tree.iter("tr"):
        cells = [squeezed(" ".join(cell.itertext())) for cell in row.iter("td")]
        if sum(any(letter.isdigit() for letter in cell) for cell in cells) > 1:
            rows.append(" ".join(cells))
    return rows


def squeezed(text: str) -> str:
    return " ".join(text.split())


def test_the_first_key_leads_past_the_menu(site: Site, open_page: OpenPage) -> None:
    page = open_page(site.address + INDICATOR).page
    page.keyboard.press("Tab")
    assert "skip" in page.evaluate("document.activeElement.textContent.trim().toLowerCase()")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('main')")


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("page", ["", INDICATOR])
def test_the_keyboard_reaches_every_link_and_table_and_shows_where_it_is(
    site: Site, open_page: OpenPage, page: str, width: int
) -> None:
    seen = open_page(site.address + page, width=width).page
    wanted = seen.evaluate(
        "() => { const all = [...document.querySelectorAll("
        "'main a[href], main button, main input, main select, main summary, main .scroll')]"
        ".filter(e => e.checkVisibility() && (!e.matches('.scroll') ||"
        " e.scrollWidth > e.clientWidth));"
        " all.forEach((e, i) => { e.dataset.at = i; }); return all.length; }"
    )
    reached, unseen = set(), set()
    for _ in range(wanted + 60):
        seen.keyboard.press("Tab")
        at, outlined, what = seen.evaluate(
            "() => { const e = document.activeElement, s = getComputedStyle(e);"
            " return [e.dataset.at, s.outlineStyle !== 'none' || s.boxShadow !== 'none',"
            " e.outerHTML.slice(0, 120)]; }"
        )
        if at is not None:
            reached.add(at)
            if not outlined:
                unseen.add(what)
    assert len(reached) == wanted
    assert unseen == set()


def test_the_table_sorts_by_keyboard(site: Site, open_page: OpenPage) -> None:
    page = open_page(f"{site.address}scorecard/").page
    head = page.locator("table.sortable thead th", has=page.get_by_text("Measure", exact=True))
    head.get_by_role("button").focus()
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    for body in page.locator("table.sortable tbody").all():
        names = body.locator("tr:not(.group) th[scope=row]").all_inner_texts()
        assert names == sorted(names, key=str.lower)
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "descending"


def test_the_table_prints_the_names_of_its_columns_without_buttons(
    site: Site, open_page: OpenPage
) -> None:
    page = open_page(f"{site.address}scorecard/").page
    page.emulate_media(media="print")
    # A browser repeats the head of a table on each sheet, but paints a button on the first alone.
    boxes = page.locator("table.sortable thead button").evaluate_all(
        "all => all.map(button => getComputedStyle(button).display)"
    )
    assert set(boxes) == {"contents"}


@pytest.mark.parametrize("page", ["scorecard/", "areas/keighley-and-shipley/"])
def test_a_phone_shows_each_measures_figure_beside_its_name_which_stays(
    site: Site, open_page: OpenPage, page: str
) -> None:
    seen = open_page(site.address + page, width=320).page
    row = seen.locator("main table tbody tr:not(.group)").first
    name, figure = row.locator("th"), row.locator("td:visible").first
    boxes = [cell.bounding_box() for cell in (name, figure)]
    assert all(box and box["x"] >= 0 and box["x"] + box["width"] <= 320 for box in boxes)
    seen.locator("main .scroll").evaluate("e => { e.scrollLeft = 400; }")
    assert name.bounding_box() == boxes[0]


def test_a_phone_shows_every_figure_of_a_table_on_one_line(site: Site, open_page: OpenPage) -> None:
    seen = open_page(f"{site.address}indicators/early-help-re-referrals/", width=320).page
    lines = seen.locator("main table.figures td:not(.text)").evaluate_all(
        "cells => cells.map(cell => { const words = document.createRange();"
        " words.selectNodeContents(cell);"
        " return new Set([...words.getClientRects()].map(box => box.top)).size; })"
    )
    assert len(lines) > 30
    assert max(lines) == 1


def test_a_priority_is_a_reference_to_see_and_a_name_to_hear_and_to_find(
    site: Site, open_page: OpenPage
) -> None:
    page = open_page(f"{site.address}scorecard/").page
    cell = page.locator("table.sortable tbody tr:not(.group) td:last-child").first
    assert (
        cell.locator("span[title]").first.get_attribute("title") == "Build the early help pathway"
    )
    assert "Build the early help pathway" in str(cell.text_content())
    page.locator("form.filters").get_by_label("Priority").select_option("1 Promote early help")
    assert page.locator("form.filters output").inner_text() == "4 of 38 shown"


def test_the_table_filters_by_words_and_by_status(site: Site, open_page: OpenPage) -> None:
    page = open_page(f"{site.address}scorecard/").page
    rows = page.locator("table.sortable tbody tr:not(.group):visible")
    assert rows.count() == 38
    page.get_by_label("Find").fill("two-year-olds")
    assert rows.count() == 1
    assert page.locator("form.filters output").inner_text() == "1 of 38 shown"
    page.get_by_label("Find").fill("")
    status = page.locator("form.filters").get_by_label("Status")
    status.select_option("Not met")
    shown = rows.count()
    assert 0 < shown < 38
    assert all("Not met" in text for text in rows.all_inner_texts())
