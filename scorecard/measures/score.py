"""A score: an ordinal level, such as 1 to 4, or a tool's score."""

from scorecard.measures.kinds import Kind, numerator_itself

KIND = Kind(
    name="score",
    value=lambda numerator, denominator, per: (
        numerator_itself(numerator, None, per) if denominator is None else numerator / denominator
    ),
    needs_denominator=False,
    decimals=0,
    uncertainty=None,
    unit="",
    lowest=None,
)
