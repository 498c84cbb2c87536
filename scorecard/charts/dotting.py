"""Dots with a tooltip, drawn without Vega, which writes out every one's outline and colour.

All that Vega would add is where the scales put them, and those are straight lines. A page gets
fewer bytes, and a long series takes less time. The renderer gets a layer of dots without its rows,
and the dots are put into the group that it drew.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from typing import Any, Final
from xml.etree import ElementTree as ET

from scorecard.charts.layers import Specification, groups_of_layers

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


def write_dots(root: ET.Element, layers: dict[int, Dots]) -> None:
    """Put the dots of some layers into the groups that were drawn for them."""
    for number, group in groups_of_layers(root):
        if number not in layers:
            continue
        group.set("fill", layers[number].colour)
        for x, y, radius, tip in layers[number].dots:
            place = {"cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": f"{radius:g}"}
            ET.SubElement(ET.SubElement(group, "circle", place), "title").text = tip
