"""What a partnership defines: areas, indicators, targets, the disclosure policy, the plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from scorecard.framework.approvals import Approval
from scorecard.framework.areas import ScorecardFile
from scorecard.framework.criteria import Criteria
from scorecard.framework.indicators import Indicator
from scorecard.framework.maturity import Maturity
from scorecard.framework.plan import Action, Commentary, Outcome, Priority, Prose
from scorecard.framework.policy import Policy
from scorecard.periods import Period
from scorecard.problems import Place
from scorecard.yaml_source import Location, YamlFile


@dataclass(frozen=True)
class Framework:
    """Everything in content/, read and checked, in the order in which it is shown."""

    scorecard: ScorecardFile
    policy: Policy
    priorities: tuple[Priority, ...]
    outcomes: tuple[Outcome, ...]
    actions: tuple[Action, ...]
    indicators: tuple[Indicator, ...]
    commentary: tuple[Commentary, ...] = ()
    pages: tuple[Prose, ...] = ()
    maturity: Maturity | None = None
    criteria: Criteria | None = None
    approvals: tuple[Approval, ...] = ()
    written: Mapping[tuple[str, str], tuple[YamlFile, Location]] = field(default_factory=dict)
    """The file of each thing, and where in it, by kind ("indicator", "priority", ...) and id.

    A page of prose is known by its path, since two may have the same name."""
    faulty: frozenset[str] | None = frozenset()
    """Ids of indicators whose definitions are at fault; None where some could not even be read."""

    def indicator(self, indicator: str) -> Indicator:
        """One indicator by its id."""
        return next(i for i in self.indicators if i.id == indicator)

    def place(self, kind: str, item: str, field: Location = ()) -> Place:
        """Where a field of a definition is written, or the definition around it."""
        if (kind, item) not in self.written:
            return Place("content")
        file, at = self.written[kind, item]
        return file.place((*at, *field))

    def without_figures(self) -> Framework:
        """The same definitions without the figures in them, which have become cells."""
        return replace(self, indicators=tuple(map(_without_figures, self.indicators)))

    def commentary_for(self, indicator: str, period: Period) -> Commentary | None:
        """What was written about an indicator in a period."""
        return next(
            (c for c in self.commentary if (c.indicator, c.period) == (indicator, period)), None
        )

    def page(self, name: str) -> Prose | None:
        """A page of prose by its file's name."""
        return next((p for p in self.pages if p.name == name), None)


def _without_figures(indicator: Indicator) -> Indicator:
    changed: dict[str, object] = {}
    if indicator.baseline is not None:
        changed["baseline"] = indicator.baseline.model_copy(update={"value": None})
    target = indicator.target
    if target is not None and target.from_ is not None:
        start = target.from_.model_copy(update={"value": None})
        changed["target"] = target.model_copy(update={"from_": start})
    return indicator.model_copy(update=changed)
