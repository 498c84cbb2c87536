"""Protecting one component, and then publishing again what the proofs can do without."""

from __future__ import annotations

from collections.abc import Sequence

from scorecard.disclosure.columns import Component
from scorecard.disclosure.linear import Movements
from scorecard.disclosure.proving import Plan, Proving


class Search(Proving):
    """Looks for proofs, hides what they need, and publishes again what none needs."""

    def __init__(self, component: Component, after: Search | None = None) -> None:
        super().__init__(component, after)
        self._work_within = 0
        self.within: Movements | None = after.within if after else None
        # For each plan that failed, the columns of which one at least must be free for another try.
        self._in_vain: dict[Plan, list[frozenset[int]]] = {}

    @property
    def work(self) -> int:
        """What was spent on linear programmes: see `Movements.work`."""
        return self.everywhere.work + self._work_within

    def thin_out(self) -> None:
        """Publish again what the proofs can do without, dearest first."""
        if not self.secondary():
            return
        unknown = [column for column in range(self.component.size) if self.unknown[column]]
        within = self.within = Movements(self.component, unknown, instead_of=self.within)
        blocks = self.component.blocks
        published: set[int] = set()
        for block in sorted(self.secondary(), key=lambda b: (-blocks[b].weight, -b)):
            columns = self.columns_of(block)
            if self._publish(block, within, published | set(columns)):
                published.update(columns)
        self._work_within += within.work

    def _publish(self, block: int, within: Movements, closed: set[int]) -> bool:
        """Publish a block again if every proof that it served can be had without it."""
        columns = self.columns_of(block)
        if self._leaves_one_unknown(columns):
            return False
        before = self.proofs.in_use
        taken = self.proofs.moving(columns)
        moved = self.proofs.moved_by(taken)
        self.proofs.drop(taken)
        self.set_unknown(columns, unknown=False)
        watchers = {one for column in moved for one in self.component.watched_by[column]}
        doubtful = [column for column in self.targets(sorted(watchers)) if self.lacks(column)]
        doubtful.sort(key=self.proofs.count)
        if all(self._prove_again(c, within, closed) for c in doubtful):
            self.hidden[block] = False
            return True
        self.proofs.drop(self.proofs.in_use - before)
        self.set_unknown(columns, unknown=True)
        self.proofs.use(taken)
        return False

    def _leaves_one_unknown(self, columns: Sequence[int]) -> bool:
        """Whether some sum would have a single unknown part, which is then no longer unknown."""
        component = self.component
        for place in {place for column in columns for place in component.rows_of[column]}:
            row = component.rows[place]
            if row.low != row.high:
                continue
            left = [c for c, _ in row.terms if self.unknown[c] and c not in columns]
            if len(left) == 1 and component.width[left[0]]:
                return True
        return False

    def _prove_again(self, column: int, within: Movements, closed: set[int]) -> bool:
        while lacks := self.lacks(column):
            known = [c for c in lacks if c is not None]
            if self.proofs.recall(column, self.unknown, known) and self.lacks(column) != lacks:
                continue
            shut = [*closed, *known]
            free = frozenset(c for c in within.columns.tolist() if self.unknown[c]).difference(shut)
            for plan in self._plans(column):
                in_vain = self._in_vain.setdefault(plan, [])
                if any(free.isdisjoint(needed) for needed in in_vain):
                    continue
                movement = within.cheapest(*plan, self.price, shut)
                if movement is None:
                    in_vain.append(within.missing - free)
                if movement is None or not self._keep(plan, movement, shut, within, may_hide=False):
                    continue
                if self.lacks(column) != lacks:
                    break
            else:
                return False
        return True
