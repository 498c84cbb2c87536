"""What an indicator is, in plain words: the part of its page that begins "About this number"."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from scorecard.framework.indicators import Indicator
from scorecard.outputs import addresses
from scorecard.outputs.markup import anchor
from scorecard.outputs.pages import common
from scorecard.outputs.pages.rendering import PageWriter
from scorecard.outputs.release_days import next_after
from scorecard.periods import following, label
from scorecard.published import IndicatorResults
from scorecard.wording import figures, verdicts


def about(writer: PageWriter, results: IndicatorResults) -> list[tuple[str, str]]:
    """The definition in plain words, line by line; a line without words is left out."""
    indicator, framework = results.indicator, writer.scorecard.framework
    lines = [
        ("In the framework", f"{indicator.ref} {indicator.title}".strip()),
        ("What is counted", indicator.numerator),
        ("Out of", indicator.denominator),
        ("Good is", figures.capitalised(verdicts.polarity_words(indicator))),
        ("Target", figures.capitalised(verdicts.target_words(indicator, framework))),
        ("Baseline", common.baseline_words(writer, results)),
        ("Why it matters", indicator.why),
        ("Good practice", figures.capitalised(verdicts.exceeded_words(indicator))),
        ("Take care", _several(indicator.caveats)),
        ("Source", indicator.source),
        ("Owner", indicator.owner),
        ("Updated", _updated(writer, results)),
    ]
    lines += [
        ("Break in series", f"From {label(gap.period)}: {gap.reason}")
        for gap in indicator.break_in_series
    ]
    lines += [
        ("Boundaries", f"{area.name} changed from {label(gap.period)}: {gap.reason}")
        for area in framework.scorecard.areas
        for gap in area.boundaries_changed
        if any(key.area == area.id for key in results.results)
    ]
    lines += [
        ("Replaces" if other.id == indicator.replaces else "Replaced by", _link(indicator, other))
        for other in framework.indicators
        if other.id == indicator.replaces or other.replaces == indicator.id
    ]
    if indicator.retired is not None:
        when = label(indicator.retired.period)
        lines.append(("Retired", f"After {when}: {indicator.retired.reason}"))
    notes = sorted({r.cell.note for r in results.results.values() if r.cell.note})
    lines += [("Note", note.rstrip(".") + ".") for note in notes]
    return [(name, text) for name, text in lines if text]


def _several(sentences: Sequence[str]) -> str | Markup:
    """Sentences under one name, each on a line of its own."""
    return Markup("<br>").join(sentences)


def _link(here: Indicator, there: Indicator) -> Markup:
    address = addresses.link(addresses.indicator(here.id), addresses.indicator(there.id))
    return anchor(address, there.title)


HOW_OFTEN = {
    "weekly": "Every week",
    "monthly": "Every month",
    "quarterly": "Every quarter",
    "termly": "Every term",
    "six-monthly": "Every six months",
    "annual": "Every year",
    "academic-year": "Every school year",
    "once": "Once",
}


def _updated(writer: PageWriter, results: IndicatorResults) -> str:
    often = HOW_OFTEN[results.indicator.frequency]
    latest = results.latest
    if latest is None or results.indicator.retired or results.indicator.frequency == "once":
        return often
    next_period = following(latest.key.period)
    coming = next_after(writer.scorecard, next_period.end)
    return f"{often}; next on {coming}" if coming else often
