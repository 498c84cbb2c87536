"""Jinja templates of Markdown pages, and the fragments of finished HTML that go into them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
)
from markupsafe import Markup

from scorecard.charts.render import Job
from scorecard.outputs import addresses
from scorecard.outputs.markup import Table, table_row, tag
from scorecard.periods import label
from scorecard.published import Scorecard
from scorecard.wording import figures, sentences, verdicts


@dataclass(frozen=True)
class ChartFragment:
    """A chart on a page: its two drawings, and the words above and below it."""

    name: str
    jobs: tuple[Job, ...]
    title: str
    subtitle: str
    source: str = ""
    downloads: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Section:
    """A part of a page under a heading of its own: what it says, its chart and its table."""

    id: str
    title: str
    chart: ChartFragment | None
    table: Table
    text: str = ""


@dataclass
class PageWriter:
    """Writes pages of a scorecard below `docs`, and collects the charts that they need.

    Tables are written at once, as fragments; charts are collected, so that they can be drawn
    together in the end.
    """

    scorecard: Scorecard
    docs: Path
    fragments: Path
    environment: Environment
    charts: list[ChartFragment] = field(default_factory=list)
    sparks: dict[str, Job] = field(default_factory=dict)
    standalone: dict[str, Job] = field(default_factory=dict)
    """Charts as files of their own, by their path below `docs`."""
    _folders: set[Path] = field(default_factory=set)

    def page(self, address: str, template: str, title: str, **context: Any) -> None:
        """Write one page from its template; `title` is what the browser's tab says."""
        path = self.docs / (f"{address}.md" if address else "index.md")
        view = _View(self, address)
        text = self.environment.get_template(f"{template}.md.j2").render(
            title=title, scorecard=self.scorecard, view=view, **context
        )
        self.write(path, text.strip() + "\n")

    def fragment(self, name: str, template: str, **context: Any) -> Markup:
        """Write one fragment of finished HTML, and give the comment that puts it in a page."""
        text = self.environment.get_template(f"{template}.html.j2").render(**context)
        self.write(self.fragments / f"{name}.html", text.strip() + "\n")
        return mark(name)

    def write(self, path: Path, text: str) -> None:
        """Write one file, and make its folder for the first of them."""
        if path.parent not in self._folders:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(path.parent)
        path.write_bytes(text.encode())


def mark(name: str) -> Markup:
    """The comment, alone on its line, that a fragment takes the place of."""
    return Markup("\n<!-- fragment: %s -->\n") % name


@dataclass(frozen=True)
class _View:
    """What a template may ask of the page that it is writing."""

    writer: PageWriter
    address: str

    def link(self, target: str) -> str:
        """The relative address of another page or file."""
        return addresses.link(self.address, target)

    def table(self, name: str, table: Table) -> Markup:
        """Put a table into the page, as a fragment."""
        return self.writer.fragment(f"{self._folder}/{name}", "table", table=table)

    def chart(self, chart: ChartFragment) -> Markup:
        """Put a chart into the page, drawn later with all the others."""
        self.writer.charts.append(chart)
        return mark(chart.name)

    @property
    def _folder(self) -> str:
        return self.address or "home"


def environment(template_folders: list[Path]) -> Environment:
    """Templates from the first folder that has them; everything is escaped unless it is Markup."""
    found = Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in template_folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        optimized=False,  # working out what is constant takes longer than it ever saves here
        bytecode_cache=_compiled(),
    )
    found.globals |= _words()
    return found


def _compiled() -> BytecodeCache | None:
    """Templates that were compiled before, in the user's own temporary folder, where there is one.

    Compiling takes as long as all else that writes pages does, and is the same each time, as it is
    of Python's modules. They are found by what a template says, so none is ever out of date.
    """
    try:
        return FileSystemBytecodeCache()
    except (OSError, RuntimeError):
        return None


def _words() -> Mapping[str, Any]:
    """The functions of `wording` and `addresses` that templates call by name."""
    return {
        "addresses": addresses,
        "capitalised": figures.capitalised,
        "counted": figures.counted,
        "day_in_words": figures.day_in_words,
        "fill_of": verdicts.fill_of,
        "headline": sentences.headline,
        "label": label,
        "listed": figures.listed,
        "polarity_words": verdicts.polarity_words,
        "table_row": table_row,
        "tag": tag,
        "trend_title": sentences.trend_title,
    }
