"""Numbers in prose that count or measure something: not those of dates, periods and addresses."""

from __future__ import annotations

import re
from calendar import month_abbr, month_name
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import lru_cache
from html import unescape
from typing import NamedTuple

_TO_NINETEEN = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
WORDS = {
    **{word: Decimal(number) for number, word in enumerate(_TO_NINETEEN[1:], 2)},
    **{tens: Decimal(10 * number) for number, tens in enumerate(_TENS, 2)},
    **{
        f"{tens}-{unit}": Decimal(10 * number + more)
        for number, tens in enumerate(_TENS, 2)
        for more, unit in enumerate(_TO_NINETEEN[:9], 1)
    },
}
"""Two to ninety-nine; "one" is as often no number."""
_MONTHS = "|".join(sorted({*month_name[1:], *month_abbr[1:], "Sept"}, key=len)[::-1])
# With a capital: "up to 4 may have moved" is no date.
_MONTH = f"(?-i:{_MONTHS})"
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
_WORD = re.compile(
    rf"\b(?:(?:{'|'.join(_TENS)})[- ](?:{'|'.join(_TO_NINETEEN[:9])})|{'|'.join(WORDS)})\b",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\d+(?:\.\d+)?")
_BEGINNINGS = frozenset({*_TO_NINETEEN[1:], *_TENS})
_LETTERS = re.compile("[a-z]+")
_DIGIT = re.compile(r"\d")


class Numeral(NamedTuple):
    """A number in a text: its line, from 0, what it may be read as, and whether it is in words."""

    line: int
    readings: tuple[Decimal, ...]
    in_words: bool


def numbers_in(text: str, tells: Callable[[Decimal], bool]) -> Iterator[tuple[int, bool]]:
    """The line within the text, from 0, of each number that tells, and whether it is in words."""
    return ((one.line, one.in_words) for one in numerals(text) if any(map(tells, one.readings)))


@lru_cache(maxsize=4096)
def numerals(text: str) -> tuple[Numeral, ...]:
    """Every number in a text that counts or measures something: digits first, then words.

    A text is asked several times: for the figures of its own period, and of earlier ones.
    """
    text = unescape(text)
    if not _may_hold_one(text):
        return ()
    counts_only = _NOT_COUNTS.sub(lambda span: re.sub(r"[^\n]", " ", span[0]), text)
    digits = ((match, tuple(_readings(match[0])), False) for match in _NUMBER.finditer(counts_only))
    words = (
        (match, (WORDS[match[0].lower().replace(" ", "-")],), True)
        for match in _WORD.finditer(counts_only)
    )
    return tuple(
        Numeral(text.count("\n", 0, match.start()), readings, in_words)
        for match, readings, in_words in (*digits, *words)
    )


def _may_hold_one(text: str) -> bool:
    """Whether there is a digit or a word for a number; most paragraphs have neither."""
    if _DIGIT.search(text):
        return True
    return not _BEGINNINGS.isdisjoint(_LETTERS.findall(text.casefold()))


def _readings(text: str) -> Iterator[Decimal]:
    """A number as one, its thousands put together; where spaces part it, each part as well."""
    yield Decimal(re.sub(r"[^\d.]", "", text))
    if re.search(r"[ \u00a0\u202f]", text):
        yield from (Decimal(part) for part in _PARTS.findall(text))
