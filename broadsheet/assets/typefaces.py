"""The typefaces of the site, and where they come from.

Fonts and their licenses come from installed packages.
"""

from __future__ import annotations

import importlib.resources
from typing import NamedTuple

WEIGHTS = (400, 700)
FOLDER = "fonts/"

KERNING = ("kern", "liga", "calt", "ccmp", "locl", "mark", "mkmk")


class Typeface(NamedTuple):
    """A font file of a package, and how it is cut: `optical` pins its optical size."""

    name: str
    family: str
    style: str
    package: str
    file: str
    features: tuple[str, ...]
    optical: int | None


SERIF = "Source Serif 4"
SANS = "Public Sans"
# The optical size is pinned to that of running text. Keeping the axis would more than double
# the file (31 to 76 KB for the roman), for headlines a little finer.
TEXT_SIZE = 20

TYPEFACES = (
    Typeface(
        "source-serif-4", SERIF, "normal", "fontpkg_source_serif_4",
        "SourceSerif4[opsz,wght].ttf", (*KERNING, "lnum", "onum"), TEXT_SIZE,
    ),
    Typeface(
        "source-serif-4-italic", SERIF, "italic", "fontpkg_source_serif_4",
        "SourceSerif4-Italic[opsz,wght].ttf", (*KERNING, "lnum", "onum"), TEXT_SIZE,
    ),
    Typeface(
        "public-sans", SANS, "normal", "fontpkg_public_sans",
        "PublicSans[wght].ttf", (*KERNING, "lnum", "tnum"), None,
    ),
)  # fmt: skip


def face_rule(typeface: Typeface, address: str) -> str:
    """The `@font-face` rule of the font itself."""
    lightest, boldest = WEIGHTS
    return (
        f'@font-face{{font-family:"{typeface.family}";font-style:{typeface.style};'
        f"font-weight:{lightest} {boldest};font-display:optional;"
        f'src:url("{address}") format("woff2")}}\n'
    )


def licenses() -> dict[str, bytes]:
    """The license of each package, which must go with its fonts: file name to text."""
    packages = dict.fromkeys(typeface.package for typeface in TYPEFACES)
    return {license_name(package): license_text(package) for package in packages}


def license_name(package: str) -> str:
    """`fonts/source-serif-4.LICENSE.txt`."""
    return f"{FOLDER}{package.removeprefix('fontpkg_').replace('_', '-')}.LICENSE.txt"


def license_text(package: str) -> bytes:
    """The license as the package carries it."""
    return (importlib.resources.files(package) / "LICENSE").read_bytes()
