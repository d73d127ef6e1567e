"""Room: texts that would keep the reader busy for minutes are refused before it begins.

Python-Markdown looks for the end of each bracket to the end of its paragraph, and visits
each paragraph several times; the limits bound that work far above what articles need.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from broadsheet.markup.records import Desk

MOST_BYTES = 2_000_000
DEEPEST = 20
MOST_BLOCKS = 5_000
MOST_MARKS_IN_BLOCK = 1_000
MOST_MARKS = 30_000
MOST_SEARCHES = 200_000
LONGEST_BLOCK = 50_000
MOST_LINES = 50_000
MOST_OF_A_SIGN = {"headings": 500, "directives": 500}
SIGNS = {
    "headings": re.compile(r"[ \t>]*#|=+ *$|-+ *$"),
    "directives": re.compile(r"\s*/{3,} *[^/\s]"),
}

# Controls, lone surrogates and noncharacters: no page may hold them, and sentinels are some.
REFUSED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(
        chr(plane + 0xFFFE) + chr(plane + 0xFFFF) for plane in range(0x10000, 0x110000, 0x10000)
    )
    + "]"
)
FENCE = re.compile(r"(?P<fence>`{3,}|~{3,})(?P<info>[^`\n]*)")
MARKER = re.compile(r"[-*+>:]|\d+\.")
PREFIX = re.compile(r"[ \t]*(?:(?:[-*+:]|\d+\.)[ \t]|>|[ \t])*")
ITEM = re.compile(r"[ \t]*(?:[-*+:]|\d+\.)[ \t]|[ \t]*>")
TABLE_RULE = re.compile(r"[ ]{0,3}\|?[ ]*:?-+:?[ ]*(?:\|[ :|-]*)?$")
MARK = re.compile(r"[\[\]*_`<&\\]|\{\{|  \n")
SEARCHED = re.compile(r"[\[\]()]|`+")
Line = tuple[int, str]


def within_limits(text: str, desk: Desk) -> bool:
    """Tell what makes a text too large or too tangled to read; False if anything does."""
    before = len(desk.problems)
    size = len(text.encode("utf-8", "replace"))
    if size > MOST_BYTES:
        message = f"this text has {size:,} bytes, and {MOST_BYTES:,} is the most"
        desk.tell(0, "E084", message, "split it into several articles")
        return False
    for found in REFUSED.finditer(text):
        sign = f"U+{ord(found[0]):04X}"
        desk.tell(
            found.start(), "E085", f"the character {sign} cannot stand in a text", "delete it"
        )
        if len(desk.problems) > before + DEEPEST:
            return False
    if text.count("\n") > MOST_LINES:
        message = f"this text has {text.count(chr(10)):,} lines, and {MOST_LINES:,} is the most"
        desk.tell(0, "E084", message, "split it into several articles")
        return False
    lines = [(index, line) for index, line, in_fence in fenced_lines(text) if not in_fence]
    tell_signs(lines, desk)
    tell_depth(lines, desk)
    tell_tangles(lines, desk)
    return len(desk.problems) == before


def fenced_lines(text: str) -> Iterator[tuple[int, str, bool]]:
    """Give each line with its index (from 0), and whether it belongs to a fence of code."""
    fence = ""
    for index, line in enumerate(text.split("\n")):
        opened = FENCE.fullmatch(line)
        if fence:
            yield index, line, True
            fence = "" if line.rstrip(" ") == fence else fence
        elif opened:
            fence = opened["fence"]
            yield index, line, True
        else:
            yield index, line, False


def tell_depth(lines: list[Line], desk: Desk) -> None:
    """Refuse lists and quotations nested deeper than anyone reads."""
    for index, line in lines:
        prefix = PREFIX.match(line)
        lead = prefix[0].expandtabs(4) if prefix else ""
        spaces = len(lead) - len(lead.lstrip(" "))
        depth = len(MARKER.findall(lead)) + spaces // 4
        if depth > DEEPEST:
            message = f"this line stands {depth} levels deep, and {DEEPEST} is the most"
            desk.tell(desk.places.line(index), "E084", message, "nest lists and quotes less deeply")
            return


def tell_signs(lines: list[Line], desk: Desk) -> None:
    """Refuse more headings and directives than a page can hold."""
    for noun, sign in SIGNS.items():
        count, most = sum(1 for _, line in lines if sign.match(line)), MOST_OF_A_SIGN[noun]
        if count > most:
            message = f"this text has {count:,} {noun}, and {most:,} is the most"
            desk.tell(0, "E084", message, "split it into several articles")


def tell_tangles(lines: list[Line], desk: Desk) -> None:
    """Refuse more paragraphs, marks or unmatched brackets than can be read in a moment."""
    blocks = list(blocks_of(lines))
    if len(blocks) > MOST_BLOCKS:
        message = (
            f"this text has {len(blocks):,} paragraphs, items and rows; {MOST_BLOCKS:,} is the most"
        )
        desk.tell(0, "E084", message, "split it into several articles")
        return
    marks, searches = 0, 0
    for index, block in blocks:
        count, search = len(MARK.findall(block)), searched(block)
        marks, searches = marks + count, searches + search
        if tangled := count > MOST_MARKS_IN_BLOCK or search > MOST_SEARCHES:
            message = "this paragraph holds too many brackets and marks to be read"
        elif tangled := len(block) > LONGEST_BLOCK:
            message = f"this paragraph has {len(block):,} characters; {LONGEST_BLOCK:,} is the most"
        if tangled:
            hint = "leave an empty line between paragraphs"
            desk.tell(desk.places.line(index), "E084", message, hint)
            return
    if marks > MOST_MARKS or searches > MOST_SEARCHES + 4 * sum(len(b) for _, b in blocks):
        message = "this text holds too many brackets and marks to be read"
        desk.tell(0, "E084", message, "split it into several articles")


def blocks_of(lines: list[Line]) -> Iterator[Line]:
    """Give the paragraphs, list items, rows and quoted lines, each with its first line."""
    for blank, group in groupby(lines, key=lambda line: not line[1].strip()):
        if not blank:
            yield from parted(list(group))


def parted(block: list[Line]) -> Iterator[Line]:
    """Part a table into its cells and a list or quotation into its items."""
    if len(block) > 1 and TABLE_RULE.match(block[1][1]):
        yield from ((index, cell) for index, line in block for cell in line.split("|"))
    elif ITEM.match(block[0][1]):
        starts = [at for at, (_, line) in enumerate(block) if ITEM.match(line)]
        for start, end in pairwise([*starts, len(block)]):
            yield block[start][0], "\n".join(line for _, line in block[start:end])
    else:
        yield block[0][0], "\n".join(line for _, line in block)


def searched(block: str) -> int:
    """Add up how far the ends of brackets and code spans are looked for, in characters."""
    total = 0
    open_at: list[int] = []
    ticks: list[str] = []
    for found in SEARCHED.finditer(block):
        sign = found[0]
        if sign in "[(":
            open_at.append(found.start())
        elif sign in "])":
            total += found.start() - open_at.pop() if open_at else 0
        elif sign in ticks:
            ticks.clear()
        else:
            ticks.append(sign)
            total += len(block) // 10
    return total + sum(len(block) - start for start in open_at)
