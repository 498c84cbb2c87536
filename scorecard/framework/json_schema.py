"""The JSON Schema of a definition, as pydantic knows it."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import to_jsonable_python

from scorecard.framework.fields import Definition


class _Plainly(GenerateJsonSchema):
    """Writes a default as the plain value that it is; to make an adapter for each takes longer."""

    def encode_default(self, dft: Any) -> Any:
        return to_jsonable_python(dft)


def json_schema_of(model: type[Definition]) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one kind of definition, with those that it refers to."""
    return model.model_json_schema(schema_generator=_Plainly)
