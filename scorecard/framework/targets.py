"""Targets: every form that the source frameworks use, as one definition with exactly one form."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from scorecard.framework.fields import Definition, Figure, Id, PeriodField, Texts
from scorecard.periods import Period, contains

NAMES = {"from_": "from"}


class Form(StrEnum):
    """The kinds of target; the field that gives a target its form has the same name."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    BETWEEN = "between"
    BY_PERIOD = "by_period"
    ABOVE = "above"
    BELOW = "below"
    IN_LINE_WITH = "in_line_with"
    IMPROVE_ON = "improve_on"
    MILESTONE = "milestone"
    PER = "per"
    REDUCE_BY_PERCENT = "reduce_by_percent"
    SET_BASELINE = "set_baseline"
    DONE_BY = "done_by"


def _in_order(bounds: tuple[Figure, Figure]) -> tuple[Figure, Figure]:
    if bounds[0] >= bounds[1]:
        raise ValueError("the first number must be the smaller; write them as [low, high]")
    return bounds


Range = Annotated[tuple[Figure, Figure], AfterValidator(_in_order)]


class Bound(Definition):
    """A fixed line: at least, at most, or between two numbers (both ends included)."""

    at_least: Figure | None = None
    at_most: Figure | None = None
    between: Range | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Bound:
        given = [n for n in ("at_least", "at_most", "between") if getattr(self, n) is not None]
        if len(given) != 1:
            raise ValueError("needs exactly one of at_least, at_most, between; keep one line")
        return self


class Start(Definition):
    """Where a milestone starts from."""

    period: PeriodField
    value: Figure


class Target(Definition):
    """What is aimed for: one form, and optionally a tolerance, a floor or a path."""

    at_least: Figure | None = None
    at_most: Figure | None = None
    between: Range | None = None
    by_period: dict[PeriodField, Bound] | None = None
    above: Annotated[Texts, Field(min_length=1)] | None = None
    below: Annotated[Texts, Field(min_length=1)] | None = None
    in_line_with: Annotated[Texts, Field(min_length=1)] | None = None
    whichever: Literal["higher", "lower"] | None = None
    improve_on: Literal["previous"] | None = None
    milestone: Bound | None = None
    by: PeriodField | None = None
    from_: Start | None = Field(default=None, alias="from")
    path: Literal["none", "linear"] | dict[PeriodField, Figure] = "none"
    per: Literal["week", "month", "quarter", "year"] | None = None
    reduce_by_percent: Figure | None = None
    set_baseline: PeriodField | None = None
    done_by: PeriodField | None = None
    tolerance: Figure | None = Field(default=None)
    tolerance_percent: Figure | None = None
    floor: Figure | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Target:
        forms = self._forms()
        if len(forms) != 1:
            found = ", ".join(forms) or "none"
            raise ValueError(
                f"a target has exactly one form, and this has {found}; "
                f"keep one of {', '.join(Form)}"
            )
        if self.tolerance is not None and self.tolerance_percent is not None:
            raise ValueError("gives tolerance twice; keep tolerance or tolerance_percent")
        for tolerance in (self.tolerance, self.tolerance_percent):
            if tolerance is not None and tolerance <= 0:
                raise ValueError("a tolerance must be above 0; leave it out for none")
        if self.milestone is not None and self.by is None:
            raise ValueError("a milestone needs its date; add `by: Apr 2018`")
        if self.per is not None and self.at_least is None and self.at_most is None:
            raise ValueError("a target per period needs its number; add `at_least: 4`")
        return self

    def _forms(self) -> list[Form]:
        given = [form for form in Form if getattr(self, form.value) is not None]
        if Form.PER in given:  # `per` takes its number from at_least or at_most
            given = [f for f in given if f not in (Form.AT_LEAST, Form.AT_MOST)]
        return given

    @property
    def form(self) -> Form:
        """The one form that this target has."""
        return self._forms()[0]

    @property
    def comparators(self) -> tuple[Id, ...]:
        """The comparators that this target is relative to."""
        return self.above or self.below or self.in_line_with or ()

    def bound_for(self, period: Period) -> Bound | None:
        """The fixed line in force in a period, where the form has one."""
        if self.form in (Form.AT_LEAST, Form.AT_MOST, Form.BETWEEN):
            return Bound(at_least=self.at_least, at_most=self.at_most, between=self.between)
        if self.by_period is not None:
            holding = [p for p in self.by_period if contains(p, period)]
            # A line for the very quarter goes before a line for its year.
            return self.by_period[max(holding, key=lambda p: p.start)] if holding else None
        return None


class Line(Definition):
    """A line beyond the target, where good practice is reported."""

    at_least: Figure | None = None
    at_most: Figure | None = None
    above: Figure | None = None
    below: Figure | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Line:
        if len(self.model_fields_set) != 1:
            raise ValueError("needs exactly one of at_least, at_most, above, below; keep one")
        return self


class Exceeded(Definition):
    """Where good practice begins: one line for all periods, or one for each."""

    at_least: Figure | None = None
    at_most: Figure | None = None
    above: Figure | None = None
    below: Figure | None = None
    by_period: dict[PeriodField, Line] | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Exceeded:
        if len(self.model_fields_set) != 1:
            raise ValueError(
                "needs exactly one of at_least, at_most, above, below, by_period; keep one"
            )
        return self

    def line_for(self, period: Period) -> Line | None:
        """The line in force in a period."""
        if self.by_period is None:
            return Line.model_validate(self.model_dump(exclude_unset=True))
        holding = [p for p in self.by_period if contains(p, period)]
        return self.by_period[max(holding, key=lambda p: p.start)] if holding else None
