"""The wheel holds all that a project needs, beside the libraries that it names."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what installing the wheel puts into place."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "installed")
    return folder / "installed"


def test_the_wheel_holds_the_theme_its_settings_and_the_starter(unpacked: Path) -> None:
    package = unpacked / "scorecard"
    for name in ("mkdocs.yml", "theme/overrides/main.html", "theme/pages/home.md.j2"):
        assert (package / name).is_file(), name
    for file in (path for path in (ROOT / "scorecard/starter").rglob("*") if path.is_file()):
        copy = package / file.relative_to(ROOT / "scorecard")
        assert copy.read_bytes() == file.read_bytes()


def test_the_wheel_puts_nothing_beside_the_package(unpacked: Path) -> None:
    names = {path.name for path in unpacked.iterdir() if path.suffix != ".dist-info"}
    assert names == {"scorecard"}


def test_a_project_begun_from_the_wheel_builds(unpacked: Path, tmp_path: Path) -> None:
    def scorecard(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "scorecard.cli", *arguments],
            cwd=tmp_path,
            check=False,
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": str(unpacked)},
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    scorecard("init", "mine")
    scorecard("--project", "mine", "build", "--strict")
    assert (tmp_path / "mine/site/index.html").is_file()
    assert (tmp_path / "mine/site/assets/scorecard.css").is_file()
