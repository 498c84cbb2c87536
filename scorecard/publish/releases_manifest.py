"""The manifest of a version: a SHA-256 of every published file, and the tools that made it.

Nothing in it is computed from private inputs.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version as installed
from pathlib import Path

import scorecard

MANIFEST = "manifest.json"
TOOLS = ("mkdocs", "mkdocs-material", "altair", "vl-convert-python", "jinja2", "markdown")
"""What decides the bytes of a page beside this program."""


@dataclass(frozen=True)
class Manifest:
    """The files of one version with their hashes, by path, and the versions of the tools."""

    version: str
    files: Mapping[str, str]
    tools: Mapping[str, str]


def manifest_of(version: str, folder: Path) -> Manifest:
    """Hash every file of a finished version."""
    files = {
        path.relative_to(folder).as_posix(): hash_of(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path != folder / MANIFEST
    }
    return Manifest(version, files, tools())


def tools() -> dict[str, str]:
    """The versions of this program, of Python and of what makes the pages."""
    found = {"scorecard": scorecard.__version__, "python": platform.python_version()}
    return found | {name: installed(name) for name in TOOLS}


def write_manifest(manifest: Manifest, folder: Path) -> None:
    """Write manifest.json into a version."""
    text = json.dumps(vars(manifest), indent=1, sort_keys=True, ensure_ascii=False)
    (folder / MANIFEST).write_text(f"{text}\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of a version; None where it is missing or cannot be read."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return Manifest(str(found["version"]), dict(found["files"]), dict(found["tools"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def faults(folder: Path) -> list[str]:
    """How the files of a version differ from its manifest, a line for each."""
    manifest = read_manifest(folder)
    if manifest is None:
        return [f"{folder / MANIFEST}: is missing or cannot be read"]
    now = manifest_of(manifest.version, folder).files
    found = [f"{folder / name}: is missing" for name in manifest.files if name not in now]
    found += [
        f"{folder / name}: is not in the manifest" for name in now if name not in manifest.files
    ]
    found += [
        f"{folder / name}: was changed"
        for name, value in manifest.files.items()
        if name in now and now[name] != value
    ]
    return sorted(found)


def hash_of(path: Path) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
