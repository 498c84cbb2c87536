"""The five scorecards, built once from a clean checkout for all tests that look at them."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.examples import EXAMPLES

Built = Mapping[str, CompletedProcess[str]]


@pytest.fixture(scope="session")
def _built(
    tmp_path_factory: pytest.TempPathFactory,
) -> Mapping[str, tuple[Path, CompletedProcess[str]]]:
    tmp_path_factory.getbasetemp()  # made before two threads ask for it
    with ThreadPoolExecutor(2) as pool:
        built = pool.map(lambda one: one.built(tmp_path_factory), EXAMPLES)
        return dict(zip((one.name for one in EXAMPLES), built, strict=True))


@pytest.fixture(scope="session")
def checkouts(_built: Mapping[str, tuple[Path, CompletedProcess[str]]]) -> Mapping[str, Path]:
    """A clean checkout of each scorecard, outside the repository."""
    return {name: folder for name, (folder, _) in _built.items()}


@pytest.fixture(scope="session")
def builds(_built: Mapping[str, tuple[Path, CompletedProcess[str]]]) -> Built:
    """What `scorecard build --strict` said of each, two at a time."""
    return {name: said for name, (_, said) in _built.items()}


@pytest.fixture(scope="session")
def sites(checkouts: Mapping[str, Path], builds: Built) -> Mapping[str, Path]:
    """The built sites, by the name of their scorecard."""
    for name, built in builds.items():
        assert built.returncode == 0, f"{name}: {built.stderr}"
    return {name: folder / "site" for name, folder in checkouts.items()}
