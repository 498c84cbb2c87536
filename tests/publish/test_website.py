"""The website: generated Markdown in, finished pages out."""

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import html5lib
import pytest

from scorecard.publish.links import broken_links
from scorecard.publish.website import (
    Link,
    SiteSettings,
    WebsiteError,
    build_website,
    package_theme,
    theme_folders,
)

TABLE = """<div class="scroll" tabindex="0" role="region" aria-label="Table" data-search-exclude>
<table class="figures"><caption>The same figures</caption>
<tbody><tr><th scope="row">*Oct* to _Dec_</th><td>98765</td></tr></tbody></table></div>"""
CHART = (
    '<figure data-search-exclude><svg viewBox="0 0 9 9" role="img"><title>Chart</title>'
    '<text x="1" y="2">43210%</text></svg></figure>'
)

PAGES = {
    "index.md": "---\nhide: [navigation, toc]\n---\n\n# Is it working?\n\nYes, mostly.\n",
    "priorities/index.md": "# Priorities\n\nThe [first page](../index.md).\n",
    "priorities/one.md": "# Promote early help\n\n## Measures\n\nNone yet.\n",
    "indicators/re-referrals.md": (
        "---\ntitle: Re-referrals\n---\n\n# Do families come back?\n\nA plain sentence.\n\n"
        "<!-- fragment: re-referrals/trend -->\n\n## Figures\n\n"
        "<!-- fragment: re-referrals/table -->\n"
    ),
}
FRAGMENTS = {"re-referrals/trend": CHART, "re-referrals/table": TABLE}

SETTINGS = SiteSettings(
    title="Early Help & <Family> scorecard",
    partnership="Prevention and Early Help Partnership",
    release_label="October to December 2020",
    published=date(2021, 2, 12),
    published_text="12 February 2021",
    nav=[{"Home": "index.md"}, {"Priorities": ["priorities/index.md", "priorities/one.md"]}],
    licence="Open Government Licence v3.0",
    licence_url="https://example.org/licence",
    contact_name="Performance team",
    contact_email="performance@example.org",
    footer_links=(Link("All priorities", "priorities/"),),
    outside_nav=("/indicators/*",),
    site_url="https://example.org/scorecard/",
)

Build = Callable[..., Path]


@pytest.fixture
def build(tmp_path: Path) -> Build:
    def build_in(
        name: str = "project",
        pages: dict[str, str] = PAGES,
        fragments: dict[str, str] = FRAGMENTS,
        settings: SiteSettings = SETTINGS,
    ) -> Path:
        project = tmp_path / name
        for path, text in pages.items():
            _write(project / "build" / "docs" / path, text)
        for path, text in fragments.items():
            _write(project / "build" / "fragments" / f"{path}.html", text)
        build_website(
            project / "build" / "docs",
            project / "site",
            mkdocs_config=None,
            fragments=project / "build" / "fragments",
            theme=project / "theme",
            settings=settings,
        )
        return project / "site"

    return build_in


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _digests(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def test_every_page_says_whose_figures_these_are_and_on_what_terms(build: Build) -> None:
    site = build()
    for page in site.rglob("*.html"):
        text = page.read_text("utf-8")
        assert "Prevention and Early Help Partnership" in text
        assert '<a href="https://example.org/licence" rel="license">' in text
        assert "Published 12 February 2021." in text
        assert "mailto:performance@example.org" in text
    inside = (site / "indicators/re-referrals/index.html").read_text("utf-8")
    assert '<a href="../../priorities/">All priorities</a>' in inside


def test_a_page_title_begins_with_what_is_particular_and_names_the_release(build: Build) -> None:
    text = (build() / "indicators/re-referrals/index.html").read_text("utf-8")
    title = "Re-referrals - Early Help &amp; &lt;Family&gt; scorecard, October to December 2020"
    assert f"<title>{title}</title>" in text


def test_pages_are_valid_html(build: Build) -> None:
    for page in build(settings=replace(SETTINGS, illustrative=True)).rglob("*.html"):
        html5lib.HTMLParser(strict=True).parse(page.read_text("utf-8"))


def test_the_faults_of_the_theme_are_mended(build: Build) -> None:
    for page in build().rglob("*.html"):
        text = page.read_text("utf-8")
        assert 'tabindex=""' not in text
        assert not re.search(r'type="checkbox"[^>]*autocomplete', text)
        assert re.search(r'role="dialog" aria-label="[^"]+"', text)
        assert "md-header__button md-icon sc-search" in text


def test_a_fragment_takes_the_place_of_its_comment_untouched(build: Build) -> None:
    text = (build() / "indicators/re-referrals/index.html").read_text("utf-8")
    bare = text.replace(" data-search-exclude", "")
    assert TABLE.replace(" data-search-exclude", "") in bare
    assert CHART.replace(" data-search-exclude", "") in bare
    assert "<!-- fragment" not in text


def test_a_missing_fragment_is_named_with_its_page(build: Build) -> None:
    with pytest.raises(WebsiteError, match="re-referrals/table") as raised:
        build(fragments={"re-referrals/trend": CHART})
    assert "indicators/re-referrals.md" in str(raised.value)


def test_a_comment_that_is_not_alone_on_its_line_is_a_fault(build: Build) -> None:
    pages = {**PAGES, "index.md": "# Home\n\nSee <!-- fragment: re-referrals/table --> here.\n"}
    with pytest.raises(WebsiteError, match="alone on a line") as raised:
        build(pages=pages)
    assert "index.md" in str(raised.value)


def test_a_comment_cannot_name_a_file_outside_the_fragments(build: Build) -> None:
    pages = {**PAGES, "index.md": "# Home\n\n<!-- fragment: ../docs/secret -->\n"}
    with pytest.raises(WebsiteError, match="cannot be read"):
        build(pages=pages)


def test_an_example_of_a_comment_in_a_code_block_stays_as_it_is(build: Build) -> None:
    pages = {**PAGES, "index.md": "# Home\n\n    <!-- fragment: example -->\n"}
    assert "&lt;!-- fragment: example --&gt;" in (build(pages=pages) / "index.html").read_text()


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("# Home\n\nTo [nowhere](nowhere.md).\n", "nowhere.md"),
        ("# Home\n\nTo [no anchor](priorities/index.md#none).\n", "#none"),
    ],
)
def test_a_broken_link_stops_the_build(build: Build, page: str, expected: str) -> None:
    with pytest.raises(WebsiteError, match=expected) as raised:
        build(pages={**PAGES, "index.md": page})
    assert "index.md" in str(raised.value)


def test_a_menu_entry_without_a_page_stops_the_build(build: Build) -> None:
    with pytest.raises(WebsiteError, match=r"absent\.md"):
        build(settings=replace(SETTINGS, nav=[*SETTINGS.nav, {"Absent": "absent.md"}]))


def test_a_page_in_no_menu_stops_the_build_unless_it_is_meant(build: Build) -> None:
    with pytest.raises(WebsiteError, match=r"indicators/re-referrals\.md"):
        build(settings=replace(SETTINGS, outside_nav=()))


def test_links_in_finished_html_are_followed_too(build: Build) -> None:
    site = build()
    assert broken_links(site) == []
    _write(site / "x/index.html", '<a href="../gone/">x</a><a href="../priorities/#a">y</a>')
    assert broken_links(site) == ["x/index.html: ../gone/"]


def test_illustrative_figures_say_so_on_every_page_and_stay_out_of_search_engines(
    build: Build,
) -> None:
    for page in build(settings=replace(SETTINGS, illustrative=True)).rglob("*.html"):
        text = page.read_text("utf-8")
        assert "<strong>Illustrative figures.</strong>" in text
        assert '<meta name="robots" content="noindex">' in text
    real = (build("real") / "index.html").read_text("utf-8")
    assert "Illustrative" not in real
    assert "noindex" not in real


def test_search_finds_words_but_no_figures_of_tables_or_charts(build: Build) -> None:
    index = json.loads((build() / "search/search_index.json").read_text("utf-8"))
    words = json.dumps(index["docs"])
    assert "A plain sentence." in words
    assert "98765" not in words
    assert "43210" not in words
    assert "same figures" not in words


def test_the_same_pages_give_the_same_bytes(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    first = _digests(build("first"))
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    backwards = dict(reversed(PAGES.items()))
    second = _digests(build("deeper/second", pages=backwards))
    assert first == second
    assert "sitemap.xml.gz" in first


def test_the_site_map_carries_the_day_of_publication(build: Build) -> None:
    assert "<lastmod>2021-02-12</lastmod>" in (build() / "sitemap.xml").read_text("utf-8")


def test_what_an_english_site_never_loads_is_left_out(build: Build) -> None:
    site = build()
    assert not list(site.rglob("*.map"))
    assert not (site / "assets/javascripts/lunr").exists()
    assert sum(path.stat().st_size for path in site.rglob("*") if path.is_file()) < 500_000


def test_no_page_asks_another_host_for_anything(build: Build) -> None:
    asks = re.compile(r"<(?:script|link|img|iframe|source)[^>]*(?:src|href)=\"?(https?:)?//")
    for page in build().rglob("*.html"):
        found = [m.group() for m in asks.finditer(page.read_text("utf-8"))]
        assert all("canonical" in tag for tag in found)


def test_a_project_overrides_a_file_of_the_theme_by_name(build: Build, tmp_path: Path) -> None:
    theme = tmp_path / "project" / "theme"
    _write(theme / "overrides/partials/footer.html", "<footer>Our own words</footer>")
    _write(theme / "assets/favicon.svg", "<svg/>")
    site = build()
    assert "<footer>Our own words</footer>" in (site / "index.html").read_text("utf-8")
    assert (site / "assets/favicon.svg").read_text("utf-8") == "<svg/>"
    assert (site / "assets/scorecard.css").is_file()


def test_a_project_without_a_theme_uses_the_one_that_ships_with_the_package(tmp_path: Path) -> None:
    assert theme_folders(tmp_path / "theme") == (package_theme().resolve(),)
    assert (package_theme() / "overrides" / "main.html").is_file()


def test_a_build_prints_nothing_and_leaves_the_environment_alone(
    build: Build,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "set before")
    before = dict(os.environ)
    build()
    assert capfd.readouterr() == ("", "")
    assert dict(os.environ) == before
    with pytest.raises(WebsiteError):
        build("faulty", pages={**PAGES, "index.md": "# Home\n\n[To nowhere](nowhere.md)\n"})
    assert caplog.records == []


def test_mkdocs_is_imported_only_when_a_site_is_built() -> None:
    code = "import sys, scorecard.publish.website; print('mkdocs' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"


def _colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--sc-([a-z-]+): (#[0-9a-f]{3,6});", block))


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_colours_can_be_told_from_the_paper(scheme: int) -> None:
    css = (package_theme() / "assets" / "scorecard.css").read_text("utf-8")
    colours = _colours(re.findall(r"\{\s*(--sc-ink.*?)\}", css, re.DOTALL)[scheme])
    for text in ("ink", "soft", "brand", "met", "near", "miss", "none"):
        assert _contrast(colours[text], colours["paper"]) >= 4.5, text
    for fill in ("met", "near", "miss", "none"):
        assert _contrast(colours["on-fill"], colours[fill]) >= 4.5, fill
    assert _contrast(colours["grey"], colours["paper"]) >= 3
    assert _contrast(colours["note-ink"], colours["note"]) >= 4.5
