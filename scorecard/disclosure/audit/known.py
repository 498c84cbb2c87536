"""What only the publisher knows, so that the audit of a build can judge exactly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from typing import Any

from scorecard.disclosure.audit.facts import DENOMINATOR, NUMERATOR, REMAINDER, collect
from scorecard.disclosure.audit.printed import Number, read_printed
from scorecard.disclosure.audit.rows import derive
from scorecard.disclosure.audit.unknowns import groups_of
from scorecard.framework import Framework
from scorecard.framework.indicators import Indicator
from scorecard.measures import Measure
from scorecard.tables import PrivateCell, PrivateTables

FIGURES = ("numerator", "denominator", "value")
Count = tuple[str, str, str, str, str, str]
"""Indicator, name of the period, area, breakdown, category, and which part."""


@dataclass(frozen=True)
class KnownPrivately:
    """Which counts are sensitive, which are 1, and which arrived hidden, never how high any is."""

    sensitive: frozenset[Count] = field(default=frozenset(), repr=False)
    ones: frozenset[Count] = field(default=frozenset(), repr=False)
    arrived_hidden: frozenset[Count] = field(default=frozenset(), repr=False)
    of_sums: Callable[[], KnownPrivately] | None = field(default=None, repr=False)
    """The same of counts that no cell gives: worked out only where a release implies any."""

    def with_sums(self) -> KnownPrivately:
        """What is known of counts in cells, and of those that only they tell."""
        if self.of_sums is None:
            return self
        more = self.of_sums()
        return KnownPrivately(
            self.sensitive | more.sensitive, self.ones | more.ones, self.arrived_hidden
        )


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
    of_sums = partial(_of_sums, tables, framework)
    return KnownPrivately(frozenset(sensitive), frozenset(ones), frozenset(arrived), of_sums)


def _of_sums(tables: PrivateTables, framework: Framework) -> KnownPrivately:
    indicators = {indicator.id: indicator for indicator in framework.indicators}
    sensitive, ones = set[Count](), set[Count]()
    for name, told in _implied(tables, framework):
        all_or_none = indicators[name[0]].all_or_none == "sensitive" and name[-1] != DENOMINATOR
        if (0 if all_or_none else 1) <= told < framework.policy.threshold_for(name[0]):
            sensitive.add(name)
        if told == 1:
            ones.add(name)
    return KnownPrivately(frozenset(sensitive), frozenset(ones))


def _implied(tables: PrivateTables, framework: Framework) -> Iterator[tuple[Count, Number]]:
    """Every count of people that no cell gives and that the true ones tell.

    They are what the audit itself would find, were nothing hidden.
    """
    printed = read_printed(_everything(tables, framework))
    facts, (view,) = collect([printed])
    derive(view, facts)
    if not facts.implied:
        return
    groups, _ = groups_of(facts.rows, facts.bounds, facts.fractions, facts.implied)
    for group in groups:
        for figure, whole, (low, high) in zip(
            group.figures, group.whole, group.bounds, strict=True
        ):
            counted = whole and facts.definitions[figure.indicator].sensitive
            if counted and figure in facts.implied and low is not None and low == high:
                yield figure[:6], low


def _everything(tables: PrivateTables, framework: Framework) -> dict[str, Any]:
    """The private tables in the shape of downloads/scorecard.json; never written anywhere."""
    file, cells = framework.scorecard, defaultdict[str, list[dict[str, str]]](list)
    for key, cell in tables.cells.items():
        place = {"period": key.period.name, "area": key.area,
                 "breakdown": key.breakdown, "category": key.category}  # fmt: skip
        cells[key.indicator].append(place | _printed(cell))
    policy = framework.policy.model_dump(mode="json", exclude_none=True)
    return {
        "areas": [area.model_dump(mode="json") for area in file.areas],
        "comparators": [{"id": comparator.id} for comparator in file.comparators],
        "breakdowns": [breakdown.model_dump(mode="json") for breakdown in file.breakdowns],
        "financial_year_starts": file.financial_year_starts,
        "policy": policy | {"rounding": "none"},
        "indicators": [
            {
                "definition": indicator.model_dump(mode="json", exclude_none=True, by_alias=True)
                | {"decimals": indicator.places},
                "cells": cells[indicator.id],
            }
            for indicator in framework.indicators
        ],
    }


def _printed(cell: PrivateCell) -> dict[str, str]:
    if "c" in cell.symbols:
        return dict.fromkeys(FIGURES, "[c]")
    if "z" in cell.symbols:
        return {"value": "[z]"}
    figures = (cell.numerator, cell.denominator, cell.value)
    return {n: str(f) for n, f in zip(FIGURES, figures, strict=True) if f is not None}


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
