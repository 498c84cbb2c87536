"""A mean: a sum (of days, say) over its cases, so that quarters combine by summing both."""

from scorecard.measures.kinds import Kind, divided

KIND = Kind(
    name="mean",
    value=lambda numerator, denominator, _per: divided(numerator, denominator, 1),
    needs_denominator=True,
    decimals=1,
    uncertainty=None,
    unit="",
    minimum_applies=True,
)
