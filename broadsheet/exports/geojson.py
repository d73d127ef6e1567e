"""GeoJSON by RFC 7946: one feature an agency, WGS 84, longitude first."""

from __future__ import annotations

from typing import Any

from broadsheet.exports.declared import Located
from broadsheet.exports.rows import Table


def feature_collection(
    table: Table, located: tuple[Located, ...], head: dict[str, Any]
) -> dict[str, Any]:
    """The agencies' table as features, `head` beside them (RFC 7946, 6.1: foreign members).

    The table's rows and `located` are in the same order.
    """
    names = [column.name for column in table.columns]
    return {
        "type": "FeatureCollection",
        **head,
        "features": [
            {
                "type": "Feature",
                "id": row.agency.id,
                "geometry": geometry(row),
                "properties": dict(zip(names, cells, strict=True)),
            }
            for row, cells in zip(located, table.rows, strict=True)
        ],
    }


def geometry(row: Located) -> dict[str, Any] | None:
    """A point, or none for what serves the whole area."""
    return {"type": "Point", "coordinates": list(row.point)} if row.point else None
