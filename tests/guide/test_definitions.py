"""Every field of every file is in the guide, as the program reads it and as editors explain it."""

from __future__ import annotations

import re

import pytest

from scorecard.framework.loading import FILES, FOLDERS
from scorecard.outputs.field_descriptions import FIELDS
from tests.conftest import Golden
from tests.guide.fields import FRONT_MATTER, models, table
from tests.guide.pages import GUIDE, filled, marked, sections, slug

PAGE = GUIDE / "definitions.md"
TEXT = PAGE.read_text(encoding="utf-8")


def headings() -> dict[str, str]:
    """The anchor of the section that holds each definition's table."""
    return {
        name: slug(section.heading)
        for section in sections(PAGE)
        for name in marked(section.text, "fields")
    }


def described(name: str) -> dict[str, str]:
    return {**FIELDS.get(name, {}), **FRONT_MATTER.get(name, {})}


def test_every_definition_has_its_table_and_nothing_else_has() -> None:
    assert sorted(headings()) == sorted(models())


@pytest.mark.parametrize("name", models())
def test_every_field_has_a_meaning(name: str) -> None:
    fields = models()[name].model_fields
    written = {field.alias or key for key, field in fields.items()}
    assert written - set(described(name)) == set()
    assert set(described(name)) - written == set()


def test_the_tables_of_the_guide_are_those_of_the_program(golden: Golden) -> None:
    text = TEXT
    for name, model in models().items():
        text = filled(text, "fields", name, table(model, described(name), headings()))
    golden("../../docs/guide/definitions.md", text)


def test_a_field_that_the_guide_lacks_would_be_seen() -> None:
    lacking = re.sub(r"^\| `polarity` .*\n", "", TEXT, flags=re.MULTILINE)
    model = models()["Indicator"]
    given = filled(lacking, "fields", "Indicator", table(model, FIELDS["Indicator"], headings()))
    assert given != lacking
    assert given == TEXT


@pytest.mark.parametrize("name", [*FILES, *(f"{folder}/" for folder in FOLDERS)])
def test_every_file_and_folder_of_content_has_a_section_with_an_example(name: str) -> None:
    found = [s for s in sections(PAGE) if f"content/{name}" in s.heading]
    assert len(found) == 1, name
    assert any(file.startswith(f"content/{name}") for file in found[0].files)
