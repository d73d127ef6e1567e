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
FLAT_SHARE = 0.75
"""Where so much of a picture is like the pixel beside it, it is a screenshot or a drawing.

Pages, tables and maps have 0.87 and more of it, a smooth sky about 0.65, grain under 0.2.
"""


def bare_pixels(content: bytes) -> Image.Image:
    """What a picture shows, as RGB. Pillow's errors where it cannot be read."""
    with Image.open(io.BytesIO(content)) as picture:
        profile = picture.info.get("icc_profile")
        upright = eight_bits(ImageOps.exif_transpose(picture))
    clear = upright.has_transparency_data
    layers = upright.convert("RGBA") if clear else upright
    colours = layers.convert("RGB") if clear or layers.mode == "P" else layers
    shown = in_srgb(colours, profile)
    whole = on_white(shown, layers.getchannel("A")) if clear else shown
    return Image.frombytes("RGB", whole.size, whole.tobytes())


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


def on_white(picture: Image.Image, clear: Image.Image) -> Image.Image:
    """What is see-through on white, so that it reads the same on light and on dark paper."""
    return Image.composite(picture, Image.new("RGB", picture.size, WHITE), clear)


def nature_of(picture: Image.Image) -> Nature:
    """Whether it has grain, as a photograph has, or plain areas, as a drawing."""
    width, height = picture.size
    if width == 1:
        return "drawing"
    left, right = picture.crop((0, 0, width - 1, height)), picture.crop((1, 0, width, height))
    red, green, blue = ImageChops.difference(left, right).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    alike = most.histogram()[0] / ((width - 1) * height)
    return "drawing" if alike >= FLAT_SHARE else "photo"
