"""What the search box finds: all that pages show, no sentence without what it leans on."""

import datetime
import json
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from broadsheet.load import load
from broadsheet.lookup import Entry, search_script
from broadsheet.lookup.passages import sections, sentences_of
from broadsheet.pages import ArticleView, NoteBoxView, Part, QuoteView
from broadsheet.pipeline import make, read_content
from broadsheet.plan import Plan, plan
from broadsheet.plan.public import public
from broadsheet.sentences import sentences
from tests.project import AGENCIES, STORY, edited, write_project

ROOT = Path(__file__).parents[1]
NOW = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)
HOSTILE = (
    "</title><script>alert(1)</script>", "<!--<script>", "-->", "]]>", "&amp;&lt;b&gt;", "${x}",
    "`x`", "back\\slash \\u003c", '"quoted"', "{{ 7 * 7 }}", "日本語", "a\x00b", "\ufeff",
)  # fmt: skip
METHOD = """\
---
title: How we worked
dek: We asked nobody.
---
Every word here is invented. So is this one.

## What it does not mean

It does not mean any of these:

- that the list is right. It may be.
- Nobody asked.

The end. [@first-list]
"""


def planned(root: Path) -> Plan:
    script = read_content(load(root), NOW)
    return plan(public(script.found, NOW), script.readings)


def parsed(script: bytes) -> dict[str, list[Any]]:
    """The index, as JSON alone reads it."""
    name, _, rest = script.decode().partition("=")
    assert name == "window.broadsheetSearch"
    assert rest.endswith(";\n")
    return dict(json.loads(rest[:-2]))


def rows(script: bytes) -> list[tuple[str, str, str, str]]:
    """What each entry is, its names, where it leads, and what it says."""
    index = parsed(script)
    kinds = [kind for kind, _, many in index["kinds"] for _ in range(many)]
    return list(zip(kinds, index["titles"], index["paths"], index["texts"], strict=True))


def test_everything_that_pages_show_is_found_in_the_order_of_its_worth(tmp_path: Path) -> None:
    edit = ("agencies.yaml", "  name: Alderton Police\n",
            "  name: Alderton Police\n  aliases: [APD, The Alder Force]\n")  # fmt: skip
    found = rows(planned(edited(tmp_path, edit)).search)
    assert found[0][:3] == (
        "Agency",
        "Alderton Police\nOther names: APD, The Alder Force",
        "agencies/alderton-police/index.html",
    )
    listed = "Listed by the invented list; listed range 1 to 10"
    assert found[0][3].split("\n") == [
        f"Police, Alderton, Alder County. {listed}. Reply: Said yes",
        "Ada Alder, chief: “We used it.” (Likely)",
        "Listed by the invented list: The list names it.",
        "Range of searches: 1 to 10",
        "Ada Alder, chief: “We have stopped.”",
    ]
    told = [(kind, title, path) for kind, title, path, _ in found]
    assert told[1:] == [
        ("Agency", "Birch County Sheriff", "agencies/birch-sheriff/index.html"),
        ("Agency", "Testland Bureau", "agencies/state-bureau/index.html"),
        ("County", "Alder County", "counties/alder/index.html"),
        ("County", "Birch County", "counties/birch/index.html"),
        ("Place", "Alderton, Alder County", "counties/alder/index.html"),
        ("Place", "Birchville, Birch County", "counties/birch/index.html"),
        ("Place", "Crossways, Birch County", "counties/birch/index.html"),
        ("The story", "What the list says", "index.html"),
        ("Page", "Timeline", "timeline/index.html"),
        ("Page", "Figures", "figures/index.html"),
        ("Page", "Agencies", "agencies/index.html"),
        ("Page", "Counties", "counties/index.html"),
        ("Page", "Sources", "sources/index.html"),
        ("Page", "Corrections", "corrections/index.html"),
        ("Page", "Data", "data/index.html"),
        ("Source", "The First List", "sources/index.html#source-first-list"),
        ("Source", "What the agencies said", "sources/index.html#source-gazette-2020"),
        ("Definition", "Police", "data/index.html"),
        ("Definition", "Sheriff", "data/index.html"),
        ("Definition", "Said yes", "data/index.html"),
        ("Definition", "Said no", "data/index.html"),
        ("Definition", "No reply known", "data/index.html"),
        ("Definition", "1 to 10", "data/index.html"),
        ("Definition", "Read in full", "data/index.html"),
        ("Definition", "Likely", "data/index.html"),
        ("Figure", "Agencies that are named", "figures/index.html#named"),
        ("Timeline", "2019", "timeline/index.html"),
        ("Timeline", "April 1, 2020", "timeline/index.html"),
        ("Correction", "May 2, 2020", "corrections/index.html#correction-wrong-title"),
    ]


def test_a_county_says_who_is_named_in_it_or_that_nobody_is(tmp_path: Path) -> None:
    edit = ("agencies.yaml", "  county: Birch\n", "  county: Alder\n")
    told = {title: text for _, title, _, text in rows(planned(edited(tmp_path, edit)).search)}
    assert told["Alder County"] == (
        "Agencies named in this county: Alderton Police, Birch County Sheriff"
    )
    assert told["Birch County"] == "Our sources name no agency in Birch County."


def test_a_section_is_found_by_its_heading_and_leads_to_its_anchor(tmp_path: Path) -> None:
    found = rows(planned(write_project(tmp_path, {"story/method.md": METHOD})).search)
    mine = [row for row in found if row[2].startswith("method/")]
    assert [row[:3] for row in mine] == [
        ("Page", "How we worked", "method/index.html"),
        ("How we worked", "What it does not mean", "method/index.html#what-it-does-not-mean"),
    ]
    assert [row[3].split("\n") for row in mine] == [
        ["We asked nobody.", "Every word here is invented.", "So is this one."],
        [
            "It does not mean any of these:",
            "It does not mean any of these: that the list is right.",
            "It may be.",
            "It does not mean any of these: Nobody asked.",
            "The end.",
        ],
    ]


def test_background_is_never_shown_without_saying_that_it_is(tmp_path: Path) -> None:
    context = """\
  context:
    - text: It bought another thing.
      sources: [first-list]
      standing: likely
  unclear: [Whether it paid.]
  statements:
"""
    edit = ("agencies.yaml", "  statements:\n", context)
    text = rows(planned(edited(tmp_path, edit)).search)[0][3].split("\n")
    assert text[-2:] == [
        "Unclear: Whether it paid.",
        "Background, not about the Invented Service: It bought another thing. (Likely)",
    ]


def test_drafts_and_what_is_private_are_not_found(tmp_path: Path) -> None:
    private = AGENCIES.replace(
        "  kind: sheriff\n", "  kind: sheriff\n  notes: CANARY-1\n  contact: CANARY-2\n"
    )
    draft = METHOD.replace("dek:", "draft: yes\ndek:").replace("invented", "CANARY-3")
    commented = f"{STORY}\n<!-- CANARY-4 -->\n"
    files = {"agencies.yaml": private, "story/method.md": draft, "story/index.md": commented}
    search = planned(write_project(tmp_path, files)).search
    assert b"CANARY" not in search
    assert b"method/" not in search


def test_the_golden_site_shows_in_its_index_nothing_that_it_hides() -> None:
    search = planned(ROOT / "tests" / "golden").search
    assert b"CANARY" not in search
    assert len(rows(search)) > 20


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_comes_back_as_it_was_and_closes_no_script(text: str) -> None:
    entries = (Entry(0, text, f"a{text}b", f"{text}/", (f"a{text}b", text), f"c{text}d"),)
    script = search_script(entries)
    assert not {b"<", b">", b"&"} & {script[n : n + 1] for n in range(len(script))}
    assert rows(script) == [
        (text, f"a{text}b\nc{text}d", f"{text}/index.html", f"a{text}b\n{text}")
    ]


def test_what_parts_lines_in_javascript_parts_none_in_the_index() -> None:
    script = search_script((Entry(0, "a\u2028b", "a\u2028b\nc", "x\u2029/", ("d\ne",)),))
    assert "\u2028" not in script.decode()
    assert "\u2029" not in script.decode()
    assert rows(script) == [("a\u2028b", "a b c", "x\u2029/index.html", "d e")]


def test_an_index_of_nothing_is_an_index() -> None:
    assert parsed(search_script(())) == {"kinds": [], "titles": [], "paths": [], "texts": []}


def test_the_same_content_gives_the_same_index(tmp_path: Path) -> None:
    first, second = write_project(tmp_path / "a"), write_project(tmp_path / "b")
    assert planned(first).search == planned(second).search


def test_every_result_of_the_shipped_site_leads_to_a_place_that_is_there() -> None:
    outputs = make(ROOT, NOW, cache=ROOT / ".broadsheet").outputs
    files = {output.path: output.content for output in outputs}
    (name,) = (path for path in files if path.startswith("assets/search-index."))
    lost = []
    for _, title, path, _ in rows(files[name]):
        file, _, anchor = path.partition("#")
        if file not in files or (anchor and f' id="{anchor}"'.encode() not in files[file]):
            lost.append(f"{title}: {path}")
    assert lost == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("He said: “Stop.” She did.", ["He said: “Stop.”", "She did."]),
        ("Raleigh, N.C. Police said so.", ["Raleigh, N.C. Police said so."]),
        ("Sgt. Glass spoke. On Feb. 11 he left.", ["Sgt. Glass spoke.", "On Feb. 11 he left."]),
        ("It paid $2,500. 20 had access.", ["It paid $2,500.", "20 had access."]),
        ("A pause … and on.", ["A pause … and on."]),
        ("(In short.) “No.” Ébène.", ["(In short.)", "“No.”", "Ébène."]),
        ("  two \n lines\tof one ", ["two lines of one"]),
        ("", []),
    ],
)
def test_a_text_is_cut_between_sentences_only(text: str, parts: list[str]) -> None:
    assert list(sentences(text)) == parts


def test_html_becomes_sentences_without_the_marks_of_notes() -> None:
    prose = (
        '<p>A &amp; B <em>met</em>.<sup class="cite"><a href="#n">1</a></sup> C came.</p>'
        "<table><tr><td>cell one</td><td>cell two</td></tr></table>"
    )
    assert list(sentences_of(prose)) == ["A & B met.", "C came.", "cell one", "cell two"]


def test_a_quote_stands_under_its_speaker_and_a_section_goes_on_behind_a_display() -> None:
    article = ArticleView(
        title="x",
        parts=(
            Part("prose", Markup('<p>One.</p><h2 id="a-b">A b</h2><p>Two.</p>')),
            Part("quote", view=QuoteView(Markup("<p>Three. Four.</p>"), "Ada", ())),
            Part("map", view=object()),
            Part("note", view=NoteBoxView("Box", Markup("<p>Five.</p>"))),
            Part("prose", Markup('<p>Six.</p><h3 id="c">C</h3>')),
        ),
    )
    assert list(sections(article)) == [
        ("", ("One.",)),
        ("a-b", ("Two.", "Ada: “Three. Four.”", "Five.", "Six.")),
        ("c", ()),
    ]
