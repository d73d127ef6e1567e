"""Room: the desk's first question: how many are there, and how many should there be?"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator

from broadsheet.bulletproof.desk import Desk, counted, number, tally
from broadsheet.bulletproof.verdicts import Finding, Line
from broadsheet.geography import county_of
from broadsheet.model import Agency, Origin
from broadsheet.pages import Output
from broadsheet.problems import Location

LIMITS = {
    100: "a page of results",
    1_000: "a page of results",
    10_000: "many services' longest answer",
    16_384: "the rows of an early spreadsheet",
    65_535: "the rows of an old spreadsheet, less its heading",
    65_536: "the rows of an old spreadsheet",
    1_048_575: "the rows of a spreadsheet, less its heading",
    1_048_576: "the rows of a spreadsheet",
}
"""Numbers of rows at which a table was most likely cut off."""


def everything_is_counted(desk: Desk) -> Iterator[Line]:
    """How many entries each file holds; a number at which tables are cut off is told."""
    found, words = desk.found, desk.found.dictionary.records
    counts = (
        counted(len(found.agencies), words.singular, words.plural),
        counted(len(found.sources), "source"), counted(len(found.figures), "figure"),
        counted(len(found.timeline), "event"), counted(len(found.corrections), "correction"),
        counted(len(found.articles), "article"),
        counted(len(found.gazetteer.counties), "county", "counties"),
        counted(len(found.gazetteer.places), "place"),
        counted(len(found.gazetteer.zips), "ZIP code"),
    )  # fmt: skip
    told = ", ".join(counts)
    yield Line("counts", told, tuple(cut_off(desk)))


def cut_off(desk: Desk) -> Iterator[Finding]:
    """As many records as a table holds at the most."""
    count, words = len(desk.found.agencies), desk.found.dictionary.records
    if count in LIMITS:
        message = f"there are exactly {number(count)} {words.plural}: {LIMITS[count]}"
        remedy = "find out whether the table that you were given was cut off"
        origin = Origin(desk.found.agencies[0].origin.file)
        yield desk.look("counts:cut-off", origin, (), message, remedy)


def every_group_is_counted(desk: Desk) -> Iterator[Line]:
    """The records by kind, reply, range and county; each line adds up to all of them."""
    agencies, words = desk.found.agencies, desk.found.dictionary.records
    ways = {
        "kind": [a.kind for a in agencies],
        "reply": [a.reply.category for a in agencies],
        "range": [a.searches.range if a.searches else "(no range)" for a in agencies],
        "county": [county_name(desk, a) for a in agencies],
    }
    for way, names in ways.items():
        told = f"{counted(len(agencies), words.singular, words.plural)}: {tally(Counter(names))}"
        yield Line(f"by-{way}", told)


def county_name(desk: Desk, agency: Agency) -> str:
    """A record's county, or why it has none."""
    if agency.statewide:
        return "(statewide)"
    return county_of(agency, desk.found.gazetteer) or "(no county)"


def every_record_has_a_point_or_a_reason(desk: Desk) -> Iterator[Line]:
    """How many records stand on the map at their place, and how many in the middle of a county."""
    gazetteer = desk.found.gazetteer
    towns = {place.name for place in gazetteer.places}
    counties = {county.name for county in gazetteer.counties}
    spots = [(agency, spot_of(agency, towns, counties)) for agency in desk.found.agencies]
    lost = [agency for agency, spot in spots if spot == "lost"]
    exact, middle, statewide = (
        sum(1 for _, spot in spots if spot == name) for name in ("point", "middle", "statewide")
    )
    told = (
        f"{number(len(spots))} = {number(exact)} at a point + {number(middle)} in the middle of"
        f" their county + {number(statewide)} statewide + {number(len(lost))} without a place"
    )
    findings = tuple(
        desk.wrong(
            f"points:{agency.id}", agency, ("name",), f"'{agency.name}' has no point on the map",
            "give its place, its county or its coordinates, or write 'statewide: yes'",
        )
        for agency in lost
    )  # fmt: skip
    yield Line("points", told, findings)


def spot_of(agency: Agency, towns: set[str], counties: set[str]) -> str:
    """Where a record stands on the map, in a word; the map itself is drawn by `maps`."""
    if agency.statewide:
        return "statewide"
    if agency.latitude is not None or agency.place in towns:
        return "point"
    return "middle" if agency.county in counties else "lost"


def every_surface_is_counted(desk: Desk, outputs: Iterable[Output]) -> Line:
    """N in the data = N pages = N rows of each download, counted anew from the finished files."""
    files = {output.path: output.content for output in outputs}
    wanted = len(desk.found.agencies)
    folder = desk.found.dictionary.records.path
    surfaces = {
        "pages": sum(1 for path in files if path.startswith(folder) and is_own_page(path)),
        "rows of agencies.csv": sum(1 for _ in rows_of(files["data/agencies.csv"])),
        "entries of agencies.json": len(json.loads(files["data/agencies.json"])["agencies"]),
        "features of agencies.geojson": len(json.loads(files["data/agencies.geojson"])["features"]),
    }
    told = ", ".join(f"{number(count)} {name}" for name, count in surfaces.items())
    findings = tuple(
        Finding(
            f"surfaces:{name.split()[-1]}", "wrong", Location("site"),
            f"there are {number(count)} {name} for {number(wanted)} records",
            "this is our own fault: send us what you see",
        )
        for name, count in surfaces.items()
        if count != wanted
    )  # fmt: skip
    words = desk.found.dictionary.records
    return Line("surfaces", f"{counted(wanted, words.singular, words.plural)} = {told}", findings)


def is_own_page(path: str) -> bool:
    """Whether a path is that of one record's page."""
    folder, _, file = path.rpartition("/")
    return file == "index.html" and folder.count("/") == 1


def rows_of(content: bytes) -> Iterator[dict[str, str]]:
    """The rows of a CSV file."""
    return csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
