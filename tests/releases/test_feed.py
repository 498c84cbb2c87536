"""The feed keeps to the rules of Atom, whatever happens to releases."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from scorecard.outputs.release_files import Publisher, feed
from scorecard.publish.website import package_theme
from scorecard.versions import Version
from tests.releases.atom import faults
from tests.releases.tiny import release, revised, run, write_data

TEMPLATES = [package_theme() / "pages"]
GOOD = """\
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">
<title>Releases</title>
<id>urn:uuid:6f4b3a1e-0000-5000-8000-000000000001</id>
<updated>2021-02-12T09:30:00Z</updated>
<author><name>A partnership</name></author>
<link rel="self" href="feed.xml"/>
<link rel="alternate" href="./"/>
<entry>
<title>April to June 2020</title>
<id>urn:uuid:6f4b3a1e-0000-5000-8000-000000000002</id>
<updated>2020-08-14T09:30:00+01:00</updated>
<link href="2020-21-q1/"/>
<summary>Covers April to June 2020.</summary>
</entry>
</feed>
"""


def version(name: str, **more: object) -> Version:
    day = date(2021, 2, 12)
    return Version(name, "2020-21 Q3", "October to December 2020", day, day, **more)  # type: ignore[arg-type]


def test_the_feed_of_releases_corrections_and_withdrawals_is_valid(released: Path) -> None:
    file = released / "releases/feed.xml"
    assert faults(file.read_text(encoding="utf-8")) == []
    write_data(released, revised("2020-21 Q2", (66, 35, 31)))
    release(released, "2020-21 Q2", "--correct", "--reason", "Two <families> & more had been left")
    assert (
        run(released, "withdraw", "2020-21 Q1", "--reason", 'It held "another" area').exit_code == 0
    )
    text = file.read_text(encoding="utf-8")
    assert text.count("<entry>") == 5
    assert faults(text) == []


@pytest.mark.parametrize("address", ["", "https://example.org/early-help/"])
@pytest.mark.parametrize(
    "versions",
    [
        (),
        (version("2020-21-q3", note="A & B < C", own_title="“Winter” & spring"),),
        (
            version("2020-21-q3"),
            version("2020-21-q3-correction-1", corrects="2020-21-q3", reason="Why"),
            version("2020-21-q4", withdrawn=date(2021, 3, 1), why_withdrawn="Wrong > right"),
        ),
    ],
)
def test_whatever_its_words_and_wherever_it_stands_the_feed_is_valid(
    address: str, versions: tuple[Version, ...]
) -> None:
    by = Publisher("Early <help> & more", "A & B", address)
    assert faults(feed(by, versions, TEMPLATES)) == []


def test_the_feed_that_is_broken_below_is_valid_as_it_stands() -> None:
    assert faults(GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "section"),
    [
        ("</feed>", "", "2:"),
        ("feed xmlns=", 'other xmlns="http://www.w3.org/2005/Atom" x=', "2:"),
        ("<updated>2021-02-12T09:30:00Z</updated>", "", "4.1.1: feed has not exactly one updated"),
        ("<title>April to June 2020</title>", "", "4.1.2: entry has not exactly one title"),
        ("<summary>", "<summary>One</summary><summary>", "4.1.2: entry has more than one summary"),
        ("<author><name>A partnership</name></author>", "", "4.1.1: neither the feed nor"),
        ("<name>A partnership</name>", "", "3.2.1:"),
        ("<name>A partnership</name>", "<name>A</name><email>nobody</email>", "3.2.3:"),
        ("2021-02-12T09:30:00Z", "2021-02-12 09:30", "3.3: updated"),
        ("2021-02-12T09:30:00Z", "2021-02-30T09:30:00Z", "3.3: updated"),
        ("2021-02-12T09:30:00Z", "2021-02-12T09:30:00", "3.3: updated"),
        ("urn:uuid:6f4b3a1e-0000-5000-8000-000000000001", "releases", "4.2.6: an id is not"),
        ("000000000002", "000000000001", "4.2.6: two ids are the same"),
        ('<link rel="self" href="feed.xml"/>', "", "4.1.1: the feed has no link to itself"),
        ('<link href="2020-21-q1/"/>', "", "4.1.2: an entry has neither content"),
        ('href="2020-21-q1/"', 'href="2020-21 q1/"', "4.2.7.1:"),
        ('href="2020-21-q1/"', 'rel="alternate"', "4.2.7.1:"),
        ('rel="self"', 'rel="itself"', "4.2.7.2:"),
        ('href="./"', 'type="html" href="./"', "4.2.7.3:"),
        ('href="./"', 'colour="red" href="./"', "2: link has an attribute colour"),
        ('<link href="2020-21-q1/"/>', '<link href="a"/><link href="b"/>', "4.1.2: entry has two"),
        ("<title>April to June 2020</title>", "<title> </title>", "4.2.14:"),
        ("Covers April", "Covers <b>April</b>", "3.1.1: summary holds elements"),
        ("<summary>", '<summary type="plain">', "3.1.1: the type of summary"),
        ("<entry>", "<entry>A word", "4.1.2: entry has words"),
        ("<summary>", "<pubDate>Today</pubDate><summary>", "4.1.2: entry has a pubDate"),
    ],
)
def test_a_feed_that_breaks_a_rule_is_found(old: str, new: str, section: str) -> None:
    assert old in GOOD
    broken = GOOD.replace("</feed>\n", "") if old == "</feed>" else GOOD.replace(old, new)
    assert any(fault.startswith(section) for fault in faults(broken)), faults(broken)
