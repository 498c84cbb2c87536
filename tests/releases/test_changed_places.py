"""A place whose boundaries changed keeps its history and its address, and the pages say so."""

from __future__ import annotations

from pathlib import Path

from tests.releases.test_release import edit
from tests.releases.tiny import release, run

EAST = "{id: east, name: East locality"
MOVED = "boundaries_changed: {period: 2020-21 Q3, reason: Two wards moved to the west.}"


def test_pages_and_differences_tell_of_changed_boundaries(tiny: Path) -> None:
    release(tiny, "2020-21 Q2")
    edit(tiny / "content/scorecard.yml", EAST, f"{EAST}, {MOVED}")
    release(tiny, "2020-21 Q3")
    folder = tiny / "releases/2020-21-q3"
    place = (folder / "areas/east/index.html").read_text(encoding="utf-8")
    assert "boundaries changed</strong> from October to December 2020" in place
    assert "Two wards moved to the west." in place
    measure = (folder / "indicators/helped/index.html").read_text(encoding="utf-8")
    assert "East locality changed from October to December 2020: Two wards moved" in measure
    assert "Two wards" not in (folder / "areas/west/index.html").read_text(encoding="utf-8")
    cells = (folder / "downloads/helped.csv").read_text(encoding="utf-8").splitlines()
    changes = {tuple(c.split(",")[4:6]): c.split(",")[17] for c in cells[1:]}
    assert changes["2020-21 Q3", "east"] == "not_compared"
    assert changes["2020-21 Q3", "west"] != "not_compared"
    assert ("2020-21 Q1", "east") in changes
    said = run(tiny, "diff", "2020-21-q2", "2020-21-q3").output
    assert "area: east: boundaries_changed: nothing -> " in said
    assert "Two wards moved to the west." in said
    assert "area: west" not in said


def test_the_chart_of_the_whole_area_says_it_too(tiny: Path) -> None:
    whole = "{id: district, name: The district"
    edit(tiny / "content/scorecard.yml", whole, f"{whole}, {MOVED}")
    release(tiny, "2020-21 Q4")
    drawn = (tiny / "releases/latest/downloads/helped.svg").read_text(encoding="utf-8")
    assert "boundaries changed" in drawn
