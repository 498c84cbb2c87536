"""One file for each kind of chart, drawn with Altair and rendered at build time.

A new kind is one new file and one line in `CHARTS`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from scorecard.charts import (
    breakdown,
    cumulative,
    radar,
    sparkline,
    status,
    timeline,
    trend,
    xmr,
)
from scorecard.charts.layers import Specification

# What each kind of chart is described by, and the function that draws it:
# draw(chart, size, heading) gives a Vega-Lite specification.
CHARTS: Final[dict[type, Callable[..., Specification]]] = {
    trend.Trend: trend.draw,
    breakdown.Breakdown: breakdown.draw,
    status.Statuses: status.draw,
    sparkline.Sparkline: sparkline.draw,
    xmr.Xmr: xmr.draw,
    radar.Radar: radar.draw,
    timeline.Timeline: timeline.draw,
    cumulative.Cumulative: cumulative.draw,
}


def draw(chart: Any, *arguments: Any) -> Specification:
    """Draw any known kind of chart; arguments are its size and heading, both optional."""
    return CHARTS[type(chart)](chart, *arguments)
