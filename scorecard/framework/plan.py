"""The plan around the numbers: priorities, outcomes, actions and commentary."""

from __future__ import annotations

from datetime import date
from typing import Literal

from scorecard.framework.fields import Definition, Id, PeriodField, Texts, Title
from scorecard.periods import Period

State = Literal["not_started", "on_track", "done", "late"]


class Priority(Definition):
    """One priority of the partnership."""

    id: Id
    ref: str = ""
    source_ref: str = ""
    title: Title
    short_title: str = ""
    summary: str = ""
    lead: str = ""

    @property
    def name(self) -> str:
        """The short title where there is one."""
        return self.short_title or self.title


class Outcome(Definition):
    """One outcome, for families or for the partnership."""

    id: Id
    ref: str = ""
    source_ref: str = ""
    title: Title
    short_title: str = ""
    group: str = ""
    summary: str = ""
    lead: str = ""

    @property
    def name(self) -> str:
        """The short title where there is one."""
        return self.short_title or self.title


class SubAction(Definition):
    """A step of an action; `timescale` is for a date that is given only in words."""

    id: Id | None = None
    ref: str = ""
    source_ref: str = ""
    title: Title
    state: State | None = None
    lead: str = ""
    due: PeriodField | None = None
    timescale: str = ""
    risk: str = ""
    progress: str = ""


class Action(Definition):
    """A key action: what is to be done, by which role, by when, and how far it is.

    `area` groups actions that belong to no priority; `level` is its level in the maturity matrix.
    """

    id: Id
    ref: str = ""
    source_ref: str = ""
    title: Title
    area: str = ""
    priority: str | None = None
    outcomes: Texts = ()
    lead: str = ""
    due: PeriodField | None = None
    timescale: str = ""
    risk: str = ""
    level: int | None = None
    state: State | None = None
    reviewed: date | None = None
    progress: str = ""
    sub_actions: tuple[SubAction, ...] = ()


class CommentaryFields(Definition):
    """The front matter of a commentary file."""

    corrective_action: str = ""
    owner: str = ""
    due: date | None = None
    written: date | None = None


class Commentary(Definition):
    """content/commentary/PERIOD/ID.md: what happened, and what is being done."""

    indicator: str
    period: Period
    text: str
    fields: CommentaryFields
    path: str = ""
    line: int = 1
    action_line: int = 1
    """The lines on which the text and the corrective action begin."""


class PageFields(Definition):
    """The front matter of a page of prose, and the indicators and actions that it shows below."""

    title: Title
    summary: str = ""
    indicators: Texts = ()
    actions: Texts = ()


class Prose(Definition):
    """content/pages/*.md: a page of prose in Markdown."""

    name: str
    fields: PageFields
    text: str
    path: str = ""
    line: int = 1
    """The line on which the text begins."""
