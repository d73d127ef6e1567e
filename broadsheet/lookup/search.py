"""Room: lookup. The entries become `search-index.js`, which a page loads when it is asked.

A classic script, because browsers let a page from a USB stick read neither data nor modules.
It holds columns, not objects, so that names of fields do not stand in it a thousand times.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby

from broadsheet.lookup.found import Entry
from broadsheet.lookup.passages import joined

FILE = "search-index.js"
NAME = "window.broadsheetSearch"

# Whatever could end a script, open a comment in it, or break a line of it.
HARMLESS = str.maketrans({
    "<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029",
})  # fmt: skip


def search_script(entries: Sequence[Entry]) -> bytes:
    """The index of all that can be found, in UTF-8: the entries stand group by group."""
    text = json.dumps(columns(entries), ensure_ascii=False, separators=(",", ":"))
    return f"{NAME}={text.translate(HARMLESS)};\n".encode()


def columns(entries: Sequence[Entry]) -> dict[str, list[object]]:
    """The entries as columns of equal length; sentences and names stand a line each.

    `kinds` says for each run of entries what they are, their group, and how many.
    """
    runs = groupby(entries, key=lambda entry: (entry.kind, entry.group))
    return {
        "kinds": [[kind, group, len(tuple(run))] for (kind, group), run in runs],
        "titles": [joined(line(entry.title), line(entry.names), by="\n") for entry in entries],
        "paths": [file_of(entry.path) for entry in entries],
        "texts": ["\n".join(map(line, entry.lines)) for entry in entries],
    }


def file_of(path: str) -> str:
    """`sources/index.html#a` for `sources/#a`: a folder alone opens nothing from a USB stick."""
    place, sign, anchor = path.partition("#")
    name = f"{place}index.html" if place.endswith("/") or not place else place
    return name + sign + anchor


def line(text: str) -> str:
    """A text on one line: what parts lines is ours."""
    return " ".join(text.split())
