"""Stage check: every file is what its name says."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from xml.parsers import expat

from broadsheet.check.proof import Proof
from broadsheet.problems import Location, Problem


def documents_are_well_formed(proof: Proof) -> Iterator[Problem]:
    """XML and JSON parse; JSON holds no NaN."""
    for path, content in proof.outputs.items():
        place = Location(f"site/{path}")
        if path.endswith((".xml", ".svg")):
            parser = expat.ParserCreate()
            try:
                parser.Parse(content, True)  # noqa: FBT003  (expat's own signature)
            except expat.ExpatError as error:
                yield Problem(place, "E109", f"this is not XML: {error}")
        elif path.endswith((".json", ".geojson")):
            try:
                json.loads(content, parse_constant=refuse)
            except ValueError as error:
                yield Problem(place, "E109", f"this is not JSON: {error}")


def refuse(word: str) -> None:
    """NaN and Infinity are no numbers of JSON."""
    raise ValueError(word)


def ids_are_unique_in_a_page(proof: Proof) -> Iterator[Problem]:
    """An anchor names one place."""
    for path, sheet in proof.sheets.items():
        counts = Counter(tag.attributes["id"] for tag in sheet.tags if "id" in tag.attributes)
        for word, times in counts.items():
            if times > 1 or not word:
                message = f"the id '{word}' stands {times} times on this page"
                yield Problem(proof.place(path), "E106", message)
