import csv
import json
import math
from itertools import pairwise
from pathlib import Path

import pytest

from broadsheet import geography
from broadsheet.geography import Bare, Named, Projection, Spot, told_apart
from broadsheet.model import Agency, County, Gazetteer, Place
from broadsheet.pages import Frame
from broadsheet.values import read_day

FOLDER = Path(__file__).parent.parent / "content" / "geography"


@pytest.fixture(scope="module")
def carolina() -> Gazetteer:
    return Gazetteer(counties_in(FOLDER / "counties.geojson"), places_in(FOLDER / "places.csv"))


def counties_in(file: Path) -> tuple[County, ...]:
    features = json.loads(file.read_text("utf-8"))["features"]
    return tuple(
        County(
            feature["id"],
            feature["properties"]["name"],
            tuple(
                tuple((x, y) for x, y in ring)
                for polygon in feature["geometry"]["coordinates"]
                for ring in polygon
            ),
        )
        for feature in features
    )


def places_in(file: Path) -> tuple[Place, ...]:
    with file.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Place(
                row["name"],
                row["county"],
                float(row["latitude"]),
                float(row["longitude"]),
                int(row["population"]),
            )
            for row in csv.DictReader(lines)
        )


def square(name: str, west: float, south: float, side: float = 1.0) -> County:
    east, north = west + side, south + side
    ring = ((west, south), (east, south), (east, north), (west, north), (west, south))
    return County("00000", name, (ring,))


# A letter C, open to the east: the centre of its mass lies in the opening.
LETTER_C = County(
    "00001", "Cee", (((0, 0), (9, 0), (9, 1), (1, 1), (1, 8), (9, 8), (9, 9), (0, 9), (0, 0)),)
)
TWINS = Gazetteer(
    (square("West", 0, 0), square("East", 1, 0)),
    (
        Place("Springfield", "West", 0.5, 0.4, 10),
        Place("Springfield", "East", 0.5, 1.4, 20),
        Place("Oneville", "East", 0.2, 1.2, 30),
    ),
)


def agency(
    place: str | None = None,
    county: str | None = None,
    at: tuple[float, float] | None = None,
    *,
    statewide: bool = False,
) -> Agency:
    return Agency(
        id="some-pd",
        name="Some Police Department",
        kind="police",
        place=place,
        county=county,
        statewide=statewide,
        longitude=at[0] if at else None,
        latitude=at[1] if at else None,
        updated=read_day("2026-01-31"),
    )


def test_a_point_lies_in_the_county_whose_boundary_holds_it(carolina: Gazetteer) -> None:
    found = [
        geography.county_at(carolina, longitude, latitude)
        for longitude, latitude in ((-78.64, 35.77), (-80.84, 35.23), (-75.55, 35.25))
    ]
    assert [county and county.name for county in found] == ["Wake", "Mecklenburg", "Dare"]


def test_a_point_outside_the_area_lies_in_no_county(carolina: Gazetteer) -> None:
    assert geography.county_at(carolina, -77.43, 37.54) is None


def test_a_point_in_a_hole_is_not_inside() -> None:
    (outer,), (inner,) = square("Ring", 0, 0, 3).rings, square("Hole", 1, 1).rings
    assert not geography.holds((outer, inner), (1.5, 1.5))
    assert geography.holds((outer, inner), (0.5, 1.5))


def test_a_ring_means_the_same_whether_or_not_it_is_closed() -> None:
    (closed,) = square("Any", 0, 0).rings
    assert list(geography.edges_of(closed)) == list(geography.edges_of(closed[:-1]))


def test_a_place_on_a_common_border_lies_in_one_county_only() -> None:
    both = [geography.holds(county.rings, (1.0, 0.5)) for county in TWINS.counties]
    assert both.count(True) == 1


def test_the_middle_of_every_county_lies_in_it(carolina: Gazetteer) -> None:
    middles = {c.name: geography.middle_of(c) for c in carolina.counties}
    found = {name: geography.county_at(carolina, *point) for name, point in middles.items()}
    assert len(found) == 100
    assert all(county and county.name == name for name, county in found.items())


def test_the_middle_of_a_hollow_county_is_not_its_centre_of_mass() -> None:
    assert not geography.holds(LETTER_C.rings, geography.centroid(LETTER_C.rings[0]))
    assert geography.holds(LETTER_C.rings, geography.middle_of(LETTER_C))


def test_the_middle_of_a_ring_without_area_is_its_first_point() -> None:
    line = County("00002", "Line", (((2, 3), (4, 3), (2, 3)),))
    assert geography.middle_of(line) == (2, 3)


def test_given_coordinates_come_first() -> None:
    spot = geography.locate(agency("Oneville", at=(0.3, 0.6)), TWINS)
    assert spot == Spot(0.3, 0.6, "West", approximate=False)


def test_given_coordinates_outside_the_area_keep_the_stated_county() -> None:
    spot = geography.locate(agency(county="West", at=(7.0, 7.0)), TWINS)
    assert spot == Spot(7.0, 7.0, "West", approximate=False)


def test_an_agency_stands_at_its_place() -> None:
    spot = geography.locate(agency("Oneville"), TWINS)
    assert spot == Spot(1.2, 0.2, "East", approximate=False)


def test_the_county_decides_between_towns_of_one_name() -> None:
    assert geography.locate(agency("Springfield", "East"), TWINS) == Spot(
        1.4, 0.5, "East", approximate=False
    )
    assert geography.locate(agency("Springfield"), TWINS) is None


def test_an_agency_of_a_county_stands_in_its_middle_and_says_so() -> None:
    assert geography.locate(agency(county="East"), TWINS) == Spot(
        1.5, 0.5, "East", approximate=True
    )


def test_an_unknown_place_falls_back_on_its_county() -> None:
    spot = geography.locate(agency("Nowhere", "West"), TWINS)
    assert spot == Spot(0.5, 0.5, "West", approximate=True)


@pytest.mark.parametrize(
    "unknown",
    [agency(), agency("Nowhere"), agency(county="North"), agency("Oneville", statewide=True)],
)
def test_what_serves_the_whole_state_or_is_nowhere_known_has_no_spot(unknown: Agency) -> None:
    assert geography.locate(unknown, TWINS) is None


def test_a_county_is_stated_or_follows_from_the_place() -> None:
    told = [
        geography.county_of(one, TWINS)
        for one in (
            agency(county="West"),
            agency("Oneville"),
            agency(at=(0.3, 0.6)),
            agency("Nowhere"),
            agency("Oneville", statewide=True),
        )
    ]
    assert told == ["West", "East", "West", None, None]


def test_distances_are_in_miles() -> None:
    raleigh, durham = (-78.6382, 35.7796), (-78.8986, 35.9940)
    assert geography.distance_miles(raleigh, durham) == pytest.approx(20.8, abs=0.2)
    assert geography.distance_miles(raleigh, raleigh) == 0
    assert geography.distance_miles((0, 0), (180, 0)) == pytest.approx(math.pi * 3958.8)


def test_the_bounds_are_the_area_s_extent(carolina: Gazetteer) -> None:
    assert geography.bounds(carolina) == Frame(-84.32178, 33.85117, -75.45982, 36.58813)
    assert geography.bounds(Gazetteer()) is None


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("New Hanover", "new-hanover"),
        ("McDowell", "mcdowell"),
        ("Prince George's", "prince-georges"),
        ("St. John the Baptist", "st-john-the-baptist"),
        ("Doña Ana", "dona-ana"),
        ("Don\u0303a Ana", "dona-ana"),
        ("東", "6771"),
    ],
)
def test_a_county_s_name_becomes_an_address(name: str, slug: str) -> None:
    assert geography.slug(name) == slug


def test_every_county_has_an_address_of_its_own(carolina: Gazetteer) -> None:
    assert len({geography.slug(county.name) for county in carolina.counties}) == 100


def test_a_projection_keeps_its_margins(carolina: Gazetteer) -> None:
    box = geography.bounds(carolina)
    assert box
    projection = Projection.fit(box, 960, 800, 12)
    assert projection.at(box.west, box.north) == (12.0, 12.0)
    x, y = projection.at(box.east, box.south)
    assert x == 948.0
    assert projection.height - 13 <= y <= projection.height - 12


def test_a_tall_area_is_held_by_its_height_and_centred() -> None:
    projection = Projection.fit(Frame(0, 0, 1, 10), 300, 200, 10)
    (left, top), (right, bottom) = projection.at(0, 10), projection.at(1, 0)
    assert (top, projection.height) == (10.0, 200)
    assert left == pytest.approx(300 - right, abs=0.1)
    assert bottom == pytest.approx(190, abs=0.1)


def test_a_pixel_leads_back_to_its_place() -> None:
    projection = Projection.fit(Frame(-84, 33, -75, 37), 960, 800, 12)
    assert projection.back(*projection.at(-78.64, 35.77)) == pytest.approx(
        (-78.64, 35.77), abs=1e-3
    )


def test_a_path_is_relative_and_short() -> None:
    projection = Projection(scale=180 / math.pi, left=0, top=-10, width=10, height=10).enlarged(10)
    ring = ((1.0, 0.0), (1.5, 0.0), (1.5, -1.0), (1.5, -1.0), (1.0, 0.0))
    assert geography.svg_path((ring,), projection) == "M10 100l5 0 0 10z"


def test_a_ring_that_is_one_pixel_draws_nothing() -> None:
    projection = Projection(scale=1, left=0, top=0, width=10, height=10)
    assert geography.svg_path((((1, 1), (1.01, 1), (1, 1)),), projection) == ""


def test_steps_of_a_path_add_up_to_nothing(carolina: Gazetteer) -> None:
    box = geography.bounds(carolina)
    assert box
    projection = Projection.fit(box, 960, 800, 12)
    paths = [geography.svg_path(county.rings, projection) for county in carolina.counties]
    assert sum(map(len, paths)) < 12_000
    assert all(path.startswith("M") and path.endswith("z") for path in paths)


def test_the_outline_of_two_neighbours_leaves_out_their_common_edge() -> None:
    (ring,) = geography.outline(Gazetteer(TWINS.counties))
    assert ring[0] == ring[-1]
    assert len(ring) - 1 == 6
    assert set(geography.edges_of(ring)) & {((1, 0), (1, 1)), ((1, 1), (1, 0))} == set()


def test_the_outline_of_the_state_is_closed(carolina: Gazetteer) -> None:
    rings = geography.outline(carolina)
    assert sum(len(ring) - 1 for ring in rings) == 379
    assert all(ring[0] == ring[-1] for ring in rings)


def test_a_border_that_two_counties_share_is_drawn_once() -> None:
    assert geography.shared_borders(Gazetteer(TWINS.counties)) == (((1, 0), (1, 1)),)


def test_the_shared_borders_of_the_state_and_its_outline_are_all_its_edges(
    carolina: Gazetteer,
) -> None:
    shared = geography.shared_borders(carolina)
    inner = sum(len(line) - 1 for line in shared)
    outer = sum(len(ring) - 1 for ring in geography.outline(carolina))
    edges = {
        frozenset(e) for c in carolina.counties for r in c.rings for e in geography.edges_of(r)
    }
    assert inner + outer == len(edges)


def test_a_simplified_area_keeps_every_county_and_every_shared_border(carolina: Gazetteer) -> None:
    plainer = geography.simplified(carolina, 0.02)
    assert [c.name for c in plainer.counties] == [c.name for c in carolina.counties]
    points = [sum(len(r) for c in area.counties for r in c.rings) for area in (carolina, plainer)]
    assert points[1] < points[0] * 0.8
    assert len(geography.shared_borders(plainer)) == len(geography.shared_borders(carolina))
    assert all(ring[0] == ring[-1] for c in plainer.counties for ring in c.rings)


def test_no_border_moves_by_more_than_the_tolerance() -> None:
    wave = tuple((n / 100, 0.001 * (n % 2)) for n in range(1, 100))
    county = County("1", "Wave", (((0, 0), *wave, (1, 0), (1, 1), (0, 1), (0, 0)),))
    (flat,) = geography.simplified(Gazetteer((county,)), 0.002).counties
    assert set(flat.rings[0]) == {(0, 0), (1, 0), (1, 1), (0, 1)}
    (same,) = geography.simplified(Gazetteer((county,)), 0.0001).counties
    assert len(same.rings[0]) == len(county.rings[0])


def test_an_island_too_small_to_see_is_left_out_unless_it_is_all_there_is() -> None:
    island = ((5, 5), (5.001, 5), (5.001, 5.001), (5, 5))
    both = County("1", "Both", (*square("West", 0, 0).rings, island))
    alone = County("2", "Alone", (island,))
    found = geography.simplified(Gazetteer((both, alone)), 0.01).counties
    assert [len(county.rings) for county in found] == [1, 1]
    assert found[1].rings == (island,)


def test_the_borders_of_counties_that_are_drawn_themselves_are_left_out(
    carolina: Gazetteer,
) -> None:
    assert geography.shared_borders(Gazetteer(TWINS.counties), frozenset({"West"})) == ()
    every = geography.shared_borders(carolina)
    fewer = geography.shared_borders(carolina, frozenset({"Wake"}))
    wake = next(county for county in carolina.counties if county.name == "Wake")
    edges = {frozenset(edge) for ring in wake.rings for edge in geography.edges_of(ring)}
    left = {frozenset(pair) for line in fewer for pair in pairwise(line)}
    assert set(fewer) < set(every)
    assert not left & edges


# ------------------------------------------------------------------------ names


def test_a_county_alone_has_its_short_name_and_a_whole_title() -> None:
    assert told_apart([Bare("Wake"), Bare("Acadia", "Parish"), Bare("Carson City", "")]) == [
        Named("Wake", "Wake County"),
        Named("Acadia", "Acadia Parish"),
        Named("Carson City", "Carson City"),
    ]


def test_counties_of_one_name_are_told_apart_by_kind_then_state_then_both() -> None:
    counties = [
        Bare("Fairfax", state="VA"),
        Bare("Fairfax", "city", "VA"),
        Bare("Richmond", state="VA"),
        Bare("Richmond", "city", "VA"),
        Bare("Richmond", state="GA"),
        Bare("Wake", state="NC"),
    ]
    assert told_apart(counties) == [
        Named("Fairfax County", "Fairfax County, VA"),
        Named("Fairfax city", "Fairfax city, VA"),
        Named("Richmond County, VA", "Richmond County, VA"),
        Named("Richmond city", "Richmond city, VA"),
        Named("Richmond, GA", "Richmond County, GA"),
        Named("Wake", "Wake County, NC"),
    ]


def test_a_short_form_is_not_taken_from_a_county_that_is_called_so() -> None:
    counties = [Bare("James City"), Bare("James", "City")]
    assert [named.name for named in told_apart(counties)] == ["James City County", "James"]


def test_twins_in_everything_keep_one_name() -> None:
    assert told_apart([Bare("Birch"), Bare("Birch")]) == [Named("Birch", "Birch County")] * 2


# ------------------------------------------------------------------------ the date line

ISLANDS = Gazetteer((square("East", -178, 51), square("West", 176, 52)))


def test_an_area_across_the_date_line_is_as_wide_as_it_is() -> None:
    assert geography.bounds(ISLANDS) == Frame(-184, 51, -177, 53)


def test_what_lies_beyond_the_date_line_is_drawn_beside_the_rest() -> None:
    box = geography.bounds(ISLANDS)
    assert box is not None
    projection = Projection.fit(box, 320, 260, 4)
    assert projection.at(176, 52)[0] == pytest.approx(4.0)
    assert projection.at(-177, 52)[0] == pytest.approx(316.0)
    assert projection.at(179.9, 52)[0] < projection.at(-179.9, 52)[0]
    assert projection.back(4, 10)[0] == pytest.approx(-184, abs=1e-3)


def test_a_longitude_is_turned_to_where_a_map_has_it() -> None:
    turned = [geography.nearest_turn(x, -150.0) for x in (173.0, -170.0, 29.0, 31.0)]
    assert turned == [-187.0, -170.0, 29.0, -329.0]
    assert geography.nearest_turn(-173.0, 150.0) == 187.0


# ------------------------------------------------------------------------ a city in a county


def test_a_city_too_small_for_the_map_leaves_no_outline_of_its_own() -> None:
    ring = ((0.4, 0.4), (0.42, 0.4), (0.42, 0.42), (0.4, 0.42), (0.4, 0.4))
    city = County("2", "City", (ring,))
    around = County("1", "Around", (*square("Around", 0, 0).rings, ring[::-1]))
    small = geography.simplified(Gazetteer((around, city)), 0.1)
    assert [len(county.rings) for county in small.counties] == [1, 1]
    assert geography.outline(small) == geography.outline(Gazetteer((square("Around", 0, 0),)))


def test_an_island_before_a_county_keeps_its_outline() -> None:
    island = square("Island", 3, 3)
    assert len(geography.outline(Gazetteer((square("Land", 0, 0), island)))) == 2
