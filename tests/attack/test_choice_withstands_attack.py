"""What the chooser leaves on the page, attacked by a reader that shares no code with it."""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Iterator

import pytest

from scorecard.disclosure.model import Contradiction, Model, NoSafePattern, Pattern
from scorecard.disclosure.secondary import choose
from tests.attack.attacker import Attack, Facts, Name, Published
from tests.attack.worlds import World, breaches, kinds_of, model_of, random_world

# SCORECARD_ATTACKS=10000 attacks more worlds than every run does.
ATTACKS = int(os.environ.get("SCORECARD_ATTACKS", "3000"))
TOGETHER = 100
"""How many worlds are one test, so that they spread over processes."""
KINDS = {
    "1 dimensions",
    "2 dimensions",
    "3 dimensions",
    "levels",
    "a year of its quarters",
    "a year of persons counted once",
    "remainders",
    "shared denominators",
    "percentages with denominators",
    "percentages without denominators",
    "a family of one",
}


def worlds(first: int, last: int) -> Iterator[tuple[int, World]]:
    return ((seed, random_world(random.Random(seed))) for seed in range(first, last))


@pytest.mark.parametrize("first", range(0, ATTACKS, TOGETHER))
def test_no_random_world_gives_a_hidden_figure_away(first: int) -> None:
    found: dict[int, list[str]] = {}
    without_a_pattern = 0
    for seed, world in worlds(first, min(first + TOGETHER, ATTACKS)):
        try:
            pattern = choose(model_of(world), world.threshold)
        except NoSafePattern:
            without_a_pattern += 1
            continue
        if gives_away := breaches(world, pattern):
            found[seed] = gives_away
    assert found == {}
    assert without_a_pattern <= 3


def test_among_the_first_worlds_there_are_many_of_every_kind() -> None:
    kinds = Counter(kind for _, world in worlds(0, 1000) for kind in kinds_of(world))
    assert kinds.keys() == KINDS
    assert min(kinds.values()) >= 50, kinds


def test_the_same_model_gives_the_same_pattern() -> None:
    for _, world in worlds(0, 60):
        assert chosen(world) == chosen(world)


def chosen(world: World) -> Pattern | None:
    try:
        return choose(model_of(world), world.threshold)
    except NoSafePattern:
        return None


def test_what_is_tied_to_nothing_of_another_is_chosen_as_if_that_were_not_there() -> None:
    alone = [(world, pattern) for _, world in worlds(0, 200) if (pattern := chosen(world))]
    assert len(alone) > 150
    for threshold in {world.threshold for world, _ in alone}:
        own = [(w, pattern) for w, pattern in alone if w.threshold == threshold]
        models = [apart(model_of(world), number) for number, (world, _) in enumerate(own)]
        together = Model(
            tuple(variable for model in models for variable in model.variables),
            tuple(relation for model in models for relation in model.relations),
        )
        hidden = {(n, key) for n, (_, pattern) in enumerate(own) for key in pattern.hidden}
        assert len(own) > 20
        assert choose(together, threshold).hidden == hidden


def apart(model: Model, number: int) -> Model:
    """The same model under names of its own."""
    return Model(
        tuple(
            v._replace(key=(number, v.key), groups=tuple((number, group) for group in v.groups))
            for v in model.variables
        ),
        tuple(
            row._replace(
                terms=tuple(((number, key), by) for key, by in row.terms),
                published_with=None if (name := row.published_with) is None else (number, name),
            )
            for row in model.relations
        ),
    )


def planted(world: World, fault: str) -> list[str]:
    """What the attacker finds on a page chosen with a kind of row left out."""
    try:
        pattern = choose(model_of(world, frozenset({fault})), world.threshold)
    except (NoSafePattern, Contradiction):
        return []
    return breaches(world, pattern)


@pytest.mark.parametrize("fault", ["sums", "remainders", "time", "nesting", "one", "non-negative"])
def test_a_row_left_out_of_the_model_is_caught(fault: str) -> None:
    counted = (world for _, world in worlds(0, 300) if not world.ratios)
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
