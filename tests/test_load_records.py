"""Records that stand in a spreadsheet: what is read, and where each fault of a cell is told."""

import csv
import datetime
import io
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.editions.facts import CELLS
from broadsheet.exports.csvfile import guarded
from broadsheet.exports.declared import COLUMNS
from broadsheet.load.cells import read_cells
from broadsheet.load.columns import DERIVED, Columns, columns_of
from broadsheet.load.rows import cell_text, record_of
from broadsheet.pipeline import read_proofs
from tests.homes import PROJECT
from tests.project import SITE, checked, read, told, write_project

ROOT = Path(__file__).parents[1]
FILE = "content/homes.csv"
NO_COLUMNS = Columns({}, {})

HOMES = """\
id,name,kind,place,county,sources,ownership,beds,beds_note,beds_sources,inspected,closed,services,updated
harbor-home,Harbor Home,police,Alderton,,first-list,Nonprofit,120,"Licensed
beds, says it.","gazette-2020, par. 2",2019-05,no,Memory care; rehab,2020-05-01
hill-home,Hill Home,Sheriff,,Birch,first-list,for-profit,60,,,,FALSE,rehab,2020-05-01 00:00:00

,,,,,,,,,,,,,
lake-home,Lake Home,sheriff,,Birch,,,,,,,,,2020-05-01
"""


def homes(
    root: Path, table: str | bytes = HOMES, old: str = "", new: str = "", **replaced: Any
) -> Path:
    """The project of nursing homes whose records stand in a table, with one text edited."""
    if old:
        assert isinstance(table, str)
        assert table.count(old) == 1, old
        table = table.replace(old, new)
    story = {
        "story/index.md": "---\ntitle: Homes\nauthors: [A. Ada]\npublished: 2020-05-01\n---\n"
        "The list names {{ named }} homes. [@first-list] [@gazette-2020]\n",
        "figures.yaml": "- id: named\n  label: Homes\n  count: agencies\n",
        "site.yaml": f"{SITE}records: homes.csv\n",
    }
    own: dict[str, Any] = {**PROJECT, **story, "agencies.yaml": None, "homes.csv": table}
    return write_project(root, {**own, **replaced})


def test_a_row_is_a_record_as_yaml_would_give_it(tmp_path: Path) -> None:
    content, validated, problems = read(homes(tmp_path))
    assert problems == []
    (document,) = content.documents["agencies"]
    assert document.value[0] == {
        "id": "harbor-home", "name": "Harbor Home", "kind": "police", "place": "Alderton",
        "updated": "2020-05-01", "sources": ["first-list"], "ownership": "nonprofit",
        "beds": {"value": "120", "note": "Licensed beds, says it.",
                 "sources": ["gazette-2020, par. 2"]},
        "inspected": "2019-05", "closed": "no", "services": ["memory-care", "rehab"],
    }  # fmt: skip
    hill = checked(validated).agencies[1]
    assert hill.kind == "sheriff"
    assert hill.updated == datetime.date(2020, 5, 1)
    assert [one.value for one in hill.particulars] == ["for-profit", 60, False, ("rehab",)]
    assert [agency.id for agency in checked(validated).agencies] == [
        "harbor-home", "hill-home", "lake-home",
    ]  # fmt: skip


@pytest.mark.parametrize("sign", [";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_semicolons_tabs_and_a_byte_order_mark_are_no_fault(
    tmp_path: Path, sign: str, mark: str
) -> None:
    rows = csv.reader(io.StringIO(HOMES, newline=""))
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=sign).writerows(rows)
    table = (mark + text.getvalue()).encode()
    found = checked(read(homes(tmp_path, table))[1])
    assert [agency.name for agency in found.agencies] == ["Harbor Home", "Hill Home", "Lake Home"]
    assert told(tmp_path) == []


FAULTS = [
    ("120,", "many,", ("2:63: error[E043]: 'beds': 'many' is not a number\n"
     "  write a plain decimal, such as 35.7721")),
    (",beds,", ",bed,", ("1:45: error[E181]: 'bed' is no field of a record\n"
     "  did you mean 'beds'?")),
    (",beds,", ",Beds,", ("1:45: error[E181]: 'Beds' is no field of a record\n"
     "  did you mean 'beds'?")),
    (",inspected,", ",Last inspection,",
     ("1:73: error[E181]: 'Last inspection' is no field of a record\n"
     "  did you mean 'inspected'?")),
    (",inspected,", ",xyzzy,", ("1:73: error[E181]: 'xyzzy' is no field of a record\n"
     "  declare it in 'fields' of dictionary.yaml, or take the column out")),
    (",inspected,", ",closed,", ("1:80: error[E185]: the column 'closed' stands twice\n"
     "  keep one of the two; the first is column 11")),
    (",inspected,", ",,",
     ("3:40: error[E185]: this cell stands in a column without a name (column 11)\n"
     "  write the column's name into the first row, or empty the column")),
    (",60,", ",=SUM(A1:A2),", ("4:58: error[E184]: '=SUM(A1:A2)' is a formula, not a value\n"
     "  write the value itself")),
    (",60,", ",#REF!,", ("4:58: error[E184]: '#REF!' is a formula that failed\n"
     "  write the value itself, or empty the cell")),
    ("lake-home,Lake Home", "lake-home,Lake, Home",
     ("7:1: error[E026]: this row has 15 cells; the header has 14\n"
     "  put quotes around a cell that holds a comma")),
    ("lake-home,Lake Home,sheriff,,Birch,,,,,,,,,2020-05-01", "lake-home,Lake Home",
     ("7:1: error[E026]: this row has 2 cells; the header has 14\n"
     "  put quotes around a cell that holds a comma")),
    ('"Licensed\nbeds, says it."', '"Licensed\nbeds" says it.',
     ("3:6: error[E026]: this is not CSV: something behind a closed quote\n"
     "  write a quote within a quoted cell twice")),
    (",,,,,,,,,2020-05-01", ',,,,,,,,,"2020-05-01',
     ("7:44: error[E026]: this is not CSV: a quote that is never closed\n"
     "  write a quote within a quoted cell twice")),
    ("2020-05-01 00:00:00", "5/1/2020", ("4:76: error[E043]: 'updated': '5/1/2020' is not a day\n"
     "  write 2020-05-01 or 2020-01-05, whichever day is meant")),
    (",Sheriff,", ",sherif,",
     "4:21: error[E052]: there is no kind 'sherif'\n  did you mean 'sheriff'?"),
    ("gazette-2020, par. 2", "gazete-2020, par. 2",
     "3:17: error[E052]: there is no source 'gazete-2020'\n  did you mean 'gazette-2020'?"),
    ("Lake Home,sheriff", ",sheriff",
     "7:1: error[E042]: 'name' is missing here\n  'name' is its full name"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "problem"), FAULTS)
def test_a_fault_is_told_at_the_line_and_column_of_its_cell(
    tmp_path: Path, old: str, new: str, problem: str
) -> None:
    root = homes(tmp_path, HOMES, old, new)
    assert f"{FILE}:{problem}" in told(root)


def test_two_faults_of_a_row_are_told_in_one_run_each_once(tmp_path: Path) -> None:
    table = HOMES.replace("for-profit,60", "charity,=A1").replace("Alderton", "Aldertown")
    assert told(homes(tmp_path, table)) == [
        (
            f"{FILE}:2:32: error[E056]: 'place' is 'Aldertown', which is not in the gazetteer\n"
            "  did you mean 'Alderton'?"
        ),
        (
            f"{FILE}:4:47: error[E043]: 'ownership': 'charity' is not a choice\n"
            "  it is one of nonprofit, for-profit"
        ),
        f"{FILE}:4:55: error[E184]: '=A1' is a formula, not a value\n  write the value itself",
    ]


def test_a_row_that_is_torn_does_not_make_others_wrong(tmp_path: Path) -> None:
    story = (
        "---\ntitle: Homes\nauthors: [A]\npublished: 2020-05-01\n---\n[Lake](agency:lake-home)\n"
    )
    table = HOMES.replace("Lake Home,", "Lake, Home,")
    problems = told(homes(tmp_path, table, **{"story/index.md": story, "figures.yaml": "[]\n"}))
    assert [problem.split(":")[3] for problem in problems if "error" in problem] == [" error[E026]"]


def test_a_file_that_is_utf_16_is_told(tmp_path: Path) -> None:
    problems = told(homes(tmp_path, HOMES.encode("utf-16")))
    assert problems == [f"{FILE}: error[E011]: this file is UTF-16\n  save it as UTF-8"]


NAMED = [
    ({"homes.csv": None, "home.csv": HOMES},
     [("content/site.yaml:19:10: error[E182]: 'records' is 'homes.csv', and there is no"
      " content/homes.csv\n  did you mean 'home.csv'?"),
      ("content/home.csv: error[E017]: nothing reads this file\n"
      "  if the records stand in it, write 'records: home.csv' into site.yaml")]),
    ({"homes.csv": None, "homes.xlsx": b"PK", "site.yaml": f"{SITE}records: homes.xlsx\n"},
     [("content/site.yaml:19:10: error[E182]: 'records' is 'homes.xlsx', which is not a CSV file\n"
      "  save it as CSV in UTF-8, or turn it into agencies.yaml: broadsheet import")]),
    ({"homes.csv": None, "site.yaml": f"{SITE}records: ../homes.csv\n"},
     [("content/site.yaml:19:10: error[E182]: 'records' is '../homes.csv', and there is no"
      " content/../homes.csv\n  put the table there, or take 'records' out")]),
    ({"agencies.yaml": "[]\n"},
     [("content/agencies.yaml: error[E183]: site.yaml says that the records stand in"
      " content/homes.csv, so this file is not read\n"
      "  delete it, or take 'records' out of site.yaml")]),
    ({"homes.csv": ""},
     [("content/homes.csv: error[E022]: this file holds nothing\n"
      "  write the names of its columns into its first row: id, name, kind, …")]),
]  # fmt: skip


@pytest.mark.parametrize(("replaced", "problems"), NAMED)
def test_the_file_of_the_records_is_one_file_that_can_be_read(
    tmp_path: Path, replaced: dict[str, Any], problems: list[str]
) -> None:
    found = told(homes(tmp_path, **replaced))
    assert [problem for problem in found if problem in problems] == sorted(problems)
    assert all("error[E0" in problem or problem in problems for problem in found)


def test_a_place_within_a_cell_is_found_behind_quotes_and_breaks(tmp_path: Path) -> None:
    content, validated, _ = read(homes(tmp_path))
    origin = checked(validated).agencies[0].origin
    assert str(content.locate(origin, "beds", "note", offset=15)) == f"{FILE}:3:7"
    assert str(content.locate(origin, "beds", "value")) == f"{FILE}:2:63"
    assert str(content.locate(origin, "services", "value", 1)) == f"{FILE}:3:51"
    assert str(content.locate(origin, "attempts")) == f"{FILE}:2:1"


def test_every_column_of_the_download_is_read_or_follows_from_others() -> None:
    read_ = set(NO_COLUMNS.names())
    shown = {column.name for column in COLUMNS}
    assert shown - read_ == DERIVED
    assert set(CELLS) <= read_


CLAIMS = [
    ({"listed_by": "A list", "listed_basis": "It says so; twice."},
     {"listed": [{"by": "A list", "basis": "It says so; twice.", "sources": ["one"]}]}),
    ({"listed_by": "A; B", "listed_basis": "It says so."},
     {"listed": [{"by": "A", "basis": "It says so.", "sources": ["one"]},
                 {"by": "B", "basis": "It says so.", "sources": ["one"]}]}),
    ({"listed_by": "A; B", "listed_basis": "So.; Or so.", "listed_sources": "two, p. 3; three"},
     {"listed": [{"by": "A", "basis": "So.", "sources": ["two, p. 3", "three"]},
                 {"by": "B", "basis": "Or so.", "sources": ["two, p. 3", "three"]}]}),
    ({"reply_category": "Nobody answered", "reply_summary": "No source says."},
     {"unanswered": "No source says."}),
    ({"reply_category": "none-known"}, {}),
    ({"reply_category": "said-yes", "reply_words": "Yes."},
     {"replies": [{"category": "said-yes", "words": "Yes.", "sources": ["one"]}]}),
    ({"spending_amount": "10", "spending_sources": "two"},
     {"spending": {"amount": "10", "sources": ["two"]}}),
    ({"latitude": "35.1", "longitude": "-79.2", "location_is_approximate": "true"}, {}),
    ({"latitude": "35.1", "location_is_approximate": "false"}, {"latitude": "35.1"}),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "record"), CLAIMS)
def test_the_columns_of_a_claim_become_one_claim_with_its_sources(
    cells: dict[str, str], record: dict[str, Any]
) -> None:
    words = {"replies": [{"id": "none-known", "label": "Nobody answered", "nothing_known": "yes"},
                         {"id": "said-yes", "label": "Said yes"}]}  # fmt: skip
    found = record_of({"sources": "one", **cells}, columns_of(words))
    assert found == {"sources": ["one"], **record}


def test_lists_and_sentences_that_do_not_match_are_told(tmp_path: Path) -> None:
    table = HOMES.replace(",updated\n", ",updated,listed_by,listed_basis\n").replace(
        "2020-05-01\n", "2020-05-01,A; B; C,So.; Or so.\n"
    )
    table = table.replace("00:00:00\n", "00:00:00,,\n").replace(",,\n,", ",,\n\n,")
    assert (
        f"{FILE}:3:89: error[E186]: there are 3 lists in 'listed_by' and 2 sentences here\n"
        "  write one sentence for each list, between semicolons, or one for all"
    ) in told(homes(tmp_path, table))


@given(st.text(min_size=1).filter(lambda text: text == " ".join(text.split()) and text.strip()))
def test_what_the_downloads_guard_is_read_back_as_it_was(text: str) -> None:
    assert cell_text(guarded(text)) in {text, text.removeprefix("'")}
    if not text.startswith("'"):
        assert cell_text(guarded(text)) == (text if "00:00" not in text else cell_text(text))


@given(st.lists(st.lists(st.text(alphabet="ab\";,\t\n' é", min_size=1), min_size=3, max_size=3)))
def test_cells_are_those_that_the_library_reads_and_stand_where_they_are_said_to(
    rows: list[list[str]],
) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    found, sign, problems = read_cells(text.getvalue(), "a.csv")
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    assert problems == []
    assert sign == "," or not filled
    assert [[cell.text for cell in row] for row in found] == filled
    for cell in (cell for row in found for cell in row):
        quoted = text.getvalue()[cell.begun : cell.ended]
        assert quoted == '"' + cell.text.replace('"', '""') + '"'


def test_the_table_that_the_site_offers_can_be_read_back(tmp_path: Path) -> None:
    now = datetime.datetime(2026, 11, 25, tzinfo=datetime.UTC)
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    before = read_proofs(tmp_path, now).plan
    offered = {output.path: output.content for output in before.files}["data/agencies.csv"]
    (content / "records.csv").write_bytes(offered)
    (content / "agencies.yaml").unlink()
    site = (content / "site.yaml").read_text(encoding="utf-8")
    (content / "site.yaml").write_text(f"{site}\nrecords: records.csv\n", encoding="utf-8")
    after = read_proofs(tmp_path, now).plan
    again = {output.path: output.content for output in after.files}["data/agencies.csv"]
    assert [page.path for page in after.pages] == [page.path for page in before.pages]
    assert without_statements(again) == without_statements(offered)


def without_statements(table: bytes) -> list[dict[str, str]]:
    """The rows of agencies.csv but for what a row cannot hold: how many statements there are."""
    rows = csv.DictReader(io.StringIO(table.decode(), newline=""))
    return [{name: cell for name, cell in row.items() if name != "statements"} for row in rows]
