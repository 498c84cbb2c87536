"""One raw row to a private cell, or to the problems that keep it from being one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from scorecard.framework import Framework
from scorecard.framework.indicators import Indicator
from scorecard.measures import Measure
from scorecard.periods import Period, PeriodError, parse_period
from scorecard.problems import Problems, suggestion
from scorecard.tables.cells import FIGURES, TOTAL, WITHHELD, Key, PrivateCell, RawRow
from scorecard.tables.columns import shown_word
from scorecard.tables.figures import Fault, read_figure
from scorecard.tables.fitting import misfit
from scorecard.tables.kinds import Figures, check_figures
from scorecard.tables.statuses import check_status, read_status

Report = Callable[[str, str, str], None]


@dataclass(frozen=True)
class RowReader:
    """Reads rows against the definitions of one framework."""

    framework: Framework
    problems: Problems
    indicators: Mapping[str, Indicator]
    areas: Mapping[str, str]
    comparators: Mapping[str, str]
    categories: Mapping[str, Mapping[str, str]]
    """The names of the categories of each breakdown."""
    last_release: date | None
    """The end of the last period of the calendar."""

    @classmethod
    def of(cls, framework: Framework, problems: Problems) -> RowReader:
        """A reader that knows what the framework defines."""
        scorecard = framework.scorecard
        return cls(
            framework,
            problems,
            {indicator.id: indicator for indicator in framework.indicators},
            {area.id: area.name for area in scorecard.areas},
            {comparator.id: comparator.name for comparator in scorecard.comparators},
            {b.id: {c.id: c.name for c in b.categories} for b in scorecard.breakdowns},
            max((release.period.end for release in scorecard.releases), default=None),
        )

    def read_key(self, row: RawRow) -> Key | None:
        """Which figure a row is about, or None with every fault of its names reported."""
        report = self._reporter(row)
        name = row.text("indicator")
        indicator = self.indicators.get(name)
        if indicator is None and not self._at_fault(name):
            titles = {i.id: i.title for i in self.framework.indicators}
            _report_unknown(report, "indicator", name, titles)
        period = self._period(row, indicator, report)
        area = self._area(row, indicator, report)
        group = self._group(row, indicator, report)
        if indicator is None or period is None or area is None or group is None:
            return None
        if area in self.areas:
            self._check_time(row, indicator, period)
        return Key(indicator.id, period, area, *group)

    def _at_fault(self, name: str) -> bool:
        """Whether an indicator is defined, but not soundly, which has been said already."""
        faulty = self.framework.faulty
        return bool(name) and (faulty is None or name in faulty)

    def read_cell(self, row: RawRow, key: Key) -> PrivateCell | None:
        """The figures of a row, or None with everything that is wrong with them reported."""
        report = self._reporter(row)
        indicator = self.indicators[key.indicator]
        found: dict[str, Decimal | None] = {}
        sound = True
        for column in FIGURES:
            found[column], fault = read_figure(row.text(column))
            sound = _reported(report, column, fault) and sound
        symbols, fault = read_status(row.text("status"))
        sound = _reported(report, "status", fault) and sound
        if not sound:
            return None
        figures = (found["numerator"], found["denominator"], found["value"])
        note = row.text("note")
        given = any(figure is not None for figure in figures)
        if not _reported(report, "status", check_status(symbols, figures=given)):
            return None
        if not given and not symbols and indicator.measure is not Measure.NARRATIVE:
            report(
                "numerator",
                "the row gives neither a numerator nor a value, and no status",
                "give the figure, or say in `status` why there is none (x, z or c)",
            )
            return None
        if "r" in symbols and not note:
            self.problems.warning(
                row.place("note"), "note", "a revised figure needs its reason", "say why it changed"
            )
        comparator = key.area in self.comparators
        if given and not any(symbol in WITHHELD for symbol in symbols):
            sound = check_figures(figures, indicator, report, comparator=comparator)
        if not sound:
            return None
        figures = _without_repetition(figures, indicator, comparator=comparator)
        return PrivateCell(key, *figures, symbols=symbols, note=note, place=row.place())

    def _reporter(self, row: RawRow) -> Report:
        def report(column: str, message: str, hint: str) -> None:
            self.problems.error(row.place(column), column, message, hint)

        return report

    def _period(self, row: RawRow, indicator: Indicator | None, report: Report) -> Period | None:
        given = row.fields["period"]
        written = given.strip() if isinstance(given, str) else given
        if not written:
            report("period", "the period is empty", "write it like 2020-21 Q3")
            return None
        if indicator is None:
            return None  # how a period is read depends on the indicator's frequency
        try:
            found = parse_period(
                written,
                frequency=indicator.frequency,
                financial_year_starts=self.framework.scorecard.financial_year_starts,
            )
        except PeriodError as error:
            report("period", error.message, error.hint)
            return None
        if (doubt := misfit(found, indicator)) is not None:
            place = row.place("period")
            if doubt.impossible:
                self.problems.error(place, "period", doubt.message, doubt.hint)
                return None
            self.problems.warning(place, "period", doubt.message, doubt.hint)
        return found

    def _check_time(self, row: RawRow, indicator: Indicator, period: Period) -> None:
        """Warn of a figure of our own from a time in which there can hardly be one."""
        if self.last_release is not None and period.end > self.last_release:
            what = "ends after the last release of the calendar"
            hint = "correct it, or add the release"
            self.problems.warning(row.place("period"), "period", what, hint)
        if indicator.retired is not None and period.start > indicator.retired.period.end:
            what = f"begins after {indicator.id} was retired"
            hint = "correct it, or `retired` in the definition"
            self.problems.warning(row.place("period"), "period", what, hint)

    def _area(self, row: RawRow, indicator: Indicator | None, report: Report) -> str | None:
        area = row.text("area") or self.framework.scorecard.whole_area.id
        if area in self.areas:
            return area
        if area not in self.comparators:
            _report_unknown(report, "area", area, {**self.areas, **self.comparators})
            return None
        named = () if indicator is None else indicator.comparators
        targeted = indicator.target.comparators if indicator and indicator.target else ()
        if indicator is not None and area not in (*named, *targeted):
            self.problems.warning(
                row.place("area"),
                "area",
                f"{area} is not a comparator of {indicator.id}",
                "add it to the indicator's `comparators`, which must be the same measure "
                "over the same length of time, or remove the row",
            )
        return area

    def _group(
        self, row: RawRow, indicator: Indicator | None, report: Report
    ) -> tuple[str, str] | None:
        breakdown = row.text("breakdown") or TOTAL
        category = row.text("category") or TOTAL
        if breakdown == TOTAL:
            if category == TOTAL:
                return TOTAL, TOTAL
            report("breakdown", "a category needs its breakdown", "name the breakdown too")
            return None
        if breakdown not in self.categories:
            known = {item.id: item.name for item in self.framework.scorecard.breakdowns}
            _report_unknown(report, "breakdown", breakdown, known)
            return None
        if indicator is not None and breakdown not in indicator.breakdowns:
            report(
                "breakdown",
                f"{indicator.id} is not broken down by {breakdown}",
                f"add `{breakdown}` to the indicator's `breakdowns`, or remove the row",
            )
        if category == TOTAL:
            hint = "name its category, or leave both empty for the total"
            report("category", "a breakdown needs its category", hint)
            return None
        if category not in self.categories[breakdown]:
            _report_unknown(report, "category", category, self.categories[breakdown])
            return None
        return breakdown, category


def _reported(report: Report, column: str, fault: Fault | None) -> bool:
    """Report a fault if there is one; whether there was none."""
    if fault is not None:
        report(column, *fault)
    return fault is None


def _report_unknown(report: Report, column: str, word: str, names: Mapping[str, str]) -> None:
    if not word:
        report(column, f"the {column} is empty", f"write the {column}'s id")
        return
    folded = word.casefold()
    same = (i for i, name in names.items() if folded in (i.casefold(), name.casefold()))
    meant = next(same, None)
    hint = f"write its id: {meant}" if meant else suggestion(folded.replace(" ", "-"), names)
    report(column, f"there is no {column}{shown_word(word, names)}", hint)


def _without_repetition(figures: Figures, indicator: Indicator, *, comparator: bool) -> Figures:
    """The figures with each fact said once: a value only where it cannot be worked out.

    A count of our own that is written as a value is its numerator, so that the door protects it.
    """
    numerator, denominator, value = figures
    held = not comparator and indicator.parts == "held"
    if numerator is None and held and indicator.measure is Measure.COUNT:
        return value, denominator, None
    return (numerator, denominator, None) if numerator is not None else figures
