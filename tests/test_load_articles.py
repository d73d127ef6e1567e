"""How an article is told apart into front matter and body, and every way that goes wrong."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.load import load
from broadsheet.load.frontmatter import split_article
from tests.project import STORY, read, told, write_project

BEGINS = "an article begins with a line ---, its fields, and a line ---"
EXACTLY = "write exactly ---"
KEEP_ONE = "keep one of the two"
QUOTE = 'put the text in quotes: "…"'
FIELDS = "write one field a line, such as title: …"
RETYPE = "delete it; it cannot be seen, so retype the words around it"
AS_UTF8 = "save the file as UTF-8"
STORY_FILE = "content/story/index.md"


def told_of(text: str) -> list[str]:
    """What an editor is told of an article with this text."""
    return [str(problem) for problem in split_article(text, "a.md")[1]]


def told_of_story(root: Path, story: str | bytes) -> list[str]:
    """What an editor is told of a project with this front page, whatever else is sound."""
    return told(write_project(root, {"story/index.md": story}))


def test_an_article_is_fields_and_a_body() -> None:
    parts, problems = split_article("---\ntitle: x\n---\nOne.\n\n---\nTwo.\n", "a.md")
    assert problems == []
    assert parts is not None
    assert parts.front == {"title": "x"}
    assert parts.body == "One.\n\n---\nTwo.\n"
    assert (parts.front_text, parts.body_line) == ("title: x\n", 4)


@given(st.text("ab -:.\n"), st.integers(0, 5))
def test_every_line_of_the_body_keeps_its_number(body: str, more: int) -> None:
    text = "---\ntitle: x\n" + "dek: y\n" * min(more, 1) + f"---\n{body}"
    parts, _ = split_article(text, "a.md")
    assert parts is not None
    assert text.split("\n")[parts.body_line - 1 :] == parts.body.split("\n")


def test_space_after_the_fence_is_forgiven() -> None:
    parts, problems = split_article("---  \ntitle: x\n---\t\nOne.", "a.md")
    assert problems == []
    assert parts is not None
    assert parts.body == "One."


@pytest.mark.parametrize("text", ["", "\n\n", "  \n\t"])
def test_an_empty_article_is_told(text: str) -> None:
    assert told_of(text) == [f"a.md: error[E031]: this article is empty\n  {BEGINS}"]


@pytest.mark.parametrize(
    "text",
    ["One.\n", "title: x\n---\nOne.\n", "\n---\ntitle: x\n---\n", " ---\ntitle: x\n---\n",
     "----\ntitle: x\n----\n", "--- # x\ntitle: x\n---\n", "+++\ntitle = 1\n+++\n"],
)  # fmt: skip
def test_an_article_without_front_matter_is_told(text: str) -> None:
    assert told_of(text) == [f"a.md:1:1: error[E031]: this article has no front matter\n  {BEGINS}"]


@pytest.mark.parametrize("text", ["---\ntitle: x\n", "---\ntitle: x\n\nOne.\n", "---", "---\n"])
def test_front_matter_that_is_never_closed_is_told(text: str) -> None:
    message = "the front matter is never closed"
    assert told_of(text) == [f"a.md:1:1: error[E031]: {message}\n  {BEGINS}"]


@pytest.mark.parametrize("fence", ["...", "----", "-----", "--", "—", "–", "---- "])
def test_front_matter_closed_by_something_like_a_fence_is_told(fence: str) -> None:
    message = f"'{fence.strip()}' does not close the front matter"
    want = [f"a.md:3:1: error[E031]: {message}\n  {EXACTLY}"]
    assert told_of(f"---\ntitle: x\n{fence}\nOne.\n") == want
    # A rule further down must not be taken for the fence: the body would be lost.
    assert told_of(f"---\ntitle: x\n{fence}\nOne.\n\n---\nTwo.\n") == want


@pytest.mark.parametrize("front", ["- title\n", "title\n", "[title, dek]\n", '"title: x"\n'])
def test_front_matter_that_is_no_group_of_fields_is_told(front: str) -> None:
    message = "the front matter is not a group of fields"
    assert told_of(f"---\n{front}---\nOne.\n") == [f"a.md:2:1: error[E032]: {message}\n  {FIELDS}"]


@pytest.mark.parametrize("front", ["", "\n", "# title: x\n", "\n  # x\n\n"])
def test_front_matter_that_holds_nothing_is_told(front: str) -> None:
    message = "the front matter holds nothing"
    assert told_of(f"---\n{front}---\nOne.\n") == [f"a.md:2:1: error[E032]: {message}\n  {FIELDS}"]


def test_a_fault_in_front_matter_is_told_at_its_line_of_the_file() -> None:
    assert told_of("---\ntitle: x\ndek: a: b\n---\nOne.\n") == [
        f"a.md:3:7: error[E021]: this is not YAML: a colon and a space inside a text\n  {QUOTE}"
    ]


def test_a_doubled_field_and_a_cut_title_are_told_together() -> None:
    text = "---\ntitle: Case #5\ndraft: yes\ndraft: no\n---\nOne.\n"
    assert sorted(told_of(text)) == [
        f"a.md:2:13: warning[W021]: '#5' is read as a comment and dropped\n  {QUOTE}",
        f"a.md:4:1: error[E024]: 'draft' stands twice in this group; first on line 3\n  {KEEP_ONE}",
    ]


def test_a_byte_order_mark_and_windows_lines_do_not_lose_the_draft_flag(tmp_path: Path) -> None:
    story = STORY.replace("title:", "draft: yes\ntitle:").replace("\n", "\r\n")
    root = write_project(tmp_path, {"story/index.md": b"\xef\xbb\xbf" + story.encode()})
    _, validated, problems = read(root)
    assert problems == []
    assert validated.investigation is not None
    (home,) = validated.investigation.articles
    assert home.front.draft is True
    assert "\r" not in home.body


def test_utf_16_is_told(tmp_path: Path) -> None:
    want = [f"{STORY_FILE}: error[E011]: this file is UTF-16\n  save it as UTF-8"]
    assert told_of_story(tmp_path, STORY.encode("utf-16")) == want


def test_utf_16_without_its_mark_is_told_by_its_zeros(tmp_path: Path) -> None:
    problems = told_of_story(tmp_path, "---\n".encode("utf-16-be"))
    assert problems[0] == (
        f"{STORY_FILE}:1:1: error[E012]: U+0000 must not stand in content\n  {RETYPE}"
    )


def test_latin_1_is_told_at_its_first_byte(tmp_path: Path) -> None:
    story = STORY.replace("agencies.", "agencies in a café.").encode("latin-1")
    assert told_of_story(tmp_path, story) == [
        f"{STORY_FILE}:6:45: error[E011]: byte 0xE9 is not UTF-8\n  {AS_UTF8}"
    ]


def test_a_column_counts_letters_and_not_bytes(tmp_path: Path) -> None:
    story = STORY.encode() + "ä ö ".encode() + b"\xff\n"
    assert told_of_story(tmp_path, story) == [
        f"{STORY_FILE}:7:5: error[E011]: byte 0xFF is not UTF-8\n  {AS_UTF8}"
    ]


def test_a_lone_surrogate_is_told(tmp_path: Path) -> None:
    assert told_of_story(tmp_path, STORY.encode() + b"\xed\xa0\x80\n") == [
        f"{STORY_FILE}:7:1: error[E011]: byte 0xED is not UTF-8\n  {AS_UTF8}"
    ]


@pytest.mark.parametrize(
    ("sign", "name"),
    [
        ("\x00", "U+0000"),
        ("\x1b", "U+001B"),
        ("\r", "U+000D"),
        ("\x85", "U+0085"),
        ("\u2028", "U+2028 (line separator)"),
        ("\u2029", "U+2029 (paragraph separator)"),
        ("\u202e", "U+202E (right-to-left override)"),
        ("\u2066", "U+2066 (left-to-right isolate)"),
        ("\u061c", "U+061C (arabic letter mark)"),
        ("\u200b", "U+200B (zero width space)"),
        ("\u200d", "U+200D (zero width joiner)"),
        ("\u2060", "U+2060 (word joiner)"),
        ("\ufeff", "U+FEFF (zero width no-break space)"),
        ("\U000e0061", "U+E0061 (tag latin small letter a)"),
        ("\uffff", "U+FFFF"),
    ],
)
def test_a_sign_that_cannot_be_seen_is_named(tmp_path: Path, sign: str, name: str) -> None:
    assert told_of_story(tmp_path, f"{STORY}one{sign}two\n") == [
        f"{STORY_FILE}:7:4: error[E012]: {name} must not stand in content\n  {RETYPE}"
    ]


@pytest.mark.parametrize("text", ["naïve café — “ok”", "Ünïcode 漢字 🗺", "a\xa0b", "so\xadft"])
def test_signs_of_every_script_are_welcome(tmp_path: Path, text: str) -> None:
    assert told_of_story(tmp_path, f"{STORY}{text}\n") == []


def test_of_many_signs_the_first_five_are_told(tmp_path: Path) -> None:
    problems = told_of_story(tmp_path, STORY + "\u200b" * 100)
    assert len(problems) == 5
    assert problems[4].startswith(f"{STORY_FILE}:7:5: error[E012]: U+200B")


def test_prose_of_over_2_mb_is_told(tmp_path: Path) -> None:
    assert told_of_story(tmp_path, STORY + "x" * 2_000_000) == [
        f"{STORY_FILE}: error[E013]: this file is over 2 MB\n  split it into several files"
    ]


def test_prose_of_just_2_mb_is_read(tmp_path: Path) -> None:
    assert told_of_story(tmp_path, STORY + "x" * (2_000_000 - len(STORY))) == []


def test_a_front_page_that_cannot_be_read_is_not_told_as_missing(tmp_path: Path) -> None:
    # The correction names it, too: neither is told of a page that is there.
    assert told_of_story(tmp_path, "---\ntitle: x\n") == [
        f"{STORY_FILE}:1:1: error[E031]: the front matter is never closed\n  {BEGINS}"
    ]


def test_each_article_is_known_by_its_file(tmp_path: Path) -> None:
    content = load(write_project(tmp_path, {"story/methods.md": STORY}))
    assert list(content.articles) == ["index", "methods"]
    assert content.problems == []


def test_faults_of_two_articles_are_told_in_one_run(tmp_path: Path) -> None:
    root = write_project(tmp_path, {"story/index.md": "One.\n", "story/methods.md": b"\xff\xfe"})
    assert told(root) == [
        f"{STORY_FILE}:1:1: error[E031]: this article has no front matter\n  {BEGINS}",
        "content/story/methods.md: error[E011]: this file is UTF-16\n  save it as UTF-8",
    ]
