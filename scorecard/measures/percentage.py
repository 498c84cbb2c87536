"""A percentage: numerator over denominator, times 100."""

from scorecard.measures.kinds import Kind, divided

KIND = Kind(
    name="percentage",
    value=lambda numerator, denominator, _per: divided(numerator, denominator, 100),
    needs_denominator=True,
    decimals=1,
    uncertainty="binomial",
    unit="%",
    highest=100,
    minimum_applies=True,
)
