"""Putting a finished version into a new state of the folder of releases, and taking one out."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from scorecard.outputs.hosting import hosting_files, pages_of
from scorecard.outputs.ledger import read_told
from scorecard.outputs.release_files import Publisher, feed, notice, release_list
from scorecard.publish.releases_folder import link, mirror, sync, write
from scorecard.publish.releases_manifest import manifest_of, read_manifest, write_manifest
from scorecard.publish.releases_record import (
    LEDGERS,
    LIST,
    RECORD,
    SELECTOR,
    read_publisher,
    read_record,
    record_text,
    selector_text,
    withdrawn_ledgers,
)
from scorecard.versions import LATEST, Version, latest


def add_version(
    folder: Path, version: Version, site: Path, by: Publisher, templates: list[Path]
) -> None:
    """Add a finished site as a version with its manifest and ledger, and lead readers to it."""
    versions = read_record(folder)
    manifest = manifest_of(version.name, site)
    twins = _twins(folder, versions)
    for name, value in manifest.files.items():
        target = folder / version.name / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if value in twins:
            link(twins[value], target)
        else:
            shutil.copyfile(site / name, target)
    write_manifest(manifest, folder / version.name)
    (folder / LEDGERS).mkdir(exist_ok=True)
    told = folder / version.name / "downloads" / "scorecard.json"
    link(told, folder / LEDGERS / f"{version.name}.json")
    _lead(folder, (*versions, version), by, templates)


def set_aside(folder: Path, home: Path, gone: Sequence[Version], templates: list[Path]) -> None:
    """Take versions away from readers, leave a notice at their addresses, keep their ledgers.

    `home` is where the folder will stand: the ledgers of withdrawn releases are kept beside it,
    since what is in it is published.
    """
    versions = read_record(folder)
    by = Publisher(**read_publisher(folder))
    by_name = {version.name: version for version in gone}
    after = tuple(by_name.get(version.name, version) for version in versions)
    kept = withdrawn_ledgers(home)
    kept.mkdir(parents=True, exist_ok=True)
    for version in gone:
        ledger = folder / LEDGERS / f"{version.name}.json"
        read_told(version.name, ledger)
        _keep(ledger, kept / ledger.name)
        ledger.unlink()
        shutil.rmtree(folder / version.name)
        page = notice(by, version, after, templates)
        write(folder / version.name / "index.html", page)
    sync(kept)
    _lead(folder, after, by, templates)


def _lead(folder: Path, versions: Sequence[Version], by: Publisher, templates: list[Path]) -> None:
    """Everything at the top of the folder that leads to versions."""
    newest = latest(versions)
    if newest is None:
        shutil.rmtree(folder / LATEST, ignore_errors=True)
    else:
        mirror(folder / newest.name, folder / LATEST)
    write(folder / RECORD, record_text(versions, vars(by)))
    write(folder / SELECTOR, selector_text(versions))
    write(folder / "index.html", release_list(by, versions, templates, leads_on=True))
    write(folder / LIST / "index.html", release_list(by, versions, templates, leads_on=False))
    write(folder / "feed.xml", feed(by, versions, templates))
    for name, text in hosting_files(by, versions, pages_of(folder / LATEST), templates).items():
        (folder / name).unlink(missing_ok=True)
        if text is not None:
            write(folder / name, text)


def _twins(folder: Path, versions: Sequence[Version]) -> dict[str, Path]:
    """Files of the newest version by their hash: the same bytes need no place on disk twice."""
    newest = latest(versions)
    manifest = read_manifest(folder / newest.name) if newest else None
    if newest is None or manifest is None:
        return {}
    found = {value: folder / newest.name / name for name, value in manifest.files.items()}
    return {value: path for value, path in found.items() if path.is_file()}


def _keep(source: Path, target: Path) -> None:
    """Copy a file so that it is there whole or not at all, and on disk."""
    part = target.with_name(f".{target.name}-new")
    shutil.copyfile(source, part)
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.replace(target)
