"""Figures that stand in definitions (a baseline, a milestone's start) go through the door too."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from scorecard.framework import Framework
from scorecard.framework.indicators import Indicator
from scorecard.measures import Measure, value_of
from scorecard.measures.rounding import round_half_up
from scorecard.periods import Period
from scorecard.problems import Place, Problems
from scorecard.tables.cells import Key, PrivateCell, PrivateTables
from scorecard.tables.kinds import check_figures


def with_figures_of_definitions(
    tables: PrivateTables, framework: Framework, problems: Problems
) -> PrivateTables:
    """The tables, with a cell for each figure that a definition gives and no row does.

    A figure that a row gives too must agree with it to the printed rounding.
    """
    cells = dict(tables.cells)
    given = len(cells)
    whole = framework.scorecard.whole_area.id
    for indicator in framework.indicators:
        for field, period, value in figures_of(indicator):
            place = framework.place("indicator", indicator.id, tuple(field.split(".")))
            key = Key(indicator.id, period, whole)
            if not _possible(indicator, field, value, place, problems):
                continue
            if key not in cells:
                cells[key] = _cell(indicator, key, value, place)
            elif not _agrees(indicator, cells[key], value):
                problems.error(
                    place,
                    field,
                    f"does not agree with the row for {period} ({cells[key].place})",
                    "correct one of the two, or leave the value out of the definition",
                )
    return PrivateTables.of(cells) if len(cells) > given else tables


def figures_of(indicator: Indicator) -> Iterator[tuple[str, Period, Decimal]]:
    """Every figure in a definition, with its field and period."""
    if indicator.baseline is not None and indicator.baseline.value is not None:
        yield "baseline", indicator.baseline.period, indicator.baseline.value
    start = indicator.target.from_ if indicator.target else None
    if start is not None and start.value is not None:
        yield "target.from", start.period, start.value


def _cell(indicator: Indicator, key: Key, value: Decimal, place: Place) -> PrivateCell:
    # A count that is given as a value is a count all the same, and may be small.
    if indicator.measure is Measure.COUNT:
        return PrivateCell(key, numerator=value, place=place)
    return PrivateCell(key, value=value, place=place)


def _possible(
    indicator: Indicator, field: str, value: Decimal, place: Place, problems: Problems
) -> bool:
    """Whether a value can be true of its kind of measure; what is wrong with it is reported."""

    def report(_: str, message: str, hint: str) -> None:
        problems.error(place, field, message, hint)

    if indicator.measure.kind.needs_denominator and indicator.parts == "held":
        # Without its parts nothing tells whether it is of few people, or ties it to other figures.
        problems.error(
            place,
            field,
            f"a {indicator.measure} needs its numerator and denominator, not only a value",
            "give its numerator and denominator as a row in data/ and leave out the value here",
        )
        return False
    if indicator.measure is Measure.COUNT:
        return check_figures((value, None, None), indicator, report, comparator=False)
    return check_figures((None, None, value), indicator, report, comparator=True)


def _agrees(indicator: Indicator, cell: PrivateCell, value: Decimal) -> bool:
    if cell.withheld:
        return False
    own: Fraction | None = None
    if cell.value is not None:
        own = Fraction(cell.value)
    elif cell.numerator is not None:
        parts = (cell.numerator, cell.denominator)
        own = value_of(indicator.measure, *parts, indicator.scale)
    if own is None:
        return True
    return round_half_up(own, indicator.places) == round_half_up(value, indicator.places)
