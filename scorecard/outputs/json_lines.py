"""JSON that can be compared line by line, and is quick to write."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

Encoded = Mapping[str, str | list[str]]
"""The text of each field of an object; of a list, that of each item."""
_text = json.JSONEncoder(ensure_ascii=False).encode


def encoded(fields: Mapping[str, Any]) -> Encoded:
    """The text of every field, which may stand in several files."""
    return {
        name: [*map(_text, value)] if isinstance(value, list) else _text(value)
        for name, value in fields.items()
    }


def in_one_line(fields: Encoded) -> str:
    """An object as an item of a list."""
    return "{" + ", ".join(_named(fields, "[%s]", ", ")) + "}"


def write_json(path: Path, fields: Encoded) -> None:
    """Write one object: a line for each field, and for each item of a field that is a list.

    An `indent` would give every small thing in it a line too, and takes ten times as long.
    """
    lines = _named(fields, "[\n%s\n]", ",\n")
    path.write_bytes(("{\n" + ",\n".join(lines) + "\n}\n").encode())


def _named(fields: Encoded, list_as: str, between: str) -> list[str]:
    texts = (
        list_as % between.join(text) if isinstance(text, list) else text for text in fields.values()
    )
    return [f"{_text(name)}: {text}" for name, text in zip(fields, texts, strict=True)]


__all__ = ["Encoded", "encoded", "in_one_line", "write_json"]
