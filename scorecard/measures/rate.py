"""A rate: numerator over denominator, for each 1,000, 10,000 or 100,000."""

from scorecard.measures.kinds import Kind, divided

KIND = Kind(
    name="rate",
    value=divided,
    needs_denominator=True,
    decimals=1,
    uncertainty="poisson",
    unit="per {per}",
    minimum_applies=True,
)
