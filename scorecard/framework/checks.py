"""Checks across files: every id that is named exists, and every target can be judged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from scorecard.framework import Framework
from scorecard.framework.fields import HasId
from scorecard.framework.indicators import Indicator
from scorecard.framework.targets import Bound, Exceeded, Form, Line, Target
from scorecard.problems import Problems, suggestion
from scorecard.yaml_source import Location, YamlFile

Sources = Mapping[tuple[str, str], tuple[YamlFile, Location]]
Report = Callable[[Location, str, str], None]


def check_framework(framework: Framework, sources: Sources, problems: Problems) -> None:
    """Add a problem for each id that does not exist and each target that contradicts itself."""
    _check_scorecard(framework, _reporter(sources, problems, "scorecard", "scorecard"))
    for indicator in framework.indicators:
        report = _reporter(sources, problems, "indicator", indicator.id)
        _check_links(indicator, framework, report)
        if indicator.target is not None:
            _check_target(indicator, indicator.target, report)
    for action in framework.actions:
        report = _reporter(sources, problems, "action", action.id)
        if action.priority is not None:
            _known([action.priority], framework.priorities, "priority", ("priority",), report)
        _known(action.outcomes, framework.outcomes, "outcome", ("outcomes",), report, many=True)
    if ("policy", "policy") in sources:
        _check_policy(framework, _reporter(sources, problems, "policy", "policy"))


def _reporter(sources: Sources, problems: Problems, kind: str, item: str) -> Report:
    source, at = sources[(kind, item)]

    def report(location: Location, message: str, hint: str) -> None:
        field = ".".join(str(step) for step in location)
        problems.error(source.place((*at, *location)), field, message, hint)

    return report


def _known(
    names: Iterable[str],
    items: Iterable[HasId],
    what: str,
    at: Location,
    report: Report,
    *,
    many: bool = False,
) -> None:
    ids = [item.id for item in items]
    for index, name in enumerate(names):
        if name not in ids:
            where = (*at, index) if many else at
            report(where, f"there is no {what} {name!r}", suggestion(name, ids))


def _check_scorecard(framework: Framework, report: Report) -> None:
    scorecard = framework.scorecard
    seen: dict[str, str] = {}
    for what in ("areas", "comparators"):
        items: tuple[HasId, ...] = getattr(scorecard, what)
        for index, item in enumerate(items):
            if item.id in seen:
                report((what, index, "id"), f"{item.id!r} is given twice", "choose another id")
            seen[item.id] = what
    for index, area in enumerate(scorecard.areas):
        _known(area.parts, scorecard.areas, "area", ("areas", index, "parts"), report, many=True)
        if area.id in area.parts:
            report(("areas", index, "parts"), "an area is not part of itself", "remove it")
    for index, breakdown in enumerate(scorecard.breakdowns):
        names = [category.id for category in breakdown.categories]
        for place, name in enumerate(names):
            if name in names[:place]:
                at = ("breakdowns", index, "categories", place, "id")
                report(at, f"{name!r} is given twice", "choose another id")
        if breakdown.id in [other.id for other in scorecard.breakdowns[:index]]:
            report(
                ("breakdowns", index, "id"), f"{breakdown.id!r} is given twice", "choose another"
            )


def _check_links(indicator: Indicator, framework: Framework, report: Report) -> None:
    scorecard = framework.scorecard
    for names, items, what, field in (
        (indicator.priorities, framework.priorities, "priority", "priorities"),
        (indicator.outcomes, framework.outcomes, "outcome", "outcomes"),
        (indicator.comparators, scorecard.comparators, "comparator", "comparators"),
        (indicator.breakdowns, scorecard.breakdowns, "breakdown", "breakdowns"),
    ):
        _known(names, items, what, (field,), report, many=True)


def _check_target(indicator: Indicator, target: Target, report: Report) -> None:
    form = target.form
    for index, name in enumerate(target.comparators):
        if name not in indicator.comparators:
            report(
                ("target", form.value, index),
                f"the target names {name!r}, which is not a comparator of this indicator",
                f"add {name} to its `comparators`",
            )
    if form is Form.IMPROVE_ON and indicator.polarity == "none":
        report(
            ("target", form.value),
            "an improvement needs to know whether high or low is good",
            "add `polarity: higher` or `polarity: lower`",
        )
    if form is Form.IN_LINE_WITH and target.whichever is None and len(target.comparators) > 1:
        report(
            ("target", form.value),
            "several comparators, and nothing says which one counts",
            "add `whichever: higher` or `whichever: lower`",
        )
    if indicator.exceeded is not None:
        _check_exceeded(indicator.exceeded, target, report)


def _check_exceeded(exceeded: Exceeded, target: Target, report: Report) -> None:
    """Good practice must lie beyond the target, or every result that meets it would be praised."""
    if target.by_period is not None:
        for period, bound in target.by_period.items():
            line = exceeded.line_for(period)
            if line is not None and not _beyond(line, bound):
                _not_beyond(report)
        return
    fixed = Bound.model_construct(
        at_least=target.at_least, at_most=target.at_most, between=target.between
    )
    lines = [exceeded.by_period[p] for p in exceeded.by_period] if exceeded.by_period else None
    for line in lines or [Line.model_construct(**exceeded.model_dump(exclude={"by_period"}))]:
        if not _beyond(line, fixed):
            _not_beyond(report)


def _not_beyond(report: Report) -> None:
    report(
        ("exceeded",),
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


def _check_policy(framework: Framework, report: Report) -> None:
    policy = framework.policy
    for index, relation in enumerate(policy.relations):
        tied = [("total", relation.total), *(("parts", p) for p in relation.parts)]
        tied += [("same", p) for p in relation.same]
        if relation.within is not None:
            tied += [("within", relation.within.small), ("within", relation.within.big)]
        for field, part in tied:
            if part is not None:
                at = ("relations", index, field)
                _known([part.indicator], framework.indicators, "indicator", at, report)
    areas, breakdowns = framework.scorecard.areas, framework.scorecard.breakdowns
    _known(policy.keep.areas, areas, "area", ("keep", "areas"), report, many=True)
    kept = [b for b in policy.keep.breakdowns if b != "all"]
    _known(kept, breakdowns, "breakdown", ("keep", "breakdowns"), report)
    for name in policy.overrides:
        _known([name], framework.indicators, "indicator", ("overrides", name), report)
