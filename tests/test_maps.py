import dataclasses
import itertools
import json
import os
import posixpath
import re
import subprocess
import sys
from pathlib import Path

import jinja2
import pytest
from markupsafe import escape

from broadsheet import geography
from broadsheet.charts import GROUPS, bars_chart
from broadsheet.geography import Spot
from broadsheet.maps import (
    MapFaultError,
    draw,
    faults,
    leaflet_files,
    plan_locator,
    plan_map,
    told_script,
)
from broadsheet.maps.foliummap import CANVAS, symbol_html
from broadsheet.maps.layout import Area, area_of, set_apart
from broadsheet.model import County, Gazetteer, MapSettings, Tiles
from broadsheet.pages import AgencyRow, MapView, PageLink, SiteView, TermView

ROOT = Path(__file__).parent.parent
TEMPLATES = ROOT / "templates"
HOSTILE = (
    "{{ 7*7 }} Police",
    "`backtick` ${x}",
    "</script><script>alert(1)</script>",
    '"quoted" & <b onclick=alert(1)>',
    "{% raw %} O'Brien \\ \u2028",
    "Jane's {# comment #} 警察",
)
KIND = TermView("police", "Police", "Police", "")
REPLIES = (
    TermView("use", "Use {{ 1 }}", "", "", "amber", "circle"),
    TermView("denied", "Denied `it`", "", "", "brick", "diamond"),
    TermView("unused", "Unused", "", "", "teal", "cross"),
    TermView("silent", "No reply", "", "", "grey", "down-triangle"),
)


def square(name: str, west: float) -> County:
    east = west + 1
    ring = ((west, 35.0), (east, 35.0), (east, 36.0), (west, 36.0), (west, 35.0))
    return County(f"{int(-west):05}", name, (ring,))


GAZETTEER = Gazetteer(tuple(square(f"County {n}", -80.0 + n) for n in range(8)))


def row(number: int, name: str, reply: TermView, *, statewide: bool = False) -> AgencyRow:
    county = None if statewide else PageLink("County 1", "counties/county-1/")
    path = f"agencies/a{number}/"
    return AgencyRow(
        f"a{number}", name, path, KIND, reply, "", "Town", county=county, statewide=statewide
    )


ROWS = (
    *(row(n, name, REPLIES[(0, 1, 3)[n % 3]]) for n, name in enumerate(HOSTILE, start=1)),
    row(90, "{{ All }} of it", REPLIES[3], statewide=True),
    row(91, "Lost `one`", REPLIES[0]),
)
SPOTS: dict[str, Spot | None] = {
    "a1": Spot(-78.9, 35.5, "County 1", approximate=False),
    "a2": Spot(-78.9, 35.5, "County 1", approximate=False),
    "a3": Spot(-78.88, 35.51, "County 1", approximate=False),
    "a4": Spot(-78.5, 35.5, "County 1", approximate=True),
    "a5": Spot(-78.0, 35.9, "County 2", approximate=False),
    "a6": Spot(-77.9, 35.1, "County 2", approximate=False),
    "a91": None,
}


def planned(settings: MapSettings | None = None) -> MapView:
    return plan_map(ROWS, SPOTS, GAZETTEER, settings or MapSettings(), REPLIES, credit="A & B.")


def test_every_row_is_a_mark_or_statewide_or_unplaced() -> None:
    view = planned()
    told = [*(m.row.id for m in view.marks), *(r.id for r in (*view.statewide, *view.unplaced))]
    assert sorted(told) == sorted(r.id for r in ROWS)
    assert [r.id for r in view.statewide] == ["a90"]
    assert [r.id for r in view.unplaced] == ["a91"]


def test_a_statewide_agency_is_never_a_point_even_if_a_spot_is_given() -> None:
    spots = {**SPOTS, "a90": Spot(-78.0, 35.5, "County 2", approximate=False)}
    view = plan_map(ROWS, spots, GAZETTEER, MapSettings(), REPLIES)
    assert "a90" not in {mark.row.id for mark in view.marks}


def test_the_legend_counts_every_row_and_leaves_out_replies_that_nobody_gave() -> None:
    legend = planned().legend
    assert [(entry.term.id, len(entry.rows)) for entry in legend] == [
        ("use", 3),
        ("denied", 2),
        ("silent", 3),
    ]
    assert sum(len(entry.rows) for entry in legend) == len(ROWS)


def test_both_drawings_hold_the_same_marks() -> None:
    view = planned()
    assert view.pocket
    assert [m.number for m in view.marks] == [1, 2, 3, 4, 5, 6]
    assert [m.row for m in view.pocket.marks] == [m.row for m in view.marks]


@pytest.mark.parametrize("gap", [36, 30])
def test_marks_can_each_be_hit(gap: int) -> None:
    view = planned()
    assert view.pocket
    marks = view.marks if gap == 36 else view.pocket.marks
    for one, other in itertools.combinations(marks, 2):
        assert (one.x - other.x) ** 2 + (one.y - other.y) ** 2 > (gap - 1) ** 2


def test_a_mark_that_nothing_crowds_stands_at_its_spot() -> None:
    lonely = planned().marks[5]
    assert (lonely.x, lonely.y) == lonely.spot


def test_names_beside_marks_cover_no_mark_and_no_other_name() -> None:
    view = planned()
    names = [area_of(mark.label, 13) for mark in view.marks if mark.label]
    assert names
    assert not any(a.meets(b) for a, b in itertools.combinations(names, 2))
    assert all(name.within(Area(0, 0, view.width, view.height)) for name in names)


def test_only_counties_with_agencies_are_counted_linked_and_named() -> None:
    view = planned()
    assert [(c.name, c.count, c.path) for c in view.counties if c.count] == [
        ("County 1", 4, "counties/county-1/"),
        ("County 2", 2, "counties/county-1/"),
    ]
    assert {word.text for word in view.letterings} <= {"County 1", "County 2"}


def test_the_note_tells_of_marks_in_the_middle_of_a_county_only_if_there_are_any() -> None:
    settings = MapSettings(county_only_note="Sheriffs stand in the middle.")
    assert planned(settings).note == "Sheriffs stand in the middle."
    assert "middle of its county" in planned().note
    exact = {k: s and s._replace(approximate=False) for k, s in SPOTS.items()}
    assert plan_map(ROWS, exact, GAZETTEER, settings, REPLIES).note == ""


def test_tiles_name_the_host_that_would_be_asked() -> None:
    tiles = Tiles(
        provider="Streets", url="https://{s}.tile.example/{z}/{x}/{y}.png", attribution="© S"
    )
    view = planned(MapSettings(tiles=tiles)).tiles
    assert view
    assert (view.host, view.max_zoom) == ("tile.example", 18)
    assert planned().tiles is None


def test_a_map_without_marks_or_counties_can_still_be_planned_and_drawn() -> None:
    empty = plan_map((), {}, Gazetteer(), MapSettings(), REPLIES)
    assert (empty.marks, empty.counties, empty.outline, empty.pocket) == ((), (), "", None)
    assert "broadsheetMap" in draw(empty, Gazetteer())


def test_the_pocket_map_shows_every_mark_and_its_surroundings() -> None:
    pocket = planned().pocket
    assert pocket
    for mark in pocket.marks:
        assert 12 <= mark.x <= pocket.width - 12
        assert 12 <= mark.y <= pocket.height - 12
    west, south, east, north = pocket.frame
    for mark in pocket.marks:
        assert west < mark.longitude < east
        assert south < mark.latitude < north


def test_marks_all_over_the_area_make_the_pocket_map_show_all_of_it() -> None:
    spots = {**SPOTS, "a1": Spot(-79.9, 35.5, "County 0", approximate=False)}
    spots["a2"] = Spot(-72.1, 35.5, "County 7", approximate=False)
    view = plan_map(ROWS, spots, GAZETTEER, MapSettings(), REPLIES)
    assert view.pocket
    assert view.pocket.window[2] == view.width


def test_points_that_cannot_all_have_their_gap_share_what_room_there_is() -> None:
    sheet = Area(0, 0, 100, 100)
    places = set_apart([(50.0, 50.0)] * 60, 40, sheet)
    assert len(set(places)) == 60
    assert all(0 <= x <= 100 and 0 <= y <= 100 for x, y in places)


def test_points_that_are_clear_do_not_move() -> None:
    points = [(20.0, 20.0), (60.5, 20.0)]
    assert list(set_apart(points, 40, Area(0, 0, 100, 100))) == points


def test_a_locator_shows_the_county_and_the_mark() -> None:
    spot = Spot(-78.5, 35.5, "County 1", approximate=False)
    locator = plan_locator(GAZETTEER, "County 1 in Here", spot=spot)
    assert locator.label == "County 1 in Here"
    assert locator.county.startswith("M")
    assert locator.mark


def test_a_locator_of_the_whole_area_has_neither_county_nor_mark() -> None:
    locator = plan_locator(GAZETTEER, "All of it")
    assert (locator.county, locator.mark) == ("", None)
    assert locator.outline.startswith("M")


# ------------------------------------------------------------------------ Folium's script


def test_no_editor_s_text_is_in_folium_s_script() -> None:
    script = draw(planned(), GAZETTEER)
    named = [*HOSTILE, "All", "Lost", "Denied", "No reply", "County", "Town", "A & B."]
    assert [text for text in named if text in script or json.dumps(text)[1:-1] in script] == []
    assert "49 Police" not in script


def test_the_script_depends_on_no_name_at_all() -> None:
    view = planned()
    renamed = tuple(
        dataclasses.replace(m, row=dataclasses.replace(m.row, name="Plain")) for m in view.marks
    )
    assert draw(dataclasses.replace(view, marks=renamed), GAZETTEER) == draw(view, GAZETTEER)


def test_marks_carry_their_number_and_nothing_else() -> None:
    properties = re.findall(r'"properties": (\{[^}]*\})', draw(planned(), GAZETTEER))
    numbers = [json.loads(found) for found in properties]
    assert sorted(p["n"] for p in numbers if p) == [1, 2, 3, 4, 5, 6]
    assert all(set(p) <= {"n"} for p in numbers)


def test_what_a_card_tells_is_data_behind_folium_s_script() -> None:
    script = told_script(planned())
    data = re.fullmatch(r"window\.broadsheetMap\.told=(\{.*\});\n", script, re.ASCII)
    assert data, script
    told = json.loads(data[1])
    assert sorted(told) == [str(n) for n in range(1, 7)]
    assert told["1"] == {"where": "Town"}


def test_each_reply_that_has_marks_is_a_layer() -> None:
    script = draw(planned(), GAZETTEER)
    exposed = script.rsplit("window.broadsheetMap", 1)[1]
    assert re.findall(r'"([^"]+)": geo_json_\w+', exposed) == ["use", "denied", "silent"]


def test_the_script_has_no_fault_and_asks_no_host() -> None:
    script = draw(planned(), GAZETTEER)
    assert faults(script) == ()
    assert 'scrollWheelZoom": false' in script
    assert "tileLayer" not in script


@pytest.mark.parametrize(
    "bad", ["$(document)", "d3.scale", "L.AwesomeMarkers", "'http:'", "`x`", "<script", "eval("]
)
def test_what_our_rules_forbid_is_found(bad: str) -> None:
    script = draw(planned(), GAZETTEER)
    assert faults(f"{script}{bad}") != ()


def test_a_script_that_draws_elsewhere_is_a_fault() -> None:
    assert faults('L.map("map_2")') == (f"no map in #{CANVAS}",)


@pytest.mark.parametrize(
    ("colour", "symbol"), [('amber" onload="x', "circle"), ("amber", "circle'/>"), ("pink", "ring")]
)
def test_only_the_palette_s_names_become_html(colour: str, symbol: str) -> None:
    with pytest.raises(MapFaultError, match="is not of the palette"):
        symbol_html(colour, symbol)


def test_only_a_slug_names_a_layer() -> None:
    bad = REPLIES[0]._replace(id="use']; alert(1)")
    rows = tuple(dataclasses.replace(r, reply=bad) for r in ROWS)
    with pytest.raises(MapFaultError, match="is no id of a reply category"):
        draw(plan_map(rows, SPOTS, GAZETTEER, MapSettings(), (bad,)), GAZETTEER)


def test_drawing_twice_gives_the_same_bytes_and_leaves_branca_as_it_was() -> None:
    from branca.element import Element  # noqa: PLC0415  (as in the program: it is slow)

    before = Element.__dict__["_generate_id"]
    assert draw(planned(), GAZETTEER) == draw(planned(), GAZETTEER)
    assert Element.__dict__["_generate_id"] is before


def test_the_script_is_the_same_under_every_hash_seed() -> None:
    code = (
        "import hashlib, importlib.util as u;"
        f"s = u.spec_from_file_location('test_maps', {__file__!r});"
        "m = u.module_from_spec(s); s.loader.exec_module(m);"
        "v = m.planned();"
        "print(hashlib.sha256((m.draw(v, m.GAZETTEER) + repr(v)).encode()).hexdigest())"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1


def test_folium_is_imported_only_when_a_map_is_drawn() -> None:
    code = "import sys, broadsheet.maps; print('folium' in sys.modules, 'branca' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout == "False False\n"


# --------------------------------------------------------------------- Leaflet, the page


def test_leaflet_is_whole_and_points_nowhere() -> None:
    script, style, terms = leaflet_files()
    assert b"BSD 2-Clause" in terms
    assert b'version="1.9.' in script
    assert b"sourceMappingURL" not in script
    assert b"url(" not in style
    assert b"progid" not in style
    assert style.startswith(b"@layer blocks.leaflet {\n")
    assert style.count(b"{") == style.count(b"}")
    for kept in (
        b".leaflet-pane",
        b".leaflet-popup-close-button",
        b".leaflet-bar a.leaflet-disabled",
    ):
        assert kept in style


def test_the_element_s_script_draws_into_folium_s_canvas() -> None:
    texts = [
        (TEMPLATES / "assets" / "js" / name).read_text("utf-8")
        for name in ("agency-map.js", "live-map.js")
    ]
    assert f'canvas.id = "{CANVAS}";' in texts[0]
    assert [
        word
        for word in ("innerHTML", "eval", "insertAdjacentHTML", "http")
        if any(word in text for text in texts)
    ] == []


def site() -> SiteView:
    words = {field.name: "" for field in dataclasses.fields(SiteView)}
    lists = {"credits": (), "navigation": (), "footer": ()}
    named = {
        "area": "Area & Co",
        "singular": "agency",
        "plural": "agencies",
        "records": "agencies/",
    }
    return SiteView(**{**words, **lists, **named})  # type: ignore[arg-type]


def page(source: str, **context: object) -> str:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.from_string(source).render(
        site=site(),
        href=lambda path, anchor="": posixpath.join("..", path) + anchor,
        asset=lambda name: f"../assets/{name}",
        **context,
    )


def map_page(view: MapView) -> str:
    return page("{% include 'parts/map.html' %}", map=view)


def test_the_page_s_map_has_one_link_a_mark_in_each_drawing() -> None:
    html = map_page(planned())
    links = re.findall(r'<a class="agency-map__mark[^>]* href="\.\./(agencies/a\d+/)"', html)
    assert sorted(links) == sorted(2 * [f"agencies/a{n}/" for n in range(1, 7)])


def test_the_page_escapes_what_editors_wrote() -> None:
    html = map_page(planned())
    assert "<script>alert" not in html
    assert "<b onclick" not in html
    for name in HOSTILE:
        assert f'aria-label="{escape(name)}, ' in html


def test_the_page_tells_of_those_without_a_mark() -> None:
    html = map_page(planned())
    assert "Serving all of Area &amp; Co" in html
    assert "Not on the map, because no place is known" in html
    assert '<li data-id="a90" data-reply="silent">' in html


def test_a_page_offers_a_street_map_only_if_the_site_has_one() -> None:
    tiles = Tiles(provider="St & Co", url="https://t.example/{z}/{x}/{y}", attribution="<b>©</b>")
    html = map_page(planned(MapSettings(tiles=tiles)))
    assert 'data-tiles-show="Show a street map from St &amp; Co (contacts t.example)"' in html
    assert "&lt;b&gt;©" in html
    assert "data-tiles" not in map_page(planned())


def test_no_page_part_has_a_style_attribute_or_a_script() -> None:
    chart = bars_chart(GROUPS["replies"], ROWS, REPLIES, "agencies")
    html = map_page(planned()) + page(
        "{% include 'parts/symbols.html' %}{% include 'parts/locator.html' %}"
        "{% include 'blocks/chart.html' %}",
        locator=plan_locator(GAZETTEER, "Here", county="County 1"),
        part={"view": chart},
    )
    tags = re.findall(r"<[^>]*>", re.sub(r'"[^"]*"', '""', html))
    assert [tag for tag in tags if re.search(r"^<(script|style)|\s(style|on\w+)=", tag)] == []


def test_every_symbol_of_the_model_is_drawn_once() -> None:
    sprite = page("{% include 'parts/symbols.html' %}")
    assert sorted(re.findall(r'id="symbol-([\w-]+)"', sprite)) == sorted(
        ["circle", "square", "diamond", "triangle", "down-triangle", "cross", "ring"]
    )


def test_a_chart_says_every_count_in_words_and_in_a_table() -> None:
    chart = bars_chart(GROUPS["replies"], ROWS, REPLIES, "agencies")
    html = page("{% include 'blocks/chart.html' %}", part={"view": chart})
    assert "Of 8 agencies: Use {{ 1 }}: 3; Denied `it`: 2; No reply: 3.</desc>" in html
    assert html.count("<tr>") == len(chart.table.rows) + 1


def test_the_frame_holds_the_area_and_its_margins() -> None:
    frame, area = planned().frame, geography.bounds(GAZETTEER)
    assert area
    assert all(a < b for a, b in zip(frame[:2], area[:2], strict=True))
    assert all(a > b for a, b in zip(frame[2:], area[2:], strict=True))
