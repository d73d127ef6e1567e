"""Noun: an agency as a row, an event, a correction: what stands on many pages."""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.pages.words import UNDATED, NoteRef, PageLink, TermView, When


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """An agency as a row, a card, a mark on the map: the same words everywhere.

    `spot` is where it stands on the map, in degrees north and east; `approximate` says
    that this is the middle of its county.
    """

    id: str
    name: str
    path: str
    kind: TermView
    reply: TermView
    reply_summary: str
    where: str
    place: str = ""
    county: PageLink | None = None
    statewide: bool = False
    aliases: tuple[str, ...] = ()
    range: TermView | None = None
    listed_by: tuple[str, ...] = ()
    updated: When = UNDATED
    spot: tuple[float, float] | None = None
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class EventView:
    """An entry of the timeline; `refs` lead to the notes of the page it stands on."""

    date: When
    event: str
    agencies: tuple[AgencyRow, ...]
    refs: tuple[NoteRef, ...]
    date_note: str = ""


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """A correction, with the pages that it touches."""

    id: str
    date: When
    text: str
    pages: tuple[PageLink, ...]


@dataclass(frozen=True, slots=True)
class Unanswered:
    """An agency that has no reply: the latest attempt to have one, if there was any.

    `since` is its date, None where no source gives one; `by` is who asked, empty for nobody.
    """

    row: AgencyRow
    by: str
    since: When | None


@dataclass(frozen=True, slots=True)
class UnansweredView:
    """Who has not answered, and since when; and of whom nobody says whether they did."""

    silent: tuple[Unanswered, ...]
    unknown: tuple[Unanswered, ...]
    replied: int
