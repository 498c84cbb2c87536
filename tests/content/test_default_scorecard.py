"""The scorecard in the repository's own content/ and data/ is whole, and its figures add up."""

import csv
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scorecard.framework import Framework
from scorecard.framework.loading import load_framework
from scorecard.problems import Problems, as_text
from scorecard.tables import read_tables

ROOT = Path(__file__).parents[2]
# The references printed in the strategy's Appendix A.
REFS = [
    "1.1",
    "1.2",
    "2.1",
    "2.2",
    "2.3",
    "2.4",
    "2.5",
    "2.6",
    "2.7",
    "2.8",
    "2.9",
    "2.10",
    "2.11",
    "2.12",
    "2.13",
    "3.1a",
    "3.1b",
    "3.1c",
    "3.1d",
    "3.2a",
    "3.2b",
    "3.2c",
    "3.2d",
    "3.2e",
    "3.2f",
    "3.3a",
    "3.3b",
    "3.4",
    "3.5",
    "3.6",
    "3.7",
    "4.1",
    "4.2",
    "4.3",
    "4.4",
    "4.5",
    "5.1",
    "5.2",
]
LOCALITIES = ["keighley-and-shipley", "bradford-east", "bradford-south", "bradford-west"]
AGES = ["age-0-to-4", "age-5-to-10", "age-11-to-15", "age-16-to-17"]
COUNTS = ("numerator", "denominator")

Cell = tuple[str, str, str, str]  # period, area, breakdown, category
Rows = list[dict[str, str]]
Groups = dict[tuple[str, str], dict[str, dict[str, str]]]


@pytest.fixture(scope="module")
def framework() -> Framework:
    problems = Problems()
    found = load_framework(ROOT / "content", problems)
    assert found is not None, as_text(problems)
    assert not list(problems), as_text(problems)
    return found


@pytest.fixture(scope="module")
def rows() -> Rows:
    return [row for file in sorted((ROOT / "data").glob("*.csv")) for row in read(file)]


def read(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as text:
        yield from csv.DictReader(text)


def grouped(rows: Rows, key: Callable[[dict[str, str]], str]) -> Groups:
    groups: Groups = defaultdict(dict)
    for row in rows:
        groups[row["indicator"], row["period"]][key(row)] = row
    return groups


def assert_adds_up(groups: Groups, parts: list[str]) -> int:
    """Each part of each group adds up to its total; gives how many groups had parts."""
    checked = 0
    for place, group in groups.items():
        if not any(part in group for part in parts):
            continue
        for count in COUNTS:
            given = [group[part][count] for part in parts]
            total = group[""][count]
            if total == "":
                assert set(given) == {""}, place
            else:
                assert sum(map(int, given)) == int(total), place
        checked += 1
    return checked


def test_it_has_the_38_measures_with_their_printed_references(framework: Framework) -> None:
    assert [indicator.ref for indicator in framework.indicators] == REFS
    assert [indicator.source_ref for indicator in framework.indicators] == REFS


def test_every_measure_says_what_a_reader_needs(framework: Framework) -> None:
    for indicator in framework.indicators:
        for field in ("question", "why", "numerator", "source", "owner", "priorities", "outcomes"):
            assert getattr(indicator, field), f"{indicator.id} has no {field}"
        assert indicator.caveats, indicator.id
        assert indicator.question.endswith("?"), indicator.id


def test_the_plan_is_whole(framework: Framework) -> None:
    assert [priority.ref for priority in framework.priorities] == ["1", "2", "3", "4"]
    assert Counter(o.group for o in framework.outcomes) == {"families": 4, "partnership": 5}
    assert Counter(action.priority for action in framework.actions) == {
        "promote": 7,
        "pathway": 10,
        "lead-practitioners": 3,
        "family-hubs": 10,
    }
    for items in (framework.priorities, framework.outcomes):
        for item in items:
            serving = [i for i in framework.indicators if item.id in (*i.priorities, *i.outcomes)]
            assert serving, f"no measure serves {item.id}"


def test_the_scorecard_says_that_its_figures_are_made_up(framework: Framework) -> None:
    assert framework.scorecard.illustrative
    assert [area.id for area in framework.scorecard.areas] == ["district", *LOCALITIES]


def test_only_measures_with_a_national_counterpart_are_compared(framework: Framework) -> None:
    compared = [i.ref for i in framework.indicators if i.comparators]
    assert compared == ["2.10", "2.11", "2.12"]


def test_the_figures_are_read_without_a_problem(framework: Framework) -> None:
    problems = Problems()
    read_tables(ROOT / "data", framework, problems)
    assert not list(problems), as_text(problems)


def test_every_measure_has_twelve_periods_up_to_the_release(
    framework: Framework, rows: Rows
) -> None:
    periods: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if not row["area"] and not row["breakdown"]:
            periods[row["indicator"]].append(row["period"])
    for indicator in framework.indicators:
        latest = "AY 2020-21 autumn" if indicator.frequency == "termly" else "2020-21 Q3"
        assert len(set(periods[indicator.id])) == 12, indicator.id
        assert periods[indicator.id][-1] == latest, indicator.id


def test_localities_add_up_to_the_district(rows: Rows) -> None:
    places = [row for row in rows if not row["breakdown"]]
    distinct = [row for row in places if row["indicator"] != "services-making-enquiries"]
    groups = grouped(distinct, lambda row: row["area"])
    assert assert_adds_up(groups, LOCALITIES) == 34 * 12


def test_age_bands_add_up_to_the_district_for_at_least_eight_measures(rows: Rows) -> None:
    bands = [row for row in rows if not row["area"] and row["breakdown"] in ("", "age")]
    assert assert_adds_up(grouped(bands, lambda row: row["category"]), AGES) >= 8 * 12


def test_tied_measures_agree_in_every_cell(framework: Framework, rows: Rows) -> None:
    cells = {
        (row["indicator"], part, row["period"], row["area"], row["breakdown"], row["category"]): (
            int(row[part])
        )
        for row in rows
        for part in COUNTS
        if row[part]
    }

    def count(indicator: str, part: str, cell: Cell) -> int | None:
        return cells.get((indicator, part, *cell))

    places = {key[2:] for key in cells}
    checked = 0
    for relation in framework.policy.relations:
        for cell in places:
            parts = [count(p.indicator, p.part, cell) for p in relation.parts or relation.same]
            known = [number for number in parts if number is not None]
            if relation.total is not None:
                total = count(relation.total.indicator, relation.total.part, cell)
                if total is not None:
                    assert sum(known) == total, cell
                    checked += 1
            elif relation.within is not None:
                small = count(relation.within.small.indicator, relation.within.small.part, cell)
                big = count(relation.within.big.indicator, relation.within.big.part, cell)
                if small is not None and big is not None:
                    assert small <= big, cell
                    checked += 1
            elif len(known) > 1:
                assert len(set(known)) == 1, cell
                checked += 1
    assert checked > 100


def test_some_numbers_are_small_and_most_headline_figures_are_not(rows: Rows) -> None:
    small = [row for row in rows if any(row[c] and 1 <= int(row[c]) <= 5 for c in COUNTS)]
    assert len(small) > 20
    assert not [row for row in small if not row["area"] and not row["breakdown"]]


def test_what_is_behind_has_commentary_with_a_corrective_action(framework: Framework) -> None:
    periods = Counter(str(comment.period) for comment in framework.commentary)
    assert periods["2020-21 Q2"] >= 15
    assert periods["2020-21 Q3"] >= 15
    for comment in framework.commentary:
        fields = comment.fields
        assert bool(fields.corrective_action) == bool(fields.due), comment.indicator
        assert fields.owner, comment.indicator


def test_prose_gives_no_figure(framework: Framework) -> None:
    for comment in framework.commentary:
        text = comment.text + comment.fields.corrective_action
        assert not any(character.isdigit() for character in text), comment.indicator


def test_the_script_writes_the_same_figures_each_time(tmp_path: Path) -> None:
    examples = tmp_path / "examples"
    examples.mkdir()
    for name in ("illustrative_data.py", "illustrative_levels.py"):
        shutil.copy(ROOT / "examples" / name, examples / name)
    subprocess.run([sys.executable, "-B", examples / "illustrative_data.py"], check=True)
    written = sorted((tmp_path / "data").iterdir())
    assert [file.name for file in written] == sorted(f.name for f in (ROOT / "data").glob("*.csv"))
    for file in written:
        assert file.read_bytes() == (ROOT / "data" / file.name).read_bytes(), file.name
