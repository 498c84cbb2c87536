"""Values that figures which arrived hidden could have, so that the model can be worked with."""

from __future__ import annotations

from collections.abc import Mapping

from scorecard.disclosure.linear import least_completion
from scorecard.disclosure.model import Contradiction, Key, Model


def completed_values(model: Model) -> Mapping[Key, int]:
    """Every figure's value; for those that arrived hidden, the smallest that fit together.

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
    found = least_completion(bounds, rows)
    if found is None:
        raise Contradiction(
            "no whole numbers of at least 1 can stand where figures arrived hidden; correct the "
            "totals given with them, or leave these totals out",
            bounds,
        )
    return values | found
