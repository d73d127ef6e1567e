"""The page of figures: every number that is used, how it is come by, and exactly its rows."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from broadsheet.figures.conditions import ANSWERED, WHERE_FIELDS
from broadsheet.load import load
from broadsheet.pages import ExplorerView, FiguresView, FigureView
from broadsheet.pipeline import make, read_content
from broadsheet.plan import find_figures, plan
from broadsheet.plan.derivation import ANSWERS, CLAUSES, WORDS
from tests.project import AGENCIES, FIGURES, STORY, read, write_project

ROOT = Path(__file__).parents[1]
NOW = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)
MORE = """\
- {id: paid, label: What they paid, sum: spending.amount, note: "It's little."}
- {id: silent, label: Silent, count: agencies, where: {reply: silent}}
- {id: alder, label: In Alder, count: agencies, where: {county: [Alder, Birch], kind: police}}
- {id: there, label: By place, count: agencies, where: {place: Alderton, statewide: no}}
- {id: trial, label: On trial, count: agencies, where: {free_trial: [yes, possible]}}
- {id: heard, label: Answered, count: agencies, where: {answered: yes}}
- {id: unheard, label: Not heard, count: agencies, where: {answered: [no, unknown]}}
- {id: whole, label: Whole, count: agencies, where: {statewide: yes, reply: denied}}
- {id: others, label: Others, subtract: [named, silent]}
- {id: unnamed, label: Not named, subtract: [listed_total, named]}
- {id: rate, label: Share of sheriffs, share: named, where: {kind: sheriff}}
- {id: places, label: Counties, count: counties, where: {kind: [police, sheriff]}}
- {id: cited, label: Sources, count: sources}
- {id: happened, label: Events, count: timeline}
- {id: names, label: Names, list: name, where: {id: [alderton-police, birch-sheriff]}}
- {id: unused, label: Unused, count: agencies}
"""
USED = re.findall(r"id: (\w+)", MORE.replace("id: unused", ""))


def view_of(root: Path, figures: str = FIGURES + MORE) -> FiguresView:
    """The page of a small project that uses every figure but one."""
    used = " ".join(f"{{{{ {name} }}}}" for name in USED if name != "unused")
    agencies = AGENCIES.replace(
        "  searches:", "  spending: {amount: 2500, sources: [gazette-2020]}\n  searches:"
    )
    files = {"figures.yaml": figures, "story/index.md": f"{STORY}\n{used}\n"}
    content, _, _ = read(write_project(root, files | {"agencies.yaml": agencies}))
    script = read_content(content, NOW)
    pages = {page.path: page for page in plan(script.found, script.readings).pages}
    view = pages["figures/"].view
    assert isinstance(view, FiguresView)
    return view


def by_id(view: FiguresView) -> dict[str, FigureView]:
    return {figure.id: figure for figure in view.figures}


def test_every_figure_that_is_used_says_how_it_is_come_by(tmp_path: Path) -> None:
    told = {name: (f.value, f.sentence) for name, f in by_id(view_of(tmp_path)).items()}
    assert told == {
        "named": ("3", "We counted all the agencies that this site names."),
        "listed_total": ("12", "Reported by The Invented List, 2019."),
        "paid": (
            "$2,500", "We added up the amounts spent of all the agencies that this site names."
        ),
        "silent": ("1", "We counted the agencies whose reply is “No reply known”."),
        "alder": ("1", ("We counted the agencies that are in Alder County or Birch County "
                       "and whose kind is “Police”.")),
        "there": ("1", ("We counted the agencies that are in Alderton "
                       "and that do not serve all of Testland.")),
        "trial": ("0", ("We counted the agencies for which a free trial is recorded as "
                       "“yes” or “possible”.")),
        "heard": ("2", "We counted the agencies that answered."),
        "unheard": ("1", ("We counted the agencies that were asked and did not answer or "
                         "of which no source says whether they answered.")),
        "whole": ("1", ("We counted the agencies that serve all of Testland "
                       "and whose reply is “Said no”.")),
        "others": ("2", "3 (Agencies that are named) less 1 (Silent)."),
        "unnamed": ("9", "12 (Agencies on the list) less 3 (Agencies that are named)."),
        "rate": ("33%", ("The agencies whose kind is “Sheriff”, as a share of "
                        "3 (Agencies that are named).")),
        "places": ("2", ("We counted the counties of the agencies whose kind is "
                        "“Police” or “Sheriff”.")),
        "cited": ("2", "We counted the sources that this site cites."),
        "happened": ("2", "We counted the events of the timeline."),
        "names": ("Alderton Police and Birch County Sheriff",
                  "The names of Alderton Police and Birch County Sheriff."),
    }  # fmt: skip


def test_every_field_that_chooses_agencies_can_be_told_in_words() -> None:
    assert {"id", *CLAUSES, *WORDS} == set(WHERE_FIELDS)
    assert set(ANSWERS) == set(ANSWERED)


def test_the_explorer_is_asked_by_its_filters_or_else_for_each_row(tmp_path: Path) -> None:
    assert {name: figure.query for name, figure in by_id(view_of(tmp_path)).items()} == {
        "named": "", "listed_total": None, "paid": "id=alderton-police", "silent": "reply=silent",
        "alder": "county=alder&county=birch&kind=police", "there": "id=alderton-police",
        "trial": None, "heard": "id=alderton-police&id=state-bureau", "unheard": "id=birch-sheriff",
        "whole": "county=statewide&reply=denied",
        "others": "reply=confirmed&reply=denied", "unnamed": None, "rate": "kind=sheriff",
        "places": None, "cited": None, "happened": None,
        "names": "id=alderton-police&id=birch-sheriff",
    }  # fmt: skip


def test_rows_lead_to_their_own_pages_and_sources_to_their_notes(tmp_path: Path) -> None:
    figures = by_id(view_of(tmp_path))
    assert [row.path for row in figures["silent"].rows] == ["agencies/birch-sheriff/"]
    assert [row.path for row in figures["places"].rows] == ["counties/alder/", "counties/birch/"]
    assert [row.path for row in figures["cited"].rows] == [
        "sources/#source-first-list", "sources/#source-gazette-2020",
    ]  # fmt: skip
    assert figures["happened"].whole is not None
    assert figures["happened"].whole.path == "timeline/"
    assert [ref.target for ref in figures["listed_total"].refs] == ["note-1"]
    assert figures["paid"].note == "It’s little."


def test_of_many_rows_the_first_fifty_stand_and_the_others_are_counted(tmp_path: Path) -> None:
    one = AGENCIES[AGENCIES.index("- id: birch-sheriff") : AGENCIES.index("- id: state-bureau")]
    many = "".join(
        one.replace("birch-sheriff", f"birch-{n}").replace("Birch County", f"Birch {n}")
        for n in range(60)
    )
    content, _, _ = read(write_project(tmp_path, {"agencies.yaml": AGENCIES + many}))
    script = read_content(content, NOW)
    pages = {page.path: page for page in plan(script.found, script.readings).pages}
    (named,) = pages["figures/"].view.figures
    assert (len(named.rows), named.more) == (50, 13)


def test_a_site_without_figures_has_no_such_page(tmp_path: Path) -> None:
    content, _, _ = read(
        write_project(tmp_path, {"story/index.md": STORY.replace("{{ named }} ", "")})
    )
    script = read_content(content, NOW)
    paths = {page.path for page in plan(script.found, script.readings).pages}
    assert "figures/" not in paths


# ------------------------------------------------------------------- the shipped site


@pytest.fixture(scope="module")
def site() -> dict[str, str]:
    """Every page of the shipped site."""
    made = make(ROOT, NOW, cache=ROOT / ".broadsheet").outputs
    return {one.path: one.content.decode() for one in made if one.path.endswith(".html")}


def entry(site: dict[str, str], name: str) -> str:
    """What the page says of one figure."""
    page = site["figures/index.html"]
    start = page.index(f'<div class="figures__entry" id="{name}">')
    end = page.find('<div class="figures__entry"', start + 1)
    return page[start : end if end > 0 else page.index("</dl>", start)]


def test_the_rows_of_every_figure_are_exactly_those_that_make_it_up(site: dict[str, str]) -> None:
    content = load(ROOT)
    script = read_content(content, NOW)
    values, _ = find_figures(script.found, content.locate)
    planned = {page.path: page for page in plan(script.found, script.readings).pages}
    explorer = planned["agencies/"].view
    assert isinstance(explorer, ExplorerView)
    shown = {
        row: dict(re.findall(r'data-(\w+)="([^"]*)"', tag))
        for tag, row in re.findall(r'(<tr data-id="([^"]*)"[^>]*>)', site["agencies/index.html"])
    }
    tried = 0
    for figure in planned["figures/"].view.figures:
        value, html = values[figure.id], entry(site, figure.id)
        listed = html.partition('<ul class="figures__rows">')[2].partition("</ul>")[0]
        hrefs = re.findall(r'href="\.\./(?:agencies/|counties/|sources/index.html#source-)'
                           r'([\w-]+)', listed)  # fmt: skip
        if value.of == "agencies":
            assert hrefs == list(value.rows), figure.id
        assert len(hrefs) == len(value.rows), figure.id
        counted = isinstance(value.value, int) and value.rows and not value.unit
        assert not counted or value.value == len(hrefs), figure.id
        if figure.query is not None:
            wanted = parse_qs(figure.query)
            left = {
                row for row, data in shown.items()
                if all(data[name] in allowed for name, allowed in wanted.items())
            }  # fmt: skip
            assert left == set(value.rows), figure.id
            tried += 1
    assert tried > 10


def test_every_figure_of_the_prose_is_a_link_and_nothing_more(site: dict[str, str]) -> None:
    story = site["index.html"]
    links = re.findall(r'<a href="figures/index\.html#\w+">[^<]+</a>', story)
    assert len(links) == story.count("figures/index.html#") - story.count(
        'href*="figures/index.html#'
    )
    assert '<a href="figures/index.html#raleigh_cost">$2,500</a>' in links
    head = story[story.index("<h1") :].partition("</header>")[0]
    assert '"figures/' not in head
    assert "names more than 60 North Carolina agencies" in head
