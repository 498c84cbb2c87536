"""Rendering many charts: from what they draw to finished SVG, in two processes where it pays."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

from scorecard.charts import draw
from scorecard.charts.cache import cached_render
from scorecard.charts.style import NARROW, SPARK, WIDE, Heading, Size
from scorecard.charts.svg import Naming

# Measured: with fewer charts than this, starting two engines costs more than it saves.
_WORTH_A_PROCESS: Final = 300


@dataclass(frozen=True)
class Job:
    """One SVG to make: the chart, its words, its size, and for a download its heading.

    `slug` begins every id in the SVG and must be unique in the page. With a heading the SVG
    stands alone: its own colours, a white background, title, subtitle and source.
    """

    chart: Any
    slug: str
    title: str
    description: str
    size: Size = WIDE
    heading: Heading | None = None


def page_jobs(chart: Any, slug: str, title: str, description: str) -> tuple[Job, Job]:
    """The two drawings of one chart that a page holds: the style sheet shows the one that fits."""
    wide = Job(chart, slug, title, description, WIDE)
    narrow = Job(chart, f"{slug}-{NARROW.name}", title, description, NARROW)
    return wide, narrow


def spark_job(chart: Any, slug: str, title: str, description: str) -> Job:
    """The one small drawing of a sparkline."""
    return Job(chart, slug, title, description, SPARK)


def render_one(job: Job, cache: Path | None = None) -> str:
    """Draw one chart and give its SVG, from the cache folder where it is already there."""
    naming = Naming(job.slug, job.title, job.description, f"chart-{job.size.name}")
    spec = draw(job.chart, job.size, job.heading)
    return cached_render(spec, naming, cache, page=job.heading is None)


def render_all(
    jobs: Sequence[Job], cache: Path | None = None, processes: int = 2
) -> tuple[str, ...]:
    """Give the SVG of every job in order; the bytes do not depend on the number of processes."""
    one = partial(render_one, cache=cache)
    if processes < 2 or len(jobs) < _WORTH_A_PROCESS:
        return tuple(map(one, jobs))
    # A fresh process each: the renderer's engine does not survive a fork.
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        return tuple(pool.map(one, jobs, chunksize=max(1, len(jobs) // (processes * 4))))
