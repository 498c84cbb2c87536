"""What the chooser leaves on the page, attacked by a reader that shares no code with it."""

from __future__ import annotations

import os
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scorecard.disclosure.model import Contradiction, NoSafePattern, Pattern
from scorecard.disclosure.secondary import choose
from tests.attack.attacker import Attack, Facts, Name, Published
from tests.attack.worlds import World, breaches, model_of, random_world

# SCORECARD_ATTACKS=5000 attacks thousands of worlds instead of a few.
ATTACKS = int(os.environ.get("SCORECARD_ATTACKS", "30"))
slow = settings(
    max_examples=ATTACKS, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
seeds = st.integers(0, 10**9)


@slow
@given(seeds)
def test_no_random_world_gives_a_hidden_figure_away(seed: int) -> None:
    world = random_world(random.Random(seed), small=True)
    try:
        pattern = choose(model_of(world), world.threshold)
    except NoSafePattern:
        return
    assert breaches(world, pattern) == []


@slow
@given(seeds)
def test_the_same_model_gives_the_same_pattern(seed: int) -> None:
    world = random_world(random.Random(seed), small=True)
    try:
        first = choose(model_of(world), world.threshold)
    except NoSafePattern:
        return
    assert choose(model_of(world), world.threshold) == first


def test_nearly_every_random_world_has_a_safe_pattern() -> None:
    unsafe = 0
    for seed in range(60):
        world = random_world(random.Random(seed), small=True)
        try:
            choose(model_of(world), world.threshold)
        except NoSafePattern:
            unsafe += 1
    assert unsafe <= 1


def planted(world: World, fault: str) -> list[str]:
    """What the attacker finds on a page chosen with a kind of row left out."""
    try:
        pattern = choose(model_of(world, frozenset({fault})), world.threshold)
    except (NoSafePattern, Contradiction):
        return []
    return breaches(world, pattern)


@pytest.mark.parametrize("fault", ["sums", "remainders", "time", "nesting", "one", "non-negative"])
def test_a_row_left_out_of_the_model_is_caught(fault: str) -> None:
    worlds = (random_world(random.Random(seed), small=True) for seed in range(300))
    counted = (world for world in worlds if not world.ratios)
    assert any(planted(world, fault) for world in counted), f"nothing found without {fault}"


def test_a_percentage_left_out_of_the_model_is_caught() -> None:
    # "[c] of 40" with 10.0% beside it says that it was 4.
    numerator, denominator = ("n", "a", "g", "t"), ("d", "a", "g", "t")
    world = World(6, counts={numerator: 4, denominator: 40})
    ratio = ("percentage", *numerator)
    world.facts.parts.append((numerator, denominator))
    world.facts.ratios.append((numerator, denominator, ratio, 1))
    world.ratios[ratio] = 100
    assert planted(world, "percentages")
    assert not planted(world, "nothing")


def test_the_solving_attacker_agrees_with_one_that_tries_every_table() -> None:
    for seed in range(30):
        chance = random.Random(seed)
        names = ["total", "x", "y", "z"]
        values: dict[Name, int] = {name: chance.randint(1, 4) for name in names[1:]}
        shown: dict[Name, int] = {"total": sum(values.values())}
        facts = Facts(sums=[("total", ["x", "y", "z"])], parts=[("x", "y")])
        if values["x"] > values["y"]:
            continue
        page = Published(shown, frozenset(values), frozenset(), facts)
        attack = Attack(page)
        tables = list(attack.every_table(12))
        for name in values:
            tried = [table[name] for table in tables]
            assert attack.width({name: 1}, 50) == max(tried) - min(tried)


def test_the_attacker_finds_a_cell_hidden_alone_in_its_row() -> None:
    world = World(6, counts={"all": 30, "a": 4, "b": 26})
    world.facts.sums.append(("all", ["a", "b"]))
    alone = Pattern(frozenset({"a"}), frozenset({"a"}), {}, ())
    assert breaches(world, alone) == ["a within 0 to somebody who knows nobody"]


def test_the_attacker_knows_a_family_of_one() -> None:
    world = World(3, counts={"all": 9, "a": 1, "b": 8})
    world.facts.sums.append(("all", ["a", "b"]))
    both = Pattern(frozenset({"a", "b"}), frozenset({"a"}), {}, ())
    assert breaches(world, both) == ["b within 0 to somebody who knows a"]
