"""Each fault in the disclosure policy is named on its line, with how to mend it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.projects import faults

ON_TIME = "count: {indicator: on-time, part: numerator}"
INCOME = "id: income\ntitle: Income\nmeasure: money\ncounts: money\n"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("theshold: 5", "theshold: is not a field that is known here; did you mean threshold?"),
        ("threshold: 2", "threshold: is too small; write a larger number"),
        ("rounding: 3", "rounding: 3 is not one of its values; use one of: 10, 5, none"),
        ("keep: {areas: [distrct]}", "keep.areas.0: there is no area distrct; did you mean dist"),
        ("keep: {breakdowns: [agee]}", "keep.breakdowns: there is no breakdown agee; did you m"),
        ("overrides: {on-tme: {threshold: 8}}", "overrides.on-tme: there is no indicator on-tme"),
        ("relations: [{same: [{indicator: on-time, part: numerator}]}]", "needs exactly one of"),
        (
            (
                "relations: [{same: [{indicator: on-time, part: numerator},"
                " {indicator: on-tme, part: numerator}]}]"
            ),
            "relations.0.same.1.indicator: there is no indicator on-tme; did you mean on-time?",
        ),
        (
            (
                "relations: [{within: {small: {indicator: on-time, part: numeratr},"
                " big: {indicator: on-time, part: denominator}}}]"
            ),
            "relations.0.within.small.part: numeratr is not one of its values; did you mean num",
        ),
        (
            "relations: [{together: [{indicator: on-time, part: numerator}]}]",
            "relations.0: needs exactly one of: total with parts, same (two or more), within, tog",
        ),
        (
            (
                "relations: [{together: [{indicator: on-time, part: numerator}],"
                " at_most: {indicator: on-tme, part: denominator}}]"
            ),
            "relations.0.at_most.indicator: there is no indicator on-tme; did you mean on-time?",
        ),
        (
            f"relations: [{{tariff: {{money: incme, {ON_TIME}, each: 800}}}}]",
            "relations.0.tariff.money: there is no indicator incme; did you mean income?",
        ),
        (
            f"relations: [{{tariff: {{money: income, {ON_TIME}, each: 0}}}}]",
            "relations.0.tariff.each: is too small; write a larger number",
        ),
        (
            f"relations: [{{tariff: {{money: on-time, {ON_TIME}, each: 800}}}}]",
            "relations.0.tariff.money: on-time is not an amount of money; write `measure: money`",
        ),
        (
            (
                "relations: [{tariff: {money: income, each: 800,"
                " count: {indicator: income, part: numerator}}}]"
            ),
            "relations.0.tariff.count.part: the numerator of income is not a count; name what the",
        ),
        (
            (
                f"relations: [{{tariff: {{money: income, {ON_TIME}, each: 800}}}},"
                f" {{tariff: {{money: income, {ON_TIME}, each: 900}}}}]"
            ),
            "relations.1.tariff.money: income has a tariff already; keep one of the two",
        ),
    ],
)
def test_a_fault_in_the_disclosure_policy_is_named_on_its_line(
    tmp_path: Path, line: str, expected: str
) -> None:
    files = {"disclosure.yml": f"minimum_denominator: 20\n{line}\n"}
    if "income" in line or "incme" in line:
        files["indicators/income.yml"] = INCOME
    found = faults(tmp_path, files)
    assert len(found) == 1, found
    assert found[0].startswith("content/disclosure.yml:2: ")
    assert expected in found[0]


def test_rounding_never_makes_a_shown_count_a_zero(tmp_path: Path) -> None:
    found = faults(tmp_path, {"disclosure.yml": "threshold: 4\nrounding: 10\n"})
    assert len(found) == 1
    assert found[0].startswith("content/disclosure.yml:2: rounding: would print counts of 3 and 4")
