"""Who is accused was asked; the category follows from the entries."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.project import Edit, checked, edited, read, told, write_project

RECORDS = "content/agencies.yaml"
SHARED = "content/attempts.yaml"
OURS = "add 'sources:' with the id of a source, or 'ours: yes' if it is your newsroom's own"
ASK = "add 'attempts:' here, or an entry to attempts.yaml: who asked, when and what"
SILENT = """\
  - id: no-answer
    label: Asked, and did not answer
    meaning: It was asked and did not answer.
    silent: yes
ranges:
"""
WITH_SILENT: Edit = ("dictionary.yaml", "ranges:\n", SILENT)
BIRCH = "  attempts: []\n  replies: []\n"
ASKED = """\
  attempts:
    - by: The Testland Gazette
      date: 2020-03-01
      asked: Whether it used it.
      answered: no
      sources: [gazette-2020]
"""
ANSWERED = """\
  replies:
    - category: denied
      summary: It never used it.
      date: 2020-03
      sources: [gazette-2020]
"""


def told_of(root: Path, *edits: Edit) -> list[str]:
    return told(edited(root, *edits))


def categories(root: Path, *edits: Edit) -> dict[str, tuple[str, str]]:
    """The category of each agency, and whether it answered."""
    _, validated, problems = read(edited(root, *edits))
    assert problems == []
    found = checked(validated).agencies
    return {agency.id: (agency.reply.category, agency.answered) for agency in found}


def two_replies(first: str, second: str, more: str = "ours: no") -> Edit:
    """A denial and a confirmation of one agency, and their dates."""
    confirmed = (
        f"    - category: confirmed\n      date: {second}\n      {more}\n"
        "      sources: [gazette-2020]\n"
    )
    return "agencies.yaml", BIRCH, ANSWERED.replace("2020-03", first) + confirmed


# ------------------------------------------------------------- what follows from the entries


def test_without_a_reply_nothing_is_known(tmp_path: Path) -> None:
    assert categories(tmp_path) == {
        "alderton-police": ("confirmed", "yes"),
        "birch-sheriff": ("silent", "unknown"),
        "state-bureau": ("denied", "yes"),
    }


def test_who_was_asked_and_did_not_answer_is_silent(tmp_path: Path) -> None:
    found = categories(tmp_path, WITH_SILENT, ("agencies.yaml", BIRCH, ASKED))
    assert found["birch-sheriff"] == ("no-answer", "no")


def test_a_shared_attempt_without_an_answer_makes_silent_only_those_without_a_reply(
    tmp_path: Path,
) -> None:
    shared = ("attempts.yaml", "  agencies: all\n", "  agencies: all\n  answered: no\n")
    assert categories(tmp_path, WITH_SILENT, shared) == {
        "alderton-police": ("confirmed", "yes"),
        "birch-sheriff": ("no-answer", "no"),
        "state-bureau": ("denied", "yes"),
    }


def test_a_reply_ends_the_silence(tmp_path: Path) -> None:
    answered = ("agencies.yaml", BIRCH, ASKED + ANSWERED)
    assert categories(tmp_path, WITH_SILENT, answered)["birch-sheriff"] == ("denied", "yes")


@pytest.mark.parametrize(
    ("first", "second", "category"),
    [("2020-03", "2020-02", "denied"), ("2020-03", "2020-04-09", "confirmed"),
     ("2019", "2020-02", "confirmed"), ("2020-03-08", "2020-03-09", "confirmed")],
)  # fmt: skip
def test_the_newest_reply_counts_wherever_it_stands(
    tmp_path: Path, first: str, second: str, category: str
) -> None:
    found = categories(tmp_path, two_replies(first, second))
    assert found["birch-sheriff"] == (category, "yes")


@pytest.mark.parametrize(
    ("first", "second"), [("2020", "2020-03"), ("2020-03", "2020-03-09"), ("2020-03", "2020-03")]
)
def test_a_reply_that_takes_another_back_counts_where_dates_do_not_say_so(
    tmp_path: Path, first: str, second: str
) -> None:
    two = two_replies(first, second, "amends: yes")
    assert categories(tmp_path, two)["birch-sheriff"] == ("confirmed", "yes")


# ------------------------------------------------------------------------ what is told


@pytest.mark.parametrize(
    ("first", "second"), [("2020", "2020-03"), ("2020-03", "2020-03-09"), ("2020-03", "2020-03")]
)
def test_a_reply_that_may_be_newer_than_the_newest_is_told(
    tmp_path: Path, first: str, second: str
) -> None:
    assert told_of(tmp_path, two_replies(first, second)) == [
        (
            f"{RECORDS}:33:13: error[E067]: this reply of 'Birch County Sheriff' ({first}) may be "
            f"newer than the one that counts ({second}), and their categories differ\n"
            "  write both dates more exactly, add 'amends: yes' to the one that counts if it takes "
            "this one back, or leave out 'category' here"
        )
    ]


def test_replies_of_one_category_need_no_order(tmp_path: Path) -> None:
    file, old, two = two_replies("2020", "2020-03")
    alike = two.replace("confirmed", "denied")
    assert categories(tmp_path, (file, old, alike))["birch-sheriff"] == ("denied", "yes")


def test_an_attempt_and_a_reply_without_a_source_are_told_together(tmp_path: Path) -> None:
    bare = (ASKED + ANSWERED).replace("      sources: [gazette-2020]\n", "")
    shared = ("attempts.yaml", "  sources: [gazette-2020]\n", "")
    assert told_of(tmp_path, WITH_SILENT, ("agencies.yaml", BIRCH, bare), shared) == [
        (
            f"{RECORDS}:31:7: error[E062]: an attempt to reach 'Birch County Sheriff' has no "
            f"source\n  {OURS}"
        ),
        f"{RECORDS}:36:7: error[E062]: a reply of 'Birch County Sheriff' has no source\n  {OURS}",
        (
            f"{SHARED}:1:3: error[E062]: the attempt by 'The Testland Gazette' has no source\n"
            f"  {OURS}"
        ),
    ]


def test_what_is_our_own_needs_no_source(tmp_path: Path) -> None:
    ours = (ASKED + ANSWERED).replace("sources: [gazette-2020]", "ours: yes")
    shared = ("attempts.yaml", "sources: [gazette-2020]", "ours: yes")
    assert told_of(tmp_path, WITH_SILENT, ("agencies.yaml", BIRCH, ours), shared) == []


def test_of_several_replies_one_without_a_date_and_a_newest_without_a_category_are_told(
    tmp_path: Path,
) -> None:
    undated = ANSWERED.replace("      date: 2020-03\n", "")
    plain = ANSWERED.replace("    - category: denied\n      summary", "    - summary")
    two = undated + plain.removeprefix("  replies:\n")
    assert told_of(tmp_path, ("agencies.yaml", BIRCH, two)) == [
        (
            f"{RECORDS}:31:7: error[E067]: this reply of 'Birch County Sheriff' has no date, so "
            "that none is the newest\n  add 'date:', as exactly as a source says: 2020, 2020-02 "
            "or 2020-02-11"
        ),
        (
            f"{RECORDS}:34:7: error[E067]: the newest reply of 'Birch County Sheriff' has no "
            "category\n  add 'category:' with the id of one of `replies` in dictionary.yaml"
        ),
    ]


def test_an_earlier_reply_may_go_without_a_category(tmp_path: Path) -> None:
    earlier = "    - summary: It may have.\n      date: 2019\n      sources: [gazette-2020]\n"
    assert told_of(tmp_path, ("agencies.yaml", BIRCH, ANSWERED + earlier)) == []


def test_a_reply_that_is_none_is_told(tmp_path: Path) -> None:
    none = ANSWERED.replace("denied", "silent")
    assert told_of(tmp_path, ("agencies.yaml", BIRCH, none)) == [
        (
            f"{RECORDS}:31:17: error[E067]: a reply of 'Birch County Sheriff' is 'silent', which "
            "means no reply\n  choose the category that the reply belongs to, or delete the reply"
        )
    ]


def test_a_dictionary_without_the_category_of_a_silent_agency_is_told(tmp_path: Path) -> None:
    assert told_of(tmp_path, ("agencies.yaml", BIRCH, ASKED)) == [
        (
            f"{RECORDS}:26:3: error[E067]: 'Birch County Sheriff' has no reply, and no reply "
            "category has 'silent: yes'\n  add such a category to `replies` in dictionary.yaml, "
            "or add 'replies:' here"
        )
    ]


def test_two_categories_of_which_nothing_is_known_are_told(tmp_path: Path) -> None:
    more = SILENT.replace("silent: yes", "nothing_known: yes")
    assert told_of(tmp_path, ("dictionary.yaml", "ranges:\n", more)) == [
        (
            "content/dictionary.yaml:24:20: error[E067]: 'silent' has 'nothing_known: yes' "
            "already\n  leave it at one of them"
        )
    ]


def test_of_whom_something_is_said_and_whom_nobody_asked_is_told(tmp_path: Path) -> None:
    some = ("attempts.yaml", "agencies: all", "agencies: [state-bureau]")
    said = ("agencies.yaml", BIRCH, "  facts: [{text: It did it., sources: [gazette-2020]}]\n")
    assert told_of(tmp_path, some, said) == [
        (
            f"{RECORDS}:1:3: warning[W062]: something is said of 'Alderton Police', and no attempt "
            f"to ask it is on record\n  {ASK}"
        ),
        (
            f"{RECORDS}:26:3: warning[W062]: something is said of 'Birch County Sheriff', and no "
            f"attempt to ask it is on record\n  {ASK}"
        ),
    ]


def test_while_an_attempt_cannot_be_read_nobody_is_told_to_be_unasked(tmp_path: Path) -> None:
    assert told_of(tmp_path, ("attempts.yaml", "  asked:", "  aksed:")) == [
        (
            f"{SHARED}:1:3: error[E042]: 'asked' is missing here\n"
            "  'asked' is what was asked, in a sentence of ours"
        ),
        f"{SHARED}:3:3: error[E041]: there is no field 'aksed' here\n  did you mean 'asked'?",
    ]


def test_an_attempt_names_all_or_a_list_of_agencies_that_are_there(tmp_path: Path) -> None:
    one = ("attempts.yaml", "agencies: all", "agencies: state-bureau")
    assert told_of(tmp_path / "one", one) == [
        (
            f"{SHARED}:2:13: error[E043]: 'agencies': 'state-bureau' is not a list\n"
            "  write 'all', or a list of ids: [one, another]"
        )
    ]
    nobody = ("attempts.yaml", "agencies: all", "agencies: [alderton-police, state-buro]")
    assert told_of(tmp_path / "two", nobody) == [
        (
            f"{SHARED}:2:31: error[E052]: there is no agency 'state-buro'\n"
            "  did you mean 'state-bureau'?"
        )
    ]


def test_a_site_without_attempts_is_told_of_each_that_is_listed(tmp_path: Path) -> None:
    problems = told(write_project(tmp_path, {"attempts.yaml": None}))
    assert [problem.partition("'")[0] for problem in problems] == [
        f"{RECORDS}:1:3: warning[W062]: something is said of "
    ]
