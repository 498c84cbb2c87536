"""What every kind of measure says of itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Uncertainty = Literal["binomial", "poisson", "none"]
Formula = Callable[[Fraction, Fraction | None, int], Fraction]


@dataclass(frozen=True)
class Kind:
    """One kind of measure.

    `target_holds_for_parts` says whether a target for the whole area also holds for its parts (for
    a percentage it does, for a number of families it does not). `minimum_applies` says whether a
    small denominator forbids a verdict.
    """

    name: str
    value: Formula
    needs_denominator: bool
    decimals: int
    uncertainty: Uncertainty | None
    unit: str
    lowest: int | None = 0
    highest: int | None = None
    target_holds_for_parts: bool = True
    minimum_applies: bool = False


def numerator_itself(numerator: Fraction, _denominator: Fraction | None, _per: int) -> Fraction:
    """The value of a kind that is simply counted."""
    return numerator


def divided(numerator: Fraction, denominator: Fraction | None, per: int) -> Fraction:
    """Numerator over denominator, for each `per`."""
    if not denominator:
        raise ValueError("a rate or an average needs a denominator above zero")
    # In one step, which is brought to lowest terms once.
    above = numerator.numerator * denominator.denominator * per
    return Fraction(above, numerator.denominator * denominator.numerator)
