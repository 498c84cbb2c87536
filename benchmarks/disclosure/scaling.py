"""What protecting and auditing cost, as indicators that nothing ties grow in number.

    python benchmarks/disclosure/scaling.py [PROJECT]

Prints CPU seconds for the scorecard (by default the one at the root), then for 100 and 500
indicators, each a count by locality and age over two quarters, and the cost of one among 500 in
times of one among 100, which should be at most 1.2. Each is the lesser of two runs: what else
runs on the same cores makes single ones larger.
"""

from __future__ import annotations

import gc
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from scorecard.checked import Checked
from scorecard.checking import Options, check
from scorecard.cli import GARBAGE
from scorecard.disclosure.audit import audit_release, known_privately
from scorecard.disclosure.protect import protect
from scorecard.framework.loading import load_framework
from scorecard.outputs import write_downloads
from scorecard.outputs.site_reader import read_site
from scorecard.problems import Problems, as_text
from scorecard.project import Project
from scorecard.scoring.assess import assess

ROOT = Path(__file__).parents[2]
RUNS = 5
QUARTERS = [f"2019-20 Q{quarter}" for quarter in (1, 2)]
PLACES, AGES = ("north", "south"), ("younger", "older")


def main() -> None:
    gc.set_threshold(*GARBAGE)
    protecting, auditing, _ = costs(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT)
    both = protecting + auditing
    print(f"the scorecard: protect {protecting:.2f}, audit {auditing:.2f}, both {both:.2f} CPU s")
    each: dict[int, float] = {}
    for number in (100, 500):
        with tempfile.TemporaryDirectory() as folder:
            protecting, auditing, cells = costs(generated(Path(folder), number))
        each[number] = 1000 * (protecting + auditing) / number
        print(
            f"{number} indicators, {cells:,} cells: protect {protecting:.2f}, "
            f"audit {auditing:.2f} CPU s; {each[number]:.2f} ms each"
        )
    print(f"one among 500 costs {each[500] / each[100]:.2f} times one among 100")


def costs(project: Path) -> tuple[float, float, int]:
    """CPU seconds of protecting and of auditing a project, and how many cells it has."""
    problems = Problems()
    checked = check(Project(project), Options(), problems)
    framework = load_framework(project / "content", Problems())
    if checked is None or framework is None:
        raise SystemExit(as_text(problems))
    page = downloads(checked)
    known = known_privately(checked.tables, framework)
    protecting = least(lambda: protect(checked.tables, framework))
    auditing = least(lambda: audit_release(page, known=known))
    return protecting, auditing, len(checked.tables.cells)


def downloads(checked: Checked) -> Any:
    with tempfile.TemporaryDirectory() as folder:
        tables = checked.protected.tables
        scorecard = assess(tables, checked.framework, checked.period, checked.as_at)
        write_downloads(scorecard, Path(folder))
        return read_site(Path(folder))


def least(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(RUNS):
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return min(taken)


def generated(folder: Path, number: int) -> Path:
    """A project of so many indicators that nothing ties to each other."""
    areas = [{"id": "district", "name": "District", "parts": list(PLACES)}]
    areas += [{"id": place, "name": place.title()} for place in PLACES]
    ages = {"id": "age", "name": "Age", "exhaustive": True,
            "categories": [{"id": age, "name": age.title()} for age in AGES]}  # fmt: skip
    indicators = [
        {"id": f"measure-{at}", "title": f"Measure {at}", "measure": "count", "flow": "sum",
         "priorities": ["all-of-it"], "breakdowns": ["age"]}
        for at in range(number)
    ]  # fmt: skip
    written = {
        "scorecard.yml": {"title": "Many", "partnership": "A partnership", "areas": areas,
                          "contact": {"name": "Somebody"}, "breakdowns": [ages]},
        "disclosure.yml": {"threshold": 6},
        "priorities.yml": [{"id": "all-of-it", "title": "All of it"}],
        "outcomes.yml": [],
        "indicators/all.yml": indicators,
    }  # fmt: skip
    for name, what in written.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(what), encoding="utf-8")
    (folder / "data").mkdir()
    lines = ["indicator,period,area,breakdown,category,numerator"]
    for at in range(number):
        lines += rows(f"measure-{at}", random.Random(at))
    (folder / "data" / "all.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def rows(indicator: str, chance: random.Random) -> list[str]:
    """Counts by place and age with all their totals, a few of them small."""
    usual = {(place, age): chance.choice((4, 20, 60, 200)) for place in PLACES for age in AGES}
    found: dict[tuple[str, str, str], int] = {}
    for quarter in QUARTERS:
        for (place, age), mean in usual.items():
            number = max(0, round(chance.gauss(mean, mean**0.5)))
            for where in ("", place):
                for group in (",", f"age,{age}"):
                    key = (quarter, where, group)
                    found[key] = found.get(key, 0) + number
    return [f"{indicator},{q},{where},{group},{n}" for (q, where, group), n in found.items()]


if __name__ == "__main__":
    main()
