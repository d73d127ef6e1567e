"""Room: photos. Bare pixels become a file in a width and a format: the same bytes every time."""

from __future__ import annotations

import io

from PIL import Image

from broadsheet.photos.forms import Form, height_at

SPARE = 3.0
"""How much larger than wanted a picture may first be made by averaging, before it is made fine."""


def encode(picture: Image.Image, width: int, form: Form) -> bytes:
    """A file that holds the pixels and what is needed to read them, and nothing else."""
    size = (width, height_at(width, picture.size))
    if size == picture.size:
        # Pillow keeps the settings of a format at the picture while it is saved. Several
        # threads save this one: with a copy each, none takes the settings of another.
        fitting = picture.copy()
    else:
        fitting = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=SPARE)
    held = io.BytesIO()
    fitting.save(held, form.pillow, **dict(form.options))
    return held.getvalue()
