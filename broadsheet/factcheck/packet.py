"""Room: fact-checking. The book of claims becomes the packet: files for screen, paper and desk."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from broadsheet.assets import PageStyles
from broadsheet.check import find_private
from broadsheet.factcheck.book import Book
from broadsheet.factcheck.evidence import FigureNote, Proof
from broadsheet.factcheck.record import remarks
from broadsheet.factcheck.sheet import sheet_bytes, workbook
from broadsheet.factcheck.states import Line, Tally, tally
from broadsheet.markup.records import Waiver
from broadsheet.model import Check
from broadsheet.pages import Output, Page, PageLink
from broadsheet.problems import BuildError, Location, Problem
from broadsheet.publish.marker import carries_marker, written_files
from broadsheet.render import Shell, render, template_folders

TEMPLATE = "factcheck/packet.html"
FRONT, OPEN, AGENCIES = "index.html", "open.html", "agencies/"
SHEET, WORKBOOK = "claims.csv", "claims.xlsx"
WORDS = "Words that the site explains"
MARK_LENGTH = 10


@dataclass(frozen=True, slots=True)
class ClaimEntry:
    """A numbered line with all that the desk needs beside it."""

    line: Line
    proofs: tuple[Proof, ...]
    figures: tuple[FigureNote, ...]
    waived: tuple[Waiver, ...]
    written_in: str
    about: tuple[PageLink, ...]


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
    """What one document of the packet shows; `mark` tells one packet from another on paper."""

    title: str
    about: str
    subject: str
    mark: str
    chapters: tuple[Chapter, ...]
    tally: Tally
    figures: tuple[FigureNote, ...]
    others: tuple[PageLink, ...]
    gone: tuple[tuple[Check, str], ...] = ()


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
    stop_at(tuple(find_private(book.proofs.found, book.proofs.script.secrets, texts_of(outputs))))
    return outputs


def texts_of(outputs: Iterable[Output]) -> Iterator[tuple[Location, str]]:
    """What is written in each file; of a workbook, what is in all its parts."""
    for path, content in outputs:
        place = Location(f"factcheck/{path}")
        if path == WORKBOOK:
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                yield place, "\n".join(packed.read(part).decode() for part in packed.namelist())
        else:
            yield place, content.decode()


def refuse_site(target: Path) -> None:
    """The packet never lies in a site, where readers would find it. BuildError where it would."""
    real = target.resolve()
    own = written_files(real)
    if (own is not None and SHEET not in own) or any(map(carries_marker, real.parents)):
        message = "this folder is a site; the packet is not for readers"
        hint = "name another folder with --output"
        raise BuildError([Problem(Location(str(target)), "E127", message, hint)])


def stop_at(faults: tuple[Problem, ...]) -> None:
    """Give no packet with a document missing."""
    if faults:
        raise BuildError(faults)


@dataclass(frozen=True, slots=True)
class Document:
    """One document of the packet: where, of what, and which others it leads to."""

    path: str
    title: str
    about: str
    others: tuple[PageLink, ...]


def plan_documents(book: Book) -> Iterator[Page]:
    """The packet itself, what is open of it, and what it says about each agency."""
    lines = book.states.lines
    spoken_of = {agency for line in lines for agency in line.claim.about}
    names = {a.id: a.name for a in book.proofs.found.agencies if a.id in spoken_of}
    extracts = tuple(PageLink(name, extract(agency)) for agency, name in names.items())
    front, back = PageLink("What is open", OPEN), (PageLink("The whole packet", FRONT),)
    whole = Document(FRONT, "Fact-check packet", "All that the site says", (front, *extracts))
    yield plan_document(book, whole, lines)
    about = "Every claim that nobody has checked as it stands now"
    still_open = tuple(line for line in lines if not line.checks)
    yield plan_document(book, Document(OPEN, "What is open", about, back), still_open)
    for agency, name in names.items():
        own = Document(extract(agency), name, "Everything that the site says about it", back)
        yield plan_document(book, own, tuple(x for x in lines if agency in x.claim.about))


def extract(agency: str) -> str:
    """The document of one agency."""
    return f"{AGENCIES}{agency}.html"


def plan_document(book: Book, document: Document, lines: tuple[Line, ...]) -> Page:
    """A document with some of the lines, each with its number in the whole packet."""
    chapters = tuple(find_chapters(book, lines))
    used = {note.id for c in chapters for e in c.entries for note in e.figures if note.value}
    view = PacketView(
        title=document.title,
        about=document.about,
        subject=book.plan.site.title,
        mark=packet_mark(book),
        chapters=chapters,
        tally=tally(lines),
        figures=tuple(note for name, note in book.exhibits.figures.items() if name in used),
        others=document.others,
        gone=() if document.path.startswith(AGENCIES) else gone_with_words(book),
    )
    return Page(document.path, TEMPLATE, document.title, document.about, view, in_sitemap=False)


def gone_with_words(book: Book) -> tuple[tuple[Check, str], ...]:
    """The checks whose claim is gone, each with what its file says of it."""
    told = zip(book.checks, remarks(book.text, book.checks), strict=True)
    return tuple((check, words) for check, words in told if check in book.states.gone)


def packet_mark(book: Book) -> str:
    """A few letters that stand for all claims as they are, and for who checked them."""
    seen = [f"{line.claim.id} {line.claim.mark} {line.checks}" for line in book.states.lines]
    return hashlib.sha256("\n".join(seen).encode()).hexdigest()[:MARK_LENGTH]


def find_chapters(book: Book, lines: Iterable[Line]) -> Iterator[Chapter]:
    """The lines under the headings of their pages."""
    pages = book.pages()
    for (path, is_word), group in groupby(lines, key=chapter_of):
        own = tuple(group)
        title = WORDS if is_word else pages[path].title
        anchor = "words" if is_word else f"page-{path.strip('/').replace('/', '-') or 'home'}"
        entries = tuple(entry_of(book, line) for line in own)
        yield Chapter(title, path, anchor, entries, tally(own), is_held=path in book.held)


def chapter_of(line: Line) -> tuple[str, bool]:
    """The page of a line; the words that pages explain stand together at the end."""
    is_word = line.claim.kind == "definition"
    return ("", True) if is_word else (line.claim.page, False)


def entry_of(book: Book, line: Line) -> ClaimEntry:
    """A line with its evidence."""
    names = {agency.id: agency.name for agency in book.proofs.found.agencies}
    return ClaimEntry(
        line=line,
        proofs=book.exhibits.proofs(line.claim),
        figures=book.exhibits.notes(line.claim),
        waived=book.waived.get(line.claim.id, ()),
        written_in=str(book.places.of(line.claim)),
        about=tuple(PageLink(names[a], extract(a)) for a in line.claim.about if a in names),
    )


def open_list(book: Book) -> str:
    """What is open, as plain text: for a mail, or to go through with an editor of text."""
    lines = [line for line in book.states.lines if not line.checks]
    told = tally(lines)
    head = (
        f"{book.plan.site.title}: {told.all} claims are open, {told.unsourced} of them unsourced, "
        f"{told.reopened} re-opened.\n"
    )
    gone = "".join(
        f"\n{check.claim} was checked by {check.by} on {check.on}, and is gone.\n   {words}\n"
        for check, words in gone_with_words(book)
    )
    return head + "".join(open_entry(book, line) for line in lines) + gone


def open_entry(book: Book, line: Line) -> str:
    """An open claim in two lines: what it is and where, and its words."""
    state = f"{line.state}, re-opened" if line.is_reopened else line.state
    place = book.places.of(line.claim)
    return f"\n{line.number}. {line.claim.id} ({state}) {place}\n   {line.claim.text}\n"
