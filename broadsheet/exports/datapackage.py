"""`datapackage.json`: the tables described by the Frictionless Data Package standard, v1."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import Any

from broadsheet.exports.declared import Column
from broadsheet.exports.dictionary import words
from broadsheet.exports.rows import Table
from broadsheet.model import Dictionary, Investigation, Site, Source
from broadsheet.pages import CorrectionView

DEGREES = {"latitude": 90, "longitude": 180}


def data_package(
    investigation: Investigation,
    files: tuple[tuple[Table, bytes], ...],
    base_url: str,
    version: str | None,
    corrections: Iterable[CorrectionView] = (),
) -> dict[str, Any]:
    """The package of the tables and the bytes that they became."""
    site = investigation.site
    resources = [resource(table, content, investigation.dictionary) for table, content in files]
    return {
        "profile": "data-package",
        "name": package_name(site.title),
        "title": site.title,
        "description": site.description,
        "homepage": base_url,
        **({"version": version} if version else {}),
        "licenses": [
            {"name": site.license.spdx, "path": site.license.url, "title": site.license.name}
        ],
        "contributors": [contributor(site)],
        "sources": [source_entry(source) for source in by_id(investigation.sources)],
        **({"corrections": told} if (told := corrected(corrections)) else {}),
        "resources": resources,
    }


def corrected(corrections: Iterable[CorrectionView]) -> list[dict[str, str]]:
    """What has been corrected or updated; the table of corrections says more."""
    return [{"date": e.date.iso, "kind": e.kind, "text": e.in_full} for e in corrections]


def by_id(sources: tuple[Source, ...]) -> list[Source]:
    """The sources in the order of their ids."""
    return sorted(sources, key=lambda source: source.id)


def package_name(title: str) -> str:
    """A name of a-z, 0-9 and hyphens, as the standard wants it; `data` if none is left."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") or "data"


def contributor(site: Site) -> dict[str, str]:
    """The newsroom."""
    told = {"title": site.publisher.name, "role": "publisher", "email": site.publisher.email}
    return told | ({"path": site.publisher.url} if site.publisher.url else {})


def source_entry(source: Source) -> dict[str, str]:
    """A source by its title and outlet, with its address if it has one."""
    told = {"title": f"{source.title} ({source.outlet})"}
    return told | ({"path": source.url} if source.url else {})


def resource(table: Table, content: bytes, dictionary: Dictionary) -> dict[str, Any]:
    """One CSV file with its dialect, its schema, its size and its hash."""
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True},
        "schema": schema(table, dictionary),
    }


def schema(table: Table, dictionary: Dictionary) -> dict[str, Any]:
    """The table's schema, its keys included."""
    keys = [
        {"fields": [field], "reference": {"resource": other, "fields": ["id"]}}
        for field, other in table.foreign_keys
    ]
    return {
        "fields": [field(column, table, dictionary) for column in table.columns],
        "missingValues": [""],
        **({"primaryKey": list(table.primary_key)} if table.primary_key else {}),
        **({"foreignKeys": keys} if keys else {}),
    }


def field(column: Column[Any], table: Table, dictionary: Dictionary) -> dict[str, Any]:
    """A column with what may stand in it."""
    return {
        "name": column.name,
        "title": column.label,
        "description": column.meaning,
        "type": column.type,
        "constraints": constraints(column, table, dictionary),
    }


def constraints(column: Column[Any], table: Table, dictionary: Dictionary) -> dict[str, Any]:
    """What may stand in a column: needed, unique, of a vocabulary, of a form, in bounds."""
    choices = column.choices
    if column.vocabulary:
        choices = tuple(term.id for term in words(dictionary, column.vocabulary))
    limit = DEGREES.get(column.name, 0)
    found = {
        "required": column.required or None,
        "unique": table.primary_key == (column.name,) or None,
        "enum": list(choices) or None,
        "pattern": column.pattern or None,
        "minimum": -limit if limit else column.bounds[0],
        "maximum": limit or column.bounds[1],
    }
    return {name: value for name, value in found.items() if value is not None}
