"""The Worcestershire example, taken from its files to everything that a build writes but charts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from scorecard.charts.render import Job
from scorecard.checking import Options, check
from scorecard.outputs import pages, write_downloads
from scorecard.outputs.pages import write_pages
from scorecard.problems import Problems, as_text
from scorecard.project import Project
from scorecard.publish.website import package_theme
from scorecard.published import Scorecard
from scorecard.scoring.assess import assess

PROJECT = Path(__file__).parents[1] / "examples" / "worcestershire"


@dataclass(frozen=True)
class Written:
    """What a build of the example wrote, and the charts that it asked for but were not drawn."""

    scorecard: Scorecard
    docs: Path
    charts: tuple[Job, ...]

    def read(self, path: str) -> str:
        """One written file, with its line endings as they are."""
        return (self.docs / path).read_bytes().decode()


def written(folder: Path) -> Written:
    """Run the pipeline as far as the outputs, in a folder outside the example."""
    problems = Problems()
    checked = check(Project(PROJECT), Options(), problems)
    assert as_text(problems) == ""
    assert checked is not None
    scorecard = assess(checked.protected.tables, checked.framework, checked.period, checked.as_at)
    docs, fragments = folder / "docs", folder / "fragments"
    write_downloads(scorecard, docs)
    asked: list[Job] = []

    def note(jobs: list[Job], _cache: Path) -> tuple[str, ...]:
        asked.extend(jobs)
        return ("",) * len(jobs)

    with patch.object(pages, "render_all", note):
        write_pages(scorecard, docs, fragments, [package_theme() / "pages"], folder / "cache")
    return Written(scorecard, docs, tuple(asked))
