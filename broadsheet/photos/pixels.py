"""Room: photos. A file becomes its bare pixels: upright, in sRGB, on white, and nothing else.

No place, serial number, comment, thumbnail, second picture or colour profile is in them, nor
what was rubbed out in a drawing program and lies beneath what is see-through. This module
and `encode` alone know Pillow, and are loaded only where the cache has no answer.
"""

from __future__ import annotations

import io
from typing import Literal

from PIL import Image, ImageChops, ImageCms, ImageOps

Nature = Literal["photo", "drawing"]
WHITE = (255, 255, 255)
DEEP = "I"
"""How the modes of Pillow begin that hold greys of 16 bits."""
SHADES = 256
BAND = 512
"""So many lines are looked at at once."""
FLAT_SHARE = 0.75
"""Where so much of a picture is like the pixel beside it, it is a screenshot or a drawing.

Pages, tables and maps have 0.87 and more of it, a smooth sky about 0.65, grain under 0.2.
"""


def bare_pixels(content: bytes) -> Image.Image:
    """What a picture shows, as RGB. Pillow's errors where it cannot be read."""
    upright, profile = read_upright(content)
    whole = flattened(upright, profile)
    bare = Image.new("RGB", whole.size)
    bare.paste(whole)
    return bare


def read_upright(content: bytes) -> tuple[Image.Image, bytes | None]:
    """A picture turned upright, with its colour profile."""
    with Image.open(io.BytesIO(content)) as picture:
        profile = picture.info.get("icc_profile")
        ImageOps.exif_transpose(picture, in_place=True)
        return eight_bits(picture), profile


def flattened(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Its colours in sRGB, and white where it is see-through."""
    if not picture.has_transparency_data:
        return in_srgb(picture.convert("RGB") if picture.mode == "P" else picture, profile)
    layers = picture.convert("RGBA")
    shown = in_srgb(layers.convert("RGB"), profile)
    white = Image.new("RGB", picture.size, WHITE)
    white.paste(shown, mask=layers.getchannel("A"))
    return white


def eight_bits(picture: Image.Image) -> Image.Image:
    """Greys of 16 bits as greys of 8: Pillow alone would make all but the darkest of them white."""
    if not picture.mode.startswith(DEEP):
        return picture
    deep = picture.convert("I").convert("F")
    return deep.point(lambda value: value * (1 / SHADES) + 0).convert("L")


def in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """The colours as every screen shows them that is told of no profile."""
    if not profile:
        return picture.convert("RGB")
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        common = ImageCms.createProfile("sRGB")
        turned = ImageCms.profileToProfile(picture, own, common, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):  # a profile of something else, or broken
        return picture.convert("RGB")
    return turned or picture.convert("RGB")


def nature_of(picture: Image.Image) -> Nature:
    """Whether it has grain, as a photograph has, or plain areas, as a drawing."""
    width, height = picture.size
    pairs = (width - 1) * height
    # In bands, since a picture of 40 megapixels takes much room as it is.
    alike = sum(
        alike_in(picture.crop((0, top, width, min(top + BAND, height))))
        for top in range(0, height, BAND)
    )
    return "drawing" if not pairs or alike / pairs >= FLAT_SHARE else "photo"


def alike_in(band: Image.Image) -> int:
    """How many pixels are like the one to their right."""
    width, height = band.size
    if width == 1:
        return 0
    left, right = band.crop((0, 0, width - 1, height)), band.crop((1, 0, width, height))
    red, green, blue = ImageChops.difference(left, right).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return most.histogram()[0]
