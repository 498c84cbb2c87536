import os
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from scorecard.charts import cache as cache_module
from scorecard.charts import draw
from scorecard.charts import svg as svg_module
from scorecard.charts.breakdown import Bar, Breakdown
from scorecard.charts.cache import cached_render
from scorecard.charts.lettering import without_sizes
from scorecard.charts.lines import Point
from scorecard.charts.render import Job, page_jobs, render_all, render_one, spark_job
from scorecard.charts.style import COLOURS, WIDE, Heading
from scorecard.charts.svg import Naming, render
from scorecard.charts.trend import Trend
from tests.charts.examples import LARGE, RE_REFERRALS, SMALL

SVG = "{http://www.w3.org/2000/svg}"
HEADING = Heading("Re-referrals have fallen", "Per cent", "Source: records")


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 (our own drawing)


def jobs() -> list[Job]:
    large = [job for name, chart in LARGE.items() for job in page_jobs(chart, name, name, "About")]
    return large + [spark_job(chart, name, name, "About") for name, chart in SMALL.items()]


@pytest.fixture(scope="module")
def drawn() -> dict[str, str]:
    return {job.slug: render_one(job) for job in jobs()}


def test_a_chart_is_an_image_with_a_name_and_a_description(drawn: dict[str, str]) -> None:
    root = parsed(drawn["re-referrals"])
    assert root.get("role") == "img"
    named_by = root.get("aria-labelledby", "").split()
    assert [root.find(f"*[@id='{one}']").text for one in named_by] == ["re-referrals", "About"]  # type: ignore[union-attr]


def test_ids_are_unique_over_all_charts_of_a_page(drawn: dict[str, str]) -> None:
    ids = re.findall(r' id="([^"]+)"', "".join(drawn.values()))
    assert len(ids) == len(set(ids)) > 2 * len(LARGE)


def test_nothing_inside_the_image_speaks_for_itself(drawn: dict[str, str]) -> None:
    for svg in drawn.values():
        inside = svg.split(">", 1)[1]
        assert "aria-" not in inside
        assert "role=" not in inside


def test_each_shown_point_has_its_figure_as_a_tooltip(drawn: dict[str, str]) -> None:
    root = parsed(drawn["re-referrals"])
    tips = [title.text for dot in root.iter(f"{SVG}circle") for title in dot.iter(f"{SVG}title")]
    shown = [point for point in RE_REFERRALS.points if point.value is not None]
    assert tips == [f"{point.period}: {point.display}" for point in shown]


def named_dots(svg: str) -> list[tuple[str | None, str | None, list[float]]]:
    """The tooltip and the colour of every round dot, and where it stands with its radius."""
    found = []
    for group in parsed(svg).iter(f"{SVG}g"):
        for mark in group:
            tip, outline = mark.find(f"{SVG}title"), mark.get("d", "")
            if tip is not None and mark.tag == f"{SVG}circle":
                place = [mark.get(name, "") for name in ("cx", "cy", "r")]
                found.append((tip.text, group.get("fill"), place))
            elif tip is not None and outline.count("A") == 2:
                place = [*re.findall("[-.0-9]+", mark.get("transform", "0,0"))]
                place.append(outline.removeprefix("M").split(",")[0])
                found.append((tip.text, mark.get("fill"), place))
    return [(tip, colour, [float(number) for number in place]) for tip, colour, place in found]


def test_dots_stand_where_vega_puts_them(
    drawn: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = {slug: named_dots(svg) for slug, svg in drawn.items()}
    monkeypatch.setattr(svg_module, "without_dots", lambda spec: (spec, {}))
    seen = 0
    for job in jobs():
        theirs = named_dots(render_one(job))
        assert [dot[:2] for dot in ours[job.slug]] == [dot[:2] for dot in theirs], job.slug
        for (*_, place), (*_, same) in zip(ours[job.slug], theirs, strict=True):
            # Each is rounded to a tenth of a pixel, one of them twice.
            assert place == pytest.approx(same, abs=0.11), job.slug
            seen += 1
    assert seen > 100


def test_a_page_s_charts_take_their_colours_from_the_theme(drawn: dict[str, str]) -> None:
    for svg in drawn.values():
        outside_variables = re.sub(r"var\(--sc-[a-z]+, #[0-9a-f]{6}\)", "", svg)
        assert not re.search(r"#[0-9a-f]{6}", outside_variables)
        assert "black" not in outside_variables
        assert "white" not in outside_variables


def test_texts_stand_where_they_stood_if_they_were_measured(
    drawn: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    headed = Job(RE_REFERRALS, "headed", "Title", "About", WIDE, HEADING)
    unmeasured = {**drawn, headed.slug: render_one(headed)}
    monkeypatch.setattr(svg_module, "without_sizes", lambda spec: (spec, {}))
    for job in (*jobs(), headed):
        assert render_one(job) == unmeasured[job.slug], job.slug


def test_a_long_chart_needs_few_bytes_for_each_of_its_dots() -> None:
    long, longer = (
        len(render_one(Job(Trend(tuple(Point(str(n), Decimal(5), "5") for n in range(count))),
                           "x", "Title", "About")))
        for count in (100, 200)
    )  # fmt: skip
    line = len("L500.5,100.5")
    assert (longer - long) / 100 - line < 70


def test_no_text_of_a_chart_is_measured() -> None:
    for chart in LARGE.values():
        spec, sizes = without_sizes(draw(chart, WIDE, HEADING))
        marks = [layer["mark"] for layer in spec["layer"] if layer["mark"]["type"] == "text"]
        assert [mark["fontSize"] for mark in marks] == [0] * len(sizes)
        assert len(marks) > 2


def test_a_page_s_chart_has_no_background(drawn: dict[str, str]) -> None:
    assert "<rect" not in drawn["re-referrals"]


def test_a_downloaded_chart_stands_alone() -> None:
    svg = render_one(Job(RE_REFERRALS, "x", "Title", "About", WIDE, HEADING))
    root = parsed(svg)
    assert "var(" not in svg
    background = root.find(f"{SVG}rect")
    assert background is not None
    assert background.get("fill") in ("white", COLOURS["paper"])
    written = [text.text for text in root.iter(f"{SVG}text")]
    assert {HEADING.title, HEADING.subtitle, HEADING.source} <= set(written)


def test_text_that_looks_like_markup_stays_text() -> None:
    words = 'Under 5s & "others" <b>'
    chart = Breakdown((Bar(words, RE_REFERRALS.points[0].value, "24.1%"),))
    root = parsed(render_one(Job(chart, "x", words, words + "\x00")))
    assert [title.text for title in root.iter(f"{SVG}title")] == [words, f"{words}: 24.1%"]


def test_a_tooltip_that_looks_like_markup_stays_text() -> None:
    words = 'Under 5s & "others" <b> <?dots-0?>'
    chart = Trend((Point("2020", Decimal(1), "1", tip=words), Point("2021", Decimal(2), "2")))
    root = parsed(render_one(Job(chart, "x", "Title", "About")))
    tips = [title.text for dot in root.iter(f"{SVG}circle") for title in dot.iter(f"{SVG}title")]
    assert tips == [words, "2021: 2"]


def test_numbers_are_short(drawn: dict[str, str]) -> None:
    for svg in drawn.values():
        places = re.findall(r' (?:d|x|y|cx|cy|r|width|height|transform)="([^"]*)"', svg)
        assert not re.search(r"\d\.\d\d", " ".join(places))


def test_the_same_chart_gives_the_same_bytes_in_any_time_zone() -> None:
    program = (
        "from tests.charts.test_svg import *\n"
        "for name in ('re-referrals', 'milestones', 'towards', 'so-far', 'maturity'):\n"
        "    print(render_one(Job(LARGE[name], 'x', 'Title', 'About')), end='')"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        ).stdout
        for zone, seed in (("UTC", "1"), ("Pacific/Auckland", "2"))
    }
    names = ("re-referrals", "milestones", "towards", "so-far", "maturity")
    here = "".join(render_one(Job(LARGE[name], "x", "Title", "About")) for name in names)
    assert made == {here.encode()}


def test_two_processes_give_what_one_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scorecard.charts.render._WORTH_A_PROCESS", 2)
    some = jobs()[-5:]
    assert render_all(some, processes=2) == render_all(some, processes=1)


def test_a_chart_in_the_cache_is_not_rendered_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = jobs()[0]
    first = render_one(job, tmp_path)

    def never(*_: Any, **__: Any) -> str:
        raise AssertionError("rendered again")

    monkeypatch.setattr(cache_module, "render", never)
    assert render_one(job, tmp_path) == first
    with pytest.raises(AssertionError, match="rendered again"):
        render_one(Job(job.chart, job.slug, job.title, "Another description"), tmp_path)


def test_another_renderer_or_post_processing_does_not_use_an_old_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec, naming = draw(SMALL["flat"]), Naming("x", "Title", "About")
    cached_render(spec, naming, tmp_path, page=True)
    monkeypatch.setattr(cache_module, "_MADE_BY", ("0.0", "0"))
    cached_render(spec, naming, tmp_path, page=True)
    assert len(list(tmp_path.iterdir())) == 2


def test_the_cache_holds_only_finished_charts(tmp_path: Path) -> None:
    spec, naming = draw(SMALL["flat"]), Naming("x", "Title", "About")
    cached_render(spec, naming, tmp_path / "new", page=True)
    (kept,) = (tmp_path / "new").iterdir()
    assert kept.read_text(encoding="utf-8") == render(spec, naming, page=True)
