"""`broadsheet explain`: what a code means, on a terminal, in a log and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from broadsheet.cli import command
from broadsheet.cli.report import more_told
from broadsheet.codes import all_codes
from broadsheet.problems import Location, Problem
from tests.project import edited

E055 = """\
E055  There is no such county
An error: nothing is written until it is mended. Who mends it: the data editor.

`county` is no name that stands in `geography/counties.geojson`, or one that
several counties bear.

Why
The agency would be missing from the page of its county, where people look for
it.

To mend it
Write the name as the boundaries have it, without the word County. Where two
bear one name, more of it is written: Content tells how.

Wrong, in content/agencies.yaml
      county: Birtch

What is told of it
    content/agencies.yaml:29:11: error[E055]: \
'county' is 'Birtch', which is not a county of Testland
      did you mean 'Birch'?

Right, in content/agencies.yaml
      county: Birch

Read on in docs/reference/content.md.
"""
TWO_FAULTS = (
    ("agencies.yaml", "  county: Birch\n", "  county: Birtch\n"),
    ("sources.yaml", "https://list", "http://list"),
)


def explain(*words: str, **env: str) -> Result:
    """Ask for codes as an editor does, on a screen of 80 signs."""
    return CliRunner(env={"COLUMNS": "80", **env}).invoke(command, ["explain", *words])


def problem(code: str) -> Problem:
    return Problem(Location("content/site.yaml"), code, "it is wrong")


def test_a_code_is_explained_in_plain_words_where_there_is_no_terminal() -> None:
    done = explain("e55")
    assert (done.exit_code, done.output) == (0, E055)


def test_prose_is_as_wide_as_the_screen_and_no_wider_than_people_read() -> None:
    for columns, widest in (("40", 40), ("200", 88)):
        lines = explain("E067", COLUMNS=columns).output.splitlines()
        prose = lines[1 : lines.index("To mend it")]
        assert widest - 20 < max(map(len, prose)) <= widest


def test_an_example_and_a_message_are_never_wrapped() -> None:
    code = all_codes()["W076"]
    assert f"\n    {code.told.splitlines()[0]}\n" in explain("W076", COLUMNS="40").output


def test_several_codes_are_explained_one_below_the_other_and_each_once() -> None:
    output = explain("53", "E055", "W053").output
    heads = [line for line in output.splitlines() if line[:1] in "EW" and line[1:4].isdigit()]
    assert [head[:4] for head in heads] == ["E053", "W053", "E055"]
    assert output.endswith(f"\n\n{E055}")


def test_a_page_that_tells_more_is_named_at_the_end() -> None:
    assert explain("W062").output.endswith("\nRead on in docs/how-to/write-to-the-agencies.md.\n")


def test_an_example_that_is_nothing_is_told_as_that() -> None:
    assert "\nWrong, in content/corrections.yaml\n    (it is not there)\n" in explain("147").output


def test_every_word_that_is_no_code_is_told_at_once() -> None:
    done = explain("E4041", "E055", "thing")
    assert done.exit_code == 2
    assert done.stdout == ""
    assert done.stderr.endswith(
        "\n\nError: there is no code 'E4041'; did you mean 'E041'?\n"
        "there is no code 'thing'; `explain --list` names all codes\n"
    )


@pytest.mark.parametrize("words", [[], ["--list", "E055"]])
def test_either_codes_or_the_list_are_asked_for(words: list[str]) -> None:
    done = explain(*words)
    assert done.exit_code == 2
    assert done.stderr.endswith("Error: name a code, such as E041, or ask for --list\n")


def test_the_list_has_every_code_under_its_group() -> None:
    lines = explain("--list").output.splitlines()
    listed = [line.split(maxsplit=1) for line in lines if line.startswith("  ")]
    assert listed == [[code.name, code.title] for code in all_codes().values()]
    assert lines[:2] == ["Files", "  E010 A file is missing"]
    assert lines[lines.index("Fields") - 1] == ""


def test_programs_get_every_part_of_an_entry() -> None:
    (told,) = json.loads(explain("E011", "--format", "json").output)
    code = all_codes()["E011"]
    assert told == {
        "code": "E011", "title": code.title, "mends": "by file", "means": code.means,
        "why": code.why, "mend": code.mend, "message": code.told.rstrip("\n"),
        "where": "content/agencies.yaml, saved as Windows-1252", "wrong": code.wrong,
        "right_where": "content/agencies.yaml, saved as UTF-8", "right": code.right, "pages": [],
    }  # fmt: skip
    listed = json.loads(explain("--list", "--format", "json").output)
    assert [entry["code"] for entry in listed] == list(all_codes())
    assert listed[0] == {
        "code": "E010", "title": "A file is missing", "group": "Files", "mends": "by file",
    }  # fmt: skip


def test_what_is_told_to_programs_turns_no_terminal_around() -> None:
    output = explain("E012", "--format", "json").output
    assert output.isascii()
    assert json.loads(output)[0]["wrong"] == all_codes()["E012"].wrong


# ------------------------------------------------------------------------ the way to it


def test_a_terminal_is_told_which_command_explains_the_problems(tmp_path: Path) -> None:
    words = ["build", "--root", str(edited(tmp_path, *TWO_FAULTS))]
    log = CliRunner().invoke(command, words).stderr
    assert "explain" not in log
    seen = CliRunner(env={"FORCE_COLOR": "1", "NO_COLOR": None}).invoke(command, words).stderr
    line = "To read more about this: broadsheet explain E055 W054"
    assert seen.endswith(f"\x1b[2m{line}\x1b[0m\n1 error and 1 warning: nothing was written.\n")


def test_errors_are_explained_before_warnings_and_three_codes_at_most(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.argv", ["build.py", "check"])
    told = [problem(code) for code in ("W054", "E041", "E041", "E042", "E043")]
    assert more_told(told) == "To read more about this: make explain CODE='E041 E042 E043'"
    assert more_told(told[:2]) == "To read more about this: make explain CODE='E041 W054'"
    assert more_told(told[:1]) == "To read more about this: make explain CODE=W054"
