"""What must hold between the files: every rule is broken here, most often two at once."""

import inspect
from pathlib import Path

import pytest

from broadsheet.rules import RULES
from tests.project import (
    AGENCIES,
    DICTIONARY,
    PLACES,
    SOURCES,
    STORY,
    Edit,
    boundaries,
    county,
    edited,
    told,
    write_project,
)

RECORDS = "content/agencies.yaml"
SOURCES_FILE = "content/sources.yaml"
STORY_FILE = "content/story/index.md"
ADD_SOURCE = "add 'sources:' with the id of a source"
ANOTHER_ID = "give one of them another id"
CHECK_BOTH = "check the county and both numbers"
CHECK_DATE = "check the date, or set 'updated' in the story"
NEITHER = "give one of them, or write 'statewide: yes'"
MORE = """\
- id: more-police
  name: More Police
  kind: police
  updated: 2020-05-01
"""


def told_of(root: Path, *edits: Edit) -> list[str]:
    """What an editor is told of a project with these edits."""
    return told(edited(root, *edits))


def told_of_one_more(root: Path, where: str) -> list[str]:
    """What an editor is told of a fourth agency, more-police, that is at these lines' place."""
    record = MORE.replace("  kind: police\n", f"  kind: police\n{where}")
    return told(write_project(root, {"agencies.yaml": AGENCIES + record}))


def test_every_rule_is_a_sentence_with_a_reason_of_its_own() -> None:
    for rule in RULES:
        name = getattr(rule, "__name__", "")
        assert len(name.split("_")) >= 3, name
        assert inspect.getdoc(rule), name
    assert len(set(RULES)) == len(RULES)


# ------------------------------------------------------------------------ identity


@pytest.mark.parametrize(
    ("file", "old", "new", "places"),
    [
        ("agencies.yaml", "id: birch-sheriff", "id: alderton-police", ("26:7", "1:7")),
        ("sources.yaml", "id: gazette-2020", "id: first-list", ("7:7", "1:7")),
        ("figures.yaml", "id: listed_total", "id: named", ("4:7", "1:7")),
        ("dictionary.yaml", "id: sheriff", "id: police", ("5:9", "2:9")),
        ("dictionary.yaml", "id: denied", "id: confirmed", ("13:9", "9:9")),
    ],
)
def test_an_id_that_is_taken_is_told_with_both_places(
    tmp_path: Path, file: str, old: str, new: str, places: tuple[str, str]
) -> None:
    second, first = places
    name = new.removeprefix("id: ")
    message = f"the id '{name}' is taken; it stands first at content/{file}:{first}"
    want = f"content/{file}:{second}: error[E051]: {message}\n  {ANOTHER_ID}"
    assert want in told_of(tmp_path, (file, old, new))


@pytest.mark.parametrize("group", ["ranges", "readings", "standings", "terms"])
def test_a_word_that_is_declared_twice_is_told(tmp_path: Path, group: str) -> None:
    entry = "  - {id: twice, label: Twice, meaning: Twice., minimum: 1}\n"
    entry = entry if group == "ranges" else entry.replace(", minimum: 1", "")
    words = f"{group}:\n{entry}{entry}"
    kept = DICTIONARY.split("ranges:")[0]
    rest = {"ranges": "few", "readings": "full", "standings": "likely"}
    for name, word in rest.items():
        more = f"  - {{id: {word}, label: x, meaning: x, minimum: 1}}\n"
        more = more if name == "ranges" else more.replace(", minimum: 1", "")
        words = words + more if name == group else f"{name}:\n{more}" + words
    dictionary = kept + words
    line = next(n for n, text in enumerate(dictionary.split("\n"), 1) if "twice" in text)
    file = "content/dictionary.yaml"
    message = f"the id 'twice' is taken; it stands first at {file}:{line}:10"
    assert told(write_project(tmp_path, {"dictionary.yaml": dictionary})) == [
        f"{file}:{line + 1}:10: error[E051]: {message}\n  {ANOTHER_ID}"
    ]


def test_a_column_that_is_worded_twice_and_one_that_is_none_are_told(tmp_path: Path) -> None:
    entry = "  - {{id: {name}, label: L, meaning: M}}\n".format
    words = f"fields:\n{entry(name='county')}{entry(name='county')}{entry(name='conty')}"
    file = "content/dictionary.yaml"
    message = f"the id 'county' is taken; it stands first at {file}:36:10"
    assert told(write_project(tmp_path, {"dictionary.yaml": DICTIONARY + words})) == [
        f"{file}:37:10: error[E051]: {message}\n  {ANOTHER_ID}",
        f"{file}:38:10: error[E052]: there is no column 'conty'\n  did you mean 'county'?",
    ]


@pytest.mark.parametrize("name", ["media", "embed"])
def test_an_article_at_an_address_of_ours_is_told(tmp_path: Path, name: str) -> None:
    assert told(write_project(tmp_path, {f"story/{name}.md": STORY})) == [
        (
            f"content/story/{name}.md: error[E051]: the address /{name}/ is taken\n"
            "  give the file another name"
        )
    ]


def test_one_id_may_name_an_agency_and_a_source(tmp_path: Path) -> None:
    more = "- id: alderton-police\n  title: T\n  outlet: O\n"
    story = STORY.replace("[@first-list]", "[@alderton-police]")
    files = {"sources.yaml": SOURCES + more, "story/index.md": story}
    assert told(write_project(tmp_path, files)) == []


def test_a_third_of_one_id_is_told_with_the_first(tmp_path: Path) -> None:
    problems = told_of(
        tmp_path,
        ("agencies.yaml", "id: birch-sheriff", "id: alderton-police"),
        ("agencies.yaml", "id: state-bureau", "id: alderton-police"),
    )
    assert [problem.split(": error")[0] for problem in problems] == [
        f"{RECORDS}:26:7",
        f"{RECORDS}:33:7",
    ]
    assert all(f"it stands first at {RECORDS}:1:7" in problem for problem in problems)


def test_a_correction_of_one_id_is_told(tmp_path: Path) -> None:
    entry = "- {id: wrong, date: 2020-05-02, text: Wrong.}\n"
    file = "content/corrections.yaml"
    message = f"the id 'wrong' is taken; it stands first at {file}:1:8"
    assert told(write_project(tmp_path, {"corrections.yaml": entry * 2})) == [
        f"{file}:2:8: error[E051]: {message}\n  {ANOTHER_ID}"
    ]


def test_a_site_without_a_front_page_is_told(tmp_path: Path) -> None:
    files = {"story/index.md": None, "story/other.md": STORY, "corrections.yaml": "[]\n"}
    assert told(write_project(tmp_path, files)) == [
        (
            f"{STORY_FILE}: error[E010]: this file is missing\n"
            "  it is the article that the site opens with"
        )
    ]


# ---------------------------------------------------------------------- references


@pytest.mark.parametrize(
    ("file", "old", "new", "want"),
    [
        (
            "agencies.yaml", "kind: sheriff", "kind: sherif",
            (f"{RECORDS}:28:9: error[E052]: there is no kind 'sherif'\n"
            "  did you mean 'sheriff'?"),
        ),
        (
            "agencies.yaml", "category: denied", "category: zzz",
            (f"{RECORDS}:38:17: error[E052]: there is no reply category 'zzz'\n"
            "  it is one of confirmed, denied, silent"),
        ),
        (
            "agencies.yaml", "range: few", "range: many",
            f"{RECORDS}:11:12: error[E052]: there is no range 'many'\n  it is one of few",
        ),
        (
            "agencies.yaml", "standing: likely", "standing: likly",
            (f"{RECORDS}:18:17: error[E052]: there is no standing 'likly'\n"
            "  did you mean 'likely'?"),
        ),
        (
            "agencies.yaml", '["gazette-2020, par. 4"]', "[first-list, gazete-2020]",
            (f"{RECORDS}:19:29: error[E052]: there is no source 'gazete-2020'\n"
            "  did you mean 'gazette-2020'?"),
        ),
        (
            "sources.yaml", "read: full", "read: ful",
            (f"{SOURCES_FILE}:6:9: error[E052]: there is no reading 'ful'\n"
            "  did you mean 'full'?"),
        ),
        (
            "timeline.yaml", "[alderton-police]", "[state-bureau, aldertown-police]",
            ("content/timeline.yaml:6:28: error[E052]: there is no agency 'aldertown-police'\n"
            "  did you mean 'alderton-police'?"),
        ),
        (
            "timeline.yaml", "sources: [first-list]", "sources: [last-list]",
            ("content/timeline.yaml:3:13: error[E052]: there is no source 'last-list'\n"
            "  did you mean 'first-list'?"),
        ),
        (
            "figures.yaml", "sources: [first-list]", "sources: [zzz]",
            ("content/figures.yaml:7:13: error[E052]: there is no source 'zzz'\n"
            "  it is one of first-list, gazette-2020"),
        ),
        (
            "corrections.yaml", "[home]", "[hom]",
            ("content/corrections.yaml:5:14: error[E052]: there is no article 'hom'\n"
            "  did you mean 'home'?"),
        ),
        (
            "corrections.yaml", "[alderton-police]", "[zzz]",
            ("content/corrections.yaml:4:14: error[E052]: there is no agency 'zzz'\n"
            "  it is one of alderton-police, birch-sheriff, state-bureau"),
        ),
        (
            "story/index.md", "title: What", "image: squar.png\ntitle: What",
            f"{STORY_FILE}:2:8: error[E052]: there is no picture 'squar.png'",
        ),
        (
            "story/index.md", "title: What", "sources: [frist-list]\ntitle: What",
            (f"{STORY_FILE}:2:11: error[E052]: there is no source 'frist-list'\n"
            "  did you mean 'first-list'?"),
        ),
    ],
)  # fmt: skip
def test_whatever_is_mentioned_exists(
    tmp_path: Path, file: str, old: str, new: str, want: str
) -> None:
    assert told_of(tmp_path, (file, old, new)) == [want]


def test_records_are_called_as_the_site_calls_them(tmp_path: Path) -> None:
    called = (
        "dictionary.yaml",
        "kinds:",
        "records: {singular: library, plural: libraries}\nkinds:",
    )
    (problem,) = told_of(tmp_path, called, ("timeline.yaml", "[alderton-police]", "[zzz]"))
    assert "error[E052]: there is no library 'zzz'\n" in problem


def test_every_missing_mention_is_told_in_one_run(tmp_path: Path) -> None:
    problems = told_of(
        tmp_path,
        ("agencies.yaml", "kind: sheriff", "kind: zzz"),
        ("timeline.yaml", "[alderton-police]", "[zzz, yyy]"),
        ("corrections.yaml", "[home]", "[zzz]"),
    )
    assert [problem.split(" ")[0] for problem in problems] == [
        f"{RECORDS}:28:9:",
        "content/corrections.yaml:5:14:",
        "content/timeline.yaml:6:14:",
        "content/timeline.yaml:6:19:",
    ]


@pytest.mark.parametrize("sources", ["- id: a: b\n", "", b"\xff\xfe", "id: x\n", None])
def test_with_unreadable_sources_no_citation_is_told_as_missing(
    tmp_path: Path, sources: str | bytes | None
) -> None:
    (problem,) = told(write_project(tmp_path, {"sources.yaml": sources}))
    assert problem.startswith(SOURCES_FILE)


def test_with_unreadable_agencies_no_mention_is_told_as_missing(tmp_path: Path) -> None:
    (problem,) = told(write_project(tmp_path, {"agencies.yaml": "- @"}))
    assert problem.startswith(RECORDS)


# ------------------------------------------------------------------- web addresses


def test_a_base_address_without_its_slash_that_nobody_can_reach_is_told_twice(
    tmp_path: Path,
) -> None:
    base = "https://register.testland-gazette.net/"
    assert told_of(tmp_path, ("site.yaml", base, "https://testland.example")) == [
        (
            "content/site.yaml:8:11: error[E053]: 'https://testland.example' does not end in /\n"
            "  add / to its end"
        ),
        (
            "content/site.yaml:8:11: warning[W053]: "
            "'testland.example' is a reserved name; no reader can reach it\n"
            "  before you publish, set base_url to the address of your site"
        ),
    ]


@pytest.mark.parametrize(
    "base", ["https://a.example/", "https://a.TEST:8443/x/", "https://www.example.com/"]
)
def test_a_reserved_host_is_told(tmp_path: Path, base: str) -> None:
    address = ("site.yaml", "https://register.testland-gazette.net/", base)
    (problem,) = told_of(tmp_path, address)
    assert problem.startswith("content/site.yaml:8:11: warning[W053]: ")


def test_an_email_at_a_reserved_name_is_told_beside_such_an_address(tmp_path: Path) -> None:
    assert told_of(
        tmp_path,
        ("site.yaml", "https://register.testland-gazette.net/", "https://register.example/"),
        ("site.yaml", "desk@testland-gazette.net", "desk@Gazette.example"),
    ) == [
        (
            "content/site.yaml:7:10: warning[W053]: 'desk@Gazette.example' is at a reserved name; "
            "nobody can write there\n"
            "  before you publish, set email to the address that your readers write to"
        ),
        (
            "content/site.yaml:8:11: warning[W053]: 'register.example' is a reserved name; "
            "no reader can reach it\n"
            "  before you publish, set base_url to the address of your site"
        ),
    ]


def test_addresses_that_are_not_encrypted_are_told(tmp_path: Path) -> None:
    old = "  url: https://list.testland-gazette.net/first"
    new = "  url: http://list.testland.net/\n  archived: http://a.testland.net/"
    assert told_of(tmp_path, ("sources.yaml", old, new)) == [
        (
            f"{SOURCES_FILE}:5:8: warning[W054]: 'http://list.testland.net/' is not encrypted\n"
            "  try https://"
        ),
        (
            f"{SOURCES_FILE}:6:13: warning[W054]: 'http://a.testland.net/' is not encrypted\n"
            "  try https://"
        ),
    ]


def test_no_message_names_a_confidential_source(tmp_path: Path) -> None:
    leaked = """\
- id: canary-memo
  title: Canary
  outlet: O
  access: confidential
  url: http://canary.testland.net/
"""
    edit = "- {date: 2019, event: It began., sources: [canary-mem]}\n"
    files = {"sources.yaml": SOURCES + leaked + leaked, "timeline.yaml": edit}
    problems = told(write_project(tmp_path, files))
    assert [line for line in problems if "canary" in line] == [
        (
            "content/timeline.yaml:1:44: error[E052]: there is no source 'canary-mem'\n"
            "  it is one of first-list, gazette-2020"
        )
    ]
    assert problems[:3] == [
        (
            f"{SOURCES_FILE}:11:7: warning[W061]: nothing cites a confidential source\n"
            "  cite it, or delete it"
        ),
        (
            f"{SOURCES_FILE}:15:8: warning[W054]: the address of a confidential source is not "
            "encrypted\n  try https://"
        ),
        (
            f"{SOURCES_FILE}:16:7: error[E051]: the id of a confidential source is taken; it "
            f"stands first at {SOURCES_FILE}:11:7\n  give one of them another id"
        ),
    ]


# -------------------------------------------------------------------------- places


def test_a_county_that_is_none_of_the_area_is_told(tmp_path: Path) -> None:
    assert told_of(tmp_path, ("agencies.yaml", "  county: Birch", "  county: Brich")) == [
        (
            f"{RECORDS}:29:11: error[E055]: "
            "'county' is 'Brich', which is not a county of Testland\n"
            "  did you mean 'Birch'?"
        )
    ]


def test_a_place_and_a_county_that_are_unknown_are_both_told(tmp_path: Path) -> None:
    assert told_of_one_more(tmp_path, "  place: Aldertown\n  county: Zzz\n") == [
        (
            f"{RECORDS}:44:10: error[E056]: 'place' is 'Aldertown', which is not in the gazetteer\n"
            "  did you mean 'Alderton'?"
        ),
        f"{RECORDS}:45:11: error[E055]: 'county' is 'Zzz', which is not a county of Testland",
    ]


def test_a_place_like_no_other_is_told_with_the_way_out(tmp_path: Path) -> None:
    assert told_of_one_more(tmp_path, "  place: Zzz\n") == [
        (
            f"{RECORDS}:44:10: error[E056]: 'place' is 'Zzz', which is not in the gazetteer\n"
            "  give latitude and longitude, or add it to geography/places.csv"
        )
    ]


def several_counties(*more: dict[str, object]) -> dict[str, str]:
    """Alder and Birch, and counties that share their names."""
    drawn = (county(1, "Alder", -80.0), county(3, "Birch", -79.0), *more)
    return {"geography/counties.geojson": boundaries(*drawn)}


def named_county(number: int, name: str, **told: str) -> dict[str, object]:
    """A county whose boundaries say of what kind it is, or in which state."""
    return {**county(number, name, -60.0 + number), "properties": {"name": name, **told}}


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("Cedar", "there are several: write 'Cedar Parish' or 'Cedar city'"),
        ("Cedar County", "there are several: write 'Cedar Parish' or 'Cedar city'"),
        ("Dogwood", "there are several: write 'Dogwood, GA' or 'Dogwood, NC'"),
        ("Dogwood County, GA", "write 'Dogwood, GA'"),
        ("Elm Parish", "write 'Elm', without the word Parish"),
        ("Elm County", "write 'Elm', without the word County"),
        ("Fir City and Borough", "write 'Fir'"),
        ("Ceder city", "did you mean 'Cedar city'?"),
    ],
)
def test_a_county_that_is_not_told_apart_is_told_with_what_to_write(
    tmp_path: Path, written: str, hint: str
) -> None:
    files = several_counties(
        named_county(5, "Cedar", kind="Parish"),
        named_county(7, "Cedar", kind="city"),
        named_county(9, "Dogwood", state="GA"),
        named_county(11, "Dogwood", state="NC"),
        named_county(13, "Elm", kind="Parish"),
        named_county(15, "Fir", kind="City and Borough"),
    )
    files["agencies.yaml"] = AGENCIES + MORE.replace("  kind:", f"  county: {written}\n  kind:")
    (problem,) = told(write_project(tmp_path, files))
    message = f"'county' is '{written}', which is not a county of Testland"
    assert problem == f"{RECORDS}:43:11: error[E055]: {message}\n  {hint}"


def test_two_faulty_counties_are_told_by_their_whole_names(tmp_path: Path) -> None:
    files = several_counties(named_county(5, "Cedar", kind="Parish", state="LA"))
    files["geography/places.csv"] = PLACES + "Knoll,Cedar,35.5,-54.5,9\n"
    where = "  place: Knoll\n  county: Birch\n  kind:"
    point = "  latitude: 35.5\n  longitude: -54.5\n  county: Alder\n  kind:"
    files["agencies.yaml"] = (
        AGENCIES
        + MORE.replace("  kind:", where)
        + MORE.replace("  kind:", point).replace("id: ", "id: second-")
    )
    first, second = told(write_project(tmp_path, files))
    assert "'Knoll' is in Cedar Parish, LA, not in Birch County\n" in first
    assert "35.5, -54.5 is in Cedar Parish, LA, not in Alder County\n" in second


def test_of_many_counties_of_one_name_the_first_are_told(tmp_path: Path) -> None:
    states = [f"A{letter}" for letter in "ABCDEFGHIJ"]
    files = several_counties(*(named_county(5 + n, "Elm", state=s) for n, s in enumerate(states)))
    files["agencies.yaml"] = AGENCIES + MORE.replace("  kind:", "  county: Elm\n  kind:")
    (problem,) = told(write_project(tmp_path, files))
    eight = " or ".join(f"'Elm, {state}'" for state in states[:8])
    assert problem.endswith(f"\n  there are several: write {eight} or one of 2 more")


def test_a_place_outside_the_gazetteer_may_give_its_coordinates(tmp_path: Path) -> None:
    where = "  place: Zzz\n  latitude: 35.5\n  longitude: -78.5\n"
    assert told_of_one_more(tmp_path, where) == []


def test_a_place_in_another_county_is_told(tmp_path: Path) -> None:
    assert told_of_one_more(tmp_path, "  place: Alderton\n  county: Birch\n") == [
        (
            f"{RECORDS}:45:11: error[E056]: 'Alderton' is in Alder County, not in Birch County\n"
            "  give the county that holds it, or latitude and longitude"
        )
    ]


def test_a_place_whose_county_is_misspelt_is_told_of_its_county_alone(tmp_path: Path) -> None:
    (problem,) = told_of_one_more(tmp_path, "  place: Alderton\n  county: Aldr\n")
    assert problem.startswith(f"{RECORDS}:45:11: error[E055]: 'county' is 'Aldr', ")


def test_a_place_of_several_counties_needs_its_county(tmp_path: Path) -> None:
    places = PLACES + "Alderton,Birch,35.6,-78.6,10\n"
    record = MORE.replace("  kind:", "  place: Alderton\n  kind:")
    files = {"geography/places.csv": places, "agencies.yaml": AGENCIES + record}
    assert told(write_project(tmp_path, files)) == [
        (
            f"{RECORDS}:43:10: error[E056]: there are several places called 'Alderton'\n"
            "  add its county: Alder or Birch"
        )
    ]
    files["agencies.yaml"] = files["agencies.yaml"].replace(
        "Alderton\n  kind", "Alderton\n  county: Birch\n  kind"
    )
    assert told(write_project(tmp_path, files)) == []


@pytest.mark.parametrize(
    ("latitude", "longitude", "message", "hint"),
    [
        ("0", "0", "0.0, 0.0 is not in Testland", "check both numbers"),
        ("35.5", "-77.5", "35.5, -77.5 is not in Testland", "check both numbers"),
        ("-79.5", "35.5", "-79.5, 35.5 is not in Testland", "latitude and longitude are swapped"),
        ("35.5", "-79.5", "35.5, -79.5 is in Alder County, not in Birch County", CHECK_BOTH),
    ],
)
def test_coordinates_lie_where_they_should(
    tmp_path: Path, latitude: str, longitude: str, message: str, hint: str
) -> None:
    where = f"  county: Birch\n  latitude: {latitude}\n  longitude: {longitude}\n"
    assert told_of_one_more(tmp_path, where) == [
        f"{RECORDS}:45:13: error[E057]: {message}\n  {hint}"
    ]


@pytest.mark.parametrize("given", ["latitude: 35.5", "longitude: -78.5"])
def test_half_a_pair_of_coordinates_is_told(tmp_path: Path, given: str) -> None:
    problems = told_of_one_more(tmp_path, f"  county: Birch\n  {given}\n")
    column = len(given.partition(":")[0]) + 5
    assert problems == [
        (
            f"{RECORDS}:45:{column}: error[E057]: latitude and longitude go together\n"
            "  give both, or neither"
        )
    ]


def test_without_boundaries_no_agency_is_told_as_misplaced(tmp_path: Path) -> None:
    record = MORE.replace("  kind:", "  latitude: 35.5\n  longitude: -78.5\n  kind:")
    files = {"geography/counties.geojson": "{", "agencies.yaml": AGENCIES + record}
    (problem,) = told(write_project(tmp_path, files))
    assert "error[E027]" in problem


def test_an_area_without_counties_has_no_agencies_in_counties(tmp_path: Path) -> None:
    problems = told(write_project(tmp_path, {"geography/counties.geojson": boundaries()}))
    assert [problem.split(": ")[1] for problem in problems] == ["error[E055]", "error[E055]"]


def test_an_agency_that_is_nowhere_is_told(tmp_path: Path) -> None:
    assert told_of_one_more(tmp_path, "") == [
        (
            f"{RECORDS}:42:9: error[E058]: 'More Police' has neither a place nor a county\n"
            f"  {NEITHER}"
        )
    ]


@pytest.mark.parametrize("where", ["place: Alderton", "latitude: 35.5"])
def test_an_agency_of_the_whole_state_has_no_point(tmp_path: Path, where: str) -> None:
    field = where.partition(":")[0]
    more = "  longitude: -79.5\n" if field == "latitude" else ""
    problems = told_of_one_more(tmp_path, f"  statewide: yes\n  {where}\n{more}")
    assert problems == [
        (
            f"{RECORDS}:45:{len(field) + 5}: error[E058]: 'More Police' is statewide, so it has "
            f"no point on the map\n  take out '{field}', or 'statewide'"
        )
    ]


# ------------------------------------------------------------------------ evidence


def test_a_statement_without_speaker_and_source_is_told_twice(tmp_path: Path) -> None:
    old = "    - speaker: Ada Alder, chief\n      words: We have stopped.\n"
    old += "      date: 2020-04-01\n      sources: [gazette-2020]\n"
    assert told_of(tmp_path, ("agencies.yaml", old, "    - words: We have stopped.\n")) == [
        (
            f"{RECORDS}:21:7: error[E061]: this statement about 'Alderton Police' has no speaker\n"
            "  add 'speaker:' with the name and title of who said it"
        ),
        (
            f"{RECORDS}:21:7: error[E062]: what 'statements' says about 'Alderton Police' has no "
            f"source\n  {ADD_SOURCE}"
        ),
    ]


@pytest.mark.parametrize(
    ("name", "claim"),
    [
        ("spending", "spending: {amount: 5}"),
        ("users", "users: {at_least: 5}"),
        ("free_trial", "free_trial: {answer: yes}"),
        ("began", "began: {date: 2019}"),
        ("ended", "ended: {date: 2020-01, sources: []}"),
        ("searches", "searches: {range: few}"),
        ("listed", "listed: [{by: A list, basis: It says so.}]"),
        ("facts", "facts: [{text: It is so.}]"),
        ("context", "context: [{text: It is so.}]"),
    ],
)
def test_every_claim_has_a_source(tmp_path: Path, name: str, claim: str) -> None:
    problems = told_of(
        tmp_path, ("agencies.yaml", "  county: Birch", f"  county: Birch\n  {claim}")
    )
    column = len(name) + 5 + (1 if "[{" in claim else 0)
    message = f"what '{name}' says about 'Birch County Sheriff' has no source"
    assert problems == [f"{RECORDS}:30:{column}: error[E062]: {message}\n  {ADD_SOURCE}"]


def test_an_event_and_a_figure_without_a_source_are_told(tmp_path: Path) -> None:
    assert told_of(
        tmp_path,
        ("timeline.yaml", "  sources: [first-list]\n", ""),
        ("figures.yaml", "  sources: [first-list]\n", "  sources: []\n"),
    ) == [
        (
            "content/figures.yaml:4:3: error[E062]: the figure 'listed_total' has no source\n"
            f"  {ADD_SOURCE}"
        ),
        f"content/timeline.yaml:1:3: error[E062]: this event has no source\n  {ADD_SOURCE}",
    ]


def test_a_source_that_nothing_cites_is_told(tmp_path: Path) -> None:
    more = "- id: forgotten\n  title: T\n  outlet: O\n"
    assert told(write_project(tmp_path, {"sources.yaml": SOURCES + more})) == [
        (
            f"{SOURCES_FILE}:11:7: warning[W061]: nothing cites the source 'forgotten'\n"
            "  cite it, or delete it"
        )
    ]


@pytest.mark.parametrize(
    "prose",
    ["One. [@forgotten]", "One. [@forgotten, par. 4]", "[@first-list; @forgotten, p. 2]",
     "/// quote\n    source: forgotten\n\nOne.\n///", "[@ forgotten ]"],
)  # fmt: skip
def test_a_source_may_be_cited_in_prose_alone(tmp_path: Path, prose: str) -> None:
    more = "- id: forgotten\n  title: T\n  outlet: O\n"
    files = {"sources.yaml": SOURCES + more, "story/index.md": f"{STORY}\n{prose}\n"}
    assert told(write_project(tmp_path, files)) == []


def test_while_an_entry_is_faulty_no_source_is_told_as_unused(tmp_path: Path) -> None:
    more = "- id: forgotten\n  title: T\n  outlet: O\n"
    timeline = "- date: 2019\n  even: The list begins.\n  sources: [forgotten]\n"
    corrections = "- id: Wrong\n"
    files = {
        "sources.yaml": SOURCES + more,
        "timeline.yaml": timeline,
        "corrections.yaml": corrections,
    }
    assert [line for line in told(write_project(tmp_path, files)) if "W061" in line] == []


# -------------------------------------------------------------------------- dates


def test_what_is_later_than_the_story_is_told(tmp_path: Path) -> None:
    assert told_of(
        tmp_path,
        ("timeline.yaml", "- date: 2020-04-01", "- date: 2020-06"),
        ("agencies.yaml", "      date: 2020-03", "      date: 2021"),
    ) == [
        (
            f"{RECORDS}:17:13: error[E063]: 2021 is after the story's last change, 2020-05-01\n"
            f"  {CHECK_DATE}"
        ),
        (
            "content/timeline.yaml:4:9: error[E063]: 2020-06 is after the story's last change, "
            f"2020-05-01\n  {CHECK_DATE}"
        ),
    ]


def test_a_month_or_year_that_may_have_begun_before_the_story_is_sound(tmp_path: Path) -> None:
    assert told_of(tmp_path, ("timeline.yaml", "- date: 2020-04-01", "- date: 2020-05")) == []
    assert told_of(tmp_path, ("timeline.yaml", "- date: 2020-04-01", "- date: 2020")) == []


def test_a_story_that_was_changed_may_tell_what_came_since(tmp_path: Path) -> None:
    updated = ("story/index.md", "published:", "updated: 2020-07-01\npublished:")
    assert told_of(tmp_path, updated, ("timeline.yaml", "2020-04-01", "2020-06-30")) == []


def test_a_story_without_a_date_is_later_than_nothing(tmp_path: Path) -> None:
    undated = ("story/index.md", "published: 2020-05-01\n", "")
    assert told_of(tmp_path, undated, ("timeline.yaml", "2020-04-01", "2090-06-30")) == []


# ----------------------------------------------------------------------- settings


@pytest.mark.parametrize(
    "zone", ["Amerika/New_York", "America", "../x", "/etc/passwd", "EST (New York)", "x" * 300]
)
def test_a_time_zone_that_is_none_is_told(tmp_path: Path, zone: str) -> None:
    assert told_of(tmp_path, ("site.yaml", "America/New_York", zone)) == [
        (
            f"content/site.yaml:9:12: error[E064]: '{zone}' is not a time zone\n"
            "  write it as America/New_York"
        )
    ]


@pytest.mark.parametrize("language", ["english", "en_US", "xx", "en-XX", "en-", "e"])
def test_a_language_that_is_none_is_told(tmp_path: Path, language: str) -> None:
    zone = "time_zone: America/New_York"
    assert told_of(tmp_path, ("site.yaml", zone, f"{zone}\nlanguage: {language}")) == [
        (
            f"content/site.yaml:10:11: error[E064]: '{language}' is not a language that we know\n"
            "  write language and region as en-US or fr-CA"
        )
    ]


@pytest.mark.parametrize("language", ["en-US", "de", "fr-CA", "zh-Hans-CN"])
def test_a_language_with_or_without_its_region_is_sound(tmp_path: Path, language: str) -> None:
    zone = "time_zone: America/New_York"
    assert told_of(tmp_path, ("site.yaml", zone, f"{zone}\nlanguage: {language}")) == []


def test_faults_of_many_rules_are_told_in_one_run_in_reading_order(tmp_path: Path) -> None:
    problems = told_of(
        tmp_path,
        ("site.yaml", "America/New_York", "Nowhere"),
        ("agencies.yaml", "kind: sheriff", "kind: zzz"),
        ("agencies.yaml", "  county: Birch", "  county: Brich"),
        ("agencies.yaml", "id: state-bureau", "id: birch-sheriff"),
        ("timeline.yaml", "- date: 2020-04-01", "- date: 2021"),
        ("sources.yaml", "https://list", "http://list"),
    )
    assert [problem.split(":", 1)[0] + problem.split("[")[1][:4] for problem in problems] == [
        "content/agencies.yamlE052",
        "content/agencies.yamlE055",
        "content/agencies.yamlE051",
        "content/site.yamlE064",
        "content/sources.yamlW054",
        "content/timeline.yamlE063",
    ]
