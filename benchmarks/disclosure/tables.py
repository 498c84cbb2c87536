"""Random tables of the kind that a scorecard publishes, as disclosure models."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from scorecard.disclosure.model import Model, Relation, Variable
from scorecard.disclosure.primary import Rule, mark
from scorecard.disclosure.relations import total_of

THRESHOLD = 6
Counts = npt.NDArray[np.int64]


def two_way(rows: int, columns: int, seed: int, mean: float = 30.0) -> Model:
    """Rows by columns with both margins and the grand total; counts spread as they are in life."""
    rng = np.random.default_rng([rows, columns, seed])
    rate = rng.gamma(1.2, 1.0, (rows, 1)) * rng.gamma(1.2, 1.0, (1, columns))
    return with_margins(rng.poisson(rate * mean))


def with_margins(inner: Counts) -> Model:
    """A two-way table with both margins and the grand total, in row and column 0."""
    rows, columns = inner.shape
    full = np.zeros((rows + 1, columns + 1), dtype=np.int64)
    full[1:, 1:] = inner
    full[0, 1:], full[1:, 0], full[0, 0] = inner.sum(0), inner.sum(1), inner.sum()
    sums = [total_of((r, 0), [(r, c) for c in range(1, columns + 1)]) for r in range(rows + 1)]
    sums += [total_of((0, c), [(r, c) for r in range(1, rows + 1)]) for c in range(columns + 1)]
    return _model({(r, c): int(v) for (r, c), v in np.ndenumerate(full)}, sums)


def cube(years: int, seed: int, mean: float = 60.0) -> Model:
    """Area in two levels (1 + 4 + 20) by category (1 + 8) by quarter and year."""
    rng = np.random.default_rng([years, seed])
    districts, wards, categories = 4, 5, 8
    rate = rng.gamma(1.2, 1.0, (districts * wards, 1, 1)) * rng.gamma(1.2, 1.0, (1, categories, 1))
    inner = rng.poisson(np.broadcast_to(rate * mean, (districts * wards, categories, 4 * years)))
    by_district = inner.reshape(districts, wards, categories, -1).sum(1)
    area = np.concatenate([inner.sum(0, keepdims=True), by_district, inner])
    category = np.concatenate([area.sum(1, keepdims=True), area], axis=1)
    in_year = category.reshape(*category.shape[:2], years, 4).sum(3)
    full = np.concatenate([in_year, category], axis=2)
    places, kinds, times = full.shape
    first = 1 + districts
    sums: list[Relation] = []
    for c in range(kinds):
        for t in range(times):
            sums.append(total_of((0, c, t), [(1 + d, c, t) for d in range(districts)]))
            for d in range(districts):
                inside = range(first + d * wards, first + (d + 1) * wards)
                sums.append(total_of((1 + d, c, t), [(w, c, t) for w in inside]))
    for p in range(places):
        sums += [total_of((p, 0, t), [(p, c, t) for c in range(1, kinds)]) for t in range(times)]
        for c in range(kinds):
            for y in range(years):
                quarters = range(years + 4 * y, years + 4 * y + 4)
                sums.append(total_of((p, c, y), [(p, c, q) for q in quarters]))
    return _model({place: int(v) for place, v in np.ndenumerate(full)}, sums)


def _model(values: dict[tuple[int, ...], int], sums: list[Relation]) -> Model:
    variables = [Variable(key, value) for key, value in values.items()]
    rules = dict.fromkeys(values, Rule(THRESHOLD))
    return Model(mark(variables, rules), tuple(sums))
