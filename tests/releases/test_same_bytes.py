"""The same release is the same bytes on another path, in another time zone and locale."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.releases.tiny import HELPED, QUARTERS, state, write_tiny

ROOT = Path(__file__).parents[2]
ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
"""A locale that every system has, and in which Python takes text for ASCII: whatever is read or
written without naming its encoding fails there."""
NAMES = "import json, locale, time; print(json.dumps([locale.setlocale(locale.LC_ALL, ''), \
locale.getpreferredencoding(False), time.strftime('%z', time.localtime(1606000000))]))"


def another_locale(folder: Path) -> dict[str, str]:
    """Turkish, made here where the system has what it takes; otherwise plain UTF-8.

    A locale that is not installed silently means C, so that its name alone would test nothing.
    """
    made = folder / "tr_TR.UTF-8"
    folder.mkdir()
    if program := shutil.which("localedef"):
        subprocess.run([program, "-i", "tr_TR", "-f", "UTF-8", made], check=False,
                       capture_output=True)  # fmt: skip
    if made.is_dir():
        return {"LC_ALL": made.name, "LOCPATH": str(folder)}
    return {"LC_ALL": "C.UTF-8"}


def python(settings: dict[str, str], folder: Path, *arguments: str) -> str:
    """What Python prints under some settings of its surroundings."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, **settings, "PYTHONPATH": str(ROOT)},
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_release_is_the_same_wherever_it_is_made(tmp_path: Path) -> None:
    places = {
        tmp_path / "one": {**ASCII, "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1"},
        tmp_path / "a longer path é/two": {
            **another_locale(tmp_path / "locales"),
            "TZ": "America/Los_Angeles",
            "PYTHONHASHSEED": "2",
        },
    }
    found: list[dict[str, str]] = []
    surroundings = []
    for place, settings in places.items():
        project = write_tiny(place / "project")
        title = HELPED.replace("Families helped", "Families helped – été, ığdır")
        (project / "content/indicators/helped.yml").write_text(title, encoding="utf-8")
        surroundings.append(json.loads(python(settings, project, "-c", NAMES)))
        # Files in another order, and made at another time.
        for file in sorted((project / "content").rglob("*.yml"), reverse=len(found) > 0):
            os.utime(file, (1_500_000_000 + len(found), 1_500_000_000))
        arguments = ("-m", "scorecard.cli", "--project", ".", "release", QUARTERS[0])
        python(settings, project, *arguments)
        found.append(state(project / "releases"))
    # The surroundings do differ: in the locale, the encoding of text and the time of day.
    assert all(one != other for one, other in zip(*surroundings, strict=True)), surroundings
    assert found[0] == found[1]
    assert len(found[0]) > 40
