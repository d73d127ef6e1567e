"""Room: where things are. Pure functions on the gazetteer's counties, places and rings.

Coordinates are WGS 84 degrees, longitude first, as in `model.area`. Pixels run right and
down from a drawing's upper left corner, and are rounded to tenths before anything is
derived from them: the same content gives the same bytes.
"""

from __future__ import annotations

from broadsheet.geography.borders import outline, shared_borders, simplified
from broadsheet.geography.naming import USUAL, Bare, Named, told_apart
from broadsheet.geography.places import (
    Spot,
    county_at,
    county_of,
    county_titles,
    distance_miles,
    locate,
    slug,
)
from broadsheet.geography.projection import Projection, line_path, nearest_turn, svg_path
from broadsheet.geography.rings import bounds, box_of, centroid, edges_of, extent, holds, middle_of
from broadsheet.geography.script import places_script

__all__ = [
    "USUAL",
    "Bare",
    "Named",
    "Projection",
    "Spot",
    "bounds",
    "box_of",
    "centroid",
    "county_at",
    "county_of",
    "county_titles",
    "distance_miles",
    "edges_of",
    "extent",
    "holds",
    "line_path",
    "locate",
    "middle_of",
    "nearest_turn",
    "outline",
    "places_script",
    "shared_borders",
    "simplified",
    "slug",
    "svg_path",
    "told_apart",
]
