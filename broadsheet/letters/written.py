"""Room: letters. A letter becomes plain text for an email, and HTML to print."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from broadsheet.letters.letter import Letter, Line
from broadsheet.render import environment

WIDTH = 76
TEMPLATE = "letter.html"


def as_text(letter: Letter) -> bytes:
    """Lines of at most 76 characters, which no mail program breaks anew; addresses stay whole."""
    return "\n\n".join(blocks(letter)).encode() + b"\n"


def blocks(letter: Letter) -> Iterator[str]:
    """The letter in blocks that an empty line parts."""
    yield f"To: {letter.agency}\nFrom: {letter.sender}, {letter.email}"
    yield f"Answer by: {letter.deadline}"
    yield from map(wrapped, letter.opening)
    yield f"The page: {letter.page}"
    yield titled("What we ask")
    yield from (wrapped(text, f"{n}. ") for n, text in enumerate(letter.questions, start=1))
    for section in letter.sections:
        yield titled(section.title)
        yield from map(line_block, section.lines)
    yield titled("How to answer")
    yield from map(wrapped, letter.closing)


def line_block(line: Line) -> str:
    """One thing that is said, and its sources."""
    told = wrapped(f"{line.head}: {line.text}" if line.head else line.text, "- ")
    sources = wrapped("; ".join(line.sources), "  Source: ") if line.sources else ""
    return "\n".join(part for part in (told, sources) if part)


def titled(title: str) -> str:
    """A heading, underlined."""
    told = wrapped(title)
    return f"{told}\n{'-' * max(map(len, told.splitlines()))}"


def wrapped(text: str, first: str = "") -> str:
    """A paragraph; what follows its first line stands under its words."""
    indent = " " * min(len(first), len("  "))
    return textwrap.fill(
        text, WIDTH, initial_indent=first, subsequent_indent=indent,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def as_html(letter: Letter, folders: tuple[str, ...]) -> bytes:
    """One file that needs no other, for the screen and for paper."""
    return environment(folders).get_template(TEMPLATE).render(letter=letter).encode()
