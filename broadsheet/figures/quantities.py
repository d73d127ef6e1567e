"""Room: the numbers of a text, in numerals or spelled in English, each in one form."""

from __future__ import annotations

import re

from broadsheet.figures.approximations import DOZENS, FRACTIONS, PLENTY
from broadsheet.figures.spelling import READ, SMALL, TENS

NUMERAL = r"\d[\d,.]*(?<=\d)"
ONE = (
    r"(?<!\bno )(?<!\bany )(?<!\bevery )(?<!\beach )(?<!\bsome )(?<!\bthe )(?<!\bthis )"
    r"(?<!\bthat )(?<!\bwhich )(?<!\banother )(?<!\blast )(?<!\bnext )\bone"
    r"(?!-|’|'| (?:another|by one|who|that|which|day|can|could|may|might|must|should|would)\b)"
)
"""The number, and not the pronoun: `no one`, `one another`, `one who`."""
UNITS, FULL_TENS = "|".join(SMALL[1:10]), "|".join(filter(None, TENS))
WORDS = "|".join((
    *sorted((*FRACTIONS, *DOZENS, *PLENTY), key=len, reverse=True),
    "twice", "doubled", "tripled", "halved", "majority",
    rf"(?:{FULL_TENS})(?:-(?:{UNITS}))?",
    *sorted(set(SMALL) - {"one"}, key=len, reverse=True),
))  # fmt: skip
QUANTITY = re.compile(rf"{NUMERAL}|\b(?:{WORDS})\b|{ONE}\b", re.IGNORECASE)


def quantities_in(text: str) -> tuple[str, ...]:
    """The numbers of a text in order: `Five of 1,803` is 5 and 1803; `dozens` stays a word."""
    return tuple(in_one_form(found[0].casefold()) for found in QUANTITY.finditer(text))


def in_one_form(words: str) -> str:
    """`1,803`, `five`, `twenty-one` and `a dozen` in digits, anything else as it is."""
    if words[0].isdigit():
        return words.replace(",", "")
    if words in DOZENS:
        return str(DOZENS[words])
    tens, _, ones = words.partition("-")
    if tens in READ and (not ones or ones in READ):
        return str(READ[tens] + (READ[ones] if ones else 0))
    return words
