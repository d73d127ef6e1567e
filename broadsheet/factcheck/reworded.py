"""Room: fact-checking. A sentence that was put into other words meets the check of the old ones."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from broadsheet.factcheck.states import Line, States
from broadsheet.model import Check

NEAR = 0.6
"""How alike two texts are, from 0 to 1, that are one text before and after an edit."""
Former = tuple[Check, str]
"""A check whose claim is gone, with the words that it was of."""


def find_reworded(states: States, gone: Iterable[Former]) -> dict[str, list[Former]]:
    """By the id of each claim that is open: the checks of what most likely stood in its place."""
    open_lines: dict[str, list[Line]] = {}
    for line in states.lines:
        if not line.checks and not line.lapsed:
            open_lines.setdefault(place_of(line.claim.id), []).append(line)
    found: dict[str, list[Former]] = {}
    for check, words in gone:
        texts = {line.claim.text: line for line in open_lines.get(place_of(check.claim), ())}
        for text in difflib.get_close_matches(words, texts, n=1, cutoff=NEAR) if words else ():
            found.setdefault(texts[text].claim.id, []).append((check, words))
    return found


def place_of(name: str) -> str:
    """The page, or the field of a record, whose claims are called by their words."""
    return name.rpartition(".")[0]
