"""Each scorecard of this repository builds, and says what its source says, no more and no less."""

from __future__ import annotations

import csv
import html
import json
import re
import subprocess
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from scorecard.charts.render import Job
from scorecard.checking import Options, check
from scorecard.disclosure.audit import audit_release
from scorecard.framework.indicators import Indicator
from scorecard.framework.plan import Action
from scorecard.framework.prose import TAKEN
from scorecard.outputs import pages, write_downloads
from scorecard.outputs.pages import write_pages
from scorecard.outputs.pages.menu import OWN
from scorecard.periods import PeriodError, parse_period
from scorecard.problems import Problems, as_text
from scorecard.project import Project
from scorecard.publish.website import package_theme
from scorecard.scoring.assess import assess
from tests.examples import (
    EXAMPLES,
    ROOT,
    Example,
    example,
    figures_of,
    lines_of,
    names_of,
    rows_of,
)

each = pytest.mark.parametrize("one", EXAMPLES, ids=lambda one: one.name)
each_real = pytest.mark.parametrize("one", EXAMPLES[1:], ids=lambda one: one.name)
WORDS = {"this type"}
"""What SOURCE.md sets in its type without being an id, a file, a field or a period."""
SMALL = {
    "worcestershire": {"child-protection-cases": "3", "taken-into-care": "3"},
    "walsall-plan-2017": {"households-domestic-abuse": "9"},
}
"""The small counts of the sources, which their policies hide: 9 is of those aged 16 and over."""
PLACES = re.compile(r"<(?:tr|li|div class=.card).*?</(?:tr|li|div)>", re.DOTALL)
"""The rows and cards in which pages about many figures tell each."""
INNER = re.compile(r"<(?:script|style)\b.*?</(?:script|style)>|<[^>]+>", re.DOTALL)
DATES = re.compile(r"\b\d\d? (?:May|July) 20\d\d\b|\b20\d\d-\d\d-\d\d\b")


def words_of(markup: str) -> str:
    """What a reader sees of some markup, without dates."""
    return DATES.sub("", html.unescape(INNER.sub(" ", markup)))


def told(text: str, figure: str) -> bool:
    """Whether a number stands in a text by itself."""
    return re.search(rf"(?<![\w.,-]){figure}(?![\w,-]|\.\d)", text) is not None


def release_of(site: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site / "downloads" / "scorecard.json").read_text("utf-8"))
    return found


@each
def test_no_page_of_ones_own_can_have_an_address_that_the_site_has(
    one: Example, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder, _ = one.built(tmp_path_factory)
    found = [at for at in (folder / "site").iterdir() if at.is_dir() or at.suffix == ".html"]
    own = {page.name for page in one.framework.pages}
    assert {at.stem for at in found} - own - set(OWN) <= TAKEN


@each
def test_it_builds_from_a_clean_checkout_without_a_warning(
    one: Example, builds: Mapping[str, subprocess.CompletedProcess[str]]
) -> None:
    built = builds[one.name]
    assert built.returncode == 0, built.stderr
    assert "warning" not in (built.stdout + built.stderr).lower()


@each
def test_no_promise_is_broken_in_what_was_built(one: Example, sites: Mapping[str, Path]) -> None:
    assert audit_release(release_of(sites[one.name])).failures == ()


@each
def test_only_the_demonstration_says_that_its_figures_are_made_up(
    one: Example, sites: Mapping[str, Path]
) -> None:
    assert release_of(sites[one.name])["illustrative"] is (one.name == "root")


@each
def test_source_page_names_only_what_exists(one: Example) -> None:
    known = names_of(one.framework) | set(Indicator.model_fields) | {"financial_year_starts"}
    for name in set(re.findall(r"`([^`]+)`", one.source.read_text("utf-8"))) - known - WORDS:
        places = [one.folder / name, one.folder / "content" / name, ROOT / name]
        if not any(place.exists() for place in places):
            try:
                parse_period(name)
            except PeriodError:
                pytest.fail(f"{one.source.name} names {name}, which does not exist")


@each
def test_source_page_leaves_out_no_reference(one: Example) -> None:
    text = one.source.read_text("utf-8")
    for ref in {row["ref"] for row in one.rows}:
        assert re.search(rf"(?<![\w.]){re.escape(ref)}(?![\d%]|\.\d)", text), ref


@each
def test_every_reference_is_some_items(one: Example) -> None:
    assert {i.source_ref for i in one.items} - {""} == {row["ref"] for row in one.rows}


@each
def test_made_up_references_are_not_shown_as_printed(one: Example) -> None:
    made_up = re.compile(r"(W17|W18|R|SF|SFO|COV|B2B) ?\d")
    assert not [item for item in one.items if made_up.match(getattr(item, "ref", ""))]


@each_real
def test_every_printed_figure_stands_in_the_data_or_the_definition(one: Example) -> None:
    for row in one.rows:
        items = one.items_of(row["ref"])
        held: set[Decimal] = set()
        for item in items:
            held |= figures_of(item, one.data_of(item))
        if row["value"] == "x":
            assert any(cell["status"] == "c" for item in items for cell in one.data_of(item))
        elif row["value"]:
            assert Decimal(row["value"]) in held, (row["ref"], row["period"])


@each
def test_every_printed_target_stands_in_the_definition(one: Example) -> None:
    for row in one.rows:
        words = re.sub(r"\([^)]*\)|(?:Year|Yr) \d", "", row["target"])
        for number in re.findall(r"\d+(?:\.\d+)?", words):
            items = one.items_of(row["ref"])
            aimed = {n for item in items for n in lines_of(getattr(item, "target", None))}
            # A target that cannot be read in one way stands in words, as do a family's.
            said = "".join(
                str(item.model_dump(include={"caveats", "progress", "sustained", "thresholds"}))
                for item in items
            )
            assert Decimal(number) in aimed or told(said.replace("%", " "), number), row["ref"]


@each_real
def test_every_printed_figure_is_published_or_hidden_by_the_policy(
    one: Example, sites: Mapping[str, Path]
) -> None:
    release = release_of(sites[one.name])
    cells = {i["definition"]["id"]: i["cells"] for i in release["indicators"]}
    for row in one.rows:
        for item in one.items_of(row["ref"]):
            if isinstance(item, Indicator):
                own = [c for c in cells[item.id] if c["category"] == "all"]
            else:
                own = [c for group in cells.values() for c in group if c["category"] == item.id]
            hidden = any(c["status"] == "hidden" for c in own)
            if row["value"] not in ("", "x") and (own or isinstance(item, Indicator)):
                shown = {str(c.get(p)) for c in own for p in ("value", "numerator")}
                printed = {Decimal(n) for n in shown if re.fullmatch(r"[\d.]+", n)}
                if len(one.items_of(row["ref"])) == 1:
                    assert hidden or Decimal(row["value"]) in printed, row["ref"]
            elif row["value"] == "x":
                assert hidden, row["ref"]


@each
def test_everything_with_a_reference_is_on_a_page(one: Example, sites: Mapping[str, Path]) -> None:
    site = sites[one.name]
    folders = ("actions", "maturity", "criteria", "priorities", "outcomes")
    plan = " ".join(
        page.read_text("utf-8") for name in folders for page in (site / name).rglob("index.html")
    )
    words = " ".join(words_of(plan).split())
    for item in one.items:
        if isinstance(item, Indicator):
            assert (site / "indicators" / item.id / "index.html").is_file(), item.id
        elif item.source_ref and not any(item.id == row["category"] for row in one.data):
            assert " ".join(item.title.split()) in words, item.id


@each
def test_what_is_not_clear_in_the_source_carries_a_note_to_the_reader(one: Example) -> None:
    for row in one.rows:
        if row["confidence"] == "clear":
            continue
        for item in one.items_of(row["ref"]):
            noted = [cell["note"] for cell in one.data_of(item) if cell["note"]]
            said = item.progress if isinstance(item, Action) else getattr(item, "caveats", ())
            assert noted or said, row["ref"]


@each_real
def test_no_figure_is_made_up(one: Example) -> None:
    lines = one.source.read_text("utf-8").splitlines()
    printed = {Decimal(r["value"]) for r in one.rows if r["value"] not in ("", "x")}
    for cell in one.data:
        named = cell["category"] or cell["indicator"]
        item = next(i for i in one.items if i.id == named)
        own = {r["value"] for r in one.rows if r["ref"] == item.source_ref} - {"", "x"}
        if item.source_ref.startswith("R") and item.source_ref.endswith("%"):
            own |= {r["value"] for r in one.rows if r["ref"] == item.source_ref[:-1]}
        figure = cell["value"] or cell["numerator"]
        if figure and Decimal(figure) not in map(Decimal, own):
            listed = [line for line in lines if re.match(r"\| \d+", line) and f"`{named}`" in line]
            assert not item.source_ref, (named, figure)
            assert listed, f"{named} has a figure that neither the table nor SOURCE.md has"
        if cell["denominator"]:
            assert Decimal(cell["denominator"]) in printed, named


@pytest.mark.parametrize("name", SMALL)
def test_the_small_counts_of_the_sources_can_be_neither_read_nor_worked_out(
    name: str, sites: Mapping[str, Path]
) -> None:
    site = sites[name]
    release = release_of(site)
    threshold = release["policy"]["threshold"]
    tables = [row for row in audit_release(release, ranges=True).tables if row.hidden]
    assert {row.table.indicator for row in tables} >= set(SMALL[name])
    for row in tables:
        assert row.narrowest is None or row.narrowest >= threshold - 1, row.table
    for identity, figure in SMALL[name].items():
        cells = next(i["cells"] for i in release["indicators"] if i["definition"]["id"] == identity)
        hidden = [cell for cell in cells if cell["status"] == "hidden"]
        assert hidden
        for cell in hidden:
            assert {cell["numerator"], cell["value"]} == {"[c]"}
        assert not [c for c in cells if figure in (c.get("numerator"), c.get("value"))]
        own = [p for p in site.rglob("*") if identity in p.as_posix() and p.is_file()]
        assert {path.suffix for path in own} >= {".html", ".csv", ".json"}
        for path in own:
            if path.suffix in (".html", ".svg"):
                assert not told(words_of(path.read_text("utf-8")), figure), path
            elif path.suffix == ".csv":
                counts = ("numerator", "denominator", "value")
                assert not [r for r in rows_of(path) if figure in (r[c] for c in counts)], path


@pytest.mark.parametrize("name", SMALL)
def test_nor_do_pages_about_many_figures_tell_a_small_count(
    name: str, sites: Mapping[str, Path]
) -> None:
    site = sites[name]
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))["docs"]
    table = rows_of(site / "downloads" / "scorecard.csv")
    for identity, figure in SMALL[name].items():
        for page in site.rglob("*.html"):
            rows = PLACES.findall(page.read_text("utf-8"))
            for row in rows:
                assert identity not in row or not told(words_of(row), figure), page
        entries = [entry for entry in index if identity in entry["location"]]
        assert entries
        assert not any(told(words_of(e["title"] + " " + e["text"]), figure) for e in entries)
        lines = [row for row in table if row["indicator"] == identity]
        assert any(row["numerator"] == "[c]" for row in lines)
        assert not [r for r in lines if figure in (r["numerator"], r["denominator"], r["value"])]


@pytest.mark.parametrize("name", SMALL)
def test_other_small_counts_would_give_the_same_site(
    name: str, checkouts: Mapping[str, Path], tmp_path: Path
) -> None:
    one = example(name)
    changed = one.copy_to(tmp_path / "changed")
    swaps = {"worcestershire": {"3": "4"}, "walsall-plan-2017": {"9": "8", "139": "140"}}[name]
    count = 0
    for file in (changed / "data").glob("*.csv"):
        rows = rows_of(file)
        for row in rows:
            if row["indicator"] in SMALL[name] and row["numerator"] in swaps:
                row["numerator"] = swaps[row["numerator"]]
                count += 1
        with file.open("w", encoding="utf-8", newline="") as text:
            writer = csv.DictWriter(text, rows[0])
            writer.writeheader()
            writer.writerows(rows)
    assert count == 2
    first, second = (
        written(folder, tmp_path / folder.name) for folder in (checkouts[name], changed)
    )
    assert first == second


def written(project: Path, folder: Path) -> tuple[dict[str, bytes], list[Job]]:
    """Everything that a build writes before MkDocs, and the charts that it asks for."""
    problems = Problems()
    checked = check(Project(project), Options(), problems)
    assert checked is not None, as_text(problems)
    scorecard = assess(checked.protected.tables, checked.framework, checked.period, checked.as_at)
    asked: list[Job] = []

    def note(jobs: list[Job], _cache: Path) -> tuple[str, ...]:
        asked.extend(jobs)
        return ("",) * len(jobs)

    docs = folder / "docs"
    write_downloads(scorecard, docs)
    with patch.object(pages, "render_all", note):
        write_pages(scorecard, docs, folder / "parts", [package_theme() / "pages"], folder / "c")
    files = {
        path.relative_to(docs).as_posix(): path.read_bytes()
        for path in docs.rglob("*")
        if path.is_file()
    }
    return files, asked


def test_four_board_meetings_are_shown(
    checkouts: Mapping[str, Path], sites: Mapping[str, Path], tmp_path: Path
) -> None:
    name = "walsall-framework-2018"
    page = (sites[name] / "indicators" / "board-meetings" / "index.html").read_text("utf-8")
    assert re.search(r"at least 4\b", words_of(page), re.IGNORECASE)
    held = example(name).copy_to(tmp_path / name)
    header = (checkouts["coventry"] / "data").glob("*.csv").__next__().read_text("utf-8")
    line = "board-meetings,2019-20,,,,4,,,,"
    (held / "data" / "meetings.csv").write_text(f"{header.splitlines()[0]}\n{line}\n", "utf-8")
    problems = Problems()
    checked = check(Project(held), Options(period="2019-20"), problems)
    assert checked is not None, as_text(problems)
    assert [c.numerator for c in checked.protected.tables.cells.values()] == [Decimal(4)]


def test_coventrys_two_year_olds_are_two_things_and_not_a_series(
    sites: Mapping[str, Path],
) -> None:
    found = [
        i for i in release_of(sites["coventry"])["indicators"]
        if i["definition"]["source_ref"] == "COV 8"
    ]  # fmt: skip
    shown = [[str(cell["value"]).split(".")[0] for cell in i["cells"]] for i in found]
    assert sorted(shown) == [["63"], ["76"]]
