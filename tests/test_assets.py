import hashlib
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from broadsheet.assets import Assets, build_assets, fonts, inline_parts, styles, typefaces
from broadsheet.assets.tokens import renamed, short_names

SANS = typefaces.TYPEFACES[2]


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for all workers of a run, so that the typefaces are cut once; none outlives it."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "shared-fonts"
    shared.mkdir(exist_ok=True)
    return shared


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """A templates folder with one file of each kind."""
    files = {
        "css/reset.css": "@layer reset { * { margin: 0 } }",
        "css/tokens.css": "@layer tokens { :root { --ink: #111 } }",
        "css/base.css": "@layer base { body { color: var(--ink) } }",
        "css/layout.css": "@layer layout { main { inline-size: 60ch } }",
        "css/blocks/quote.css": "@layer blocks { .quote { font-style: italic } }",
        "css/blocks/card.css": ".card { color: red }",
        "css/utilities.css": "@layer utilities { .hidden { display: none } }",
        "js/table.js": "// sorts\n",
        "icon.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    }
    return folder_with(tmp_path / "ours", files)


def folder_with(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / "assets" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


ALL = '<p class="quote card hidden"></p>'


def sheet_of(assets: Assets, html: str = ALL, root: str | None = "") -> str:
    return str(assets.styles.for_page(html, root))


def content_of(assets: Assets, name: str) -> bytes:
    return dict(assets.outputs)[assets.path(name)]


# --- names


def test_every_name_but_a_license_carries_the_hash_of_its_content(ours: Path, cache: Path) -> None:
    assets = build_assets((ours,), frozenset(), (("map/data.min.js", b"data"),), cache)
    for path, content in assets.outputs:
        mark = hashlib.sha256(content).hexdigest()[:10]
        assert f".{mark}." in path or path.endswith(".LICENSE.txt"), path
    assert assets.path("map/data.min.js") == "assets/map/data.min.3a6eb0790f.js"


def test_an_unknown_name_is_told_with_those_that_there_are(ours: Path, cache: Path) -> None:
    assets = build_assets((ours,), frozenset(), (), cache)
    with pytest.raises(KeyError, match=r"there is no asset 'charts.js'; there are .*table\.js"):
        assets.path("charts.js")


def test_two_files_of_one_name_are_refused(ours: Path, cache: Path) -> None:
    with pytest.raises(ValueError, match=r"two assets are called 'table\.js'"):
        build_assets((ours,), frozenset(), (("table.js", b""),), cache)


def test_the_editors_file_stands_before_ours(ours: Path, cache: Path, tmp_path: Path) -> None:
    theirs = folder_with(
        tmp_path / "theirs",
        {
            "js/table.js": "// ours no more\n  theirs();\n",
            "css/tokens.css": ":root { --ink: #222 }",
        },
    )
    assets = build_assets((theirs, ours), frozenset(), (), cache)
    assert content_of(assets, "table.js") == b"theirs();\n"
    assert "#222" in sheet_of(assets)
    assert "#111" not in sheet_of(assets)


def test_the_same_inputs_give_the_same_bytes_and_the_cache_changes_none(
    ours: Path, cache: Path
) -> None:
    assert build_assets((ours,), frozenset("é"), (), cache) == build_assets(
        (ours,), frozenset("é"), (), cache
    )


def test_a_site_without_an_icon_or_scripts_still_has_its_sheet(tmp_path: Path, cache: Path) -> None:
    assets = build_assets((tmp_path,), frozenset(), (), cache)
    assert "@layer reset, tokens" in sheet_of(assets)


# --- the stylesheet


def test_the_sheets_are_joined_in_the_order_of_the_layers(ours: Path, cache: Path) -> None:
    sheet = sheet_of(build_assets((ours,), frozenset(), (), cache))
    order = [
        "@font-face", "@layer reset, tokens, base, layout, blocks, utilities;", "margin:0",
        "--a:#111", "color:var(--a)", "inline-size:60ch", ".card", ".quote", ".hidden",
    ]  # fmt: skip
    places = [sheet.index(part) for part in order]
    assert places == sorted(places)


def test_a_sheet_that_names_no_layer_is_put_into_its_own(ours: Path, cache: Path) -> None:
    sheet = sheet_of(build_assets((ours,), frozenset(), (), cache))
    assert "@layer blocks{.card{color:red}.quote{font-style:italic}}" in sheet


def test_a_sheet_with_layers_of_its_own_keeps_them(ours: Path, cache: Path) -> None:
    own = "@layer blocks { .card { color: red } } @layer utilities { .card { color: blue } }"
    folder = folder_with(ours, {"css/blocks/card.css": own})
    sheet = sheet_of(build_assets((folder,), frozenset(), (), cache))
    assert "@layer blocks{.quote{font-style:italic}}" in sheet
    assert "@layer blocks{.card{color:red}}@layer utilities{.card{color:blue}}" in sheet


def test_a_page_has_the_tokens_that_its_rules_or_a_sheet_to_come_use(
    ours: Path, cache: Path
) -> None:
    tokens = "@layer tokens { :root { --ink: #111; --far: #222; --idle: #333; --deep: #444 } }"
    files = {"css/tokens.css": tokens, "css/asked/map.css": ".map { color: var(--far) }"}
    card = ".card { color: var(--deep) }"
    folder = folder_with(ours, {**files, "css/blocks/card.css": card})
    assets = build_assets((folder,), frozenset(), (), cache)
    assert ":root{--c:#111;--b:#222;--a:#444}" in sheet_of(assets)
    assert ":root{--c:#111;--b:#222;}" in sheet_of(assets, "<p>No card</p>")
    assert content_of(assets, "map.css") == b"@layer blocks{.map{color:var(--b)}}\n"


def test_the_token_that_is_used_most_has_the_shortest_name_and_classes_keep_theirs() -> None:
    sheet = ".a--ink{--rule:1px;x:var(--ink);y:var(--ink);z:calc(-1*var(--rule))}"
    names = short_names([sheet])
    assert names == {"--ink": "--a", "--rule": "--b"}
    assert renamed(sheet, names) == ".a--ink{--b:1px;x:var(--a);y:var(--a);z:calc(-1*var(--b))}"


def test_there_is_a_short_name_for_any_number_of_tokens() -> None:
    names = short_names([f"a{{--token-{n}:1px}}" for n in range(3_000)])
    assert len(set(names.values())) == 3_000


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("a {\n    color: red;\n\n}\n", "a{color:red}"),
        ("a { x: y; /* z */ }", "a{x:y}"),
        ('a { content: ";}" ; }', 'a{content:";}"}'),
        ("a /* why */ b { }", "a b{}"),
        ("a/* why */.b { }", "a/**/.b{}"),
        ("a { } /* one */\n/* two * / ** */\nb { }", "a{}b{}"),
        (".a :is(b, c) > d:hover { x : y }", ".a :is(b,c) > d:hover{x :y}"),
        ("@media (a: 1rem) and (b) { }", "@media (a:1rem) and (b){}"),
        ("a { x: calc(1rem + 2px - 3px), [b] 1fr }", "a{x:calc(1rem + 2px - 3px),[b] 1fr}"),
        ("a /*x*/b /*y*/ c", "a b c"),
        ("\ufeff  a { }", "a{}"),
        ('a { content: "/*  no  */" }', 'a{content:"/*  no  */"}'),
        ("a { content: '  \\'  /* ' }", "a{content:'  \\'  /* '}"),
        ("a { background: url(a/*b*/c.png) }", "a{background:url(a/*b*/c.png)}"),
        ("a { background: url( 'a  b' ) }", "a{background:url( 'a  b' )}"),
        ("a { color: red /* never closed", "a{color:red /* never closed"),
        (".\\31 \n  0 { }", ".\\31 0{}"),
    ],
)
def test_comments_and_indents_go_and_all_else_stays(written: str, published: str) -> None:
    assert styles.minified(written) == published


def test_many_comments_cost_no_time() -> None:
    assert styles.minified("/*a*/" * 5000 + "b") == "/**/b"


def test_a_sheet_has_no_address_unless_it_is_told_the_way(ours: Path, cache: Path) -> None:
    assets = build_assets((ours,), frozenset(), (), cache)
    alone = sheet_of(assets, root=None)
    assert "url(" not in alone
    assert "color:var(--a)" in alone
    font = assets.path("fonts/public-sans.woff2")
    assert f'url("../../{font}")' in sheet_of(assets, root="../../")


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<p>quote card</p>", []),
        ('<p class="quote">', ["quote"]),
        ('<p class="wide card__name">', ["card"]),
        ('<p class="quotes">', []),
        ("<p class='quote'>", ["quote"]),
        ("<p class=quote>", ["quote"]),
        ("<quote-box>", ["quote-box", "made"]),
        ('<script src="../assets/quote-box.0123456789.js" defer>', ["quote-box", "made"]),
        ('<p data-later="a/quote-box.0123456789.js b.js">', ["quote-box", "made"]),
    ],
)
def test_a_page_carries_the_rules_it_can_use_and_no_others(
    ours: Path, cache: Path, html: str, kept: list[str]
) -> None:
    more = {
        "css/blocks/quote-box.css": "quote-box { color: blue } .quote-box__made { color: pink }",
        "css/blocks/card.css": ".card__name { color: red }",
        # `quote` is a name of its own here, and no class that it adds.
        "js/quote-box.js": "const quote = /'/g; box.className = 'quote-box__made';",
    }
    sheet = sheet_of(build_assets((folder_with(ours, more),), frozenset(), (), cache), html)
    rules = {
        "quote": "{font-style:italic}",
        "card": "color:red",
        "quote-box": "color:blue",
        "made": "color:pink",
    }
    assert [name for name, rule in rules.items() if rule in sheet] == kept


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        (".a{x:y}.b{x:y}", ".a{x:y}"),
        (".a,.b,p{x:y}", ".a,p{x:y}"),
        (".a .b{x:y}.a>p:first-child{x:y}", ".a>p:first-child{x:y}"),
        ("p:not(.b){x:y}", "p:not(.b){x:y}"),
        ("p:is(.b,q:not(.c),.a),.b{x:y}", "p:is(.b,q:not(.c),.a){x:y}"),
        (".a:has(> .b){x:y}", ".a:has(> .b){x:y}"),
        ("[class='.b']{x:y}", "[class='.b']{x:y}"),
        ("my-box{x:y}my-box p{x:y}", "my-box{x:y}my-box p{x:y}"),
        ("no-box{x:y}", ""),
        ("::details-content{x:y}:focus-visible{x:y}", "::details-content{x:y}:focus-visible{x:y}"),
        ("@media print{.a{x:y}.b{x:y}}", "@media print{.a{x:y}}"),
        ("@media print{.b{x:y}}", ""),
        ("@layer z{@media print{.b{x:y}}.a{x:y}}", "@layer z{.a{x:y}}"),
        ("@page{margin:1cm}@layer a,b;", "@page{margin:1cm}@layer a,b;"),
        ("@property --a{syntax:'x';inherits:no;}", "@property --a{syntax:'x';inherits:no;}"),
        (".x\\:y{x:y}", ".x\\:y{x:y}"),
        (".a{x:y;.b{x:y}}", ".a{x:y;.b{x:y}}"),
        ('.a::after{content:"}.b{"}.b{x:y}', '.a::after{content:"}.b{"}'),
    ],
)
def test_selectors_that_cannot_match_are_left_out_and_all_others_stay(css: str, kept: str) -> None:
    assert styles.kept_rules(css, frozenset({"a", "my-box"})) == kept


def test_a_sheet_that_a_script_asks_for_stands_behind_the_one_it_is_given(
    ours: Path, cache: Path
) -> None:
    folder = folder_with(ours, {"css/asked/map.css": ".map { color: /* why */ red }"})
    extra = (("map.css", b"@layer blocks.leaflet { a { color: blue } }\n"),)
    assets = build_assets((folder,), frozenset(), extra, cache)
    assert content_of(assets, "map.css").decode() == (
        "@layer blocks.leaflet { a { color: blue } }\n@layer blocks{.map{color:red}}\n"
    )
    assert ".map" not in sheet_of(assets, '<p class="map">')


def test_the_inline_sheet_cannot_end_its_own_element(tmp_path: Path, cache: Path) -> None:
    folder = folder_with(tmp_path, {"css/base.css": 'a::after { content: "</style>" }'})
    assets = build_assets((folder,), frozenset(), (), cache)
    assert "</" not in sheet_of(assets)
    assert r'content:"<\/style>"' in sheet_of(assets)


def test_the_icon_and_the_first_script_stand_in_each_page(ours: Path, cache: Path) -> None:
    folder = folder_with(ours, {"js/later.js": "// loads\nload();\n"})
    icon, script = inline_parts(build_assets((folder,), frozenset(), (), cache))
    assert script == "load();"
    assert icon == "data:image/svg+xml,%3Csvg%20xmlns='http:%2F%2Fwww.w3.org%2F2000%2Fsvg'%2F%3E"


@pytest.mark.parametrize("text", ["a = '</script>';", "a = '<!--';"])
def test_a_script_that_would_end_its_element_is_refused(ours: Path, cache: Path, text: str) -> None:
    assets = build_assets((folder_with(ours, {"js/later.js": text}),), frozenset(), (), cache)
    with pytest.raises(ValueError, match=r"later\.js cannot stand in a page"):
        inline_parts(assets)


# --- the typefaces


def characters(woff2: bytes) -> set[str]:
    return {chr(code) for code in TTFont(io.BytesIO(woff2)).getBestCmap()}


@pytest.mark.parametrize("face", typefaces.TYPEFACES, ids=lambda face: face.name)
def test_a_typeface_has_the_characters_of_newsroom_prose(
    face: typefaces.Typeface, cache: Path
) -> None:
    woff2 = fonts.cut(face, frozenset(), cache).woff2
    needed = set("AZaz09 é–—‘’“”…•©§½×\u00a0")
    assert needed <= characters(woff2)
    assert len(woff2) < 40_000


def test_a_character_in_use_is_added_if_the_typeface_has_it(ours: Path, cache: Path) -> None:
    plain = build_assets((ours,), frozenset("a\n"), (), cache)
    assert "ő" not in characters(content_of(plain, "fonts/source-serif-4.woff2"))
    assets = build_assets((ours,), frozenset("ő日\n"), (), cache)
    found = characters(content_of(assets, "fonts/source-serif-4.woff2"))
    assert "ő" in found
    assert "日" not in found


def test_characters_that_are_always_there_change_no_font(cache: Path) -> None:
    one = fonts.cut(SANS, frozenset(), cache)
    assert fonts.cut(SANS, frozenset("abc–é\n\t"), cache) == one


@pytest.mark.parametrize("face", typefaces.TYPEFACES, ids=lambda face: face.name)
def test_a_typeface_keeps_its_weights_from_400_to_700_and_nothing_else(
    face: typefaces.Typeface, cache: Path
) -> None:
    font = TTFont(io.BytesIO(fonts.cut(face, frozenset(), cache).woff2))
    axes = [(axis.axisTag, axis.minValue, axis.maxValue) for axis in font["fvar"].axes]
    assert axes == [("wght", 400, 700)]


def test_a_changed_font_does_not_carry_its_reserved_name(cache: Path) -> None:
    font = TTFont(io.BytesIO(fonts.cut(typefaces.TYPEFACES[0], frozenset(), cache).woff2))
    names = [font["name"].getDebugName(number) or "" for number in (1, 4, 6, 16)]
    assert not [name for name in names if "Source" in name]


def test_a_typeface_is_cut_to_the_same_bytes_each_time() -> None:
    first, second = (fonts.cut(SANS, frozenset("ő"), None) for _ in range(2))
    assert first == second


def test_each_typeface_has_its_rule_and_never_moves_the_text(ours: Path, cache: Path) -> None:
    sheet = sheet_of(build_assets((ours,), frozenset(), (), cache))
    rules = re.findall(r"@font-face\{.*?\}", sheet)
    assert len(rules) == len(typefaces.TYPEFACES)
    assert all("font-display:optional" in rule for rule in rules)


def test_the_sheets_font_addresses_lead_from_the_page_to_the_fonts(ours: Path, cache: Path) -> None:
    assets = build_assets((ours,), frozenset(), (), cache)
    paths = {output.path for output in assets.outputs}
    addresses = re.findall(r'url\("(.*?)"\)', sheet_of(assets))
    assert len(addresses) == len(typefaces.TYPEFACES)
    assert set(addresses) <= paths


def test_each_font_goes_with_its_license(ours: Path, cache: Path) -> None:
    outputs = dict(build_assets((ours,), frozenset(), (), cache).outputs)
    for name in ("source-serif-4", "public-sans"):
        assert b"SIL OPEN FONT LICENSE" in outputs[f"assets/fonts/{name}.LICENSE.txt"]


def test_what_is_in_the_cache_is_found_without_loading_fonttools(cache: Path) -> None:
    fonts.cut(SANS, frozenset(), cache)
    program = (
        "import sys; from pathlib import Path; from broadsheet.assets import fonts, typefaces;"
        "fonts.cut(typefaces.TYPEFACES[2], frozenset(), Path(sys.argv[1]));"
        "sys.exit('fontTools' in sys.modules)"
    )
    root = Path(__file__).parent.parent
    subprocess.run([sys.executable, "-c", program, str(cache)], check=True, cwd=root)
