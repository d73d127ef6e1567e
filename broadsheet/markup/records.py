"""Noun: what the room of Markdown is given, and what it gives back."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from markupsafe import Markup

from broadsheet.figures import FigureValue
from broadsheet.markup.waivers import NO_REASON
from broadsheet.notes import Notes
from broadsheet.pages import Heading, NoteRef, Part, WrittenLink
from broadsheet.problems import Location, Problem


@dataclass(frozen=True, slots=True)
class Scope:
    """What a text may speak of.

    `sources` gives a source's label by its id (`WRAL News, April 6, 2021`). `agencies`
    (by id), `counties` (by name) and `articles` (by file name, `methodology.md`) give
    addresses from the site's top (`agencies/raleigh-pd/`); `drafts` are the file names of
    articles that are not published. `noun` is what a link may call a record by, besides
    `agency`. `terms` are the ids of the words that the dictionary
    explains, `pictures` the files in media/. `here` is the address of the page that the text
    stands on; `taken_ids` are anchors that its template uses. `notes` numbers the
    page's citations and is the one thing here that changes.
    """

    notes: Notes
    figures: Mapping[str, FigureValue] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    agencies: Mapping[str, str] = field(default_factory=dict)
    counties: Mapping[str, str] = field(default_factory=dict)
    articles: Mapping[str, str] = field(default_factory=dict)
    drafts: frozenset[str] = frozenset()
    terms: tuple[str, ...] = ()
    noun: str = "agency"
    pictures: tuple[str, ...] = ()
    here: str = ""
    locale: str = "en-US"
    currency: str = "USD"
    taken_ids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Directive:
    """A `/// kind | argument` block: its options as plain texts, its body as HTML and as text.

    `refs` are the notes of its `source` option, and of the figures that its options name;
    `figures` are those, in the order of the options' names: the part, then the whole.
    """

    kind: str
    argument: str
    options: tuple[tuple[str, str], ...]
    html: Markup
    text: str
    refs: tuple[NoteRef, ...]
    location: Location
    figures: tuple[FigureValue, ...] = ()

    def option(self, key: str) -> str:
        """Give an option's text, empty if it was left out."""
        return dict(self.options).get(key, "")


class Waiver(NamedTuple):
    """A number that is bound to no figure and cites nothing, with the editor's reason for it."""

    words: str
    reason: str
    location: Location


@dataclass(frozen=True, slots=True)
class Prose:
    """A text that was read: its parts in order, and all that the other rooms must know.

    `figures`, `sources` and `terms` are the ids that it uses; `waivers` are the numbers that
    an editor vouches for. With an error among `problems` the
    parts are not to be shown.
    """

    parts: tuple[Part | Directive, ...] = ()
    headings: tuple[Heading, ...] = ()
    links: tuple[WrittenLink, ...] = ()
    words: int = 0
    problems: tuple[Problem, ...] = ()
    figures: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    outside: tuple[WrittenLink, ...] = ()
    """Links to other sites."""


class Places:
    """Turns an offset in a text into its file, line and column."""

    def __init__(self, text: str, file: str, first_line: int) -> None:
        self.file, self.first_line = file, first_line
        starts = [0]
        while (end := text.find("\n", starts[-1])) >= 0:
            starts.append(end + 1)
        self._starts = starts

    def at(self, offset: int) -> Location:
        """Give the place of a character."""
        line = bisect_right(self._starts, offset) - 1
        return self.line(line, offset - self._starts[line])

    def line(self, index: int, column: int = 0) -> Location:
        """Give the place of a column (from 0) of a line (from 0)."""
        return Location(self.file, self.first_line + index, column + 1)


class Desk:
    """What is noticed while one text is read: problems, links, the ids in use."""

    def __init__(self, scope: Scope, places: Places) -> None:
        self.scope, self.places = scope, places
        self.problems: list[Problem] = []
        self.links: list[WrittenLink] = []
        self.outside: list[WrittenLink] = []
        self.figures: dict[str, None] = {}
        self.sources: dict[str, None] = {}
        self.terms: dict[str, None] = {}
        self.waivers: list[Waiver] = []

    def tell(self, place: Location | int, code: str, message: str, hint: str = "") -> None:
        """Note a problem, at a place or at an offset of the text."""
        location = self.places.at(place) if isinstance(place, int) else place
        self.problems.append(Problem(location, code, message, hint))

    def waive(self, words: str, reason: str, place: Location) -> None:
        """Note a waiver, or tell that it gives no reason."""
        if reason:
            self.waivers.append(Waiver(words, reason, place))
        else:
            self.tell(place, "E086", *NO_REASON)
