"""Room: fact-checking. Words that say "still to come" are found in what would be published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from broadsheet.factcheck.prose import WORD, Words, read_words
from broadsheet.load import Content
from broadsheet.pages import Output
from broadsheet.placeholders import PLACEHOLDER
from broadsheet.problems import Location, Problem

DRAFT = re.compile(rf"{PLACEHOLDER.pattern}|\bXXX+\b|\b[Ll]orem ipsum\b")
TEXTS = (".xml", ".json", ".geojson", ".csv", ".txt")
READ_OUT = frozenset({"alt", "title", "aria-label", "content", "placeholder"})
UNSEEN_TAGS = frozenset({"script", "style"})
AROUND = 4
"""So many words on each side tell where it stands."""
NEIGHBOURS = ((AROUND, AROUND), (AROUND, 0), (0, AROUND), (2, 0), (0, 2))
"""How many words before and after it are looked for: in a table, other cells stand beside it."""


class SeenText(HTMLParser):
    """Gathers what a page shows and what is read out: no script, no style."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Words may stand in attributes."""
        self.hidden = tag in UNSEEN_TAGS
        self.pieces += [value for name, value in attrs if value and name in READ_OUT]

    def handle_endtag(self, tag: str) -> None:
        """After a script or a style, words are seen again."""
        del tag
        self.hidden = False

    def handle_data(self, data: str) -> None:
        """Words."""
        if not self.hidden:
            self.pieces.append(data)


def texts_of(output: Output) -> list[str]:
    """What people read of a file; nothing of scripts, styles, pictures."""
    if not output.path.endswith((*TEXTS, ".html")) or output.path.startswith("assets/"):
        return []
    text = output.content.decode("utf-8", "replace")
    if not DRAFT.search(text):
        return []
    if not output.path.endswith(".html"):
        return text.splitlines()
    seen = SeenText()
    seen.feed(text)
    seen.close()
    return seen.pieces


def draft_words(content: Content, outputs: Iterable[Output]) -> Iterator[Problem]:
    """Each draft word once: at the line that an editor wrote, or at the file it came out in.

    A `TK` that an editor wrote is not among them.
    """
    written: dict[str, Words] | None = None
    told: set[tuple[str, int, str]] = set()
    for output in outputs:
        for text in texts_of(output):
            for found in DRAFT.finditer(text):
                written = written or words_of_content(content)
                place = place_of(written, text, found) or Location(f"site/{output.path}")
                if place.line and PLACEHOLDER.fullmatch(found[0]):
                    continue  # the room of placeholders tells it at its very column, or lets it be
                if (place.file, place.line, found[0]) not in told:
                    told.add((place.file, place.line, found[0]))
                    yield problem_of(place, text, found)


def problem_of(place: Location, text: str, found: re.Match[str]) -> Problem:
    """A draft word with the words around it."""
    message = f"'{found[0]}' stands in what would be published: {excerpt(text, found)}"
    return Problem(place, "E134", message, "write what is still to come")


def excerpt(text: str, found: re.Match[str]) -> str:
    """The word between its neighbours."""
    words = " ".join(text.split())
    return words if len(words) <= 80 else f"… {around(text, found)} …"  # noqa: PLR2004  (a line)


def around(text: str, found: re.Match[str], before: int = AROUND, after: int = AROUND) -> str:
    """The word with a few before and after it."""
    left = list(WORD.finditer(text[: found.start()]))[-before:] if before else []
    right = list(WORD.finditer(text, found.end()))[:after]
    begun = left[0].start() if left else found.start()
    return text[begun : right[-1].end() if right else found.end()]


def words_of_content(content: Content) -> dict[str, Words]:
    """Every text of content/, by its file."""
    found = {
        front.file: read_words(parts.body, parts.body_line)
        for front, parts in content.articles.values()
    }
    fields = {
        f"{front.file} ": read_words(front.text, front.first_line)
        for front, _ in content.articles.values()
    }
    records = {
        document.file: read_words(document.text, document.first_line)
        for group in content.documents.values()
        for document in group
    }
    return found | fields | records


def place_of(written: dict[str, Words], text: str, found: re.Match[str]) -> Location | None:
    """The line of content on which the words around it stand."""
    for before, after in NEIGHBOURS:
        near = around(text, found, before, after)
        for file, words in written.items():
            if line := words.exact_line(near):
                return Location(file.strip(), line)
    return None
