"""What of each record is public, field by field, and its form in JSON."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from broadsheet.model import (
    Agency,
    Attempt,
    Category,
    Citation,
    Claim,
    Fact,
    FreeTrial,
    Listing,
    Milestone,
    Particular,
    Range,
    Record,
    Reply,
    Searches,
    SharedAttempt,
    Source,
    Spending,
    Statement,
    Term,
    Users,
)
from broadsheet.values import PartialDate

CLAIM = ("standing", "sources")
ATTEMPT = (
    "by", "date", "date_note", "how", "to", "asked", "deadline", "answered", "result", "ours",
    *CLAIM,
)  # fmt: skip

# A field that is not named here is not published. A test holds this against the model, so
# that whoever adds a field there must say here, or in the test, whether readers get it.
PUBLIC: dict[type[Record], tuple[str, ...]] = {
    Citation: ("source", "at"),
    Listing: ("by", "basis", *CLAIM),
    Searches: ("range", "note", *CLAIM),
    Attempt: ATTEMPT,
    SharedAttempt: ATTEMPT,
    Reply: (
        "category", "summary", "words", "by", "to", "date", "date_note", "amends", "ours", *CLAIM,
    ),
    Spending: ("amount", "note", *CLAIM),
    Users: ("authorized", "at_least", "note", *CLAIM),
    FreeTrial: ("answer", "note", *CLAIM),
    Milestone: ("date", "note", *CLAIM),
    Statement: ("speaker", "words", "date", "date_note", "note", *CLAIM),
    Fact: ("text", "date", *CLAIM),
    Source: (
        "id", "title", "title_note", "outlet", "author", "date", "date_note", "url", "archived",
        "access", "public_description", "read", "note",
    ),
    Term: ("id", "label", "plural", "meaning"),
    Category: ("id", "label", "plural", "meaning", "disputes", "nothing_known", "silent"),
    Range: ("id", "label", "plural", "meaning", "minimum", "maximum"),
    Particular: ("value", "note", *CLAIM),
    Agency: (
        "id", "name", "aliases", "kind", "place", "county", "statewide", "latitude", "longitude",
        "listed", "searches", "reply", "attempts", "replies", "spending", "users", "free_trial",
        "began", "ended", "statements", "facts", "context", "unclear", "updated",
    ),
}  # fmt: skip

# The parts of an agency's record that are claims, in the order in which they are told.
CLAIMS = (
    "listed", "searches", "attempts", "replies", "spending", "users", "free_trial", "began",
    "ended", "statements", "facts", "context",
)  # fmt: skip


def claims(agency: Agency, name: str) -> tuple[Claim, ...]:
    """The claims of one part, none if it is left out."""
    found: Claim | tuple[Claim, ...] | None = getattr(agency, name)
    if found is None:
        return ()
    return found if isinstance(found, tuple) else (found,)


def told(agency: Agency, attempts: tuple[Attempt, ...]) -> Iterator[tuple[str, int, Claim]]:
    """Every claim of the record in its order: its part, its number in it from 1, the claim.

    `attempts` are all that concern the agency, those that are written for several, too.
    """
    for name in CLAIMS:
        found = attempts if name == "attempts" else claims(agency, name)
        for number, claim in enumerate(found, start=1):
            yield name, number, claim
    yield from ((one.field, 1, one) for one in agency.particulars)


def plain(value: Any) -> Any:
    """Turn a value of a record into what JSON knows; dates as ISO 8601.

    TypeError for a type that is not declared public.
    """
    if isinstance(value, PartialDate):
        return value.iso
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Record):
        return public(value)
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(f"{type(value).__name__} is not declared public")


def public(record: Record) -> dict[str, Any]:
    """The declared fields of a record, in the declared order."""
    if type(record) not in PUBLIC:
        raise TypeError(f"{type(record).__name__} is not declared public")
    return {name: plain(getattr(record, name)) for name in PUBLIC[type(record)]}
