"""What ties the figures of one line over time: sums, rolling sums, and people counted once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice, pairwise

from scorecard.disclosure.audit.facts import FREE, NOT_NEGATIVE, NUMERATOR, Facts, Figure, Row
from scorecard.disclosure.audit.printed import Definition, Place
from scorecard.periods import Period

MOST_TILINGS = 200
"""Months, quarters and years to date can fill a year in more ways than say anything new."""

Dated = tuple[date, date, Figure]
"""The first day of a figure's period, the first day after it, and the figure."""


def over_time(
    definition: Definition,
    part: str,
    figures: Mapping[Place, Figure],
    periods: Mapping[str, Period],
    facts: Facts,
) -> Iterator[Row]:
    """The ties of one part of an indicator between its periods, for each line of it."""
    if definition.flow == "snapshot":
        return
    lines: dict[tuple[str, ...], list[Dated]] = defaultdict(list)
    for place, figure in figures.items():
        period = periods[place[0]]
        lines[place[1:]].append((period.start, period.end + timedelta(days=1), figure))
    # Twelve months of events are the events of their quarters, but a child may be in two quarters.
    additive = definition.flow == "sum" or (
        definition.flow == "rolling" and definition.counts not in ("people", "families")
    )
    for line in lines.values():
        for cluster in overlapping(line):
            if additive:
                whole = part != NUMERATOR or definition.measure != "mean"
                yield from _sums(cluster, facts, whole=whole)
            elif definition.flow == "rolling":
                yield from _rolling(cluster)
            else:
                yield from _distinct(cluster)


def overlapping(line: Sequence[Dated]) -> Iterator[list[Dated]]:
    """Groups of periods that have days in common, each of at least two."""
    cluster: list[Dated] = []
    end = date.min
    for dated in sorted(line):
        if cluster and dated[0] >= end:
            if len(cluster) > 1:
                yield cluster
            cluster = []
        end = max(end, dated[1]) if cluster else dated[1]
        cluster.append(dated)
    if len(cluster) > 1:
        yield cluster


def _sums(cluster: Sequence[Dated], facts: Facts, *, whole: bool) -> Iterator[Row]:
    """Every period is the sum of the stretches between all first and last days.

    A stretch that has no figure of its own is a count that others tell, which is not negative.
    """
    cuts = sorted({day for start, end, _ in cluster for day in (start, end)})
    own: dict[tuple[date, date], Figure] = {}
    for start, end, figure in cluster:
        other = own.setdefault((start, end), figure)
        if other != figure:
            yield Row(((other, 1), (figure, -1)))
    for start, end, figure in cluster:
        stretches = [(a, b) for a, b in pairwise(cuts) if start <= a and b <= end]
        if len(stretches) == 1:
            continue
        parts = []
        for stretch in stretches:
            if stretch not in own:
                name = f"{stretch[0]} to {stretch[1]}"
                vintage = _vintage(stretch, cluster)
                own[stretch] = figure._replace(period=name, vintage=vintage)
                # Changes in a score may fall as well as rise; counts and days may not.
                free = any(facts.bounds[f].low is None for _, _, f in cluster)
                facts.know(own[stretch], FREE if free else NOT_NEGATIVE, whole=whole)
                facts.implied[own[stretch]] = None
            parts.append(own[stretch])
        yield Row(((figure, 1), *((p, -1) for p in parts)))


def _vintage(stretch: tuple[date, date], cluster: Sequence[Dated]) -> int:
    """A stretch is another count once a figure around it, or one that overlaps such, is revised."""
    if not any(figure.vintage for _, _, figure in cluster):
        return 0
    around = [d for d in cluster if d[0] <= stretch[0] and stretch[1] <= d[1]]
    first, last = min(start for start, _, _ in around), max(end for _, end, _ in around)
    return max(f.vintage for start, end, f in cluster if start < last and first < end)


def _rolling(cluster: Sequence[Dated]) -> Iterator[Row]:
    """A rolling figure is the sum of the periods that fill it, where all of them are there."""
    for start, end, figure in cluster:
        for parts in tilings(start, end, cluster, figure):
            yield Row(((figure, 1), *((p, -1) for p in parts)))


def _distinct(cluster: Sequence[Dated]) -> Iterator[Row]:
    """Who is counted in a period is counted in every longer one, and at most once in it."""
    for start, end, figure in cluster:
        for first, last, other in cluster:
            if other != figure and start <= first and last <= end:
                yield Row(((figure, 1), (other, -1)), 0, None)
        for parts in tilings(start, end, cluster, figure):
            yield Row(((figure, -1), *((p, 1) for p in parts)), 0, None)


def tilings(
    start: date, end: date, cluster: Sequence[Dated], figure: Figure
) -> Iterator[list[Figure]]:
    """Ways to fill a period end to end with others of the line, up to a number of ways."""
    inside = [d for d in cluster if start <= d[0] and d[1] <= end and d[2] != figure]
    inside.sort(key=lambda d: d[1], reverse=True)

    def fill(day: date) -> Iterator[list[Figure]]:
        if day == end:
            yield []
        for first, last, part in inside:
            if first == day:
                for others in fill(last):
                    yield [part, *others]

    yield from islice(fill(start), MOST_TILINGS)
