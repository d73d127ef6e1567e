"""Noun: one thing that the site says, with what it rests on, and the ledger of all of them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

UNNAMED = "confidential"
"""How the id of a source begins that has no name, before its number among them all."""
Kind = Literal["headline", "sentence", "quote", "figure", "cell", "blank", "event", "definition"]


class Evidence(NamedTuple):
    """A source by its id, and the exact place in it where one is given."""

    source: str
    at: str = ""

    @property
    def without_number(self) -> Evidence:
        """The same, where the number of a confidential source does not count."""
        is_named = not self.source.startswith(f"{UNNAMED}-")
        return self if is_named else self._replace(source=UNNAMED)


class Value(NamedTuple):
    """A figure by its name, as the claim words it."""

    figure: str
    shown: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that the site says.

    `id` stays while the wording stays: it is made of the place for what has one (a headline,
    a field), and of the words for what may move (a sentence, a fact); the names of figures
    stand in it, and not their values. `text` is what readers see, without the marks of notes.
    `page` is the address of the page that says it first, `anchor` the nearest one on it,
    `place` how the desk calls where it stands. `about` are the ids of the agencies it speaks of.
    """

    id: str
    kind: Kind
    text: str
    page: str
    anchor: str = ""
    place: str = ""
    values: tuple[Value, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    about: tuple[str, ...] = ()
    standing: str = ""

    @property
    def mark(self) -> str:
        """The beginning of the SHA-256 of all that a check of it has seen.

        Any change of the words, the values, the sources or the places in them changes it;
        where the claim stands does not count, and neither does how many confidential sources
        stand before one of its own.
        """
        evidence = (one.without_number for one in self.evidence)
        seen = (self.text, self.standing, *map(str, self.values), *map(str, evidence))
        return hashlib.sha256("\n".join(seen).encode()).hexdigest()[:MARK_LENGTH]

    @property
    def is_sourced(self) -> bool:
        """Whether it rests on a source, or on a figure that has its own evidence."""
        return bool(self.evidence or self.values)

    @property
    def needs_a_reason(self) -> bool:
        """Whether it stands on nothing, and does not say itself that no source says anything."""
        return not self.is_sourced and self.kind != "blank"


MARK_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every claim in the reader's order, and which of them each page shows, by its address."""

    claims: tuple[Claim, ...]
    shown: Mapping[str, tuple[str, ...]]
