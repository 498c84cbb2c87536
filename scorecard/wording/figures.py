"""Numbers as people read them; the downloads use the plain form."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from scorecard.framework.indicators import Counts, Indicator
from scorecard.measures import Measure
from scorecard.periods import Period, PeriodKind, label
from scorecard.published import PublishedCell, Status

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip

SYMBOLS = {
    "c": "not shown, to protect people",
    "x": "not available",
    "z": "not applicable",
    "low": "rounds to zero but is not zero",
    "u": "of low reliability",
    "p": "provisional: it may change",
    "r": "revised since it was first published",
    "b": "a break in the series: not comparable with what came before",
}
"""The shorthand of the UK Government Analysis Function, with our words for each."""

COUNTED = {
    Counts.PEOPLE: "people",
    Counts.FAMILIES: "families",
    Counts.EVENTS: "cases",
    Counts.ACTIVITIES: "activities",
    Counts.MONEY: "pounds",
}


def with_separators(number: Decimal) -> str:
    """A number with a comma between thousands, and a true minus sign."""
    return f"{number:,f}".replace("-", "−")


def with_unit(indicator: Indicator, value: Decimal) -> str:
    """A value with its unit, as it stands in a sentence: 17.9%, £1,200, 31.4 per 10,000."""
    return " ".join(part for part in number_and_unit(indicator, value) if part)


def number_and_unit(indicator: Indicator, value: Decimal) -> tuple[str, str]:
    """A value, and apart from it a unit of words, which may be set smaller beside it."""
    number = with_separators(value)
    match indicator.measure:
        case Measure.PERCENTAGE | Measure.RATIO:
            return f"{number}%", ""
        case Measure.RATE:
            return number, f"per {indicator.per:,}"
        case Measure.MONEY:
            return (f"−£{number[1:]}" if value < 0 else f"£{number}"), ""
        case Measure.GAP:
            return number, f"percentage point{'' if _is_one(value) else 's'}"
        case Measure.MILESTONE:
            return state_words(value), ""
        case _:
            return number, _agreeing(indicator.unit, value)


def _agreeing(unit: str, value: Decimal) -> str:
    """A unit that agrees with its number: 1 family, 2 families."""
    if not _is_one(value):
        return unit
    first, space, rest = unit.partition(" ")
    one = _singular(first)
    # In "working days" the first word only describes; in "kinds of service" it is what is counted.
    if one == first and " " not in rest:
        return f"{first}{space}{_singular(rest)}"
    return f"{one}{space}{rest}"


def _singular(word: str) -> str:
    if not word.endswith("s") or word.endswith("ss"):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[: -2 if word.endswith(("sses", "xes", "ches", "shes")) else -1]


def _is_one(value: Decimal) -> bool:
    """Whether a number is said in the singular: 1 day, but 1.0 days."""
    return str(abs(value)) == "1"


def state_words(value: Decimal) -> str:
    """How far a thing to be done is, by its value from 0 to 1."""
    if value >= 1:
        return "done"
    return "under way" if value > 0 else "not started"


def short_figure(indicator: Indicator, value: Decimal) -> str:
    """A value with only a sign for its unit, for charts and narrow tables."""
    number = with_separators(value)
    match indicator.measure:
        case Measure.PERCENTAGE | Measure.RATIO:
            return f"{number}%"
        case Measure.MONEY | Measure.MILESTONE:
            return with_unit(indicator, value)
        case _:
            return number


def unit_in_words(indicator: Indicator) -> str:
    """What the numbers of an indicator are, for table heads and the `unit` column."""
    match indicator.measure:
        case Measure.PERCENTAGE | Measure.RATIO:
            return "%"
        case Measure.RATE:
            return f"per {indicator.per:,}"
        case Measure.MONEY:
            return "£"
        case Measure.GAP:
            return "percentage points"
        case Measure.NARRATIVE | Measure.MILESTONE:
            return ""
        case _:
            return indicator.unit or ("score" if indicator.measure is Measure.SCORE else "number")


def part_heads(indicator: Indicator) -> tuple[str, str]:
    """What the two parts of a figure are, for table heads."""
    match indicator.measure:
        case Measure.MEAN:
            return capitalised(f"{indicator.unit} in all".strip()), "Cases"
        case Measure.RATIO:
            return "Achieved", "Planned"
        case _:
            return "Number", "Out of"


def value_head(indicator: Indicator) -> str:
    """What a figure itself is, for the head of its column."""
    if indicator.measure is Measure.MEAN:
        return f"Average {indicator.unit}".strip()
    return capitalised(unit_in_words(indicator) or "value")


def axis_unit(indicator: Indicator) -> tuple[str, str]:
    """What stands before and after each number on an axis."""
    match indicator.measure:
        case Measure.PERCENTAGE | Measure.RATIO:
            return "", "%"
        case Measure.MONEY:
            return "£", ""
        case _:
            return "", ""


def symbol_of(cell: PublishedCell) -> str:
    """The shorthand for a cell that shows no figure."""
    return {
        Status.SUPPRESSED: "[c]",
        Status.NOT_AVAILABLE: "[x]",
        Status.NOT_APPLICABLE: "[z]",
        Status.SHOWN: "",
    }[cell.status]


def notes_of(cell: PublishedCell) -> str:
    """The other symbols of a cell: [p], [r], [u], [b], [low]."""
    return " ".join(f"[{symbol}]" for symbol in cell.symbols)


def when_words(period: Period) -> str:
    """When, in a sentence: in October to December 2020, on 31 March 2016."""
    match period.kind:
        case PeriodKind.DAY:
            return f"on {label(period)}"
        case PeriodKind.ROLLING:
            return f"in the {label(period)}"
        case PeriodKind.TERM:
            words = label(period)
            return f"in the {words[:1].lower()}{words[1:]}"
        case _:
            return f"in {label(period)}"


def day_in_words(day: date) -> str:
    """A date in words: 12 February 2021."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def counted(number: int, singular: str, plural: str = "") -> str:
    """A number with its noun: 1 measure, 2 measures."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def listed(names: list[str], last: str = "and") -> str:
    """Names in a sentence: a, b and c."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def in_a_sentence(name: str) -> str:
    """A place's name within a sentence: "the district", but "Coventry"."""
    return name[:1].lower() + name[1:] if name.startswith("The ") else name


def uncapitalised(text: str) -> str:
    """The same text with a small first letter, unless it begins with letters such as SEND."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def capitalised(text: str) -> str:
    """The same text with its first letter a capital, leaving the rest alone."""
    return text[:1].upper() + text[1:]
