"""Room: editions. Two states of the data become the changes between them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from broadsheet.editions.facts import (
    COMPUTED,
    CONTEXT,
    FACT,
    FIGURES,
    QUOTE,
    SAID,
    SENTENCE,
    TIMELINE,
    is_another_fact,
    is_called_by_its_words,
    is_in_record,
    kind_of,
)
from broadsheet.editions.named import Named
from broadsheet.editions.records import Shown
from broadsheet.editions.wording import own_words
from broadsheet.figures import quantities_in

NEAR = 0.6
"""How alike two texts are, from 0 to 1, that are one text before and after an edit."""


class Change(NamedTuple):
    """A datum that was, and what it is now; None on one side for what is new or gone.

    `name` is its id before, `now_name` after: other words make another id.
    """

    name: str
    was: Shown | None
    now: Shown | None
    now_name: str


def find_changes(before: Mapping[str, Shown], after: Mapping[str, Shown]) -> Iterator[Change]:
    """Every change of a fact, in the order of `before`, then what is new.

    A sentence whose numbers changed just as data did of which it may speak only says what these
    say.
    """
    found = tuple(find_pairs(before, after))
    moved: dict[tuple[str, str], list[str]] = {}
    for change in (*found, *follows(before, after)):
        for pair in () if change.name.startswith(SENTENCE) else numbers_of(change):
            moved.setdefault(pair, []).append(change.name)
    named = Named(before)
    for change in found:
        if not change.name.startswith(SENTENCE) or not only_follows(change, moved, named):
            yield change


def only_follows(
    change: Change, moved: Mapping[tuple[str, str], Iterable[str]], named: Named
) -> bool:
    """Whether a sentence says nothing new but numbers that moved with the data it speaks of."""
    pairs, text = numbers_of(change), change.was.value if change.was else ""
    return bool(pairs) and all(
        one == other or any(named.may_be_of(text, datum) for datum in moved.get((one, other), ()))
        for one, other in pairs
    )


def numbers_of(change: Change) -> tuple[tuple[str, str], ...]:
    """Each number before with the one that stands in its place; none where one has more."""
    if not change.was or not change.now:
        return ()
    before, after = map(quantities_in, own_words(change.was, change.now))
    return tuple(zip(before, after, strict=True)) if len(before) == len(after) else ()


def find_pairs(before: Mapping[str, Shown], after: Mapping[str, Shown]) -> Iterator[Change]:
    """What was with what it is now, wherever that is another fact."""
    paired: set[str] = set()
    for name, was in before.items():
        if name in after:
            if is_another_fact(name, was, after[name]):
                yield Change(name, was, after[name], name)
            continue
        other = successor(name, was, before, after, paired)
        paired.add(other)
        now = after.get(other)
        if is_another_fact(name, was, now) if now else not is_given_up(name, was):
            yield Change(name, was, now, other or name)
    for name, now in after.items():
        if name not in before and name not in paired:
            yield Change(name, None, now, name)


def follows(before: Mapping[str, Shown], after: Mapping[str, Shown]) -> Iterator[Change]:
    """The computed figures that have another value."""
    for name, was in before.items():
        now = after.get(name)
        if name.startswith(COMPUTED) and now and now.value != was.value:
            yield Change(name, was, now, name)


def is_given_up(name: str, was: Shown) -> bool:
    """Whether what is gone is merely not used any more, which says nothing else of the world."""
    if kind_of(name) in {FACT, CONTEXT}:
        return not quantities_in(was.value)
    # Who made a statement goes with the statement, which is told.
    return name.startswith((FIGURES, COMPUTED, QUOTE, SENTENCE)) or kind_of(name) == SAID


def successor(
    name: str, was: Shown, before: Mapping[str, Shown], after: Mapping[str, Shown], taken: set[str]
) -> str:
    """The new entry of the same group that is most like one that is gone; else empty."""
    if not is_called_by_its_words(name):
        return ""
    new = {n: e for n, e in after.items() if n not in before and n not in taken}
    group = {text_of(n, e): n for n, e in new.items() if group_of(n) == group_of(name)}
    near = difflib.get_close_matches(text_of(name, was), group, n=1, cutoff=NEAR)
    return group[near[0]] if near else ""


def text_of(name: str, entry: Shown) -> str:
    """The words by which an entry is called."""
    return entry.label if name.startswith(TIMELINE) else entry.value


def group_of(name: str) -> str:
    """Within what one looks for the successor: a record's statements, a page's sentences."""
    if is_in_record(name) or name.startswith(SENTENCE):
        return name.rpartition(".")[0]
    return name.partition(".")[0]
