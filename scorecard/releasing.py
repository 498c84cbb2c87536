"""The story of a release: checked, built, audited with all before it, and added whole or not."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from scorecard.drafting import Draft, Request, draft, site_of, work_of
from scorecard.framework.loading import load_framework
from scorecard.outputs.ledger import LedgerError, figures
from scorecard.periods import Period, PeriodError, parse_period, slug
from scorecard.pipeline import Report
from scorecard.problems import Problems
from scorecard.project import Project
from scorecard.publish.links import broken_links
from scorecard.publish.releases_folder import Busy, changed, lock_of, locked, recover
from scorecard.publish.releases_manifest import manifest_of, read_manifest
from scorecard.publish.releases_record import RecordError
from scorecard.publish.website import WebsiteError, theme_folders
from scorecard.released import Released, read_released
from scorecard.shelf import add_version, set_aside
from scorecard.versions import (
    CORRECTION,
    Change,
    Version,
    next_correction,
    of_period,
)

_NAMED = 5


class ReleaseRefused(Exception):
    """A release that cannot be made as asked; nothing was changed. Says what to do instead."""


class WrongRequest(ReleaseRefused):
    """What was asked for makes no sense, whatever the project holds."""


@dataclass(frozen=True)
class Done:
    """What a release did: the versions that it made, or the one that was there already."""

    folder: Path
    made: tuple[Version, ...] = ()
    identical: str = ""
    carrying: tuple[str, ...] = ()
    """Later versions with a figure that was wrong, which were corrected too."""
    warnings: tuple[str, ...] = ()
    """What should be looked at, though it did not stop the release, a line each."""


def release(
    project: Project, folder: Path, request: Request, report: Report = lambda _: None
) -> Done:
    """Add a release to a folder of releases, or find that it is there already.

    Raises `ProblemsFound`, `ReleaseRefused` and `WebsiteError`; the folder is then as it was.
    """
    if request.correct != bool(request.reason):
        raise WrongRequest("a correction needs --correct and --reason together")
    with _at_work(project, folder):
        released = _read(folder)
        planned = _Plan(project, request, report)
        period = planned.period()
        existing = of_period(released.versions, period.name)
        if not request.correct:
            if existing:
                return planned.repeated(existing[0], released, folder)
            return planned.publish(folder, slug(period), None)
        if not existing:
            raise WrongRequest(
                f"{period} was never released, so there is nothing to correct; "
                "leave out --correct and --reason"
            )
        last = existing[-1]
        if last.corrects and last.reason == request.reason and planned.same(last, released):
            return Done(folder, identical=last.name)
        name = next_correction(released.versions, slug(period), period.name)
        standing = [version for version in existing if version.withdrawn is None]
        return planned.publish(folder, name, (standing or existing)[-1])


def withdraw(
    project: Project, folder: Path, named: str, reason: str, day: date
) -> tuple[Version, ...]:
    """Take a version, or every version of a period, away from readers; its ledger is kept.

    Raises `ReleaseRefused`; the folder is then as it was.
    """
    if not reason.strip():
        raise WrongRequest(
            "a withdrawal needs its reason, in a sentence for readers; give it with --reason"
        )
    with _at_work(project, folder):
        released = _read(folder)
        wanted = [v for v in released.versions if named in (v.name, v.period)]
        wanted = wanted or [v for v in released.versions if v.name == named.lower()]
        going = [version for version in wanted if version.withdrawn is None]
        if not wanted:
            raise WrongRequest(f"{folder} holds no release of {named}; see `scorecard releases`")
        if not going:
            raise ReleaseRefused(f"{named} is withdrawn already")
        last = released.versions[-1].name
        gone = tuple(
            replace(v, withdrawn=day, why_withdrawn=reason, withdrawn_after=last) for v in going
        )
        # What is withdrawn stays nowhere, not even in the state that the folder had before.
        shutil.rmtree(project.releases_before, ignore_errors=True)
        with changed(folder) as new:
            set_aside(new, folder, gone, _templates(project))
        return gone


@dataclass(frozen=True)
class _Plan:
    """One request, on its way to one version or several."""

    project: Project
    request: Request
    report: Report

    def period(self) -> Period:
        """The period that was asked for."""
        framework = load_framework(self.project.content, Problems())
        starts = framework.scorecard.financial_year_starts if framework else 4
        try:
            return parse_period(self.request.period, financial_year_starts=starts)
        except PeriodError as error:
            raise WrongRequest(f"{self.request.period}: {error}") from error

    def publish(self, folder: Path, name: str, corrects: Version | None) -> Done:
        """Make a version, and corrections of later ones that carry a wrong figure; add them."""
        made: list[Version] = []
        carrying: list[str] = []
        warnings: list[str] = []
        with changed(folder, self.project.releases_before) as new:
            waiting: list[tuple[str, Version | None]] = [(name, corrects)]
            while waiting:
                name, corrects = waiting.pop(0)
                released = read_released(new, home=folder)
                drafted = self._draft(name, corrects, released)
                version = drafted.version
                add_version(new, version, site_of(self.project), drafted.by, self._look)
                self._check_links(new / version.name)
                made.append(version)
                warnings += drafted.warnings
                if len(made) == 1 and corrects is not None:
                    later = _carrying(drafted.changes, version, released)
                    carrying = [one.name for one in later]
                    waiting = [(_correction_of(one, released), one) for one in later]
        # A correction of later versions too reads the same files for each of them.
        once = tuple(dict.fromkeys(warnings))
        return Done(folder, tuple(made), carrying=tuple(carrying), warnings=once)

    def repeated(self, version: Version, released: Released, folder: Path) -> Done:
        """Do nothing where the same release would be made again; refuse another."""
        if version.withdrawn is not None:
            raise ReleaseRefused(
                f"{version.name} was withdrawn, and its address is not used again; "
                "publish a correction with --correct --reason"
            )
        different = self._differences(version, released)
        if not different:
            return Done(folder, identical=version.name)
        named = ", ".join(different[:_NAMED])
        more = f" and {len(different) - _NAMED} more" if len(different) > _NAMED else ""
        raise ReleaseRefused(
            f"{version.name} was published already, and would differ now ({named}{more}); a "
            "published release never changes: publish a correction with --correct --reason"
        )

    def same(self, version: Version, released: Released) -> bool:
        """Whether a version would be made again byte for byte."""
        return version.withdrawn is None and not self._differences(version, released)

    def _differences(self, version: Version, released: Released) -> list[str]:
        """The files that would differ if the version were made now from what was there then."""
        before = released.before(version.name)
        corrects = before.named(version.corrects)
        again = self._draft(version.name, corrects, before).version
        was = read_manifest(released.folder / version.name)
        now = manifest_of(again.name, site_of(self.project))
        if was is None:
            return ["manifest.json"]
        names = sorted(was.files.keys() | now.files.keys())
        return [name for name in names if was.files.get(name) != now.files.get(name)]

    def _draft(self, name: str, corrects: Version | None, released: Released) -> Draft:
        return draft(self.project, self.request, name, corrects, released, self.report)

    def _check_links(self, site: Path) -> None:
        if faults := broken_links(site):
            raise WebsiteError("\n".join(f"{fault} leads nowhere" for fault in faults))

    @property
    def _look(self) -> list[Path]:
        return _templates(self.project)


def _carrying(changes: Sequence[Change], correction: Version, released: Released) -> list[Version]:
    """The newest versions of later periods that print a figure as it was before."""
    wrong = {(c.indicator, c.period, c.area, c.breakdown, c.category): c.old for c in changes}
    newest: dict[str, Version] = {}
    for version in released.versions:
        if version.withdrawn is None and version.ends > correction.ends:
            newest[version.period] = version
    found = []
    for version in newest.values():
        printed = figures(released.of(version).downloads)
        if any(
            place in printed and printed[place][:3] == (old.numerator, old.denominator, old.value)
            for place, old in wrong.items()
        ):
            found.append(version)
    return sorted(found, key=lambda version: version.ends)


def _correction_of(version: Version, released: Released) -> str:
    base = version.name.partition(CORRECTION)[0]
    return next_correction(released.versions, base, version.period)


def _templates(project: Project) -> list[Path]:
    return [folder / "pages" for folder in theme_folders(project.theme)]


def _read(folder: Path) -> Released:
    try:
        return read_released(folder)
    except (RecordError, LedgerError) as error:
        raise ReleaseRefused(str(error)) from error


@contextmanager
def _at_work(project: Project, folder: Path) -> Iterator[None]:
    """Be the only one at work on the folder and in the project's build folder."""
    try:
        with locked(lock_of(folder)), locked(project.build / ".release-lock"):
            recover(folder)
            try:
                yield
            finally:
                shutil.rmtree(work_of(project), ignore_errors=True)
    except (Busy, LedgerError) as error:
        raise ReleaseRefused(str(error)) from error
