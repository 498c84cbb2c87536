"""Small projects on disk, taken through the whole door: YAML and CSV in, published tables out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml

from scorecard.checked import Checked
from scorecard.checking import Options, check
from scorecard.disclosure.audit import (
    AuditReport,
    KnownPrivately,
    audit_release,
    known_privately,
)
from scorecard.framework.loading import load_framework
from scorecard.outputs import write_downloads
from scorecard.outputs.site_reader import read_site
from scorecard.problems import Problems, as_text
from scorecard.project import Project
from scorecard.published import PublishedCell, PublishedTables, Status
from scorecard.scoring.assess import assess

HEADER = "indicator,period,area,breakdown,category,numerator,denominator,value,status,note"
QUARTER = "2020-21 Q3"
PLACE = ("period", "area", "breakdown", "category")
FIGURES = ("numerator", "denominator", "value")
EMPTIED = ("lower_95", "upper_95", "target", "certainty", "reason", "change")
Page = dict[str, Any]
Place = str
FILE: Mapping[str, Any] = {
    "title": "Small scorecard",
    "partnership": "A partnership",
    "contact": {"name": "Performance team"},
    "illustrative": True,
    "comparators": [{"id": "england", "name": "England"}],
}


def row(
    indicator: str,
    numerator: object,
    denominator: object = "",
    *,
    period: str = QUARTER,
    area: str = "",
    group: str = "",
    status: str = "",
    note: str = "",
) -> str:
    """One line of a CSV file; `group` is `age/younger`."""
    breakdown, _, category = group.partition("/")
    fields = (indicator, period, area, breakdown, category, numerator, denominator, "", status)
    return ",".join(map(str, (*fields, note)))


def count(name: str, **fields: Any) -> dict[str, Any]:
    """The definition of a count of people that adds up over time."""
    return {"id": name, "title": name.title(), "measure": "count", "flow": "sum",
            "priorities": ["pathway"], **fields}  # fmt: skip


def share(name: str, **fields: Any) -> dict[str, Any]:
    """The definition of a percentage whose parts add up over time."""
    return count(name, **{"measure": "percentage", "polarity": "higher", **fields})


def exhaustive(name: str, *categories: str) -> dict[str, Any]:
    """A breakdown of which everybody is in one category."""
    named = [{"id": category, "name": f"Group {category}"} for category in categories]
    return {"id": name, "name": name.title(), "exhaustive": True, "categories": named}


def write(
    folder: Path,
    indicators: Iterable[Mapping[str, Any]],
    rows: Iterable[str],
    policy: Mapping[str, Any] | None = None,
    areas: Mapping[str, Iterable[str]] | None = None,
    breakdowns: Iterable[Mapping[str, Any]] = (),
    **more: str,
) -> Path:
    """Write a project: `areas` gives the parts of each area, the first being the whole."""
    own = {"district": ()} if areas is None else areas
    file = {
        **FILE,
        "areas": [{"id": a, "name": a.title(), "parts": list(p)} for a, p in own.items()],
        "breakdowns": list(breakdowns),
        "releases": [{"period": QUARTER, "due": "2021-02-12"}],
    }
    content = folder / "content"
    (content / "indicators").mkdir(parents=True)
    (folder / "data").mkdir()
    written = {
        "scorecard.yml": file,
        "disclosure.yml": dict(policy or {"threshold": 6}),
        "priorities.yml": [{"id": "pathway", "title": "A clear pathway"}],
        "outcomes.yml": [],
        "indicators/all.yml": list(indicators),
    }
    for name, what in written.items():
        (content / name).write_text(yaml.safe_dump(what, sort_keys=False), encoding="utf-8")
    for name, text in more.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    lines = "\n".join((HEADER, *rows)) + "\n"
    (folder / "data" / "all.csv").write_text(lines, encoding="utf-8")
    return folder


def through_the_door(folder: Path) -> Checked:
    """The project read and protected; it must have no fault."""
    problems = Problems()
    checked = check(Project(folder), Options(), problems)
    assert checked is not None, as_text(problems)
    return checked


def hidden_cells(checked: Checked) -> set[str]:
    """Each hidden cell in few words: what is unlike the district's total in the quarter."""
    found = set()
    for line in checked.protected.hidden:
        key = line.key
        unlike = [key.indicator]
        unlike += [key.area] if key.area != "district" else []
        unlike += [key.category] if key.category != "all" else []
        unlike += [key.period.name] if key.period.name != QUARTER else []
        found.add(" ".join(unlike))
    return found


def downloads_of(checked: Checked, tables: PublishedTables, folder: Path) -> Page:
    """Published tables written as downloads, and read back as a reader has them."""
    folder.mkdir()
    scorecard = assess(tables, checked.framework, checked.period, checked.as_at)
    write_downloads(scorecard, folder)
    return read_site(folder)


def known_to_publisher(checked: Checked, project: Path) -> KnownPrivately:
    """What an audit of a build knows beside what is printed."""
    framework = load_framework(project / "content", Problems())
    assert framework is not None
    return known_privately(checked.tables, framework)


def audited(checked: Checked, project: Path, folder: Path) -> AuditReport:
    """The published tables as downloads, attacked as every build attacks them."""
    page = downloads_of(checked, checked.protected.tables, folder)
    return audit_release(page, known=known_to_publisher(checked, project))


def smaller_sets_that_pass(checked: Checked, project: Path, folder: Path) -> list[list[Place]]:
    """Every set of fewer cells than were hidden that the audit would have let pass."""
    everything = {
        key: PublishedCell(key, Status.SHOWN, private.numerator, private.denominator)
        for key, private in zip(checked.protected.tables.cells, checked.tables.cells.values(),
                                strict=True)
    }  # fmt: skip
    page = downloads_of(checked, PublishedTables(everything), folder)
    known = known_to_publisher(checked, project)
    cells = {
        (indicator["definition"]["id"], *(cell[name] for name in PLACE)): cell
        for indicator in page["indicators"]
        for cell in indicator["cells"]
    }
    passed = []
    for size in range(len(checked.protected.hidden)):
        for chosen in combinations(cells, size):
            true = {place: dict(cells[place]) for place in chosen}
            for place in chosen:
                cells[place].update(dict.fromkeys(EMPTIED, ""), status="hidden")
                cells[place].update({name: "[c]" for name in FIGURES if cells[place].get(name)})
            if audit_release(page, known=known).passed:
                passed.append([" ".join(place) for place in chosen])
            for place in chosen:
                cells[place].update(true[place])
    return passed
