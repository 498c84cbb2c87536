"""The outcomes plan of a programme: what counts as progress for a family, and what is claimed."""

from __future__ import annotations

from scorecard.framework.criteria import Criterion, Theme
from scorecard.outputs.markup import Cell, Head, Table, plain_table
from scorecard.outputs.pages.rendering import PageWriter
from scorecard.periods import label


def write_criteria(writer: PageWriter) -> None:
    """Write the page of a programme's outcomes plan, where there is one."""
    criteria = writer.scorecard.framework.criteria
    if criteria is None:
        return
    writer.page(
        "criteria",
        "criteria",
        criteria.title,
        criteria=criteria,
        themes=[(theme, _table(theme)) for theme in criteria.themes],
    )


def _table(theme: Theme) -> Table:
    heads = [
        Head(text)
        for text in ("Outcome", "How we know", "Measured from", "Progress", "Progress that lasts")
    ]
    rows = [
        [
            Cell(f"{row.ref} {row.title}".strip(), heading=True),
            Cell(row.evidence),
            Cell(row.baseline),
            Cell(_progress(row)),
            Cell(row.sustained),
        ]
        for row in theme.criteria
    ]
    return plain_table(f"{theme.title}: what counts", heads, rows)


def _progress(row: Criterion) -> str:
    """What counts as progress, with the threshold of each date and any note."""
    steps = [f"From {label(t.starts)}: {t.threshold}." for t in row.thresholds]
    said = [row.progress, *steps, row.note and f"Note: {row.note}"]
    return " ".join(text for text in said if text)
