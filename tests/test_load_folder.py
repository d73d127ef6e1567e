"""Which files content/ may hold: links, pipes, names, and pictures that are none."""

import io
import os
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from broadsheet.load import load
from broadsheet.load.folder import find_files
from broadsheet.load.pictures import Measured, measure
from tests.project import STORY, told, write_project

REMOVE_OR_PUT = "delete it, or put the file in its place"
FILE_ITSELF = "put the file itself in its place"
FILES_THEMSELVES = "put the files themselves in its place"
RENAME = "rename one of them"
SAVE_AGAIN = "save it again as .jpg, .png or .webp"
PERMISSION = "change who may read it"


def drawn(
    form: str, size: tuple[int, int] = (40, 30), mode: str = "RGB", **options: object
) -> bytes:
    """A picture of some grain, as the bytes of a file."""
    picture = Image.frombytes("L", size, bytes(n * 7 % 256 for n in range(size[0] * size[1])))
    held = io.BytesIO()
    picture.convert(mode).save(held, form, **options)
    return held.getvalue()


def huge_png(width: int, height: int) -> bytes:
    """A black PNG of any size in a few kilobytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    row = b"\0" + b"\0" * ((width + 7) // 8)
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The sound project, in a folder of its own."""
    return write_project(tmp_path / "project")


def media(root: Path, name: str, content: bytes) -> Path:
    """Put a file into media/."""
    path = root / "content" / "media" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_files_are_found_in_one_order_whatever_the_disk_says(root: Path) -> None:
    files, problems = find_files(root / "content", root)
    assert problems == []
    names = [path.relative_to(root).as_posix() for path in files]
    assert names[:3] == [
        "content/agencies.yaml",
        "content/attempts.yaml",
        "content/corrections.yaml",
    ]
    assert names == sorted(names)


def test_what_begins_with_a_dot_or_was_left_behind_is_never_looked_at(root: Path) -> None:
    for name in (
        ".secret.md",
        "story/.index.md.swp",
        ".git/config",
        "media/.DS_Store",
        "story/index.md~",
        "media/Thumbs.db",
        "4913",
    ):
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"\xff")
    assert told(root) == []


def test_a_readme_is_for_those_who_look_into_the_folder(root: Path) -> None:
    (root / "content" / "geography" / "README.md").write_text("Whose borders.", encoding="utf-8")
    assert told(root) == []


def test_a_link_out_of_content_is_told(root: Path) -> None:
    outside = root.parent / "secret.md"
    outside.write_text(STORY, encoding="utf-8")
    (root / "content" / "story" / "secret.md").symlink_to(outside)
    message = "this link leads out of content/"
    want = [f"content/story/secret.md: error[E014]: {message}\n  {FILE_ITSELF}"]
    assert told(root) == want


def test_a_link_to_a_parent_is_told_and_not_followed(root: Path) -> None:
    (root / "content" / "story" / "loop").symlink_to("..")
    (root / "content" / "media").mkdir()
    (root / "content" / "media" / "all").symlink_to(root)
    assert told(root) == [
        f"content/media/all: error[E014]: this link leads out of content/\n  {FILE_ITSELF}",
        f"content/story/loop: error[E014]: this link leads to a folder\n  {FILES_THEMSELVES}",
    ]


def test_links_that_lead_nowhere_are_told(root: Path) -> None:
    story = root / "content" / "story"
    (story / "gone.md").symlink_to("was-here.md")
    (story / "round.md").symlink_to("about.md")
    (story / "about.md").symlink_to("round.md")
    assert told(root) == [
        f"content/story/{name}: error[E014]: this link leads nowhere\n  {REMOVE_OR_PUT}"
        for name in ("about.md", "gone.md", "round.md")
    ]


def test_a_link_within_content_is_a_file_like_any_other(root: Path) -> None:
    (root / "content" / "story" / "again.md").symlink_to("index.md")
    assert told(root) == []
    assert list(load(root).articles) == ["again", "index"]


def test_a_pipe_is_told_and_never_opened(root: Path) -> None:
    os.mkfifo(root / "content" / "story" / "pipe.md")
    os.mkfifo(root / "content" / "site2.yaml")
    message = "this is not a file that can be read"
    assert told(root) == [
        f"content/site2.yaml: error[E014]: {message}\n  delete it",
        f"content/story/pipe.md: error[E014]: {message}\n  delete it",
    ]


def refuse(monkeypatch: pytest.MonkeyPatch, name: str, method: str) -> None:
    """Let one file or folder be refused, as to a user who may not read it (root may)."""
    allowed = getattr(Path, method)

    def guarded(path: Path, *arguments: object) -> object:
        if path.name == name:
            raise PermissionError(13, "Permission denied", str(path))
        return allowed(path, *arguments)

    monkeypatch.setattr(Path, method, guarded)


def test_a_file_that_may_not_be_read_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse(monkeypatch, "timeline.yaml", "open")
    message = "this file cannot be read: Permission denied"
    assert told(root) == [f"content/timeline.yaml: error[E014]: {message}\n  {PERMISSION}"]


def test_a_folder_that_may_not_be_read_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    media(root, "square.png", drawn("PNG"))
    refuse(monkeypatch, "media", "iterdir")
    message = "this folder cannot be read: Permission denied"
    assert told(root) == [f"content/media: error[E014]: {message}\n  {PERMISSION}"]


def test_a_file_that_goes_while_it_is_read_is_told(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def vanishing(folder: Path, top: Path) -> object:
        files, problems = find_files(folder, top)
        (root / "content" / "timeline.yaml").unlink()
        return files, problems

    monkeypatch.setattr("broadsheet.load.find_files", vanishing)
    message = "this file cannot be read: No such file or directory"
    assert told(root) == [f"content/timeline.yaml: error[E014]: {message}\n  save it again"]


def test_names_that_differ_by_case_are_told_with_both_places(root: Path) -> None:
    for name in ("about.md", "About.md"):
        (root / "content" / "story" / name).write_text(STORY, encoding="utf-8")
    message = "this name and 'content/story/About.md' are one on some machines"
    assert told(root)[1] == f"content/story/about.md: error[E015]: {message}\n  {RENAME}"


def test_names_that_differ_by_accents_as_written_are_told_with_both_places(root: Path) -> None:
    media(root, "caf\u00e9.png", drawn("PNG"))
    media(root, "cafe\u0301.png", drawn("PNG"))
    names = sorted(path.name for path in (root / "content" / "media").iterdir())
    if len(names) == 1:
        pytest.skip("this disk makes the two names one by itself")
    first, second = (f"content/media/{name}" for name in names)
    message = f"this name and '{first}' are one on some machines"
    assert told(root) == [f"{second}: error[E015]: {message}\n  {RENAME}"]


@pytest.mark.parametrize(
    ("name", "shown", "sign"),
    [
        ("a\nb.png", "a\\u000ab.png", "U+000A"),
        ("a\u202egnp.md", "a\\u202egnp.md", "U+202E (right-to-left override)"),
        ("a\x1b[31m.png", "a\\u001b[31m.png", "U+001B"),
        (os.fsdecode(b"caf\xe9.png"), "caf\\udce9.png", "U+DCE9"),
    ],
)
def test_a_name_with_a_sign_that_cannot_be_seen_is_told_on_one_line(
    root: Path, name: str, shown: str, sign: str
) -> None:
    media(root, name, drawn("PNG"))
    message = f"{sign} must not stand in a name"
    assert told(root) == [f"content/media/{shown}: error[E015]: {message}\n  rename it"]


WHAT_THERE_IS = (
    "site.yaml, agencies.yaml, sources.yaml, dictionary.yaml, attempts.yaml, figures.yaml, "
    "timeline.yaml, corrections.yaml, factcheck.yaml, waivers.yaml, spelling.txt, agencies/, "
    "story/, geography/, media/"
)


def test_the_words_of_the_newsroom_are_read_without_remarks(root: Path) -> None:
    path = root / "content/spelling.txt"
    path.write_text("# Our words.\ncheif  # as he writes it\n\nTeh Recieve\n", encoding="utf-8")
    content = load(root)
    assert content.problems == []
    assert content.known_words == ["cheif", "Teh", "Recieve"]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("speling.txt", "did you mean 'spelling.txt'?"),
        ("figure.yaml", "did you mean 'figures.yaml'?"),
        ("Time-line.yaml", "did you mean 'timeline.yaml'?"),
        ("corrections.yml", "did you mean 'corrections.yaml'?"),
        ("storys/x.md", "did you mean 'story/'?"),
        ("zzzz.txt", f"content/ holds {WHAT_THERE_IS}"),
        ("story/draft.txt", "story/ holds files that end in .md, and no folders"),
        ("story/more/x.md", "story/ holds files that end in .md, and no folders"),
        ("agencies/x.yml", "agencies/ holds files that end in .yaml"),
        ("media/more/x.png", "media/ holds pictures, and no folders"),
        ("geography/more/places.csv", "geography/ holds counties.geojson, places.csv and zips.csv"),
        ("geography/x.csv", "geography/ holds counties.geojson, places.csv and zips.csv"),
    ],
)
def test_a_file_that_nothing_reads_is_told(root: Path, name: str, hint: str) -> None:
    path = root / "content" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(STORY, encoding="utf-8")
    assert told(root) == [f"content/{name}: error[E017]: nothing reads this file\n  {hint}"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jpg", drawn("JPEG")),
        ("a.JPEG", drawn("JPEG")),
        ("a.png", drawn("PNG", mode="RGBA")),
        ("a.webp", drawn("WEBP")),
        ("a.jpg", drawn("MPO")),
        ("a.png", drawn("PNG", mode="P")),
    ],
)
def test_a_picture_is_measured(root: Path, name: str, content: bytes) -> None:
    media(root, name, content)
    assert load(root).pictures == [Measured(name, 40, 30)]
    assert told(root) == []


def test_a_picture_is_measured_upright(root: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    media(root, "a.jpg", drawn("JPEG", exif=exif))
    assert load(root).pictures == [Measured("a.jpg", 30, 40)]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<!doctype html><script>alert(1)</script>",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        drawn("JPEG")[:-200],
        drawn("JPEG")[:30],
        b"%PDF-1.7",
    ],
)
def test_what_is_no_whole_picture_is_told(root: Path, content: bytes) -> None:
    media(root, "a.jpg", content)
    message = "this file is not a whole picture"
    assert told(root) == [f"content/media/a.jpg: error[E016]: {message}\n  {SAVE_AGAIN}"]


@pytest.mark.parametrize(("form", "name"), [("GIF", "a.jpg"), ("PNG", "a.jpg"), ("TIFF", "a.png")])
def test_a_picture_with_another_formats_name_is_told(root: Path, form: str, name: str) -> None:
    media(root, name, drawn(form))
    message = f"this file holds {form}, not what its name says"
    hint = "save it as .jpg, .png or .webp"
    assert told(root) == [f"content/media/{name}: error[E016]: {message}\n  {hint}"]


def moving(form: str) -> bytes:
    """Three pictures that are shown in turn."""
    frames = [Image.new("RGB", (40, 30), (shade, 0, 0)) for shade in (0, 128, 255)]
    held = io.BytesIO()
    frames[0].save(held, form, save_all=True, append_images=frames[1:], duration=200)
    return held.getvalue()


HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 40
OTHER_HEIC = b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic" + b"\0" * 40
PHONE = (
    "open it on a computer and save it as JPEG; an iPhone takes JPEG itself with Settings, "
    "Camera, Formats, Most Compatible"
)


@pytest.mark.parametrize("content", [HEIC, OTHER_HEIC])
@pytest.mark.parametrize("name", ["IMG_1.HEIC", "renamed.jpg"])
def test_a_picture_as_phones_write_it_is_told_whatever_its_name(
    root: Path, name: str, content: bytes
) -> None:
    media(root, name, content)
    message = "this is a HEIC picture, which most browsers cannot show"
    assert told(root) == [f"content/media/{name}: error[E161]: {message}\n  {PHONE}"]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("a.gif", "save it as .jpg, .png or .webp"),
        ("a.SVG", "export it as .png, 2,200 pixels wide"),
        ("a.avif", "save it as .jpg, .png or .webp"),
        ("a.pdf", "export it as .png, 2,200 pixels wide"),
    ],
)
def test_a_kind_that_is_not_taken_is_told_with_what_to_do(root: Path, name: str, hint: str) -> None:
    media(root, name, drawn("AVIF" if name.endswith("avif") else "GIF"))
    message = f"no picture that ends in '{name[1:].lower()}' is taken"
    assert told(root) == [f"content/media/{name}: error[E161]: {message}\n  {hint}"]


@pytest.mark.parametrize(("form", "name"), [("WEBP", "a.webp"), ("PNG", "a.png")])
def test_a_picture_that_moves_is_told(root: Path, form: str, name: str) -> None:
    media(root, name, moving(form))
    message = "this picture moves: it is 3 pictures in turn"
    hint = "save the one that readers should see as .jpg or .png"
    assert told(root) == [f"content/media/{name}: error[E162]: {message}\n  {hint}"]


def test_two_pictures_of_wrong_kinds_are_told_at_once(root: Path) -> None:
    media(root, "a.heic", HEIC)
    media(root, "b.webp", moving("WEBP"))
    assert [line.partition(": this")[0] for line in told(root)] == [
        "content/media/a.heic: error[E161]",
        "content/media/b.webp: error[E162]",
    ]


@pytest.mark.parametrize("side", [6_400, 13_000])
def test_a_picture_of_few_bytes_and_too_many_pixels_is_told(root: Path, side: int) -> None:
    content = huge_png(side, side)
    assert len(content) < 50_000
    media(root, "a.png", content)
    message = f"this picture has {side} by {side} pixels"
    want = [f"content/media/a.png: error[E016]: {message}\n  the most is 40 megapixels"]
    assert told(root) == want


def test_a_picture_of_absurdly_many_pixels_is_told(root: Path) -> None:
    media(root, "a.png", huge_png(60_000, 60_000)[:2_000])
    message = "this picture has far over 40 megapixels"
    assert told(root) == [f"content/media/a.png: error[E016]: {message}\n  make it smaller"]


def test_a_picture_of_over_64_mb_is_told(root: Path) -> None:
    path = media(root, "a.png", drawn("PNG"))
    os.truncate(path, 64_000_001)
    message = "this picture is over 64 MB"
    assert told(root) == [f"content/media/a.png: error[E016]: {message}\n  make it smaller"]


def test_two_faulty_pictures_are_told_in_one_run(root: Path) -> None:
    media(root, "a.jpg", b"<html>")
    media(root, "b.png", huge_png(13_000, 13_000))
    assert [line.split(": error")[0] for line in told(root)] == [
        "content/media/a.jpg",
        "content/media/b.png",
    ]


PICTURES = {form: drawn(form) for form in ("JPEG", "PNG", "WEBP", "MPO")}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(
    form=st.sampled_from(sorted(PICTURES)),
    cut=st.floats(0, 1),
    spoiled=st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), max_size=6),
)
def test_no_broken_picture_brings_the_reader_down(
    tmp_path: Path, form: str, cut: float, spoiled: list[tuple[float, int]]
) -> None:
    content = bytearray(PICTURES[form][: max(1, int(cut * len(PICTURES[form])))])
    for where, value in spoiled:
        content[int(where * len(content))] = value
    path = tmp_path / "a.jpg"
    path.write_bytes(content)
    picture, problems = measure(path, "content/media/a.jpg")
    assert (picture is None) == (len(problems) == 1)
