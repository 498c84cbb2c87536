"""Texts drawn without being measured, which takes Vega longer than all the rest of a chart.

It measures them letter by letter, to make room for them. Nothing here depends on that: a chart's
outer measures are fixed, and each of its texts is told where to stand. A text of no size is not
measured, so the renderer gets no sizes, and they are put into what it drew.
"""

from __future__ import annotations

from typing import Final
from xml.etree import ElementTree as ET

from scorecard.charts.drawing import groups_of_layers
from scorecard.charts.layers import Specification

_MIDDLE: Final = 0.3
"""How far below its place a text stands that is centred there, as a share of its size: Vega's."""

Sizes = dict[int, float]
"""The size of the texts of each layer that holds some, by the layer's number."""


def without_sizes(spec: Specification) -> tuple[Specification, Sizes]:
    """The same chart with texts of no size in the same places, and the sizes that they had."""
    sizes: Sizes = {}
    layers = list(spec["layer"])
    for number, layer in enumerate(layers):
        mark = layer["mark"]
        if mark["type"] == "text" and mark.get("baseline", "middle") == "middle":
            sizes[number] = mark["fontSize"]
            # Half up, as JavaScript rounds.
            below = int(_MIDDLE * mark["fontSize"] + 0.5)
            moved = {**mark, "fontSize": 0, "dy": mark.get("dy", 0) + below}
            layers[number] = {**layer, "mark": moved}
    return {**spec, "layer": layers}, sizes


def write_sizes(root: ET.Element, sizes: Sizes) -> None:
    """Give the texts of a drawing the sizes of their layers."""
    for number, group in groups_of_layers(root):
        if number in sizes:
            for text in group.iter("text"):
                text.set("font-size", f"{sizes[number]}px")
