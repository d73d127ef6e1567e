"""Room: the ledger. A page becomes its paragraphs and cells, and what each sentence rests on.

As they stand on the page, where the ledger has a record's claims as whole sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from broadsheet.ledger.agencies import TIMELINE
from broadsheet.ledger.passages import passages_of
from broadsheet.ledger.records import Value
from broadsheet.ledger.stories import numbers
from broadsheet.pages import (
    AgencyView,
    ArticleView,
    ChartView,
    ClaimView,
    ContactView,
    EventView,
    NoteBoxView,
    NoteRef,
    Part,
    QuoteView,
    ReplyView,
    TermView,
    When,
)


class Sentence(NamedTuple):
    """A sentence or a cell as it stands on the page: its notes, its figures, how firmly."""

    text: str
    notes: tuple[int, ...] = ()
    figures: tuple[Value, ...] = ()
    standing: TermView | None = None


Block = tuple[Sentence, ...]
"""The sentences of a paragraph: joined by blanks they are its text."""


def article_blocks(view: ArticleView) -> Iterator[Block]:
    """The paragraphs of an article; headings and captions cite nothing and have no mark."""
    bound: dict[str, tuple[Value, ...]] = {}
    for at, name, shown in view.bound:
        bound[at] = (*bound.get(at, ()), Value(name, shown))
    if view.dek:
        yield (Sentence(" ".join(view.dek.split()), figures=bound.get("dek", ())),)
    for number, figure in enumerate(view.key_figures):
        text = f"{figure.number} {figure.words}".strip()
        yield (Sentence(text, figures=bound.get(f"key_figures.{number}", ())),)
    for part in view.parts:
        yield from part_blocks(part)


def part_blocks(part: Part) -> Iterator[Block]:
    """The paragraphs of one stretch."""
    view = part.view
    if part.kind == "prose":
        yield from prose_blocks(part.html)
    elif isinstance(view, NoteBoxView):
        yield from prose_blocks(view.html)
    elif part.kind == "knowledge":
        for box in view:
            yield from prose_blocks(box.html)
    elif isinstance(view, QuoteView):
        yield from prose_blocks(view.html, view.refs)
    elif isinstance(view, ChartView):
        basis = (Value("", view.basis),) if view.basis else ()
        yield (Sentence(view.title, numbers(view.refs), basis),)
    elif part.kind == TIMELINE:
        for event in view:
            yield from event_blocks(event)


def prose_blocks(prose: str, refs: Iterable[NoteRef] = ()) -> Iterator[Block]:
    """The paragraphs of prose; `refs` are the notes that stand below all of it."""
    passages = (passage for passage in passages_of(prose) if not passage.is_heading)
    below = numbers(refs)
    for _, together in groupby(passages, key=lambda passage: passage.block):
        yield tuple(Sentence(p.text, (*p.notes, *below), p.values) for p in together)


def event_blocks(event: EventView) -> Iterator[Block]:
    """An entry of a timeline, and our note on its date."""
    yield from cells((event.event, event.date_note), event.refs)


def cells(
    texts: Iterable[str], refs: Iterable[NoteRef] = (), standing: TermView | None = None
) -> Iterator[Block]:
    """The cells that there are of these, resting on the same: each one stretch, however long."""
    notes = numbers(refs)
    for text in texts:
        if text:
            yield (Sentence(" ".join(text.split()), notes, (), standing),)


def record_blocks(view: AgencyView) -> Iterator[Block]:
    """The cells of an agency's page, in its order."""
    for entry in view.listings:
        by = f"Listed by {entry.by}" if entry.by else ""
        yield from claim_blocks(entry, (listed(by, day(entry.date)) if by else "", entry.text))
    yield from reply_blocks(view.reply)
    for step in view.contacts:
        yield from contact_blocks(step)
    for detail in view.details:
        # Where nothing is known there is nothing that could rest on anything.
        yield from cells((detail.value, detail.note), detail.refs, detail.standing)
    for entry in view.statements:
        speaker = listed(entry.speaker or entry.by, day(entry.date))
        yield from claim_blocks(entry, (f"“{entry.text}”", speaker))
    for entry in view.facts:
        yield from claim_blocks(entry, (entry.text,))
    yield from cells(view.unclear)
    for entry in view.context:
        yield from claim_blocks(entry, (entry.text,))
    for event in view.timeline:
        yield from event_blocks(event)


def claim_blocks(claim: ClaimView, texts: tuple[str, ...]) -> Iterator[Block]:
    """A claim as it stands on the page, and our notes on it, which rest on the same."""
    yield from cells((*texts, claim.date_note, claim.note), claim.refs, claim.standing)


def reply_blocks(reply: ReplyView) -> Iterator[Block]:
    """The reply: its category, our summary, its words, who gave it to whom and when."""
    whom = f"{'to' if reply.by else 'To'} {reply.to}" if reply.to else ""
    given = listed(reply.by, whom, day(reply.date))
    words = f"“{reply.words}”" if reply.words else ""
    said = (reply.category.label, reply.summary, words, given, reply.date_note)
    yield from cells(said, reply.refs, reply.standing)


def contact_blocks(step: ContactView) -> Iterator[Block]:
    """That somebody asked, or an answer: who, what in our words and theirs, what came of it."""
    words = f"“{step.words}”" if step.words else ""
    said = (step.who, step.text, words, step.outcome, step.date_note)
    yield from cells(said, step.refs, step.standing)


def listed(*parts: str) -> str:
    """What there is of the parts, as the templates join them."""
    return ", ".join(filter(None, parts))


def day(date: When | None) -> str:
    """A date in words, if there is one."""
    return date.text if date else ""


def block_mark(block: Block) -> int:
    """The number by which the layer knows a paragraph: of 32 bits, made of its text."""
    number = 0
    for letter in " ".join(sentence.text for sentence in block):
        number = (number * 31 + ord(letter)) & 0xFFFFFFFF
    return number
