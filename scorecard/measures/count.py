"""A count of people, families, events or activities."""

from scorecard.measures.kinds import Kind, numerator_itself

KIND = Kind(
    name="count",
    value=numerator_itself,
    needs_denominator=False,
    decimals=0,
    uncertainty="none",
    unit="",
    target_holds_for_parts=False,
)
