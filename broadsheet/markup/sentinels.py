"""Room: figures, citations, links and comments are marked before Markdown reads a text.

Each is replaced by a sentinel made of Unicode noncharacters, which no content may hold
(`limits` refuses them) and to which Markdown gives no meaning. So Markdown alone decides
what is code (there a sentinel turns back into what was written), nothing in a figure is
ever read as Markdown, and each thing keeps its exact place in the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from broadsheet.figures import Expression, ExpressionFault, expression_at
from broadsheet.markup.limits import FENCE
from broadsheet.markup.records import Desk

FIRST, LAST, ZERO = "\ufdd0", "\ufddb", 0xFDD1
SENTINEL = re.compile("\ufdd0([\ufdd1-\ufdda]+)\ufddb")
# What may be left of a sentinel that Markdown has cut in two.
PIECE = re.compile("[\ufdd0-\ufddb]")
TOKEN = re.compile(
    r"""
    (?P<fence>^(?:`{3,}|~{3,})[^`\n]*$)
    |(?P<escape>\\[\\`{\[\]!])
    |(?P<ticks>`+)
    |(?P<comment><!--)
    |(?P<braces>\{[{%\#])
    |(?P<citation>\[@)
    |(?P<footnote>\[\^[^\]\[\s]*\])
    |(?P<image>!\[(?!@))
    |(?P<target>\]\([ \t]*<?)
    |(?P<definition>^[ ]{0,3}\[(?![@^])[^\[\]\n]+\]:[ \t]*<?(?=\S))
    |(?P<heading>^(?:[ \t]*(?:>|[-*+][ ]|\d+\.[ ]))*[ \t]*\#{1,6})
    |(?P<autolink><(?:(?:[A-Za-z][A-Za-z0-9+.-]*://|mailto:)[^<>\s]*|[^<>@\s!]+@[^<>@\s]+)>)
    |(?P<tag></?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>)
    """,
    re.VERBOSE | re.MULTILINE,
)
BLANK_LINE = re.compile(r"\n[ \t]*\n")
INFO = re.compile(r"[ ]*\.?[\w#.+-]*[ ]*")
MARKS = frozenset({"target", "definition", "heading", "gap"})


class Token(NamedTuple):
    """What stood where a sentinel stands now: `inner` begins at `at`, both for what it means.

    A kind in MARKS only keeps a place: it stood for nothing, and its `literal` is empty.
    """

    kind: str
    literal: str
    start: int
    inner: str = ""
    at: int = 0
    hint: str = ""


class Marked(NamedTuple):
    """The text with its sentinels: line n of it is line n of what the editor wrote."""

    text: str
    tokens: tuple[Token, ...]


def sentinel(number: int) -> str:
    """Write a number as a sentinel."""
    return FIRST + "".join(chr(ZERO + int(digit)) for digit in str(number)) + LAST


def number_of(found: re.Match[str]) -> int:
    """Read the number of a sentinel."""
    return int("".join(str(ord(sign) - ZERO) for sign in found[1]))


def swap(text: str, swapped: Callable[[int], str]) -> str:
    """Put something in the place of every sentinel, by its number."""
    return SENTINEL.sub(lambda found: swapped(number_of(found)), text)


def mark(text: str, desk: Desk) -> Marked:
    """Replace everything that Markdown shall not read by a sentinel."""
    return Scanner(text, desk).run()


class Scanner:
    """Reads a text once from its beginning to its end; whatever opens first, wins."""

    def __init__(self, text: str, desk: Desk) -> None:
        self.text, self.desk = text, desk
        self.position = 0
        self.pieces: list[str] = []
        self.tokens: list[Token] = []
        # The ticks that close the code span at hand, or where no span is: -1.
        self.span_end = -1
        self.paragraph_end = 0

    def run(self) -> Marked:
        """Scan to the end."""
        while found := TOKEN.search(self.text, self.position):
            self.keep(found.start())
            getattr(self, f"on_{found.lastgroup}")(found)
        self.keep(len(self.text))
        return Marked("".join(self.pieces), tuple(self.tokens))

    def keep(self, end: int) -> None:
        """Leave the text as it is up to `end`."""
        self.pieces.append(self.text[self.position : end])
        self.position = end

    def put(self, token: Token) -> None:
        """Replace what the token's literal says by a sentinel; line ends stay."""
        self.pieces.append(sentinel(len(self.tokens)) + "\n" * token.literal.count("\n"))
        self.tokens.append(token)
        self.position = token.start + len(token.literal)

    def limit(self) -> int:
        """Give the end of the code span or of the paragraph at hand."""
        if self.span_end >= 0:
            return self.span_end
        if self.paragraph_end <= self.position:
            blank = BLANK_LINE.search(self.text, self.position)
            self.paragraph_end = blank.start() + 1 if blank else len(self.text)
        return self.paragraph_end

    def on_fence(self, found: re.Match[str]) -> None:
        """Leave a fence of code as it is."""
        self.span_end = -1
        opened = FENCE.fullmatch(found[0])
        fence, info = (opened["fence"], opened["info"]) if opened else ("", "")
        closing = re.compile(rf"^{fence}[ ]*$", re.MULTILINE).search(self.text, found.end())
        if not closing:
            hint = f"close it with a line of {fence} at the left margin"
            self.desk.tell(found.start(), "E083", "this block of code is not closed", hint)
        elif not INFO.fullmatch(info):
            message = f"'{info.strip()}' cannot stand after the {fence} of a block of code"
            self.desk.tell(found.start(), "E083", message, "one word at most, such as yaml")
        self.keep(closing.end() if closing else len(self.text))

    def on_escape(self, found: re.Match[str]) -> None:
        """Leave an escaped sign as it is; inside code a backslash escapes nothing."""
        self.keep(found.start() + 1 if self.span_end >= 0 else found.end())

    def on_ticks(self, found: re.Match[str]) -> None:
        """Find the end of a code span, or leave it."""
        ticks = found[0]
        if self.span_end < 0:
            closing = re.compile(rf"(?<!`){ticks}(?!`)").search(
                self.text, found.end(), self.limit()
            )
            self.span_end = closing.start() if closing else -1
        elif found.start() >= self.span_end:
            self.span_end = -1
        self.keep(found.end())

    def on_comment(self, found: re.Match[str]) -> None:
        """Take a comment out, to the end of the text if it is not closed."""
        start = found.start()
        in_span = self.span_end >= 0
        end = self.text.find("-->", start + 4, self.limit() if in_span else len(self.text))
        if in_span:
            literal = self.text[start : end + 3] if end >= 0 else found[0]
            self.put(Token("comment" if end >= 0 else "opening", literal, start))
            return
        hint = "for a remark, use a private notes field"
        if end < 0:
            message = "this comment is not closed, so all that follows is left out of the site"
            self.desk.tell(start, "W074", message, f"close it with -->; {hint}")
            self.position = len(self.text)
            return
        self.desk.tell(start, "W071", "this comment is left out of the site", hint)
        self.take_out(start, end + 3)

    def take_out(self, start: int, end: int) -> None:
        """Leave nothing but the line ends, without making or breaking a paragraph."""
        line_start = self.text.rfind("\n", 0, start) + 1
        line_end = self.text.find("\n", end)
        rest = self.text[line_start:start] + self.text[end : None if line_end < 0 else line_end]
        line_before = self.text[self.text.rfind("\n", 0, max(line_start - 1, 0)) + 1 : line_start]
        if not rest.strip() and not line_before.strip():
            self.pieces.append("\n" * self.text.count("\n", start, end))
            self.position = end
        else:
            literal = self.text[start:end]
            self.put(Token("gap", literal, start))
            self.tokens[-1] = Token("gap", "", start)

    def on_braces(self, found: re.Match[str]) -> None:
        """Mark an expression, or two braces that open none."""
        start = found.start()
        read = expression_at(self.text, start, self.limit())
        if isinstance(read, Expression):
            literal = self.text[start : read.end]
            self.put(Token("expression", literal, start, read.inner, read.at))
        elif isinstance(read, ExpressionFault):
            self.put(Token("braces", found[0], start, read.message, hint=read.hint))

    def on_citation(self, found: re.Match[str]) -> None:
        """Mark a citation; `[@name](…)` is a link like any other."""
        start, limit = found.start(), self.limit()
        end = self.text.find("]", start, limit)
        again = self.text.find("[", start + 1, limit)
        if end < 0 or 0 <= again < end:
            self.put(Token("open-citation", found[0], start))
        elif self.text.startswith("(", end + 1):
            self.keep(start + 1)
        else:
            literal = self.text[start : end + 1]
            self.put(Token("citation", literal, start, literal[1:-1], start + 1))

    def on_footnote(self, found: re.Match[str]) -> None:
        """Mark a footnote, which is not how we cite."""
        self.put(Token("footnote", found[0], found.start()))

    def on_image(self, found: re.Match[str]) -> None:
        """Mark the beginning of a picture, which is not how we show one."""
        self.put(Token("image", found[0], found.start()))

    def on_autolink(self, found: re.Match[str]) -> None:
        """Mark a bare address in angle brackets."""
        start = found.start()
        self.put(Token("autolink", found[0], start, found[0][1:-1], start + 1))

    def on_tag(self, found: re.Match[str]) -> None:
        """Mark an HTML tag, which is shown as it is written."""
        self.put(Token("tag", found[0], found.start()))

    def on_target(self, found: re.Match[str]) -> None:
        """Keep the place of a link's address, after what leads to it."""
        self.keep(found.end())
        self.put(Token(found.lastgroup or "", "", found.end()))

    on_definition = on_target

    def on_heading(self, found: re.Match[str]) -> None:
        """Keep the place of a heading: that of its first #."""
        self.keep(found.end())
        self.put(Token("heading", "", found.end()))
        start = found.start() + found[0].index("#")
        self.tokens[-1] = Token("heading", "", start)
