"""A partnership's own repository, made from this one, and its pipelines' commands run for real."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
HOSTING = ROOT / "examples/hosting"
GUIDE = ROOT / "docs/guide/hosting.md"
WHOLLY_FRESH = bool(os.environ.get("FRESH_ENVIRONMENT"))
"""Install every package anew, which takes minutes, rather than lend those of this environment."""
_APPROVALS = "\n".join(
    f"- {{period: 2025-26 {quarter}, role: Chair of the partnership, date: {day}}}"
    for quarter, day in (("Q1", "2025-08-13"), ("Q2", "2025-11-12"))
)


@dataclass(frozen=True)
class Ran:
    """What a command said, and how it ended."""

    status: int
    said: str


@dataclass(frozen=True)
class Checkout:
    """A fresh clone with a fresh virtual environment, as a pipeline has it."""

    folder: Path

    @property
    def releases(self) -> Path:
        """The folder that the pipelines publish."""
        return self.folder / "kept/releases"

    def run(self, command: str, variables: Mapping[str, str] | None = None) -> Ran:
        """Run a command of a pipeline as its runner does: stopping at the first failure."""
        # Nothing of this run's own environment: a runner has none of it.
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
        if not WHOLLY_FRESH:
            # What is lent is enough: nothing is fetched, or taken from what was fetched before.
            kept |= {"UV_OFFLINE": "1", "UV_CACHE_DIR": str(self.folder / ".venv/cache")}
        ended = subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", command],
            cwd=self.folder,
            env={**kept, "PYTHON": sys.executable, "CI": "true", **(variables or {})},
            capture_output=True,
            text=True,
            check=False,
        )
        return Ran(ended.returncode, ended.stdout + ended.stderr)

    def must(self, command: str, variables: Mapping[str, str] | None = None) -> str:
        """Run a command that should succeed; gives what it said."""
        ran = self.run(command, variables)
        assert ran.status == 0, f"{command}\n{ran.said}"
        return ran.said


def private_repository(folder: Path) -> Path:
    """A bare repository with this code and a small project, real and approved, on `main`."""
    origin, work = folder / "origin.git", folder / "work"
    listed = _git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    left_out = re.compile(r"(content|data|tests|benchmarks|examples/[^/]+/(content|data))/")
    for name in filter(None, listed.split("\0")):
        if not left_out.match(name) and (ROOT / name).is_file():
            (work / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, work / name)
    for name in ("content", "data"):
        shutil.copytree(ROOT / "scorecard/starter" / name, work / name)
    settings = work / "content/scorecard.yml"
    text = re.sub(r"^illustrative:.*\n", "", settings.read_text("utf-8"), flags=re.MULTILINE)
    settings.write_text(f"{text}site_url: https://example.org/\n", encoding="utf-8")
    (work / "content/approvals.yml").write_text(_APPROVALS, encoding="utf-8")
    _git(folder, "init", "--quiet", "--bare", "--initial-branch=main", str(origin))
    _git(work, "init", "--quiet", "--initial-branch=main")
    _git(work, "add", "--all")
    _git(work, "commit", "--quiet", "--message", "Begin")
    _git(work, "remote", "add", "origin", str(origin))
    _git(work, "push", "--quiet", "origin", "main")
    return origin


def fresh_checkout(origin: Path, folder: Path) -> Checkout:
    """Clone a repository, and make an environment for it."""
    _git(folder.parent, "clone", "--quiet", str(origin), str(folder))
    if not WHOLLY_FRESH:
        environment = folder / ".venv"
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
        (packages,) = environment.glob("lib/python*/site-packages")
        # The packages of this environment are lent. Their records are copied, for these tell an
        # installer what is there; the program itself is installed from the clone.
        ours = Path(sysconfig.get_paths()["purelib"])
        (packages / "lent.pth").write_text(f"{ours}\n")
        for record in ours.glob("*.dist-info"):
            if not record.name.startswith("early_help_scorecard"):
                shutil.copytree(record, packages / record.name)
    return Checkout(folder)


def _git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=Analyst", "-c", "user.email=analyst@example.org"]
    ended = subprocess.run(
        ["git", *who, *arguments], cwd=folder, capture_output=True, text=True, check=True
    )
    return ended.stdout


def pipeline(name: str) -> dict[str, Any]:
    """A pipeline of examples/hosting, as its host reads it."""
    text = (HOSTING / name).read_text(encoding="utf-8")
    read = yaml.safe_load(text)
    assert isinstance(read, dict)
    return read


def github_steps(job: str, known: Mapping[str, str]) -> list[tuple[str, dict[str, str]]]:
    """The commands of a job with their variables, its expressions filled in with what is known."""
    workflow = pipeline("github-pages.yml")
    return [
        (step["run"], {name: filled(text, known) for name, text in step.get("env", {}).items()})
        for step in workflow["jobs"][job]["steps"]
        if "run" in step
    ]


def filled(text: str, known: Mapping[str, str]) -> str:
    """A text with its `${{ a || 'b' }}` replaced as GitHub does."""

    def value(found: re.Match[str]) -> str:
        for part in map(str.strip, found[1].split("||")):
            word = part[1:-1] if part.startswith("'") else known.get(part, "")
            if word:
                return word
        return ""

    return re.sub(r"\$\{\{(.*?)\}\}", value, text)


def guide_blocks(heading: str) -> Sequence[str]:
    """The shell blocks of one section of the guide."""
    _, _, rest = GUIDE.read_text(encoding="utf-8").partition(f"## {heading}\n")
    assert rest, heading
    section = re.split(r"^## ", rest, maxsplit=1, flags=re.MULTILINE)[0]
    return re.findall(r"^```sh\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
