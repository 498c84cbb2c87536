"""downloads/datapackage.json: the CSVs described to programs, as a Data Package 2.0."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from scorecard.outputs.json_lines import encoded, write_json
from scorecard.outputs.moment import release_moment
from scorecard.outputs.rows import Rows
from scorecard.published import SCORECARD_COLUMNS, Direction, Scorecard, Verdict
from scorecard.wording.figures import SYMBOLS, unit_in_words

LICENCES = {
    "OGL-UK-3.0": {
        "name": "OGL-UK-3.0",
        "title": "Open Government Licence v3.0",
        "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    }
}

COLUMNS: dict[str, tuple[str, str]] = {
    "indicator": ("Indicator id", "The key of the indicator: it never changes."),
    "ref": ("Reference", "The reference printed in the partnership's framework."),
    "title": ("Title", "What the indicator is called."),
    "unit": ("Unit", "The unit of value, lower_95, upper_95 and target."),
    "period": ("Reporting period", "Such as 2020-21 Q3, Dec 2020 or 2020-21."),
    "area": ("Area id", "An area of the partnership, or a comparator."),
    "breakdown": ("Breakdown id", "How the figure is broken down; `all` for the total."),
    "category": ("Category id", "One group of the breakdown; `all` for the total."),
    "numerator": ("Numerator", "What is counted; `[c]` where it is not shown."),
    "denominator": ("Denominator", "What it is out of; `[c]` where it is not shown."),
    "value": ("Value", "The figure, rounded half up to the indicator's decimals."),
    "lower_95": ("Lower end", "The lower end of the 95% interval."),
    "upper_95": ("Upper end", "The upper end of the 95% interval."),
    "target": ("Target", "The target in force in the period; empty where there is none."),
    "status": ("Status", "How the figure stands against its target."),
    "certainty": ("Certainty", "Whether the status could be chance."),
    "reason": ("Reason", "Why there is no status, in words."),
    "change": ("Change", "Against the same period last year, or else the period before."),
    "notes": ("Notes", "Further symbols: [p] provisional, [r] revised, [u] low reliability."),
    "illustrative": ("Illustrative", "`yes` where figures are made up to show how it works."),
}
NUMERIC = ("numerator", "denominator", "value", "lower_95", "upper_95")
CHANGES: dict[str, tuple[str, str]] = {
    **{name: COLUMNS[name] for name in ("indicator", "title", "period", "area", "breakdown",
                                        "category")},
    "old_numerator": ("Old numerator", "What was counted, as it was published before."),
    "old_denominator": ("Old denominator", "What it was out of, as it was published before."),
    "old": ("Old value", "The figure as it was published before."),
    "new_numerator": ("New numerator", "What is counted, as it is published now."),
    "new_denominator": ("New denominator", "What it is out of, as it is published now."),
    "new": ("New value", "The figure as it is published now; empty where it is gone."),
    "reason": ("Reason", "Why the figure was changed."),
}  # fmt: skip
"""The columns of downloads/changes.csv."""
NAME = "datapackage.json"


def write_datapackage(scorecard: Scorecard, _: Rows, folder: Path) -> None:
    """Write the description of every CSV in downloads/."""
    file = scorecard.framework.scorecard
    resources = [_figures("scorecard", f"{file.title}: every published figure", None)]
    resources += [
        _figures(r.indicator.id, r.indicator.title, unit_in_words(r.indicator))
        for r in scorecard.indicators
    ]
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "scorecard",
        "title": f"{file.title}, {scorecard.period.name}",
        "description": _description(scorecard),
        "created": release_moment(scorecard.as_at),
        "licenses": [LICENCES.get(file.licence, {"name": file.licence, "title": file.licence})],
        "resources": resources,
    }
    write_json(folder / NAME, encoded(package))


def describe_changes(folder: Path) -> None:
    """Add downloads/changes.csv, which a release has, to the description of its CSVs."""
    package = json.loads((folder / NAME).read_text(encoding="utf-8"))
    fields = [
        {
            "name": name,
            "title": title,
            "type": "number" if name.startswith(("old", "new")) else "string",
            "description": description,
        }
        for name, (title, description) in CHANGES.items()
    ]
    title = "Figures that read differently than in an earlier release"
    package["resources"].append(_resource("changes", title, fields))
    write_json(folder / NAME, encoded(package))


def _description(scorecard: Scorecard) -> str:
    file = scorecard.framework.scorecard
    made_up = "Illustrative figures, made up to show how it works. " if file.illustrative else ""
    return f"{made_up}Published figures of {file.partnership}. Hidden figures are [c]."


def _figures(name: str, title: str, unit: str | None) -> dict[str, Any]:
    return _resource(name, title, [_field(column, unit) for column in SCORECARD_COLUMNS])


def _resource(name: str, title: str, fields: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "name": name,
        "title": title,
        "path": f"{name}.csv",
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
            "fieldsMatch": ["exact"],
            "fields": fields,
            "missingValues": ["", *(f"[{symbol}]" for symbol in SYMBOLS)],
        },
    }


def _field(column: str, unit: str | None) -> dict[str, Any]:
    title, description = COLUMNS[column]
    numeric = column in NUMERIC
    field: dict[str, Any] = {
        "name": column,
        "title": title,
        "type": "number" if numeric else "string",
        "description": description,
    }
    if numeric and unit and column not in ("numerator", "denominator"):
        field["unit"] = unit
    if column == "status":
        field["constraints"] = {"enum": [verdict.value for verdict in Verdict]}
    if column == "change":
        field["constraints"] = {"enum": [direction.value for direction in Direction]}
    return field
