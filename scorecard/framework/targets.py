"""Targets: every form that the source frameworks use, as one definition with exactly one form."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    Field,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    model_validator,
)

from scorecard.framework.fields import Definition, Figure, Id, PeriodField, Texts
from scorecard.periods import Period, PeriodKind, contains
from scorecard.yaml_source import FaultAt


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


def _each_once(value: Any, read: ValidatorFunctionWrapHandler) -> Any:
    found = read(value)
    if len(found) < len(value):
        raise ValueError("gives one period twice, in two spellings; keep one of the two")
    return found


class Start(Definition):
    """Where a milestone starts from; its value goes through the door as a cell of its period."""

    period: PeriodField
    value: Figure | None = None


class Target(Definition):
    """What is aimed for: one form, and optionally a tolerance, a floor or a path."""

    at_least: Figure | None = None
    at_most: Figure | None = None
    between: Range | None = None
    by_period: Annotated[dict[PeriodField, Bound], WrapValidator(_each_once)] | None = None
    above: Annotated[Texts, Field(min_length=1)] | None = None
    below: Annotated[Texts, Field(min_length=1)] | None = None
    in_line_with: Annotated[Texts, Field(min_length=1)] | None = None
    whichever: Literal["higher", "lower"] | None = None
    improve_on: Literal["previous"] | None = None
    milestone: Bound | None = None
    by: PeriodField | None = None
    from_: Start | None = Field(default=None, alias="from")
    path: (
        Literal["none", "linear"] | Annotated[dict[PeriodField, Figure], WrapValidator(_each_once)]
    ) = "none"
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
        self._check_belongings()
        self._check_nearness()
        if self.milestone is not None:
            self._check_milestone()
        if self.per is not None and (self.at_least is None) == (self.at_most is None):
            raise FaultAt(
                ("per",), "a target per period needs one number; add `at_least: 4` or `at_most: 4`"
            )
        return self

    def _check_belongings(self) -> None:
        """A field of one form beside another would be left out without a word."""
        for name, forms in BELONGINGS.items():
            given = self.path != "none" if name == "path" else getattr(self, name) is not None
            if given and self.form not in forms:
                field = "from" if name == "from_" else name
                raise FaultAt(
                    (field,),
                    f"belongs to a target of the form {' or '.join(forms)}; remove it, or write"
                    " such a target",
                )

    def _check_nearness(self) -> None:
        given = [n for n in ("tolerance", "tolerance_percent", "floor") if getattr(self, n)
                 is not None]  # fmt: skip
        if len(given) > 1:
            raise FaultAt(
                (given[1],), f"says when a result is near twice; keep {' or '.join(given)}"
            )
        for name in given:
            if self.form in (Form.SET_BASELINE, Form.DONE_BY):
                raise FaultAt((name,), "belongs to a target with a number; remove it")
            if name != "floor" and getattr(self, name) <= 0:
                raise FaultAt((name,), "a tolerance must be above 0; leave it out for none")
        if self.floor is None:
            return
        if self.between is not None:
            raise FaultAt(("floor",), "a range has two ends; write `tolerance` instead")
        if (self.at_least is not None and self.floor >= self.at_least) or (
            self.at_most is not None and self.floor <= self.at_most
        ):
            raise FaultAt(
                ("floor",), "meets the target itself; write a number that just misses the target"
            )

    def _check_milestone(self) -> None:
        assert self.milestone is not None
        if self.by is None:
            raise FaultAt(("milestone",), "a milestone needs its date; add `by: Apr 2018`")
        if self.path == "none":
            return
        if self.milestone.between is not None:
            raise FaultAt(("path",), "a path leads to one number; write at_least or at_most")
        if self.path == "linear" and self.from_ is None:
            raise FaultAt(
                ("path",), "a straight path needs its start; add `from: {period: Jan 2017}`"
            )
        if self.from_ is not None and self.from_.period.end >= self.by.end:
            raise FaultAt(("from",), "does not begin before `by`; correct one of the two")

    def _forms(self) -> list[Form]:
        given = [form for form in Form if getattr(self, form.value) is not None]
        if Form.PER in given:  # `per` takes its number from at_least or at_most
            given = [f for f in given if f not in (Form.AT_LEAST, Form.AT_MOST)]
        return given

    @cached_property
    def form(self) -> Form:
        """The one form that this target has."""
        return self._forms()[0]

    @property
    def comparators(self) -> tuple[Id, ...]:
        """The comparators that this target is relative to."""
        return self.above or self.below or self.in_line_with or ()

    @cached_property
    def bound(self) -> Bound:
        """The line that the target itself states in numbers, where it states one."""
        return Bound(at_least=self.at_least, at_most=self.at_most, between=self.between)

    def bound_for(self, period: Period) -> Bound | None:
        """The fixed line in force in a period, where the form has one."""
        if self.form in (Form.AT_LEAST, Form.AT_MOST, Form.BETWEEN):
            return self.bound
        if self.by_period is not None:
            step = step_for(self.by_period, period)
            return None if step is None else self.by_period[step]
        return None


BELONGINGS: dict[str, tuple[Form, ...]] = {
    "by": (Form.MILESTONE,),
    "from_": (Form.MILESTONE,),
    "path": (Form.MILESTONE, Form.PER),
    "whichever": (Form.ABOVE, Form.BELOW, Form.IN_LINE_WITH),
}
"""Fields that mean something only beside some forms."""


def step_for(steps: Iterable[Period], period: Period) -> Period | None:
    """The step in force in a period: the shortest that holds it, else the last date by its end.

    A step that is a day is a date: it is in force from that day until the next date.
    """
    known = list(steps)
    holding = [step for step in known if contains(step, period)]
    if holding:
        # A line for the very quarter goes before a line for its year.
        return min(holding, key=lambda step: step.end - step.start)
    dates = [s for s in known if s.kind is PeriodKind.DAY and s.end <= period.end]
    return max(dates, default=None)


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
    by_period: Annotated[dict[PeriodField, Line], WrapValidator(_each_once)] | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Exceeded:
        if len(self.model_fields_set) != 1:
            raise ValueError(
                "needs exactly one of at_least, at_most, above, below, by_period; keep one"
            )
        return self

    @property
    def line(self) -> Line | None:
        """The line for all periods, where there is one."""
        if self.by_period is not None:
            return None
        return Line.model_validate(self.model_dump(exclude_unset=True))

    def line_for(self, period: Period) -> Line | None:
        """The line in force in a period."""
        if self.by_period is None:
            return self.line
        step = step_for(self.by_period, period)
        return None if step is None else self.by_period[step]
