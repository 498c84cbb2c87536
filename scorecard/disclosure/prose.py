"""What people wrote, read for numbers that would tell what a table hides."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import product

from scorecard.disclosure.numerals import numbers_in, numerals
from scorecard.disclosure.protect import Hidden
from scorecard.framework import Framework
from scorecard.framework.indicators import Indicator
from scorecard.framework.texts import texts_of
from scorecard.measures import Measure, value_of
from scorecard.measures.rounding import round_half_up
from scorecard.periods import Period, label, previous, short_label, year_before
from scorecard.problems import Place, Problems
from scorecard.tables import Key, PrivateCell, PrivateTables

Secrets = Mapping[tuple[str, Period], "_Figures"]
"""The figures not to be named, by indicator and period."""
UNMISTAKABLE = 100
_YEARS = range(1900, 2100)
_MESSAGE = "equals a figure that is hidden for this indicator and period"
_HINT = "say it without the number"


def check_prose(
    framework: Framework, tables: PrivateTables, hidden: Iterable[Hidden], problems: Problems
) -> None:
    """Report numbers in what people wrote that equal a hidden figure of the same subject.

    Commentary and notes are about one indicator and period. Of any other text that is known only
    where it names both. There, digits are errors, and a small number in words is a warning, since
    it may count something else. Anywhere, a large number that is like a hidden count and like no
    published one is a warning. No message repeats a number.
    """
    secrets = _secrets(framework, tables, hidden)
    _check_commentary(framework, tables, secrets, problems)
    secret = {indicator for indicator, _ in secrets}
    names = {i.id: _folded(i.id, i.title, i.short_title) for i in framework.indicators
             if i.id in secret}  # fmt: skip
    periods = {period: _folded(period.name, label(period), short_label(period))
               for _, period in secrets}  # fmt: skip
    unmistakable = _unmistakable(tables, secrets)
    for text in texts_of(framework):
        for first, part in _paragraphs(text.text):
            if not numerals(part):
                continue
            folded = part.casefold()
            about = [i for i, own in names.items() if i in text.indicators or _named(own, folded)]
            when = [p for p, own in periods.items() if p in text.periods or _named(own, folded)]
            told = [secrets[pair] for pair in product(about, when) if pair in secrets]
            found = {one for figures in told for one in numbers_in(part, figures.tells)}
            for line, word in sorted(found):
                _report(text.place_of(first + line), text.field, problems, word=word)
            if not found:
                for line, _ in numbers_in(part, unmistakable.__contains__):
                    _report_large(text.place_of(first + line), text.field, problems)


def _folded(*names: str) -> tuple[str, ...]:
    """Names as they are looked for, whatever their capitals."""
    return tuple(name.casefold() for name in names if name)


def _named(names: Iterable[str], text: str) -> bool:
    """Whether any of some names stands there as a whole; a year is not named by its quarters."""
    # Few names stand in a text at all, and only of these it must be asked whether they stand alone.
    return any(
        re.search(rf"(?<!\w){re.escape(name)}(?![\w-]| (?:q[1-4]|ytd)\b)", text)
        for name in names
        if name in text
    )


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Each paragraph, and how many lines stand before it."""
    before = 0
    for part in re.split(r"(\n[ \t]*\n)", text):
        yield before, part
        before += part.count("\n")


def _unmistakable(tables: PrivateTables, secrets: Secrets) -> set[Decimal]:
    """Hidden counts so large that they hardly stand for anything else, and that nothing shows."""
    large = {n for figures in secrets.values() for n in figures.counts if n >= UNMISTAKABLE}
    hidden = Counter(n for figures in secrets.values() for n in figures.cells)
    held = Counter(
        n for cell in tables.cells.values() for n in (cell.numerator, cell.denominator) if n
    )
    return {n for n in large if held[n] == hidden[n] and not _YEARS.start <= n < _YEARS.stop}


def _check_commentary(
    framework: Framework, tables: PrivateTables, secrets: Secrets, problems: Problems
) -> None:
    for comment in framework.commentary:
        nothing = _Figures()
        figures = secrets.get((comment.indicator, comment.period), nothing)
        action = comment.fields.corrective_action
        own = set(numbers_in(comment.text, figures.tells))
        for line, word in sorted(own):
            _report(Place(comment.path, comment.line + line), "", problems, word=word)
        for _, word in numbers_in(action, figures.tells):
            place = Place(comment.path, comment.action_line)
            _report(place, "corrective_action", problems, word=word)
        for earlier in (previous(comment.period), year_before(comment.period)):
            before = secrets.get((comment.indicator, earlier), nothing)
            for line, _ in sorted(set(numbers_in(comment.text, before.tells)) - own):
                _report_earlier(Place(comment.path, comment.line + line), problems)
    for key, cell in tables.cells.items():
        if (key.indicator, key.period) in secrets:
            tells = secrets[key.indicator, key.period].tells
            for _, word in numbers_in(cell.note, tells):
                _report(cell.place, "note", problems, word=word)


def _report(place: Place, field: str, problems: Problems, *, word: bool) -> None:
    if word:
        problems.warning(place, field, f"a number in words {_MESSAGE}", f"{_HINT}, or check it")
    else:
        problems.error(place, field, f"a number {_MESSAGE}", _HINT)


def _report_earlier(place: Place, problems: Problems) -> None:
    message = "a number equals a figure that is hidden for this indicator in an earlier period"
    problems.warning(place, "", message, f"{_HINT}, or check it")


def _report_large(place: Place, field: str, problems: Problems) -> None:
    message = "a number equals a hidden figure, and no figure that is shown"
    problems.warning(place, field, message, f"{_HINT}, or check it")


class _Figures:
    """The hidden counts and values of one indicator in one period.

    `cells` has the counts that stand in cells, as often as they do; `counts` remainders too.
    """

    def __init__(self) -> None:
        self.cells: list[Decimal] = []
        self.counts: set[Decimal] = set()
        self.values: set[Fraction] = set()

    def tells(self, number: Decimal) -> bool:
        """Whether a number is one of them, a value being rounded as the number is."""
        places = max(0, -int(number.as_tuple().exponent))
        return number in self.counts or any(
            round_half_up(value, places) == number for value in self.values
        )


def _secrets(framework: Framework, tables: PrivateTables, hidden: Iterable[Hidden]) -> Secrets:
    """The partnership's own hidden figures: those of comparators are others'."""
    own = {area.id for area in framework.scorecard.areas}
    indicators = {indicator.id: indicator for indicator in framework.indicators}
    found: dict[tuple[str, Period], _Figures] = defaultdict(_Figures)
    for one in hidden:
        key = one.key
        cell = tables.cells.get(Key(*key))
        if cell is not None and key.area in own:
            _add(found[key.indicator, key.period], indicators[key.indicator], cell)
    return dict(found)


def _add(figures: _Figures, indicator: Indicator, cell: PrivateCell) -> None:
    above, below = cell.numerator, cell.denominator
    figures.cells += [count for count in (above, below) if count is not None]
    figures.counts.update(figures.cells)
    if above is not None and below is not None and indicator.measure is Measure.PERCENTAGE:
        figures.counts.add(below - above)
    if cell.value is not None:
        figures.values.add(Fraction(cell.value))
    if above is not None:
        value = value_of(indicator.measure, above, below, indicator.scale)
        if value is not None:
            figures.values.add(value)
