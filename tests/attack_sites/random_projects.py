"""Small random projects: counts and shares by place, group and quarter, many of them small."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from tests.attack_sites.projects import count, exhaustive, row, share, write

QUARTERS = ("2019-20 Q1", "2019-20 Q2", "2019-20 Q3", "2019-20 Q4", "2020-21 Q1", "2020-21 Q2",
            "2020-21 Q3")  # fmt: skip
PLACES = ("north", "south", "west")
AGES = ("younger", "middle", "older")
EACH = 800
"""Pounds that are paid for each of those seen."""
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


def with_gaps(folder: Path, seed: int) -> Path:
    """A random project with rows left out, missing or arriving hidden, and often with money.

    What is left out is told by sums all the same; so is a count that only money is paid for.
    """
    random_project(folder, seed)
    chance = random.Random(seed)
    data = folder / "data" / "all.csv"
    header, *lines = data.read_text(encoding="utf-8").splitlines()
    share = chance.choice([0.05, 0.2, 0.5])
    kept = [_gap(line, chance) if chance.random() < share else line for line in lines]
    if chance.random() < 0.5:
        _tariff(folder)
        counts = [line for line in lines if line.startswith("seen,")]
        kept += [_paid(line) for line in counts if chance.random() < 0.6]
    data.write_text("\n".join((header, *filter(None, kept))) + "\n", encoding="utf-8")
    return folder


def _gap(line: str, chance: random.Random) -> str:
    """Nothing, or a row that says that its figure is missing or hidden: nought is never hidden."""
    *place, above, _, _, _, _ = line.split(",")
    status = chance.choice(["", "", "", "x", "x" if above == "0" else "c"])
    return ",".join((*place, "", "", "", status, "")) if status else ""


def _paid(line: str) -> str:
    _, *place, above, below, value, status, note = line.split(",")
    return ",".join(("income", *place, str(EACH * int(above)), below, value, status, note))


def _tariff(folder: Path) -> None:
    """Let money be paid for each of those seen."""
    content = folder / "content"
    tariff = {"money": "income", "count": {"indicator": "seen", "part": "numerator"}, "each": EACH}
    policy = yaml.safe_load((content / "disclosure.yml").read_text(encoding="utf-8"))
    policy["relations"] = [*policy.get("relations", ()), {"tariff": tariff}]
    (content / "disclosure.yml").write_text(yaml.safe_dump(policy), encoding="utf-8")
    income = count("income", measure="money", counts="money", breakdowns=["age"])
    (content / "indicators" / "income.yml").write_text(yaml.safe_dump(income), encoding="utf-8")
