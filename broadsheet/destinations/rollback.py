"""Room: destinations. Readers get an earlier site back, as it was."""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.destinations.cargo import Destination, stopped
from broadsheet.destinations.folder import (
    FolderDestination,
    Generation,
    carries_marker,
    claimed,
    found_generation,
    generations_in,
    point,
    refuse_foreign,
    shown_in,
    telling_the_disk,
)


@dataclass(frozen=True, slots=True)
class Rolled:
    """Which generation readers saw, and which they see now."""

    before: Generation | None
    now: Generation


def generations_at(place: Destination) -> tuple[tuple[Generation, ...], Generation | None]:
    """All generations that are kept, the newest first, and the one that readers see."""
    folder = folder_of(place)
    return tuple(reversed(generations_in(folder.path))), shown_in(folder.path)


def roll_back(place: Destination, number: int | None) -> Rolled:
    """Let readers see an earlier site: the one before, or the one of a number."""
    folder = folder_of(place)
    with telling_the_disk(folder.path):
        refuse_foreign(folder)
        with claimed(folder):
            before, wanted = shown_in(folder.path), found_generation(folder, number)
            point(folder, wanted)
    return Rolled(before, wanted)


def folder_of(place: Destination) -> FolderDestination:
    """The folder that a destination is. BuildError for any other: it keeps no earlier site."""
    if not isinstance(place, FolderDestination):
        message = "only a folder keeps the sites of before"
        hint = "go back to the content of before, and publish that"
        raise stopped(place.name, "E157", message, hint)
    if not carries_marker(place.path):
        raise stopped(place.name, "E157", "nothing was published into this folder yet")
    return place
