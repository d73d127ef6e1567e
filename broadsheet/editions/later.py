"""Room: editions. Which entry of corrections.yaml has the last word on what others corrected."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from broadsheet.editions.facts import is_called_by_its_words, is_of, is_record
from broadsheet.editions.wording import FEWEST_WORDS, evened, stands_whole
from broadsheet.model import Correction


class Said(NamedTuple):
    """An entry with its place in the file, and its two values without what only dresses them."""

    entry: Correction
    number: int
    was: str
    now: str


def later_entries(corrections: Iterable[Correction]) -> dict[str, Correction]:
    """By the id of each entry that is not the last word: the next one on the same thing."""
    said = [
        Said(entry, number, evened(entry.was or ""), evened(entry.now or ""))
        for number, entry in enumerate(corrections)
    ]
    said.sort(key=date_of)
    found: dict[str, Correction] = {}
    for older in said:
        since = said[bisect_left(said, older.entry.date, key=date_of) :]
        after = (one for one in since if one is not older and follows_on(one, older))
        if first := next(after, None):
            found[older.entry.id] = first.entry
    return found


def date_of(said: Said) -> datetime.date:
    """The day of an entry."""
    return said.entry.date


def follows_on(one: Said, older: Said) -> bool:
    """Whether an entry is of what an older one corrected; of one day, the one that begins there."""
    if not is_of_the_same(one, older):
        return False
    if one.entry.date > older.entry.date:
        return True
    if any(map(is_record, one.entry.datum)):
        return one.number > older.number
    return begins_where(one, older) and not (begins_where(older, one) and one.number < older.number)


def is_of_the_same(one: Said, older: Said) -> bool:
    """Whether two entries are of one datum, of one sentence, or one mends the other's words."""
    names, old = one.entry.datum, older.entry.datum
    if names or old:
        shared = any(is_of(before, now) for before in old for now in names)
        return shared or (both_of_words(names, old) and begins_where(one, older))
    if one.entry.claim and one.entry.claim == older.entry.claim:
        return True
    return pages_of(one.entry) == pages_of(older.entry) and begins_where(one, older)


def pages_of(entry: Correction) -> str:
    """The page of a sentence, where an entry names one."""
    return (entry.claim or "").rpartition(".")[0]


def both_of_words(names: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether both name what is called by its words: mended, it has another name."""
    if len(names) != 1 or len(others) != 1 or not is_called_by_its_words(names[0]):
        return False
    return names[0].rpartition(".")[0] == others[0].rpartition(".")[0]


def begins_where(one: Said, older: Said) -> bool:
    """Whether what was right by the older entry is what was wrong by the other.

    One may quote more of the sentence than the other; words that stood there before the older
    one, too, tell nothing.
    """
    if not one.was or not older.now:
        return False
    short, long = sorted((one.was, older.now), key=len)
    if short == long:
        return True
    told = len(short.split()) >= FEWEST_WORDS and stands_whole(short, long)
    return told and not stands_whole(short, older.was)
