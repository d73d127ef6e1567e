"""A picture in media/ becomes the files that a browser chooses from, and nothing goes with it."""

import hashlib
import io
import re
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from broadsheet.kept import MOST_UNUSED
from broadsheet.pages import TEXT_WIDTH, WIDE_WIDTH, Output, PhotoView, Placed
from broadsheet.photos import Photos, encode, make_photos, original, pixels, prints
from broadsheet.photos.forms import AVIF, IN_TEXT, JPEG, PNG, SHARP_WEBP, WEBP, WIDE, widths
from tests.grain import photograph, saved, screenshot

TOKENS = Path(__file__).parents[1] / "templates" / "assets" / "css" / "tokens.css"
REM = 16
CANARY = b"CANARY"
TYPES = {"avif": "AVIF", "webp": "WEBP", "jpg": "JPEG", "png": "PNG"}


def made(
    folder: Path, name: str, content: bytes, *, wide: bool = False, cache: Path | None = None
) -> Photos:
    """One picture, in one place."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(content)
    with Image.open(io.BytesIO(content)) as picture:
        placed = Placed(name, *picture.size, wide=wide)
    return make_photos(folder, [placed], [], cache)


def opened(output: Output) -> Image.Image:
    """A file of the site as a browser sees it."""
    return Image.open(io.BytesIO(output.content))


def only(photos: Photos) -> PhotoView:
    """The one view that there is."""
    assert photos.problems == ()
    ((_, view),) = photos.views
    return view


# ------------------------------------------------------------------------- sizes, formats


def test_the_widths_are_those_of_the_layout() -> None:
    tokens = dict(re.findall(r"--(measure|breakout): ([\d.]+)rem", TOKENS.read_text("utf-8")))
    measure, margin = (float(tokens[name]) * REM for name in ("measure", "breakout"))
    assert (measure, measure + 2 * margin) == (TEXT_WIDTH, WIDE_WIDTH)
    assert {TEXT_WIDTH, 2 * TEXT_WIDTH} < set(IN_TEXT)
    assert WIDE[-1] == 2 * WIDE_WIDTH
    beside_chapters = measure + margin
    assert any(0 <= step - 2 * beside_chapters <= 0.01 * step for step in WIDE), beside_chapters


@pytest.mark.parametrize(
    ("width", "height", "place", "wanted"),
    [
        (4032, 3024, "text", (400, 568, 800, 1136)),
        (4032, 3024, "wide", (400, 800, 1136, 1664, 2192)),
        (1000, 800, "wide", (400, 800, 1000)),
        (1136, 800, "text", (400, 568, 800, 1136)),
        (430, 300, "text", (430,)),
        (500, 300, "text", (400, 500)),
        (120, 80, "wide", (120,)),
        (1, 1, "text", (1,)),
        (1280, 20_000, "text", (400, 568, 800, 1048)),
        (100, 400_000, "text", (4,)),
    ],
)
def test_a_picture_has_the_widths_of_its_place_and_never_more_than_its_own(
    width: int, height: int, place: str, wanted: tuple[int, ...]
) -> None:
    assert widths(Placed("a.jpg", width, height, wide=place == "wide")) == wanted


def test_a_photograph_becomes_avif_webp_and_jpeg_of_the_sizes_that_the_page_states(
    tmp_path: Path,
) -> None:
    photos = made(tmp_path, "View of town.JPG", saved(photograph(1000, 600), "JPEG"), wide=True)
    view = only(photos)
    assert [kind for kind, _ in view.sources] == ["image/avif", "image/webp"]
    files = {output.path: output for output in photos.outputs}
    every = [*(one for _, renditions in view.sources for one in renditions), *view.plain]
    assert [one.width for one in every] == [400, 800, 1000] * 3
    assert {one.path for one in every} == set(files)
    for one in every:
        picture = opened(files[one.path])
        assert picture.size == (one.width, one.height)
        assert picture.format == TYPES[one.path.rpartition(".")[2]]
        mark = hashlib.sha256(files[one.path].content).hexdigest()[:10]
        assert re.fullmatch(rf"media/view-of-town-{one.width}\.{mark}\.\w+", one.path)
    assert (view.largest.width, view.largest.height) == (1000, 600)
    assert view.usual == view.largest, "it has less than its place"


def test_a_browser_that_does_not_choose_gets_what_fills_the_place(tmp_path: Path) -> None:
    view = only(made(tmp_path, "a.jpg", saved(photograph(900, 600), "JPEG")))
    assert view.usual.width == TEXT_WIDTH


def test_a_screenshot_keeps_its_edges(tmp_path: Path) -> None:
    drawing = screenshot(1000, 400)
    photos = made(tmp_path, "shot.png", saved(drawing, "PNG"))
    view = only(photos)
    assert [kind for kind, _ in view.sources] == ["image/webp"]
    files = {output.path: output for output in photos.outputs}
    for one in (view.sources[0][1][-1], view.plain[-1]):
        assert opened(files[one.path]).convert("RGB").tobytes() == drawing.tobytes()
    assert view.plain[-1].path.endswith(".png")


def test_a_jpeg_is_a_photograph_however_plain_it_is(tmp_path: Path) -> None:
    view = only(made(tmp_path, "a.jpg", saved(screenshot(300, 200), "JPEG")))
    assert [kind for kind, _ in view.sources] == ["image/avif", "image/webp"]


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_what_a_picture_is_goes_by_what_it_shows_and_not_by_its_name(
    tmp_path: Path, form: str
) -> None:
    content = saved(photograph(300, 200), form)
    view = only(made(tmp_path, f"a.{form.lower()}", content))
    assert view.plain[-1].path.endswith(".jpg")


def test_a_copy_that_keeps_its_name_is_as_wide_as_any_place(tmp_path: Path) -> None:
    contents = {
        "a.JPG": saved(photograph(2500, 500), "JPEG"),
        "b.webp": saved(photograph(300, 200), "WEBP"),
        "c.png": saved(photograph(300, 200), "PNG"),
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    own = [Placed("a.JPG", 2500, 500, wide=True), Placed("b.webp", 300, 200, wide=True),
           Placed("c.png", 300, 200, wide=True)]  # fmt: skip
    photos = make_photos(tmp_path, [], own, None)
    assert photos.views == ()
    assert [(one.path, opened(one).format, opened(one).width) for one in photos.outputs] == [
        ("media/a.JPG", "JPEG", 2192),
        ("media/b.webp", "WEBP", 300),
        ("media/c.png", "PNG", 300),
    ]


# ------------------------------------------------------------------------- nothing but pixels


def profile_with(text: str) -> bytes:
    """The profile of sRGB under another description."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    old = "sRGB built-in"
    assert old.encode("utf-16-be") in profile
    return profile.replace(old.encode("utf-16-be"), text.ljust(len(old)).encode("utf-16-be"))


def exif_with_canaries() -> Image.Exif:
    """Camera, owner, serial number, comment, place, and a thumbnail."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x013B] = "CANARY-MAKE", "CANARY-MODEL", "CANARY-ARTIST"
    exif[0x8769] = {0xA431: "CANARY-SERIAL", 0x9286: b"ASCII\0\0\0CANARY-NOTE"}
    exif[0x8825] = {1: "N", 2: (35.0, 46.0, 0.0), 0x1B: b"CANARY-GPS"}
    return exif


XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>CANARY-XMP</x:xmpmeta>"


def segment(marker: int, content: bytes) -> bytes:
    """A segment of a JPEG."""
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def jpeg_with_canaries() -> bytes:
    """A JPEG with a canary wherever one can be."""
    own = saved(
        photograph(640, 400), "JPEG", exif=exif_with_canaries(), xmp=XMP, quality=90,
        icc_profile=profile_with("CANARY-ICC"), comment=b"CANARY-COMMENT",
    )  # fmt: skip
    iptc = segment(
        0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x11\x1c\x02\x69\0\x0cCANARY-IPTC!"
    )
    thumbnail = segment(0xE0, b"JFXX\0\x10CANARY-THUMB")
    return own[:2] + iptc + thumbnail + own[2:] + b"CANARY-TRAILING"


def mpo_with_canaries() -> bytes:
    """What phones write: a second picture behind the first."""
    second = photograph(640, 400, seed=2)
    first = saved(
        photograph(640, 400), "MPO", save_all=True, append_images=[second],
        exif=exif_with_canaries(), comment=b"CANARY-COMMENT",
    )  # fmt: skip
    return first + b"CANARY-TRAILING"


def png_with_canaries() -> bytes:
    """A PNG with a canary in each kind of text, in the profile, behind the end."""
    told = PngInfo()
    told.add_text("Author", "CANARY-TEXT")
    told.add_itxt("Comment", "CANARY-ITXT")
    told.add_text("Zipped", "CANARY-ZTXT", zip=True)
    told.add(b"prVt", b"CANARY-PRIVATE")
    return saved(
        photograph(640, 400), "PNG", pnginfo=told, exif=exif_with_canaries(),
        icc_profile=profile_with("CANARY-ICC"),
    ) + b"CANARY-TRAILING"  # fmt: skip


def webp_with_canaries() -> bytes:
    """A WebP with a canary in each of its boxes."""
    return saved(
        photograph(640, 400), "WEBP", exif=exif_with_canaries(), xmp=XMP,
        icc_profile=profile_with("CANARY-ICC"),
    ) + b"CANARY-TRAILING"  # fmt: skip


def pieces(content: bytes) -> Iterator[str]:
    """What a file is made of, by the names that its format gives to its parts."""
    if content.startswith(b"\x89PNG"):
        at = 8
        while at < len(content):
            (length,) = struct.unpack(">I", content[at : at + 4])
            yield content[at + 4 : at + 8].decode()
            at += length + 12
    elif content.startswith(b"RIFF"):
        at = 12
        while at < len(content):
            (length,) = struct.unpack("<I", content[at + 4 : at + 8])
            yield content[at : at + 4].decode()
            at += 8 + length + length % 2
    elif content.startswith(b"\xff\xd8"):
        at = 2
        while content[at + 1] != 0xDA:
            yield f"{content[at + 1]:x}"
            at += 2 + struct.unpack(">H", content[at + 2 : at + 4])[0]
        yield "end" if content.endswith(b"\xff\xd9") else "more"
        ends = re.findall(b"\xff[\xd8\xd9]", content[at:])
        yield f"{len(ends)} ends"
    else:
        at = 0
        while at < len(content):
            (length,) = struct.unpack(">I", content[at : at + 4])
            yield content[at + 4 : at + 8].decode()
            at += length
        yield from sorted(set(re.findall(r"Exif|mime|prof|thmb|auxl", content.decode("latin-1"))))


NEEDED = {
    "AVIF": {"ftyp", "meta", "mdat"},
    "WEBP": {"VP8 ", "VP8L"},
    # Its head, tables and frame (progressive), and one end.
    "JPEG": {"e0", "db", "c2", "c4", "end", "1 ends"},
    "PNG": {"IHDR", "IDAT", "IEND"},
}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jpg", jpeg_with_canaries()),
        ("a.JPEG", mpo_with_canaries()),
        ("a.png", png_with_canaries()),
        ("a.webp", webp_with_canaries()),
    ],
)
def test_of_a_picture_only_its_pixels_are_published(
    tmp_path: Path, name: str, content: bytes
) -> None:
    assert CANARY in content
    (tmp_path / name).write_bytes(content)
    placed = Placed(name, 640, 400, wide=True)
    photos = make_photos(tmp_path, [placed], [placed], None)
    assert len(photos.outputs) == 3 * 2 + 1
    for output in photos.outputs:
        for spelt in ("utf-8", "utf-16-be", "utf-16-le"):
            assert CANARY.decode().encode(spelt) not in output.content, output.path
        picture = opened(output)
        assert set(pieces(output.content)) <= NEEDED[str(picture.format)], output.path
        assert dict(picture.getexif()) == {}
        assert {"exif", "xmp", "icc_profile", "comment", "photoshop"} & set(picture.info) == set()


def test_the_originals_hash_stands_in_no_name(tmp_path: Path) -> None:
    """Who has the file must not be able to prove by it that we were given just that."""
    first, second = (saved(photograph(300, 200), "PNG", compress_level=n) for n in (1, 9))
    assert first != second
    one, other = (made(tmp_path / n, "a.png", content)
                  for n, content in (("x", first), ("y", second)))  # fmt: skip
    assert one == other


def bare(picture: Image.Image, form: str, **options: object) -> Image.Image:
    """What is shown of a picture that was saved in that form."""
    return pixels.bare_pixels(saved(picture, form, **options))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_turned_upright(orientation: int) -> None:
    upright = photograph(30, 20)
    turns = {1: (), 2: (0,), 3: (3,), 4: (1,), 5: (5,), 6: (2,), 7: (6,), 8: (4,)}
    lying = upright
    for turn in turns[orientation]:
        lying = lying.transpose(Image.Transpose(turn))
    exif = Image.Exif()
    exif[0x0112] = orientation
    assert bare(lying, "PNG", exif=exif).tobytes() == upright.tobytes()


def test_the_colours_of_a_profile_become_those_of_every_screen() -> None:
    plain = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    # Its red is our green, and its green our red.
    swapped = plain.replace(b"rXYZ", b"????").replace(b"gXYZ", b"rXYZ").replace(b"????", b"gXYZ")
    red = Image.new("RGB", (4, 4), (250, 5, 5))
    near = bare(red, "PNG", icc_profile=swapped).getpixel((0, 0))
    assert isinstance(near, tuple)
    assert all(abs(a - b) <= 3 for a, b in zip(near, (5, 250, 5), strict=True)), near
    assert bare(red, "PNG", icc_profile=plain).getpixel((0, 0)) == (250, 5, 5)


@pytest.mark.parametrize("profile", [b"no profile at all", b"\0" * 200])
def test_a_broken_profile_is_left_out(profile: bytes) -> None:
    red = Image.new("RGB", (4, 4), (250, 5, 5))
    assert bare(red, "PNG", icc_profile=profile).getpixel((0, 0)) == (250, 5, 5)


def test_a_profile_of_another_kind_than_the_pixels_is_left_out() -> None:
    grey = Image.new("L", (4, 4), 77)
    assert bare(grey, "PNG", icc_profile=profile_with("x")).getpixel((0, 0)) == (77, 77, 77)


def test_greys_of_16_bits_keep_their_shades() -> None:
    deep = Image.frombytes("I;16", (3, 1), struct.pack("<HHH", 0, 0x8000, 0xFFFF))
    shown = bare(deep, "PNG")
    assert [shown.getpixel((x, 0)) for x in range(3)] == [(0,) * 3, (128,) * 3, (255,) * 3]


@pytest.mark.parametrize(
    ("mode", "form", "colour", "wanted"),
    [
        ("L", "PNG", 90, (90, 90, 90)),
        ("L", "JPEG", 90, (90, 90, 90)),
        ("1", "PNG", 1, (255, 255, 255)),
        ("LA", "PNG", (90, 255), (90, 90, 90)),
        ("LA", "PNG", (0, 0), (255, 255, 255)),
        ("RGBA", "PNG", (10, 20, 30, 255), (10, 20, 30)),
        ("RGBA", "PNG", (0, 0, 0, 0), (255, 255, 255)),
        ("RGBA", "PNG", (0, 0, 0, 128), (127, 127, 127)),
        ("CMYK", "JPEG", (0, 0, 0, 0), (255, 255, 255)),
        ("CMYK", "JPEG", (0, 0, 0, 255), (0, 0, 0)),
    ],
)
def test_every_kind_of_picture_becomes_plain_colours_on_white(
    mode: str, form: str, colour: int | tuple[int, ...], wanted: tuple[int, int, int]
) -> None:
    shown = bare(Image.new(mode, (16, 16), colour), form)
    assert (shown.mode, shown.getpixel((8, 8))) == ("RGB", wanted)


def test_a_clear_colour_of_a_palette_becomes_white() -> None:
    picture = Image.new("P", (2, 1), 0)
    picture.putpalette([9, 9, 9, 200, 10, 10])
    picture.putpixel((1, 0), 1)
    shown = bare(picture, "PNG", transparency=0)
    assert [shown.getpixel((x, 0)) for x in (0, 1)] == [(255, 255, 255), (200, 10, 10)]


def test_what_was_rubbed_out_is_in_no_file(tmp_path: Path) -> None:
    """Drawing programs leave the colours beneath what they make see-through."""
    secret = photograph(300, 200).convert("RGBA")
    secret.putalpha(0)
    photos = made(tmp_path, "a.png", saved(secret, "PNG"))
    assert only(photos).plain
    for output in photos.outputs:
        assert opened(output).convert("RGBA").getcolors() == [(60_000, (255, 255, 255, 255))]


# ------------------------------------------------------------------------- names


def test_names_that_come_out_alike_stay_apart(tmp_path: Path) -> None:
    names = ("a b.jpg", "a-b.jpg", "a b.png", "A_b.webp")
    for seed, name in enumerate(names):
        form = TYPES.get(name.rpartition(".")[2], "")
        (tmp_path / name).write_bytes(saved(photograph(300, 200, seed), form))
    photos = make_photos(tmp_path, [Placed(name, 300, 200) for name in names], [], None)
    paths = [output.path for output in photos.outputs]
    assert len(set(paths)) == len(paths) == 3 * len(names)
    assert all(path.startswith("media/a-b-300.") for path in paths)


def test_the_same_picture_twice_is_published_once(tmp_path: Path) -> None:
    content = saved(photograph(300, 200), "JPEG")
    for name in ("a b.jpg", "a-b.jpg"):
        (tmp_path / name).write_bytes(content)
    placed = [Placed("a b.jpg", 300, 200), Placed("a-b.jpg", 300, 200)]
    placed += [Placed("a-b.jpg", 300, 200, wide=True)]
    photos = make_photos(tmp_path, placed, [], None)
    assert len(photos.views) == 3
    assert len(photos.outputs) == 3


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        (f"{'long name ' * 20}.jpg", "long-name-long-name-long-name-long-name-long-name-long-name"),
        ("Müller & Søn #1, 50%?.jpg", "muller-sn-1-50"),
        ("写真.jpg", "5199-771f"),
        ("<b>'\".jpg", "b"),
    ],
)
def test_a_file_is_named_by_what_every_server_takes(tmp_path: Path, name: str, stem: str) -> None:
    photos = made(tmp_path, name, saved(photograph(30, 20), "JPEG"))
    assert re.fullmatch(rf"media/{stem}-30\.[0-9a-f]{{10}}\.avif", photos.outputs[0].path)


# ------------------------------------------------------------------------- always the same


@pytest.mark.parametrize("processors", [1, 4, None])
def test_the_same_picture_gives_the_same_bytes_however_many_work_on_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, processors: int | None
) -> None:
    content = saved(photograph(1000, 600), "JPEG")
    usual = made(tmp_path, "a.jpg", content)
    monkeypatch.setattr("os.cpu_count", lambda: processors)
    assert made(tmp_path, "a.jpg", content) == usual


@pytest.mark.parametrize("width", [300, 200])
def test_what_is_encoded_at_the_same_time_does_not_meet(width: int) -> None:
    """Pillow leaves the settings of a format at the picture that it saves."""
    picture = photograph(300, 200)
    before = dict(vars(picture))
    for form in (AVIF, WEBP, JPEG, SHARP_WEBP, PNG):
        assert encode.encode(picture, width, form)
    assert vars(picture) == before


class Work:
    """Counts how often a picture is read and how often it is encoded."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.read = self.encoded = 0
        reading, encoding = pixels.bare_pixels, encode.encode

        def read(content: bytes) -> Image.Image:
            self.read += 1
            return reading(content)

        def encoded(*what: object) -> bytes:
            self.encoded += 1
            return encoding(*what)  # type: ignore[arg-type]

        monkeypatch.setattr(pixels, "bare_pixels", read)
        monkeypatch.setattr(encode, "encode", encoded)

    def done(self) -> tuple[int, int]:
        """What was done since it was last asked."""
        done, self.read, self.encoded = (self.read, self.encoded), 0, 0
        return done


def test_a_picture_that_is_known_is_neither_read_nor_encoded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work, cache, content = (
        Work(monkeypatch),
        tmp_path / "cache",
        saved(photograph(900, 600), "JPEG"),
    )
    first = made(tmp_path / "m", "a.jpg", content, cache=cache)
    assert work.done() == (1, 12)
    assert made(tmp_path / "m", "a.jpg", content, cache=cache) == first
    assert work.done() == (0, 0)
    made(tmp_path / "m", "another name.jpg", content, cache=cache)
    assert work.done() == (0, 0)
    made(tmp_path / "m", "a.jpg", content, wide=True, cache=cache)
    assert work.done() == (0, 0), "the wide place needs no width that the text has not"


def test_another_picture_of_the_same_name_or_another_program_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work, cache = Work(monkeypatch), tmp_path / "cache"
    content = saved(photograph(300, 200), "JPEG")
    made(tmp_path / "m", "a.jpg", content, cache=cache)
    assert work.done() == (1, 3)
    made(tmp_path / "m", "a.jpg", saved(photograph(300, 200, seed=2), "JPEG"), cache=cache)
    assert work.done() == (1, 3)
    monkeypatch.setattr(original, "look", lambda: "of another version")
    made(tmp_path / "m", "a.jpg", content, cache=cache)
    assert work.done() == (1, 3)


def test_a_kept_picture_that_was_damaged_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work, cache, content = (
        Work(monkeypatch),
        tmp_path / "cache",
        saved(photograph(300, 200), "JPEG"),
    )
    first = made(tmp_path / "m", "a.jpg", content, cache=cache)
    work.done()
    (damaged,) = (cache / "pictures").glob("*-300-avif")
    damaged.write_bytes(damaged.read_bytes()[:-1])
    assert made(tmp_path / "m", "a.jpg", content, cache=cache) == first
    assert work.done() == (1, 1)


def test_the_cache_does_not_grow_without_end(tmp_path: Path) -> None:
    shelf = tmp_path / "cache" / "pictures"
    shelf.mkdir(parents=True)
    for number in range(MOST_UNUSED + 1):
        (shelf / f"{number}").write_bytes(b"")
    made(tmp_path / "m", "a.jpg", saved(photograph(300, 200), "JPEG"), cache=tmp_path / "cache")
    assert len(list(shelf.iterdir())) == 3, "its files in the one width that it has"


# ------------------------------------------------------------------------- what is told


def test_a_picture_that_stays_heavy_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prints, "HEAVY", 20_000)
    for name in ("a.png", "b.jpg"):
        form = TYPES[name.rpartition(".")[2]]
        (tmp_path / name).write_bytes(saved(photograph(600, 400), form))
    photos = make_photos(tmp_path, [Placed("a.png", 600, 400), Placed("b.jpg", 600, 400)], [], None)
    heaviest = max(len(o.content) for o in photos.outputs if o.path.startswith("media/a-"))
    assert heaviest > 20_000
    hint = "save a photograph as .jpg; of a scan or a screenshot, cut out what readers need"
    message = f"the largest file made of this picture has {heaviest / 1e6:.1f} MB"
    first, second = map(str, photos.problems)
    assert first == f"content/media/a.png: warning[W164]: {message}\n  {hint}"
    assert second.startswith("content/media/b.jpg: warning[W164]: ")
    assert len(photos.views) == 2


def test_two_pictures_that_broke_since_they_were_measured_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"<html>")
    photos = make_photos(
        tmp_path, [Placed("a.jpg", 30, 20), Placed("b.jpg", 30, 20)], [], tmp_path / "cache"
    )
    broken, gone = "this file is not a whole picture", "No such file or directory"
    assert list(map(str, photos.problems)) == [
        f"content/media/a.jpg: error[E016]: {broken}\n  save it again as .jpg, .png or .webp",
        f"content/media/b.jpg: error[E014]: this file cannot be read: {gone}\n  save it again",
    ]
    assert (photos.views, photos.outputs) == ((), ())
