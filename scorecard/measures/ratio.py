"""A ratio: achieved over planned as a percentage, which may exceed 100."""

from scorecard.measures.kinds import Kind, divided

KIND = Kind(
    name="ratio",
    value=lambda numerator, denominator, _per: divided(numerator, denominator, 100),
    needs_denominator=True,
    decimals=1,
    uncertainty=None,
    unit="%",
)
