"""The only module that talks to HiGHS: the cheapest way to move one figure of a component."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import highspy
import numpy as np
import numpy.typing as npt

from scorecard.disclosure.columns import INFINITE, Component, Floats
from scorecard.disclosure.model import Key, Sense, SolverStopped

Ints = npt.NDArray[np.int32]

_PERTURBATION = "dual_simplex_cost_perturbation_multiplier"
_TINY = 1e-7
_FAR = 40
_OPTIMAL = highspy.HighsModelStatus.kOptimal
_FEASIBLE = highspy.SolutionStatus.kSolutionStatusFeasible
_IMPOSSIBLE = (
    highspy.HighsModelStatus.kInfeasible,
    highspy.HighsModelStatus.kUnboundedOrInfeasible,
)
_STOPPED = (
    "the solver stopped before it had an answer, so nothing is published; raise its limits, or "
    "publish fewer breakdowns of this table"
)


class Movements:
    """Movements away from the true values that keep every row, over some columns of a component.

    Each column is split into a rise and a fall, both at a price for each unit, so that a
    least-price movement is short and touches few dear columns. Solving starts from the empty
    basis each time: a movement concerns few columns, and getting there from nothing took a fifth
    of the time that it took from the movement before. With `whole`, movements are whole numbers:
    `effort` then counts branches, the best movement found within it is taken, and `gave_up` says
    whether a search ended without one before it had looked everywhere.
    """

    def __init__(
        self,
        component: Component,
        columns: Sequence[int],
        *,
        whole: bool = False,
        effort: int = 200_000,
        any_will_do: bool = False,
    ) -> None:
        self.component = component
        self.columns = np.array(columns, dtype=np.int64)
        self._place = {column: place for place, column in enumerate(columns)}
        self._whole = whole
        self._count = 2 * len(columns)
        self._every: Ints = np.arange(self._count, dtype=np.int32)
        self._low = component.low[self.columns]
        self._high = component.high[self.columns]
        self._solver = _quiet_solver(whole=whole, effort=effort)
        self._row_of: dict[int, int] = {}
        self._row_low, self._row_high = self._load()
        self._uneven = np.flatnonzero(self._row_low != self._row_high).astype(np.int32)
        self._scaled = 1.0
        self.gave_up = False
        self.solves = 0
        if any_will_do:
            self._solver.setOptionValue("mip_max_improving_sols", 1)
        if not whole:
            self._solver.run()
            self._empty = self._solver.getBasis()

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
        amount = rise + fall
        share = 1.0 if self.component.slack[column] else rise / amount
        ups, downs = self._bounds(share, closed)
        if 0.0 < share < 1.0:
            # Bounds in steps of the whole amount: both shares of a simple movement are then whole.
            ups, downs = np.floor(ups / amount) * amount, np.floor(downs / amount) * amount
        place = self._place[column]
        if self._whole:
            # Without an end to every column a search for whole numbers may have none either.
            ups, downs = (
                np.minimum(ups, _FAR * amount + _FAR),
                np.minimum(downs, _FAR * amount + _FAR),
            )
        upper = np.empty(self._count)
        upper[0::2], upper[1::2] = ups, downs
        lower = np.zeros(self._count)
        self._scale_rows(share)
        if self.component.slack[column]:
            return self._violating(column, price, lower, upper, rises=rise > 0)
        if amount > ups[place] + _TINY:
            return None
        upper[2 * place], upper[2 * place + 1] = amount, 0.0
        lower[2 * place] = amount
        return self._solve(price, lower, upper)

    def _violating(
        self, column: int, price: Floats, lower: Floats, upper: Floats, *, rises: bool
    ) -> dict[int, float] | None:
        """The cheapest movement that breaks, by one unit or more, the row that a slack frees."""
        (row,) = self.component.rows_of[column]
        number, place = self._row_of[row], self._place[column]
        low, high = float(self._row_low[number]), float(self._row_high[number])
        scale = max(abs(a) for c, a in self.component.rows[row].terms if c != column)
        # The slack fills exactly what the row lacks only while the row is held to its own edge.
        edge = low if rises else high
        lower[2 * place + (not rises)] = 1.0 / scale
        upper[2 * place + rises] = 0.0
        self._solver.changeRowBounds(number, edge, edge)
        try:
            movement = self._solve(price, lower, upper)
        finally:
            self._solver.changeRowBounds(number, low, high)
        if rises or movement is None:
            return movement
        return {c: -by for c, by in movement.items()}

    def _bounds(self, share: float, closed: Iterable[int]) -> tuple[Floats, Floats]:
        rest = 1.0 - share
        ups = np.full(len(self.columns), INFINITE)
        downs = ups.copy()
        if share > 0:
            ups, downs = self._high / share, -self._low / share
        if rest > 0:
            ups, downs = np.minimum(ups, -self._low / rest), np.minimum(downs, self._high / rest)
        shut = [self._place[column] for column in closed if column in self._place]
        ups[shut] = downs[shut] = 0.0
        return np.maximum(ups, 0.0), np.maximum(downs, 0.0)

    def _scale_rows(self, share: float) -> None:
        """Rows that are not equalities get room in proportion to how far each way they are used."""
        if share == self._scaled or not len(self._uneven):
            return
        self._scaled = share
        low, high = self._row_low[self._uneven], self._row_high[self._uneven]
        lows, highs = [np.full(len(low), -INFINITE)], [np.full(len(low), INFINITE)]
        if share > 0:
            lows.append(low / share)
            highs.append(high / share)
        if share < 1:
            lows.append(-high / (1.0 - share))
            highs.append(-low / (1.0 - share))
        least, most = np.max(lows, axis=0), np.min(highs, axis=0)
        for row, bottom, top in zip(self._uneven, least, most, strict=True):
            self._solver.changeRowBounds(int(row), float(bottom), float(top))

    def _solve(self, price: Floats, lower: Floats, upper: Floats) -> dict[int, float] | None:
        self._solver.changeColsCost(self._count, self._every, np.repeat(price[self.columns], 2))
        self._solver.changeColsBounds(self._count, self._every, lower, upper)
        if not self._whole:
            self._solver.setBasis(self._empty)
        self._solver.run()
        self.solves += 1
        status = self._solver.getModelStatus()
        if status not in (_OPTIMAL, *_IMPOSSIBLE) and not self._whole:
            # Without perturbed prices the simplex is a quarter faster, and may go round in circles.
            self._solver.setOptionValue(_PERTURBATION, 1.0)
            self._solver.setBasis(self._empty)
            self._solver.run()
            self._solver.setOptionValue(_PERTURBATION, 0.0)
            status = self._solver.getModelStatus()
        if status in _IMPOSSIBLE:
            return None
        if status != _OPTIMAL and not self._whole:
            raise SolverStopped(_STOPPED, self.component.keys)
        if status != _OPTIMAL and self._solver.getInfo().primal_solution_status != _FEASIBLE:
            self.gave_up = True
            return None
        found = np.array(self._solver.getSolution().col_value)
        moved = found[0::2] - found[1::2]
        places = np.flatnonzero(np.abs(moved) > _TINY)
        return {int(self.columns[place]): float(moved[place]) for place in places}

    def _load(self) -> tuple[Floats, Floats]:
        """Give the solver rows and columns; rows are scaled to coefficients near one."""
        starts, indices, coefficients = [0], list[int](), list[float]()
        lows, highs = list[float](), list[float]()
        for number, row in enumerate(self.component.rows):
            terms = [(self._place[c], a) for c, a in row.terms if c in self._place]
            if not terms:
                continue
            self._row_of[number] = len(lows)
            scale = max(abs(a) for _, a in terms)
            for place, coefficient in terms:
                step = 1.0 if self.component.slack[self.columns[place]] else coefficient / scale
                indices += (2 * place, 2 * place + 1)
                coefficients += (step, -step)
            starts.append(len(indices))
            lows.append(row.low / scale)
            highs.append(row.high / scale)
        problem = highspy.HighsLp()
        problem.num_col_, problem.num_row_ = self._count, len(lows)
        problem.col_cost_ = np.ones(self._count)
        problem.col_lower_ = np.zeros(self._count)
        problem.col_upper_ = np.zeros(self._count)
        row_low, row_high = np.array(lows), np.array(highs)
        problem.row_lower_, problem.row_upper_ = row_low, row_high
        problem.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        problem.a_matrix_.start_ = np.array(starts, dtype=np.int32)
        problem.a_matrix_.index_ = np.array(indices, dtype=np.int32)
        problem.a_matrix_.value_ = np.array(coefficients)
        if self._whole:
            kinds = (highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous)
            problem.integrality_ = [
                kinds[self.component.slack[column]] for column in self.columns for _ in range(2)
            ]
        self._solver.passModel(problem)
        return row_low, row_high


def _quiet_solver(*, whole: bool, effort: int) -> highspy.Highs:
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)  # noqa: FBT003 - the solver takes it so
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("parallel", "off")
    solver.setOptionValue("random_seed", 0)
    if whole:
        solver.setOptionValue("mip_max_nodes", effort)
        solver.setOptionValue("mip_rel_gap", 0.0)
    else:
        solver.setOptionValue("presolve", "off")
        solver.setOptionValue("simplex_scale_strategy", 0)
        solver.setOptionValue("simplex_iteration_limit", effort)
        solver.setOptionValue(_PERTURBATION, 0.0)
    return solver


def least_completion(
    bounds: Mapping[Key, tuple[int, int | None]],
    rows: Sequence[tuple[Sequence[tuple[Key, int]], Sense, int]],
) -> dict[Key, int] | None:
    """The whole numbers of least sum within bounds and rows, or None if there are none.

    Raises SolverStopped.
    """
    solver = _quiet_solver(whole=True, effort=200_000)
    place = {key: number for number, key in enumerate(bounds)}
    for low, high in bounds.values():
        solver.addVar(float(low), INFINITE if high is None else float(high))
    count = len(bounds)
    every: Ints = np.arange(count, dtype=np.int32)
    solver.changeColsCost(count, every, np.ones(count))
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
