"""Each fault in content/ is named with file, line, field and mend; several in one run."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard.framework.loading import load_framework
from scorecard.problems import Problems, as_text
from tests.projects import COUNT, FILES, INDICATOR, SCORECARD, faults, write_content

AT = "content/indicators/on-time.yml"


def indicator(text: str, folder: Path) -> list[str]:
    return faults(folder, {"indicators/on-time.yml": text})


def test_a_sound_scorecard_has_no_fault(tmp_path: Path) -> None:
    assert faults(tmp_path) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("langauge: x", "langauge: is not a field that is known here; use one of"),
        ("exeeded: {at_least: 5}", "did you mean exceeded?"),
        (
            "baseline: {period: 2019-20, value: 4,711}",
            "baseline.value: a comma parts a number in two; write it without, such as 1234",
        ),
        ("target: {at_most: 4,711.5}", "target.at_most: a comma parts a number in two; write it"),
        ("target: {at_least: 4,011}", "target.at_least: a comma parts a number in two; write it"),
        ("target: {4711: 5, at_least: 80}", "target: has a number where the name of a field sho"),
        ("4711: 5", "has a number where the name of a field should be; write `field: number`"),
        ("target: {between: [80]}", "target.between: needs two numbers; write them as [low, high]"),
        ("target: {at_least: 8000}", "target.at_least: is above 100, which a percentage cannot be"),
        ("target: {at_least: -5}", "target.at_least: is below 0, which a percentage cannot be"),
        ("target: {between: [80, 120]}", "target.between.1: is above 100, which a percentage"),
        (
            "target: {milestone: {at_least: 120}, by: Apr 2018}",
            "target.milestone.at_least: is above 100, which a percentage cannot be; correct it",
        ),
        ("target: {by_period: {2020-21: {at_least: 120}}}", "2020-21.at_least: is above 100, wh"),
        ("replaces: on-time", "replaces: an indicator does not replace itself; name the earlier"),
        ("ref: 2.10", "ref: must be text; put it in quotes, since a bare 2.10"),
        ("measure: percentage", "measure: is given twice; keep one of the two lines"),
        ("frequency: quaterly", "frequency: quaterly is not one of its values; did you mean"),
        ("remainder: not_sensitive", "remainder: needs a reason; write `remainder: {not_sens"),
        ("uncertainty: poisson", "uncertainty: poisson does not fit a percentage; remove it"),
        ("per: 1000", "per: belongs to a rate; remove it, or write `measure: rate`"),
        ("exceeded: {at_least: 5}", "exceeded: needs a target to lie beyond; add a target"),
        ("break_in_series: {period: 2020-22, reason: x}", "did you mean 2020-21?"),
        ("target: {}", "target: a target has exactly one form, and this has none; keep one of"),
        ("target: {at_least: 80, at_most: 90}", "has at_least, at_most; keep one of"),
        ("target: {at_least: 80, improve_on: previous}", "has at_least, improve_on; keep"),
        ("target: {at_lest: 80}", "target.at_lest: is not a field that is known here; did you"),
        ("target: {at_least: eighty}", "target.at_least: must be a number; write it plainly"),
        ("target: {at_least: true}", "target.at_least: must be a number; write it plainly"),
        ("target: {at_least: '80'}", "target.at_least: must be a number; write it plainly"),
        ("target: {between: [20, 10]}", "target.between: the first number must be the smaller"),
        ("target: {at_least: 80, tolerance: 0}", "target.tolerance: a tolerance must be above"),
        ("target: {at_least: 80, tolerance: 2, floor: 70}", "target.floor: says when a result"),
        ("target: {at_least: 80, floor: 80}", "target.floor: meets the target itself; write"),
        ("target: {at_most: 20, floor: 15}", "target.floor: meets the target itself; write"),
        ("target: {between: [1, 2], floor: 0}", "target.floor: a range has two ends; write"),
        ("target: {set_baseline: 2020-21, tolerance: 2}", "target.tolerance: belongs to a"),
        ("target: {at_least: 80, by: Apr 2018}", "target.by: belongs to a target of the form m"),
        ("target: {at_least: 80, path: linear}", "target.path: belongs to a target of the form"),
        ("target: {at_least: 80, whichever: higher}", "target.whichever: belongs to a target"),
        ("target: {milestone: {at_most: 25}}", "target.milestone: a milestone needs its date"),
        (
            "target: {milestone: {at_most: 25}, by: Apr 2018, path: linear}",
            "target.path: a straight path needs its start; add `from: {period: Jan 2017}`",
        ),
        (
            (
                "target: {milestone: {between: [1, 2]}, by: Apr 2018, from: {period: Jan 2017},"
                " path: linear}"
            ),
            "target.path: a path leads to one number; write at_least or at_most",
        ),
        (
            (
                "target: {milestone: {at_most: 2}, by: Apr 2018, from: {period: Jan 2019},"
                " path: linear}"
            ),
            "target.from: does not begin before `by`; correct one of the two",
        ),
        (
            "target: {milestone: {at_most: 2}, by: Apr 2018, path: liner}",
            "target.path: liner is not one of its values; did you mean linear?",
        ),
        ("target: {per: year}", "target.per: a target per period needs one number; add `at_le"),
        ("target: {per: year, at_least: 4}", "target.per: a percentage does not add up over"),
        ("target: {reduce_by_percent: 33}", "target.reduce_by_percent: a reduction needs some"),
        ("replaces: nosuch", ": replaces: there is no indicator nosuch"),
        ("target: {above: [engalnd]}", "target.above.0: there is no comparator engalnd; did you"),
        ("target: {above: engalnd}", ": target.above: there is no comparator engalnd; did you"),
        ("target: {in_line_with: [england, neighbours]}", "nothing says which one counts; add `w"),
        (
            "target: {by_period: {2018-19: {at_most: 9}, 2018/19: {at_most: 8}}}",
            "target.by_period: gives one period twice, in two spellings; keep one of the two",
        ),
        ("target: {by_period: {2018-19: {at_most: 9, at_least: 2}}}", "needs exactly one of at_l"),
        ("target: {by_period: {lately: {at_most: 9}}}", "target.by_period.lately: "),
        (
            "target: {by_period: {2024: {at_leas: 5}}}",
            "target.by_period.2024.at_leas: is not a field that is known here; did you mean at_le",
        ),
        (
            "target: {by_period: {2024: {at_least: five}}}",
            "target.by_period.2024.at_least: must be a number; write it plainly",
        ),
    ],
)
def test_a_fault_in_a_line_of_an_indicator_is_named_once_on_that_line(
    tmp_path: Path, line: str, expected: str
) -> None:
    text = INDICATOR.replace("comparators: [england, neighbours]\n", "")
    text = text.replace("breakdowns: [age]\n", "comparators: [england, neighbours]\n")
    found = indicator(text + line + "\n", tmp_path)
    assert len(found) == 1, found
    number = len((text + line).splitlines())
    assert found[0].startswith(f"{AT}:{number}: ")
    assert expected in found[0]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("measure: percentage\n", "", ":1: measure: is missing; add a line `measure: ...`"),
        ("measure: percentage", "measure: rate", ":3: measure: a rate needs `per`; add `per: 1"),
        ("measure: percentage", "measure: percent", ":3: measure: percent is not one of its val"),
        ("id: on-time", "id: On-Time", ":1: id: On-Time is not a valid id; use lower-case"),
        ("id: on-time", "id: 2-on-time", ":1: id: 2-on-time is not a valid id"),
        ("id: on-time", "id: on_time", ":1: id: on_time is not a valid id"),
        ("id: on-time", "id: 12", ":1: id: must be text"),
        ("id: on-time", "id: [on-time]", ":1: id: must be text"),
        ("id: on-time", "id: all", ":1: id: all is taken by the scorecard itself; choose anoth"),
        ("id: on-time", "id: changes", ":1: id: changes is taken by the scorecard itself"),
        ("[pathway]", "[pathwya]", ":6: priorities.0: there is no priority pathwya; did you mea"),
        ("[respond-early]", "[late]", ":7: outcomes.0: there is no outcome late; use one of: r"),
        ("england, neigh", "engalnd, neigh", ":8: comparators.0: there is no comparator engalnd"),
        ("[age]", "agee", ":9: breakdowns: there is no breakdown agee; did you mean age?"),
    ],
)
def test_a_fault_in_a_field_of_an_indicator_is_named_on_its_line(
    tmp_path: Path, old: str, new: str, expected: str
) -> None:
    assert old in INDICATOR
    found = indicator(INDICATOR.replace(old, new), tmp_path)
    assert len(found) == 1, found
    assert found[0].startswith(AT + expected)


@pytest.mark.parametrize(
    ("target", "exceeded"),
    [
        ("{at_most: 15}", "{below: 16}"),
        ("{at_most: 15}", "{at_most: 15}"),
        ("{at_most: 15}", "{at_least: 20}"),
        ("{at_least: 80}", "{at_least: 80}"),
        ("{at_least: 80}", "{above: 79}"),
        ("{between: [10, 20]}", "{above: 20}"),
        ("{milestone: {at_most: 25}, by: Apr 2018}", "{below: 30}"),
        ("{by_period: {2018-19: {at_most: 15}, 2019-20: {at_most: 10}}}", "{below: 12}"),
        (
            "{by_period: {2018-19: {at_most: 15}, 2019-20: {at_most: 10}}}",
            "{by_period: {2019-20 Q2: {below: 12}}}",
        ),
    ],
)
def test_good_practice_that_does_not_lie_beyond_the_target_is_a_fault(
    tmp_path: Path, target: str, exceeded: str
) -> None:
    found = indicator(f"{INDICATOR}target: {target}\nexceeded: {exceeded}\n", tmp_path)
    assert len(found) == 1, found
    assert found[0].startswith(f"{AT}:11: exceeded")
    assert "does not lie beyond the target; choose a line that" in found[0]


@pytest.mark.parametrize(
    ("target", "exceeded"),
    [
        ("{at_most: 15}", "{below: 15}"),
        ("{at_most: 15}", "{at_most: 14}"),
        ("{at_least: 80}", "{above: 80}"),
        (
            "{by_period: {2018-19: {at_most: 15}, 2019-20: {at_most: 10}}}",
            "{by_period: {2018-19: {below: 15}}}",
        ),
    ],
)
def test_good_practice_beyond_the_target_is_no_fault(
    tmp_path: Path, target: str, exceeded: str
) -> None:
    assert indicator(f"{INDICATOR}target: {target}\nexceeded: {exceeded}\n", tmp_path) == []


def test_a_target_that_names_a_comparator_not_compared_with_says_where_to_add_it(
    tmp_path: Path,
) -> None:
    text = f"{COUNT}comparators: [england]\ntarget: {{above: [england, neighbours]}}\n"
    assert indicator(text, tmp_path) == [
        (
            f"{AT}:7: target.above.1: the target names neighbours, which is not a comparator of"
            " this indicator; add neighbours to its `comparators`"
        )
    ]


@pytest.mark.parametrize("form", ["improve_on: previous", "in_line_with: [england]"])
def test_a_target_that_has_a_good_side_needs_a_polarity(tmp_path: Path, form: str) -> None:
    text = INDICATOR.replace("polarity: higher", "polarity: none") + f"target: {{{form}}}\n"
    [fault] = indicator(text, tmp_path)
    assert fault.startswith(f"{AT}:10: target.{form.partition(':')[0]}: ")
    assert "add `polarity: higher` or `polarity: lower`" in fault


def test_an_id_given_to_two_indicators_is_named_where_it_stands_again(tmp_path: Path) -> None:
    listed = "- {id: other, title: x, measure: count}\n- {id: on-time, title: x, measure: count}\n"
    assert faults(tmp_path, {"indicators/some.yml": listed}) == [
        (
            "content/indicators/some.yml:2: id: on-time is already the id of another indicator"
            f" ({AT}:1); give one of the two another id"
        )
    ]


def test_several_faults_in_several_files_are_named_in_one_run(tmp_path: Path) -> None:
    found = faults(
        tmp_path,
        {
            "scorecard.yml": SCORECARD.replace("licence", "").replace("title:", "tilte:", 1),
            "outcomes.yml": "- {id: respond-early}\n",
            "indicators/on-time.yml": INDICATOR.replace("percentage", "percent"),
            "indicators/other.yml": "id: other\ntitle: [x\n",
            "commentary/lately/on-time.md": "Text.\n",
            "pages/about.md": "No front matter.\n",
        },
    )
    assert {fault.split(": ")[0] for fault in found} == {
        "content/scorecard.yml:1",
        "content/outcomes.yml:1",
        "content/indicators/on-time.yml:3",
        "content/indicators/other.yml:3",
        "content/commentary/lately/on-time.md:1",
        "content/pages/about.md:1",
    }


def test_a_fault_in_one_file_is_not_said_again_of_each_that_refers_to_it(tmp_path: Path) -> None:
    found = faults(
        tmp_path,
        {
            "priorities.yml": "- {id: pathway, titel: A clear pathway}\n",
            "outcomes.yml": "- {id: respond-early\n",
            "indicators/on-time.yml": INDICATOR + "typo: x\n",
            "indicators/other.yml": INDICATOR.replace("on-time", "other"),
            "commentary/2020-21-q3/on-time.md": "Text.\n",
            "disclosure.yml": "overrides: {on-time: {threshold: 8}}\n",
        },
    )
    assert sorted(fault.partition(" ")[0] for fault in found) == [
        "content/indicators/on-time.yml:10:",
        "content/outcomes.yml:2:",
        "content/priorities.yml:1:",
        "content/priorities.yml:1:",
    ]


@pytest.mark.parametrize(
    ("old", "new", "line", "expected"),
    [
        ("id: west,", "id: east,", 7, "areas.2.id: east is given twice; choose another id"),
        ("id: england,", "id: east,", 9, "comparators.0.id: east is given twice; choose another"),
        ("[east, west]", "[east, wets]", 5, "areas.0.parts.1: there is no area wets; did you me"),
        ("[east, west]", "[east, district]", 5, "areas.0.parts: an area is not part of itself"),
        ("id: older", "id: younger", 13, "breakdowns.0.categories.1.id: younger is given twice"),
        ("id: age,", "id: all,", 12, "breakdowns.0.id: all is taken by the scorecard itself"),
        ("name: Age group", "name: ' '", 12, "breakdowns.0.name: is empty; write it in words"),
        ("title: Early", "title: '' #", 1, "title: is empty; write it in words"),
        ("id: age,", f"id: {'a' * 61},", 12, "breakdowns.0.id: is too long; write at most 60 let"),
        ("id: age,", 'id: "a\\nb",', 12, "breakdowns.0.id: a b is not a valid id; use lower-case"),
        ("performance@", "performance at ", 3, "contact.email: is not an e-mail address; write"),
        ("contact:", "site_url: example.org\ncontact:", 3, "site_url: is not the address of a web"),
        ("contact:", "site_url: ftp://x.org\ncontact:", 3, "site_url: is not the address of a web"),
        (
            "contact:",
            "releases:\n- {period: 2020, due: 2021-02-12}\n- {due: 2021-03-12, period: 2020}\ncontact:",  # noqa: E501 - one text
            5,
            "releases.1.period: 2020 is in the calendar already; keep one of the two lines",
        ),
        ("id: age,", "id: 5-10,", 12, "breakdowns.0.id: 5-10 is not a valid id; use lower-case"),
        ("members: 10", "members: 0", 10, "comparators.1.members: is too small; write a larger"),
        ("method: mean", "method: average", 10, "comparators.1.method: average is not one of it"),
        ("contact:", "contcat:", 3, "contcat: is not a field that is known here; did you mean c"),
    ],
)
def test_a_fault_in_the_scorecard_file_is_named_on_its_line(
    tmp_path: Path, old: str, new: str, line: int, expected: str
) -> None:
    assert old in SCORECARD
    found = faults(tmp_path, {"scorecard.yml": SCORECARD.replace(old, new)})
    assert any(f.startswith(f"content/scorecard.yml:{line}: {expected}") for f in found), found


def test_two_areas_that_are_parts_of_each_other_are_a_fault(tmp_path: Path) -> None:
    text = SCORECARD.replace("name: East locality", "name: East locality, parts: [district]")
    found = faults(tmp_path, {"scorecard.yml": text})
    assert [f.split(" ")[0] for f in found] == ["content/scorecard.yml:5:",
                                                "content/scorecard.yml:6:"]  # fmt: skip


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "--- \n"])
def test_an_empty_file_is_a_fault(tmp_path: Path, text: str) -> None:
    found = indicator(text, tmp_path)
    assert len(found) == 1, found
    assert found[0].startswith(f"{AT}:1: ")
    assert "empty" in found[0] or "must be a set of fields" in found[0]


def test_a_file_that_is_not_utf_8_is_a_fault_on_the_line_of_its_first_such_byte(
    tmp_path: Path,
) -> None:
    content = write_content(tmp_path)
    latin = INDICATOR.replace("on time", "à temps").encode("latin-1")
    (content / "indicators" / "on-time.yml").write_bytes(latin)
    problems = Problems()
    load_framework(content, problems)
    assert as_text(problems).startswith(f"{AT}:2: the file is not UTF-8; save it again as UTF-8")


def test_a_project_without_its_first_file_says_what_to_do(tmp_path: Path) -> None:
    problems = Problems()
    assert load_framework(tmp_path / "content", problems) is None
    assert as_text(problems).startswith("content/scorecard.yml: there is no such file; run the com")


def test_a_misnamed_first_file_is_named_too(tmp_path: Path) -> None:
    content = write_content(tmp_path)
    (content / "scorecard.yml").rename(content / "scorecard.yaml")
    problems = Problems()
    load_framework(content, problems)
    assert (
        "content/scorecard.yaml:1: is not a file or folder that is known here; did you mean"
        " scorecard.yml?"
    ) in as_text(problems)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("priorites.yml", "priorites.yml:1: is not a file or folder that is known here; did you m"),
        ("indicator/x.yml", "indicator: is not a file or folder that is known here; did you mean"),
        ("indicators/x.yaml", "x.yaml:1: is not read, since files here end in .yml; rename it to"),
        ("indicators/X.YML", "X.YML:1: is not read, since files here end in .yml; rename it to"),
        ("pages/about.txt", "about.txt:1: is not read, since files here end in .md; rename it to"),
        ("commentary/2020-21-q3/on-time.txt", "on-time.txt:1: is not read, since files here end"),
    ],
)
def test_a_misnamed_file_is_named_since_it_would_be_left_out_without_a_word(
    tmp_path: Path, name: str, expected: str
) -> None:
    found = faults(tmp_path, {name: "x\n"})
    assert len(found) == 1, found
    assert expected in found[0]


@pytest.mark.parametrize("name", [".hidden.yml", "indicators/.swap.yml", "indicators/README.md"])
def test_what_an_editor_hides_and_a_readme_are_left_alone(tmp_path: Path, name: str) -> None:
    assert faults(tmp_path, {name: "not: [yaml\n"}) == []


def test_a_file_with_an_ending_too_many_says_what_to_call_it(tmp_path: Path) -> None:
    found = faults(tmp_path, {"actions.yml.txt": "x", "indicators/more.yml.txt": "x"})
    hints = [each.partition("; ")[2] for each in found]
    assert hints == ["rename it to actions.yml", "rename it to more.yml, or move it away"]


def test_the_default_scorecards_files_can_be_read_where_only_one_is_needed(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / "scorecard.yml").write_text(FILES["scorecard.yml"], encoding="utf-8")
    problems = Problems()
    framework = load_framework(content, problems)
    assert framework is not None
    assert framework.indicators == ()
    assert framework.policy.threshold == 6
    assert as_text(problems) == ""
