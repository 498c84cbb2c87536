"""releases.json, the public record of every version, and versions.json, which the theme reads."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from scorecard.versions import LATEST, History, Version, latest

RECORD = "releases.json"
SELECTOR = "versions.json"
LEDGERS = "ledgers"
LIST = "releases"


class RecordError(Exception):
    """A folder whose record of releases cannot be read; says how to mend it."""


def read_record(folder: Path) -> tuple[Version, ...]:
    """Every version of a folder of releases, in order of publication; none where there is none.

    Raises `RecordError`.
    """
    path = folder / RECORD
    if not path.is_file():
        if folder.is_dir() and any(p.name != ".gitkeep" for p in folder.iterdir()):
            raise RecordError(
                f"{folder} holds something, but no {RECORD}; put the record back from your copy, "
                "or use another folder"
            )
        return ()
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return tuple(_version(fields) for fields in found["releases"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RecordError(f"{path} cannot be read; put it back from your copy") from error


def read_publisher(folder: Path) -> dict[str, Any]:
    """Whose releases they are, as it was last recorded; raises `RecordError`."""
    read_record(folder)
    return dict(json.loads((folder / RECORD).read_text(encoding="utf-8"))["publisher"])


def record_text(versions: Sequence[Version], publisher: Mapping[str, Any]) -> str:
    """releases.json."""
    listed = [{k: _plain(v) for k, v in asdict(version).items() if v} for version in versions]
    return _json({"publisher": dict(publisher), "releases": listed})


def selector_text(versions: Sequence[Version]) -> str:
    """versions.json, the newest first, as Material's selector and banner read it."""
    newest = latest(versions)
    return _json(
        [
            {"version": v.name, "title": v.title, "aliases": [LATEST] if v == newest else []}
            for v in History(tuple(versions)).newest_first
            if v.withdrawn is None
        ]
    )


def ledger_path(folder: Path, version: Version, home: Path | None = None) -> Path:
    """Where the ledger of a version lies: beside the releases, and unpublished, if withdrawn."""
    here = folder / LEDGERS / f"{version.name}.json"
    return here if here.is_file() else withdrawn_ledgers(home or folder) / here.name


def withdrawn_ledgers(folder: Path) -> Path:
    """The folder of ledgers of withdrawn releases, which must be kept and never published."""
    folder = folder.resolve()
    return folder.with_name(f"{folder.name}-withdrawn")


def _version(fields: Mapping[str, Any]) -> Version:
    known = dict(fields)
    for name in ("ends", "published", "withdrawn"):
        if name in known:
            known[name] = date.fromisoformat(known[name])
    known["repeats"] = tuple(known.get("repeats", ()))
    return Version(**known)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _json(value: Any) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"
