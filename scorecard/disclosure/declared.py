"""What the policy says of figures of different indicators: sums, limits, and tariffs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from scorecard.disclosure import relations
from scorecard.disclosure.figures import Figure, Values, figure
from scorecard.disclosure.model import Contradiction
from scorecard.disclosure.sums import Sums
from scorecard.framework import Framework
from scorecard.framework.policy import Part, Relation, Tariff
from scorecard.tables import Key, PrivateCell

Tables = Mapping[str, Mapping[Key, PrivateCell]]
"""The partnership's own cells, by indicator."""


def declared_sums(declared: Sequence[Relation], values: Values) -> Sums:
    """Every row that the policy's relations give between the counts of cells."""
    found = Sums()
    if not declared:
        return found
    of_part: dict[tuple[str, str], list[Figure]] = {}
    for name in values:
        of_part.setdefault((name.indicator, name.part), []).append(name)
    for relation in declared:
        whole = relation.total or relation.at_most
        tied = [part for _, part in relation.tied]
        for one in [whole] if whole is not None else tied[:-1]:
            for name in of_part.get((one.indicator, one.part), ()):
                _tie(found, relation, one, name, values)
    return found


def _tie(found: Sums, relation: Relation, one: Part, name: Figure, values: Values) -> None:
    """Add what a relation says of one count that it names, where the others are given."""

    def given(parts: Sequence[Part]) -> list[Figure]:
        names = (name._replace(indicator=part.indicator, part=part.part) for part in parts)
        return [other for other in names if other in values]

    if relation.total is not None:
        parts = given(relation.parts)
        if parts:
            missing = len(parts) < len(relation.parts)
            found.add(name, parts, _others(name, parts) if missing else None)
    elif relation.at_most is not None:
        parts = given(relation.together)
        if parts:
            found.add(name, parts, _others(name, parts))
    elif relation.within is not None:
        for big in given([relation.within.big]):
            found.add(big, [name], _others(big, [relation.within.small]))
    elif relation.same:
        # Each with the next that is given: what is equal to a third is equal.
        later = relation.same[relation.same.index(one) + 1 :]
        found.rows += [relations.same(name, other) for other in given(later)[:1]]


def _others(whole: Figure, parts: Iterable[Figure | Part]) -> Figure:
    """Those of the whole who are in none of the parts: a count that a reader can take."""
    named = ", ".join(part.indicator for part in parts)
    return whole._replace(category=f"{whole.category}, others than {named}")


def tied_to_shares(framework: Framework) -> frozenset[tuple[str, str]]:
    """The counts, by indicator and part, that relations tie to the numerator of a share.

    Such a numerator may be hidden where it is nought, with its denominator. Then what is tied to
    it may have to be hidden too, although noughts that stand alone are shown.
    """
    relations_of = [
        {(part.indicator, part.part) for _, part in relation.tied}
        for relation in framework.policy.relations
    ]
    found: set[tuple[str, str]] = {
        (indicator.id, "numerator")
        for indicator in framework.indicators
        if indicator.measure.kind.needs_denominator
    }
    for _ in relations_of:  # a tie may pass through all the others
        found.update(*(tied for tied in relations_of if not found.isdisjoint(tied)))
    return frozenset(found)


@dataclass(frozen=True)
class Amount:
    """An amount of money that is a count times a tariff, and so tells it.

    In the model it stands in units of its tariff, so that it is one number with the count.
    `units` is None where it arrived hidden; `printed_count` says whether a cell gives the count.
    """

    cell: PrivateCell
    count: Figure
    units: int | None
    printed_count: bool

    @property
    def name(self) -> Figure:
        """The amount in the model."""
        return figure(self.cell.key, "numerator")


def amounts_in(
    tariffs: Sequence[Tariff],
    tables: Tables,
    given: Collection[Figure],
    places: Mapping[str, int],
) -> Iterator[Amount]:
    """Every amount of money that has a tariff.

    `given` are the counts that cells give; `places` are the decimals that each indicator prints.
    Raises Contradiction for an amount that is not a whole number of its tariff, as printed.
    """
    for tariff in tariffs:
        for key, cell in tables.get(tariff.money, {}).items():
            count = figure(key._replace(indicator=tariff.count.indicator), tariff.count.part)
            amount = cell.value if cell.numerator is None else cell.numerator
            if amount is None and ("c" not in cell.symbols or count not in given):
                continue
            units = None if amount is None else round(Fraction(amount) / Fraction(tariff.each))
            if amount is not None and units is not None:
                half = Fraction(1, 2 * 10 ** places[tariff.money])
                if abs(Fraction(amount) - units * Fraction(tariff.each)) > half:
                    raise Contradiction(
                        "an amount of money is not a whole number of its tariff; correct the "
                        "amount, or the tariff in disclosure.yml",
                        (figure(key, "numerator"),),
                    )
            yield Amount(cell, count, units, count in given)


def with_counts_told(tables: Tables, amounts: Sequence[Amount]) -> Tables:
    """The same cells, and those whose counts nothing gives but an amount of money."""
    found = {indicator: dict(cells) for indicator, cells in tables.items()}
    for amount in amounts:
        if not amount.printed_count:
            key = amount.cell.key._replace(indicator=amount.count.indicator)
            cells = found[key.indicator]
            units = Decimal(amount.units or 0)
            before = replace(cells.get(key, PrivateCell(key)), symbols=())
            if amount.count.part == "numerator":
                cells[key] = replace(before, numerator=units)
            else:
                cells[key] = replace(before, denominator=units)
    return found
