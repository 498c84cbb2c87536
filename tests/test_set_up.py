"""Filling an environment: uv does it where it can, and pip wherever pip knows better."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PYTHON = """\
#!/bin/sh
echo "$*" >>"$(dirname "$0")/../said"
case "$*" in
    *"config list"*) echo "global.extra-index-url='more'"; echo "$SETTINGS" ;;
    *) for failing in $FAILING; do case "$*" in *"$failing"*) exit 1 ;; esac; done ;;
esac
"""
WHOLE = "install --quiet --no-compile --require-hashes -r requirements.lock"


def set_up(folder: Path, *, settings: str = "", failing: str = "") -> tuple[int, list[str]]:
    """Fill an environment whose Python only notes what it is asked for; gives status and notes."""
    (folder / ".venv/bin").mkdir(parents=True)
    python = folder / ".venv/bin/python"
    python.write_text(PYTHON)
    python.chmod(0o755)
    shutil.copyfile(ROOT / "requirements.lock", folder / "requirements.lock")
    ended = subprocess.run(
        ["sh", ROOT / "tools/environment.sh", ".venv"],
        cwd=folder,
        env={**os.environ, "SETTINGS": settings, "FAILING": failing},
        check=False,
    )
    return ended.returncode, (folder / ".venv/said").read_text("utf-8").splitlines()


def test_pip_installs_uv_alone_and_uv_all_else(tmp_path: Path) -> None:
    status, said = set_up(tmp_path)
    assert status == 0
    assert not [line for line in said if WHOLE in line]
    assert sum("-m pip" in line and "install" in line for line in said) == 1
    assert sum("-m uv pip install" in line for line in said) == 2
    alone, other = ((tmp_path / f".venv/{name}.lock").read_text() for name in ("uv", "other"))
    requirements = [line for line in alone.splitlines() if "==" in line]
    assert [line.partition("==")[0] for line in requirements] == ["uv"]
    assert "--hash=sha256:" in alone
    assert "\nuv==" not in other
    assert len(alone) + len(other) == (tmp_path / "requirements.lock").stat().st_size


@pytest.mark.parametrize("settings", ["global.index-url='theirs'", ":env:.index-url='theirs'"])
def test_where_pip_has_an_index_of_its_own_it_installs_everything(
    tmp_path: Path, settings: str
) -> None:
    status, said = set_up(tmp_path, settings=settings)
    assert status == 0
    assert not [line for line in said if "-m uv" in line]
    assert sum(WHOLE in line for line in said) == 1


@pytest.mark.parametrize("failing", ["uv.lock", "other.lock"])
def test_where_uv_fails_pip_installs_everything(tmp_path: Path, failing: str) -> None:
    status, said = set_up(tmp_path, failing=failing)
    assert status == 0
    assert sum(WHOLE in line for line in said) == 1


@pytest.mark.parametrize("failing", ["uv requirements.lock", "install", "import"])
def test_an_environment_that_could_not_be_filled_is_a_failure(tmp_path: Path, failing: str) -> None:
    status, _ = set_up(tmp_path, failing=failing)
    assert status != 0
