"""The promises that the audit judges, what only the publisher knows, and how it fails closed."""

from __future__ import annotations

import copy

import pytest

from scorecard.disclosure.audit import (
    AuditError,
    Breach,
    KnownPrivately,
    audit_release,
)
from tests.disclosure.audit_pages import C, Page, breaches, by_area, cell, indicator, page

Count = tuple[str, str, str, str, str, str]


def count(area: str, part: str = "numerator") -> Count:
    return ("children", "2020-21", area, "all", "all", part)


def two_hidden(left: int) -> Page:
    return page(indicator(by_area(20 + left, 20, C, C)))


def test_nothing_hidden_is_nothing_to_attack() -> None:
    report = audit_release(page(indicator(by_area(60, 20, 20, 20))))
    assert report.passed
    assert [(r.published, r.hidden, r.narrowest, r.verdict) for r in report.tables] == [
        (4, 0, None, "open")
    ]


def test_two_hidden_cells_with_room_between_them_are_safe() -> None:
    report = audit_release(two_hidden(7), ranges=True)
    assert report.passed
    assert [(r.published, r.hidden, r.narrowest, r.verdict) for r in report.tables] == [
        (2, 2, 5, "safe")
    ]


def test_a_range_of_five_is_needed_for_a_threshold_of_six() -> None:
    report = audit_release(two_hidden(6))
    assert breaches(report) == {Breach.NARROW}
    assert [row.verdict for row in report.tables] == ["narrow"]


def test_an_indicator_may_have_a_threshold_of_its_own() -> None:
    made = indicator(by_area(26, 20, C, C))
    assert audit_release(page(made, overrides={"children": {"threshold": 5}})).passed


def test_a_small_number_in_print_is_caught_and_so_is_its_remainder() -> None:
    assert breaches(audit_release(page(indicator([cell(5)])))) == {Breach.PRINTED}
    small = indicator([cell(40, 45)], measure="percentage")
    assert breaches(audit_release(page(small))) == {Breach.PRINTED}


def test_small_numbers_of_activities_and_remainders_that_tell_nothing_may_be_printed() -> None:
    assert audit_release(page(indicator([cell(5)], counts="activities"))).passed
    trained = indicator(
        [cell(198, 200)], measure="percentage", remainder={"not_sensitive": "staff"}
    )
    assert audit_release(page(trained)).passed


def test_a_large_figure_may_be_narrow_but_never_exact() -> None:
    # Between 30 and 32 for everybody: the 30 of one group, and 2 or fewer more.
    cells = [cell(C), cell(30, group="age/young"), cell(0, group="age/middle")]
    rest = indicator([*cells, cell("[x]", group="age/old")])
    bigger = indicator([cell(32)], "all-children")
    within = {
        "within": {
            "small": {"indicator": "children", "part": "numerator"},
            "big": {"indicator": "all-children", "part": "numerator"},
        }
    }
    assert audit_release(page(rest, bigger, relations=[within])).passed
    exact = indicator([cell(30)], "all-children")
    report = audit_release(page(rest, exact, relations=[within]))
    assert breaches(report) == {Breach.EXACT}


def test_the_publisher_judges_the_counts_that_are_sensitive_and_no_others() -> None:
    weak = two_hidden(6)
    nobody = KnownPrivately()
    assert audit_release(weak, known=nobody).passed
    known = KnownPrivately(sensitive=frozenset({count("b")}))
    assert breaches(audit_release(weak, known=known)) == {Breach.NARROW}


def test_a_figure_that_arrived_hidden_is_judged_as_from_outside() -> None:
    known = KnownPrivately(arrived_hidden=frozenset({count("b")}))
    assert breaches(audit_release(two_hidden(6), known=known)) == {Breach.NARROW}


def test_somebody_who_knows_that_a_count_is_one_learns_nothing_exact() -> None:
    pair = two_hidden(16)
    known = KnownPrivately(sensitive=frozenset({count("b")}), ones=frozenset({count("b")}))
    assert audit_release(pair).passed
    assert breaches(audit_release(pair, known=known)) == {Breach.KNOWN_ONE}
    assert audit_release(page(indicator(by_area(40, C, C, C))), known=known).passed


def test_from_outside_what_somebody_may_know_is_a_remark() -> None:
    report = audit_release(two_hidden(16), singles=True)
    assert report.passed
    assert [remark.breach for remark in report.remarks] == [Breach.KNOWN_ONE]


def test_a_family_may_know_that_it_is_the_only_one_in_each_figure_that_holds_it_alone() -> None:
    """One case in an area, which is one case of one age: the rest of its group are zeros."""
    cells = [*by_area(60, 20, C, C), *by_area(30, 20, C, C, group="age/young")]
    cells += by_area(30, 0, 0, 30, group="age/middle")
    known = KnownPrivately(ones=frozenset({count("b")}))
    report = audit_release(page(indicator(cells)), known=known)
    failed = {str(table) for failure in report.failures for table in failure.tables}
    # The third area's figures follow too, and they are other people's.
    assert failed == {"children by area", "children by age"}
    cells = [*by_area(C, 20, C, C), *by_area(C, 20, C, C, group="age/young")]
    cells += by_area(C, 0, 0, C, group="age/middle") + by_area(0, 0, 0, 0, group="age/old")
    assert audit_release(page(indicator(cells)), known=known).passed


def test_what_an_earlier_release_showed_is_known() -> None:
    earlier = page(indicator(by_area(60, 20, 30, 10)[1:3]))
    later = page(indicator(by_area(60, C, C, C)))
    assert audit_release(later).passed
    report = audit_release(later, [earlier])
    assert breaches(report) == {Breach.EXACT}


def test_no_release_is_blamed_for_what_an_earlier_one_showed() -> None:
    earlier = page(indicator(by_area(60, 20, 30, 10)))
    assert audit_release(page(indicator(by_area(60, 20, C, C))), [earlier]).passed


def test_figures_that_were_revised_are_other_figures() -> None:
    earlier = page(indicator(by_area(60, 20, 30, 10)))
    later = page(indicator(by_area(70, 20, C, C)))
    assert breaches(audit_release(later, [earlier])) >= {Breach.CONTRADICTION}
    cells = later["indicators"][0]["cells"]
    cells[0]["notes"] = "[r]"
    assert not audit_release(later, [earlier]).passed
    for revised in (0, 2, 3):
        cells[revised]["notes"] = "[r]"
    assert audit_release(later, [earlier]).passed


def test_a_provisional_figure_may_be_another_later() -> None:
    first = by_area(60, 20, 30, 10)
    for one in (first[0], first[1]):
        one["notes"] = "[p]"
    earlier = page(indicator(first))
    later = page(indicator(by_area(70, 30, 30, 10)))
    assert audit_release(later, [earlier]).passed
    assert not audit_release(page(indicator(by_area(71, 30, 31, 10))), [earlier]).passed


def test_two_releases_together_may_tell_what_neither_does() -> None:
    """The same three areas, of which each release hides two, and another two."""
    first = page(indicator([cell(60), *by_area(0, 20, C, C)[1:]]))
    second = page(indicator([cell(60), *by_area(0, C, 30, C)[1:]]))
    assert audit_release(first).passed
    assert audit_release(second).passed
    assert Breach.EXACT in breaches(audit_release(second, [first]))


def test_a_later_release_may_give_more_of_a_whole_than_an_earlier_one() -> None:
    """The rest of the first release is two areas, that of the second is one."""
    for first, second in ((by_area(60, 20), by_area(60, 20, 15)), ([cell(60)], by_area(60, 20))):
        earlier, later = page(indicator(first)), page(indicator(second))
        assert audit_release(later, [earlier]).passed
    groups = [cell(60), cell(20, group="age/young")]
    more = [*groups, cell(15, group="age/middle")]
    assert audit_release(page(indicator(more)), [page(indicator(groups))]).passed


def test_the_rest_of_a_revised_whole_is_another_count() -> None:
    earlier = page(indicator(by_area(60, 20)))
    later = page(indicator([cell(60), cell(30, area="a", notes="[r]")]))
    assert audit_release(later, [earlier]).passed
    year, quarter = cell(80, period="2020-21"), {"period": "2020-21 Q1"}
    earlier = page(indicator([year, cell(20, **quarter)], flow="sum"))
    later = page(indicator([year, cell(30, **quarter, notes="[r]")], flow="sum"))
    assert audit_release(later, [earlier]).passed


def test_nothing_may_be_said_beside_a_hidden_figure() -> None:
    leak = by_area(60, 20, C, C)
    leak[2]["change"] = "higher"
    assert breaches(audit_release(page(indicator(leak)))) == {Breach.DERIVED}


def test_data_that_contradict_themselves_fail_and_name_the_table() -> None:
    report = audit_release(page(indicator(by_area(60, 50, 20, C))))
    assert breaches(report) == {Breach.CONTRADICTION}
    (failure,) = report.failures
    assert "children by area" in str(failure)
    assert "totals are counted from the same records" in str(failure)


def test_a_solver_that_stops_early_fails() -> None:
    weak = page(indicator(by_area((60, 90), (20, 40), C, C), measure="percentage"))
    assert audit_release(weak).passed
    assert breaches(audit_release(weak, nodes=0)) == {Breach.UNFINISHED}


def test_no_message_holds_a_number() -> None:
    for weak in (two_hidden(6), page(indicator(by_area(60, 50, 20, C)))):
        report = audit_release(weak)
        assert not any(character.isdigit() for f in report.failures for character in str(f))


def broken() -> list[tuple[str, Page]]:
    sound = two_hidden(10)
    pages = []
    for name, words in (("mark", "[q]"), ("number", "many"), ("repeated", "")):
        spoilt = copy.deepcopy(sound)
        cells = spoilt["indicators"][0]["cells"]
        if words:
            cells[1]["numerator"] = words
        else:
            cells.append(cells[1])
        pages.append((name, spoilt))
    for field in ("measure", "flow", "counts", "parts"):
        spoilt = copy.deepcopy(sound)
        spoilt["indicators"][0]["definition"][field] = "unheard-of"
        pages.append((field, spoilt))
    for field in ("areas", "policy", "indicators"):
        spoilt = copy.deepcopy(sound)
        del spoilt[field]
        pages.append((f"no {field}", spoilt))
    return pages


@pytest.mark.parametrize(("name", "spoilt"), broken())
def test_a_shape_that_is_not_known_is_never_passed_over(name: str, spoilt: Page) -> None:
    with pytest.raises(AuditError, match=r"build it again|the version that built it"):
        audit_release(spoilt)
