"""What is said of published cells: verdicts, changes, trends, and what each indicator comes to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from scorecard.framework import Framework
from scorecard.framework.indicators import Indicator
from scorecard.periods import Period
from scorecard.published.cells import TOTAL, CellKey, PublishedCell
from scorecard.versions import History


class Verdict(StrEnum):
    """Against target: the `status` column of the downloads."""

    MET = "met"
    EXCEEDED = "exceeded"
    NEAR = "near"
    NOT_MET = "not_met"
    ON_COURSE = "on_course"
    BEHIND_COURSE = "behind_course"
    NOT_STARTED = "not_started"
    ON_TRACK = "on_track"
    DONE = "done"
    LATE = "late"
    BASELINE = "baseline"
    NOT_ASSESSED = "not_assessed"
    HIDDEN = "hidden"
    NONE = "none"


class Certainty(StrEnum):
    """How sure a verdict is."""

    CLEAR = "clear"
    COULD_BE_CHANCE = "could_be_chance"
    NOT_KNOWN = "not_known"


class Direction(StrEnum):
    """Change since an earlier period: the `change` column of the downloads."""

    BETTER = "better"
    WORSE = "worse"
    HIGHER = "higher"
    LOWER = "lower"
    NO_CLEAR_CHANGE = "no_clear_change"
    NOT_COMPARED = "not_compared"


class Standing(StrEnum):
    """A figure beside a comparator's."""

    BETTER = "better"
    WORSE = "worse"
    HIGHER = "higher"
    LOWER = "lower"
    SIMILAR = "similar"
    NOT_COMPARED = "not_compared"


class Reason(StrEnum):
    """Why something is not assessed or not compared; `wording` says it in a sentence."""

    NO_DATA = "no_data"
    AWAITING_DATA = "awaiting_data"
    HIDDEN = "hidden"
    PREVIOUS_MISSING = "previous_missing"
    PREVIOUS_HIDDEN = "previous_hidden"
    BASELINE_YEAR = "baseline_year"
    NO_TARGET = "no_target"
    NO_TARGET_YET = "no_target_yet"
    SMALL_DENOMINATOR = "small_denominator"
    BREAK_IN_SERIES = "break_in_series"
    COMPARATOR_MISSING = "comparator_missing"
    COMPARATOR_HIDDEN = "comparator_hidden"
    NOT_DUE = "not_due"
    NOT_INDEPENDENT = "not_independent"
    NO_DENOMINATOR = "no_denominator"
    BASELINE_MISSING = "baseline_missing"
    NARRATIVE = "narrative"
    SMALL_EARLIER = "small_earlier"
    NO_INTERVAL = "no_interval"
    OTHER_STRETCH = "other_stretch"
    DOES_NOT_ADD_UP = "does_not_add_up"


@dataclass(frozen=True)
class Interval95:
    """A 95% interval in the unit of the value."""

    lower: Decimal
    upper: Decimal


@dataclass(frozen=True)
class TargetLine:
    """The target in force for one cell, in the unit of the value.

    `low` and `high` are the ends that satisfy it (None for open); `strict` means that equality
    does not pass. `shown` is the single number for the `target` column where there is one.
    """

    low: Fraction | None
    high: Fraction | None
    strict: bool = False
    shown: Decimal | None = None


@dataclass(frozen=True)
class Judgement:
    """Against target, how sure, and why not where there is no verdict."""

    verdict: Verdict
    certainty: Certainty | None = None
    reason: Reason | None = None
    rounding_could_matter: bool = False


@dataclass(frozen=True)
class Change:
    """Change since an earlier period: against which, by how much (rounded), and how sure."""

    direction: Direction
    since: Period | None = None
    before: Decimal | None = None
    difference: Decimal | None = None
    reason: Reason | None = None
    clear: bool = False


@dataclass(frozen=True)
class Comparison:
    """A cell beside a comparator's published value in the same period."""

    comparator: str
    period: Period
    value: Decimal | None
    standing: Standing
    reason: Reason | None = None


@dataclass(frozen=True)
class Result:
    """All that is said of one published cell; everything is rounded once, here."""

    cell: PublishedCell
    value: Decimal | None
    interval: Interval95 | None
    target: TargetLine | None
    judgement: Judgement
    change: Change
    comparisons: tuple[Comparison, ...] = ()

    @property
    def key(self) -> CellKey:
        """Which figure this is about."""
        return self.cell.key


class Trend(StrEnum):
    """What a longer series says (statistics.md, Trend); None where it is too short to say."""

    RISING = "rising"
    FALLING = "falling"
    NO_CLEAR_TREND = "no_clear_trend"
    UNUSUAL = "unusual"
    AS_USUAL = "as_usual"


class XmrRule(StrEnum):
    """The rules by which the last point of an XmR chart is a signal, in the order of asking."""

    OUTSIDE_LIMITS = "outside_limits"
    RUN_OF_RISES_OR_FALLS = "run_of_rises_or_falls"
    TWO_OF_THREE_NEAR_A_LIMIT = "two_of_three_near_a_limit"
    RUN_ON_ONE_SIDE = "run_on_one_side"


@dataclass(frozen=True)
class UsualLimits:
    """The limits of a series' usual ups and downs, and the rule by which its last is unusual.

    `since` is the first period of the series. The mean and the limits are in the unit of the value,
    rounded, and not cut at 0 or 100. `above` says on which side, or which way, the last one stands.
    """

    since: Period
    mean: Decimal
    lower: Decimal
    upper: Decimal
    rule: XmrRule
    above: bool


@dataclass(frozen=True)
class IndicatorResults:
    """One indicator in one release: its definition, every cell's result, and its latest figure."""

    indicator: Indicator
    results: Mapping[CellKey, Result]
    latest: Result | None
    """The whole area's total in its last period that has ended by the release's period."""
    out_of_date: bool
    """Whether a later period was due by the date of the release."""
    judgement: Judgement
    """What the scorecard says of the indicator: the latest result's, or why there is none."""
    trend: Trend | None = None
    usual_limits: UsualLimits | None = None
    """Only where the latest figure stands out and there are limits to show it by."""

    def series(
        self, area: str, breakdown: str = TOTAL, category: str = TOTAL
    ) -> tuple[Result, ...]:
        """The results of one line over time, earliest first."""
        line = (area, breakdown, category)
        return tuple(sorted(self._lines.get(line, ()), key=lambda result: result.key.period))

    @cached_property
    def _lines(self) -> Mapping[tuple[str, str, str], list[Result]]:
        """The results by area, breakdown and category: pages ask for many lines."""
        found: dict[tuple[str, str, str], list[Result]] = defaultdict(list)
        for key, result in self.results.items():
            found[key.area, key.breakdown, key.category].append(result)
        return found


@dataclass(frozen=True)
class Scorecard:
    """One release of a scorecard, ready to be written."""

    framework: Framework
    period: Period
    as_at: date
    indicators: tuple[IndicatorResults, ...]
    history: History = field(default_factory=History)

    def of(self, indicator: str) -> IndicatorResults:
        """The results of one indicator by its id."""
        return next(i for i in self.indicators if i.indicator.id == indicator)
