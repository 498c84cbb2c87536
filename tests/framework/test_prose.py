"""Commentary and pages are read from Markdown, with their front matter."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from scorecard.framework import Framework
from scorecard.framework.loading import load_framework
from scorecard.periods import parse_period, slug
from scorecard.problems import Problems, as_text
from tests.projects import faults, write_content

COMMENTARY = """\
---
corrective_action: Ring every family within a week.
owner: Early help manager
due: 2021-03-31
---

More families waited.
"""


def loaded(folder: Path, files: dict[str, str]) -> Framework:
    problems = Problems()
    framework = load_framework(write_content(folder, files), problems)
    assert as_text(problems) == ""
    assert framework is not None
    return framework


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_commentary_is_found_by_indicator_and_period(tmp_path: Path, newline: str) -> None:
    text = COMMENTARY.replace("\n", newline)
    framework = loaded(tmp_path, {"commentary/2020-21-q3/on-time.md": text})
    found = framework.commentary_for("on-time", parse_period("2020-21 Q3"))
    assert found is not None
    assert found.text == "More families waited."
    assert found.fields.owner == "Early help manager"
    assert found.fields.due == date(2021, 3, 31)
    assert framework.commentary_for("on-time", parse_period("2020-21 Q2")) is None


@pytest.mark.parametrize("text", ["Only words.\n", "---\n---\nOnly words.\n",
                                  "---\n# owner: later\n---\nOnly words.\n"])  # fmt: skip
def test_commentary_needs_no_front_matter(tmp_path: Path, text: str) -> None:
    framework = loaded(tmp_path, {"commentary/2020-21 Q3/on-time.md": text})
    assert [c.text for c in framework.commentary] == ["Only words."]


@pytest.mark.parametrize(
    "name",
    [
        "2020-21",
        "2020-21 Q3",
        "Dec 2020",
        "2020",
        "AY 2019-20",
        "AY 2019-20 autumn",
        "2016-03-31",
        "12m to Dec 2020",
        "2020-21 YTD Q3",
        "2018-07-01 to 2019-03-31",
    ],
)
def test_a_folder_is_named_as_in_the_data_or_as_in_addresses(tmp_path: Path, name: str) -> None:
    period = parse_period(name)
    for number, folder in enumerate((name, slug(period))):
        files = {f"commentary/{folder}/on-time.md": "x\n"}
        framework = loaded(tmp_path / str(number), files)
        assert [c.period for c in framework.commentary] == [period]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("2020-21-q3/on-tme.md", "x", ":1: there is no indicator on-tme; did you mean on-time?"),
        ("lately/on-time.md", "x", ":1: the folder lately is not a period; name it as in the d"),
        ("on-time.md", "x", ":1: the folder commentary is not a period; name it as in the data"),
        ("2020-21-q3/on-time.md", "---\nowner: x\nWords.\n", ":1: its front matter has no end; ad"),
        ("2020-21-q3/on-time.md", "---\n\nowner: x\ndeu: 2021-03-31\n---\n", ":4: deu: is not a f"),
        ("2020-21-q3/on-time.md", "---\ndue: soon\n---\n", ":2: due: is not a date; write it like"),
        ("2020-21-q3/on-time.md", "---\nowner: [x\n---\n", ":3: the YAML does not parse"),
    ],
)
def test_a_fault_in_commentary_is_named_with_its_line(
    tmp_path: Path, name: str, text: str, expected: str
) -> None:
    found = faults(tmp_path, {f"commentary/{name}": text})
    assert len(found) == 1, found
    assert found[0].startswith(f"content/commentary/{name}{expected}")


def test_commentary_given_twice_under_two_spellings_of_a_period_is_a_fault(tmp_path: Path) -> None:
    found = faults(
        tmp_path,
        {"commentary/2020-21 Q3/on-time.md": "x", "commentary/2020-21-q3/on-time.md": "y"},
    )
    assert found == [
        (
            "content/commentary/2020-21-q3/on-time.md:1: there is commentary on this indicator and"
            " period already (content/commentary/2020-21 Q3/on-time.md); put both texts into one"
            " file"
        )
    ]


def test_a_page_has_a_title_and_its_text(tmp_path: Path) -> None:
    framework = loaded(tmp_path, {"pages/about.md": "---\ntitle: About\n---\nWords.\n\n---\nMore."})
    page = framework.page("about")
    assert page is not None
    assert (page.fields.title, page.text) == ("About", "Words.\n\n---\nMore.")
    assert framework.page("nothing") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Words.\n", ":1: has no front matter; begin it with a line `---`, then title, then a"),
        ("---\n---\nWords.\n", ":1: title: is missing; add a line `title: ...`"),
        ("---\ntitle: x\ntilte: y\n---\n", ":3: tilte: is not a field that is known here; did"),
    ],
)
def test_a_page_without_its_title_is_a_fault(tmp_path: Path, text: str, expected: str) -> None:
    found = faults(tmp_path, {"pages/about.md": text})
    assert len(found) == 1, found
    assert found[0].startswith(f"content/pages/about.md{expected}")


PAGE = "---\ntitle: A page\n---\nWords.\n"


@pytest.mark.parametrize("name", ["about", "releases", "quality", "deep-dive-2", "2016-review"])
def test_a_page_may_have_a_plain_name_or_that_of_a_page_it_goes_into(
    tmp_path: Path, name: str
) -> None:
    assert loaded(tmp_path, {f"pages/{name}.md": PAGE}).page(name) is not None


@pytest.mark.parametrize("name", ["data", "exceptions", "scorecard", "actions", "index", "assets"])
def test_a_page_cannot_take_the_place_of_one_that_the_program_writes(
    tmp_path: Path, name: str
) -> None:
    assert faults(tmp_path, {f"pages/{name}.md": PAGE}) == [
        (
            f"content/pages/{name}.md:1: {name} is the address of a page or folder of the scorecard"
            f" itself; give it another name, such as our-{name}.md"
        )
    ]


@pytest.mark.parametrize(
    ("name", "better"),
    [
        ("My page", "my-page"),
        ("deep.dive", "deep-dive"),
        ("Plan_&_aims", "plan-aims"),
        ("-", "page"),
        ("Data", "our-data"),
    ],
)
def test_a_page_whose_name_makes_a_poor_address_is_to_be_renamed(
    tmp_path: Path, name: str, better: str
) -> None:
    assert faults(tmp_path, {f"pages/{name}.md": PAGE}) == [
        (
            f"content/pages/{name}.md:1: its name becomes its address, which has only lower-case"
            f" letters, digits and hyphens; rename it, for example to {better}.md"
        )
    ]


def test_two_pages_in_different_folders_cannot_share_a_name(tmp_path: Path) -> None:
    found = faults(tmp_path, {"pages/a/note.md": PAGE, "pages/b/note.md": PAGE})
    said = "there is a page of this name already (content/pages/a/note.md); give one of the two"
    assert found == [f"content/pages/b/note.md:1: {said} another name"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("indicators: [on-tme]", ":3: indicators.0: there is no indicator on-tme; did you mean on"),
        ("indicators:\n- on-time\n- x", ":5: indicators.1: there is no indicator x; use one of"),
        ("indicators: on-tme", ":3: indicators: there is no indicator on-tme; did you mean on-ti"),
        ("actions: [trian]", ":3: actions.0: there is no action trian; did you mean train?"),
    ],
)
def test_a_page_that_names_what_is_not_defined_says_so_on_its_line(
    tmp_path: Path, fields: str, expected: str
) -> None:
    files = {
        "actions.yml": "- {id: train, title: Train everybody}\n",
        "pages/about.md": f"---\ntitle: About\n{fields}\n---\nWords.\n",
    }
    found = faults(tmp_path, files)
    assert len(found) == 1, found
    assert found[0].startswith(f"content/pages/about.md{expected}")
