"""The same words twice on a page: each keeps its check wherever it moves."""

from __future__ import annotations

import csv
import io
import itertools
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.factcheck import open_book
from broadsheet.factcheck.states import read_states
from broadsheet.ledger import Claim, Evidence
from broadsheet.ledger.identity import told_apart
from broadsheet.model import Check
from tests.desk import ADA, NOW, change, record_of, run, sign_everything
from tests.project import STORY, write_project

ONE, OTHER, THIRD = (
    "It was so.[@first-list]", "It was so.[@gazette-2020]", "It was so.[@first-list, row 3]",
)  # fmt: skip
SAME = (ONE, OTHER, THIRD)


def story(*sentences: str) -> str:
    """The story with these sentences, each a paragraph."""
    return f"{STORY}\n" + "".join(f"{sentence}\n\n" for sentence in sentences)


def signed(root: Path, *sentences: str) -> None:
    """A project with these sentences in its story, all of it signed by Ada Alder."""
    write_project(root, {"story/index.md": story(*sentences)})
    sign_everything(root)


def rewritten(root: Path, *sentences: str) -> None:
    """Other sentences in the story; the record of checks stays."""
    (root / "content" / "story" / "index.md").write_text(story(*sentences), encoding="utf-8")


def sources_of(root: Path, *, checked: bool) -> list[str]:
    """What those of the equal sentences rest on that are checked, or are not."""
    lines = open_book(root, NOW).states.lines
    return [
        " ".join(filter(None, line.claim.evidence[0]))
        for line in lines
        if line.claim.text == "It was so." and bool(line.checks) == checked
    ]


@pytest.mark.parametrize("order", [*itertools.permutations(SAME)])
def test_equal_sentences_that_change_places_reopen_nothing(
    tmp_path: Path, order: tuple[str, ...]
) -> None:
    signed(tmp_path, *SAME)
    rewritten(tmp_path, *order)
    book = open_book(tmp_path, NOW)
    assert [line.claim.id for line in book.states.lines if not line.checks] == []
    assert book.states.gone == ()


@pytest.mark.parametrize(
    "left", [*itertools.combinations(SAME, 2), *itertools.combinations(SAME, 1)]
)
def test_of_equal_sentences_those_that_are_left_stay_checked(
    tmp_path: Path, left: tuple[str, ...]
) -> None:
    signed(tmp_path, *SAME)
    rewritten(tmp_path, *left)
    assert sources_of(tmp_path, checked=False) == []
    assert len(open_book(tmp_path, NOW).states.gone) == len(SAME) - len(left)


def test_of_equal_sentences_the_one_that_was_edited_is_reopened_wherever_it_stands(
    tmp_path: Path,
) -> None:
    signed(tmp_path, ONE, OTHER)
    rewritten(tmp_path, OTHER, "It was so.[@first-list, row 9]")
    assert sources_of(tmp_path, checked=False) == ["first-list row 9"]
    (line,) = [line for line in open_book(tmp_path, NOW).states.lines if line.is_reopened]
    assert line.claim.evidence[0].at == "row 9"


def test_another_sentence_in_the_same_words_is_open_and_was_never_checked(tmp_path: Path) -> None:
    signed(tmp_path, ONE)
    rewritten(tmp_path, OTHER, ONE)
    assert sources_of(tmp_path, checked=False) == ["gazette-2020"]
    assert [line for line in open_book(tmp_path, NOW).states.lines if line.is_reopened] == []


def test_a_check_by_one_person_twice_is_no_check_of_a_twin(tmp_path: Path) -> None:
    signed(tmp_path, ONE, ONE)
    rewritten(tmp_path, ONE)
    states = open_book(tmp_path, NOW).states
    assert [len(line.checks) for line in states.lines if line.claim.text == "It was so."] == [1]
    assert len(states.gone) == 1


def test_signing_one_of_two_that_changed_places_leaves_the_check_of_the_other(
    tmp_path: Path,
) -> None:
    signed(tmp_path, ONE, OTHER)
    rewritten(tmp_path, OTHER, "It was so.[@first-list, row 9]")
    before = record_of(tmp_path).count("- claim:")
    (line,) = [line for line in open_book(tmp_path, NOW).states.lines if line.is_reopened]
    done = run("sign", line.claim.id, "--by", "Ada Alder", "--root", tmp_path)
    assert done.stdout == "1 claim signed.\n"
    assert [line for line in open_book(tmp_path, NOW).states.lines if not line.checks] == []
    assert record_of(tmp_path).count("- claim:") == before
    again = run("sign", line.claim.id, "--by", "Ada Alder", "--root", tmp_path)
    assert again.stdout == "0 claims signed; 1 signed already.\n"


def test_two_people_keep_their_checks_of_what_moves(tmp_path: Path) -> None:
    signed(tmp_path, ONE, OTHER)
    names = [line.claim.id for line in open_book(tmp_path, NOW).states.lines
             if line.claim.text == "It was so."]  # fmt: skip
    run("sign", *names, "--by", "Ben Birch", "--root", tmp_path)
    change(tmp_path, "story/index.md", f"{ONE}\n\n{OTHER}", f"{OTHER}\n\n{ONE}")
    checks = [[check.by for check in line.checks] for line in open_book(tmp_path, NOW).states.lines
              if line.claim.text == "It was so."]  # fmt: skip
    assert checks == [["Ada Alder", "Ben Birch"], ["Ada Alder", "Ben Birch"]]


def citing(sources: list[int]) -> list[Claim]:
    """The same words as often as there are sources, each time with another one."""
    words = Claim("home.623306", "sentence", "It is so.", "")
    return list(told_apart(replace(words, evidence=(Evidence(str(one)),)) for one in sources))


@given(st.lists(st.integers(0, 3), max_size=6), st.lists(st.integers(0, 3), max_size=6))
def test_of_the_same_words_as_many_are_checked_as_there_are_checks(
    before: list[int], after: list[int]
) -> None:
    old, new = citing(before), citing(after)
    checks = [Check(claim=one.id, mark=one.mark, by="Ada", on=ADA.on) for one in old]
    states = read_states(new, checks)
    held = [line.claim.mark for line in states.lines if line.checks]
    assert Counter(held) == Counter(c.mark for c in old) & Counter(c.mark for c in new)
    given_to = [c.claim for line in states.lines for c in (*line.checks, *line.lapsed)]
    assert sorted([*given_to, *(c.claim for c in states.gone)]) == sorted(c.claim for c in checks)


def test_a_row_of_a_sheet_signs_no_sentence_that_has_a_row_of_its_own(tmp_path: Path) -> None:
    write_project(tmp_path, {"story/index.md": story(ONE, ONE)})
    run("factcheck", "--root", tmp_path)
    sheet = tmp_path / "factcheck" / "claims.csv"
    rows = list(csv.DictReader(io.StringIO(sheet.read_text(encoding="utf-8-sig"))))
    for row in rows:
        row["checked by"] = "Ben" if row["text"] == "It was so." else ""
    with (tmp_path / "back.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    rewritten(tmp_path, THIRD, ONE)
    done = run("sign", "--import", tmp_path / "back.csv", "--root", tmp_path)
    assert done.stdout == "1 claim signed; 1 not signed.\n"
    assert "has changed since this sheet was written" in done.stderr
    assert sources_of(tmp_path, checked=True) == ["first-list"]
    assert record_of(tmp_path).count("- claim:") == 1
