"""Room: fact-checking. Words that readers see are found again in what an editor wrote."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

WORD = re.compile(r"[^\W_]+")
MARKUP = re.compile(
    r"\[@[^\]]*\]"  # a citation
    r"|\]\([^)\s]*\)"  # where a link leads
    r"|&#?\w+;"  # a sign by its name
)
PIECE = re.compile(r"[^\W_]+|\n")
EXPRESSION = re.compile(r"\{\{.*?\}\}")
GAP = "\n"
"""Where a figure is put in: no words run across it."""
FEWEST = 3
"""So many words in a row must be the same, or all of them where there are fewer."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text in a row, and the line on which each begins."""

    row: str
    starts: tuple[int, ...]
    lines: tuple[int, ...]

    def line(self, text: str, nth: int = 1) -> int:
        """The line where a text begins, as nearly as it is found; 0 where it is not.

        `nth` counts among equal texts. Figures make gaps in what was written, so the
        longest run of words counts that stands in both.
        """
        found = (self.run_line(run, nth) for run in runs(plain_words(text)))
        return next(filter(None, found), 0)

    def exact_line(self, text: str) -> int:
        """The line where all words of a text begin; 0 where they do not stand in a row."""
        return self.run_line(" ".join(plain_words(text)), 1)

    def run_line(self, run: str, nth: int) -> int:
        """The line where a run of words begins for the nth time, or for the last."""
        found = [hit.start() + 1 for hit in re.finditer(f"(?= {re.escape(run)} )", self.row)]
        if not found:
            return 0
        return self.lines[bisect_right(self.starts, found[min(nth, len(found)) - 1]) - 1]


def plain_words(text: str) -> list[str]:
    """The words alone, small, without any sign."""
    return [word.casefold() for word in WORD.findall(text)]


def runs(words: list[str]) -> Iterator[str]:
    """Every run of words in them, the longest first."""
    fewest = min(FEWEST, len(words))
    for length in range(len(words), fewest - 1, -1) if words else ():
        for begun in range(len(words) - length + 1):
            yield " ".join(words[begun : begun + length])


def read_words(text: str, first_line: int = 1) -> Words:
    """The words of a Markdown or YAML text, without what readers do not see."""
    pieces, starts, lines = [" "], [0], [first_line]
    position = 1
    for number, line in enumerate(text.split("\n"), first_line):
        shown = EXPRESSION.sub(f" {GAP} ", MARKUP.sub(" ", line))
        for word in PIECE.findall(shown.casefold()):
            pieces.append(f"{word} ")
            starts.append(position)
            lines.append(number)
            position += len(word) + 1
    return Words("".join(pieces), tuple(starts), tuple(lines))
