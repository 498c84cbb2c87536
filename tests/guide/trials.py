"""Small projects made from the examples of the guide, on top of what `scorecard init` writes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from scorecard.checked import Checked
from scorecard.checking import Options, check
from scorecard.problems import Problems, as_text
from scorecard.project import Project
from scorecard.published import Scorecard
from scorecard.scoring.assess import assess
from scorecard.starting import begin


def write_project(folder: Path, files: Mapping[str, str]) -> Project:
    """A project with these files: beside the starter's, unless they hold a scorecard.yml."""
    if "content/scorecard.yml" not in files:
        begin(folder)
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (folder / "data").mkdir(exist_ok=True)
    return Project(folder)


def tried(folder: Path, files: Mapping[str, str]) -> tuple[Checked | None, str]:
    """What a check of the project gives, and everything that it says."""
    problems = Problems()
    checked = check(write_project(folder, files), Options(), problems)
    return checked, as_text(problems)


def scored(folder: Path, files: Mapping[str, str]) -> Scorecard:
    """The scorecard of a project that must be without fault."""
    checked, said = tried(folder, files)
    assert said == ""
    assert checked is not None
    tables, framework = checked.protected.tables, checked.framework
    return assess(tables, framework, checked.period, checked.as_at)
