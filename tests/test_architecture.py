"""The house rules of the repository, each with a test that shows it can fail."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SETTINGS = ROOT / "pyproject.toml"
LONGEST = 400

# Library: the files that may import it, as paths inside the package.
DOORS = {
    "click": ("cli.py", "cli/*"),
    "yaml": ("yaml_source/reading.py",),
    "pydantic": ("yaml_source/*", "framework/*", "measures/*"),
    "pandas": ("tables/*", "disclosure/*", "outputs/*"),
    "numpy": ("tables/*", "disclosure/*", "outputs/*"),
    "openpyxl": ("tables/*", "outputs/*"),
    "highspy": ("disclosure/*",),
    "scipy": ("measures/intervals.py",),
    "altair": ("charts/*",),
    "vl_convert": ("charts/*",),
    "jinja2": ("outputs/*",),
    "markdown": ("publish/*",),
    "mkdocs": ("publish/*",),
    "material": ("publish/*",),
}
GENERATED = ("build", "site", "releases", "dist")
# In pieces, so that this file does not hold what it looks for.
REGISTRIES = re.compile(
    r"(?:pypi|pythonhosted|npmjs|npmmirror|debian|crates|maven|yarnpkg|ubuntu)"
    r"\.(?:org|com|io)(?:/|\b)|"
    r"(?:index|find|registry)[-_ ]?(?:url|links)?\s*=\s*['\"]?(?:https?|file):/|"
    r"^(?:--(?:extra-)?index-url|--find-links) ",
    re.MULTILINE | re.IGNORECASE,
)


def tracked(root: Path = ROOT) -> list[str]:
    """Every file under version control, as paths from the root, less those deleted since."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=root, check=True, capture_output=True, text=True
    ).stdout
    return [path for path in listed.split("\0") if path and (root / path).is_file()]


def python_files() -> list[str]:
    return [path for path in tracked() if path.endswith(".py")]


def checked(folder: Path, tool: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a tool of this environment in a folder."""
    command = [str(Path(sys.executable).with_name(tool)), *arguments]
    return subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check the contracts of pyproject.toml on the package in a folder."""
    return checked(folder, "lint-imports", "--no-cache", "--no-logo", "--config", str(SETTINGS))


def broken(run: subprocess.CompletedProcess[str]) -> str:
    """The names of the contracts that a run found broken, one after the other."""
    names = re.split(r" (KEPT|BROKEN)", " ".join(run.stdout.split()))
    return "; ".join(
        name for name, how in zip(names[::2], names[1::2], strict=False) if how[0] == "B"
    )


def imported(source: str) -> set[str]:
    """The first names of all modules that a source file imports, wherever it does."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {name.name.partition(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.add((node.module or "").partition(".")[0])
    return found


def wrong_doors(sources: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Each library that a file of the package imports beside its door."""
    for path, source in sources:
        for library in sorted(imported(source) & DOORS.keys()):
            if not any(fnmatch(path, door) for door in DOORS[library]):
                yield f"{path} imports {library}, which belongs to {', '.join(DOORS[library])}"


def generated(paths: Iterable[str]) -> list[str]:
    """The paths in a folder that builds write, of this project or of an example."""
    return [
        path
        for path in paths
        if path.split("/")[0] in GENERATED
        or (path.startswith("examples/") and set(path.split("/")[2:3]) & set(GENERATED))
        or "__pycache__" in path
        or ".egg-info" in path
    ]


def named_like_the_standard_library(paths: Iterable[str]) -> list[str]:
    return [path for path in paths if Path(path).stem in sys.stdlib_module_names]


@pytest.mark.slow
def test_every_type_fits() -> None:
    run = checked(ROOT, "mypy")
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("command", [("check",), ("format", "--check")], ids=" ".join)
def test_the_linter_finds_nothing(command: tuple[str, ...], tmp_path: Path) -> None:
    run = checked(ROOT, "ruff", *command)
    assert run.returncode == 0, run.stdout + run.stderr
    (tmp_path / "planted.py").write_text("import os,sys\n", encoding="utf-8")
    planted = checked(tmp_path, "ruff", *command, "--config", str(SETTINGS))
    assert planted.returncode == 1, planted.stderr


def test_imports_keep_to_the_rooms_and_the_wall() -> None:
    run = lint_imports(ROOT)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize(
    ("path", "line", "contract"),
    [
        ("scoring/planted.py", "from scorecard import tables", "The wall"),
        ("tables/planted.py", "from scorecard import scoring", "Imports go one way"),
        ("publish/planted.py", "from scorecard import outputs", "Imports go one way"),
        ("disclosure/audit.py", "from scorecard.disclosure import protect", "The audit shares"),
        ("planted.py", "", "Imports go one way"),
    ],
)
def test_an_import_against_a_rule_breaks_its_contract(
    tmp_path: Path, path: str, line: str, contract: str
) -> None:
    for file in python_files():
        if file.startswith("scorecard/"):
            (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / file, tmp_path / file)
    if "audit" in path:
        (tmp_path / "scorecard/disclosure/protect.py").write_text("")
    (tmp_path / "scorecard" / path).write_text(f"{line}\n")
    run = lint_imports(tmp_path)
    assert run.returncode == 1
    assert contract in broken(run), run.stdout


def test_the_published_side_does_not_reach_private_counts_through_another_room(
    tmp_path: Path,
) -> None:
    shutil.copytree(ROOT / "scorecard", tmp_path / "scorecard")
    (tmp_path / "scorecard/framework/planted.py").write_text("from scorecard import tables\n")
    (tmp_path / "scorecard/charts/planted.py").write_text(
        "from scorecard.framework import planted\n"
    )
    run = lint_imports(tmp_path)
    assert "The wall" in broken(run), run.stdout


def test_each_library_has_one_door() -> None:
    package = [path for path in python_files() if path.startswith("scorecard/")]
    inside = ((path.removeprefix("scorecard/"), (ROOT / path).read_text()) for path in package)
    assert list(wrong_doors(inside)) == []


def test_a_library_imported_beside_its_door_is_found_inside_a_function_too() -> None:
    late = "def f():\n    from scipy.stats import beta\n"
    assert len(list(wrong_doors([("scoring/x.py", late)]))) == 1
    assert len(list(wrong_doors([("wording.py", "import pandas as pd")]))) == 1
    assert list(wrong_doors([("measures/intervals.py", late)])) == []


def test_no_python_file_is_too_long_to_read() -> None:
    lengths = {path: len((ROOT / path).read_text().splitlines()) for path in python_files()}
    assert {path: length for path, length in lengths.items() if length > LONGEST} == {}


def test_nothing_generated_is_committed() -> None:
    assert generated(tracked()) == []


def test_generated_folders_are_told_from_sources() -> None:
    built = ["site/index.html", "examples/worcestershire/build/docs/index.md", "releases/x/y.csv"]
    sources = ["benchmarks/build/run.py", "tests/outputs/test_site.py", "docs/site.md"]
    assert generated(built + sources) == built


def test_no_file_is_named_like_a_module_of_the_standard_library() -> None:
    assert named_like_the_standard_library(python_files()) == []
    assert named_like_the_standard_library(["scorecard/calendar.py"]) != []


def test_no_file_names_a_package_registry() -> None:
    found = {
        path
        for path in tracked()
        if REGISTRIES.search((ROOT / path).read_bytes().decode("utf-8", errors="ignore"))
    }
    assert found == set()


@pytest.mark.parametrize(
    "text",
    [
        "https://" + "pypi" + ".org/simple",
        '"resolved": "https://registry.' + "npmjs" + '.org/axe-core"',
        "--extra-index" + "-url file:///a",
        "registry" + " = https://example.org/",
        "find-links" + " = 'file:///wheels'",
    ],
)
def test_the_address_of_a_registry_is_recognised(text: str) -> None:
    assert REGISTRIES.search(text)


def test_the_lock_has_a_hash_for_each_requirement_and_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    requirements = re.split(r"\n(?=\w)", lock)
    assert len(requirements) > 50
    assert [text.split()[0] for text in requirements if "--hash=sha256:" not in text] == []
    assert [text.split()[0] for text in requirements if "==" not in text.split()[0]] == []
    assert "://" not in lock
