"""One page for each indicator: what the number is, whether to trust it, where it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from scorecard.charts.render import page_jobs
from scorecard.charts.style import Heading
from scorecard.outputs import addresses, drawings
from scorecard.outputs.markup import Cell, Head, Table, plain_table, tag
from scorecard.outputs.pages import common
from scorecard.outputs.pages.definition import about
from scorecard.outputs.pages.rendering import ChartFragment, PageWriter, Section
from scorecard.outputs.pages.running import running_sections
from scorecard.outputs.pages.usual import usual_sections
from scorecard.periods import label, short_label
from scorecard.published import (
    TOTAL,
    Comparison,
    IndicatorResults,
    Reason,
    Result,
    Standing,
    Status,
    Trend,
)
from scorecard.wording import figures, sentences, verdicts


def write_indicator(writer: PageWriter, results: IndicatorResults) -> None:
    """Write the page of one indicator."""
    indicator, latest = results.indicator, results.latest
    framework = writer.scorecard.framework
    address = addresses.indicator(indicator.id)
    series = common.main_series(writer, results)
    place = framework.scorecard.whole_area.name
    chart = table = None
    if series:
        # A single figure makes no line, unless to a goal; none at all makes an empty plot.
        to_goal = indicator.target is not None and indicator.target.milestone is not None
        if sum(r.value is not None for r in series) > (0 if to_goal else 1):
            chart = common.trend_fragment(writer, results, series, f"{address}/trend", place)
            _keep_drawing(writer, results, chart)
        table = common.series_table(results, series, f"{indicator.title}: {place}, each period")
    parts = [
        *usual_sections(writer, results),
        *running_sections(writer, results),
        *sections(writer, results),
    ]
    comparators = _comparator_table(writer, results)
    writer.page(
        address,
        "indicator",
        " ".join(part for part in (indicator.ref, indicator.name) if part),
        results=results,
        indicator=indicator,
        latest=latest,
        facts=facts(writer, results),
        chart=chart,
        table=table,
        sections=parts,
        comparators=comparators,
        commentary=common.commentary_of(writer, results),
        about=about(writer, results),
        change=_change_sentence(results),
        trend=sentences.trend_words(results) if results.trend in SAID_TRENDS else "",
        hidden=_where_hidden(results, [table, comparators, *(part.table for part in parts)]),
        rounding=sentences.rounding_words(results),
        priorities=[p for p in framework.priorities if p.id in indicator.priorities],
        outcomes=[o for o in framework.outcomes if o.id in indicator.outcomes],
        published_verdict=_published_verdict(writer, results),
        out_of_date=results.out_of_date,
        files=(f"{indicator.id}.csv", f"{indicator.id}.json")
        + ((f"{indicator.id}.svg",) if chart else ()),
    )


def _keep_drawing(writer: PageWriter, results: IndicatorResults, chart: ChartFragment) -> None:
    """The trend chart as a picture of its own, which carries its words with it."""
    file = writer.scorecard.framework.scorecard
    made_up = "Illustrative figures. " if file.illustrative else ""
    source = f"{made_up}{file.title}, {writer.scorecard.period.name}. {chart.source}".strip()
    subtitle = f"{results.indicator.title}. {chart.subtitle}"
    name = addresses.download(f"{results.indicator.id}.svg")
    heading = Heading(chart.title, subtitle, source)
    writer.standalone[name] = replace(chart.jobs[0], heading=heading)


SAID_TRENDS = (Trend.RISING, Trend.FALLING, Trend.NO_CLEAR_TREND, Trend.UNUSUAL)


@dataclass(frozen=True)
class Fact:
    """One of the four facts that decide: its name, what it says, and small print below."""

    name: str
    says: str | Markup
    detail: str = ""
    large: bool = False


def facts(writer: PageWriter, results: IndicatorResults) -> list[Fact]:
    """The latest value, how it stands against its target, its change, and its comparators."""
    indicator, latest = results.indicator, results.latest
    framework = writer.scorecard.framework
    if latest is None:
        # That there is no figure is said by the headline; what is aimed for is known all the same.
        aim = figures.capitalised(verdicts.target_words(indicator, framework))
        return [Fact("Target", aim)] if indicator.target else []
    parts = sentences.parts_words(indicator, latest)
    reach = sentences.range_words(indicator, latest)
    provisional = "provisional: it may change" if sentences.is_provisional(latest) else ""
    value = Fact(
        label(latest.key.period),
        common.big_figure(indicator, latest),
        figures.capitalised(", ".join(p for p in (parts, reach, provisional) if p)),
        large=True,
    )
    aim = verdicts.target_words(indicator, framework, latest.key.period)
    target = Fact(
        f"Target: {aim}" if indicator.target else "Target",
        tag(results.judgement),
        "" if latest.cell.status is Status.SUPPRESSED else common.why_not(results),
    )
    found = [value, target]
    if latest.value is not None:
        change = latest.change
        before = ""
        if change.since is not None and change.before is not None:
            when = sentences.since_words(change, latest)
            before = f"{figures.capitalised(when)}: {figures.with_unit(indicator, change.before)}"
        name = before or "Change"
        found.append(Fact(name, sentences.CHANGES[change.direction], _change_detail(results)))
        found += [_beside(writer, results, comparison) for comparison in latest.comparisons]
    return found


def _beside(writer: PageWriter, results: IndicatorResults, comparison: Comparison) -> Fact:
    """A comparator's figure, of which period it is, and how ours stands beside it."""
    framework = writer.scorecard.framework
    name = sentences.comparator_words(comparison.comparator, framework)
    reason = verdicts.reason_words(comparison.reason)
    if comparison.value is None:
        return Fact(name, "No figure", reason)
    standing = f"Ours is {sentences.STANDINGS[comparison.standing]}."
    if comparison.standing is Standing.NOT_COMPARED:
        standing = f"Not compared with ours. {reason}".strip()
    said = figures.with_unit(results.indicator, comparison.value)
    return Fact(name, said, f"{label(comparison.period)}. {standing}")


def _change_detail(results: IndicatorResults) -> str:
    assert results.latest is not None
    change = results.latest.change
    if change.reason is None:
        return ""
    return verdicts.reason_words(change.reason)


def _change_sentence(results: IndicatorResults) -> str:
    latest = results.latest
    if latest is None or latest.value is None:
        return ""
    # What the headline says already is not said twice.
    said = (Reason.PREVIOUS_MISSING, Reason.NO_DATA, results.judgement.reason)
    if latest.change.reason is not None and latest.change.reason in said:
        return ""
    return sentences.change_words(results.indicator, latest.change, latest, results.trend)


def sections(writer: PageWriter, results: IndicatorResults) -> list[Section]:
    """Localities first, then every breakdown of the definition, in the latest period."""
    file = writer.scorecard.framework.scorecard
    found = []
    areas = [(area.id, area.name) for area in file.areas[1:]]
    by_area = _parts(results, [((area, TOTAL, TOTAL), name) for area, name in areas])
    if by_area:
        found.append(_section(writer, results, "areas", "Where you live", "Place", by_area))
    whole = file.whole_area.id
    for name in results.indicator.breakdowns:
        breakdown = file.breakdown(name)
        lines = [((whole, name, c.id), c.name) for c in breakdown.categories]
        if parts := _parts(results, lines):
            title = f"By {figures.uncapitalised(breakdown.name)}"
            # No breakdown's id can then be that of another part of the page, such as "trend".
            found.append(_section(writer, results, f"by-{name}", title, breakdown.name, parts))
    return found


def _parts(
    results: IndicatorResults, lines: list[tuple[tuple[str, str, str], str]]
) -> list[tuple[str, Result]]:
    if results.latest is None:
        return []
    at = {(k.area, k.breakdown, k.category, k.period): r for k, r in results.results.items()}
    period = results.latest.key.period
    return [(name, at[*line, period]) for line, name in lines if (*line, period) in at]


def _section(
    writer: PageWriter,
    results: IndicatorResults,
    id_: str,
    title: str,
    first: str,
    parts: list[tuple[str, Result]],
) -> Section:
    indicator, latest = results.indicator, results.latest
    assert latest is not None
    place = writer.scorecard.framework.scorecard.whole_area.name
    address = f"{addresses.indicator(indicator.id)}/{id_}"
    when = label(latest.key.period)
    unit = figures.unit_in_words(indicator).replace("%", "per cent")
    caption = f"{figures.capitalised(unit)}, {when}"
    said = "; ".join(f"{n} {sentences.short_figure_words(indicator, r)}" for n, r in parts)
    chart = None
    if any(result.value is not None for _, result in parts):
        drawing = drawings.breakdown_chart(indicator, parts, latest, place)
        chart = ChartFragment(
            name=address,
            jobs=page_jobs(
                drawing,
                address.replace("/", "-"),
                f"{indicator.name}, {title[:1].lower()}{title[1:]}",
                f"{caption}. {said}.",
            ),
            title="",
            subtitle=caption + ("; the line is the whole area" if drawing.whole else ""),
        )
    table = common.breakdown_table(indicator, parts, f"{title}: {when}", first)
    return Section(id_, title, chart, table)


def _comparator_table(writer: PageWriter, results: IndicatorResults) -> Table | None:
    """Comparators over time beside our own figure, latest first."""
    file = writer.scorecard.framework.scorecard
    indicator = results.indicator
    lines = {
        name: {r.key.period: r for r in results.series(name)} for name in indicator.comparators
    }
    if not any(lines.values()):
        return None
    own = {r.key.period: r for r in common.main_series(writer, results)}
    periods = sorted({p for line in lines.values() for p in line} | set(own), reverse=True)
    heads = [Head("Period"), Head(file.whole_area.name, numeric=True)]
    heads += [Head(sentences.comparator_words(n, writer.scorecard.framework), numeric=True)
              for n in indicator.comparators]  # fmt: skip
    rows = []
    for period in periods:
        row = [Cell(short_label(period), heading=True)]
        for line in (own, *lines.values()):
            result = line.get(period)
            text = sentences.short_figure_words(indicator, result) if result else ""
            row.append(Cell(text, numeric=True))
        rows.append(row)
    used = [r for line in (own, *lines.values()) for r in line.values()]
    return plain_table(
        f"{indicator.name} beside other places", heads, rows, common.symbols_of(used)
    )


def _where_hidden(results: IndicatorResults, tables: Sequence[Table | None]) -> str:
    """Where a reader meets the mark of a hidden figure: on the "page", in its "files" or nowhere.

    A page shows groups and places for the latest period alone; its files hold every figure.
    """
    if not any(r.cell.status is Status.SUPPRESSED for r in results.results.values()):
        return ""
    latest = results.latest
    headline = latest is not None and latest.cell.status is Status.SUPPRESSED
    symbols = {symbol for table in tables if table for symbol, _ in table.symbols}
    return "page" if headline or "[c]" in symbols else "files"


def _published_verdict(writer: PageWriter, results: IndicatorResults) -> str:
    """What the source printed beside the verdict that follows from its own rule, of its period."""
    printed, result = results.indicator.published_verdict, results.latest
    if printed is None:
        return ""
    first = f"The source printed “{printed.printed}”"
    if printed.period and (result is None or printed.period != result.key.period):
        series = results.series(writer.scorecard.framework.scorecard.whole_area.id)
        result = next((r for r in series if r.key.period == printed.period), None)
        first += f" for {label(printed.period)}"
    if result is None or result.value is None:
        return f"{first}, and there is no figure to hold it against. {printed.note}".strip()
    said = verdicts.verdict_words(result.judgement)
    why = verdicts.reason_words(result.judgement.reason)
    answer = f"{first}. By its own rule the answer is: {said}."
    return " ".join(part for part in (answer, why, printed.note) if part)
