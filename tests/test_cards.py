import hashlib
import io
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from broadsheet.assets.drawn import HEADLINE, STRONG, drawn
from broadsheet.cards import draw_cards
from broadsheet.cards.drawing import FACT
from broadsheet.cards.inks import palette_of, read_inks
from broadsheet.cards.lettering import Face, alike, fitted, plain, tries
from broadsheet.cards.shapes import polygons_of, read_symbols
from broadsheet.pages import CardLine, CardMap, CardMark, CardView, card_path

ROOT = Path(__file__).parents[1]
TEMPLATES = (ROOT / "templates",)
CACHE = ROOT / ".broadsheet"
SQUARE = "M100 50l200 0 0 100-200 0z"
AREA = CardMap(400, 200, "M10 10l380 0 0 180-380 0z", (SQUARE,))
AGENCY = CardView(
    path="cards/agencies/alderton-police.png",
    site="The Testland Register",
    publisher="The Testland Gazette",
    kicker="Police",
    title="Alderton Police",
    detail="Alderton, Alder County",
    lines=(
        CardLine("Listing", "Listed by the invented list"),
        CardLine("Reply", "Said that it never used it", "down-triangle", "amber"),
    ),
    map=replace(AREA, county=SQUARE, spot=(150.0, 75.0)),
    alt="Alderton Police.",
)


def drawn_cards(*cards: CardView, cache: Path | None = CACHE) -> list[bytes]:
    return [output.content for output in draw_cards(cards, TEMPLATES, cache)]


def opened(png: bytes) -> Image.Image:
    with Image.open(io.BytesIO(png)) as picture:
        picture.load()
        return picture


def colours_of(png: bytes) -> set[tuple[int, ...]]:
    picture = opened(png).convert("RGB")
    return {colour for _, colour in picture.getcolors(maxcolors=4096) or []}  # type: ignore[misc]


@pytest.fixture(scope="module")
def face() -> Face:
    return Face.read(drawn(HEADLINE, frozenset(), CACHE))


# --- the picture


def test_a_card_is_a_small_png_of_the_size_that_is_asked_for() -> None:
    (png,) = drawn_cards(AGENCY)
    picture = opened(png)
    assert (picture.format, picture.mode, picture.size) == ("PNG", "P", (1200, 630))
    assert len(png) < 25_000
    assert not picture.info.keys() - {"transparency"}


def test_a_card_has_the_colours_of_the_stylesheet_and_no_others_but_their_mixtures() -> None:
    colours = colours_of(drawn_cards(AGENCY)[0])
    inks = read_inks(TEMPLATES)
    for name in ("paper", "paper-deep", "ink", "ink-soft", "tone-amber"):
        assert inks.rgb(name) in colours, name
    assert inks.rgb("tone-blue") not in colours
    assert colours <= set(palette_of(inks, ("amber",)).colours)


def test_a_denial_has_as_much_ink_as_an_admission() -> None:
    listing, denial = AGENCY.lines
    admission = denial._replace(colour="blue")
    first, second = drawn_cards(AGENCY, replace(AGENCY, lines=(listing, admission)))
    # The numbers of the colours are the same; only what one of them means differs.
    assert opened(first).tobytes() == opened(second).tobytes()
    assert first != second


def test_every_mark_of_the_map_is_drawn_in_its_tone() -> None:
    marks = (CardMark(60, 60, "circle", "blue"), CardMark(300, 100, "ring", "grey"))
    (png,) = drawn_cards(replace(AGENCY, lines=(), map=replace(AREA, marks=marks)))
    inks = read_inks(TEMPLATES)
    assert {inks.rgb("tone-blue"), inks.rgb("tone-grey")} <= colours_of(png)


def test_another_program_with_another_hash_seed_draws_the_same_bytes() -> None:
    program = (
        "import hashlib; from tests.test_cards import AGENCY, drawn_cards;"
        "print(hashlib.sha256(drawn_cards(AGENCY, cache=None)[0]).hexdigest())"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True,
        env={**os.environ, "PYTHONHASHSEED": "4711"},
    )  # fmt: skip
    assert told.stdout.strip() == hashlib.sha256(drawn_cards(AGENCY)[0]).hexdigest()


STRANGE = (
    "", " ", "日本語の警察", "شرطة", "a\nb\r\n\tc", "X" * 500, "word " * 200, "\u202eevil\x00",
    "👮 police", "Поліція",
)  # fmt: skip


def test_no_text_that_an_editor_may_write_stops_a_card() -> None:
    strange = [
        replace(
            AGENCY, title=text, kicker=text, detail=text, site=text, publisher=text,
            lines=(CardLine(text, text, "circle", "blue"), CardLine("", text)),
        )
        for text in STRANGE
    ]  # fmt: skip
    for png in drawn_cards(*strange):
        assert opened(png).size == (1200, 630)


def test_a_card_without_a_map_and_with_an_unknown_symbol_is_drawn() -> None:
    nothing = CardMap(0, 0, "", ())
    lines = (CardLine("Reply", "x", "star", "pink"),)
    assert opened(drawn_cards(replace(AGENCY, map=nothing, lines=lines))[0]).size == (1200, 630)


# --- the text


def test_a_headline_is_as_large_as_it_fits_and_never_broken_in_a_word(face: Face) -> None:
    sizes = tries("1:80 2:60 3:40")
    name = "Alderton Police Department of the County of Alder"
    for width, size in ((2400, 80), (800, 60), (440, 40)):
        block = fitted(face, name, sizes, width=width, leading=1)
        assert (block.size, " ".join(block.lines)) == (size, name)
        assert block.width <= width


def test_lines_are_about_equally_long(face: Face) -> None:
    block = fitted(face, "one two three four five six seven", tries("2:40"), width=560, leading=1)
    first, second = (face.width(line, 40) for line in block.lines)
    assert abs(first - second) < 120


def test_a_text_that_fits_at_no_size_is_cut_after_a_whole_word(face: Face) -> None:
    block = fitted(face, "alpha beta gamma " * 20, tries("1:60 2:40"), width=400, leading=1)
    assert len(block.lines) == 2
    assert block.lines[1].endswith(("alpha…", "beta…", "gamma…"))
    assert block.width <= 400


def test_a_word_wider_than_the_card_is_told_in_pieces_and_whole(face: Face) -> None:
    block = fitted(face, "x" * 60, tries("1:60 9:40"), width=300, leading=1)
    assert "".join(block.lines) == "x" * 60
    assert block.width <= 300


def test_facts_stand_at_one_size_whichever_is_the_longest() -> None:
    face = Face.read(drawn(STRONG, frozenset(), CACHE))
    short, long = "No", "Said that it had a trial or a demonstration of it"
    both = alike(face, (short, long), FACT, 450)
    assert both == alike(face, (long,), FACT, 450)
    assert both != alike(face, (short,), FACT, 450)


def test_pairs_of_letters_are_set_closer_as_the_typeface_says(face: Face) -> None:
    alone = face.width("A", 100) + face.width("V", 100)
    assert alone - 20 < face.width("AV", 100) < alone - 5
    assert face.width("nn", 100) == pytest.approx(2 * face.width("n", 100))


def test_what_no_typeface_draws_is_left_out() -> None:
    assert plain("a\n b\u200b\x07\u2028c") == "a b c"


# --- shapes and colours


def test_paths_are_read_with_every_step_that_the_site_writes() -> None:
    assert polygons_of("M1 2l3-.5 0 4z") == (((1, 2), (4, 1.5), (4, 5.5)),)
    assert polygons_of("M8 3h6v5H2V4z") == (((8, 3), (14, 3), (14, 8), (2, 8), (2, 4)),)
    (circle,) = polygons_of("M12 3.4a8.6 8.6 0 1 1 0 17.2 8.6 8.6 0 0 1 0-17.2z")
    assert max(x for x, _ in circle) == pytest.approx(20.6)
    assert min(x for x, _ in circle) == pytest.approx(3.4)


def test_a_path_with_a_curve_is_refused() -> None:
    with pytest.raises(ValueError, match="a path's 'c' cannot be drawn"):
        polygons_of("M1 1c1 1 1 1 1 1z")


def test_every_symbol_of_the_dictionary_can_be_drawn() -> None:
    symbols = dict(read_symbols(TEMPLATES))
    wanted = {"circle", "square", "diamond", "triangle", "down-triangle", "cross", "ring"}
    assert set(symbols) == wanted
    assert len(symbols["ring"]) == 2


def own_templates(folder: Path, name: str, text: str) -> tuple[Path, ...]:
    file = folder / name
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    return (folder, *TEMPLATES)


def test_the_editors_own_colours_and_symbols_stand_before_ours(tmp_path: Path) -> None:
    css = ":root { --ink: light-dark(#123456, #ffffff); --paper: oklch(90% 0.1 20); }"
    inks = read_inks(own_templates(tmp_path / "a", "assets/css/tokens.css", css))
    # What is not written as #rrggbb is taken from us.
    assert [bytes(inks.rgb(name)).hex() for name in ("ink", "paper")] == ["123456", "ffffff"]
    html = '<symbol id="symbol-ring"><rect x="1" y="2" width="3" height="4"/></symbol>'
    html += '<symbol id="symbol-cross"><path d="M1 1c1 1 1 1 1 1z"/></symbol>'
    symbols = dict(read_symbols(own_templates(tmp_path / "b", "parts/symbols.html", html)))
    assert list(symbols["ring"]) == [((1, 2), (4, 2), (4, 6), (1, 6))]
    assert symbols["cross"] == dict(read_symbols(TEMPLATES))["cross"]


def test_a_tone_that_no_token_states_is_ink() -> None:
    inks = read_inks(TEMPLATES)
    assert inks.rgb("tone-pink") == inks.rgb("ink")


def test_templates_without_a_colour_are_told(tmp_path: Path) -> None:
    message = "no assets/css/tokens.css states --paper as #rrggbb"
    with pytest.raises(ValueError, match=message):
        read_inks((tmp_path,))


# --- the cache


@pytest.fixture
def kept_card(tmp_path: Path) -> tuple[Path, bytes, Callable[[], bytes]]:
    def again() -> bytes:
        return drawn_cards(AGENCY, cache=tmp_path)[0]

    (tmp_path / "fonts").symlink_to(CACHE / "fonts")
    png = again()
    (file,) = (tmp_path / "cards").iterdir()
    return file, png, again


@pytest.mark.parametrize("damage", ["cut short", "edited", "emptied"])
def test_a_kept_card_that_was_damaged_is_drawn_again(
    kept_card: tuple[Path, bytes, Callable[[], bytes]], damage: str
) -> None:
    file, png, again = kept_card
    whole = file.read_bytes()
    harmed = {"cut short": whole[:-9], "edited": whole[:-1] + b"X", "emptied": b""}[damage]
    file.write_bytes(harmed)
    assert again() == png
    assert file.read_bytes() == whole


def test_a_kept_card_is_not_drawn_again_and_another_one_is(
    kept_card: tuple[Path, bytes, Callable[[], bytes]], tmp_path: Path
) -> None:
    file, png, again = kept_card
    before = file.stat().st_ino
    assert again() == png
    assert file.stat().st_ino == before
    drawn_cards(replace(AGENCY, title="Alderton Policf"), cache=tmp_path)
    assert len(list(file.parent.iterdir())) == 2


# --- addresses


@pytest.mark.parametrize(
    ("page", "card"),
    [
        ("", "cards/index.png"),
        ("agencies/", "cards/agencies.png"),
        ("agencies/reply/denied/", "cards/agencies/reply/denied.png"),
        ("embed.html", "cards/embed.png"),
    ],
)
def test_a_card_is_found_by_its_pages_address(page: str, card: str) -> None:
    assert card_path(page) == card
