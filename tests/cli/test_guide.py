"""Every command explains itself, and stands in the user guide with an example that works."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from scorecard.cli import main
from tests.cli.program import COMMANDS, GUIDE, run

# What the commands say of themselves


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS)])
def test_every_command_explains_itself(command: list[str]) -> None:
    for flag in ("--help", "-h"):
        result = run(*command, flag)
        assert result.exit_code == 0
        assert result.output.startswith("Usage:")


def options_of(command: click.Command) -> Iterator[click.Option]:
    yield from (each for each in command.params if isinstance(each, click.Option))


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_every_command_and_option_has_a_sentence_of_help(name: str) -> None:
    command = main.commands[name] if name else main
    assert command.help
    assert "." in command.help
    for option in options_of(command):
        assert option.help, option.name
        assert option.help.endswith((".", ")")), option.help


def sections() -> dict[str, str]:
    """The guide's page by command: the first part, without a name, is for all of them."""
    first, *rest = re.split(r"^## ", GUIDE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {"": first} | {part.partition("\n")[0].strip(): part for part in rest}


def undocumented(page: dict[str, str]) -> list[str]:
    commands = {"": main, **main.commands}
    missing = [name for name in commands if name not in page]
    return missing + [
        f"{name} {flag}"
        for name, command in commands.items()
        for option in options_of(command)
        for flag in option.opts
        if f"`{flag}" not in page.get(name, "")
    ]


def test_every_command_and_option_is_in_the_guide_and_nothing_else_is() -> None:
    page = sections()
    assert undocumented(page) == []
    assert sorted(set(page) - {""}) == COMMANDS


def test_an_option_that_the_guide_leaves_out_is_named() -> None:
    page = sections()
    page["build"] = page["build"].replace("`--output", "")
    assert undocumented(page) == ["build --output"]


def examples() -> list[list[str]]:
    blocks = re.findall(
        r"^```sh\n(.*?)^```", GUIDE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    return [shlex.split(line) for block in blocks for line in block.splitlines()]


def test_the_guide_has_an_example_of_each_command() -> None:
    assert {name for name in COMMANDS for words in examples() if name in words} == set(COMMANDS)


@pytest.mark.parametrize(
    "words", [words for words in examples() if "serve" not in words], ids=" ".join
)
def test_the_examples_of_the_guide_work(
    words: list[str], with_releases: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(with_releases)
    result = run(*words[1:])
    assert words[0] == "scorecard"
    assert result.exit_code == 0, result.output
