"""The rules of the Atom Syndication Format, RFC 4287, each named by its section.

No validator of feeds can be had without the network, so these are written from the RFC's text and
its schema (appendix B), and are stricter: elements of other namespaces are faults, and so is what
the RFC only recommends (a link to itself, words in a title).
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from urllib.parse import urlsplit

ATOM = "{http://www.w3.org/2005/Atom}"
XML = "{http://www.w3.org/XML/1998/namespace}"
TEXTS = ("title", "subtitle", "summary", "rights")
DATES = ("updated", "published")
ONE = ("id", "title", "updated")
AT_MOST_ONE = {
    "feed": ("generator", "icon", "logo", "rights", "subtitle"),
    "entry": ("content", "published", "rights", "source", "summary"),
}
MANY = ("author", "category", "contributor", "link")
ATTRIBUTES: Mapping[str, Sequence[str]] = {
    "link": ("href", "rel", "type", "hreflang", "title", "length"),
    "category": ("term", "scheme", "label"),
    "content": ("type", "src"),
    "generator": ("uri", "version"),
    **dict.fromkeys(TEXTS, ("type",)),
}
RELATIONS = ("alternate", "related", "self", "enclosure", "via")
DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|\\^`\x7f]')
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*")


def faults(text: str) -> list[str]:
    """Every rule that a feed breaks, by its section; none for a valid feed."""
    try:
        feed = ET.fromstring(text.encode())  # noqa: S314 (our own)
    except ET.ParseError as error:
        return [f"2: {error}"]
    if feed.tag != f"{ATOM}feed":
        return ["2: the outermost element is not a feed"]
    return list(_feed(feed))


def _feed(feed: ET.Element) -> Iterator[str]:
    entries = feed.findall(f"{ATOM}entry")
    yield from _container(feed, "feed", "4.1.1", ("entry",))
    authors = feed.find(f"{ATOM}author") is not None
    for entry in entries:
        yield from _container(entry, "entry", "4.1.2", ())
        if not authors and entry.find(f"{ATOM}author") is None:
            yield "4.1.1: neither the feed nor one of its entries has an author"
        links = [link.get("rel", "alternate") for link in entry.findall(f"{ATOM}link")]
        if entry.find(f"{ATOM}content") is None and "alternate" not in links:
            yield "4.1.2: an entry has neither content nor an alternate link"
    if not any(link.get("rel") == "self" for link in feed.findall(f"{ATOM}link")):
        yield "4.1.1: the feed has no link to itself"
    ids = Counter(each.findtext(f"{ATOM}id") for each in (feed, *entries))
    if any(number > 1 for number in ids.values()):
        yield "4.2.6: two ids are the same"


def _container(parent: ET.Element, kind: str, section: str, more: Sequence[str]) -> Iterator[str]:
    """How often each element may stand in a feed or an entry, and each of them."""
    names = Counter(child.tag.removeprefix(ATOM) for child in parent)
    for name in ONE:
        if names[name] != 1:
            yield f"{section}: {kind} has not exactly one {name}"
    for name in AT_MOST_ONE[kind]:
        if names[name] > 1:
            yield f"{section}: {kind} has more than one {name}"
    for name in names - Counter(dict.fromkeys((*ONE, *AT_MOST_ONE[kind], *MANY, *more), 10**6)):
        yield f"{section}: {kind} has a {name}"
    links = [link for link in parent.findall(f"{ATOM}link")
             if link.get("rel", "alternate") == "alternate"]  # fmt: skip
    if len({(link.get("type"), link.get("hreflang")) for link in links}) < len(links):
        yield f"{section}: {kind} has two alternate links of one type and language"
    if _words(parent):
        yield f"{section}: {kind} has words outside its elements"
    for child in parent:
        yield from _attributes(child)
        yield from _one(child)


def _one(element: ET.Element) -> Iterator[str]:
    name, text = element.tag.removeprefix(ATOM), element.text or ""
    if name in TEXTS:
        if element.get("type", "text") not in ("text", "html", "xhtml"):
            yield f"3.1.1: the type of {name} is not known"
        if element.get("type", "text") != "xhtml" and len(element):
            yield f"3.1.1: {name} holds elements"
        if name == "title" and not text.strip():
            yield "4.2.14: a title has no words"
    elif name in ("author", "contributor"):
        yield from _person(element)
    elif name in DATES:
        yield from _date(name, text)
    elif name == "id" and (not _is_iri(text) or not SCHEME.fullmatch(urlsplit(text).scheme)):
        yield "4.2.6: an id is not an absolute address"
    elif name == "link":
        yield from _link(element)


def _person(person: ET.Element) -> Iterator[str]:
    names = Counter(child.tag.removeprefix(ATOM) for child in person)
    if names["name"] != 1 or not (person.findtext(f"{ATOM}name") or "").strip():
        yield "3.2.1: a person has not exactly one name"
    if names["uri"] > 1 or names["email"] > 1 or set(names) - {"name", "uri", "email"}:
        yield "3.2: a person has more than a name, an address and an e-mail address"
    email = person.findtext(f"{ATOM}email")
    if email is not None and not re.fullmatch(r".+@.+", email):
        yield "3.2.3: an e-mail address is none"


def _date(name: str, text: str) -> Iterator[str]:
    try:
        sound = DATE.fullmatch(text) is not None and datetime.fromisoformat(text) is not None
    except ValueError:
        sound = False
    if not sound:
        yield f"3.3: {name} is not a date and time of RFC 3339"


def _link(link: ET.Element) -> Iterator[str]:
    if not link.get("href") or not _is_iri(link.get("href", "")):
        yield "4.2.7.1: a link has no address"
    rel = link.get("rel", "alternate")
    if rel not in RELATIONS and not urlsplit(rel).scheme:
        yield "4.2.7.2: a link's relation is not known"
    kind = link.get("type")
    if kind is not None and not re.fullmatch(r".+/.+", kind):
        yield "4.2.7.3: a link's type is not a media type"


def _attributes(element: ET.Element) -> Iterator[str]:
    name = element.tag.removeprefix(ATOM)
    known = (*ATTRIBUTES.get(name, ()), f"{XML}base", f"{XML}lang")
    for attribute in element.attrib:
        if attribute not in known:
            yield f"2: {name} has an attribute {attribute}"


def _words(parent: ET.Element) -> bool:
    return any((text or "").strip() for text in (parent.text, *(child.tail for child in parent)))


def _is_iri(text: str) -> bool:
    return bool(text) and not NOT_IN_IRI.search(text)
