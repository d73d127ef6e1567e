"""Room: when two spellings are of one name, in a time that grows with the number of names only."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

WORD = re.compile(r"[^\W_]+")
SHORT = {
    "dept": "department", "dep": "department", "pd": "police department", "st": "saint",
    "mt": "mount", "ft": "fort", "co": "county", "cty": "county", "so": "sheriff office",
    "sheriffs": "sheriff", "sgt": "sergeant", "lt": "lieutenant", "capt": "captain",
    "univ": "university", "natl": "national", "twp": "township", "div": "division",
    "ofc": "office", "assn": "association", "assoc": "association", "gov": "government",
    "govt": "government", "hwy": "highway", "intl": "international", "bros": "brothers",
    "commr": "commissioner", "dir": "director", "n": "north", "s": "south", "e": "east",
    "w": "west",
}  # fmt: skip
"""Short forms of newsrooms and agencies, and what they stand for."""
EMPTY = frozenset({"the", "of", "and", "a", "department", "office", "city", "town"})
"""Words that a name may have or lack without naming another thing."""
FEWEST_LETTERS = 6
"""Shorter names differ by a letter too often to be one."""


@lru_cache(maxsize=200_000)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name in small letters, without accents, apostrophes and short forms."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    joined = re.sub(r"['’`]", "", letters)
    closed = re.sub(r"\b(\w)\.(?=\w\b)", r"\1", joined)
    found = (SHORT.get(word, word) for word in WORD.findall(closed))
    return tuple(part for word in found for part in word.split())


@lru_cache(maxsize=200_000)
def line_of(name: str) -> str:
    """The words of a name in their order, without those that say nothing."""
    words = words_of(name)
    return " ".join([word for word in words if word not in EMPTY] or words)


def key_of(name: str) -> str:
    """What two spellings of one name have in common, whatever the order of its words."""
    return " ".join(sorted(line_of(name).split()))


def near_pairs(keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of different keys that are one letter apart, each once, in order.

    Each key is filed under itself and under what is left when one letter is taken out: keys
    that meet there are compared, all others never.
    """
    shelves: dict[str, list[str]] = {}
    for key in sorted(set(keys)):
        if len(key) >= FEWEST_LETTERS:
            for left in one_letter_less(key):
                shelves.setdefault(left, []).append(key)
    met = {pair for shelf in shelves.values() for pair in pairs_in(shelf)}
    yield from sorted(pair for pair in met if is_one_slip(*pair))


def one_letter_less(key: str) -> set[str]:
    """The key, and everything that is left of it when one letter is taken out."""
    return {key, *(key[:at] + key[at + 1 :] for at in range(len(key)))}


def pairs_in(shelf: list[str]) -> Iterator[tuple[str, str]]:
    """Every pair of a shelf, which holds a handful of keys."""
    return ((one, other) for at, one in enumerate(shelf) for other in shelf[at + 1 :])


def is_one_slip(one: str, other: str) -> bool:
    """Whether a letter was left out, added, mistaken, or changed places with the next.

    Digits and single letters tell things apart: District 1 is not District 2.
    """
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    at = min(len(one), len(other)) if start is None else start
    a, b = one[at:], other[at:]
    for left, right in ((1, 1), (1, 0), (0, 1)):
        if a[left:] == b[right:]:
            return not tells_apart(one, other, a[:left] + b[:right])
    return a[2:] == b[2:] and a[:2] == b[:2][::-1] and not tells_apart(one, other, a[:2])


def tells_apart(one: str, other: str, changed: str) -> bool:
    """Whether what differs is a digit, a space or a word of a single letter."""
    lone = {word for word in f"{one} {other}".split() if len(word) == 1}
    return any(sign.isdigit() or sign.isspace() or sign in lone for sign in changed)
