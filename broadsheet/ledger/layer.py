"""Room: the ledger. A page becomes the script that tells its readers what each sentence rests on.

The script holds no text of the page, only where in it sentences end: a block is known by a
number that is made of its words. Where these are others, it is left alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from markupsafe import Markup

from broadsheet.ledger.blocks import (
    Block,
    Sentence,
    article_blocks,
    block_mark,
    record_blocks,
)
from broadsheet.ledger.records import Value
from broadsheet.pages import AgencyView, ArticleView, EvidenceView, NoteView, Page

FILE = "evidence.js"
"""The script beside the page that it belongs to, and its template."""
FIGURES = "figures/"
"""The page on which each figure has an anchor of its name, where there is one."""
OWN = "No source is cited in this sentence."
FIGURE = "A figure of this site: the number follows from the records, or is a source’s."


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
    firmly = [sentence.standing.label.lower()] if sentence.standing and words else []
    short = ", ".join((*words, *firmly))
    if secret and len(words) == 1:
        who = "a confidential source" if secret == 1 else words[0]
        return "confidential", short, f"It rests on {who} alone."
    if sources:
        return "sourced", short, ""
    return ("bound", short, FIGURE) if sentence.figures else ("own", "our own words", OWN)


def summed_up(sentences: list[Sentence]) -> str:
    """How many of a page's sentences rest on what."""
    cited = sum(bool(one.notes) for one in sentences)
    bound = sum(bool(one.figures) and not one.notes for one in sentences)
    own = len(sentences) - cited - bound
    return (
        f"Marked: {cited} rest on sources, {bound} on figures alone, {own} are our own words."
        " Tap a mark to see what it rests on."
    )
