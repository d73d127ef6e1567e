"""A spreadsheet is brought in: what is guessed, what is told, what is written and what is not."""

import codecs
import datetime
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from broadsheet.cli import command, importing
from broadsheet.intake import workbook
from broadsheet.intake.declaring import with_fields
from broadsheet.intake.mapping import map_columns
from broadsheet.intake.sheet import Sheet
from broadsheet.intake.worth import guess_type, worth
from broadsheet.intake.writing import entry_lines, set_field
from broadsheet.load.columns import columns_of
from broadsheet.load.yamltree import read_yaml
from tests.homes import HOMES, HOMES_WORDS, PROJECT
from tests.project import told, write_project

CLOCK = "2020-06-01T12:00-05:00"
RECORDS = "content/agencies.yaml"
Rows = Sequence[Sequence[Any]]


def project(root: Path, **replaced: Any) -> Path:
    return write_project(root, {**PROJECT, **replaced})


def csv_file(root: Path, text: str | bytes, name: str = "homes.csv") -> Path:
    path = root / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def xlsx_file(root: Path, rows: Rows, *, hidden: Iterable[str] = (), first: str = "Homes") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = first
    for row in rows:
        sheet.append(list(row))
    for name in hidden:
        book.create_sheet(name, 0).sheet_state = "hidden"
    path = root / "homes.xlsx"
    book.save(path)
    return path


def run(root: Path, file: Path, *options: str, answers: str | None = None) -> str:
    """What an import prints, on both outputs; `answers` are typed on a terminal."""
    arguments = ["import", str(file), "--root", str(root), "--clock", CLOCK, *options]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(importing, "is_terminal", lambda: answers is not None)
        result = CliRunner().invoke(command, arguments, input=answers)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.output.replace(f"{root}/", "")


def records(root: Path) -> str:
    return (root / RECORDS).read_bytes().decode()


def snapshot(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


MESSY: Rows = [
    ["State register of homes"],
    [],
    ["Facility Name", "City", "County", "Type", "Beds", "Ownership", "Last inspection", "Fax",
     "Services", "Fines", None],
    ["Harbor Home", "Alderton", "Alder County", "Police", 130, "Nonprofit",
     datetime.datetime(2019, 5, 1), "555-1", "Memory care; Rehabilitation", "$2,500.50", None],  # noqa: DTZ001
    ["Hil Home", "Birchvile", "Birch", "Sheriff", 60, "charity", None, "555-2", "rehab", None,
     None],
    ["Moon Home", "Crossways", "Birch", "sheriff", "=2+3", "Nonprofit", "5/1/2020", None, None,
     None, "seen"],
    ["Star Home", "Birchville", None, "Sheriff", 44.0, "for-profit", "May 2020", None, None, 300,
     None],
    [None, "Birchville", None, "Sheriff", 44, None, None, None, None, None, None],
    ["Star Home", "Birchville", None, "Sheriff", 44, None, None, None, None, None, None],
    ["Star Hone", "Birchville", None, "Sheriff", "#REF!", None, None, None, None, None, None],
]  # fmt: skip

MESSY_TOLD = """\
homes.xlsx: 7 rows
  the sheet 'Homes' is read
  hidden, and not read: 'Old'
  E6 holds the formula =2+3 and no value of it: open it in your spreadsheet program, and save it
  the header is row 3
  row 1 stands above the header and is not read: State register of homes

Columns
  Facility Name    -> name (a usual name for it), 6 filled: Harbor Home; Hil Home; Moon Home
  City             -> place (a usual name for it), 7 filled: Alderton; Birchvile; Crossways
  County           -> county (its name), 3 filled: Alder County; Birch
  Type             -> kind (a usual name for it), 7 filled: Police; Sheriff; sheriff
  Beds             -> beds (its name), 6 filled: 130; 60; 44
  Ownership        -> ownership (its name), 4 filled: Nonprofit; charity; for-profit
  Last inspection  -> inspected (its label), 3 filled: 2019-05-01; 5/1/2020; May 2020
  Fax              -> ? (there is no such field), 2 filled: 555-1; 555-2
  Services         -> services (its name), 2 filled: Memory care; Rehabilitation; rehab
  Fines            -> fines (its name), 2 filled: $2,500.50; 300
  (column 11)      -> ? (the column has no name; is it under a merged header?), 1 filled: seen

Not placed: 'Fax'. Say in imports/homes.yaml which fields they fill,
declare them with --declare, or add to 'fields' of dictionary.yaml:
  - id: fax
    label: Fax
    meaning: "TK: what it holds, in plain words."
    type: text

To look at
  row 5, City: 'Birchvile' is no place in places.csv
    did you mean 'Birchville'?
  row 5, Ownership: 'ownership': 'charity' is not a choice
    it is one of nonprofit, for-profit
  row 6, Last inspection: 'inspected': '5/1/2020' is not a date
    write 2020-05-01 or 2020-01-05, whichever day is meant
  row 8: this row has no name, and is left out
  row 9: 'Star Home' is 'star-home', as row 7 is; this row is left out
    put both into one row, or give each an id of its own
  row 10, Beds: '#REF!' is a formula that failed
    write the value itself, or empty the cell
  row 10, Facility Name: 'Star Hone' and 'Star Home' of row 7 may be one
    if they are, put them into one row

Names that are nearly those of a record: these rows are left out
  row 5: 'Hil Home' may be 'hill-home'
    say so in imports/homes.yaml, under records: "Hil Home": hill-home (or new)

Differences (here -> in the sheet)
  harbor-home (row 4)
    county: Alder (not here yet)
    beds: 120 -> 130 (different)
    inspected: 2019-05 -> 2019-05-01 (different)

3 new records, 0 changed.
  content/agencies.yaml: written
  imports/homes.yaml: written
  imports/homes.values.json: written
Run 'broadsheet check' to see what is still to be mended.
"""

NEW_RECORDS = """\
- id: moon-home
  name: Moon Home
  kind: sheriff
  place: Crossways
  county: Birch
  ownership: nonprofit
  sources: [first-list]
  updated: 2020-06-01
- id: star-home
  name: Star Home
  kind: sheriff
  place: Birchville
  ownership: for-profit
  beds: 44
  fines: 300
  inspected: 2020-05
  sources: [first-list]
  updated: 2020-06-01
- id: star-hone
  name: Star Hone
  kind: sheriff
  place: Birchville
  sources: [first-list]
  updated: 2020-06-01
"""


def test_a_messy_workbook_is_told_whole_and_only_new_records_are_added(tmp_path: Path) -> None:
    root = project(tmp_path)
    file = xlsx_file(tmp_path, MESSY, hidden=["Old"])
    assert run(root, file, "--source", "first-list") == MESSY_TOLD
    assert records(root) == HOMES + NEW_RECORDS
    assert [problem for problem in told(root) if "error" in problem] == []


def test_a_dry_run_writes_nothing_and_shows_the_same(tmp_path: Path) -> None:
    root = project(tmp_path)
    file = xlsx_file(tmp_path, MESSY, hidden=["Old"])
    before = snapshot(root)
    shown = run(root, file, "--source", "first-list", "--dry-run", "--yes", "--declare")
    assert snapshot(root) == before
    assert shown.endswith("\nNothing was written (--dry-run).\n")
    assert "Fax              -> fax (as you said), 2 filled: 555-1; 555-2" in shown


TABLE = 'name;city;kind;beds;note\n"Zoë\'s\nHome";Alderton;Police;1,200;"a;b"\n'


@pytest.mark.parametrize(
    "raw",
    [TABLE.encode(), TABLE.encode("utf-8-sig"), TABLE.encode("cp1252"),
     codecs.BOM_UTF16_LE + TABLE.encode("utf-16-le"), TABLE.replace("\n", "\r\n").encode(),
     codecs.BOM_UTF16_LE + TABLE.replace("a;b", "a b").replace(";", "\t").encode("utf-16-le")],
)  # fmt: skip
def test_every_way_in_which_spreadsheets_save_a_table_is_read(tmp_path: Path, raw: bytes) -> None:
    root = project(tmp_path)
    run(root, csv_file(tmp_path, raw))
    (entry,) = read_yaml(records(root).removeprefix(HOMES), "")[0]
    assert entry.pop("notes") in {"a;b", "a b"}
    assert entry == {"id": "zoes-home", "name": "Zoë's Home", "kind": "police",
                     "place": "Alderton", "beds": "1200", "updated": "2020-06-01"}  # fmt: skip


HEADERS = [
    ("Name", "name", "its name"), ("AGENCY NAME", "name", "a usual name for it"),
    ("town", "place", "a usual name for it"), ("Lng", "longitude", "a usual name for it"),
    ("Last inspection", "inspected", "its label"), ("Reply date", "reply_date", "its name"),
    ("Beds note", "beds_note", "its name"), ("Inspectd", "", "it may be 'inspected'"),
    ("kind_label", "leave out", "it follows from other columns"),
    ("Ownership label", "leave out", "it follows from other columns"),
    ("Moons", "", "there is no such field"),
]  # fmt: skip


@pytest.mark.parametrize(("header", "target", "way"), HEADERS)
def test_what_a_column_is_follows_from_its_name(header: str, target: str, way: str) -> None:
    columns = columns_of(read_yaml(HOMES_WORDS, "")[0])
    (one,) = map_columns(Sheet("a.csv", (header,), ()), columns, {})
    assert (one.target, one.way) == (target, way)


def test_a_field_is_filled_by_one_column_and_what_was_said_counts_first() -> None:
    columns = columns_of(read_yaml(HOMES_WORDS, "")[0])
    sheet = Sheet("a.csv", ("Name", "Agency", "Old name"), ())
    mapped = map_columns(sheet, columns, {"Agency": "name", "Old name": "aliases"})
    assert [(one.target, one.way) for one in mapped] == [
        ("", "'name' is filled by another column"), ("name", "as you said"),
        ("aliases", "as you said"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind", "becomes"),
    [("$2,500.00", "money", "2500"), ("2,500.50", "number", "2500.50"), ("-3", "number", "-3"),
     ("1,20", "number", "1,20"), ("007", "number", "7"), ("about 5", "number", "about 5"),
     ("Y", "yes-no", "yes"), ("FALSE", "yes-no", "no"), ("perhaps", "yes-no", "perhaps"),
     ("May 1, 2020", "date", "2020-05-01"), ("1 May 2020", "date", "2020-05-01"),
     ("May 2020", "date", "2020-05"), ("5/1/2020", "date", "5/1/2020"), ("Y", "text", "Y")],
)  # fmt: skip
def test_only_what_can_mean_one_thing_is_changed(text: str, kind: str, becomes: str) -> None:
    assert worth(text, kind) == becomes


@pytest.mark.parametrize(
    ("cells", "kind"),
    [(["1", "2,000"], "number"), (["$1", "2"], "money"), (["2020-05", "May 1, 2020"], "date"),
     (["2020-05", "5/1/2020"], "date"),
     (["y", "no"], "yes-no"), (["https://a.example"], "link"), (["a", "b", "a", "b"], "choice"),
     (["a", "b", "c"], "text"), (["27502", "01234"], "text"), ([], "text")],
)  # fmt: skip
def test_the_type_of_a_new_field_is_guessed_from_what_it_holds(cells: list[str], kind: str) -> None:
    assert guess_type(cells) == kind


# ------------------------------------------------------------------------ a second import

FIRST = "name,kind,place,beds,former name\nMoon Home,police,Alderton,10,Old Moon\n"
"""What the first import brings."""


def twice(root: Path, second: str, *edits: tuple[str, str]) -> Path:
    """A project with a first import behind it, edited since, and the sheet as it is now."""
    file = csv_file(project(root), FIRST)
    run(root, file, "--source", "first-list")
    text = records(root)
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (root / RECORDS).write_bytes(text.encode())
    return csv_file(root, second)


def test_a_second_import_of_the_same_changes_nothing(tmp_path: Path) -> None:
    file = twice(tmp_path, FIRST)
    before = snapshot(tmp_path)
    shown = run(tmp_path, file, "--source", "first-list", "--yes")
    assert snapshot(tmp_path) == before
    assert "0 new records, 0 changed." in shown
    assert "Differences" not in shown


def test_what_changed_in_the_sheet_here_and_in_both_is_told_apart(tmp_path: Path) -> None:
    second = FIRST.replace(",10,", ",20,").replace("Old Moon", "Former Moon")
    edits = ("place: Alderton  # seen there", "former_name: Moon of old")
    file = twice(tmp_path, second, ("place: Alderton\n  beds: 10", f"{edits[0]}\n  beds: 10"),
                 ("former_name: Old Moon", edits[1]))  # fmt: skip
    here = "kind: police\n  place: Alderton  #"
    text = records(tmp_path).replace(here, here.replace("police", "sheriff"))
    (tmp_path / RECORDS).write_bytes(text.encode())
    shown = run(tmp_path, file)
    assert (
        "Differences (here -> in the sheet)\n"
        "  moon-home (row 2)\n"
        "    kind: sheriff -> police (edited here, and kept)\n"
        "    beds: 10 -> 20 (changed in the sheet)\n"
        "    former_name: Moon of old -> Former Moon (changed in the sheet and edited here)\n"
        "\n0 new records, 0 changed.\n"
    ) in shown
    assert records(tmp_path) == text
    run(tmp_path, file, "--yes")
    assert records(tmp_path) == text.replace("beds: 10", "beds: 20")
    run(tmp_path, file, "--yes")
    assert records(tmp_path) == text.replace("beds: 10", "beds: 20")


def test_on_a_terminal_each_record_is_asked_and_a_no_is_remembered(tmp_path: Path) -> None:
    second = FIRST.replace(",10,", ",20,").replace("Old Moon", "Former Moon")
    file = twice(tmp_path, second, ("former_name: Old Moon", "former_name: Moon of old"))
    before = records(tmp_path)
    shown = run(tmp_path, file, answers="no\ny\n")
    assert "moon-home: take the sheet's value? (yes, no, all, none) [no]: no" in shown
    assert records(tmp_path) == before.replace("Moon of old", "Former Moon")
    assert "beds: 10 -> 20 (edited here, and kept)" in run(tmp_path, file, answers="")


def test_on_a_terminal_columns_names_and_the_source_are_asked(tmp_path: Path) -> None:
    root = project(tmp_path)
    table = "name,kind,Inspectd,Moons,Fax\nHil Home,police,2019,5,1\nNew Home,police,2020,7,2\n"
    answers = "\nmoon\nnew\nnumber\n\nfirst-lost\nfirst-list\ny\nall\n"
    shown = run(root, csv_file(tmp_path, table), answers=answers)
    assert "There is no source 'first-lost'. did you mean 'first-list'?" in shown
    assert "Is 'Hil Home' (row 2) 'hill-home'? [y/N]: y" in shown
    assert (
        (root / "imports/homes.yaml")
        .read_text(encoding="utf-8")
        .endswith(
            'columns:\n  "Inspectd": "inspected"\n  "Moons": "moons"\n  "Fax": "leave out"\n'
            '  "name": "name"\n  "kind": "kind"\nrecords:\n  "Hil Home": "hill-home"\n'
        )
    )
    assert records(root) == HOMES.replace(
        "  beds: 60\n  services: [rehab]\n  updated: 2020-05-01\n",
        "  beds: 60\n  services: [rehab]\n  inspected: 2019\n  moons: 5\n  updated: 2020-06-01\n",
    ) + (
        "- id: new-home\n  name: New Home\n  kind: police\n  inspected: 2020\n  moons: 7\n"
        "  sources: [first-list]\n  updated: 2020-06-01\n"
    )
    assert "type: number" in (root / "content/dictionary.yaml").read_text(encoding="utf-8")


# ------------------------------------------------------------------------ edits of a text

EDITS = [
    ("- id: a  # why\n  beds: 5 # five\n", ("beds",), "7", "- id: a  # why\n  beds: 7 # five\n"),
    ("- {id: a, beds: 5}\n", ("beds",), "7", "- {id: a, beds: 7}\n"),
    ("- id: a\n  name: 'It''s'\n", ("name",), "No: 1", '- id: a\n  name: "No: 1"\n'),
    ("- id: a\n  s: [x, y]  # two\n", ("s",), ["x", "a, b"], '- id: a\n  s: [x, "a, b"]  # two\n'),
    ("- id: a\n  beds:\n", ("beds",), "7", "- id: a\n  beds: 7\n"),
    ("- id: a\n  # note\n  updated: 2\n", ("beds",), "7",
     "- id: a\n  # note\n  beds: 7\n  updated: 2\n"),
    ("- id: a\r\n  updated: 2\r\n", ("beds",), "7", "- id: a\r\n  beds: 7\r\n  updated: 2\r\n"),
    ("\ufeff- id: a\n  beds: 5\n", ("beds",), "7", "\ufeff- id: a\n  beds: 7\n"),
    ("- id: a\n  updated: 2\n", ("spending",), {"amount": "5", "sources": ["s"]},
     "- id: a\n  spending:\n    amount: 5\n    sources: [s]\n  updated: 2\n"),
    ("- id: a\n  spending:\n    amount: 5\n    sources: [s]\n", ("spending", "note"), "So.",
     "- id: a\n  spending:\n    amount: 5\n    note: So.\n    sources: [s]\n"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "path", "value", "becomes"), EDITS)
def test_an_edit_changes_one_field_and_no_other_sign(
    text: str, path: tuple[str, ...], value: Any, becomes: str
) -> None:
    assert set_field(text, (0, *path), value) == becomes


UNSAFE = [
    ("- id: a\n  note: |\n    Long.\n", ("note",), "Short."),
    ("- id: a\n  s:\n    - x\n    - y\n", ("s",), ["z"]),
    ("- {id: a}\n", ("beds",), "7"),
    ("- id: a\n", ("beds",), "7"),
    ("- id: a\n  beds: 5\n", ("beds", "note"), "So."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "path", "value"), UNSAFE)
def test_an_edit_that_is_not_safe_is_not_made(text: str, path: tuple[str, ...], value: Any) -> None:
    assert set_field(text, (0, *path), value) is None


LAYOUTS = [
    (("\ufeff- id: a-home\r\n  name: A Home\r\n  kind: police\r\n  county: Birch\r\n"
     "  updated: 2020-05-01\r\n"),
     ("\ufeff- id: a-home\r\n  name: A Home\r\n  kind: police\r\n  county: Birch\r\n"
     "  beds: 7\r\n  updated: 2020-06-01\r\n\r\n"
     "- id: b-home\r\n  name: B Home\r\n  kind: police\r\n  beds: 8\r\n  updated: 2020-06-01\r\n")),
    (("# Ours.\n- id: a-home\n  name: A Home  # why\n  kind: police\n  county: Birch\n"
     "  updated: 2020-05-01\n\n# The other.\n- id: c-home\n  name: C\n  kind: police\n"
     "  county: Birch\n  updated: 2020-05-01"),
     ("# Ours.\n- id: a-home\n  name: A Home  # why\n  kind: police\n  county: Birch\n"
     "  beds: 7\n  updated: 2020-06-01\n\n# The other.\n- id: c-home\n  name: C\n  kind: police\n"
     "  county: Birch\n  updated: 2020-05-01\n\n"
     "- id: b-home\n  name: B Home\n  kind: police\n  beds: 8\n  updated: 2020-06-01\n")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "becomes"), LAYOUTS)
def test_what_stands_around_a_change_stays_byte_for_byte(
    tmp_path: Path, text: str, becomes: str
) -> None:
    root = project(tmp_path, **{"agencies.yaml": text})
    file = csv_file(tmp_path, "name,kind,beds\nA Home,police,7\nB Home,police,8\n")
    run(root, file, "--yes")
    assert records(root) == becomes


def test_a_list_in_brackets_is_left_to_its_editor(tmp_path: Path) -> None:
    text = "[{id: a-home, name: A Home, kind: police, county: Birch, updated: 2020-05-01}]\n"
    root = project(tmp_path, **{"agencies.yaml": text})
    shown = run(root, csv_file(tmp_path, "name,beds\nA Home,7\n"), "--yes")
    assert "  content/agencies.yaml:1:2: beds: 7\n0 new records, 0 changed.\n" in shown
    assert run(root, csv_file(tmp_path, "name,kind\nB Home,police\n")).endswith(
        "content/agencies.yaml: error[E189]: no record can be added to this file without changing"
        " others\n  begin each entry on a line of its own, with '- ',"
        " or name another file: --into\n"
        "1 error: nothing was written.\n"
    )
    assert records(root) == text


def test_what_people_wrote_into_the_mapping_stays(tmp_path: Path) -> None:
    root = project(tmp_path)
    file = csv_file(tmp_path, "name,Wards,kind\nB Home,8,police\n")
    kept = "# Ours.\ncolumns:\n  Wards: beds # as the state says\n  name: name\n  kind: kind\n"
    (root / "imports").mkdir()
    (root / "imports/homes.yaml").write_text(kept, encoding="utf-8")
    run(root, file)
    assert (root / "imports/homes.yaml").read_text(encoding="utf-8") == kept
    assert "  beds: 8\n" in records(root).removeprefix(HOMES)


def test_what_cannot_be_edited_is_told_with_its_place(tmp_path: Path) -> None:
    homes = HOMES.replace("services: [rehab]", "services:\n    - rehab")
    root = project(tmp_path, **{"agencies.yaml": homes})
    file = csv_file(tmp_path, "id,name,services\nhill-home,Hill Home,Memory care\n")
    shown = run(root, file, "--yes")
    assert (
        "To be changed by hand, since the place is written in a way of its own:\n"
        "  content/agencies.yaml:18:3: services: memory-care\n"
        "0 new records, 0 changed.\n"
    ) in shown
    assert records(root) == homes
    assert "services: rehab -> memory-care (different)" in run(root, file)


def test_new_fields_stand_behind_the_last_and_what_follows_stays() -> None:
    entry = {"id": "fax", "label": "Fax", "meaning": "A number.", "type": "text"}
    lines = "  - id: fax\n    label: Fax\n    meaning: A number.\n    type: text\n"
    text = "fields:  # ours\n  - id: a\n    label: |\n      A\n\n# terms\nterms: []\n"
    made = text.replace("      A\n", f"      A\n{lines}")
    assert with_fields(text, [entry]) == made
    assert with_fields("kinds: []\n", [entry]) == f"kinds: []\nfields:\n{lines}"
    assert with_fields("fields: [{id: a}]\n", [entry]) is None
    assert read_yaml("\n".join(entry_lines(entry)), "")[0] == [entry]


# ------------------------------------------------------------------------ what is refused

REFUSED = [
    ("a.xlsx", b"no workbook", (),
     ("a.xlsx: error[E187]: this file cannot be read: it is damaged, or of another kind\n"
     "  save it again as .xlsx or .csv")),
    ("a.csv", b"", (),
     ("a.csv: error[E187]: this file cannot be read: it has no rows\n"
     "  save it again as .xlsx or .csv")),
    ("a.csv", b'name\n"open\n', (),
     ("a.csv:2:1: error[E026]: this is not CSV: a quote that is never closed\n"
     "  write a quote within a quoted cell twice")),
    ("a.csv", b"name\nA\n", ("--source", "first-lst"),
     ("content/sources.yaml: error[E189]: there is no source 'first-lst'\n"
     "  did you mean 'first-list'?")),
    ("a.csv", b"name\nA\n", ("--kind", "polise"),
     ("content/dictionary.yaml: error[E189]: there is no kind 'polise'\n"
     "  did you mean 'police'?")),
    ("a.csv", b"name\nA\n", ("--into", "sources.yaml"),
     ("content: error[E189]: --into is 'sources.yaml', which is no file of records\n"
     "  it is agencies.yaml, or a file of agencies/, such as agencies/wake.yaml")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "raw", "options", "problem"), REFUSED)
def test_what_cannot_be_brought_in_is_told_and_nothing_is_written(
    tmp_path: Path, name: str, raw: bytes, options: tuple[str, ...], problem: str
) -> None:
    root = project(tmp_path)
    file = csv_file(tmp_path, raw, name)
    before = snapshot(root)
    assert run(root, file, *options) == f"{problem}\n1 error: nothing was written.\n"
    assert snapshot(root) == before


def test_a_mapping_that_names_no_field_is_told_at_its_place(tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "imports").mkdir()
    kept = 'columns:\n  "Beds": bed\n  "Fax": leave out\n'
    (root / "imports/homes.yaml").write_text(kept, encoding="utf-8")
    assert run(root, csv_file(tmp_path, "name,Beds\nA,1\n")) == (
        "imports/homes.yaml:2:11: error[E188]: there is no field 'bed'\n"
        "  did you mean 'beds'?\n1 error: nothing was written.\n"
    )


def test_records_that_stand_in_a_spreadsheet_are_not_brought_in(tmp_path: Path) -> None:
    site = (project(tmp_path) / "content/site.yaml").read_text(encoding="utf-8")
    table = "id,name,kind,updated\n"
    root = project(tmp_path, **{"site.yaml": f"{site}records: homes.csv\n", "homes.csv": table})
    (root / RECORDS).unlink()
    assert run(root, csv_file(tmp_path, "name\nA\n")) == (
        "content/homes.csv: error[E189]: the records of this project stand in this file\n"
        "  put the rows there, and save it\n1 error: nothing was written.\n"
    )


def test_new_leaves_records_that_stand_in_a_spreadsheet_to_it(tmp_path: Path) -> None:
    site = (project(tmp_path) / "content/site.yaml").read_text(encoding="utf-8")
    table = "id,name,kind,updated\n"
    root = project(tmp_path, **{"site.yaml": f"{site}records: homes.csv\n", "homes.csv": table})
    (root / RECORDS).unlink()
    arguments = ["new", "agency", "Moon Home", "--kind", "police", "--root", str(root)]
    assert CliRunner().invoke(command, arguments).output == (
        "content/homes.csv: error[E192]: the records of this project stand in this file\n"
        "  add a row there\n1 error: nothing was written.\n"
    )
    assert (root / "content/homes.csv").read_text(encoding="utf-8") == table


def test_rows_without_a_kind_are_left_out_unless_one_is_given(tmp_path: Path) -> None:
    root = project(tmp_path)
    file = csv_file(tmp_path, "name,place\nMoon Home,Alderton\n")
    assert (
        "  row 2: 'Moon Home' has no kind, and is left out\n"
        "    map a column to 'kind', or give one for all new records: --kind\n"
    ) in run(root, file)
    assert records(root) == HOMES
    run(root, file, "--kind", "police", "--into", "agencies/new.yaml")
    assert records(root) == HOMES
    assert (root / "content/agencies/new.yaml").read_text(encoding="utf-8") == (
        "- id: moon-home\n  name: Moon Home\n  kind: police\n  place: Alderton\n"
        "  updated: 2020-06-01\n"
    )


def test_records_that_came_without_a_source_get_one_with_the_next_import(tmp_path: Path) -> None:
    root = project(tmp_path)
    file = csv_file(tmp_path, "name,kind,beds\nMoon Home,police,9\nHill Home,police,60\n")
    told_ = "New records name no source: import again with --source and --yes, or add it.\n"
    assert told_ in run(root, file)
    shown = run(root, file, "--source", "first-list", "--yes")
    assert "  moon-home (row 2)\n    sources: first-list (not here yet)\n\n" in shown
    assert records(root) == HOMES + (
        "- id: moon-home\n  name: Moon Home\n  kind: police\n  beds: 9\n"
        "  sources: [first-list]\n  updated: 2020-06-01\n"
    )


def test_a_kind_that_is_none_is_not_replaced_by_the_only_one(tmp_path: Path) -> None:
    words = HOMES_WORDS.replace(
        "  - id: sheriff\n    label: Sheriff\n    meaning: A county's sheriff.\n", ""
    )
    root = project(tmp_path, **{"dictionary.yaml": words})
    file = csv_file(tmp_path, "name,kind\nMoon Home,polise\n")
    assert "row 2: 'Moon Home' has no kind, and is left out" in run(root, file)
    run(root, csv_file(tmp_path, "name\nMoon Home\n", "other.csv"))
    assert records(root).endswith("name: Moon Home\n  kind: police\n  updated: 2020-06-01\n")


def test_a_name_that_is_like_another_and_new_stays_its_own_record(tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "imports").mkdir()
    said = 'columns:\nrecords:\n  "Hill-Home": "new"\n  "Lake Hme": "lake-home"\n'
    (root / "imports/homes.yaml").write_text(said, encoding="utf-8")
    table = "name,kind,beds\nHill-Home,police,9\nHil Home,police,8\nLake Home,police,7\n"
    file = csv_file(tmp_path, f"{table}Lake Hme,police,6\n")
    shown = run(root, file)
    assert "  row 3: 'Hil Home' may be 'hill-home'\n" in shown
    assert (
        "  row 5: 'Lake Hme' is 'lake-home', as row 4 is; this row is left out\n"
        "    put both into one row, or give each an id of its own\n"
    ) in shown
    added = "- id: hill-home-2\n  name: Hill-Home\n  kind: police\n  beds: 9\n"
    assert records(root) == f"{HOMES}{added}  updated: 2020-06-01\n"
    assert "0 new records, 0 changed." in run(root, file)


def test_what_many_rows_have_in_common_is_told_once(tmp_path: Path) -> None:
    rows = "".join(f"Home {number},Alderton,polise\n" for number in range(1, 15))
    shown = run(
        project(tmp_path), csv_file(tmp_path, f"name,place,kind\n{rows}"), "--kind", "police"
    )
    assert (
        "To look at\n"
        "  rows 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 4 more, kind:"
        " 'polise' is no kind in dictionary.yaml\n    did you mean 'police'?\n"
        "\n14 new records, 0 changed.\n"
    ) in shown


def test_a_sheet_in_which_no_column_is_the_name_is_told_once(tmp_path: Path) -> None:
    root = project(tmp_path)
    shown = run(root, csv_file(tmp_path, "Beds,Fax\n5,1\n6,2\n"))
    assert (
        "To look at\n  no column fills 'name', so that no row can be a record\n"
        "    say which column it is, or write 'name' into its first row\n"
    ) in shown
    assert records(root) == HOMES


def test_a_row_may_name_its_record_by_its_id_alone(tmp_path: Path) -> None:
    root = project(tmp_path)
    file = csv_file(tmp_path, "id,beds\nlake-home,9\nmoon-home,8\n")
    assert (
        "  row 3: there is no record 'moon-home' yet, and this row has no name; it is left out\n"
    ) in run(root, file, "--yes")
    assert records(root) == HOMES.replace(
        "  county: Birch\n  updated: 2020-05-01\n",
        "  county: Birch\n  beds: 9\n  updated: 2020-06-01\n",
    )


def test_a_record_that_is_found_by_another_of_its_names_keeps_its_name(tmp_path: Path) -> None:
    aliased = HOMES.replace("name: Lake Home\n", "name: Lake Home\n  aliases: [The Lake]\n")
    root = project(tmp_path, **{"agencies.yaml": aliased})
    run(root, csv_file(tmp_path, "name,beds\nTHE  lake,9\n"), "--yes")
    assert "  name: Lake Home\n" in records(root)
    assert "  beds: 9\n" in records(root)


def test_a_workbook_of_more_rows_than_are_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    root = project(tmp_path)
    assert run(root, xlsx_file(tmp_path, [["name"], [], ["A"], ["B"], ["C"]])) == (
        "homes.xlsx: error[E187]: this file cannot be read:"
        " it has more than 3 rows or 1,000,000 cells\n"
        "  save it again as .xlsx or .csv\n1 error: nothing was written.\n"
    )
    monkeypatch.setattr(workbook, "MOST_UNPACKED", 10)
    with pytest.raises(ValueError, match="it holds too much"):
        workbook.read_workbook((tmp_path / "homes.xlsx").read_bytes(), "")


def test_a_sheet_is_chosen_by_its_name_even_if_it_is_hidden(tmp_path: Path) -> None:
    file = xlsx_file(tmp_path, [["name"], ["A"]], hidden=["Old"]).read_bytes()
    assert workbook.read_workbook(file, "Old").rows == []
    with pytest.raises(ValueError, match="it has no sheet 'New', but 'Old', 'Homes'"):
        workbook.read_workbook(file, "New")


def test_cells_of_a_workbook_are_written_as_records_write_them() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    moment = datetime.datetime(2020, 5, 1, 14, 30)  # noqa: DTZ001
    sheet.append([True, 3.0, 0.1, moment, " text ", 12])
    raw = io.BytesIO()
    book.save(raw)
    ((_, cells),) = workbook.read_workbook(raw.getvalue(), "").rows
    assert cells == ("yes", "3", "0.1", "2020-05-01 14:30", "text", "12")
