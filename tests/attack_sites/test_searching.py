"""The search of a built site: it finds each kind of planted figure, and none in an honest site."""

from __future__ import annotations

import base64
import gzip
import json
import shutil
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from scorecard.checking import Options
from scorecard.framework.loading import load_framework
from scorecard.pipeline import build
from scorecard.problems import Problems
from scorecard.project import Project
from tests.attack_sites.projects import (
    count,
    exhaustive,
    hidden_cells,
    row,
    share,
    through_the_door,
    write,
)
from tests.attack_sites.searching import Secret, search, secrets_of

PERIODS = ("2019-20 Q3", "2019-20 Q4", "2020-21 Q1", "2020-21 Q2", "2020-21 Q3")
AREAS = {"district": ["northmere", "southmere"], "northmere": [], "southmere": []}
SMALL, LARGE = 4, 48317


def project(folder: Path) -> Path:
    """In the last quarter a locality's small count goes with the other's, which is large."""
    rows = []
    for at, period in enumerate(PERIODS):
        north = SMALL if period == PERIODS[-1] else 21077 + 31 * at
        south = LARGE + 157 * (len(PERIODS) - 1 - at)
        for area, seen in (("", north + south), ("northmere", north), ("southmere", south)):
            rows.append(row("visited", seen, period=period, area=area))
        young, old = (3, 11) if period == PERIODS[-1] else (17209 + at, 25411 + at)
        wholes = (11873 + at, 35171 + 2 * at)
        rows += [
            row("helped", n, n + whole, period=period, group=f"age/{name}")
            for n, whole, name in ((young, wholes[0], "younger"), (old, wholes[1], "older"))
        ]
        rows.append(row("helped", young + old, young + old + sum(wholes), period=period))
    indicators = [count("visited"), share("helped", breakdowns=["age"], target={"at_least": 60})]
    return write(folder, indicators, rows, areas=AREAS,
                 breakdowns=[exhaustive("age", "younger", "older")])  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[Secret, ...]]:
    folder = project(tmp_path_factory.mktemp("searched") / "project")
    checked = through_the_door(folder)
    assert {"visited northmere", "visited southmere"} <= hidden_cells(checked)
    assert {"helped younger", "helped older"} <= hidden_cells(checked)
    framework = load_framework(folder / "content", Problems())
    assert framework is not None
    build(Project(folder), Options())
    return folder / "site", secrets_of(checked, framework)


def test_an_honest_site_holds_no_hidden_figure(built: tuple[Path, tuple[Secret, ...]]) -> None:
    site, secrets = built
    assert len(secrets) >= 4
    assert {n for s in secrets for n in s.unmistakable} >= {LARGE}
    assert search(site, secrets) == []


def added(file: Path, before: str, text: str) -> None:
    """Put a text before another into a file of the site."""
    held = file.read_text(encoding="utf-8")
    assert before in held, (file, before)
    file.write_text(held.replace(before, text + before, 1), encoding="utf-8")


def in_json(site: Path) -> None:
    path = site / "downloads" / "visited.json"
    held = json.loads(path.read_text(encoding="utf-8"))
    cell = next(c for c in held["cells"] if c["area"] == "southmere" and c["value"] == "[c]")
    cell["value"] = str(LARGE)
    path.write_text(json.dumps(held), encoding="utf-8")


def in_json_small(site: Path) -> None:
    path = site / "downloads" / "scorecard.json"
    held = json.loads(path.read_text(encoding="utf-8"))
    (visited,) = (i for i in held["indicators"] if i["definition"]["id"] == "visited")
    cell = next(c for c in visited["cells"] if c["area"] == "northmere" and c["value"] == "[c]")
    cell.update(indicator="visited", numerator=str(SMALL))
    path.write_text(json.dumps(held), encoding="utf-8")


def in_csv(site: Path) -> None:
    path = site / "downloads" / "scorecard.csv"
    path.write_text(
        path.read_text("utf-8") + f"visited,,Visited,,2020-21 Q3,northmere,all,all,{SMALL}\n",
        "utf-8",
    )


def in_csv_large(site: Path) -> None:
    path = site / "downloads" / "visited.csv"
    path.write_text(path.read_text("utf-8") + f"x,2020-21 Q3,1,{LARGE},2\n", "utf-8")


def in_gzip(site: Path) -> None:
    (site / "sitemap.xml.gz").write_bytes(gzip.compress(f"<loc>{LARGE}</loc>".encode()))


def in_zip(site: Path) -> None:
    with zipfile.ZipFile(site / "downloads" / "all.xlsx", "w") as packed:
        packed.writestr("xl/sheet1.xml", f"<c><v>{LARGE}</v></c>")


def in_image(site: Path) -> None:
    drawing = base64.b64encode(f"<svg><text>{LARGE:,}</text></svg>".encode()).decode()
    page = site / "indicators" / "visited" / "index.html"
    added(page, "</article>", f'<img src="data:image/svg+xml;base64,{drawing}">')


def in_a_name(site: Path) -> None:
    (site / "downloads" / f"southmere-{LARGE}.svg").write_text("<svg/>", encoding="utf-8")


def on_page(text: str, before: str = "</article>", page: str = "visited") -> Callable[[Path], None]:
    return lambda site: added(site / "indicators" / page / "index.html", before, text)


def in_file(name: str, before: str, text: str) -> Callable[[Path], None]:
    return lambda site: added(site / name, before, text)


CHART = "downloads/visited.svg"
INDEX = "search/search_index.json"
PLANTS: Mapping[str, Callable[[Path], None]] = {
    "a sentence": on_page(f"<p>Southmere saw {LARGE:,} families.</p>"),
    "a sentence with a small figure": on_page(f"<p>In Northmere there were {SMALL}.</p>"),
    "a sentence with a share": on_page("<p>Younger: it was 0.03%.</p>", page="helped"),
    "a row of a table": on_page(
        f"<table><tr>\n<th>Northmere</th>\n<td>[c]</td>\n<td>{SMALL}</td></tr></table>"
    ),
    "narrow spaces": on_page("<p>48&#8239;317</p>"),
    "no-break spaces": on_page("<p>48&nbsp;317</p>"),
    "decimals": on_page(f"<p>{LARGE}.00</p>"),
    "a sign": on_page(f"<p>£{LARGE}</p>"),
    "the remainder": on_page(f"<p>{11873 + 4}</p>", page="helped"),
    "alternative text": on_page(f'<svg aria-label="Southmere: {LARGE}"></svg>'),
    "alternative text of a small figure": on_page(f'<img alt="Visited, Northmere, {SMALL}">'),
    "a comment in the page": on_page(f"<!-- northmere {SMALL} -->"),
    "a data attribute": on_page(f'<i data-value="{LARGE}"></i>'),
    "the page's own script": on_page(f"<script>var x = {{v:{LARGE}}}</script>"),
    "a description for search engines": on_page(
        f'<meta name="description" content="Northmere {SMALL}">', "</head>"
    ),
    "text in an SVG": in_file(CHART, "</svg>", f"<text>{LARGE}</text>"),
    "the title of an SVG": in_file(CHART, "</svg>", f"<title>Southmere {LARGE:,}</title>"),
    "the description of an SVG": in_file(CHART, "</svg>", f"<desc>Northmere {SMALL}</desc>"),
    "the search index": in_file(INDEX, '{"location"', f'{{"text":"Southmere {LARGE}"}},'),
    "the search index with a code": in_file(INDEX, '{"location"', '{"text":"48\\u002c317"},'),
    "JSON": in_json,
    "JSON, a small figure": in_json_small,
    "CSV": in_csv,
    "CSV, a large figure": in_csv_large,
    "a compressed file": in_gzip,
    "a workbook": in_zip,
    "an image within a page": in_image,
    "the name of a file": in_a_name,
}


@pytest.mark.parametrize("plant", PLANTS)
def test_a_planted_figure_is_found(
    plant: str, built: tuple[Path, tuple[Secret, ...]], tmp_path: Path
) -> None:
    site, secrets = built
    own = tmp_path / "site"
    shutil.copytree(site, own, ignore=shutil.ignore_patterns("assets"))
    PLANTS[plant](own)
    found = search(own, secrets)
    assert found
    assert len({one.file for one in found}) == 1
