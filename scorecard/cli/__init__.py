"""The command line: read options, call one function, print."""

from __future__ import annotations

import gc
import shlex
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import click

import scorecard
from scorecard.cli.building import build_options, build_site, options_of, summary_lines, with_output
from scorecard.cli.options import Failed, Program, stopped_by
from scorecard.cli.releases import diff, release, releases, verify, withdraw
from scorecard.problems import (
    Problems,
    ProblemsFound,
    as_github,
    as_json,
    as_text,
)
from scorecard.project import Project

FORMATS: dict[str, Callable[..., str]] = {"text": as_text, "json": as_json, "github": as_github}

GARBAGE = (1_000_000, 50, 100)
"""How seldom Python looks for garbage: a build makes many things that last, and little of it, and
looking for it as often as usual takes a tenth of the time."""


@click.group(
    cls=Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(scorecard.__version__, prog_name="scorecard")
@click.option(
    "--project",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="The folder with content/ and data/ (by default the current one).",
)
@click.option(
    "--data",
    type=click.Path(file_okay=False, exists=True, path_type=Path),
    help="Counts that are kept elsewhere (by default the project's data/).",
)
@click.pass_context
def main(context: click.Context, project: Path, data: Path | None) -> None:
    """Publish a public performance scorecard that gives away no small number.

    Begin with `scorecard init my-scorecard`. Exit status: 0 done; 1 problems in what you wrote;
    2 wrong use.
    """
    gc.set_threshold(*GARBAGE)
    context.obj = Project(project, data)


@main.command()
@build_options
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="How to print the problems: for people, for programs, or for a CI run.",
)
@click.option(
    "--disclosure", is_flag=True, help="List each cell that would be hidden, and why (private)."
)
@click.pass_obj
def check(
    project: Project,
    period: str | None,
    as_at: datetime | None,
    strict: bool,
    form: str,
    disclosure: bool,
) -> None:
    """Check content/ and data/ without writing anything."""
    from scorecard.checking import check_after_releases

    if disclosure and form != "text":
        raise click.UsageError("--disclosure is for people; leave --format out")
    problems = Problems()
    checked = check_after_releases(project, options_of(period, as_at, strict=strict), problems)
    printed = FORMATS[form](problems)
    if printed:
        click.echo(printed)
    stopped = checked is None or (strict and problems.found)
    if not stopped and form == "text":
        assert checked is not None
        number = len(checked.framework.indicators)
        indicators = "1 indicator" if number == 1 else f"{number} indicators"
        click.echo(f"No errors: {indicators}, {checked.period}, ready to build.")
    if checked is not None and disclosure:
        from scorecard.disclosure.preview import preview

        for line in preview(checked.protected.hidden):
            click.echo(line)
    if stopped:
        sys.exit(stopped_by(problems, "").exit_code)


@main.command()
@build_options
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the site goes (by default the project's site/).",
)
@click.pass_obj
def build(
    project: Project,
    period: str | None,
    as_at: datetime | None,
    strict: bool,
    output: Path | None,
) -> None:
    """Check everything, then build the website into site/."""
    started = time.perf_counter()
    chosen = with_output(project, output)
    summary = build_site(chosen, options_of(period, as_at, strict=strict))
    seconds = time.perf_counter() - started
    for line in summary_lines(summary, seconds):
        click.echo(line)


@main.command()
@build_options
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="The port on this machine; 0 takes any that is free.",
)
@click.pass_obj
def serve(
    project: Project, period: str | None, as_at: datetime | None, strict: bool, port: int
) -> None:
    """Build the website, show it on this machine, and build again when a file changes."""
    from scorecard.serving import PortTaken, serve_project

    if not project.root.is_dir():
        raise click.UsageError(
            f"there is no folder {project.root}; name the project's with --project, or begin one"
            " with `scorecard init`"
        )
    project = with_output(project, None)
    options = options_of(period, as_at, strict=strict)

    def built() -> str:
        started = time.perf_counter()
        try:
            summary = build_site(project, options)
        except Failed as problems:
            return problems.message
        return "\n".join(summary_lines(summary, time.perf_counter() - started))

    try:
        serve_project(project, port, built, click.echo)
    except PortTaken as error:
        raise click.UsageError(f"{error}; choose another with --port") from error


@main.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def init(folder: Path) -> None:
    """Begin a new project in FOLDER: small, complete, and ready to build."""
    from scorecard.starting import FolderNotEmpty, begin

    try:
        files = begin(folder)
    except FolderNotEmpty as error:
        raise click.UsageError(str(error)) from error
    click.echo(f"Wrote {len(files)} files into {folder}.")
    click.echo(f"Next: scorecard --project {shlex.quote(str(folder))} build")


@main.command()
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the schemas go (by default build/schemas/, which the YAML files name).",
)
@click.pass_obj
def schema(project: Project, output: Path | None) -> None:
    """Write a JSON Schema of every YAML file, so that editors complete and check as you type."""
    from scorecard.outputs.schemas import write_schemas

    for path in write_schemas(output or project.schemas):
        click.echo(path)


@main.command()
@click.argument(
    "site", required=False, type=click.Path(file_okay=False, exists=True, path_type=Path)
)
@click.pass_obj
def audit(project: Project, site: Path | None) -> None:
    """Attack a built SITE from its own downloads, by default the project's, as a reader could."""
    from scorecard.pipeline import audit as audit_site

    try:
        report = audit_site(site or project.site)
    except ProblemsFound as found:
        raise Failed(as_text(found.problems)) from found
    for line in report.lines():
        click.echo(line)
    if not report.passed:
        raise Failed("\n".join(str(failure) for failure in report.failures))


main.add_command(release)
main.add_command(withdraw)
main.add_command(releases)
main.add_command(verify)
main.add_command(diff)
