"""Private tables of a small partnership: definitions, cells and rows in few words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from scorecard.disclosure.figures import Figure
from scorecard.disclosure.model import Model
from scorecard.disclosure.ties import model_of
from scorecard.framework import Framework
from scorecard.framework.areas import ScorecardFile
from scorecard.framework.indicators import Indicator
from scorecard.framework.policy import Policy
from scorecard.periods import parse_period
from scorecard.tables import Key, PrivateCell, PrivateTables

QUARTER = "2020-21 Q3"
SCORECARD: Mapping[str, Any] = {
    "title": "Small scorecard",
    "partnership": "A partnership",
    "contact": {"name": "Performance team"},
    "areas": [
        {"id": "district", "name": "The district", "parts": ["east", "west"]},
        {"id": "east", "name": "East"},
        {"id": "west", "name": "West"},
    ],
    "comparators": [{"id": "england", "name": "England"}],
    "breakdowns": [
        {"id": "age", "name": "Age", "exhaustive": True,
         "categories": [{"id": "younger", "name": "0 to 9"}, {"id": "older", "name": "10 to 18"}]},
        {"id": "send", "name": "SEND", "categories": [{"id": "with-send", "name": "With SEND"}]},
    ],
}  # fmt: skip


def framework(*indicators: Mapping[str, Any], **policy: Any) -> Framework:
    """A framework with these indicators; each needs an id, and is a count that adds up."""
    usual = {"title": "A", "measure": "count", "flow": "sum", "breakdowns": ["age", "send"]}
    return Framework(
        scorecard=ScorecardFile.model_validate(SCORECARD),
        policy=Policy.model_validate(policy),
        priorities=(),
        outcomes=(),
        actions=(),
        indicators=tuple(Indicator.model_validate({**usual, **fields}) for fields in indicators),
    )


def cell(
    indicator: str,
    numerator: float | str | None,
    denominator: int | None = None,
    *,
    area: str = "district",
    category: str = "all",
    period: str = QUARTER,
    value: str | None = None,
    symbols: tuple[str, ...] = (),
    note: str = "",
) -> PrivateCell:
    """One private cell."""
    breakdown = {"all": "all", "with-send": "send"}.get(category, "age")
    return PrivateCell(
        Key(indicator, parse_period(period), area, breakdown, category),
        None if numerator is None else Decimal(str(numerator)),
        None if denominator is None else Decimal(denominator),
        None if value is None else Decimal(value),
        symbols,
        note,
    )


def tables(*cells: PrivateCell) -> PrivateTables:
    """The cells by their keys."""
    return PrivateTables({one.key: one for one in cells})


def model(framework: Framework, *cells: PrivateCell) -> Model:
    """What a reader can know of the cells."""
    return model_of(tables(*cells).cells, framework)


def name(figure: Any) -> str:
    """A figure in few words: what is unlike the district's total in the quarter, and its part."""
    assert isinstance(figure, Figure)
    unlike = [figure.indicator]
    unlike += [figure.area] if figure.area != "district" else []
    unlike += [figure.category] if figure.category != "all" else []
    unlike += [figure.period] if figure.period != QUARTER else []
    return " ".join((*unlike, figure.part))


def rows(model: Model) -> set[str]:
    """Every row in few words, such as `a numerator - a east numerator <= 0`."""
    return {f"{_terms(row.terms)} {row.sense} {row.constant}" for row in model.relations}


def _terms(terms: Iterable[tuple[Any, int]]) -> str:
    return " ".join(
        f"{'+' if by > 0 else '-'}{'' if abs(by) == 1 else abs(by)} {name(key)}"
        for key, by in sorted(terms, key=lambda term: (term[1], name(term[0])))
    )


def sensitive(model: Model) -> set[str]:
    """The names of the figures that are sensitive."""
    return {name(variable.key) for variable in model.variables if variable.sensitive}
