"""The audit of whole sites: of this repository, tampered with, and on the way out."""

from __future__ import annotations

import copy
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from scorecard import checking, pipeline
from scorecard.checked import Checked
from scorecard.cli import main
from scorecard.disclosure.audit import Breach, audit_release, known_privately
from scorecard.outputs import write_downloads
from scorecard.outputs.site_reader import SiteError, read_site
from scorecard.problems import Problems, ProblemsFound
from scorecard.project import Project
from scorecard.scoring.assess import assess
from tests.disclosure.audit_pages import breaches

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def checked() -> Checked:
    found = checking.check(Project(ROOT), checking.Options(), Problems())
    assert found is not None
    return found


@pytest.fixture(scope="module")
def site(checked: Checked, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    scorecard = assess(checked.protected.tables, checked.framework, checked.period, checked.as_at)
    write_downloads(scorecard, folder)
    return folder


@pytest.fixture
def downloads(site: Path) -> dict[str, Any]:
    return read_site(site)


def hidden(downloads: dict[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    for indicator in downloads["indicators"]:
        for cell in indicator["cells"]:
            if cell["value"] == "[c]":
                yield indicator["definition"]["id"], cell


def test_the_scorecard_of_this_repository_is_safe_from_outside_and_to_its_publisher(
    downloads: dict[str, Any], checked: Checked
) -> None:
    assert audit_release(downloads).failures == ()
    known = known_privately(checked.tables, checked.framework)
    assert audit_release(downloads, known=known).failures == ()


def test_a_site_in_which_a_protecting_cell_is_shown_after_all_fails(
    downloads: dict[str, Any], checked: Checked
) -> None:
    """Whichever protecting cell of a count it is."""
    known = known_privately(checked.tables, checked.framework)
    true = {
        (k.indicator, k.period.name, k.area, k.breakdown, k.category): c
        for k, c in checked.tables.cells.items()
    }
    failed = tried = 0
    for name in ("reallocated-after-closure", "reallocated-after-opening"):
        places = [c for i, c in hidden(downloads) if i == name]
        for cell in places:
            place = (name, cell["period"], cell["area"], cell["breakdown"], cell["category"])
            if (*place, "numerator") in known.sensitive:
                continue
            tampered = copy.deepcopy(downloads)
            own = next(c for i, c in hidden(tampered) if i == name and c == cell)
            number = str(true[place].numerator)
            own.update(numerator=number, value=number, status="none")
            own.pop("denominator", None)
            tried += 1
            failed += not audit_release(tampered, known=known).passed
    assert tried > 3
    assert failed == tried


def test_a_hidden_sensitive_count_that_is_printed_fails(downloads: dict[str, Any]) -> None:
    name, cell = next((i, c) for i, c in hidden(downloads) if i == "cases-open-over-five-months")
    cell.update(numerator="4", value="4", status="none")
    report = audit_release(downloads)
    assert Breach.PRINTED in breaches(report)
    assert name in str(report.failures[0])


def tampered_site(site: Path, folder: Path) -> Path:
    copied = folder / "site"
    shutil.copytree(site, copied)
    path = copied / "downloads" / "scorecard.json"
    found = json.loads(path.read_text(encoding="utf-8"))
    cell = next(c for _, c in hidden(found))
    cell.update(numerator="4", denominator="9", value="44.4", status="none")
    path.write_text(json.dumps(found), encoding="utf-8")
    return copied


def test_the_command_prints_a_line_for_each_table_with_hidden_cells(site: Path) -> None:
    result = CliRunner().invoke(main, ["audit", str(site)])
    assert result.exit_code == 0, result.output
    first, *rows, last = result.output.splitlines()
    assert first.split() == ["table", "published", "hidden", "narrowest", "verdict"]
    assert all(row.endswith("safe") for row in rows)
    assert "with nothing hidden" in last


def test_the_command_fails_on_a_site_that_gives_a_number_away(site: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["audit", str(tampered_site(site, tmp_path))])
    assert result.exit_code == 1
    assert "hide the cell" in result.output


def test_the_command_says_where_there_is_no_site(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["audit", str(tmp_path)])
    assert result.exit_code == 1
    assert "is missing; name the folder of a built site" in result.output
    with pytest.raises(ProblemsFound):
        pipeline.audit(tmp_path)


def test_downloads_that_are_not_json_are_named(tmp_path: Path) -> None:
    (tmp_path / "downloads").mkdir()
    (tmp_path / "downloads" / "scorecard.json").write_text("[", encoding="utf-8")
    with pytest.raises(SiteError, match="cannot be read as JSON"):
        read_site(tmp_path)


def test_a_build_that_would_give_a_number_away_is_stopped_before_its_site(
    checked: Checked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if the protection had shown every cell: nothing is written where the site would go."""
    from scorecard.published import PublishedCell, Status

    cells = dict(checked.protected.tables.cells)
    private = {
        (k.indicator, k.period, k.area, k.breakdown, k.category): c
        for k, c in checked.tables.cells.items()
    }
    for key, cell in cells.items():
        if cell.status is Status.SUPPRESSED:
            true = private[key.indicator, key.period, key.area, key.breakdown, key.category]
            cells[key] = PublishedCell(key, Status.SHOWN, true.numerator, true.denominator)
    tables = replace(checked.protected.tables, cells=cells)
    careless = replace(checked, protected=replace(checked.protected, tables=tables))
    monkeypatch.setattr(pipeline, "check", lambda *_: careless)
    monkeypatch.setattr(pipeline, "write_pages", lambda *_: None)
    shutil.copytree(ROOT / "content", tmp_path / "content")
    with pytest.raises(ProblemsFound) as stopped:
        pipeline.build(Project(tmp_path), checking.Options())
    assert {problem.field for problem in stopped.value.problems} == {"disclosure"}
    assert not (tmp_path / "site").exists()
