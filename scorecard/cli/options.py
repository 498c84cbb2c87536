"""What every file of the command line shares: an option, a fault, and progress."""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable, Iterable
from typing import Any

import click

from scorecard.problems import Problem


class Failed(click.ClickException):
    """Something in what the user wrote stopped the command: exit status 1."""

    exit_code = 1

    def show(self, file: Any = None) -> None:
        """Print the message alone: it begins with a file's name, so that editors can follow it."""
        click.echo(self.message, file=file, err=True)


class WrongUse(Failed):
    """What was asked for makes no sense, whatever the user wrote in the project: exit status 2."""

    exit_code = 2


def stopped_by(problems: Iterable[Problem], message: str) -> Failed:
    """What to end with: wrong use where a problem lies in an option rather than in a file."""
    options = any(problem.place.path.startswith("--") for problem in problems)
    return WrongUse(message) if options else Failed(message)


class Program(click.Group):
    """The commands, none of which ends in a traceback for a file that cannot be read or written."""

    def invoke(self, context: click.Context) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(context)
        except OSError as fault:
            if fault.errno == errno.EPIPE:  # the reader of a pipe has gone, which Click minds
                raise
            where = fault.filename or "a file"
            why = fault.strerror or type(fault).__name__
            raise Failed(
                f"{where}: cannot be read or written ({why}); check its permissions, and that no"
                " other program has it open"
            ) from fault


AS_BUILT = "The day to take for today (by default the calendar's date for the period)."
AS_RELEASED = "The day of publication (by default the calendar's, or a correction's last approval)."
AS_LISTED = "The day to take for today (by default today)."


def as_at_option(means: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The option for the day that a command takes for today, with what it means there."""
    return click.option("--as-at", type=click.DateTime(["%Y-%m-%d"]), help=means)


def say(step: str) -> None:
    """Progress, on a terminal only."""
    if sys.stderr.isatty():
        click.echo(f"{step} ...", err=True)
