"""The worked cases, from YAML and CSV to published tables: safe, and with the fewest hidden."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.attack_sites.projects import (
    audited,
    count,
    exhaustive,
    hidden_cells,
    row,
    share,
    smaller_sets_that_pass,
    through_the_door,
    write,
)

AREAS = {"district": ["east", "west"], "east": [], "west": []}
Indicators = Iterable[Mapping[str, Any]]


def safe(folder: Path, indicators: Indicators, rows: Iterable[str], **more: Any) -> set[str]:
    """What is hidden, once the audit has passed it, and no smaller set of cells."""
    folder.mkdir(exist_ok=True)
    project = write(folder / "project", indicators, rows, **more)
    checked = through_the_door(project)
    report = audited(checked, project, folder / "downloads")
    assert report.failures == ()
    assert smaller_sets_that_pass(checked, project, folder / "open") == []
    return hidden_cells(checked)


def total_of(total: str, *parts: str) -> dict[str, Any]:
    """A relation of the policy: numerators that add up to another."""
    named = [{"indicator": part, "part": "numerator"} for part in parts]
    return {"total": {"indicator": total, "part": "numerator"}, "parts": named}


def test_ages_of_children_affected_by_domestic_abuse(tmp_path: Path) -> None:
    ages = ("age-0-to-4", "age-5-to-9", "age-10-to-14", "age-15-to-17", "age-18")
    counts = zip(ages, (139, 70, 78, 36, 9), strict=True)
    rows = [row("abuse", 332), *(row("abuse", n, group=f"age/{age}") for age, n in counts)]
    hidden = safe(
        tmp_path,
        [count("abuse", breakdowns=["age"])],
        rows,
        policy={"threshold": 10},
        breakdowns=[exhaustive("age", *ages)],
    )
    assert len(hidden) == 2
    assert "abuse age-18" in hidden


@pytest.mark.parametrize(("threshold", "fewest"), [(5, 2), (6, 3), (10, 3)])
def test_families_whose_needs_were_met(threshold: int, fewest: int, tmp_path: Path) -> None:
    reasons = {"moved": 41, "refused": 19, "care": 3, "other": 3, "rest": 51}
    counts = {"families": 833, "met": 596, "left": 117, **reasons}
    indicators = [count(name, counts="families") for name in counts]
    rows = [row(name, n) for name, n in counts.items()]
    indicators.append(share("assessed", counts="families"))
    rows.append(row("assessed", 88, 120))
    stepped = {"indicator": "assessed", "part": "denominator"}
    families = total_of("families", "met", "left")
    families["parts"].append(stepped)
    relations = [families, total_of("left", *reasons)]
    hidden = safe(
        tmp_path, indicators, rows, policy={"threshold": threshold, "relations": relations}
    )
    assert len(hidden) == fewest
    assert {"care", "other"} <= hidden


def test_one_small_cell_in_a_two_way_table_takes_three_more(tmp_path: Path) -> None:
    inner = {("east", "boys"): 4, ("east", "girls"): 30, ("west", "boys"): 40,
             ("west", "girls"): 25}  # fmt: skip
    rows = [row("seen", n, area=area, group=f"sex/{sex}") for (area, sex), n in inner.items()]
    rows += [row("seen", 34, area="east"), row("seen", 65, area="west"), row("seen", 99)]
    rows += [row("seen", 44, group="sex/boys"), row("seen", 55, group="sex/girls")]
    hidden = safe(
        tmp_path,
        [count("seen", breakdowns=["sex"])],
        rows,
        areas=AREAS,
        breakdowns=[exhaustive("sex", "boys", "girls")],
    )
    assert hidden == {"seen east boys", "seen east girls", "seen west boys", "seen west girls"}


def test_a_year_and_its_quarters_take_one_more(tmp_path: Path) -> None:
    rows = [row("seen", n, period=f"2019-20 Q{q}") for q, n in enumerate((12, 9, 2, 15), 1)]
    hidden = safe(tmp_path, [count("seen")], [*rows, row("seen", 38, period="2019-20")])
    assert len(hidden) == 2
    assert "seen 2019-20 Q3" in hidden


def test_a_year_and_its_running_totals_take_no_more_than_they_must(tmp_path: Path) -> None:
    """Q3 is small; what has run up to Q3 less what has run up to Q2 would tell it."""
    rows = [row("seen", n, period=f"2019-20 Q{q}") for q, n in enumerate((12, 9, 2, 15), 1)]
    rows += [row("seen", 21, period="2019-20 YTD Q2"), row("seen", 23, period="2019-20 YTD Q3")]
    hidden = safe(tmp_path, [count("seen")], [*rows, row("seen", 38, period="2019-20")])
    assert len(hidden) == 3


def test_a_rolling_year_over_its_quarters(tmp_path: Path) -> None:
    counts = {"2019-20 Q1": 12, "2019-20 Q2": 9, "2019-20 Q3": 2, "2019-20 Q4": 15,
              "2020-21 Q1": 11, "12m to Mar 2020": 38, "12m to Jun 2020": 37}  # fmt: skip
    rows = [row("seen", n, period=period) for period, n in counts.items()]
    hidden = safe(tmp_path, [count("seen", flow="rolling")], rows)
    assert len(hidden) == 2
    assert "seen 2019-20 Q3" in hidden


def test_three_closure_reasons_that_add_up(tmp_path: Path) -> None:
    counts = {"closed": 60, "met": 41, "disengaged": 15, "other": 4}
    hidden = safe(
        tmp_path,
        [count(name) for name in counts],
        [row(name, n) for name, n in counts.items()],
        policy={"threshold": 6, "relations": [total_of("closed", "met", "disengaged", "other")]},
    )
    assert len(hidden) == 2
    assert "other" in hidden


def test_two_indicators_on_one_denominator(tmp_path: Path) -> None:
    """A share goes whole, its denominator too, which the other would tell if it stayed."""
    same = {"same": [{"indicator": n, "part": "denominator"} for n in ("seen", "helped")]}
    hidden = safe(
        tmp_path,
        [share("seen"), share("helped")],
        [row("seen", 3, 120), row("helped", 80, 120)],
        policy={"threshold": 6, "relations": [same]},
    )
    assert hidden == {"seen", "helped"}


def test_a_locality_of_eight_where_six_passed(tmp_path: Path) -> None:
    """Two did not; the other locality goes with it, or the district's figures would tell."""
    rows = [row("passed", 6, 8, area="east"), row("passed", 54, 70, area="west")]
    hidden = safe(tmp_path, [share("passed")], [*rows, row("passed", 60, 78)], areas=AREAS)
    assert hidden == {"passed east", "passed west"}


def test_a_locality_of_eight_that_stands_alone(tmp_path: Path) -> None:
    assert safe(tmp_path, [share("passed")], [row("passed", 6, 8)]) == {"passed"}


def test_118_of_120_with_101_of_the_118(tmp_path: Path) -> None:
    """Two were not seen: 118 of 120 goes whole, and 101 of the 118 would tell its numerator."""
    same = {"same": [{"indicator": "seen", "part": "numerator"},
                     {"indicator": "helped", "part": "denominator"}]}  # fmt: skip
    hidden = safe(
        tmp_path,
        [share("seen"), share("helped")],
        [row("seen", 118, 120), row("helped", 101, 118)],
        policy={"threshold": 6, "relations": [same]},
    )
    assert hidden == {"seen", "helped"}


def test_118_of_120_where_nothing_ties_the_101(tmp_path: Path) -> None:
    rows = [row("seen", 118, 120), row("helped", 101, 118)]
    assert safe(tmp_path, [share("seen"), share("helped")], rows) == {"seen"}


def test_where_everybody_being_well_off_matters_all_and_none_are_hidden(tmp_path: Path) -> None:
    rows = [row("passed", n, d, area=a) for a, n, d in (("east", 0, 40), ("west", 35, 35))]
    shown = safe(tmp_path / "a", [share("passed")], rows, areas=AREAS)
    hidden = safe(tmp_path / "b", [share("passed", all_or_none="sensitive")], rows, areas=AREAS)
    assert (shown, hidden) == (set(), {"passed east", "passed west"})


def test_a_ratio_has_no_remainder_and_a_rate_has_one(tmp_path: Path) -> None:
    """Ten of twelve that were planned says nothing of two; all but two of a population does."""
    for name, fields, figures, hidden in (
        ("ratio", {"measure": "ratio"}, (10, 12), set()),
        ("rate", {"measure": "rate", "per": 1000}, (98, 100), {"seen"}),
    ):
        assert safe(tmp_path / name, [count("seen", **fields)], [row("seen", *figures)]) == hidden
