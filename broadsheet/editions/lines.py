"""Room: editions. Where in its file an article says a sentence, as far as its words tell."""

from __future__ import annotations

import re

from broadsheet.model import Article
from broadsheet.problems import Location

LENGTHS = (6, 4, 3, 2)
"""So many words in a row are looked for; figures, links and notes stand between them."""
BETWEEN = r"[\s*_\[\]]+"
FIELDS = ("title", "dek", "kicker", "summary")


def field_in(name: str) -> tuple[str | int, ...]:
    """The field of the front matter that a claim is of: `home.dek`; empty for a sentence."""
    own = name.rpartition(".")[2]
    numbered = re.fullmatch(r"key-figure-(\d+)", own)
    if numbered:
        return ("key_figures", int(numbered[1]) - 1)
    return (own,) if own in FIELDS else ()


def line_of(article: Article, text: str) -> Location:
    """The line on which the words of a sentence stand; the file alone where none are found."""
    file, words = article.front.origin.file, text.split()
    for length in LENGTHS:
        for start in range(len(words) - length + 1):
            row = BETWEEN.join(map(re.escape, words[start : start + length]))
            if found := re.search(row, article.body):
                before = article.body[: found.start()]
                line = article.body_line + before.count("\n")
                return Location(file, line, found.start() - before.rfind("\n"))
    return Location(file)
