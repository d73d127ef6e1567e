"""Room: the ledger. An agency's page and the timeline become their claims, cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from broadsheet.ledger.identity import numbered, page_name, word_mark
from broadsheet.ledger.records import Claim, Kind
from broadsheet.ledger.stories import noted, numbers
from broadsheet.pages import (
    AgencyView,
    ClaimView,
    ContactView,
    Detail,
    EventView,
    NoteRef,
    Page,
    ReplyView,
    TermView,
    TimelineView,
)

TIMELINE = "timeline"
UNDATED = "9999"
"""Stands for a day that no source gives: it comes last."""
ENDS = (".", "!", "?", "”")


class Asked(NamedTuple):
    """An attempt that several agencies share: its day, who asked (how, and whom), and what."""

    day: str
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class Record:
    """An agency's record on its page."""

    page: Page
    view: AgencyView

    def claim(  # noqa: PLR0913  (what tells one claim from another)
        self, own: str, text: str, place: str, refs: Iterable[NoteRef] = (), *,
        kind: Kind = "cell", standing: TermView | None = None,
    ) -> Claim:  # fmt: skip
        """A claim of this record, called by the field that holds it."""
        return Claim(
            id=f"{page_name(self.page.path)}.{own}",
            kind=kind,
            text=text,
            page=self.page.path,
            place=place,
            evidence=noted(self.view.notes, numbers(refs)),
            about=(self.view.row.id,),
            standing=standing.label if standing else "",
        )


def record_claims(page: Page, view: AgencyView) -> Iterator[Claim]:
    """Every claim of a record, in the order of its page."""
    record = Record(page, view)
    yield record.claim("record", identity(view), "Who it is")
    if view.has_lists and not view.listings:
        yield record.claim("listed", f"Listing: {view.unknown}", "Listing", kind="blank")
    for entry in view.listings:
        yield said(record, "listed", entry, "Listing")
    yield from reply_claims(record, view.reply)
    for step in view.contacts:
        # The reply that counts stands above, in full.
        if not step.shown and not step.shared:
            yield contact_claim(record, step)
    for detail in view.details:
        yield detail_claim(record, detail)
    for entry in view.statements:
        yield said(record, "statement", entry, "Statement", kind="quote")
    for entry in view.facts:
        yield said(record, "fact", entry, "Fact")
    for entry in view.context:
        yield said(record, "context", entry, "Context")
    for text in view.unclear:
        yield record.claim(f"unclear.{word_mark(text)}", text, "What is not clear")


def identity(view: AgencyView) -> str:
    """Its name, kind and place, and its other names."""
    row = view.row
    others = f"Also: {', '.join(row.aliases)}." if row.aliases else ""
    return " ".join(filter(None, (f"{row.name}. {row.kind.label}. {row.where}.", others)))


def said(record: Record, field: str, entry: ClaimView, place: str, *, kind: Kind = "cell") -> Claim:
    """A listing, a statement, a fact: told by its own words, since it has no id."""
    words = f"“{entry.text}” {entry.speaker}" if entry.speaker else entry.text
    opening = f"{entry.by}: {words}" if entry.by else words
    date = entry.date.text if entry.date else ""
    text = in_full(opening, date, entry.date_note, entry.note)
    name = f"{field}.{word_mark(entry.text)}"
    return record.claim(name, text, place, entry.refs, kind=kind, standing=entry.standing)


def reply_claims(record: Record, reply: ReplyView) -> Iterator[Claim]:
    """The reply: its category and who gave it when, our summary, its own words."""
    who = f"By {reply.by}" if reply.by else ""
    whom = f"to {reply.to}" if reply.to else ""
    given = " ".join(filter(None, (who, whom)))
    date = reply.date.text if reply.date else ""
    told = (reply.summary, reply.words, given, date)
    unknown = "" if any(told) else record.view.unknown
    text = in_full(reply.category.label, given, date, unknown, reply.date_note)
    kind: Kind = "blank" if unknown and not reply.refs else "cell"
    yield record.claim("reply", text, "Reply", reply.refs, kind=kind, standing=reply.standing)
    if reply.summary:
        yield record.claim("reply.summary", reply.summary, "Reply, in our words", reply.refs)
    if reply.words:
        words = f"“{reply.words}”"
        yield record.claim("reply.words", words, "Reply, in its words", reply.refs, kind="quote")


def contact_claim(record: Record, step: ContactView) -> Claim:
    """That somebody asked this agency, or an earlier answer of it."""
    asked = step.kind == "asked"
    name = f"{'attempt' if asked else 'answer'}.{contact_mark(step)}"
    place = "Asked" if asked else "Earlier reply"
    kind: Kind = "quote" if step.words else "cell"
    text = contact_text(step)
    return record.claim(name, text, place, step.refs, kind=kind, standing=step.standing)


def contact_mark(step: ContactView) -> str:
    """By what was asked or answered."""
    return word_mark(f"{step.text}{step.words}")


def contact_text(step: ContactView) -> str:
    """A step between those who asked and the agency, in full."""
    date = step.date.text if step.date else ""
    words = f"“{step.words}”" if step.words else ""
    counted = step.category.label if step.category else ""
    told = (step.title, date, step.who, step.text, words, step.outcome, counted, step.date_note)
    return in_full(*told)


def attempt_claims(pages: Iterable[Page]) -> Iterator[Claim]:
    """Every attempt that several agencies share, once, on the first page that shows it."""
    first: dict[Asked, tuple[Record, ContactView]] = {}
    about: dict[Asked, list[str]] = {}
    for page in pages:
        if isinstance(page.view, AgencyView):
            for step in shared_steps(page):
                first.setdefault(asked(step), (Record(page, page.view), step))
                about.setdefault(asked(step), []).append(page.view.row.id)
    names = names_of(first)
    for key, (record, step) in first.items():
        claim = contact_claim(record, step)
        yield replace(claim, id=names[key], about=tuple(about[key]))


def shared_steps(page: Page) -> Iterator[ContactView]:
    """The attempts on an agency's page that several agencies share."""
    if isinstance(page.view, AgencyView):
        yield from (step for step in page.view.contacts if step.shared)


def asked(step: ContactView) -> Asked:
    """What tells one attempt from another that asked the same."""
    return Asked(step.date.iso if step.date else UNDATED, step.who, step.text)


def names_of(attempts: Iterable[Asked]) -> dict[Asked, str]:
    """The names of attempts that several agencies share; of the same words, the oldest first."""
    ordered = sorted(set(attempts))
    marks = numbered(f"attempts.{word_mark(one.text)}" for one in ordered)
    return dict(zip(ordered, marks, strict=True))


def detail_claim(record: Record, detail: Detail) -> Claim:
    """A line of the facts box; blank where it says that no source says anything."""
    kind: Kind = "cell" if detail.value or detail.note else "blank"
    text = in_full(f"{detail.label}: {detail.value or record.view.unknown}", detail.note)
    place, standing = detail.label, detail.standing
    return record.claim(detail.field, text, place, detail.refs, kind=kind, standing=standing)


def event_claims(page: Page, view: TimelineView) -> Iterator[Claim]:
    """Every entry of the timeline."""
    for event in view.events:
        yield Claim(
            id=event_name(event),
            kind="event",
            text=in_full(f"{event.date.text}: {event.event}", event.date_note),
            page=page.path,
            place="Timeline",
            evidence=noted(view.notes, numbers(event.refs)),
            about=tuple(row.id for row in event.agencies),
        )


def event_name(event: EventView) -> str:
    """By its day and its words."""
    return f"{TIMELINE}.{event.date.iso}.{word_mark(event.event)}"


def in_full(*parts: str) -> str:
    """What there is of the parts, each as a sentence."""
    said = (part for part in parts if part)
    return " ".join(part if part.endswith(ENDS) else f"{part}." for part in said)
