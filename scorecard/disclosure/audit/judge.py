"""The promises, judged for one group of hidden counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from scorecard.disclosure.audit.attack import Attack
from scorecard.disclosure.audit.facts import (
    DENOMINATOR,
    NUMERATOR,
    REMAINDER,
    Bounds,
    Facts,
    Figure,
    HiddenValue,
)
from scorecard.disclosure.audit.known import KnownPrivately
from scorecard.disclosure.audit.printed import Definition
from scorecard.disclosure.audit.report import Breach, Table
from scorecard.disclosure.audit.solver import TINY, Highs, Impossible, Unfinished, new_highs
from scorecard.disclosure.audit.unknowns import Contradiction, Group, closer, groups_of

FAR = 100
"""How wide a range may be before nobody asks exactly how wide."""


@dataclass(frozen=True)
class Secret:
    """A count to be kept, and how wide its range must be.

    `sensitive` is None where only the publisher knows: it may be, if its range says so. `least` is
    the lowest sensitive value: 1, or 0 where all or none of a group tells something. An `implied`
    count has no cell.
    """

    place: int
    figure: Figure
    threshold: int
    sensitive: bool | None
    least: int
    implied: bool

    @property
    def printed(self) -> bool:
        """Whether a mark stands in its place; others may be told unless they are sensitive."""
        return self.figure.part != REMAINDER and not self.implied

    def need(self, bounds: Bounds) -> int:
        """The least width that proves enough."""
        low, high = bounds
        may_be = (low is None or low < self.threshold) and (high is None or high >= self.least)
        if self.sensitive or (self.sensitive is None and may_be):
            return self.threshold - 1
        return 1 if self.printed else 0

    def breach(self, low: float, high: float) -> Breach | None:
        """What a range breaks, if anything."""
        exact = high - low < 1 - TINY
        # Nobody hides an implied count that is nought or large, and so only a sure one is judged.
        highest, lowest = (high, low) if self.implied else (low, high)
        may_be = highest < self.threshold - TINY and lowest > self.least - TINY
        if self.sensitive or (self.sensitive is None and may_be):
            if exact:
                return Breach.EXACT
            return Breach.NARROW if high - low < self.threshold - 1 - TINY else None
        return Breach.EXACT if exact and self.printed else None


@dataclass
class Findings:
    """What the attacks found, by table."""

    breaches: dict[Table, set[Breach]] = field(default_factory=lambda: defaultdict(set))
    remarks: set[Table] = field(default_factory=set)
    narrowest: dict[Table, tuple[float, bool]] = field(default_factory=dict)
    joint: set[tuple[tuple[Table, ...], Breach]] = field(default_factory=set)

    def add(self, table: Table, breach: Breach) -> None:
        """One more broken promise."""
        self.breaches[table].add(breach)

    def together(self, figures: tuple[Figure, ...], breach: Breach) -> None:
        """What concerns several tables at once."""
        self.joint.add((tuple(sorted({figure.table for figure in figures})), breach))

    def width(self, table: Table, width: float, *, exact: bool) -> None:
        """One more range of a table."""
        before = self.narrowest.get(table)
        if before is None or width < before[0]:
            self.narrowest[table] = (width, exact)


@dataclass(frozen=True)
class Judge:
    """What is judged, and how: of a build with what the publisher knows, or from outside."""

    facts: Facts
    known: KnownPrivately | None
    findings: Findings
    ranges: bool
    singles: bool
    nodes: int

    def group(self, group: Group) -> None:
        """Attack one group and add what was found."""
        try:
            self._attack(group)
        except (Impossible, Contradiction):
            self.findings.together(group.figures, Breach.CONTRADICTION)
        except Unfinished:
            self.findings.together(group.figures, Breach.UNFINISHED)

    def _attack(self, group: Group) -> None:
        secrets = list(self._secrets(group))
        if not secrets:
            return
        attack = Attack(group, self._highs)
        self._explored(attack, secrets)
        ends: dict[int, tuple[float, float]] = {}
        broken = False
        for secret in secrets:
            if attack.widths()[secret.place] >= secret.need(group.bounds[secret.place]) - TINY:
                continue
            ends[secret.place] = low, high = attack.range_of(secret.place)
            if breach := secret.breach(low, high):
                broken = True
                self.findings.add(secret.figure.table, breach)
        for table in self._settled(attack):
            broken = True
            self.findings.add(table, Breach.EXACT)
        self._widths(attack, secrets, ends)
        if broken:
            return  # what anybody can tell need not be asked of somebody who knows more
        for knower in self._knowers(group):
            for table in self._knows(attack, secrets, knower):
                if self.known is None:
                    self.findings.remarks.add(table)
                else:
                    self.findings.add(table, Breach.KNOWN_ONE)

    def _secrets(self, group: Group) -> Iterator[Secret]:
        for place, figure in enumerate(group.figures):
            if not self._is_wanted(figure) or figure in self.facts.told:
                continue
            definition = self.facts.definitions[figure.indicator]
            implied = figure in self.facts.implied
            sensitive = self._is_sensitive(figure, definition, whole=group.whole[place])
            if sensitive is not False or not implied:
                least = 0 if definition.all_or_none and figure.part != DENOMINATOR else 1
                yield Secret(place, figure, definition.threshold, sensitive, least, implied)

    def _is_wanted(self, figure: Figure) -> bool:
        facts = self.facts
        return figure in facts.hidden or figure in facts.remainders or figure in facts.implied

    def _is_sensitive(self, figure: Figure, definition: Definition, *, whole: bool) -> bool | None:
        """Whether a count is sensitive; None where its range decides."""
        may_be = definition.sensitive and (whole or figure.part != NUMERATOR)
        if self.known is None or (may_be and figure[:6] in self.known.arrived_hidden):
            return None if may_be else False
        return figure[:6] in self.known.sensitive

    def _explored(self, attack: Attack, secrets: list[Secret]) -> None:
        bounds = attack.group.bounds
        attack.explore({s.place: s.need(bounds[s.place]) for s in secrets})

    def _settled(self, attack: Attack) -> Iterator[Table]:
        """Tables with a percentage, rate or mean that is hidden, and yet can be told."""
        number = {figure: place for place, figure in enumerate(attack.group.figures)}
        for numerator, place in number.items():
            for value in self._values_of.get(numerator, ()):
                other = number.get(value.denominator)
                if other is not None and attack.settled(place, other, value.scale, value.decimals):
                    yield numerator.table

    def _widths(
        self, attack: Attack, secrets: list[Secret], ends: dict[int, tuple[float, float]]
    ) -> None:
        """The narrowest range of each table; exact where it was asked for."""
        by_table: dict[Table, list[Secret]] = defaultdict(list)
        for secret in secrets:
            whole = attack.group.whole[secret.place]
            if whole and (secret.printed or secret.sensitive):
                by_table[secret.figure.table].append(secret)
        for table, own in by_table.items():
            while True:
                found = attack.widths()
                place = min(
                    (s.place for s in own),
                    key=lambda p: ends[p][1] - ends[p][0] if p in ends else found[p],
                )
                if place in ends or not self.ranges or found[place] >= FAR:
                    break
                ends[place] = attack.range_of(place)
            low, high = ends.get(place, (0.0, float(attack.widths()[place])))
            exact = place in ends and not attack.unlimited(place, high - low)
            self.findings.width(table, high - low, exact=exact)

    def _knowers(self, group: Group) -> Iterator[int]:
        for place, figure in enumerate(group.figures):
            if not self._is_wanted(figure) or not group.whole[place]:
                continue
            low, high = group.bounds[place]
            may_be = (low is None or low <= 1) and (high is None or high >= 1)
            sensitive = self.facts.definitions[figure.indicator].sensitive
            if self.known is None:
                if self.singles and may_be and sensitive:
                    yield place
            elif figure[:6] in self.known.ones:
                yield place

    def _knows(self, attack: Attack, secrets: list[Secret], knower: int) -> set[Table]:
        """Tables that are too close to somebody who knows that a count is 1."""
        weak: set[Table] = set()
        group = attack.group
        attack.know(knower, 1)
        try:
            others = [s for s in secrets if s.place != knower]
            self._explored(attack, others)
            for secret in others:
                if secret.figure.table in weak:
                    continue
                if attack.widths()[secret.place] >= secret.need(group.bounds[secret.place]) - TINY:
                    continue
                breach = secret.breach(*attack.range_of(secret.place))
                if breach and not self._is_within(secret, group.figures[knower]):
                    weak.add(secret.figure.table)
            weak.update(self._settled(attack))
        except Impossible:
            if self.known is not None:
                raise
        finally:
            attack.forget()
        return weak

    def _is_within(self, secret: Secret, knower: Figure) -> bool:
        """Whether the knower knows a figure from being themselves, whatever else were hidden.

        Either it holds nobody but the knower, even if all that may be hidden were; or it is what
        earlier releases told and the knower make together, and is not small itself.
        """
        attack = self._all_hidden.get(knower)
        if attack is None or secret.figure not in attack.group.figures:
            return False
        place, known = (attack.group.figures.index(each) for each in (secret.figure, knower))
        high = closer(attack.group, {known: 1}).bounds[place].high
        if high is not None and high <= 1:
            return True
        attack.know(known, 1)
        try:
            most = -attack.least({place: -1})
            if most <= 1 + TINY:
                return True
            small = secret.sensitive or secret.least - TINY < most < secret.threshold - TINY
            return not small and attack.least({place: 1}) > most - 1 + TINY
        finally:
            attack.forget()

    @cached_property
    def _values_of(self) -> Mapping[Figure, Sequence[HiddenValue]]:
        """The values that are not printed, by the numerator that each would be worked out from."""
        found: dict[Figure, list[HiddenValue]] = defaultdict(list)
        for value in self.facts.values:
            found[value.numerator].append(value)
        return found

    @cached_property
    def _highs(self) -> Highs:
        """The solver of one group after another: there are many, and most are small."""
        return new_highs(self.nodes)

    @cached_property
    def _all_hidden(self) -> Mapping[Figure, Attack]:
        """The same release with all hidden but zeros and what was told before, by figure."""
        facts = self.facts
        rows = [row for row in facts.rows if not row.rounded]
        may_hide = {f: b for f, b in facts.unhidden.items() if f not in facts.told}
        bounds = facts.bounds | may_hide
        groups, _ = groups_of(rows, bounds, facts.fractions, facts.wanted)
        attacks = [Attack(group, new_highs(self.nodes)) for group in groups]
        return {figure: attack for attack in attacks for figure in attack.group.figures}
