"""What is hidden in one component so far, and what is proven by it."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from scorecard.disclosure.columns import Component
from scorecard.disclosure.proofs import Proofs

State = tuple[list[bool], list[bool], Proofs]

_NEARLY_FREE = 0.01


class Hiding:
    """Which blocks of a component are hidden, which columns are therefore unknown, and the proofs.

    `price` is what it costs to move a column by one: next to nothing where it is unknown already.
    """

    def __init__(self, component: Component) -> None:
        self.component = component
        self.proofs = Proofs(component)
        self.hidden = [block.primary for block in component.blocks]
        self.unknown = list(component.unknown_at_first)
        cheap = min((block.weight for block in component.blocks if block.weight > 0), default=1.0)
        self._nearly_free = _NEARLY_FREE * cheap
        weights = [
            self._nearly_free if b < 0 else component.blocks[b].weight for b in component.block
        ]
        self._full_price = np.array(weights)
        self.price = np.where(self.unknown, self._nearly_free, self._full_price)
        self._slacks_of: dict[int, list[int]] = {}
        for column, block in enumerate(component.block):
            if component.slack[column]:
                self._slacks_of.setdefault(block, []).append(column)

    def secondary(self) -> list[int]:
        """The blocks that are hidden only to protect others."""
        blocks = self.component.blocks
        return [b for b, hidden in enumerate(self.hidden) if hidden and not blocks[b].primary]

    def cost(self) -> float:
        """What the secondary blocks weigh together."""
        return self.weight_of(self.secondary())

    def weight_of(self, blocks: Iterable[int]) -> float:
        """What some blocks weigh together."""
        return sum(self.component.blocks[block].weight for block in blocks)

    def give_up(self, block: int, penalty: float) -> None:
        """Publish a block whatever it proves, and make hiding it again dearer."""
        columns = self.columns_of(block)
        self.proofs.drop(self.proofs.moving(columns))
        self.hidden[block] = False
        self.set_unknown(columns, unknown=False)
        for column in columns:
            self.price[column] *= penalty

    def state(self) -> State:
        """All that `restore` needs to come back to this point."""
        return list(self.hidden), list(self.unknown), self.proofs.copy()

    def restore(self, state: State) -> None:
        """Come back to an earlier point."""
        hidden, unknown, proofs = state
        self.hidden, self.unknown, self.proofs = list(hidden), list(unknown), proofs.copy()
        self.price = np.where(self.unknown, self._nearly_free, self._full_price)

    def columns_of(self, block: int) -> tuple[int, ...]:
        """The columns of a block, slacks included."""
        return (*self.component.blocks[block].columns, *self._slacks_of.get(block, ()))

    def serves(self, block: int) -> int:
        """How many proofs move a block."""
        return len(self.proofs.moving(self.columns_of(block)))

    def targets(self, columns: Iterable[int]) -> list[int]:
        """Those of the columns that are unknown and must not become known."""
        return [c for c in columns if self.unknown[c] and self.component.width[c]]

    def lacks(self, column: int) -> list[int | None]:
        """Who could still narrow a figure down: see `Proofs.lacking`."""
        return self.proofs.lacking(column)

    def hide(self, block: int) -> None:
        """Put a mark in place of every figure of a block."""
        self.hidden[block] = True
        self.set_unknown(self.columns_of(block), unknown=True)

    def set_unknown(self, columns: Iterable[int], *, unknown: bool) -> None:
        """Make columns unknown or known, with the price that goes with it."""
        for column in columns:
            self.unknown[column] = unknown
            self.price[column] = self._nearly_free if unknown else self._full_price[column]

    def new_blocks(self, movement: Iterable[int]) -> list[int]:
        """The blocks that a movement needs to have hidden and are not."""
        return sorted({self.component.block[c] for c in movement if not self.unknown[c]})
