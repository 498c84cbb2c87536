"""The maturity matrix: how far the partnership has come, area by area."""

from __future__ import annotations

from scorecard.charts.render import page_jobs
from scorecard.framework.maturity import Dimension, Maturity, SelfAssessment
from scorecard.outputs.markup import Cell, Head, plain_table
from scorecard.outputs.pages.rendering import ChartFragment, PageWriter
from scorecard.outputs.plan_drawings import Assessed, maturity_chart
from scorecard.periods import label, short_label
from scorecard.wording.plan import assessed_words


def write_maturity(writer: PageWriter) -> None:
    """Write the page of the maturity matrix, where there is one."""
    maturity = writer.scorecard.framework.maturity
    if maturity is None:
        return
    names = {level.level: f"{level.level} {level.name}" for level in maturity.levels}
    rows = []
    for area in maturity.areas:
        now, before = _two(writer, area)
        rows.append(
            [
                Cell(area.title, heading=True),
                Cell(names[now.level] if now else "not assessed"),
                Cell(short_label(now.period) if now else ""),
                Cell(f"{names[before.level]} ({short_label(before.period)})" if before else ""),
                Cell(now.note if now else ""),
            ]
        )
    heads = [Head("Area"), Head("Level now"), Head("As at"), Head("Before"), Head("Note")]
    if not any(row[4].content for row in rows):
        heads, rows = heads[:4], [row[:4] for row in rows]
    assessed = [(area, *_two(writer, area)) for area in maturity.areas]
    latest = [now for _, now, _ in assessed if now]
    writer.page(
        "maturity",
        "maturity",
        "Maturity",
        chart=_chart(maturity, assessed, names),
        maturity=maturity,
        table=plain_table(f"{maturity.title}: each area", heads, rows),
        when=label(max(a.period for a in latest)) if latest else "",
    )


def _chart(
    maturity: Maturity, assessed: list[Assessed], names: dict[int, str]
) -> ChartFragment | None:
    """The radar of all areas, where there is something to draw."""
    chart = maturity_chart(maturity, assessed)
    if chart is None:
        return None
    said = "; ".join(
        assessed_words(
            area.title, names[now.level] if now else "", names[before.level] if before else ""
        )
        for area, now, before in assessed
    )
    subtitle = "Each spoke is an area; the further out, the more mature"
    gap = any(now is None for _, now, _ in assessed)
    return ChartFragment(
        name="maturity/radar",
        jobs=page_jobs(chart, "maturity-radar", maturity.title, f"{said}."),
        title="The level of each area",
        subtitle=subtitle + ("; an area not assessed leaves a gap" if gap else ""),
        source=maturity.source,
    )


def _two(
    writer: PageWriter, area: Dimension
) -> tuple[SelfAssessment | None, SelfAssessment | None]:
    """The latest self-assessment by the release's period, and the one before it."""
    until = writer.scorecard.period.end
    found = sorted((a for a in area.assessments if a.period.end <= until), key=lambda a: a.period)
    now = found[-1] if found else None
    return now, found[-2] if len(found) > 1 else None
