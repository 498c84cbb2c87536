"""A hidden figure is found in any text that people write, where that says whose figure it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.disclosure.test_prose import said
from tests.faults.project import FILES, HELPED, SCORECARD, table

LEAK = "In the east 3 of the families helped came again in 2020-21 Q3."
NO_LEAK = "In the east all of the families helped met on 3 March and again in 2020-21 Q3."
DIGITS = "a number equals a figure that is hidden for this indicator and period; say it without"
INDICATOR = HELPED.replace("breakdowns: [age]\n", "")
PLACES = {
    "a caveat": ("content/indicators/helped.yml", INDICATOR + "caveats:\n  - {}\n", "caveats.0"),
    "a question": ("content/indicators/helped.yml", INDICATOR + "question: {}\n", "question"),
    "a note beside a printed verdict": (
        "content/indicators/helped.yml",
        INDICATOR + "published_verdict: {{printed: met, period: 2020-21 Q3, note: {}}}\n",
        "published_verdict.note",
    ),
    "a page": ("content/pages/about.md", "---\ntitle: About\n---\n\nHello.\n\n{}\n", ""),
    "the summary of a page": (
        "content/pages/about.md", "---\ntitle: About\nsummary: {}\n---\n\nHello.\n", "summary",
    ),
    "the progress of an action": (
        "content/actions.yml", "- {{id: visits, title: Visits, progress: {}}}\n", "progress",
    ),
    "the progress of a step": (
        "content/actions.yml",
        "- {{id: visits, title: Visits, sub_actions: [{{title: One, progress: {}}}]}}\n",
        "sub_actions.0.progress",
    ),
    "the title of a milestone": (
        "content/actions.yml", "- {{id: visits, title: {}, due: Mar 2021}}\n", "title",
    ),
    "the risk of an action": (
        "content/actions.yml", "- {{id: visits, title: Visits, risk: {}}}\n", "risk",
    ),
    "the summary of a priority": (
        "content/priorities.yml", "- {{id: pathway, title: A clear pathway, summary: {}}}\n",
        "summary",
    ),
    "the summary of an outcome": (
        "content/outcomes.yml", "- {{id: early, title: Early, summary: {}}}\n", "summary",
    ),
    "the summary of an area": (
        "content/scorecard.yml",
        SCORECARD.replace("name: East locality", "name: East locality, summary: {}")
        .replace("{", "{{").replace("}", "}}").replace("{{}}", "{}"),
        "areas.1.summary",
    ),
    "a self-assessment": (
        "content/maturity.yml",
        (
            "title: M\nlevels: [{{level: 1, name: A}}, {{level: 2, name: B}}]\n"
            "areas: [{{id: x, title: X,"
            " assessments: [{{period: 2020-21 Q3, level: 1, note: {}}}]}}]\n"
        ),
        "areas.0.assessments.0.note",
    ),
    "a rule of a programme": (
        "content/criteria.yml",
        "title: C\nrules: [{}]\nthemes: [{{id: t, title: T, criteria: [{{id: c, title: C}}]}}]\n",
        "rules.0",
    ),
    "an approval": (
        "content/approvals.yml",
        "- {{period: 2020-21 Q3, role: Board, date: 2021-02-10, note: {}}}\n",
        "2020-21 Q3.note",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", PLACES)
def test_a_hidden_figure_is_found_where_its_indicator_and_period_are_named(
    what: str, tmp_path: Path
) -> None:
    path, written, field = PLACES[what]
    lines = said(tmp_path / "leak", more={path: written.format(LEAK)})
    assert len(lines) == 1, lines
    place, _, problem = lines[0].partition(": ")
    assert place.startswith(path)
    assert problem.startswith(f"{field}: {DIGITS}" if field else DIGITS)
    assert said(tmp_path / "sound", more={path: written.format(NO_LEAK)}) == []


def test_a_text_is_about_the_period_that_stands_beside_it(tmp_path: Path) -> None:
    path = "content/indicators/helped.yml"
    for name, period, faults in (("same", "2020-21 Q3", 1), ("other", "2020-21 Q2", 0)):
        broken = f"break_in_series: {{period: {period}, reason: There were 3 in the east}}\n"
        lines = said(tmp_path / name, more={path: INDICATOR + broken})
        assert len(lines) == faults


def page(text: str, front: str = "title: About") -> dict[str, str]:
    return {"content/pages/about.md": f"---\n{front}\n---\n\n{text}\n"}


@pytest.mark.parametrize(
    "text",
    [
        "Families helped: 3 in 2020-21 Q3.",
        "See [this](indicators/helped.md): 3 in October to December 2020.",
        "FAMILIES HELPED from Oct to Dec 2020 were 3.",
    ],
)
def test_indicator_and_period_may_be_named_in_any_way(text: str, tmp_path: Path) -> None:
    assert len(said(tmp_path, more=page(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Families helped: 3 in 2020-21.",
        "Families helped: 3 in 2020-21 Q2.",
        "Families helped.\n\nIn 2020-21 Q3, 3 came.",
        "In 2020-21 Q3, 3 came.",
    ],
)
def test_a_small_number_of_which_nobody_can_say_whose_it_is_is_no_fault(
    text: str, tmp_path: Path
) -> None:
    assert said(tmp_path, more=page(text)) == []


def test_a_page_that_shows_an_indicator_is_about_it(tmp_path: Path) -> None:
    front = "title: About\nindicators: [helped]"
    (line,) = said(tmp_path, more=page("One.\n\nTwo,\nthen 3 in 2020-21 Q3.", front))
    assert line.startswith(f"content/pages/about.md:9: {DIGITS}")


def test_a_large_hidden_count_is_a_warning_wherever_it_stands(tmp_path: Path) -> None:
    (line,) = said(tmp_path / "hidden", more=page("The west helped 1,341 families."))
    assert line.startswith("warning: content/pages/about.md:5: a number equals a hidden figure")
    assert not any(character.isdigit() for character in line.partition(":5: ")[2])
    assert said(tmp_path / "shown", more=page("The district helped 1,344 families.")) == []
    # Where another place has as many, and that is shown, the number tells nothing.
    england = {"data/england.csv": table(("on-time,2020-21 Q3,england,,,1341,2000,,,",))}
    assert said(tmp_path / "both", more=page("The west helped 1,341 families.") | england) == []


def test_a_caveat_of_one_indicator_is_not_about_another(tmp_path: Path) -> None:
    other = FILES["content/indicators/on-time.yml"] + "caveats: In 2020-21 Q3 it was 3.\n"
    assert said(tmp_path, more={"content/indicators/on-time.yml": other}) == []
