"""A release is added whole, never changes, and is recognised when it is made again."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from scorecard.publish.releases_folder import lock_of, locked
from tests.releases.tiny import (
    HEADER,
    QUARTERS,
    plain_rows,
    release,
    revised,
    run,
    state,
    write_data,
)

FIRST, SECOND, THIRD = "2020-21-q1", "2020-21-q2", "2020-21-q3"


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def refused(project: Path, *arguments: str, status: int = 1) -> str:
    """What a command says that is refused, and that leaves the folder of releases as it was."""
    before = state(project / "releases") if (project / "releases").exists() else None
    result = run(project, *arguments)
    assert result.exit_code == status, result.output
    after = state(project / "releases") if (project / "releases").exists() else None
    assert after == before
    return result.output


# What a release adds


def test_each_quarter_has_its_address_and_the_last_is_the_latest(released_once: Path) -> None:
    folder = released_once / "releases"
    assert sorted(path.name for path in folder.iterdir()) == [
        FIRST, SECOND, THIRD, "404.html", "_headers", "feed.xml", "index.html", "latest",
        "ledgers", "releases", "releases.json", "robots.txt", "versions.json",
    ]  # fmt: skip
    assert state(folder / "latest") == state(folder / THIRD)
    assert not any(path.is_symlink() for path in folder.rglob("*"))


def test_the_selector_names_releases_in_words_the_latest_first(released_once: Path) -> None:
    listed = json.loads((released_once / "releases/versions.json").read_text(encoding="utf-8"))
    assert [(v["version"], v["title"], v["aliases"]) for v in listed] == [
        (THIRD, "October to December 2020", ["latest"]),
        (SECOND, "July to September 2020", []),
        (FIRST, "April to June 2020", []),
    ]


def test_a_release_leaves_those_before_it_as_they_were(released: Path) -> None:
    before = {name: state(released / "releases" / name) for name in (FIRST, SECOND, THIRD)}
    release(released, "2020-21 Q4")
    after = {name: state(released / "releases" / name) for name in (FIRST, SECOND, THIRD)}
    assert after == before
    latest = state(released / "releases/latest")
    assert latest == state(released / "releases/2020-21-q4")


def test_every_page_leads_to_the_latest_without_javascript(released_once: Path) -> None:
    pages = [
        p for p in (released_once / "releases" / FIRST).rglob("*.html") if p.name != "404.html"
    ]
    assert len(pages) > 8
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert "This release covers April to June 2020." in text
        up = "../" * (len(page.relative_to(released_once / "releases").parts) - 1)
        assert f'href="{up}latest/"' in text, page


def test_the_first_page_leads_on_and_the_list_can_be_read(released_once: Path) -> None:
    folder = released_once / "releases"
    assert 'content="0; url=latest/"' in (folder / "index.html").read_text(encoding="utf-8")
    listed = (folder / "releases/index.html").read_text(encoding="utf-8")
    assert "refresh" not in listed
    assert all(f'href="../{name}/"' in listed for name in (FIRST, SECOND, THIRD, "latest"))


def test_a_title_and_a_note_are_for_readers(tiny: Path) -> None:
    release(tiny, "2020-21 Q1", "--title", "Spring release", "--note", "The first of all.")
    folder = tiny / "releases"
    for file in (
        "releases/index.html",
        "versions.json",
        "feed.xml",
        f"{FIRST}/releases/index.html",
    ):
        assert "Spring release" in (folder / file).read_text(encoding="utf-8"), file
    assert "The first of all." in (folder / f"{FIRST}/releases/index.html").read_text("utf-8")
    assert "The first of all." in (folder / "feed.xml").read_text(encoding="utf-8")


def test_releases_may_go_elsewhere_but_never_over_private_files(tiny: Path, tmp_path: Path) -> None:
    release(tiny, "2020-21 Q1", "--to", tmp_path / "public")
    assert (tmp_path / "public" / FIRST / "index.html").is_file()
    assert not (tiny / "releases").exists()
    for folder in (tiny, tiny / "data", tiny / "data/public", tiny / "build/releases", tmp_path):
        assert run(tiny, "release", "2020-21 Q1", "--to", folder).exit_code == 2, folder
    other = tmp_path / "letters"
    other.mkdir()
    (other / "a.txt").write_text("Dear family")
    assert "holds something" in refused(tiny, "release", "2020-21 Q1", "--to", str(other))
    assert (other / "a.txt").read_text() == "Dear family"


def test_the_folder_that_would_take_private_files_away_is_named(tiny: Path) -> None:
    (tiny / "releases").symlink_to(tiny / "data")
    result = run(tiny, "release", QUARTERS[0])
    assert result.exit_code == 2
    assert f"{tiny / 'data'} would hold the project's own files" in " ".join(result.output.split())


def test_a_file_that_a_host_needs_stays_in_the_folder(released: Path) -> None:
    (released / "releases/CNAME").write_text("example.org")
    release(released, "2020-21 Q4")
    assert (released / "releases/CNAME").read_text() == "example.org"


# What may not be released


def test_a_release_needs_an_approval(tiny: Path) -> None:
    edit(tiny / "content/approvals.yml", "2020-21 Q1", "2019-20 Q1")
    said = refused(tiny, "release", "2020-21 Q1")
    assert "content/approvals.yml: period: nobody has approved the release of 2020-21 Q1" in said


def test_illustrative_figures_must_be_forced(tiny: Path) -> None:
    with (tiny / "content/scorecard.yml").open("a", encoding="utf-8") as file:
        file.write("illustrative: true\n")
    assert "--force-illustrative" in refused(tiny, "release", "2020-21 Q1")
    release(tiny, "2020-21 Q1", "--force-illustrative")


def test_what_is_wrong_stops_a_release_before_anything_is_written(released: Path) -> None:
    write_data(released, [*plain_rows(), "helpt,2020-21 Q4,,3,,"])
    assert "did you mean helped?" in refused(released, "release", "2020-21 Q4")
    assert not list(released.glob(".releases-new*"))


def test_two_at_once_are_one_and_a_refusal(released: Path) -> None:
    with locked(lock_of(released / "releases")):
        assert "at work here" in refused(released, "release", "2020-21 Q4")
    release(released, "2020-21 Q4")


def test_a_missing_ledger_stops_everything_that_would_be_published(released: Path) -> None:
    (released / f"releases/ledgers/{THIRD}.json").unlink()
    assert "the ledger of 2020-21-q3" in refused(released, "release", "2020-21 Q4")
    assert run(released, "build").exit_code == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"cells"', '"rows"'),
        ('"period"', '"when"'),
        ('"financial_year_starts": 4', '"financial_year_starts": "April"'),
    ],
)
def test_a_ledger_of_an_unknown_shape_stops_everything_and_says_how_to_mend_it(
    released: Path, old: str, new: str
) -> None:
    ledger = released / f"releases/ledgers/{THIRD}.json"
    text = ledger.read_text(encoding="utf-8")
    assert old in text
    ledger.unlink()
    ledger.write_text(text.replace(old, new), encoding="utf-8")
    for command in (["release", "2020-21 Q4"], ["check"], ["build"]):
        assert "put it back from your copy" in refused(released, *command), command


# Again


def test_the_same_release_again_does_nothing(released: Path) -> None:
    before = state(released / "releases")
    for quarter in ("2020-21 Q3", "2020-21 Q1"):
        result = release(released, quarter)
        assert "identical: nothing to do" in result.output
    assert state(released / "releases") == before


def test_other_inputs_are_refused_without_correct(released: Path) -> None:
    write_data(released, revised("2020-21 Q2", (66, 35, 31)))
    said = refused(released, "release", "2020-21 Q2")
    assert "never changes" in said
    assert "--correct --reason" in said


@pytest.mark.parametrize("flags", [["--correct"], ["--reason", "Why"]])
def test_a_correction_needs_its_reason(released_once: Path, flags: list[str]) -> None:
    assert "together" in refused(released_once, "release", "2020-21 Q2", *flags, status=2)


def test_what_was_never_released_cannot_be_corrected(released_once: Path) -> None:
    flags = ("--correct", "--reason", "Why")
    said = refused(released_once, "release", "2020-21 Q4", *flags, status=2)
    assert "never released" in said


# A change of what was published


def test_a_changed_figure_needs_a_mark_and_a_reason(released: Path) -> None:
    changed = revised("2020-21 Q2", (66, 35, 31))
    write_data(released, [row.replace(",r,Counted again", ",,") for row in changed])
    said = refused(released, "release", "2020-21 Q4")
    line = 1 + 1 + [",2020-21 Q2,," in row for row in changed].index(True)
    assert f"data/helped.csv:{line}: status: helped in 2020-21 Q2" in said
    assert not any(count in said for count in ("66", "64", "35", "33"))


def test_a_revised_figure_with_its_reason_is_listed(released: Path) -> None:
    write_data(released, revised("2020-21 Q2", (66, 35, 31)))
    release(released, "2020-21 Q4")
    new = released / "releases/2020-21-q4"
    listed = (new / "downloads/changes.csv").read_text(encoding="utf-8").splitlines()
    assert (
        listed[1]
        == "helped,Families helped,2020-21 Q2,district,all,all,64,,64,66,,66,Counted again"
    )
    assert len(listed) == 3
    page = (new / "releases/index.html").read_text(encoding="utf-8")
    assert "Counted again" in page
    assert "[r]" in page


def test_releases_of_rounded_figures_follow_each_other(tiny: Path) -> None:
    (tiny / "content/disclosure.yml").write_text("threshold: 6\nrounding: 5\n", encoding="utf-8")
    for quarter in QUARTERS:
        release(tiny, quarter)
    latest = (tiny / "releases/latest/downloads/helped.csv").read_text(encoding="utf-8")
    assert "helped,,Families helped,number,2020-21 Q3,district,all,all,55,,55," in latest


def test_every_csv_of_a_release_is_described(released_once: Path) -> None:
    folder = released_once / "releases" / FIRST / "downloads"
    described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    assert {each["path"] for each in described} == {file.name for file in folder.glob("*.csv")}
    changes = next(each for each in described if each["name"] == "changes")
    names = [field["name"] for field in changes["schema"]["fields"]]
    assert (folder / "changes.csv").read_text(encoding="utf-8") == ",".join(names) + "\n"


def test_a_provisional_figure_may_change_without_a_reason(tiny: Path) -> None:
    lines = plain_rows()
    write_data(tiny, [row.replace(",,", ",p,") if "Q1,east" in row else row for row in lines])
    edit(tiny / "data/helped.csv", "Q1,west,24,,", "Q1,west,24,p,")
    edit(tiny / "data/helped.csv", "Q1,,60,,", "Q1,,60,p,")
    release(tiny, "2020-21 Q1")
    for old, new in (("Q1,,60", "Q1,,62"), ("Q1,east,36", "Q1,east,38")):
        edit(tiny / "data/helped.csv", old, new)
    release(tiny, "2020-21 Q2")


def test_a_figure_that_is_gone_is_missed(released: Path) -> None:
    write_data(released, [row for row in plain_rows() if "Q1,east" not in row])
    said = refused(released, "release", "2020-21 Q4")
    assert "is gone" in said


def test_the_header_of_the_data_is_what_the_tests_write() -> None:
    assert HEADER.split(",")[:4] == ["indicator", "period", "area", "numerator"]


def test_a_preview_tells_what_a_release_would(released: Path) -> None:
    shutil.rmtree(released / "build", ignore_errors=True)
    result = run(released, "build")
    assert result.exit_code == 0, result.output
    page = (released / "site/releases/index.html").read_text(encoding="utf-8")
    assert "This is a preview" in page
    assert "October to December 2020" in page
