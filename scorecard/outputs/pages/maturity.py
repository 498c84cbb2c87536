"""The maturity matrix: how far the partnership has come, area by area."""

from __future__ import annotations

from scorecard.framework.maturity import Dimension, SelfAssessment
from scorecard.outputs.markup import Cell, Head, plain_table
from scorecard.outputs.pages.rendering import PageWriter
from scorecard.periods import label, short_label


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
    latest = [now for area in maturity.areas if (now := _two(writer, area)[0])]
    writer.page(
        "maturity",
        "maturity",
        "Maturity",
        maturity=maturity,
        table=plain_table(f"{maturity.title}: each area", heads, rows),
        when=label(max(a.period for a in latest)) if latest else "",
    )


def _two(
    writer: PageWriter, area: Dimension
) -> tuple[SelfAssessment | None, SelfAssessment | None]:
    """The latest self-assessment by the release's period, and the one before it."""
    until = writer.scorecard.period.end
    found = sorted((a for a in area.assessments if a.period.end <= until), key=lambda a: a.period)
    now = found[-1] if found else None
    return now, found[-2] if len(found) > 1 else None
