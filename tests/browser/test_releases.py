"""Three quarters of the default scorecard, a correction and a withdrawal, as readers meet them."""

from __future__ import annotations

import shutil
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.browser.browsing import Visit
from tests.browser.fixtures import OpenPage, Serve
from tests.examples import example
from tests.releases.atom import faults
from tests.releases.tiny import release, run, state

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; worker-src 'self'"
)
FIRST, SECOND, THIRD = "2020-21-q1", "2020-21-q2", "2020-21-q3"
AGAIN, LAST = f"{SECOND}-correction-1", f"{THIRD}-correction-1"
WRONG = "services-making-enquiries"
WHY = "A month had been left out."


@dataclass(frozen=True)
class Released:
    """The folder of releases, where it is served, and each version as it was first published."""

    folder: Path
    address: str
    first: dict[str, dict[str, str]]


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> Released:
    """All that happens to three releases in a year; tests only read it."""
    project = tmp_path_factory.mktemp("releases") / "project"
    for name in ("content", "data"):
        shutil.copytree(ROOT / name, project / name)
    # The charts of the latest quarter, which other tests look at, need not be drawn again.
    built, _ = example("root").built(tmp_path_factory)
    shutil.copytree(built / "build/cache", project / "build/cache")
    folder = project / "releases"
    first = {}
    for quarter, name in (("2020-21 Q1", FIRST), ("2020-21 Q2", SECOND), ("2020-21 Q3", THIRD)):
        release(project, quarter, "--force-illustrative")
        first[name] = state(folder / name)
    _count_again(project)
    release(project, "2020-21 Q2", "--force-illustrative", "--correct", "--reason", WHY)
    assert {name: state(folder / name) for name in first} == first
    withdrawn = run(project, "withdraw", FIRST, "--reason", "It should not have been published.")
    assert withdrawn.exit_code == 0, withdrawn.output
    assert run(project, "verify", folder).exit_code == 0
    return Released(folder, serve(folder, {"Content-Security-Policy": POLICY}), first)


def _count_again(project: Path) -> None:
    """Mark the second quarter of one measure as revised, with another figure."""
    for file in sorted((project / "data").glob("*.csv")):
        lines = file.read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines):
            fields = line.split(",")
            if fields[:2] == [WRONG, "2020-21 Q2"] and not any(fields[2:5]):
                fields[5] = str(int(fields[5]) + 13)
                lines[number] = ",".join([*fields[:8], "r", "A month had been left out"])
                file.write_text("\n".join(lines) + "\n", encoding="utf-8")
                return
    raise AssertionError(WRONG)


def sound(visit: Visit) -> None:
    assert visit.console_errors == []
    assert visit.outside_requests == []


def test_nothing_of_the_releases_that_stand_has_changed(released: Released) -> None:
    for name in (SECOND, THIRD):
        assert state(released.folder / name) == released.first[name]


def test_the_address_of_all_releases_leads_to_the_latest(
    released: Released, open_page: OpenPage
) -> None:
    for javascript in (True, False):
        visit = open_page(released.address, javascript=javascript)
        visit.page.wait_for_url("**/latest/")
        assert "October to December 2020" in visit.page.title()
        sound(visit)


def test_the_selector_lists_every_release_and_keeps_the_page(
    released: Released, open_page: OpenPage
) -> None:
    visit = open_page(f"{released.address}{SECOND}/indicators/{WRONG}/")
    page = visit.page
    page.wait_for_selector(".md-version__link", state="attached")
    assert page.locator(".md-version__current").inner_text() == "July to September 2020"
    texts = [t.strip() for t in page.locator(".md-version__link").all_text_contents()]
    assert texts == [
        "October to December 2020, correction 1",
        "October to December 2020",
        "July to September 2020, correction 1",
        "July to September 2020",
    ]
    page.locator(".md-version__current").focus()
    page.get_by_role("link", name="July to September 2020, correction 1").click()
    page.wait_for_url(f"**/{AGAIN}/indicators/{WRONG}/")
    assert "[r]" in page.content()
    sound(visit)


def test_a_page_that_a_release_lacks_leads_to_its_start(
    released: Released, open_page: OpenPage
) -> None:
    visit = open_page(f"{released.address}{LAST}/indicators/{WRONG}/")
    page = visit.page
    page.wait_for_selector(".md-version__link", state="attached")
    page.evaluate("history.replaceState({}, '', '../../indicators/only-here/')")
    page.locator(".md-version__current").focus()
    page.get_by_role("link", name="July to September 2020", exact=True).click()
    page.wait_for_url(f"**/{SECOND}/")


def test_only_what_is_not_the_latest_has_a_banner_that_leads_there(
    released: Released, open_page: OpenPage
) -> None:
    for name, old in (
        (SECOND, True),
        (AGAIN, True),
        (THIRD, True),
        (LAST, False),
        ("latest", False),
    ):
        visit = open_page(f"{released.address}{name}/")
        visit.page.wait_for_selector(".md-version__link", state="attached")
        banner = visit.page.locator("[data-md-component=outdated]")
        assert banner.is_visible() == old, name
        if old:
            assert visit.axe_violations() == []
            banner.get_by_role("link").click()
            visit.page.wait_for_url("**/latest/")
        sound(visit)


def test_without_javascript_a_standing_line_leads_to_the_latest_and_to_all(
    released: Released, open_page: OpenPage
) -> None:
    visit = open_page(f"{released.address}{SECOND}/method/", javascript=False)
    line = visit.page.locator(".sc-standing")
    assert line.inner_text().startswith("This release covers July to September 2020.")
    line.get_by_role("link", name="all releases").click()
    visit.page.wait_for_url("**/releases/")
    listed = visit.page.locator("li").all_inner_texts()
    assert len(listed) == 5
    assert sum(WHY in each for each in listed) == 2
    assert "withdrawn" in listed[-1]
    visit.page.get_by_role("link", name="See the latest release").click()
    visit.page.wait_for_url("**/latest/")


def test_the_correction_lists_its_changes_and_reasons(
    released: Released, open_page: OpenPage
) -> None:
    visit = open_page(f"{released.address}{AGAIN}/releases/", javascript=False)
    table = visit.page.locator("table", has_text="Figures that read differently now")
    assert "A month had been left out" in table.inner_text()
    assert "[r]" in table.inner_text()
    assert visit.page.locator("text=This is a correction").count() == 1
    visit = open_page(f"{released.address}{AGAIN}/releases/")
    assert visit.axe_violations() == []
    sound(visit)


def test_a_notice_stands_where_a_release_was_withdrawn(
    released: Released, open_page: OpenPage
) -> None:
    visit = open_page(f"{released.address}{FIRST}/")
    assert "This release was withdrawn" in visit.page.content()
    assert visit.axe_violations() == []
    visit.page.get_by_role("link", name="See the latest release").click()
    visit.page.wait_for_url("**/latest/")
    sound(visit)
    gone = open_page(f"{released.address}{FIRST}/downloads/scorecard.csv")
    assert (f"/{FIRST}/downloads/scorecard.csv", 404) in gone.answers


def test_every_link_of_a_page_about_releases_leads_somewhere(
    released: Released, open_page: OpenPage
) -> None:
    for address in ("releases/", "latest/releases/", f"{SECOND}/releases/"):
        visit = open_page(f"{released.address}{address}")
        links = visit.page.eval_on_selector_all("main a[href]", "all => all.map(a => a.href)")
        inside = {link.partition("#")[0] for link in links if link.startswith(released.address)}
        assert len(inside) > 3, address
        for link in sorted(inside):
            assert visit.page.request.get(link).ok, link


def test_the_feed_is_valid_and_leads_to_releases(released: Released) -> None:
    assert faults((released.folder / "feed.xml").read_text(encoding="utf-8")) == []
    feed = ET.parse(released.folder / "feed.xml").getroot()  # noqa: S314 (our own)
    atom = "{http://www.w3.org/2005/Atom}"
    links = [link.get("href") for link in feed.findall(f"{atom}entry/{atom}link")]
    assert sorted(links, key=str) == sorted(f"{n}/" for n in (FIRST, SECOND, THIRD, AGAIN, LAST))
