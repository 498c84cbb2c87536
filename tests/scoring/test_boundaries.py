"""Figures of an area are not compared across a change of its boundaries; others are."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard.published import Direction, Reason
from tests.projects import FILES, INDICATOR, Figure, framework_of, result_of

NOW, BEFORE = "2020-21 Q3", "2020-21 Q2"
FIGURES: dict[str | tuple[str, ...], Figure] = {
    (period, area): parts
    for period, parts in ((BEFORE, (400, 1000)), (NOW, (700, 1000)))
    for area in ("district", "east", "west")
}
EAST = "{id: east, name: East locality"


def moved(period: str) -> str:
    """The areas, of which the east covers another place from a period."""
    assert EAST in FILES["scorecard.yml"]
    change = f"boundaries_changed: {{period: {period}, reason: Two wards moved.}}"
    return FILES["scorecard.yml"].replace(EAST, f"{EAST}, {change}")


@pytest.mark.parametrize(
    ("area", "direction", "reason"),
    [
        ("east", Direction.NOT_COMPARED, Reason.BREAK_IN_SERIES),
        ("west", Direction.BETTER, None),
        ("district", Direction.BETTER, None),
    ],
)
def test_only_figures_of_the_area_are_kept_apart(
    tmp_path: Path, area: str, direction: Direction, reason: Reason | None
) -> None:
    framework = framework_of(tmp_path, scorecard=moved(NOW))
    found = result_of(framework, FIGURES, NOW, area).change
    assert (found.direction, found.reason) == (direction, reason)


def test_figures_after_the_change_are_compared_again(tmp_path: Path) -> None:
    framework = framework_of(tmp_path, scorecard=moved(BEFORE))
    assert result_of(framework, FIGURES, NOW, "east").change.direction is Direction.BETTER


def test_a_target_to_improve_is_not_judged_across_it(tmp_path: Path) -> None:
    text = f"{INDICATOR}target: {{improve_on: previous}}\n"
    framework = framework_of(tmp_path, text, scorecard=moved(NOW))
    assert result_of(framework, FIGURES, NOW, "east").judgement.reason is Reason.BREAK_IN_SERIES
    assert result_of(framework, FIGURES, NOW, "west").judgement.reason is None
