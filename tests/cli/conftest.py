"""Projects that tests of the command line share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import Result

from tests.cli.program import run


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project just begun, and not built: tests only read it."""
    folder = tmp_path_factory.mktemp("begun") / "my-scorecard"
    assert run("init", folder).exit_code == 0
    return folder


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """A project just begun and built once, and what the build said: tests only read it."""
    folder = tmp_path_factory.mktemp("built") / "my-scorecard"
    assert run("init", folder).exit_code == 0
    return folder, run("--project", folder, "build", "--strict")


@pytest.fixture
def project(begun: Path, tmp_path: Path) -> Path:
    """A project of one's own to spoil."""
    return shutil.copytree(begun, tmp_path / "project")


@pytest.fixture
def with_site(built: tuple[Path, Result], tmp_path: Path) -> Path:
    """A built project of one's own to spoil."""
    return shutil.copytree(built[0], tmp_path / "project")


@pytest.fixture(scope="module")
def released(built: tuple[Path, Result], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built project with two releases: tests only read it."""
    folder = shutil.copytree(built[0], tmp_path_factory.mktemp("released") / "my-scorecard")
    for period in ("2025-26 Q1", "2025-26 Q2"):
        result = run("--project", folder, "release", period, "--force-illustrative")
        assert result.exit_code == 0, result.output
    return folder


@pytest.fixture
def with_releases(released: Path, tmp_path: Path) -> Path:
    """A project with two releases of one's own to spoil."""
    return shutil.copytree(released, tmp_path / "project")
