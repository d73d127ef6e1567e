"""Room: maps. Agencies and their spots become the drawings that a page shows.

Every row is accounted for: it is a mark, or it serves the whole area (`statewide`), or
nothing is known of its place (`unplaced`). Two drawings hold the same marks: the whole
area for wide screens, and the part of it where the marks are for narrow ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from broadsheet import geography
from broadsheet.geography import Projection
from broadsheet.maps.marks import (
    NOWHERE_IN_PARTICULAR,
    UNSEEN,
    WHOLE,
    Placed,
    counties_with_marks,
    county_names,
    frame_of,
    marks_on,
)
from broadsheet.maps.pocket import pocket_map
from broadsheet.model import Gazetteer
from broadsheet.pages import (
    CountyShape,
    LegendEntry,
    MapView,
    TilesView,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from broadsheet.geography import Spot
    from broadsheet.model import County, MapSettings, Tiles
    from broadsheet.pages import AgencyRow, TermView


def plan_map(  # noqa: PLR0913  (what a map is made from; no two belong together)
    rows: Sequence[AgencyRow],
    spots: Mapping[str, Spot | None],
    gazetteer: Gazetteer,
    settings: MapSettings,
    replies: Sequence[TermView],
    *,
    credit: str = "",
    part: str = "county",
    anchor: str = "map",
) -> MapView:
    """Plan the map of some agencies; `spots` by their ids, `replies` in the legend's order.

    `part` is what a part of the area is called. `anchor` begins every id that the map has in
    its page: two maps on a page need two.
    """
    placed = numbered([row for row in rows if not row.statewide], spots)
    whole = projection_for(gazetteer, placed)
    area = geography.simplified(gazetteer, whole.degrees(UNSEEN))
    marks = marks_on(whole, WHOLE, placed)
    return MapView(
        title=settings.title,
        description=settings.description or "",
        width=whole.width,
        height=whole.height,
        counties=tuple(county_shape(county, whole, placed) for county in area.counties),
        borders=geography.line_path(
            geography.shared_borders(area, counties_with_marks(placed)), whole
        ),
        outline=geography.svg_path(geography.outline(area), whole),
        marks=marks,
        legend=legend_of(rows, replies),
        statewide=tuple(row for row in rows if row.statewide),
        unplaced=tuple(row for row in rows if not row.statewide and not spots.get(row.id)),
        note=note_on(placed, settings, part),
        credit=credit,
        tiles=tiles_view(settings.tiles),
        id=anchor,
        frame=frame_of(whole),
        letterings=county_names(whole, WHOLE, gazetteer, placed, marks),
        pocket=pocket_map(whole, area, placed) if placed else None,
    )


def numbered(rows: Sequence[AgencyRow], spots: Mapping[str, Spot | None]) -> tuple[Placed, ...]:
    """Give each row that has a spot its number, from 1."""
    found = [(row, spot) for row in rows if (spot := spots.get(row.id))]
    return tuple(Placed(n, row, spot) for n, (row, spot) in enumerate(found, start=1))


def projection_for(gazetteer: Gazetteer, placed: Sequence[Placed]) -> Projection:
    """Fit the area to the drawing; without counties, what the marks span."""
    box = geography.bounds(gazetteer)
    box = box or geography.box_of((p.spot.longitude, p.spot.latitude) for p in placed)
    return Projection.fit(box or NOWHERE_IN_PARTICULAR, WHOLE.width, WHOLE.tallest, WHOLE.margin)


def county_shape(county: County, projection: Projection, placed: Sequence[Placed]) -> CountyShape:
    """Draw a county; one with agencies is counted and leads to its page."""
    rows = [p.row for p in placed if p.spot.county == county.name]
    path = next((row.county.path for row in rows if row.county), "")
    drawn = geography.svg_path(county.rings, projection)
    return CountyShape(county.name, county.title, path, drawn, len(rows))


def legend_of(rows: Sequence[AgencyRow], replies: Sequence[TermView]) -> tuple[LegendEntry, ...]:
    """Count all rows by reply, on the map or not; a reply that nobody gave is left out."""
    entries = (
        LegendEntry(term, tuple(row for row in rows if row.reply.id == term.id)) for term in replies
    )
    return tuple(entry for entry in entries if entry.rows)


def note_on(placed: Sequence[Placed], settings: MapSettings, part: str) -> str:
    """Say that some marks stand in the middle of their county, if any do."""
    if not any(p.spot.approximate for p in placed):
        return ""
    return settings.county_only_note or (
        f"A mark in a broken ring stands in the middle of its {part}, not at an address."
    )


def tiles_view(tiles: Tiles | None) -> TilesView | None:
    """Name the host that the optional background would be asked from."""
    if tiles is None:
        return None
    # Leaflet puts a letter for {s}; readers are told the name that those hosts share.
    host = urlsplit(tiles.url).netloc.replace("{s}.", "")
    return TilesView(tiles.provider, host, tiles.url, tiles.attribution, tiles.max_zoom)
