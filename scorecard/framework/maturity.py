"""content/maturity.yml: how far the partnership has come, area by area, on a few levels."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from scorecard.framework.fields import Definition, Id, PeriodField, Title


class Level(Definition):
    """One level of the matrix, from 1 upwards, and what it means."""

    level: Annotated[int, Field(ge=1, le=10)]
    name: Title
    summary: str = ""


class SelfAssessment(Definition):
    """The level of one area in one period."""

    period: PeriodField
    level: Annotated[int, Field(ge=1, le=10)]
    note: str = ""


class Dimension(Definition):
    """One area of the matrix, with its level now and before; levels may be none yet."""

    id: Id
    ref: str = ""
    source_ref: str = ""
    title: Title
    summary: str = ""
    assessments: tuple[SelfAssessment, ...] = ()


class Maturity(Definition):
    """A maturity matrix."""

    title: Title
    summary: str = ""
    source: str = ""
    levels: Annotated[tuple[Level, ...], Field(min_length=2)]
    areas: Annotated[tuple[Dimension, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _levels_exist(self) -> Maturity:
        known = {level.level for level in self.levels}
        for area in self.areas:
            for assessment in area.assessments:
                if assessment.level not in known:
                    raise ValueError(
                        f"{area.id} is at a level that is not defined; add it to `levels`"
                    )
        return self
