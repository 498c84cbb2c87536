"""Every form of target is in the guide, and says there what the program says."""

from __future__ import annotations

import functools
import tempfile
from pathlib import Path

import pytest

from scorecard.framework.targets import Form
from scorecard.published import Scorecard
from scorecard.wording.verdicts import REASONS
from tests.conftest import Golden
from tests.guide.pages import GUIDE, Section, filled, marked, sections
from tests.guide.trials import scored
from tests.guide.worked import PICTURES, own_results, picture, words_of, worked_table

PAGE = GUIDE / "targets.md"
WORKED = {name: section for section in sections(PAGE) for name in marked(section.text, "worked")}


@functools.cache
def scorecard_of(name: str) -> Scorecard:
    with tempfile.TemporaryDirectory() as folder:
        return scored(Path(folder) / "project", WORKED[name].files)


def test_what_the_guide_says_of_each_example_is_what_the_site_says(golden: Golden) -> None:
    text = PAGE.read_text(encoding="utf-8")
    for name in WORKED:
        text = filled(text, "worked", name, worked_table(scorecard_of(name)))
    golden("../../docs/guide/targets.md", text)


@pytest.mark.parametrize("name", WORKED)
def test_each_example_shows_the_chart_that_the_site_draws(
    name: str, golden: Golden, pytestconfig: pytest.Config
) -> None:
    drawn, file = picture(scorecard_of(name), name), PICTURES / f"{name}.svg"
    if pytestconfig.getoption("--golden"):
        file.write_text(drawn, encoding="utf-8")
    # Its words, not its bytes: a new shade is no reason to draw every picture of the guide again.
    assert words_of(file.read_text(encoding="utf-8")) == words_of(drawn), "renew: make golden"
    assert f"](pictures/{name}.svg)" in WORKED[name].text
    assert file.stat().st_size < 20_000


def test_no_picture_is_left_over() -> None:
    assert sorted(file.stem for file in PICTURES.glob("*.svg")) == sorted(WORKED)


@pytest.mark.parametrize("form", Form)
def test_every_form_has_an_example(form: Form) -> None:
    targets = [own_results(scorecard_of(name)).indicator.target for name in WORKED]
    assert form in [target.form for target in targets if target is not None]


def test_every_way_of_being_near_or_beyond_and_every_path_has_an_example() -> None:
    found = [own_results(scorecard_of(name)).indicator for name in WORKED]
    targets = [indicator.target for indicator in found if indicator.target is not None]
    assert any(target.tolerance for target in targets)
    assert any(target.floor for target in targets)
    assert any(indicator.exceeded for indicator in found)
    assert {"none", "linear", "stated"} == {
        target.path if isinstance(target.path, str) else "stated" for target in targets
    }


def section_of(heading: str) -> Section:
    return next(section for section in sections(PAGE) if section.heading == heading)


def test_the_reasons_in_the_guide_are_those_of_the_site() -> None:
    said = list(REASONS.values())
    rows = section_of("When there is no verdict").text.strip().splitlines()
    reasons = [row.split("|")[1].strip() for row in rows if row.startswith("|")][2:]
    assert reasons
    for reason in reasons:
        assert any(sentence.startswith(reason) for sentence in said), reason
