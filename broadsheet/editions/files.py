"""Room: editions. The folder `editions/` of a project: a file for each time it was published.

A file holds what was new or other than the time before, an entry a line, so that it is small
and a review shows it. Editors commit it and never write it.
"""

from __future__ import annotations

import datetime
import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from broadsheet.editions.records import Entries, Publication, Shown
from broadsheet.problems import BuildError, Location, Problem

FOLDER = "editions"
ABOUT = "What the site showed when it was published. Keep it and commit it; never edit it."
UNREADABLE = (
    OSError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError,
)  # fmt: skip
"""What reading a damaged file may end in."""
NAME = re.compile(r"(\d{4,})-(\d{4}-\d{2}-\d{2})\.json")


def read_publications(root: Path) -> tuple[Publication, ...]:
    """Every publication of a project, the oldest first; BuildError where one cannot be read."""
    folder = root / FOLDER
    if not folder.is_dir():
        return ()
    files = sorted(path for path in folder.iterdir() if NAME.fullmatch(path.name))
    problems: list[Problem] = []
    found: list[Publication] = []
    for number, path in enumerate(files, start=1):
        try:
            found.append(read_publication(path, number))
        except UNREADABLE:
            place = Location(f"{FOLDER}/{path.name}")
            message = "this file of an edition cannot be read, or an earlier one is missing"
            hint = "take the folder from your version control as it was"
            problems.append(Problem(place, "E144", message, hint))
    if problems:
        raise BuildError(problems)
    return tuple(found)


def read_publication(path: Path, number: int) -> Publication:
    """One publication, the `number`th; ValueError, KeyError and their like where it is not."""
    told = json.loads(path.read_bytes())
    if told["number"] != number:
        raise ValueError(told["number"])
    surfaces = [tuple(map(str, group)) for group in told["surfaces"]]
    return Publication(
        number=number,
        date=datetime.date.fromisoformat(told["date"]),
        data=read_entries(told["data"], dict(enumerate(surfaces))),
        claims=read_entries(told["claims"], dict(enumerate(surfaces))),
    )


def read_entries(told: Any, surfaces: Mapping[int, tuple[str, ...]]) -> Entries:
    """The entries of one kind; KeyError for surfaces that are not there."""
    return {
        str(name): read_entry(entry, surfaces) if entry else None for name, entry in told.items()
    }


def read_entry(entry: Any, surfaces: Mapping[int, tuple[str, ...]]) -> Shown:
    """What was shown: its value, its label, the number of its surfaces, and its parts if any."""
    parts = tuple((str(name), str(words)) for name, words in (entry[3] if entry[3:] else ()))
    return Shown(str(entry[0]), str(entry[1]), surfaces[entry[2]], parts)


def publication_bytes(publication: Publication) -> bytes:
    """A publication as its file: the same publication gives the same bytes."""
    groups = sorted({entry.surfaces for entry in entries_of(publication) if entry})
    places = {group: number for number, group in enumerate(groups)}
    lines = [
        f'"about": {written(ABOUT)}',
        f'"number": {publication.number}',
        f'"date": {written(publication.date.isoformat())}',
        f'"surfaces": [\n{rows(written(group) for group in groups)}\n]',
        f'"data": {{\n{entry_rows(publication.data, places)}\n}}',
        f'"claims": {{\n{entry_rows(publication.claims, places)}\n}}',
    ]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def entries_of(publication: Publication) -> Iterator[Shown | None]:
    """Every entry, of both kinds."""
    yield from publication.data.values()
    yield from publication.claims.values()


def entry_rows(entries: Entries, places: dict[tuple[str, ...], int]) -> str:
    """An entry a line, by its id."""
    return rows(
        f"{written(name)}: {written(entry_row(entry, places) if entry else None)}"
        for name, entry in sorted(entries.items())
    )


def entry_row(entry: Shown, places: dict[tuple[str, ...], int]) -> list[Any]:
    """An entry as `read_entry` reads it."""
    parts = [[list(part) for part in entry.parts]] if entry.parts else []
    return [entry.value, entry.label, places[entry.surfaces], *parts]


def rows(lines: Iterator[str]) -> str:
    """Lines with a comma between them."""
    return ",\n".join(lines)


def written(value: Any) -> str:
    """Strict JSON on one line."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def write_publication(root: Path, publication: Publication) -> Path:
    """Write the file of a publication, aside and then by its name; OSError where that fails."""
    folder = root / FOLDER
    folder.mkdir(exist_ok=True)
    path = folder / f"{publication.number:04}-{publication.date.isoformat()}.json"
    aside = folder / f".{path.name}.new"
    with aside.open("wb") as stream:
        stream.write(publication_bytes(publication))
        stream.flush()
        os.fsync(stream.fileno())
    aside.replace(path)
    return path
