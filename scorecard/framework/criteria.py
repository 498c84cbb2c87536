"""content/criteria.yml: what counts as progress for one family in a programme, and what is claimed.

These are rules about single families, in words; no figure of a family ever stands here.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from scorecard.framework.fields import Definition, Id, PeriodField, Title


class Threshold(Definition):
    """A threshold in words, from a date on."""

    starts: PeriodField
    threshold: str


class Criterion(Definition):
    """One row of an outcomes plan."""

    id: Id
    ref: str = ""
    source_ref: str = ""
    title: Title
    evidence: str = ""
    baseline: str = ""
    progress: str = ""
    sustained: str = ""
    thresholds: tuple[Threshold, ...] = ()
    note: str = ""


class Theme(Definition):
    """One theme of an outcomes plan, such as crime, or education."""

    id: Id
    ref: str = ""
    title: Title
    summary: str = ""
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]


class Criteria(Definition):
    """A programme's outcomes plan: its themes, their rows, and the rules of a claim."""

    title: Title
    summary: str = ""
    source: str = ""
    rules: tuple[str, ...] = ()
    themes: Annotated[tuple[Theme, ...], Field(min_length=1)]
