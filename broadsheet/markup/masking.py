"""Room: everything in a text that is none of its own words is masked, sign by sign.

So a number in a link's address, in code or in somebody's quoted words is not looked at, and
every sign that is left keeps its place in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from broadsheet.figures import Expression, expressions_in
from broadsheet.markup.blocks import CLOSING, HEADER, OPTION
from broadsheet.markup.limits import fenced_lines
from broadsheet.markup.sentinels import Token
from broadsheet.markup.unbound import BREAK, CITED, FIGURE
from broadsheet.markup.waivers import WAIVED

HIDDEN = (
    re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL),
    re.compile(r"(?<!`)(`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)\1(?!`)", re.DOTALL),
    WAIVED,
    re.compile(r"(?<=\])\((?:[^()\s]|\([^()\s]*\))*(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?[ \t]*\)"),
    re.compile(r"^[ ]{0,3}\[[^\[\]\n]+\]:.*$", re.MULTILINE),
    re.compile(r"^[ \t]*>.*$", re.MULTILINE),
    re.compile(r"^[ \t]*(?:[-*+]|\d+[.)])(?=[ \t])", re.MULTILINE),
    re.compile(r"^[^\n]+$(?=\n:[ \t])", re.MULTILINE),
    re.compile(r"\bhttps?://\S+|\S+@[\w-]+(?:\.[\w-]+)+"),
)
"""Comments, code, waivers, addresses, quoted lines, marks of lists, words that are defined."""
QUOTED = re.compile(r'"(?:(?!\n[ \t]*\n)[^"])*"|“(?:(?!\n[ \t]*\n)[^”])*”')
SEEN = frozenset({"title", "note", "part_label", "whole_label", "caption"})
"""Options that are our own words: a credit is a name, and `alt` says what a picture shows."""
TITLED = frozenset({"note", "known", "unknown", "find"})
"""Directives whose argument is words for readers."""


def masked_line(text: str) -> str:
    """Mask a text that stands alone, such as a headline: only its own words are left."""
    found = (one for one in expressions_in(text) if isinstance(one, Expression))
    spans = [(one.start, one.end, FIGURE) for one in found]
    spans += [(*waived.span(), " ") for waived in WAIVED.finditer(text)]
    return without_quotes(covered(text, spans))


def masked_prose(text: str, tokens: Iterable[Token]) -> str:
    """Mask an article's text, with the tokens that were found in it."""
    signs = {"expression": FIGURE, "citation": CITED, "autolink": " ", "tag": " "}
    spans = [
        (token.start, token.start + len(token.literal), signs[token.kind])
        for token in tokens
        if token.kind in signs
    ]
    whole = covered(covered(text, spans), outside(text))
    for pattern in HIDDEN:
        whole = covered(whole, ((*found.span(), " ") for found in pattern.finditer(whole)))
    return without_quotes(whole)


def covered(text: str, spans: Iterable[tuple[int, int, str]]) -> str:
    """Put a sign over each stretch; line ends stay."""
    pieces, position = [], 0
    for start, end, sign in sorted(spans):
        if start >= position:
            hidden = BREAK if sign == BREAK else re.sub(r"[^\n]", sign, text[start:end])
            pieces += [text[position:start], hidden]
            position = end
    return "".join([*pieces, text[position:]])


def without_quotes(text: str) -> str:
    """Mask the words that somebody else said; their full stops still end a sentence."""
    return QUOTED.sub(lambda found: re.sub(r"\w", "x", found[0]), text)


def outside(text: str) -> Iterator[tuple[int, int, str]]:
    """Find what is no prose: blocks of code, what directives are made of, what others said."""
    kind = key = ""
    position, blank = 0, True
    for _, line, in_fence in fenced_lines(text):
        header, option = HEADER.fullmatch(line), OPTION.fullmatch(line)
        hidden = len(line)
        if in_fence:
            pass
        elif CLOSING.fullmatch(line):
            kind = key = ""
        elif header:
            kind, key = header["name"], "|"
            hidden = header.start("argument") if kind in TITLED and header["argument"] else hidden
        elif key and option:
            key = option["key"]
            hidden = max(option.start("value"), 0) if key in SEEN else hidden
        elif key and line[:1] in " \t" and line.strip():
            hidden = 0 if key in SEEN else hidden
        else:
            key = ""
            is_code = line.startswith(("    ", "\t")) and blank
            hidden = hidden if kind == "quote" or is_code else 0
        yield position, position + hidden, " "
        if key:
            yield position + len(line), position + len(line) + 1, BREAK
        position, blank = position + len(line) + 1, not line.strip()
