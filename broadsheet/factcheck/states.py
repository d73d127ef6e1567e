"""Room: fact-checking. Which claims are unsourced, sourced or checked, and which checks lapsed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from broadsheet.factcheck.families import find_claims_of
from broadsheet.ledger import Claim
from broadsheet.model import Check

State = Literal["unsourced", "sourced", "checked"]
STATES: tuple[State, ...] = ("unsourced", "sourced", "checked")


class Former(NamedTuple):
    """A check whose claim is gone, and the words that it was of."""

    check: Check
    words: str

    @property
    def in_a_line(self) -> str:
        """For the desk, beside the words that most likely took their place."""
        by, on = self.check.by, self.check.on.isoformat()
        return f"Words much like these were checked by {by} on {on}: {self.words}"


@dataclass(frozen=True, slots=True)
class Line:
    """A claim with its number in the packet, the checks of it that hold, and those that do not.

    `former` are the checks of words that are gone, in whose place these most likely stand.
    """

    number: int
    claim: Claim
    checks: tuple[Check, ...] = ()
    lapsed: tuple[Check, ...] = ()
    former: tuple[Former, ...] = ()
    words: tuple[str, ...] = ()
    """What each of the lapsed checks was of, as its file keeps it."""

    @property
    def state(self) -> State:
        """Whether somebody has checked it as it is now; else whether there is a source."""
        if self.checks:
            return "checked"
        return "sourced" if self.claim.is_sourced else "unsourced"

    @property
    def is_reopened(self) -> bool:
        """Whether it was checked, and is something else now."""
        return bool(self.lapsed or self.former) and not self.checks


@dataclass(frozen=True, slots=True)
class States:
    """Every claim in the reader's order, and the checks whose claim is gone."""

    lines: tuple[Line, ...]
    gone: tuple[Check, ...] = ()

    def by_id(self) -> dict[str, Line]:
        """The lines by the ids of their claims."""
        return {line.claim.id: line for line in self.lines}

    def names(self) -> dict[Check, str]:
        """The id that the claim of each check has now, but for checks whose claim is gone."""
        return {c: line.claim.id for line in self.lines for c in (*line.checks, *line.lapsed)}


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of some lines are in which state."""

    unsourced: int
    sourced: int
    checked: int
    reopened: int

    @property
    def all(self) -> int:
        """How many lines there are; what is re-opened is among the unsourced or the sourced."""
        return self.unsourced + self.sourced + self.checked


def tally(lines: Iterable[Line]) -> Tally:
    """Count lines by their states."""
    every = tuple(lines)
    states = [line.state for line in every]
    unsourced, sourced, checked = (states.count(state) for state in STATES)
    return Tally(unsourced, sourced, checked, sum(line.is_reopened for line in every))


def read_states(claims: Iterable[Claim], checks: Iterable[Check]) -> States:
    """Hold every check against the claim that it is of, as it is now."""
    every, made = tuple(claims), tuple(checks)
    stands_for = find_claims_of(every, made)
    own: dict[str, list[Check]] = {}
    for check, name in zip(made, stands_for, strict=True):
        own.setdefault(name, []).append(check)
    lines = tuple(
        line_of(number, claim, own.get(claim.id, [])) for number, claim in enumerate(every, 1)
    )
    return States(lines, tuple(own.get("", ())))


def line_of(number: int, claim: Claim, checks: list[Check]) -> Line:
    """A claim with its checks, those that hold apart from those that do not."""
    holding = tuple(check for check in checks if holds(check, claim))
    return Line(number, claim, holding, tuple(c for c in checks if c not in holding))


def holds(check: Check, claim: Claim) -> bool:
    """Whether what was checked is what stands there now.

    Without a source there is nothing to check against: then only a reason will do. That no
    source says anything can be checked, in all of them.
    """
    return check.mark == claim.mark and (not claim.needs_a_reason or bool(check.note))
