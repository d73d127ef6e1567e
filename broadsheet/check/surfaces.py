"""Stage check: N in the data = N rows = N pages = N on the map + N declared to have no point."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

from broadsheet.check.proof import Proof
from broadsheet.pages import EmbedView, ExplorerView, MapView
from broadsheet.problems import Location, Problem

EMBED = "embed/map/index.html"


def every_surface_shows_the_same(proof: Proof) -> Iterator[Problem]:
    """The ids of every surface are exactly those of the records."""
    wanted = {agency.id for agency in proof.investigation.agencies}
    for surface, found in surfaces(proof):
        ids = list(found)
        if set(ids) != wanted or len(ids) != len(wanted):
            wrong = sorted(wanted ^ set(ids)) or [one for one in ids if ids.count(one) > 1]
            message = f"{surface} shows {len(ids)} of {len(wanted)}; the difference: {wrong[0]}"
            yield Problem(Location("site"), "E108", message, "this is our own fault")


def surfaces(proof: Proof) -> Iterator[tuple[str, list[str]]]:
    """Each surface by name, with the ids it shows."""
    folder = proof.investigation.dictionary.records.path
    yield "the pages", [
        path.split("/")[1] for path in proof.outputs
        if path.startswith(folder) and path.count("/") == 2 and path.endswith(".html")  # noqa: PLR2004
    ]  # fmt: skip
    explorer = proof.pages[f"{folder}index.html"].view
    if isinstance(explorer, ExplorerView):
        yield "the table", [row.id for row in explorer.rows]
        yield "the map", map_ids(explorer.map)
    embed = proof.pages[EMBED].view
    if isinstance(embed, EmbedView):
        yield "the map for other sites", map_ids(embed.map)
    rows = csv.DictReader(io.StringIO(proof.outputs["data/agencies.csv"].decode()))
    yield "agencies.csv", [row["id"] for row in rows]
    listed = json.loads(proof.outputs["data/agencies.json"])["agencies"]
    yield "agencies.json", [record["id"] for record in listed]
    features = json.loads(proof.outputs["data/agencies.geojson"])["features"]
    yield "agencies.geojson", [feature["properties"]["id"] for feature in features]
    table = [tag.attributes["data-id"] for tag in proof.sheets[f"{folder}index.html"].tags
             if tag.name == "tr" and "data-id" in tag.attributes]  # fmt: skip
    yield "the table's rows", table


def map_ids(view: MapView) -> list[str]:
    """Marks, and those that are declared to have none."""
    rows = [mark.row for mark in view.marks] + [*view.statewide, *view.unplaced]
    return [row.id for row in rows]
