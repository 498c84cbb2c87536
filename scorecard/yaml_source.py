"""YAML files to checked definitions, keeping the line of every field for error messages."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from scorecard.problems import Place, Problems, suggestion

Location = tuple[str | int, ...]
Model = TypeVar("Model", bound=BaseModel)


class FaultAt(ValueError):
    """A fault in one field of a definition, raised by a check of the whole of it.

    `message` is what is wrong and how to mend it, with a semicolon between them.
    """

    def __init__(self, location: Location, message: str) -> None:
        self.location = location
        super().__init__(message)


class _Loader(yaml.SafeLoader):
    """YAML as people mean it: only true and false are yes-or-no values, dates stay text.

    010 is not the octal number 8 and 1:30 not the number 90: both stay text.
    """


_OURS = {
    "tag:yaml.org,2002:bool": (r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    "tag:yaml.org,2002:int": (r"^[-+]?(?:0|[1-9][0-9_]*)$", "-+0123456789"),
    "tag:yaml.org,2002:float": (r"^[-+]?[0-9][0-9_]*\.[0-9]*$", "-+0123456789"),
}
_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag not in _OURS and tag != "tag:yaml.org,2002:timestamp"
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
for _tag, (_pattern, _first) in _OURS.items():
    _Loader.add_implicit_resolver(_tag, re.compile(_pattern), list(_first))


def _decimal(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> Decimal:
    # A figure keeps the digits that were typed: 33.2 must not become 33.200000000000003.
    return Decimal(loader.construct_scalar(node).replace("_", ""))


_Loader.add_constructor("tag:yaml.org,2002:float", _decimal)

if yaml.__with_libyaml__:

    class _QuickLoader(yaml.CSafeLoader):
        """The same meaning of words, so that both give the same nodes."""

        yaml_implicit_resolvers = _Loader.yaml_implicit_resolvers


@dataclass(frozen=True)
class YamlFile:
    """One file as read: its data, and the line on which each field stands."""

    path: str
    data: Any
    lines: Mapping[Location, int]

    def place(self, location: Location = ()) -> Place:
        """The line of a field, or of the nearest thing around it."""
        for length in range(len(location), -1, -1):
            if (line := self.lines.get(location[:length])) is not None:
                return Place(self.path, line)
        return Place(self.path)


def read_text(file: Path, shown: str, problems: Problems) -> str | None:
    """The text of a UTF-8 file, or a problem that names the first byte that is not."""
    raw = file.read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        problems.error(
            Place(shown, line),
            "",
            "the file is not UTF-8",
            "save it again as UTF-8 (in Excel: 'CSV UTF-8'; in an editor: encoding UTF-8)",
        )
        return None


def read_yaml(file: Path, shown: str, problems: Problems) -> YamlFile | None:
    """Read one YAML file; a file that does not parse, or repeats a key, is a problem."""
    text = read_text(file, shown, problems)
    return None if text is None else parse_yaml(text, shown, problems)


def parse_yaml(
    text: str, shown: str, problems: Problems, *, first_line: int = 1
) -> YamlFile | None:
    """Parse YAML text that begins on a given line of the file it came from."""
    try:
        loader = _Loader(text)
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + first_line
        problems.error(
            Place(shown, line),
            "",
            "the YAML does not parse: there is a character here that cannot be printed",
            "delete it, or write the line again",
        )
        return None
    try:
        node = _composed(text, loader)
        if node is None or node.tag == "tag:yaml.org,2002:null":
            problems.error(
                Place(shown, first_line), "", "the file is empty", "write its fields, or remove it"
            )
            return None
        lines = dict(_lines(node, (), problems, shown, first_line))
        data = loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problems.error(
            Place(shown, mark.line + first_line if mark else 0),
            "",
            f"the YAML does not parse: {error.problem or 'unknown fault'}",
            "check the indentation, the colons and the quotes on this line and the one above",
        )
        return None
    except RecursionError:
        problems.error(
            Place(shown, first_line),
            "",
            "the YAML does not parse: something in it contains itself",
            "write it out in full, without the marks & and *",
        )
        return None
    except (ValueError, ArithmeticError, TypeError) as error:
        problems.error(
            Place(shown, first_line),
            "",
            f"the YAML does not parse: {error}",
            "put unusual values in quotes",
        )
        return None
    finally:
        loader.dispose()
    return YamlFile(shown, data, lines)


def _composed(text: str, loader: _Loader) -> yaml.Node | None:
    """The nodes of a text, by the parser in C where there is one, since it is ten times as fast.

    What it refuses is read by the one in Python, whose words for a fault are the same everywhere.
    """
    if yaml.__with_libyaml__:
        quick = _QuickLoader(text)
        try:
            return quick.get_single_node()
        except yaml.YAMLError:
            pass
        finally:
            quick.dispose()
    return loader.get_single_node()


def _lines(
    node: yaml.Node, at: Location, problems: Problems, path: str, first: int
) -> Iterator[tuple[Location, int]]:
    yield at, node.start_mark.line + first
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            line = key.start_mark.line + first
            if name in seen:
                problems.error(
                    Place(path, line), name, "is given twice", "keep one of the two lines"
                )
            seen.add(name)
            yield from _lines(value, (*at, name), problems, path, first)
            # A field's own line is where its name stands, not where its value begins.
            yield (*at, name), line
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _lines(item, (*at, index), problems, path, first)


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
        free = [field for field in _fields_at(model, steps[:-1]) if field not in inner]
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
    message, hint = _in_words(model, detail, steps)
    if detail["type"] == "missing":
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


def _in_words(model: type[BaseModel], detail: ErrorDetails, steps: Location) -> tuple[str, str]:
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "extra_forbidden":
        fields = _fields_at(model, steps[:-1])
        return "is not a field that is known here", suggestion(str(steps[-1]), fields)
    if kind == "missing":
        return "is missing", f"add a line `{steps[-1]}: ...`"
    if detail["input"] is None:
        return "is empty", "write it after the colon, or remove the line"
    if kind in ("literal_error", "enum"):
        choices = re.findall(r"'([^']*)'|(\d+)", str(context.get("expected", "")))
        return f"{_said(detail['input'])} is not one of its values", suggestion(
            _said(detail["input"]), (text or number for text, number in choices)
        )
    if kind == "string_type" and isinstance(detail["input"], int | Decimal):
        return "must be text", "put it in quotes, since a bare 2.10 is read as the number 2.1"
    if kind in ("value_error", "assertion_error"):
        message = str(context.get("error", detail["msg"]))
        what, _, mend = message.partition("; ")
        return what, mend
    if kind == "string_pattern_mismatch":
        return (
            f"{detail['input']} is not a valid id",
            "use lower-case letters, digits and hyphens, beginning with a letter",
        )
    for ending, (what, mend) in KINDS_OF_VALUE.items():
        if kind.endswith(ending) or kind.startswith(ending):
            return what, mend
    return detail["msg"][:1].lower() + detail["msg"][1:], "see the user guide for this field"


KINDS_OF_VALUE = {
    "string_type": ("must be text", "write words, in quotes if they hold a colon"),
    "model_type": ("must be a set of fields", "write `field: value` lines under it"),
    "dict_type": ("must be a set of fields", "write `field: value` lines under it"),
    "tuple_type": ("must be a list", "write it as [one, another]"),
    "bool": ("must be true or false", "write true or false"),
    "int": ("must be a whole number", "write it in digits, such as 4"),
    "date": ("is not a date", "write it like 2021-02-12"),
    "greater_than": ("is too small", "write a larger number"),
    "less_than": ("is too large", "write a smaller number"),
    "too_short": ("has too few entries", "add what is missing"),
    "too_long": ("has too many entries", "remove what is too much"),
}
"""What a value must be, by pydantic's names for its faults."""


def _said(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _fields_at(model: type[BaseModel], steps: Location) -> list[str]:
    """The field names of the model that a location leads into (the outermost if unclear)."""
    current: type[BaseModel] = model
    for step in steps:
        if isinstance(step, str) and step in current.model_fields:
            inner = _model_in(current.model_fields[step].annotation)
            current = inner or current
    return [field.alias or name for name, field in current.model_fields.items()]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        if (found := _model_in(argument)) is not None:
            return found
    return None
