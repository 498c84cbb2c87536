"""Published pages in small, written by hand as downloads/scorecard.json has them."""

from __future__ import annotations

from typing import Any

from scorecard.disclosure.audit import AuditReport, Breach

Cells = list[dict[str, str]]
Page = dict[str, Any]
C = "[c]"


def cell(
    numerator: object,
    denominator: object = None,
    value: object = None,
    *,
    period: str = "2020-21",
    area: str = "all-areas",
    group: str = "",
    **others: str,
) -> dict[str, str]:
    """One cell; `group` is "age/young"; a hidden numerator hides all, unless the others say."""
    breakdown, _, category = group.partition("/") if group else ("all", "", "all")
    marks = numerator == C
    entries = {
        "numerator": numerator,
        "denominator": C if marks and denominator is None else denominator,
        "value": C if marks and value is None else value,
    }
    row = {"period": period, "area": area, "breakdown": breakdown, "category": category}
    row |= {name: str(entry) for name, entry in entries.items() if entry is not None}
    if "value" not in row and denominator is None:
        row["value"] = str(numerator)
    return row | {"status": "hidden" if marks else "none"} | others


def by_area(total: object, *parts: object, **others: Any) -> Cells:
    """A count for the whole and for the areas a, b and c; tuples are (numerator, denominator)."""
    cells = []
    for area, entry in zip(("all-areas", "a", "b", "c"), (total, *parts), strict=False):
        entries = entry if isinstance(entry, tuple) else (entry,)
        cells.append(cell(*entries, area=area, **others))
    return cells


def indicator(cells: Cells, name: str = "children", **definition: Any) -> dict[str, Any]:
    """One indicator with the definition that the defaults give."""
    usual = {
        "id": name,
        "measure": "count",
        "flow": "snapshot",
        "counts": "people",
        "remainder": "sensitive",
        "all_or_none": "not_sensitive",
        "parts": "held",
        "decimals": 1,
    }
    return {"definition": usual | definition, "cells": cells}


def page(*indicators: dict[str, Any], **others: Any) -> Page:
    """A release with areas a, b and c, an exhaustive breakdown `age`, and `send`, which is not."""
    policy = {"threshold": 6, "rounding": "none", "relations": [], "overrides": {}}
    return {
        "areas": [
            {"id": "all-areas", "parts": ["a", "b", "c"]},
            *({"id": area, "parts": []} for area in "abc"),
        ],
        "comparators": [{"id": "england"}],
        "breakdowns": [
            {
                "id": "age",
                "exhaustive": True,
                "categories": [{"id": "young"}, {"id": "middle"}, {"id": "old"}],
            },
            {"id": "send", "exhaustive": False, "categories": [{"id": "with-send"}]},
        ],
        "financial_year_starts": 4,
        "policy": policy | others,
        "indicators": list(indicators),
    }


def breaches(report: AuditReport) -> set[Breach]:
    """Every way in which a promise is broken."""
    return {failure.breach for failure in report.failures}
