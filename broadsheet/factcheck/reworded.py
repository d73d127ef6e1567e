"""Room: fact-checking. A check whose words are gone stands beside the words that took their place.

Other words make another claim. Whoever checks it anew wants to see what was checked before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import SequenceMatcher
from typing import NamedTuple

from broadsheet.editions.changes import NEAR
from broadsheet.factcheck.naming import group_of
from broadsheet.factcheck.states import Former, Line, States
from broadsheet.model import Check


class Pair(NamedTuple):
    """How much alike the words of a check and of an open claim are, and their names."""

    likeness: float
    gone: str
    now: str


def with_former(states: States, words: Mapping[Check, str]) -> States:
    """Put the checks whose claim is gone beside the open claim that is most like it, if any is.

    `words` are those of each check's claim, as its file keeps them. The checks stay among
    those whose claim is gone.
    """
    follows: dict[str, str] = {}
    for pair in sorted(find_pairs(states, words), reverse=True):
        if pair.gone not in follows.values() and pair.now not in follows:
            follows[pair.now] = pair.gone
    lines = (
        with_words(line, states, words, follows.get(line.claim.id, "")) for line in states.lines
    )
    return replace(states, lines=tuple(lines))


def with_words(line: Line, states: States, words: Mapping[Check, str], gone: str) -> Line:
    """A line with what was checked there before, as far as the file keeps it."""
    if not gone and not line.lapsed:
        return line
    former = former_of(states, words, gone) if gone else ()
    return replace(line, former=former, words=tuple(words[check] for check in line.lapsed))


def former_of(states: States, words: Mapping[Check, str], name: str) -> tuple[Former, ...]:
    """Everybody's check of a claim that is gone, with its words."""
    return tuple(Former(check, words[check]) for check in states.gone if check.claim == name)


def find_pairs(states: States, words: Mapping[Check, str]) -> Iterator[Pair]:
    """Each claim that is gone with each open one of the same page and field that is like it."""
    fresh: dict[str, list[Line]] = {}
    for line in states.lines:
        if not line.checks and not line.lapsed:
            fresh.setdefault(group_of(line.claim.id), []).append(line)
    for name, text in {check.claim: words[check] for check in states.gone}.items():
        matcher = SequenceMatcher(b=text, autojunk=False)
        for line in fresh.get(group_of(name), []) if group_of(name) else ():
            matcher.set_seq1(line.claim.text)
            # The quick ones are upper bounds of the last one, which is slow.
            if min(matcher.real_quick_ratio(), matcher.quick_ratio()) >= NEAR:
                pair = Pair(matcher.ratio(), name, line.claim.id)
                yield from (pair,) if pair.likeness >= NEAR else ()
