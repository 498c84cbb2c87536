"""The worked examples of targets: what the real scoring says, and what the real charts draw."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from scorecard.charts.cumulative import Cumulative
from scorecard.charts.render import Job, render_one
from scorecard.charts.style import Heading
from scorecard.charts.timeline import Timeline
from scorecard.charts.trend import Trend
from scorecard.framework.targets import Form
from scorecard.outputs.drawings import trend_chart
from scorecard.outputs.plan_drawings import running_chart, timeline_chart
from scorecard.outputs.running import running_of
from scorecard.periods import label, short_label
from scorecard.published import IndicatorResults, Result, Scorecard
from scorecard.wording.figures import capitalised
from scorecard.wording.plan import running_words
from scorecard.wording.sentences import (
    against_target,
    series_words,
    short_figure_words,
    trend_title,
)
from scorecard.wording.verdicts import target_words, verdict_words


def own_results(scorecard: Scorecard) -> IndicatorResults:
    """The results of the one indicator that an example adds to the starter's."""
    return scorecard.of("example")


def worked_table(scorecard: Scorecard) -> str:
    """A line for each period: its figure, its status, and the sentence that its page says."""
    results = own_results(scorecard)
    aim = target_words(results.indicator, scorecard.framework)
    rows = [
        f"The page words the target as: “{aim}”.",
        "",
        "| period | figure | status | what the page says |",
        "|---|---|---|---|",
    ]
    for result in _series(scorecard):
        then = replace(results, latest=result, judgement=result.judgement)
        said = against_target(then, scorecard.framework)
        figure = short_figure_words(results.indicator, result)
        status = verdict_words(result.judgement)
        rows.append(f"| {short_label(result.key.period)} | {figure} | {status} | {said} |")
    return "\n".join(rows)


def _series(scorecard: Scorecard) -> tuple[Result, ...]:
    return own_results(scorecard).series(scorecard.framework.scorecard.whole_area.id)


def picture(scorecard: Scorecard, slug: str) -> str:
    """The chart of the example as the site draws it, as an SVG that stands alone."""
    results, framework = own_results(scorecard), scorecard.framework
    # A start in the definition may be of another length of time than the figures after it.
    kind = _series(scorecard)[-1].key.period.kind
    series = tuple(result for result in _series(scorecard) if result.key.period.kind is kind)
    indicator = results.indicator
    target = indicator.target
    running = running_of(results, framework)
    chart: Timeline | Cumulative | Trend
    title, about = trend_title(results), series_words(indicator, series, framework)
    subtitle = indicator.title
    if target is not None and target.done_by is not None:
        when = target.done_by
        found = [(indicator.title, when, results.judgement)]
        chart = timeline_chart(found, scorecard.as_at, scorecard.period.end)
        title = f"{verdict_words(results.judgement)}: due {label(when)}"
    elif running is not None and target is not None and target.form is Form.PER:
        chart = running_chart(indicator, running)
        last, stretch = running.last, running.stretch
        title = running_words(indicator, last.total, stretch, ended=last.period.end == stretch.end)
        subtitle += f", added up over {label(stretch)}"
    else:
        chart = trend_chart(results, series, framework)
    heading = Heading(title, capitalised(subtitle), "Made-up figures, for the user guide.")
    return render_one(Job(chart, f"guide-{slug}", title, about, heading=heading))


def words_of(svg: str) -> list[str]:
    """Every text of a drawing, in order: what it says, however it looks."""
    return re.findall(r"<(?:text|title|desc)\b[^>]*>([^<]*)<", svg)


PICTURES = Path(__file__).parents[2] / "docs/guide/pictures"
