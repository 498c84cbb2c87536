"""Where the time of a build goes, in CPU seconds of one run, its child processes included.

    python benchmarks/build [PROJECT]

Builds a copy of the scorecard (by default the one at the root) twice, then its finished pages in
three ways: as they are, with Markdown tables and inline drawings instead of fragments, and as an
empty site. What a build imports on its way is imported first and counts as start-up. Drawing charts
takes most of the time and is done once; everything else is built anew REPEATS times with those
charts, and the websites ROUNDS times, each in a fresh Python. Seconds are the least of each phase:
what else runs on the same cores can only make one larger. The rest is held against MkDocs, and
fragments against Markdown, within each run, since the machine's pace changes from run to run, and
the median of these ratios counts. The project stands in memory where the system has a folder for
that, so that no disk is measured. Templates that were compiled before are found again, as compiled
modules are. Ends with 1 where a bar is not kept.
"""

from __future__ import annotations

import gc
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).parents[2]
LIBRARIES = (
    "altair",
    "highspy",
    "material.plugins.search.plugin",
    "mkdocs.commands.build",
    "pandas",
    "scipy.special",
    "vl_convert",
)
# Phase: the module and the name of the function that it is spent in, as its caller knows it.
PHASES = {
    "MkDocs": ("scorecard.pipeline", "build_website"),
    "charts": ("scorecard.outputs.pages", "render_all"),
    "audit": ("scorecard.pipeline", "_audit_own"),
    "reading": ("scorecard.pipeline", "check"),
    "protecting": ("scorecard.checking", "protect"),
    "scoring": ("scorecard.pipeline", "assess"),
    "downloads": ("scorecard.pipeline", "write_downloads"),
    "pages": ("scorecard.pipeline", "write_pages"),
    "links": ("scorecard.pipeline", "broken_links"),
}
Seconds = dict[str, float]
KNOWN = ("start-up", "MkDocs", "charts", "audit")
REST = ("reading", "protecting", "scoring", "downloads", "pages", "links", "other")
REPEATS = 12
ROUNDS = 7
CACHE = "build/cache"
MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
INSIDE = {"protecting": "reading", "charts": "pages"}
ROW = re.compile(r"<tr.*?</tr>", re.DOTALL)
CELL = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>", re.DOTALL)
FRAGMENT = re.compile(r"^<!-- fragment: (\S+) -->$", re.MULTILINE)


def cpu() -> float:
    own, children = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def main() -> None:
    project = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT
    with tempfile.TemporaryDirectory(dir=MEMORY) as temporary:
        copy = clean_copy(project, Path(temporary) / "scorecard")
        first, second = run("build", copy), run("build", copy)
        quick = [again("build", project, copy) for _ in range(REPEATS)]
        sites = [again("pages", project, copy) for _ in range(ROUNDS)]
    runs = [first, *quick]
    drawn = {name: first[name] for name in ("charts", "all")}
    middle = median(run["rest"] / run["MkDocs"] for run in runs)
    fragments = median(
        (run["fragments"] - run["empty"]) / (run["Markdown"] - run["empty"]) for run in sites
    )
    sys.exit(not show(least(runs) | drawn, second, least(sites), middle, fragments))


def clean_copy(project: Path, folder: Path) -> Path:
    """What people wrote, and nothing that was built."""
    for name in ("content", "data"):
        shutil.copytree(project / name, folder / name)
    return folder


def again(what: str, project: Path, drawn: Path) -> Seconds:
    """What one part of the benchmark spends on a clean copy whose charts are drawn already."""
    folder = clean_copy(project, drawn.with_name("again"))
    shutil.copytree(drawn / CACHE, folder / CACHE)
    try:
        return run(what, folder)
    finally:
        shutil.rmtree(folder)


def least(rounds: Iterable[Seconds]) -> Seconds:
    """The least that any round spent in each phase."""
    found: Seconds = {}
    for spent in rounds:
        found |= {name: min(seconds, found.get(name, seconds)) for name, seconds in spent.items()}
    return found


def run(what: str, folder: Path) -> Seconds:
    """Run one part of the benchmark in a fresh Python."""
    command = [sys.executable, __file__, f"--{what}", str(folder)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return dict(json.loads(printed))


def show(
    first: Seconds,
    second: Seconds,
    pages: Seconds,
    rest_to_mkdocs: float,
    fragments_to_markdown: float,
) -> bool:
    """Print where the time goes, and whether every bar is kept."""
    print("A clean build, CPU seconds")
    for name in KNOWN:
        print(f"  {name:12} {first[name]:6.2f}")
    print(f"  {'the rest':12} {first['rest']:6.2f}")
    for name in REST:
        print(f"    {name:10} {first[name]:6.2f}")
    print(f"  {'all':12} {first['all']:6.2f}")
    print(f"A second build with nothing changed: {second['all']:.2f}")
    fragments, markdown = (pages[name] - pages["empty"] for name in ("fragments", "Markdown"))
    print(f"MkDocs: empty site {pages['empty']:.2f}; more with fragments {fragments:.2f}, "
          f"with Markdown tables and inline drawings {markdown:.2f}")  # fmt: skip
    bars = [
        ratio("the rest / MkDocs", rest_to_mkdocs, 1),
        ratio("second build / first", second["all"] / first["all"], 1 / 3),
        ratio("fragments / Markdown and inline", fragments_to_markdown, 1 / 2),
    ]
    return all(bars)


def ratio(name: str, value: float, bar: float) -> bool:
    print(f"{name:32} {value:5.2f}  at most {bar:.2f}: {'kept' if value <= bar else 'NOT KEPT'}")
    return value <= bar


def one_build(folder: Path) -> Seconds:
    """Build once, as the command does, and give the CPU seconds of each phase, none twice."""
    from scorecard.cli import main as command

    spent = dict.fromkeys(PHASES, 0.0)
    for phase, (module, name) in PHASES.items():
        found = import_module(module)
        setattr(found, name, timed(getattr(found, name), phase, spent))
    spent["start-up"] = cpu()
    with redirect_stdout(sys.stderr):
        command(["--project", str(folder), "build"], standalone_mode=False)
    for inner, outer in INSIDE.items():
        spent[outer] -= spent[inner]
    spent["all"] = cpu()
    spent["rest"] = spent["all"] - sum(spent[name] for name in KNOWN)
    spent["other"] = spent["rest"] - sum(spent[name] for name in REST[:-1])
    return spent


def timed(function: Callable[..., Any], phase: str, spent: Seconds) -> Callable[..., Any]:
    def call(*arguments: Any, **named: Any) -> Any:
        with clock(phase, spent):
            return function(*arguments, **named)

    return call


@contextmanager
def clock(phase: str, spent: Seconds) -> Iterator[None]:
    began = cpu()
    try:
        yield
    finally:
        spent[phase] = spent.get(phase, 0.0) + cpu() - began


def three_sites(folder: Path) -> Seconds:
    """Build the website of finished pages in three ways, and give the CPU seconds of each."""
    from scorecard import pipeline
    from scorecard.checking import Options
    from scorecard.cli import GARBAGE
    from scorecard.project import Project
    from scorecard.publish.website import WebsiteError

    gc.set_threshold(*GARBAGE)
    project, asked = Project(folder), {}

    def note(docs: Path, _site: Path, **named: Any) -> None:
        asked.update(named, docs=docs)
        raise WebsiteError

    build_website, pipeline.build_website = pipeline.build_website, note
    try:
        pipeline.build(project, Options())
    except WebsiteError:
        docs = asked.pop("docs")
    markdown, empty = folder / "markdown", folder / "empty"
    write_as_markdown(docs, asked["fragments"], markdown)
    empty.mkdir()
    (empty / "index.md").write_text("# Nothing\n")
    nothing = replace(asked["settings"], nav=[{"Home": "index.md"}], footer_links=())
    spent: Seconds = {}
    # The first site of a process pays for what the others find ready.
    for name, pages in [("", empty), ("empty", empty), ("fragments", docs), ("Markdown", markdown)]:
        settings = nothing if pages == empty else asked["settings"]
        with clock(name, spent):
            try:
                build_website(pages, folder / "site", **asked | {"settings": settings})
            except WebsiteError as fault:
                # In Markdown, links lose the anchors that fragments hold; the site is built first.
                if name != "Markdown":
                    raise
                print(fault, file=sys.stderr)
    return spent


def write_as_markdown(docs: Path, fragments: Path, target: Path) -> None:
    """The same pages with what MkDocs would have had to work through without fragments."""
    shutil.copytree(docs, target)
    for page in target.rglob("*.md"):
        text = page.read_text("utf-8")
        page.write_text(FRAGMENT.sub(lambda m: in_place(fragments, m.group(1)), text), "utf-8")


def in_place(fragments: Path, name: str) -> str:
    html = (fragments / f"{name}.html").read_text("utf-8")
    if "<table" not in html:
        return re.sub(r"\n\s*\n", "\n", html)
    rows = [[one_line(cell, fragments) for cell in CELL.findall(row)] for row in ROW.findall(html)]
    head, *body = rows
    body = [row + [""] * (len(head) - len(row)) for row in body]
    lines = [head, ["---"] * len(head), *body]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def one_line(cell: str, fragments: Path) -> str:
    """What a cell holds, its links, statuses and small charts with it, on one line."""
    filled = FRAGMENT.sub(lambda m: in_place(fragments, m.group(1)), cell)
    return " ".join(filled.split()).replace("|", "\\|")


if __name__ == "__main__":
    parts = {"--build": one_build, "--pages": three_sites}
    if len(sys.argv) == 3 and sys.argv[1] in parts:
        for library in (*LIBRARIES, "scorecard.cli", "scorecard.pipeline"):
            import_module(library)
        print(json.dumps(parts[sys.argv[1]](Path(sys.argv[2]))))
    else:
        main()
