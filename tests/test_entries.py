"""`new agency` and its like: an entry is put in, and nothing else is changed."""

import re
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.cli import report
from broadsheet.entries import written
from broadsheet.entries.placing import put_entry
from broadsheet.entries.scalars import Value, entry_lines
from broadsheet.load.yamltree import read_yaml
from tests.desk import CACHE, run
from tests.homes import PROJECT
from tests.project import AGENCIES, SOURCES, county, edited, told, write_project
from tests.project import boundaries as as_boundaries

HOW_IDS_ARE = "use small letters a-z, digits and single hyphens, such as raleigh-pd"
ENTRY = ["- id: new", "  name: New"]
SORTED = """\
# All sources.

# The first.
- id: ant
  title: Ant
  outlet: A   # a remark

# The second, and a text that looks like a comment:
- id: cat
  title: Cat
  outlet: >-
    - id: not-one
    # nor this
- id: dog
  title: "Dog"
  outlet: D
# The end.
"""


def new(root: Path, *words: str) -> Result:
    """Add an entry as an editor does."""
    return run("new", *words, "--root", root)


def text_of(root: Path, file: str) -> str:
    """A file of content/, its line ends as they are."""
    return (root / "content" / file).read_bytes().decode("utf-8")


# ------------------------------------------------------------------------ where it goes


@pytest.mark.parametrize(("before", "after"), [
    ("", "- id: new\n  name: New\n"),
    ("# None yet.\n", "# None yet.\n\n- id: new\n  name: New\n"),
    ("# None yet.\n[]\n", "# None yet.\n\n- id: new\n  name: New\n"),
    ("# None yet.\n[ ] # so far\n", "# None yet.\n # so far\n\n- id: new\n  name: New\n"),
    ("[\n]\n# The end.", "# The end.\n\n- id: new\n  name: New\n"),
    ("- id: a", "- id: a\n\n- id: new\n  name: New\n"),
    ("- id: a\n- id: b\n", "- id: a\n- id: b\n- id: new\n  name: New\n"),
    ("- id: a\n\n- id: b\n\n\n", "- id: a\n\n- id: b\n\n\n- id: new\n  name: New\n"),
    ("- id: a\n\n- id: b\n# End.\n", "- id: a\n\n- id: b\n# End.\n\n- id: new\n  name: New\n"),
    ("  - id: a\n\n  - id: b\n",
     "  - id: a\n\n  - id: b\n\n  - id: new\n    name: New\n"),
    ("\ufeff- id: a\r\n\r\n- id: b\r\n",
     "\ufeff- id: a\r\n\r\n- id: b\r\n\r\n- id: new\r\n  name: New\r\n"),
    ("- id: a\r\n- id: b", "- id: a\r\n- id: b\r\n- id: new\r\n  name: New\r\n"),
    ("- id: a\n  note: |\n    kept\n", "- id: a\n  note: |\n    kept\n\n- id: new\n  name: New\n"),
])  # fmt: skip
def test_an_entry_goes_to_the_end_in_the_form_of_its_neighbours(before: str, after: str) -> None:
    made = put_entry(before, ENTRY)
    assert made.text == after
    assert after.splitlines()[made.line - 1].strip() == "- id: new"


@pytest.mark.parametrize(("number", "above", "below"), [
    (0, "# All sources.\n\n", "# The first.\n- id: ant\n"),
    (1, "  outlet: A   # a remark\n\n", "# The second, and a text that looks like a comment:\n"),
    (2, "    # nor this\n", '- id: dog\n  title: "Dog"\n'),
])  # fmt: skip
def test_an_entry_goes_before_the_comment_of_the_one_that_follows(
    number: int, above: str, below: str
) -> None:
    made = put_entry(SORTED, ENTRY, number)
    gap = "\n" if "\n\n# The second" in SORTED and number < 3 else ""
    put = "- id: new\n  name: New\n"
    assert f"{above}{put}{gap}{below}" in made.text
    assert made.text.replace(put + gap, "", 1) == SORTED
    assert made.text.splitlines()[made.line - 1] == "- id: new"


def test_a_heading_of_the_file_stays_above_the_first_entry() -> None:
    made = put_entry("# Newest first.\n- id: a\n- id: b\n", ENTRY, 0)
    assert made.text == "# Newest first.\n- id: new\n  name: New\n- id: a\n- id: b\n"


def test_a_list_in_brackets_that_holds_something_is_left_alone() -> None:
    with pytest.raises(ValueError, match=re.escape("[{id: a}]")):
        put_entry("[{id: a}]\n", ENTRY)


TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn", "Cf", "Zl", "Zp"]), min_size=1, max_size=30
).filter(str.strip)


@given(st.dictionaries(st.sampled_from(["id", "name", "by"]), TEXTS, min_size=1),
       st.lists(TEXTS, max_size=3))  # fmt: skip
def test_whatever_is_written_is_read_as_itself(fields: dict[str, str], sources: list[str]) -> None:
    own: dict[str, Value] = {**fields, "sources": sources}
    whole: dict[str, Value] = {**own, "listed": [own]}
    value, problems = read_yaml("\n".join(entry_lines(whole)) + "\n", "")
    assert problems == []
    assert value == [whole]


@pytest.mark.parametrize(("text", "form"), [
    ("Garner Police Department", "Garner Police Department"),
    ("St. Mary's (South)", "St. Mary's (South)"),
    ("2020-02", "2020-02"), ("no", '"no"'), ("037", '"037"'), ("a: b", '"a: b"'),
    ("a #b", '"a #b"'), ("null", '"null"'), ('say "x"', '"say \\"x\\""'), (" a", '" a"'),
])  # fmt: skip
def test_a_text_has_quotes_where_it_needs_them(text: str, form: str) -> None:
    assert written(text) == form


# ------------------------------------------------------------------------ agencies


def test_an_agency_is_added_and_all_else_stays_to_the_letter(tmp_path: Path) -> None:
    marked = "# The agencies.\n" + AGENCIES.replace("- id: birch", "# Asked twice.\n- id: birch")
    write_project(tmp_path, {"agencies.yaml": marked})
    done = new(tmp_path, "agency", "Bay Police", "--kind", "police", "--place", "Birchville",
               "--source", "first-list")  # fmt: skip
    assert done.exit_code == 0, done.output
    added = (
        "- id: bay-police\n"
        "  name: Bay Police\n"
        "  kind: police\n"
        "  place: Birchville\n"
        "  county: Birch\n"
        "  listed:\n"
        '    - by: "TK: whose list names it"\n'
        '      basis: "TK: how we know that the list names it."\n'
        "      sources: [first-list]\n"
        '  unanswered: "TK: what is known of whether and how it replied."\n'
        "  updated: 2026-11-25\n"
    )
    text = text_of(tmp_path, "agencies.yaml")
    assert text == marked.replace("# Asked twice.\n", f"{added}# Asked twice.\n")
    line = text[: text.index("- id: bay")].count("\n") + 1
    assert done.stdout == (
        f"{tmp_path}/content/agencies.yaml:{line}: 'bay-police' added\n"
        f"Still to be written (TK): lines {line + 6}, {line + 7}, {line + 9}\n"
        "Name it in an article: [Bay Police](agency:bay-police).\n"
    )
    assert told(tmp_path) == []


def test_an_entry_goes_to_the_end_of_a_list_that_is_in_no_order(tmp_path: Path) -> None:
    edited(tmp_path, ("agencies.yaml", "id: alderton-police", "id: zoo-police"),
           ("timeline.yaml", "alderton-police", "zoo-police"),
           ("corrections.yaml", "alderton-police", "zoo-police"))  # fmt: skip
    before = text_of(tmp_path, "agencies.yaml")
    assert new(tmp_path, "agency", "Bay Police", "--kind", "police", "--statewide").exit_code == 0
    after = text_of(tmp_path, "agencies.yaml")
    assert after.startswith(f"{before}- id: bay-police\n")
    assert "  statewide: yes\n" in after
    assert "listed:" not in after.removeprefix(before)


@pytest.mark.parametrize(("words", "wanted"), [
    (["--statewide"], "--kind is missing; it is one of police, sheriff"),
    (["--kind", "polcie", "--statewide"], "there is no kind 'polcie'; did you mean 'police'?"),
    (["--kind", "police"], "it is not said where it is; give --place, --county or --statewide"),
    (["--kind", "police", "--county", "Brich"],
     "there is no county 'Brich'; did you mean 'Birch'?"),
    (["--kind", "police", "--place", "Aldertown"],
     "there is no place 'Aldertown'; did you mean 'Alderton'?"),
    (["--kind", "police", "--place", "Alderton", "--county", "Birch"],
     "'Alderton' is not in the county 'Birch'; it is one of Alder"),
    (["--kind", "police", "--statewide", "--source", "frist-list"],
     "there is no source 'frist-list'; did you mean 'first-list'?"),
    (["--kind", "police", "--statewide", "--id", "Bay Police"],
     f"'Bay Police' cannot be an id; {HOW_IDS_ARE}"),
])  # fmt: skip
def test_what_is_not_declared_is_refused_with_what_would_be_right(
    tmp_path: Path, words: list[str], wanted: str
) -> None:
    write_project(tmp_path)
    done = new(tmp_path, "agency", "Bay Police", *words)
    assert done.exit_code == 2
    assert done.stderr.endswith(f"Error: {wanted}\n")
    assert text_of(tmp_path, "agencies.yaml") == AGENCIES


def test_a_field_that_every_record_must_have_is_still_to_come(tmp_path: Path) -> None:
    lake = "name: Lake Home"
    write_project(tmp_path, PROJECT, [
        ("dictionary.yaml", "meaning: What it was fined.", "meaning: x\n    required: yes"),
        ("agencies.yaml", "beds: 60", "beds: 60\n  fines: 1"),
        ("agencies.yaml", lake, f"{lake}\n  sources: [first-list]\n  fines: 1"),
    ])  # fmt: skip
    asked = ("agency", "Bay Home", "--kind", "police", "--county", "Birch")
    assert new(tmp_path, *asked).stderr.endswith(
        "Error: every record has 'fines', which rests on a source; give --source\n"
    )
    done = new(tmp_path, *asked, "--source", "first-list")
    assert done.exit_code == 0, done.output
    assert '  fines:\n    note: "TK: Fines"\n' in text_of(tmp_path, "agencies.yaml")
    built = run("build", "--root", tmp_path, "--cache", CACHE)
    assert built.exit_code == 0, built.output


def test_a_place_that_two_counties_have_needs_its_county(tmp_path: Path) -> None:
    places = (
        "name,county,latitude,longitude,population\nAlderton,Alder,35.5,-79.5,1\n"
        "Bay,Alder,35.5,-79.5,1\nBay,Birch,35.5,-78.5,1\n"
    )
    write_project(tmp_path, {"geography/places.csv": places})
    asked = ("agency", "Bay Police", "--kind", "police", "--place", "Bay")
    assert new(tmp_path, *asked).stderr.endswith(
        "Error: there are several places 'Bay'; give --county: it is one of Alder, Birch\n"
    )
    assert new(tmp_path, *asked, "--county", "Birch").exit_code == 0
    assert "  place: Bay\n  county: Birch\n" in text_of(tmp_path, "agencies.yaml")


def test_a_name_that_stands_there_already_is_told_at_its_place(tmp_path: Path) -> None:
    write_project(tmp_path)
    done = new(tmp_path, "agency", "Alderton Police", "--kind", "police", "--statewide")
    assert done.exit_code == report.CONTENT_PROBLEMS
    assert done.stderr == (
        "content/agencies.yaml:1:7: error[E193]: there is 'alderton-police' already\n"
        "  if it is another one, give it an id of its own: --id\n"
        "1 error: nothing was written.\n"
    )
    assert text_of(tmp_path, "agencies.yaml") == AGENCIES


def test_of_a_folder_of_files_the_one_with_most_of_the_county_is_taken(tmp_path: Path) -> None:
    first, second, third = re.split(r"(?m)^(?=- id)", AGENCIES)[1:]
    write_project(tmp_path, {
        "agencies.yaml": None, "agencies/east.yaml": second, "agencies/west.yaml": first + third,
    })  # fmt: skip
    asked = ("agency", "Bay Police", "--kind", "police", "--county", "Birch")
    assert "agencies/east.yaml:" in new(tmp_path, *asked).stdout
    named = new(tmp_path, *asked, "--id", "bay-2", "--file", "west.yaml")
    assert "agencies/west.yaml:" in named.stdout
    begun = new(tmp_path, *asked, "--id", "bay-3", "--file", "north")
    assert f"{tmp_path}/content/agencies/north.yaml:1: 'bay-3' added\n" in begun.stdout
    assert told(tmp_path) == []


# ------------------------------------------------------------------------ sources


def test_a_source_is_added_and_can_be_cited(tmp_path: Path) -> None:
    write_project(tmp_path)
    done = new(tmp_path, "source", "The Ledger: Who pays?", "--date", "2026-11",
               "--url", "https://ledger.net/a", "--read", "full")  # fmt: skip
    assert done.exit_code == 0, done.output
    assert text_of(tmp_path, "sources.yaml") == (
        f"{SOURCES}- id: the-ledger-who-pays\n"
        '  title: "The Ledger: Who pays?"\n'
        '  outlet: "TK: who published it"\n'
        "  date: 2026-11\n"
        '  url: "https://ledger.net/a"\n'
        "  read: full\n"
    )
    assert done.stdout.endswith(
        "Cite it in an article: [@the-ledger-who-pays], in a record: [the-ledger-who-pays].\n"
    )


def test_a_second_source_of_a_title_gets_an_id_of_its_own(tmp_path: Path) -> None:
    write_project(tmp_path)
    ids = [new(tmp_path, "source", "News Roundup").stdout.split("'")[1] for _ in range(3)]
    assert ids == ["news-roundup", "news-roundup-2", "news-roundup-3"]


def test_two_faults_of_a_source_are_told_at_once_and_nothing_is_written(tmp_path: Path) -> None:
    write_project(tmp_path)
    done = new(tmp_path, "source", "A", "--date", "November", "--url", "ledger.net")
    assert done.exit_code == report.CONTENT_PROBLEMS
    assert done.stderr == (
        "content/sources.yaml: error[E043]: 'date': 'November' is not a date\n"
        "  write 2018, 2020-02 or 2020-02-11: as exactly as the source says\n"
        "content/sources.yaml: error[E043]: 'url': 'ledger.net' is not a web address\n"
        "  begin it with https://\n"
        "2 errors: nothing was written.\n"
    )
    assert text_of(tmp_path, "sources.yaml") == SOURCES


def test_a_file_with_windows_line_ends_and_a_mark_keeps_them(tmp_path: Path) -> None:
    before = b"\xef\xbb\xbf" + SOURCES.replace("\n", "\r\n").encode()
    write_project(tmp_path, {"sources.yaml": before})
    assert new(tmp_path, "source", "A title").exit_code == 0
    after = (tmp_path / "content" / "sources.yaml").read_bytes()
    assert after == before + (
        b'- id: a-title\r\n  title: A title\r\n  outlet: "TK: who published it"\r\n'
    )


@pytest.mark.parametrize(("content", "place", "message"), [
    ("a: b\n", ": error[E192]", "this file is not a list"),
    ("[{id: a, title: b, outlet: c}]\n", ": error[E192]", "this list is written in brackets"),
    ("- id: a\n...\n", ": error[E192]",
     "no entry can be added to this file without changing others"),
    ("- id: a\n  title: b\n  title: c\n", ":3:3: error[E024]",
     "'title' stands twice in this group; first on line 2"),
])  # fmt: skip
def test_a_file_to_which_nothing_can_be_added_is_left_as_it_is(
    tmp_path: Path, content: str, place: str, message: str
) -> None:
    write_project(tmp_path, {"sources.yaml": content})
    done = new(tmp_path, "source", "A title")
    assert done.exit_code == report.CONTENT_PROBLEMS
    assert done.stderr.splitlines()[0] == f"content/sources.yaml{place}: {message}"
    assert done.stderr.endswith("1 error: nothing was written.\n")
    assert text_of(tmp_path, "sources.yaml") == content


def test_a_text_that_would_take_in_the_empty_line_before_the_entry_is_not_changed(
    tmp_path: Path,
) -> None:
    kept = SOURCES.replace("- id: gazette", "\n- id: gazette") + "  notes: |+\n    kept\n"
    write_project(tmp_path, {"sources.yaml": kept})
    done = new(tmp_path, "source", "A title")
    assert done.stderr == (
        "content/sources.yaml: error[E192]: "
        "no entry can be added to this file without changing others\n"
        "  begin each entry on a line of its own, with '- '\n"
        "1 error: nothing was written.\n"
    )
    assert text_of(tmp_path, "sources.yaml") == kept


# ------------------------------------------------------------------------ articles, corrections


def test_an_article_is_a_draft_that_builds_and_is_never_written_over(tmp_path: Path) -> None:
    write_project(tmp_path)
    done = new(tmp_path, "article", "Who pays: a story")
    assert done.stdout == (
        f"{tmp_path}/content/story/who-pays-a-story.md:1: 'who-pays-a-story' added\n"
        "Still to be written (TK): lines 3, 4, 9\n"
        "It is held back until the line 'draft: yes' is gone.\n"
    )
    text = text_of(tmp_path, "story/who-pays-a-story.md")
    assert text.startswith('---\ntitle: "Who pays: a story"\n')
    built = run("publish", "--root", tmp_path, "--cache", CACHE)
    assert built.exit_code == 0, built.output
    assert "Held back, as drafts or until their time: who-pays-a-story.md" in built.stdout
    again = new(tmp_path, "article", "Who pays: a story")
    assert again.stderr.splitlines()[0] == (
        "content/story/who-pays-a-story.md: error[E193]: there is 'who-pays-a-story' already"
    )
    assert text_of(tmp_path, "story/who-pays-a-story.md") == text


def test_the_newest_correction_is_first_and_the_comment_above_the_list_stays(
    tmp_path: Path,
) -> None:
    head = "# Corrections, newest first.\n#\n# - id: a-name\n#   date: 2026-12-01\n"
    write_project(tmp_path, {"corrections.yaml": f"{head}[]\n"})
    assert new(tmp_path, "correction", "The title of the chief was wrong.").exit_code == 0
    assert new(tmp_path, "correction", "--datum", "agencies/alderton-police.name",
               "--was", "Aldertown Police", "--is", "Alderton Police").exit_code == 0  # fmt: skip
    assert text_of(tmp_path, "corrections.yaml") == (
        f"{head}\n"
        "- id: alderton-police-name\n"
        "  date: 2026-11-25\n"
        "  datum: agencies/alderton-police.name\n"
        "  was: Aldertown Police\n"
        "  is: Alderton Police\n"
        "\n"
        "- id: the-title-of-the-chief-was-wrong\n"
        "  date: 2026-11-25\n"
        "  text: The title of the chief was wrong.\n"
    )


def test_a_correction_goes_to_the_end_where_the_oldest_is_first(tmp_path: Path) -> None:
    old = "- id: b\n  date: 2020-05-01\n  text: B.\n- id: a\n  date: 2020-05-02\n  text: A.\n"
    write_project(tmp_path, {"corrections.yaml": old})
    assert new(tmp_path, "correction", "--update", "--id", "now").exit_code == 0
    assert text_of(tmp_path, "corrections.yaml") == (
        f"{old}- id: now\n  date: 2026-11-25\n  kind: update\n"
        '  text: "TK: what was wrong and what is right, in full sentences."\n'
    )


def test_a_file_that_is_not_there_yet_is_begun(tmp_path: Path) -> None:
    write_project(tmp_path, {"corrections.yaml": None})
    done = new(tmp_path, "correction", "It was wrong.")
    assert done.exit_code == 0, done.output
    assert text_of(tmp_path, "corrections.yaml").startswith("- id: it-was-wrong\n")


def test_today_is_the_day_of_the_site(tmp_path: Path) -> None:
    edited(tmp_path, ("site.yaml", "America/New_York", "Pacific/Auckland"))
    new(tmp_path, "correction", "It was wrong.")
    assert "  date: 2026-11-26\n" in text_of(tmp_path, "corrections.yaml")


def test_a_folder_without_content_is_told(tmp_path: Path) -> None:
    done = new(tmp_path, "source", "A title")
    assert done.stderr.splitlines()[0] == (
        "content: error[E010]: there is no content/ in this folder"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_county_that_is_added_can_be_named_at_once(tmp_path: Path) -> None:
    area = as_boundaries(county(1, "Alder", -80.0), county(3, "Birch", -79.0),
                         county(5, "Cedar", -78.0))  # fmt: skip
    write_project(tmp_path, {"geography/counties.geojson": area})
    done = new(tmp_path, "agency", "Bay", "--kind", "sheriff", "--county", "Cedar")
    assert done.exit_code == 0, done.output
