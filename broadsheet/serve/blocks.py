"""Room: the preview's desk. Each block of a page leads to the line that it is written on.

A block is known by its words as they stand on the page, so that nothing need be put into the
pages for it. `preview.js` matches them in their order.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from broadsheet.factcheck.places import read_places
from broadsheet.factcheck.prose import Words, plain_words, read_words
from broadsheet.ledger.book import page_claims
from broadsheet.ledger.passages import passages_of
from broadsheet.ledger.subjects import Subjects
from broadsheet.markup import Directive
from broadsheet.model import Agency, Article
from broadsheet.pages import Page
from broadsheet.pipeline import Proofs
from broadsheet.plan.site import article_path
from broadsheet.problems import Location

RUN, TRIES = 4, 20
"""So many words in a row are looked for, from so many places in a sentence."""


class Written(NamedTuple):
    """The words that a block of a page begins with, and where they are written."""

    words: str
    location: Location


def article_of(page: Page, proofs: Proofs) -> Article | None:
    """The article that a page shows, or that introduces it."""
    found = (a for a in proofs.found.articles if article_path(a.id) == page.path)
    return next(found, None)


def record_of(page: Page, proofs: Proofs) -> Agency | None:
    """The agency whose page it is."""
    name = page.path.removeprefix(proofs.found.dictionary.records.path).removesuffix("/")
    return next((agency for agency in proofs.found.agencies if agency.id == name), None)


def origin_of(page: Page, proofs: Proofs) -> Location | None:
    """Where all that a page is about begins; None for one that only lists."""
    if article := article_of(page, proofs):
        return Location(article.front.origin.file, 1)
    record = record_of(page, proofs)
    return proofs.content.locate(record.origin) if record else None


def find_written(page: Page, proofs: Proofs) -> Iterator[Written]:
    """Every block of a page whose line is known, in the page's order."""
    if article := article_of(page, proofs):
        yield from opening(article, proofs)
        yield from prose(article, proofs)
        return
    places = read_places(replace(proofs.found, articles=()), proofs.content.locate)
    for claim in page_claims(page, Subjects.of(())):
        place = places.of(claim)
        if place.line:
            yield Written(claim.text, place)


def opening(article: Article, proofs: Proofs) -> Iterator[Written]:
    """The fields of the front matter that stand above the text."""
    reading, locate = proofs.script.readings[article.id], proofs.content.locate
    for name in ("kicker", "title", "dek"):
        if reading.texts.get(name):
            yield Written(reading.texts[name], locate(article.front.origin, name))
    for number, words in enumerate(reading.key_figures):
        yield Written(words, locate(article.front.origin, "key_figures", number))


def prose(article: Article, proofs: Proofs) -> Iterator[Written]:
    """The headings and paragraphs of an article, and the first lines of its directives."""
    walk, file = Walk(read_words(article.body, article.body_line)), article.front.origin.file
    for part in proofs.script.readings[article.id].prose.parts:
        if isinstance(part, Directive):
            named = (part.argument, part.option("title"), part.text)
            yield from (Written(words, part.location) for words in named if words)
        for passage in passages_of(part.html):
            if line := walk.line(passage.text):
                yield Written(passage.text, Location(file, line))


class Walk:
    """Goes through what was written from its top, as a reader does."""

    def __init__(self, written: Words) -> None:
        self.written, self.at = written, 0

    def line(self, text: str) -> int:
        """The line on which a text begins; 0 where it is not found.

        Some of its first words must stand there in a row: figures make gaps among them. The
        next place counts, and one further up only where there is none.
        """
        words = plain_words(text)
        size = min(RUN, len(words))
        for begun in range(min(TRIES, len(words) - size + 1) if size else 0):
            run = f" {' '.join(words[begun : begun + size])} "
            found = self.written.row.find(run, self.at)
            found = found if found >= 0 else self.written.row.find(run)
            if found >= 0:
                self.at = found
                return self.written.lines[bisect_right(self.written.starts, found + 1) - 1]
        return 0
