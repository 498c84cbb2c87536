"""What only the publisher knows, so that the audit of a build can judge exactly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from scorecard.disclosure.audit.facts import DENOMINATOR, NUMERATOR, REMAINDER
from scorecard.framework import Framework
from scorecard.framework.indicators import Indicator
from scorecard.measures import Measure
from scorecard.tables import PrivateTables

Count = tuple[str, str, str, str, str, str]
"""Indicator, name of the period, area, breakdown, category, and which part."""


@dataclass(frozen=True)
class KnownPrivately:
    """Which counts are sensitive, which are 1, and which arrived hidden, never how high any is."""

    sensitive: frozenset[Count] = field(default=frozenset(), repr=False)
    ones: frozenset[Count] = field(default=frozenset(), repr=False)
    arrived_hidden: frozenset[Count] = field(default=frozenset(), repr=False)


def known_privately(tables: PrivateTables, framework: Framework) -> KnownPrivately:
    """What the true counts say of themselves (disclosure.md, What is sensitive)."""
    indicators = {indicator.id: indicator for indicator in framework.indicators}
    areas = {area.id for area in framework.scorecard.areas}
    sensitive, ones, arrived = set[Count](), set[Count](), set[Count]()
    for key, cell in tables.cells.items():
        indicator = indicators.get(key.indicator)
        if indicator is None or key.area not in areas or not indicator.counts.sensitive:
            continue
        threshold = framework.policy.threshold_for(key.indicator)
        place = (key.indicator, key.period.name, key.area, key.breakdown, key.category)
        if "c" in cell.symbols:
            arrived |= {(*place, part) for part in (NUMERATOR, DENOMINATOR, REMAINDER)}
        for part, count in _counts(indicator, cell.numerator, cell.denominator):
            all_or_none = indicator.all_or_none == "sensitive" and part != DENOMINATOR
            if (0 if all_or_none else 1) <= count < threshold:
                sensitive.add((*place, part))
            if count == 1:
                ones.add((*place, part))
    return KnownPrivately(frozenset(sensitive), frozenset(ones), frozenset(arrived))


def _counts(
    indicator: Indicator, numerator: Decimal | None, denominator: Decimal | None
) -> Iterator[tuple[str, Decimal]]:
    pair = indicator.measure in (Measure.PERCENTAGE, Measure.RATE, Measure.RATIO)
    if numerator is not None and (pair or indicator.measure is Measure.COUNT):
        yield NUMERATOR, numerator
    if denominator is not None and (pair or indicator.measure in (Measure.COUNT, Measure.MEAN)):
        yield DENOMINATOR, denominator
    # A ratio's numerator is no part of its denominator: what was planned, and what was achieved.
    within = indicator.measure in (Measure.PERCENTAGE, Measure.RATE)
    told = within and indicator.remainder == "sensitive"
    if told and numerator is not None and denominator is not None:
        yield REMAINDER, denominator - numerator
