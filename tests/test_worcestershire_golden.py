"""What the Worcestershire example gives: pages, downloads and charts, as they were last read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scorecard.charts import draw
from tests.conftest import Golden
from tests.worcestershire import Written, written

FOLDER = "worcestershire"
HIDDEN = "looked-after-gap-key-stage-4"
DIFFERENT = "sen-gap-key-stage-4"
PAGES = (
    "index",
    "scorecard",
    f"indicators/{HIDDEN}",
    f"indicators/{DIFFERENT}",
    "priorities/vulnerable-groups",
    "exceptions",
    "data",
    "method",
)
DOWNLOADS = (
    "scorecard.csv",
    f"{HIDDEN}.csv",
    f"{HIDDEN}.json",
    f"{DIFFERENT}.json",
)
PACKAGE = "downloads/datapackage.json"
CHARTS = (
    "home-status",
    "home-status-narrow",
    "indicators-schools-good-or-outstanding-trend",
    f"indicators-{DIFFERENT}-trend",
    f"indicators-{DIFFERENT}-trend-narrow",
)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Written:
    return written(tmp_path_factory.mktemp("worcestershire"))


def as_lines(specification: object) -> str:
    return json.dumps(specification, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


@pytest.mark.parametrize("page", PAGES)
def test_pages_read_as_expected(example: Written, golden: Golden, page: str) -> None:
    golden(f"{FOLDER}/{page}.md", example.read(f"{page}.md"))


@pytest.mark.parametrize("file", DOWNLOADS)
def test_downloads_hold_what_is_expected(example: Written, golden: Golden, file: str) -> None:
    golden(f"{FOLDER}/downloads/{file}", example.read(f"downloads/{file}"))


def test_programs_are_told_of_every_csv_as_expected(example: Written, golden: Golden) -> None:
    package = json.loads(example.read(PACKAGE))
    # Each indicator is described alike, so one stands for all.
    described = {one["name"]: one for one in package["resources"]}
    package["resources"] = [described["scorecard"], described[HIDDEN]]
    golden(f"{FOLDER}/{PACKAGE}", as_lines(package))


@pytest.mark.parametrize("slug", CHARTS)
def test_charts_are_described_as_expected(example: Written, golden: Golden, slug: str) -> None:
    job = next(job for job in example.charts if job.slug == slug and job.heading is None)
    drawn = {
        "title": job.title,
        "description": job.description,
        "specification": draw(job.chart, job.size, job.heading),
    }
    golden(f"{FOLDER}/charts/{slug}.json", as_lines(drawn))


def test_the_golden_files_are_those_that_are_compared() -> None:
    folder = Path(__file__).parent / "golden" / FOLDER
    kept = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    pages = {f"{page}.md" for page in PAGES}
    downloads = {PACKAGE, *(f"downloads/{file}" for file in DOWNLOADS)}
    assert kept == pages | downloads | {f"charts/{slug}.json" for slug in CHARTS}
