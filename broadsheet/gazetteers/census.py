"""Room: gazetteers. The Census Bureau's boundaries: the counties of some states, as they are.

The only module that knows pyshp, and where plotly-geo keeps its files.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from importlib.resources import files
from itertools import pairwise
from typing import Any, NamedTuple

from broadsheet.gazetteers.states import BY_CODE
from broadsheet.model import Ring

YEAR = 2016
"""The year of the boundaries."""
PACKAGE = "_plotly_geo"
"""Where plotly-geo keeps its files."""
FILE = "package_data/cb_2016_us_county_500k"
DECIMALS = 5
"""Of a degree: about a metre. Points that two counties share are equal, and stay equal."""

KINDS = {
    "00": "", "03": "City and Borough", "04": "Borough", "05": "Census Area", "06": "County",
    "07": "District", "10": "Island", "12": "Municipality", "13": "Municipio", "15": "Parish",
    "25": "city",
}  # fmt: skip
"""What sort of area a county is, by the Census Bureau's code (LSAD)."""


class Surveyed(NamedTuple):
    """A county of the source: FIPS code, postal code of its state, name, kind, exact rings."""

    fips: str
    state: str
    name: str
    kind: str
    rings: tuple[Ring, ...]


def read_counties(codes: Collection[str]) -> tuple[Surveyed, ...]:
    """The counties of some states, by their FIPS codes."""
    return tuple(sorted(counties_of(codes)))


def counties_of(codes: Collection[str]) -> Iterator[Surveyed]:
    """The counties of some states, in the order of the file."""
    import shapefile  # noqa: PLC0415  (an extra: only this command needs it)

    state_of = {BY_CODE[code].fips: code for code in codes}
    with shapefile.Reader(str(files(PACKAGE) / FILE)) as reader:
        for found in reader.iterShapeRecords():
            state = state_of.get(found.record["STATEFP"])
            if state:
                rings = tuple(rings_of(found.shape))
                kind = KINDS[found.record["LSAD"]]
                yield Surveyed(found.record["GEOID"], state, found.record["NAME"], kind, rings)


def rings_of(shape: Any) -> Iterator[Ring]:
    """The rings of a shape, islands and holes alike."""
    for start, end in pairwise((*shape.parts, len(shape.points))):
        yield tuple((round(x, DECIMALS), round(y, DECIMALS)) for x, y in shape.points[start:end])
