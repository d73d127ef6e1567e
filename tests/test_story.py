"""What a story page is made of: its figures, what is known, its words, its agencies."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from urllib.parse import urljoin

import pytest

from broadsheet.load import load
from broadsheet.pages import KeyFigure
from broadsheet.pipeline import make, read_content
from broadsheet.plan.articles import key_figure
from broadsheet.problems import BuildError
from tests.project import DICTIONARY, STORY, write_project

NOW = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)
SHIPPED = Path(__file__).parents[1]
TERMS = """\
terms:
  - {id: register, label: Register, meaning: An invented list.}
  - {id: bureau, label: Bureau, meaning: An invented office.}
"""


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for cut typefaces, since no test here looks at them."""
    return tmp_path_factory.mktemp("cache")


def story(root: Path, cache: Path, body: str, front: str = "") -> str:
    """The front page of a project with this text and these fields more."""
    written = STORY.replace("---\nThe list", f"{front}---\nThe list") + "\n" + body
    write_project(root, {"story/index.md": written, "dictionary.yaml": DICTIONARY + TERMS})
    pages = {output.path: output.content for output in make(root, NOW, cache=cache).outputs}
    return pages["index.html"].decode()


def told(root: Path, body: str, front: str = "") -> list[str]:
    """What an editor is told of such a project."""
    written = STORY.replace("---\nThe list", f"{front}---\nThe list") + "\n" + body
    write_project(root, {"story/index.md": written, "dictionary.yaml": DICTIONARY + TERMS})
    with pytest.raises(BuildError) as stopped:
        read_content(load(root), NOW)
    return [str(problem) for problem in stopped.value.problems if problem.code[0] == "E"]


def section(page: str, name: str) -> str:
    """The text of the block with that class, its spaces evened."""
    found = re.search(rf'<(\w+) class="{name}\b.*?</\1>', page, re.DOTALL)
    assert found, f"no {name} on the page"
    return " ".join(re.sub(r"<[^>]*>", " ", found[0]).split())


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("64 listed", KeyFigure("64", "listed")),
        ("$2,500 paid", KeyFigure("$2,500", "paid")),
        ("16%", KeyFigure("16%", "")),
        ("three deny it", KeyFigure("", "three deny it")),
    ],
)
def test_the_number_that_a_key_figure_begins_with_is_set_large(
    text: str, figure: KeyFigure
) -> None:
    assert key_figure(text) == figure


def test_key_figures_come_from_the_data(tmp_path: Path, cache: Path) -> None:
    front = 'key_figures: ["{{ named }} named", "{{ listed_total }} listed"]\n'
    page = story(tmp_path, cache, "", front)
    assert section(page, "key-figures") == "3 named 12 listed"


def test_a_key_figure_that_does_not_exist_is_told_at_its_place(tmp_path: Path) -> None:
    front = 'key_figures:\n  - "{{ named }} named"\n  - "{{ nmed }}"\n'
    assert told(tmp_path, "", front) == [
        (
            "content/story/index.md:7:9: error[E071]: there is no figure 'nmed'\n"
            "  did you mean 'named'?"
        )
    ]


def test_a_list_of_key_figures_that_is_none_is_told(tmp_path: Path) -> None:
    assert told(tmp_path, "", "key_figures: three\n") == [
        (
            "content/story/index.md:5:14: error[E044]: 'key_figures': a list is wanted here, not a "
            "text\n  begin each entry with '- '"
        )
    ]


def test_what_is_known_and_what_is_not_stand_side_by_side_and_words_part_them(
    tmp_path: Path, cache: Path
) -> None:
    known = "/// known | Known\nOne.[@first-list]\n///\n"
    unknown = "/// unknown | Not known\nTwo.\n///\n"
    page = story(tmp_path, cache, f"{known}\n{unknown}\nBetween.\n\n{known}")
    assert page.count('<div class="knowledge">') == 2
    assert section(page, "knowledge") == "Known One. 1 Not known Two."
    assert page.count('<section class="knowledge__side" aria-label="Known">') == 2


def test_a_story_leaves_out_the_minor_events_and_leads_to_the_whole_timeline(
    tmp_path: Path, cache: Path
) -> None:
    text = {"story/index.md": f"{STORY}\n/// timeline\n///\n"}
    minor = ("timeline.yaml", "The list begins.", "The list begins.\n  weight: minor")
    root = write_project(tmp_path, text, [minor])
    pages = {output.path: output.content.decode() for output in make(root, NOW, cache=cache).outputs
             if output.path.endswith(".html")}  # fmt: skip
    assert re.findall(
        r"(The list begins|Alderton stops)", section(pages["index.html"], "timeline")
    ) == ["Alderton stops"]
    assert "The list begins." in pages["timeline/index.html"]
    assert '<a href="timeline/index.html">The whole timeline</a>' in pages["index.html"]


@pytest.mark.parametrize(
    ("text", "rich"),
    [("A *word* and a [link](https://example.org/).", False), ("- An item", True),
     ("> A quote", True), ("| a | b |\n|---|---|\n| c | d |", True)],
)  # fmt: skip
def test_prose_with_more_than_paragraphs_is_set_as_such(
    tmp_path: Path, cache: Path, text: str, *, rich: bool
) -> None:
    assert ('class="prose prose--rich"' in story(tmp_path, cache, text)) is rich


def test_only_the_words_that_an_article_uses_stand_at_its_foot(tmp_path: Path, cache: Path) -> None:
    page = story(tmp_path, cache, "A [list](term:register).")
    assert '<a class="term" href="#term-register">list</a>' in page
    assert section(page, "glossary") == "Words on this page Register An invented list."
    assert 'class="glossary"' not in story(tmp_path / "more", cache, "A list.")


def test_a_word_that_is_not_explained_is_told_at_its_place(tmp_path: Path) -> None:
    assert told(tmp_path, "A [list](term:registre).") == [
        (
            "content/story/index.md:8:10: error[E076]: there is no term 'registre'\n"
            "  did you mean 'register'?"
        )
    ]


def test_the_agencies_of_an_article_are_at_its_foot_in_the_order_of_mention(
    tmp_path: Path, cache: Path
) -> None:
    body = (
        "/// agency | birch-sheriff\n///\n\n[The bureau](agency:state-bureau), "
        "[it](agency:birch-sheriff) and [Alderton](agency:alderton-police)."
    )
    page = story(tmp_path, cache, body)
    assert section(page, "related") == (
        "Agencies in this article"
        " Birch County Sheriff Listing No source says. Reply No reply known"
        " Testland Bureau Listing No source says. Reply Said no"
        " Alderton Police Listing Listed by the invented list; listed range 1 to 10 Reply Said yes"
        " By county: Birch County Alder County"
    )


def test_a_map_with_which_an_article_begins_stands_before_its_contents(
    tmp_path: Path, cache: Path
) -> None:
    written = STORY.replace("---\nThe list", "---\n/// map\n///\n\nThe list")
    chapters = "\n\n".join(f"## Chapter {n}\n\nText." for n in range(3))
    write_project(tmp_path, {"story/index.md": f"{written}\n{chapters}"})
    pages = {output.path: output.content for output in make(tmp_path, NOW, cache=cache).outputs}
    page = pages["index.html"].decode()
    order = [
        page.index(sign) for sign in ('"opening__title"', "part part--map", "<table-of-contents>")
    ]
    assert order == sorted(order)
    assert page.count("part part--map") == 1


def test_corrections_and_the_method_are_one_click_away_on_every_page(cache: Path) -> None:
    outputs = make(SHIPPED, NOW, cache=cache).outputs
    pages = {o.path: o.content.decode() for o in outputs if o.path.endswith(".html")}
    assert len(pages) > 100
    for path, page in pages.items():
        foot = re.split('class="(?:colophon|embed__source)"', page)[1]
        links = re.findall(r'<a href="([^"]*)"[^>]*>(?:Corrections|Methodology)</a>', foot)
        here = f"https://clearview-nc.example/{path}"
        assert {urljoin(here, address).removesuffix("index.html") for address in links} == {
            "https://clearview-nc.example/corrections/",
            "https://clearview-nc.example/methodology/",
        }, path
