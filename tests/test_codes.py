"""The codes of problems: each is explained once, and what is said of it is so."""

from __future__ import annotations

import pytest

from broadsheet.codes import BY_FILE, MENDERS, all_codes, groups, who_mends


def test_every_code_is_told_once() -> None:
    names = [code.name for group in groups() for code in group.codes]
    assert sorted(set(names)) == sorted(names)
    assert len(all_codes()) == len(names)


def test_every_code_has_somebody_who_mends_it() -> None:
    assert {code.mends for code in all_codes().values()} == {*MENDERS, BY_FILE}


@pytest.mark.parametrize(
    ("code", "file", "mender"),
    [
        ("E071", "content/story/index.md", "writer"),
        ("E056", "content/agencies.yaml", "data editor"),
        ("E101", "templates/base.html", "developer"),
        ("E043", "content/story/index.md", "writer"),
        ("E016", "content/media/photo.jpg", "writer"),
        ("E043", "content/agencies.yaml", "data editor"),
        ("E043", "", "data editor"),
        ("E999", "content/story/index.md", "developer"),
    ],
)
def test_a_problem_is_mended_by_who_keeps_what_is_wrong(code: str, file: str, mender: str) -> None:
    assert who_mends(code, file) == mender
