"""The typefaces that pictures are lettered with, from the cache where they were made before."""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.resources
from functools import partial
from pathlib import Path
from typing import NamedTuple

from broadsheet.assets.fonts import ALWAYS, in_some_script
from broadsheet.assets.typefaces import SANS, SERIF, TYPEFACES
from broadsheet.kept import FONTS, kept


class Lettered(NamedTuple):
    """A roman typeface of the site at one weight, and at one optical size where it has any."""

    family: str
    weight: int
    optical: int | None = None

    def axes(self) -> dict[str, float]:
        """Where on each axis of the font it lies."""
        optical = {} if self.optical is None else {"opsz": float(self.optical)}
        return {"wght": float(self.weight), **optical}


HEADLINE = Lettered(SERIF, 700, 40)
LABEL = Lettered(SANS, 400)
STRONG = Lettered(SANS, 650)


def drawn(face: Lettered, text_used: frozenset[str], cache: Path | None) -> bytes:
    """The typeface, as `still` gives it, with the usual characters and those in use."""
    characters = ALWAYS | in_some_script(text_used)
    make = partial(still, source_of(face), face.axes(), characters)
    return kept(cache, FONTS, f"{fingerprint_of(face, text_used)}.face", make)


def source_of(face: Lettered) -> bytes:
    """The font file that the typeface comes from."""
    roman = next(t for t in TYPEFACES if (t.family, t.style) == (face.family, "normal"))
    return (importlib.resources.files(roman.package) / "files" / roman.file).read_bytes()


def fingerprint_of(face: Lettered, text_used: frozenset[str]) -> str:
    """The hash of all that a lettered typeface is made from, the tool that makes it included."""
    recipe = (importlib.resources.files("broadsheet.assets") / "stills.py").read_text("utf-8")
    tool = importlib.metadata.version("fonttools")
    source = hashlib.sha256(source_of(face)).hexdigest()
    characters = "".join(sorted(ALWAYS | in_some_script(text_used)))
    return hashlib.sha256(repr((recipe, tool, face, source, characters)).encode()).hexdigest()


def still(source: bytes, axes: dict[str, float], characters: frozenset[str]) -> bytes:
    """As `stills.still`, which takes half a second to import and a second to run."""
    from broadsheet.assets import stills  # noqa: PLC0415

    return stills.still(source, axes, characters)
