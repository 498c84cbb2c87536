"""Random projects with gaps and money go through the door, and withstand the audit of a build."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

from scorecard.disclosure.audit import audit_release
from tests.attack_sites.projects import downloads_of, known_to_publisher, through_the_door
from tests.attack_sites.random_projects import with_gaps

# SCORECARD_ATTACKS=5000 tries thousands of projects instead of a few.
PROJECTS = int(os.environ.get("SCORECARD_ATTACKS", "30"))


def test_random_projects_with_gaps_and_money_pass_their_audit(tmp_path: Path) -> None:
    failed: list[int] = []
    hidden: Counter[str] = Counter()
    for seed in range(PROJECTS):
        folder = with_gaps(tmp_path / str(seed), seed)
        checked = through_the_door(folder)
        hidden.update(line.key.indicator for line in checked.protected.hidden)
        page = downloads_of(checked, checked.protected.tables, folder / "page")
        if not audit_release(page, known=known_to_publisher(checked, folder)).passed:
            failed.append(seed)
    assert failed == []
    assert set(hidden) == {"seen", "helped", "income"}
