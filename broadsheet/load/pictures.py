"""Stage load: a picture in content/media/ is measured, and held to its limits.

What is published of it is made in `photos`, and never the file itself.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from broadsheet.problems import Location, Problem

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

Fault = tuple[str, str, str]
"""Code, message and remedy."""
FOLDER = "content/media/"
MOST_BYTES = 64_000_000
MOST_PIXELS = 40_000_000
JPEG_NAMES = (".jpg", ".jpeg")
# MPO: what many phones write into a .jpg, one JPEG and a second behind it.
FORMATS: Mapping[str, tuple[str, ...]] = {
    "JPEG": JPEG_NAMES,
    "MPO": JPEG_NAMES,
    "PNG": (".png",),
    "WEBP": (".webp",),
}

SUFFIXES = frozenset(suffix for known in FORMATS.values() for suffix in known)
TAKEN = ".jpg, .png or .webp"
FROM_A_PHONE = (
    "open it on a computer and save it as JPEG; "
    "an iPhone takes JPEG itself with Settings, Camera, Formats, Most Compatible"
)
DRAWN = "export it as .png, 2,200 pixels wide"
OTHER_KINDS = {".svg": DRAWN, ".pdf": DRAWN}
HEIC = re.compile(rb"....ftyp.{0,40}?(?:heic|heix|heim|heis|hevc|hevx)", re.DOTALL)
"""How a file begins that phones write: the word `ftyp`, and by which brands it is known."""
ORIENTATION = 0x0112
LYING = frozenset({5, 6, 7, 8})
"""The orientations of EXIF with which a picture lies on its side."""


class Measured(NamedTuple):
    """A sound picture: its path below media/, and its size in pixels."""

    name: str
    width: int
    height: int


def measure(path: Path, file: str) -> tuple[Measured | None, list[Problem]]:
    """Width and height after turning it upright, or why it cannot be shown."""
    from PIL import Image  # noqa: PLC0415  (30 ms that most builds need not pay)

    place = Location(file)
    try:
        if fault := fault_of_kind(path):
            return None, [Problem(place, *fault)]
        with quiet_about(Image.DecompressionBombWarning), Image.open(path) as picture:
            if fault := fault_of(picture, path.suffix.lower()):
                return None, [Problem(place, *fault)]
            return Measured(file.removeprefix(FOLDER), *upright_size(picture)), []
    except Image.DecompressionBombError:
        fault = "E016", "this picture has far over 40 megapixels", "make it smaller"
    except Exception:  # noqa: BLE001  (Pillow's readers raise many kinds for a broken picture)
        fault = "E016", "this file is not a whole picture", f"save it again as {TAKEN}"
    return None, [Problem(place, *fault)]


def fault_of_kind(path: Path) -> Fault | None:
    """What is wrong before Pillow opens it: its size on the disk, its kind."""
    if path.stat().st_size > MOST_BYTES:
        return "E016", "this picture is over 64 MB", "make it smaller"
    if is_heic(path):
        return "E161", "this is a HEIC picture, which most browsers cannot show", FROM_A_PHONE
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        message = f"no picture that ends in '{suffix}' is taken"
        return "E161", message, OTHER_KINDS.get(suffix, f"save it as {TAKEN}")
    return None


def is_heic(path: Path) -> bool:
    """Whether its bytes are what phones write, whatever its name says."""
    with path.open("rb") as file:
        return HEIC.match(file.read(64)) is not None


def fault_of(picture: ImageFile, suffix: str) -> Fault | None:
    """What is wrong with what it holds."""
    if picture.width * picture.height > MOST_PIXELS:
        size = f"{picture.width} by {picture.height} pixels"
        return "E016", f"this picture has {size}", "the most is 40 megapixels"
    if suffix not in FORMATS.get(picture.format or "", ()):
        message = f"this file holds {picture.format}, not what its name says"
        return "E016", message, f"save it as {TAKEN}"
    if frames := moving(picture):
        message = f"this picture moves: it is {frames} pictures in turn"
        return "E162", message, "save the one that readers should see as .jpg or .png"
    return None


def moving(picture: ImageFile) -> int:
    """How many pictures are shown in turn; 0 for one that stands still."""
    frames: int = getattr(picture, "n_frames", 1)
    return frames if frames > 1 and picture.format != "MPO" else 0


def upright_size(picture: ImageFile) -> tuple[int, int]:
    """Width and height after turning it upright; all of it is read, to see whether it is whole."""
    width, height = picture.size
    # A JPEG is read as a small picture, which takes a tenth of the time.
    picture.draft(None, (1, 1))
    picture.load()
    turned = picture.getexif().get(ORIENTATION) in LYING
    return (height, width) if turned else (width, height)


@contextmanager
def quiet_about(kind: type[Warning]) -> Iterator[None]:
    """Let nothing be said of what we tell ourselves."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", kind)
        yield
