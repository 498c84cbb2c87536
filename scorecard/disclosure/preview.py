"""What a release would hide, told to the analyst before it is published; never to the public."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from scorecard.disclosure.protect import Hidden


def preview(hidden: Iterable[Hidden]) -> Iterator[str]:
    """One line for each hidden cell with the reason, and the number for each indicator."""
    lines = list(hidden)
    numbers = Counter(line.key.indicator for line in lines)
    for indicator in dict.fromkeys(line.key.indicator for line in lines):
        yield f"{indicator}: {numbers[indicator]} hidden"
        for line in lines:
            key = line.key
            if key.indicator == indicator:
                group = "" if key.is_total else f", {key.breakdown} {key.category}"
                yield f"  {key.period}, {key.area}{group}: {line.why}"
    if not lines:
        yield "Nothing would be hidden."
    else:
        cells = "1 cell" if len(lines) == 1 else f"{len(lines)} cells"
        yield f"{cells} would be hidden. This list is private: it says why."
