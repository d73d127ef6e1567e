"""Room: other sites. Every address of the content that leads outside, with all its places."""

from __future__ import annotations

from collections.abc import Iterator

from broadsheet.copydesk import entries_of, texts_in
from broadsheet.model import Particular
from broadsheet.pipeline import Script
from broadsheet.problems import Location
from broadsheet.validate.shapes import Locate

FIELDS = frozenset({"url", "archived"})
TILES = "tiles"
"""A template of addresses is none."""


def links_of(script: Script, locate: Locate) -> dict[str, list[Location]]:
    """Each address once; none of a confidential source, for these have left the script."""
    links: dict[str, list[Location]] = {}
    for url, place in (*in_articles(script), *in_records(script, locate)):
        links.setdefault(url, []).append(place)
    return links


def in_articles(script: Script) -> Iterator[tuple[str, Location]]:
    """Links of articles, those held back among them."""
    for reading in script.readings.values():
        for link in reading.prose.outside:
            yield link.target, link.location


def in_records(script: Script, locate: Locate) -> Iterator[tuple[str, Location]]:
    """Addresses of sources, publisher, licence and credits, and in fields that are links."""
    fields = {field.id for field in script.found.dictionary.own_fields if field.type == "link"}
    for entry in entries_of(script.found):
        for path, url in texts_in(entry, FIELDS):
            if TILES not in path:
                yield url, locate(entry.origin, *path)
        if isinstance(entry, Particular) and entry.field in fields and entry.value:
            yield str(entry.value), locate(entry.origin, "value")
