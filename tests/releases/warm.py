"""Runs the program again and again in fresh forks of one process that has loaded everything.

Reads a line of arguments, forks, prints the fork's number, and after any other line how it ended.
"""

from __future__ import annotations

import importlib
import os
import shlex
import sys
from pathlib import Path

from tests.sharing import share_compiled_templates


def serve() -> None:
    share_compiled_templates(Path(sys.argv[1]), setattr)
    # Loaded before the fork, so that a run spends its time on the release and not on imports.
    for name in ("mkdocs.commands.build", "pandas", "scorecard.comparing", "scorecard.releasing"):
        importlib.import_module(name)
    from scorecard.cli import main

    while line := sys.stdin.readline():
        child = os.fork()
        if child == 0:
            nothing = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nothing, 1)
            status = 1
            try:
                main(shlex.split(line), standalone_mode=False)
                status = 0
            finally:
                os._exit(status)
        print(child, flush=True)  # noqa: T201 (how it talks)
        sys.stdin.readline()  # until then the number is not given to another process
        _, ended = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(ended), flush=True)  # noqa: T201 (the same)


if __name__ == "__main__":
    serve()
