"""HiGHS over one group of unknown counts: linear programmes first, whole numbers where needed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from scorecard.disclosure.audit.unknowns import Group

Highs = highspy.Highs
Point = NDArray[np.float64]
TINY = 1e-6
NODES = 20_000
ROOM = 10_000
"""How far above everything known a count without an upper end is followed."""


class Unfinished(Exception):
    """The solver stopped before it could say."""


class Impossible(Exception):
    """No whole counts fit."""


@dataclass(frozen=True)
class Answer:
    """The best value that is possible at all, and a table that fits, if it was whole."""

    bound: float
    point: Point | None


def new_highs(nodes: int) -> Highs:
    """A solver without a programme, which gives up on whole numbers after so many nodes."""
    highs = Highs()  # type: ignore[no-untyped-call]
    for option, value in (
        ("output_flag", False),
        ("threads", 1),
        ("mip_max_nodes", nodes),
        ("simplex_iteration_limit", 50 * nodes),
        ("mip_rel_gap", 0.0),
    ):
        highs.setOptionValue(option, value)
    return highs


class Solver:
    """One group, ready to be asked for the least or greatest value of any sum of counts.

    What was in `highs` before is forgotten.
    """

    def __init__(self, group: Group, highs: Highs) -> None:
        size = len(group.figures)
        self.whole = np.array(group.whole)
        rows = [
            (row, place, factor) for row, t in enumerate(group.ties) for place, factor in t.terms
        ]
        self.row = np.array([r for r, _, _ in rows], dtype=np.int64)
        self.place = np.array([p for _, p, _ in rows], dtype=np.int32)
        self.factor = np.array([f for _, _, f in rows], dtype=np.float64)
        self.row_low = np.array([-np.inf if t.low is None else float(t.low) for t in group.ties])
        self.row_high = np.array([np.inf if t.high is None else float(t.high) for t in group.ties])
        # Rows of whole counts must hold exactly; sums of days, to a rounding error of their size.
        exact = np.ones(len(group.ties), dtype=bool)
        exact[self.row[~self.whole[self.place]]] = False
        self.slack = np.where(exact, 0.0, 1e-5)
        self.low, self.high = _ends(group)
        self.all = np.arange(size, dtype=np.int32)
        self.cost = np.zeros(size)
        self.highs = highs
        self._load()

    def _load(self) -> None:
        model = highspy.HighsLp()
        model.num_col_ = len(self.cost)
        model.num_row_ = len(self.row_low)
        model.col_cost_ = self.cost
        model.col_lower_, model.col_upper_ = self.low, self.high
        model.row_lower_, model.row_upper_ = self.row_low, self.row_high
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        starts = np.searchsorted(self.row, np.arange(len(self.row_low) + 1))
        model.a_matrix_.start_ = starts.astype(np.int32)
        model.a_matrix_.index_ = self.place
        model.a_matrix_.value_ = self.factor
        self.highs.passModel(model)

    def fits(self, point: Point, fixed: Mapping[int, int] | None = None) -> bool:
        """Whether a table holds to every row and bound: exactly, where its counts are whole."""
        if (point < self.low - TINY).any() or (point > self.high + TINY).any():
            return False
        if any(point[place] != value for place, value in (fixed or {}).items()):
            return False
        sums = np.bincount(self.row, self.factor * point[self.place], len(self.row_low))
        slack = self.slack * (1 + np.abs(sums))
        return bool((sums >= self.row_low - slack).all() and (sums <= self.row_high + slack).all())

    def fix(self, place: int, value: int | None) -> None:
        """Let a count be known to the attacker; None lets it be unknown again."""
        low, high = (self.low[place], self.high[place]) if value is None else (value, value)
        self.highs.changeColBounds(place, float(low), float(high))

    def best(self, goal: Mapping[int, int], *, whole: bool = False) -> Answer:
        """The least value of a sum of counts: of any numbers, or of `whole` ones.

        Raises `Impossible` and `Unfinished`.
        """
        places = sorted({*goal, *np.flatnonzero(self.cost).tolist()})
        self.cost[:] = 0.0
        self.cost[list(goal)] = list(goal.values())
        changed = np.array(places, dtype=np.int32)
        self.highs.changeColsCost(len(changed), changed, self.cost[changed])
        if whole:
            self._make_whole(1)
        try:
            self.highs.run()
            status = self.highs.getModelStatus()
            if status == highspy.HighsModelStatus.kInfeasible:
                raise Impossible
            if status != highspy.HighsModelStatus.kOptimal:
                raise Unfinished
            point = np.array(self.highs.getSolution().col_value)
        finally:
            if whole:
                self._make_whole(0)
        bound = float(self.cost @ point)
        return Answer(bound, self._rounded(point))

    def _make_whole(self, kind: int) -> None:
        places = self.all[self.whole]
        self.highs.changeColsIntegrality(
            len(places), places, np.full(len(places), kind, dtype=np.uint8)
        )

    def _rounded(self, point: Point) -> Point | None:
        near = np.where(self.whole, np.round(point), point)
        return near if (np.abs(near - point) < 1e-4).all() else None


def _ends(group: Group) -> tuple[Point, Point]:
    """Bounds with ends put where there are none, far above everything that is known."""
    ends = [end for b in group.bounds for end in b] + [
        e for t in group.ties for e in (t.low, t.high)
    ]
    far = 2 * max((abs(float(end)) for end in ends if end is not None), default=0.0) + ROOM
    low = [-far if b.low is None else float(b.low) for b in group.bounds]
    high = [far if b.high is None else float(b.high) for b in group.bounds]
    return np.array(low), np.array(high)
