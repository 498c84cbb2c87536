"""The fewest secondary cells any pattern can do with, by integer programming with cuts.

A pattern is feasible when every protected range is wide enough. Where one is not, the dual values
of the programme that measured it give an inequality that every safe pattern keeps (Fischetti and
Salazar-González 1999, "Models and algorithms for the 2-dimensional cell suppression problem"). The
least-cost 0-1 solution of all such inequalities that needs no further one is the optimum. Written
for tables of sums, with its own rows and with scipy, so that it can judge the chooser.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array, vstack

from scorecard.disclosure.model import Model

TOO_SMALL = 1e-6


@dataclass
class Optimum:
    cells: int  # secondary cells of the best pattern found
    bound: int  # no safe pattern has fewer
    seconds: float


class Programme:
    def __init__(self, model: Model, threshold: int) -> None:
        cells = [v for v in model.variables if v.can_be_hidden]
        place = {v.key: n for n, v in enumerate(cells)}
        self.value = np.array([v.value for v in cells])
        self.primary = np.array([v.sensitive for v in cells])
        self.wide = threshold - 1
        rows = [{place[k]: a for k, a in r.terms if k in place} for r in model.relations]
        rows = [row for row in rows if row]
        data = [(n, p, a) for n, row in enumerate(rows) for p, a in row.items()]
        at, to, a = zip(*data, strict=True)
        self.matrix = csr_array((a, (at, to)), shape=(len(rows), len(cells)))
        self.same = self._same(rows)
        self.cuts: list[np.ndarray] = []
        self.right: list[float] = []
        self.seen: set[bytes] = set()

    def _same(self, rows: list[dict[int, int]]) -> list[int]:
        """Cells that are one number because all others of their sum are shown zeros."""
        label = list(range(len(self.value)))
        for row in rows:
            if len(row) == 2:
                first, second = row
                old, new = label[second], label[first]
                label = [new if one == old else one for one in label]
        return label

    def range_and_cut(
        self, cell: int, known: int | None, y: np.ndarray, wide: int
    ) -> tuple[float, np.ndarray]:
        """The cell's range under a pattern, and what each cell could add to it."""
        low, high = -np.minimum(self.value - 1, wide) * y, wide * y
        if known is not None:
            low[known] = high[known] = 0.0
        low[cell] = -min(self.value[cell] - 1, wide)
        high[cell] = wide
        total, adds = 0.0, np.zeros(len(y))
        for sign in (-1.0, 1.0):
            cost = np.zeros(len(y))
            cost[cell] = sign
            found = linprog(
                cost,
                A_eq=self.matrix,
                b_eq=np.zeros(self.matrix.shape[0]),
                bounds=np.column_stack([low, high]),
                method="highs-ds",
            )
            assert found.status == 0, found.message
            total -= found.fun
            reduced = found.lower.marginals + found.upper.marginals
            adds += np.maximum(reduced, 0) * np.minimum(self.value - 1, wide)
            adds += np.maximum(-reduced, 0) * wide
        if known is not None:
            adds[known] = 0.0
        return total, adds

    def separate(self, y: np.ndarray) -> int:
        """Add an inequality for every range that is too narrow under this pattern."""
        hidden = y > TOO_SMALL
        singles = [s for s in np.flatnonzero(hidden) if self.value[s] == 1]
        whole = bool(np.all(np.abs(y - np.round(y)) < TOO_SMALL))
        added = 0
        for cell in np.flatnonzero(hidden):
            primary = self.primary[cell]
            wide = self.wide if primary else 1
            if not primary and not whole:
                continue
            for known in (None, *(singles if whole else [s for s in singles if self.primary[s]])):
                if known is not None and self.same[known] == self.same[cell]:
                    continue
                total, adds = self.range_and_cut(cell, known, y, wide)
                if total >= wide - TOO_SMALL:
                    continue
                if primary or y[cell] > 1 - TOO_SMALL:
                    added += self._cut(cell, adds, wide, primary=bool(primary))
                if known is None:
                    break
        return added

    def _cut(self, cell: int, adds: np.ndarray, wide: int, *, primary: bool) -> int:
        right = wide - adds[self.primary].sum()
        if primary and right <= TOO_SMALL:
            return 0
        row = np.minimum(adds, max(right, 0.0))
        row[self.primary] = 0.0
        if not primary:
            # Only where the cell itself is hidden must its own range be wide.
            row = np.minimum(adds, wide)
            row[self.primary] = adds[self.primary]
            right = row[self.primary].sum()
            row[self.primary] = 0.0
            row[cell] -= wide
            right = -right
        row = np.round(row, 6)
        key = row.tobytes()
        if key in self.seen:
            return 0
        self.seen.add(key)
        self.cuts.append(row)
        self.right.append(right)
        return 1

    def master(self, *, whole: bool) -> tuple[np.ndarray, float, bool]:
        free = (~self.primary).astype(float)
        rows = [LinearConstraint(vstack([csr_array(c[None, :]) for c in self.cuts]), self.right)]
        found = milp(
            free,
            integrality=np.full(len(free), int(whole)),
            bounds=Bounds(self.primary.astype(float), 1.0),
            constraints=rows if self.cuts else (),
            options={"time_limit": 120.0, "mip_rel_gap": 0.0},
        )
        bound = found.mip_dual_bound if whole else found.fun
        return found.x, bound, found.status == 0


def optimum(model: Model, threshold: int, seconds: float = 600.0) -> Optimum:
    """The optimum, or as far as it is known after so many seconds."""
    start = time.monotonic()
    programme = Programme(model, threshold)
    y = programme.primary.astype(float)
    if not programme.primary.any():
        return Optimum(0, 0, 0.0)
    bound = 0.0
    for whole in (False, True):
        while programme.separate(y):
            y, bound, _ = programme.master(whole=whole)
            if whole:
                y = np.round(y)
            if time.monotonic() - start > seconds:
                break
        if not whole:
            y, bound, _ = programme.master(whole=True) if programme.cuts else (y, 0.0, True)
            y = np.round(y)
    finished = time.monotonic() - start <= seconds
    cells = int(y[~programme.primary].sum()) if finished else -1
    return Optimum(cells, int(np.ceil(bound - TOO_SMALL)), time.monotonic() - start)
