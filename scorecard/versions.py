"""The public record of what was released: versions of a scorecard, and what changed in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

LATEST: Final = "latest"
"""The address that always leads to the newest version."""
CORRECTION: Final = "-correction-"
HIDDEN: Final = "[c]"
"""How the downloads print a figure that is not shown."""


@dataclass(frozen=True)
class Entry:
    """A figure as the downloads print it: a number, a mark such as `[c]`, or nothing."""

    value: str = ""
    numerator: str = ""
    denominator: str = ""

    def __str__(self) -> str:
        """The figure with its parts, as a page says it."""
        if not self.denominator.replace(".", "").isdigit():
            return self.value
        return f"{self.value} ({self.numerator} of {self.denominator})"


@dataclass(frozen=True)
class Change:
    """One published figure that reads differently in a later release.

    `period`, `area`, `breakdown` and `category` are as in the downloads. `new` is empty where the
    figure is gone.
    """

    indicator: str
    title: str
    period: str
    area: str
    breakdown: str
    category: str
    old: Entry
    new: Entry
    reason: str = ""
    provisional: bool = False
    """Whether the old figure was marked `[p]`."""
    revised: bool = False
    """Whether the new figure is marked `[r]`."""

    @property
    def was(self) -> Entry:
        """The old figure as it may be said again: not where it is hidden now."""
        return self.new if self.new.value == HIDDEN else self.old


@dataclass(frozen=True)
class Version:
    """One release at its own address, which never changes.

    `name` is that address; `period` and `label` say what it covers, `ends` the last day of it.
    """

    name: str
    period: str
    label: str
    ends: date
    published: date
    note: str = ""
    own_title: str = ""
    corrects: str = ""
    """The version that this one corrects; empty for an ordinary release."""
    reason: str = ""
    """Why it corrects that one."""
    changes: int = 0
    """How many figures of earlier releases read differently in this one."""
    repeats: tuple[str, ...] = ()
    """Earlier versions whose every figure this one repeats, so that they tell nothing more."""
    withdrawn: date | None = None
    why_withdrawn: str = ""
    withdrawn_after: str = ""
    """The last version that had been published when this one was withdrawn."""

    @property
    def title(self) -> str:
        """What people call it: its title, or its period in words, and which correction it is."""
        number = correction_number(self.name)
        ending = f", correction {number}" if number else ""
        return f"{self.own_title or self.label}{ending}"


@dataclass(frozen=True)
class History:
    """The releases that a page may tell of: all up to now, and which one the page belongs to.

    `changes` are those of this release against what was published before.
    """

    versions: tuple[Version, ...] = ()
    current: str = ""
    changes: tuple[Change, ...] = ()
    late: tuple[str, ...] = ()
    """Releases of the calendar that are late, in words."""

    @property
    def of_current(self) -> Version | None:
        """The version that the page belongs to; None in a preview."""
        return next((v for v in self.versions if v.name == self.current), None)

    @property
    def newest_first(self) -> tuple[Version, ...]:
        """All versions, the latest period first, and of one period the last correction first."""
        return tuple(sorted(self.versions, key=_order, reverse=True))


def correction_number(name: str) -> int:
    """Which correction of its period a version is; 0 for the release itself."""
    _, mark, number = name.partition(CORRECTION)
    return int(number) if mark and number.isdecimal() else 0


def latest(versions: Iterable[Version]) -> Version | None:
    """The newest version that still stands: the last period, and its last correction."""
    standing = [version for version in versions if version.withdrawn is None]
    return max(standing, key=_order, default=None)


def of_period(versions: Iterable[Version], period: str) -> list[Version]:
    """The release of a period and its corrections, in order of publication."""
    return [version for version in versions if version.period == period]


def next_correction(versions: Sequence[Version], slug: str, period: str) -> str:
    """The name of the next correction of a period."""
    numbers = [correction_number(version.name) for version in of_period(versions, period)]
    return f"{slug}{CORRECTION}{max(numbers, default=0) + 1}"


def _order(version: Version) -> tuple[date, int]:
    return version.ends, correction_number(version.name)
