"""Hiding more figures of one component until every promise has its proof."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from scorecard.disclosure.columns import Component, Floats
from scorecard.disclosure.hiding import Hiding
from scorecard.disclosure.linear import Movements
from scorecard.disclosure.model import NoSafePattern, SolverStopped
from scorecard.disclosure.proofs import whole_table

Plan = tuple[int, int, int]

_BRANCHINGS = 3
_FEW_BRANCHES = 1
_MANY_BRANCHES = 500


class Proving(Hiding):
    """Looks for proofs, and hides what they need.

    `after` is the work on another component that is done: its solver is taken over.
    """

    def __init__(self, component: Component, after: Proving | None = None) -> None:
        super().__init__(component)
        done = after.everywhere if after else None
        self.everywhere: Movements = Movements(component, range(component.size), instead_of=done)
        self._branchings_left = _BRANCHINGS
        # Searches for whole numbers are slow: thinning out gets a few, improving none.
        self.may_branch = True

    def protect(self) -> None:
        """Hide what must be hidden until nothing lacks a proof. Raises NoSafePattern."""
        every = range(self.component.size)
        while waiting := [column for column in self.targets(every) if self.lacks(column)]:
            # Small figures have the least room to move, so what they need serves the others too.
            for column in sorted(waiting, key=self.component.value.__getitem__):
                self._secure(column, self.everywhere)

    def _secure(self, column: int, movements: Movements) -> None:
        while lacks := self.lacks(column):
            closed = [known for known in lacks if known is not None]
            if self.proofs.recall(column, self.unknown, closed) and self.lacks(column) != lacks:
                continue
            if self._move(column, closed, movements) and self.lacks(column) != lacks:
                continue
            if len(closed) > 1:
                closed = closed[:1]
                if self._move(column, closed, movements) and self.lacks(column) != lacks:
                    continue
            if closed and self._is_within(column, closed[0], movements):
                self.proofs.excuse(column, closed[0])
                continue
            if self.may_branch and self._move_apart(column, closed):
                continue
            raise NoSafePattern(
                "no safe way was found to hide this figure: what is tied to it is published "
                "already, or cannot be hidden; withhold the table, publish fewer breakdowns, or "
                "combine small groups",
                (self.component.keys[c] for c in (column, *closed)),
            )

    def _is_within(self, column: int, known: int, movements: Movements) -> bool:
        """Whether whoever knows that another figure is 1 knows this one, whatever is hidden.

        It is then at most 1, a part of the known figure (or that figure itself under another name):
        the family knows it from being that family, and no hiding can change that. Or it is not
        sensitive, and is what was published before and the known figure make: a year to date after
        a quarter of one. A printed ratio is so when its parts are.
        """
        slacks = [one for one in self.component.watch[column] if self.component.slack[one]]
        if slacks:
            plans = self._plans(column)
            return all(movements.cheapest(*p, self.price, [known]) is None for p in plans)
        value = self.component.value[column]
        if value <= 1 and movements.cheapest(column, 2 - value, 0, self.price, [known]) is None:
            return True
        if self.component.width[column] > 1:
            return False
        ways = ((1, 0), (0, 1))
        return all(movements.cheapest(column, *way, self.price, [known]) is None for way in ways)

    def _move(self, column: int, closed: Sequence[int], movements: Movements) -> bool:
        """Find the cheapest proof, hide what it moves, and keep it."""
        found: list[tuple[float, int, Plan, dict[int, float]]] = []
        for plan in self._plans(column):
            movement = movements.cheapest(*plan, self.price, closed)
            if movement is None:
                continue
            new = self.new_blocks(movement)
            found.append((self.weight_of(new), len(movement), plan, movement))
            if not new:
                break
        if not found:
            return False
        _, _, plan, movement = min(found, key=lambda one: one[:2])
        if len(self.new_blocks(movement)) > 1:
            again = movements.cheapest(*plan, self._gathering(movement), closed)
            assert again is not None
            movement = min(movement, again, key=lambda moved: len(self.new_blocks(moved)))
        for block in self.new_blocks(movement):
            self.hide(block)
        return self._keep(plan, movement, closed, movements, may_hide=True)

    def _move_apart(self, column: int, closed: Sequence[int]) -> bool:
        """Try every way to share a range out between two tables, all of it in whole numbers."""
        every = range(self.component.size)
        programme = Movements(self.component, every, whole=True, effort=_MANY_BRANCHES)
        for one in self.component.watch[column]:
            width = self.component.width[column]
            for fall in range(width + 1):
                parts = [(one, width - fall, 0), (one, 0, fall)]
                found = [
                    (plan, programme.cheapest(*plan, self.price, closed))
                    for plan in parts
                    if plan[1] or plan[2]
                ]
                if all(self._take(plan, movement) for plan, movement in found):
                    return True
        if programme.gave_up:
            raise SolverStopped(
                "the solver could not find a safe pattern in time, so nothing is published; "
                "publish fewer breakdowns of this table, or combine small groups",
                (self.component.keys[c] for c in (column, *closed)),
            )
        return False

    def _take(self, plan: Plan, movement: dict[int, float] | None) -> bool:
        """Hide what one whole movement moves, and keep it."""
        if movement is None:
            return False
        for block in self.new_blocks(movement):
            self.hide(block)
        table = whole_table(movement, 1.0 if plan[1] else -1.0, self.component)
        return table is not None and self.proofs.add(table, self.unknown)

    def _gathering(self, movement: dict[int, float]) -> Floats:
        """Prices that make it dear to spread a movement thinly over many published figures."""
        price = np.where(self.unknown, self.price, self.price * 2.0)
        most = max(abs(by) for by in movement.values())
        for column, by in movement.items():
            if not self.unknown[column]:
                price[column] = self.price[column] * most / (abs(by) + 0.1 * most)
        return price

    def _plans(self, column: int) -> Iterator[Plan]:
        """How far to raise and lower a figure, most promising first."""
        low, high = self.component.low, self.component.high
        width = self.component.width[column]
        for one in self.component.watch[column]:
            if self.component.slack[one]:
                yield (one, 1, 0) if high[one] > 0 else (one, 0, 1)
                continue
            most = int(min(width, -low[one]))
            for fall in dict.fromkeys((most, 0)):
                if width - fall <= high[one]:
                    yield (one, width - fall, fall)

    def _keep(
        self,
        plan: Plan,
        movement: dict[int, float],
        closed: Sequence[int],
        movements: Movements,
        *,
        may_hide: bool,
    ) -> bool:
        """Turn a movement into whole tables, looking again where it is not whole."""
        column, rise, fall = plan
        kept = True
        for by in (rise, -fall):
            if by:
                share = by / (rise + fall)
                table = whole_table(movement, share, self.component)
                if table is None or not self.proofs.add(table, self.unknown):
                    if may_hide:
                        self._free_ratios(movement)
                    kept = (
                        self._keep_apart(column, by, closed, movements, may_hide=may_hide) and kept
                    )
        return kept

    def _free_ratios(self, movement: Iterable[int]) -> bool:
        """Hide the printed ratios of what moves: they allow few whole numbers, rarely these."""
        component = self.component
        rows = {place for column in movement for place in component.rows_of[column]}
        slacks = [c for place in rows for c, _ in component.rows[place].terms if component.slack[c]]
        blocks = self.new_blocks(slacks)
        for block in blocks:
            self.hide(block)
        return bool(blocks)

    def _keep_apart(
        self,
        column: int,
        by: int,
        closed: Sequence[int],
        movements: Movements,
        *,
        may_hide: bool,
    ) -> bool:
        """Find a table that moves a figure one way, with what is hidden and perhaps ratios."""
        plan = (column, max(by, 0), max(-by, 0))
        sign = 1.0 if by > 0 else -1.0
        while True:
            shut = [*closed, *(c for c in movements.columns if not self.unknown[c])]
            movement = movements.cheapest(*plan, self.price, shut)
            if movement is None:
                return False
            table = whole_table(movement, sign, self.component)
            if table is not None and self.proofs.add(table, self.unknown):
                return True
            if not may_hide or not self._free_ratios(movement):
                break
        if not may_hide:
            self._branchings_left -= 1
            if self._branchings_left < 0:
                return False
        if not self.may_branch:
            return False
        unknown = [c for c in range(self.component.size) if self.unknown[c]]
        programme = Movements(
            self.component, unknown, whole=True, effort=_FEW_BRANCHES, any_will_do=True
        )
        movement = programme.cheapest(*plan, self.price, closed)
        if movement is None:
            return False
        table = whole_table(movement, sign, self.component)
        return table is not None and self.proofs.add(table, self.unknown)
