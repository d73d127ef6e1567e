"""Stage validate: boundaries and tables become the gazetteer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from broadsheet.geography import Bare, Named, slug, told_apart
from broadsheet.load import Cells, Content
from broadsheet.load.text import UNSEEN
from broadsheet.model import County, Gazetteer, Place, Ring, Zip
from broadsheet.problems import Location, Problem

T = TypeVar("T")

BOUNDARIES = "content/geography/counties.geojson"
PROPERTIES = Bare("")._asdict()
"""What a feature says of a county, and what holds where it does not."""
NUMBER = re.compile(r"-?[0-9]{1,3}(\.[0-9]+)?")
ZIP = re.compile(r"[0-9]{5}")


def read_gazetteer(content: Content) -> tuple[Gazetteer, list[Problem]]:
    """Counties, places and ZIP codes; faulty rows are left out and told."""
    problems: list[Problem] = []
    counties: tuple[County, ...] = ()
    if content.boundaries:
        file, tree = content.boundaries
        counties = read_counties(tree, file, problems)
    places: list[Place] = read_rows(content, "places", read_place, problems)
    zips: list[Zip] = read_rows(content, "zips", read_zip, problems)
    told = any(problem.location.file == BOUNDARIES for problem in content.problems)
    if not content.boundaries and not told:
        hint = "put the counties' boundaries there as GeoJSON, each with a name and an id"
        problems.append(Problem(Location(BOUNDARIES), "E010", "this file is missing", hint))
    return Gazetteer(counties, tuple(places), tuple(zips)), problems


def read_counties(tree: Any, file: str, problems: list[Problem]) -> tuple[County, ...]:
    """The features of a GeoJSON FeatureCollection, sorted by name."""
    features = tree.get("features") if isinstance(tree, dict) else None
    if not isinstance(features, list):
        hint = "it must be a GeoJSON FeatureCollection"
        problems.append(Problem(Location(file), "E045", "this file has no features", hint))
        return ()
    drawn, bare = [], []
    for number, feature in enumerate(features, 1):
        try:
            county, named = read_county(feature)
        except (KeyError, TypeError, ValueError, IndexError, OverflowError, AttributeError):
            message = f"feature {number} is not a county"
            hint = "it needs an id, properties.name and a Polygon or MultiPolygon in degrees"
            problems.append(Problem(Location(file), "E045", message, hint))
        else:
            drawn.append(county)
            bare.append(named)
    found = [named_as(*pair) for pair in zip(drawn, told_apart(bare), strict=True)]
    problems += same_addresses(found, file)
    return tuple(sorted(found, key=lambda county: county.name))


def named_as(county: County, named: Named) -> County:
    """The county under the name that means it alone."""
    return county._replace(name=named.name, called=named.title)


def same_addresses(counties: list[County], file: str) -> Iterator[Problem]:
    """Two counties whose names make one address would share a page."""
    seen: dict[str, str] = {}
    for county in counties:
        address = slug(county.name)
        if address in seen:
            message = f"the counties '{seen[address]}' and '{county.name}' have one address"
            hint = "give each its 'kind' or its 'state', or call one of them something else"
            yield Problem(Location(file), "E051", message, hint)
        seen.setdefault(address, county.name)


def read_county(feature: Any) -> tuple[County, Bare]:
    """One feature, and how its boundaries name it; raises where it is not a county's shape."""
    geometry, told = feature["geometry"], feature["properties"]
    bare = Bare(*(told_text(told.get(name, usual)) for name, usual in PROPERTIES.items()))
    polygons = {"Polygon": [geometry["coordinates"]], "MultiPolygon": geometry["coordinates"]}
    rings = tuple(read_ring(ring) for polygon in polygons[geometry["type"]] for ring in polygon)
    if not bare.name or not rings:
        raise ValueError(bare)
    kind = bare.kind.lower() if "kind" in told else ""
    return County(str(feature["id"]), bare.name, rings, kind=kind), bare


def told_text(value: Any) -> str:
    """A name of a county, its kind or its state: a text without hidden signs."""
    if not isinstance(value, str) or UNSEEN.search(value):
        raise ValueError(value)
    return " ".join(value.split())


def read_ring(ring: Any) -> Ring:
    """A closed ring of longitude and latitude in degrees."""
    points = tuple((float(lon), float(lat)) for lon, lat in ring)
    fewest = 4
    if len(points) < fewest or not all(on_earth(*point) for point in points):
        raise ValueError(ring)
    return points


def read_rows(
    content: Content, table: str, read: Callable[[Cells], T | None], problems: list[Problem]
) -> list[T]:
    """The rows of a table as records; a faulty one is told with its line."""
    file, rows = content.tables.get(table, ("", []))
    found: list[T] = []
    for number, row in rows:
        record = read(row)
        if record is None:
            hint = "coordinates are plain decimals; a name may not be empty"
            place = Location(file, number)
            problems.append(Problem(place, "E045", f"this row is not one of {table}", hint))
        else:
            found.append(record)
    return found


def degrees(row: Cells) -> tuple[float, float] | None:
    """Latitude and longitude of a row, if they are on the earth."""
    if not all(NUMBER.fullmatch(row[name]) for name in ("latitude", "longitude")):
        return None
    latitude, longitude = float(row["latitude"]), float(row["longitude"])
    return (latitude, longitude) if on_earth(longitude, latitude) else None


def on_earth(longitude: float, latitude: float) -> bool:
    """Whether these are degrees; NaN is none."""
    return abs(longitude) <= 180 and abs(latitude) <= 90  # noqa: PLR2004  (degrees)


def read_place(row: Cells) -> Place | None:
    """A row of places.csv; population 0 where it is not given."""
    middle = degrees(row)
    if not middle or not row["name"].strip() or not row["county"].strip():
        return None
    population = int(row["population"]) if row["population"].isdecimal() else 0
    return Place(row["name"].strip(), row["county"].strip(), *middle, population)


def read_zip(row: Cells) -> Zip | None:
    """A row of zips.csv."""
    middle = degrees(row)
    if not middle or not ZIP.fullmatch(row["zip"]):
        return None
    return Zip(row["zip"], row["place"].strip(), row["county"].strip(), *middle)
