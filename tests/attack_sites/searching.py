"""A search of a built site for hidden figures, in every place where one could have been left.

A figure that is like no other is looked for anywhere. A small one stands for too many things to be
looked for alone: it counts where the piece of text that it stands in, or the file, also names the
indicator, and the area and group of the cell.
"""

from __future__ import annotations

import base64
import binascii
import csv
import gzip
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from html import unescape
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from scorecard.checked import Checked
from scorecard.framework import Framework
from scorecard.framework.indicators import Indicator
from scorecard.measures.rounding import round_half_up
from scorecard.published import Status
from scorecard.tables import Key, PrivateCell

UNLIKE_ANY_OTHER = 1000
"""From here on, a count that is printed nowhere is taken to be unmistakable."""
NUMBER = re.compile(
    r"(?<![\w.,\-\u2212])[\u2212-]?(?:\d{1,3}(?:[,'\u2019\u00a0\u2009\u202f ]\d{3})+|\d+)"
    r"(?:\.\d+)?(?![\w]|[.,]\d)"
)
LARGE = re.compile(
    r"(?<![\w.])(?:\d{1,3}(?:[,'\u2019\u00a0\u2009\u202f ]\d{3})+|\d{4,})(?:\.\d+)?(?![\w]|\.\d)"
)
"""Wherever it stands: in a row of a table, a comma may come before it."""
DIGITS = re.compile(r"\d+")
ATTRIBUTE = re.compile(r"=\s*(?:\"([^\"]*)\"|'([^']*)')")
PIECE = re.compile(
    r"</(?:tr|p|li|dd|h\d|title|desc|text|figcaption|caption|option|script|style)>|<!--|-->|<path\b"
    r"|\n\s*\n|(?<=[a-z)][.!?])\s+(?=[A-Z])",
)
INLINE = re.compile(r"base64,([A-Za-z0-9+/=]{8,})")
ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


@dataclass(frozen=True)
class Secret:
    """A hidden cell: its figures, and what a piece of text about it names, in any of some words."""

    unmistakable: frozenset[Decimal]
    small: frozenset[Decimal]
    values: frozenset[Fraction]
    named: tuple[frozenset[str], ...]


@dataclass(frozen=True)
class Found:
    """A hidden figure in a file of the site, with the text that it stands in."""

    file: str
    text: str


def secrets_of(checked: Checked, framework: Framework) -> tuple[Secret, ...]:
    """The hidden figures of a project that no published one is equal to."""
    cells = {(k.line, k.period): (k, c) for k, c in checked.tables.cells.items()}
    indicators = {indicator.id: indicator for indicator in framework.indicators}
    shown = set(_shown(checked))
    found = []
    for line in checked.protected.hidden:
        own = (line.key.indicator, line.key.area, line.key.breakdown, line.key.category)
        key, cell = cells[own, line.key.period]
        found.append(_secret(indicators[key.indicator], key, cell, framework, shown))
    return tuple(found)


def search(site: Path, secrets: tuple[Secret, ...]) -> list[Found]:
    """Every hidden figure that stands somewhere in a built site, or in the name of a file."""
    found: list[Found] = []
    for path in sorted(site.rglob("*")):
        if path.is_file():
            name = path.relative_to(site).as_posix()
            for text in _texts(path.read_bytes(), name):
                found += _in_text(text, name, secrets)
            if any(_is(secret, number) for secret in secrets for number in _plain_numbers(name)):
                found.append(Found(name, name))
    return found


def _shown(checked: Checked) -> Iterator[Decimal]:
    for cell in checked.protected.tables.cells.values():
        if cell.status is Status.SHOWN:
            yield from (n for n in (cell.numerator, cell.denominator) if n is not None)


def _secret(
    indicator: Indicator, key: Key, cell: PrivateCell, framework: Framework, shown: set[Decimal]
) -> Secret:
    above, below = cell.numerator, cell.denominator
    counts = {n for n in (above, below) if n is not None}
    values = set[Fraction]()
    if above is not None and below is not None:
        counts.add(below - above)
    if above is not None and below:
        values.add(Fraction(above) / Fraction(below) * indicator.scale)
    named = [frozenset({indicator.id, indicator.title.lower()})]
    if key.area != framework.scorecard.whole_area.id:
        (area,) = (a for a in framework.scorecard.areas if a.id == key.area)
        named.append(frozenset({area.id, area.name.lower()}))
    if key.category != "all":
        categories = [c for b in framework.scorecard.breakdowns for c in b.categories]
        (category,) = (c for c in categories if c.id == key.category)
        named.append(frozenset({category.id, category.name.lower()}))
    large = frozenset(n for n in counts if n >= UNLIKE_ANY_OTHER)
    return Secret(large - shown, frozenset(counts) - large, frozenset(values), tuple(named))


def _texts(data: bytes, name: str) -> Iterator[str]:
    """The text of a file, and of what is packed into it."""
    if data[:2] == b"\x1f\x8b":
        yield from _texts(gzip.decompress(data), name)
    elif data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(BytesIO(data)) as packed:
            for member in packed.namelist():
                yield from _texts(packed.read(member), f"{name}!{member}")
    elif b"\x00" not in data[:1000]:
        text = data.decode("utf-8", errors="replace")
        # JSON and tables are taken apart as they are; their codes are plain only afterwards.
        yield text if name.endswith((".json", ".csv")) else _plain(text)
        for inline in INLINE.finditer(text):
            try:
                yield from _texts(base64.b64decode(inline[1]), name)
            except binascii.Error:
                continue


def _plain(text: str) -> str:
    """Text as a reader has it in the end, however it was written."""
    return unescape(unescape(ESCAPED.sub(lambda code: chr(int(code[1], 16)), text)))


def _in_text(text: str, name: str, secrets: tuple[Secret, ...]) -> Iterator[Found]:
    large = {n for secret in secrets for n in secret.unmistakable}
    plain = _plain(text)
    for match in LARGE.finditer(plain):
        if _number(match[0]) in large:
            yield Found(name, plain[max(0, match.start() - 40) : match.end() + 40])
    if name.startswith("assets/"):
        return  # the theme's own files name nothing of the scorecard
    path = unquote(name).lower()
    for about, piece in _pieces(text, name):
        numbers = [match[0] for match in NUMBER.finditer(piece)]
        if not numbers:
            continue
        words = f"{path} {about.lower()} {piece.lower()}"
        for secret in secrets:
            if all(_names(words, some) for some in secret.named) and any(
                _is_near(secret, number) for number in numbers
            ):
                yield Found(name, piece.strip())


def _pieces(text: str, name: str) -> Iterator[tuple[str, str]]:
    """Pieces of text that are each about one thing, with the names that hold for them."""
    if name.endswith(".csv"):
        yield from (("", " ; ".join(fields)) for fields in csv.reader(StringIO(text)))
        return
    if name.endswith(".json"):
        try:
            yield from _objects(json.loads(text), "")
        except json.JSONDecodeError:
            pass
        else:
            return
    yield from (("", piece) for piece in _sentences(text))


def _objects(node: Any, about: str) -> Iterator[tuple[str, str]]:
    """Every object of a JSON file, with what those that hold it are about."""
    if isinstance(node, dict):
        own = [str(value) for value in node.values() if not isinstance(value, dict | list)]
        yield about, " ; ".join(own)
        for text in own:
            yield from ((f"{about} {node.get('location', '')}", each) for each in _sentences(text))
        held = node.get("definition")
        named = held if isinstance(held, dict) else node
        about = f"{about} {named.get('id', '')} {named.get('indicator', '')}"
    for child in node.values() if isinstance(node, dict) else node:
        if isinstance(child, dict | list):
            yield from _objects(child, about)


def _sentences(text: str) -> Iterator[str]:
    """Rows, sentences, labels, comments and attributes."""
    for attribute in ATTRIBUTE.finditer(text):
        yield attribute[1] or attribute[2] or ""
    for piece in PIECE.split(text):
        yield re.sub(r"<[^>]*>?", " ", piece)


def _names(words: str, some: frozenset[str]) -> bool:
    return any(re.search(rf"(?<![\w-]){re.escape(one)}(?![\w-])", words) for one in some)


def _number(text: str) -> Decimal:
    return Decimal(re.sub(r"[^\d.]", "", text))


def _plain_numbers(name: str) -> Iterator[Decimal]:
    yield from (Decimal(match[0]) for match in DIGITS.finditer(name))


def _is(secret: Secret, number: Decimal) -> bool:
    return number in secret.unmistakable


def _is_near(secret: Secret, text: str) -> bool:
    """Whether a number is a small hidden count, or a hidden value to as many decimals as it has."""
    number = _number(text)
    if number in secret.small:
        return True
    places = -int(number.as_tuple().exponent)
    return places > 0 and any(round_half_up(v, places) == number for v in secret.values)
