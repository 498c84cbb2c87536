"""content/scorecard.yml: the partnership, its areas, comparators, breakdowns and calendar."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from scorecard.framework.fields import Breaks, Definition, Id, PeriodField, Title


def _email(value: str) -> str:
    if not re.fullmatch(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+", value):
        raise ValueError("is not an e-mail address; write it like team@example.org")
    return value


def _address(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s/]+(?:/\S*)?", value, re.IGNORECASE):
        raise ValueError(
            "is not the address of a website; write it like https://example.org/scorecard/"
        )
    return value


class Contact(Definition):
    """A post or team that answers questions, never a named person."""

    name: Title
    email: Annotated[str, AfterValidator(_email)] | None = None
    phone: str | None = None


class Area(Definition):
    """A place that figures are given for; the first one listed is the whole area."""

    id: Id
    name: Title
    wards: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()
    parts: tuple[Id, ...] = ()
    summary: str = ""
    boundaries_changed: Breaks = ()


class Comparator(Definition):
    """An outside series that indicators are compared with."""

    id: Id
    name: Title
    method: Literal["mean", "median"] | None = None
    members: int | None = Field(default=None, gt=0)


class Category(Definition):
    """One group of a breakdown."""

    id: Id
    name: Title
    source_ref: str = ""


class Breakdown(Definition):
    """A way of splitting a figure; exhaustive when its categories add up to the total."""

    id: Id
    name: Title
    exhaustive: bool = False
    categories: Annotated[tuple[Category, ...], Field(min_length=1)]


class ReleaseDate(Definition):
    """One line of the release calendar."""

    period: PeriodField
    due: date
    published: date | None = None


class ScorecardFile(Definition):
    """content/scorecard.yml."""

    title: Title
    partnership: Title
    contact: Contact
    illustrative: bool = False
    licence: str = "OGL-UK-3.0"
    question: str = ""
    summary: str = ""
    place: str = ""
    areas: Annotated[tuple[Area, ...], Field(min_length=1)]
    comparators: tuple[Comparator, ...] = ()
    breakdowns: tuple[Breakdown, ...] = ()
    releases: tuple[ReleaseDate, ...] = ()
    financial_year_starts: int = Field(default=4, ge=1, le=12)
    site_url: Annotated[str, AfterValidator(_address)] | None = None

    @property
    def whole_area(self) -> Area:
        """The area that an empty `area` in the data means."""
        return self.areas[0]

    def area_name(self, area: str) -> str:
        """The name of an area or a comparator."""
        names = {a.id: a.name for a in self.areas} | {c.id: c.name for c in self.comparators}
        return names[area]

    def breakdown(self, breakdown: str) -> Breakdown:
        """One breakdown by its id."""
        return next(b for b in self.breakdowns if b.id == breakdown)

    def comparator(self, comparator: str) -> Comparator:
        """One comparator by its id."""
        return next(c for c in self.comparators if c.id == comparator)
