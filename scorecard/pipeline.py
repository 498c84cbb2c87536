"""The whole story: from what people wrote to a website, or to the problems that stop it."""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from scorecard.checked import Checked, explained, late_releases, report_unexplained
from scorecard.checking import Options, check, released_and_told
from scorecard.disclosure.audit import AuditError, AuditReport, audit_release, known_privately
from scorecard.disclosure.protect import Hidden
from scorecard.frame import settings_of
from scorecard.outputs import write_downloads
from scorecard.outputs.changes import write_changes
from scorecard.outputs.ledger import Downloads, Told, repeats
from scorecard.outputs.pages import write_pages
from scorecard.outputs.schemas import write_schemas
from scorecard.outputs.site_reader import SiteError, read_site
from scorecard.problems import Place, Problems, ProblemsFound, as_text
from scorecard.project import Project
from scorecard.publish.links import broken_links
from scorecard.publish.releases_record import LEDGERS
from scorecard.publish.website import WebsiteError, build_website, package_theme, theme_folders
from scorecard.published import Scorecard
from scorecard.scoring.assess import assess
from scorecard.unchanged import before
from scorecard.versions import History

Report = Callable[[str], None]
"""Told what the build is doing, for a terminal."""


@dataclass(frozen=True)
class Summary:
    """What a build made."""

    period: str
    pages: int
    indicators: int
    verdicts: Counter[str]
    hidden: int
    site: Path
    log: Path
    """The private list of what is hidden and why."""
    unchanged: bool = False
    """Whether nothing had changed since the last build, so that its site was kept."""
    warnings: str = ""
    """What should be looked at, though it did not stop the build: a line for each warning."""


def build(project: Project, options: Options, report: Report = lambda _: None) -> Summary:
    """Build a project's website; the last good one stays where it is when anything goes wrong.

    Raises `ProblemsFound` with everything that is wrong in what people wrote, and `WebsiteError`.
    """
    now = before([str(project.site.resolve()), repr(options)], _inputs(project))
    if (kept := now.result_in(project.record, _written(project))) is not None:
        return _summary(project, kept, unchanged=True)
    report("Reading content and data")
    problems = Problems()
    released, told = released_and_told(project, problems)
    checked = check(project, options, problems, told)
    problems.stop_if_any(strict=options.strict)
    assert checked is not None
    history = History(released.versions)
    work, new = project.build, project.site.with_name(f".{project.site.name}-new")
    made = make_site(project, checked, Making(work, new, told, history), problems, report)
    if faults := broken_links(new):
        raise WebsiteError("\n".join(f"{fault} leads nowhere" for fault in faults))
    _write_private_log(project, checked.protected.hidden)
    _swap(new, project.site)
    said = {
        "period": checked.period.name,
        "pages": sum(1 for _ in (work / "docs").rglob("*.md")),
        "indicators": len(made.scorecard.indicators),
        "verdicts": Counter(r.judgement.verdict.value for r in made.scorecard.indicators),
        "hidden": len(checked.protected.hidden),
        "warnings": as_text(problems.warnings),
    }
    now.finished(project.record, _written(project), said)
    return _summary(project, said)


@dataclass(frozen=True)
class Making:
    """Where a site is made, what earlier releases told, and what the site says of them.

    `compare` is the release whose figures this one may have changed; `reason` explains every
    change of a correction.
    """

    work: Path
    site: Path
    told: Sequence[Told] = ()
    history: History = field(default_factory=History)
    compare: Told | None = None
    reason: str = ""


@dataclass(frozen=True)
class Made:
    """What a site was made of, and the earlier releases of which its downloads tell all again."""

    scorecard: Scorecard
    repeats: tuple[str, ...]


def make_site(
    project: Project, checked: Checked, making: Making, problems: Problems, report: Report
) -> Made:
    """Make the website of a project that was checked: score, write, audit, build.

    Raises `ProblemsFound` where it would give something away or change a figure without a reason,
    and `WebsiteError`.
    """
    report("Scoring")
    scorecard = assess(checked.protected.tables, checked.framework, checked.period, checked.as_at)
    docs, fragments = _fresh(making.work / "docs"), _fresh(making.work / "fragments")
    folders = theme_folders(project.theme)
    write_downloads(scorecard, docs)
    report("Auditing what would be published")
    try:
        downloads, told_again = _audit_own(docs, checked, making.told, problems)
        history = _history(docs, downloads, checked, making, problems)
    finally:
        if problems.errors:
            # What would give somebody away does not stay behind, not even in the working folder.
            shutil.rmtree(docs)
    problems.stop_if_any()
    scorecard = replace(scorecard, history=history)
    report("Writing pages and drawing charts")
    templates = [folder / "pages" for folder in folders]
    write_pages(scorecard, docs, fragments, templates, project.cache)
    write_schemas(project.schemas)
    report("Building the website")
    build_website(
        docs,
        making.site,
        mkdocs_config=project.mkdocs_config,
        fragments=fragments,
        theme=project.theme,
        settings=settings_of(scorecard, docs),
    )
    return Made(scorecard, told_again)


def _history(
    docs: Path, downloads: Downloads, checked: Checked, making: Making, problems: Problems
) -> History:
    """What the site says of releases, with every figure that reads differently in this one."""
    late = late_releases(checked, making.history.versions)
    history = replace(making.history, late=late)
    if making.compare is None:
        if history.current:
            write_changes((), docs)
        return history
    changes = explained(making.compare, downloads, checked, making.reason)
    if history.current:
        report_unexplained(changes, making.compare.version, checked, problems)
        write_changes(changes, docs)
    return replace(history, changes=changes)


def _summary(project: Project, said: Mapping[str, Any], *, unchanged: bool = False) -> Summary:
    verdicts = Counter(said["verdicts"])
    log = _private_log(project)
    return Summary(
        **{**said, "verdicts": verdicts}, site=project.site, log=log, unchanged=unchanged
    )


def _inputs(project: Project) -> list[Path]:
    """Every file and folder that a build reads, the program itself among them."""
    theme = package_theme()
    own = [project.content, project.data, project.theme, project.root / "mkdocs.yml",
           project.releases / LEDGERS]  # fmt: skip
    return [*own, Path(__file__).parent, theme, theme.parent / "mkdocs.yml"]


def _written(project: Project) -> list[Path]:
    """What a build leaves for people and programs to read."""
    return [project.site, project.private, project.schemas]


def audit(site: Path) -> AuditReport:
    """Attack any built site from its own downloads, as a reader could.

    Raises `ProblemsFound` where it has no downloads, or such that the audit does not know.
    """
    problems = Problems()
    try:
        return audit_release(read_site(site), ranges=True)
    except (SiteError, AuditError) as error:
        problems.error(Place(str(site)), "audit", str(error), "")
    raise ProblemsFound(problems)


def _audit_own(
    docs: Path, checked: Checked, told: Sequence[Told], problems: Problems
) -> tuple[Downloads, tuple[str, ...]]:
    """Attack what is about to be published; every promise that is broken is a problem.

    Returns the downloads as a reader has them, and the earlier releases that they tell again.
    """
    place = Place("downloads/scorecard.json")
    known = known_privately(checked.tables, checked.framework)
    try:
        now = read_site(docs)
    except SiteError as error:
        problems.error(place, "disclosure", str(error), "nothing was published")
        raise ProblemsFound(problems) from error
    again = tuple(one.version for one in told if repeats(now, one.downloads))
    # A release whose every figure and tie is told again adds nothing to what a reader knows.
    earlier = [one.downloads for one in told if one.version not in again]
    try:
        failures = audit_release(now, earlier, known=known).failures
    except AuditError as error:
        problems.error(place, "disclosure", str(error), "nothing was published")
        return now, again
    for failure in failures:
        problems.error(place, "disclosure", str(failure), "nothing was published")
    return now, again


def _fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _private_log(project: Project) -> Path:
    return project.private / "suppression.csv"


def _write_private_log(project: Project, hidden: tuple[Hidden, ...]) -> None:
    """For the analyst alone: which cells are hidden, and why; never their figures."""
    path = _private_log(project)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["indicator", "period", "area", "breakdown", "category", "why"])
        for line in hidden:
            key = line.key
            writer.writerow(
                [key.indicator, key.period.name, key.area, key.breakdown, key.category, line.why]
            )


def _swap(new: Path, site: Path) -> None:
    """Put the finished site in place of the last one, which is removed only then."""
    old = site.with_name(f".{site.name}-old")
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    new.rename(site)
    shutil.rmtree(old, ignore_errors=True)


__all__ = ["Made", "Making", "Summary", "audit", "build", "make_site"]
