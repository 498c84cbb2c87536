"""Drafting a version: checked, built and audited in the work folder, with all that was told before.

Nothing of it is in the folder of releases yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from scorecard.checked import Checked
from scorecard.checking import Options, check
from scorecard.outputs.ledger import Told
from scorecard.outputs.release_files import Publisher
from scorecard.periods import label
from scorecard.pipeline import Making, Report, make_site
from scorecard.problems import Place, Problems, as_text
from scorecard.project import Project
from scorecard.released import Released
from scorecard.versions import Change, History, Version, latest


@dataclass(frozen=True)
class Request:
    """What to release: a period, how it is to be called, and whether it corrects one."""

    period: str
    title: str = ""
    note: str = ""
    correct: bool = False
    reason: str = ""
    as_at: date | None = None
    strict: bool = False
    force_illustrative: bool = False


@dataclass(frozen=True)
class Draft:
    """A version, what it changes of what was published before, and whose it is."""

    version: Version
    changes: tuple[Change, ...]
    by: Publisher
    warnings: tuple[str, ...] = ()
    """What should be looked at, though it does not stop a release, a line each."""


def work_of(project: Project) -> Path:
    """The folder in which versions are drafted, one at a time."""
    return project.build / "release"


def site_of(project: Project) -> Path:
    """The site of the last draft."""
    return work_of(project) / "site"


def draft(
    project: Project,
    request: Request,
    name: str,
    corrects: Version | None,
    released: Released,
    report: Report,
) -> Draft:
    """Build one version into the work folder, knowing what was published before it.

    Raises `ProblemsFound` where it may not be published, and `WebsiteError`.
    """
    problems = Problems()
    told = released.told()
    wanted = corrects.period if corrects else request.period
    options = Options(wanted, request.as_at, request.strict)
    report(f"Reading content and data for {name}")
    checked = check(project, options, problems, told)
    problems.stop_if_any(strict=request.strict)
    assert checked is not None
    _may_publish(request, checked, problems)
    checked = replace(checked, as_at=_day(request, checked, corrects, released))
    version = _version(request, name, checked, corrects)
    compare = corrects or latest(released.versions)
    making = Making(
        work=work_of(project),
        site=site_of(project),
        told=told,
        history=History((*released.versions, version), current=name),
        compare=_told_by(compare, told, released),
        reason=request.reason if corrects else "",
    )
    made = make_site(project, checked, making, problems, report)
    changes = made.scorecard.history.changes
    version = replace(version, changes=len(changes), repeats=made.repeats)
    warnings = tuple(as_text([warning]) for warning in problems.warnings)
    return Draft(version, changes, _publisher(checked), warnings)


def _told_by(version: Version | None, told: Sequence[Told], released: Released) -> Told | None:
    """What one version told, which is read already unless a later one tells it again."""
    if version is None:
        return None
    return next((one for one in told if one.version == version.name), None) or released.of(version)


def _version(request: Request, name: str, checked: Checked, corrects: Version | None) -> Version:
    return Version(
        name=name,
        period=checked.period.name,
        label=label(checked.period),
        ends=checked.period.end,
        published=checked.as_at,
        note=request.note,
        own_title=request.title or (corrects.own_title if corrects else ""),
        corrects=corrects.name if corrects else "",
        reason=request.reason if corrects else "",
    )


def _day(request: Request, checked: Checked, corrects: Version | None, released: Released) -> date:
    """The day of publication: as asked, or the calendar's, or a correction's approval."""
    if request.as_at is not None or corrects is None:
        return checked.as_at
    approved = [a.date for a in checked.framework.approvals if a.period == checked.period]
    others = [v.published for v in released.versions if v.reason == request.reason]
    return max(checked.as_at, *approved, *others)


def _may_publish(request: Request, checked: Checked, problems: Problems) -> None:
    framework = checked.framework
    if framework.scorecard.illustrative and not request.force_illustrative:
        problems.error(
            Place("content/scorecard.yml"),
            "illustrative",
            "the figures are made up, and a release would look like real ones",
            "remove `illustrative` when they are real, or add --force-illustrative",
        )
    if not any(approval.period == checked.period for approval in framework.approvals):
        problems.error(
            Place("content/approvals.yml"),
            "period",
            f"nobody has approved the release of {checked.period}",
            f"add a line: - {{period: {checked.period}, role: ..., date: ...}}",
        )
    problems.stop_if_any()


def _publisher(checked: Checked) -> Publisher:
    file = checked.framework.scorecard
    address = f"{file.site_url.rstrip('/')}/" if file.site_url else ""
    return Publisher(file.title, file.partnership, address, file.illustrative)
