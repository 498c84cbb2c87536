"""Rendering a specification to SVG, and making that SVG fit to stand in a page.

vl-convert's SVG has no name, speaks of marks rather than of figures, and carries fixed colours.
What leaves here is an image with a title and a description, a tooltip at each point, colours by
the theme's variables on a page, and about half the bytes.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree as ET

import vl_convert

from scorecard.charts.dotting import leave_room, with_dots, without_dots
from scorecard.charts.drawing import short
from scorecard.charts.layers import Specification
from scorecard.charts.lettering import without_sizes, write_sizes
from scorecard.charts.style import COLOURS, HATCH, SPARK

# Raise this whenever the code below changes what it makes of the same SVG: caches depend on it.
POST_PROCESSING_VERSION: Final = "2"
_SVG: Final = "http://www.w3.org/2000/svg"
# More than one decimal: JavaScript writes no needless nought, so a single one may stay.
_DECIMALS: Final = re.compile(r"-?\d+\.(?:\d{2,}(?:e-?\d+)?|\de-?\d+)")
_NUMBERS: Final = ("d", "transform", "x", "y", "x1", "x2", "y1", "y2", "width", "height")
_NEEDLESS: Final = {
    "role", "class", "aria-label", "aria-hidden", "aria-roledescription",
    "font-family", "stroke-miterlimit",
}  # fmt: skip
_PAINT: Final = ("fill", "stroke")
_ROLE_OF: Final = {hex_colour: role for role, hex_colour in COLOURS.items()}
_UNSPEAKABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True)
class Naming:
    """The words and names of one SVG: `slug` begins its ids and is unique in its page."""

    slug: str
    title: str
    description: str
    css_class: str = "chart-wide"


def render(spec: Specification, naming: Naming, *, page: bool) -> str:
    """Render a specification to SVG: for a page, or with its own colours and size to download.

    The same specification, naming and vl-convert give the same bytes.
    """
    bare, sizes = without_sizes(spec)
    bare, dots = without_dots(bare)
    raw = vl_convert.vegalite_to_svg(json.dumps(bare, ensure_ascii=False))
    # The text was made by vl-convert a moment ago, so it can hold no hostile entity.
    root = ET.fromstring(raw)  # noqa: S314
    for element in root.iter():
        element.tag = element.tag.removeprefix(f"{{{_SVG}}}")
    write_sizes(root, sizes)
    leave_room(root, dots)
    return with_dots(_finished(root, naming, page=page), dots)


def _finished(root: ET.Element, naming: Naming, *, page: bool) -> str:
    """Make a drawing accessible, small and, for a page, drawn in the theme's colours."""
    width, height, box = (
        _DECIMALS.sub(_shorter, root.get(name, "")) for name in ("width", "height", "viewBox")
    )
    for name in list(root.attrib):
        del root.attrib[name]
    if page:
        _drop_background(root)
    _tidy(root)
    if _paint(root, naming.slug, page=page):
        root.insert(0, _hatching(naming.slug, page=page))
    _name(root, naming)
    root.attrib |= {
        "xmlns": _SVG,
        "class": naming.css_class,
        "viewBox": box,
        "role": "img",
        "aria-labelledby": f"{naming.slug}-title {naming.slug}-desc",
        "font-family": "Arial, sans-serif",
    }
    root.attrib |= {"width": width, "height": height}
    if page and float(width) > SPARK.width:
        # A drawing shrinks with its page; a sparkline would vanish in a table that sizes itself.
        root.set("style", "max-width:100%;height:auto")
    return ET.tostring(root, encoding="unicode")


def _drop_background(root: ET.Element) -> None:
    # Everything that a chart draws stands in a group: a rectangle outside one is the background.
    for child in root.findall("rect"):
        root.remove(child)


def _tidy(parent: ET.Element) -> None:
    """Drop what nobody sees or hears, groups that do nothing, and needless decimals."""
    kept: list[ET.Element] = []
    for child in parent:
        if _unseen(child):
            continue
        if len(child):
            _tidy(child)
        _quieten(child)
        if child.tag == "g" and not child.attrib:
            kept.extend(child)
        elif child.tag != "g" or len(child):
            kept.append(child)
    parent[:] = kept


def _unseen(element: ET.Element) -> bool:
    if element.get("class") in ("background", "foreground"):
        return True
    if element.get("display") == "none" or element.get("opacity") == "0":
        return True
    return element.tag == "text" and not (element.text or "").strip()


def _quieten(element: ET.Element) -> None:
    tip = element.get("aria-label") if element.get("role") == "graphics-symbol" else None
    element.attrib = {
        name: _DECIMALS.sub(_shorter, value) if name in _NUMBERS and "." in value else value
        for name, value in element.attrib.items()
        if name not in _NEEDLESS
    }
    if element.get("transform") == "translate(0,0)":
        del element.attrib["transform"]
    if "stroke" not in element.attrib:
        element.attrib.pop("stroke-width", None)
    elif element.tag == "text":
        # The outline must lie behind the letters, not over them.
        element.set("paint-order", "stroke")
    if tip:
        ET.SubElement(element, "title").text = tip


def _shorter(number: re.Match[str]) -> str:
    return short(float(number.group()))


def _paint(root: ET.Element, slug: str, *, page: bool) -> bool:
    """Put the theme's variables in place of colours on a page; say whether a hatching is used."""
    hatched = False
    for element in root.iter():
        for name in _PAINT:
            colour = element.get(name, "").lower()
            if colour == HATCH:
                element.set(name, f"url(#{slug}-hatch)")
                hatched = True
            elif page and colour in _ROLE_OF:
                element.set(name, _variable(_ROLE_OF[colour]))
    return hatched


def _variable(role: str) -> str:
    return f"var(--sc-{role}, {COLOURS[role]})"


def _hatching(slug: str, *, page: bool) -> ET.Element:
    def colour(role: str) -> str:
        return _variable(role) if page else COLOURS[role]

    defs = ET.Element("defs")
    pattern = ET.SubElement(
        defs,
        "pattern",
        {
            "id": f"{slug}-hatch",
            "width": "7",
            "height": "7",
            "patternUnits": "userSpaceOnUse",
            "patternTransform": "rotate(45)",
        },
    )
    paper = {"width": "7", "height": "7", "fill": colour("paper")}
    ET.SubElement(pattern, "rect", paper)
    stripe = {"width": "3", "height": "7", "fill": colour("grey")}
    ET.SubElement(pattern, "rect", stripe)
    return defs


def _name(root: ET.Element, naming: Naming) -> None:
    words = (("title", naming.title), ("desc", naming.description))
    for place, (tag, text) in enumerate(words):
        element = ET.Element(tag, {"id": f"{naming.slug}-{tag}"})
        element.text = _UNSPEAKABLE.sub("", text)
        root.insert(place, element)
