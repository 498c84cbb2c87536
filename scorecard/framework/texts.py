"""Every text that a partnership writes and a reader sees, but the commentary on its figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum

from scorecard.framework import Framework
from scorecard.framework.fields import Definition
from scorecard.periods import Period
from scorecard.problems import Place
from scorecard.yaml_source import Location

NOT_TEXTS = frozenset(
    ("id", "ref", "source_ref", "priority", "priorities", "outcomes", "indicators", "actions",
     "comparators", "breakdowns", "parts", "indicator", "postcodes", "email", "phone", "licence",
     "site_url", "replaces")
)  # fmt: skip
"""Fields that hold a name, an address or a reference."""


@dataclass(frozen=True)
class Text:
    """One text: where it stands, the indicators that it is about, and the periods beside it.

    Only of a page in Markdown, each line is one of the file.
    """

    text: str
    place: Place
    field: str = ""
    indicators: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    markdown: bool = False

    def place_of(self, line: int) -> Place:
        """Where a line of the text stands, counted from 0."""
        return replace(self.place, line=self.place.line + line) if self.markdown else self.place


def texts_of(framework: Framework) -> Iterator[Text]:
    """The texts of every definition and of every page."""
    definitions: list[tuple[str, str, object]] = [("scorecard", "scorecard", framework.scorecard)]
    for kind, items in (
        ("priority", framework.priorities),
        ("outcome", framework.outcomes),
        ("action", framework.actions),
        ("indicator", framework.indicators),
    ):
        definitions += [(kind, item.id, item) for item in items]
    definitions += [("maturity", "maturity", framework.maturity)]
    definitions += [("criteria", "criteria", framework.criteria)]
    for kind, name, item in definitions:
        of = (name,) if kind == "indicator" else ()
        for at, text, periods in _within(item, (), ()):
            where = ".".join(str(step) for step in at)
            yield Text(text, framework.place(kind, name, at), where, of, periods)
    for approval in framework.approvals:
        place = Place("content/approvals.yml")
        yield Text(approval.note, place, f"{approval.period.name}.note", (), (approval.period,))
    for page in framework.pages:
        about = page.fields.indicators
        yield Text(page.text, Place(page.path, page.line), "", about, markdown=True)
        for field in ("title", "summary"):
            yield Text(getattr(page.fields, field), Place(page.path, 1), field, about)


def _within(
    value: object, at: Location, periods: tuple[Period, ...]
) -> Iterator[tuple[Location, str, tuple[Period, ...]]]:
    """Every text in a definition, with its field and the periods that stand beside it."""
    if isinstance(value, Definition):
        fields = {name: getattr(value, name) for name in type(value).model_fields}
        beside = tuple(one for one in fields.values() if isinstance(one, Period))
        for name, inner in fields.items():
            if name not in NOT_TEXTS:
                yield from _within(inner, (*at, name), beside)
    elif isinstance(value, str) and not isinstance(value, Enum):
        if value:
            yield at, value, periods
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _within(inner, (*at, str(key)), periods)
    elif isinstance(value, tuple | list):
        for place, inner in enumerate(value):
            yield from _within(inner, (*at, place), periods)
