"""Release 40 quarters of a generated small project, one after another.

    python benchmarks/releases/quarters.py [QUARTERS]

Prints seconds for each release, and what each version adds to the disk beyond its own pages and
downloads. Bars: the last takes at most 1.3 times as long as the first, although its series are 40
quarters longer, and a version adds at most 1 MB.

Time is the processor's, without loading the program, which would hide how it grows. The first and
the last are released again in turn, round after round, and the median of the rounds' ratios counts:
a machine that slows down for a while slows both. Two more figures show where it goes: the whole
command, as a person or a pipeline waits for it, and a plain build without releases, whose series
grow alike. The project stands in memory where the system has a folder for that, so that no disk is
measured.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from click.testing import CliRunner

from scorecard.cli import main

INDICATORS = 6
SHOWN = 12  # quarters of history that stand in the data when the first is released
# Where other work shares the processor, single ratios vary by a tenth; their median by a fiftieth.
ROUNDS, ROUNDS_BESIDE = 40, 7
ALLOWED_TIMES = 1.3
ALLOWED_BYTES = 1_000_000
MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
SCORECARD = """\
title: Generated scorecard
partnership: A partnership
contact: {name: Performance team}
areas:
  - {id: district, name: The district, parts: [east, west]}
  - {id: east, name: East locality}
  - {id: west, name: West locality}
"""
INDICATOR = """\
id: measure-{number}
title: Measure {number}
measure: percentage
polarity: higher
flow: snapshot
target: {{at_least: 70}}
"""


def periods(count: int) -> list[str]:
    """Quarters in order, from the first of 2008-09."""
    years = (2008 + number // 4 for number in range(count))
    return [f"{y}-{(y + 1) % 100:02d} Q{n % 4 + 1}" for n, y in enumerate(years)]


def write(folder: Path, quarters: list[str]) -> None:
    """Write the whole project; a release of a quarter reads no later one."""
    chance = random.Random(40)
    (folder / "content/indicators").mkdir(parents=True)
    (folder / "data").mkdir()
    (folder / "content/scorecard.yml").write_text(SCORECARD)
    lines = ["indicator,period,area,numerator,denominator"]
    for number in range(INDICATORS):
        path = folder / f"content/indicators/measure-{number}.yml"
        path.write_text(INDICATOR.format(number=number))
    for place, quarter in enumerate(quarters):
        # Every third quarter, so the first that is released and the last, two have one to hide.
        few = (place % INDICATORS, (place + 1) % INDICATORS) if place % 3 == 0 else ()
        for number in range(INDICATORS):
            east, west = (chance.randint(30, 90) for _ in range(2))
            parts = [("east", 2 if number in few else east, 100), ("west", west, 100)]
            parts.append(("", parts[0][1] + west, 200))
            lines += [f"measure-{number},{quarter},{a},{n},{d}" for a, n, d in parts]
    (folder / "data/all.csv").write_text("\n".join(lines) + "\n")
    approvals = [f"- {{period: {q}, role: Board, date: 2020-01-01}}" for q in quarters]
    (folder / "content/approvals.yml").write_text("\n".join(approvals) + "\n")


def on_disk(folder: Path) -> int:
    """Bytes of all files below a folder, of which one with several names counts once."""
    seen = {}
    for path in folder.rglob("*"):
        if path.is_file():
            about = path.stat()
            seen[about.st_ino] = about.st_size
    return sum(seen.values())


def copied(source: Path, target: Path) -> Path:
    """A copy of a project in which the names of one file are names of one file again.

    Of most files a folder of releases holds two, and the state before the last release a third.
    """
    first: dict[int, str] = {}

    def copy(path: str, to: str) -> str:
        one = first.setdefault(Path(path).stat().st_ino, to)
        if one == to:
            return shutil.copy2(path, to)
        os.link(one, to)
        return to

    return shutil.copytree(source, target, copy_function=copy)


def pages_and_downloads(version: Path) -> int:
    """Bytes of the pages and downloads of one version."""
    files = [*version.rglob("*.html"), *(version / "downloads").rglob("*")]
    return sum(path.stat().st_size for path in files if path.is_file())


def here(project: Path, *words: str) -> float:
    """Seconds of the processor that a command takes in this process, which is loaded already."""
    begun = time.process_time()
    done = CliRunner().invoke(main, ["--project", str(project), *words])
    if done.exit_code:
        sys.exit(done.output)
    return time.process_time() - begun


def released(project: Path, quarter: str) -> float:
    """Seconds to release a quarter, without loading the program."""
    return here(project, "release", quarter)


def built(project: Path, quarter: str) -> float:
    """Seconds to build a quarter that knows of no release, without loading the program."""
    shutil.rmtree(project / "releases", ignore_errors=True)
    return here(project, "build", "--period", quarter)


def command(project: Path, quarter: str) -> float:
    """Seconds of the processor that the whole command takes."""
    before = spent_by_children()
    words = [sys.executable, "-m", "scorecard.cli", "--project", str(project), "release", quarter]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return spent_by_children() - before


def spent_by_children() -> float:
    """Seconds of the processor of all programs that were started here and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def compared(
    take: Callable[[Path, str], float], states: list[Path], quarters: list[str], rounds: int
) -> tuple[float, float, float]:
    """Seconds of the processor for the first and for the last, and how many times longer it took.

    Each is the median of its rounds.
    """
    taken = []
    for _ in range(rounds):
        seconds = []
        for state, quarter in zip(states, quarters, strict=True):
            copy = copied(state, state.with_name("again"))
            seconds.append(take(copy, quarter))
            shutil.rmtree(copy)
        taken.append(seconds)
    first, last = (median(side) for side in zip(*taken, strict=True))
    return first, last, median(other / one for one, other in taken)


def run() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    quarters = periods(SHOWN + count)
    with tempfile.TemporaryDirectory(dir=MEMORY) as made:
        project, first, last = (Path(made) / name for name in ("project", "first", "last"))
        write(project, quarters)
        # Loads the libraries, and the fonts of charts.
        here(project, "build", "--period", quarters[SHOWN - 1])
        shutil.copytree(project, first)
        added = []
        for quarter in quarters[SHOWN:]:
            if quarter == quarters[-1]:
                copied(project, last)
            before = on_disk(project / "releases") if added else 0
            seconds = released(project, quarter)
            own = pages_and_downloads(project / "releases" / quarter.lower().replace(" ", "-"))
            added.append(on_disk(project / "releases") - before - own)
            print(f"{quarter}: {seconds:.2f} s of CPU, "
                  f"{added[-1] / 1000:.0f} kB beyond {own / 1000:.0f} kB")  # fmt: skip
        states, ends = [first, last], [quarters[SHOWN], quarters[-1]]
        times = {}
        for what, take, rounds in (
            ("a release", released, ROUNDS),
            ("the whole command, its start included", command, ROUNDS_BESIDE),
            ("a plain build, without releases", built, ROUNDS_BESIDE),
        ):
            one, other, times[what] = compared(take, states, ends, rounds)
            print(f"{what}: {one:.2f} s and {other:.2f} s of CPU, {times[what]:.2f} times")
    last_to_first = times["a release"]
    kept = [
        bar(f"the last takes {last_to_first:.2f} times as long as the first",
            f"at most {ALLOWED_TIMES}", kept=last_to_first <= ALLOWED_TIMES),
        bar(f"a version adds at most {max(added) / 1000:.0f} kB",
            f"at most {ALLOWED_BYTES // 1000}", kept=max(added) <= ALLOWED_BYTES),
    ]  # fmt: skip
    return int(not all(kept))


def bar(said: str, allowed: str, *, kept: bool) -> bool:
    """Print a figure beside its bar, and whether it is kept."""
    print(f"{said} ({allowed}): {'kept' if kept else 'NOT KEPT'}")
    return kept


if __name__ == "__main__":
    os.environ.setdefault("TZ", "UTC")
    sys.exit(run())
