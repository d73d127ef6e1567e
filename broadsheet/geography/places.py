"""Room: where things are. Which county holds a point, where a record is shown, how far it is."""

from __future__ import annotations

import math
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from broadsheet.geography.rings import holds, middle_of

if TYPE_CHECKING:
    from broadsheet.model import Agency, County, Gazetteer, Place, Point

EARTH_RADIUS_MILES = 3958.8


class Spot(NamedTuple):
    """Where a record is shown; `approximate` when only its county is known."""

    longitude: float
    latitude: float
    county: str | None
    approximate: bool


def county_titles(gazetteer: Gazetteer) -> dict[str, str]:
    """What pages call each county, by the name that records write."""
    return {county.name: county.title for county in gazetteer.counties}


def county_at(gazetteer: Gazetteer, longitude: float, latitude: float) -> County | None:
    """Find the county whose rings hold the point; None outside the area."""
    point = (longitude, latitude)
    return next((c for c in gazetteer.counties if holds(c.rings, point)), None)


def locate(agency: Agency, gazetteer: Gazetteer) -> Spot | None:
    """Place a record by its coordinates, its town, or its county's middle; else None."""
    if agency.statewide:
        return None
    if agency.longitude is not None and agency.latitude is not None:
        found = county_at(gazetteer, agency.longitude, agency.latitude)
        county = found.name if found else agency.county
        return Spot(agency.longitude, agency.latitude, county, approximate=False)
    place = place_named(gazetteer, agency.place, agency.county)
    if place:
        return Spot(place.longitude, place.latitude, place.county, approximate=False)
    return middle_spot(gazetteer, agency.county)


def place_named(gazetteer: Gazetteer, name: str | None, county: str | None) -> Place | None:
    """Find a town; its county decides between towns of one name, and without it none is."""
    found = [p for p in gazetteer.places if p.name == name and county in {None, p.county}]
    return found[0] if len(found) == 1 else None


def middle_spot(gazetteer: Gazetteer, name: str | None) -> Spot | None:
    """Stand in for what is only known by its county."""
    county = next((c for c in gazetteer.counties if c.name == name), None)
    if county is None:
        return None
    longitude, latitude = middle_of(county)
    return Spot(round(longitude, 5), round(latitude, 5), county.name, approximate=True)


def county_of(agency: Agency, gazetteer: Gazetteer) -> str | None:
    """Name a record's county: as stated, else the one its place or coordinates lie in."""
    if agency.county or agency.statewide:
        return agency.county
    spot = locate(agency, gazetteer)
    return spot.county if spot else None


def distance_miles(a: Point, b: Point) -> float:
    """Measure the great circle between two points (haversine), in statute miles."""
    (lon1, lat1), (lon2, lat2) = ((math.radians(x), math.radians(y)) for x, y in (a, b))
    across = math.sin((lon2 - lon1) / 2) ** 2 * math.cos(lat1) * math.cos(lat2)
    chord = math.sin((lat2 - lat1) / 2) ** 2 + across
    return 2 * EARTH_RADIUS_MILES * math.asin(math.sqrt(min(1.0, chord)))


def slug(name: str) -> str:
    """Turn a county's name into its address: `New Hanover` to `new-hanover`, in ASCII."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = "".join(c if c.isalnum() else " " for c in plain.replace("'", "")).split()
    # A name without a Latin letter is spelt by its code points, so that none is empty.
    return "-".join(words) or "-".join(f"{ord(c):x}" for c in unicodedata.normalize("NFC", name))
