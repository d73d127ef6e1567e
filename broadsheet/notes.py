"""Noun: the numbered notes of a page, as they come to be: first mention, first number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from broadsheet.model import WITHHELD, Citation
from broadsheet.pages import NoteRef


class Cited(NamedTuple):
    """A note of the page: its number and anchor, what it cites, its first mark in the text."""

    number: int
    id: str
    citation: Citation
    back: str


def withheld(citation: Citation, names: Mapping[str, str]) -> Citation:
    """The citation as readers may see it: of a confidential source neither its id nor a place."""
    name = names.get(citation.source)
    return Citation.model_construct(source=name, at=None) if name else citation


class Notes:
    """Numbers the citations of one page; the same place in the same source is one note.

    `labels` says how a source is called in short, by its id (`WRAL News, April 6, 2021`).
    Whoever cites, cites in reading order: the number is that of the first mention. `withheld`
    are the names under which confidential sources go out, by their ids: prose knows but these.
    """

    def __init__(
        self, labels: Mapping[str, str], withheld: Mapping[str, str] | None = None
    ) -> None:
        self._labels = labels
        self._withheld = withheld or {}
        self._marked: dict[tuple[str, str], str] = {}
        self._numbers: dict[tuple[str, str], tuple[int, Citation]] = {}

    def copy(self) -> Notes:
        """The same notes, to be added to on their own."""
        copied = Notes(self._labels, self._withheld)
        copied._marked, copied._numbers = dict(self._marked), dict(self._numbers)
        return copied

    def cite(self, citation: Citation) -> NoteRef:
        """Make a mark that leads to the citation's note; the first, `ref-1`, is led back to."""
        told = withheld(citation, self._withheld)
        key = (told.source, told.at or "")
        number, _ = self._numbers.setdefault(key, (len(self._numbers) + 1, told))
        anchor = "" if key in self._marked else self._marked.setdefault(key, f"ref-{number}")
        secret = told.source.startswith(WITHHELD)
        return NoteRef(number, anchor, f"note-{number}", self._label(told), secret)

    def withholds(self, source: str) -> bool:
        """Tell whether a source is confidential, so that no message may give its id."""
        return source in self._withheld

    def include(self, citation: Citation) -> None:
        """Give the citation a note to which no mark leads: a source of the page as a whole."""
        told = withheld(citation, self._withheld)
        self._numbers.setdefault((told.source, told.at or ""), (len(self._numbers) + 1, told))

    def cited(self) -> tuple[Cited, ...]:
        """Give the notes in the order of their numbers."""
        return tuple(
            Cited(number, f"note-{number}", citation, self._marked.get(key, ""))
            for key, (number, citation) in self._numbers.items()
        )

    def _label(self, citation: Citation) -> str:
        """Name the source, and where in it."""
        label = self._labels.get(citation.source, citation.source)
        return f"{label}, {citation.at}" if citation.at else label
