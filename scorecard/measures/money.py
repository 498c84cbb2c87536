"""An amount of money, in pounds; it may be negative."""

from scorecard.measures.kinds import Kind, numerator_itself

KIND = Kind(
    name="money",
    value=numerator_itself,
    needs_denominator=False,
    decimals=0,
    uncertainty=None,
    unit="£",
    lowest=None,
    target_holds_for_parts=False,
)
