"""The files for hosts: what they say of each address, and that no two rules say it twice."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path

import html5lib
import pytest

from scorecard.outputs.hosting import LONG, POLICY, SHORT, hosting_files, pages_of
from scorecard.outputs.release_files import Publisher
from scorecard.publish.website import package_theme
from scorecard.versions import Version

TEMPLATES = [package_theme() / "pages"]
FIRST = Version("2020-21-q2", "2020-21 Q2", "July", date(2020, 9, 30), date(2020, 11, 13))
SECOND = Version("2020-21-q3", "2020-21 Q3", "October", date(2020, 12, 31), date(2021, 2, 12))
BY = Publisher("Help & <care>", "Partnership", "https://example.org/scorecard/")
PAGES = ["", "indicators/on-time/"]


def written(by: Publisher = BY, *versions: Version) -> dict[str, str | None]:
    return hosting_files(by, versions or (FIRST, SECOND), PAGES, TEMPLATES)


def headers_for(address: str, rules: str) -> dict[str, list[str]]:
    """What a host that reads `_headers` sends for an address, every rule that matches counted."""
    found: dict[str, list[str]] = {}
    matching = False
    for line in rules.splitlines():
        if line.startswith("/"):
            matching = fnmatchcase(address, line)
        elif line and matching:
            name, value = line.strip().split(": ", 1)
            found.setdefault(name, []).append(value)
    return found


@pytest.mark.parametrize(
    ("address", "caching"),
    [
        ("/", SHORT),
        ("/versions.json", SHORT),
        ("/feed.xml", SHORT),
        ("/latest/", SHORT),
        ("/latest/downloads/scorecard.csv", SHORT),
        ("/ledgers/2020-21-q3.json", SHORT),
        ("/releases/", SHORT),
        ("/2020-21-q3/", LONG),
        ("/2020-21-q2/indicators/on-time/", LONG),
    ],
)
def test_each_address_has_one_policy_and_one_time_to_be_kept(address: str, caching: str) -> None:
    rules = written()["_headers"]
    assert rules
    found = headers_for(address, rules)
    assert found["Cache-Control"] == [caching]
    assert found["Content-Security-Policy"] == [POLICY]
    assert found["X-Content-Type-Options"] == ["nosniff"]


def test_a_withdrawn_release_is_not_kept_for_long() -> None:
    gone = replace(SECOND, withdrawn=date(2021, 3, 1), why_withdrawn="A mistake")
    rules = written(BY, FIRST, gone)["_headers"]
    assert rules
    assert headers_for("/2020-21-q3/", rules)["Cache-Control"] == [SHORT]
    assert headers_for("/2020-21-q2/", rules)["Cache-Control"] == [LONG]


def test_a_correction_has_rules_of_its_own() -> None:
    correction = replace(SECOND, name="2020-21-q3-correction-1", corrects="2020-21-q3")
    rules = written(BY, SECOND, correction)["_headers"]
    assert rules
    for name in ("2020-21-q3", "2020-21-q3-correction-1"):
        assert headers_for(f"/{name}/data/", rules)["Cache-Control"] == [LONG]


def test_the_policy_names_no_other_host() -> None:
    assert "*" not in POLICY
    assert "http" not in POLICY
    assert re.findall(r"\bdata:", POLICY) == ["data:"]


def test_the_page_for_lost_readers_works_at_any_depth_and_is_not_listed() -> None:
    page = written()["404.html"]
    assert page
    html5lib.HTMLParser(strict=True).parse(page)
    assert 'href="/scorecard/latest/"' in page
    assert 'href="/scorecard/"' in page
    assert "Help &amp; &lt;care&gt;" in page
    assert "noindex" in page


def test_without_an_address_the_folder_is_taken_to_stand_at_the_top_of_its_host() -> None:
    files = written(replace(BY, address=""))
    assert 'href="/latest/"' in str(files["404.html"])
    assert files["sitemap.xml"] is None
    assert "Sitemap" not in str(files["robots.txt"])


def test_illustrative_figures_are_not_offered_to_search_engines() -> None:
    files = written(replace(BY, illustrative=True))
    assert files["sitemap.xml"] is None
    # The pages say noindex themselves, which a search engine must be let in to read.
    assert "Disallow" not in str(files["robots.txt"])


def test_where_no_release_stands_there_is_no_link_to_the_latest() -> None:
    gone = replace(FIRST, withdrawn=date(2021, 3, 1), why_withdrawn="A mistake")
    files = written(BY, gone)
    assert "latest/" not in str(files["404.html"])
    assert files["sitemap.xml"] is None


def test_the_sitemap_lists_each_page_once_at_the_address_of_the_latest() -> None:
    files = written()
    top = ET.fromstring(str(files["sitemap.xml"]).encode())  # noqa: S314 (our own)
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    assert [one.text for one in top.iter(f"{space}loc")] == [
        "https://example.org/scorecard/latest/",
        "https://example.org/scorecard/latest/indicators/on-time/",
    ]
    assert {one.text for one in top.iter(f"{space}lastmod")} == {"2021-02-12"}
    assert "Sitemap: https://example.org/scorecard/sitemap.xml\n" in str(files["robots.txt"])


def test_pages_are_found_in_a_finished_site(tmp_path: Path) -> None:
    for name in ("index.html", "404.html", "indicators/on-time/index.html", "data/index.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    assert pages_of(tmp_path) == ["", "data/", "indicators/on-time/"]
    assert pages_of(tmp_path / "absent") == []
