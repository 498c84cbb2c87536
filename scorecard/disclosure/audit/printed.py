"""What a reader finds in downloads/scorecard.json: definitions, and cells as they are printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, TypeGuard

from scorecard.disclosure.audit.report import TOTAL, AuditError
from scorecard.periods import Period, parse_period

COUNTED = ("count", "percentage", "rate", "mean", "ratio")
"""Measures whose parts are counts (or sums of days) that add up over areas, groups and time."""
PAIRS = ("percentage", "rate", "mean", "ratio")
SINGLE = ("money", "score", "milestone")
NO_FIGURE = ("gap", "narrative")
FLOWS = ("sum", "distinct", "snapshot", "rolling")
PEOPLE = ("people", "families", "events")
COUNTS = (*PEOPLE, "activities", "money")
DERIVED = ("lower_95", "upper_95", "certainty", "change")


class Mark(StrEnum):
    """What may stand in place of a number."""

    HIDDEN = "[c]"
    MISSING = "[x]"
    NOBODY = "[z]"
    NEAR_ZERO = "[low]"


Number = int | Fraction
Entry = Number | Mark | None
Place = tuple[str, str, str, str]
"""Period, area, breakdown and category."""


def is_number(entry: Entry) -> TypeGuard[Number]:
    """Whether a figure is printed, and not a mark or nothing."""
    # Not by the class of fractions, which an abstract one has to be asked for: it is slow.
    return entry is not None and not isinstance(entry, Mark)


@dataclass(frozen=True)
class Definition:
    """What is published of one indicator, as far as it ties figures."""

    id: str
    measure: str
    flow: str
    counts: str
    remainder: bool
    all_or_none: bool
    held: bool
    scale: int
    decimals: int
    has_denominator: bool
    threshold: int
    beside_share: bool
    """Whether relations tie it to the numerator of a share, which may be hidden where it is 0."""

    @property
    def sensitive(self) -> bool:
        """Whether a small number of these may be about somebody."""
        return self.counts in PEOPLE and self.measure in COUNTED

    @property
    def rounded(self) -> bool:
        """Whether its figures are rounded where the policy rounds any."""
        return self.counts in PEOPLE

    @property
    def adds_up(self) -> bool:
        """Whether its counts add up over areas, groups and time."""
        return self.held and self.measure in COUNTED

    @property
    def below_denominator(self) -> bool:
        """Whether a numerator cannot exceed its denominator."""
        return self.measure in ("percentage", "rate")


@dataclass(frozen=True)
class Cell:
    """One printed cell: each entry is a number, a mark, or nothing."""

    numerator: Entry
    denominator: Entry
    value: Entry
    revised: bool = False
    provisional: bool = False
    derived: bool = False

    @property
    def hidden(self) -> bool:
        """Whether any of its figures is hidden."""
        hidden = Mark.HIDDEN
        return self.numerator is hidden or self.denominator is hidden or self.value is hidden

    @property
    def shown(self) -> bool:
        """Whether it gives a figure."""
        return is_number(self.numerator) or is_number(self.denominator) or is_number(self.value)


@dataclass(frozen=True)
class Printed:
    """One release as a reader has it."""

    definitions: Mapping[str, Definition]
    cells: Mapping[str, Mapping[Place, Cell]]
    areas: Mapping[str, tuple[str, ...]]
    """The parts of each area that has parts."""
    outside: frozenset[str]
    """Comparators: series of others, tied to nothing here."""
    exhaustive: Mapping[str, bool]
    categories: Mapping[str, tuple[str, ...]]
    relations: tuple[Mapping[str, Any], ...]
    rounding: int
    periods: Mapping[str, Period]


def read_printed(downloads: Mapping[str, Any]) -> Printed:
    """Read one parsed downloads/scorecard.json; raises `AuditError` for a shape it does not know.

    A cell of an unknown shape could hide a tie, so it is never passed over.
    """
    try:
        return _read(downloads)
    except (KeyError, TypeError, AttributeError, ValueError, ArithmeticError) as error:
        what = f"no {error}" if isinstance(error, KeyError) else type(error).__name__
        raise AuditError(
            f"scorecard.json: its shape is not known ({what}); "
            "audit it with the version that built it"
        ) from error


def _read(downloads: Mapping[str, Any]) -> Printed:
    policy = downloads["policy"]
    breakdowns = downloads["breakdowns"]
    starts = int(downloads["financial_year_starts"])
    shares = _beside_shares(downloads)
    definitions: dict[str, Definition] = {}
    cells: dict[str, dict[Place, Cell]] = {}
    for indicator in downloads["indicators"]:
        entry = indicator["definition"]
        beside = (entry["id"], "numerator") in shares
        definition = _definition(entry, policy, indicator["cells"], beside_share=beside)
        if definition.id in cells:
            raise AuditError(f"scorecard.json: {definition.id} stands there twice; build it again")
        definitions[definition.id] = definition
        cells[definition.id] = dict(_cells(indicator["cells"], definition))
    names = {place[0] for own in cells.values() for place in own}
    rounding = policy["rounding"]
    return Printed(
        definitions=definitions,
        cells=cells,
        areas={a["id"]: tuple(a["parts"]) for a in downloads["areas"] if a["parts"]},
        outside=frozenset(c["id"] for c in downloads["comparators"]),
        exhaustive={b["id"]: bool(b["exhaustive"]) for b in breakdowns},
        categories={b["id"]: tuple(c["id"] for c in b["categories"]) for b in breakdowns},
        relations=tuple(policy.get("relations", ())),
        rounding=0 if rounding == "none" else int(rounding),
        periods={name: parse_period(name, financial_year_starts=starts) for name in sorted(names)},
    )


def _beside_shares(downloads: Mapping[str, Any]) -> set[tuple[str, str]]:
    """The counts that hang together, through relations, with the numerator of any share."""
    found = {
        (entry["definition"]["id"], "numerator")
        for entry in downloads["indicators"]
        if entry["definition"]["measure"] in PAIRS
    }
    waiting = [
        {(side["indicator"], side["part"]) for side in sides_of(relation)}
        for relation in downloads["policy"].get("relations", ())
    ]
    while reached := [sides for sides in waiting if found & sides]:
        found = found.union(*reached)
        waiting = [sides for sides in waiting if sides not in reached]
    return found


def sides_of(relation: Mapping[str, Any]) -> Iterator[Mapping[str, str]]:
    """Every count that a relation names; the money of a tariff is none."""
    for name in ("total", "at_most"):
        if relation.get(name):
            yield relation[name]
    for name in ("parts", "same", "together"):
        yield from relation.get(name, ())
    if relation.get("within"):
        yield from relation["within"].values()
    if relation.get("tariff"):
        yield relation["tariff"]["count"]


def _definition(
    entry: Mapping[str, Any],
    policy: Mapping[str, Any],
    cells: list[Mapping[str, str]],
    *,
    beside_share: bool,
) -> Definition:
    name, measure, flow, counts = (str(entry[f]) for f in ("id", "measure", "flow", "counts"))
    for word, known in (
        (measure, (*COUNTED, *SINGLE, *NO_FIGURE)),
        (flow, FLOWS),
        (counts, COUNTS),
        (str(entry["parts"]), ("held", "not_held")),
    ):
        if word not in known:
            raise AuditError(
                f"{name}: {word!r} is not known to the audit; "
                "audit the site with the version that built it"
            )
    own = policy.get("overrides", {}).get(name, {}).get("threshold")
    return Definition(
        id=name,
        measure=measure,
        flow=flow,
        counts=counts,
        remainder=entry["remainder"] == "sensitive",
        all_or_none=entry["all_or_none"] == "sensitive",
        held=entry["parts"] == "held",
        scale={"percentage": 100, "ratio": 100}.get(measure, int(entry.get("per") or 1)),
        decimals=int(entry["decimals"]),
        # The mark of a hidden cell stands in every column, whether there is a figure or not.
        has_denominator=measure in PAIRS
        or any(cell.get("denominator", "")[:1].isdigit() for cell in cells),
        threshold=int(own or policy["threshold"]),
        beside_share=beside_share,
    )


def _cells(cells: list[Mapping[str, str]], definition: Definition) -> Iterator[tuple[Place, Cell]]:
    seen: set[Place] = set()
    for row in cells:
        place = (
            row["period"],
            row["area"],
            row.get("breakdown", TOTAL),
            row.get("category", TOTAL),
        )
        if place in seen:
            raise AuditError(
                f"{definition.id}: {', '.join(place)} stands in scorecard.json twice; "
                "build it again"
            )
        seen.add(place)
        yield place, _cell(row, definition)


def _cell(row: Mapping[str, str], definition: Definition) -> Cell:
    numerator, denominator, value = (
        _entry(row.get(column, ""), definition) for column in ("numerator", "denominator", "value")
    )
    if value is Mark.NOBODY and definition.measure in COUNTED:
        numerator = denominator = Mark.NOBODY
    if definition.measure == "count" and numerator is None and value is not None:
        numerator = value
    if definition.measure in SINGLE and numerator is None:
        numerator = value
    if not definition.has_denominator:
        denominator = None
    hidden = numerator is Mark.HIDDEN or denominator is Mark.HIDDEN or value is Mark.HIDDEN
    notes = row.get("notes", "")
    return Cell(
        numerator,
        denominator,
        value,
        revised="[r]" in notes,
        provisional="[p]" in notes,
        derived=hidden and _says_more(row),
    )


def _says_more(row: Mapping[str, str]) -> bool:
    """Whether anything that is worked out from a figure stands beside it."""
    return any(row.get(column) for column in DERIVED) or row.get("status", "hidden") != "hidden"


def _entry(text: str, definition: Definition) -> Entry:
    if not text:
        return None
    if text.startswith("["):
        try:
            return Mark(text)
        except ValueError:
            raise AuditError(
                f"{definition.id}: the mark {text} is not known to the audit; "
                "audit the site with the version that built it"
            ) from None
    # Whole numbers, which most are, are read and compared many times as quickly as fractions, and
    # these are read twice as quickly from a decimal as from a text.
    return int(text) if text.isdecimal() else Fraction(Decimal(text))
