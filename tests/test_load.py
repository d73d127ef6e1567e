from pathlib import Path

import pytest

from broadsheet.load import Content, load
from broadsheet.load.tables import read_csv, read_json
from broadsheet.model import Origin
from broadsheet.problems import BuildError, Location
from tests.project import AGENCIES, STORY, told, write_project

COLUMNS = ("name", "county")
NOTHING = "write [] for an empty list"


def test_a_folder_without_content_is_told(tmp_path: Path) -> None:
    with pytest.raises(BuildError) as refused:
        load(tmp_path)
    assert str(refused.value) == (
        "content: error[E010]: there is no content/ in this folder\n"
        "  run Broadsheet in a project's folder, or name one with --root"
    )


def test_a_file_called_content_is_no_content(tmp_path: Path) -> None:
    (tmp_path / "content").write_text("x", encoding="utf-8")
    with pytest.raises(BuildError, match="there is no content/ in this folder"):
        load(tmp_path)


def test_a_sound_project_is_sound(tmp_path: Path) -> None:
    assert told(write_project(tmp_path)) == []


def test_missing_files_are_told_all_at_once(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    assert [str(problem) for problem in load(tmp_path).problems] == [
        "content/site.yaml: error[E010]: this file is missing",
        "content/agencies.yaml: error[E010]: this file is missing",
        "content/sources.yaml: error[E010]: this file is missing",
        "content/dictionary.yaml: error[E010]: this file is missing",
    ]


@pytest.mark.parametrize(
    "name", ["figures.yaml", "timeline.yaml", "corrections.yaml", "waivers.yaml"]
)
def test_what_a_site_can_do_without_may_be_missing(tmp_path: Path, name: str) -> None:
    story = STORY.replace("{{ named }}", "3")
    assert told(write_project(tmp_path, {name: None, "story/index.md": story})) == []


def test_agencies_may_be_a_folder_of_files(tmp_path: Path) -> None:
    first, second, third = (f"- id:{part}" for part in AGENCIES.split("- id:")[1:])
    files = {
        "agencies.yaml": None,
        "agencies/b.yaml": second + third,
        "agencies/a.yaml": first,
    }
    content = load(write_project(tmp_path, files))
    assert [document.file for document in content.documents["agencies"]] == [
        "content/agencies/a.yaml",
        "content/agencies/b.yaml",
    ]
    assert told(tmp_path) == []


def test_a_fault_in_one_of_several_files_is_told_in_that_file(tmp_path: Path) -> None:
    more = "- id: more\n  name: More\n  name: Less\n  kind: police\n"
    root = write_project(tmp_path, {"agencies/more.yaml": more})
    file = "content/agencies/more.yaml"
    updated = "'updated' is the day this record was last changed"
    twice = "'name' stands twice in this group; first on line 2"
    assert told(root) == [
        f"{file}:1:3: error[E042]: 'updated' is missing here\n  {updated}",
        f"{file}:3:3: error[E024]: {twice}\n  keep one of the two",
    ]


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "~\n", "---\n"])
@pytest.mark.parametrize("name", ["site.yaml", "agencies.yaml", "timeline.yaml"])
def test_a_file_that_holds_nothing_is_told_whichever_it_is(
    tmp_path: Path, name: str, text: str
) -> None:
    want = f"content/{name}: error[E022]: this file holds nothing\n  {NOTHING}"
    assert want in told(write_project(tmp_path, {name: text}))


def test_an_empty_list_is_sound(tmp_path: Path) -> None:
    assert told(write_project(tmp_path, {"corrections.yaml": "[]\n"})) == []


def test_a_byte_order_mark_and_windows_lines_are_read(tmp_path: Path) -> None:
    agencies = b"\xef\xbb\xbf" + AGENCIES.replace("\n", "\r\n").encode()
    assert told(write_project(tmp_path, {"agencies.yaml": agencies})) == []


def test_faults_of_every_reader_are_told_in_one_run(tmp_path: Path) -> None:
    root = write_project(
        tmp_path,
        {
            "timeline.yaml": "- date: 2019\n  date: 2020\n",
            "figures.yaml": "- id: @x\n",
            "sources.yaml": b"- id: caf\xe9\n",
            "corrections.yaml": "a\u202eb: c\n",
            "geography/zips.csv": "zip\n",
            "geography/counties.geojson": "{",
            "media/a.jpg": b"no picture",
            "story/about.md": "About.\n",
            "story/about.txt": "About.\n",
        },
    )
    assert [line.split(":", 1)[0] + " " + line.split("error[")[1][:4] for line in told(root)] == [
        "content/corrections.yaml E012",
        "content/figures.yaml E021",
        "content/geography/counties.geojson E027",
        "content/geography/zips.csv E026",
        "content/media/a.jpg E016",
        "content/sources.yaml E011",
        "content/story/about.md E031",
        "content/story/about.txt E017",
        "content/timeline.yaml E042",
        "content/timeline.yaml E024",
    ]


@pytest.fixture
def content(tmp_path: Path) -> Content:
    """The sound project, loaded."""
    return load(write_project(tmp_path))


def test_a_value_is_located_in_its_file(content: Content) -> None:
    first = Origin("content/agencies.yaml", (0,))
    assert content.locate(first) == Location("content/agencies.yaml", 1, 3)
    assert content.locate(first, "replies", 0, "by") == Location("content/agencies.yaml", 16, 11)
    assert content.locate(first, "replies", 0, "by", key=True) == Location(
        "content/agencies.yaml", 16, 7
    )


def test_front_matter_is_located_by_the_lines_of_its_file(content: Content) -> None:
    front = Origin("content/story/index.md")
    assert content.locate(front, "title") == Location("content/story/index.md", 2, 8)


def test_what_no_file_holds_is_located_in_the_file_alone(content: Content) -> None:
    assert content.locate(Origin("content/nothing.yaml"), "x") == Location("content/nothing.yaml")


def test_rows_are_read_by_the_names_of_their_columns() -> None:
    rows, problems = read_csv(
        'county, name ,x\r\nAlder,Alderton,\n\nBirch,"B, or C",1\n', "a.csv", COLUMNS
    )
    assert problems == []
    assert [(row.line, row.cells["name"]) for row in rows] == [(2, "Alderton"), (4, "B, or C")]


def test_a_cell_of_two_lines_does_not_shift_what_follows() -> None:
    rows, _ = read_csv('name,county\n"A\nB",C\nD,E\n', "a.csv", COLUMNS)
    assert [(row.line, row.cells["name"]) for row in rows] == [(3, "A\nB"), (4, "D")]


@pytest.mark.parametrize(
    ("header", "told_of"),
    [
        ("name,County", "the column 'county' is missing\n  did you mean 'County'?"),
        ("x", "the column 'name' is missing\n  its columns are name, county"),
        ("", "the column 'name' is missing\n  its columns are name, county"),
    ],
)
def test_a_missing_column_is_told(header: str, told_of: str) -> None:
    rows, (problem,) = read_csv(f"{header}\nA,B\n", "a.csv", COLUMNS)
    assert (rows, str(problem)) == ([], f"a.csv:1:1: error[E026]: {told_of}")


def test_rows_with_too_few_or_too_many_cells_are_told_and_left_out() -> None:
    rows, problems = read_csv("name,county\nA,B\nC\n\nD,E,F\n", "a.csv", COLUMNS)
    hint = "put quotes around a cell that holds a comma"
    assert [str(problem) for problem in problems] == [
        f"a.csv:3: error[E026]: this row has 1 cells; the header has 2\n  {hint}",
        f"a.csv:5: error[E026]: this row has 3 cells; the header has 2\n  {hint}",
    ]
    assert [row.cells["name"] for row in rows] == ["A"]


def test_a_short_row_of_the_gazetteer_brings_nothing_down(tmp_path: Path) -> None:
    places = "name,county,latitude,longitude,population\nAlderton,Alder,35.5,-79.5,5000\nX,Alder\n"
    message = "this row has 2 cells; the header has 5"
    hint = "put quotes around a cell that holds a comma"
    assert told(write_project(tmp_path, {"geography/places.csv": places})) == [
        f"content/geography/places.csv:3: error[E026]: {message}\n  {hint}"
    ]


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ('name,county\n"A,B\n', 2, "unexpected end of data"),
        ('name,county\n"A"B,C\n', 2, "',' expected after '\"'"),
        (f"name,county\n{'x' * 100_001},B\n", 2, "field larger than field limit (100000)"),
    ],
)
def test_what_is_no_csv_is_told_at_its_line(text: str, line: int, what: str) -> None:
    rows, (problem,) = read_csv(text, "a.csv", COLUMNS)
    assert rows == []
    assert str(problem) == f"a.csv:{line}: error[E026]: this is not CSV: {what}\n  check its quotes"


def test_what_is_no_json_is_told_at_its_place() -> None:
    _, (problem,) = read_json('{"a": 1,\n "b" 2}', "a.geojson")
    assert str(problem) == "a.geojson:2:6: error[E027]: this is not JSON: Expecting ':' delimiter"


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_of_json_is_told(word: str) -> None:
    _, (problem,) = read_json(f'{{"a": {word}}}', "a.geojson")
    told_of = f"this is not JSON: {word} is not a number"
    assert str(problem) == f"a.geojson: error[E027]: {told_of}"


def test_json_that_is_absurdly_deep_or_long_is_told() -> None:
    for text in ("[" * 100_000, "1" * 5_000):
        _, (problem,) = read_json(text, "a.geojson")
        assert (problem.code, problem.location) == ("E027", Location("a.geojson"))
