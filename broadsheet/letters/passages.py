"""Room: letters. Of an article, the paragraphs that name an agency, each with its sources."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from broadsheet.ledger.subjects import evened
from broadsheet.letters.letter import Line
from broadsheet.lookup.passages import BLOCK_END, NOTE_MARK, TAG
from broadsheet.pages import AgencyRow, ArticleView, NoteBoxView, Part, PictureView, QuoteView

NOTE = re.compile(r'aria-label="Note \d+: ([^"]*)"')
LIST_ITEM = re.compile(r"<li\b")


def passages(article: ArticleView, row: AgencyRow) -> Iterator[Line]:
    """What the article says where it names the agency, paragraph by paragraph.

    A whole paragraph, since the sentences after a name speak of it, too. First the words of
    the opening, which have no notes.
    """
    opening = (article.title, article.dek, *(f"{f.number} {f.words}" for f in article.key_figures))
    yield from (Line(text.strip()) for text in opening if names(text, row))
    for part in article.parts:
        yield from part_lines(part, row)


def part_lines(part: Part, row: AgencyRow) -> Iterator[Line]:
    """The lines of a stretch of prose, a quote, a picture, a box, or boxes side by side."""
    view = part.view
    if isinstance(view, QuoteView):
        words = plain(str(view.html))
        if names(f"{view.speaker} {words}", row):
            yield Line(f"“{words}”", view.speaker, tuple(ref.label for ref in view.refs))
        return
    if isinstance(view, PictureView):
        told = (view.caption, view.alt)
        yield from (Line(text, "With a picture") for text in told if names(text, row))
    boxes = view if isinstance(view, tuple) else (view,)
    yield from paragraphs(str(part.html), row)
    for box in boxes:
        if isinstance(box, NoteBoxView):
            yield from paragraphs(str(box.html), row, box.title)


def paragraphs(prose: str, row: AgencyRow, head: str = "") -> Iterator[Line]:
    """The blocks of a piece of HTML that name the agency, by its name or by a link to its page.

    What stands in a list is read with the words that lead to it.
    """
    lead = ""
    for block in BLOCK_END.split(prose):
        text = plain(block)
        if not text:
            continue
        item = bool(LIST_ITEM.search(block))
        if names(text, row) or f'href="site:{row.path}' in block:
            sources = dict.fromkeys(html.unescape(label) for label in NOTE.findall(block))
            yield Line(f"{lead} {text}".strip() if item else text, head, tuple(sources))
        if not item:
            lead = text if text.endswith(":") else ""


def names(text: str, row: AgencyRow) -> bool:
    """Whether a text has one of the agency's names in it, as whole words."""
    called = "|".join(re.escape(evened(name)) for name in (row.name, *row.aliases))
    return re.search(rf"(?<!\w)(?:{called})(?!\w)", evened(text)) is not None


def plain(block: str) -> str:
    """A block's words, without the marks of its notes."""
    return " ".join(html.unescape(TAG.sub("", NOTE_MARK.sub("", block))).split())
