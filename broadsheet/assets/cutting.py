"""Fonts cut down to the characters in use, and the measures of what stands in for them.

The only module that knows fontTools; `fonts` imports it only where the cache has no answer,
for it is slow to load.
"""

from __future__ import annotations

import io

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from broadsheet.assets.typefaces import WEIGHTS, StandIn, Typeface

# How often each character stands in a thousand of English prose: a line's width, in short.
FREQUENCY = {
    " ": 183, "e": 102, "t": 75, "a": 65, "o": 62, "i": 57, "n": 57, "s": 53, "h": 50, "r": 50,
    "d": 34, "l": 33, "c": 23, "u": 23, "m": 20, "g": 17, "f": 18, "y": 16, "w": 16, "p": 16,
    "b": 13, ".": 9, ",": 9, "v": 8, "k": 6, "x": 1, "j": 1, "q": 1, "z": 1,
}  # fmt: skip


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


def stand_in_rules(typeface: Typeface, woff2: bytes) -> bytes:
    """`@font-face` rules that give readers' own fonts the width and height of this one.

    The text is then set anew without a jump when the font arrives.
    """
    font = TTFont(io.BytesIO(woff2))
    return "".join(stand_in_rule(typeface, one, font) for one in typeface.stand_ins).encode()


def stand_in_rule(typeface: Typeface, stand_in: StandIn, font: TTFont) -> str:
    """One rule; each measure as a share of the em that the width makes of the stand-in's."""
    em = font["head"].unitsPerEm
    size = mean_width(font, stand_in.weight) / em / stand_in.width
    line = font["hhea"]
    overrides = {
        "size-adjust": size,
        "ascent-override": line.ascent / em / size,
        "descent-override": -line.descent / em / size,
        "line-gap-override": line.lineGap / em / size,
    }
    local = ",".join(f'local("{name}")' for name in stand_in.names)
    measures = ";".join(f"{name}:{share:.1%}" for name, share in overrides.items())
    return (
        f'@font-face{{font-family:"{typeface.family} Fallback";font-style:{typeface.style};'
        f"font-weight:{stand_in.weight};src:{local};{measures}}}\n"
    )


def mean_width(font: TTFont, weight: int) -> float:
    """The mean width of a character of English prose, in units of the font."""
    glyphs = font.getGlyphSet(location={"wght": weight})
    names = font.getBestCmap()
    widths = (glyphs[names[ord(one)]].width * often for one, often in FREQUENCY.items())
    return float(sum(widths)) / sum(FREQUENCY.values())
