"""Fields that an investigation declares for itself: validation, pages, filters, downloads."""

import csv
import datetime
import io
import json
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from broadsheet.bulletproof import check_all
from broadsheet.pipeline import make, publish_edition
from tests.homes import HOMES_WORDS, PROJECT
from tests.project import DICTIONARY, STORY, Edit, told, write_project

NOW = datetime.datetime(2020, 6, 1, tzinfo=datetime.UTC)
ROOT = Path(__file__).parents[1]
WORDS, RECORDS = "content/dictionary.yaml", "content/agencies.yaml"


def homes(root: Path, edits: Iterable[Edit] = ()) -> Path:
    return write_project(root, PROJECT, edits)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    root = homes(tmp_path_factory.mktemp("homes"))
    return {output.path: output.content for output in make(root, NOW).outputs}


def test_a_sound_investigation_of_something_else_has_no_problems(tmp_path: Path) -> None:
    assert told(homes(tmp_path)) == []


VALUES = [
    ("  ownership: nonprofit", "  ownership: charity",
     ("6:14: error[E043]: 'ownership': 'charity' is not a choice\n"
     "  it is one of nonprofit, for-profit")),
    ("  ownership: nonprofit", "  ownership: For profit",
     ("6:14: error[E043]: 'ownership': 'For profit' is not a choice\n"
     "  write its id: for-profit")),
    ("    value: 120", "    value: 3000",
     ("8:12: error[E043]: 'beds': 3000 is more than 2000, the most that it may be\n"
     "  correct it, or the bounds of the field in dictionary.yaml")),
    ("    value: 120", "    value: 0",
     ("8:12: error[E043]: 'beds': 0 is less than 1, the least that it may be\n"
     "  correct it, or the bounds of the field in dictionary.yaml")),
    ("    value: 120", "    value: 1_200",
     ("8:12: error[E043]: 'beds': '1_200' is not a number\n"
     "  write a plain decimal, such as 35.7721")),
    ("  fines: 2500.50", "  fines: 2500.505",
     ("11:10: error[E043]: 'fines': '2500.505' is not an amount\n"
     "  write it as 2500 or 2500.50")),
    ("  inspected: 2019-05", "  inspected: May 2019",
     ("12:14: error[E043]: 'inspected': 'May 2019' is not a date\n"
     "  write 2018, 2020-02 or 2020-02-11: as exactly as the source says")),
    ("  closed: no", "  closed: perhaps",
     "13:11: error[E043]: 'closed': 'perhaps' is neither yes nor no\n  write yes or no"),
    ("  report: https://reports.testland-gazette.net/harbor", "  report: javascript:alert(1)",
     ("14:11: error[E043]: 'report': 'javascript:alert(1)' is not a web address\n"
     "  begin it with https://")),
    ("  services: [memory-care, rehab]", "  services: rehab",
     ("15:13: error[E043]: 'services': a list is wanted here, not a text\n"
     "  write it as [one, another]")),
    ("  former_name: Old Harbor", "  formername: Old Harbor",
     ("16:3: error[E041]: there is no field 'formername' here\n"
     "  did you mean 'former_name'?")),
    ("    note: Licensed beds.", "    notes: Licensed beds.",
     "9:5: error[E041]: there is no field 'notes' here\n  did you mean 'note'?"),
    ("    value: 120\n    note: Licensed beds.\n", "",
     ("8:5: error[E042]: 'beds' has no value here, and no note says why\n"
     "  add 'value:', or 'note:'")),
    ('    value: 120\n    note: Licensed beds.\n    sources: ["gazette-2020, par. 2"]',
     "    value: 120\n    sources: [gazete-2020]",
     "9:15: error[E052]: there is no source 'gazete-2020'\n  did you mean 'gazette-2020'?"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "want"), VALUES)
def test_a_value_that_is_not_of_its_type_is_told_at_its_place(
    tmp_path: Path, old: str, new: str, want: str
) -> None:
    problems = told(homes(tmp_path, [("agencies.yaml", old, new)]))
    assert f"{RECORDS}:{want}" in problems


def test_two_wrong_values_and_a_wrong_field_are_told_in_one_run(tmp_path: Path) -> None:
    edits = [
        ("agencies.yaml", "  closed: no", "  closed: perhaps"),
        ("agencies.yaml", "  fines: 2500.50", "  fines: a lot"),
        ("agencies.yaml", "  name: Hill Home", "  nam: Hill Home"),
    ]
    problems = [problem.split(" ", 2)[:2] for problem in told(homes(tmp_path, edits))]
    assert problems == [
        [f"{RECORDS}:{at}:", f"error[{code}]:"]
        for at, code in (("11:10", "E043"), ("13:11", "E043"), ("18:3", "E042"), ("19:3", "E041"))
    ]


def test_a_value_without_a_source_is_told_and_that_of_the_record_serves(tmp_path: Path) -> None:
    edit = ("agencies.yaml", "  county: Birch\n  sources: [first-list]\n", "  county: Birch\n")
    hill = PROJECT["agencies.yaml"].index("hill-home")
    text = PROJECT["agencies.yaml"]
    changed = text[:hill] + text[hill:].replace(edit[1], edit[2], 1)
    write_project(tmp_path, {**PROJECT, "agencies.yaml": changed})
    add = "add 'sources:' with the id of a source"
    assert told(tmp_path) == [
        f"{RECORDS}:{line}: error[E062]: what '{name}' says about 'Hill Home' has no source\n"
        f"  {add}"
        for line, name in (("22:14", "ownership"), ("23:9", "beds"), ("24:13", "services"))
    ]


def test_a_field_that_is_not_declared_in_full_is_told_with_its_remedy(tmp_path: Path) -> None:
    def problems_with(old: str, new: str) -> list[str]:
        return [
            text.partition(": ")[2]
            for text in told(homes(tmp_path, [("dictionary.yaml", old, new)]))
            if text.startswith(WORDS)
        ]

    assert problems_with("    type: number\n", "    type: numbre\n") == [
        "error[E043]: 'type': 'numbre' is not a choice\n  did you mean 'number'?"
    ]
    assert problems_with("    type: number\n    unit: beds\n", "    unit: beds\n") == [
        (
            "error[E043]: 'fields': 'table' is for a field of your own, and 'beds' has no type\n"
            "  add 'type:' to make 'beds' a field of your own, or leave this out"
        )
    ]
    assert problems_with("    meaning: What it was fined.\n    type: money\n",
                         "    meaning: What it was fined.\n    type: money\n    filter: yes\n") == [
        ("error[E043]: 'fields': 'fines' has no words to filter by\n"
        "  make it a choice, a list with choices or a yes-no")
    ]  # fmt: skip
    assert problems_with("    type: text\n", "    type: text\n    unit: words\n") == [
        (
            "error[E043]: 'fields': 'former_name' is a text, and only numbers have bounds\n"
            "  leave out 'unit', 'minimum' and 'maximum'"
        )
    ]
    assert problems_with("    type: text\n", "    type: choice\n") == [
        (
            "error[E043]: 'fields': 'former_name' is a choice without choices\n"
            "  add 'choices:' with an id, a label and a meaning for each"
        )
    ]


def test_a_field_may_not_have_the_name_of_another_thing(tmp_path: Path) -> None:
    text = HOMES_WORDS.replace("id: former_name", "id: place")
    records = PROJECT["agencies.yaml"].replace("  former_name: Old Harbor\n", "")
    write_project(tmp_path, {**PROJECT, "dictionary.yaml": text, "agencies.yaml": records})
    (problem, *_) = [one for one in told(tmp_path) if "E201" in one]
    assert problem.partition(": ")[2] == (
        "error[E201]: 'place' is the name of something that every record has\n  choose another name"
    )


def test_a_record_may_not_have_the_address_of_a_filter(tmp_path: Path) -> None:
    problems = told(homes(tmp_path, [("agencies.yaml", "- id: lake-home", "- id: ownership")]))
    assert problems == [
        (
            f"{RECORDS}:27:7: error[E051]: the id 'ownership' is the address of the filter"
            " 'ownership'\n"
            "  give the record another id"
        )
    ]


def test_a_word_that_a_figure_cannot_find_is_told(tmp_path: Path) -> None:
    edits = [
        ("figures.yaml", "where: {services: [rehab]}", "where: {services: [reha]}"),
        ("figures.yaml", "sum: beds", "sum: former_name"),
    ]
    with pytest.raises(Exception, match="E065") as caught:
        make(homes(tmp_path, edits), NOW)
    problems = str(caught.value)
    assert "'reha' is nothing that 'services' can be\n  did you mean 'rehab'?" in problems
    assert "'former_name' holds texts, and a sum needs numbers" in problems


def page(site: dict[str, bytes], path: str) -> str:
    return site[path].decode()


def test_the_page_of_a_record_has_a_line_for_each_field(site: dict[str, bytes]) -> None:
    harbor, lake = (page(site, f"nursing-homes/{n}-home/index.html") for n in ("harbor", "lake"))
    said = (
        "Nonprofit", "120 beds", "Licensed beds.", "$2,500.50", "May 2019", "Old Harbor",
        "Memory care, Rehabilitation", '<a href="https://reports.testland-gazette.net/harbor">',
    )  # fmt: skip
    for words in said:
        assert words in harbor, words
    assert lake.count('class="facts__line facts__line--unknown"') == 8


def test_tables_have_the_columns_that_ask_for_it(site: dict[str, bytes]) -> None:
    explorer = page(site, "nursing-homes/index.html")
    assert '<th scope="col" data-key="beds">Beds</th>' in explorer
    assert '<td data-label="Beds" data-sort="120">120 beds</td>' in explorer
    assert 'data-key="fines"' not in explorer
    assert 'data-services="memory-care rehab"' in explorer
    assert 'data-ownership="none"' in explorer


def test_each_value_of_a_filter_has_its_page_and_its_number(site: dict[str, bytes]) -> None:
    pages = {path for path in site if path.startswith("nursing-homes/") and path.count("/") == 3}
    assert {f"nursing-homes/{each}/index.html" for each in (
        "ownership/nonprofit", "ownership/for-profit", "ownership/none", "services/memory-care",
        "services/rehab", "services/none", "closed/no", "closed/none",
    )} <= pages  # fmt: skip
    rehab = page(site, "nursing-homes/services/rehab/index.html")
    assert "2 of 3 nursing homes" in rehab
    assert "Harbor Home" in rehab
    assert "Hill Home" in rehab
    assert "Lake Home" not in rehab


def test_figures_count_sum_and_list_declared_fields(site: dict[str, bytes]) -> None:
    story, figures = page(site, "index.html"), page(site, "figures/index.html")
    assert "180" in story
    assert "$2,500.50" in story
    assert "whose “Services” include “Rehabilitation”" in figures
    assert "whose “Ownership” is “Nonprofit” and whose “Closed” is “No”" in figures
    assert "Memory care and Rehabilitation" in figures


def test_downloads_have_a_typed_column_for_each_field_and_none_of_no_use(
    site: dict[str, bytes],
) -> None:
    rows = list(csv.DictReader(io.StringIO(site["data/agencies.csv"].decode("utf-8-sig"))))
    harbor = next(row for row in rows if row["id"] == "harbor-home")
    assert {name: harbor[name] for name in (
        "ownership", "ownership_label", "beds", "beds_note", "fines", "inspected", "closed",
        "services", "former_name",
    )} == {
        "ownership": "nonprofit", "ownership_label": "Nonprofit", "beds": "120",
        "beds_note": "Licensed beds.", "fines": "2500.5", "inspected": "2019-05",
        "closed": "false", "services": "memory-care; rehab", "former_name": "Old Harbor",
    }  # fmt: skip
    assert not {"free_trial", "users_authorized", "searches_range", "began"} & set(rows[0])
    package = json.loads(site["data/datapackage.json"])
    fields = {f["name"]: f for f in package["resources"][0]["schema"]["fields"]}
    assert fields["beds"]["constraints"] == {"minimum": 1, "maximum": 2000}
    assert fields["beds"]["description"] == "How many people it may take in. In beds."
    assert fields["ownership"]["constraints"] == {"enum": ["nonprofit", "for-profit"]}
    record = json.loads(site["data/agencies.json"])["agencies"][0]
    assert record["beds"]["value"] == 120
    assert record["beds"]["sources"] == [{"source": "gazette-2020", "at": "par. 2"}]
    assert record["ownership"]["sources"] == [{"source": "first-list", "at": None}]


def test_the_dictionary_explains_the_words_of_declared_fields(site: dict[str, bytes]) -> None:
    rows = list(csv.DictReader(io.StringIO(site["data/dictionary.csv"].decode("utf-8-sig"))))
    words = {(row["list"], row["id"]): row["meaning"] for row in rows}
    assert words["ownership", "nonprofit"] == "A charity owns it."
    assert words["agencies.csv", "beds"] == "How many people it may take in. In beds."
    assert "A charity owns it." in page(site, "data/index.html")


def test_the_pages_of_the_records_have_the_address_that_the_dictionary_gives(
    site: dict[str, bytes],
) -> None:
    assert not [path for path in site if path.startswith("agencies/")]
    assert 'href="nursing-homes/harbor-home/index.html"' in page(site, "index.html")
    rows = list(csv.DictReader(io.StringIO(site["data/agencies.csv"].decode("utf-8-sig"))))
    address = "https://register.testland-gazette.net/nursing-homes/harbor-home/"
    assert address in {row["page"] for row in rows}
    assert address in site["sitemap.xml"].decode()


@pytest.mark.parametrize("address", ["counties", "home"])
def test_an_address_that_is_taken_is_told(tmp_path: Path, address: str) -> None:
    edit = ("dictionary.yaml", "address: nursing-homes", f"address: {address}")
    assert told(homes(tmp_path, [edit])) == [
        (
            f"{WORDS}:1:67: error[E051]: the address /{address}/ is taken\n"
            "  choose another, such as the plural of their name"
        )
    ]


def test_a_change_of_a_declared_field_is_told_until_a_correction_tells_of_it(
    tmp_path: Path,
) -> None:
    root = homes(tmp_path)
    made = make(root, NOW, publishing=True)
    publish_edition(root, root / "site", made)
    records = root / "content" / "agencies.yaml"
    text = records.read_text(encoding="utf-8").replace("value: 120", "value: 112")
    records.write_text(text.replace("Licensed beds.", "Licensed beds, 2021."), encoding="utf-8")
    tell = (
        "add a correction to content/corrections.yaml, or an update (kind: update), with datum:"
        " nursing-homes/harbor-home"
    )
    warned = [str(one) for one in make(root, NOW, publishing=True).warnings]
    assert warned == [
        (
            f"{RECORDS}:8:12: warning[W145]: Harbor Home: Beds: this was published as '120' on"
            " 2020-05-31 and is '112' now\n"
            f"  {tell}.beds"
        ),
        (
            f"{RECORDS}:9:11: warning[W145]: Harbor Home: Beds, note: this was published as"
            " 'Licensed beds.' on 2020-05-31 and is 'Licensed beds, 2021.' now\n"
            f"  {tell}.beds_note"
        ),
    ]
    correction = """\
- id: beds
  date: 2020-05-31
  datum: nursing-homes/harbor-home.beds
  was: "120"
  is: "112"
- id: beds-note
  date: 2020-05-31
  datum: nursing-homes/harbor-home.beds_note
  was: "Licensed beds."
  is: "Licensed beds, 2021."
"""
    (root / "content" / "corrections.yaml").write_text(correction, encoding="utf-8")
    told_now = make(root, NOW, publishing=True)
    assert not told_now.warnings
    pages = {output.path: output.content.decode("utf-8", "replace") for output in told_now.outputs}
    corrections = pages["corrections/index.html"]
    assert "120 beds" in corrections
    assert "112 beds" in corrections
    assert "nursing-homes/harbor-home/index.html" in corrections
    assert 'class="corrected' in pages["nursing-homes/harbor-home/index.html"]
    assert 'class="corrected' in pages["nursing-homes/index.html"]


def test_citations_name_the_field_that_they_are_for(site: dict[str, bytes]) -> None:
    rows = list(csv.DictReader(io.StringIO(site["data/citations.csv"].decode("utf-8-sig"))))
    assert ("harbor-home", "beds", "gazette-2020") in {
        (row["agency"], row["part"], row["source"]) for row in rows
    }


def test_the_example_in_the_reference_is_sound(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "reference" / "content.md").read_text(encoding="utf-8")
    words, record = re.findall(r"```yaml\n# in content/\w+\.yaml\n(.*?)```", text, re.DOTALL)
    known = {
        "nursing-home": "police", "Wilmington": "Alderton", "state-register-2026": "first-list",
        "harbor-home-leaflet": "gazette-2020", "2026-11-23": "2020-05-01",
    }  # fmt: skip
    for told_there, here in known.items():
        record = record.replace(told_there, here)
    files = {**PROJECT, "dictionary.yaml": DICTIONARY + words, "agencies.yaml": record}
    write_project(tmp_path, {**files, "figures.yaml": "[]\n", "story/index.md": STORY})
    assert told(tmp_path) == []


def test_nothing_speaks_of_lists_where_no_list_names_anybody(site: dict[str, bytes]) -> None:
    harbor = page(site, "nursing-homes/harbor-home/index.html")
    assert "<dt>Listing</dt>" not in harbor
    assert "<dt>Reply</dt>" in harbor
    claims = site["data/claims.csv"].decode("utf-8-sig")
    assert ".listed" not in claims
    rows = list(csv.DictReader(io.StringIO(site["data/agencies.csv"].decode("utf-8-sig"))))
    assert "listed_by" not in rows[0]


def test_notices_on_standing_here_may_be_left_out(tmp_path: Path) -> None:
    edits = [
        ("site.yaml", "  listed: Listed means that the invented list names it.\n", ""),
        ("site.yaml", "  absent: Not listed means nothing.\n", ""),
    ]
    outputs = {o.path: o.content for o in make(homes(tmp_path, edits), NOW).outputs}
    assert b'class="notice"' not in outputs["nursing-homes/index.html"]
    assert json.loads(outputs["data/agencies.json"])["notices"] == {}
    assert b"None" not in outputs["data/README.txt"]


def test_the_report_on_the_data_looks_at_declared_fields(tmp_path: Path) -> None:
    report = check_all(homes(tmp_path), NOW).report
    assert report
    lines = {f"{line.check}: {line.told}" for line in report.lines}
    assert {
        "units: beds: 2 numbers in beds, 1 to 2,000 allowed",
        "units: fines: 1 number, any allowed",
        "categories: services: rehab 2, memory-care 1",
        "categories: ownership: for-profit 1, nonprofit 1",
    } <= lines
    (blanks,) = [line for line in lines if line.startswith("blanks-agencies")]
    assert "ownership 1, beds 1, fines 2" in blanks


def test_a_datum_by_the_usual_address_is_told_by_its_own(tmp_path: Path) -> None:
    entry = """\
- id: beds
  date: 2020-05-31
  datum: agencies/harbor-home.beds
  was: "130"
  is: "120"
"""
    write_project(tmp_path, {**PROJECT, "corrections.yaml": entry})
    assert told(tmp_path) == [
        (
            "content/corrections.yaml:3:10: error[E141]: there is no datum"
            " 'agencies/harbor-home.beds'\n"
            "  did you mean 'nursing-homes/harbor-home.beds'?"
        )
    ]
