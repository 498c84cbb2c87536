"""A project: any folder with content/ and data/, and where its build goes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Project:
    """The paths of one scorecard; `counts` may lie elsewhere, since true counts are private."""

    root: Path
    counts: Path | None = None
    output: Path | None = None

    @property
    def content(self) -> Path:
        """What people define."""
        return self.root / "content"

    @property
    def data(self) -> Path:
        """The counts."""
        return self.counts or self.root / "data"

    @property
    def theme(self) -> Path:
        """The project's own look, which may be missing."""
        return self.root / "theme"

    @property
    def mkdocs_config(self) -> Path | None:
        """The project's own mkdocs.yml, where there is one."""
        path = self.root / "mkdocs.yml"
        return path if path.is_file() else None

    @property
    def build(self) -> Path:
        """What a build makes on its way to the site."""
        return self.root / "build"

    @property
    def private(self) -> Path:
        """What only the analyst may see; never below the site."""
        return self.build / "private"

    @property
    def schemas(self) -> Path:
        """The JSON Schemas that the YAML files in content/ name in their first line."""
        return self.build / "schemas"

    @property
    def record(self) -> Path:
        """What the last build read and wrote, by which the next one sees that nothing changed."""
        return self.build / "last-build.json"

    @property
    def cache(self) -> Path:
        """Drawn charts, which hold published figures only."""
        return self.build / "cache"

    @property
    def site(self) -> Path:
        """The finished website."""
        return self.output or self.root / "site"

    @property
    def releases(self) -> Path:
        """What was released, and never changes."""
        return self.root / "releases"

    @property
    def releases_before(self) -> Path:
        """The state that the folder of releases had last, from which the next one begins."""
        return self.build / "releases-before"

    @property
    def shown_data(self) -> str:
        """What messages call the data folder."""
        return str(self.counts) if self.counts else "data"
