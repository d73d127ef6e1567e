"""Room: fact-checking. A claim becomes the line of content on which it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from broadsheet.factcheck.prose import Words, read_words
from broadsheet.ledger import Claim
from broadsheet.ledger.agencies import UNDATED, Asked, names_of
from broadsheet.ledger.identity import page_name, word_mark
from broadsheet.model import Agency, Article, Investigation, Origin, SharedAttempt
from broadsheet.model.replies import in_time
from broadsheet.plan.site import article_path
from broadsheet.problems import Location
from broadsheet.validate.shapes import Locate

FIELDS: dict[str, tuple[str, ...]] = {
    "record": ("name",),
    "searches_range": ("searches",),
    "spending_amount": ("spending",),
    "users_authorized": ("users",),
}
"""Where a claim of a record is written, if not in a field of its own name."""

LISTS: dict[str, tuple[str, Callable[[object], str]]] = {
    "listed": ("listed", lambda entry: str(getattr(entry, "basis", ""))),
    "statement": ("statements", lambda entry: str(getattr(entry, "words", ""))),
    "fact": ("facts", lambda entry: str(getattr(entry, "text", ""))),
    "context": ("context", lambda entry: str(getattr(entry, "text", ""))),
    "unclear": ("unclear", str),
    "attempt": ("attempts", lambda entry: str(getattr(entry, "asked", ""))),
    "answer": (
        "replies",
        lambda entry: "".join(str(getattr(entry, part) or "") for part in ("summary", "words")),
    ),
}
"""Claims that are called by their words: the list they stand in, and what words count."""

DATED = ("attempts", "replies")
"""The lists that pages show the oldest first, in whatever order they are written."""

OPENING = {name: name for name in ("kicker", "title", "dek", "summary")}


@dataclass(frozen=True, slots=True)
class Places:
    """Finds the place of any claim of an investigation."""

    locate: Locate
    agencies: dict[str, Agency]
    articles: dict[str, Article]
    entries: dict[str, Origin]
    prose: dict[str, Words]

    def of(self, claim: Claim) -> Location:
        """The line, or at least the file; the page itself for words that no editor wrote."""
        if claim.id in self.entries:
            return self.locate(self.entries[claim.id])
        name, own = page_name(claim.page), claim.id.removeprefix(f"{page_name(claim.page)}.")
        if name in self.agencies:
            agency = self.agencies[name]
            return self.locate(agency.origin, *path_in(agency, own))
        if name in self.articles:
            return self.in_article(self.articles[name], claim, own)
        return Location(f"site/{claim.page}index.html")

    def in_article(self, article: Article, claim: Claim, own: str) -> Location:
        """A field of the front matter, or a line of the prose."""
        front = article.front.origin
        if own in OPENING:
            return self.locate(front, OPENING[own])
        if own.startswith("key-figure-"):
            return self.locate(front, "key_figures", int(own.rpartition("-")[2]) - 1)
        _, _, number = own.partition("-")
        nth = int(number) if number.isdigit() else 1
        return Location(front.file, self.prose[article.id].line(claim.text, nth))


def read_places(found: Investigation, locate: Locate) -> Places:
    """Learn where everything stands."""
    records = found.dictionary.records.path
    return Places(
        locate=locate,
        agencies={f"{records}{agency.id}": agency for agency in found.agencies},
        articles={page_name(article_path(a.id)): a for a in found.articles},
        entries=dict(find_entries(found)),
        prose={a.id: read_words(a.body, a.body_line) for a in found.articles},
    )


def find_entries(found: Investigation) -> Iterator[tuple[str, Origin]]:
    """The claims that are an entry of a list: events, corrections, words that are explained."""
    for event in found.timeline:
        yield f"timeline.{event.date.iso}.{word_mark(event.event)}", event.origin
    for figure in found.figures:
        yield f"figures.{figure.id}", figure.origin
    shared = [(asked(attempt), attempt) for attempt in found.attempts]
    names = names_of(key for key, _ in shared)
    yield from ((names[key], attempt.origin) for key, attempt in shared)
    for correction in found.corrections:
        yield f"corrections.{correction.id}", correction.origin
    words = found.dictionary
    for number, term in enumerate(words.terms):
        yield f"words.{term.id}", Origin(words.origin.file, (*words.origin.path, "terms", number))


def asked(attempt: SharedAttempt) -> Asked:
    """An attempt as the ledger knows it from the pages."""
    day = attempt.date.iso if attempt.date else UNDATED
    whom = f"to {attempt.to}" if attempt.to else ""
    who = ", ".join(filter(None, (attempt.by, attempt.how, whom)))
    return Asked(day, who, attempt.asked)


def path_in(agency: Agency, own: str) -> tuple[str | int, ...]:
    """The way from a record's top to the field or the entry that a claim is about."""
    field, _, mark = own.partition(".")
    if field in LISTS and mark:
        name, words_of = LISTS[field]
        entries = getattr(agency, name)
        marks = [word_mark(words_of(entry)) for entry in entries]
        letters, _, number = mark.partition("-")
        hits = [index for index, found in enumerate(marks) if found == letters]
        if name in DATED:
            hits.sort(key=lambda index: in_time(entries[index]))
        nth = int(number) if number.isdigit() else 1
        return (name, hits[min(nth, len(hits)) - 1]) if hits else (name,)
    if field == "reply":
        return (*agency.reply_path, mark) if mark and agency.replies else agency.reply_path
    if own in FIELDS:
        return FIELDS[own]
    # What is new in a record is most likely called by its field.
    return tuple(int(step) if step.isdigit() else step for step in own.split("."))
