"""Room: numbers spelled in English, as a sentence begins with them, and read from words."""

from __future__ import annotations

import re

SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
HUNDRED, THOUSAND = 100, 1000
MOST = 999_999
READ = {word: number for number, word in enumerate(SMALL)} | {
    word: 10 * number for number, word in enumerate(TENS) if word
}
# A year has four digits and no separator: it may begin a sentence as it is.
OPENING = re.compile(r"(\d{1,3}(?:,\d{3})*)(%?)(?=[^\w.,-]|$)")


def spelled(number: int) -> str:
    """Spell a whole number from 0 to 999,999: `one hundred twenty-three`, as AP does."""
    if number < len(SMALL):
        return SMALL[number]
    if number < HUNDRED:
        tens, ones = divmod(number, 10)
        return TENS[tens] + (f"-{SMALL[ones]}" if ones else "")
    by, name = (HUNDRED, "hundred") if number < THOUSAND else (THOUSAND, "thousand")
    many, rest = divmod(number, by)
    return f"{spelled(many)} {name}" + (f" {spelled(rest)}" if rest else "")


def opened(text: str) -> str:
    """Spell the numeral with which a text begins; one that is too long to spell stays."""
    found = OPENING.match(text)
    number = int(found[1].replace(",", "")) if found else MOST + 1
    if not found or number > MOST:
        return text
    percent = " percent" if found[2] else ""
    return f"{spelled(number)}{percent}{text[found.end() :]}"
