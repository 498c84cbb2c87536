"""What the chooser does at the edges: zeros, groups, figures that arrive hidden, and dead ends."""

from __future__ import annotations

import re

import pytest

from scorecard.disclosure import linear
from scorecard.disclosure.model import (
    Contradiction,
    DisclosureError,
    Key,
    Model,
    NoSafePattern,
    Relation,
    Sense,
    SolverStopped,
    Variable,
)
from scorecard.disclosure.primary import Rule, is_sensitive, mark
from scorecard.disclosure.relations import printed_ratio, remainder_of, total_of
from scorecard.disclosure.secondary import choose


def table(total: int | None, parts: dict[Key, int | None], *instead: Variable) -> Model:
    """A total and its parts at threshold 6; `instead` replaces some of the variables."""
    plain = [Variable("total", total), *(Variable(key, value) for key, value in parts.items())]
    rules: dict[Key, Rule] = {variable.key: Rule(6) for variable in plain}
    special = {variable.key: variable for variable in instead}
    marked = [special.get(variable.key, variable) for variable in mark(plain, rules)]
    return Model(tuple(marked), (total_of("total", list(parts)),))


def test_a_zero_is_never_hidden() -> None:
    pattern = choose(table(34, {"a": 4, "b": 0, "c": 30}), 6)
    assert "b" not in pattern.hidden
    assert len(pattern.hidden) == 2


def test_zeros_of_an_all_or_none_figure_are_hidden() -> None:
    rule = Rule(6, all_or_none=True)
    assert is_sensitive(0, rule)
    assert not is_sensitive(0, Rule(6))
    values = {"total": 34, "a": 0, "b": 34}
    variables = mark([Variable(k, v) for k, v in values.items()], dict.fromkeys(values, rule))
    pattern = choose(Model(variables, (total_of("total", ["a", "b"]),)), 6)
    assert "a" in pattern.hidden


def test_a_dear_figure_is_kept_where_a_cheap_one_will_do() -> None:
    dear = (Variable("b", 30, weight=10), Variable("total", 75, weight=10))
    assert choose(table(75, {"a": 5, "b": 30, "c": 40}, *dear), 6).hidden == {"a", "c"}


def test_a_group_is_hidden_whole() -> None:
    variables = (
        Variable("n", 50, groups=("cell",)),
        Variable("d", 53, groups=("cell",)),
        Variable("rest", 3, printed=False, sensitive=True, groups=("cell",)),
    )
    pattern = choose(Model(variables, (remainder_of("d", "n", "rest"),)), 6)
    assert pattern.hidden == {"n", "d"}


def test_a_percentage_that_gives_a_hidden_count_away_is_hidden() -> None:
    variables = (
        Variable("n", 4, sensitive=True),
        Variable("d", 40),
        Variable("share", 100, hidden_lower=0),
    )
    model = Model(variables, printed_ratio("n", "d", "share", 100, decimals=1))
    hidden = choose(model, 6).hidden
    assert "n" in hidden
    assert hidden & {"share", "d"}


def test_a_figure_that_arrived_hidden_is_not_worked_out_from_its_total() -> None:
    pattern = choose(table(60, {"a": None, "b": 20, "c": 30}), 6)
    assert "a" in pattern.hidden
    assert len(pattern.hidden) >= 2


def test_totals_that_leave_no_room_for_what_arrived_hidden_are_a_contradiction() -> None:
    with pytest.raises(Contradiction) as caught:
        choose(table(50, {"a": None, "b": 20, "c": 30}), 6)
    assert "a" in caught.value.keys
    assert no_count(caught.value)


def test_figures_that_do_not_add_up_are_a_contradiction() -> None:
    with pytest.raises(Contradiction) as caught:
        choose(table(61, {"a": 4, "b": 20, "c": 36}), 6)
    assert set(caught.value.keys) == {"total", "a", "b", "c"}
    assert no_count(caught.value)


def test_what_was_published_before_can_leave_no_safe_pattern() -> None:
    fixed = (Variable("total", 34, fixed=True), Variable("b", 30, fixed=True))
    with pytest.raises(NoSafePattern) as caught:
        choose(table(34, {"a": 4, "b": 30}, *fixed), 6)
    assert "a" in caught.value.keys
    assert no_count(caught.value)
    assert "withhold" in str(caught.value)


def test_a_sensitive_figure_that_is_published_already_stops_everything() -> None:
    with pytest.raises(NoSafePattern):
        choose(table(34, {"a": 4, "b": 30}, Variable("a", 4, sensitive=True, fixed=True)), 6)


def test_a_solver_that_stops_early_stops_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    quiet = linear._quiet_solver
    monkeypatch.setattr(linear, "_quiet_solver", lambda whole, **_: quiet(whole=whole, effort=0))
    with pytest.raises(SolverStopped) as caught:
        choose(table(75, {"a": 5, "b": 30, "c": 40}), 6)
    assert no_count(caught.value)


def test_a_relation_to_a_figure_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="not in the model"):
        Model((Variable("a", 1),), (Relation((("b", 1),), Sense.EQUAL),))


def no_count(error: DisclosureError) -> bool:
    """Whether a message holds no figure but the number one."""
    return set(re.findall(r"\d+", str(error))) <= {"1"}
