"""The whole command line: what each command says, writes and returns."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from click.testing import Result

from scorecard.cli import main
from tests.cli.program import ROOT, edit, mistype, run, warn

# Beginning, building


def test_a_new_project_builds_at_once_without_a_warning(built: tuple[Path, Result]) -> None:
    folder, result = built
    assert result.exit_code == 0, result.output
    assert (folder / "site/index.html").is_file()
    assert len(list((folder / "site/indicators").glob("*/index.html"))) == 4


def test_a_new_project_says_that_its_figures_are_made_up_and_hides_a_small_one(
    built: tuple[Path, Result],
) -> None:
    with (built[0] / "site/downloads/scorecard.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {row["illustrative"] for row in rows} == {"yes"}
    assert any(row["numerator"] == "[c]" for row in rows)


def test_a_project_is_begun_once(begun: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in begun.rglob("*")}
    result = run("init", begun)
    assert result.exit_code == 2
    assert "is not empty" in result.output
    assert before == {path: path.stat().st_mtime_ns for path in begun.rglob("*")}


def test_the_next_command_can_be_copied_whatever_the_folder_is_called(tmp_path: Path) -> None:
    said = run("init", tmp_path / "our scorecard").output
    assert f"--project '{tmp_path}/our scorecard' build" in said


def test_a_project_may_begin_in_a_repository_that_was_just_made(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert run("init", tmp_path).exit_code == 0
    assert (tmp_path / ".gitignore").is_file()


def test_a_build_ends_with_what_it_made(built: tuple[Path, Result]) -> None:
    made, hidden, done = built[1].stdout.splitlines()
    pages = len(list((built[0] / "build/docs").rglob("*.md")))
    assert made.startswith(f"2025-26 Q2: {pages} pages, 4 indicators (")
    counts = [int(number) for number in re.findall(r"(\d+) [a-z]", made.partition("(")[2])]
    assert sum(counts) == 4
    with (built[0] / "build/private/suppression.csv").open(encoding="utf-8") as log:
        assert hidden.startswith(f"{len(list(csv.DictReader(log)))} cells hidden")
    assert hidden.endswith(f": {built[0] / 'build/private/suppression.csv'}")
    assert re.fullmatch(r"Done in \d+\.\d s: .*index\.html", done)


def test_progress_is_silent_in_a_pipe(built: tuple[Path, Result]) -> None:
    assert built[1].stderr == ""


def test_progress_is_shown_on_a_terminal(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    mistype(project)
    with pytest.raises(click.ClickException):
        main(["--project", str(project), "build"], standalone_mode=False)
    assert capsys.readouterr().err.startswith("Reading content and data ...")


def test_a_build_goes_where_output_says(with_site: Path, tmp_path: Path) -> None:
    shutil.rmtree(with_site / "site")
    result = run("--project", with_site, "build", "--output", tmp_path / "elsewhere")
    assert result.exit_code == 0, result.output
    assert (tmp_path / "elsewhere/index.html").is_file()
    assert not (with_site / "site").exists()


@pytest.mark.parametrize("output", ["", "..", "content", "data/site", "build", "build/private"])
def test_a_site_never_goes_where_private_files_are(project: Path, output: str) -> None:
    before = sorted(project.rglob("*"))
    result = run("--project", project, "build", "--output", project / output)
    assert result.exit_code == 2
    assert "private" in result.output
    assert sorted(project.rglob("*")) == before


def test_a_site_never_goes_into_counts_that_are_kept_elsewhere(
    project: Path, tmp_path: Path
) -> None:
    counts = (project / "data").rename(tmp_path / "counts")
    for output in (counts, counts / "site", tmp_path):
        result = run("--project", project, "--data", counts, "build", "--output", output)
        assert result.exit_code == 2, output
    assert len(list(counts.iterdir())) == 3


@pytest.mark.parametrize("command", ["build", "serve"])
def test_a_site_never_replaces_counts_that_lie_where_it_would_go(
    project: Path, command: str
) -> None:
    counts = (project / "data").rename(project / "site")
    assert run("--project", project, "--data", counts, command).exit_code == 2
    assert len(list(counts.iterdir())) == 3


def test_a_folder_that_holds_something_else_is_not_replaced(begun: Path, tmp_path: Path) -> None:
    letters = tmp_path / "letters"
    letters.mkdir()
    (letters / "a.txt").write_text("Dear family")
    result = run("--project", begun, "build", "--output", letters)
    assert result.exit_code == 2
    assert "holds something other than a site" in result.output
    assert (letters / "a.txt").read_text() == "Dear family"


# What is wrong


def test_a_sound_project_is_ready_to_build(begun: Path) -> None:
    result = run("--project", begun, "check", "--strict")
    assert result.exit_code == 0
    assert result.output == "No errors: 4 indicators, 2025-26 Q2, ready to build.\n"


def test_checking_writes_nothing(begun: Path) -> None:
    assert run("--project", begun, "check").exit_code == 0
    assert not (begun / "build").exists()


def test_a_problem_is_one_line_with_place_and_mend(project: Path) -> None:
    mistype(project)
    result = run("--project", project, "check")
    assert result.exit_code == 1
    assert (
        "content/indicators/assessments-on-time.yml:8: mesure: is not a field that is known here;"
        " did you mean measure?" in result.output.splitlines()
    )


def test_problems_are_a_list_for_programs(project: Path) -> None:
    mistype(project)
    result = run("--project", project, "check", "--format", "json")
    assert result.exit_code == 1
    first = next(each for each in json.loads(result.stdout) if each["field"] == "mesure")
    assert first["path"] == "content/indicators/assessments-on-time.yml"
    assert (first["line"], first["severity"]) == (8, "error")


def test_a_sound_project_is_an_empty_list_for_programs(begun: Path) -> None:
    result = run("--project", begun, "check", "--format", "json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])


def test_problems_are_annotations_in_a_ci_run(project: Path) -> None:
    mistype(project)
    result = run("--project", project, "check", "--format", "github")
    assert result.exit_code == 1
    assert (
        "::error file=content/indicators/assessments-on-time.yml,line=8,title=mesure::"
        in result.stdout
    )


def test_a_failed_build_says_all_problems_and_leaves_the_last_good_site(with_site: Path) -> None:
    mistype(with_site)
    edit(with_site / "data/children.csv", "children-supported", "children-suported")
    before = {path: path.read_bytes() for path in (with_site / "site").rglob("*.html")}
    result = run("--project", with_site, "build")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "assessments-on-time.yml:8: mesure:" in result.stderr
    assert "did you mean children-supported?" in result.stderr
    assert result.stderr.endswith("the last good site was left as it was.\n")
    assert before == {path: path.read_bytes() for path in (with_site / "site").rglob("*.html")}


def test_warnings_stop_a_command_only_when_it_is_strict(project: Path) -> None:
    warn(project)
    lenient, strict = (run("--project", project, "check", *flag) for flag in ([], ["--strict"]))
    assert (lenient.exit_code, strict.exit_code) == (0, 1)
    assert "warning: data/services.csv:" in lenient.output
    building = run("--project", project, "build", "--strict")
    assert building.exit_code == 1
    assert building.stderr.endswith("warnings, which --strict does not allow.\n")
    assert not (project / "site").exists()


def test_warnings_that_do_not_stop_a_command_are_printed(project: Path) -> None:
    warn(project)
    expected = run("--project", project, "check").output.splitlines()[0]
    assert expected.startswith("warning: data/services.csv:")
    first, again = (run("--project", project, "build") for _ in range(2))
    assert "its site was kept" in again.stdout
    released = run("--project", project, "release", "2025-26 Q2", "--force-illustrative")
    for result in (first, again, released):
        assert result.exit_code == 0, result.output
        assert result.stderr == f"{expected}\n"


def test_a_fault_in_a_baseline_is_named_on_its_line(project: Path) -> None:
    file = project / "content/indicators/assessments-on-time.yml"
    before = file.read_text(encoding="utf-8")
    file.write_text(f"{before}baseline: {{period: 2019-20, value: 140}}\n", encoding="utf-8")
    said = run("--project", project, "check").output
    assert f"assessments-on-time.yml:{len(before.splitlines()) + 1}: baseline: " in said


def test_no_message_holds_a_count(project: Path) -> None:
    edit(project / "data/services.csv", "2025-26 Q2,,,,39,", "2025-26 Q2,,,,7341,")
    result = run("--project", project, "check")
    assert result.exit_code == 1
    assert "data/services.csv" in result.output
    assert "7341" not in result.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--period", "the spring"], "--period: "),
        (["--period", "2025-26 Q7"], "--period: "),
    ],
)
def test_a_period_that_cannot_be_read_is_a_problem(
    begun: Path, arguments: list[str], said: str
) -> None:
    for command in ("check", "build"):
        result = run("--project", begun, command, *arguments)
        assert result.exit_code == 2
        assert result.output.startswith(said)


def test_a_build_up_to_an_earlier_period_knows_nothing_later(
    with_site: Path, tmp_path: Path
) -> None:
    output = tmp_path / "earlier"
    result = run("--project", with_site, "build", "--period", "2025-26 Q1", "--output", output)
    assert result.exit_code == 0, result.output
    with (output / "downloads/scorecard.csv").open(encoding="utf-8") as file:
        assert {row["period"] for row in csv.DictReader(file)} >= {"2025-26 Q1"}
    assert "2025-26 Q2" not in (output / "downloads/scorecard.csv").read_text(encoding="utf-8")


def test_a_name_with_html_in_it_is_printed_and_never_run(project: Path) -> None:
    (project / "content/pages/ours.md").write_text(
        '---\ntitle: "Ours <script>alert(1)</script> & more"\n---\nWords.\n', encoding="utf-8"
    )
    edit(project / "content/priorities.yml", "title: ", 'title: "<script>alert(2)</script>" # ')
    assert run("--project", project, "build").exit_code == 0
    pages = {page: page.read_text(encoding="utf-8") for page in project.glob("site/**/*.html")}
    assert [page for page, text in pages.items() if "<script>alert" in text] == []
    own = pages[project / "site/ours/index.html"]
    assert "<title>Ours &lt;script&gt;alert(1)&lt;/script&gt; &amp; more - " in own


def test_today_may_be_another_day(with_site: Path, tmp_path: Path) -> None:
    output = tmp_path / "later"
    result = run("--project", with_site, "build", "--as-at", "2031-03-07", "--output", output)
    assert result.exit_code == 0, result.output
    assert "7 March 2031" in (output / "index.html").read_text(encoding="utf-8")
    assert "2031" not in (with_site / "site/index.html").read_text(encoding="utf-8")


def test_counts_may_be_kept_elsewhere(project: Path, tmp_path: Path) -> None:
    counts = (project / "data").rename(tmp_path / "counts")
    assert run("--project", project, "check").exit_code == 1
    assert run("--project", project, "--data", counts, "check", "--strict").exit_code == 0


def test_a_folder_of_counts_without_a_table_is_a_problem(begun: Path, tmp_path: Path) -> None:
    result = run("--project", begun, "--data", tmp_path, "check")
    assert result.exit_code == 1
    [line] = result.stdout.splitlines()
    assert line == (
        f"{tmp_path}: the folder holds no table; name the folder of the counts with --data"
    )


def test_a_folder_without_a_project_is_a_problem_that_says_how_to_begin(tmp_path: Path) -> None:
    for command in ("check", "build"):
        result = run("--project", tmp_path, command)
        assert result.exit_code == 1
        assert "scorecard init" in result.output


@pytest.mark.parametrize(
    "arguments",
    [
        ["publish"],
        ["check", "--format", "xml"],
        ["check", "--as-at", "tomorrow"],
        ["--data", "no/such/folder", "check"],
        ["build", "--quickly"],
        ["serve", "--port", "99999"],
        ["--project", "no/such/folder", "serve", "--port", "0"],
        ["init"],
    ],
    ids=" ".join,
)
def test_wrong_use_has_a_status_of_its_own(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Usage:" in result.output


@pytest.mark.parametrize("command", ["build", "schema"])
def test_a_folder_that_cannot_be_written_to_is_one_line_and_no_traceback(
    project: Path, command: str
) -> None:
    (project / "build").write_text("in the way")
    result = run("--project", project, command)
    assert result.exit_code == 1
    [line] = result.stderr.splitlines()
    assert line.startswith(str(project / "build"))
    assert "cannot be read or written (" in line
    assert line.endswith("; check its permissions, and that no other program has it open")


def test_a_project_cannot_begin_below_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    result = run("init", tmp_path / "file" / "project")
    assert result.exit_code == 1
    [line] = result.stderr.splitlines()
    assert "cannot be read or written (" in line


@pytest.mark.parametrize(
    "arguments",
    [
        ["release", "garbage"],
        ["release", "2025-26 Q2", "--correct"],
        ["release", "2025-26 Q2", "--correct", "--reason", "Why"],
        ["withdraw", "2025-26 Q2", "--reason", "Why"],
        ["verify", "nowhere"],
        ["diff", "one", "other"],
        ["audit", "nowhere"],
    ],
    ids=" ".join,
)
def test_what_is_asked_for_and_cannot_be_is_wrong_use(begun: Path, arguments: list[str]) -> None:
    result = run("--project", begun, *arguments)
    assert result.exit_code == 2, result.output
    assert not (begun / "releases").exists()


# The program itself


def test_the_program_runs_by_its_name_and_as_a_module(begun: Path) -> None:
    program = Path(sys.executable).with_name("scorecard")
    for command in ([str(program)], [sys.executable, "-m", "scorecard.cli"]):
        done = subprocess.run(
            [*command, "--project", str(begun), "check"],
            check=False,
            capture_output=True,
            text=True,
            cwd=begun,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith("No errors: 4 indicators")


def test_help_does_not_wait_for_the_heavy_libraries() -> None:
    code = "import sys, scorecard.cli; print(sorted({'pandas', 'altair', 'mkdocs', 'scipy'} & "
    code += "set(sys.modules)))"
    begun = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]", f"after {time.perf_counter() - begun:.1f} s"
