"""content/disclosure.yml: the disclosure policy, which its owner edits."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from scorecard.framework.fields import Definition, Id
from scorecard.yaml_source import FaultAt


class Part(Definition):
    """A count of an indicator: its numerator or its denominator."""

    indicator: Id
    part: Literal["numerator", "denominator"]


class Within(Definition):
    """A count that is part of another."""

    small: Part
    big: Part


class Relation(Definition):
    """How counts of different indicators are tied: a total and its parts, the same, or within."""

    total: Part | None = None
    parts: tuple[Part, ...] = ()
    same: tuple[Part, ...] = ()
    within: Within | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Relation:
        forms = [self.total is not None and bool(self.parts), len(self.same) > 1, bool(self.within)]
        if sum(forms) != 1:
            raise ValueError(
                "needs exactly one of: total with parts, same (two or more), within; keep one"
            )
        return self


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
