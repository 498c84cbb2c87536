"""From what people wrote to tables that may be published, or to the problems that stop them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from scorecard.checked import Checked
from scorecard.disclosure.model import DisclosureError
from scorecard.disclosure.prose import check_prose
from scorecard.disclosure.protect import cells_in, protect
from scorecard.framework import Framework
from scorecard.framework.loading import load_framework
from scorecard.measures import Measure
from scorecard.outputs.ledger import LedgerError, Told
from scorecard.periods import Period, PeriodError, parse_period
from scorecard.problems import Place, Problems
from scorecard.project import Project
from scorecard.publish.releases_record import RecordError
from scorecard.released import Released, read_released
from scorecard.tables import PrivateTables, check_files, read_tables
from scorecard.tables.definitions import with_figures_of_definitions


@dataclass(frozen=True)
class Options:
    """How to build: up to which period, as at which day, and how strictly."""

    period: str | None = None
    as_at: date | None = None
    strict: bool = False


def check(
    project: Project, options: Options, problems: Problems, told: Sequence[Told] = ()
) -> Checked | None:
    """Read and protect a project, knowing what releases told; faults are added to `problems`.

    Returns None when there are errors.
    """
    framework = load_framework(project.content, problems)
    if framework is None:
        check_files(project.data, problems, shown=project.shown_data)
        return None
    tables = read_tables(project.data, framework, problems, shown=project.shown_data)
    if project.counts is not None and not tables.cells and not problems.errors:
        problems.error(
            Place(project.shown_data),
            "",
            "the folder holds no table",
            "name the folder of the counts with --data",
        )
    tables = with_figures_of_definitions(tables, framework, problems)
    _check_commentary(framework, tables, problems)
    period = _period(framework, tables, options, problems)
    if problems.errors or period is None:
        return None
    held, tables = tables, tables.until(period.end)
    try:
        protected = protect(tables, framework, [one.ledger for one in told], held)
    except DisclosureError as error:
        _report(error, project, problems)
        return None
    check_prose(framework, tables, protected.hidden, problems)
    if problems.errors:
        return None
    as_at = options.as_at or _calendar_date(framework, period)
    return Checked(framework.without_figures(), tables, period, as_at, protected)


def _check_commentary(framework: Framework, tables: PrivateTables, problems: Problems) -> None:
    """Warn of commentary on a period without a figure, where its indicator has figures."""
    known = {(key.indicator, key.period) for key in tables.cells}
    measured = {key.indicator for key in tables.cells} - {
        indicator.id for indicator in framework.indicators if indicator.measure is Measure.NARRATIVE
    }
    for text in framework.commentary:
        if text.indicator in measured and (text.indicator, text.period) not in known:
            problems.warning(
                Place(text.path, 1),
                "",
                f"there is no figure of {text.indicator} for {text.period}",
                "correct the name of its folder, or add the rows",
            )


def check_after_releases(project: Project, options: Options, problems: Problems) -> Checked | None:
    """Read and protect a project as its next build or release would, knowing what releases told.

    Returns None when there are errors.
    """
    _, told = released_and_told(project, problems)
    return check(project, options, problems, told)


def released_and_told(project: Project, problems: Problems) -> tuple[Released, tuple[Told, ...]]:
    """What was released so far, and what each release told; what cannot be read is a problem."""
    try:
        released = read_released(project.releases)
        told = released.told()
        for one in told:
            _ = one.ledger  # A shape that is not known is told here, and not in the midst of it.
    except (RecordError, LedgerError) as error:
        problems.error(Place(str(project.releases)), "", str(error), "")
        return Released(project.releases), ()
    return released, told


def _period(
    framework: Framework, tables: PrivateTables, options: Options, problems: Problems
) -> Period | None:
    """The period of the release: as asked, or the latest of the calendar that our data reach."""
    ours = {area.id for area in framework.scorecard.areas}
    own = {key.period for key in tables.cells if key.area in ours}
    periods = own or {key.period for key in tables.cells}
    if options.period is not None:
        starts = framework.scorecard.financial_year_starts
        try:
            return parse_period(options.period, financial_year_starts=starts)
        except PeriodError as error:
            problems.error(Place("--period"), "", error.message, error.hint)
            return None
    latest = max(periods, default=None)
    calendar = [r.period for r in framework.scorecard.releases]
    reached = [p for p in calendar if latest is not None and p.end <= latest.end]
    found = max(reached, default=latest) or max(calendar, default=None)
    if found is None:
        problems.error(
            Place("data"),
            "",
            "holds no figures, so there is no period to publish",
            "add a CSV file with a header and rows, or name a period with --period",
        )
    return found


def _calendar_date(framework: Framework, period: Period) -> date:
    for release in framework.scorecard.releases:
        if release.period == period:
            return release.published or release.due
    return period.end


def _report(error: DisclosureError, project: Project, problems: Problems) -> None:
    cells = cells_in(error)
    named = "; ".join(cells[:5]) + (f"; and {len(cells) - 5} more" if len(cells) > 5 else "")
    about = f" ({named})" if named else ""
    problems.error(
        Place(project.shown_data),
        "disclosure",
        f"{error}{about}",
        "nothing was published; see the user guide on disclosure control",
    )
