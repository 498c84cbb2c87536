"""Sentences about results: headlines, changes, comparisons and alternative texts."""

from __future__ import annotations

from collections.abc import Sequence

from scorecard.framework import Framework
from scorecard.framework.indicators import Indicator
from scorecard.framework.targets import Form
from scorecard.measures import Measure
from scorecard.periods import label, short_label, year_before
from scorecard.published import (
    Certainty,
    Change,
    Direction,
    IndicatorResults,
    Reason,
    Result,
    Standing,
    Status,
    Trend,
    Verdict,
)
from scorecard.wording.figures import (
    COUNTED,
    capitalised,
    listed,
    short_figure,
    symbol_of,
    when_words,
    with_separators,
    with_unit,
)
from scorecard.wording.usual import why_unusual
from scorecard.wording.verdicts import (
    exceeded_words,
    reason_words,
    target_words,
    verdict_words,
)

CHANGES = {
    Direction.BETTER: "Better",
    Direction.WORSE: "Worse",
    Direction.HIGHER: "Higher",
    Direction.LOWER: "Lower",
    Direction.NO_CLEAR_CHANGE: "No clear change",
    Direction.NOT_COMPARED: "Not compared",
}
STANDINGS = {
    Standing.BETTER: "better",
    Standing.WORSE: "worse",
    Standing.HIGHER: "higher",
    Standing.LOWER: "lower",
    Standing.SIMILAR: "similar",
    Standing.NOT_COMPARED: "not compared",
}
TRENDS = {
    Trend.RISING: "The figures have clearly risen over the last five years.",
    Trend.FALLING: "The figures have clearly fallen over the last five years.",
    Trend.NO_CLEAR_TREND: "The figures show no clear rise or fall over the last five years.",
    Trend.UNUSUAL: "Beside the whole series, this period stands out from the usual ups and downs.",
    Trend.AS_USUAL: "Beside the whole series, this period is within the usual ups and downs.",
}

TOO_SMALL = "There are too few cases to judge it fairly."


def figure_words(indicator: Indicator, result: Result) -> str:
    """A result's figure with its unit, or the symbol that stands for it."""
    if result.value is None:
        return symbol_of(result.cell) or "[x]"
    return with_unit(indicator, result.value)


def short_figure_words(indicator: Indicator, result: Result) -> str:
    """The same, as short as a table cell or a chart label wants it."""
    if result.value is None:
        return symbol_of(result.cell) or "[x]"
    return short_figure(indicator, result.value)


def parts_words(indicator: Indicator, result: Result) -> str:
    """The parts behind a figure: "115 of 642 cases"; empty where they are not held."""
    cell = result.cell
    if cell.status is not Status.SHOWN or cell.numerator is None or cell.denominator is None:
        return ""
    above, below = with_separators(cell.numerator), with_separators(cell.denominator)
    noun = COUNTED[indicator.counts]
    match indicator.measure:
        case Measure.PERCENTAGE:
            return f"{above} of {below}"
        case Measure.RATE:
            return f"{above} {noun} in a population of {below}"
        case Measure.MEAN:
            unit = indicator.unit or "in all"
            return f"{above} {unit} over {below} cases"
        case Measure.RATIO:
            return f"{above} against {below} planned"
        case _:
            return f"{above} over {below}"


def range_words(indicator: Indicator, result: Result) -> str:
    """The likely range of a figure: "likely range 15.1 to 21.1%"; empty where none is known."""
    if result.interval is None:
        return ""
    lower = with_separators(result.interval.lower)
    return f"likely range {lower} to {short_figure(indicator, result.interval.upper)}"


def headline(results: IndicatorResults, framework: Framework) -> str:
    """One or two plain sentences that say what the latest figure is and how it stands."""
    indicator, latest = results.indicator, results.latest
    if latest is None and indicator.measure is Measure.NARRATIVE:
        return reason_words(Reason.NARRATIVE)
    if latest is None:
        return "There is no figure for this measure yet."
    when, then = label(latest.key.period), capitalised(when_words(latest.key.period))
    if latest.cell.status is Status.SUPPRESSED:
        return f"The figure for {when} is not shown, to protect the people behind small numbers."
    if latest.value is None:
        return f"There is no figure for {when}."
    if results.judgement.reason is Reason.SMALL_DENOMINATOR:
        kind = " The figure is provisional." if is_provisional(latest) else ""
        return f"{then} it was {small_words(indicator, latest)} {TOO_SMALL}{kind}"
    if indicator.target is not None and indicator.target.form is Form.DONE_BY:
        return against_target(results, framework)
    verb = "it was"
    if indicator.measure is Measure.COUNT:
        verb = "there was" if latest.value == 1 else "there were"
    kind = " (provisional)" if is_provisional(latest) else ""
    first = f"{then} {verb} {with_unit(indicator, latest.value)}{kind}."
    return " ".join(s for s in (first, against_target(results, framework)) if s)


def is_provisional(result: Result) -> bool:
    """Whether a figure may still change."""
    return "p" in result.cell.symbols


def small_words(indicator: Indicator, result: Result) -> str:
    """A figure that rests on few cases: "28 of 40 (70%). With numbers this small ..."."""
    assert result.value is not None
    figure, parts = with_unit(indicator, result.value), parts_words(indicator, result)
    sentence = f"{parts} ({figure})." if parts else f"{figure}."
    if result.interval is not None:
        lower = short_figure(indicator, result.interval.lower)
        upper = short_figure(indicator, result.interval.upper)
        sentence += (
            f" With numbers this small, the true figure could be anywhere from about {lower} to"
            f" {upper}."
        )
    return sentence


def against_target(results: IndicatorResults, framework: Framework) -> str:
    """How the latest figure stands against its target, and how sure that is."""
    indicator, judgement, latest = results.indicator, results.judgement, results.latest
    assert latest is not None
    aim = target_words(indicator, framework, latest.key.period)
    if judgement.reason is Reason.NOT_DUE:
        return f"The target is not due yet: {aim}."
    if judgement.reason is not None:
        return reason_words(judgement.reason)
    if indicator.target is not None and indicator.target.done_by is not None:
        due = label(indicator.target.done_by)
        return {
            Verdict.DONE: f"It is done. It was due by the end of {due}.",
            Verdict.LATE: f"It is late: it was due by the end of {due}.",
            Verdict.ON_TRACK: f"It is under way, and due by the end of {due}.",
        }.get(judgement.verdict, f"It has not started. It is due by the end of {due}.")
    chance = ""
    if judgement.certainty is Certainty.COULD_BE_CHANCE:
        chance = " With numbers like these, that could be chance."
    if judgement.verdict is Verdict.EXCEEDED:
        good = exceeded_words(indicator, latest.key.period)
        return f"It reaches good practice, which is {good}. The target is {aim}.{chance}"
    said = {
        Verdict.MET: "It meets the target",
        Verdict.NEAR: "It is near the target",
        Verdict.NOT_MET: "It misses the target",
        Verdict.ON_COURSE: "It is on course for the target",
        Verdict.BEHIND_COURSE: "It is behind course for the target",
    }.get(judgement.verdict, verdict_words(judgement))
    return f"{said}: {aim}.{chance}"


def rounding_words(results: IndicatorResults) -> str:
    """Says that only a rounded figure was published and that it ties with the target."""
    if not results.judgement.rounding_could_matter:
        return ""
    return (
        "Only rounded figures were published. They come out level with the target, so the exact"
        " figures could give another answer."
    )


SIGNALS = (Trend.RISING, Trend.FALLING, Trend.UNUSUAL)
"""What a whole series may say that two of its figures do not."""


def trend_words(results: IndicatorResults) -> str:
    """What the whole series says, and by which rule its latest figure stands out."""
    if results.trend is None:
        return ""
    limits = results.usual_limits
    if results.trend is not Trend.UNUSUAL or limits is None:
        return TRENDS[results.trend]
    since = f"Beside the whole series since {label(limits.since)}"
    return f"{since}, this period stands out from the usual ups and downs. {why_unusual(limits)}"


def change_words(
    indicator: Indicator, change: Change, result: Result, trend: Trend | None = None
) -> str:
    """How a figure changed, by how much, and whether that is news.

    Where the whole series sends a signal, this says only what the two figures say.
    """
    if indicator.measure is Measure.MILESTONE:
        return ""
    if change.since is None or change.before is None or result.value is None:
        return reason_words(change.reason)
    when = since_words(change, result)
    if change.before == result.value:
        moved = f"That is the same as {when}."
    else:
        way = "up" if result.value > change.before else "down"
        moved = f"That is {way} from {with_unit(indicator, change.before)} {when}."
    match change.direction:
        case Direction.NO_CLEAR_CHANGE if change.before != result.value and trend in SIGNALS:
            return f"{moved} Those two figures alone could differ by chance."
        case Direction.NO_CLEAR_CHANGE if change.before != result.value:
            return (
                f"{moved} It is within the ups and downs we expect, so we do not call it a change."
            )
        case Direction.NOT_COMPARED:
            return f"{moved} {reason_words(change.reason)}"
        case _:
            return moved


def since_words(change: Change, result: Result) -> str:
    """Which earlier figure a change is measured from."""
    assert change.since is not None
    if change.since == year_before(result.key.period):
        return "a year before"
    return when_words(change.since)


def comparator_words(comparator: str, framework: Framework) -> str:
    """A comparator with the statistic of a neighbour group and how many are in it."""
    found = framework.scorecard.comparator(comparator)
    statistic = f"{found.method} of " if found.method else ""
    members = f"{found.members} members" if found.members else ""
    if found.method and not members:
        return f"{found.name} ({found.method})"
    detail = f"{statistic}{members}".strip()
    return f"{found.name} ({detail})" if detail else found.name


def trend_title(results: IndicatorResults) -> str:
    """The headline of a trend chart: what happened."""
    indicator, latest = results.indicator, results.latest
    if latest is None or latest.value is None:
        return f"{indicator.name}, over time"
    change = latest.change
    now = with_unit(indicator, latest.value)
    if indicator.measure is Measure.MILESTONE:
        return f"{capitalised(now)} {when_words(latest.key.period)}"
    if change.since is None or change.before is None:
        return f"{now} {when_words(latest.key.period)}"
    when = since_words(change, latest)
    before = with_unit(indicator, change.before)
    if change.before == latest.value:
        return f"{now}, the same as {when}"
    if change.direction is Direction.NO_CLEAR_CHANGE:
        return f"{now}, no clear change from {before} {when}"
    way = "up" if latest.value > change.before else "down"
    return f"{now}, {way} from {before} {when}"


def series_words(indicator: Indicator, series: Sequence[Result], framework: Framework) -> str:
    """The alternative text of a trend chart: its ends, its gaps and its target."""
    shown = [r for r in series if r.value is not None]
    if not shown:
        return f"{indicator.title}. No figure can be shown."
    first, last = shown[0], shown[-1]
    span = f"{figure_words(indicator, first)} {when_words(first.key.period)}"
    if last is not first:
        span += f", {figure_words(indicator, last)} {when_words(last.key.period)}"
    parts = [f"{capitalised(indicator.name)}: {span}"]
    hidden = [short_label(r.key.period) for r in series if r.cell.status is Status.SUPPRESSED]
    if hidden:
        parts.append(f"Not shown, to protect people: {listed(hidden)}")
    if indicator.target is not None:
        parts.append(f"Target: {target_words(indicator, framework, last.key.period)}")
    return ". ".join(parts) + "."
