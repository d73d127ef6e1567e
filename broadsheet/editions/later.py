"""Room: editions. Which entry of corrections.yaml has the last word on what others corrected."""

from __future__ import annotations

from collections.abc import Iterable

from broadsheet.editions.facts import is_called_by_its_words, same, stands_in
from broadsheet.model import Correction

FEWEST_WORDS = 3
"""So many words of a text are known again in another; fewer may stand anywhere."""


def later_entries(corrections: Iterable[Correction]) -> dict[str, Correction]:
    """By the id of each entry that is not the last word: the next one on the same thing."""
    entries = sorted(corrections, key=lambda entry: entry.date)
    found: dict[str, Correction] = {}
    for older in entries:
        after = [one for one in entries if one is not older and follows_on(one, older)]
        if after:
            found[older.id] = min(after, key=lambda one: one.date)
    return found


def follows_on(one: Correction, older: Correction) -> bool:
    """Whether an entry is of what an older one corrected; of one day, the one that begins there."""
    if one.date < older.date or not is_of_the_same(one, older):
        return False
    return one.date > older.date or begins_where(one, older)


def is_of_the_same(one: Correction, other: Correction) -> bool:
    """Whether two entries are of one datum, of one sentence, or one mends the other's words."""
    if one.datum or other.datum:
        shared = bool(set(one.datum) & set(other.datum))
        return shared or (both_of_words(one, other) and begins_where(one, other))
    if one.claim and one.claim == other.claim:
        return True
    return begins_where(one, other)


def both_of_words(one: Correction, other: Correction) -> bool:
    """Whether both name what is called by its words: mended, it has another name."""
    names = [entry.datum[0] if len(entry.datum) == 1 else "" for entry in (one, other)]
    groups = {name.rpartition(".")[0] for name in names}
    return len(groups) == 1 and all(map(is_called_by_its_words, names))


def begins_where(one: Correction, older: Correction) -> bool:
    """Whether what was right by the older entry is what was wrong by the other."""
    if not one.was or not older.now:
        return False
    long = len(one.was.split()) >= FEWEST_WORDS
    return same(one.was, older.now) or (long and stands_in(one.was, older.now))
