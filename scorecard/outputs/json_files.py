"""The JSON downloads: one indicator with its cells, and the whole scorecard with definitions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from scorecard.framework import Framework
from scorecard.outputs.json_lines import encoded, in_one_line, write_json
from scorecard.outputs.rows import Row, Rows
from scorecard.published import IndicatorResults, Scorecard
from scorecard.wording.sentences import headline

# Columns that stand once, in the definition, instead of in every cell.
ONCE = ("indicator", "ref", "title", "unit", "illustrative")


def write_json_files(scorecard: Scorecard, rows: Rows, folder: Path) -> None:
    """Write scorecard.json, with every definition and cell, and one file for each indicator."""
    release = encoded(release_fields(scorecard))
    indicators = []
    for results in scorecard.indicators:
        own = encoded(indicator_fields(results, rows[results.indicator.id], scorecard))
        write_json(folder / f"{results.indicator.id}.json", {**release, **own})
        indicators.append(in_one_line(own))
    framework = encoded(framework_fields(scorecard.framework))
    write_json(folder / "scorecard.json", {**release, **framework, "indicators": indicators})


def release_fields(scorecard: Scorecard) -> dict[str, Any]:
    """What names a release: its title, period and date, and whether its figures are made up."""
    file = scorecard.framework.scorecard
    return {
        "scorecard": file.title,
        "partnership": file.partnership,
        "period": scorecard.period.name,
        "as_at": scorecard.as_at.isoformat(),
        "illustrative": file.illustrative,
        "licence": file.licence,
    }


def framework_fields(framework: Framework) -> dict[str, Any]:
    """The definitions that readers may know, the disclosure policy among them."""
    file = framework.scorecard
    return {
        "areas": [area.model_dump(mode="json") for area in file.areas],
        "comparators": [other.model_dump(mode="json") for other in file.comparators],
        "breakdowns": [breakdown.model_dump(mode="json") for breakdown in file.breakdowns],
        "financial_year_starts": file.financial_year_starts,
        "policy": framework.policy.model_dump(mode="json", exclude_none=True),
        "priorities": [p.model_dump(mode="json") for p in framework.priorities],
        "outcomes": [o.model_dump(mode="json") for o in framework.outcomes],
        "actions": [a.model_dump(mode="json", exclude_none=True) for a in framework.actions],
    }


def indicator_fields(
    results: IndicatorResults, rows: tuple[Row, ...], scorecard: Scorecard
) -> dict[str, Any]:
    """One indicator: its definition, its headline, its latest period and every published cell."""
    indicator = results.indicator
    return {
        "definition": indicator.model_dump(mode="json", exclude_none=True, by_alias=True)
        | {"decimals": indicator.places},
        "headline": headline(results, scorecard.framework),
        "latest": results.latest.key.period.name if results.latest else None,
        "status": results.judgement.verdict.value,
        "out_of_date": results.out_of_date,
        "cells": [_cell(row) for row in rows],
    }


def _cell(row: Row) -> dict[str, str]:
    return {name: text for name, text in row.items() if name not in ONCE and text}
