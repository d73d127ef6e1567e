"""Stage plan: confidential sources are taken out before anything is made of the content.

What goes on from here knows that they are there and how many: not their ids, titles, outlets,
authors, dates, addresses or notes, and no place in any of them. So no page, download, hash
or name of a file can tell, whoever writes it and whenever.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from functools import partial
from typing import Any, NamedTuple

from broadsheet.model import WITHHELD, Citation, Investigation, Record, Source
from broadsheet.notes import withheld

TITLE, OUTLET = "A confidential source", "Not named"
UNCHANGED = frozenset({"gazetteer", "sources"})
"""The one cites nothing, the others are replaced."""


class Unnamed(NamedTuple):
    """The investigation without its confidential sources, and the names that stand for them.

    `names` are by the ids that editors write: prose is read after this. `secrets` are the
    sources themselves: only the check looks at them, for words of theirs that got out.
    """

    found: Investigation
    names: Mapping[str, str]
    secrets: tuple[Source, ...]


def without_confidential(
    found: Investigation,
    hidden: frozenset[str] = frozenset(),
    waiting: frozenset[str] = frozenset(),
) -> Unnamed:
    """Put `confidential-1`, `confidential-2` for each, wherever it stands or is cited.

    `hidden` are the articles that are held back. A source that only these cite is not even
    counted. `waiting` are articles that are held back, too, but are read here as if they were
    out. A source that only either cite comes last: no gap in the numbers of the others speaks
    of it, and they have the same numbers here as on the site.
    """
    secrets = tuple(source for source in found.sources if source.access == "confidential")
    if not secrets:
        return Unnamed(found, {}, ())
    used = frozenset(find_used(found, hidden))
    public = frozenset(find_used(found, hidden | waiting))
    in_order = sorted(secrets, key=lambda source: source.id not in public)
    names = {source.id: f"{WITHHELD}{number}" for number, source in enumerate(in_order, start=1)}
    parts = {part.name: getattr(found, part.name) for part in fields(found)}
    told = {name: unnamed(part, names) for name, part in parts.items() if name not in UNCHANGED}
    sources = tuple(
        stand_in(source, names[source.id]) if source.id in names else source
        for source in found.sources
        if source.id in used or source.id not in names
    )
    return Unnamed(replace(found, **told, sources=sources), names, secrets)


def find_used(found: Investigation, hidden: frozenset[str]) -> Iterator[str]:
    """The ids of the sources that something public cites."""
    shown = tuple(article for article in found.articles if article.id not in hidden)
    records = (
        found.agencies, found.attempts, found.figures, found.timeline, found.corrections, shown,
    )  # fmt: skip
    yield from cited_in(records)
    for article in shown:
        yield from article.cited_in_body()


def cited_in(value: Any) -> Iterator[str]:
    """The ids of all sources that a value cites, however deep."""
    if isinstance(value, Citation):
        yield value.source
    elif type(value) is tuple:
        for one in value:
            yield from cited_in(one)
    elif isinstance(value, Record):
        for name in type(value).model_fields:
            yield from cited_in(getattr(value, name))


def stand_in(source: Source, name: str) -> Source:
    """A new source under another name: nothing is copied but what the editor gives to readers."""
    return Source.model_construct(
        id=name,
        title=TITLE,
        outlet=OUTLET,
        access="confidential",
        public_description=source.public_description,
    )


def unnamed(value: Any, names: Mapping[str, str]) -> Any:
    """A value with its citations changed, however deep they stand in it."""
    if isinstance(value, Citation):
        return withheld(value, names)
    if type(value) is tuple:
        return tuple(map(partial(unnamed, names=names), value))
    if isinstance(value, Record):
        inside = {name: getattr(value, name) for name in type(value).model_fields}
        changed = {name: unnamed(one, names) for name, one in inside.items()}
        return value.model_copy(update=changed)
    return value
