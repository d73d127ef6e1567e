"""Room: gazetteers. Counties as a GeoJSON file, in the form that Broadsheet reads."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from broadsheet.gazetteers.census import Surveyed
from broadsheet.geography import USUAL, holds
from broadsheet.geography.rings import doubled_area
from broadsheet.model import Ring


def boundaries_file(counties: Sequence[Surveyed]) -> str:
    """A FeatureCollection with a county a line.

    The kind is named where not all are plain counties, the state where there are several.
    """
    kinds = {county.kind for county in counties} != {USUAL}
    states = len({county.state for county in counties}) > 1
    lines = ",\n".join(
        json.dumps(
            feature(county, kinds=kinds, states=states), ensure_ascii=False, separators=(",", ":")
        )
        for county in counties
    )
    return f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'


def feature(county: Surveyed, *, kinds: bool, states: bool) -> dict[str, Any]:
    """A county with its name, its kind and state where these must be said, and its polygons."""
    told = {"name": county.name}
    told |= {"kind": county.kind} if kinds else {}
    told |= {"state": county.state} if states else {}
    shape = {"type": "MultiPolygon", "coordinates": polygons(county.rings)}
    return {"type": "Feature", "id": county.fips, "properties": told, "geometry": shape}


def polygons(rings: Iterable[Ring]) -> list[list[Ring]]:
    """Rings as GeoJSON wants them: each hole behind the ring around it, which runs leftwards.

    In the source, a ring around land runs clockwise, and a hole the other way.
    """
    found: list[list[Ring]] = []
    for ring in sorted(rings, key=doubled_area):
        turned = ring[::-1]
        if doubled_area(ring) < 0 or not found:
            found.append([turned])
        else:
            around = [polygon for polygon in found if lies_in(ring, polygon[0])]
            (around or found[:1])[-1].append(turned)
    return found


def lies_in(hole: Ring, outer: Ring) -> bool:
    """Whether a hole is one in this ring; the two may touch."""
    return any(holds((outer,), point) for point in hole)
