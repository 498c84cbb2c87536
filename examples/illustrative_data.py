"""Write the default scorecard's made-up figures: `python examples/illustrative_data.py`.

Nothing here is anybody's figure. Cases are drawn one by one with fixed seeds, for each locality
and age band, and then added up, so that every part adds up to its total and a second run writes
the same bytes. Each indicator has a seed of its own: changing one leaves the others alone.
"""

import csv
import io
import math
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from random import Random

from illustrative_levels import (
    AGES,
    CASES,
    CHANCE_BY_AGE,
    CHANCE_BY_PLACE,
    CHILDREN,
    DAYS,
    LOCALITIES,
    PLANS,
    PROVISIONAL,
    QUARTERS,
    SHARES,
    TERMS,
    TOGETHER,
    Cases,
    Share,
)

HEADER = [
    "indicator",
    "period",
    "area",
    "breakdown",
    "category",
    "numerator",
    "denominator",
    "value",
    "status",
    "note",
]
Key = tuple[str, str]  # locality, age band
Cells = dict[Key, int]
Row = dict[str, str]
Files = dict[str, list[Row]]


def chance(random: Random, cases: int, part: float) -> int:
    """How many of some cases, each with the same chance."""
    part = min(max(part, 0.0), 1.0)
    return sum(random.random() < part for _ in range(cases))


def events(random: Random, expected: float) -> int:
    """A count of independent events, 0 or more (Poisson: by product below 40, then normal)."""
    if expected >= 40:
        return max(0, round(random.gauss(expected, math.sqrt(expected))))
    limit, count, product = math.exp(-expected), 0, random.random()
    while product > limit:
        count, product = count + 1, product * random.random()
    return count


def path(start: float, end: float, quarter: int) -> float:
    """A level on the straight line from the first quarter to the last."""
    return start + (end - start) * quarter / (len(QUARTERS) - 1)


def lockdown(quarter: int) -> float:
    """How much of spring 2020 is felt: all of it in that quarter, some in the next."""
    return {"2020-21 Q1": 1.0, "2020-21 Q2": 0.35}.get(QUARTERS[quarter], 0.0)


def drawn_cases(name: str, cases: Cases) -> list[Cells]:
    """The cases of each quarter by locality and age band."""
    random = Random(f"cases {name}")
    ages = AGES if cases.by_age else TOGETHER
    quarters = []
    for quarter, period in enumerate(QUARTERS):
        level = cases.usual * path(1, 1 + cases.growth, quarter)
        level *= 1 - (1 - cases.lockdown) * lockdown(quarter)
        if period.endswith("Q2"):
            level *= cases.summer
        quarters.append(
            {
                (place, age): events(random, level * size * part)
                for place, size in LOCALITIES.items()
                for age, part in ages.items()
            }
        )
    return quarters


def drawn_share(name: str, share: Share, cases: list[Cells]) -> list[Cells]:
    """The part of each quarter's cases that the indicator counts."""
    random = Random(f"share {name}")
    quarters = []
    for quarter, cells in enumerate(cases):
        level = path(share.start, share.end, quarter) + share.lockdown * lockdown(quarter)
        level += random.gauss(0, 0.006)
        quarters.append(
            {
                (place, age): chance(random, n, tilted(level, place, age))
                for (place, age), n in cells.items()
            }
        )
    return quarters


def tilted(level: float, place: str, age: str) -> float:
    """A chance a little higher or lower in some localities and ages, and never above 1."""
    tilt = CHANCE_BY_PLACE[place] * CHANCE_BY_AGE[age]
    odds = level / (1 - level) * tilt
    return odds / (1 + odds)


def drawn_days(name: str, cases: list[Cells]) -> list[Cells]:
    """Working days in all, for the cases of each quarter (each case's wait is skewed)."""
    _, start, end, added = DAYS[name]
    random = Random(f"days {name}")
    quarters = []
    for quarter, cells in enumerate(cases):
        mean = path(start, end, quarter) + added * lockdown(quarter) + random.gauss(0, 0.15)
        quarters.append(
            {
                key: sum(round(random.gammavariate(2.2, mean / 2.2)) for _ in range(n))
                for key, n in cells.items()
            }
        )
    return quarters


def drawn_stock(name: str, usual: Cells, change: float, noise: float = 0.03) -> list[Cells]:
    """Those on the books at each quarter's end: most were there the quarter before."""
    random = Random(f"stock {name}")
    drift = dict.fromkeys(usual, 0.0)
    quarters = []
    for quarter in range(len(QUARTERS)):
        cells = {}
        for key, level in usual.items():
            drift[key] = 0.7 * drift[key] + random.gauss(0, noise)
            cells[key] = max(0, round(level * path(1, 1 + change, quarter) * (1 + drift[key])))
        quarters.append(cells)
    return quarters


def by_place_and_age(total: float, ages: Mapping[str, float]) -> Cells:
    """A district's usual level shared out between localities and age bands."""
    parts = {
        (p, a): total * size * part for p, size in LOCALITIES.items() for a, part in ages.items()
    }
    return {key: round(level * CHANCE_BY_PLACE[key[0]]) for key, level in parts.items()}


def row(indicator: str, period: str, **fields: object) -> Row:
    """One line of data; what is not given stays empty."""
    given = {name: str(value) for name, value in fields.items() if value is not None}
    return {"indicator": indicator, "period": period, **given}


def rows(name: str, over: list[Cells], under: list[Cells] | None = None) -> Iterable[Row]:
    """The district, its localities and its age bands, each added up from the same cells."""
    for quarter, (period, cells) in enumerate(zip(QUARTERS, over, strict=True)):
        base = under[quarter] if under else None
        for area, breakdown, category in printed(cells):
            keys = [(p, a) for p, a in cells if area in ("", p) and category in ("", a)]
            yield row(
                name,
                period,
                area=area,
                breakdown=breakdown,
                category=category,
                numerator=sum(cells[key] for key in keys),
                denominator=sum(base[key] for key in keys) if base else None,
                status="p" if name in PROVISIONAL and period == QUARTERS[-1] else None,
            )


def printed(cells: Cells) -> Iterable[tuple[str, str, str]]:
    """Area, breakdown and category of each line: the total, the localities, the age bands."""
    yield ("", "", "")
    yield from ((place, "", "") for place in LOCALITIES)
    if any(age for _, age in cells):
        yield from (("", "age", age) for age in AGES)


def shares(files: Files, cases: Mapping[str, list[Cells]]) -> None:
    """Percentages and the counts that are part of other cases."""
    for name, share in SHARES.items():
        part = drawn_share(name, share, cases[share.of])
        found = rows(name, part, None if share.size_only else cases[share.of])
        files[share.file] += found
    for name, (of, *_) in DAYS.items():
        files["process"] += rows(name, drawn_days(name, cases[of]), cases[of])


def children(files: Files) -> None:
    """Children with help, in need and in care, out of one population."""
    population = []
    for quarter in range(len(QUARTERS)):
        year = (quarter + 3) // 4  # estimates change once a year
        growth = 1 + 0.004 * year
        population.append(
            {
                (place, age): round(number * size * growth)
                for place, size in LOCALITIES.items()
                for age, number in CHILDREN.items()
            }
        )
    team = drawn_stock("team", by_place_and_age(610, AGES), 0.42)
    single = drawn_stock("single", by_place_and_age(1720, AGES), -0.06)
    helped = [{k: t[k] + s[k] for k in t} for t, s in zip(team, single, strict=True)]
    in_care = drawn_stock("care", by_place_and_age(1090, AGES), 0.16, 0.015)
    others = drawn_stock("need", by_place_and_age(2890, AGES), -0.03, 0.02)
    in_need = [{k: c[k] + o[k] for k in c} for c, o in zip(in_care, others, strict=True)]
    outcome = files["outcome"]
    outcome += rows("children-supported", helped, population)
    outcome += rows("team-around-the-family", team)
    outcome += rows("single-agency-support", single)
    outcome += rows("children-in-need", in_need, population)
    outcome += rows("children-in-care", in_care, population)
    random = Random("send")
    for period, cells in zip(QUARTERS, team, strict=True):
        number = chance(random, sum(cells.values()), 0.22)
        outcome.append(
            row(
                "team-around-the-family",
                period,
                breakdown="send",
                category="with-send",
                numerator=number,
            )
        )


def families(files: Files) -> None:
    """Counts of families: progress that lasts, cases open for long, and the programme."""
    random = Random("families")
    lasting, long_open = [], []
    for quarter in range(len(QUARTERS)):
        felt = 1 - 0.2 * lockdown(quarter)
        level = path(300, 418, quarter) * felt
        lasting.append({(p, ""): events(random, level * s) for p, s in LOCALITIES.items()})
        level = path(38, 46, quarter) + 16 * lockdown(quarter)
        size = {**LOCALITIES, "bradford-south": 0.09, "bradford-west": 0.36}
        long_open.append({(p, ""): events(random, level * s) for p, s in size.items()})
    files["outcome"] += rows("families-sustained-outcomes", lasting)
    files["process"] += rows("cases-open-over-five-months", long_open)
    for name, (yearly, start, end) in PLANS.items():
        planned = [
            {(p, ""): round(yearly[(quarter + 3) // 4] * s) for p, s in LOCALITIES.items()}
            for quarter in range(len(QUARTERS))
        ]
        done = [
            {
                k: events(random, n * path(start, end, quarter) * (1 - 0.25 * lockdown(quarter)))
                for k, n in cells.items()
            }
            for quarter, cells in enumerate(planned)
        ]
        files["process"] += rows(name, done, planned)


def early_education(files: Files) -> None:
    """Children in a funded place each term: three-year-olds fill up through the year."""
    random = Random("early education")
    for name, usual, by_term, change in (
        ("two-year-olds-in-early-education", 2290, (1.0, 1.02, 0.97), 0.03),
        ("three-year-olds-in-early-education", 6900, (0.80, 1.02, 1.18), -0.02),
        ("four-year-olds-in-early-education", 3100, (1.25, 0.98, 0.77), -0.03),
    ):
        for number, term in enumerate(TERMS):
            season = by_term[("autumn", "spring", "summer").index(term.split()[-1])]
            level = usual * season * path(1, 1 + change, number)
            level *= {"AY 2019-20 summer": 0.72, "AY 2020-21 autumn": 0.94}.get(term, 1.0)
            cells = {p: events(random, level * s) for p, s in LOCALITIES.items()}
            files["process"].append(row(name, term, numerator=sum(cells.values())))
            files["process"] += [row(name, term, area=p, numerator=n) for p, n in cells.items()]


def activities_and_money(files: Files) -> None:
    """Visits, services taking part, audit grades and pounds."""
    random = Random("activities")
    for quarter, period in enumerate(QUARTERS):
        visits = path(8600, 19800, quarter) * random.gauss(1, 0.03)
        visits *= 1 + 0.18 * lockdown(quarter) - (0.06 if period.endswith("Q2") else 0)
        cells = {p: events(random, visits * s) for p, s in LOCALITIES.items()}
        name = "information-service-use"
        files["process"].append(row(name, period, numerator=sum(cells.values())))
        files["process"] += [row(name, period, area=p, numerator=n) for p, n in cells.items()]
        services = round(path(15, 27, quarter) - 3 * lockdown(quarter) + random.gauss(0, 0.8))
        files["quality"].append(row("services-making-enquiries", period, numerator=services))
        grade = 2 if quarter < 6 or quarter in (7, 9) else 3
        files["quality"].append(row("audit-grade", period, value=grade))
        avoided = path(268, 402, quarter) * (1 - 0.12 * lockdown(quarter)) * random.gauss(1, 0.025)
        files["financial"].append(row("costs-avoided", period, value=round(avoided) * 1000))
        income = path(196, 262, quarter) * (1 - 0.15 * lockdown(quarter)) * random.gauss(1, 0.03)
        pounds = round(income * 10) * 100
        files["financial"].append(row("families-first-income", period, value=pounds))


def comparators(files: Files) -> None:
    """Outside figures, for the measures that have a national counterpart."""
    random = Random("comparators")
    for name, places in (
        ("children-in-need", {"england": (335.0, 322.0), "statistical-neighbours": (352.0, 347.0)}),
        ("children-in-care", {"england": (63.5, 67.0), "statistical-neighbours": (79.0, 85.5)}),
        (
            "social-care-re-referrals",
            {"england": (21.9, 22.6), "statistical-neighbours": (20.8, 21.4)},
        ),
    ):
        for place, (start, end) in places.items():
            for quarter, period in enumerate(QUARTERS):
                value = path(start, end, quarter) * random.gauss(1, 0.004)
                files["comparators"].append(row(name, period, area=place, value=f"{value:.1f}"))


def missing_and_revised(files: Files) -> None:
    """What real data have too: a quarter with nothing, and a figure put right later."""
    for line in files["outcome"]:
        paused = (line["indicator"], line["period"]) == ("parenting-programme-gains", "2020-21 Q1")
        if paused:
            line.update(numerator="", denominator="", status="x", note="Programmes were paused")
    for line in files["process"]:
        if (line["indicator"], line["period"]) == ("information-service-use", "2018-19 Q1"):
            line.update(numerator="", status="x", note="Visits were not counted")
        late = line["indicator"] == "cases-open-over-five-months" and not line.get("area")
        if late and line["period"] == "2020-21 Q2":
            line.update(status="r", note="Cases closed in error were put back")


def tables() -> dict[str, str]:
    """Every file of data/ as text, by its name."""
    names = ("outcome", "process", "quality", "financial", "comparators")
    files: Files = {name: [] for name in names}
    shares(files, {name: drawn_cases(name, cases) for name, cases in CASES.items()})
    steps: tuple[Callable[[Files], None], ...] = (
        children,
        families,
        early_education,
        activities_and_money,
        comparators,
        missing_and_revised,
    )
    for step in steps:
        step(files)
    return {f"{name}.csv": as_csv(lines) for name, lines in files.items()}


def as_csv(lines: Iterable[Row]) -> str:
    """Rows as CSV, an indicator's together and in the order in which they were made."""
    text = io.StringIO()
    writer = csv.DictWriter(text, HEADER, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(sorted(lines, key=lambda line: line["indicator"]))
    return text.getvalue()


def main() -> None:
    """Rewrite data/ beside this script's folder."""
    data = Path(__file__).parent.parent / "data"
    data.mkdir(exist_ok=True)
    for name, text in tables().items():
        (data / name).write_bytes(text.encode())


if __name__ == "__main__":
    main()
