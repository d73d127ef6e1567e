"""Noun: an agency as a row, an event, a correction: what stands on many pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from broadsheet.pages.words import UNDATED, NoteRef, PageLink, TermView, When


class CellView(NamedTuple):
    """What a row says in a field that the dictionary declares: empty where no source says.

    `sort` is by what it is put in order, `values` by what a filter knows it. `in_table` says
    that it has a column of its own.
    """

    field: str
    label: str
    text: str
    sort: str
    values: tuple[str, ...] = ()
    in_table: bool = False


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
    cells: tuple[CellView, ...] = ()

    def cell(self, field: str) -> CellView:
        """Its cell of a declared field."""
        return next(cell for cell in self.cells if cell.field == field)


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
    """A correction, with the pages and downloads that showed what was wrong.

    `kind` is `correction`, or `update` for what was right when it was published. `data` are
    the ids of what it corrects; `label` is what readers call that, `was` and `now` its values.
    `values` are both as the editor wrote them. `later` is the id of the next entry on the same
    thing, `later_told` says so.
    """

    id: str
    date: When
    text: str
    pages: tuple[PageLink, ...]
    kind: str = "correction"
    files: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
    label: str = ""
    was: str = ""
    now: str = ""
    why: str = ""
    found: str = ""
    values: tuple[str, str] = ("", "")
    later: str = ""
    later_told: str = ""

    @property
    def in_full(self) -> str:
        """What it says, how that came about, and that a later entry says more."""
        later = f"{self.later_told}." if self.later else ""
        return " ".join(filter(None, (self.text, self.why, later)))

    @property
    def is_update(self) -> bool:
        """Whether nothing was wrong when it was published."""
        return self.kind == "update"

    @property
    def anchor(self) -> str:
        """Its anchor on the page of all corrections."""
        return f"correction-{self.id}"


class ChangeView(NamedTuple):
    """A fact that changed between two publications: empty `was` for a new one, `now` for a gone.

    `means` says how it came about; `correction` is the id of the entry that tells of it.
    `values` are both as the downloads write them.
    """

    name: str
    label: str
    was: str
    now: str
    means: str
    page: PageLink | None = None
    correction: str = ""
    values: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class EditionView:
    """A publication, and the facts that it changed; `facts` is how many it showed in all."""

    number: int
    date: When
    facts: int
    changes: tuple[ChangeView, ...]


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
