"""Noun: an agency's own page."""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.pages.claims import ClaimView, ContactView, Detail, NoteView, ReplyView
from broadsheet.pages.drawings import LocatorView
from broadsheet.pages.rows import AgencyRow, EventView
from broadsheet.pages.words import PageLink


@dataclass(frozen=True, slots=True)
class AgencyView:
    """An agency's own page. `unknown` is what it says where no source says anything.

    `has_lists` says that somebody's list names one of the records: of the others it is said, then,
    that no source says so.
    """

    row: AgencyRow
    listings: tuple[ClaimView, ...]
    reply: ReplyView
    contacts: tuple[ContactView, ...]
    details: tuple[Detail, ...]
    statements: tuple[ClaimView, ...]
    facts: tuple[ClaimView, ...]
    context: tuple[ClaimView, ...]
    unclear: tuple[str, ...]
    timeline: tuple[EventView, ...]
    neighbours: tuple[AgencyRow, ...]
    locator: LocatorView | None
    notes: tuple[NoteView, ...]
    previous: PageLink | None = None
    following: PageLink | None = None
    unknown: str = ""
    has_lists: bool = True
