"""Stage rules: everything has one id, and the site has a front page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from broadsheet.model import Origin, Source
from broadsheet.pages import FOLDERS
from broadsheet.problems import Location, Problem
from broadsheet.rules.case import Case, Path

HOME = "home"
FIXED = "agencies"
"""The article that introduces the records, whatever they are called."""
TAKEN = frozenset({"media", "embed"})
"""Folders of the site that an article of that name would share."""


def ids_are_unique(case: Case) -> Iterator[Problem]:
    """No id stands twice in its collection."""
    found, words = case.investigation, case.investigation.dictionary
    collections: tuple[tuple[Sequence[Any], Path], ...] = (
        (found.agencies, ()), (found.sources, ()), (found.figures, ()), (found.corrections, ()),
        (words.kinds, ("kinds",)), (words.replies, ("replies",)), (words.ranges, ("ranges",)),
        (words.readings, ("readings",)), (words.standings, ("standings",)),
        (words.terms, ("terms",)), (words.fields, ("fields",)),
        *((field.choices, ("fields", n, "choices")) for n, field in enumerate(words.fields)),
    )  # fmt: skip
    for entries, path in collections:
        yield from doubled(case, entries, path)


def doubled(case: Case, entries: Sequence[Any], path: Path) -> Iterator[Problem]:
    """The second and later of equal ids, each naming the place of the first."""
    first: dict[str, tuple[Origin, Path]] = {}
    for number, entry in enumerate(entries):
        origin = case.investigation.dictionary.origin if path else entry.origin
        where: Path = (*path, number, "id") if path else ("id",)
        if entry.id in first:
            place = case.at(first[entry.id][0], *first[entry.id][1])
            secret = isinstance(entry, Source) and entry.access == "confidential"
            told = "the id of a confidential source" if secret else f"the id '{entry.id}'"
            message = f"{told} is taken; it stands first at {place}"
            yield case.problem("E051", origin, where, message, "give one of them another id")
        # Its place is not looked up before it is told: that would read the file again.
        first.setdefault(entry.id, (origin, where))


def addresses_are_free(case: Case) -> Iterator[Problem]:
    """No article takes the address of something else."""
    for article in case.investigation.articles:
        if article.id in TAKEN:
            message = f"the address /{article.id}/ is taken"
            place = Location(article.front.origin.file)
            yield Problem(place, "E051", message, "give the file another name")


def records_have_an_address_of_their_own(case: Case) -> Iterator[Problem]:
    """The folder of the records' pages is no other folder of the site, and no article's."""
    words = case.investigation.dictionary
    address, hint = words.records.address, "choose another, such as the plural of their name"
    articles = {article.id for article in case.investigation.articles} - {FIXED}
    if address in FOLDERS or address in articles:
        message = f"the address /{address}/ is taken"
        yield case.problem("E051", words.origin, ("records", "address"), message, hint)


def there_is_a_front_page(case: Case) -> Iterator[Problem]:
    """The site opens with story/index.md."""
    known = {article.id for article in case.investigation.articles} | case.faulty
    if HOME not in known:
        hint = "it is the article that the site opens with"
        yield Problem(Location("content/story/index.md"), "E010", "this file is missing", hint)
