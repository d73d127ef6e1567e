"""Room: maps. Folium writes the script of the map that takes the drawing's place.

Folium parses what it has rendered as a template once more, and a browser reads strings
in its script as HTML. Therefore no editor's text passes through here: coordinates, the
marks' numbers, ids of reply categories (slugs) and the closed lists of colours and
symbols are all that Folium gets. Names are in the page, and reach the map as text.

folium is imported when the first map is drawn: it takes half a second.
"""

from __future__ import annotations

import contextlib
import itertools
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, get_args

from broadsheet.geography import nearest_turn, outline
from broadsheet.model.dictionary import Palette, Symbol
from broadsheet.values import SLUG

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import folium

    from broadsheet.model import County, Gazetteer, Ring
    from broadsheet.pages import Frame, MapView, Mark, TermView

# The id of the element that Folium's script draws into; agency-map.js makes it.
CANVAS = "map_1"
MARK_SIZE = 30
DEEPEST_ZOOM = 13
SHALLOWEST_ZOOM = 3
# A thousandth of a degree is some 100 metres: a hair's breadth at the deepest zoom.
DECIMALS = 3
# What would need a file that we do not ship, or would ask another host, or is not data.
FORBIDDEN = (
    "$(", "$.", "jQuery", "d3.", "AwesomeMarkers", "http", "//", "<script", "</", "<svg",
    "style=", "eval(", "Function(", "bindPopup", "bindTooltip", "innerHTML", "{{", "{%", "`",
)  # fmt: skip


class MapFaultError(RuntimeError):
    """Folium wrote what our rules forbid: a bug of ours, not an editor's mistake."""


@lru_cache(maxsize=4)
def draw(view: MapView, gazetteer: Gazetteer) -> str:
    """Have Folium write the map's script (a classic one, to be loaded after Leaflet).

    It leaves `window.broadsheetMap = {map, layers}`, with a layer for each reply category
    that has marks. The same view gives the same script.
    """
    with stable_ids():
        canvas = empty_map(view.frame)
        add_counties(canvas, view, gazetteer)
        middle = middle_of(view.frame)
        layers = {term.id: add_marks(canvas, term, m, middle) for term, m in by_reply(view)}
        expose(canvas, layers)
        script = compact(written(canvas))
    if found := faults(script):
        raise MapFaultError(f"Folium's script contains {', '.join(found)}")
    return script


def faults(script: str) -> tuple[str, ...]:
    """Find what must not be in Folium's script, and say whether it draws where it should."""
    found = tuple(word for word in FORBIDDEN if word in script)
    drawn = re.search(rf'L\.map\(\s*"{CANVAS}"', script)
    return found if drawn else (*found, f"no map in #{CANVAS}")


@contextlib.contextmanager
def stable_ids() -> Iterator[None]:
    """Count the elements of one map from 1, where branca would name them at random."""
    from branca.element import Element  # noqa: PLC0415  (half a second: see above)

    count = itertools.count(1)
    original = Element.__dict__["_generate_id"]
    Element._generate_id = classmethod(lambda _cls: f"{next(count):x}")  # type: ignore[method-assign,assignment]  # noqa: SLF001
    try:
        yield
    finally:
        Element._generate_id = original  # type: ignore[method-assign]  # noqa: SLF001


def empty_map(frame: Frame) -> folium.Map:
    """Make a map without tiles, foreign files or wheel zoom, that shows the frame."""
    import folium  # noqa: PLC0415

    # A popup near the edge needs room beyond it.
    across, down = (frame.east - frame.west) / 2, (frame.north - frame.south) / 2
    canvas = folium.Map(
        location=[(frame.south + frame.north) / 2, (frame.west + frame.east) / 2],
        tiles=None,
        zoom_start=7,
        attribution_control=False,
        scroll_wheel_zoom=False,
        max_bounds=True,
        min_lat=round(frame.south - down, DECIMALS),
        max_lat=round(frame.north + down, DECIMALS),
        min_lon=round(frame.west - across, DECIMALS),
        max_lon=round(frame.east + across, DECIMALS),
    )
    # Folium drops the limits when there are no tiles. Zoom in steps of any size lets the
    # map begin exactly as large as the drawing whose place it takes.
    canvas.options |= {"zoomSnap": 0, "minZoom": SHALLOWEST_ZOOM, "maxZoom": DEEPEST_ZOOM}
    # On the instance: the lists of the class serve every other map.
    canvas.default_js, canvas.default_css = [], []
    # No fit_bounds: it would begin a movement that outlasts the fitting of agency-map.js,
    # which alone knows whether the screen is wide or narrow.
    return canvas


def add_counties(canvas: folium.Map, view: MapView, gazetteer: Gazetteer) -> None:
    """Lay the counties under the marks, those with agencies set off, and the area's outline."""
    counted = {shape.name for shape in view.counties if shape.count}
    middle = middle_of(view.frame)
    quiet = [c for c in gazetteer.counties if c.name not in counted]
    busy = [c for c in gazetteer.counties if c.name in counted]
    add_shape(canvas, "county", "MultiPolygon", polygons(quiet, middle))
    add_shape(canvas, "county county--counted", "MultiPolygon", polygons(busy, middle))
    add_shape(canvas, "area", "MultiLineString", [rounded(r, middle) for r in outline(gazetteer)])


def middle_of(frame: Frame) -> float:
    """The longitude in the middle of the map: what is beyond the date line stands beside it."""
    return (frame.west + frame.east) / 2


def add_shape(canvas: folium.Map, name: str, kind: str, coordinates: Sequence[object]) -> None:
    """Add one layer of the base: a shape that has a CSS class and nothing else."""
    import folium  # noqa: PLC0415

    if coordinates:
        # By its class our stylesheet gives the shape its look, in light and in dark.
        drawn = feature(kind, coordinates)
        shape = folium.GeoJson(drawn, interactive=False, smooth_factor=0.5, class_name=name)
        shape.add_to(canvas)


def polygons(counties: Iterable[County], middle: float) -> list[list[list[list[float]]]]:
    """Turn each ring into a polygon of its own, as GeoJSON coordinates."""
    return [[rounded(ring, middle)] for county in counties for ring in county.rings]


def rounded(ring: Ring, middle: float) -> list[list[float]]:
    """Round a ring to about 100 metres, and drop the points that then fall together."""
    turned = ((nearest_turn(x, middle), y) for x, y in ring)
    points = [[round(x, DECIMALS), round(y, DECIMALS)] for x, y in turned]
    return [point for point, _ in itertools.groupby(points)]


def feature(kind: str, coordinates: object, **properties: int) -> dict[str, Any]:
    """Make a GeoJSON feature; its properties are numbers only."""
    shape = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": properties, "geometry": shape}


def by_reply(view: MapView) -> Iterator[tuple[TermView, list[Mark]]]:
    """Sort the marks by reply category, leaving out those without any."""
    for entry in view.legend:
        marks = [mark for mark in view.marks if mark.row.reply.id == entry.term.id]
        if marks:
            yield entry.term, marks


def add_marks(
    canvas: folium.Map, term: TermView, marks: Iterable[Mark], middle: float
) -> folium.GeoJson:
    """Add one layer: the marks of one reply category, each a Marker that has only a number."""
    import folium  # noqa: PLC0415

    spots = ((m.number, nearest_turn(m.longitude, middle), m.latitude) for m in marks)
    points = [feature("Point", [round(x, 5), round(y, 5)], n=number) for number, x, y in spots]
    icon = folium.DivIcon(
        html=symbol_html(term.colour, term.symbol),
        icon_size=(MARK_SIZE, MARK_SIZE),
        icon_anchor=(MARK_SIZE // 2, MARK_SIZE // 2),
        class_name="map-mark",
    )
    layer = folium.GeoJson(
        {"type": "FeatureCollection", "features": points},
        marker=folium.Marker(icon=icon, rise_on_hover=True),
    )
    layer.add_to(canvas)
    return layer


def symbol_html(colour: str, symbol: str) -> str:
    """Draw a mark by its names in two closed lists, which is what makes it safe as HTML."""
    if colour not in get_args(Palette) or symbol not in get_args(Symbol):
        raise MapFaultError(f"'{colour}' or '{symbol}' is not of the palette")
    return (
        f'<svg class="mark tone-{colour}" viewBox="0 0 24 24" aria-hidden="true">'
        f'<use href="#symbol-{symbol}"></use></svg>'
    )


def expose(canvas: folium.Map, layers: dict[str, folium.GeoJson]) -> None:
    """Hand the map and its layers to agency-map.js, which does all the rest."""
    from branca.element import MacroElement  # noqa: PLC0415
    from folium.template import Template  # noqa: PLC0415

    if unfit := [name for name in layers if not SLUG.fullmatch(name)]:
        raise MapFaultError(f"{unfit!r} is no id of a reply category")
    names = {name: layer.get_name() for name, layer in layers.items()}
    element = MacroElement()  # type: ignore[no-untyped-call]
    element._template = Template(  # noqa: SLF001
        "{% macro script(this, kwargs) %}"
        "window.broadsheetMap = { map: {{ this.canvas }}, layers: { "
        "{% for id, name in this.layers.items() %}{{ id|tojson }}: {{ name }},{% endfor %} } };"
        "{% endmacro %}"
    )
    element.canvas, element.layers = canvas.get_name(), names  # type: ignore[attr-defined]
    element.add_to(canvas)


def written(canvas: folium.Map) -> str:
    """Render the map and keep its script only: its header breaks zooming and our CSP."""
    figure = canvas.get_root()
    figure.render()
    return str(figure.script.render())  # type: ignore[attr-defined]


def compact(script: str) -> str:
    """Drop indentation, empty lines, and the blanks between numbers (no text is in there)."""
    lines = (line.strip() for line in script.splitlines())
    return re.sub(r"(?<=[\d\]]), (?=[-\d\[])", ",", "\n".join(filter(None, lines))) + "\n"
