"""Room: the ledger. A page becomes the script that tells its readers what each sentence rests on.

The script holds no text of the page, only where in it sentences end: a block is known by a
number that is made of its words. Where these are others, it is left alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any, NamedTuple

from markupsafe import Markup

from broadsheet.ledger.agencies import TIMELINE
from broadsheet.ledger.passages import passages_of
from broadsheet.ledger.records import Value
from broadsheet.ledger.stories import numbers
from broadsheet.pages import (
    AgencyView,
    ArticleView,
    ChartView,
    ClaimView,
    EventView,
    EvidenceView,
    NoteBoxView,
    NoteRef,
    NoteView,
    Page,
    Part,
    QuoteView,
    ReplyView,
    TermView,
    When,
)

FILE = "evidence.js"
"""The script beside the page that it belongs to, and its template."""
FIGURES = "figures/"
"""The page on which each figure has an anchor of its name, where there is one."""
OWN = "No source is cited in this sentence."
SECRET = "It rests on a confidential source alone."  # noqa: S105  (no password)
FIGURE = "A figure of this site: the number follows from the records, or is a source’s."


class Sentence(NamedTuple):
    """A sentence or a cell as it stands on the page: its notes, its figures, how firmly."""

    text: str
    notes: tuple[int, ...] = ()
    figures: tuple[Value, ...] = ()
    standing: TermView | None = None


Block = tuple[Sentence, ...]
"""The sentences of a paragraph: joined by blanks they are its text."""


def evidence_scripts(pages: Iterable[Page], figures: Mapping[str, str]) -> Iterator[Page]:
    """A script for each article and each agency's page, as a page of its template.

    `figures` says in words what each of them counts, by its name.
    """
    every = tuple(pages)
    has_figures = any(page.path == FIGURES for page in every)
    for page in every:
        view = page.view
        top = "../" * page.file.count("/")
        desk = Desk({}, figures, f"{top}{FIGURES}index.html" if has_figures else "")
        if isinstance(view, ArticleView):
            yield script(page, article_blocks(view), desk.with_notes(view.notes))
        elif isinstance(view, AgencyView):
            yield script(page, record_blocks(view), desk.with_notes(view.notes))


def article_blocks(view: ArticleView) -> Iterator[Block]:
    """The paragraphs of an article; headings and captions cite nothing and have no mark."""
    bound: dict[str, tuple[Value, ...]] = {}
    for at, name in view.bound:
        bound[at] = (*bound.get(at, ()), Value(name, ""))
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


def listed(*parts: str) -> str:
    """What there is of the parts, as the templates join them."""
    return ", ".join(filter(None, parts))


def day(date: When | None) -> str:
    """A date in words, if there is one."""
    return date.text if date else ""


@dataclass(slots=True)
class Words:
    """Texts that many sentences share, each once; a sentence has their numbers."""

    known: dict[tuple[str, ...], int] = field(default_factory=dict)

    def number(self, *texts: str) -> int:
        """The number of these texts, a new one if they are new."""
        return self.known.setdefault(texts, len(self.known))


@dataclass(frozen=True, slots=True)
class Desk:
    """What the data of one page are looked up in, and the words that they share.

    `page` is the way to the page of the figures, where there is one.
    """

    notes: Mapping[int, NoteView]
    figures: Mapping[str, str]
    page: str
    marks: Words = field(default_factory=Words)
    kinds: Words = field(default_factory=Words)

    def with_notes(self, notes: Iterable[NoteView]) -> Desk:
        """The desk of a page with these notes."""
        return replace(self, notes={note.number: note for note in notes})

    def data(self, sentence: Sentence) -> list[Any]:
        """Its length as JavaScript counts it, its mark, its notes, figures, kinds of evidence."""
        cited = [self.notes[number] for number in sentence.notes]
        standing = sentence.standing
        told: list[Any] = [
            len(sentence.text.encode("utf-16-le")) // 2,
            self.marks.number(*mark_of(sentence, cited)),
            [note.number for note in cited],
            [[value.figure, self.wording(value)] for value in sentence.figures],
            [self.kinds.number(standing.label, standing.meaning)] if standing else [],
        ]
        while not told[-1] and len(told) > MARKED:
            told.pop()
        return told

    def wording(self, value: Value) -> str:
        """A figure in words: as it is shown, and what it counts."""
        label = self.figures.get(value.figure, "")
        return ": ".join(filter(None, (value.shown, label))) or value.figure

    def readings(self) -> dict[int, int]:
        """How much was read of the source of each note."""
        return {
            number: self.kinds.number(reading.label, reading.meaning)
            for number, note in self.notes.items()
            if (reading := note.source.reading)
        }


MARKED = 2
"""A sentence's data begin with its length and its mark; the rest may be left out."""


def script(page: Page, blocks: Iterable[Block], desk: Desk) -> Page:
    """The script of one page, with what its <evidence-layer> shows."""
    every = tuple(blocks)
    told = [[block_mark(block), *map(desk.data, block)] for block in every]
    readings = desk.readings()
    data = {
        "blocks": told,
        "marks": list(desk.marks.known),
        "kinds": list(desk.kinds.known),
        "readings": readings,
        "page": desk.page,
        "told": summed_up([one for block in every for one in block]),
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    view = EvidenceView(Markup(text))  # noqa: S704  (not HTML: it goes into a script of its own)
    return Page(f"{page.path}{FILE}", FILE, page.title, "", view, in_sitemap=False)


def mark_of(sentence: Sentence, cited: list[NoteView]) -> tuple[str, str, str]:
    """What kind of mark it gets, the few words in it, and the sentence that explains it."""
    sources = {note.source.id: note.source for note in cited}.values()
    secret = sum(source.access == "confidential" for source in sources)
    counts = (
        (len(sources) - secret, "source"),
        (secret, "confidential source"),
        (len(sentence.figures), "figure"),
    )
    words = [f"{n} {noun}" if n == 1 else f"{n} {noun}s" for n, noun in counts if n]
    words += [sentence.standing.label.lower()] if sentence.standing and words else []
    short = ", ".join(words) or "our own words"
    if secret and len(words) == 1:
        return "confidential", short, SECRET if secret == 1 else f"It rests on {short} alone."
    if sources:
        return "sourced", short, ""
    return ("bound", short, FIGURE) if sentence.figures else ("own", short, OWN)


def summed_up(sentences: list[Sentence]) -> str:
    """How many of a page's sentences rest on what."""
    cited = sum(bool(one.notes) for one in sentences)
    bound = sum(bool(one.figures) and not one.notes for one in sentences)
    own = len(sentences) - cited - bound
    return (
        f"Marked: {cited} rest on sources, {bound} on figures alone, {own} are our own words."
        " Tap a mark to see what it rests on."
    )


def block_mark(block: Block) -> int:
    """The number by which the layer knows a paragraph: of 32 bits, made of its text."""
    number = 0
    for letter in " ".join(sentence.text for sentence in block):
        number = (number * 31 + ord(letter)) & 0xFFFFFFFF
    return number
