"""Room: the records become the downloads of `/data/`, and nothing private with them.

`data_files` makes every file; `downloads` and `columns` tell the data page of them.
The same records give the same bytes: agencies and sources stand in the order of their ids,
whatever the order of the files that editors wrote.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from broadsheet.exports.changes import changes_json, told_tables
from broadsheet.exports.claims import Told
from broadsheet.exports.csvfile import csv_bytes
from broadsheet.exports.datapackage import by_id, data_package
from broadsheet.exports.declared import BETWEEN_VALUES, COLUMNS, Located, Spot
from broadsheet.exports.dictionary import columns, dictionary_json, dictionary_table
from broadsheet.exports.geojson import feature_collection
from broadsheet.exports.readme import FILES, readme
from broadsheet.exports.record import plain, public
from broadsheet.exports.rows import Table, locate, public_agency, record_cells, tables
from broadsheet.model import Investigation
from broadsheet.pages import CorrectionView, Download, EditionView, Output

FOLDER = "data/"
THOUSAND = 1000

__all__ = [
    "BETWEEN_VALUES",
    "COLUMNS",
    "FILES",
    "FOLDER",
    "FromPages",
    "Spot",
    "Told",
    "columns",
    "data_files",
    "downloads",
    "plain",
    "record_cells",
]


class FromPages(NamedTuple):
    """What only the plan of all pages knows: a row for each source of a claim, and the history."""

    claims: tuple[Told, ...] = ()
    corrections: tuple[CorrectionView, ...] = ()
    editions: tuple[EditionView, ...] = ()


def data_files(
    investigation: Investigation,
    spots: Mapping[str, Spot | None],
    base_url: str,
    pages: FromPages | None = None,
) -> tuple[Output, ...]:
    """Every file of `data/`, in the order of `FILES`.

    `spots` are the agencies' places by id, none for those without; `base_url` ends in `/`.
    ValueError for a number that is not finite, KeyError for a word that is not declared:
    the rules find both before.
    """
    located = locate(investigation, spots, base_url)
    claims, corrections, editions = pages or FromPages()
    flat = tables(investigation, located, claims)
    flat = (*flat, *told_tables(corrections, editions, base_url))
    flat = (*flat, dictionary_table(investigation.dictionary, flat))
    files = {f"{table.name}.csv": csv_bytes(table) for table in flat}
    files |= json_files(investigation, located, flat)
    changes = heading(investigation) | changes_json(editions, base_url)
    files["changes.json"] = json_bytes(changes)
    updated = last_updated(investigation)
    sized = tuple((table, files[f"{table.name}.csv"]) for table in flat)
    package = data_package(investigation, sized, base_url, updated, corrections)
    files["datapackage.json"] = json_bytes(package)
    files["README.txt"] = readme(investigation.site, base_url, updated, corrections)
    files["SHA256SUMS"] = checksums(files)
    return tuple(Output(FOLDER + name, files[name]) for name in FILES)


def json_files(
    investigation: Investigation, located: tuple[Located, ...], flat: tuple[Table, ...]
) -> dict[str, bytes]:
    """The JSON forms of the records, the map and the dictionary."""
    head = heading(investigation)
    records = {
        "agencies": [public_agency(row) for row in located],
        "sources": [public(source) for source in by_id(investigation.sources)],
    }
    return {
        "agencies.json": json_bytes(head | records),
        "agencies.geojson": json_bytes(feature_collection(flat[0], located, head)),
        "dictionary.json": json_bytes(head | dictionary_json(investigation.dictionary, flat)),
    }


def heading(investigation: Investigation) -> dict[str, Any]:
    """What stands at the top of a JSON file: whose it is, on what terms, how fresh."""
    site = investigation.site
    notices = {"listed": site.notices.listed, "absent": site.notices.absent}
    terms = {"name": site.license.name, "spdx": site.license.spdx, "url": site.license.url}
    return {
        "title": site.title,
        "license": terms,
        "credit": site.license.credit,
        "notices": {name: text for name, text in notices.items() if text},
        "updated": last_updated(investigation),
    }


def last_updated(investigation: Investigation) -> str | None:
    """The day of the last change to a record, or of the last correction; None for neither."""
    days = [agency.updated for agency in investigation.agencies]
    days += [correction.date for correction in investigation.corrections]
    return max(days).isoformat() if days else None


def json_bytes(value: Any) -> bytes:
    """Strict JSON in UTF-8, one line a value; ValueError for NaN and infinity."""
    return (json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2) + "\n").encode()


def checksums(files: Mapping[str, bytes]) -> bytes:
    """The form that `sha256sum -c` reads, by name."""
    lines = (f"{sha256(files[name])}  {name}\n" for name in sorted(files))
    return "".join(lines).encode()


def sha256(content: bytes) -> str:
    """The checksum in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def downloads(outputs: Iterable[Output]) -> tuple[Download, ...]:
    """The files of `data/` among the outputs, as the data page shows them."""
    return tuple(
        Download(name, FILES[name], size_in_words(len(output.content)), sha256(output.content))
        for output in outputs
        if output.path.startswith(FOLDER) and (name := PurePosixPath(output.path).name) in FILES
    )


def size_in_words(count: int) -> str:
    """`812 bytes`, `4 KB`, `1.2 MB`: thousands, as a download bar counts them."""
    if count < THOUSAND:
        return f"{count} bytes"
    if count < THOUSAND**2:
        return f"{count / THOUSAND:.0f} KB"
    return f"{count / THOUSAND**2:.1f} MB"
