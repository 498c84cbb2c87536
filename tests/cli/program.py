"""The program as a terminal would call it, and small faults to plant in a project."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from scorecard.cli import main

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs/guide/commands.md"
COMMANDS = sorted(main.commands)
MISTYPED = "mesure: percentage"


def run(*arguments: str | Path) -> Result:
    """Run the program in this process, as a terminal would call it."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def mistype(project: Path) -> None:
    edit(project / "content/indicators/assessments-on-time.yml", "measure: percentage", MISTYPED)


def warn(project: Path) -> None:
    """Plant a revised figure without its reason, which only `--strict` does not allow."""
    edit(project / "data/services.csv", "2025-26 Q2,,,,39,,,,", "2025-26 Q2,,,,39,,,r,")
