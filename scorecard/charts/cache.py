"""A cache of finished SVGs on disk, named by what they were made from."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from importlib.metadata import version
from pathlib import Path

from scorecard.charts.layers import Specification
from scorecard.charts.svg import POST_PROCESSING_VERSION, Naming, render

_MADE_BY = (version("vl-convert-python"), POST_PROCESSING_VERSION)


def cached_render(spec: Specification, naming: Naming, folder: Path | None, *, page: bool) -> str:
    """Give the SVG of a specification from the cache folder, rendering it only the first time.

    The key is the SHA-256 of the specification, the words and names around it, and the versions
    of vl-convert and of post-processing. A specification holds published figures only, so the
    key can confirm no guess about a private one. Without a folder nothing is kept.
    """
    if folder is None:
        return render(spec, naming, page=page)
    place = folder / f"{_key(spec, naming, page=page)}.svg"
    try:
        return place.read_text(encoding="utf-8")
    except FileNotFoundError:
        svg = render(spec, naming, page=page)
        _keep(place, svg)
        return svg


def _key(spec: Specification, naming: Naming, *, page: bool) -> str:
    words = (naming.slug, naming.title, naming.description, naming.css_class)
    made_from = json.dumps([spec, words, page, _MADE_BY], sort_keys=True)
    return hashlib.sha256(made_from.encode()).hexdigest()


def _keep(place: Path, svg: str) -> None:
    # Another process may keep the same chart at the same time: a rename is whole or nothing.
    place.parent.mkdir(parents=True, exist_ok=True)
    unfinished, name = tempfile.mkstemp(dir=place.parent, suffix=".part")
    with os.fdopen(unfinished, "w", encoding="utf-8") as file:
        file.write(svg)
    Path(name).replace(place)
