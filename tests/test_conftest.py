"""What every test may ask for: golden comparisons that can fail, and one browser in a process."""

from __future__ import annotations

import ast
import shutil
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

HERE = Path(__file__).parent
TEST = (
    'def test_it(golden):\n    golden("page.md", "one\\ntwo\\n")\n\ndef test_other():\n    pass\n'
)


@pytest.fixture
def project(pytester: pytest.Pytester) -> pytest.Pytester:
    shutil.copy(HERE / "conftest.py", pytester.path)
    pytester.makepyfile(test_page=TEST)
    return pytester


def test_a_text_that_equals_its_golden_file_passes(project: pytest.Pytester) -> None:
    golden = project.path / "golden/page.md"
    golden.parent.mkdir()
    golden.write_bytes(b"one\ntwo\n")
    project.runpytest().assert_outcomes(passed=2)


@pytest.mark.parametrize("old", [b"one\n2\n", b"one\r\ntwo\r\n", b"one\ntwo"])
def test_a_text_that_differs_in_a_line_or_a_line_ending_fails_and_shows_where(
    project: pytest.Pytester, old: bytes
) -> None:
    golden = project.path / "golden/page.md"
    golden.parent.mkdir()
    golden.write_bytes(old)
    run = project.runpytest()
    run.assert_outcomes(passed=1, failed=1)
    run.stdout.fnmatch_lines(["*+two*", "*make golden*"])
    assert golden.read_bytes() == old


def test_a_missing_golden_file_fails(project: pytest.Pytester) -> None:
    project.runpytest().assert_outcomes(passed=1, failed=1)


def test_renewing_runs_only_the_tests_that_have_golden_files(project: pytest.Pytester) -> None:
    project.runpytest("--golden").assert_outcomes(passed=1, deselected=1)
    assert (project.path / "golden/page.md").read_bytes() == b"one\ntwo\n"


def test_no_fixture_is_taken_into_a_second_conftest() -> None:
    """It would be made twice in a process that runs tests of both folders; a browser cannot be."""
    for conftest in HERE.glob("*/**/conftest.py"):
        for node in ast.walk(ast.parse(conftest.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom):
                assert "fixtures" not in str(node.module), conftest
                assert not str(node.module).endswith("conftest"), conftest
