"""The finished files, before a byte is written: a sound site by hand, and what spoils it."""

import inspect
import json
import struct
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from broadsheet.check import CHECKS, Proof, check, read_proof
from broadsheet.model import Investigation
from broadsheet.pages import (
    AgencyRow,
    ArticleView,
    EmbedView,
    ExplorerView,
    MapView,
    Mark,
    Output,
    Page,
    TermView,
    WrittenLink,
)
from broadsheet.policy import inline_hash
from broadsheet.problems import Location
from tests.project import checked, edited, read

OURS = "this is our own fault"
IN_A_FILE = "put it in a file in templates/assets/"
IN_THE_PROJECT = "put the file in the project"
SAY = "say in words what it shows"
HTTPS = "begin it with https://"
DRAFT = "is it a draft, or misspelled?"
BASE = "https://register.testland-gazette.net/"
IDS = ("alderton-police", "birch-sheriff", "state-bureau")
STORY = Location("content/story/index.md", 6, 40)
EXPLORER, EMBED = "agencies/index.html", "embed/map/index.html"
TERM = TermView("police", "Police", "Police", "A town's police.")

HOME = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<link rel="canonical" href="https://register.testland-gazette.net/">
<link rel="stylesheet" href="assets/site.css">
<link rel="icon" href="assets/icon.svg">
<script type="application/ld+json">{"@context": "https://schema.org"}</script>
</head>
<body id="top">
<a href="agencies/index.html">All</a> <a href="agencies/index.html#rows">Rows</a>
<a href="#top">Up</a> <a href="https://www.testland-gazette.net/">Out</a>
<a href="mailto:desk@testland-gazette.net">Write</a> <a href="feed.xml">Feed</a>
<img src="media/square.png" alt="A square">
<script src="assets/site.js" defer></script>
</body>
</html>
"""
PROGRAM = "a program that the page's own policy forbids"
FACE = f"@font-face {{ src: url({BASE}assets/a.woff2) }}"


def not_found(css: str = FACE) -> str:
    """The page for wrong addresses, with a stylesheet that its policy allows."""
    allowed = f"style-src '{inline_hash(css)}'"
    return (
        f'<!doctype html><html lang="en"><head><base href="{BASE}">'
        f'<meta http-equiv="Content-Security-Policy" content="{allowed}">'
        f'<style>{css}</style></head><body><a href="index.html">Home</a></body></html>'
    )


def row(name: str) -> AgencyRow:
    """An agency as a row of the table."""
    return AgencyRow(
        id=name, name=name, path=f"agencies/{name}/", kind=TERM, reply=TERM, reply_summary="",
        where="Alder County",
    )  # fmt: skip


def drawn(marks: tuple[str, ...], statewide: tuple[str, ...]) -> MapView:
    """A map with a mark for some, and some that have none."""
    placed = tuple(
        Mark(n, row(i), 0.0, 0.0, 0.0, 0.0, approximate=False) for n, i in enumerate(marks)
    )
    return MapView(
        title="Map", description="", width=1, height=1, counties=(), borders="", outline="",
        marks=placed, legend=(), statewide=tuple(map(row, statewide)), unplaced=(), note="",
        credit="", tiles=None,
    )  # fmt: skip


def explorer(rows: tuple[str, ...] = IDS, marks: tuple[str, ...] = IDS[:2]) -> ExplorerView:
    """The page of all agencies, and what stands on it."""
    return ExplorerView(ArticleView("All"), drawn(marks, IDS[2:]), tuple(map(row, rows)), ())


def page(path: str, view: Any = None, links: tuple[WrittenLink, ...] = ()) -> Page:
    """A page that was rendered."""
    return Page(path=path, template="x.html", title="x", description="x", view=view, links=links)


def good_files() -> dict[str, str]:
    """Every file of a small sound site."""
    rows = "".join(f'<tr data-id="{i}"><td><a href="{i}/index.html">{i}</a></td></tr>' for i in IDS)
    features = [{"type": "Feature", "properties": {"id": i}, "geometry": None} for i in IDS]
    return {
        "index.html": HOME,
        EXPLORER: f'<!doctype html><table id="rows"><tbody>{rows}</tbody></table>',
        EMBED: "<!doctype html><p>Map</p>",
        **{f"agencies/{i}/index.html": "<!doctype html><p id='a'>A</p>" for i in IDS},
        "404.html": not_found(),
        "feed.xml": "<feed><title>x</title></feed>",
        "assets/site.css": "a { background: url('icon.svg') } @import 'more.css';",
        "assets/site.js": "'use strict';",
        "assets/icon.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "media/square.png": "PNG",
        "data/agencies.csv": "id,name\r\n" + "".join(f"{i},x\r\n" for i in IDS),
        "data/agencies.json": json.dumps({"agencies": [{"id": i} for i in IDS]}),
        "data/agencies.geojson": json.dumps({"features": features}),
    }


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Investigation:
    """The investigation whose site it is; one of its records has words for the desk alone."""
    private = (
        "  notes: 'Ask \"Bea\" & Co. again: she hasn’t called.'\n  contact: Bea B., 555 0100\n"
    )
    root = edited(
        tmp_path_factory.mktemp("project"),
        ("agencies.yaml", "  county: Birch\n", f"  county: Birch\n{private}"),
    )
    return checked(read(root)[1])


def proof_of(
    found: Investigation,
    changed: Mapping[str, str | None] | None = None,
    view: ExplorerView | None = None,
    links: tuple[WrittenLink, ...] = (),
) -> Proof:
    """The sound site with some files changed (None: gone), ready to be checked."""
    files = {**good_files(), **(changed or {})}
    outputs = [Output(name, text.encode()) for name, text in files.items() if text is not None]
    shown = view or explorer()
    pages = [page("", links=links), page("agencies/", shown)]
    pages.append(page("embed/map/", EmbedView(shown.map)))
    return read_proof(found, outputs, pages)


def told(proof: Proof) -> list[str]:
    """What every check together tells."""
    return [str(problem) for problem in check(proof)]


def told_of_home(found: Investigation, more: str) -> list[str]:
    """What is told of a front page with something more at the end of its body (line 16)."""
    return told(proof_of(found, {"index.html": HOME.replace("</body>", f"{more}\n</body>")}))


def test_every_check_is_a_sentence_with_a_reason_of_its_own() -> None:
    for one in CHECKS:
        name = getattr(one, "__name__", "")
        assert len(name.split("_")) >= 4, name
        assert inspect.getdoc(one), name
    assert len(set(CHECKS)) == len(CHECKS)


def test_a_sound_site_is_sound(found: Investigation) -> None:
    assert told(proof_of(found)) == []


@pytest.mark.parametrize("one", CHECKS)
def test_each_check_passes_a_sound_site(found: Investigation, one: Any) -> None:
    assert list(one(proof_of(found))) == []


# ---------------------------------------------------------------------- documents


@pytest.mark.parametrize(
    ("name", "text", "what"),
    [
        ("feed.xml", "<feed>", "XML: no element found: line 1, column 6"),
        ("feed.xml", "<a>&nbsp;</a>", "XML: undefined entity: line 1, column 3"),
        ("feed.xml", "", "XML: no element found: line 1, column 0"),
        ("assets/icon.svg", "<svg><g></svg>", "XML: mismatched tag: line 1, column 10"),
        ("data/x.json", '{"a": NaN}', "JSON: NaN"),
        ("data/x.geojson", "[Infinity]", "JSON: Infinity"),
        ("data/x.json", "{'a': 1}", ("JSON: Expecting property name enclosed in double quotes: "
                                    "line 1 column 2 (char 1)")),
    ],
)  # fmt: skip
def test_a_file_that_is_not_what_its_name_says_is_told(
    found: Investigation, name: str, text: str, what: str
) -> None:
    problems = told(proof_of(found, {name: text}))
    assert problems == [f"site/{name}: error[E109]: this is not {what}"]


def test_an_id_that_stands_twice_on_a_page_is_told(found: Investigation) -> None:
    more = '<p id="a">A</p><p id="a">B</p><p id="a">C</p><p id="">D</p>'
    assert told_of_home(found, more) == [
        "site/index.html: error[E106]: the id 'a' stands 3 times on this page",
        "site/index.html: error[E106]: the id '' stands 1 times on this page",
    ]


# -------------------------------------------------------------------------- links


@pytest.mark.parametrize(
    ("link", "message", "hint"),
    [
        ("agences/index.html", "there is no page 'agences/'", "did you mean 'agencies/'?"),
        ("Agencies/index.html", "there is no page 'Agencies/'", "did you mean 'agencies/'?"),
        ("agencies/", "there is no page 'agencies'", "did you mean 'agencies/'?"),
        ("zzzz/zzzz.pdf", "there is no page 'zzzz/zzzz.pdf'", DRAFT),
        ("../../etc/passwd", "there is no page '../../etc/passwd'", DRAFT),
        ("/agencies/index.html", "there is no page '/agencies/'", "did you mean 'agencies/'?"),
        (
            "agencies/index.html#row", "there is no '#row' on the page 'agencies/'",
            "did you mean 'rows'?",
        ),
        ("#nowhere", "there is no '#nowhere' on the page '/'", ""),
        ("#T%6fp", "there is no '#Top' on the page '/'", "did you mean 'top'?"),
        ("feed.xml#x", "there is no '#x' on the page 'feed.xml'", ""),
    ],
)  # fmt: skip
def test_a_link_that_leads_to_nothing_is_told(
    found: Investigation, link: str, message: str, hint: str
) -> None:
    problems = told_of_home(found, f'<a href="{link}">x</a>')
    second = f"\n  {hint}" if hint else ""
    assert problems == [f"site/index.html: error[E102]: {message}{second}"]


@pytest.mark.parametrize(
    "link",
    ["//testland.net/x", "ftp://testland.net", "file:///etc/passwd", "vbscript:x", "//[",
     "java\tscript:alert(1)"],
)  # fmt: skip
def test_a_link_that_may_not_be_followed_is_told(found: Investigation, link: str) -> None:
    message = f"the link '{link}' leads out of the site in a way that is not allowed"
    assert f"site/index.html: error[E102]: {message}\n  {HTTPS}" in told_of_home(
        found, f'<a href="{link}">x</a>'
    )


@pytest.mark.parametrize(
    "link", ["index.html", "agencies/./index.html", "agencies/../index.html#top", "feed.xml?x",
             "agencies/birch-sheriff/index.html#a", "#top", "", "tel:5550100", "f%65ed.xml"],
)  # fmt: skip
def test_a_link_that_leads_somewhere_is_sound(found: Investigation, link: str) -> None:
    assert told_of_home(found, f'<a href="{link}">x</a>') == []


def test_a_link_is_read_from_the_folder_of_its_page(found: Investigation) -> None:
    text = '<!doctype html><a href="../../index.html#top">x</a><a href="index.html">y</a>'
    name = "agencies/birch-sheriff/index.html"
    assert told(proof_of(found, {name: text})) == []
    wrong = text.replace("../../", "../../../")
    assert told(proof_of(found, {name: wrong})) == [
        f"site/{name}: error[E102]: there is no page '../#top'\n  {DRAFT}".replace("../#top", "../")
    ]


def test_a_dead_link_is_told_at_every_line_on_which_it_was_written(found: Investigation) -> None:
    links = (
        WrittenLink("gone.md", "gone/", STORY),
        WrittenLink("agencies.md", "agencies/", Location("content/story/index.md", 7, 1)),
        WrittenLink("gone.md", "gone/", Location("content/story/index.md", 9, 2)),
        WrittenLink("#limits", "agencies/#limits", Location("content/story/index.md", 11, 3)),
    )
    more = '<a href="gone/index.html">a</a><a href="agencies/index.html#limits">b</a>'
    text = HOME.replace("</body>", f"{more}</body>")
    assert told(proof_of(found, {"index.html": text}, links=links)) == [
        f"content/story/index.md:6:40: error[E102]: there is no page 'gone/'\n  {DRAFT}",
        f"content/story/index.md:9:2: error[E102]: there is no page 'gone/'\n  {DRAFT}",
        "content/story/index.md:11:3: error[E102]: there is no '#limits' on the page 'agencies/'",
    ]


def test_a_fault_of_the_page_is_not_told_at_an_editors_link_home(found: Investigation) -> None:
    links = (WrittenLink("/", "", STORY),)
    text = HOME.replace(' alt="A square"', "")
    (problem,) = told(proof_of(found, {"index.html": text}, links=links))
    assert problem.startswith("site/index.html: error[E103]: ")


def test_without_a_front_page_links_to_it_are_told_where_they_were_written(
    found: Investigation,
) -> None:
    proof = proof_of(found, {"index.html": None, "404.html": None})
    pages = {**proof.pages, EXPLORER: replace(
        proof.pages[EXPLORER], links=(WrittenLink("index.md", "", STORY),)
    )}  # fmt: skip
    text = '<a href="../index.html">Home</a>'
    sheets = read_proof(found, [Output(EXPLORER, text.encode())], []).sheets
    broken = replace(proof, pages=pages, sheets=sheets)
    assert [str(p) for one in CHECKS[2:3] for p in one(broken)] == [
        f"{STORY}: error[E102]: there is no page '/'\n  {DRAFT}"
    ]


@pytest.mark.parametrize(
    ("tag", "message"),
    [
        ('<label for="x">X</label>', "<label for='x'> on line 16 points to nothing"),
        (
            '<p aria-labelledby="top y">Y</p>',
            "<p aria-labelledby='y'> on line 16 points to nothing",
        ),
        (
            '<p aria-describedby="z">Z</p>',
            "<p aria-describedby='z'> on line 16 points to nothing",
        ),
    ],
)
def test_a_label_of_nothing_is_told(found: Investigation, tag: str, message: str) -> None:
    assert told_of_home(found, tag) == [f"site/index.html: error[E102]: {message}"]


@pytest.mark.parametrize(
    "tag", ['<img src="zzzz.gif" alt="Gone">', '<script src="zzzz.gif"></script>']
)
def test_a_picture_or_script_that_is_not_there_is_told(found: Investigation, tag: str) -> None:
    assert told_of_home(found, tag) == [
        f"site/index.html: error[E102]: there is no page 'zzzz.gif'\n  {DRAFT}"
    ]


@pytest.mark.parametrize("alt", ["", ' alt=""', ' alt="  "', " alt"])
def test_a_picture_without_words_is_told(found: Investigation, alt: str) -> None:
    message = "the picture 'media/square.png' has no alt text"
    assert told_of_home(found, f'<img src="media/square.png"{alt}>') == [
        f"site/index.html: error[E103]: {message}\n  {SAY}"
    ]


def test_every_size_of_a_picture_must_be_there(found: Investigation) -> None:
    tags = (
        '<picture><source srcset="media/zz.avif 1w, media/square.png 2w" type="image/avif">'
        '<img alt="x" src="media/square.png" srcset="media/sqare.png 1w,media/square.png 2w">'
        "</picture>"
    )
    near = "did you mean 'media/square.png'?"
    assert told_of_home(found, tags) == [
        f"site/index.html: error[E102]: there is no page 'media/zz.avif'\n  {DRAFT}",
        f"site/index.html: error[E102]: there is no page 'media/sqare.png'\n  {near}",
    ]


def test_a_picture_that_is_missing_and_has_no_words_is_told_twice(found: Investigation) -> None:
    assert told_of_home(found, "<img src=gone.png>") == [
        f"site/index.html: error[E102]: there is no page 'gone.png'\n  {DRAFT}",
        f"site/index.html: error[E103]: the picture 'gone.png' has no alt text\n  {SAY}",
    ]


# ------------------------------------------------------------------- third parties


@pytest.mark.parametrize(
    ("tag", "name", "address"),
    [
        ('<img alt="x" src="https://t.net/a.png">', "img", "https://t.net/a.png"),
        ('<img alt="x" src="media/square.png" srcset="media/square.png 1x, //t.net/b.png 2x">',
         "img", "media/square.png 1x, //t.net/b.png 2x"),
        ('<script src="https://t.net/a.js"></script>', "script", "https://t.net/a.js"),
        ('<link rel="preconnect" href="https://t.net">', "link", "https://t.net"),
        ('<link rel="Stylesheet" href="HTTPS://t.net/a.css">', "link", "HTTPS://t.net/a.css"),
        ('<iframe src="https://t.net"></iframe>', "iframe", "https://t.net"),
        ('<video poster="https://t.net/a.png"></video>', "video", "https://t.net/a.png"),
        ('<object data="https://t.net/a"></object>', "object", "https://t.net/a"),
        ('<form action="https://t.net/a"></form>', "form", "https://t.net/a"),
        ('<button formaction="https://t.net/a">x</button>', "button", "https://t.net/a"),
        ('<a href="#top" ping="https://t.net/a">x</a>', "a", "https://t.net/a"),
        ('<svg><image xlink:href="https://t.net/a"/></svg>', "image", "https://t.net/a"),
        ('<svg><use href="https://t.net/a#b"/></svg>', "use", "https://t.net/a#b"),
        ('<base href="https://t.net/">', "base", "https://t.net/"),
        ('<meta http-equiv="Refresh" content="0; URL=https://t.net/">', "meta", "https://t.net/"),
    ],
)  # fmt: skip
def test_whatever_is_loaded_from_another_host_is_told(
    found: Investigation, tag: str, name: str, address: str
) -> None:
    message = f"<{name}> on line 16 loads '{address}' from another host"
    assert told_of_home(found, tag) == [
        f"site/index.html: error[E104]: {message}\n  {IN_THE_PROJECT}"
    ]


@pytest.mark.parametrize(
    ("css", "address"),
    [
        ("a{background:url(https://t.net/a.png)}", "https://t.net/a.png"),
        ("a{background:url( '//t.net/a.png' )}", "//t.net/a.png"),
        ('@import "https://t.net/a.css";', "https://t.net/a.css"),
        ("@IMPORT url(https://t.net/a.css);", "https://t.net/a.css"),
    ],
)
def test_a_stylesheet_that_loads_from_another_host_is_told(
    found: Investigation, css: str, address: str
) -> None:
    message = f"this stylesheet loads '{address}' from another host"
    assert told(proof_of(found, {"assets/site.css": css})) == [
        f"site/assets/site.css: error[E104]: {message}"
    ]


def test_the_page_for_wrong_addresses_may_name_our_own_host_and_no_other(
    found: Investigation,
) -> None:
    text = not_found(FACE.replace(f"url({BASE}", "url(https://t.net/"))
    message = "<style> on line 0 loads 'https://t.net/assets/a.woff2' from another host"
    assert told(proof_of(found, {"404.html": text})) == [
        f"site/404.html: error[E104]: {message}\n  {IN_THE_PROJECT}"
    ]


def test_no_other_page_may_name_our_own_host_in_full(found: Investigation) -> None:
    message = f"<script> on line 16 loads '{BASE}assets/site.js' from another host"
    assert told_of_home(found, f'<script src="{BASE}assets/site.js"></script>') == [
        f"site/index.html: error[E104]: {message}\n  {IN_THE_PROJECT}"
    ]


def test_a_link_that_a_reader_follows_loads_nothing(found: Investigation) -> None:
    more = '<a href="https://t.net/">x</a><link rel="license" href="https://t.net/by/">'
    assert told_of_home(found, more) == []


@pytest.mark.parametrize(
    ("tag", "name", "fault"),
    [
        ("<script>alert(1)</script>", "script", "a program that the page's own policy forbids"),
        (
            '<script type="module">x()</script>',
            "script",
            "a program that the page's own policy forbids",
        ),
        ("<style>a{color:red}</style>", "style", "rules that the page's own policy forbids"),
        ('<p style="color:red">x</p>', "p", "an inline style"),
        ('<p ONCLICK="x()">x</p>', "p", "an inline handler, onclick"),
        ("<svg onload=x()></svg>", "svg", "an inline handler, onload"),
    ],
)
def test_what_stands_inline_is_told(found: Investigation, tag: str, name: str, fault: str) -> None:
    assert told_of_home(found, tag) == [
        f"site/index.html: error[E105]: <{name}> on line 16 has {fault}\n  {IN_A_FILE}"
    ]


@pytest.mark.parametrize("link", ["javascript:alert(1)", " JavaScript:x", "data:text/html,x"])
def test_a_script_for_a_link_is_told_by_two_checks(found: Investigation, link: str) -> None:
    message = f"the link '{link}' leads out of the site in a way that is not allowed"
    assert told_of_home(found, f'<a href="{link}">x</a>') == [
        f"site/index.html: error[E102]: {message}\n  {HTTPS}",
        f"site/index.html: error[E105]: <a> on line 16 has a script for a link\n  {IN_A_FILE}",
    ]


NOTES = 'Ask "Bea" & Co. again: she hasn’t called.'


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("data/x.txt", NOTES),
        ("agencies/birch-sheriff/index.html",
         "<p>Ask &#34;Bea&#34; &amp; Co. again: she hasn’t called.</p>"),
        ("agencies/birch-sheriff/index.html",
         '<p title="Ask &quot;Bea&quot; &amp; Co. again: she hasn&#8217;t called.">x</p>'),
        ("data/x.json", json.dumps([NOTES])),
        ("data/x.json", json.dumps([NOTES], ensure_ascii=False)),
        ("data/x.csv", '"Ask ""Bea"" & Co. again: she hasn’t called."\r\n'),
        ("assets/map.js", f"const x = {json.dumps(NOTES)};"),
        ("feed.xml", '<feed>Ask "Bea" &amp; Co.\nagain: she hasn’t called.</feed>'),
        ("feed.xml", "<feed>Bea B., 555 0100</feed>"),
    ],
)  # fmt: skip
def test_words_for_the_desk_alone_are_told_however_they_are_written(
    found: Investigation, name: str, text: str
) -> None:
    message = "a private text of 'birch-sheriff' in content/agencies.yaml stands in this file"
    hint = "if readers may read it, take it out of 'notes' or 'contact' there"
    assert told(proof_of(found, {name: text})) == [f"site/{name}: error[E107]: {message}\n  {hint}"]


def test_a_word_that_is_like_a_private_one_is_no_leak(found: Investigation) -> None:
    assert told_of_home(found, "<p>Ask Bea again. 555 0101</p>") == []


@pytest.mark.parametrize("notes", ["call", "-------", '"…"'])
def test_a_private_text_of_a_word_or_of_none_is_not_looked_for(tmp_path: Path, notes: str) -> None:
    edit = ("sources.yaml", "  read: full\n", f"  read: full\n  notes: '{notes}'\n")
    found = checked(read(edited(tmp_path, edit))[1])
    assert told_of_home(found, f"<p>{notes}</p>") == []


# -------------------------------------------------------------------------- cards

PNG = "\x89PNG\r\n\x1a\n....IHDR".encode("latin-1") + struct.pack(">II", 1200, 630)
CARD = f"{BASE}cards/index.png"
IN_BASE = "the templates write this in the block 'sharing' of base.html"


def told_of_card(found: Investigation, address: str, width: str, alt: str) -> list[str]:
    """What is told of a front page with such a card, and a good one among the files."""
    tags = (
        f'<meta property="og:image" content="{address}">'
        f'<meta property="og:image:width" content="{width}">'
        '<meta property="og:image:height" content="630">'
        f'<meta property="og:image:alt" content="{alt}">'
    )
    proof = proof_of(found, {"index.html": HOME.replace("</body>", f"{tags}\n</body>")})
    return told(replace(proof, outputs={**proof.outputs, "cards/index.png": PNG}))


def test_a_card_that_is_there_is_sound(found: Investigation) -> None:
    assert told_of_card(found, CARD, "1200", "What the list says") == []


@pytest.mark.parametrize(
    ("address", "width", "alt", "fault"),
    [
        (f"{BASE}cards/x.png", "1200", "x", f"'{BASE}cards/x.png' is not a file of this site"),
        ("https://t.net/a.png", "1200", "x", "'https://t.net/a.png' is not a file of this site"),
        ("cards/index.png", "1200", "x", "'cards/index.png' is not a file of this site"),
        (CARD, "600", "x", f"'{CARD}' is 1200x630, not 600x630"),
        (f"{BASE}feed.xml", "1200", "x", f"'{BASE}feed.xml' is no PNG, not 1200x630"),
        (CARD, "1200", " ", f"'{CARD}' has no words, og:image:alt"),
    ],
)
def test_a_card_with_a_fault_is_told(
    found: Investigation, address: str, width: str, alt: str, fault: str
) -> None:
    assert told_of_card(found, address, width, alt) == [
        f"site/index.html: error[E110]: the page's picture {fault}\n  {IN_BASE}"
    ]


# ----------------------------------------------------------------------- surfaces


def test_an_agency_that_one_surface_leaves_out_is_told(found: Investigation) -> None:
    rest = IDS[:2]
    csv = "id,name\r\n" + "".join(f"{i},x\r\n" for i in rest)
    listed = json.dumps({"agencies": [{"id": i} for i in rest]})
    features = json.dumps({"features": [{"properties": {"id": i}} for i in rest]})
    rows = "".join(f'<tr data-id="{i}"></tr>' for i in rest)
    view = explorer(rows=rest, marks=IDS[1:2])
    changed = {
        "agencies/state-bureau/index.html": None,
        EXPLORER: f'<!doctype html><table id="rows">{rows}</table>',
        "data/agencies.csv": csv,
        "data/agencies.json": listed,
        "data/agencies.geojson": features,
    }
    missing = "shows 2 of 3; the difference: state-bureau"
    assert told(proof_of(found, changed, view)) == [
        f"site: error[E108]: {surface}\n  {OURS}"
        for surface in (
            f"the pages {missing}",
            f"the table {missing}",
            "the map shows 2 of 3; the difference: alderton-police",
            "the map for other sites shows 2 of 3; the difference: alderton-police",
            f"agencies.csv {missing}",
            f"agencies.json {missing}",
            f"agencies.geojson {missing}",
            f"the table's rows {missing}",
        )
    ]


def test_an_agency_that_is_nobodys_or_stands_twice_is_told(found: Investigation) -> None:
    view = explorer(rows=(*IDS, "nobody"), marks=("alderton-police", "birch-sheriff", *IDS[1:2]))
    assert told(proof_of(found, view=view)) == [
        f"site: error[E108]: {surface}\n  {OURS}"
        for surface in (
            "the table shows 4 of 3; the difference: nobody",
            "the map shows 4 of 3; the difference: birch-sheriff",
            "the map for other sites shows 4 of 3; the difference: birch-sheriff",
        )
    ]


def test_faults_of_many_checks_are_told_in_one_run(found: Investigation) -> None:
    more = '<img src="https://t.net/x.png" style="x" id="top">'
    codes = [problem.split("[")[1][:4] for problem in told_of_home(found, more)]
    assert codes == ["E106", "E103", "E104", "E105"]
