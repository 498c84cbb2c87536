"""Each kind of tie between published figures is used by the audit, and is missed when left out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scorecard.disclosure.audit import Breach, audit_release, facts, rows
from scorecard.disclosure.audit.facts import Bounds
from tests.disclosure.audit_pages import C, Page, breaches, by_area, cell, indicator, page

QUARTERS = [f"2020-21 Q{number}" for number in range(1, 5)]


def over_time(year: object, *quarters: object, longer: str = "2020-21", **others: str) -> Page:
    cells = [cell(year, period=longer)]
    cells += [cell(q, period=name) for name, q in zip(QUARTERS, quarters, strict=False)]
    return page(indicator(cells, **others))


def one_area_hidden() -> Page:
    return page(indicator(by_area(60, 30, C, 20)))


def one_group_hidden() -> Page:
    groups = [cell(n, group=f"age/{g}") for g, n in (("young", 30), ("middle", C), ("old", 20))]
    return page(indicator([cell(60), *groups]))


def a_group_that_overlaps() -> Page:
    """East is at least those of its children with SEND, which leaves little for its neighbour."""
    return page(
        indicator([*by_area(40, C, C, 20), cell(17, area="a", group="send/with-send")]),
    )


def one_quarter_hidden() -> Page:
    return over_time(80, 20, C, 20, 30, flow="sum")


def year_to_date() -> Page:
    return over_time(30, 20, C, longer="2020-21 YTD Q2", flow="sum")


def rolling_year() -> Page:
    return over_time(80, 20, C, 20, 30, longer="12m to Mar 2021", flow="rolling")


def counted_once_in_a_year() -> Page:
    return over_time(C, 8, 0, 0, 0, flow="distinct")


def a_month_that_is_not_published() -> Page:
    """Two months are in print: what is left of the quarter holds both parts of the third."""
    months = [("Apr 2020", 20, 30), ("May 2020", 20, 30)]
    cells = [cell(n, d, period=name) for name, n, d in months]
    cells += [cell(C, 63, period="2020-21 Q1"), cell(C, 70, period="2020-21 Q2")]
    cells += [cell(90, 133, period="2020-21 YTD Q2")]
    return page(indicator(cells, measure="percentage", flow="sum", remainder={"not_sensitive": ""}))


def small_remainders() -> Page:
    return page(indicator(by_area((40, 49), (20, 26), C, C), measure="percentage"))


def a_printed_percentage() -> Page:
    cells = [*by_area((40, 80), (20, 40)), cell(C, C, "14.3", area="b"), cell(C, area="c")]
    return page(indicator(cells, measure="percentage", remainder={"not_sensitive": "late"}))


def everybody() -> Page:
    return page(indicator(by_area((40, 40), (20, 20), C, C), measure="percentage"))


def closed(relation: dict[str, object], *others: object) -> Page:
    names = ("closed", "needs-met", "disengaged", "moved")
    made = [
        indicator([cell(*entry) if isinstance(entry, tuple) else cell(entry)], name,
                  **({"measure": "percentage"} if isinstance(entry, tuple) else {}))
        for name, entry in zip(names, others, strict=False)
    ]  # fmt: skip
    return page(*made, relations=[relation])


def part(name: str, of: str = "numerator") -> dict[str, str]:
    return {"indicator": name, "part": of}


def reasons_add_up() -> Page:
    parts = [part("needs-met"), part("disengaged"), part("moved")]
    return closed({"total": part("closed"), "parts": parts}, 60, 30, C, 20)


def one_population() -> Page:
    same = [part("closed", "denominator"), part("needs-met", "denominator")]
    return closed({"same": same}, (20, 40), (C,))


def one_within_another() -> Page:
    return closed({"within": {"small": part("closed"), "big": part("needs-met")}}, C, 0)


def together_at_most_the_whole() -> Page:
    parts = [part("needs-met"), part("disengaged")]
    return closed({"together": parts, "at_most": part("closed")}, 32, 30, C)


def money_tells_a_count() -> Page:
    tariff = {"money": "income", "count": part("children"), "each": 1500}
    income = indicator([cell("4500")], "income", measure="money", counts="money")
    return page(indicator([cell(C)]), income, relations=[{"tariff": tariff}])


def a_share_of_an_area_that_is_not_given() -> Page:
    """Areas b and c are not in print, and together hold all but three of their children."""
    return page(indicator(by_area((40, 60), (20, 37)), measure="percentage"))


def two_sums_of_what_nobody_prints() -> Page:
    """Ages add up to what the places add up to, and nobody prints it."""
    ages = [cell(n, group=f"age/{g}") for g, n in (("young", 20), ("middle", 13), ("old", C))]
    places = [cell(n, area=area) for area, n in (("a", 10), ("b", 12), ("c", 15))]
    return page(indicator([*ages, *places]))


CASES: list[tuple[str, Callable[[], Page], set[Breach]]] = [
    ("area_rows", one_area_hidden, {Breach.EXACT}),
    ("unprinted_sums", two_sums_of_what_nobody_prints, {Breach.EXACT}),
    ("group_rows", one_group_hidden, {Breach.EXACT}),
    ("group_rows", a_group_that_overlaps, {Breach.NARROW}),
    ("area_rows", a_group_that_overlaps, {Breach.NARROW}),
    ("time_rows", one_quarter_hidden, {Breach.EXACT}),
    ("time_rows", year_to_date, {Breach.EXACT}),
    ("time_rows", rolling_year, {Breach.EXACT}),
    ("time_rows", counted_once_in_a_year, {Breach.EXACT}),
    ("pair_rows", small_remainders, {Breach.NARROW}),
    ("value_rows", a_printed_percentage, {Breach.NARROW}),
    ("value_rows", everybody, {Breach.EXACT}),
    ("relation_rows", reasons_add_up, {Breach.EXACT}),
    ("relation_rows", one_population, {Breach.EXACT}),
    ("relation_rows", together_at_most_the_whole, {Breach.NARROW}),
    ("tariff_rows", money_tells_a_count, {Breach.EXACT}),
    ("rest_rows", a_share_of_an_area_that_is_not_given, {Breach.EXACT}),
]


@pytest.mark.parametrize(("kind", "weak", "expected"), CASES)
def test_a_weak_page_is_caught_by_the_tie_that_makes_it_weak(
    kind: str, weak: Callable[[], Page], expected: set[Breach], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert breaches(audit_release(weak())) == expected
    kept = tuple(d for d in rows.DERIVATIONS if d.__name__ != kind)
    assert len(kept) == len(rows.DERIVATIONS) - 1
    monkeypatch.setattr(rows, "DERIVATIONS", kept)
    assert audit_release(weak()).passed


def test_every_kind_of_tie_has_a_weak_page() -> None:
    tested = {kind for kind, _, _ in CASES}
    assert tested == {derivation.__name__ for derivation in rows.DERIVATIONS}


def test_a_stretch_of_time_without_a_figure_has_no_more_in_its_numerator(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    weak = a_month_that_is_not_published()
    assert breaches(audit_release(weak)) == {Breach.EXACT}
    before = {r.table: r.narrowest for r in audit_release(weak, ranges=True).tables}
    kept = tuple(d for d in rows.DERIVATIONS if d.__name__ != "rest_rows")
    monkeypatch.setattr(rows, "DERIVATIONS", kept)
    after = {r.table: r.narrowest for r in audit_release(weak, ranges=True).tables}
    # June has 3 children, so that the first quarter's numerator is 40 to 43.
    assert (list(before.values()), list(after.values())) == ([3], [23])


def test_a_count_within_another_is_no_higher(monkeypatch: pytest.MonkeyPatch) -> None:
    weak = one_within_another()
    assert breaches(audit_release(weak)) == {Breach.CONTRADICTION}
    monkeypatch.setattr(rows, "DERIVATIONS", ())
    assert audit_release(weak).passed


def test_a_hidden_count_is_at_least_one(monkeypatch: pytest.MonkeyPatch) -> None:
    weak = page(indicator(by_area(26, 20, C, C)))
    assert breaches(audit_release(weak)) == {Breach.NARROW}
    monkeypatch.setattr(facts, "AT_LEAST_ONE", Bounds(0, None))
    assert audit_release(weak).passed


def test_a_count_is_not_negative(monkeypatch: pytest.MonkeyPatch) -> None:
    weak = page(indicator(by_area((24, 50), (20, 30), C, C), measure="percentage"))
    assert breaches(audit_release(weak)) == {Breach.NARROW}
    monkeypatch.setattr(facts, "NOT_NEGATIVE", Bounds(-1000, None))
    monkeypatch.setattr(rows, "NOT_NEGATIVE", Bounds(-1000, None))
    assert audit_release(weak).passed


def test_where_none_of_a_group_is_sensitive_a_hidden_count_may_be_zero() -> None:
    assert audit_release(page(indicator(by_area(26, 20, C, C), all_or_none="sensitive"))).passed


def test_a_hidden_count_that_is_tied_to_a_share_may_be_nought() -> None:
    """Of none of three the share goes whole, and with it a count of the same people."""
    share = indicator([cell(60, 80)], "visited", measure="percentage")
    counts = indicator(by_area(26, 20, C, C))
    assert breaches(audit_release(page(counts, share))) == {Breach.NARROW}
    for tied in ("numerator", "denominator"):
        small = {"small": part("children"), "big": part("visited", tied)}
        report = audit_release(page(counts, share, relations=[{"within": small}]))
        assert report.passed == (tied == "numerator")


def test_a_part_that_is_missing_leaves_its_neighbours_at_most_the_rest() -> None:
    weak = page(indicator(by_area(24, 20, C, "[x]")))
    assert breaches(audit_release(weak)) == {Breach.NARROW}
    assert audit_release(page(indicator(by_area(60, 20, C, "[x]")))).passed


def test_where_nobody_was_there_to_be_counted_nobody_is_left_to_hide_behind() -> None:
    weak = page(indicator(by_area(60, 30, C, "[z]")))
    assert breaches(audit_release(weak)) == {Breach.EXACT}


def test_the_cases_of_a_mean_are_judged_and_its_days_are_not() -> None:
    weak = page(indicator(by_area(("90.5", 26), (60, 20), C, C), measure="mean"))
    assert breaches(audit_release(weak)) == {Breach.NARROW}
    assert audit_release(
        page(indicator(by_area(("90.5", 40), (60, 20), C, C), measure="mean"))
    ).passed


def test_rounding_leaves_a_hidden_count_room() -> None:
    cells = by_area(60, 30, C, 20)
    assert audit_release(page(indicator(cells), rounding=5)).passed
    assert breaches(audit_release(page(indicator(cells)))) == {Breach.EXACT}


def test_from_outside_a_count_that_no_cell_gives_is_judged_where_it_is_surely_small() -> None:
    """Of an area there were 30 to 33; the other areas are what these leave of the whole."""
    small = {"small": part("visited"), "big": part("children")}
    big = {"small": part("children"), "big": part("known")}
    around = [indicator([cell(n, area="a")], name) for name, n in (("visited", 30), ("known", 33))]
    for whole, expected in ((34, {Breach.NARROW}), (38, set()), (40, set())):
        cells = indicator([cell(whole), cell(C, area="a")])
        report = audit_release(page(cells, *around, relations=[{"within": small}, {"within": big}]))
        assert breaches(report) == expected


def test_what_is_not_about_people_is_not_rounded() -> None:
    meetings = indicator(by_area(60, 30, C, 20), counts="activities")
    assert breaches(audit_release(page(meetings, rounding=5))) == {Breach.EXACT}


def test_rounded_figures_that_do_not_add_up_are_no_contradiction() -> None:
    """Three levels of rounding: areas of 12 and 13, groups of 6 and 7 in each of them."""
    cells = [*by_area(40, 15, 15, 15)]
    for group, whole in (("young", 20), ("middle", 20), ("old", 0)):
        part = 5 if whole else 0
        cells += by_area(whole, part, part, part, group=f"age/{group}")
    assert breaches(audit_release(page(indicator(cells)))) >= {Breach.CONTRADICTION}
    assert audit_release(page(indicator(cells, all_or_none="not_sensitive"), rounding=5)).passed


def test_values_without_parts_are_tied_through_declared_relations_only() -> None:
    cells = by_area(60, 30, C, 20)
    assert audit_release(page(indicator(cells, parts="not_held"))).passed
    relation = {"same": [part("children", "denominator"), part("visited", "denominator")]}
    shown = indicator([cell(None, value="14.3")], measure="percentage", parts="not_held")
    other = indicator([cell(C)], "visited", measure="percentage")
    assert audit_release(page(shown, other)).passed
    assert audit_release(page(shown, other, relations=[relation])).passed


def test_series_of_others_are_tied_to_nothing() -> None:
    cells = [*by_area(60, 20, 20, 20), cell(None, value="3", area="england")]
    assert audit_release(page(indicator(cells))).passed
