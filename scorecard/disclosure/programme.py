"""The rows of some columns of a component, as a solver takes them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scorecard.disclosure.columns import Component, Floats, Ints


@dataclass(frozen=True)
class Programme:
    """Rows over columns that are split into a rise and a fall, scaled to coefficients near one.

    `number` is each row's own number here (-1: no column of it is here), and `scale` what its
    coefficients were divided by, slacks apart. `starts`, `columns` and `steps` are the terms, row
    after row.
    """

    number: Ints
    scale: Floats
    low: Floats
    high: Floats
    starts: Ints
    columns: Ints
    steps: Floats

    def share_of_columns(self, weights: Floats, component: Component) -> Floats:
        """How much of each of the component's columns is in its rows, each times its weight."""
        terms = component.matrix
        here = self.number[terms.rows]
        weighed = np.where(here >= 0, weights[here], 0.0)
        parts = weighed * np.where(terms.slack, 1.0, terms.numbers / self.scale[here])
        return np.abs(np.bincount(terms.columns, parts, component.size))


def programme_of(component: Component, chosen: npt.NDArray[np.int64]) -> Programme:
    """The rows of a component over the chosen columns alone."""
    terms = component.matrix
    place = np.full(component.size, -1, dtype=np.int32)
    place[chosen] = np.arange(len(chosen), dtype=np.int32)
    here = place[terms.columns] >= 0
    rows, columns, coefficients = terms.rows[here], terms.columns[here], terms.numbers[here]
    # Row after row, so that a row begins wherever the number changes.
    starts = np.flatnonzero(np.diff(rows, prepend=-1))
    used, counts = rows[starts], np.diff(starts, append=len(rows))
    number = np.full(len(component.rows), -1, dtype=np.int32)
    number[used] = np.arange(len(used), dtype=np.int32)
    scale = np.maximum.reduceat(np.abs(coefficients), starts) if len(used) else np.ones(0)
    steps = np.where(terms.slack[here], 1.0, coefficients / np.repeat(scale, counts))
    return Programme(
        number,
        scale,
        terms.low[used] / scale,
        terms.high[used] / scale,
        (2 * starts).astype(np.int32),
        np.column_stack((2 * place[columns], 2 * place[columns] + 1)).ravel(),
        np.column_stack((steps, -steps)).ravel(),
    )
