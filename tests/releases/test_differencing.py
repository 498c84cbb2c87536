"""Releases held against each other: what one hides, no two or three of them give away."""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import pytest

from scorecard.disclosure.model import DisclosureError
from scorecard.disclosure.protect import protect
from scorecard.framework import Framework
from scorecard.periods import parse_period
from scorecard.published import Ledger, PublishedCell, Status
from scorecard.tables import Key, PrivateCell
from tests.attack.attacker import Attack, Facts, Name, Published, Row
from tests.disclosure.small import cell, framework, tables

# SCORECARD_ATTACKS=5000 attacks thousands of pairs and triples instead of hundreds.
ATTACKS = int(os.environ.get("SCORECARD_ATTACKS", "600"))
CHUNKS = 6
QUARTERS = ("2020-21 Q1", "2020-21 Q2", "2020-21 Q3", "2020-21 Q4")
YEAR = "2020-21"
AREAS = ("east", "west")
AGES = ("younger", "older")
THRESHOLD = 6
FURTHER = 12
"""How far a range is followed: its values may lie apart, such as 40, 42 and 44."""

Leaf = tuple[str, str, str]
"""Period, area and age group."""
Place = tuple[str, str, str]
Protect = Callable[[dict[Place, PrivateCell], Framework, Sequence[Ledger]], Ledger]


@dataclass
class Truth:
    """The true counts as they stand, and which of the places were revised so far."""

    leaves: dict[Leaf, int]
    with_age: bool
    revised: set[Place] = field(default_factory=set)

    def counts(self, quarters: Sequence[str]) -> dict[Place, int]:
        """Every count that a release of these quarters holds: `all` is the total of the ages."""
        periods = {quarter: [quarter] for quarter in quarters}
        if len(quarters) == len(QUARTERS):
            periods[YEAR] = list(quarters)
        areas = {"district": AREAS, **{area: (area,) for area in AREAS}}
        ages = {"all": AGES, **({age: (age,) for age in AGES} if self.with_age else {})}
        return {
            (period, area, age): sum(
                self.leaves[q, a, g] for q in own for a in areas[area] for g in ages[age]
            )
            for period, own in periods.items()
            for area in areas
            for age in ages
        }


def protected(
    cells: dict[Place, PrivateCell], definitions: Framework, earlier: Sequence[Ledger]
) -> Ledger:
    """What a release publishes that knows of all before it."""
    found = protect(tables(*cells.values()), definitions, earlier).tables.cells.values()
    return Ledger(f"release-{len(earlier) + 1}", parse_period(QUARTERS[-1]), tuple(found))


def forgetful(
    cells: dict[Place, PrivateCell], definitions: Framework, earlier: Sequence[Ledger]
) -> Ledger:
    """The planted fault: the ledgers are ignored."""
    return replace(protected(cells, definitions, ()), version=f"release-{len(earlier) + 1}")


@dataclass
class Told:
    """What the attacker has seen, and the truth behind it by the figure's vintage."""

    counts: dict[Name, int] = field(default_factory=dict)
    facts: Facts = field(default_factory=Facts)
    hidden: set[Name] = field(default_factory=set)
    fixed: set[Name] = field(default_factory=set)
    """What was told before the last release, and can be taken back by none."""
    found: list[str] = field(default_factory=list)
    before: dict[Place, tuple[PublishedCell, int]] = field(default_factory=dict)

    def read(self, ledger: Ledger, truth: dict[Place, int]) -> None:
        """Add a release: which figures are new ones, and what adds up to what in it."""
        names: dict[Place, Name] = {}
        self.fixed = set(self.counts)
        for one in ledger.cells:
            place = (one.key.period.name, one.key.area, one.key.category)
            vintage = self._vintage(place, one)
            self.before[place] = (one, vintage)
            names[place] = (*place, vintage)
            self.counts[names[place]] = truth[place]
            if one.status is Status.SUPPRESSED:
                self.hidden.add(names[place])
        for period, area, age in names:
            self._adds_up(names, (period, area, age), [(period, a, age) for a in AREAS],
                          when=area == "district")  # fmt: skip
            self._adds_up(names, (period, area, age), [(period, area, g) for g in AGES],
                          when=age == "all")  # fmt: skip
            self._adds_up(names, (period, area, age), [(q, area, age) for q in QUARTERS],
                          when=period == YEAR)  # fmt: skip
        self.found += self.breaches()

    def _vintage(self, place: Place, now: PublishedCell) -> int:
        if place not in self.before:
            return 0
        before, vintage = self.before[place]
        newly = "r" in now.symbols and "r" not in before.symbols
        both = before.status is now.status is Status.SHOWN
        return vintage + (newly or (both and before.numerator != now.numerator))

    def _adds_up(
        self, names: dict[Place, Name], total: Place, parts: list[Place], *, when: bool
    ) -> None:
        if when and all(part in names for part in parts):
            self.facts.sums.append((names[total], [names[part] for part in parts]))

    def breaches(self) -> list[str]:
        """What the attacker finds after the last release that was read."""
        counts, facts = self.counts, self.facts
        shown = {name: count for name, count in counts.items() if name not in self.hidden}
        attack = Attack(Published(shown, frozenset(self.hidden), frozenset(), facts))
        known = {n: c for n, c in shown.items() if c == 0 or n in self.fixed}
        most = Attack(Published(known, frozenset(counts.keys() - known.keys()), frozenset(), facts))
        found = []
        for knower in [None, *(name for name in self.hidden if counts[name] == 1)]:
            extra = [Row({knower: 1}, 1, 1)] if knower is not None else []
            for name in sorted(self.hidden - {knower}, key=repr):
                enough = THRESHOLD - 1 if 1 <= counts[name] < THRESHOLD else 1
                if attack.width({name: 1}, FURTHER, extra) >= enough:
                    continue
                # To a family, a figure may be its own and what was published before, whatever is
                # hidden now: no release could keep that from it.
                if knower is not None and most.width({name: 1}, FURTHER, extra) < enough:
                    continue
                found.append(f"{name} to somebody who knows {knower}")
        small = [name for name, count in shown.items() if 1 <= count < THRESHOLD]
        return found + [f"{name} is printed" for name in small]


@dataclass(frozen=True)
class Story:
    """The releases that a random partnership published, and how many it could not publish."""

    told: Told
    releases: list[Ledger]
    refused: int


def story(seed: int, publish: Protect) -> Story:
    """Two or three releases of a random partnership."""
    chance = random.Random(seed)
    with_age = chance.random() < 0.6
    high = chance.choice([4, 9, 25])
    leaves = {
        (q, a, g): chance.choice([0, chance.randint(0, 6), chance.randint(0, high), 40])
        for q in QUARTERS for a in AREAS for g in AGES
    }  # fmt: skip
    truth = Truth(leaves, with_age)
    definitions = framework({"id": "a"}, threshold=THRESHOLD)
    first = chance.choice([1, 2] if with_age else [2, 3])
    releases = chance.choice([2, 3])
    told, earlier, refused = Told(), list[Ledger](), 0
    quarters = first
    for number in range(releases):
        if number:
            _revise(truth, quarters, chance)
            quarters = min(quarters + chance.choice([0, 1]), 2 if with_age else 4)
        counts = truth.counts(QUARTERS[:quarters])
        cells = {place: _cell(place, count, truth) for place, count in counts.items()}
        try:
            ledger = publish(cells, definitions, earlier)
        except DisclosureError:
            refused += 1
            continue
        earlier.append(ledger)
        told.read(ledger, counts)
    return Story(told, earlier, refused)


def _revise(truth: Truth, quarters: int, chance: random.Random) -> None:
    """Count some leaves again; every figure that becomes another is marked as revised, once."""
    before = truth.counts(QUARTERS[:quarters])
    # A mark says once that a figure became another, so each may be revised once only.
    free = [leaf for leaf in truth.leaves if leaf[0] in QUARTERS[:quarters]
            and not any(self in truth.revised for self in _above(leaf))]  # fmt: skip
    for leaf in chance.sample(free, min(len(free), chance.choice([0, 1, 1, 2]))):
        truth.leaves[leaf] = max(0, truth.leaves[leaf] + chance.choice([-3, -1, 1, 2, 7]))
    after = truth.counts(QUARTERS[:quarters])
    truth.revised |= {place for place in before if before[place] != after[place]}


def _above(leaf: Leaf) -> list[Place]:
    quarter, area, age = leaf
    return [(p, a, g) for p in (quarter, YEAR) for a in (area, "district") for g in (age, "all")]


def _cell(place: Place, count: int, truth: Truth) -> PrivateCell:
    period, area, age = place
    symbols = ("r",) if place in truth.revised else ()
    return cell("a", count, area=area, category=age, period=period, symbols=symbols)


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_no_sequence_of_releases_gives_a_hidden_figure_away(chunk: int) -> None:
    seeds = range(chunk, ATTACKS, CHUNKS)
    found = {seed: story(seed, protected).told.found for seed in seeds}
    assert {seed: breaches for seed, breaches in found.items() if breaches} == {}


def test_ignoring_the_ledgers_gives_something_away() -> None:
    found = [seed for seed in range(12) if story(seed, forgetful).told.found]
    assert len(found) >= 2


def test_the_sequences_are_pairs_and_triples_with_revisions_and_other_patterns() -> None:
    stories = [story(seed, protected) for seed in range(200)]
    sizes = Counter(len(each.releases) for each in stories)
    assert sizes[2] + sizes[3] >= 180
    assert min(sizes[2], sizes[3]) >= 60
    assert sum(each.refused for each in stories) <= 40
    changed = [set(_changed(each.releases)) for each in stories]
    assert sum("revised" in found for found in changed) >= 60
    assert sum("hidden, then shown" in found for found in changed) >= 20
    assert sum("shown, then hidden" in found for found in changed) >= 20


def _changed(releases: Sequence[Ledger]) -> Iterator[str]:
    """What differs between one release and the next, of the figures that both tell."""
    for before, after in pairwise(releases):
        was = {one.key: one for one in before.cells}
        for now in after.cells:
            then = was.get(now.key)
            if then is None:
                continue
            if "r" in now.symbols and "r" not in then.symbols:
                yield "revised"
            if then.status is not now.status:
                hidden = now.status is Status.SUPPRESSED
                yield "shown, then hidden" if hidden else "hidden, then shown"


def test_keys_of_cells_are_what_the_attacker_reads() -> None:
    assert cell("a", 3, area="east").key == Key("a", parse_period("2020-21 Q3"), "east")
