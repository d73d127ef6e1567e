"""Pictures in their places: what a page says of them, what an editor is told of them."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest

from broadsheet.photos import encode, pixels
from broadsheet.pipeline import Edition, make
from broadsheet.problems import BuildError
from tests.grain import photograph, saved
from tests.project import STORY, write_project

NOW = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)
ABOUT = "---\ntitle: About\n---\nHow it was done.\n"
WORDS = "    alt: Three hills\n    caption: The hills of Alderton.\n    credit: Ada Alder\n"
END = "\n"
SMALL = "if there is none, add the line: small: yes"


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for cut typefaces and pictures, since no test here looks at how they are made."""
    return tmp_path_factory.mktemp("cache")


def figure(name: str, *more: str) -> str:
    """A figure of that picture, with further options."""
    return f"/// figure | {name}\n{WORDS}{''.join(f'    {line}{END}' for line in more)}///\n"


def project(root: Path, body: str, about: str = ABOUT, story: str = STORY) -> Path:
    """A project whose front page ends with this text, with a large and a small picture."""
    return write_project(
        root,
        {
            "story/index.md": f"{story}\n{body}",
            "story/about.md": about,
            "media/hills.jpg": saved(photograph(1200, 600), "JPEG", quality=40),
            "media/hut.png": saved(photograph(300, 200), "PNG"),
        },
    )


def edition(root: Path, cache: Path) -> Edition:
    """The site that it makes."""
    return make(root, NOW, cache=cache)


def page(edition: Edition, path: str = "index.html") -> str:
    """A page of it."""
    return next(output.content.decode() for output in edition.outputs if output.path == path)


def media(edition: Edition) -> list[str]:
    """The pictures that are published, without their hashes."""
    paths = [output.path for output in edition.outputs if output.path.startswith("media/")]
    return [re.sub(r"\.[0-9a-f]{10}\.", ".", path) for path in paths]


def told(root: Path, cache: Path) -> list[str]:
    """What an editor is told of it."""
    try:
        return list(map(str, edition(root, cache).warnings))
    except BuildError as stopped:
        return list(map(str, stopped.problems))


def test_a_page_offers_each_format_in_each_width_and_keeps_the_pictures_place_free(
    tmp_path: Path, cache: Path
) -> None:
    made = edition(project(tmp_path, figure("hills.jpg")), cache)
    shown = page(made).partition("<picture>")[2].partition("</picture>")[0]
    shown = re.sub(r"\.[0-9a-f]{10}\.", ".", shown)
    sizes = 'sizes="(min-width: 38rem) 35.5rem, calc(100vw - 2rem)"'

    def offered(suffix: str) -> str:
        return ", ".join(f"media/hills-{w}.{suffix} {w}w" for w in (400, 568, 800, 1136))

    assert shown.strip().split("\n") == [
        f'<source type="image/avif" srcset="{offered("avif")}" {sizes}>',
        f'<source type="image/webp" srcset="{offered("webp")}" {sizes}>',
        (
            f'<img src="media/hills-568.jpg" srcset="{offered("jpg")}" {sizes} width="1136" '
            'height="568" alt="Three hills" loading="lazy" decoding="async">'
        ),
    ]


@pytest.mark.parametrize(
    ("chapters", "sizes"),
    [
        (0, "(min-width: 73rem) 68.5rem, calc(100vw - 2rem)"),
        (3, "(min-width: 75rem) 52rem, (min-width: 73rem) 68.5rem, calc(100vw - 2rem)"),
    ],
)
def test_a_wide_picture_knows_whether_chapters_stand_beside_it(
    tmp_path: Path, cache: Path, chapters: int, sizes: str
) -> None:
    headings = "".join(f"## Chapter {number}\n\nWords.\n\n" for number in range(chapters))
    made = edition(project(tmp_path, f"{headings}{figure('hills.jpg', 'wide: yes')}"), cache)
    assert page(made).count(f'sizes="{sizes}"') == 3
    assert '<figure class="figure figure--wide">' in page(made)
    assert media(made) == [
        f"media/hills-{width}.{suffix}"
        for suffix in ("avif", "webp", "jpg")
        for width in (400, 800, 1200)
    ]


def test_a_picture_with_which_an_article_begins_is_loaded_at_once_and_others_when_they_come_near(
    tmp_path: Path, cache: Path
) -> None:
    about = f"---\ntitle: About\n---\n{figure('hills.jpg')}\nWords.\n\n{figure('hills.jpg')}"
    made = edition(project(tmp_path, figure("hills.jpg"), about), cache)
    ways = re.findall(r'alt="Three hills" (\S+) decoding="async"', page(made, "about/index.html"))
    assert ways == ['fetchpriority="high"', 'loading="lazy"']
    assert 'loading="lazy"' in page(made)
    assert "fetchpriority" not in page(made)


def test_the_words_that_introduce_a_built_page_may_have_a_picture(
    tmp_path: Path, cache: Path
) -> None:
    root = project(tmp_path, "")
    words = f"---\ntitle: Sources\n---\n{figure('hills.jpg', 'wide: yes')}"
    for name in ("sources", "agencies"):
        (root / "content" / "story" / f"{name}.md").write_text(words, encoding="utf-8")
    made = edition(root, cache)
    for name in ("sources", "agencies"):
        shown = re.sub(r"\.[0-9a-f]{10}\.", ".", page(made, f"{name}/index.html"))
        assert '<img src="../media/hills-1200.jpg" srcset="../media/hills-400.jpg 400w, ' in shown


def test_only_pictures_that_a_published_article_shows_are_published(
    tmp_path: Path, cache: Path
) -> None:
    draft = f"---\ntitle: About\ndraft: yes\n---\n{figure('hut.png', 'small: yes')}"
    made = edition(project(tmp_path, figure("hills.jpg"), draft), cache)
    assert {path.partition("-")[0] for path in media(made)} == {"media/hills"}


def test_the_image_of_an_article_keeps_its_name_and_is_published_once(
    tmp_path: Path, cache: Path
) -> None:
    story = STORY.replace("published:", "image: hut.png\npublished:")
    made = edition(project(tmp_path, "", story=story), cache)
    assert media(made) == ["media/hut.png"]
    assert "https://register.testland-gazette.net/media/hut.png" in page(made)


class Counted:
    """Counts how often a function of a module is called."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> None:
        self.times, self.own = 0, getattr(module, name)
        monkeypatch.setattr(module, name, self)

    def __call__(self, *what: object) -> object:
        """Call it."""
        self.times += 1
        return self.own(*what)


def test_a_second_build_reads_and_encodes_no_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cache: Path
) -> None:
    # The typefaces are there already: only the pictures are new to this cache.
    root = project(tmp_path, figure("hills.jpg") + "\n" + figure("hut.png", "small: yes"))
    (tmp_path / "cache").mkdir()
    reads = Counted(monkeypatch, pixels, "bare_pixels")
    encodes = Counted(monkeypatch, encode, "encode")
    if (cache / "fonts").is_dir():
        (tmp_path / "cache" / "fonts").symlink_to(cache / "fonts")
    first = edition(root, tmp_path / "cache")
    assert (reads.times, encodes.times) == (2, 15)
    assert edition(root, tmp_path / "cache").outputs == first.outputs
    assert (reads.times, encodes.times) == (2, 15)


# ------------------------------------------------------------------------- what is told


def test_a_picture_that_does_not_fill_its_place_is_told_in_each_place(
    tmp_path: Path, cache: Path
) -> None:
    figures = figure("hut.png"), figure("hills.jpg"), figure("hut.png", "wide: yes")
    body, no_other = "\n".join(figures), "it will be shown small\n  take a copy that is"
    assert told(project(tmp_path, body), cache) == [
        (
            "content/story/index.md:8:1: warning[W163]: 'hut.png' is 300 pixels wide, and its "
            f"place is 568: {no_other} 1136 pixels wide, or more; {SMALL}"
        ),
        (
            "content/story/index.md:20:1: warning[W163]: 'hut.png' is 300 pixels wide, and its "
            f"place is 1096: {no_other} 2192 pixels wide, or more; {SMALL}"
        ),
    ]


def test_a_small_picture_that_is_known_to_be_small_is_shown_in_its_own_size(
    tmp_path: Path, cache: Path
) -> None:
    made = edition(project(tmp_path, figure("hut.png", "small: yes")), cache)
    assert made.warnings == ()
    assert 'width="300" height="200"' in page(made)


def test_a_missing_picture_and_an_option_that_is_neither_yes_nor_no_are_told_at_once(
    tmp_path: Path, cache: Path
) -> None:
    body = figure("hill.jpg") + "\n" + figure("hills.jpg", "wide: big", "small:")
    assert told(project(tmp_path, body), cache) == [
        (
            "content/story/index.md:8:14: error[E066]: there is no picture 'hill.jpg' in "
            "content/media/\n  did you mean 'hills.jpg'?"
        ),
        (
            "content/story/index.md:18:11: error[E079]: the option 'wide' is 'big', which is "
            "neither yes nor no\n  write yes or no"
        ),
        (
            "content/story/index.md:19:5: error[E079]: the option 'small' is empty\n"
            "  write yes or no"
        ),
    ]


def test_a_name_in_the_wrong_case_is_told_together_with_a_missing_credit(
    tmp_path: Path, cache: Path
) -> None:
    body = "/// figure | Hills.JPG\n    alt: Hills\n    caption: The hills.\n///\n"
    assert told(project(tmp_path, body), cache) == [
        (
            "content/story/index.md:8:1: error[E079]: this figure has no 'credit'\n  say whose "
            "picture it is, on a line of its own: four spaces, credit: and the words"
        ),
        (
            "content/story/index.md:8:14: error[E066]: there is no picture 'Hills.JPG' in "
            "content/media/\n  did you mean 'hills.jpg'?"
        ),
    ]


def test_a_picture_that_cannot_be_used_is_not_told_as_missing_too(
    tmp_path: Path, cache: Path
) -> None:
    story = STORY.replace("published:", "image: broken.jpg\npublished:")
    root = project(tmp_path, figure("broken.jpg"), story=story)
    (root / "content" / "media" / "broken.jpg").write_bytes(b"<html>")
    message, hint = "this file is not a whole picture", "save it again as .jpg, .png or .webp"
    assert told(root, cache) == [f"content/media/broken.jpg: error[E016]: {message}\n  {hint}"]


def test_a_heavy_picture_is_told_beside_the_other_warnings(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("broadsheet.photos.prints.HEAVY", 50_000)
    first, second = told(project(tmp_path, figure("hills.jpg") + "\n" + figure("hut.png")), cache)
    assert first.startswith("content/media/hills.jpg: warning[W164]: the largest file made of ")
    assert second.startswith("content/story/index.md:14:1: warning[W163]: 'hut.png' is 300 ")
