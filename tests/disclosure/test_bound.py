"""The least that any safe pattern costs: never more than one that is safe, and often as much."""

from __future__ import annotations

import random

from scorecard.disclosure.bound import least_cost
from scorecard.disclosure.completion import completed_values
from scorecard.disclosure.components import components_of
from scorecard.disclosure.model import Model, NoSafePattern, Relation, Variable
from scorecard.disclosure.relations import total_of
from scorecard.disclosure.secondary import choose
from tests.attack.worlds import model_of, random_world

THRESHOLD = 6


def small(key: str) -> Variable:
    return Variable(key, 3, sensitive=True)


def bound_of(variables: list[Variable], *rows: Relation) -> float:
    model = Model(tuple(variables), rows)
    return bound_of_model(model, THRESHOLD)


def bound_of_model(model: Model, threshold: int) -> float:
    values = completed_values(model, threshold)
    return sum(map(least_cost, components_of(model, values, threshold)))


def test_a_figure_hidden_alone_in_a_sum_needs_the_lightest_of_the_others() -> None:
    shown = [Variable("all", 43, weight=9), Variable("b", 20, weight=2), Variable("c", 20)]
    assert bound_of([small("a"), *shown], total_of("all", ["a", "b", "c"])) == 1


def test_sums_that_share_a_figure_may_be_served_by_it_together() -> None:
    shown = [Variable("all", 26), Variable("both", 23), Variable("of d", 26)]
    rows = (total_of("all", ["a", "both"]), total_of("of d", ["d", "both"]))
    assert bound_of([small("a"), small("d"), *shown], *rows) == 1


def test_two_that_are_hidden_in_a_sum_may_need_no_other() -> None:
    shown = [Variable("all", 26), Variable("c", 20)]
    assert bound_of([small("a"), small("b"), *shown], total_of("all", ["a", "b", "c"])) == 0


def test_no_pattern_that_is_chosen_costs_less() -> None:
    as_much = 0
    for seed in range(150):
        world = random_world(random.Random(seed))
        model = model_of(world)
        try:
            pattern = choose(model, world.threshold)
        except NoSafePattern:
            continue
        # Figures that are hidden together weigh as much as all of them.
        cost = sum(model.by_key[key].weight for key in pattern.secondary)
        bound = bound_of_model(model, world.threshold)
        assert bound <= cost + 1e-9, seed
        as_much += bound > 0 and abs(bound - cost) < 1e-9
    assert as_much > 10
