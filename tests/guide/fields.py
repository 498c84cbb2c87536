"""The tables of fields in the guide, made from the JSON Schemas that editors use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from scorecard.framework.fields import Definition
from scorecard.framework.plan import CommentaryFields, PageFields
from scorecard.outputs.schemas import MANY, ONE

FRONT_MATTER: Mapping[str, Mapping[str, str]] = {
    "CommentaryFields": {
        "corrective_action": "What is being done about it.",
        "owner": "The role or body that does it, never a named person.",
        "due": "The day by which it is to be done.",
        "written": "The day on which this was written.",
    },
    "PageFields": {
        "title": "The title of the page.",
        "summary": "What it says, in one sentence.",
        "indicators": "The ids of indicators to show below the text.",
        "actions": "The ids of actions to show below the text.",
    },
}
"""What the fields at the top of a Markdown file mean; they have no schema for editors."""


def models() -> dict[str, type[Definition]]:
    """Every definition that people write, by its name: those of files, and those within them."""
    found: dict[str, type[Definition]] = {}
    waiting: list[type[Definition]] = [*ONE.values(), *MANY.values(), CommentaryFields, PageFields]
    while waiting:
        model = waiting.pop(0)
        if model.__name__ in found:
            continue
        found[model.__name__] = model
        for field in model.model_fields.values():
            waiting += _models_in(field.annotation)
    return found


def _models_in(annotation: Any) -> Iterator[type[Definition]]:
    if isinstance(annotation, type) and issubclass(annotation, Definition):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _models_in(inner)


def table(model: type[Definition], words: Mapping[str, str], headings: Mapping[str, str]) -> str:
    """Every field of a definition: what to write there, and what it means.

    `headings` are the anchors of other definitions' tables, by the definition's name.
    """
    schema = model.model_json_schema(by_alias=True)
    needed = schema.get("required", [])
    rows = ["| field | what to write | what it means |", "|---|---|---|"]
    for name, field in schema["properties"].items():
        kind = _kind(field, schema.get("$defs", {}), headings)
        extra = "; **needed**" if name in needed else _default(field)
        rows.append(f"| `{name}` | {kind}{extra} | {words.get(name, '')} |")
    return "\n".join(rows)


def _default(field: Mapping[str, Any]) -> str:
    default = field.get("default")
    if default in (None, "", [], {}) or default is False or isinstance(default, dict):
        return ""
    return f"; `{str(default).lower() if default is True else default}` if left out"


def _kind(field: Mapping[str, Any], defs: Mapping[str, Any], headings: Mapping[str, str]) -> str:
    """What may be written in a field, in words."""
    if "$ref" in field or "allOf" in field:
        name = (field.get("$ref") or field["allOf"][0]["$ref"]).rpartition("/")[2]
        if "enum" in defs[name]:
            return _choices(defs[name]["enum"])
        return f"[these fields](#{headings[name]})"
    if "anyOf" in field:
        options = [option for option in field["anyOf"] if option.get("type") != "null"]
        lists = [o for o in options if o.get("type") == "array"]
        if len(options) == 2 and lists and "items" in lists[0]:
            return f"{_kind(lists[0]['items'], defs, headings)}, or a list of them"
        return ", or ".join(_kind(option, defs, headings) for option in options)
    if "enum" in field:
        return _choices(field["enum"])
    if "const" in field:
        return f"`{field['const']}`"
    if field.get("type") == "array":
        if "prefixItems" in field:
            return "two numbers, as in `[60, 80]`"
        inner = _kind(field["items"], defs, headings)
        return f"a list, each with {inner}" if "](#" in inner else f"a list of {inner}"
    if field.get("type") == "object":
        inner = _kind(field.get("additionalProperties", {}), defs, headings)
        return f"a list of `key: value`, each with {inner}"
    return _plain(field)


def _choices(choices: list[Any]) -> str:
    return ", ".join(f"`{choice}`" for choice in choices)


def _plain(field: Mapping[str, Any]) -> str:
    if "pattern" in field:
        return "an id"
    if isinstance(field.get("type"), list):
        return "a period"
    if field.get("format") == "date":
        return "a date, as in `2026-02-13`"
    lowest, highest = field.get("minimum"), field.get("maximum")
    if field.get("type") == "integer":
        if lowest is not None and highest is not None:
            return f"a whole number from {lowest} to {highest}"
        return "a whole number" + (f", {lowest} or more" if lowest is not None else "")
    return {"string": "words", "number": "a number", "boolean": "`true` or `false`"}[
        str(field["type"])
    ]
