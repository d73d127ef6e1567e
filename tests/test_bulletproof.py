"""The desk's checklists: each finds its fault, tells it whole, and lets the sound project be."""

from __future__ import annotations

from pathlib import Path

import pytest

from broadsheet.bulletproof import Finding, Line, Report, desk_report
from broadsheet.bulletproof.forms import is_one_slip, key_of, near_pairs
from broadsheet.bulletproof.outliers import fence_of
from broadsheet.load import load
from tests.project import (
    AGENCIES,
    DICTIONARY,
    FIGURES,
    SOURCES,
    TIMELINE,
    Edit,
    edited,
    told,
    write_project,
)

NEW_AGENCY = """\
- id: {id}
  name: {name}
  kind: police
  place: {place}
  county: {county}
  attempts: []
  replies: []
  updated: 2020-05-01
"""


def report_of(root: Path) -> Report:
    """The report on a project."""
    report = desk_report(load(root))
    assert report
    return report


def lines_of(report: Report, check: str) -> list[Line]:
    """The lines of one check."""
    return [line for line in report.lines if line.check == check]


def only(report: Report, id_: str) -> Finding:
    """The one finding of an id."""
    (finding,) = [f for line in report.lines for f in line.findings if f.id == id_]
    return finding


def shown(finding: Finding) -> str:
    """A finding as people see it."""
    first = f"{finding.location}: {finding.verdict} [{finding.id}]: {finding.message}"
    return f"{first}\n  {finding.remedy}"


def another(name: str, id_: str = "other-police", place: str = "Alderton") -> str:
    """One more record of the same county, at the end of agencies.yaml."""
    return AGENCIES + NEW_AGENCY.format(id=id_, name=name, place=place, county="Alder")


def amounts(*values: int) -> str:
    """Records that paid these amounts."""
    spent = "  spending: {{amount: {value}, sources: [gazette-2020]}}\n"
    return "".join(
        NEW_AGENCY.format(
            id=f"police-{word}", name=f"{word} guard", place="Alderton", county="Alder"
        )
        + spent.format(value=value)
        for word, value in zip(LETTERS, values, strict=False)
    )


LETTERS = ("amber", "basil", "cedar", "delphi", "elder", "fennel", "garlic", "hazel", "indigo")


# ------------------------------------------------------------------------ the sound project


def test_the_sound_project_has_nothing_wrong_and_little_to_look_at(tmp_path: Path) -> None:
    report = report_of(write_project(tmp_path))
    looked_at = {line.check for line in report.lines if line.verdict != "ok"}
    assert report.findings("wrong") == ()
    assert looked_at == {"blanks-agencies", "blanks-sources", "categories", "source-order", "stale"}


def test_the_records_are_counted_in_every_way(tmp_path: Path) -> None:
    lines = {line.check: line.told for line in report_of(write_project(tmp_path)).lines}
    assert lines["counts"] == (
        "3 agencies, 2 sources, 2 figures, 2 events, 1 correction, 1 article, 2 counties,"
        " 3 places, 0 ZIP codes"
    )
    assert lines["by-kind"] == "3 agencies: police 2, sheriff 1"
    assert lines["by-reply"] == "3 agencies: confirmed 1, denied 1, silent 1"
    assert lines["by-range"] == "3 agencies: (no range) 2, few 1"
    assert lines["by-county"] == "3 agencies: (statewide) 1, Alder 1, Birch 1"
    assert lines["points"] == (
        "3 = 1 at a point + 1 in the middle of their county + 1 statewide + 0 without a place"
    )
    assert lines["blanks-sources"] == (
        "blank in how many of 2 sources: author 2, date 0, url 1, archived 2, read 1"
    )


def test_a_number_of_records_at_which_tables_are_cut_off_is_told(tmp_path: Path) -> None:
    many = "".join(
        NEW_AGENCY.format(id=f"a-{n}", name=f"Guard {n}", place="Alderton", county="Alder")
        for n in range(97)
    )
    finding = only(
        report_of(write_project(tmp_path, {"agencies.yaml": AGENCIES + many})), "counts:cut-off"
    )
    assert shown(finding) == (
        "content/agencies.yaml:1:1: look [counts:cut-off]: "
        "there are exactly 100 agencies: a page of results\n"
        "  find out whether the table that you were given was cut off"
    )


# ------------------------------------------------------------------------ one fault, one finding

FAULTS: tuple[tuple[str, dict[str, str], str], ...] = (
    (
        "a date that nobody explains",
        {"sources.yaml": SOURCES.replace("  date: 2020-03-02\n", "")},
        (
            "content/sources.yaml:7:3: look [blanks-sources:date:gazette-2020]: "
            "'date' of 'gazette-2020' is blank, and no 'date_note' or 'note' says why\n"
            "  find 'date' out, or say in 'date_note' why it is not known"
        ),
    ),
    (
        "one name twice in one place",
        {"agencies.yaml": another("Alderton Police")},
        (
            "content/agencies.yaml:42:9: wrong [same-names:alderton-police+other-police]: "
            "'Alderton Police' is a name of 'alderton-police' and of 'other-police'; "
            "it stands first at content/agencies.yaml:2:9\n"
            "  make one record of the two, or write out what tells them apart"
        ),
    ),
    (
        "a name that is one letter off",
        {"agencies.yaml": another("Aldertom Police")},
        (
            "content/agencies.yaml:42:9: look [near-names:alderton-police+other-police]: "
            "'Aldertom Police' of 'other-police' is much like 'Alderton Police' of"
            " 'alderton-police': they are one letter apart\n"
            "  make one record of the two, or waive this if they are two"
        ),
    ),
    (
        "a name with a short form",
        {"agencies.yaml": another("Police Dept. of Alderton")},
        (
            "content/agencies.yaml:42:9: look [near-names:alderton-police+other-police]: "
            "'Police Dept. of Alderton' of 'other-police' is much like 'Alderton Police' of"
            " 'alderton-police': a word such as 'of' or 'Department' is all that differs\n"
            "  make one record of the two, or waive this if they are two"
        ),
    ),
    (
        "a name in another order",
        {"agencies.yaml": another("Police, Alderton")},
        (
            "content/agencies.yaml:42:9: look [near-names:alderton-police+other-police]: "
            "'Police, Alderton' of 'other-police' is much like 'Alderton Police' of"
            " 'alderton-police': their words are in another order\n"
            "  make one record of the two, or waive this if they are two"
        ),
    ),
    (
        "a source under two ids",
        {
            "sources.yaml": SOURCES
            + "- id: again\n  title: Another\n  outlet: The Invented List\n  date: 2019\n"
            "  url: https://list.testland-gazette.net/first/\n"
        },
        (
            "content/sources.yaml:15:8: look [same-sources:first-list+again]: "
            "'again' and 'first-list' have one url\n"
            "  keep one of them"
        ),
    ),
    (
        "an event that is told twice",
        {
            "timeline.yaml": TIMELINE
            + "- {date: 2019, event: The list begins, sources: [first-list]}"
        },
        (
            "content/timeline.yaml:8:23: look [same-events:2019-the-list-begins]: "
            "this event of 2019 stands already at content/timeline.yaml:1:3\n"
            "  keep one of them"
        ),
    ),
    (
        "a claim that a record makes twice",
        {
            "agencies.yaml": AGENCIES.replace(
                "  statements:\n",
                "  facts:\n"
                "    - {text: It has a lamp., sources: [gazette-2020]}\n"
                "    - {text: It has a lamp, sources: [gazette-2020]}\n"
                "  statements:\n",
            )
        },
        (
            "content/agencies.yaml:22:14: look [same-claims:alderton-police:facts:it-has-a-lamp]: "
            "'alderton-police' says this already at content/agencies.yaml:21:14\n"
            "  keep one of them"
        ),
    ),
    (
        "an outlet in two spellings",
        {
            "sources.yaml": SOURCES
            + "- id: third\n  title: Third\n  outlet: Testland gazette\n  date: 2020\n"
        },
        (
            "content/sources.yaml:13:11: look"
            " [spelling:outlets:testland-gazette+the-testland-gazette]: "
            "'Testland gazette' (1 time) and 'The Testland Gazette' (1 time) may be one\n"
            "  write one name in one way"
        ),
    ),
    (
        "a speaker whose name is one letter off",
        {"agencies.yaml": AGENCIES.replace("speaker: Ada Alder", "speaker: Ada Adler")},
        (
            "content/agencies.yaml:16:11: look [spelling:people:ada-adler+ada-alder]: "
            "'Ada Alder' (1 time) and 'Ada Adler' (1 time) may be one\n"
            "  write one name in one way"
        ),
    ),
    (
        "a word with another capital letter",
        {
            "timeline.yaml": TIMELINE
            + "- {date: 2019, event: The BuzzList says so., sources: [first-list]}\n"
            + "- {date: 2019, event: The Buzzlist says more., sources: [first-list]}\n"
            + "- {date: 2019, event: Now the BuzzList is gone., sources: [first-list]}\n"
        },
        (
            "content/timeline.yaml:9:23: look [spelling:words:buzzlist]: "
            "'Buzzlist' (1 time) and 'BuzzList' (2 times) may be one\n"
            "  write one name in one way"
        ),
    ),
    (
        "an amount with a digit too many",
        {"agencies.yaml": AGENCIES + amounts(10, 12, 9, 11, 10, 13, 12, 1000)},
        (
            "content/agencies.yaml:112:22: look [outliers:spending.amount:police-hazel]: "
            "spending.amount of 'police-hazel' is 1,000, the median is 11.5\n"
            "  check it against its source: a digit too many, another unit, or a real outlier"
        ),
    ),
    (
        "a number that stands for unknown",
        {"agencies.yaml": AGENCIES + amounts(9999)},
        (
            "content/agencies.yaml:49:22: look [outliers:filler:spending.amount:police-amber]: "
            "spending.amount of 'police-amber' is 9,999, which often means unknown\n"
            "  check it against its source; leave the field out if nobody knows"
        ),
    ),
    (
        "a number without its unit",
        {"agencies.yaml": AGENCIES + amounts(12)},
        (
            "content/dictionary.yaml:1:1: look [units:spending_amount]: "
            "the dictionary gives no unit for 'spending_amount'\n"
            "  add 'unit:' to the field 'spending_amount' of the dictionary"
        ),
    ),
    (
        "an amount under zero",
        {"agencies.yaml": AGENCIES + amounts(-12)},
        (
            "content/agencies.yaml:49:22: wrong [units:spending_amount:police-amber]: "
            "spending.amount of 'police-amber' is -12, under 0\n"
            "  correct the number, or the range in the dictionary"
        ),
    ),
    (
        "an amount over what the dictionary declares",
        {
            "agencies.yaml": AGENCIES + amounts(120),
            "dictionary.yaml": DICTIONARY
            + "fields:\n  - {id: spending_amount, label: Paid, meaning: What it paid.,"
            " unit: crowns, maximum: 100}\n",
        },
        (
            "content/agencies.yaml:49:22: wrong [units:spending_amount:police-amber]: "
            "spending.amount of 'police-amber' is 120, over 100\n"
            "  correct the number, or the range in the dictionary"
        ),
    ),
    (
        "a range that ends before it begins",
        {"dictionary.yaml": DICTIONARY.replace("maximum: 10", "maximum: 0")},
        (
            "content/dictionary.yaml:26:14: wrong [ranges:few]: "
            "the range 'few' ends at 0, before it begins\n"
            "  let 'maximum' be more than 'minimum'"
        ),
    ),
    (
        "a label that gives other numbers than its range",
        {"dictionary.yaml": DICTIONARY.replace("label: 1 to 10", "label: 11 to 20")},
        (
            "content/dictionary.yaml:23:12: look [ranges:few:label]: "
            "the label '11 to 20' of 'few' is not 1 to 10\n"
            "  let the label give the numbers of the range"
        ),
    ),
    (
        "ranges that overlap",
        {
            "dictionary.yaml": DICTIONARY.replace(
                "readings:",
                "  - {id: many, label: 10 or more, meaning: At least 10., minimum: 10}\nreadings:",
            )
        },
        (
            "content/dictionary.yaml:27:67: wrong [ranges:few+many]: "
            "the ranges 'few' and 'many' overlap\n"
            "  let a number be in one range only"
        ),
    ),
    (
        "a figure that counts nothing",
        {
            "figures.yaml": FIGURES
            + "- {id: none_at, label: x, count: agencies, where: {place: Zz}}\n"
        },
        (
            "content/figures.yaml:8:51: look [joins:figures:none_at]: "
            "the figure 'none_at' counts nothing\n"
            "  check its 'where'; 0 may be right, and then a waiver says so"
        ),
    ),
    (
        "a sum that leaves records out",
        {
            "agencies.yaml": AGENCIES + amounts(12),
            "figures.yaml": FIGURES + "- {id: paid, label: x, sum: spending.amount}\n",
        },
        (
            "content/figures.yaml:8:29: look [joins:figures:paid]: "
            "'paid' is the sum of 1 of 4 records; in 3 the field is blank\n"
            "  say in its label that it is of the records that have a number"
        ),
    ),
    (
        "a category with one member",
        {},
        (
            "content/dictionary.yaml:5:9: look [categories:kinds:sheriff]: 'sheriff' has 1 member\n"
            "  check that it is not another category misspelt, or too narrow to compare"
        ),
    ),
    (
        "a category that nothing uses",
        {"agencies.yaml": AGENCIES.replace("kind: sheriff", "kind: police")},
        (
            "content/dictionary.yaml:5:9: look [categories:kinds:sheriff]: "
            "nothing has 'sheriff' of 2 kinds\n"
            "  take it out, or find what it is for"
        ),
    ),
    (
        "a reply before the list that it answers",
        {"agencies.yaml": AGENCIES.replace("date: 2020-03\n", "date: 2018-12\n")},
        (
            "content/agencies.yaml:17:13: look [reply-order:alderton-police]: the reply of"
            " 'alderton-police' is of 2018-12, and the first source that lists it is of 2019\n"
            "  check both dates against their sources, and say in a note what a reader should know"
        ),
    ),
    (
        "a use that ends before it begins",
        {
            "agencies.yaml": AGENCIES.replace(
                "  statements:\n",
                "  began: {date: 2019-06, sources: [gazette-2020]}\n"
                "  ended: {date: 2019-05-31, sources: [gazette-2020]}\n"
                "  statements:\n",
            )
        },
        (
            "content/agencies.yaml:21:17: wrong [end-order:alderton-police]: "
            "'alderton-police' ended on 2019-05-31, before it began on 2019-06\n"
            "  check both dates against their sources, and say in a note what a reader should know"
        ),
    ),
    (
        "an event that contradicts its record",
        {"timeline.yaml": TIMELINE.replace("2020-04-01", "2020-04-02")},
        (
            "content/agencies.yaml:17:13: look [event-order:alderton-police:reply]: "
            "'reply' of 'alderton-police' is 2020-03; the timeline has 2020-04-02 by one source:"
            " 'Alderton stops.'\n"
            "  compare it with content/timeline.yaml:4:9; if these are two things, waive this"
        ),
    ),
    (
        "a claim that is newer than its source",
        {},
        (
            "content/agencies.yaml:23:13: look"
            " [source-order:alderton-police:statements:we-have-stopped]: "
            "this is dated 2020-04-01, and the newest of its sources 2020-03-02\n"
            "  check both dates against their sources, and say in a note what a reader should know"
        ),
    ),
    (
        "a date with which machines begin",
        {"timeline.yaml": TIMELINE.replace("2020-04-01", "1970-01-01")},
        (
            "content/timeline.yaml:4:9: look [source-order:epoch:1970-01-01-alderton-stops]: "
            "1970-01-01 is a day with which machines begin to count\n"
            "  check that it is a date, and not a blank that a program filled"
        ),
    ),
    (
        "a record that nobody touched for long",
        {
            "agencies.yaml": AGENCIES.replace(
                "  replies: []\n  updated: 2020-05-01",
                "  replies: []\n  updated: 2019-05-01",
            )
        },
        (
            "content/agencies.yaml:32:12: look [stale:birch-sheriff]: "
            "'birch-sheriff' was last changed 366 days before the story\n"
            "  read it against its sources again, and set 'updated'"
        ),
    ),
    (
        "a record that was corrected and not touched",
        {},
        (
            "content/agencies.yaml:25:12: look [stale:alderton-police:wrong-title]: "
            "'alderton-police' was last changed on 2020-05-01,"
            " before its correction 'wrong-title' of 2020-05-02\n"
            "  check that the record says what the correction says, and set 'updated'"
        ),
    ),
    (
        "a reply that the record takes back",
        {
            "agencies.yaml": AGENCIES.replace(
                "  statewide: yes\n",
                "  statewide: yes\n  spending: {amount: 70, sources: [gazette-2020]}\n",
            )
        },
        (
            "content/agencies.yaml:37:22: look [contradictions:state-bureau:spending.amount]: "
            "'state-bureau' replied 'denied', and its spending.amount is 70\n"
            "  check both against their sources; if both stand, say so under 'unclear'"
        ),
    ),
    (
        "a text that fills a blank",
        {"agencies.yaml": AGENCIES.replace("words: We used it.", "words: N/A")},
        (
            "content/agencies.yaml:15:14: look [fillers:alderton-police:replies.0.words]: "
            "replies.0.words of 'alderton-police' is 'N/A'\n"
            "  leave the field out: the site says itself that nobody knows"
        ),
    ),
)


@pytest.mark.parametrize(
    ("files", "wanted"), [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS]
)
def test_each_checklist_finds_its_fault_and_tells_it_whole(
    tmp_path: Path, files: dict[str, str], wanted: str
) -> None:
    report = report_of(write_project(tmp_path, files))
    assert wanted in [shown(f) for line in report.lines for f in line.findings]


@pytest.mark.parametrize(
    ("files", "wanted"),
    [fault[1:] for fault in FAULTS if fault[1]],
    ids=[fault[0] for fault in FAULTS if fault[1]],
)
def test_the_sound_project_has_none_of_these_faults(
    tmp_path: Path, files: dict[str, str], wanted: str
) -> None:
    report = report_of(write_project(tmp_path))
    assert wanted not in [shown(f) for line in report.lines for f in line.findings]


def test_two_faults_are_told_at_once(tmp_path: Path) -> None:
    agencies = another("Aldertom Police").replace("words: We used it.", "words: TBD")
    report = report_of(write_project(tmp_path, {"agencies.yaml": agencies}))
    assert only(report, "near-names:alderton-police+other-police").verdict == "look"
    assert only(report, "fillers:alderton-police:replies.0.words").verdict == "look"


# ------------------------------------------------------------------------ joins

JOINS: tuple[tuple[Edit, str, str], ...] = (
    (
        ("agencies.yaml", '["gazette-2020, par. 4"]', "[gazete]"),
        "citations to sources: 8 of 9 arrive",
        (
            "content/agencies.yaml:19:17: wrong"
            " [joins:citations-to-sources:gazete:alderton-police]: "
            "'gazete' leads nowhere: citations to sources\n"
            "  correct the word, or add what it names"
        ),
    ),
    (
        ("timeline.yaml", "[alderton-police]", "[nobody]"),
        "events to records: 0 of 1 arrive",
        (
            "content/timeline.yaml:6:14: wrong"
            " [joins:events-to-records:nobody:2020-04-01-alderton-stops]: "
            "'nobody' leads nowhere: events to records\n"
            "  correct the word, or add what it names"
        ),
    ),
    (
        ("agencies.yaml", "county: Birch\n", "county: Birk\n"),
        "records to county boundaries: 1 of 2 arrive",
        (
            "content/agencies.yaml:29:11: wrong"
            " [joins:records-to-county-boundaries:Birk:birch-sheriff]: "
            "'Birk' leads nowhere: records to county boundaries\n"
            "  correct the word, or add what it names"
        ),
    ),
    (
        ("geography/places.csv", "Crossways,Birch", "Crossways,Birk"),
        "places to county boundaries: 2 of 3 arrive",
        (
            "content/geography/places.csv: wrong"
            " [joins:places-to-county-boundaries:Birk:Crossways]: "
            "'Birk' leads nowhere: places to county boundaries\n"
            "  correct the word, or add what it names"
        ),
    ),
)


@pytest.mark.parametrize(("edit", "line", "wanted"), JOINS)
def test_a_join_that_drops_a_row_is_wrong(
    tmp_path: Path, edit: Edit, line: str, wanted: str
) -> None:
    joins = lines_of(report_of(edited(tmp_path, edit)), "joins")
    (broken,) = [one for one in joins if one.told == line]
    assert [shown(finding) for finding in broken.findings] == [wanted]


# ------------------------------------------------------------------------ sums

REPORTED = """\
- {{id: yes_said, label: yes, value: {yes}, sources: [first-list]}}
- {{id: no_said, label: no, value: 1161, sources: [first-list]}}
- {{id: all_asked, label: all, value: 1496, sources: [first-list], parts: [yes_said, no_said]}}
"""


def test_a_sum_shows_its_arithmetic(tmp_path: Path) -> None:
    figures = FIGURES + REPORTED.format(yes=335)
    (line,) = lines_of(report_of(write_project(tmp_path, {"figures.yaml": figures})), "sums")
    assert line == Line(
        "sums", "335 + 1,161 = 1,496 (yes_said + no_said), and 'all_asked' is 1,496"
    )


@pytest.mark.parametrize(("value", "gap"), [(333, "1,494, 2 less"), (340, "1,501, 5 more")])
def test_a_sum_that_does_not_add_up_is_wrong(tmp_path: Path, value: int, gap: str) -> None:
    figures = FIGURES + REPORTED.format(yes=value)
    (line,) = lines_of(report_of(write_project(tmp_path, {"figures.yaml": figures})), "sums")
    assert [shown(finding) for finding in line.findings] == [
        (
            "content/figures.yaml:10:74: wrong [sums:all_asked]: "
            f"the parts of 'all_asked' add up to {gap} than it\n"
            "  check each number against its source; a source that does not add up needs a note"
        )
    ]


def test_a_part_is_never_more_than_its_whole(tmp_path: Path) -> None:
    sound = FIGURES.replace("  count: agencies\n", "  count: agencies\n  part_of: listed_total\n")
    (line,) = lines_of(report_of(write_project(tmp_path / "a", {"figures.yaml": sound})), "sums")
    assert line == Line("sums", "3 of 12: 'named' is a part of 'listed_total'")
    broken = sound.replace("value: 12", "value: 2")
    (line,) = lines_of(report_of(write_project(tmp_path / "b", {"figures.yaml": broken})), "sums")
    assert [shown(finding) for finding in line.findings] == [
        (
            "content/figures.yaml:4:12: wrong [sums:named:part]: "
            "'named' is 3, and 'listed_total' only 2\n"
            "  check both numbers against their sources"
        )
    ]


def test_a_record_that_two_parts_count_is_told_although_the_sum_is_right(tmp_path: Path) -> None:
    figures = FIGURES.replace("  count: agencies\n", "  count: agencies\n  parts: [one, two]\n")
    figures += (
        "- {id: one, label: one, count: agencies, where: {kind: police}}\n"
        "- {id: two, label: two, count: agencies, where: {reply: confirmed}}\n"
    )
    (line,) = lines_of(report_of(write_project(tmp_path, {"figures.yaml": figures})), "sums")
    assert line.told == "2 + 1 = 3 (one + two), and 'named' is 3"
    assert [shown(finding) for finding in line.findings] == [
        (
            "content/figures.yaml:4:10: wrong [sums:named:alderton-police]: "
            "'alderton-police' is counted by 'one' and by 'two'\n"
            "  let each record be in one part of a sum only"
        )
    ]


def test_a_part_that_counts_what_its_whole_does_not_is_wrong(tmp_path: Path) -> None:
    figures = FIGURES + (
        "- {id: police, label: one, count: agencies, where: {kind: police}}\n"
        "- {id: noes, label: two, count: agencies, where: {kind: sheriff}, part_of: police}\n"
    )
    (line,) = lines_of(report_of(write_project(tmp_path, {"figures.yaml": figures})), "sums")
    assert line.told == "1 of 2: 'noes' is a part of 'police'"
    assert [shown(finding) for finding in line.findings] == [
        (
            "content/figures.yaml:9:76: wrong [sums:noes:rows]: "
            "'noes' counts birch-sheriff, which 'police' does not\n"
            "  check the 'where' of both figures"
        )
    ]


def test_a_part_that_is_no_number_cannot_be_added(tmp_path: Path) -> None:
    figures = FIGURES + REPORTED.format(yes="a few")
    (line,) = lines_of(report_of(write_project(tmp_path, {"figures.yaml": figures})), "sums")
    assert line.told == "2 numbers of 3 figures of 'all_asked'"
    assert [shown(finding) for finding in line.findings] == [
        (
            "content/figures.yaml:10:74: wrong [sums:all_asked]: "
            "'yes_said' cannot be counted with\n"
            "  name figures whose value is a number"
        )
    ]


@pytest.mark.parametrize(
    ("field", "column"), [("parts: [listed_totl]", 11), ("part_of: listed_totl", 12)]
)
def test_a_part_that_is_no_figure_stops_a_build(tmp_path: Path, field: str, column: int) -> None:
    root = edited(tmp_path, ("figures.yaml", "count: agencies\n", f"count: agencies\n  {field}\n"))
    assert told(root) == [
        (
            f"content/figures.yaml:4:{column}: error[E052]: there is no figure 'listed_totl'\n"
            "  did you mean 'listed_total'?"
        )
    ]


# ------------------------------------------------------------------------ waivers

WAIVER = """\
- finding: categories:kinds:sheriff
  by: Ada Editor
  reason: Testland has one sheriff.
  date: 2020-05-02
"""


def test_what_is_waived_stays_in_the_report_with_name_and_reason(tmp_path: Path) -> None:
    report = report_of(write_project(tmp_path, {"waivers.yaml": WAIVER}))
    finding = only(report, "categories:kinds:sheriff")
    assert finding.verdict == "waived"
    assert finding.waiver
    assert (finding.waiver.by, finding.waiver.reason) == (
        "Ada Editor",
        "Testland has one sheriff.",
    )
    assert lines_of(report, "categories")[0].verdict == "waived"
    assert lines_of(report, "waivers") == [Line("waivers", "of 1 waiver, 1 in use")]


def test_a_waiver_that_waives_nothing_is_told(tmp_path: Path) -> None:
    waiver = WAIVER.replace("kinds:sheriff", "kinds:sherif")
    report = report_of(write_project(tmp_path, {"waivers.yaml": waiver}))
    assert [shown(finding) for finding in lines_of(report, "waivers")[0].findings] == [
        (
            "content/waivers.yaml:1:12: look [waivers:categories:kinds:sherif:2020-05-02]: "
            "the waiver of 'categories:kinds:sherif' by Ada Editor waives nothing\n"
            "  take it out; if its finding has another id now, look at that one anew"
        )
    ]


def test_a_second_waiver_of_one_finding_is_told(tmp_path: Path) -> None:
    again = WAIVER.replace("Ada Editor", "Ben Editor")
    report = report_of(write_project(tmp_path, {"waivers.yaml": WAIVER + again}))
    assert [shown(finding) for finding in lines_of(report, "waivers")[0].findings] == [
        (
            "content/waivers.yaml:5:12: look [waivers:categories:kinds:sheriff:2020-05-02]: "
            "'categories:kinds:sheriff' is waived already, by Ada Editor\n"
            "  keep one of the two"
        )
    ]


def test_a_waiver_without_a_reason_is_an_error(tmp_path: Path) -> None:
    waiver = WAIVER.replace("Testland has one sheriff.", '" "')
    assert told(write_project(tmp_path, {"waivers.yaml": waiver})) == [
        ("content/waivers.yaml:3:11: error[E043]: 'reason': this is empty\n  write a text")
    ]


def test_a_waiver_finds_its_finding_again_when_other_entries_move(tmp_path: Path) -> None:
    waiver = WAIVER.replace(
        "categories:kinds:sheriff", "source-order:alderton-police:statements:we-have-stopped"
    )
    more = "    - {speaker: Ada Alder, words: No., sources: [gazette-2020]}\n"
    agencies = AGENCIES.replace("  statements:\n", f"  statements:\n{more}")
    moved = NEW_AGENCY.format(id="zz", name="Zz", place="Alderton", county="Alder") + agencies
    report = report_of(write_project(tmp_path, {"waivers.yaml": waiver, "agencies.yaml": moved}))
    assert [finding.location.line for finding in report.findings("waived")] == [32]


# ------------------------------------------------------------------------ names and numbers


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("St. Mary's Police Dept.", "Saint Marys Police Department"),
        ("Cary PD", "Cary Police"),
        ("Wake Co. Sheriff's Office", "Wake County Sheriff"),
        ("Peña Police", "Pena Police"),
        ("N.C. Bureau", "NC Bureau"),
    ],
)
def test_two_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


@pytest.mark.parametrize("slip", ["raliegh", "ralegh", "raleighs", "raleihg", "raleigx", "xaleigh"])
def test_a_letter_left_out_added_mistaken_or_swapped_is_one_slip(slip: str) -> None:
    one, other = "raleigh police", f"{slip} police"
    assert is_one_slip(one, other)
    assert is_one_slip(other, one)
    assert list(near_pairs([one, other])) == [tuple(sorted((one, other)))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("raleigh police", "durham police"),
        ("raleigh police", "ralxixh police"),
        ("district 1 court", "district 2 court"),
        ("troop a patrol", "troop b patrol"),
        ("cary", "carx"),
    ],
)
def test_two_slips_numbers_single_letters_and_short_names_are_told_apart(
    one: str, other: str
) -> None:
    assert list(near_pairs([one, other])) == []


def test_sheriffs_of_two_counties_with_near_names_are_two(tmp_path: Path) -> None:
    agencies = AGENCIES.replace("name: Alderton Police", "name: Alder Sheriff")
    agencies = agencies.replace("name: Birch County Sheriff", "name: Birch Sheriff")
    report = report_of(write_project(tmp_path, {"agencies.yaml": agencies}))
    assert lines_of(report, "near-names") == [Line("near-names", "3 names and 0 aliases compared")]


def test_an_alias_of_two_records_is_told_once(tmp_path: Path) -> None:
    agencies = another("The Night Watch").replace(
        "  kind: police\n  place: Alderton", "  aliases: [APD]\n  kind: police\n  place: Alderton"
    )
    report = report_of(write_project(tmp_path, {"agencies.yaml": agencies}))
    assert [shown(f) for f in lines_of(report, "same-names")[0].findings] == [
        (
            "content/agencies.yaml:44:13: look [same-names:alderton-police+other-police]: "
            "'APD' is a name of 'alderton-police' and of 'other-police'; "
            "it stands first at content/agencies.yaml:3:13\n"
            "  make one record of the two, or write out what tells them apart"
        )
    ]


def test_a_few_numbers_are_too_few_to_judge(tmp_path: Path) -> None:
    root = write_project(tmp_path, {"agencies.yaml": AGENCIES + amounts(1, 2, 5000)})
    assert lines_of(report_of(root), "outliers")[0] == Line(
        "outliers",
        "spending.amount: 3 numbers from 1 to 5,000: too few to judge (at least 8 are needed)",
    )


def test_the_fence_holds_where_half_the_numbers_are_the_same() -> None:
    assert fence_of([1, 2, 3, 4, 5, 6, 7, 8], 4.5) == pytest.approx(3.5 * 2 / 0.6745)
    assert fence_of([0, 0, 0, 0, 0, 0, 4, 9], 0) == 4
    assert fence_of([0, 0, 0, 0, 0, 0, 0, 9], 0) == 0
