"""Stage rules: every agency is somewhere that exists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from broadsheet.geography import county_at, county_titles
from broadsheet.model import Agency
from broadsheet.problems import Problem, did_you_mean
from broadsheet.rules.case import Case

MOST_NAMED = 8
"""So many counties of one name are told; more would fill the screen."""


def counties_and_places_exist(case: Case) -> Iterator[Problem]:
    """A county is one of the area's; a place is in the gazetteer, and in that county."""
    gazetteer, area = case.investigation.gazetteer, case.investigation.site.area
    counties = county_titles(gazetteer)
    for agency in case.investigation.agencies:
        unknown = agency.county and agency.county not in counties
        if unknown and "counties.geojson" not in case.faulty:
            message = f"'county' is '{agency.county}', which is not a county of {area}"
            hint = county_meant(agency.county or "", counties)
            yield case.problem("E055", agency.origin, ("county",), message, hint)
        if agency.place:
            yield from place_exists(case, agency)


def county_meant(written: str, counties: Mapping[str, str]) -> str:
    """What to write for a county: its short name, one of several of that name, or a near one.

    `counties` are the titles by the names that records write.
    """
    short = next((name for name, title in counties.items() if title == written), "")
    bare = short or written.removesuffix(" County")
    if bare in counties:
        rest = written.removeprefix(bare).strip(" ,")
        return f"write '{bare}', without the word {rest}" if " " not in rest else f"write '{bare}'"
    alike = [name for name, title in counties.items() if tells_apart(name, title, bare)]
    if alike:
        told = listed([f"'{name}'" for name in alike])
        return f"there are several: write {told}" if len(alike) > 1 else f"write {told}"
    return did_you_mean(written, counties)


def tells_apart(name: str, title: str, bare: str) -> bool:
    """Whether a name says more than the bare one, as `Fairfax city` does, or `Fairfax, VA`."""
    by_kind = name.startswith(f"{bare} ") and title.removeprefix(name)[:1] in {"", ","}
    return by_kind or name.startswith(f"{bare},")


def listed(names: Sequence[str]) -> str:
    """`Wake or Durham`; of many, the first few."""
    more = len(names) - MOST_NAMED
    last = [f"one of {more} more"] if more > 0 else []
    return " or ".join([*names[:MOST_NAMED], *last])


def place_exists(case: Case, agency: Agency) -> Iterator[Problem]:
    """The place is known, in the county that is given, and in one county only."""
    places = case.investigation.gazetteer.places
    own = [place for place in places if place.name == agency.place]
    name = agency.place or ""
    if not own:
        if agency.latitude is None and "places.csv" not in case.faulty:
            hint = did_you_mean(name, [place.name for place in places])
            hint = hint or "give latitude and longitude, or add it to geography/places.csv"
            message = f"'place' is '{name}', which is not in the gazetteer"
            yield case.problem("E056", agency.origin, ("place",), message, hint)
        return
    counties = sorted({place.county for place in own})
    known = county_titles(case.investigation.gazetteer)
    if agency.county in known and agency.county not in counties:
        titles = [known.get(county, county) for county in counties]
        message = f"'{name}' is in {' and '.join(titles)}, not in {known[agency.county]}"
        hint = "give the county that holds it, or latitude and longitude"
        if agency.latitude is None:
            yield case.problem("E056", agency.origin, ("county",), message, hint)
    if not agency.county and len(counties) > 1:
        message = f"there are several places called '{name}'"
        hint = f"add its county: {listed(counties)}"
        yield case.problem("E056", agency.origin, ("place",), message, hint)


def coordinates_lie_where_they_should(case: Case) -> Iterator[Problem]:
    """Given coordinates are a pair, in the area, and in the stated county."""
    for agency in case.investigation.agencies:
        latitude, longitude = agency.latitude, agency.longitude
        if (latitude is None) != (longitude is None):
            given = "latitude" if longitude is None else "longitude"
            message = "latitude and longitude go together"
            yield case.problem("E057", agency.origin, (given,), message, "give both, or neither")
        elif latitude is not None and longitude is not None:
            yield from point_lies_where_it_should(case, agency, latitude, longitude)


def point_lies_where_it_should(
    case: Case, agency: Agency, latitude: float, longitude: float
) -> Iterator[Problem]:
    """A point is in one of the counties, and in the stated one."""
    gazetteer, area = case.investigation.gazetteer, case.investigation.site.area
    county, told = county_at(gazetteer, longitude, latitude), f"{latitude}, {longitude}"
    if "counties.geojson" in case.faulty:
        return
    if county is None:
        swapped = county_at(gazetteer, latitude, longitude)
        hint = "latitude and longitude are swapped" if swapped else "check both numbers"
        message = f"{told} is not in {area}"
        yield case.problem("E057", agency.origin, ("latitude",), message, hint)
    elif agency.county and county.name != agency.county:
        stated = county_titles(gazetteer).get(agency.county, agency.county)
        message = f"{told} is in {county.title}, not in {stated}"
        hint = "check the county and both numbers"
        yield case.problem("E057", agency.origin, ("latitude",), message, hint)


def every_agency_is_somewhere(case: Case) -> Iterator[Problem]:
    """A record has a place or a county, or says that it serves the whole state."""
    for agency in case.investigation.agencies:
        located = agency.place or agency.county or agency.latitude is not None
        if not located and not agency.statewide:
            message = f"'{agency.name}' has neither a place nor a county"
            hint = "give one of them, or write 'statewide: yes'"
            yield case.problem("E058", agency.origin, ("name",), message, hint)
        if agency.statewide and (agency.place or agency.latitude is not None):
            field = "place" if agency.place else "latitude"
            message = f"'{agency.name}' is statewide, so it has no point on the map"
            hint = f"take out '{field}', or 'statewide'"
            yield case.problem("E058", agency.origin, (field,), message, hint)
