"""What every file of the command line shares: an option, a fault, and progress."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import click


class Failed(click.ClickException):
    """Something in what the user wrote stopped the command: exit status 1."""

    exit_code = 1

    def show(self, file: Any = None) -> None:
        """Print the message alone: it begins with a file's name, so that editors can follow it."""
        click.echo(self.message, file=file, err=True)


def as_at_option(command: Callable[..., None]) -> Callable[..., None]:
    """The option for the day that a command takes for today."""
    option = click.option(
        "--as-at",
        type=click.DateTime(["%Y-%m-%d"]),
        help="The day to take for today (by default the calendar's date for the period).",
    )
    return option(command)


def say(step: str) -> None:
    """Progress, on a terminal only."""
    if sys.stderr.isatty():
        click.echo(f"{step} ...", err=True)
