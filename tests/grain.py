"""Pictures drawn in code, with grain as photographs have it; nobody else's work is among them."""

from __future__ import annotations

import io
import random
from typing import Any

from PIL import Image, ImageDraw


def photograph(width: int, height: int, seed: int = 1) -> Image.Image:
    """Hills under a sky, with the grain of a sensor. The same for the same seed."""
    dice = random.Random(seed)  # noqa: S311  (grain, no secret)
    small = Image.frombytes("RGB", (16, 12), dice.randbytes(16 * 12 * 3))
    picture = small.resize((width, height), Image.Resampling.BICUBIC)
    pen = ImageDraw.Draw(picture)
    for step in range(3):
        top = height * (step + 2) // 6
        hill = [(0, height), (0, top), (width * (step + 1) // 4, top // 2), (width, height)]
        pen.polygon(hill, fill=(40 + 30 * step, 60 + 25 * step, 50))
    grain = Image.frombytes("L", (width, height), dice.randbytes(width * height))
    return Image.blend(picture, grain.convert("RGB"), 0.08)


def screenshot(width: int, height: int) -> Image.Image:
    """Plain areas and straight lines."""
    picture = Image.new("RGB", (width, height), (250, 250, 250))
    pen = ImageDraw.Draw(picture)
    for line in range(10, height - 10, 20):
        pen.rectangle((10, line, width * 2 // 3, line + 6), fill=(30, 30, 30))
    pen.rectangle((width * 3 // 4, 10, width - 10, height - 10), fill=(20, 80, 160))
    return picture


def saved(picture: Image.Image, form: str, **options: Any) -> bytes:
    """A picture as the bytes of a file."""
    held = io.BytesIO()
    picture.save(held, form, **options)
    return held.getvalue()
