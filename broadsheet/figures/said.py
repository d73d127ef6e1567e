"""Room: the numbers that a text says, in numerals or in English words, each as one value.

`6`, `six`, `two dozen` and `2.5 million` are numbers; `one` is one only where it is no pronoun.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from broadsheet.figures.approximations import DOZENS, FRACTIONS, PLENTY, SCALES
from broadsheet.figures.spelling import HUNDRED, READ, SMALL, TENS

NUMERAL = r"\d[\d,.]*(?<=\d)"
TEN = "|".join(filter(None, TENS))
ONE = "|".join(SMALL[1:10])
WORD = rf"(?:(?:{TEN})(?:[\s‑-](?:{ONE}))?|{'|'.join(sorted(SMALL, key=len, reverse=True))})"
SCALE = f"(?:{'|'.join(filter(None, SCALES))})"
PART = rf"(?:{WORD}|an?|{NUMERAL})[\s-]hundred(?:\s(?:and\s)?{WORD})?"
WHOLE = rf"(?:{PART}|{WORD}|{NUMERAL})"
REST = rf"{WORD}(?:[\s-]hundred(?:\s(?:and\s)?{WORD})?)?(?:[\s-]{SCALE})?"
SCALED = rf"(?:{WHOLE}|an?)[\s-]{SCALE}(?:\s{REST})*"
AS_THEY_ARE = (*PLENTY, "twice", "doubled", "tripled", "halved", "majority")
FIXED = {**FRACTIONS, **DOZENS, **dict.fromkeys(AS_THEY_ARE, 0), "dozen": 12}
PHRASES = "|".join(
    re.escape(words).replace(r"\ ", r"\s").replace(r"\-", r"[\s‑-]")
    for words in sorted(FIXED, key=len, reverse=True)
)
SAID = re.compile(
    rf"(?<!\w)(?:{PHRASES}|{SCALED}|{PART}|{WORD})(?!\w)|{NUMERAL}", re.IGNORECASE
)  # fmt: skip
NUMBER_ONE = re.compile(
    r"(?<!\bno )(?<!\bany )(?<!\bevery )(?<!\beach )(?<!\bsome )(?<!\bthe )(?<!\bthis )"
    r"(?<!\bthat )(?<!\bwhich )(?<!\banother )(?<!\blast )(?<!\bnext )\bone"
    r"(?!-|’|'| of the (?:first|last|few|many|most)\b"
    r"| (?:another|by one|who|that|which|day|can|could|may|might|must|should|would)\b)",
    re.IGNORECASE,
)
"""The number, and not the pronoun: `no one`, `one another`, `one who`."""
GAP = re.compile(r"[\s‑-]+")
BY_PHRASE = {
    GAP.sub(" ", name): f"{number:g}" if number else GAP.sub(" ", name)
    for name, number in FIXED.items()
}


def quantities_in(text: str) -> tuple[str, ...]:
    """The numbers of a text in order, each in one form: `Five of 1,803` is 5 and 1803."""
    return tuple(
        value_of(found[0].lower())
        for found in SAID.finditer(text)
        if found[0].lower() != "one" or NUMBER_ONE.match(text, found.start())
    )


def value_of(words: str) -> str:
    """`2,500` and `two thousand five hundred` are 2500; `dozens` stays the word."""
    plain = GAP.sub(" ", words)
    if plain in BY_PHRASE:
        return BY_PHRASE[plain]
    if not re.search(r"[a-z]", words):
        return words.replace(",", "")
    try:
        return f"{added(plain.split()):f}"
    except InvalidOperation:
        return plain


def added(words: list[str]) -> Decimal:
    """What the words of one number come to."""
    total = part = Decimal(0)
    for word in words:
        if word in SCALES:
            total, part = total + (part * SCALES[word]), Decimal(0)
        elif word == "hundred":
            part *= HUNDRED
        elif word in {"a", "an"}:
            part = Decimal(1)
        elif word != "and":
            part += READ[word] if word in READ else Decimal(word.replace(",", ""))
    return (total + part).normalize() + 0
