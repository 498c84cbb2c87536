"""Pages about the scorecard itself: data, method, glossary, accessibility, about."""

from __future__ import annotations

from scorecard.framework.plan import Prose
from scorecard.outputs import addresses
from scorecard.outputs.datapackage import COLUMNS, LICENCES
from scorecard.outputs.markup import Cell, Head, anchor, plain_table
from scorecard.outputs.pages import common
from scorecard.outputs.pages.actions import step
from scorecard.outputs.pages.menu import OWN, about_pages
from scorecard.outputs.pages.rendering import PageWriter
from scorecard.published import SCORECARD_COLUMNS, Certainty, Direction, Verdict
from scorecard.wording.figures import SYMBOLS
from scorecard.wording.glossary import CERTAINTIES, STATUSES, TERMS
from scorecard.wording.verdicts import VERDICTS


def write_reference(writer: PageWriter) -> None:
    """Write the pages that explain the scorecard."""
    file = writer.scorecard.framework.scorecard
    policy = writer.scorecard.framework.policy
    pages = writer.scorecard.framework.page
    _write_data(writer)
    writer.page(
        "method", "method", "Method", policy=policy, file=file, quality=pages("quality"),
        prose=pages("method"),
        seasonal=any(r.indicator.seasonal for r in writer.scorecard.indicators),
    )  # fmt: skip
    writer.page(
        "glossary", "glossary", "Glossary", terms=TERMS, symbols=SYMBOLS, certainties=CERTAINTIES,
        statuses=[(VERDICTS[verdict], meaning) for verdict, meaning in STATUSES.items()],
        prose=pages("glossary"),
    )  # fmt: skip
    writer.page("accessibility", "accessibility", "Accessibility statement", file=file,
                prose=pages("accessibility"))  # fmt: skip
    writer.page(
        "about",
        "about",
        "About and governance",
        file=file,
        prose=pages("about"),
        more=about_pages(writer.scorecard),
    )
    for prose in writer.scorecard.framework.pages:
        if prose.name not in OWN:
            _write_prose(writer, prose)


def _write_prose(writer: PageWriter, prose: Prose) -> None:
    """A page of the partnership's own, with the indicators and actions that it names."""
    framework = writer.scorecard.framework
    chosen = [writer.scorecard.of(name) for name in prose.fields.indicators]
    actions = [a for a in framework.actions if a.id in prose.fields.actions]
    writer.page(
        prose.name,
        "prose",
        prose.fields.title,
        prose=prose,
        cards=[common.card(writer, results) for results in chosen],
        actions=[(step(writer, a), [step(writer, sub) for sub in a.sub_actions]) for a in actions],
    )


def _write_data(writer: PageWriter) -> None:
    rows = []
    for results in writer.scorecard.indicators:
        indicator = results.indicator
        files = ((kind, addresses.download(f"{indicator.id}.{kind}")) for kind in ("csv", "json"))
        links = [anchor(addresses.link("data", file), kind.upper()) for kind, file in files]
        page = addresses.link("data", addresses.indicator(indicator.id))
        rows.append(
            [
                Cell(indicator.ref),
                Cell(anchor(page, indicator.name), heading=True),
                *(Cell(link) for link in links),
            ]
        )
    heads = [Head("Ref"), Head("Measure"), Head("Table"), Head("Definition and figures")]
    columns = [
        [
            Cell(name, heading=True),
            Cell(". ".join(COLUMNS[name]).replace("..", ".").replace("`", "")),
        ]
        for name in SCORECARD_COLUMNS
    ]
    file = writer.scorecard.framework.scorecard
    writer.page(
        "data",
        "data",
        "Data",
        file=file,
        licence=LICENCES.get(file.licence),
        files=plain_table("One measure at a time", heads, rows),
        columns=plain_table(
            "The columns of every CSV", [Head("Column"), Head("What it holds")], columns
        ),
        symbols=SYMBOLS,
        verdicts=[(v.value, VERDICTS[v].words) for v in Verdict],
        certainties=[c.value for c in Certainty],
        changes=[d.value for d in Direction],
    )
