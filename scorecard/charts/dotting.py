"""Dots with a tooltip, drawn without Vega, which writes out every one's outline and colour.

All that Vega would add is where the scales put them, and those are straight lines. A page gets
fewer bytes, and a long series takes less time. The renderer gets a layer of dots without its rows,
and the dots are put into the group that it drew for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from typing import Any, Final
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

from scorecard.charts.drawing import groups_of_layers, short
from scorecard.charts.layers import Specification

_CHANNELS: Final = {"x", "y", "size", "description"}
Dot = tuple[float, float, float, str]
"""Pixels from the left and from the top, the radius, and the tooltip."""


@dataclass(frozen=True)
class Dots:
    """The dots of one layer, and their colour."""

    colour: str
    dots: tuple[Dot, ...]


def without_dots(spec: Specification) -> tuple[Specification, dict[int, Dots]]:
    """The same chart with nothing in its layers of dots, and the dots by the layer's number."""
    found: dict[int, Dots] = {}
    layers = list(spec["layer"])
    for number, layer in enumerate(layers):
        mark = layer["mark"]
        if mark["type"] == "point" and "shape" not in mark and set(layer["encoding"]) == _CHANNELS:
            dots = tuple(_placed(layer, spec["width"], spec["height"]))
            found[number] = Dots(mark["color"], dots)
            layers[number] = {**layer, "data": {"values": []}}
    return {**spec, "layer": layers}, found


def _placed(layer: dict[str, Any], width: float, height: float) -> Iterator[Dot]:
    (left, right), (low, high) = (layer["encoding"][way]["scale"]["domain"] for way in ("x", "y"))
    for row in layer["data"]["values"]:
        x = (row["x"] - left) / (right - left) * width
        y = (high - row["y"]) / (high - low) * height
        # Vega's sizes are areas: of the square around a circle.
        yield x, y, sqrt(row["size"]) / 2, row["tip"]


def leave_room(root: ET.Element, layers: dict[int, Dots]) -> None:
    """Mark where dots will stand: in the groups that were drawn for their layers."""
    for number, group in groups_of_layers(root):
        if number in layers:
            group.set("fill", layers[number].colour)
            group.append(ET.ProcessingInstruction(f"dots-{number}"))


def with_dots(svg: str, layers: dict[int, Dots]) -> str:
    """A finished drawing with its dots, which are written as text: a long series has many."""
    for number, layer in layers.items():
        written = "".join(
            f'<circle cx="{short(x)}" cy="{short(y)}" r="{short(radius)}">'
            f"<title>{escape(tip)}</title></circle>"
            for x, y, radius, tip in layer.dots
        )
        svg = svg.replace(f"<?dots-{number}?>", written)
    return svg
