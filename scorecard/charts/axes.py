"""Axes: which values a chart spans, where its ticks stand, and which periods are named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import count, pairwise
from typing import Final

from scorecard.charts.style import text_width

MOST_TICKS: Final = 6
# Data whose lowest value lies above this share of the highest would be squeezed into the top
# fifth of an axis from zero: such an axis is cut, and the chart says so.
_FAR_FROM_ZERO: Final = Decimal("0.8")
_STEPS: Final = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5))
_MILLION: Final = Decimal(1_000_000)


@dataclass(frozen=True)
class Unit:
    """What stands before and after a figure on an axis: "£" and "", or "" and "%"."""

    before: str = ""
    after: str = ""


NO_UNIT: Final = Unit()


@dataclass(frozen=True)
class ValueAxis:
    """The values that the plot spans, its ticks, and whether it begins away from zero."""

    low: Decimal
    high: Decimal
    ticks: tuple[Decimal, ...]
    cut: bool

    def span(self) -> tuple[float, float]:
        """Both ends, for drawing."""
        return float(self.low), float(self.high)


def value_axis(figures: Iterable[Decimal | None], *, from_zero: bool = False) -> ValueAxis:
    """Choose the span and at most six round ticks for published figures, from zero if it can.

    Without any figure there is nothing to measure: the axis has no ticks.
    """
    known = [figure for figure in figures if figure is not None]
    if not known:
        return ValueAxis(Decimal(0), Decimal(1), (), cut=False)
    low, high = min(known), max(known)
    cut = not from_zero and low < high and low > _FAR_FROM_ZERO * high > 0
    if not cut:
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    if low == high:
        high = low + 1
    whole = all(figure == figure.to_integral_value() for figure in known)
    step = _step(low, high, whole=whole)
    ticks = tuple(number * step for number in range(_down(low, step), _up(high, step) + 1))
    return ValueAxis(ticks[0], ticks[-1], ticks, cut)


def tick_label(tick: Decimal, ticks: Sequence[Decimal], unit: Unit) -> str:
    """Write a tick with its unit, with the decimals that the ticks need, millions as "m"."""
    largest = max(abs(other) for other in ticks)
    scale, suffix = (_MILLION, "m") if largest >= _MILLION else (Decimal(1), "")
    places = max(_places(other / scale) for other in ticks)
    size = f"{abs(tick) / scale:,.{places}f}"
    sign = "\N{MINUS SIGN}" if tick < 0 else ""
    if tick == 0:
        return f"{unit.before}0{unit.after}"
    return f"{sign}{unit.before}{size}{suffix}{unit.after}"


def named_periods(
    labels: Sequence[str], major: Sequence[bool], step: float, size: float
) -> tuple[int, ...]:
    """Choose which periods to name so that no two names touch: all, or the major ones thinned.

    `step` is the pixels between periods. The last period is always named.
    """
    everyone = range(len(labels))
    widths = [text_width(label, size) for label in labels]
    chosen = list(everyone)
    if not _fit(chosen, widths, step):
        marked = [index for index in everyone if major[index]]
        if len(marked) < 2:
            marked = list(everyone)
        chosen = next(marked[::every] for every in count(1) if _fit(marked[::every], widths, step))
    last = len(labels) - 1
    while chosen and chosen[-1] != last and not _fit([chosen[-1], last], widths, step):
        chosen.pop()
    return tuple(dict.fromkeys([*chosen, last])) if labels else ()


def _fit(indices: Sequence[int], widths: Sequence[float], step: float) -> bool:
    return all(
        (widths[before] + widths[after]) / 2 + 10 <= (after - before) * step
        for before, after in pairwise(indices)
    )


def _step(low: Decimal, high: Decimal, *, whole: bool) -> Decimal:
    power = Decimal(1).scaleb((high - low).adjusted() - 2)
    while True:
        for factor in _STEPS:
            step = factor * power
            # Quarters of ten are round (25, 250), but 2.5 only adds a decimal to every label.
            if (whole or factor == _STEPS[2]) and step != step.to_integral_value():
                continue
            if _up(high, step) - _down(low, step) <= MOST_TICKS - 1:
                return step
        power *= 10


def _down(value: Decimal, step: Decimal) -> int:
    number = int(value // step)
    return number - 1 if number * step > value else number


def _up(value: Decimal, step: Decimal) -> int:
    number = int(value // step)
    return number + 1 if number * step < value else number


def _places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
