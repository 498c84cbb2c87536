"""Values that figures which arrived hidden could have, so that the model can be worked with."""

from __future__ import annotations

from collections.abc import Mapping

from scorecard.disclosure.linear import least_completion
from scorecard.disclosure.model import Contradiction, Key, Model


def completed_values(model: Model, threshold: int) -> Mapping[Key, int]:
    """Every figure's value; for those that arrived hidden, the smallest that fit together.

    Those that an earlier release hid are large where they can be. That release was judged by their
    true values; to imagine a family of one now would leave no way to correct it or to withhold it.
    Raises Contradiction where no whole numbers fit what is known, and SolverStopped.
    """
    values = {v.key: v.value for v in model.variables if v.value is not None}
    unknown = [v for v in model.variables if v.value is None]
    if not unknown:
        return values
    bounds = {v.key: (v.least_unknown, v.upper) for v in unknown}
    rows = []
    for relation in model.relations:
        terms = [(key, a) for key, a in relation.terms if key in bounds]
        if terms:
            known = sum(a * values[key] for key, a in relation.terms if key not in bounds)
            rows.append((terms, relation.sense, relation.constant - known))
    before = {v.key: v.threshold or threshold for v in unknown if v.hidden_before}
    found = least_completion(bounds, rows, before)
    if found is None:
        raise Contradiction(
            "no whole numbers of at least 1 can stand where figures arrived hidden; correct the "
            "totals given with them, or leave these totals out",
            bounds,
        )
    return values | found
