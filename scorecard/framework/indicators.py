"""content/indicators/*.yml: what each number is, where it comes from and what is aimed for."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from scorecard.framework.fields import Definition, Figure, Id, PeriodField, Texts
from scorecard.framework.targets import Exceeded, Target


class Measure(StrEnum):
    """The kinds of measure; each has a file of its name in measures/."""

    COUNT = "count"
    PERCENTAGE = "percentage"
    RATE = "rate"
    MEAN = "mean"
    MONEY = "money"
    RATIO = "ratio"
    SCORE = "score"
    GAP = "gap"
    MILESTONE = "milestone"
    NARRATIVE = "narrative"


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


class SeriesBreak(Definition):
    """A period from which figures are not comparable with those before."""

    period: PeriodField
    reason: str


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


def _breaks(value: Any) -> Any:
    return [value] if isinstance(value, dict) else value


class Indicator(Definition):
    """One indicator: the fields of contract.md."""

    id: Id
    ref: str = ""
    source_ref: str = ""
    title: str
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
    break_in_series: Annotated[tuple[SeriesBreak, ...], BeforeValidator(_breaks)] = ()
    replaces: str | None = None
    retired: Retired | None = None
    published_verdict: Annotated[PublishedVerdict | None, BeforeValidator(_printed)] = None

    @model_validator(mode="after")
    def _consistent(self) -> Indicator:
        if self.measure is Measure.RATE and self.per is None:
            raise ValueError("a rate needs `per`; add `per: 10000`")
        if self.measure is not Measure.RATE and self.per is not None:
            raise ValueError("`per` belongs to a rate; remove it, or write `measure: rate`")
        if self.exceeded is not None and self.target is None:
            raise ValueError("`exceeded` needs a target to lie beyond; add a target")
        return self

    @property
    def places(self) -> int:
        """Decimals to print: as defined, or what is usual for the kind of measure."""
        if self.decimals is not None:
            return self.decimals
        usual = {Measure.PERCENTAGE: 1, Measure.RATE: 1, Measure.MEAN: 1, Measure.RATIO: 1}
        return usual.get(self.measure, 0)

    @property
    def name(self) -> str:
        """The short title where there is one, for charts and narrow tables."""
        return self.short_title or self.title

    @property
    def interval_kind(self) -> Literal["binomial", "poisson", "none"] | None:
        """The kind of uncertainty: None where it cannot be known (statistics.md, Intervals)."""
        if self.uncertainty is not None:
            return self.uncertainty
        usual: dict[Measure, Literal["binomial", "poisson", "none"]] = {
            Measure.PERCENTAGE: "binomial",
            Measure.RATE: "poisson",
            Measure.COUNT: "none",
            Measure.MILESTONE: "none",
            Measure.NARRATIVE: "none",
        }
        return usual.get(self.measure)
