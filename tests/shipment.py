"""What tests of destinations send: small sites, of which every file says its number."""

from __future__ import annotations

import datetime
from pathlib import Path

from broadsheet.destinations import Cargo, load_cargo
from broadsheet.pages import Output

WHEN = datetime.datetime(2026, 11, 25, 15, 7, tzinfo=datetime.UTC)
FIRST_SCRIPT, SECOND_SCRIPT = "assets/map.0123456789.js", "assets/map.abcdef0123.js"


def site(number: int, *more: str, without: str = "") -> Cargo:
    """Four pages and files; only the picture is the same in all."""
    names = ("index.html", "agencies/index.html", "data/agencies.csv", *more)
    files = [Output(name, f"{name} {number}\n".encode()) for name in names if name != without]
    return load_cargo(
        [*files, Output("cards/index.png", b"a picture"), Output("_headers", b"/*\n")]
    )


def tree(folder: Path) -> dict[str, bytes]:
    """The files below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def held(cargo: Cargo) -> dict[str, bytes]:
    """The files of a cargo."""
    return {file.path: file.content for file in cargo.files}
