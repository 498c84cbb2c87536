"""Data of a YAML file to checked definitions; each fault becomes a problem with its line."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from copy import deepcopy
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from scorecard.problems import Problems
from scorecard.yaml_source.reading import Location, YamlFile
from scorecard.yaml_source.words import fields_at, in_words

Model = TypeVar("Model", bound=BaseModel)


class FaultAt(ValueError):
    """A fault in one field of a definition, raised by a check of the whole of it.

    `message` is what is wrong and how to mend it, with a semicolon between them.
    """

    def __init__(self, location: Location, message: str) -> None:
        self.location = location
        super().__init__(message)


def checked(
    source: YamlFile,
    model: type[Model],
    problems: Problems,
    *,
    at: Location = (),
    context: Mapping[str, Any] | None = None,
) -> Model | None:
    """Check the data at a location against a model; each fault becomes a problem with its line."""
    data = source.data
    for step in at:
        data = data[step]
    try:
        return model.model_validate(data, context=dict(context or {}))
    except ValidationError as error:
        for detail in _worth_saying(error.errors(include_url=False), source, at):
            _report(source, model, at, detail, problems)
        return None


def salvaged(
    source: YamlFile,
    model: type[Model],
    *,
    at: Location = (),
    context: Mapping[str, Any] | None = None,
    needed: Collection[str] = (),
) -> Model | None:
    """What data at fault would define once mended, so that the rest can be checked in the same run.

    A mistyped key is taken for the field that it is near to; a field with another fault is left
    out, unless it is one that is `needed`. None where what is left is not sound.
    """
    data = deepcopy(source.data)
    for step in at:
        data = data[step]
    try:
        return model.model_validate(data, context=dict(context or {}))
    except ValidationError as error:
        faults = {
            _known_steps(source, at, _steps(detail)): detail["type"] == "extra_forbidden"
            for detail in error.errors(include_url=False)
        }
    for steps, mistyped in sorted(faults.items(), key=lambda fault: -len(fault[0])):
        if not steps or not isinstance(steps[-1], str):
            return None
        if not mistyped and steps[0] in needed:
            return None
        inner = data
        for step in steps[:-1]:
            inner = inner[_own_key(inner, step)]
        value = inner.pop(_own_key(inner, steps[-1]), None)
        free = [field for field in fields_at(model, steps[:-1]) if field not in inner]
        for meant in get_close_matches(steps[-1], free, n=1) if mistyped else ():
            inner[meant] = value
    try:
        return model.model_validate(data, context=dict(context or {}))
    except ValidationError:
        return None


def _own_key(inner: Any, step: str | int) -> Any:
    """A step as the data have it: a year is a number among their keys, and text among the lines."""
    keys = inner if isinstance(inner, dict) else ()
    return next((key for key in keys if str(key) == str(step)), step)


def _worth_saying(
    details: list[ErrorDetails], source: YamlFile, at: Location
) -> Iterator[ErrorDetails]:
    """One fault a field: where a field may be one of two things, the nearer of the two speaks."""
    best: dict[Location, ErrorDetails] = {}
    for detail in details:
        # A fault within a field says more than that the field is not of another kind.
        field = _known_steps(source, at, _steps(detail))
        if detail["type"] in ("missing", "extra_forbidden"):
            field = (*field, detail["type"], str(detail["loc"][-1]))
        if field not in best or _weight(detail) > _weight(best[field]):
            best[field] = detail
    for field, detail in best.items():
        inner = any(other[: len(field)] == field and other != field for other in best)
        if not (inner and _weight(detail) < 2):
            yield detail


def _weight(detail: ErrorDetails) -> int:
    """How much a fault says: that something is of another kind says least."""
    if detail["type"] in ("model_type", "model_attributes_type", "dict_type"):
        return 0
    return 1 if detail["type"] in ("literal_error", "string_type") else 2


def _steps(detail: ErrorDetails) -> Location:
    """Where pydantic found a fault, and where within it a check of ours says that it lies."""
    error = detail.get("ctx", {}).get("error")
    return (*detail["loc"], *(error.location if isinstance(error, FaultAt) else ()))


def _report(
    source: YamlFile,
    model: type[BaseModel],
    at: Location,
    detail: ErrorDetails,
    problems: Problems,
) -> None:
    steps = _steps(detail)
    known = _known_steps(source, at, steps)
    field = ".".join(str(step) for step in known) or ".".join(str(s) for s in steps)
    if detail["type"] in ("extra_forbidden", "invalid_key") and str(steps[-1])[:1].isdigit():
        # It may be a figure gone astray, which no message may repeat.
        field = ".".join(str(step) for step in known[:-1])
        message, hint = "has a number where the name of a field should be", "write `field: number`"
        problems.error(source.place((*at, *known)), field, message, hint)
        return
    message, hint = in_words(model, detail, steps)
    if detail["type"] == "missing" and isinstance(steps[-1], str):
        field = str(steps[-1])
    problems.error(source.place((*at, *known)), field, message, hint)


def _known_steps(source: YamlFile, at: Location, steps: Location) -> Location:
    """The part of pydantic's location that exists in the file (it adds steps of its own)."""
    known: Location = ()
    for step in steps:
        if (*at, *known, step) in source.lines:
            known = (*known, step)
        elif (*at, *known, str(step)) in source.lines:
            known = (*known, str(step))
    return known
