"""How sure a verdict is: statistics, never merged with the verdict itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard.published import Certainty
from tests.projects import COUNT, INDICATOR, NOT_HELD, RATE, SCORE, Figure, framework_of, result_of

NOW = "2020-21 Q3"
CLEAR, CHANCE, UNKNOWN = Certainty.CLEAR, Certainty.COULD_BE_CHANCE, Certainty.NOT_KNOWN


def certainty(folder: Path, indicator: str, target: str, figure: Figure) -> Certainty | None:
    framework = framework_of(folder, f"{indicator}target: {target}\n")
    return result_of(framework, {NOW: figure}).judgement.certainty


# Wilson: 28 of 40 is 54.6 to 81.9%; 700 of 1,000 is 67.1 to 72.8%.
@pytest.mark.parametrize(
    ("target", "figure", "expected"),
    [
        ("{at_least: 75}", (28, 40), CHANCE),
        ("{at_least: 60}", (28, 40), CHANCE),
        ("{at_least: 82}", (28, 40), CLEAR),
        ("{at_least: 54}", (28, 40), CLEAR),
        ("{at_least: 75}", (700, 1000), CLEAR),
        ("{at_most: 72}", (700, 1000), CHANCE),
        ("{between: [50, 90]}", (28, 40), CLEAR),
        ("{between: [50, 80]}", (28, 40), CHANCE),
    ],
)
def test_a_verdict_is_clear_unless_the_interval_contains_the_target(
    tmp_path: Path, target: str, figure: Figure, expected: Certainty
) -> None:
    assert certainty(tmp_path, INDICATOR, target, figure) is expected


@pytest.mark.parametrize(
    ("target", "figure"),
    [
        ("{at_least: 100}", (20, 20)),
        ("{at_least: 100}", (19, 20)),
        ("{at_most: 0}", (0, 20)),
        ("{at_most: 0}", (1, 20)),
    ],
)
def test_a_target_at_the_end_of_the_scale_is_judged_exactly(
    tmp_path: Path, target: str, figure: Figure
) -> None:
    assert certainty(tmp_path, INDICATOR, target, figure) is CLEAR


def test_only_the_end_of_a_range_that_lies_within_the_scale_can_be_doubtful(
    tmp_path: Path,
) -> None:
    assert certainty(tmp_path, INDICATOR, "{between: [0, 50]}", (0, 40)) is CLEAR
    assert certainty(tmp_path, INDICATOR, "{between: [60, 100]}", (40, 40)) is CLEAR
    assert certainty(tmp_path, INDICATOR, "{between: [0, 5]}", (0, 40)) is CHANCE


@pytest.mark.parametrize(
    ("indicator", "figure", "expected"),
    [
        (COUNT, 80, CLEAR),
        (COUNT, 79, CLEAR),
        (COUNT + "uncertainty: poisson\n", 80, CHANCE),
        (COUNT + "uncertainty: poisson\n", 8, CLEAR),
        (INDICATOR + "uncertainty: none\n", (79, 100), CLEAR),
        (INDICATOR.replace("percentage", "mean"), (8000, 100), UNKNOWN),
        (INDICATOR.replace("percentage", "money"), 80, UNKNOWN),
        (INDICATOR.replace("percentage", "ratio"), (80, 100), UNKNOWN),
        (INDICATOR.replace("percentage", "gap"), "80", UNKNOWN),
        (SCORE, 80, UNKNOWN),
        (NOT_HELD, "80", UNKNOWN),
        (RATE, (80, 1000), CHANCE),
    ],
)
def test_how_sure_follows_from_the_kind_of_measure(
    tmp_path: Path, indicator: str, figure: Figure, expected: Certainty
) -> None:
    assert certainty(tmp_path, indicator, "{at_least: 80}", figure) is expected


def test_a_denominator_noted_beside_a_count_is_no_exposure(tmp_path: Path) -> None:
    text = f"{COUNT}uncertainty: poisson\ntarget: {{at_least: 80}}\n"
    result = result_of(framework_of(tmp_path, text), {NOW: (80, 1000)})
    assert result.interval is not None
    assert result.interval.lower < 80 < result.interval.upper


@pytest.mark.parametrize(
    ("indicator", "figure", "target", "tie"),
    [
        (NOT_HELD, "80", "{at_least: 80}", True),
        (NOT_HELD, "80.1", "{at_least: 80}", False),
        (NOT_HELD, "20", "{between: [10, 20]}", True),
        (INDICATOR, (80, 100), "{at_least: 80}", False),
        (COUNT + "parts: not_held\n", "80", "{at_least: 80}", False),
    ],
)
def test_a_rounded_value_that_ties_with_the_target_says_that_rounding_could_matter(
    tmp_path: Path, indicator: str, figure: Figure, target: str, *, tie: bool
) -> None:
    framework = framework_of(tmp_path, f"{indicator}target: {target}\n")
    judgement = result_of(framework, {NOW: figure}).judgement
    assert judgement.rounding_could_matter is tie


# Newcombe: 60 to 65 of 100 is -8.4 to +18.1 points; 600 to 650 of 1,000 is +0.7 to +9.2.
@pytest.mark.parametrize(
    ("indicator", "before", "now", "expected"),
    [
        (INDICATOR, (60, 100), (65, 100), CHANCE),
        (INDICATOR, (600, 1000), (650, 1000), CLEAR),
        (INDICATOR, (60, 100), (60, 100), CHANCE),
        (COUNT, 60, 61, CLEAR),
        (COUNT, 60, 60, CLEAR),
        (NOT_HELD, "60", "65", UNKNOWN),
        (RATE, (60, 1000), (50, 1000), CHANCE),
        (RATE, (600, 10000), (400, 10000), CLEAR),
    ],
)
def test_how_sure_an_improvement_is_follows_from_the_interval_of_the_difference(
    tmp_path: Path, indicator: str, before: Figure, now: Figure, expected: Certainty
) -> None:
    framework = framework_of(tmp_path, f"{indicator}target: {{improve_on: previous}}\n")
    result = result_of(framework, {"2020-21 Q2": before, NOW: now})
    assert result.judgement.certainty is expected
