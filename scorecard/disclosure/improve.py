"""A better pattern by giving up one hidden figure and protecting anew, again and again."""

from __future__ import annotations

from scorecard.disclosure.bound import least_cost
from scorecard.disclosure.model import NoSafePattern, SolverStopped
from scorecard.disclosure.search import Search

_PENALTY = 3.0
_SAME = 1e-9


def improve(search: Search, rounds: int, work: int) -> None:
    """Leave the search at the cheapest pattern found; the same start gives the same end.

    It ends when no pattern can be cheaper, after so many rounds, or when the search has done so
    much work since it began (see `Search.work`): never by the clock. So a table that was hard to
    protect is bettered less.

    Each round publishes one secondary figure, of those not tried the one that serves the fewest
    proofs. It protects what then lacks a proof while that figure is dear, and thins out; it is
    kept where it costs no more than before.
    """
    search.may_branch = False
    state, cost = search.state(), search.cost()
    best, least = state, cost
    enough = least_cost(search.component) + _SAME
    tried: set[int] = set()  # from this state: once more would end the same
    for _ in range(rounds):
        secondary = search.secondary()
        untried = [block for block in secondary if block not in tried]
        if len(secondary) < 2 or least <= enough or not untried or search.work >= work:
            break
        blocks = search.component.blocks
        given = min(untried, key=lambda block: (search.serves(block), -blocks[block].weight, block))
        tried.add(given)
        weight = blocks[given].weight
        try:
            search.give_up(given, _PENALTY)
            search.protect()
            # Thinning out rarely wins back more than that, and takes as long as the rest.
            if search.cost() <= cost + weight:
                search.thin_out()
        except (NoSafePattern, SolverStopped):
            search.restore(state)
            continue
        new = search.cost()
        if new > cost:
            search.restore(state)
            continue
        if search.secondary() != secondary:
            tried.clear()
        state, cost = search.state(), new
        if cost < least:
            best, least = state, cost
    search.restore(best)
