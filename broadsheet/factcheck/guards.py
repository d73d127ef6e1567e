"""Room: fact-checking. The packet is for the desk: it never lies in a site, and tells no secret."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from broadsheet.check import find_private
from broadsheet.factcheck.book import Book
from broadsheet.pages import Output
from broadsheet.problems import BuildError, Location, Problem
from broadsheet.publish.marker import carries_marker, written_files

FRONT, OPEN, AGENCIES = "index.html", "open.html", "agencies/"
SHEET, WORKBOOK = "claims.csv", "claims.xlsx"


def refuse_site(target: Path) -> None:
    """The packet never lies in a site, where readers would find it. BuildError where it would."""
    real = target.resolve()
    own = written_files(real)
    if (own is not None and SHEET not in own) or any(map(carries_marker, real.parents)):
        message = "this folder is a site; the packet is not for readers"
        hint = "name another folder with --output"
        raise BuildError([Problem(Location(str(target)), "E127", message, hint)])


def find_leaks(book: Book, outputs: Iterable[Output]) -> tuple[Problem, ...]:
    """Each private text of a record that stands in a file of the packet."""
    return tuple(find_private(book.proofs.found, book.proofs.script.secrets, texts_of(outputs)))


def texts_of(outputs: Iterable[Output]) -> Iterator[tuple[Location, str]]:
    """What is written in each file; of a workbook, what is in all its parts."""
    for path, content in outputs:
        place = Location(f"factcheck/{path}")
        if path == WORKBOOK:
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                yield place, "\n".join(packed.read(part).decode() for part in packed.namelist())
        else:
            yield place, content.decode()
