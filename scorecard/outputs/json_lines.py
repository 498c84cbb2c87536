"""JSON that can be compared line by line, and is quick to write."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_text = json.JSONEncoder(ensure_ascii=False).encode


def write_json(path: Path, fields: Mapping[str, Any]) -> None:
    """Write one object: a line for each field, and for each item of a field that is a list.

    An `indent` would give every small thing in it a line too, and takes ten times as long.
    """
    lines = [f"{_text(name)}: {_in_lines(value)}" for name, value in fields.items()]
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def _in_lines(value: Any) -> str:
    if not isinstance(value, list):
        return _text(value)
    return "[\n" + ",\n".join(map(_text, value)) + "\n]"


__all__ = ["write_json"]
