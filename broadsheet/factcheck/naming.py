"""Room: fact-checking. How the desk calls a claim, and which one it most likely meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

from broadsheet.problems import did_you_mean

BY_WORDS = re.compile(r"(.+)\.([0-9a-f]{6}(?:-\d+)?)")
"""The name of a claim that is called by its words, after its page and its field."""
ONE_LETTER = 0.8
"""How alike two marks of words are that differ by a slip of the hand."""


def group_of(name: str) -> str:
    """The page and the field of a claim that is called by its words; else empty."""
    found = BY_WORDS.fullmatch(name)
    return found[1] if found else ""


def name_meant(name: str, claims: Iterable[str]) -> str:
    """`did you mean 'home.title'?`, or an empty text.

    The letters that stand for words say nothing of them: others are another claim, which
    nobody should be led to sign, unless all but one of them are the same.
    """
    asked = BY_WORDS.fullmatch(name)
    if not asked:
        return did_you_mean(name, claims)
    found = [one for one in map(BY_WORDS.fullmatch, claims) if one]
    marks = {one[2]: one[0] for one in found if one[1] == asked[1] or one[2] == asked[2]}
    near = get_close_matches(asked[2], marks, n=1, cutoff=ONE_LETTER)
    return f"did you mean '{marks[near[0]]}'?" if near else ""
