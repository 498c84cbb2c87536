"""Corrections stand beside what they correct; what is withdrawn is gone, and still known."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.releases.tiny import QUARTERS, plain_rows, release, revised, run, state, write_data

FIRST, SECOND, THIRD = "2020-21-q1", "2020-21-q2", "2020-21-q3"
WHY = "Two families had been left out."
ATOM = "{http://www.w3.org/2005/Atom}"


def text_of(folder: Path, name: str) -> str:
    return (folder / "releases" / name).read_text(encoding="utf-8")


@pytest.fixture
def corrected(released: Path) -> Path:
    """The second quarter was wrong, and the third carried it."""
    write_data(released, revised("2020-21 Q2", (66, 35, 31)))
    release(released, "2020-21 Q2", "--correct", "--reason", WHY)
    return released


def test_a_correction_stands_beside_what_it_corrects(released: Path) -> None:
    before = {name: state(released / "releases" / name) for name in (FIRST, SECOND, THIRD)}
    write_data(released, revised("2020-21 Q2", (66, 35, 31)))
    result = release(released, "2020-21 Q2", "--correct", "--reason", WHY)
    after = {name: state(released / "releases" / name) for name in (FIRST, SECOND, THIRD)}
    assert after == before
    # The third carried the wrong figure, so the same command corrects it too, and says so.
    assert "carried the same: 2020-21-q3" in result.output
    names = [v["version"] for v in json.loads(text_of(released, "versions.json"))]
    assert names == [
        f"{THIRD}-correction-1", THIRD, f"{SECOND}-correction-1", SECOND, FIRST,
    ]  # fmt: skip
    assert state(released / "releases/latest") == state(released / f"releases/{THIRD}-correction-1")
    assert run(released, "verify", released / "releases").exit_code == 0
    page = text_of(released, f"{SECOND}-correction-1/releases/index.html")
    for said in ("64", "66 [r]", WHY, "Counted again", f'href="../../{SECOND}/"'):
        assert said in page, said
    listed = text_of(released, f"{SECOND}-correction-1/downloads/changes.csv").splitlines()
    assert len(listed) == 3
    assert "corrected" not in text_of(released, f"{SECOND}/index.html")
    assert WHY in text_of(released, "releases/index.html")
    assert "[r]" in text_of(released, "latest/downloads/scorecard.csv")


def test_the_same_correction_again_does_nothing_and_another_is_a_second(corrected: Path) -> None:
    before = state(corrected / "releases")
    result = release(corrected, "2020-21 Q2", "--correct", "--reason", WHY)
    assert "2020-21-q2-correction-1 is published already, and identical" in result.output
    assert state(corrected / "releases") == before
    write_data(corrected, revised("2020-21 Q2", (68, 37, 31)))
    release(corrected, "2020-21 Q2", "--correct", "--reason", "And two more.")
    assert (corrected / f"releases/{SECOND}-correction-2/index.html").is_file()
    assert state(corrected / "releases" / f"{SECOND}-correction-1") == {
        name.partition("/")[2]: value
        for name, value in before.items()
        if name.startswith(f"{SECOND}-correction-1/")
    }


def test_a_correction_in_which_nothing_differs_says_so(released: Path) -> None:
    release(released, "2020-21 Q3", "--correct", "--reason", "A definition was unclear.")
    page = text_of(released, f"{THIRD}-correction-1/releases/index.html")
    assert "No figure that was published before reads differently." in page


def test_the_quarter_after_a_correction_needs_no_reason_again(corrected: Path) -> None:
    release(corrected, "2020-21 Q4")
    listed = text_of(corrected, "2020-21-q4/downloads/changes.csv").splitlines()
    assert len(listed) == 1


def test_what_is_withdrawn_leaves_a_notice_and_its_ledger(released: Path) -> None:
    before = {name: state(released / "releases" / name) for name in (SECOND, THIRD)}
    ledger = (released / f"releases/ledgers/{FIRST}.json").read_bytes()
    why = "It held another area's figures."
    result = run(released, "withdraw", "2020-21 Q1", "--reason", why, "--as-at", "2021-03-01")
    assert result.exit_code == 0, result.output
    left = [p.name for p in (released / "releases" / FIRST).rglob("*")]
    assert left == ["index.html"]
    notice = text_of(released, f"{FIRST}/index.html")
    assert why.replace("'", "&#39;") in notice
    assert "withdrawn on 1 March 2021" in notice
    assert 'href="../latest/"' in notice
    # What was published counts as known, but nobody is to find it in what is published now.
    assert (released / f"releases-withdrawn/{FIRST}.json").read_bytes() == ledger
    assert not (released / f"releases/ledgers/{FIRST}.json").exists()
    assert FIRST not in text_of(released, "versions.json")
    assert why.replace("'", "&#39;") in text_of(released, "releases/index.html")
    assert {name: state(released / "releases" / name) for name in (SECOND, THIRD)} == before
    listed = run(released, "releases", "--as-at", "2021-03-01").output
    assert f"{FIRST}  published 2020-08-14  withdrawn 2021-03-01" in listed


def test_every_page_names_its_icon_or_a_browser_would_ask_the_host_for_one(released: Path) -> None:
    run(released, "withdraw", "2020-21 Q1", "--reason", WHY)
    icon = re.compile(r'<link rel="icon" href="([^"]+)"')
    pages = (released / "releases").rglob("*.html")
    icons = {path: icon.findall(path.read_text(encoding="utf-8")) for path in pages}
    assert [path for path, found in icons.items() if len(found) != 1] == []
    # Those above the releases stand in none of them, and bring their own.
    own = {path for path, (one,) in icons.items() if one.startswith("data:image/svg+xml,%3Csvg")}
    names = ("index.html", "404.html", "releases/index.html", f"{FIRST}/index.html")
    assert own == {released / "releases" / name for name in names}


def test_withdrawing_the_latest_leads_to_the_one_before(released: Path) -> None:
    assert run(released, "withdraw", "2020-21 Q3", "--reason", "Why").exit_code == 0
    assert state(released / "releases/latest") == state(released / "releases" / SECOND)
    assert json.loads(text_of(released, "versions.json"))[0]["aliases"] == ["latest"]


def test_after_the_last_is_withdrawn_nothing_is_the_latest(released: Path) -> None:
    for quarter in ("2020-21 Q1", "2020-21 Q2", "2020-21 Q3"):
        assert run(released, "withdraw", quarter, "--reason", "Why").exit_code == 0
    assert not (released / "releases/latest").exists()
    assert json.loads(text_of(released, "versions.json")) == []
    assert "No release stands at present." in text_of(released, "index.html")


def test_a_release_made_before_a_withdrawal_is_still_recognised(released: Path) -> None:
    assert run(released, "withdraw", "2020-21 Q1", "--reason", "Why").exit_code == 0
    assert "identical" in release(released, "2020-21 Q2").output


def test_an_address_that_was_withdrawn_is_not_used_again(released: Path) -> None:
    assert run(released, "withdraw", "2020-21 Q2", "--reason", "Why").exit_code == 0
    result = run(released, "release", "2020-21 Q2")
    assert result.exit_code == 1
    assert "--correct --reason" in result.output
    release(released, "2020-21 Q2", "--correct", "--reason", "Now without it.")
    assert (released / f"releases/{SECOND}-correction-1/index.html").is_file()


@pytest.mark.parametrize(
    ("named", "status", "said"),
    [("2020-21 Q4", 2, "holds no release of 2020-21 Q4"), (FIRST, 1, "already")],
)
def test_what_cannot_be_withdrawn_is_said(
    released: Path, named: str, status: int, said: str
) -> None:
    assert run(released, "withdraw", FIRST, "--reason", "Why").exit_code == 0
    before = state(released / "releases")
    result = run(released, "withdraw", named, "--reason", "Why")
    assert result.exit_code == status
    assert said in result.output
    assert state(released / "releases") == before


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_withdrawal_needs_its_reason(released: Path, reason: str) -> None:
    before = state(released / "releases")
    result = run(released, "withdraw", "2020-21 Q3", "--reason", reason)
    assert result.exit_code == 2
    assert "a withdrawal needs its reason, in a sentence for readers" in result.output
    assert state(released / "releases") == before


def test_the_notice_of_the_last_release_leads_to_the_list_alone(released: Path) -> None:
    for quarter in QUARTERS[:3]:
        assert run(released, "withdraw", quarter, "--reason", "A slip.").exit_code == 0
    notice = text_of(released, f"{THIRD}/index.html")
    assert '<p><a href="../releases/">See all releases</a>.</p>' in notice


def test_the_ledger_of_a_withdrawn_release_is_needed(released: Path) -> None:
    assert run(released, "withdraw", "2020-21 Q3", "--reason", "Why").exit_code == 0
    release(released, "2020-21 Q4")
    (released / f"releases-withdrawn/{THIRD}.json").unlink()
    assert "ledger of 2020-21-q3" in run(released, "verify", released / "releases").output


# The feed, the list, the hashes, the differences


def test_the_feed_has_an_entry_for_each_release_with_what_atom_asks_for(corrected: Path) -> None:
    assert run(corrected, "withdraw", "2020-21 Q1", "--reason", "Why").exit_code == 0
    feed = ET.fromstring(text_of(corrected, "feed.xml"))  # noqa: S314 (our own)
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 5
    ids = [one.findtext(f"{ATOM}id") for one in (feed, *entries)]
    assert len(set(ids)) == 6
    for one in (feed, *entries):
        assert all(one.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated"))
        assert one.find(f"{ATOM}link") is not None
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    updated = [one.findtext(f"{ATOM}updated") or "" for one in entries]
    assert updated == sorted(updated, reverse=True)


def test_a_file_that_was_changed_is_found(released: Path) -> None:
    page = released / "releases" / SECOND / "index.html"
    text = page.read_text(encoding="utf-8")
    page.unlink()
    page.write_text(text.replace("Tiny", "Tidy"), encoding="utf-8")
    (released / "releases" / SECOND / "extra.html").write_text("more")
    (released / "releases" / FIRST / "404.html").unlink()
    result = run(released, "verify", released / "releases")
    assert result.exit_code == 1
    for fault in (f"{SECOND}/index.html: was changed", f"{SECOND}/extra.html: is not in the manif",
                  f"{FIRST}/404.html: is missing"):  # fmt: skip
        assert fault in result.output
    listed = run(released, "releases")
    assert listed.exit_code == 1
    assert "2020-21-q2  published 2020-11-13  differs from its manifest" in listed.output
    assert "2020-21-q3  published 2021-02-12  matches its manifest, latest" in listed.output


@pytest.mark.parametrize("left", ["", "{", "[]"])
def test_downloads_that_are_gone_or_spoiled_are_said_as_any_other_file(
    released: Path, left: str
) -> None:
    downloads = released / "releases" / SECOND / "downloads/scorecard.json"
    downloads.unlink()
    if left:
        downloads.write_text(left, encoding="utf-8")
    result = run(released, "verify", released / "releases")
    assert result.exit_code == 1
    said = "was changed" if left else "is missing"
    assert f"{SECOND}/downloads/scorecard.json: {said}" in result.output


def test_a_release_that_is_late_is_named(released_once: Path) -> None:
    late = run(released_once, "releases", "--as-at", "2021-05-20").output
    assert "Late: January to March 2021 was due on 14 May 2021" in late
    assert "Late" not in run(released_once, "releases", "--as-at", "2021-05-14").output


def test_a_project_without_releases_says_so(tiny: Path) -> None:
    said = run(tiny, "releases", "--as-at", "2020-07-01").output
    assert said == f"Nothing has been released in {tiny / 'releases'} yet.\n"


@pytest.mark.parametrize("command", ["release", "withdraw", "releases"])
def test_the_help_says_which_day_is_taken(tiny: Path, command: str) -> None:
    said = " ".join(run(tiny, command, "--help").output.split())
    assert ("by default the calendar's, or" if command == "release" else "by default today") in said


def test_a_preview_after_the_day_says_that_a_release_is_late(released: Path) -> None:
    assert run(released, "build", "--period", "2020-21 Q3", "--as-at", "2021-05-20").exit_code == 0
    page = (released / "site/releases/index.html").read_text(encoding="utf-8")
    assert "January to March 2021 was due on 14 May 2021" in page


def test_differences_between_two_releases_are_said(corrected: Path) -> None:
    lines = run(corrected, "diff", SECOND, f"{SECOND}-correction-1").output.splitlines()
    assert "value: helped, 2020-21 Q2, district: 64 -> 66" in lines
    definition = corrected / "content/indicators/helped.yml"
    definition.write_text(
        f"{definition.read_text('utf-8')}target: {{at_least: 50}}\nowner: A board\n"
    )
    write_data(corrected, revised("2020-21 Q2", (66, 35, 31)))
    release(corrected, "2020-21 Q4")
    said = run(corrected, "diff", f"{THIRD}-correction-1", "2020-21-q4").output
    assert "target: helped: target: nothing -> " in said
    assert "definition: helped: owner: nothing -> A board" in said
    assert "verdict: helped: none -> met" in said
    assert run(corrected, "diff", FIRST, FIRST).output == "Nothing changed.\n"
    assert run(corrected, "diff", FIRST, "2019-20-q1").exit_code == 2


def test_the_tiny_project_has_four_quarters() -> None:
    assert len(plain_rows()) == 12
