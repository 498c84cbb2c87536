"""A narrative: a text update in each period, with no figure."""

from scorecard.measures.kinds import Kind, numerator_itself

KIND = Kind(
    name="narrative",
    value=numerator_itself,
    needs_denominator=False,
    decimals=0,
    uncertainty="none",
    unit="",
    target_holds_for_parts=False,
)
