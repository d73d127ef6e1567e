"""Room: photos. A picture's file while it is at work, and what the cache has of it."""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.resources
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from broadsheet.kept import PICTURES as SHELF
from broadsheet.kept import kept
from broadsheet.pages import PICTURES
from broadsheet.photos.forms import Form
from broadsheet.problems import BuildError, Location, Problem

if TYPE_CHECKING:
    from PIL import Image

    from broadsheet.photos.pixels import Nature

JPEG_START = b"\xff\xd8"
BROKEN, SAVE_AGAIN = "this file is not a whole picture", "save it again as .jpg, .png or .webp"


@dataclass(slots=True)
class Original:
    """A file of media/: its bytes, and its pixels once somebody needs them.

    `key` is the hash of all that its results are made from, `used` are the names under which
    the cache holds them. Several threads may ask at once.
    """

    place: Location
    content: bytes
    key: str
    folder: Path | None
    used: set[str] = field(default_factory=set)
    pixels: Image.Image | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    def bare(self) -> Image.Image:
        """Its pixels, read at the first call. BuildError where it is no whole picture."""
        from broadsheet.photos.pixels import bare_pixels  # noqa: PLC0415  (Pillow: 30 ms)

        with self.lock:
            if self.pixels is None:
                try:
                    self.pixels = bare_pixels(self.content)
                except Exception as error:  # (Pillow's readers raise many kinds)
                    raise BuildError([Problem(self.place, "E016", BROKEN, SAVE_AGAIN)]) from error
            return self.pixels

    def nature(self) -> Nature:
        """Whether it is a photograph or a drawing. A JPEG has lost its sharp edges already."""
        if self.content.startswith(JPEG_START):
            return "photo"

        def look() -> bytes:
            from broadsheet.photos.pixels import nature_of  # noqa: PLC0415  (as above)

            return nature_of(self.bare()).encode()

        return "drawing" if self.keep("nature", look) == b"drawing" else "photo"

    def encoded(self, width: int, form: Form) -> bytes:
        """The picture in a width and a format."""

        def make() -> bytes:
            from broadsheet.photos.encode import encode  # noqa: PLC0415  (as above)

            return encode(self.bare(), width, form)

        return self.keep(f"{width}-{form.name}", make)

    def keep(self, what: str, make: Callable[[], bytes]) -> bytes:
        """What the cache has, or what is made now."""
        name = f"{self.key}-{what}"
        self.used.add(name)
        return kept(self.folder, SHELF, name, make)


def read_original(path: Path, folder: Path | None) -> Original:
    """Read a picture's file, and name it by its bytes and the program. BuildError if it is gone."""
    place = Location(f"content/{PICTURES}{path.name}")
    try:
        content = path.read_bytes()
    except OSError as error:
        message = f"this file cannot be read: {error.strerror}"
        raise BuildError([Problem(place, "E014", message, "save it again")]) from error
    return Original(place, content, hashlib.sha256(look().encode() + content).hexdigest(), folder)


@cache
def look() -> str:
    """The hash of what decides how pictures come out: this room's program and Pillow's version."""
    room = importlib.resources.files("broadsheet.photos")
    program = [
        part.read_text("utf-8")
        for part in sorted(room.iterdir(), key=str)
        if part.name.endswith(".py")
    ]
    pillow = importlib.metadata.version("pillow")
    return hashlib.sha256(repr((program, pillow)).encode()).hexdigest()
