"""Noun: what is said, and the sources it stands on, as pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from broadsheet.pages.words import NoteRef, PageLink, TermView, When


class ClaimLine(NamedTuple):
    """A claim in the list of its source: its id, its text, where it stands, where in the source."""

    claim: str
    text: str
    path: str
    anchor: str
    at: str = ""
    standing: str = ""


class PageClaims(NamedTuple):
    """The claims of one page, under its title."""

    page: PageLink
    lines: tuple[ClaimLine, ...]


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source as readers see it.

    `access` is `public`, `on-file` or `confidential`; of the last, `described` is all that is
    told. `claims` counts what rests on it: `first` and `rest` are those that its entry shows,
    `more` is the address of a page of its own for all of them, if there is one. `cited_by` are
    the pages that name it as a whole.
    """

    id: str
    title: str
    outlet: str
    path: str
    anchor: str
    title_note: str = ""
    author: str = ""
    date: When | None = None
    date_note: str = ""
    url: str = ""
    archived: str = ""
    reading: TermView | None = None
    note: str = ""
    access: str = "public"
    described: str = ""
    cited_by: tuple[PageLink, ...] = ()
    claims: int = 0
    first: tuple[PageClaims, ...] = ()
    rest: tuple[PageClaims, ...] = ()
    more: str = ""


@dataclass(frozen=True, slots=True)
class NoteView:
    """A numbered note at a page's foot; `back` is the anchor of the first mark that leads to it."""

    number: int
    id: str
    source: SourceView
    at: str
    back: str


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One thing that is said: a listing, a fact, a statement (then `speaker` is set)."""

    text: str
    refs: tuple[NoteRef, ...]
    by: str = ""
    speaker: str = ""
    date: When | None = None
    date_note: str = ""
    note: str = ""
    standing: TermView | None = None


@dataclass(frozen=True, slots=True)
class Detail:
    """One line of the facts box. `value` empty: no source that was read says.

    `url` is where a value leads that is an address.
    """

    field: str
    label: str
    value: str
    note: str = ""
    refs: tuple[NoteRef, ...] = ()
    standing: TermView | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class ContactView:
    """One step between those who asked and the agency: `kind` is asked, answered or amended.

    `text` is in our words, `words` in the agency's own; `who` spoke or asked, and to whom, as
    `by WRAL News, by email`. `outcome` tells whether an answer came, `shown` that this is the
    reply that stands on the page in full, `shared` that several agencies were asked at once.
    """

    kind: str
    title: str
    who: str
    text: str
    refs: tuple[NoteRef, ...]
    date: When | None = None
    date_note: str = ""
    words: str = ""
    outcome: str = ""
    category: TermView | None = None
    standing: TermView | None = None
    shown: bool = False
    shared: bool = False


@dataclass(frozen=True, slots=True)
class ReplyView:
    """What an agency answered; `words` are its own."""

    category: TermView
    summary: str
    words: str
    by: str
    to: str
    date: When | None
    date_note: str
    refs: tuple[NoteRef, ...]
    standing: TermView | None = None


class EvidenceView(NamedTuple):
    """What the sentences of a page rest on, as JSON that its script hands to <evidence-layer>."""

    data: Markup
