"""JSON Schemas of the YAML files, so that editors complete and check as people type."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scorecard.framework.approvals import Approval
from scorecard.framework.areas import ScorecardFile
from scorecard.framework.criteria import Criteria
from scorecard.framework.fields import Definition
from scorecard.framework.indicators import Indicator
from scorecard.framework.json_schema import json_schema_of
from scorecard.framework.maturity import Maturity
from scorecard.framework.plan import Action, Outcome, Priority
from scorecard.framework.policy import Policy
from scorecard.outputs.field_descriptions import FIELDS

DRAFT = "https://json-schema.org/draft/2020-12/schema"
ONE: Mapping[str, type[Definition]] = {
    "scorecard": ScorecardFile,
    "disclosure": Policy,
    "maturity": Maturity,
    "criteria": Criteria,
}
"""Files that hold one definition."""
MANY: Mapping[str, type[Definition]] = {
    "priorities": Priority,
    "outcomes": Outcome,
    "actions": Action,
    "indicators": Indicator,
    "approvals": Approval,
}
"""Files that hold one definition, or a list of them."""


def write_schemas(folder: Path) -> list[Path]:
    """Write NAME.schema.json for each kind of YAML file in content/; returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    return [_write(folder / f"{name}.schema.json", schema) for name, schema in schemas().items()]


def schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schema (draft 2020-12) of each kind of YAML file, by the name of the file."""
    found = {name: _schema(name, model) for name, model in ONE.items()}
    for name, model in MANY.items():
        one = _schema(name, model)
        top: dict[str, Any] = {
            key: one.pop(key) for key in ("$schema", "title", "$defs") if key in one
        }
        defined = {"$ref": f"#/$defs/{model.__name__}"}
        found[name] = {
            **top,
            "$defs": {**top.get("$defs", {}), model.__name__: one},
            # Not `anyOf`, after which an editor could only say that neither of the two fits.
            "if": {"type": "array"},
            "then": {"items": defined},
            "else": defined,
        }
    return found


def _schema(name: str, model: type[Definition]) -> dict[str, Any]:
    schema = json_schema_of(model)
    for title, part in {model.__name__: schema, **schema.get("$defs", {})}.items():
        part.pop("title", None)
        for field, described in part.get("properties", {}).items():
            _plain(described)
            if text := FIELDS.get(title, {}).get(field):
                described["description"] = text
    return {"$schema": DRAFT, "title": f"content/{name}", **schema}


def _plain(field: dict[str, Any]) -> None:
    """A field that may be left out is left out, not empty: only what may be written stays."""
    field.pop("title", None)
    if field.get("default", "") is None:
        del field["default"]
    kinds = [kind for kind in field.get("anyOf", ()) if kind != {"type": "null"}]
    if len(kinds) == 1:
        del field["anyOf"]
        field.update(kinds[0])
    elif kinds:
        field["anyOf"] = kinds


def _write(path: Path, schema: Mapping[str, Any]) -> Path:
    path.write_text(json.dumps(schema, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


__all__ = ["schemas", "write_schemas"]
