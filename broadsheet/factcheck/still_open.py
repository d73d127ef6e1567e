"""Room: fact-checking. What is open, in plain text, and the checks whose claim is gone."""

from __future__ import annotations

from broadsheet.factcheck.book import Book
from broadsheet.factcheck.states import Former, Line, tally


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
    former = "".join(f"   {former.in_a_line}\n" for former in line.former)
    return f"\n{line.number}. {line.claim.id} ({state}) {place}\n   {line.claim.text}\n{former}"


def gone_with_words(book: Book) -> tuple[Former, ...]:
    """The checks whose claim is gone, each with what its file says of it."""
    return tuple(Former(check, book.words[check]) for check in book.states.gone)
