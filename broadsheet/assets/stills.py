"""Typefaces for pictures: one weight and one optical size of a font, and its pairs of letters.

Pillow's own layout of text is the same on every machine, but it sets no pairs of letters
closer, so they are written down beside the font. This needs fontTools, and is imported only
where the cache has no answer.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

PAIRS, EXTENSION = 2, 9
UNUSED = ("GPOS", "GSUB", "GDEF", "BASE", "STAT", "DSIG", "prep", "gasp")


def still(source: bytes, axes: dict[str, float], characters: frozenset[str]) -> bytes:
    """A line of JSON with the pairs, in thousandths of the size; then the font as TTF.

    It has what the source has of the characters, and its axes are set.
    """
    options = Options(layout_features=["kern"], hinting=False, notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(sorted(characters)))
    font = TTFont(io.BytesIO(source), recalcTimestamp=False, lazy=True)
    subsetter.subset(font)
    font = instantiateVariableFont(font, axes)
    em = font["head"].unitsPerEm
    pairs = {pair: round(1000 * by / em, 1) for pair, by in letter_pairs(font)}
    # Said to have instructions, although it has none: else each letter is fitted to the pixels
    # by FreeType, which bends it and takes four times as long.
    font["maxp"].maxSizeOfInstructions = 1
    for tag in UNUSED:
        if tag in font:
            del font[tag]
    stream = io.BytesIO()
    font.save(stream)
    return json.dumps(pairs).encode() + b"\n" + stream.getvalue()


def letter_pairs(font: TTFont) -> Iterator[tuple[str, int]]:
    """Each pair of letters that stand nearer or farther than their widths say, and how much."""
    glyphs: dict[str, int] = {}
    letters = {name: chr(code) for code, name in sorted(font.getBestCmap().items(), reverse=True)}
    for table in pair_tables(font):
        pairs = listed_pairs(table) if table.Format == 1 else class_pairs(table, letters)
        for (first, second), value in pairs:
            if first in letters and second in letters:
                # Of several tables the first that knows a pair decides, as in layout.
                pair = letters[first] + letters[second]
                glyphs.setdefault(pair, value.XAdvance if value else 0)
    return ((pair, by) for pair, by in sorted(glyphs.items()) if by)


def pair_tables(font: TTFont) -> Iterator[Any]:
    """The tables of pairs that kerning uses."""
    layout = font["GPOS"].table
    features = [f.Feature for f in layout.FeatureList.FeatureRecord if f.FeatureTag == "kern"]
    for number in sorted({n for feature in features for n in feature.LookupListIndex}):
        for table in layout.LookupList.Lookup[number].SubTable:
            inner = table.ExtSubTable if table.LookupType == EXTENSION else table
            if inner.LookupType == PAIRS:
                yield inner


def listed_pairs(table: Any) -> Iterator[tuple[tuple[str, str], Any]]:
    """Pairs that are listed one by one."""
    for first, pairs in zip(table.Coverage.glyphs, table.PairSet, strict=True):
        for pair in pairs.PairValueRecord:
            yield (first, pair.SecondGlyph), pair.Value1


def class_pairs(table: Any, names: Iterable[str]) -> Iterator[tuple[tuple[str, str], Any]]:
    """Pairs that are told by classes of glyphs."""
    known, covered = sorted(names), set(table.Coverage.glyphs)
    firsts, seconds = table.ClassDef1.classDefs, table.ClassDef2.classDefs
    for first in known:
        if first in covered:
            row = table.Class1Record[firsts.get(first, 0)].Class2Record
            for second in known:
                yield (first, second), row[seconds.get(second, 0)].Value1
