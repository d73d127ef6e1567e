"""Stage load: a picture in content/media/ is measured, held to its limits, and cleaned.

What is published is never the file itself: the pixels are turned upright and encoded
anew, so that no place, serial number, comment or thumbnail goes with them.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from broadsheet.problems import Location, Problem

FOLDER = "content/media/"
MOST_BYTES = 64_000_000
MOST_PIXELS = 40_000_000
JPEG_NAMES = (".jpg", ".jpeg")
# MPO: what many phones write into a .jpg, one JPEG and a second behind it.
FORMATS = {"JPEG": JPEG_NAMES, "MPO": JPEG_NAMES, "PNG": (".png",), "WEBP": (".webp",)}


class Measured(NamedTuple):
    """A sound picture: its path below media/, and its size in pixels."""

    name: str
    width: int
    height: int


def measure(path: Path, file: str) -> tuple[Measured | None, list[Problem]]:
    """Width and height after turning it upright, or why it cannot be shown."""
    from PIL import Image, ImageOps  # noqa: PLC0415  (30 ms that most builds need not pay)

    def told(message: str, hint: str) -> tuple[None, list[Problem]]:
        return None, [Problem(Location(file), "E016", message, hint)]

    try:
        if path.stat().st_size > MOST_BYTES:
            return told("this picture is over 64 MB", "make it smaller")
        with quiet_about(Image.DecompressionBombWarning), Image.open(path) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                size = f"{picture.width} by {picture.height} pixels"
                return told(f"this picture has {size}", "the most is 40 megapixels")
            if path.suffix.lower() not in FORMATS.get(picture.format or "", ()):
                message = f"this file holds {picture.format}, not what its name says"
                return told(message, "save it as .jpg, .png or .webp")
            upright = ImageOps.exif_transpose(picture)
            return Measured(file.removeprefix(FOLDER), upright.width, upright.height), []
    except Image.DecompressionBombError:
        return told("this picture has far over 40 megapixels", "make it smaller")
    except Exception:  # noqa: BLE001  (Pillow's readers raise many kinds for a broken picture)
        return told("this file is not a whole picture", "save it again as .jpg, .png or .webp")


@contextmanager
def quiet_about(kind: type[Warning]) -> Iterator[None]:
    """Let nothing be said of what we tell ourselves."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", kind)
        yield


def clean_copy(path: Path) -> bytes:
    """The picture's pixels alone, upright, in its own format; the same bytes every time."""
    from PIL import Image, ImageOps  # noqa: PLC0415  (as above)

    options: dict[str, dict[str, Any]] = {
        "JPEG": {"quality": 85, "optimize": True, "progressive": True},
        "PNG": {"optimize": True},
        "WEBP": {"quality": 85, "method": 4},
    }
    with Image.open(path) as picture:
        form = "JPEG" if picture.format == "MPO" else str(picture.format)
        upright = ImageOps.exif_transpose(picture)
        mode = "RGBA" if "transparency" in upright.info else upright.mode
        pixels = upright.convert("RGB" if form == "JPEG" else mode)
        bare = Image.frombytes(pixels.mode, pixels.size, pixels.tobytes())
        if palette := pixels.getpalette():
            bare.putpalette(palette)
    held = io.BytesIO()
    bare.save(held, form, **options[form])
    return held.getvalue()
