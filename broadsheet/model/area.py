"""Noun: the counties, places and ZIP codes of the area, as content/geography/ gives them.

Coordinates are WGS 84 degrees; inside rings longitude comes first, as in GeoJSON.
"""

from __future__ import annotations

from typing import NamedTuple

Point = tuple[float, float]
Ring = tuple[Point, ...]


class County(NamedTuple):
    """A county: its FIPS code, name and boundary rings (longitude, latitude), holes included.

    `name` is what records and tables write, and no other county's. `called` is its name as
    pages say it, where that is not "… County"; `kind` is what sort of area it is, in lower
    case, where the boundaries say so: parish, city, census area.
    """

    fips: str
    name: str
    rings: tuple[Ring, ...]
    called: str = ""
    kind: str = ""

    @property
    def title(self) -> str:
        """`Wake County`; `Acadia Parish`; `Washington County, GA`."""
        return self.called or f"{self.name} County"

    def __hash__(self) -> int:
        """Of its code and name: thousands of points would be gone through each time."""
        return hash((self.fips, self.name))


class Place(NamedTuple):
    """A town or city of the gazetteer."""

    name: str
    county: str
    latitude: float
    longitude: float
    population: int


class Zip(NamedTuple):
    """A ZIP code, the post office it is named for, and its middle."""

    code: str
    place: str
    county: str
    latitude: float
    longitude: float


class Gazetteer(NamedTuple):
    """All that is known of the area: content/geography/."""

    counties: tuple[County, ...] = ()
    places: tuple[Place, ...] = ()
    zips: tuple[Zip, ...] = ()

    def __hash__(self) -> int:
        """Cheap, since every page looks something up by it; equality still looks at all."""
        return hash(tuple(map(len, self)))
