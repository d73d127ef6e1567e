"""Room: `TK`, the sign for words still to come, in what would be published.

It is told while people write, and it stops `publish` and `release`. Private fields and what is
held back are not looked at, nor are comments and the addresses of links. Where the letters are a
name, a waiver says so: in prose `[TK Maxx](waived "a shop")`, in a record an entry of
content/waivers.yaml whose finding is `placeholder:TK Maxx`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple, Protocol

from broadsheet.markup.waivers import WAIVED
from broadsheet.model import Agency, Article, Citation, Investigation, Origin, Record, Waiver
from broadsheet.problems import Location, Problem

WARNED, REFUSED = "W191", "E191"
PLACEHOLDER = re.compile(r"\b(?:TK)+\b")
LET_STAND = "placeholder:"
"""How the finding of a waiver begins that lets a name stand."""
HIDDEN = re.compile(rf"<!--.*?(?:-->|\Z)|{WAIVED.pattern}|\bhttps?://\S+", re.DOTALL)
"""Comments, which no reader gets; what an article waives; addresses."""
PRIVATE = frozenset({"notes", "contact"})
COUNTIES = "content/geography/counties.geojson"
LONGEST = 80


class Locate(Protocol):
    """Finds line and column of a value below an entry, or of a word inside it."""

    def __call__(
        self, origin: Origin, *path: str | int, key: bool = False, offset: int = -1
    ) -> Location:
        """Return the place."""


class Found(NamedTuple):
    """A placeholder: where in which text, and the place of that text."""

    text: str
    start: int
    word: str
    origin: Origin
    path: tuple[str | int, ...]
    line: int = 0
    """The line of the file on which an article's text begins; 0 for a field."""

    def place(self, locate: Locate) -> Location:
        """File, line and column."""
        if not self.line:
            return locate(self.origin, *self.path, offset=self.start)
        before = self.text[: self.start]
        column = len(before) - before.rfind("\n")
        return Location(self.origin.file, self.line + before.count("\n"), column)

    def excerpt(self) -> str:
        """The line that it stands in, or the words around it."""
        begun = self.text.rfind("\n", 0, self.start) + 1
        line, at = self.text[begun:].split("\n", 1)[0], self.start - begun
        if len(line) <= LONGEST:
            return line.strip()
        begin, stop = max(at - LONGEST // 2, 0), at + LONGEST // 2
        lead, tail = "… " if begin else "", " …" if stop < len(line) else ""
        return f"{lead}{line[begin:stop].strip()}{tail}"


def find_placeholders(
    found: Investigation, waivers: Iterable[Waiver], locate: Locate
) -> Iterator[Problem]:
    """Every placeholder of what is public, as a warning at its place."""
    names = tuple(name for name in map(name_let_stand, waivers) if name)
    for one in placeholders_in(found):
        if not any(is_in_name(one, name) for name in names):
            message = f"'{one.word}' stands for words still to come: {one.excerpt()}"
            yield Problem(one.place(locate), WARNED, message)
    for county in found.gazetteer.counties:
        if PLACEHOLDER.search(county.name):
            message = f"the county '{county.name}' stands for one still to come"
            yield Problem(Location(COUNTIES), WARNED, message, "put your area's counties here")


def as_refused(problem: Problem) -> Problem:
    """A placeholder as what stops a publication; any other problem as it is."""
    return replace(problem, code=REFUSED) if problem.code == WARNED else problem


def waivers_in_use(found: Investigation) -> frozenset[str]:
    """The findings of waivers that let a name stand which is really there."""
    names = {waiver.finding: name_let_stand(waiver) for waiver in found.waivers}
    every = tuple(placeholders_in(found))
    return frozenset(
        finding
        for finding, name in names.items()
        if name and any(is_in_name(one, name) for one in every)
    )


def name_let_stand(waiver: Waiver) -> str:
    """The name that a waiver lets stand; empty for a waiver of something else."""
    found = waiver.finding.startswith(LET_STAND)
    return waiver.finding.removeprefix(LET_STAND).strip() if found else ""


def is_in_name(one: Found, name: str) -> bool:
    """Whether a placeholder is a part of a name where it stands."""
    spots = (found.span() for found in re.finditer(re.escape(name), one.text))
    return any(start <= one.start and one.start + len(one.word) <= end for start, end in spots)


def placeholders_in(found: Investigation) -> Iterator[Found]:
    """Every placeholder that stands in a published field or text."""
    entries = (
        found.site, found.dictionary, *found.agencies, *found.sources, *found.figures,
        *found.timeline, *found.corrections, *found.attempts,
        *(article.front for article in found.articles),
    )  # fmt: skip
    for entry in entries:
        for path, text in texts_in(entry, ()):
            for hit in hits(text):
                yield Found(text, hit.start(), hit[0], entry.origin, path)
    for agency in found.agencies:
        yield from in_particulars(agency)
    for article in found.articles:
        yield from in_body(article)


def in_particulars(agency: Agency) -> Iterator[Found]:
    """Every placeholder of the fields that the dictionary declares.

    Those of the record's own sources are told at these.
    """
    for one in agency.particulars:
        for path, text in texts_in(one, ()):
            for hit in hits(text) if path[0] != "sources" or one.sources != agency.sources else ():
                yield Found(text, hit.start(), hit[0], one.origin, path)


def in_body(article: Article) -> Iterator[Found]:
    """Every placeholder of an article's text."""
    for hit in hits(article.body):
        yield Found(article.body, hit.start(), hit[0], article.origin, (), article.body_line)


def hits(text: str) -> Iterator[re.Match[str]]:
    """Find the placeholders of a text that readers would see; offsets are those of the text."""
    if PLACEHOLDER.search(text):
        covered = HIDDEN.sub(lambda hidden: re.sub(r"\S", ".", hidden[0]), text)
        yield from PLACEHOLDER.finditer(covered)


def texts_in(
    value: Any, path: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text of a record that may be published, and the path that leads to it."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Citation):
        yield path, f"{value.source}, {value.at}" if value.at else value.source
    elif isinstance(value, Record):
        for name, field in type(value).model_fields.items():
            if name not in PRIVATE and not field.exclude:
                yield from texts_in(getattr(value, name), (*path, field.alias or name))
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from texts_in(part, (*path, number))
