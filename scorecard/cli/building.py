"""What `check`, `build` and `serve` share: options, where the site goes, and the last lines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from scorecard.cli.options import AS_BUILT, Failed, as_at_option, say, stopped_by
from scorecard.problems import ProblemsFound, Severity, as_text
from scorecard.project import Project

SIGN_OF_A_SITE = "downloads/scorecard.csv"
"""What every site that this program wrote holds."""


def build_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options that `check`, `build` and `serve` share."""
    command = click.option(
        "--strict", is_flag=True, help="Let warnings stop the command as errors do."
    )(command)
    command = as_at_option(AS_BUILT)(command)
    return click.option("--period", help="The reporting period to publish, such as '2020-21 Q3'.")(
        command
    )


def options_of(period: str | None, as_at: datetime | None, *, strict: bool) -> Any:
    """How to build, as the options say."""
    from scorecard.checking import Options

    return Options(period, as_at.date() if as_at else None, strict=strict)


def with_output(project: Project, output: Path | None) -> Project:
    """The project with its site elsewhere; whatever lay there is replaced, so it is looked at."""
    chosen = project if output is None else Project(project.root, project.counts, output)
    site, root = chosen.site.resolve(), project.root.resolve()
    own = [root / name for name in ("content", "data", "theme", "build", "releases", "scorecard")]
    private = [*own, project.data.resolve()]
    if any(
        site == folder or site in folder.parents or folder in site.parents for folder in private
    ):
        raise click.UsageError(
            f"{chosen.site} would hold the project's own files, private ones among them; "
            "name a folder of its own with --output, such as site"
        )
    if output and site.is_dir() and any(site.iterdir()) and not (site / SIGN_OF_A_SITE).is_file():
        raise click.UsageError(
            f"--output {output} holds something other than a site, which would be lost; "
            "name a new folder, or an empty one"
        )
    return chosen


def build_site(project: Project, options: Any) -> Any:
    """Build the website and give its summary; raises `Failed` with all that is wrong."""
    from scorecard.pipeline import build as build_project
    from scorecard.publish.website import WebsiteError

    try:
        summary = build_project(project, options, say)
    except ProblemsFound as found:
        errors = sum(problem.severity is Severity.ERROR for problem in found.problems)
        count = f"{len(found.problems)} problem{'s' if len(found.problems) > 1 else ''}"
        end = f"{count}; the last good site was left as it was."
        if not errors:
            end = f"{count}, all of them warnings, which --strict does not allow."
        raise stopped_by(found.problems, f"{as_text(found.problems)}\n{end}") from found
    except WebsiteError as error:
        raise Failed(f"The website could not be built:\n{error}") from error
    if summary.warnings:
        click.echo(summary.warnings, err=True)
    return summary


def summary_lines(summary: Any, seconds: float) -> list[str]:
    """What a build says in the end."""
    from scorecard.wording.verdicts import VERDICTS

    verdicts = ", ".join(
        f"{summary.verdicts[verdict.value]} {words.words.lower()}"
        for verdict, words in VERDICTS.items()
        if summary.verdicts[verdict.value]
    )
    done = f"Done in {seconds:.1f} s"
    if summary.unchanged:
        done = "Nothing has changed since the last build, so its site was kept"
    cells = "1 cell" if summary.hidden == 1 else f"{summary.hidden:,} cells"
    return [
        f"{summary.period}: {summary.pages} pages, {summary.indicators} indicators ({verdicts})",
        f"{cells} hidden to protect people; which and why: {summary.log}",
        f"{done}: {summary.site / 'index.html'}",
    ]
