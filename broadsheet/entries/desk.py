"""Room: what must be known of a project before an entry is added to it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from broadsheet.feeds import zone
from broadsheet.load import CONTENT, Content, Document, load
from broadsheet.model import Gazetteer, Origin
from broadsheet.problems import BuildError, Location, errors
from broadsheet.schemas import Words, read_words
from broadsheet.validate.area import read_gazetteer


@dataclass(frozen=True, slots=True)
class Desk:
    """A project as it was loaded, its words and its area, and today's date in its time zone."""

    root: Path
    content: Content
    words: Words
    area: Gazetteer
    today: datetime.date

    def ids(self, role: str) -> dict[str, Location]:
        """The ids of a list, each with the place where it stands."""
        return dict(self.ids_in(role))

    def ids_in(self, role: str) -> Iterator[tuple[str, Location]]:
        """Each id of a list, and its place."""
        for document in self.content.documents.get(role, []):
            for number, entry in enumerate(entries_of(document)):
                if isinstance(entry, dict) and isinstance(entry.get("id"), str):
                    place = self.content.locate(Origin(document.file, (number,)), "id")
                    yield entry["id"], place


def entries_of(document: Document) -> list[Any]:
    """The entries of a list; none where it holds something else."""
    return document.value if isinstance(document.value, list) else []


def open_desk(root: Path, now: datetime.datetime, *needed: str) -> Desk:
    """Load a project. BuildError where a file that is `needed` cannot be read."""
    content = load(root)
    files = {f"{CONTENT}/{name}.yaml" for name in needed}
    wrong = [
        problem
        for problem in errors(content.problems)
        if problem.location.file in files
        or any(problem.location.file.startswith(f"{CONTENT}/{name}/") for name in needed)
    ]
    if wrong:
        raise BuildError(wrong)
    area, _ = read_gazetteer(content)
    return Desk(root, content, read_words(content), area, today_of(content, now))


def today_of(content: Content, now: datetime.datetime) -> datetime.date:
    """The day in the site's time zone; in that of the clock where the site names none."""
    sites = content.documents.get("site", [])
    value = sites[0].value if sites else None
    name = value.get("time_zone") if isinstance(value, dict) else None
    try:
        return now.astimezone(zone(str(name))).date()
    except (OSError, ValueError):  # the build tells that there is no such time zone
        return now.date()
