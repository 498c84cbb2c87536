"""A gap: percentage points between two series; it may be negative."""

from scorecard.measures.kinds import Kind, numerator_itself

KIND = Kind(
    name="gap",
    value=numerator_itself,
    needs_denominator=False,
    decimals=0,
    uncertainty=None,
    unit="percentage points",
    lowest=-100,
    highest=100,
)
