"""The codes of problems: each is explained once, with examples that are run."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from broadsheet.codes import (
    BY_FILE,
    COMMAND,
    FOLDER,
    MENDERS,
    ORDER,
    Code,
    all_codes,
    groups,
    visible,
    who_mends,
)
from broadsheet.codes.wording import find_codes, pages_named, plain
from tests.desk import ROOT
from tests.examples import told_of_right, told_of_wrong
from tests.scenes import BEYOND, ENDLESS, SCENES

CODES = tuple(all_codes().values())
SHOWN = tuple(code for code in CODES if code.name not in BEYOND)
ENDINGS = (".", ".)", "?", ":")


def names(codes: tuple[Code, ...]) -> list[str]:
    return [code.name for code in codes]


# ------------------------------------------------------------------------ what is said


def test_every_code_is_told_once_and_every_file_of_codes_is_read() -> None:
    told = [code.name for group in groups() for code in group.codes]
    assert [name for name, times in Counter(told).items() if times > 1] == []
    files = {path.stem for path in (ROOT / "broadsheet" / "codes").glob("*.toml")}
    assert files == set(ORDER)


@pytest.mark.parametrize("code", CODES, ids=names(CODES))
def test_an_entry_has_all_its_parts(code: Code) -> None:
    parts = (code.title, code.means, code.why, code.mend, code.told, code.where)
    assert [part for part in parts if not part.strip()] == []
    assert [text for text in (code.means, code.why, code.mend) if not text.endswith(ENDINGS)] == []
    assert not code.title.endswith(".")
    assert code.wrong != code.right or code.right_where
    assert code.right
    severity = "error" if code.name.startswith("E") else "warning"
    assert f": {severity}[{code.name}]: " in code.told.splitlines()[0]


def test_no_two_codes_are_told_in_the_same_words() -> None:
    texts = Counter(text for code in CODES for text in (code.title, code.means))
    reasons = Counter(code.why for code in CODES)
    assert [text for text, times in (texts + reasons).items() if times > 1] == []


def test_an_example_stands_where_an_editor_can_see_it() -> None:
    places = {code.where.partition("/")[0] for code in CODES}
    assert places == {
        "content",
        "templates",
        "editions",
        "imports",
        "returned.csv",
        FOLDER,
        COMMAND,
    }


def test_an_unseen_sign_of_an_example_is_named() -> None:
    assert visible("a\u202eb\U0001fffe") == "a‹U+202E›b‹U+1FFFE›"
    unseen = [
        c.name for c in CODES if not visible(c.wrong + c.right).replace("\n", "").isprintable()
    ]
    assert unseen == []


def test_a_text_for_the_terminal_keeps_the_words_of_its_links() -> None:
    code = all_codes()["W076"]
    assert "Bind your numbers says" in plain(code.mend)
    assert plain(all_codes()["E077"].mend).startswith("Use `/// figure`, with")
    assert "`![words](name)`" in plain(all_codes()["E077"].means)
    assert pages_named(code) == ("docs/how-to/bind-numbers.md",)
    assert pages_named(all_codes()["E085"]) == ()
    assert [page for c in CODES for page in pages_named(c) if not (ROOT / page).is_file()] == []


# ------------------------------------------------------------------------ who mends it


def test_every_code_has_somebody_who_mends_it() -> None:
    assert {code.mends for code in CODES} == {*MENDERS, BY_FILE}


@pytest.mark.parametrize(
    ("code", "file", "mender"),
    [
        ("E071", "content/story/index.md", "writer"),
        ("E056", "content/agencies.yaml", "data editor"),
        ("E101", "templates/base.html", "developer"),
        ("E043", "content/story/index.md", "writer"),
        ("E014", "content/media/photo.jpg", "writer"),
        ("E043", "content/agencies.yaml", "data editor"),
        ("E043", "", "data editor"),
        ("E999", "content/story/index.md", "developer"),
    ],
)
def test_a_problem_is_mended_by_who_keeps_what_is_wrong(code: str, file: str, mender: str) -> None:
    assert who_mends(code, file) == mender


# ------------------------------------------------------------------------ which is asked for


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("E041", ["E041"]),
        ("e41", ["E041"]),
        ("w053", ["W053"]),
        ("53", ["E053", "W053"]),
        ("014", ["E014"]),
        ("content/a.yaml:3:1: error[E024]: 'x' stands twice", ["E024"]),
        ("[W076]", ["W076"]),
        ("E145", []),
        ("E0411", []),
        ("error", []),
        ("", []),
    ],
)
def test_a_code_is_found_however_it_is_written(asked: str, found: list[str]) -> None:
    assert names(find_codes(asked)) == found


# ------------------------------------------------------------------------ the examples are run


@pytest.mark.parametrize("code", SHOWN, ids=names(SHOWN))
def test_a_wrong_example_is_told_in_the_words_that_are_shown(tmp_path: Path, code: Code) -> None:
    assert code.told.rstrip("\n") in told_of_wrong(tmp_path, code)


@pytest.mark.parametrize("code", SHOWN, ids=names(SHOWN))
def test_a_right_example_is_sound(tmp_path: Path, code: Code) -> None:
    if code.name in ENDLESS:
        pytest.skip(ENDLESS[code.name])
    told = told_of_right(tmp_path, code)
    left = SCENES[code.name].leaves if code.name in SCENES else frozenset()
    assert [one for one in told if f"[{code.name}]" in one] == []
    assert [one for one in told if ": error[" in one and not any(c in one for c in left)] == []


def test_what_no_example_can_show_is_shown_by_another_test() -> None:
    own = {"test_codes.py", "test_explain.py"}
    tests = "".join(
        path.read_text("utf-8") for path in (ROOT / "tests").glob("*.py") if path.name not in own
    )
    assert [name for name in BEYOND if f"[{name}]" not in tests] == []
    assert set(BEYOND) | set(ENDLESS) | set(SCENES) <= set(all_codes())
