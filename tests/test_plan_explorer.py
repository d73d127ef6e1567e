import json
from dataclasses import replace
from pathlib import Path

from broadsheet.geography import places_script
from broadsheet.model import County, Gazetteer, Place, Zip
from broadsheet.pages import EmbedView, ExplorerView, FacetView, Page
from broadsheet.pipeline import read_content
from broadsheet.plan import plan
from tests.golden.renew import CLOCK, golden_outputs
from tests.project import read, write_project

SQUARE = (((-80.0, 35.0), (-79.0, 35.0), (-79.0, 36.0), (-80.0, 36.0), (-80.0, 35.0)),)


def pages_of(root: Path, *edits: tuple[str, str, str]) -> dict[str, Page]:
    """Every page of the small sound project, by its address."""
    content, _, _ = read(write_project(root, edits=edits))
    script = read_content(content, CLOCK)
    return {page.path: page for page in plan(script.found, script.readings).pages}


def test_facets_part_the_records_and_their_numbers_add_up(tmp_path: Path) -> None:
    view = pages_of(tmp_path)["agencies/"].view
    assert isinstance(view, ExplorerView)
    assert [
        (facet.name, [(value.id, len(value.rows)) for value in facet.values])
        for facet in view.facets
    ] == [
        ("reply", [("confirmed", 1), ("denied", 1), ("silent", 1)]),
        ("kind", [("police", 2), ("sheriff", 1)]),
        ("range", [("few", 1), ("none", 2)]),
        ("county", [("alder", 1), ("birch", 1), ("statewide", 1)]),
    ]
    for facet in view.facets:
        assert sorted(row.id for value in facet.values for row in value.rows) == sorted(
            row.id for row in view.rows
        )


def test_each_value_has_a_page_and_a_county_the_one_it_has_already(tmp_path: Path) -> None:
    pages = pages_of(tmp_path)
    view = pages["agencies/"].view
    paths = [value.path for facet in view.facets for value in facet.values]
    assert set(paths) <= set(pages)
    assert {path for path in paths if not path.startswith("agencies/")} == {
        "counties/alder/",
        "counties/birch/",
    }
    denied = pages["agencies/reply/denied/"]
    assert isinstance(denied.view, FacetView)
    assert denied.title == "Agencies by reply: Said no"
    assert denied.description == ("1 of 3 agencies that this site names. Reply: Said no.")
    assert [link.path for link in denied.breadcrumbs] == ["", "agencies/", "agencies/reply/denied/"]


def test_a_facet_with_a_single_value_is_no_filter(tmp_path: Path) -> None:
    edit = ("agencies.yaml", "  kind: sheriff\n", "  kind: police\n")
    view = pages_of(tmp_path, edit)["agencies/"].view
    assert "kind" not in {facet.name for facet in view.facets}
    assert "agencies/kind/police/" not in pages_of(tmp_path, edit)


def test_rows_tell_where_they_are_to_a_hundredth_of_a_degree(tmp_path: Path) -> None:
    rows = {row.id: row for row in pages_of(tmp_path)["agencies/"].view.rows}
    assert (rows["alderton-police"].spot, rows["alderton-police"].approximate) == (
        (35.5, -79.5),
        False,
    )
    assert rows["birch-sheriff"].approximate
    assert rows["state-bureau"].spot is None


def test_the_list_of_places_says_what_the_gazetteer_says() -> None:
    gazetteer = Gazetteer(
        (County("1", "Al </script> der", SQUARE),),
        (
            Place("Small", "Al </script> der", 35.111, -79.999, 5),
            Place("Größer\u2028", "Al </script> der", 35.5, -79.25, 500),
        ),
        (Zip("27502", "Small", "Al </script> der", 35.12, -79.9),),
    )
    script = places_script(gazetteer)
    assert script.isascii()
    told = json.loads(script.removeprefix("window.broadsheetPlaces=").removesuffix(";\n"))
    assert told == {
        "unit": 100,
        "counties": [["Al </script> der County", "al-script-der", 3550, -7950]],
        "places": {
            "name": ["Größer\u2028", "Small"],
            "county": [0, 0],
            "north": [3550, 3511],
            "east": [-7925, -8000],
        },
        "zips": {
            "code": ["27502"],
            "names": ["Small"],
            "name": [0],
            "county": [0],
            "north": [3512],
            "east": [-7990],
        },
    }


def test_the_golden_example_publishes_its_list_of_places() -> None:
    names = [path for path in golden_outputs() if path.startswith("assets/places.")]
    assert len(names) == 1


def test_the_map_for_other_sites_is_the_explorers_and_stands_in_no_list(tmp_path: Path) -> None:
    pages = pages_of(tmp_path)
    embed, explorer = pages["embed/map/"], pages["agencies/"].view
    assert isinstance(embed.view, EmbedView)
    assert isinstance(explorer, ExplorerView)
    assert embed.view.map == replace(explorer.map, tiles=None)
    assert embed.card is None
    assert not embed.in_sitemap
    assert "embed/map/" not in {link.path for page in pages.values() for link in page.breadcrumbs}


def test_the_line_to_paste_is_text_whatever_the_map_is_called() -> None:
    page = golden_outputs()["data/index.html"].decode()
    assert ("&lt;iframe src=&#34;https://watch.example/plates/embed/map/&#34; title=&#34;") in page
    assert "<iframe" not in page
