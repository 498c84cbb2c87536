"""Prints what secondary suppression costs: cells, ranges, time; `--exact` finds the optimum anew.

    python benchmarks/disclosure/run.py [--exact]

Optima of the nine two-way tables are kept in optima.json, since finding them takes minutes. Where
one was not proven in ten minutes, the best proven lower bound stands for it, which is stricter.
"""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict
from pathlib import Path

from optimum import optimum
from tables import THRESHOLD, cube, two_way

from scorecard.disclosure.model import Model, Pattern
from scorecard.disclosure.secondary import choose

OPTIMA = Path(__file__).with_name("optima.json")
NINE = [
    (rows, columns, seed) for rows, columns in ((10, 8), (15, 10), (20, 12)) for seed in (1, 2, 3)
]
CUBES = {
    "2,250 cells": (2, 1, 20.0),
    "3,375 cells": (3, 1, 60.0),
    "3,375 cells, again": (3, 2, 60.0),
}
HEAD = "{:<22}{:>7}{:>11}{:>11}{:>9}{:>10}{:>9}"


def narrowest(model: Model, pattern: Pattern) -> int:
    """The narrowest range of a sensitive cell that the kept tables prove."""
    values = defaultdict(set)
    for variable in model.variables:
        if variable.sensitive:
            values[variable.key].add(variable.value)
    for table in pattern.tables:
        for key, value in table.items():
            if key in values:
                values[key].add(value)
    return min((max(some) - min(some) for some in values.values()), default=0)


def row(name: str, model: Model, best: int | None) -> int:
    """Protect one table, print its line, and return its number of secondary cells."""
    start = time.process_time()
    pattern = choose(model, THRESHOLD)
    seconds = time.process_time() - start
    print(
        HEAD.format(
            name,
            len(model.variables),
            sum(v.sensitive for v in model.variables),
            len(pattern.secondary),
            "" if best is None else best,
            narrowest(model, pattern),
            f"{seconds:.3f}",
        )
    )
    return len(pattern.secondary)


def main() -> None:
    if "--exact" in sys.argv:
        found = {}
        for case in NINE:
            result = optimum(two_way(*case), THRESHOLD)
            found[str(case)] = result.bound
            print(case, result, flush=True)
        OPTIMA.write_text(json.dumps(found, indent=2) + "\n")
    optima = json.loads(OPTIMA.read_text())
    choose(two_way(5, 5, 1), THRESHOLD)  # libraries load here, not in the first line
    print(HEAD.format("table", "cells", "sensitive", "secondary", "optimum", "narrowest", "CPU s"))
    ours = sum(
        row(f"{r} x {c}, seed {s}", two_way(r, c, s), optima[str((r, c, s))]) for r, c, s in NINE
    )
    best = sum(optima[str(case)] for case in NINE)
    print(f"nine two-way tables: {ours} secondary cells, optimum {best}, ratio {ours / best:.3f}")
    for name, case in CUBES.items():
        row(name, cube(*case), None)


if __name__ == "__main__":
    main()
