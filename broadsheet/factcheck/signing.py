"""Room: fact-checking. Names of claims and a signature become checks, or problems."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from broadsheet.factcheck.book import Book
from broadsheet.factcheck.naming import group_of, name_meant
from broadsheet.factcheck.record import with_checks, write_record
from broadsheet.factcheck.states import Line
from broadsheet.factcheck.verbs import typed
from broadsheet.ledger import Claim
from broadsheet.load.text import UNSEEN
from broadsheet.model import Check
from broadsheet.problems import BuildError, Location, Problem

SIGN = "sign"
"""Where a problem stands that is a matter of the command line."""


class Signature(NamedTuple):
    """Who checked, when, and a remark."""

    by: str
    on: datetime.date
    note: str = ""


@dataclass(slots=True)
class Signing:
    """What is to be written, and what came up on the way."""

    new: dict[Check, Claim] = field(default_factory=dict)
    again: int = 0
    reopened: int = 0
    left: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def add(self, line: Line, signature: Signature, place: Location) -> None:
        """Sign a claim; one that is signed already stays as it is."""
        claim, (by, on, note) = line.claim, signature
        if any(check.by == by for check in line.checks):
            self.again += 1
        elif claim.needs_a_reason and not note:
            self.problems.append(needs_a_reason(claim, place))
        else:
            check = Check(claim=claim.id, mark=claim.mark, by=by, on=on, note=note or None)
            self.new[check] = claim
            self.reopened += line.is_reopened


def needs_a_reason(claim: Claim, place: Location) -> Problem:
    """Without a source there is nothing to check a claim against."""
    message = f"'{claim.id}' rests on no source"
    return Problem(place, "E121", message, "cite one, or say in a note why it needs none")


def no_such_claim(book: Book, name: str, place: Location) -> Problem:
    """A claim that there is not: most likely misspelled, or its words have changed."""
    every = tuple(book.states.by_id())
    below = sum(1 for claim in every if is_below(claim, name))
    if below:
        hint = f"that is the beginning of {below}; --all signs those of them that need no reason"
    else:
        packet = f"the packet of {typed('factcheck', book.root)} names every claim"
        words = "its words may have changed; " if group_of(name) else ""
        hint = name_meant(name, every) or f"{words}{packet}"
    return Problem(place, "E120", f"there is no claim '{name}'", hint)


def is_below(claim: str, name: str) -> bool:
    """Whether a claim belongs to a page or a field: `home.5e5129` to `home`."""
    return claim == name or claim.startswith(f"{name}.")


def sign_claims(book: Book, names: Sequence[str], signature: Signature) -> Signing:
    """Sign each claim that is named. BuildError, and nothing signed, if one cannot be."""
    lines, signing = book.states.by_id(), Signing()
    for name in dict.fromkeys(names):
        if name in lines:
            signing.add(lines[name], signature, Location(SIGN))
        else:
            signing.problems.append(no_such_claim(book, name, Location(SIGN)))
    stop_at(signing.problems)
    return signing


def sign_all(book: Book, names: Sequence[str], signature: Signature) -> Signing:
    """Sign what is below some names; what needs a reason to stand is left, and counted."""
    lines, signing = book.states.by_id(), Signing()
    for name in names:
        if not any(is_below(claim, name) for claim in lines):
            signing.problems.append(no_such_claim(book, name, Location(SIGN)))
    stop_at(signing.problems)
    for line in lines_below(lines.values(), names):
        if not line.claim.needs_a_reason:
            signing.add(line, signature, Location(SIGN))
        elif not line.checks:
            signing.left.append(line)
    return signing


def lines_below(lines: Iterable[Line], names: Sequence[str]) -> Iterator[Line]:
    """Each claim of some pages or fields once."""
    for line in lines:
        if any(is_below(line.claim.id, name) for name in names):
            yield line


def stop_at(problems: Sequence[Problem]) -> None:
    """Sign nothing where something is wrong."""
    if problems:
        raise BuildError(problems)


def signature_fault(by: str, note: str) -> str:
    """What is wrong with a name or a note; empty where nothing is."""
    for what, text in (("name", by), ("note", note)):
        if UNSEEN.search(text):
            return f"the {what} holds a sign that cannot be seen"
    return "" if by else "there is no name"


def tidy(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


def record_checks(root: Path, book: Book, signing: Signing) -> None:
    """Write what was signed; nothing at all where nothing is new."""
    if signing.new:
        write_record(root, with_checks(book.text, book.checks, signing.new, book.states.names()))
