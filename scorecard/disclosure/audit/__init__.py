"""The audit: an attack on a release with nothing but what is printed, in whole numbers.

It derives again, from the published definitions, all that a reader knows, and shares neither code
nor rows with the protection that it checks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from scorecard.disclosure.audit.facts import collect
from scorecard.disclosure.audit.judge import Findings, Judge
from scorecard.disclosure.audit.known import KnownPrivately, known_privately
from scorecard.disclosure.audit.printed import (
    Cell,
    Definition,
    Number,
    Printed,
    is_number,
    read_printed,
)
from scorecard.disclosure.audit.report import (
    AuditError,
    AuditReport,
    Breach,
    Failure,
    Table,
    TableRow,
)
from scorecard.disclosure.audit.rows import derive
from scorecard.disclosure.audit.solver import NODES
from scorecard.disclosure.audit.unknowns import groups_of

__all__ = [
    "AuditError",
    "AuditReport",
    "Breach",
    "Failure",
    "KnownPrivately",
    "Table",
    "TableRow",
    "audit_release",
    "known_privately",
]


def audit_release(
    downloads: Mapping[str, Any],
    earlier: Sequence[Mapping[str, Any]] = (),
    known: KnownPrivately | None = None,
    *,
    ranges: bool = False,
    singles: bool = False,
    nodes: int = NODES,
) -> AuditReport:
    """Attack a release from its parsed downloads/scorecard.json and those of earlier releases.

    `earlier` is in order of publication. With `known`, the promises are judged as they are made.
    Without it only the publisher could tell which counts are sensitive, so any hidden count of
    people that may be below the threshold is judged as if it were. `ranges` follows the narrowest
    range of each table to its ends. `singles` also tries, without `known`, every count that may be
    1 as known to somebody, for remarks. Raises `AuditError` for a shape that it does not know; what
    contradicts itself, or cannot be finished, is a failure.
    """
    releases = [read_printed(release) for release in (*earlier, downloads)]
    facts, views = collect(releases)
    for view in views:
        derive(view, facts)
    if known is not None and facts.implied:
        known = known.with_sums()
    findings = Findings()
    for table in facts.clashes:
        findings.add(table, Breach.CONTRADICTION)
    _look(releases[-1], findings)
    groups, faults = groups_of(facts.rows, facts.bounds, facts.fractions, facts.wanted)
    for fault in faults:
        findings.together(fault.figures, Breach.CONTRADICTION)
    judge = Judge(facts, known, findings, ranges=ranges, singles=singles, nodes=nodes)
    for group in groups:
        judge.group(group)
    return _report(releases[-1], findings)


def _look(printed: Printed, findings: Findings) -> None:
    """What needs no attack: small numbers in print, and words beside hidden figures."""
    for name, definition in printed.definitions.items():
        for place, cell in printed.cells[name].items():
            if place[1] in printed.outside:
                continue
            if cell.derived:
                findings.add(Table(name, place[2]), Breach.DERIVED)
            small = any(0 < n < definition.threshold for n in _small(cell, definition, printed))
            if small or 0 in _all_or_none(cell, definition, printed):
                findings.add(Table(name, place[2]), Breach.PRINTED)


def _small(cell: Cell, definition: Definition, printed: Printed) -> list[Number]:
    """The highest value of each printed count that may be about people."""
    if not definition.sensitive or not definition.held:
        return []
    n, d = cell.numerator, cell.denominator
    up = printed.rounding // 2
    counts = (n, d) if definition.measure != "mean" else (d,)
    found = [
        count + (up if up and not count % printed.rounding else 0)
        for count in counts
        if is_number(count) and count
    ]
    return found + _rest(cell, definition, printed)


def _rest(cell: Cell, definition: Definition, printed: Printed) -> list[Number]:
    """Those who are not in the numerator, where it is a part of the denominator."""
    n, d = cell.numerator, cell.denominator
    told = definition.below_denominator and definition.remainder and not printed.rounding
    return [d - n] if told and is_number(n) and is_number(d) else []


def _all_or_none(cell: Cell, definition: Definition, printed: Printed) -> list[Number]:
    """What tells something of each member of a group where it is zero: those in, those not in."""
    sensitive = definition.all_or_none and definition.sensitive and definition.held
    if not sensitive or definition.measure == "mean":
        return []
    own = [cell.numerator] if is_number(cell.numerator) else []
    return own + _rest(cell, definition, printed)


def _report(printed: Printed, findings: Findings) -> AuditReport:
    counts: dict[Table, list[int]] = defaultdict(lambda: [0, 0])
    for name, cells in printed.cells.items():
        for place, cell in cells.items():
            hidden = cell.hidden
            count = counts[Table(name, place[2])]
            count[0] += cell.shown and not hidden
            count[1] += hidden
    joint: dict[Table, set[Breach]] = defaultdict(set)
    for tables, breach in findings.joint:
        for table in tables:
            joint[table].add(breach)
    rows: list[TableRow] = []
    for table in sorted({*counts, *findings.breaches, *joint}):
        width, exact = findings.narrowest.get(table, (None, True))
        breaches = findings.breaches.get(table, set()) | joint.get(table, set())
        rows.append(
            TableRow(
                table,
                published=counts[table][0],
                hidden=counts[table][1],
                narrowest=None if width is None else round(width),
                at_least=not exact,
                breaches=tuple(sorted(breaches, key=list(Breach).index)),
            )
        )
    failures = {Failure((t,), b) for t, own in findings.breaches.items() for b in own}
    failures |= {Failure(tables, breach) for tables, breach in findings.joint}
    remarks = {Failure((table,), Breach.KNOWN_ONE) for table in findings.remarks}
    return AuditReport(tuple(rows), tuple(sorted(failures)), tuple(sorted(remarks)))
