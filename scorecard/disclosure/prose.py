"""Numbers in prose that would tell what a table hides."""

from __future__ import annotations

import re
from calendar import month_abbr, month_name
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from scorecard.disclosure.protect import Hidden
from scorecard.framework import Framework
from scorecard.framework.indicators import Indicator
from scorecard.measures import Measure
from scorecard.measures.rounding import round_half_up
from scorecard.periods import Period
from scorecard.problems import Place, Problems
from scorecard.tables import Key, PrivateCell, PrivateTables

WORDS = {
    word: Decimal(number)
    for number, word in enumerate(
        ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
         "twelve"), 2)
}  # fmt: skip
_MONTH = "(?:" + "|".join(sorted({*month_name[1:], *month_abbr[1:], "Sept"}, key=len)[::-1]) + ")"
_YEAR = r"(?:19|20)\d\d"
_BEFORE_DATE = "on|by|from|until|till|since|before|after|to|between|and|of|the|due"
_BEFORE_YEAR = (
    "in|since|by|from|until|till|before|after|during|to|and|than|year|spring|summer|autumn|winter|"
    + _MONTH
)
_SPACE = r"\s*"
_NOT_COUNTS = re.compile(
    "|".join(
        (
            r"https?://\S+",
            r"^[ \t]*\d+[.)][ \t]",  # the number of an item in a list
            rf"\b{_YEAR}-\d\d-\d\d\b",
            rf"\b\d\d?[./]\d\d?[./]{_YEAR}\b",
            rf"\b\d\d?(?:st|nd|rd|th)?{_SPACE}(?:of )?{_MONTH}{_SPACE}{_YEAR}\b",
            rf"\b\d\d?(?:st|nd|rd|th){_SPACE}(?:of )?{_MONTH}\b",
            rf"\b(?:{_BEFORE_DATE}){_SPACE}\d\d?{_SPACE}{_MONTH}\b",
            rf"\b{_MONTH}-\d\d\b",
            rf"\b{_YEAR}{_SPACE}(?:[-/\u2010-\u2015]|to){_SPACE}(?:{_YEAR}|\d\d)\b(?![%\d])",
            rf"\b(?:{_BEFORE_YEAR}){_SPACE}{_YEAR}\b(?![%.,/-]?\d|{_SPACE}%)",
            r"\bquarter [1-4]\b",
            rf"\b12 ?(?:m|months?) (?:to|ending|ended) {_MONTH}\b",
        )
    ),
    re.IGNORECASE | re.MULTILINE,
)
"""Numbers that are part of a date, a period or an address."""
_NUMBER = re.compile(
    r"(?<![^\W\d_])(?<!\d)(?<!\d[.,])"
    r"(?:\d{1,3}(?:[,'\u2019\u00a0\u202f ]\d{3})+|\d+)(?:\.\d+)?"
    r"(?!\d)(?!(?:st|nd|rd|th)\b)"
)
_WORD = re.compile(r"\b(?:" + "|".join(WORDS) + r")\b", re.IGNORECASE)
_PARTS = re.compile(r"\d+(?:\.\d+)?")
_MESSAGE = "equals a figure that is hidden for this indicator and period"
_HINT = "say it without the number"


def check_prose(
    framework: Framework, tables: PrivateTables, hidden: Iterable[Hidden], problems: Problems
) -> None:
    """Report numbers in commentary and notes that equal a hidden figure of the same subject.

    Digits are errors. A small number in words is a warning, since it may count something else.
    Neither repeats the number.
    """
    secrets = _secrets(framework, tables, hidden)
    for comment in framework.commentary:
        figures = secrets.get((comment.indicator, comment.period))
        if figures is None:
            continue
        action = comment.fields.corrective_action
        for line, word in _found(comment.text, figures):
            _report(Place(comment.path, comment.line + line), "", problems, word=word)
        for _, word in _found(action, figures):
            place = Place(comment.path, comment.action_line)
            _report(place, "corrective_action", problems, word=word)
    for key, cell in tables.cells.items():
        figures = secrets.get((key.indicator, key.period))
        for _, word in _found(cell.note, figures) if figures is not None else ():
            _report(cell.place, "note", problems, word=word)


def _report(place: Place, field: str, problems: Problems, *, word: bool) -> None:
    if word:
        problems.warning(place, field, f"a number in words {_MESSAGE}", f"{_HINT}, or check it")
    else:
        problems.error(place, field, f"a number {_MESSAGE}", _HINT)


class _Figures:
    """The hidden counts and values of one indicator in one period."""

    def __init__(self) -> None:
        self.counts: set[Decimal] = set()
        self.values: set[Fraction] = set()

    def tells(self, number: Decimal) -> bool:
        """Whether a number is one of them, a value being rounded as the number is."""
        places = max(0, -int(number.as_tuple().exponent))
        return number in self.counts or any(
            round_half_up(value, places) == number for value in self.values
        )


def _secrets(
    framework: Framework, tables: PrivateTables, hidden: Iterable[Hidden]
) -> dict[tuple[str, Period], _Figures]:
    """The figures not to be named, by indicator and period; comparators are others' figures."""
    own = {area.id for area in framework.scorecard.areas}
    indicators = {indicator.id: indicator for indicator in framework.indicators}
    found: dict[tuple[str, Period], _Figures] = defaultdict(_Figures)
    for one in hidden:
        key = one.key
        cell = tables.cells.get(
            Key(key.indicator, key.period, key.area, key.breakdown, key.category)
        )
        if cell is not None and key.area in own:
            _add(found[key.indicator, key.period], indicators[key.indicator], cell)
    return dict(found)


def _add(figures: _Figures, indicator: Indicator, cell: PrivateCell) -> None:
    above, below = cell.numerator, cell.denominator
    figures.counts |= {count for count in (above, below) if count is not None}
    if above is not None and below is not None and indicator.measure is Measure.PERCENTAGE:
        figures.counts.add(below - above)
    if cell.value is not None:
        figures.values.add(Fraction(cell.value))
    kind = indicator.measure.kind
    if above is not None and (below or not kind.needs_denominator):
        denominator = Fraction(below) if below else None
        figures.values.add(Fraction(kind.value(Fraction(above), denominator, indicator.scale)))


def _found(text: str, figures: _Figures) -> Iterator[tuple[int, bool]]:
    """The line within the text, from 0, of each number that tells, and whether it is in words."""
    counts_only = _NOT_COUNTS.sub(lambda span: re.sub(r"[^\n]", " ", span[0]), text)
    for match in _NUMBER.finditer(counts_only):
        if any(figures.tells(number) for number in _readings(match[0])):
            yield text.count("\n", 0, match.start()), False
    for match in _WORD.finditer(counts_only):
        if figures.tells(WORDS[match[0].lower()]):
            yield text.count("\n", 0, match.start()), True


def _readings(text: str) -> Iterator[Decimal]:
    """A number as one, its thousands put together; where spaces part it, each part as well."""
    yield Decimal(re.sub(r"[^\d.]", "", text))
    if re.search(r"[ \u00a0\u202f]", text):
        yield from (Decimal(part) for part in _PARTS.findall(text))
