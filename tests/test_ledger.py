"""The ledger: each thing that the site says is a claim, and a claim knows what it rests on."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from broadsheet.charts.bars import GROUPS
from broadsheet.factcheck import open_book
from broadsheet.ledger import Claim, Evidence, Ledger, read_ledger, word_mark
from broadsheet.ledger.passages import passages_of
from broadsheet.ledger.surfaces import FEW, FIELDS, PLACE, SPOT
from broadsheet.load import load
from broadsheet.pipeline import read_content
from broadsheet.plan import plan
from broadsheet.plan.public import public
from tests.project import STORY, Edit, write_project

NOW = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)
SHIPPED = Path(__file__).parents[1]
A, B = "One is so.[@first-list]", "Alderton Police said so.[@gazette-2020]"


def ledger_of(root: Path) -> Ledger:
    """The ledger of a project."""
    script = read_content(load(root), NOW)
    return read_ledger(plan(public(script.found, NOW), script.readings).pages)


def project(root: Path, body: str = "", edits: Iterable[Edit] = ()) -> Ledger:
    """The ledger of the sound project with more text in its story."""
    return ledger_of(write_project(root, {"story/index.md": f"{STORY}\n{body}"}, edits))


def changed(before: Ledger, after: Ledger) -> set[str]:
    """The claims of which a check would have to be made anew; those that are gone are not told."""
    marks = {claim.id: claim.mark for claim in before.claims}
    return {claim.id for claim in after.claims if marks.get(claim.id) != claim.mark}


def saying(ledger: Ledger, words: str) -> Claim:
    """The one claim that says this."""
    (claim,) = [claim for claim in ledger.claims if words in claim.text]
    return claim


@pytest.fixture(scope="module")
def shipped() -> Ledger:
    """The ledger of the site that ships with Broadsheet."""
    return ledger_of(SHIPPED)


# ------------------------------------------------------------------------ sentences


def test_a_sentence_has_the_notes_that_stand_in_it_and_behind_its_full_stop() -> None:
    html = (
        '<p>One.<sup class="cite"><a id="ref-1" href="#note-1">1</a></sup> Two<sup class="cite">'
        '<a href="#note-2">2</a>, <a href="#note-1">1</a></sup> of them. Three.</p>'
    )
    told = [(passage.text, passage.notes) for passage in passages_of(html)]
    assert told == [("One.", (1,)), ("Two of them.", (2, 1)), ("Three.", ())]


def test_a_sentence_knows_its_figures_by_name_and_its_heading() -> None:
    html = '<h2 id="a">A</h2><p>There are <a href="site:figures/#denied">three</a>.</p>'
    heading, sentence = passages_of(html)
    assert (heading.text, heading.is_heading, heading.anchor) == ("A", True, "a")
    assert (sentence.text, sentence.template) == ("There are three.", "There are {denied}.")
    assert [tuple(value) for value in sentence.values] == [("denied", "three")]
    assert sentence.anchor == "a"


def test_bold_words_that_open_a_paragraph_go_with_its_first_sentence() -> None:
    html = "<p><strong>The list.</strong> It is long. It ends.</p><p><strong>All bold.</strong></p>"
    told = [passage.text for passage in passages_of(html)]
    assert told == ["The list. It is long.", "It ends.", "All bold."]


# ---------------------------------------------------------------- what re-opens a check


def test_moving_a_paragraph_changes_no_claim(tmp_path: Path) -> None:
    before = project(tmp_path / "a", f"{A}\n\n{B}\n")
    after = project(tmp_path / "b", f"{B}\n\n{A}\n")
    assert changed(before, after) == changed(after, before) == set()


def test_an_edited_sentence_is_a_new_claim_and_the_others_stay(tmp_path: Path) -> None:
    before = project(tmp_path / "a", f"{A} {B}\n")
    after = project(tmp_path / "b", f"One was so.[@first-list] {B}\n")
    assert changed(before, after) == {saying(after, "One was so.").id}
    assert changed(after, before) == {saying(before, "One is so.").id}


def test_another_place_in_a_source_changes_the_sentence_that_cites_it_alone(
    tmp_path: Path,
) -> None:
    before = project(tmp_path / "a", f"{A} {B}\n")
    after = project(tmp_path / "b", f"One is so.[@first-list, row 3] {B}\n")
    assert changed(before, after) == {saying(after, "One is so.").id}
    assert saying(after, "One is so.").evidence == (Evidence("first-list", "row 3"),)


def test_a_changed_cell_changes_the_claims_that_show_it_and_no_other(tmp_path: Path) -> None:
    before = project(tmp_path / "a")
    edit = ("agencies.yaml", "words: We used it.", "words: We had used it.")
    assert changed(before, project(tmp_path / "b", "", [edit])) == {
        "agencies/alderton-police.reply.words"
    }


def test_a_cell_of_which_nothing_is_known_says_so_under_the_name_that_it_keeps(
    tmp_path: Path,
) -> None:
    before = project(tmp_path / "a")
    blanks = {claim.id: claim.text for claim in before.claims if claim.kind == "blank"}
    assert blanks == {
        "agencies/birch-sheriff.listed": "Listing: No source says.",
        "agencies/birch-sheriff.reply": "No reply known. No source says.",
        "agencies/birch-sheriff.searches_range": "Range of searches: No source says.",
        "agencies/state-bureau.listed": "Listing: No source says.",
        "agencies/state-bureau.searches_range": "Range of searches: No source says.",
    }
    found = "  statewide: yes\n  searches: {range: few, sources: [first-list]}\n"
    after = project(tmp_path / "b", "", [("agencies.yaml", "  statewide: yes\n", found)])
    assert changed(before, after) == {"agencies/state-bureau.searches_range"}


def test_a_note_on_what_is_not_known_stands_behind_it(tmp_path: Path) -> None:
    spent = "  spending: {amount: 5, sources: [first-list]}\n"
    note = "  spending: {note: It did not say., sources: [first-list]}\n"
    edits = [("agencies.yaml", f"  {line}\n", f"  {line}\n{more}")
             for line, more in (("statewide: yes", spent), ("county: Birch", note))]  # fmt: skip
    claim = saying(project(tmp_path, "", edits), "It did not say.")
    assert claim.text == "Spending: No source says. It did not say."
    assert (claim.kind, claim.is_sourced) == ("cell", True)


def test_the_same_words_twice_are_two_claims(tmp_path: Path) -> None:
    ledger = project(tmp_path, "So it is. So it is.\n")
    first, second = [claim.id for claim in ledger.claims if claim.text == "So it is."]
    assert second == f"{first}-2"


def test_an_agency_is_known_by_its_name_however_its_apostrophe_is_typed(tmp_path: Path) -> None:
    edit = ("agencies.yaml", "name: Birch County Sheriff", "name: Birch County Sheriff’s Office")
    ledger = project(tmp_path, "The Birch County Sheriff's Office said so.[@first-list]\n", [edit])
    assert saying(ledger, "Office said so.").about == ("birch-sheriff",)


# ---------------------------------------------------------------------- the shipped site


def test_every_claim_of_the_shipped_site_has_a_name_of_its_own(shipped: Ledger) -> None:
    assert len({claim.id for claim in shipped.claims}) == len(shipped.claims)


def test_a_sentence_of_the_story_has_its_source_and_whom_it_speaks_of(shipped: Ledger) -> None:
    claim = saying(shipped, "Brian Long, assistant chief, said that the department never used")
    assert claim.evidence == (Evidence("times-news-2021"),)
    assert claim.about == ("burlington-pd",)
    assert claim.id in shipped.shown[""]


def test_a_sentence_that_names_nobody_goes_on_about_whom_the_text_named(shipped: Ledger) -> None:
    (claim,) = [
        claim for claim in shipped.claims if claim.page == "" and "as a top user" in claim.text
    ]
    assert claim.about == ("fayetteville-pd",)


def test_an_attempt_that_agencies_share_is_one_claim_on_each_of_their_pages(
    shipped: Ledger,
) -> None:
    claim = saying(shipped, "BuzzFeed offered every entity on its list the chance to comment")
    assert claim.id.startswith("attempts.")
    assert claim.evidence == (Evidence("buzzfeed-table-2021"),)
    pages = {path for path, ids in shipped.shown.items() if claim.id in ids}
    assert pages == {"sources/", *(f"agencies/{agency}/" for agency in claim.about)}
    assert len(claim.about) == 10


def test_a_record_is_shown_wherever_it_is_a_row(shipped: Ledger) -> None:
    pages = {path for path, ids in shipped.shown.items() if "agencies/durham-pd.reply" in ids}
    assert pages >= {"", "agencies/", "agencies/durham-pd/", "counties/durham/"}
    assert "counties/wake/" not in pages


# ------------------------------------------------------------ what each surface shows of a record

PARTS = SHIPPED / "templates" / "parts"
IN_SHORT = PARTS / "in-short.html"
SHOWN_BY = {
    "table": (PARTS / "agency-table.html",),
    "card": (PARTS / "agency-card.html", IN_SHORT),
    "line": (PARTS / "related.html", IN_SHORT),
    "entry": (SHIPPED / "templates" / "counties.html",),
    "link": (PARTS / "timeline.html",),
    "mark": (PARTS / "map.html", SHIPPED / "broadsheet" / "maps" / "told.py"),
}
COLUMNS_OF = {
    "name": {"name"}, "aliases": {"aliases"}, "kind": {"kind"}, "where": set(PLACE),
    "place": {"place"}, "county": {"county"}, "statewide": {"statewide"}, "spot": set(SPOT),
    "reply": {"reply_category"}, "reply_summary": {"reply_summary"}, "range": {"searches_range"},
    "listed_by": {"listed_by"},
}  # fmt: skip
"""What each attribute of a row shows, by the columns of the downloads."""
SAY_NOTHING = {"id", "path", "approximate", "cells"}
"""`cells` are of fields that a dictionary declares: `Seen.own` names their columns."""


@pytest.mark.parametrize("surface", SHOWN_BY)
def test_every_template_shows_of_a_record_what_the_ledger_says_it_does(surface: str) -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in SHOWN_BY[surface])
    used = set(re.findall(r"\brow\.(\w+)", text)) - SAY_NOTHING
    columns = set().union(*(COLUMNS_OF[attribute] for attribute in used))
    spot = set(SPOT) if surface == "mark" else set()
    assert columns | spot == set(FIELDS[surface])


def test_a_county_has_cards_for_as_many_records_as_its_template_says() -> None:
    text = (SHIPPED / "templates" / "county.html").read_text(encoding="utf-8")
    assert set(re.findall(r"view\.rows \| length > (\d+)", text)) == {str(FEW)}


def test_every_grouping_of_bars_is_a_surface() -> None:
    groups = {f"bars: {grouping.heading}" for grouping in GROUPS.values()}
    assert groups == {surface for surface in FIELDS if surface.startswith("bars")}


# ---------------------------------------------------------------------- what is a double

TWICE = """\
- by: WTST
  date: 2020-03-05
  agencies: all
  asked: It asked for comment.
  sources: [gazette-2020]
- by: The Testland Gazette
  date: 2020-03-01
  agencies: [birch-sheriff]
  asked: It asked for comment.
  sources: [gazette-2020]
"""
OWN = """\
  attempts:
    - {by: WTST, date: 2020-02-05, asked: It asked., sources: [gazette-2020]}
    - {by: The Gazette, date: 2020-02-01, asked: It asked., sources: [gazette-2020]}
"""


def test_two_attempts_in_the_same_words_are_two_claims_and_each_has_its_place(
    tmp_path: Path,
) -> None:
    edit = ("agencies.yaml", "  attempts: []\n", OWN)
    root = write_project(tmp_path, {"attempts.yaml": TWICE}, [edit])
    ledger, places = ledger_of(root), open_book(root, NOW).places
    found = {
        claim.id: (claim.text.partition(". It")[0], claim.about, str(places.of(claim)))
        for claim in ledger.claims
        if "attempt" in claim.id
    }
    shared = f"attempts.{word_mark('It asked for comment.')}"
    own = f"agencies/birch-sheriff.attempt.{word_mark('It asked.')}"
    assert found == {
        shared: ("Asked. March 1, 2020. The Testland Gazette", ("birch-sheriff",),
                 "content/attempts.yaml:6:3"),
        f"{shared}-2": ("Asked. March 5, 2020. WTST",
                        ("alderton-police", "birch-sheriff", "state-bureau"),
                        "content/attempts.yaml:1:3"),
        own: ("Asked. February 1, 2020. The Gazette", ("birch-sheriff",),
              "content/agencies.yaml:32:7"),
        f"{own}-2": ("Asked. February 5, 2020. WTST", ("birch-sheriff",),
                     "content/agencies.yaml:31:7"),
    }  # fmt: skip
    on = {path for path, ids in ledger.shown.items() if shared in ids}
    assert on == {"agencies/birch-sheriff/", "sources/"}


def test_the_words_above_a_headline_are_a_claim_with_its_place(tmp_path: Path) -> None:
    edit = ("story/index.md", "---\nThe list names", "kicker: Part 7\n---\nThe list names")
    root = write_project(tmp_path, edits=[edit])
    (claim,) = [claim for claim in ledger_of(root).claims if claim.id == "home.kicker"]
    assert (claim.text, claim.place) == ("Part 7", "Kicker")
    assert str(open_book(root, NOW).places.of(claim)) == "content/story/index.md:5:9"
