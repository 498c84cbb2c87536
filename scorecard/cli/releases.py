"""The commands about releases: make, withdraw, list, verify and compare them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from scorecard.cli.options import AS_LISTED, AS_RELEASED, Failed, WrongUse, as_at_option, say
from scorecard.problems import ProblemsFound, as_text
from scorecard.project import Project


def to_option(command: Callable[..., None]) -> Callable[..., None]:
    """The option for another folder of releases than the project's."""
    option = click.option(
        "--to",
        "folder",
        type=click.Path(file_okay=False, path_type=Path),
        help="The folder of releases (by default the project's releases/).",
    )
    return option(command)


@click.command()
@click.argument("period")
@click.option("--title", default="", help="What the release is called (by default its period).")
@click.option("--note", default="", help="A sentence about it for the releases page and feed.")
@click.option("--correct", is_flag=True, help="Publish a correction beside the first release.")
@click.option("--reason", default="", help="Why it is corrected, in a sentence for readers.")
@click.option("--strict", is_flag=True, help="Let warnings stop the command as errors do.")
@click.option(
    "--force-illustrative", is_flag=True, help="Release figures that are marked as made up."
)
@as_at_option(AS_RELEASED)
@to_option
@click.pass_obj
def release(project: Project, /, folder: Path | None, **asked: Any) -> None:
    """Check, build and audit PERIOD, and add it to releases/ for good, whole or not at all."""
    from scorecard.drafting import Request
    from scorecard.releasing import release as release_period

    as_at = asked.pop("as_at")
    request = Request(as_at=as_at.date() if as_at else None, **asked)
    done = _refusing(lambda: release_period(project, _releases(project, folder), request, say))
    for warning in done.warnings:
        click.echo(warning, err=True)
    if done.identical:
        click.echo(f"{done.identical} is published already, and identical: nothing to do.")
    for version in done.made:
        changed = f", {version.changes} changed figures" if version.changes else ""
        click.echo(f"{version.title}: {done.folder / version.name / 'index.html'}{changed}")
    if done.carrying:
        click.echo(f"Corrected too, since they carried the same: {', '.join(done.carrying)}")


@click.command()
@click.argument("period")
@click.option("--reason", required=True, help="Why, in a sentence for readers.")
@as_at_option(AS_LISTED)
@to_option
@click.pass_obj
def withdraw(
    project: Project, period: str, reason: str, as_at: datetime | None, folder: Path | None
) -> None:
    """Take the release of PERIOD, or one version of it, away, and leave a notice in its place."""
    from scorecard.releasing import withdraw as withdraw_release

    day = (as_at or datetime.now()).date()  # noqa: DTZ005 (the day where the publisher is)
    gone = _refusing(
        lambda: withdraw_release(project, _releases(project, folder), period, reason, day)
    )
    for version in gone:
        click.echo(f"Withdrawn: {version.name}. Its ledger is kept, and must never be published.")


@click.command()
@as_at_option(AS_LISTED)
@to_option
@click.pass_obj
def releases(project: Project, as_at: datetime | None, folder: Path | None) -> None:
    """List every version, its dates, and whether it still matches its manifest."""
    from scorecard.comparing import late, standings

    where = folder or project.releases
    found = _looking(lambda: standings(where))
    if not found:
        click.echo(f"Nothing has been released in {where} yet.")
    for each in found:
        version = each.version
        state = "differs from its manifest" if each.faults else "matches its manifest"
        if version.withdrawn:
            state = f"withdrawn {version.withdrawn}"
        newest = ", latest" if each.newest else ""
        click.echo(f"{version.name}  published {version.published}  {state}{newest}")
    day = (as_at or datetime.now()).date()  # noqa: DTZ005 (the day where the publisher is)
    for notice in _looking(lambda: late(project, where, day)):
        click.echo(f"Late: {notice}")
    if any(each.faults for each in found):
        raise Failed("\n".join(fault for each in found for fault in each.faults))


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def verify(folder: Path) -> None:
    """Check the hash of every file in FOLDER: one version, or all releases."""
    from scorecard.comparing import verify as verify_folder

    files, faults = _looking(lambda: verify_folder(folder))
    if faults:
        raise Failed("\n".join(faults))
    click.echo(f"{files:,} files are as they were published.")


@click.command()
@click.argument("one")
@click.argument("other")
@to_option
@click.pass_obj
def diff(project: Project, one: str, other: str, folder: Path | None) -> None:
    """Say what changed between two releases: figures, verdicts, definitions, targets, hiding."""
    from scorecard.comparing import differences

    lines = _looking(lambda: differences(folder or project.releases, one, other))
    click.echo("\n".join(lines) or "Nothing changed.")


def _releases(project: Project, folder: Path | None) -> Path:
    """The folder of releases, which must not take the place of the project's own files."""
    chosen = (folder or project.releases).resolve()
    own = [project.content, project.data, project.theme, project.build, project.site]
    private = [project.root.resolve(), *(each.resolve() for each in own)]
    if any(chosen == each or chosen in each.parents for each in private) or any(
        each in chosen.parents for each in private[1:]
    ):
        raise click.UsageError(
            f"{chosen} would hold the project's own files, private ones among them; "
            "name a folder of its own with --to, such as releases"
        )
    return chosen


def _refusing(work: Callable[[], Any]) -> Any:
    from scorecard.publish.website import WebsiteError
    from scorecard.releasing import ReleaseRefused, WrongRequest

    try:
        return work()
    except ProblemsFound as found:
        raise Failed(f"{as_text(found.problems)}\nNothing was released.") from found
    except WrongRequest as wrong:
        raise WrongUse(str(wrong)) from wrong
    except ReleaseRefused as refused:
        raise Failed(f"{refused}") from refused
    except WebsiteError as error:
        raise Failed(f"The website could not be built:\n{error}") from error


def _looking(work: Callable[[], Any]) -> Any:
    from scorecard.comparing import NothingThere, Unreadable

    try:
        return work()
    except Unreadable as damaged:
        raise Failed(str(damaged)) from damaged
    except NothingThere as missing:
        raise WrongUse(str(missing)) from missing
