"""A partnership's releases, made by the commands of its pipeline in a fresh checkout."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.hosting.checkout import (
    Checkout,
    fresh_checkout,
    github_steps,
    guide_blocks,
    private_repository,
)
from tests.hosting.serving import NGINX, by_headers_file, by_nginx
from tests.sharing import made_once


@pytest.fixture(scope="session")
def released(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """Two quarters released, the first by its tag and the second by hand.

    It takes a while, so processes that test side by side share it, and no test changes it.
    """
    folder = made_once(tmp_path_factory, "hosting", _release_two_quarters)
    return Checkout(folder / "runner")


def _release_two_quarters(folder: Path) -> None:
    origin = private_repository(folder)
    (commands,) = guide_blocks("Before the first release")
    named = "git config user.name Analyst; git config user.email analyst@example.org\n"
    Checkout(folder / "work").must(named + commands)
    shutil.copytree(origin, folder / "before.git")
    runner = fresh_checkout(origin, folder / "runner")
    for command, variables in github_steps("check", {}):
        runner.must(command, variables)
    for known in (
        {"github.ref_name": "release-2025-26-q1"},
        {"github.ref_name": "main", "inputs.period": "2025-26 Q2", "inputs.what": "release"},
    ):
        for command, variables in github_steps("release", known):
            runner.must(command, variables)


@pytest.fixture(scope="module")
def later(released: Checkout, tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """Another runner, after both quarters were released, that tests may change in turn."""
    folder = tmp_path_factory.mktemp("later")
    shutil.copytree(released.folder.parent / "origin.git", folder / "origin.git")
    checkout = fresh_checkout(folder / "origin.git", folder / "project")
    checkout.must("make .venv/.ready")
    return checkout


@pytest.fixture(scope="session", params=["a host that reads _headers", "nginx"])
def host(
    request: pytest.FixtureRequest, released: Checkout, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address at which a host serves both quarters."""
    with ExitStack() as served:
        if request.param == "nginx":
            if NGINX is None:
                pytest.skip("nginx is not installed; `make nginx` says how")
            work = tmp_path_factory.mktemp("nginx")
            root = {"/srv/scorecard/releases": str(released.releases)}
            yield served.enter_context(by_nginx(work, "nginx.conf", root))
        else:
            yield served.enter_context(by_headers_file(released.releases))
