"""Figures that are impossible for the kind of measure that they belong to."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from scorecard.framework.indicators import Counts, Indicator
from scorecard.measures import Measure, value_of
from scorecard.measures.rounding import round_half_up

Figures = tuple[Decimal | None, Decimal | None, Decimal | None]
"""Numerator, denominator and value of one row."""
Report = Callable[[str, str, str], None]
"""Takes the column, what is wrong, and how to mend it."""

_NO_PARTS = (Measure.GAP, Measure.NARRATIVE)
_SHARES = (Measure.PERCENTAGE, Measure.RATE, Measure.RATIO)


def check_figures(
    figures: Figures, indicator: Indicator, report: Report, *, comparator: bool
) -> bool:
    """Report what cannot be true of a row that gives figures; whether all of it can be.

    `comparator` says that the row is an outside series, which may give only a value and, being
    possibly a mean over its members, may be a fraction.
    """
    faults = 0

    def counted(column: str, message: str, hint: str) -> None:
        nonlocal faults
        faults += 1
        report(column, message, hint)

    value_will_do = comparator or indicator.parts == "not_held"
    _check_present(figures, indicator, counted, value_will_do=value_will_do)
    _check_counts(figures, indicator, counted, comparator=comparator)
    _check_range(figures, indicator, counted)
    if not faults:
        _check_agreement(figures, indicator, counted)
    return not faults


def _check_present(
    figures: Figures, indicator: Indicator, report: Report, *, value_will_do: bool
) -> None:
    numerator, denominator = figures[:2]
    measure = indicator.measure
    if measure is Measure.NARRATIVE:
        report("value", "a narrative has no figures", "remove them, or write it as commentary")
    elif measure in _NO_PARTS and (numerator is not None or denominator is not None):
        report("numerator", f"a {measure} has no parts", "give `value` alone")
    elif measure is Measure.COUNT and denominator is not None:
        # Nobody protects the rest of what it would be a part of.
        hint = "leave it empty, or write `measure: percentage` in the definition"
        report("denominator", "a count has no denominator", hint)
    elif measure.kind.needs_denominator:
        parts = numerator is not None and denominator is not None
        if parts:
            pass
        elif numerator is not None:
            report("denominator", f"a {measure} needs its denominator", "give the denominator too")
        elif denominator is not None:
            report("numerator", f"a {measure} needs its numerator", "give the numerator too")
        elif not value_will_do:
            report(
                "numerator",
                f"a {measure} needs its numerator and denominator, not only a value",
                "give both, or write `parts: not_held` and its source in the definition",
            )
    elif denominator is not None and numerator is None:
        report("numerator", "there is a denominator without a numerator", "give the numerator too")


def _check_counts(
    figures: Figures, indicator: Indicator, report: Report, *, comparator: bool
) -> None:
    numerator, denominator, value = figures
    measure = indicator.measure
    counts = indicator.counts
    counted = {"denominator": denominator}
    if measure is Measure.COUNT:
        counted |= {"numerator": numerator, "value": value}
    elif measure in _SHARES:
        counted |= {"numerator": numerator}
    for column, number in counted.items():
        if number is None or counts is Counts.MONEY:
            continue
        if number < 0:
            report(column, f"is below zero, which a number of {counts} cannot be", "correct it")
        elif number != number.to_integral_value() and not comparator:
            report(column, f"is not a whole number of {counts}", "give the count itself")
    if denominator == 0 and measure not in (Measure.COUNT, Measure.MONEY):
        report(
            "denominator",
            "is zero",
            "where nobody was counted, leave the figures empty and put `z` in `status`",
        )
    if numerator is None or denominator is None or measure is not Measure.PERCENTAGE:
        return
    if numerator > denominator > 0:
        report(
            "numerator",
            "is above the denominator of its percentage",
            "correct one of them, or write `measure: ratio` if it may exceed 100%",
        )


def _check_range(figures: Figures, indicator: Indicator, report: Report) -> None:
    numerator, _, value = figures
    measure = indicator.measure
    kind = measure.kind
    number, column = (value, "value") if value is not None else (numerator, "numerator")
    # Counts are checked as counts; a mean (of changes in a score, say) may be negative.
    if number is None or measure is Measure.COUNT or (kind.needs_denominator and value is None):
        return
    if measure is not Measure.MEAN and kind.lowest is not None and number < kind.lowest:
        report(column, f"is below {kind.lowest}, which a {measure} cannot be", "correct it")
    if kind.highest is not None and number > kind.highest:
        report(column, f"is above {kind.highest}, which a {measure} cannot be", "correct it")


def _check_agreement(figures: Figures, indicator: Indicator, report: Report) -> None:
    numerator, denominator, value = figures
    if numerator is None or value is None:
        return
    worked_out = value_of(indicator.measure, numerator, denominator, indicator.scale)
    if worked_out is None:
        return  # that it lacks its denominator is said already
    typed = max(0, -int(value.as_tuple().exponent))
    # A value may be typed to fewer or more decimals than are printed: either rounding will do.
    if not any(
        round_half_up(worked_out, places) == round_half_up(value, places)
        for places in (typed, indicator.places)
    ):
        report(
            "value",
            "does not agree with its numerator and denominator",
            "correct what is wrong, or leave `value` empty, since it is worked out",
        )
