"""The few kinds of layer that charts are made of, and how layers become a specification.

Altair's own grammar classes are used directly: `alt.Chart(...).mark_line().encode(...)` builds the
same specification, but ten layers of it cost 60 ms of processor time instead of 6.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final, Literal

import altair as alt
from altair.utils.schemapi import debug_mode

from scorecard.charts.style import COLOURS, FONT, Heading, text_width, wrapped

Specification = dict[str, Any]
Row = dict[str, Any]
Layer = alt.UnitSpec
Shape = Literal["area", "line", "point", "rect", "rule", "text"]
_EDGE: Final = 16
_AS_GIVEN: Final = ("color", "fill", "stroke", "fillOpacity", "size")


@dataclass(frozen=True)
class Margins:
    """Pixels around the plot."""

    top: float
    right: float
    bottom: float
    left: float


@dataclass(frozen=True)
class Plane:
    """The plot: its pixels, and the values that its edges stand for.

    Both directions are plain numbers (periods are 0, 1, 2 ...), never times: the bytes of a time
    scale change with the machine's time zone.
    """

    width: float
    height: float
    x: tuple[float, float]
    y: tuple[float, float]

    def x_at(self, value: float) -> float:
        """Pixels from the left edge at which a value stands."""
        return (value - self.x[0]) / (self.x[1] - self.x[0]) * self.width

    def y_at(self, value: float) -> float:
        """Pixels from the top edge at which a value stands; larger values stand higher."""
        return (self.y[1] - value) / (self.y[1] - self.y[0]) * self.height

    def layer(self, rows: Sequence[Row], mark: Shape, *channels: str, **look: Any) -> Layer:
        """Draw rows by their columns of the same name.

        Known are x, x2, y, y2, text, tip (the tooltip), order (of a line that turns back), and
        color, fill, stroke, fillOpacity and size, whose columns hold what is drawn; `look` is what
        all rows have in common.
        """
        encoding: dict[str, Any] = {}
        for channel in channels:
            if channel in ("x", "y"):
                encoding[channel] = _position(channel, self.x if channel == "x" else self.y)
            elif channel == "tip":
                encoding["description"] = {"field": "tip", "type": "nominal"}
            elif channel in _AS_GIVEN:
                kind = "nominal" if channel in ("color", "fill", "stroke") else "quantitative"
                encoding[channel] = {"field": channel, "type": kind, "scale": None}
            elif channel == "order":
                encoding["order"] = {"field": "order", "type": "quantitative"}
            elif channel == "text":
                encoding["text"] = {"field": "text", "type": "nominal"}
            else:
                encoding[channel] = {"field": channel}
        return _unit(rows, mark, encoding, look, named="tip" in channels)


class _Plain(alt.SchemaBase):
    """Plain numbers and texts in rows and fields, which Altair need not look through one by one."""

    _schema: ClassVar[dict[str, Any]] = {}

    def __init__(self, value: Any) -> None:
        super().__init__()
        object.__setattr__(self, "value", value)

    def to_dict(self, *_: Any, **__: Any) -> Any:
        """The value as it is."""
        return self.value


def note(text: str, x: float, y: float, size: float, **look: Any) -> Layer:
    """Write one text at pixels from the plot's top left corner."""
    settings = {"align": "left", "color": COLOURS["soft"], **look}
    encoding = {"x": {"value": _tidy(x)}, "y": {"value": _tidy(y)}}
    return _unit([{}], "text", encoding, {"text": text, "fontSize": size, **settings}, named=False)


def specification(
    plane: Plane, layers: Sequence[Layer], margins: Margins, heading: Heading | None
) -> Specification:
    """Put layers together into one Vega-Lite specification with fixed outer measures.

    With a heading the chart grows by the heading's lines and gets a white background; without
    one it has none, so that the page shows through.
    """
    around, words = _headed(heading, plane, margins)
    with debug_mode(False):  # noqa: FBT003
        whole = alt.TopLevelLayerSpec(
            layer=[*layers, *words],
            width=_tidy(plane.width),
            height=_tidy(plane.height),
            padding={
                "top": _tidy(around.top),
                "right": _tidy(around.right),
                "bottom": _tidy(around.bottom),
                "left": _tidy(around.left),
            },
            autosize=alt.AutoSizeParams(type="none"),
            background=COLOURS["paper"] if heading else "transparent",
            config=alt.Config(font=FONT, view=alt.ViewConfig(stroke=None)),
        )
    return {"$schema": alt.SCHEMA_URL, **whole.to_dict(validate=False)}


def _unit(
    rows: Sequence[Row], mark: Shape, encoding: dict[str, Any], look: dict[str, Any], *, named: bool
) -> Layer:
    # Only marks with a tooltip speak: `aria=False` keeps the others' labels out of the SVG.
    settings = look if named else {"aria": False, **look}
    # Altair otherwise checks every object against its schema as it is made: the tests do that.
    with debug_mode(False):  # noqa: FBT003
        return alt.UnitSpec(
            data=alt.InlineData(values=_Plain(list(rows))),
            mark=alt.MarkDef(type=mark, **settings),
            encoding=alt.Encoding(**{name: _Plain(value) for name, value in encoding.items()}),
        )


def _position(field: str, domain: tuple[float, float]) -> dict[str, Any]:
    scale = {"domain": list(domain), "nice": False, "zero": False}
    return {"field": field, "type": "quantitative", "scale": scale, "axis": None}


def _headed(heading: Heading | None, plane: Plane, margins: Margins) -> tuple[Margins, list[Layer]]:
    if heading is None:
        return margins, []
    room = plane.width + margins.left + margins.right
    above = [(line, 19, 24) for line in wrapped(heading.title, 19, room, bold=True)]
    above += [(line, 14, 19) for line in wrapped(heading.subtitle, 14, room)]
    height = sum(step for _, _, step in above) + 10
    words, y = [], -margins.top - height
    for line, size, step in above:
        strong = {"fontWeight": "bold", "color": COLOURS["ink"]} if size == 19 else {}
        words.append(note(line, -margins.left, y + step / 2, size, **strong))
        y += step
    sources = wrapped(heading.source, 12, room)
    below = plane.height + margins.bottom
    for number, line in enumerate(sources):
        words.append(note(line, -margins.left, below + 16 + 16 * number, 12))
    extra = 16 * len(sources) + 8 if sources else 0
    around = Margins(
        margins.top + height + _EDGE,
        margins.right + _EDGE,
        margins.bottom + extra + _EDGE,
        margins.left + _EDGE,
    )
    return around, words


def widest(texts: Sequence[str], size: float, *, bold: bool = False) -> float:
    """The pixels that the widest of some texts takes; 0 for none."""
    return max((text_width(text, size, bold=bold) for text in texts), default=0.0)


def _tidy(pixels: float) -> float:
    return round(pixels, 1)
