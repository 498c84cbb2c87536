"""Problems in what people wrote: collected with place, what and mend, and shown all at once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum


class Severity(StrEnum):
    """How serious a problem is: errors always stop a build, warnings only with `--strict`."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True)
class Place:
    """Where a problem stands: a file with a line, or a workbook with a sheet and a cell."""

    path: str
    line: int = 0
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        if self.sheet:
            return (
                f"{self.path}!{self.sheet}!{self.cell}"
                if self.cell
                else f"{self.path}!{self.sheet}"
            )
        return f"{self.path}:{self.line}" if self.line else self.path


@dataclass(frozen=True)
class Problem:
    """One fault in content/ or data/: where it is, what is wrong, and how to mend it.

    A message never repeats a count: it names the file, the line and the cell instead.
    """

    place: Place
    field: str
    message: str
    hint: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        about = f"{self.field}: " if self.field else ""
        mend = f"; {self.hint}" if self.hint else ""
        return f"{self.place}: {about}{self.message}{mend}"


class ProblemsFound(Exception):
    """Raised when collected problems must stop the run; carries all of them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(f"{len(self.problems)} problem(s) found")


@dataclass
class Problems:
    """The problems of one run, in the order in which they were found."""

    found: list[Problem] = field(default_factory=list)

    def error(self, place: Place, field: str, message: str, hint: str) -> None:
        """Add a problem that stops the run."""
        self.found.append(Problem(place, field, message, hint))

    def warning(self, place: Place, field: str, message: str, hint: str) -> None:
        """Add a problem that stops the run only with `--strict`."""
        self.found.append(Problem(place, field, message, hint, Severity.WARNING))

    @property
    def errors(self) -> list[Problem]:
        """Those that always stop the run."""
        return [problem for problem in self.found if problem.severity is Severity.ERROR]

    @property
    def warnings(self) -> list[Problem]:
        """Those that stop the run only with `--strict`, each once, by place."""
        return [problem for problem in self if problem.severity is Severity.WARNING]

    def __iter__(self) -> Iterator[Problem]:
        """Every problem once, by place."""
        return iter(sorted(dict.fromkeys(self.found), key=lambda p: (p.place, p.field, p.message)))

    def stop_if_any(self, *, strict: bool = False) -> None:
        """Raise `ProblemsFound` when there is an error, or a warning and `strict`."""
        if any(strict or problem.severity is Severity.ERROR for problem in self.found):
            raise ProblemsFound(self)


def suggestion(word: str, choices: Iterable[str]) -> str:
    """Say which known word was probably meant, or list the known words when none is near."""
    known = sorted(set(choices))
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    if near:
        return f"did you mean {near[0]}?"
    if not known:
        return "none is defined yet"
    listed = ", ".join(known[:12]) + (", ..." if len(known) > 12 else "")
    return f"use one of: {listed}"


def as_text(problems: Iterable[Problem]) -> str:
    """One line for each problem, for people; warnings say that they are warnings."""
    lines = []
    for problem in problems:
        prefix = "" if problem.severity is Severity.ERROR else "warning: "
        lines.append(f"{prefix}{problem}")
    return "\n".join(lines)


def as_json(problems: Iterable[Problem]) -> str:
    """A JSON list of problems, for programs."""
    return json.dumps(
        [
            {
                "path": problem.place.path,
                "line": problem.place.line or None,
                "sheet": problem.place.sheet or None,
                "cell": problem.place.cell or None,
                "field": problem.field,
                "message": problem.message,
                "hint": problem.hint,
                "severity": problem.severity.value,
            }
            for problem in problems
        ],
        indent=2,
        ensure_ascii=False,
    )


def as_github(problems: Iterable[Problem]) -> str:
    """Workflow commands that a CI run shows beside the line of the file."""
    return "\n".join(_annotation(problem) for problem in problems)


def _annotation(problem: Problem) -> str:
    place = problem.place
    where = [f"file={_escaped(place.path)}"]
    if place.line:
        where.append(f"line={place.line}")
    if problem.field:
        where.append(f"title={_escaped(problem.field)}")
    cell = f"{place.sheet}!{place.cell}: " if place.sheet else ""
    text = f"{cell}{problem.message}" + (f"; {problem.hint}" if problem.hint else "")
    return f"::{problem.severity.value} {','.join(where)}::{_escaped(text, message=True)}"


def _escaped(text: str, *, message: bool = False) -> str:
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return escaped if message else escaped.replace(":", "%3A").replace(",", "%2C")
