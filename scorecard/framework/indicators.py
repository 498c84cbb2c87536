"""content/indicators/*.yml: what each number is, where it comes from and what is aimed for."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from scorecard.framework.fields import (
    Breaks,
    Definition,
    Figure,
    Id,
    PeriodField,
    SeriesBreak,
    Texts,
    Title,
)
from scorecard.framework.targets import Exceeded, Target
from scorecard.measures import Measure
from scorecard.measures.kinds import Uncertainty
from scorecard.yaml_source import FaultAt


class Counts(StrEnum):
    """What is counted; activities and money are never sensitive."""

    PEOPLE = "people"
    FAMILIES = "families"
    EVENTS = "events"
    ACTIVITIES = "activities"
    MONEY = "money"

    @property
    def sensitive(self) -> bool:
        """Whether a small number of these could tell something about a person."""
        return self in (Counts.PEOPLE, Counts.FAMILIES, Counts.EVENTS)


class NotSensitive(Definition):
    """Why a remainder (those not in the numerator) tells nothing about anybody."""

    not_sensitive: str


class Baseline(Definition):
    """The period that progress is measured from; its value where the data do not hold it."""

    period: PeriodField
    value: Figure | None = None


class Retired(Definition):
    """When and why an indicator stopped."""

    period: PeriodField
    reason: str


class PublishedVerdict(Definition):
    """The verdict that the source printed, shown beside the one that follows from its rule."""

    printed: str
    period: PeriodField | None = None
    note: str = ""


def _remainder(value: Any) -> Any:
    if value == "not_sensitive":
        raise ValueError(
            "needs a reason; write `remainder: {not_sensitive: why it tells nothing of anyone}`"
        )
    return value


def _printed(value: Any) -> Any:
    return {"printed": value} if isinstance(value, str) else value


VARIES = {
    "binomial": (Measure.PERCENTAGE,),
    "poisson": (Measure.RATE, Measure.COUNT),
}
"""The kinds of measure that an interval can be had for, by what their numbers do by chance."""


class Indicator(Definition):
    """One indicator: the fields of contract.md."""

    id: Id
    ref: str = ""
    source_ref: str = ""
    title: Title
    short_title: str = ""
    question: str = ""
    why: str = ""
    measure: Measure
    per: int | None = Field(default=None, gt=0)
    unit: str = ""
    decimals: int | None = Field(default=None, ge=0, le=6)
    numerator: str = ""
    denominator: str = ""
    counts: Counts = Counts.PEOPLE
    remainder: Annotated[Literal["sensitive"] | NotSensitive, BeforeValidator(_remainder)] = (
        "sensitive"
    )
    all_or_none: Literal["sensitive", "not_sensitive"] = "not_sensitive"
    parts: Literal["held", "not_held"] = "held"
    uncertainty: Literal["binomial", "poisson", "none"] | None = None
    polarity: Literal["higher", "lower", "none"] = "none"
    flow: Literal["sum", "distinct", "snapshot", "rolling"] = "snapshot"
    type: Literal["outcome", "process", "quality", "financial"] = "outcome"
    priorities: Texts = ()
    outcomes: Texts = ()
    baseline: Baseline | None = None
    target: Target | None = None
    exceeded: Exceeded | None = None
    comparators: Texts = ()
    breakdowns: Texts = ()
    frequency: Literal[
        "weekly", "monthly", "quarterly", "termly", "six-monthly", "annual", "academic-year", "once"
    ] = "quarterly"
    seasonal: bool = False
    source: str = ""
    owner: str = ""
    caveats: Texts = ()
    break_in_series: Breaks = ()
    replaces: str | None = None
    retired: Retired | None = None
    published_verdict: Annotated[
        PublishedVerdict | None,
        BeforeValidator(_printed, json_schema_input_type=str | PublishedVerdict),
    ] = None

    @model_validator(mode="after")
    def _consistent(self) -> Indicator:
        if self.measure is Measure.RATE and self.per is None:
            raise FaultAt(("measure",), "a rate needs `per`; add `per: 10000`")
        if self.measure is not Measure.RATE and self.per is not None:
            raise FaultAt(("per",), "belongs to a rate; remove it, or write `measure: rate`")
        if self.exceeded is not None and self.target is None:
            raise FaultAt(("exceeded",), "needs a target to lie beyond; add a target")
        if self.uncertainty not in (None, "none") and self.measure not in VARIES[self.uncertainty]:
            raise FaultAt(
                ("uncertainty",),
                f"{self.uncertainty} does not fit a {self.measure}; remove it, or write `none`",
            )
        return self

    def broken_by(self, breaks: tuple[SeriesBreak, ...]) -> Indicator:
        """The same definition with further breaks in its series, such as those of one area."""
        if not breaks:
            return self
        return self.model_copy(update={"break_in_series": (*self.break_in_series, *breaks)})

    @cached_property
    def places(self) -> int:
        """Decimals to print: as defined, or what is usual for the kind of measure."""
        if self.decimals is not None:
            return self.decimals
        return self.measure.kind.decimals

    @property
    def name(self) -> str:
        """The short title where there is one, for charts and narrow tables."""
        return self.short_title or self.title

    @cached_property
    def interval_kind(self) -> Uncertainty | None:
        """The kind of uncertainty: None where it cannot be known (statistics.md, Intervals)."""
        return self.uncertainty or self.measure.kind.uncertainty

    @cached_property
    def scale(self) -> int:
        """What a numerator over a denominator is multiplied by: 100 for a percentage."""
        if self.measure in (Measure.PERCENTAGE, Measure.RATIO):
            return 100
        return self.per or 1
