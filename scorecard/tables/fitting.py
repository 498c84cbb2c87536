"""Whether a period is of a kind that an indicator can have figures for."""

from __future__ import annotations

from dataclasses import dataclass

from scorecard.framework.indicators import Indicator
from scorecard.periods import Period, PeriodKind

_OWN = {
    "weekly": {PeriodKind.SPAN},
    "monthly": {PeriodKind.MONTH},
    "quarterly": {PeriodKind.QUARTER},
    "termly": {PeriodKind.TERM},
    "six-monthly": {PeriodKind.SPAN, PeriodKind.YEAR_TO_DATE},
    "annual": {PeriodKind.FINANCIAL_YEAR, PeriodKind.CALENDAR_YEAR, PeriodKind.ACADEMIC_YEAR},
    "academic-year": {PeriodKind.ACADEMIC_YEAR},
}
_DAYS = {"weekly": 7, "monthly": 31, "quarterly": 92, "termly": 153, "six-monthly": 184,
         "annual": 366, "academic-year": 366}  # fmt: skip
_LONGEST = 366


@dataclass(frozen=True)
class Misfit:
    """Why a period does not suit an indicator; `impossible` where it cannot be meant."""

    message: str
    hint: str
    impossible: bool = False


def misfit(period: Period, indicator: Indicator) -> Misfit | None:
    """What is odd about figures of this indicator for this period, if anything.

    Longer stretches than the frequency are right for flows that a total can be made of (`sum`,
    `distinct`), 12 months for `rolling`, and a day for `snapshot`. What is only doubtful is left
    to a warning.
    """
    kind, flow = period.kind, indicator.flow
    frequency = indicator.frequency
    if frequency == "once" or kind in _OWN[frequency]:
        return None
    if kind is PeriodKind.YEAR_TO_DATE and flow in ("snapshot", "rolling"):
        return Misfit(
            f"a {flow} has no year to date",
            "name the quarter or the day, or correct `flow` in the definition",
            impossible=True,
        )
    if kind is PeriodKind.DAY:
        if flow == "snapshot":
            return None
        hint = "name the month, quarter or year, or write `flow: snapshot` in the definition"
        return Misfit(f"a single day in an indicator whose flow is {flow}", hint)
    days = (period.end - period.start).days + 1
    if days < _DAYS[frequency] * 0.9:
        hint = "name the whole period, or correct `frequency` in the definition"
        return Misfit(f"shorter than the indicator's frequency ({frequency})", hint)
    total = flow in ("sum", "distinct") and days > _DAYS[frequency]
    rolling = flow == "rolling" and days > _DAYS[frequency] and days <= _LONGEST
    if total or rolling:
        return None
    hint = "correct the period, or `frequency` or `flow` in the definition"
    return Misfit(f"does not fit a {frequency} indicator whose flow is {flow}", hint)
