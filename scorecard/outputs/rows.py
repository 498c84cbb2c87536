"""One row of the downloads for each published cell, in the columns of the contract."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from scorecard.measures.rounding import plain
from scorecard.published import (
    SCORECARD_COLUMNS,
    IndicatorResults,
    Result,
    Scorecard,
    Status,
    TargetLine,
    Verdict,
)
from scorecard.wording.figures import notes_of, symbol_of, unit_in_words
from scorecard.wording.verdicts import reason_words

Row = dict[str, str]
Rows = Mapping[str, tuple[Row, ...]]
"""The rows of each indicator by its id; every download is made from the same ones."""


def rows_of(scorecard: Scorecard) -> Rows:
    """Every published cell of a release, indicator by indicator."""
    illustrative = scorecard.framework.scorecard.illustrative
    return {
        results.indicator.id: tuple(indicator_rows(results, illustrative=illustrative))
        for results in scorecard.indicators
    }


def indicator_rows(results: IndicatorResults, *, illustrative: bool) -> Iterator[Row]:
    """Every published cell of one indicator, latest period last."""
    common = dict.fromkeys(SCORECARD_COLUMNS, "")
    common |= {
        "indicator": results.indicator.id,
        "ref": results.indicator.ref,
        "title": results.indicator.title,
        "unit": unit_in_words(results.indicator),
        "illustrative": "yes" if illustrative else "no",
    }
    for key in sorted(results.results, key=lambda k: (k.area, k.breakdown, k.category, k.period)):
        yield _row(common, results.results[key])


def _row(common: Row, result: Result) -> Row:
    key = result.key
    row = common | {
        "period": key.period.name,
        "area": key.area,
        "breakdown": key.breakdown,
        "category": key.category,
        "status": result.judgement.verdict.value,
        "notes": notes_of(result.cell),
    }
    if result.cell.status is Status.SUPPRESSED:
        hidden = symbol_of(result.cell)
        return row | {
            "numerator": hidden,
            "denominator": hidden,
            "value": hidden,
            "status": Verdict.HIDDEN.value,
            # Later releases must know whether it is still the figure that was hidden before.
            "notes": "[r]" if "r" in result.cell.symbols else "",
        }
    row["target"] = target_cell(result.target)
    row["reason"] = reason_words(result.judgement.reason)
    if result.value is None:
        return row | {"value": symbol_of(result.cell)}
    interval = result.interval
    certainty = result.judgement.certainty
    return row | {
        "numerator": _plain(result.cell.numerator),
        "denominator": _plain(result.cell.denominator),
        "value": plain(result.value),
        "lower_95": plain(interval.lower) if interval else "",
        "upper_95": plain(interval.upper) if interval else "",
        "certainty": certainty.value if certainty else "",
        "change": result.change.direction.value,
    }


def target_cell(line: TargetLine | None) -> str:
    """A target as one cell: its number, or both ends of a range."""
    if line is None:
        return ""
    if line.shown is not None:
        return plain(line.shown)
    if line.low is not None and line.high is not None:
        return f"{_fraction(line.low)} to {_fraction(line.high)}"
    return ""


def _fraction(number: Fraction) -> str:
    """The number as it was written in the definition: a decimal that ends."""
    return plain(Decimal(number.numerator) / Decimal(number.denominator))


def _plain(number: Decimal | None) -> str:
    return "" if number is None else plain(number)
