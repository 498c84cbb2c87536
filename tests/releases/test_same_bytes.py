"""The same release is the same bytes on another path, in another time zone and locale."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.releases.tiny import QUARTERS, state, write_tiny

ROOT = Path(__file__).parents[2]


def test_a_release_is_the_same_wherever_it_is_made(tmp_path: Path) -> None:
    places = {
        tmp_path / "one": {"TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
        tmp_path / "a longer path é/two": {
            "TZ": "America/Los_Angeles",
            "LC_ALL": "de_DE.UTF-8",
            "LANG": "tr_TR.UTF-8",
            "PYTHONHASHSEED": "2",
        },
    }
    found: list[dict[str, str]] = []
    for place, settings in places.items():
        project = write_tiny(place / "project")
        # Files in another order, and made at another time.
        for file in sorted((project / "content").rglob("*.yml"), reverse=len(found) > 0):
            os.utime(file, (1_500_000_000 + len(found), 1_500_000_000))
        for quarter in QUARTERS[:1]:
            done = subprocess.run(
                [sys.executable, "-m", "scorecard.cli", "--project", ".", "release", quarter],
                cwd=project,
                env={**os.environ, **settings, "PYTHONPATH": str(ROOT)},
                check=False,
                capture_output=True,
                text=True,
            )
            assert done.returncode == 0, done.stderr
        found.append(state(project / "releases"))
    assert found[0] == found[1]
    assert len(found[0]) > 40
