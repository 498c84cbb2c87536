"""The counts of cells: which there are, how sensitive they are, and how dear to hide."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal

from scorecard.disclosure.figures import Cells, Figure, PartName, figure, stem_of
from scorecard.disclosure.model import Variable
from scorecard.disclosure.primary import Rule, is_sensitive
from scorecard.framework import Framework
from scorecard.framework.indicators import Indicator, NotSensitive
from scorecard.measures import Measure
from scorecard.tables import Key, PrivateCell

WITHIN = (Measure.PERCENTAGE, Measure.RATE)
"""Kinds whose numerator is a part of the denominator, so that some remain."""


def parts_of(indicator: Indicator, cell: PrivateCell) -> tuple[PartName, ...]:
    """Which counts a cell has; a cell that arrived hidden has those of its kind of measure."""
    if indicator.measure is Measure.MONEY:
        given = "c" in cell.symbols or cell.numerator is not None or cell.value is not None
        return ("numerator",) if given else ()
    if "c" in cell.symbols:
        if indicator.parts == "not_held":
            return ()
        needs = indicator.measure.kind.needs_denominator
        return ("numerator", "denominator") if needs else ("numerator",)
    found: list[PartName] = []
    if cell.numerator is not None:
        found.append("numerator")
    if cell.denominator is not None:
        found.append("denominator")
    return tuple(found)


def decimals_of(cells: Iterable[PrivateCell]) -> dict[str, int]:
    """The most decimals of a numerator, by indicator: sums of days may come in halves.

    One whose numerators are all whole is left out.
    """
    found: dict[str, int] = {}
    for cell in cells:
        if cell.numerator is not None and cell.numerator % 1:
            exponent = cell.numerator.normalize().as_tuple().exponent
            name = cell.key.indicator
            found[name] = max(found.get(name, 0), -int(exponent))
    return found


def variables_of(
    indicator: Indicator,
    cells: Cells,
    framework: Framework,
    told: Mapping[Figure, Figure],
    shares: Collection[tuple[str, str]],
    scale: int,
) -> tuple[Variable, ...]:
    """Every count of an indicator's cells, remainders with them; numerators are times `scale`.

    `told` are counts that only an amount of money gives, with its name; `shares` are those that
    relations tie to the numerator of a share.
    """
    found: list[Variable] = []
    rules = rules_of(indicator, framework)
    for key, cell in cells.items():
        values: dict[PartName, int | None] = {
            part: _whole(getattr(cell, part), scale if part == "numerator" else 1)
            for part in parts_of(indicator, cell)
        }
        if indicator.measure in WITHIN and len(values) == 2:
            above, below = values["numerator"], values["denominator"]
            values["remainder"] = None if above is None or below is None else below - above
        weight, stem = weight_of(key, framework), stem_of(key)
        for part, value in values.items():
            name = Figure(*stem, part)
            amount = told.get(name)
            printed = part != "remainder" and amount is None
            # A small count that only an amount of money tells makes that be hidden.
            group = stem if amount is None else amount[:-1]
            rule = rules.get(part)
            found.append(
                Variable(
                    key=name,
                    value=value,
                    printed=printed,
                    sensitive=rule is not None and is_sensitive(value, rule),
                    must_hide="c" in cell.symbols and printed,
                    weight=weight,
                    groups=(group,) if part != "remainder" else (),
                    hidden_lower=_least(indicator, part, value, shares, rule),
                    threshold=rule.threshold if rule else None,
                )
            )
    return (*found, *_nobody(indicator, cells))


def _nobody(indicator: Indicator, cells: Cells) -> Iterator[Variable]:
    """The counts of cells that say that nobody was there to be counted: nought, as all can read."""
    parts: tuple[PartName, ...] = ("numerator", "denominator")
    for key, cell in cells.items():
        if "z" in cell.symbols:
            for part in parts if indicator.measure.kind.needs_denominator else parts[:1]:
                yield Variable(figure(key, part), 0, upper=0, printed=False)


def rules_of(indicator: Indicator, framework: Framework) -> dict[PartName, Rule]:
    """How each part of an indicator's cells is judged, those left out that are not sensitive."""
    threshold = framework.policy.threshold_for(indicator.id)
    all_or_none = indicator.all_or_none == "sensitive"
    parts: tuple[PartName, ...] = ("numerator", "denominator", "remainder")
    return {
        part: Rule(threshold, all_or_none=all_or_none and part != "denominator")
        for part in parts
        if _may_be_sensitive(indicator, part)
    }


def _may_be_sensitive(indicator: Indicator, part: PartName) -> bool:
    if not indicator.counts.sensitive:
        return False
    if part == "remainder":
        return not isinstance(indicator.remainder, NotSensitive)
    # Of a mean, the cases are people; the days are not.
    return not (indicator.measure is Measure.MEAN and part == "numerator")


def _least(
    indicator: Indicator,
    part: PartName,
    value: int | None,
    shares: Collection[tuple[str, str]],
    rule: Rule | None,
) -> int:
    """The least that a reader must reckon with where a figure is hidden.

    A zero that stands alone is shown, so a hidden count is 1 or more. A numerator goes with its
    denominator: none of three is hidden too, and so is what relations tie to it. A mean's numerator
    is days, which may be nought.
    """
    days = part == "numerator" and indicator.measure is Measure.MEAN
    if days or (rule is not None and rule.all_or_none):
        return 0
    return 0 if value == 0 and (indicator.id, part) in shares else 1


def weight_of(key: Key, framework: Framework) -> float:
    """How dear it is to hide a cell: totals are dearer than parts, and what is kept dearest."""
    keep, whole = framework.policy.keep, framework.scorecard.whole_area.id
    weight = 1.5 if key.area == whole else 1.0
    if key.is_total:
        weight = 20.0 if key.area == whole else 4.0
    if key.area in keep.areas and key.breakdown in (keep.breakdowns or (key.breakdown,)):
        weight *= 10
    return weight


def _whole(number: Decimal | None, scale: int) -> int | None:
    return None if number is None else int(number * scale)
