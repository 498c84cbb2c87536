"""What is read from Vega's drawings, and how numbers are written into them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree as ET

_LAYER: Final = re.compile(r"\blayer_(\d+)_marks\b")


def groups_of_layers(root: ET.Element) -> Iterator[tuple[int, ET.Element]]:
    """The groups that a specification's layers became in a drawing, by the layer's number."""
    for group in root.iter("g"):
        layer = _LAYER.search(group.get("class", ""))
        if layer:
            yield int(layer[1]), group


def short(pixels: float) -> str:
    """A number to a tenth of a pixel, without needless noughts."""
    text = f"{pixels:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text
