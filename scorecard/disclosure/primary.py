"""Which figures are sensitive in themselves: small counts of people, and all or none of a group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scorecard.disclosure.model import Key, Variable


@dataclass(frozen=True)
class Rule:
    """How one figure is judged.

    Counts of people, families, or events that stand for them are sensitive from 1 to
    `threshold - 1`. With `all_or_none`, zero is sensitive too (give it to a numerator and to a
    remainder: none and all of a group), and zeros of that figure may be hidden.
    """

    threshold: int
    all_or_none: bool = False


def is_sensitive(value: int | None, rule: Rule) -> bool:
    """Whether a count is too small to show; one that arrived hidden is taken to be."""
    if value is None:
        return True
    return (0 if rule.all_or_none else 1) <= value < rule.threshold


def mark(variables: Iterable[Variable], rules: Mapping[Key, Rule]) -> tuple[Variable, ...]:
    """The same figures, those that have a rule marked by it; figures without one stay as they are.

    A figure without a rule (money, board meetings, a remainder declared harmless) is not sensitive.
    """
    return tuple(_marked(variable, rules.get(variable.key)) for variable in variables)


def _marked(variable: Variable, rule: Rule | None) -> Variable:
    if rule is None:
        return variable
    return variable._replace(
        sensitive=is_sensitive(variable.value, rule),
        threshold=rule.threshold,
        hidden_lower=0 if rule.all_or_none else variable.hidden_lower,
    )
