"""What to say of a text that is not a period: what was meant, and what may be repeated of it."""

from __future__ import annotations

import re
from difflib import get_close_matches

from scorecard.periods.model import MONTHS, TERMS

_VOCABULARY = (*MONTHS, *TERMS, "term", "to", "ytd", "months", "financial", "academic", "quarter")
_SHORT = ("q", "qtr", "fy", "ay", "m", "half", "year", "week")
_NUMBERS = r"(?<!\d)(?:19|20)\d\d(?:[-/]\d\d)*(?!\d)|(?<![a-z])q ?[1-4](?!\d)|(?<!\d)12 ?m"
"""Numbers that a text which is nearly a period may hold."""
_UNSHOWN = "this is not a period"


def mended(plain: str) -> str:
    """The text with each unknown word replaced by the known word nearest to it."""

    def nearest(word: re.Match[str]) -> str:
        return (get_close_matches(word[0], _VOCABULARY, n=1, cutoff=0.7) or [word[0]])[0]

    known = re.sub(r"[a-z]{3,}", nearest, plain)
    return re.sub(r"[^\w/ -]|_", " ", known).strip()


def what_it_is(plain: str, text: str) -> str:
    """What a message says of the text, which it repeats only where no count can be in it."""
    if not plain:
        return "the period is empty"
    return f"{text.strip()[:40]!r} is not a period" if _tells_nothing(plain) else _UNSHOWN


def _tells_nothing(plain: str) -> bool:
    """Whether it may be repeated: what holds another number than a year or a quarter may not.

    That number may be a count in the wrong column, as "2045" is in "2045 children".
    """
    if not re.search(r"\d", plain):
        return True
    if re.search(r"\d", re.sub(_NUMBERS, " ", plain)):
        return False
    return all(
        get_close_matches(word, (*_VOCABULARY, *_SHORT), n=1, cutoff=0.6)
        for word in re.findall(r"[a-z]+", plain)
    )
