"""Rounding, all or none and small denominators: through the door, and as pages say them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scorecard.checked import Checked
from scorecard.disclosure.audit import AuditReport, Breach, audit_release
from scorecard.outputs.pages import write_pages
from scorecard.publish.website import package_theme
from scorecard.scoring.assess import assess
from tests.attack_sites.projects import (
    Page,
    audited,
    count,
    downloads_of,
    hidden_cells,
    row,
    share,
    through_the_door,
    write,
)

AREAS = {"district": ["east", "north", "west"], "east": [], "north": [], "west": []}
SEEN = {"": 228, "east": 112, "north": 3, "west": 113}
HELPED = {"": (101, 224), "east": (67, 133), "west": (34, 91)}


def project(folder: Path, **policy: Any) -> Path:
    """Counts that rounding parts from their totals, and shares of them."""
    rows = [row("seen", n, area=area) for area, n in SEEN.items()]
    rows += [row("helped", *parts, area=area) for area, parts in HELPED.items()]
    rows += [row("held", 7)]
    indicators = [count("seen"), share("helped"), count("held", counts="activities")]
    return write(folder, indicators, rows, policy={"threshold": 6, **policy}, areas=AREAS)


def cells(page: Page, indicator: str) -> dict[str, dict[str, str]]:
    """The cells of an indicator, by area."""
    (found,) = (i for i in page["indicators"] if i["definition"]["id"] == indicator)
    return {cell["area"]: cell for cell in found["cells"]}


def taken_through(folder: Path, written: Path) -> tuple[Page, AuditReport]:
    checked = through_the_door(written)
    page = downloads_of(checked, checked.protected.tables, folder / "page")
    return page, audited(checked, written, folder / "downloads")


@pytest.mark.parametrize("base", [5, 10])
def test_what_is_shown_is_rounded_and_passes_its_audit(base: int, tmp_path: Path) -> None:
    page, report = taken_through(tmp_path, project(tmp_path / "project", rounding=base))
    assert report.failures == ()
    assert page["policy"]["rounding"] == base
    shown = 0
    for name in ("seen", "helped"):
        for cell in cells(page, name).values():
            for part in (cell["numerator"], cell.get("denominator", "")):
                if part not in ("", "[c]"):
                    assert int(part) % base == 0
                    shown += 1
    assert shown >= 7
    assert cells(page, "held")["district"]["numerator"] == "7"


def test_a_small_count_is_hidden_before_anything_is_rounded(tmp_path: Path) -> None:
    page, _ = taken_through(tmp_path, project(tmp_path / "project", rounding=10))
    marks = {area: cell["value"] for area, cell in cells(page, "seen").items()}
    assert marks["north"] == "[c]"
    assert list(marks.values()).count("[c]") == 2


def test_rounded_figures_no_longer_add_up_and_nobody_minds(tmp_path: Path) -> None:
    rows = [row("seen", n, area=a) for a, n in (("", 36), ("east", 12), ("north", 12),
                                                 ("west", 12))]  # fmt: skip
    written = write(tmp_path / "p", [count("seen")], rows, areas=AREAS,
                    policy={"threshold": 6, "rounding": 5})  # fmt: skip
    page, report = taken_through(tmp_path, written)
    found = {area: int(cell["numerator"]) for area, cell in cells(page, "seen").items()}
    assert found.pop("district") != sum(found.values())
    assert report.failures == ()


def test_a_page_whose_rounding_is_not_told_is_a_contradiction(tmp_path: Path) -> None:
    """The audit takes the rounding from the published policy, and from nothing else."""
    rows = [row("seen", n, area=a) for a, n in (("", 33), ("east", 11), ("north", 11),
                                                 ("west", 11))]  # fmt: skip
    written = write(tmp_path / "p", [count("seen")], rows, areas=AREAS,
                    policy={"threshold": 6, "rounding": 5})  # fmt: skip
    page, report = taken_through(tmp_path, written)
    assert report.passed
    page["policy"]["rounding"] = "none"
    assert {f.breach for f in audit_release(page).failures} == {Breach.CONTRADICTION}


@pytest.mark.parametrize(("numerator", "denominator"), [(0, 30), (30, 30)])
def test_all_and_none_are_hidden_where_they_tell_of_each_member(
    numerator: int, denominator: int, tmp_path: Path
) -> None:
    for name, all_or_none, hidden in (
        ("told", "not_sensitive", set()),
        ("kept", "sensitive", {"seen"}),
    ):
        folder = tmp_path / name
        folder.mkdir()
        indicator = share("seen", all_or_none=all_or_none)
        written = write(folder / "project", [indicator], [row("seen", numerator, denominator)])
        checked = through_the_door(written)
        assert hidden_cells(checked) == hidden
        assert audited(checked, written, folder / "downloads").failures == ()


@pytest.mark.parametrize(("numerator", "denominator"), [(0, 30), (30, 30)])
def test_all_and_none_that_are_shown_after_all_fail_the_audit(
    numerator: int, denominator: int, tmp_path: Path
) -> None:
    written = write(tmp_path / "p", [share("seen")], [row("seen", numerator, denominator)])
    checked = through_the_door(written)
    page = downloads_of(checked, checked.protected.tables, tmp_path / "downloads")
    assert audit_release(page).passed
    page["indicators"][0]["definition"]["all_or_none"] = "sensitive"
    assert {f.breach for f in audit_release(page).failures} == {Breach.PRINTED}


def pages(written: Path) -> dict[str, str]:
    """Every page of a project as Markdown, with its tables, by its name."""
    checked: Checked = through_the_door(written)
    scorecard = assess(checked.protected.tables, checked.framework, checked.period, checked.as_at)
    docs, fragments = written / "build" / "docs", written / "build" / "fragments"
    docs.mkdir(parents=True)
    fragments.mkdir()
    write_pages(scorecard, docs, fragments, [package_theme() / "pages"], written / "cache")
    found = {path.relative_to(docs).as_posix(): path for path in docs.rglob("*.md")}
    found |= {path.relative_to(fragments).as_posix(): path for path in fragments.rglob("*.html")}
    return {name: path.read_text(encoding="utf-8") for name, path in found.items()}


def test_a_figure_that_rests_on_few_is_said_as_so_many_of_so_many(tmp_path: Path) -> None:
    rows = [row("seen", 7, 14), row("helped", 70, 140)]
    aim = {"target": {"at_least": 60}}
    written = write(tmp_path / "p", [share("seen", **aim), share("helped", **aim)], rows)
    found = pages(written)
    few, many = found["indicators/seen.md"], found["indicators/helped.md"]
    assert "7 of 14 (50.0%)" in few
    assert "With numbers this small" in few
    assert "With numbers this small" not in many


def test_the_method_page_says_the_policy_in_force(tmp_path: Path) -> None:
    policy = {"threshold": 8, "rounding": 5, "minimum_denominator": 30,
              "overrides": {"seen": {"threshold": 11}}}  # fmt: skip
    said = pages(write(tmp_path / "p", [count("seen")], [row("seen", 40)], policy=policy))
    method = said["method.md"]
    assert "from 1 to 7 is not shown" in method
    assert "For Seen, counts from 1 to 10 are not shown" in method
    assert "rounded to the nearest 5" in method
    assert "Below 30 cases we give no verdict" in method


def test_the_method_page_says_nothing_that_is_not_in_force(tmp_path: Path) -> None:
    said = pages(write(tmp_path / "p", [count("seen")], [row("seen", 40)]))
    method = said["method.md"]
    assert "from 1 to 5 is not shown" in method
    assert "rounded to the nearest" not in method
    assert "For Seen" not in method


def test_an_indicators_page_explains_the_mark_where_it_stands_and_only_there(
    tmp_path: Path,
) -> None:
    rows = [row("seen", n, area=area) for area, n in SEEN.items()] + [row("held", 40)]
    said = pages(write(tmp_path / "p", [count("seen"), count("held")], rows, areas=AREAS))
    explained = "stands where a figure is not shown, to protect the people behind small numbers"
    assert explained in said["indicators/seen.md"]
    assert "#small-numbers" in said["indicators/seen.md"]
    assert explained not in said["indicators/held.md"]
    assert any("[c]" in text for name, text in said.items() if name.startswith("indicators/seen/"))
