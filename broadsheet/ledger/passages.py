"""Room: the ledger. Prose as HTML becomes passages: a sentence, with the marks that stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser
from typing import NamedTuple, TypeVar

from broadsheet.ledger.identity import is_record_page
from broadsheet.ledger.records import Value
from broadsheet.sentences import stretches

T = TypeVar("T")
BLOCKS = frozenset({"p", "li", "h2", "h3", "h4", "td", "th", "dt", "dd", "pre", "blockquote"})
HEADINGS = frozenset({"h2", "h3", "h4"})
NOTE = re.compile(r"#note-(\d+)$")
FIGURE = re.compile(r"\bfigures/(?:index\.html)?#([A-Za-z_]\w*)$")
INSIDE = re.compile(r"site:([a-z0-9-]+/([a-z0-9-]+)/)(?:#.*)?")


class Passage(NamedTuple):
    """A sentence of prose as readers see it, without the marks of its notes.

    `template` has the names of figures where the text has their values: it changes only when
    an editor changes it. `notes` are the numbers that are cited in it. `block` counts the
    paragraphs, `anchor` is that of the heading above it, `agencies` those that it links to.
    """

    text: str
    template: str
    block: int
    anchor: str = ""
    is_heading: bool = False
    values: tuple[Value, ...] = ()
    notes: tuple[int, ...] = ()
    agencies: tuple[str, ...] = ()


@dataclass(slots=True)
class Block:
    """A paragraph while it is read: its text, and what stands at which character of it."""

    number: int
    anchor: str
    is_heading: bool = False
    text: str = ""
    notes: list[tuple[int, int]] = field(default_factory=list)
    figures: list[tuple[int, int, str]] = field(default_factory=list)
    agencies: list[tuple[int, str]] = field(default_factory=list)
    opening: int = 0
    """Where the bold words end that the paragraph opens with: "The list." is no sentence."""

    def add(self, words: str) -> None:
        """Go on with words, the spaces evened."""
        evened = re.sub(r"\s+", " ", words)
        self.text += evened.lstrip() if not self.text or self.text.endswith(" ") else evened

    def joined(self, found: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
        """The sentences, those that are but bold words at the opening joined to the next."""
        after = [stretch for stretch in found if stretch[1] > self.opening]
        return ((0, after[0][1]), *after[1:]) if after and self.opening else found

    def passages(self) -> Iterator[Passage]:
        """Its sentences; a note after a full stop belongs to the sentence before it."""
        for begun, end in self.joined(tuple(stretches(self.text.rstrip()))):
            within = [f for f in self.figures if begun <= f[0] < end]
            yield Passage(
                text=self.text[begun:end],
                template=named(self.text, begun, end, within),
                block=self.number,
                anchor=self.anchor,
                is_heading=self.is_heading,
                values=tuple(Value(name, self.text[a:b]) for a, b, name in within),
                notes=once(n for at, n in self.notes if begun < at <= end),
                agencies=once(name for at, name in self.agencies if begun <= at < end),
            )


def once(found: Iterator[T]) -> tuple[T, ...]:
    """Each of them once, in order."""
    return tuple(dict.fromkeys(found))


def named(text: str, begun: int, end: int, figures: list[tuple[int, int, str]]) -> str:
    """A stretch of a text with the names of the figures instead of their values."""
    pieces, position = [], begun
    for first, last, name in figures:
        pieces += [text[position:first], f"{{{name}}}"]
        position = last
    return "".join(pieces) + text[position:end]


class Reader(HTMLParser):
    """Reads the HTML of prose, as `markup` lets it through, into blocks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks = [Block(0, "")]
        self.cited = False
        self.figure: tuple[int, str] | None = None
        self.strong = ""

    @property
    def block(self) -> Block:
        """The one that is being read."""
        return self.blocks[-1]

    def begin(self, anchor: str, *, is_heading: bool = False) -> None:
        """Go on to the next block."""
        self.blocks.append(Block(len(self.blocks), anchor, is_heading))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block begins, or something that has a mark."""
        told = dict(attrs)
        if tag in BLOCKS:
            is_heading = tag in HEADINGS
            anchor = (told.get("id") or "") if is_heading else self.block.anchor
            self.begin(anchor, is_heading=is_heading)
        elif tag == "sup":
            self.cited = True
        elif tag == "strong":
            self.strong = ""
        elif tag == "br":
            self.block.add(" ")
        elif tag == "a":
            self.lead(told.get("href") or "")

    def lead(self, href: str) -> None:
        """Note where a link leads, if that tells what the words rest on or speak of."""
        at = len(self.block.text)
        if self.cited and (note := NOTE.search(href)):
            self.block.notes.append((at, int(note[1])))
        elif figure := FIGURE.search(href):
            self.figure = (at, figure[1])
        elif (inside := INSIDE.fullmatch(href)) and is_record_page(inside[1]):
            self.block.agencies.append((at, inside[2]))

    def handle_endtag(self, tag: str) -> None:
        """A block ends, or a figure."""
        if tag in BLOCKS:
            self.begin(self.block.anchor)
        elif tag == "sup":
            self.cited = False
        elif tag == "strong" and self.block.text.strip() == self.strong.strip():
            self.block.opening = len(self.block.text.rstrip())
        elif tag == "a" and self.figure:
            begun, name = self.figure
            self.block.figures.append((begun, len(self.block.text), name))
            self.figure = None

    def handle_data(self, data: str) -> None:
        """Words; those of a note's mark are none."""
        if not self.cited:
            self.block.add(data)
            self.strong += data


@lru_cache(maxsize=4096)
def passages_of(prose: str, anchor: str = "") -> tuple[Passage, ...]:
    """Every sentence of a piece of prose, in order; `anchor` is that of the heading above it.

    The ledger, the notes and the layer of evidence each ask for the same pieces.
    """
    reader = Reader()
    reader.block.anchor = anchor
    reader.feed(prose)
    reader.close()
    return tuple(passage for block in reader.blocks for passage in block.passages())
