"""Round once, at the end, half up, and write the number out plainly."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import isfinite


def round_half_up(value: Fraction | Decimal | int, decimals: int) -> Decimal:
    """The value to so many decimals, exactly; a half goes away from zero (16.25 to 16.3).

    `decimals` is 0 or more. Binary floats are refused, since 28.75 may not be 28.75 in them.
    Raises `ValueError` for a number of decimals below zero and for a value that is not finite.
    """
    if isinstance(value, float):
        raise TypeError("a binary float cannot be rounded half up exactly; give a Fraction")
    if decimals < 0:
        raise ValueError("the number of decimals cannot be below zero")
    if isinstance(value, Decimal) and not value.is_finite():
        raise ValueError("only a finite number can be rounded")
    return _half_up(*value.as_integer_ratio(), decimals)


def float_half_up(value: float, decimals: int) -> Decimal:
    """A binary float to so many decimals, by its exact value: for an interval's end, never a value.

    Raises `ValueError` as `round_half_up` does.
    """
    if decimals < 0:
        raise ValueError("the number of decimals cannot be below zero")
    if not isfinite(value):
        raise ValueError("only a finite number can be rounded")
    return _half_up(*value.as_integer_ratio(), decimals)


def _half_up(numerator: int, denominator: int, decimals: int) -> Decimal:
    whole = (2 * abs(numerator) * 10**decimals + denominator) // (2 * denominator)
    return Decimal(f"{-whole if numerator < 0 else whole}E-{decimals}")


def plain(value: Decimal) -> str:
    """The number with its own decimals, and no exponent, thousands separators or minus zero."""
    written = f"{value:f}"
    return written.removeprefix("-") if value == 0 else written
