"""Random scorecards in small: true figures, what is printed, and the definitions that tie them."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import partial

from scorecard.disclosure.model import Key, Model, Pattern, Relation, Variable
from scorecard.disclosure.primary import Rule, is_sensitive
from scorecard.disclosure.relations import (
    distinct_over,
    printed_ratio,
    remainder_of,
    total_of,
)
from tests.attack.attacker import Attack, Expression, Facts, Name, Published, Row

Cell = tuple[str, str, str, str]  # measure, area, group, time

LARGE = 0.02
"""How often a world is large."""


@dataclass
class World:
    """A small scorecard: true counts and printed ratios, the facts, and what is sensitive."""

    threshold: int
    counts: dict[Name, int] = field(default_factory=dict)
    ratios: dict[Name, int] = field(default_factory=dict)
    unprinted: set[Name] = field(default_factory=set)
    facts: Facts = field(default_factory=Facts)
    cells_go_whole: bool = False

    def remainders(self) -> list[tuple[Name, Name, int]]:
        """(numerator, denominator, remainder) of every pair."""
        return [(n, d, self.counts[d] - self.counts[n]) for n, d in self.facts.parts]


def kinds_of(world: World) -> set[str]:
    """What there is in a world that a promise could fail on."""
    cells = [_parts(name) for name in world.counts]
    _, areas, groups, times = (len(set(values)) for values in zip(*cells, strict=True))
    shared = Counter(whole for _, whole in world.facts.parts)
    kinds = {f"{sum(n > 1 for n in (areas, groups, times))} dimensions"}
    kinds |= {"levels"} if any(area == "B" for _, area, _, _ in cells) else set()
    kinds |= {"a year of its quarters"} if times > 1 and not world.facts.distinct else set()
    kinds |= {"a year of persons counted once"} if world.facts.distinct else set()
    kinds |= {"remainders"} if shared else set()
    kinds |= {"shared denominators"} if max(shared.values(), default=0) > 1 else set()
    if world.ratios:
        kinds |= {f"percentages with{'out' if world.unprinted else ''} denominators"}
    kinds |= {"a family of one"} if 1 in world.counts.values() else set()
    return kinds


def percentage(numerator: int, denominator: int, decimals: int) -> int:
    """A percentage rounded half up, in units of its last decimal."""
    exact = Decimal(100 * 10**decimals * numerator) / Decimal(denominator)
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


@dataclass(frozen=True)
class Shape:
    """How a world's counts are laid out, how many shares of each there are, and what is printed."""

    areas: dict[str, list[str]]
    groups: dict[str, list[str]]
    time: str  # "none", "sum" (a year is its quarters) or "distinct" (a person counts once in it)
    quarters: int
    shares: int
    printing: str  # "counts", "both" or "ratios": percentages alone

    @property
    def times(self) -> list[str]:
        return ["now"] if self.time == "none" else [f"q{n + 1}" for n in range(self.quarters)]


def large_shape(chance: random.Random) -> Shape:
    """Up to some 150 figures."""
    areas = chance.choice([_areas("ab"), _areas("abc"), _two_levels(chance)])
    groups = chance.choice([{}, {"G": ["g", "h"]}, {"G": ["g", "h", "i"]}])
    time = chance.choice(["none", "none", "sum", "distinct"])
    if time != "none":
        areas, groups = chance.choice([(areas, {}), (_areas("ab"), {"G": ["g", "h"]})])
    printing = chance.choice(["counts"] * 6 + ["both", "ratios"])
    return Shape(areas, groups, time, 3, _shares(chance, printing, [0, 1, 1]), printing)


def little_shape(chance: random.Random) -> Shape:
    """Up to some 30 figures, so that thousands of worlds take a minute."""
    two, groups = _areas("ab"), {"G": ["g", "h"]}
    time = chance.choice(["sum", "distinct"])
    kinds = ["areas"] * 4 + ["percentages"] * 2 + ["levels", "groups", "time", "time", "all three"]
    kind = chance.choice(kinds)
    if kind == "percentages":
        # They take the longest: few whole numbers fit.
        some = chance.choice([two, two, two, _areas("abc")])
        return Shape(some, {}, "none", 0, 1, chance.choice(["both", "ratios"]))
    if kind == "areas":
        some = _areas(chance.choice(["ab", "abc", "abcd"]))
        return Shape(some, {}, "none", 0, chance.choice([0, 1, 2]), "counts")
    if kind == "time":
        return Shape(two, {}, time, 2, chance.choice([0, 0, 0, 1]), "counts")
    if kind == "all three":
        return Shape(two, groups, time, 2, 0, "counts")
    areas = _two_levels(chance) if kind == "levels" else two
    shares = chance.choice([0, 1, 1, 2])
    return Shape(areas, {} if kind == "levels" else groups, "none", 0, shares, "counts")


def _shares(chance: random.Random, printing: str, some: list[int]) -> int:
    return 1 if printing == "ratios" else chance.choice(some)


def _areas(letters: str) -> dict[str, list[str]]:
    return {"A": list(letters)}


def random_world(chance: random.Random) -> World:
    """Counts by area (one or two levels), group and time, with up to two shares of them.

    Little worlds are tried far more often: what breaks a large one breaks some little one too.
    """
    shape = large_shape(chance) if chance.random() < LARGE else little_shape(chance)
    areas, groups, time, times = shape.areas, shape.groups, shape.time, shape.times
    printing = shape.printing
    world = World(threshold=chance.choice([3, 5, 6, 6, 8, 10]))
    measures = ["all", *(f"share{n}" for n in range(shape.shares))]
    large = chance.choice([0.1, 0.4, 0.8])
    for area in _leaves(areas):
        for group in _leaves(groups) or ["every"]:
            _leaf(world, chance, measures, (area, group), times, large, printing)
            if time != "none":
                _year(world, chance, measures, (area, group), times, distinct=time == "distinct")
    every_time = times if time == "none" else [*times, "year"]
    every_group = [*_leaves(groups), *groups] or ["every"]
    for measure in measures:
        for group in _leaves(groups) or ["every"]:
            for moment in every_time:
                _add_up(world, areas, partial(_cell_by_area, measure, group, moment))
        for area in [*_leaves(areas), *areas]:
            for moment in every_time:
                _add_up(world, groups, partial(_cell_by_group, measure, area, moment))
        if groups:
            for moment in every_time:
                _add_up(world, areas, partial(_cell_by_area, measure, "G", moment))
        if time != "none":
            for area in [*_leaves(areas), *areas]:
                for group in every_group:
                    quarters = [(measure, area, group, t) for t in times]
                    ties = world.facts.distinct if time == "distinct" else world.facts.sums
                    ties.append(((measure, area, group, "year"), list(quarters)))
    _tie_shares(world, measures, printing, chance.choice([0, 1]))
    world.cells_go_whole = chance.random() < 0.4
    return world


def _cell_by_area(measure: str, group: str, moment: str, area: str) -> Cell:
    return (measure, area, group, moment)


def _cell_by_group(measure: str, area: str, moment: str, group: str) -> Cell:
    return (measure, area, group, moment)


def _two_levels(chance: random.Random) -> dict[str, list[str]]:
    second = ["d", "e"] if chance.random() < 0.7 else ["d", "e", "f"]
    return {"B": ["a", "b"], "C": second, "A": ["B", "C"]}


def _leaves(tree: dict[str, list[str]]) -> list[str]:
    return [part for parts in tree.values() for part in parts if part not in tree]


def _leaf(
    world: World,
    chance: random.Random,
    measures: list[str],
    place: tuple[str, str],
    times: list[str],
    large: float,
    printing: str,
) -> None:
    for moment in times:
        least = 1 if printing == "ratios" else 0
        whole = chance.randint(8, 60) if chance.random() < large else chance.randint(least, 9)
        for measure in measures:
            part = whole if measure == "all" else chance.randint(0, whole)
            if measure != "all" and chance.random() < 0.2:
                part = max(0, whole - chance.randint(0, 3))
            world.counts[(measure, *place, moment)] = part


def _year(
    world: World,
    chance: random.Random,
    measures: list[str],
    place: tuple[str, str],
    times: list[str],
    *,
    distinct: bool,
) -> None:
    whole = 0
    for measure in measures:
        quarters = [world.counts[(measure, *place, t)] for t in times]
        year = sum(quarters)
        if distinct:
            most = year if measure == "all" else min(year, whole)
            year = chance.randint(max(quarters), most)
        if measure == "all":
            whole = year
        world.counts[(measure, *place, "year")] = year


def _add_up(world: World, tree: dict[str, list[str]], cell: Callable[[str], Cell]) -> None:
    for total, parts in tree.items():
        world.counts[cell(total)] = sum(world.counts[cell(part)] for part in parts)
        world.facts.sums.append((cell(total), [cell(part) for part in parts]))


def _tie_shares(world: World, measures: list[str], printing: str, decimals: int) -> None:
    for cell in list(world.counts):
        measure, *rest = _parts(cell)
        if measure == "all":
            continue
        whole = ("all", *rest)
        world.facts.parts.append((cell, whole))
        if printing != "counts" and world.counts[whole]:
            ratio = ("percentage", measure, *rest)
            world.facts.ratios.append((cell, whole, ratio, decimals))
            world.ratios[ratio] = percentage(world.counts[cell], world.counts[whole], decimals)
    if printing == "ratios":
        world.unprinted = set(world.counts)


def model_of(world: World, forget: frozenset[str] = frozenset()) -> Model:
    """The world as the chooser's model; `forget` plants faults by leaving kinds of rows out."""
    rule = Rule(world.threshold)
    in_cells: dict[Name, list[Key]] = {}
    variables: list[Variable] = []
    relations: list[Relation] = []
    if world.cells_go_whole:
        for numerator, denominator, _ in world.remainders():
            if is_sensitive(_smallest(world, numerator, denominator), rule):
                for name in (numerator, denominator, ("percentage", *_parts(numerator))):
                    in_cells.setdefault(name, []).append(("cell", numerator))
    at_least_one = {whole for _, whole, _, _ in world.facts.ratios}
    for name, value in world.counts.items():
        variables.append(
            Variable(
                name,
                value,
                lower=-1000 if "non-negative" in forget else int(name in at_least_one),
                printed=name not in world.unprinted,
                fixed=value == 0 and bool(forget & {"one", "non-negative"}),
                sensitive=is_sensitive(value, rule),
                groups=tuple(in_cells.get(name, ())),
                hidden_lower=-1000 if "non-negative" in forget else 0 if "one" in forget else 1,
            )
        )
    for numerator, _, name, _ in world.facts.ratios:
        # A share of nobody is 0%, which the shown zero gives away; any other may round to zero.
        least = int(world.counts[numerator] == 0 and numerator not in world.unprinted)
        groups = tuple(in_cells.get(name, ()))
        variables.append(Variable(name, world.ratios[name], hidden_lower=least, groups=groups))
    if "sums" not in forget:
        relations += [total_of(t, ps) for t, ps in world.facts.sums if not _crosses(t, forget)]
    if "remainders" not in forget:
        for numerator, denominator, left in world.remainders():
            name = ("remainder", *_parts(numerator))
            variables.append(
                Variable(name, left, printed=False, sensitive=is_sensitive(left, rule))
            )
            relations.append(remainder_of(denominator, numerator, name))
    if "time" not in forget:
        for year, quarters in world.facts.distinct:
            relations += distinct_over(year, quarters)
    if "percentages" not in forget:
        for numerator, denominator, ratio, decimals in world.facts.ratios:
            shown = world.ratios[ratio]
            relations += printed_ratio(numerator, denominator, ratio, shown, decimals=decimals)
    return Model(tuple(variables), tuple(relations))


def _crosses(total: Name, forget: frozenset[str]) -> bool:
    assert isinstance(total, tuple)
    return ("time" in forget and total[3] == "year") or ("nesting" in forget and total[1] in "ABC")


def _smallest(world: World, numerator: Name, denominator: Name) -> int:
    n, d = world.counts[numerator], world.counts[denominator]
    positive = [value for value in (n, d, d - n) if value > 0]
    return min(positive, default=0)


def page_of(world: World, pattern: Pattern) -> Published:
    """What a reader gets to see."""
    figures = {**world.counts, **world.ratios}
    hidden = frozenset(pattern.hidden)
    shown = {n: v for n, v in figures.items() if n not in hidden and n not in world.unprinted}
    return Published(shown, hidden, frozenset(world.unprinted), world.facts)


def breaches(world: World, pattern: Pattern, limit: int = 1, *, solve: bool = False) -> list[str]:
    """What the attacker can do that was promised to be impossible, up to `limit` findings.

    Alternative tables that come with the pattern are believed only after the attacker checked them
    against its own rows; where they show too little it solves for the range. With `solve` it has
    no use for them.
    """
    page = page_of(world, pattern)
    attack = Attack(page)
    everything = Attack(_all_hidden(world))
    assert attack.remember(world.counts), "the true figures do not fit the page"
    for table in () if solve else pattern.tables:
        attack.remember({**world.counts, **table})
    secrets = list(_secrets(world, page))
    goals = [goal for _, goal, _ in secrets]
    found: list[str] = []
    known: list[tuple[Name, Expression]] = [("nobody", {})]
    known += [(name, goal) for name, goal, value in secrets if value == 1]
    for knower, known_goal in known:
        extra = [Row(known_goal, 1, 1)] if known_goal else []
        for (name, goal, value), seen in zip(secrets, attack.seen(goals, extra), strict=True):
            enough = world.threshold - 1 if 1 <= value < world.threshold else 1
            if name == knower or seen >= enough:
                continue
            if extra and _within(everything, goal, extra):
                continue
            width = attack.width(goal, enough, extra)
            if width < enough:
                found.append(f"{name} within {width} to somebody who knows {knower}")
            if len(found) >= limit:
                return found
        found += _determined_ratios(world, attack, everything, extra, str(knower))
    return found[:limit]


def _secrets(world: World, page: Published) -> Iterable[tuple[Name, Expression, int]]:
    """Hidden counts, and unprinted counts and remainders that are sensitive."""
    for name, value in world.counts.items():
        small = 1 <= value < world.threshold
        assert not (small and name in page.shown), f"{name} is sensitive and shown"
        if name in page.hidden or (name in world.unprinted and small):
            yield name, {name: 1}, value
    for numerator, denominator, left in world.remainders():
        if 1 <= left < world.threshold:
            yield ("left of", numerator), {denominator: 1, numerator: -1}, left


def _determined_ratios(
    world: World,
    attack: Attack,
    everything: Attack,
    extra: list[Row],
    knower: str,
) -> list[str]:
    found: list[str] = []
    hidden = [one for one in world.facts.ratios if one[2] in attack.page.hidden]
    if not hidden:
        return found
    tables = [{**world.counts, **table} for table in attack.remembered(extra)]
    for numerator, denominator, ratio, decimals in hidden:
        digits, unit = world.ratios[ratio], 10**decimals
        if any(percentage(t[numerator], t[denominator], decimals) != digits for t in tables):
            continue
        above = Row({numerator: 200 * unit, denominator: -(2 * digits + 1)}, 0, float("inf"))
        below = Row({numerator: -200 * unit, denominator: 2 * digits - 1}, 1, float("inf"))
        if any(attack.fits({}, [*extra, row]) for row in (above, below)):
            continue
        if not extra or any(everything.fits({}, [*extra, row]) for row in (above, below)):
            found.append(f"{ratio} determined to somebody who knows {knower}")
    return found


def _all_hidden(world: World) -> Published:
    """The page with everything hidden that may be: zeros are always shown."""
    shown = {n: v for n, v in world.counts.items() if v == 0 and n not in world.unprinted}
    hidden = frozenset(n for n in world.counts if n not in shown and n not in world.unprinted)
    ratios = frozenset(world.ratios)
    return Published(shown, hidden | ratios, frozenset(world.unprinted), world.facts)


def _within(everything: Attack, goal: Expression, extra: list[Row]) -> bool:
    """Whether a figure is at most 1 to this knower even if everything is hidden that may be."""
    return everything.fits({}, [*extra, Row(goal, 2, float("inf"))]) is None


def _parts(name: Name) -> tuple[str, ...]:
    assert isinstance(name, tuple)
    return name
