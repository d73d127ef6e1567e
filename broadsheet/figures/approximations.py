"""Room: `more than 60`, `about half`, `dozens`: what they say, and if a number bears it out.

Words of this kind are wrong in two ways: the number does not do what they say (58 is not more
than 60), or does it by so much that they mislead (640 is more than 60). Both are told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from broadsheet.figures.spelling import READ, SMALL

FRACTIONS = {
    "half": 1 / 2,
    "two-thirds": 2 / 3, "a third": 1 / 3, "one-third": 1 / 3,
    "three-quarters": 3 / 4, "a quarter": 1 / 4, "one-quarter": 1 / 4,
    "four-fifths": 4 / 5, "three-fifths": 3 / 5, "two-fifths": 2 / 5, "a fifth": 1 / 5,
    "one-fifth": 1 / 5,
    "a tenth": 1 / 10, "one-tenth": 1 / 10,
}  # fmt: skip
DOZENS = {"a dozen": 12, "two dozen": 24, "three dozen": 36}
PLENTY = {
    "dozens": (24, 120),
    "hundreds": (200, 2_000),
    "thousands": (2_000, 20_000),
    "tens of thousands": (20_000, 200_000),
    "hundreds of thousands": (200_000, 2_000_000),
    "millions": (2_000_000, 20_000_000),
    "tens of millions": (20_000_000, 200_000_000),
    "hundreds of millions": (200_000_000, 2_000_000_000),
    "billions": (2_000_000_000, 20_000_000_000),
}
"""From the first number up to, and without, the second."""
ABOVE, FROM, BELOW, NEARLY, ABOUT, JUST = (
    "more than",
    "at least",
    "less than",
    "nearly",
    "about",
    "",
)
QUALIFIERS = {
    "more than": ABOVE, "over": ABOVE, "at least": FROM,
    "fewer than": BELOW, "less than": BELOW, "under": BELOW,
    "nearly": NEARLY, "almost": NEARLY,
    "about": ABOUT, "roughly": ABOUT, "around": ABOUT,
}  # fmt: skip
SHARE_OF_IT = {ABOVE: 0.25, FROM: 0.25, BELOW: 0.25, NEARLY: 0.1, ABOUT: 0.1, JUST: 0.0}
"""How far a count may be from the number that is named, as a share of that number."""
POINTS = {ABOVE: 0.1, FROM: 0.1, BELOW: 0.1, NEARLY: 0.04, ABOUT: 0.03, JUST: 0.01}
"""How far a share may be from the fraction that is named: 0.1 is ten percentage points."""
AT_LEAST_ONE = frozenset({ABOVE, FROM, BELOW, NEARLY})
"""Where a count may differ by one: `nearly seven` is 6."""
PART = {ABOVE: 0.5, FROM: 0.5, BELOW: 0.5, NEARLY: 0.2, ABOUT: 0.2, JUST: 0.2}
"""What of the named number it may never be further away: one is not `nearly two`."""
SCALES = {"": 1, "thousand": 10**3, "million": 10**6, "billion": 10**9}
SAME = 1e-9

PHRASE = re.compile(rf"(?:({'|'.join(QUALIFIERS)}) )?(.+)")
NUMBER = re.compile(
    r"([$€£¥]?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?: (thousand|million|billion))?(%?)"
)
ODDS = re.compile(r"(\w+) (?:in|out of) (?:every )?(\w+)")
USUAL = ("half", "two-thirds", "a third", "three-quarters", "a quarter", "four-fifths", "a fifth")


class Approximation(NamedTuple):
    """Words for a number: how they lean on it (`more than`), the number, and what it counts.

    `share` is true where the number is a fraction; `plenty` is the upper end of `dozens`;
    `sign` is `$` or `%`, where one is written.
    """

    lean: str
    number: float
    share: bool = False
    plenty: float = 0
    sign: str = ""


def approximation(phrase: str) -> Approximation | None:
    """Read words such as `nearly two-thirds`; None for words that are not of this kind."""
    if phrase in PLENTY:
        least, most = PLENTY[phrase]
        return Approximation(JUST, least, plenty=most)
    found = PHRASE.fullmatch(phrase)
    qualifier, quantity = (found[1] or "", found[2]) if found else ("", "")
    lean = QUALIFIERS.get(qualifier, JUST)
    sign = sign_in(quantity)
    fraction = fraction_in(quantity)
    if fraction is not None:
        return Approximation(lean, fraction, share=True, sign=sign)
    number = number_in(quantity)
    return None if number is None else Approximation(lean, number, sign=sign)


def sign_in(words: str) -> str:
    """Give the sign of `$2,500` or of `60%`."""
    found = NUMBER.fullmatch(words)
    return (found[1] or found[5]) if found else ""


def fraction_in(words: str) -> float | None:
    """Read `two-thirds`, `one in four` or `60%`."""
    number, odds = NUMBER.fullmatch(words), ODDS.fullmatch(words)
    if number and number[5]:
        return float(number[2].replace(",", "") + (number[3] or "")) / 100
    some, every = (whole_in(odds[1]), whole_in(odds[2])) if odds else (None, None)
    if some is not None and every:
        return some / every
    return FRACTIONS.get(words)


def whole_in(word: str) -> int | None:
    """Read `four` or `10`."""
    return int(word) if re.fullmatch(r"\d{1,9}", word, re.ASCII) else READ.get(word)


def number_in(words: str) -> float | None:
    """Read `60`, `six`, `a dozen`, `$2,500` or `3 billion`."""
    found = NUMBER.fullmatch(words)
    if found:
        written = float(found[2].replace(",", "") + (found[3] or ""))
        return written * SCALES[found[4] or ""]
    return DOZENS.get(words, READ.get(words))


def is_said(told: Approximation, value: float) -> bool:
    """Tell whether the words are true of a value, however far it is from the number."""
    if told.plenty:
        return value >= told.number
    gap = 0.0 if abs(value - told.number) < SAME else value - told.number
    by_lean = {ABOVE: gap > 0, FROM: gap >= 0, BELOW: gap < 0}
    return by_lean.get(told.lean, is_near(told, value) and (told.lean != NEARLY or gap < 0))


def is_near(told: Approximation, value: float) -> bool:
    """Tell whether a value is so near that the words do not mislead: nothing is near to zero."""
    if told.plenty:
        return value < told.plenty
    if abs(value) < SAME:
        return told.number == 0 and told.lean == JUST
    return abs(value - told.number) <= room_of(told) + SAME


def room_of(told: Approximation) -> float:
    """Give how far a value may be from the number that is named."""
    most = PART[told.lean] * told.number
    if told.share:
        return min(POINTS[told.lean], most)
    least = 1 if told.lean in AT_LEAST_ONE else 0
    return min(max(SHARE_OF_IT[told.lean] * told.number, least), most)


def holds(phrase: str, value: float) -> bool:
    """Tell whether words are true of a value and do not mislead."""
    told = approximation(phrase)
    return told is not None and is_said(told, value) and is_near(told, value)


def what_holds(value: float, *, share: bool, sign: str = "") -> tuple[str, ...]:
    """Give the first two phrases that a value bears out, the closest first."""
    wanted = of_shares() if share else of_numbers(value, sign)
    return tuple(phrase for phrase in wanted if holds(phrase, value))[:2]


def of_shares() -> Iterator[str]:
    """Give phrases for shares, the most exact first."""
    for lean in (JUST, ABOUT, NEARLY, ABOVE, BELOW):
        yield from (f"{lean} {fraction}".strip() for fraction in USUAL)


def of_numbers(value: float, sign: str) -> Iterator[str]:
    """Give phrases for a count: the round numbers beside it."""
    step = 10 ** max(len(str(int(abs(value)))) - 1, 0)
    below = int(value) // step * step
    yield f"more than {worded(below, sign)}"
    yield f"nearly {worded(below + step, sign)}"
    yield f"at least {worded(below, sign)}"
    if value != below:
        yield f"about {worded(below, sign)}"
    yield f"fewer than {worded(below + step, sign)}"


def worded(number: int, sign: str) -> str:
    """Write a round number as the newsroom would."""
    return SMALL[number] if 0 <= number < 10 and not sign else f"{sign}{number:,}"  # noqa: PLR2004
