"""Every fault stops `check` and `build`, is named with place and mend, and harms nothing."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scorecard.cli import main
from tests.faults.planted import FAULTS, TEN, Fault
from tests.faults.project import write_project

LINE = re.compile(r"^(?:[^:]+:\d+|[^:!]+(?:![^:]+)*): .+; .+$")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The small project, with a last good site of its own."""
    folder = write_project(tmp_path / "project")
    site = folder / "site"
    (site / "indicators").mkdir(parents=True)
    (site / "index.html").write_text("<p>The last good site</p>", encoding="utf-8")
    (site / "indicators" / "index.html").write_text("<p>A page</p>", encoding="utf-8")
    return folder


def run(project: Path, *command: str) -> Result:
    return CliRunner().invoke(main, ["--project", str(project), *command])


def tree(folder: Path) -> str:
    """One hash of every file's name and bytes."""
    total = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        total.update(file.relative_to(folder).as_posix().encode() + b"\0")
        total.update(file.read_bytes() if file.is_file() else b"")
    return total.hexdigest()


def figures_in(project: Path) -> set[str]:
    """Every number of three digits or more in the data's rows, without periods."""
    found: set[str] = set()
    for file in (project / "data").glob("*.c*"):
        for row in file.read_bytes().decode("latin-1").splitlines()[1:]:
            after_period = row.split(",", 2)[2] if row.count(",") > 1 else row
            found |= {n for n in re.findall(r"\d+(?:\.\d+)?", after_period) if len(n) > 2}
    return found | {"9999", "571.5", "2652", "5417.5", "5417", "391", "5523", "397"}


def assert_holds_no_figure(output: str, project: Path) -> None:
    assert "<5" not in output
    numbers = set(re.findall(r"\d+(?:\.\d+)?", output))
    assert not numbers & figures_in(project)


def test_the_project_without_a_fault_has_nothing_to_report(project: Path) -> None:
    done = run(project, "check", "--strict")
    assert (done.exit_code, done.output) == (
        0,
        "No errors: 4 indicators, 2020-21 Q3, ready to build.\n",
    )


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_stops_check_and_build_and_leaves_the_site(fault: Fault, project: Path) -> None:
    fault.plant(project)
    before = tree(project / "site")
    checked, built = run(project, "check"), run(project, "build")
    for done in (checked, built):
        assert done.exit_code == 1, done.output
        named = [said for said in done.output.splitlines() if said.startswith(fault.begins)]
        told = [said for said in named if all(words in said for words in fault.words)]
        assert len(told) == 1, done.output
        assert LINE.match(told[0]), told
        assert_holds_no_figure(done.output, project)
    assert "the last good site was left as it was" in built.output
    assert tree(project / "site") == before
    assert not (project / "build").exists()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_brings_no_others_that_are_none(fault: Fault, project: Path) -> None:
    fault.plant(project)
    said = run(project, "check").output.splitlines()
    assert len(said) <= FOLLOWING.get(fault.name, 1), said


FOLLOWING: dict[str, int] = {}
"""How many lines a fault takes where one is not enough to name it."""


def test_several_faults_are_all_named_in_one_run(project: Path) -> None:
    together = [fault for fault in FAULTS if fault.name in TOGETHER]
    assert len(together) == len(TOGETHER)
    for fault in together:
        fault.plant(project)
    before = tree(project / "site")
    for command in ("check", "build"):
        done = run(project, command)
        assert done.exit_code == 1
        for fault in together:
            assert any(
                said.startswith(fault.begins) and all(words in said for words in fault.words)
                for said in done.output.splitlines()
            ), (fault.name, done.output)
        assert_holds_no_figure(done.output, project)
    assert tree(project / "site") == before


TOGETHER = (
    "a misnamed file of content", "a mistyped key", "a range in place of a number",
    "an invalid status word", "a file with only a header", "a value of 9999 in a percentage",
    "two rows that disagree", "a missing column of figures", "commentary that is not UTF-8",
    "an unknown key of the policy", "an unknown indicator in a workbook",
    "categories that do not add up", "an unknown key in the scorecard",
)  # fmt: skip


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_a_fault_in_every_form_holds_no_figure(form: str, project: Path) -> None:
    for fault in TEN[:1]:
        fault.plant(project)
    done = run(project, "check", "--format", form)
    assert done.exit_code == 1
    assert "numerator" in done.output
    assert_holds_no_figure(done.output, project)


def test_the_installed_command_does_the_same(project: Path) -> None:
    TEN[0].plant(project)
    program = str(Path(sys.executable).with_name("scorecard"))
    for command in ("check", "build"):
        done = subprocess.run(
            [program, "--project", str(project), command],
            check=False,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 1
        assert (done.stdout + done.stderr).startswith(TEN[0].begins)
        assert "Traceback" not in done.stderr


def test_data_files_are_read_even_where_the_scorecard_itself_cannot_be(project: Path) -> None:
    (project / "content" / "scorecard.yml").write_text("title: [\n", encoding="utf-8")
    (project / "data" / "late.csv").write_text("indicator,period,numerator\n", encoding="utf-8")
    said = run(project, "check").output.splitlines()
    assert [line.split(": ")[0] for line in said] == ["content/scorecard.yml:2", "data/late.csv:1"]
