"""The default scorecard and twenty random ones: where only hidden figures move, nothing else does.

Whole sites are compared for two of the random ones. For the others, all that MkDocs is given is:
every page, table and download, and of each drawing all that it is drawn from.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import pytest

from scorecard.charts.render import Job
from scorecard.checked import Checked
from scorecard.checking import Options
from scorecard.disclosure.protect import protect
from scorecard.frame import settings_of
from scorecard.outputs import pages, write_downloads
from scorecard.outputs.pages import write_pages
from scorecard.pipeline import build
from scorecard.project import Project
from scorecard.publish.website import package_theme
from scorecard.scoring.assess import assess
from scorecard.tables import PrivateTables
from tests.attack_sites.random_projects import random_project
from tests.disclosure.test_same_site import (
    differing,
    files_in,
    other_tables,
    read,
    read_all,
    write_tables,
)

ROOT = Path(__file__).parents[2]
SEEDS = (1, 3, *range(5, 23))
"""Those of the first 23 in which something hidden can move at all."""
AS_WHOLE_SITES = (3, 13)


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Write down what each drawing is drawn from, which takes no time, in place of the drawing."""

    def written(jobs: Sequence[Job], _: Path | None = None) -> tuple[str, ...]:
        return tuple(repr(job) for job in jobs)

    monkeypatch.setattr(pages, "render_all", written)


def given_to_mkdocs(checked: Checked, tables: PrivateTables, folder: Path) -> dict[str, str]:
    """A hash of each page, fragment and download, and of what the frame of every page says."""
    protected = protect(tables, checked.framework)
    scorecard = assess(protected.tables, checked.framework, checked.period, checked.as_at)
    docs, fragments = folder / "docs", folder / "fragments"
    docs.mkdir(parents=True)
    fragments.mkdir()
    write_downloads(scorecard, docs)
    write_pages(scorecard, docs, fragments, [package_theme() / "pages"], folder / "cache")
    frame = repr(settings_of(scorecard, docs))
    return files_in(folder) | {"frame": hashlib.sha256(frame.encode()).hexdigest()}


def unlike(one: dict[str, str], other: dict[str, str]) -> list[str]:
    """The files that differ, or are in one alone."""
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


@pytest.mark.usefixtures("undrawn")
def test_the_default_scorecard_does_not_tell_its_hidden_figures(tmp_path: Path) -> None:
    checked = read(ROOT)
    *_, other = _first(checked, 3)
    assert differing(checked.tables, other) > 2
    before = given_to_mkdocs(checked, checked.tables, tmp_path / "before")
    after = given_to_mkdocs(checked, other, tmp_path / "after")
    assert unlike(before, after) == []
    assert sum(name.endswith(".md") for name in before) > 40
    assert sum(name.startswith("fragments/") for name in before) > 100


def _first(checked: Checked, most: int) -> list[PrivateTables]:
    found = []
    for other in other_tables(checked.tables, checked.framework):
        found.append(other)
        if len(found) == most:
            break
    return found


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("seed", SEEDS)
def test_a_random_scorecard_does_not_tell_its_hidden_figures(seed: int, tmp_path: Path) -> None:
    folder = random_project(tmp_path / "project", seed)
    checked = read(folder)
    others = _first(checked, 1)
    assert others, "nothing can move: choose another seed"
    before = given_to_mkdocs(checked, checked.tables, tmp_path / "before")
    after = given_to_mkdocs(checked, others[-1], tmp_path / "after")
    assert unlike(before, after) == []
    assert differing(checked.tables, others[-1]) > 0


@pytest.mark.parametrize("seed", AS_WHOLE_SITES)
def test_a_random_site_is_the_same_byte_for_byte(seed: int, tmp_path: Path) -> None:
    one, two = (random_project(tmp_path / name / "project", seed) for name in ("a", "b"))
    tables, framework = read_all(one)
    *_, other = other_tables(tables, framework)
    write_tables(two, other)
    sites = []
    for folder in (one, two):
        build(Project(folder), Options())
        sites.append(files_in(folder / "site"))
    assert unlike(*sites) == []
    assert len(sites[0]) > 30


@pytest.mark.usefixtures("undrawn")
def test_a_figure_that_is_shown_and_moves_is_seen_on_its_pages(tmp_path: Path) -> None:
    folder = random_project(tmp_path / "project", 0)
    checked = read(folder)
    before = given_to_mkdocs(checked, checked.tables, tmp_path / "before")
    (folder / "data" / "all.csv").write_text(
        (folder / "data" / "all.csv").read_text("utf-8").replace(",,\n", ",,A note.\n", 1)
        .replace(",,,\n", ",,p,\n", 3), encoding="utf-8")  # fmt: skip
    again = read(folder)
    after = given_to_mkdocs(again, again.tables, tmp_path / "after")
    assert unlike(before, after) != []
