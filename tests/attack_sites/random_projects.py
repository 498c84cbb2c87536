"""Small random projects: counts and shares by place, group and quarter, many of them small."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.attack_sites.projects import count, exhaustive, row, share, write

QUARTERS = ("2019-20 Q1", "2019-20 Q2", "2019-20 Q3", "2019-20 Q4", "2020-21 Q1", "2020-21 Q2",
            "2020-21 Q3")  # fmt: skip
PLACES = ("north", "south", "west")
AGES = ("younger", "middle", "older")
Leaf = tuple[str, str, str]
"""Period, place and age."""


def random_project(folder: Path, seed: int) -> Path:
    """Write one of the random projects; the same seed gives the same project."""
    chance = random.Random(seed)
    places = PLACES[: chance.choice([2, 3])]
    ages = AGES[: chance.choice([2, 2, 3])]
    quarters = QUARTERS[-chance.choice([1, 2, 4, 7]) :]
    leaves = [(q, place, age) for q in quarters for place in places for age in ages]
    usual = {(p, a): chance.choice([3, 5, 9, 20, 60]) for p in places for a in ages}
    same = chance.random() < 0.5
    seen = {leaf: _near(usual[leaf[1:]], chance) for leaf in leaves}
    others = {leaf: 1 + _near(usual[leaf[1:]], chance) for leaf in leaves}
    flow = chance.choice(["sum", "sum", "snapshot"])
    with_year = flow == "sum" and len(quarters) == len(QUARTERS)
    aim: dict[str, Any] = chance.choice(
        [{}, {"target": {"at_least": 60}}, {"target": {"improve_on": "previous"}}]
    )
    fields: dict[str, Any] = {"flow": flow, "breakdowns": ["age"]}
    indicators = [count("seen", **fields), share("helped", **fields, **aim)]
    rows = list(_rows(seen, others, with_year=with_year))
    policy: dict[str, Any] = {"threshold": chance.choice([3, 5, 6, 6, 8, 10])}
    if same:
        both = [{"indicator": name, "part": "numerator"} for name in ("seen", "helped")]
        policy["relations"] = [{"same": both}]
    if chance.random() < 0.3:
        policy["rounding"] = 5
    areas = {"district": places, **dict.fromkeys(places, ())}
    return write(folder, indicators, rows, policy=policy, areas=areas,
                 breakdowns=[exhaustive("age", *ages)])  # fmt: skip


def _near(usual: int, chance: random.Random) -> int:
    return max(0, round(chance.gauss(usual, usual**0.5)))


def _rows(seen: dict[Leaf, int], others: dict[Leaf, int], *, with_year: bool) -> Iterator[str]:
    """A row for every place and age with their totals, and for the year of four quarters."""
    sums: dict[Leaf, list[int]] = {}
    for leaf, above in seen.items():
        period, place, age = leaf
        periods = [period, "2019-20"] if with_year and period.startswith("2019") else [period]
        for when in periods:
            for where in ("", place):
                for group in ("", f"age/{age}"):
                    found = sums.setdefault((when, where, group), [0, 0])
                    found[0] += above
                    found[1] += above + others[leaf]
    for (period, area, group), (above, below) in sums.items():
        yield row("seen", above, period=period, area=area, group=group)
        yield row("helped", above, below, period=period, area=area, group=group)
