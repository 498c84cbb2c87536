"""What stands in a folder of releases: the record of versions, and what each of them told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from scorecard.outputs.ledger import Told, read_told
from scorecard.publish.releases_record import ledger_path, read_record
from scorecard.versions import Version


@dataclass(frozen=True)
class Released:
    """A folder of releases, as far as it had come when a version was made."""

    folder: Path
    versions: tuple[Version, ...] = ()
    home: Path | None = None
    """Where the folder will stand, while a new state of it is put together elsewhere."""

    def told(self) -> tuple[Told, ...]:
        """What releases told that none after them tells again, in order of publication.

        Withdrawn ones are among them: what was once published counts as known. Raises
        `LedgerError` where a ledger is missing.
        """
        repeated = {name for version in self.versions for name in version.repeats}
        return tuple(self.of(v) for v in self.versions if v.name not in repeated)

    def of(self, version: Version) -> Told:
        """What one version told; raises `LedgerError`."""
        return read_told(version.name, ledger_path(self.folder, version, self.home))

    def before(self, name: str) -> Released:
        """The folder as it was when this version was not there yet."""
        names = [version.name for version in self.versions]
        names = names[: names.index(name)]
        then = (
            v if v.withdrawn_after in names else replace(v, withdrawn=None, why_withdrawn="")
            for v in self.versions[: len(names)]
        )
        return Released(self.folder, tuple(then), self.home)

    def named(self, name: str) -> Version | None:
        """One version by its name."""
        return next((version for version in self.versions if version.name == name), None)


def read_released(folder: Path, home: Path | None = None) -> Released:
    """What stands in a folder of releases, which may not be there yet; raises `RecordError`."""
    return Released(folder, read_record(folder), home)
