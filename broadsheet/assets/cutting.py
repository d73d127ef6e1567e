"""Fonts cut down to the characters in use.

The only module that knows fontTools; `fonts` imports it only where the cache has no answer,
for it is slow to load.
"""

from __future__ import annotations

import io

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from broadsheet.assets.typefaces import WEIGHTS, Typeface


def subset(typeface: Typeface, source: bytes, characters: frozenset[str]) -> bytes:
    """The font as WOFF2, with what it has of the characters, at weights 400 to 700."""
    # Obfuscated: "Source" is a reserved font name, which a changed font may not carry.
    options = Options(layout_features=list(typeface.features), hinting=False, obfuscate_names=True)
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(sorted(characters)))
    # Lazy: most of the layout tables is thrown away, so it need not be read.
    font = TTFont(io.BytesIO(source), recalcTimestamp=False, lazy=True)
    subsetter.subset(font)
    limits = {"wght": WEIGHTS} | ({"opsz": typeface.optical} if typeface.optical else {})
    return woff2_bytes(instantiateVariableFont(font, limits))


def woff2_bytes(font: TTFont) -> bytes:
    """Compress the font; its own dates stay, so that the same font gives the same bytes."""
    font.flavor = "woff2"
    stream = io.BytesIO()
    font.save(stream)
    return stream.getvalue()
