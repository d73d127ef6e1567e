"""Room: editions. When two texts say the same, and what of a text is its own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import reduce

from broadsheet.editions.records import Shown

CUT = "…"
"""What stands instead of words that are a fact of their own, or that follow from one."""
FEWEST_WORDS = 3
"""So many words are a text that one knows again; fewer may stand anywhere, or be a term."""


def own_words(was: Shown, now: Shown) -> tuple[str, str]:
    """Two texts without what is told on its own: their quotations, and the figures in both.

    Where they have other figures each counts with its number: what was bound may be typed now.
    """
    figures = [[name for name, _ in shown.parts if name] for shown in (was, now)]
    is_bound_alike = figures[0] == figures[1]
    before, after = (
        without(shown.value, (p for p in shown.parts if is_bound_alike or not p[0]))
        for shown in (was, now)
    )
    return before, after


def without(text: str, parts: Iterable[tuple[str, str]]) -> str:
    """A text without some of its words."""
    gone = (whole(words) for _, words in parts if words)
    return reduce(lambda left, words: words.sub(CUT, left, count=1), gone, text)


def same(one: str, other: str) -> bool:
    """Whether two texts say the same value: `$2,500` is 2500, spaces and quotes aside."""
    return evened(one) == evened(other)


def evened(text: str) -> str:
    """A value without what only dresses it."""
    plain = re.sub(r"(?<=\d),(?=\d{3}\b)", "", " ".join(text.split()).casefold())
    return plain.strip(" “”\"'$€£.,").replace("’", "'")


def stands_in(words: str, text: str) -> bool:
    """Whether words stand in a text, and not as a part of a longer number or word."""
    return stands_whole(evened(words), evened(text))


def stands_whole(words: str, text: str) -> bool:
    """The same of texts that are evened already."""
    return bool(words) and words in text and bool(whole(words).search(text))


def whole(words: str) -> re.Pattern[str]:
    """Finds words where they are no part of a longer number or word."""
    return re.compile(rf"(?<!\w)(?<!\d[.,]){re.escape(words)}(?!\w)(?![.,]\d)")
