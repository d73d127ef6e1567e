"""Stage rules: what a rule looks at, and how it walks over the claims."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from broadsheet.editions import NEVER, History
from broadsheet.model import Agency, Citations, Claim, Investigation, Origin
from broadsheet.problems import Location, Problem
from broadsheet.validate.shapes import Locate

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """The investigation, what could not be read of it, and where everything stands.

    `faulty` holds ids of entries, and names of files of which something was left out: what
    they may have held is not told as missing. `now` is the time of the build, if it is known;
    `history` is what was published before.
    """

    investigation: Investigation
    faulty: frozenset[str]
    locate: Locate
    now: datetime.datetime | None = None
    history: History = NEVER

    def at(self, origin: Origin, *path: str | int) -> Location:
        """Where a value stands."""
        return self.locate(origin, *path)

    def problem(
        self, code: str, origin: Origin, path: Path, message: str, hint: str = ""
    ) -> Problem:
        """A problem at a value of an entry."""
        return Problem(self.locate(origin, *path), code, message, hint)


class Told(NamedTuple):
    """A claim of an agency's record, and the path that leads to it."""

    path: Path
    claim: Claim


SINGLE = ("searches", "spending", "users", "free_trial", "began", "ended")
SEVERAL = ("listed", "statements", "facts", "context")


def find_claims(agency: Agency) -> Iterator[Told]:
    """Every claim of a record but its replies and the attempts to have them."""
    for name in SINGLE:
        claim = getattr(agency, name)
        if claim is not None:
            yield Told((name,), claim)
    for name in SEVERAL:
        for number, claim in enumerate(getattr(agency, name)):
            yield Told((name, number), claim)
    yield from (Told((one.field,), one) for one in agency.particulars)


def find_answers(agency: Agency) -> Iterator[Told]:
    """Every attempt in a record, and every reply."""
    for name in ("attempts", "replies"):
        for number, entry in enumerate(getattr(agency, name)):
            yield Told((name, number), entry)


class Cited(NamedTuple):
    """Citations, and the entry and field that hold them."""

    origin: Origin
    path: Path
    citations: Citations


def find_citations(investigation: Investigation) -> Iterator[Cited]:
    """Every list of sources in the records and the front matter (not in prose)."""
    for agency in investigation.agencies:
        for told in (*find_answers(agency), *find_claims(agency)):
            yield Cited(agency.origin, (*told.path, "sources"), told.claim.sources)
    for attempt in investigation.attempts:
        yield Cited(attempt.origin, ("sources",), attempt.sources)
    for figure in investigation.figures:
        yield Cited(figure.origin, ("sources",), figure.sources)
    for event in investigation.timeline:
        yield Cited(event.origin, ("sources",), event.sources)
    for article in investigation.articles:
        yield Cited(article.front.origin, ("sources",), article.front.sources)
