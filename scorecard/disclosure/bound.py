"""What must be hidden beside the figures that are hidden in any case, at the least."""

from __future__ import annotations

from collections.abc import Iterator

from scorecard.disclosure.columns import Component


def least_cost(component: Component) -> float:
    """The weight of secondary figures below which no pattern is safe.

    A sum of which one part alone is unknown gives that part away, so another part of it must be
    hidden. Sums that have no figure in common need one each.
    """
    cost = 0.0
    used: set[int] = set()
    for blocks in sorted(_one_of_which_must_be_hidden(component), key=len):
        if used.isdisjoint(blocks):
            used |= blocks
            cost += min(component.blocks[block].weight for block in blocks)
    return cost


def _one_of_which_must_be_hidden(component: Component) -> Iterator[frozenset[int]]:
    """For each sum that would give something away, the blocks of its other parts."""
    unknown = component.unknown_at_first
    for row in component.rows:
        columns = [column for column, _ in row.terms]
        if row.low != row.high or any(component.slack[column] for column in columns):
            continue
        alone = [column for column in columns if unknown[column]]
        if len(alone) == 1 and component.width[alone[0]] and len(columns) > 1:
            yield frozenset(component.block[column] for column in columns if not unknown[column])
