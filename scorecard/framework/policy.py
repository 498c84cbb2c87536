"""content/disclosure.yml: the disclosure policy, which its owner edits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, model_validator

from scorecard.framework.fields import Definition, Figure, Id
from scorecard.yaml_source import FaultAt, Location


class Part(Definition):
    """A count of an indicator: its numerator or its denominator."""

    indicator: Id
    part: Literal["numerator", "denominator"]


class Within(Definition):
    """A count that is part of another."""

    small: Part
    big: Part


class Tariff(Definition):
    """An amount of money that is a count times a known sum for each."""

    money: Id
    count: Part
    each: Annotated[Figure, Field(gt=0)]


class Relation(Definition):
    """How figures of different indicators are tied; it has one of five forms."""

    total: Part | None = None
    parts: tuple[Part, ...] = ()
    same: tuple[Part, ...] = ()
    within: Within | None = None
    together: tuple[Part, ...] = ()
    at_most: Part | None = None
    tariff: Tariff | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Relation:
        forms = (
            (self.total, self.parts),
            (self.together, self.at_most),
            (self.same[1:],),
            (self.within,),
            (self.tariff,),
        )
        whole, begun = sum(map(all, forms)), sum(map(any, forms))
        if (whole, begun) != (1, 1):
            raise ValueError(
                "needs exactly one of: total with parts, same (two or more), within, "
                "together with at_most, tariff; keep one"
            )
        return self

    @property
    def tied(self) -> Iterator[tuple[Location, Part]]:
        """Every count that it names, and where in it; a tariff's money is none."""
        for field in ("total", "at_most"):
            part: Part | None = getattr(self, field)
            if part is not None:
                yield (field,), part
        for field in ("parts", "same", "together"):
            yield from (((field, place), part) for place, part in enumerate(getattr(self, field)))
        if self.within is not None:
            yield ("within", "small"), self.within.small
            yield ("within", "big"), self.within.big
        if self.tariff is not None:
            yield ("tariff", "count"), self.tariff.count


class Keep(Definition):
    """Cells that are not to be hidden where there is a choice."""

    areas: tuple[str, ...] = ()
    breakdowns: tuple[str, ...] = ()


class Override(Definition):
    """A policy of its own for one indicator."""

    threshold: Annotated[int, Field(ge=3)] | None = None
    minimum_denominator: Annotated[int, Field(ge=0)] | None = None


class Policy(Definition):
    """What is hidden: thresholds, rounding, what to keep, and how indicators are tied."""

    threshold: Annotated[int, Field(ge=3)] = 6
    rounding: Literal["none", 5, 10] = "none"
    minimum_denominator: Annotated[int, Field(ge=0)] = 20
    keep: Keep = Keep()
    relations: tuple[Relation, ...] = ()
    overrides: dict[str, Override] = {}

    @model_validator(mode="after")
    def _no_false_zero(self) -> Policy:
        lowest = min(
            [self.threshold, *(o.threshold for o in self.overrides.values() if o.threshold)]
        )
        if self.rounding == 10 and lowest < 5:
            raise FaultAt(
                ("rounding",),
                "would print counts of 3 and 4 as 0; use a threshold of 5 or more",
            )
        return self

    def threshold_for(self, indicator: str) -> int:
        """The threshold in force for one indicator: counts from 1 to one below it are hidden."""
        override = self.overrides.get(indicator)
        return (override.threshold if override else None) or self.threshold

    def minimum_denominator_for(self, indicator: str) -> int:
        """The denominator below which no verdict is given."""
        override = self.overrides.get(indicator)
        if override is None or override.minimum_denominator is None:
            return self.minimum_denominator
        return override.minimum_denominator
