"""The five scorecards, built once from a clean checkout for all tests that look at them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.examples import EXAMPLES, Example

Built = Mapping[str, "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def checkouts(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """A clean checkout of each scorecard, outside the repository."""
    folder = tmp_path_factory.mktemp("examples")
    return {one.name: one.copy_to(folder / one.name) for one in EXAMPLES}


@pytest.fixture(scope="session")
def builds(checkouts: Mapping[str, Path]) -> Built:
    """What `scorecard build --strict` said of each, two at a time."""
    program = Path(sys.executable).with_name("scorecard")

    def build(one: Example) -> subprocess.CompletedProcess[str]:
        command = [str(program), "--project", str(checkouts[one.name]), "build", "--strict"]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    with ThreadPoolExecutor(2) as pool:
        return dict(zip((one.name for one in EXAMPLES), pool.map(build, EXAMPLES), strict=True))


@pytest.fixture(scope="session")
def sites(checkouts: Mapping[str, Path], builds: Built) -> Mapping[str, Path]:
    """The built sites, by the name of their scorecard."""
    for name, built in builds.items():
        assert built.returncode == 0, f"{name}: {built.stderr}"
    return {name: folder / "site" for name, folder in checkouts.items()}
