"""Figures far outside the rest of their series, which are more often typing than news."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from scorecard.framework import Framework
from scorecard.framework.indicators import Indicator
from scorecard.measures import Measure, value_of
from scorecard.problems import Problems
from scorecard.tables.cells import Key, PrivateCell

if TYPE_CHECKING:
    import pandas as pd

EARLIER = 6
"""How many earlier points a figure needs before it can be called unusual."""
SPREADS = 8
"""How many median absolute deviations from the median are far outside."""
TIMES = 3
"""How many times larger or smaller than the median is far outside."""


def check_history(
    cells: Mapping[Key, PrivateCell], framework: Framework, problems: Problems
) -> None:
    """Report a figure that is both more than 8 spreads and more than 3 times off its median.

    The spread is the median absolute deviation of the series, or what chance alone would give
    where that is larger (the square root of the expected count, plus one), so that a count that
    goes from 1 to 4 is not called unusual. A series is one line over periods of one kind, and
    begins anew at a break. A note on the row says that the figure is meant.
    """
    if not cells:
        return
    table = _points(cells, framework)
    series = table.groupby("series", sort=False)["figure"]
    median = series.transform("median")
    distance = (table["figure"] - median).abs()
    spread = distance.groupby(table["series"], sort=False).transform("median")
    expected = median.abs() / table["unit"]
    chance = ((expected + 1) ** 0.5 * table["unit"]).where(table["chance"], 0.0)
    size = table["figure"].abs()
    times_off = (size > TIMES * median.abs()) | (TIMES * size < median.abs())
    far = distance > SPREADS * spread.where(spread > chance, chance)
    enough = series.cumcount() >= EARLIER
    for key in table.loc[far & times_off & enough & ~table["explained"], "key"]:
        cell = cells[key]
        column = "value" if cell.numerator is None else "numerator"
        problems.error(
            cell.place,
            column,
            "lies far outside the rest of its series",
            "correct it, or say in `note` why it is right",
        )


def _points(cells: Mapping[Key, PrivateCell], framework: Framework) -> pd.DataFrame:
    """A row for each figure, by period: key, series, figure, unit, chance, explained.

    `unit` is what one person more would add to the figure; `chance` says whether that is known.
    """
    import pandas as pd

    indicators = {indicator.id: indicator for indicator in framework.indicators}
    rows = [
        row
        for key in sorted(cells, key=lambda key: key.period.end)
        if (row := _point(cells[key], indicators[key.indicator])) is not None
    ]
    columns = ["key", "series", "figure", "unit", "chance", "explained"]
    return pd.DataFrame(rows, columns=columns)


def _point(
    cell: PrivateCell, indicator: Indicator
) -> tuple[Key, str, float, float, bool, bool] | None:
    figure = _figure(cell, indicator)
    if figure is None:
        return None
    breaks = sum(b.period.start <= cell.key.period.start for b in indicator.break_in_series)
    series = "/".join((*cell.key.line, cell.key.period.kind, str(breaks)))
    measure = indicator.measure
    counted = cell.numerator is not None and measure in (
        Measure.COUNT,
        Measure.PERCENTAGE,
        Measure.RATE,
        Measure.RATIO,
    )
    unit = 1.0
    if counted and cell.denominator and measure.kind.needs_denominator:
        unit = indicator.scale / float(cell.denominator)
    return cell.key, series, figure, unit, counted, bool(cell.note)


def _figure(cell: PrivateCell, indicator: Indicator) -> float | None:
    if cell.numerator is None:
        return None if cell.value is None else float(cell.value)
    parts = (cell.numerator, cell.denominator)
    value = value_of(indicator.measure, *parts, indicator.scale)
    return None if value is None else float(value)
