"""An attack on one group: how closely each hidden count can be worked out.

Every table that fits, found on the way, is kept: two of them are proof enough that a count may have
either value, so that most counts need no programme of their own. A count is only ever called safe
on such tables, each of which was checked against every row in whole numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import ceil
from random import Random

import numpy as np

from scorecard.disclosure.audit.solver import ROOM, TINY, Highs, Point, Solver, Unfinished
from scorecard.disclosure.audit.unknowns import Group

ROUNDS = 24
IDLE = 4
"""Rounds of moving many counts at once, and how many may prove nothing new."""


class Attack:
    """A reader who knows what is printed, and perhaps one count."""

    def __init__(self, group: Group, highs: Highs) -> None:
        self.group = group
        self.solver = Solver(group, highs)
        self.points: list[Point] = []
        self.fixed: dict[int, int] = {}
        self.lowest: Point = np.full(len(group.figures), np.inf)
        self.highest: Point = np.full(len(group.figures), -np.inf)

    def know(self, place: int, value: int) -> None:
        """Let one count be known, and keep to the tables that agree."""
        self.solver.fix(place, value)
        self.fixed = {place: value}
        self._span(point for point in self.points if point[place] == value)

    def forget(self) -> None:
        """Let no count be known again."""
        for place in self.fixed:
            self.solver.fix(place, None)
        self.fixed = {}
        self._span(self.points)

    def _span(self, points: Iterable[Point]) -> None:
        kept = list(points)
        size = len(self.group.figures)
        self.lowest = np.min(kept, axis=0) if kept else np.full(size, np.inf)
        self.highest = np.max(kept, axis=0) if kept else np.full(size, -np.inf)

    def keep(self, point: Point | None) -> bool:
        """Keep a table if it fits; whether it does."""
        if point is None or not self.solver.fits(point, self.fixed):
            return False
        self.points.append(point)
        np.minimum(self.lowest, point, out=self.lowest)
        np.maximum(self.highest, point, out=self.highest)
        return True

    def widths(self) -> Point:
        """How far apart the values of each count in the tables that were found are."""
        return np.maximum(self.highest - self.lowest, 0.0)

    def explore(self, needs: Mapping[int, int]) -> None:
        """Look for tables that differ in many counts at once, until all needs are met or it stalls.

        Raises `Impossible` where no table fits.
        """
        chance = Random(len(self.group.figures))  # noqa: S311 - nothing depends on its being secret
        signs: dict[int, int] = {}
        idle = 0
        before = len(needs) + 1
        for number in range(ROUNDS):
            widths = self.widths()
            open_ = [place for place, need in needs.items() if widths[place] < need - TINY]
            idle = idle + 1 if len(open_) >= before else 0
            if not open_ or idle >= IDLE:
                return
            before = len(open_)
            # One way and then the other. Not all of them up: what adds up to a total cannot rise.
            if number % 2:
                signs = {place: -signs[place] for place in open_}
            else:
                signs = {place: chance.choice((-1, 1)) for place in open_}
            self.keep(self.solver.best(signs).point)

    def least(self, goal: Mapping[int, int]) -> float:
        """The least value of a sum of counts over all tables that fit.

        Raises `Impossible` and `Unfinished`.
        """
        answer = self.solver.best(goal)
        if not all(self.group.whole[place] for place in goal):
            self.keep(answer.point)
            return answer.bound
        size = max(1.0, abs(answer.bound))
        bound = ceil(answer.bound - TINY * size)
        kept = self.keep(answer.point)
        if kept and self._value(self.points[-1], goal) <= bound:
            return bound
        if len(goal) == 1:
            ((place, factor),) = goal.items()
            reached = (self.lowest if factor > 0 else self.highest)[place] * factor
            if reached <= bound:
                return bound
        answer = self.solver.best(goal, whole=True)
        if not self.keep(answer.point):
            raise Unfinished
        return self._value(self.points[-1], goal)

    def range_of(self, place: int) -> tuple[float, float]:
        """The lowest and highest possible value of a count."""
        return self.least({place: 1}), -self.least({place: -1})

    def unlimited(self, place: int, width: float) -> bool:
        """Whether a width only ends where the search for higher values does."""
        return width >= ROOM and self.group.bounds[place].high is None

    def settled(self, numerator: int, denominator: int, scale: int, decimals: int) -> bool:
        """Whether a value that is not printed would be printed the same for every table that fits.

        Rounding is half up: to D units if (2D − 1) ≤ 2 × unit × scale × n / d < 2D + 1.
        """
        factor = 2 * 10**decimals * scale
        digits: set[int] = set()
        for point in self.points:
            if all(point[place] == value for place, value in self.fixed.items()):
                # The share is factor × (a / b) / (c / d), exact and in whole numbers throughout.
                a, b = float(point[numerator]).as_integer_ratio()
                c, d = float(point[denominator]).as_integer_ratio()
                digits.add((factor * a * d + b * c) // (2 * b * c))
            if len(digits) > 1:
                return False
        if not digits:
            return False
        (one,) = digits
        above = {numerator: -factor, denominator: 2 * one + 1}
        below = {numerator: factor, denominator: 1 - 2 * one}
        return self.least(above) > TINY and self.least(below) > -1 + TINY

    @staticmethod
    def _value(point: Point, goal: Mapping[int, int]) -> float:
        return float(sum(factor * point[place] for place, factor in goal.items()))
