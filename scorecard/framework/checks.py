"""Checks across files: every id that is named exists, and every target can be judged."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from scorecard.framework import Framework
from scorecard.framework.contradictions import check_calendar, check_own_terms
from scorecard.framework.fields import HasId
from scorecard.framework.indicators import Counts, Indicator
from scorecard.framework.policy import Tariff
from scorecard.framework.targets import Bound, Exceeded, Form, Line, Target
from scorecard.measures import COUNTED, Measure
from scorecard.periods import Period, contains
from scorecard.problems import Problems, suggestion
from scorecard.yaml_source import Location, YamlFile

Sources = Mapping[tuple[str, str], tuple[YamlFile, Location]]
Report = Callable[[Location, str, str], None]
Ids = Collection[str] | None


@dataclass(frozen=True)
class Names:
    """Every id that was written, by kind; None where a file could not be read.

    A definition with a fault of its own still has its id: what refers to it is right.
    """

    priorities: Ids
    outcomes: Ids
    actions: Ids
    indicators: Ids


def check_framework(
    framework: Framework, sources: Sources, names: Names, problems: Problems
) -> None:
    """Add a problem for each id that does not exist and each target that contradicts itself."""
    _check_scorecard(framework, _reporter(sources, problems, "scorecard", "scorecard"))
    for indicator in framework.indicators:
        report = _reporter(sources, problems, "indicator", indicator.id)
        _check_links(indicator, framework, names, report)
        check_own_terms(indicator, report)
        if indicator.target is not None:
            _check_target(indicator, indicator.target, framework, report)
    for action in framework.actions:
        report = _reporter(sources, problems, "action", action.id)
        if action.priority is not None:
            _known([action.priority], names.priorities, "priority", ("priority",), report)
        _known(action.outcomes, names.outcomes, "outcome", ("outcomes",), report, many=True)
    for page in framework.pages:
        report = _reporter(sources, problems, "page", page.path)
        for shown, ids, what in (
            (page.fields.indicators, names.indicators, "indicator"),
            (page.fields.actions, names.actions, "action"),
        ):
            _known(shown, ids, what, (f"{what}s",), report, many=True)
    if ("policy", "policy") in sources:
        _check_policy(framework, names, _reporter(sources, problems, "policy", "policy"))


def _reporter(sources: Sources, problems: Problems, kind: str, item: str) -> Report:
    source, at = sources[(kind, item)]

    def report(location: Location, message: str, hint: str) -> None:
        known = location
        while known and (*at, *known) not in source.lines:
            known = known[:-1]  # a list of one may be written without its brackets
        field = ".".join(str(step) for step in known)
        problems.error(source.place((*at, *known)), field, message, hint)

    return report


def _ids(items: Iterable[HasId]) -> list[str]:
    return [item.id for item in items]


def _known(
    names: Iterable[str],
    ids: Ids,
    what: str,
    at: Location,
    report: Report,
    *,
    many: bool = False,
) -> None:
    for index, name in enumerate(names):
        if ids is not None and name not in ids:
            where = (*at, index) if many else at
            report(where, f"there is no {what} {name}", suggestion(name, ids))


def _check_scorecard(framework: Framework, report: Report) -> None:
    scorecard = framework.scorecard
    check_calendar(scorecard, report)
    seen: dict[str, str] = {}
    for what in ("areas", "comparators"):
        items: tuple[HasId, ...] = getattr(scorecard, what)
        for index, item in enumerate(items):
            if item.id in seen:
                report((what, index, "id"), f"{item.id} is given twice", "choose another id")
            seen[item.id] = what
    parts = {area.id: area.parts for area in scorecard.areas}
    for index, area in enumerate(scorecard.areas):
        _known(area.parts, list(parts), "area", ("areas", index, "parts"), report, many=True)
        if area.id in _within(area.id, parts):
            report(("areas", index, "parts"), "an area is not part of itself", "remove it from one")
    for index, breakdown in enumerate(scorecard.breakdowns):
        names = [category.id for category in breakdown.categories]
        for place, name in enumerate(names):
            if name in names[:place]:
                at = ("breakdowns", index, "categories", place, "id")
                report(at, f"{name} is given twice", "choose another id")
        if breakdown.id in [other.id for other in scorecard.breakdowns[:index]]:
            report(("breakdowns", index, "id"), f"{breakdown.id} is given twice", "choose another")


def _within(area: str, parts: Mapping[str, tuple[str, ...]]) -> set[str]:
    """All that lies within an area, in any number of steps."""
    found: set[str] = set()
    waiting = list(parts[area])
    while waiting:
        part = waiting.pop()
        if part not in found:
            found.add(part)
            waiting += parts.get(part, ())
    return found


def _check_links(indicator: Indicator, framework: Framework, names: Names, report: Report) -> None:
    comparators = _ids(framework.scorecard.comparators)
    breakdowns = _ids(framework.scorecard.breakdowns)
    for wanted, ids, what, field in (
        (indicator.priorities, names.priorities, "priority", "priorities"),
        (indicator.outcomes, names.outcomes, "outcome", "outcomes"),
        (indicator.comparators, comparators, "comparator", "comparators"),
        (indicator.breakdowns, breakdowns, "breakdown", "breakdowns"),
    ):
        _known(wanted, ids, what, (field,), report, many=True)
    if indicator.replaces is not None:
        _known([indicator.replaces], names.indicators, "indicator", ("replaces",), report)


def _check_target(
    indicator: Indicator, target: Target, framework: Framework, report: Report
) -> None:
    form = target.form
    comparators = _ids(framework.scorecard.comparators)
    at: Location = ("target", form.value)
    _known(target.comparators, comparators, "comparator", at, report, many=True)
    for index, name in enumerate(target.comparators):
        if name in comparators and name not in indicator.comparators:
            report(
                ("target", form.value, index),
                f"the target names {name}, which is not a comparator of this indicator",
                f"add {name} to its `comparators`",
            )
    if form in (Form.IMPROVE_ON, Form.IN_LINE_WITH) and indicator.polarity == "none":
        report(
            ("target", form.value),
            "a target of this form needs to know whether high or low is good",
            "add `polarity: higher` or `polarity: lower`",
        )
    if form is Form.IN_LINE_WITH and target.whichever is None and len(target.comparators) > 1:
        report(
            ("target", form.value),
            "several comparators, and nothing says which one counts",
            "add `whichever: higher` or `whichever: lower`",
        )
    if form is Form.REDUCE_BY_PERCENT and indicator.baseline is None:
        report(
            ("target", form.value),
            "a reduction needs something to start from",
            "add `baseline: {period: 2010-11}` to the indicator",
        )
    if form is Form.PER and indicator.measure not in (Measure.COUNT, Measure.MONEY):
        report(
            ("target", form.value),
            f"a {indicator.measure} does not add up over time",
            "leave out `per`, or write `measure: count`",
        )
    if indicator.exceeded is not None:
        _check_exceeded(indicator.exceeded, target, report)


def _check_exceeded(exceeded: Exceeded, target: Target, report: Report) -> None:
    """Good practice must lie beyond the target, or every result that meets it would be praised."""
    lines: list[tuple[Period | None, Line]] = [(None, line) for line in [exceeded.line] if line]
    lines += (exceeded.by_period or {}).items()
    for period, line in lines:
        steps = target.by_period or {}
        bounds = [b for step, b in steps.items() if period is None or contains(step, period)
                  or contains(period, step)] or _fixed(target)  # fmt: skip
        if not all(_beyond(line, bound) for bound in bounds):
            _not_beyond(("exceeded",) if period is None else ("exceeded", "by_period"), report)


def _fixed(target: Target) -> list[Bound]:
    """The line of a target that has one for all periods; relative lines are not known here."""
    if target.milestone is not None:
        return [target.milestone]
    if target.at_least is None and target.at_most is None and target.between is None:
        return []
    return [
        Bound.model_construct(
            at_least=target.at_least, at_most=target.at_most, between=target.between
        )
    ]


def _not_beyond(at: Location, report: Report) -> None:
    report(
        at,
        "does not lie beyond the target",
        "choose a line that only a result better than the target can reach",
    )


def _beyond(line: Line, target: Bound) -> bool:
    if target.at_least is not None:
        if line.at_least is not None:
            return line.at_least > target.at_least
        return line.above is not None and line.above >= target.at_least
    if target.at_most is not None:
        if line.at_most is not None:
            return line.at_most < target.at_most
        return line.below is not None and line.below <= target.at_most
    return target.between is None


def _check_policy(framework: Framework, names: Names, report: Report) -> None:
    policy = framework.policy
    priced: set[str] = set()
    for index, relation in enumerate(policy.relations):
        at: Location = ("relations", index)
        for field, part in relation.tied:
            named = (*at, *field, "indicator")
            _known([part.indicator], names.indicators, "indicator", named, report)
        if relation.tariff is not None:
            money = relation.tariff.money
            where = (*at, "tariff", "money")
            _known([money], names.indicators, "indicator", where, report)
            if money in priced:
                report(where, f"{money} has a tariff already", "keep one of the two")
            priced.add(money)
            _check_tariff(framework, relation.tariff, (*at, "tariff"), report)
    areas, breakdowns = _ids(framework.scorecard.areas), _ids(framework.scorecard.breakdowns)
    _known(policy.keep.areas, areas, "area", ("keep", "areas"), report, many=True)
    kept = [b for b in policy.keep.breakdowns if b != "all"]
    _known(kept, breakdowns, "breakdown", ("keep", "breakdowns"), report)
    for name in policy.overrides:
        _known([name], names.indicators, "indicator", ("overrides", name), report)


def _check_tariff(framework: Framework, tariff: Tariff, at: Location, report: Report) -> None:
    indicators = {indicator.id: indicator for indicator in framework.indicators}
    money, count = indicators.get(tariff.money), indicators.get(tariff.count.indicator)
    if money is not None and (money.measure, money.counts) != (Measure.MONEY, Counts.MONEY):
        report(
            (*at, "money"),
            f"{money.id} is not an amount of money",
            "write `measure: money` and `counts: money` in its definition",
        )
    days = count is not None and count.measure is Measure.MEAN and tariff.count.part == "numerator"
    if count is not None and (days or count.measure not in COUNTED):
        report(
            (*at, "count", "part"),
            f"the {tariff.count.part} of {count.id} is not a count",
            "name what the money is paid for: a count, or a part of a percentage or rate",
        )
