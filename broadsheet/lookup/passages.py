"""Room: lookup. Prose becomes sections by their anchors, and each of them sentences.

A sentence is the least that a result shows. It is never cut: half of a denial may read like
an admission.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from broadsheet.pages import ArticleView, Part, QuoteView
from broadsheet.sentences import sentences

HEADING = re.compile(r'<h[2-4][^>]*\bid="([^"]*)"[^>]*>.*?</h[2-4]>', re.DOTALL)
NOTE_MARK = re.compile(r"<sup\b.*?</sup>", re.DOTALL)
BLOCK_END = re.compile(r"</(?:p|li|h[1-6]|td|th|dd|dt|pre|blockquote|summary)>|<br>|<hr>")
LIST_ITEM = re.compile(r"<li\b")
TAG = re.compile(r"<[^>]*>")


def sections(article: ArticleView) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The anchor of each section and its sentences, in order; the first has no anchor.

    A section goes on through displays, quotes and boxes to the next heading.
    """
    anchor, lines = "", list[str]()
    for part in article.parts:
        before, *rest = HEADING.split(prose_of(part))
        lines += spoken_by(part) or sentences_of(before)
        for name, words in zip(rest[::2], rest[1::2], strict=True):
            yield anchor, tuple(lines)
            anchor, lines = html.unescape(name), list(sentences_of(words))
    yield anchor, tuple(lines)


def prose_of(part: Part) -> str:
    """The HTML of a part: its prose, or the words of a box; displays have none."""
    words: object = part.html or getattr(part.view, "html", None)
    return str(words or "")


def spoken_by(part: Part) -> list[str]:
    """A quote as one line, under the name of who said it."""
    if not isinstance(part.view, QuoteView):
        return []
    return [spoken(" ".join(sentences_of(part.view.html)), part.view.speaker)]


def spoken(words: str, speaker: str) -> str:
    """Somebody's words, under the name of who said them."""
    return joined(speaker, f"“{words}”", by=": ") if words else ""


def sentences_of(prose: str) -> Iterator[str]:
    """The sentences of a piece of HTML, block by block, without the marks of notes.

    What stands in a list is read with the words that lead to it: "that it bought the service"
    says the contrary of "It does not mean: that it bought the service".
    """
    lead = ""
    for block in BLOCK_END.split(NOTE_MARK.sub("", prose)):
        first, *rest = [*sentences(html.unescape(TAG.sub("", block))), ""]
        if not first:
            continue
        if not LIST_ITEM.search(block):
            last = [first, *rest][-2]
            lead = last if last.endswith(":") else ""
            yield first
        else:
            yield joined(lead, first, by=" ")
        yield from rest[:-1]


def joined(*parts: str, by: str = ", ") -> str:
    """The parts that say something, in a row."""
    return by.join(filled(parts))


def filled(parts: Iterable[str]) -> Iterator[str]:
    """Those that are not empty."""
    return (part for part in parts if part)
