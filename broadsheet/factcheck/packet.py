"""Room: fact-checking. The book of claims becomes the packet: files for screen, paper and desk."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from broadsheet.assets import PageStyles
from broadsheet.factcheck.book import Book
from broadsheet.factcheck.counting import Counting, find_counting
from broadsheet.factcheck.evidence import FigureNote, Proof
from broadsheet.factcheck.guards import AGENCIES, FRONT, OPEN, SHEET, WORKBOOK, find_leaks
from broadsheet.factcheck.sheet import sheet_bytes, workbook
from broadsheet.factcheck.states import Former, Line, Tally, tally
from broadsheet.factcheck.still_open import gone_with_words, open_list
from broadsheet.markup.records import Waiver
from broadsheet.pages import Output, Page, PageLink
from broadsheet.problems import BuildError, Problem
from broadsheet.render import Shell, render, template_folders

TEMPLATE = "factcheck/packet.html"
WORDS = "Words that the site explains"
MARK_LENGTH = 10
MOST_NAMED = 10
"""So many agencies of a claim are named at most: one of all would name each in each extract."""


@dataclass(frozen=True, slots=True)
class ClaimEntry:
    """A numbered line with all that the desk needs beside it.

    `about` are the agencies that it speaks of; where they are too many to name, `many` is
    how many they are.
    """

    line: Line
    proofs: tuple[Proof, ...]
    figures: tuple[FigureNote, ...]
    waived: tuple[Waiver, ...]
    written_in: str
    about: tuple[PageLink, ...]
    many: int = 0


@dataclass(frozen=True, slots=True)
class Chapter:
    """The claims of one page, in the reader's order; `is_held` where it is not public yet."""

    title: str
    path: str
    anchor: str
    entries: tuple[ClaimEntry, ...]
    tally: Tally
    is_held: bool = False


@dataclass(frozen=True, slots=True)
class PacketView:
    """What one document of the packet shows; `mark` tells one packet from another on paper.

    `counting` are the figures that count the agency that a document is of. `is_extract` where
    it is for the lawyer: without what the desk alone wrote, and without long lists.
    """

    title: str
    about: str
    subject: str
    mark: str
    chapters: tuple[Chapter, ...]
    tally: Tally
    figures: tuple[FigureNote, ...]
    others: tuple[PageLink, ...]
    counting: tuple[Counting, ...] = ()
    gone: tuple[Former, ...] = ()
    is_extract: bool = False


def make_packet(book: Book, root: Path) -> tuple[Output, ...]:
    """Every file of the packet.

    BuildError where a template of the project fails, or where a file would tell what is private.
    """
    documents = tuple(plan_documents(book))
    shell = Shell(book.plan.site, template_folders(root), (), PageStyles("", ""), ("", ""))
    rendered, faults = render(documents, shell)
    stop_at(faults)
    outputs = (
        *rendered,
        Output(SHEET, sheet_bytes(book)),
        Output(WORKBOOK, workbook(book)),
        Output("open.txt", open_list(book).encode()),
    )
    stop_at(find_leaks(book, outputs))
    return outputs


def stop_at(faults: tuple[Problem, ...]) -> None:
    """Give no packet with a document missing."""
    if faults:
        raise BuildError(faults)


@dataclass(frozen=True, slots=True)
class Document:
    """One document of the packet: where, of what, with which lines, and where it leads to."""

    path: str
    title: str
    about: str
    others: tuple[PageLink, ...]
    lines: tuple[Line, ...]
    counting: tuple[Counting, ...] = ()


@dataclass(frozen=True, slots=True)
class Whole:
    """What all documents share: the book, its pages, its mark, every line with its evidence."""

    book: Book
    pages: Mapping[str, Page]
    mark: str
    entries: Mapping[int, ClaimEntry]
    gone: tuple[Former, ...]


def read_whole(book: Book, names: Mapping[str, str]) -> Whole:
    """Gather what is the same in every document; `names` are those of the agencies."""
    entries = {line.number: entry_of(book, line, names) for line in book.states.lines}
    return Whole(book, book.pages(), packet_mark(book), entries, gone_with_words(book))


def plan_documents(book: Book) -> Iterator[Page]:
    """The packet itself, what is open of it, and what it says about each agency."""
    lines = book.states.lines
    own = lines_by_agency(lines)
    names = {a.id: a.name for a in book.proofs.found.agencies if a.id in own}
    whole = read_whole(book, names)
    extracts = tuple(PageLink(name, extract(agency)) for agency, name in names.items())
    front, back = PageLink("What is open", OPEN), (PageLink("The whole packet", FRONT),)
    about = "Every claim that nobody has checked as it stands now"
    said = "Everything that the site says about it"
    counting = find_counting(lines, book.proofs.script.figures, book.exhibits.figures)
    still_open = tuple(line for line in lines if not line.checks)
    for document in (
        Document(FRONT, "Fact-check packet", "All that the site says", (front, *extracts), lines),
        Document(OPEN, "What is open", about, back, still_open),
        *(Document(extract(agency), name, said, back, tuple(own[agency]),
                   tuple(counting.get(agency, ()))) for agency, name in names.items()),
    ):  # fmt: skip
        yield plan_document(whole, document)


def lines_by_agency(lines: Iterable[Line]) -> dict[str, list[Line]]:
    """The lines that speak of each agency, by its id."""
    found: dict[str, list[Line]] = {}
    for line in lines:
        for agency in dict.fromkeys(line.claim.about):
            found.setdefault(agency, []).append(line)
    return found


def extract(agency: str) -> str:
    """The document of one agency."""
    return f"{AGENCIES}{agency}.html"


def plan_document(whole: Whole, document: Document) -> Page:
    """A document with some of the lines, each with its number in the whole packet."""
    book, is_extract = whole.book, document.path.startswith(AGENCIES)
    chapters = tuple(find_chapters(whole, document.lines))
    used = {note.id for c in chapters for e in c.entries for note in e.figures if note.value}
    used |= {counting.figure.id for counting in document.counting}
    view = PacketView(
        title=document.title,
        about=document.about,
        subject=book.plan.site.title,
        mark=whole.mark,
        chapters=chapters,
        tally=tally(document.lines),
        figures=tuple(note for name, note in book.exhibits.figures.items() if name in used),
        others=document.others,
        counting=document.counting,
        gone=() if is_extract else whole.gone,
        is_extract=is_extract,
    )
    return Page(document.path, TEMPLATE, document.title, document.about, view, in_sitemap=False)


def packet_mark(book: Book) -> str:
    """A few letters that stand for all claims as they are, and for who checked them."""
    seen = [f"{line.claim.id} {line.claim.mark} {line.checks}" for line in book.states.lines]
    return hashlib.sha256("\n".join(seen).encode()).hexdigest()[:MARK_LENGTH]


def find_chapters(whole: Whole, lines: Iterable[Line]) -> Iterator[Chapter]:
    """The lines under the headings of their pages."""
    for (path, is_word), group in groupby(lines, key=chapter_of):
        own = tuple(group)
        title = WORDS if is_word else whole.pages[path].title
        anchor = "words" if is_word else f"page-{path.strip('/').replace('/', '-') or 'home'}"
        entries = tuple(whole.entries[line.number] for line in own)
        is_held = path in whole.book.held
        yield Chapter(title, path, anchor, entries, tally(own), is_held=is_held)


def chapter_of(line: Line) -> tuple[str, bool]:
    """The page of a line; the words that pages explain stand together at the end."""
    is_word = line.claim.kind == "definition"
    return ("", True) if is_word else (line.claim.page, False)


def entry_of(book: Book, line: Line, names: Mapping[str, str]) -> ClaimEntry:
    """A line with its evidence."""
    about = tuple(PageLink(names[a], extract(a)) for a in line.claim.about if a in names)
    is_named = len(about) <= MOST_NAMED
    return ClaimEntry(
        line=line,
        proofs=book.exhibits.proofs(line.claim),
        figures=book.exhibits.notes(line.claim),
        waived=book.waived.get(line.claim.id, ()),
        written_in=str(book.places.of(line.claim)),
        about=about if is_named else (),
        many=0 if is_named else len(about),
    )
