"""Each typeface as it is published, from the cache where it has been cut before."""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.resources
import unicodedata
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from broadsheet.assets.typefaces import WEIGHTS, Typeface
from broadsheet.kept import FONTS, kept

ASCII = frozenset(chr(code) for code in range(0x20, 0x7F))
TYPOGRAPHY = frozenset("–—‘’“”•…′″−←↑→↓↕↩©§½×·é\u00a0\u2009\u202f")
ALWAYS = ASCII | TYPOGRAPHY
"""What our own templates and any page in English may show; the site's texts add the rest."""


class Cut(NamedTuple):
    """A typeface as it is published: its WOFF2."""

    typeface: Typeface
    woff2: bytes


def cut(typeface: Typeface, text_used: frozenset[str], folder: Path | None) -> Cut:
    """Cut one typeface to the characters that are always there and those in use."""
    source = (importlib.resources.files(typeface.package) / "files" / typeface.file).read_bytes()
    characters = ALWAYS | in_some_script(text_used)
    key = fingerprint(typeface, source, characters)
    woff2 = kept(folder, FONTS, f"{key}.woff2", partial(subset, typeface, source, characters))
    return Cut(typeface, woff2)


def in_some_script(text: frozenset[str]) -> frozenset[str]:
    """Leave out line breaks and other controls, which no font draws."""
    return frozenset(letter for letter in text if unicodedata.category(letter)[0] != "C")


def fingerprint(typeface: Typeface, source: bytes, characters: frozenset[str]) -> str:
    """The hash of all that a cut is made from, the tools that cut included."""
    made_from = (*cutting_tools(), typeface, WEIGHTS, hashlib.sha256(source).hexdigest(),
                 "".join(sorted(characters)))  # fmt: skip
    return hashlib.sha256(repr(made_from).encode()).hexdigest()


@cache
def cutting_tools() -> tuple[str, list[str]]:
    """How typefaces are cut, and with which tools: the same as long as this process runs."""
    tools = [f"{tool} {importlib.metadata.version(tool)}" for tool in ("fonttools", "brotli")]
    recipe = (importlib.resources.files("broadsheet.assets") / "cutting.py").read_text("utf-8")
    return recipe, tools


def subset(typeface: Typeface, source: bytes, characters: frozenset[str]) -> bytes:
    """As `cutting.subset`, which takes half a second to import and seconds to run."""
    from broadsheet.assets import cutting  # noqa: PLC0415

    return cutting.subset(typeface, source, characters)
