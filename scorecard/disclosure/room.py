"""How far columns and rows may move when both shares of a movement are to stay in bounds.

One share of a movement is added to the true values, and the rest of it is taken from them.
"""

from __future__ import annotations

import numpy as np

from scorecard.disclosure.columns import INFINITE, Floats

_FAR = 40


def room_of_columns(
    low: Floats, high: Floats, share: float, amount: int, *, whole: bool
) -> tuple[Floats, Floats]:
    """How far each column may rise, and fall, in a movement of so much in all.

    `low` and `high` bound each column's distance from its true value. With `whole`, for a search
    for whole numbers, no column is without an end.
    """
    rest = 1.0 - share
    ups = np.full(len(low), INFINITE)
    downs = ups.copy()
    if share > 0:
        ups, downs = high / share, -low / share
    if rest > 0:
        ups, downs = np.minimum(ups, -low / rest), np.minimum(downs, high / rest)
    ups, downs = np.maximum(ups, 0.0), np.maximum(downs, 0.0)
    if 0.0 < share < 1.0:
        # Bounds in steps of the whole amount: both shares of a simple movement are then whole.
        ups, downs = np.floor(ups / amount) * amount, np.floor(downs / amount) * amount
    if whole:
        # Without an end to every column a search for whole numbers may have none either.
        most = _FAR * amount + _FAR
        ups, downs = np.minimum(ups, most), np.minimum(downs, most)
    return ups, downs


def room_of_rows(low: Floats, high: Floats, share: float) -> tuple[Floats, Floats]:
    """The bounds of rows, in proportion to how far each way they are used."""
    least, most = np.full(len(low), -INFINITE), np.full(len(low), INFINITE)
    if share > 0:
        least, most = low / share, high / share
    if share < 1:
        rest = 1.0 - share
        least, most = np.maximum(least, -high / rest), np.minimum(most, -low / rest)
    return least, most
