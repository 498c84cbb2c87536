"""What is wrong with a field, in words, and how to mend it: pydantic's faults for people."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from scorecard.problems import suggestion
from scorecard.yaml_source.reading import Location


def in_words(model: type[BaseModel], detail: ErrorDetails, steps: Location) -> tuple[str, str]:
    """What a fault is, and its mend."""
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "extra_forbidden":
        fields = fields_at(model, steps[:-1])
        return "is not a field that is known here", suggestion(str(steps[-1]), fields)
    if kind == "missing" and isinstance(steps[-1], int):
        return "needs two numbers", "write them as [low, high]"
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
            f"{' '.join(str(detail['input']).split())[:60]} is not a valid id".strip(),
            "use lower-case letters, digits and hyphens, beginning with a letter",
        )
    if kind == "string_too_long":
        return "is too long", f"write at most {context['max_length']} letters"
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


def fields_at(model: type[BaseModel], steps: Location) -> list[str]:
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
