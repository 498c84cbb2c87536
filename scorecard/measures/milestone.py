"""A milestone: a thing done by a date; 0 until it is begun, 1 once it is done."""

from scorecard.measures.kinds import Kind, numerator_itself

KIND = Kind(
    name="milestone",
    value=numerator_itself,
    needs_denominator=False,
    decimals=1,
    uncertainty="none",
    unit="",
    highest=1,
    target_holds_for_parts=False,
)
