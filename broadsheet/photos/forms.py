"""Room: photos. In which formats and widths a picture is published, and how its files are named."""

from __future__ import annotations

import hashlib
from typing import Any, NamedTuple

from broadsheet.geography import slug
from broadsheet.pages import PICTURES, Placed

IN_TEXT, WIDE = (400, 568, 800, 1136), (400, 800, 1136, 1664, 2192)
"""The widths in pixels, for phones, desks and sharp screens; where chapters stand beside the
text, a wide picture has 832 of its 1,096 CSS pixels."""
NEAR = 0.9
"""A step that is so near to the widest is not worth a file."""
TALLEST = 16_383
"""WebP has no more lines. A long screenshot is made so narrow that it fits."""
LONGEST_NAME, LONGEST_HASH = 60, 10


class Form(NamedTuple):
    """A format: our name, Pillow's, the file's ending, the type that browsers ask for, settings."""

    name: str
    pillow: str
    suffix: str
    type: str
    options: tuple[tuple[str, Any], ...]


# One thread: how many a machine has must not decide over the bytes.
# AVIF at 50 shows as much as WebP and JPEG at 80 (33.6, 33.7 and 33.0 dB on the same photograph).
AVIF = Form(
    "avif", "AVIF", "avif", "image/avif", (("quality", 50), ("speed", 7), ("max_threads", 1))
)
WEBP = Form("webp", "WEBP", "webp", "image/webp", (("quality", 80), ("method", 4)))
JPEG = Form(
    "jpeg",
    "JPEG",
    "jpg",
    "image/jpeg",
    (("quality", 80), ("optimize", True), ("progressive", True)),
)
SHARP_WEBP = Form(
    "webp-lossless", "WEBP", "webp", "image/webp", (("lossless", True), ("quality", 80))
)
PNG = Form("png", "PNG", "png", "image/png", (("optimize", True),))

FORMS = {"photo": (AVIF, WEBP, JPEG), "drawing": (SHARP_WEBP, PNG)}
"""By what a picture is. The last of each is what every browser can show."""
WHOLE = {
    ".jpg": {"photo": JPEG, "drawing": JPEG},
    ".jpeg": {"photo": JPEG, "drawing": JPEG},
    ".png": {"photo": PNG, "drawing": PNG},
    ".webp": {"photo": WEBP, "drawing": SHARP_WEBP},
}
"""The form of a picture that keeps its own name, by its ending."""


def widths(placed: Placed) -> tuple[int, ...]:
    """The widths to make of a picture, from narrow to wide; never more than it has."""
    ladder = WIDE if placed.wide else IN_TEXT
    fitting = max(1, TALLEST * placed.width // placed.height)
    most = min(placed.width, ladder[-1], fitting)
    return (*(step for step in ladder if step < NEAR * most), most)


def height_at(width: int, size: tuple[int, int]) -> int:
    """The height that goes with a width; one pixel at least."""
    return max(1, round(size[1] * width / size[0]))


def path_of(name: str, width: int, form: Form, content: bytes) -> str:
    """`media/memo-800.0a1b2c3d4e.avif`: called after what is published, so it can be kept for ever.

    The hash is that of the published bytes. That of the photographer's file would let
    anybody who has the file prove that it is the one we were given.
    """
    mark = hashlib.sha256(content).hexdigest()[:LONGEST_HASH]
    stem = slug(name.rpartition(".")[0])[:LONGEST_NAME].strip("-")
    return f"{PICTURES}{stem}-{width}.{mark}.{form.suffix}"
