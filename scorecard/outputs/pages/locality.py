"""One page for each area, for those who ask how it is where they live."""

from __future__ import annotations

from scorecard.framework.areas import Area
from scorecard.outputs import addresses
from scorecard.outputs.markup import Cell, Head, plain_table
from scorecard.outputs.pages import common
from scorecard.outputs.pages.rendering import PageWriter
from scorecard.periods import short_label
from scorecard.published import CellKey, IndicatorResults, Result
from scorecard.wording.sentences import CHANGES, range_words, short_figure_words
from scorecard.wording.verdicts import verdict_words

HEADS = (
    "Measure", "Here", "Whole area", "Likely range", "Period", "Against target here", "Change here",
)  # fmt: skip


def write_localities(writer: PageWriter) -> None:
    """Write a page for each area but the whole one, and the list of them."""
    areas = writer.scorecard.framework.scorecard.areas[1:]
    for area in areas:
        _write(writer, area)
    if areas:
        writer.page("areas", "areas", "Places", areas=areas)


def _write(writer: PageWriter, area: Area) -> None:
    whole = writer.scorecard.framework.scorecard.whole_area
    address = addresses.area(area.id)
    rows, used = [], []
    for results in writer.scorecard.indicators:
        here = _here(results, area)
        if here is None or results.latest is None:
            continue
        used += [here, results.latest]
        rows.append(_row(address, results, here))
    heads = [Head(text, numeric=at in (1, 2, 3)) for at, text in enumerate(HEADS)]
    table = None
    if rows:
        caption = f"{area.name} beside {whole.name}, latest period"
        table = plain_table(caption, heads, rows, common.symbols_of(used))
    writer.page(address, "area", area.name, area=area, whole=whole, table=table)


def _here(results: IndicatorResults, area: Area) -> Result | None:
    if results.latest is None:
        return None
    key = CellKey(results.indicator.id, results.latest.key.period, area.id)
    return results.results.get(key)


def _row(address: str, results: IndicatorResults, here: Result) -> list[Cell]:
    indicator = results.indicator
    assert results.latest is not None
    judged = here.value is not None and here.target is not None
    return [
        Cell(common.indicator_link(address, results), heading=True),
        Cell(short_figure_words(indicator, here), numeric=True),
        Cell(short_figure_words(indicator, results.latest), numeric=True),
        Cell(range_words(indicator, here).removeprefix("likely range "), numeric=True),
        Cell(short_label(here.key.period)),
        Cell(verdict_words(here.judgement) if judged else ""),
        Cell(CHANGES[here.change.direction] if here.value is not None else ""),
    ]
