"""The only module that talks to HiGHS: the cheapest way to move one figure of a component."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import highspy
import numpy as np

from scorecard.disclosure.columns import INFINITE, Component, Floats, Ints
from scorecard.disclosure.model import Key, Sense, SolverStopped
from scorecard.disclosure.programme import Programme, programme_of
from scorecard.disclosure.room import room_of_columns, room_of_rows

_PERTURBATION = "dual_simplex_cost_perturbation_multiplier"
_TINY = 1e-7
_EFFORT = 200_000
_COLUMNS_TO_BEGIN = 140
_LACKING = 1000.0
"""What it costs to lack one of a number that is wished for: more than many larger numbers."""
_OPTIMAL = highspy.HighsModelStatus.kOptimal
_FEASIBLE = highspy.SolutionStatus.kSolutionStatusFeasible
_IMPOSSIBLE = (
    highspy.HighsModelStatus.kInfeasible,
    highspy.HighsModelStatus.kUnboundedOrInfeasible,
)
_STOPPED = (
    "the solver stopped before it had an answer, so nothing is published; publish fewer "
    "breakdowns of this table, or combine small groups"
)


class Movements:
    """Movements away from the true values that keep every row, over some columns of a component.

    Each column is split into a rise and a fall, both at a price for each unit, so that a
    least-price movement is short and touches few dear columns. Solving starts from nothing each
    time: a movement concerns few columns, and getting there from nothing took a fifth of the time
    that it took from the movement before. With `whole`, movements are whole numbers:
    `effort` then counts branches, the best movement found within it is taken, and `gave_up` says
    whether a search ended without one before it had looked everywhere. After no movement was
    found, `missing` holds the columns without more of which there will be none for this figure.
    `instead_of` are movements that nobody asks any more: their solver is taken over, and what it is
    given where the rows are the same.
    """

    def __init__(
        self,
        component: Component,
        columns: Sequence[int],
        *,
        whole: bool = False,
        effort: int = _EFFORT,
        any_will_do: bool = False,
        instead_of: Movements | None = None,
    ) -> None:
        self.component = component
        self.columns = np.array(columns, dtype=np.int64)
        self._place = {column: place for place, column in enumerate(columns)}
        self._whole = whole
        self._count = 2 * len(columns)
        self._low = component.low[self.columns]
        self._high = component.high[self.columns]
        self.solver: highspy.Highs = (
            instead_of.solver if instead_of else _quiet_solver(whole=whole, effort=effort)
        )
        known = instead_of and instead_of.programme_for(component, columns)
        self.programme = known or programme_of(component, self.columns)
        self._load()
        self._uneven = np.flatnonzero(self.programme.low != self.programme.high).astype(np.int32)
        self._scaled = 1.0
        self._room: dict[tuple[float, int], Floats] = {}
        self._cost, self._least, self._most = (np.zeros(self._count) for _ in range(3))
        self.gave_up = False
        self._all = self.missing = frozenset(range(component.size))
        self._solves = 0
        if any_will_do:
            self.solver.setOptionValue("mip_max_improving_sols", 1)

    def programme_for(self, component: Component, columns: Sequence[int]) -> Programme | None:
        """The rows here, if they are those of another component too: many are of one shape."""
        mine = self.component
        alike = (mine.slack, mine.rows) == (component.slack, component.rows)
        return self.programme if alike and [*self._place] == [*columns] else None

    @property
    def work(self) -> int:
        """How much was solved, in columns: one linear programme takes as long as its columns do,
        and as some more before it gets to them.
        """
        return self._solves * (len(self.columns) + _COLUMNS_TO_BEGIN)

    def cheapest(
        self,
        column: int,
        rise: int,
        fall: int,
        price: Floats,
        closed: Iterable[int] = (),
    ) -> dict[int, float] | None:
        """The cheapest movement that raises a column by `rise + fall`, or None if there is none.

        Its `rise / (rise + fall)` part added to the true values, and its other part taken from
        them, both give a table that keeps every row and bound. `price` and `closed` (columns that
        may not move) go by the component's columns. Raises SolverStopped.
        """
        self.missing = self._all
        amount = rise + fall
        share = 1.0 if self.component.slack[column] else rise / amount
        place = self._place[column]
        lower, upper = np.zeros(self._count), self._upper(share, amount, closed)
        self._scale_rows(share)
        if self.component.slack[column]:
            return self._violating(column, price, lower, upper, rises=rise > 0)
        if amount > upper[2 * place] + _TINY:
            return None
        upper[2 * place], upper[2 * place + 1] = amount, 0.0
        lower[2 * place] = amount
        return self._solve(price, lower, upper)

    def _violating(
        self, column: int, price: Floats, lower: Floats, upper: Floats, *, rises: bool
    ) -> dict[int, float] | None:
        """The cheapest movement that breaks, by one unit or more, the row that a slack frees."""
        (row,) = self.component.rows_of[column]
        number, place = int(self.programme.number[row]), self._place[column]
        low, high = float(self.programme.low[number]), float(self.programme.high[number])
        scale = max(abs(a) for c, a in self.component.rows[row].terms if c != column)
        # The slack fills exactly what the row lacks only while the row is held to its own edge.
        edge = low if rises else high
        lower[2 * place + (not rises)] = 1.0 / scale
        upper[2 * place + rises] = 0.0
        self.solver.changeRowBounds(number, edge, edge)
        try:
            movement = self._solve(price, lower, upper)
        finally:
            self.solver.changeRowBounds(number, low, high)
        if rises or movement is None:
            return movement
        return {c: -by for c, by in movement.items()}

    def _upper(self, share: float, amount: int, closed: Iterable[int]) -> Floats:
        """How far each column may rise, and fall, with the closed ones shut."""
        ways = (share, amount)
        if ways not in self._room:
            room = room_of_columns(self._low, self._high, share, amount, whole=self._whole)
            self._room[ways] = np.column_stack(room).ravel()
        upper = self._room[ways].copy()
        shut = [2 * self._place[column] for column in closed if column in self._place]
        upper[shut] = 0.0
        upper[[place + 1 for place in shut]] = 0.0
        return upper

    def _scale_rows(self, share: float) -> None:
        """Rows that are not equalities get room in proportion to how far each way they are used."""
        if share == self._scaled or not len(self._uneven):
            return
        self._scaled = share
        low, high = self.programme.low[self._uneven], self.programme.high[self._uneven]
        least, most = room_of_rows(low, high, share)
        self.solver.changeRowsBounds(  # type: ignore[attr-defined]
            len(self._uneven), self._uneven, least, most
        )

    def _solve(self, price: Floats, lower: Floats, upper: Floats) -> dict[int, float] | None:
        self._tell(np.repeat(price[self.columns], 2), lower, upper)
        if not self._whole:
            self.solver.clearSolver()
        self.solver.run()
        self._solves += 1
        status = self.solver.getModelStatus()
        if status not in (_OPTIMAL, *_IMPOSSIBLE) and not self._whole:
            # Without perturbed prices the simplex is a quarter faster, and may go round in circles.
            self.solver.setOptionValue(_PERTURBATION, 1.0)
            self.solver.clearSolver()
            self.solver.run()
            self.solver.setOptionValue(_PERTURBATION, 0.0)
            status = self.solver.getModelStatus()
        if status in _IMPOSSIBLE:
            self._explain()
            return None
        if status != _OPTIMAL and not self._whole:
            raise SolverStopped(_STOPPED, self.component.keys)
        if status != _OPTIMAL and self.solver.getInfo().primal_solution_status != _FEASIBLE:
            self.gave_up = True
            return None
        found = np.array(self.solver.getSolution().col_value, dtype=np.float64)
        moved = found[0::2] - found[1::2]
        (places,) = (np.abs(moved) > _TINY).nonzero()
        return dict(zip(self.columns[places].tolist(), moved[places].tolist(), strict=True))

    def _explain(self) -> None:
        """Note in `missing` which columns have a part in the proof that there is no movement.

        As long as those of them that could not move still cannot, there is none (Farkas's lemma).
        """
        _, found, ray = self.solver.getDualRay()  # type: ignore[attr-defined]
        if not found or self._whole:
            return
        shares = self.programme.share_of_columns(np.array(ray), self.component)
        self.missing = frozenset(np.flatnonzero(shares > _TINY).tolist())

    def _tell(self, cost: Floats, lower: Floats, upper: Floats) -> None:
        """Give the solver the prices and bounds that changed: it sorts what it is given."""
        new = (cost != self._cost).nonzero()[0].astype(np.int32)
        self.solver.changeColsCost(len(new), new, cost[new])
        changed = (lower != self._least) | (upper != self._most)
        new = changed.nonzero()[0].astype(np.int32)
        self.solver.changeColsBounds(len(new), new, lower[new], upper[new])
        self._cost, self._least, self._most = cost, lower, upper

    def _load(self) -> None:
        """Give the solver rows and columns."""
        rows, none = self.programme, np.zeros(self._count)
        self.solver.passModel(
            self._count,
            len(rows.low),
            len(rows.columns),
            int(highspy.MatrixFormat.kRowwise),
            int(highspy.ObjSense.kMinimize),
            0.0,
            none,
            none,
            none,
            rows.low,
            rows.high,
            rows.starts,
            rows.columns,
            rows.steps,
            np.repeat(self._kinds(), 2),
        )

    def _kinds(self) -> Ints:
        """1 for each column that must be whole."""
        if not self._whole:
            return np.zeros(len(self.columns), dtype=np.int32)
        slack = np.array(self.component.slack)[self.columns]
        return (~slack).astype(np.int32)


def _quiet_solver(*, whole: bool, effort: int) -> highspy.Highs:
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)  # noqa: FBT003 - the solver takes it so
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("parallel", "off")
    solver.setOptionValue("random_seed", 0)
    if whole:
        solver.setOptionValue("mip_max_nodes", effort)
        solver.setOptionValue("mip_rel_gap", 0.0)
        # On programmes this small the searches cost more than they save: a third of the time.
        solver.setOptionValue("mip_heuristic_run_feasibility_jump", False)  # noqa: FBT003
        solver.setOptionValue("mip_detect_symmetry", False)  # noqa: FBT003
    else:
        solver.setOptionValue("presolve", "off")
        solver.setOptionValue("simplex_scale_strategy", 0)
        solver.setOptionValue("simplex_iteration_limit", effort)
        solver.setOptionValue(_PERTURBATION, 0.0)
    return solver


def least_completion(
    bounds: Mapping[Key, tuple[int, int | None]],
    rows: Sequence[tuple[Sequence[tuple[Key, int]], Sense, int]],
    wished: Mapping[Key, int],
) -> dict[Key, int] | None:
    """The whole numbers of least sum within bounds and rows, or None if there are none.

    Those that are `wished` to reach a number do so, or come as near to it as they can.
    Raises SolverStopped.
    """
    solver = _quiet_solver(whole=True, effort=_EFFORT)
    place = {key: number for number, key in enumerate(bounds)}
    for low, high in bounds.values():
        solver.addVar(float(low), INFINITE if high is None else float(high))
    for _ in wished:
        solver.addVar(0.0, INFINITE)  # what is lacking
    count = len(bounds) + len(wished)
    every: Ints = np.arange(count, dtype=np.int32)
    costs = np.ones(count)
    costs[len(bounds) :] = _LACKING
    solver.changeColsCost(count, every, costs)
    for lacking, (key, number) in enumerate(wished.items(), len(bounds)):
        pair = np.array([place[key], lacking], dtype=np.int32)
        solver.addRow(float(number), INFINITE, 2, pair, np.ones(2))
    solver.changeColsIntegrality(count, every, np.ones(count, dtype=np.uint8))
    for terms, sense, constant in rows:
        least = -INFINITE if sense is Sense.AT_MOST else float(constant)
        most = INFINITE if sense is Sense.AT_LEAST else float(constant)
        indices = np.array([place[key] for key, _ in terms], dtype=np.int32)
        coefficients = np.array([float(a) for _, a in terms])
        solver.addRow(least, most, len(terms), indices, coefficients)
    solver.run()
    status = solver.getModelStatus()
    if status in _IMPOSSIBLE:
        return None
    if status != _OPTIMAL:
        raise SolverStopped(_STOPPED, bounds)
    found = solver.getSolution().col_value
    return {key: round(found[number]) for key, number in place.items()}
