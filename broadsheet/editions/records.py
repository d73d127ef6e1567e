"""Noun: what the site showed, value by value, each time it was published."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Means = Literal["correction", "update", "new", "follows", "changed"]
"""How a change came about: it was corrected, updated, stated for the first time, it follows from
another (a computed figure), or nobody said."""


class Shown(NamedTuple):
    """A value as it was shown: what it is called, and the pages and downloads that showed it.

    Of a datum, `value` is as the downloads write it; of a claim it is the words, and `label`
    its mark in the ledger. `parts` are words of a sentence that are data of their own: the
    figures in it, by name, and what it quotes, without one.
    """

    value: str
    label: str
    surfaces: tuple[str, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()


Entries = Mapping[str, Shown | None]
"""By the id; None for what is shown no more."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """All that the site shows: each datum of the records, and each claim of the ledger."""

    data: Mapping[str, Shown] = field(default_factory=dict)
    claims: Mapping[str, Shown] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Publication:
    """One time that the site was published: what was new or other than the time before."""

    number: int
    date: datetime.date
    data: Entries
    claims: Entries


@dataclass(frozen=True, slots=True)
class History:
    """Every publication, the oldest first; `today` is set while the next one is being made."""

    publications: tuple[Publication, ...] = ()
    today: datetime.date | None = None

    def times(self, name: str) -> tuple[tuple[Publication, Shown], ...]:
        """When a datum was shown anew, and with which value, the oldest first."""
        told = ((publication, publication.data.get(name)) for publication in self.publications)
        return tuple((publication, entry) for publication, entry in told if entry)

    def claims(self) -> tuple[tuple[str, Shown], ...]:
        """Every claim that was ever shown, with its id; one that changed, each time."""
        entries = (publication.claims.items() for publication in self.publications)
        return tuple((name, shown) for group in entries for name, shown in group if shown)


NEVER = History()
"""The history of a site that was not published yet."""


def latest(publications: Iterable[Publication]) -> Manifest:
    """What the last publication showed, as a whole."""
    data: Mapping[str, Shown] = {}
    claims: Mapping[str, Shown] = {}
    for publication in publications:
        data = brought_up(data, publication.data)
        claims = brought_up(claims, publication.claims)
    return Manifest(data, claims)


def brought_up(before: Mapping[str, Shown], changed: Entries) -> Mapping[str, Shown]:
    """A state with what a publication changed in it."""
    kept = {name: entry for name, entry in before.items() if name not in changed}
    return kept | {name: entry for name, entry in changed.items() if entry}


def states_of(publications: Iterable[Publication]) -> tuple[Mapping[str, Shown], ...]:
    """The data of each publication as a whole."""
    states: list[Mapping[str, Shown]] = []
    for publication in publications:
        states.append(brought_up(states[-1] if states else {}, publication.data))
    return tuple(states)


def difference(before: Mapping[str, Shown], after: Mapping[str, Shown]) -> dict[str, Shown | None]:
    """What is new or other in `after`, and None for what is gone."""
    changed: dict[str, Shown | None] = {
        name: entry for name, entry in after.items() if before.get(name) != entry
    }
    return changed | {name: None for name in before if name not in after}


def next_publication(
    history: History, before: Manifest, manifest: Manifest
) -> Publication | None:  # fmt: skip
    """The publication that is being made; None where none is, or nothing would be new in it.

    `before` is what the last one showed.
    """
    if history.today is None:
        return None
    data = difference(before.data, manifest.data)
    claims = difference(before.claims, manifest.claims)
    if not data and not claims:
        return None
    return Publication(len(history.publications) + 1, history.today, data, claims)
