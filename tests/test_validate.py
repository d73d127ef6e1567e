"""Shapes and types: what is unknown, missing or of the wrong kind is told at its place."""

from pathlib import Path
from typing import Any

import pytest

from broadsheet.model import Agency
from broadsheet.problems import BuildError
from broadsheet.validate import validate
from tests.project import (
    AGENCIES,
    PLACES,
    STORY,
    Edit,
    boundaries,
    checked,
    county,
    edited,
    read,
    told,
    write_project,
)

FILE = "content/agencies.yaml"
COUNTIES_FILE = "content/geography/counties.geojson"
ONE_A_LINE = "write one field a line"
NOT_HOME = "the front page is index.md; call this one something else"
ENTRIES = "begin each entry with '- '"
SQUARE = county(1, "Alder", -80.0)["geometry"]


def told_of(root: Path, *edits: Edit) -> list[str]:
    """What an editor is told of a project with these edits."""
    return told(edited(root, *edits))


def test_a_sound_project_becomes_an_investigation(tmp_path: Path) -> None:
    _, validated, problems = read(write_project(tmp_path))
    found = checked(validated)
    assert problems == []
    assert [agency.id for agency in found.agencies] == [
        "alderton-police",
        "birch-sheriff",
        "state-bureau",
    ]
    assert [article.id for article in found.articles] == ["home"]
    assert [county.name for county in found.gazetteer.counties] == ["Alder", "Birch"]
    assert found.gazetteer.places[1].population == 700
    assert validated.faulty == frozenset()


def test_what_is_not_given_takes_its_default(tmp_path: Path) -> None:
    _, validated, _ = read(write_project(tmp_path))
    found = checked(validated)
    assert (found.site.language, found.dictionary.records.plural) == ("en-US", "agencies")
    assert (found.dictionary.replies[1].colour, found.dictionary.replies[1].symbol) == (
        "grey",
        "circle",
    )


@pytest.mark.parametrize(
    ("file", "old", "new", "want"),
    [
        (
            "story/index.md", "authors:", "draf: yes\nauthors:",
            ("content/story/index.md:3:1: error[E041]: there is no field 'draf' here\n"
            "  did you mean 'draft'?"),
        ),
        (
            "agencies.yaml", "    by: Ada", "    buy: Ada",
            f"{FILE}:16:7: error[E041]: there is no field 'buy' here\n  did you mean 'by'?",
        ),
        (
            "site.yaml", "  email:", "  mail: x\n  email:",
            ("content/site.yaml:7:3: error[E041]: there is no field 'mail' here\n"
            "  did you mean 'email'?"),
        ),
        (
            "site.yaml", "  email:", "  zzz: x\n  email:",
            ("content/site.yaml:7:3: error[E041]: there is no field 'zzz' here\n"
            "  its fields are name, url, email"),
        ),
        (
            "dictionary.yaml", "    colour: blue", "    color: blue",
            ("content/dictionary.yaml:12:5: error[E041]: there is no field 'color' here\n"
            "  did you mean 'colour'?"),
        ),
        (
            "timeline.yaml", "  event: Alderton", "  on: x\n  event: Alderton",
            ("content/timeline.yaml:5:3: error[E041]: there is no field 'on' here\n"
            "  its fields are date, event, short, agencies, sources, date_note, weight"),
        ),
        (
            "sources.yaml", "  read: full", "  origin: x\n  read: full",
            ("content/sources.yaml:6:3: error[E041]: there is no field 'origin' here\n"
            "  its fields are id, title, title_note, outlet, author, date, date_note, url, "
            "archived, access, public_description, read, note, notes"),
        ),
        (
            "sources.yaml", "  read: full", '  "@origin": [content/x]\n  read: full',
            ("content/sources.yaml:6:3: error[E041]: there is no field '@origin' here\n"
            "  its fields are id, title, title_note, outlet, author, date, date_note, url, "
            "archived, access, public_description, read, note, notes"),
        ),
    ],
)  # fmt: skip
def test_an_unknown_field_is_told(tmp_path: Path, file: str, old: str, new: str, want: str) -> None:
    assert want in told_of(tmp_path, (file, old, new))


def test_our_own_mark_is_no_field_of_an_inner_record(tmp_path: Path) -> None:
    words = ("dictionary.yaml", "    colour: blue", '    "@origin": x\n    colour: blue')
    (problem,) = told_of(tmp_path, words)
    assert problem.startswith(
        "content/dictionary.yaml:12:5: error[E041]: there is no field '@origin' here"
    )


@pytest.mark.parametrize(
    ("file", "old", "want"),
    [
        (
            "agencies.yaml", "  name: Birch County Sheriff\n",
            f"{FILE}:26:3: error[E042]: 'name' is missing here\n  'name' is its full name",
        ),
        (
            "site.yaml", "  email: desk@testland-gazette.net\n",
            ("content/site.yaml:6:3: error[E042]: 'email' is missing here\n"
            "  'email' is where readers write"),
        ),
        (
            "dictionary.yaml", "    minimum: 1\n",
            ("content/dictionary.yaml:22:5: error[E042]: 'minimum' is missing here\n"
            "  'minimum' is its least number"),
        ),
        (
            "story/index.md", "title: What the list says\n",
            ("content/story/index.md:2:1: error[E042]: 'title' is missing here\n"
            "  'title' is the headline; figures may stand in it"),
        ),
    ],
)  # fmt: skip
def test_a_missing_field_is_told_with_what_it_is(
    tmp_path: Path, file: str, old: str, want: str
) -> None:
    problems = told_of(tmp_path, (file, old, ""))
    assert [problem for problem in problems if "[E04" in problem] == [want]


@pytest.mark.parametrize(
    ("old", "new", "want"),
    [
        (
            "  id: birch-sheriff", "  id: ../birch",
            ("26:7: error[E043]: 'id': '../birch' cannot be an id\n"
            "  use small letters a-z, digits and single hyphens, such as raleigh-pd"),
        ),
        (
            "  county: Birch", "  county: Birch\n  latitude: .nan\n  longitude: 1e3",
            ("30:13: error[E043]: 'latitude': '.nan' is not a number\n"
            "  write a plain decimal, such as 35.7721"),
        ),
        (
            "  statewide: yes", "  statewide: on",
            "36:14: error[E043]: 'statewide': 'on' is neither yes nor no\n  write yes or no",
        ),
        (
            "    date: 2020-04-01", "    date: 2020-02-30",
            "23:13: error[E043]: 'date': '2020-02-30' is not in the calendar",
        ),
        (
            "      basis: The list names it.", "      basis: ''",
            "8:14: error[E043]: 'basis': this is empty\n  write a text",
        ),
        (
            '    sources: ["gazette-2020, par. 4"]', "    sources: [Gazette, [a], gazette-2020]",
            ("19:17: error[E043]: 'source': 'Gazette' cannot be an id\n"
            "  use small letters a-z, digits and single hyphens, such as raleigh-pd"),
        ),
    ],
)  # fmt: skip
def test_a_value_of_the_wrong_kind_is_told(tmp_path: Path, old: str, new: str, want: str) -> None:
    old, new = old.removeprefix("  id: "), new.removeprefix("  id: ")
    agencies = AGENCIES.replace(old, new)
    assert agencies != AGENCIES
    problems = told(write_project(tmp_path, {"agencies.yaml": agencies}))
    assert any(problem == f"{FILE}:{want}" for problem in problems), problems


LISTS: list[tuple[str, str, str, str]] = [
    (
        "agencies.yaml", "      sources: [first-list]", "      sources: first-list",
        f"{FILE}:9:16: error[E044]: 'sources': a list is wanted here, not a text\n  {ENTRIES}",
    ),
    (
        "agencies.yaml", "  listed:\n    - by:", "  listed:\n      by:",
        (f"{FILE}:7:7: error[E044]: 'listed': a list is wanted here, not a group of fields\n"
        f"  {ENTRIES}"),
    ),
    (
        "agencies.yaml", "  replies: []", "  replies: [silent]",
        (f"{FILE}:31:13: error[E044]: 'replies': a group of fields is wanted here, not a text\n"
        "  write one field a line below it"),
    ),
    (
        "story/index.md", "authors: [An Invented Reporter]", "authors: An Invented Reporter",
        ("content/story/index.md:3:10: error[E044]: 'authors': a list is wanted here, not a text\n"
        f"  {ENTRIES}"),
    ),
    (
        "site.yaml", "title: The Testland Register", "title: [The, Testland]",
        "content/site.yaml:1:8: error[E043]: 'title': a text is wanted here, not a list",
    ),
    (
        "figures.yaml", "  count: agencies", "  subtract: [listed_total]",
        ("content/figures.yaml:3:13: error[E044]: 'subtract': this list is too short\n"
        "  'subtract' is computed: the first figure less the second"),
    ),
    (
        "figures.yaml", "  count: agencies", "  subtract: [a, b, c]",
        ("content/figures.yaml:3:13: error[E044]: 'subtract': this list is too long\n"
        "  'subtract' is computed: the first figure less the second"),
    ),
    (
        "figures.yaml", "  count: agencies", "  count: agency",
        ("content/figures.yaml:3:10: error[E043]: 'count': 'agency' is not a choice\n"
        "  did you mean 'agencies'?"),
    ),
    (
        "figures.yaml", "  count: agencies", "  count: zzz",
        ("content/figures.yaml:3:10: error[E043]: 'count': 'zzz' is not a choice\n"
        "  it is one of agencies, sources, timeline, counties"),
    ),
    (
        "figures.yaml", "  count: agencies", "  count: [agencies]",
        ("content/figures.yaml:3:10: error[E043]: 'count': a list is not a choice\n"
        "  did you mean 'agencies'?"),
    ),
    (
        "figures.yaml", "  count: agencies\n", "",
        ("content/figures.yaml:1:3: error[E043]: "
         "the figure 'named' does not say how it is come by\n"
        "  give exactly one of value, count, sum, minimum, maximum, list, share, "
            "subtract; "
        "it has none of them"),
    ),
    (
        "dictionary.yaml", "    colour: blue", "    colour: bleu",
        ("content/dictionary.yaml:12:13: error[E043]: 'colour': 'bleu' is not a choice\n"
        "  did you mean 'blue'?"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "want"), LISTS)
def test_a_list_a_group_and_a_choice_are_told_apart(
    tmp_path: Path, file: str, old: str, new: str, want: str
) -> None:
    text = write_project(tmp_path) / "content" / file
    changed = text.read_text(encoding="utf-8").replace(old, new, 1)
    assert [p for p in told(write_project(tmp_path, {file: changed})) if "[E04" in p] == [want]


@pytest.mark.parametrize(
    ("file", "text", "want"),
    [
        ("agencies.yaml", "id: a\n", "1:1: error[E044]: this file is not a list"),
        ("sources.yaml", "just a text\n", "1:1: error[E044]: this file is not a list"),
    ],
)
def test_a_file_that_must_be_a_list_is_told(
    tmp_path: Path, file: str, text: str, want: str
) -> None:
    hint = "begin each entry with '- ' (or write [] for none)"
    assert told(write_project(tmp_path, {file: text})) == [f"content/{file}:{want}\n  {hint}"]


@pytest.mark.parametrize(("text", "what"), [("- a\n- b\n", "a list"), ("x\n", "a text")])
def test_a_file_that_must_be_a_group_is_told(tmp_path: Path, text: str, what: str) -> None:
    message = f"a group of fields is wanted here, not {what}"
    assert told(write_project(tmp_path, {"site.yaml": text})) == [
        f"content/site.yaml:1:1: error[E044]: {message}\n  {ONE_A_LINE}"
    ]


@pytest.mark.parametrize(
    ("entry", "what"), [("- a text", "a text"), ("- [a]", "a list"), ("-", "nothing")]
)
def test_an_entry_that_is_no_group_is_told(tmp_path: Path, entry: str, what: str) -> None:
    message = f"a group of fields is wanted here, not {what}"
    (problem,) = told(write_project(tmp_path, {"timeline.yaml": f"{entry}\n"}))
    assert problem.endswith(f"error[E044]: {message}\n  {ONE_A_LINE}")
    assert problem.startswith("content/timeline.yaml:1:")


def test_every_fault_of_every_record_is_told_in_one_run(tmp_path: Path) -> None:
    problems = told_of(
        tmp_path,
        ("agencies.yaml", "id: birch-sheriff", "id: Birch Sheriff"),
        ("agencies.yaml", "  county: Birch", "  contry: Birch"),
        ("agencies.yaml", "  statewide: yes", "  statewide: perhaps"),
        ("sources.yaml", "  url: https://list.testland-gazette.net/first", "  url: //list"),
        ("story/index.md", "published: 2020-05-01", "published: May 1"),
    )
    assert [problem.split("\n")[0] for problem in problems] == [
        f"{FILE}:26:7: error[E043]: 'id': 'Birch Sheriff' cannot be an id",
        f"{FILE}:29:3: error[E041]: there is no field 'contry' here",
        f"{FILE}:36:14: error[E043]: 'statewide': 'perhaps' is neither yes nor no",
        "content/sources.yaml:5:8: error[E043]: 'url': '//list' is not a web address",
        "content/story/index.md:4:12: error[E043]: 'published': 'May 1' is not a day",
    ]


def test_a_faulty_record_does_not_make_others_seem_faulty(tmp_path: Path) -> None:
    # Events, corrections and citations that name it are not told as leading nowhere.
    problems = told_of(
        tmp_path,
        ("agencies.yaml", "  name: Alderton Police", "  nane: Alderton Police"),
        ("sources.yaml", "  outlet: The Testland Gazette", "  outlet: []"),
        ("story/index.md", "title: What", "tilte: What"),
    )
    assert [problem.split("\n")[0] for problem in problems] == [
        f"{FILE}:1:3: error[E042]: 'name' is missing here",
        f"{FILE}:2:3: error[E041]: there is no field 'nane' here",
        "content/sources.yaml:9:11: error[E043]: 'outlet': a text is wanted here, not a list",
        "content/story/index.md:2:1: error[E041]: there is no field 'tilte' here",
        "content/story/index.md:2:1: error[E042]: 'title' is missing here",
    ]


def test_what_is_faulty_is_known_by_its_id(tmp_path: Path) -> None:
    root = edited(
        tmp_path,
        ("agencies.yaml", "  name: Alderton Police", "  nane: Alderton Police"),
        ("story/index.md", "title: What", "tilte: What"),
    )
    _, validated, _ = read(root)
    assert validated.faulty == {"alderton-police", "home"}


@pytest.mark.parametrize("name", ["site.yaml", "dictionary.yaml"])
def test_without_the_site_or_its_words_there_is_no_investigation(tmp_path: Path, name: str) -> None:
    _, validated, _ = read(write_project(tmp_path, {name: "x: y\n"}))
    assert validated.investigation is None
    with pytest.raises(BuildError, match=r"there is no field 'x' here"):
        checked(validated)


@pytest.mark.parametrize(
    ("file", "want"),
    [
        (
            "My Story.md",
            (
                "'id': 'My Story' cannot be an id\n"
                "  use small letters a-z, digits and single hyphens, such as raleigh-pd"
            ),
        ),
        ("con.md", "'id': the id 'con' is reserved\n  choose another"),
        ("assets.md", "'id': the id 'assets' is reserved\n  choose another"),
        (f"{'a' * 100}.md", "'id': this id has 100 characters\n  keep it under 80"),
        (
            "home.md",
            f"the name 'home' is reserved\n  {NOT_HOME}",
        ),
    ],
)
def test_an_article_whose_name_cannot_be_its_address_is_told(
    tmp_path: Path, file: str, want: str
) -> None:
    root = write_project(tmp_path, {f"story/{file}": STORY})
    assert told(root) == [f"content/story/{file}: error[E043]: {want}"]


def test_an_embargo_without_its_zone_and_an_unknown_field_are_told(tmp_path: Path) -> None:
    story = STORY.replace("published:", "publish_at: 2026-11-23T06:00\npublishd:")
    assert told(write_project(tmp_path, {"story/index.md": story})) == [
        (
            "content/story/index.md:4:13: error[E043]: "
            "'publish_at': '2026-11-23T06:00' does not say its time zone\n"
            "  end it with the offset from UTC, such as -05:00, or Z"
        ),
        (
            "content/story/index.md:5:1: error[E041]: there is no field 'publishd' here\n"
            "  did you mean 'published'?"
        ),
    ]


# ------------------------------------------------------------------ the gazetteer


def told_of_counties(root: Path, text: str) -> list[str]:
    """What an editor is told of a project with these boundaries."""
    return told(write_project(root, {"geography/counties.geojson": text}))


def test_missing_boundaries_are_told(tmp_path: Path) -> None:
    hint = "put the counties' boundaries there as GeoJSON, each with a name and an id"
    want = f"{COUNTIES_FILE}: error[E010]: this file is missing\n  {hint}"
    assert want in told(write_project(tmp_path, {"geography/counties.geojson": None}))


@pytest.mark.parametrize("text", ["[]", "{}", '{"features": {}}', "null", '"x"'])
def test_boundaries_without_features_are_told(tmp_path: Path, text: str) -> None:
    assert told_of_counties(tmp_path, text) == [
        (
            f"{COUNTIES_FILE}: error[E045]: this file has no features\n"
            "  it must be a GeoJSON FeatureCollection"
        )
    ]


def feature(**changes: Any) -> dict[str, object]:
    """The county of Cedar with something else about it."""
    return {**county(5, "Cedar", -78.0), **changes}


RING = [[-80, 35], [-79, 35], [-79, 36], [-80, 35]]


@pytest.mark.parametrize(
    "wrong",
    [
        feature(geometry=None),
        feature(geometry={"type": "Point", "coordinates": [-80, 35]}),
        feature(geometry={"type": "Polygon", "coordinates": []}),
        feature(geometry={"type": "Polygon", "coordinates": [RING[:3]]}),
        feature(geometry={"type": "Polygon", "coordinates": [[*RING, [200, 35]]]}),
        feature(geometry={"type": "Polygon", "coordinates": [[*RING, [-80, 95]]]}),
        feature(geometry={"type": "Polygon", "coordinates": [[*RING, [-80, "x"]]]}),
        feature(geometry={"type": "Polygon", "coordinates": [[*RING, [-80, 35, 0]]]}),
        feature(geometry={"type": "Polygon", "coordinates": [[*RING, [10**400, 35]]]}),
        feature(geometry={"type": ["Polygon"], "coordinates": [RING]}),
        feature(properties={}),
        feature(properties=None),
        feature(properties={"name": " "}),
        feature(properties={"name": 5}),
        feature(properties={"name": "a\u202eb"}),
        feature(properties={"name": "\ud800"}),
        {"geometry": SQUARE, "properties": {"name": "Cedar"}},
        "not a feature",
        None,
    ],
)
def test_a_feature_that_is_no_county_is_told_and_the_rest_is_read(
    tmp_path: Path, wrong: Any
) -> None:
    text = boundaries(county(1, "Alder", -80.0), wrong, county(3, "Birch", -79.0))
    assert told_of_counties(tmp_path, text) == [
        (
            f"{COUNTIES_FILE}: error[E045]: feature 2 is not a county\n"
            "  it needs an id, properties.name and a Polygon or MultiPolygon in degrees"
        )
    ]


def test_a_county_may_be_several_polygons_and_have_holes(tmp_path: Path) -> None:
    several = {"type": "MultiPolygon", "coordinates": [[RING, RING], [RING]]}
    text = boundaries(
        county(1, "Alder", -80.0), county(3, "Birch", -79.0), feature(geometry=several)
    )
    _, validated, problems = read(write_project(tmp_path, {"geography/counties.geojson": text}))
    assert problems == []
    assert len(checked(validated).gazetteer.counties[2].rings) == 3


def test_a_county_says_of_what_kind_it_is_and_in_which_state(tmp_path: Path) -> None:
    told = [
        {"name": "Alder"},
        {"name": "Alder", "kind": "city"},
        {"name": "Birch", "kind": "Census Area", "state": "AK"},
        {"name": "Carson City", "kind": ""},
    ]
    drawn = [
        {**county(n, "", -80.0 + n), "properties": properties} for n, properties in enumerate(told)
    ]
    files = {"geography/counties.geojson": boundaries(*drawn)}
    _, validated, _ = read(write_project(tmp_path, files))
    found = [(c.name, c.title, c.kind) for c in checked(validated).gazetteer.counties]
    assert found == [
        ("Alder County", "Alder County", ""),
        ("Alder city", "Alder city", "city"),
        ("Birch", "Birch Census Area, AK", "census area"),
        ("Carson City", "Carson City", ""),
    ]


@pytest.mark.parametrize("told", [{"kind": 5}, {"kind": None}, {"state": "N\u202eC"}])
def test_a_kind_or_a_state_that_is_no_plain_text_is_told(
    tmp_path: Path, told: dict[str, Any]
) -> None:
    text = boundaries(
        county(1, "Alder", -80.0), county(3, "Birch", -79.0),
        feature(properties={"name": "Cedar", **told}),
    )  # fmt: skip
    assert told_of_counties(tmp_path, text) == [
        (
            f"{COUNTIES_FILE}: error[E045]: feature 3 is not a county\n"
            "  it needs an id, properties.name and a Polygon or MultiPolygon in degrees"
        )
    ]


@pytest.mark.parametrize("name", ["Birch", "birch", "Birch ", "Bírch"])
def test_two_counties_with_one_address_are_told(tmp_path: Path, name: str) -> None:
    message = f"the counties 'Birch' and '{name.strip()}' have one address"
    text = boundaries(county(1, "Alder", -80.0), county(3, "Birch", -79.0), county(5, name, -78.0))
    assert told_of_counties(tmp_path, text) == [
        (
            f"{COUNTIES_FILE}: error[E051]: {message}\n"
            "  give each its 'kind' or its 'state', or call one of them something else"
        )
    ]


@pytest.mark.parametrize(
    "row",
    ["Cedarton,Cedar,NaN,-78.5,1", "Cedarton,Cedar,35.5,,1", "Cedarton,Cedar,1e1,-78.5,1",
     "Cedarton,Cedar,95.0,-78.5,1", "Cedarton,Cedar,35.5,-781.5,1", ",Cedar,35.5,-78.5,1",
     "Cedarton, ,35.5,-78.5,1", "Cedarton,Cedar,٣٥,-78.5,1"],
)  # fmt: skip
def test_a_row_that_is_no_place_is_told_at_its_line(tmp_path: Path, row: str) -> None:
    places = PLACES.replace("Crossways", f"\n{row}\nCrossways")
    assert told(write_project(tmp_path, {"geography/places.csv": places})) == [
        (
            "content/geography/places.csv:5: error[E045]: this row is not one of places\n"
            "  coordinates are plain decimals; a name may not be empty"
        )
    ]


@pytest.mark.parametrize("population", ["", "5 000", "many", "²"])
def test_a_population_that_is_no_number_is_none(tmp_path: Path, population: str) -> None:
    places = PLACES.replace(",90\n", f",{population}\n")
    _, validated, problems = read(write_project(tmp_path, {"geography/places.csv": places}))
    assert problems == []
    assert checked(validated).gazetteer.places[2].population == 0


@pytest.mark.parametrize("code", ["1001", "010011", "x", "", "٠١٠٠١"])
def test_a_row_that_is_no_zip_code_is_told(tmp_path: Path, code: str) -> None:
    zips = f"zip,place,county,latitude,longitude\n01001,A,B,35,-79\n{code},A,B,35,-79\n"
    assert told(write_project(tmp_path, {"geography/zips.csv": zips})) == [
        (
            "content/geography/zips.csv:3: error[E045]: this row is not one of zips\n"
            "  coordinates are plain decimals; a name may not be empty"
        )
    ]


def test_a_zip_code_keeps_its_zero(tmp_path: Path) -> None:
    zips = "zip,place,county,latitude,longitude\n01001,A,B,35,-79\n"
    _, validated, _ = read(write_project(tmp_path, {"geography/zips.csv": zips}))
    assert checked(validated).gazetteer.zips[0].code == "01001"


def test_the_gazetteers_faults_do_not_make_agencies_seem_misplaced(tmp_path: Path) -> None:
    places = PLACES.replace("Alderton,Alder,35.5", "Alderton,Alder,35,5")
    counties = boundaries(county(1, "Alder", -80.0))[:-3]
    root = write_project(
        tmp_path, {"geography/places.csv": places, "geography/counties.geojson": counties}
    )
    assert [problem.split(": ")[1] for problem in told(root)] == ["error[E027]", "error[E026]"]


def test_a_clean_build_looks_up_no_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(*_: object, **__: object) -> tuple[int, int]:
        raise AssertionError("a place was looked up")

    monkeypatch.setattr("broadsheet.load.find_place", asked)
    content, _, problems = read(write_project(tmp_path))
    assert problems == []
    assert isinstance(checked(validate(content)).agencies[0], Agency)
