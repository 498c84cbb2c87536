"""Field types that several definitions share: ids, periods, figures."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Protocol, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    ValidationInfo,
    WithJsonSchema,
)

from scorecard.periods import Period, PeriodError, parse_period

RESERVED_IDS = frozenset({"scorecard", "changes", "datapackage", "all"})


class Definition(BaseModel):
    """What every definition has in common: no unknown field, and no change once read."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, arbitrary_types_allowed=True, populate_by_name=True
    )


Item = TypeVar("Item", bound=Definition)
Context = Mapping[str, Any]
"""What the check of a definition needs from elsewhere: the month its financial year starts."""


class HasId(Protocol):
    """Anything with an id."""

    @property
    def id(self) -> str:
        """The key used in data, file names and addresses."""


def _not_reserved(value: Any) -> Any:
    if isinstance(value, str) and value in RESERVED_IDS:
        raise ValueError(f"{value} is taken by the scorecard itself; choose another id")
    return value


def read_period(value: Any, info: ValidationInfo) -> Period:
    """Read a period in the financial year of the project that is being checked."""
    if isinstance(value, Period):
        return value
    starts = (info.context or {}).get("financial_year_starts", 4)
    try:
        return parse_period(str(value), financial_year_starts=starts)
    except PeriodError as error:
        raise ValueError(f"{error.message}; {error.hint}") from error


def _figure(value: Any) -> Any:
    # bool is an int in Python; `at_least: true` is a slip, not the number 1.
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError("must be a number; write it plainly, such as 80 or 33.2")
    return Decimal(value)


def _written(value: str) -> str:
    if not value.strip():
        raise ValueError("is empty; write it in words")
    return value


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


LONGEST_ID = 60
"""Letters of an id: it becomes the name of files, with more behind it."""
Id = Annotated[
    str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=LONGEST_ID), BeforeValidator(_not_reserved)
]
Title = Annotated[str, AfterValidator(_written)]
"""A name that readers see, which is never empty."""
PeriodField = Annotated[
    Period,
    BeforeValidator(read_period),
    PlainSerializer(lambda period: period.name, return_type=str),
    WithJsonSchema({"type": ["string", "integer"], "examples": ["2020-21 Q3", "Dec 2020"]}),
]
Figure = Annotated[
    Decimal,
    BeforeValidator(_figure),
    PlainSerializer(lambda n: int(n) if n == int(n) else float(n), when_used="json"),
    WithJsonSchema({"type": "number"}),
]
Texts = Annotated[
    tuple[str, ...],
    BeforeValidator(_as_list),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]


class SeriesBreak(Definition):
    """A period from which figures are not comparable with those before."""

    period: PeriodField
    reason: str


def _breaks(value: Any) -> Any:
    return [value] if isinstance(value, dict) else value


Breaks = Annotated[
    tuple[SeriesBreak, ...],
    BeforeValidator(_breaks, json_schema_input_type=SeriesBreak | tuple[SeriesBreak, ...]),
]
