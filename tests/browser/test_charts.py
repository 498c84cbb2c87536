"""Charts inlined in a page, as a reader's browser shows them."""

from __future__ import annotations

import pytest

from scorecard.charts.render import Job, page_jobs, render_one, spark_job
from scorecard.charts.style import WIDE, Heading
from tests.browser.browsing import Scheme
from tests.browser.fixtures import OpenPage, Serve
from tests.charts.examples import LARGE, SMALL

STYLE = """
:root { --sc-ink: #16202b; --sc-soft: #4a5866; --sc-paper: #fff; --sc-brand: #12436d }
@media (prefers-color-scheme: dark) { :root {
  --sc-ink: #e8edf2; --sc-soft: #aab6c1; --sc-line: #33414e; --sc-paper: #141c24;
  --sc-brand: #8cc3f2; --sc-met: #5fd0a5; --sc-near: #f0b45b; --sc-miss: #ff8f8f;
  --sc-none: #a5b0ba; --sc-grey: #8d99a5 } }
body { background: var(--sc-paper); color: var(--sc-ink) }
.chart-narrow { display: none }
@media (max-width: 40rem) { .chart-wide { display: none } .chart-narrow { display: inline } }
"""
# Pairs of visible texts of one drawing whose boxes overlap by more than a pixel.
OVERLAPS = """() => [...document.querySelectorAll('svg')].flatMap(svg => {
  const texts = [...svg.querySelectorAll('text')].map(text => [text, text.getBoundingClientRect()])
    .filter(([, box]) => box.width);
  const edge = svg.getBoundingClientRect();
  const found = [];
  texts.forEach(([a, p], i) => {
    if (p.left < edge.left - 1 || p.right > edge.right + 1)
      found.push(`${svg.id} ${a.textContent} beyond the edge`);
    texts.slice(i + 1).forEach(([b, q]) => {
      const wide = Math.min(p.right, q.right) - Math.max(p.left, q.left);
      const tall = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
      if (wide > 1 && tall > 2.5) found.push(`${a.textContent} over ${b.textContent}`);
    });
  });
  return found;
})"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> str:
    drawn = [
        render_one(job)
        for name, chart in LARGE.items()
        for job in page_jobs(chart, name, f"Chart of {name}", "What it shows")
    ]
    sparks = [render_one(spark_job(chart, n, n, "Its shape")) for n, chart in SMALL.items()]
    cells = "".join(f"<tr><th scope=row>Row<td>{spark}" for spark in sparks)
    heading = Heading("Re-referrals have fallen for a year", "Per cent of referrals", "Source: us")
    alone = render_one(Job(LARGE["re-referrals"], "alone", "Title", "About", WIDE, heading))
    folder = tmp_path_factory.mktemp("charts")
    (folder / "alone.svg").write_text(alone, encoding="utf-8")
    (folder / "index.html").write_text(
        "<!doctype html><html lang=en-GB><meta charset=utf-8><title>Charts</title>"
        "<meta name=viewport content='width=device-width, initial-scale=1'>"
        "<link rel=icon href=data:,>"
        f"<style>{STYLE}</style><main><h1>Charts</h1>{''.join(drawn)}"
        f"<table><caption>Sparklines</caption>{cells}</table></main>",
        encoding="utf-8",
    )
    return serve(folder)


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_of_charts_has_no_fault_for_axe(
    page: str, open_page: OpenPage, scheme: Scheme, width: int
) -> None:
    seen = open_page(page, scheme=scheme, width=width)
    assert seen.axe_violations() == []
    assert seen.console_errors == []
    assert seen.wider_than_the_window() == 0


@pytest.mark.parametrize("width", [320, 1280])
def test_no_text_of_a_chart_overlaps_another_or_leaves_the_drawing(
    page: str, open_page: OpenPage, width: int
) -> None:
    assert open_page(page, width=width).page.evaluate(OVERLAPS) == []


def test_text_stays_readable_on_a_phone(page: str, open_page: OpenPage) -> None:
    heights = open_page(page, width=320).page.evaluate(
        "() => [...document.querySelectorAll('svg text')]"
        ".map(t => parseFloat(getComputedStyle(t).fontSize) * (t.getScreenCTM()?.a ?? 0))"
        ".filter(Boolean)"
    )
    assert heights
    assert min(heights) >= 11


def test_exactly_one_drawing_of_each_chart_is_shown(page: str, open_page: OpenPage) -> None:
    for width, shown in ((320, "chart-narrow"), (1280, "chart-wide")):
        classes = open_page(page, width=width).page.evaluate(
            "() => [...document.querySelectorAll('main > svg')]"
            ".filter(s => s.getBoundingClientRect().width).map(s => s.getAttribute('class'))"
        )
        assert classes == [shown] * len(LARGE)


def test_lines_change_colour_with_the_theme(page: str, open_page: OpenPage) -> None:
    colours = {
        open_page(page, scheme=scheme).page.evaluate(
            "() => getComputedStyle(document.querySelector('.chart-wide [stroke*=brand]')).stroke"
        )
        for scheme in ("light", "dark")
    }
    assert colours == {"rgb(18, 67, 109)", "rgb(140, 195, 242)"}


def test_a_sparkline_keeps_its_size_in_a_crowded_table(page: str, open_page: OpenPage) -> None:
    width = open_page(page).page.evaluate(
        "() => { const table = document.querySelector('table'); table.style.width = '150px';"
        " table.querySelector('th').style.whiteSpace = 'nowrap';"
        " table.querySelector('th').textContent = 'A row with quite a long name';"
        " return document.querySelector('.chart-spark').getBoundingClientRect().width; }"
    )
    assert width == 120


def test_a_downloaded_chart_opens_as_an_image(page: str, open_page: OpenPage) -> None:
    seen = open_page(page)
    loaded = seen.page.evaluate(
        "async () => { const i = new Image(); i.src = 'alone.svg'; await i.decode();"
        " return [i.naturalWidth, i.naturalHeight > 300]; }"
    )
    assert loaded == [752, True]
