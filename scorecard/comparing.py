"""Looking at what was released: a list of versions, their hashes, and what changed between two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from scorecard.checked import late_on
from scorecard.framework.loading import load_framework
from scorecard.outputs.changes import changes_between, entry_of
from scorecard.outputs.ledger import Downloads, LedgerError, Place, cells_by_place
from scorecard.outputs.site_reader import SiteError, read_site
from scorecard.problems import Problems
from scorecard.project import Project
from scorecard.publish.releases_manifest import faults, read_manifest
from scorecard.publish.releases_record import RecordError, read_record
from scorecard.released import read_released
from scorecard.versions import HIDDEN, LATEST, Version, latest

DEFINED = ("title", "measure", "numerator", "denominator", "per", "unit", "decimals", "polarity",
           "flow", "counts", "parts", "baseline", "comparators", "breakdowns", "frequency",
           "source", "owner", "replaces", "retired", "break_in_series", "ref")  # fmt: skip
AIMED = ("target", "exceeded")
PLACED = ("name", "parts", "wards", "postcodes", "boundaries_changed")


class NothingThere(Exception):
    """A folder or a version that is not there; says where it was looked for."""


class Unreadable(NothingThere):
    """It is there, but is damaged."""


@dataclass(frozen=True)
class Standing:
    """One version, and what is wrong with its files, a line for each fault."""

    version: Version
    newest: bool
    faults: tuple[str, ...]


def standings(folder: Path) -> list[Standing]:
    """Every version in order of publication, each held against its manifest.

    Raises `NothingThere`.
    """
    versions = _versions(folder)
    newest = latest(versions)
    return [
        Standing(
            version,
            version == newest,
            () if version.withdrawn else tuple(faults(folder / version.name)),
        )
        for version in versions
    ]


def late(project: Project, folder: Path, day: date) -> tuple[str, ...]:
    """Releases of the project's calendar that were due before a day and are not there."""
    framework = load_framework(project.content, Problems())
    return late_on(framework, _versions(folder), day) if framework else ()


def verify(folder: Path) -> tuple[int, list[str]]:
    """How many files were held against their hashes, and every fault.

    The folder is one version, or a whole folder of releases. Raises `NothingThere`.
    """
    if read_manifest(folder) is not None:
        return _files(folder), faults(folder)
    versions = [version for version in _versions(folder) if version.withdrawn is None]
    if not versions:
        raise NothingThere(f"{folder} holds neither a manifest.json nor a release that stands")
    newest = latest(versions)
    places = [folder / version.name for version in versions]
    if newest is not None:
        places.append(folder / LATEST)
    found = [fault for place in places for fault in faults(place)]
    found += _wrong_ledgers(folder)
    return sum(map(_files, places)), found


def differences(folder: Path, one: str, other: str) -> list[str]:
    """What changed from one release to another, in lines: figures, verdicts, definitions, targets.

    Each is a version's name, or the folder of a built site. Raises `NothingThere`.
    """
    old, new = _downloads(folder, one), _downloads(folder, other)
    return [*_figures(old, new), *_verdicts(old, new), *_definitions(old, new)]


def _figures(old: Downloads, new: Downloads) -> Iterator[str]:
    for change in changes_between(old, new):
        where = _where((change.indicator, change.period, change.area, change.breakdown,
                        change.category))  # fmt: skip
        if HIDDEN in (change.old.value, change.new.value):
            what = "hidden" if change.new.value == HIDDEN else "shown"
        else:
            what = "value" if change.new.value else "gone"
        yield f"{what}: {where}: {change.old} -> {_said(str(change.new))}"
    before, after = cells_by_place(old), cells_by_place(new)
    fresh = [place for place in after if place not in before and entry_of(after[place]).value]
    if fresh:
        yield f"new: {len(fresh)} figures that were not there before"


def _verdicts(old: Downloads, new: Downloads) -> Iterator[str]:
    before = {i["definition"]["id"]: i for i in old["indicators"]}
    for indicator in new["indicators"]:
        name = indicator["definition"]["id"]
        if name in before and before[name]["status"] != indicator["status"]:
            yield f"verdict: {name}: {before[name]['status']} -> {indicator['status']}"


def _definitions(old: Downloads, new: Downloads) -> Iterator[str]:
    before, after = ([i["definition"] for i in each["indicators"]] for each in (old, new))
    yield from _each("definition", DEFINED, before, after)
    yield from _each("target", AIMED, before, after, also_gone=False)
    yield from _each("area", PLACED, old["areas"], new["areas"])
    for field in ("comparators", "breakdowns", "policy"):
        if old.get(field) != new.get(field):
            yield f"definition: {field} changed"


def _each(
    what: str,
    fields: tuple[str, ...],
    old: Sequence[Mapping[str, Any]],
    new: Sequence[Mapping[str, Any]],
    *,
    also_gone: bool = True,
) -> Iterator[str]:
    """How things with an id differ, one after another; with `also_gone`, which are gone or new."""
    before, after = ({each["id"]: each for each in things} for things in (old, new))
    for name in sorted(before.keys() | after.keys()):
        if name in before and name in after:
            yield from _fields(what, name, fields, before[name], after[name])
        elif also_gone:
            yield f"{what}: {name}: is {'gone' if name in before else 'new'}"


def _fields(
    what: str, name: str, fields: tuple[str, ...], old: Mapping[str, Any], new: Mapping[str, Any]
) -> Iterator[str]:
    for field in fields:
        if _said(old.get(field)) != _said(new.get(field)):
            yield f"{what}: {name}: {field}: {_said(old.get(field))} -> {_said(new.get(field))}"


def _said(value: Any) -> str:
    return "nothing" if value in (None, "", [], ()) else str(value)


def _where(place: Place) -> str:
    indicator, period, area, breakdown, category = place
    split = "" if breakdown == "all" else f", {breakdown} {category}"
    return f"{indicator}, {period}, {area}{split}"


def _wrong_ledgers(folder: Path) -> Iterator[str]:
    released = read_released(folder)
    for version in released.versions:
        try:
            told = released.of(version)
        except LedgerError as error:
            yield str(error)
            continue
        if version.withdrawn is not None:
            continue
        try:
            published = read_site(folder / version.name)
        except SiteError:
            continue  # Its manifest has said already that the file is gone or was changed.
        if told.downloads != published:
            yield f"the ledger of {version.name} is not what it published"


def _downloads(folder: Path, named: str) -> Downloads:
    for place in (folder / named, Path(named)):
        if (place / "downloads").is_dir():
            try:
                return read_site(place)
            except SiteError as error:
                raise Unreadable(str(error)) from error
    raise NothingThere(f"{named} is neither a version in {folder} nor the folder of a site")


def _versions(folder: Path) -> tuple[Version, ...]:
    try:
        return read_record(folder)
    except RecordError as error:
        raise Unreadable(str(error)) from error


def _files(folder: Path) -> int:
    manifest = read_manifest(folder)
    return len(manifest.files) if manifest else 0
