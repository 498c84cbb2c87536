"""What every test may ask for: golden files, and property tests that do not depend on luck."""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest

from tests.browser.fixtures import browser, open_page, readers, serve
from tests.sharing import folder_of_run, share_compiled_templates

__all__ = ["browser", "open_page", "readers", "serve"]

GOLDEN = Path(__file__).parent / "golden"
Golden = Callable[[str, str], None]

# Two cores are shared by everything that runs, so a slow example is no fault. In CI the same
# examples are drawn every time: luck finds faults at a desk, not in someone else's submission.
hypothesis.settings.register_profile("desk", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "desk")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--golden",
        action="store_true",
        help="write the golden files from what the code gives now, instead of comparing with them",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
    # What takes longest is begun first, or one process would be at it when all others are done.
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)
    if not config.getoption("--golden"):
        return
    renewing = [item for item in items if "golden" in getattr(item, "fixturenames", ())]
    config.hook.pytest_deselected(items=[item for item in items if item not in renewing])
    items[:] = renewing


@pytest.fixture(scope="session", autouse=True)
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where the builds of a run keep the templates that they compiled."""
    folder = folder_of_run(tmp_path_factory) / "compiled-templates"
    folder.mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as patches:
        share_compiled_templates(folder, patches.setattr)
        yield folder


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a text with `tests/golden/PATH`, or write it there when run with `--golden`."""
    renew = bool(request.config.getoption("--golden"))

    def compare(path: str, text: str) -> None:
        file = GOLDEN / path
        if renew:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())
            return
        if not file.exists():
            pytest.fail(f"tests/golden/{path} is missing; write it with: make golden")
        # Bytes, so that a changed line ending is a change.
        expected = file.read_bytes().decode()
        if text != expected:
            pytest.fail(
                f"{difference(path, expected, text)}\n"
                f"tests/golden/{path} differs. If the change is meant: make golden, then read it "
                "with git diff before committing.",
                pytrace=False,
            )

    return compare


def difference(path: str, expected: str, text: str, most: int = 60) -> str:
    """The lines that differ, as a patch shows them, at most so many."""
    lines = list(
        difflib.unified_diff(
            [repr(line)[1:-1] for line in expected.splitlines(keepends=True)],
            [repr(line)[1:-1] for line in text.splitlines(keepends=True)],
            f"golden/{path}",
            "given now",
            lineterm="",
        )
    )
    more = [f"... and {len(lines) - most} lines more"] if len(lines) > most else []
    return "\n".join([*lines[:most], *more])
