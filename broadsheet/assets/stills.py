"""Typefaces for pictures: one weight and one optical size of a font, as a program draws it.

Pillow's own layout of text is the same on every machine, but it knows pairs of letters only
from the old `kern` table; so the pairs of the new table are written out as one. `stills`
needs fontTools, and is imported only where the cache has no answer.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._k_e_r_n import KernTable_format_0
from fontTools.varLib.instancer import instantiateVariableFont

PAIRS, EXTENSION = 2, 9
LONGEST_TABLE = 10_000
"""Pairs in one table: its length is written in 16 bits."""
UNUSED = ("GPOS", "GSUB", "GDEF", "BASE", "STAT", "DSIG", "prep", "gasp")


def still(source: bytes, axes: dict[str, float], characters: frozenset[str]) -> bytes:
    """The font as TTF with what it has of the characters, its axes set, its pairs in `kern`."""
    options = Options(layout_features=["kern"], hinting=False, notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(sorted(characters)))
    font = TTFont(io.BytesIO(source), recalcTimestamp=False, lazy=True)
    subsetter.subset(font)
    font = instantiateVariableFont(font, axes)
    font["kern"] = kern_table(dict(pairs_of(font)))
    # Said to have instructions, although it has none: else each letter is fitted to the pixels
    # by FreeType, which bends it and takes four times as long.
    font["maxp"].maxSizeOfInstructions = 1
    for tag in UNUSED:
        if tag in font:
            del font[tag]
    stream = io.BytesIO()
    font.save(stream)
    return stream.getvalue()


def pairs_of(font: TTFont) -> Iterator[tuple[tuple[str, str], int]]:
    """Each pair of glyphs that stand nearer or farther than their widths say, and how much."""
    found: dict[tuple[str, str], int] = {}
    names = sorted(set(font.getBestCmap().values()))
    for table in pair_tables(font):
        pairs = listed_pairs(table) if table.Format == 1 else class_pairs(table, names)
        for pair, value in pairs:
            # Of several tables the first that knows a pair decides, as in layout.
            found.setdefault(pair, value.XAdvance if value else 0)
    known = set(names)
    return ((pair, by) for pair, by in sorted(found.items()) if by and set(pair) <= known)


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


def class_pairs(table: Any, names: list[str]) -> Iterator[tuple[tuple[str, str], Any]]:
    """Pairs that are told by classes of glyphs."""
    firsts, seconds = table.ClassDef1.classDefs, table.ClassDef2.classDefs
    for first in sorted(set(table.Coverage.glyphs) & set(names)):
        row = table.Class1Record[firsts.get(first, 0)].Class2Record
        for second in names:
            yield (first, second), row[seconds.get(second, 0)].Value1


def kern_table(pairs: dict[tuple[str, str], int]) -> Any:
    """The old table of pairs, in as many parts as it takes."""
    listed = sorted(pairs.items())
    whole = newTable("kern")
    whole.version, whole.kernTables = 0, []
    for start in range(0, len(listed), LONGEST_TABLE):
        part = KernTable_format_0()
        part.version, part.format, part.coverage = 0, 0, 1
        part.apple, part.tupleIndex = False, None
        part.kernTable = dict(listed[start : start + LONGEST_TABLE])
        whole.kernTables.append(part)
    return whole
