"""A breakdown: one bar from zero for each area or group, its likely range, and the whole's line."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from scorecard.charts.axes import value_axis
from scorecard.charts.layers import Layer, Margins, Plane, Row, Specification, specification, widest
from scorecard.charts.lines import SYMBOLS, State
from scorecard.charts.rows import BAR, Rows, laid_out, row_names
from scorecard.charts.style import COLOURS, WIDE, Heading, Size, text_width


@dataclass(frozen=True)
class Bar:
    """One area or group: its name, published figure, printed form, interval and tooltip.

    A hidden or missing bar holds no figure at all: giving it one is a `ValueError`.
    """

    label: str
    value: Decimal | None = None
    display: str = ""
    state: State = State.SHOWN
    lower: Decimal | None = None
    upper: Decimal | None = None
    tip: str = ""

    def __post_init__(self) -> None:
        shown = self.state is State.SHOWN
        figures = (self.value, self.lower, self.upper)
        if shown and self.value is None:
            raise ValueError(f"{self.label}: a shown bar needs a value")
        if not shown and (self.display or any(figure is not None for figure in figures)):
            raise ValueError(f"{self.label}: a {self.state.value} bar holds no figure")


@dataclass(frozen=True)
class Whole:
    """The whole's own figure, drawn as a line across the bars, and its label."""

    value: Decimal
    label: str


@dataclass(frozen=True)
class Breakdown:
    """What a breakdown chart draws, in the order in which it is drawn."""

    bars: tuple[Bar, ...]
    whole: Whole | None = None


def draw(chart: Breakdown, size: Size = WIDE, heading: Heading | None = None) -> Specification:
    """Draw a breakdown as a Vega-Lite specification; with a heading, for download."""
    rows = laid_out([bar.label for bar in chart.bars], size)
    figures = [f for bar in chart.bars for f in (bar.value, bar.lower, bar.upper)]
    axis = value_axis([*figures, chart.whole.value if chart.whole else None], from_zero=True)
    known = [float(f) for f in (*figures, Decimal(0)) if f is not None]
    known += [float(chart.whole.value)] if chart.whole else []
    span = (min(known), max(known)) if axis.ticks and min(known) < max(known) else (0.0, 1.0)
    values = widest([bar.display for bar in chart.bars], size.value_text, bold=True)
    margins = Margins(24 if chart.whole else 6, values + 16, 6, rows.left)
    width = size.width - margins.left - margins.right
    plane = Plane(width, rows.height, span, (0, rows.height))
    layers = [
        *_bars(chart, rows, plane),
        _zero(rows, plane),
        *(_whole(chart.whole, plane, size, margins) if chart.whole else ()),
        *_ranges(chart, rows, plane),
        row_names(rows, plane, size),
        *_texts(chart, rows, plane, size),
    ]
    return specification(plane, layers, margins, heading)


def _bars(chart: Breakdown, rows: Rows, plane: Plane) -> list[Layer]:
    drawn = [
        {
            "x": 0,
            "x2": float(bar.value),
            "y": _up(middle - BAR / 2, plane),
            "y2": _up(middle + BAR / 2, plane),
            "tip": bar.tip or f"{bar.label}: {bar.display}",
        }
        for bar, middle in zip(chart.bars, rows.middles, strict=True)
        if bar.value is not None
    ]
    channels = ("x", "x2", "y", "y2", "tip")
    return [plane.layer(drawn, "rect", *channels, color=COLOURS["brand"])] if drawn else []


def _zero(rows: Rows, plane: Plane) -> Layer:
    """The line that bars stand on: unbroken, or beside each bar where names stand between."""
    reach = BAR / 2 + 3
    ends = [(middle - reach, middle + reach) for middle in rows.middles if rows.above]
    drawn = [
        {"x": 0, "y": _up(top, plane), "y2": _up(bottom, plane)}
        for top, bottom in ends or [(0, plane.height)]
    ]
    return plane.layer(drawn, "rule", "x", "y", "y2", stroke=COLOURS["grey"], strokeWidth=1)


def _ranges(chart: Breakdown, rows: Rows, plane: Plane) -> list[Layer]:
    """Thin lines in ink; the paper around them keeps them in sight over their bars."""
    drawn: list[Row] = [
        {"x": float(bar.lower), "x2": float(bar.upper), "y": _up(middle, plane)}
        for bar, middle in zip(chart.bars, rows.middles, strict=True)
        if bar.lower is not None and bar.upper is not None
    ]
    if not drawn:
        return []
    looks: tuple[dict[str, Any], ...] = (
        {"stroke": COLOURS["paper"], "strokeWidth": 5},
        {"stroke": COLOURS["ink"], "strokeWidth": 2},
    )
    return [plane.layer(drawn, "rule", "x", "x2", "y", **look) for look in looks]


def _whole(whole: Whole, plane: Plane, size: Size, margins: Margins) -> list[Layer]:
    value = float(whole.value)
    half = text_width(whole.label, size.label_text) / 2
    x = plane.x_at(value)
    x = max(min(x, plane.width + margins.right - half), half - margins.left)
    text = [{"x": plane.x[0] + x / plane.width * (plane.x[1] - plane.x[0]), "text": whole.label}]
    line = {"stroke": COLOURS["soft"], "strokeWidth": 1.5, "strokeDash": [3, 3]}
    look = {"y": -13, "baseline": "middle", "color": COLOURS["soft"], "fontSize": size.label_text}
    return [
        plane.layer([{"x": value}], "rule", "x", **line),
        plane.layer(text, "text", "x", "text", **look),
    ]


def _texts(chart: Breakdown, rows: Rows, plane: Plane, size: Size) -> list[Layer]:
    figures, symbols = [], []
    for bar, middle in zip(chart.bars, rows.middles, strict=True):
        if bar.state is State.SHOWN:
            figures.append({"y": _up(middle, plane), "text": bar.display})
        else:
            symbols.append({"x": 0, "y": _up(middle, plane), "text": SYMBOLS[bar.state]})
    drawn = []
    if figures:
        bold = {"fontSize": size.value_text, "fontWeight": "bold", "color": COLOURS["ink"]}
        look = {"x": plane.width + 12, "align": "left", "baseline": "middle", **bold}
        drawn.append(plane.layer(figures, "text", "y", "text", **look))
    if symbols:
        soft = {"fontSize": size.label_text, "color": COLOURS["soft"]}
        look = {"dx": 7, "align": "left", "baseline": "middle", **soft}
        drawn.append(plane.layer(symbols, "text", "x", "y", "text", **look))
    return drawn


def _up(pixels: float, plane: Plane) -> float:
    return round(plane.height - pixels, 1)
