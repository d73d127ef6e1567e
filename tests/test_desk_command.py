"""`check` as an editor and a program run it: what is printed where, and how it ends."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from broadsheet.cli import main
from tests.project import FIGURES, STORY, Edit, edited, write_project

PARTS = "- {id: part, label: a part, value: 4, sources: [first-list], part_of: named}\n"
WRONG = {"figures.yaml": FIGURES + PARTS}
WAIVER = """\
- finding: sums:part:part
  by: Ada Editor
  reason: The list counts one office twice.
  date: 2020-05-02
"""


@pytest.fixture(autouse=True, scope="module")
def _one_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Fonts and cards are drawn once for all of these tests."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("BROADSHEET_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


class Done(NamedTuple):
    """How a run ended, and what it printed."""

    code: int
    out: str
    err: str


def checked(root: Path, capsys: pytest.CaptureFixture[str], *words: str) -> Done:
    """Run `check` on a project."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("NO_COLOR", "1")
        try:
            main(["check", "--root", str(root), "--clock", "2020-06-01T00:00+00:00", *words])
            code = 0
        except SystemExit as left:
            code = int(left.code or 0)
    return Done(code, *capsys.readouterr())


DATED = "this is dated 2020-04-01, and the newest of its sources 2020-03-02"
FIRST_LOOK = (
    "  content/agencies.yaml:23:13: look"
    f" [source-order:alderton-police:statements:we-have-stopped]: {DATED}\n"
    "    check both dates against their sources, and say in a note what a reader should know\n"
)
FIRST_LOOKS = (
    f"{FIRST_LOOK}"
    "  content/agencies.yaml:25:12: look [stale:alderton-police:wrong-title]:"
    " 'alderton-police' was last changed on 2020-05-01,"
    " before its correction 'wrong-title' of 2020-05-02\n"
    "    check that the record says what the correction says, and set 'updated'\n"
)
UNASKED = "Not checked: addresses of other sites: --links asks each once\n"


def test_one_screen_says_what_is_sound_and_what_to_look_at_by_who_mends_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = checked(write_project(tmp_path), capsys)
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "24 pages are sound. Nothing to mend, 12 to look at.\n"
        "\n"
        "For the data editor: 12 to look at\n"
        f"{FIRST_LOOKS}"
        "  content/agencies.yaml:38:7: look [blanks-agencies:reply.date:state-bureau]:"
        " 'reply.date' of 'state-bureau' is blank, and no 'reply.date_note' says why\n"
        "    find 'reply.date' out, or say in 'reply.date_note' why it is not known\n"
        "  and 9 more: --all tells all\n"
        "\n"
        "The data: 55 checks: 46 ok, 0 waived, 9 look, 0 wrong; --all tells each\n"
        f"{UNASKED}"
    )


def test_who_has_the_worst_comes_first_and_the_worst_first_of_each(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    long = " ".join(["The list names agencies and"] * 9)
    files = {**WRONG, "story/index.md": STORY + f"\n{long}.\n"}
    done = checked(write_project(tmp_path, files), capsys)
    assert (done.code, done.err) == (1, "")
    assert done.out.startswith(
        "24 pages are sound. 1 thing to mend, 13 to look at.\n"
        "\n"
        "For the data editor: 1 wrong finding, 12 to look at\n"
        "  content/figures.yaml:8:71: wrong [sums:part:part]: 'part' is 4, and 'named' only 3\n"
        "    check both numbers against their sources\n"
        f"{FIRST_LOOK}"
        "  and 11 more: --all tells all\n"
        "\n"
        "For the writer: 1 warning\n"
        "  content/story/index.md:8:1: warning[W171]:"
        " this sentence has 45 words; over 40 are hard to read\n"
        "    make it two, or waive it as long:home:the-list-names-agencies-and-the\n"
        "\n"
    )


def test_a_site_of_which_all_was_looked_at_is_told_in_a_few_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = checked(write_project(tmp_path / "first"), capsys, "--all").out
    ids = dict.fromkeys(re.findall(r"look \[(.+?)\]", told))
    waivers = "".join(WAIVER.replace("sums:part:part", id_) for id_ in ids)
    root = write_project(tmp_path / "second", {"waivers.yaml": waivers})
    done = checked(root, capsys)
    assert done.code == 0
    assert done.out == (
        "24 pages are sound. Nothing to mend, nothing to look at.\n"
        "\n"
        "The data: 55 checks: 46 ok, 9 waived, 0 look, 0 wrong; --all tells each\n"
        f"{UNASKED}"
    )


def test_all_of_it_is_told_with_every_line_of_the_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = checked(write_project(tmp_path), capsys, "--all")
    assert "more: --all" not in done.out
    assert done.out.count("look [") == 12
    assert (
        "\n\nok     counts: 3 agencies, 2 sources, 2 figures, 2 events, 1 correction, 1 article,"
        " 2 counties, 3 places, 0 ZIP codes\n"
    ) in done.out
    assert "\nlook   categories: kinds: police 2, sheriff 1\nlook   categories:" in done.out
    assert done.out.endswith("\nThe data: 55 checks: 46 ok, 0 waived, 9 look, 0 wrong\n" + UNASKED)


def test_a_verdict_has_its_colour_where_colours_are_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "200")
    main(["check", "--all", "--root", str(write_project(tmp_path))])
    out = capsys.readouterr().out
    assert "\x1b[32mok     \x1b[0m\x1b[1mcounts: \x1b[0m3 agencies" in out
    assert "\x1b[1;33mlook   \x1b[0m\x1b[1mcategories: \x1b[0mkinds: " in out


def test_on_a_terminal_what_is_wrapped_keeps_its_indent(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "60")
    main(["check", "--root", str(write_project(tmp_path))])
    lines = re.sub(r"\x1b\[[\d;]*m", "", capsys.readouterr().out).splitlines()
    assert max(map(len, lines)) <= 60
    (at,) = [n for n, line in enumerate(lines) if line.startswith("    check both dates")]
    assert lines[at : at + 2] == [
        "    check both dates against their sources, and say in a ",
        "    note what a reader should know",
    ]


def test_what_is_waived_passes_and_stays_in_the_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_project(tmp_path, {**WRONG, "waivers.yaml": WAIVER})
    done = checked(root, capsys, "--all")
    assert (done.code, done.err) == (0, "")
    assert (
        "waived sums: 4 of 3: 'part' is a part of 'named'\n"
        "  content/figures.yaml:8:71: waived [sums:part:part]: 'part' is 4, and 'named' only 3\n"
        "    waived by Ada Editor, 2020-05-02: The list counts one office twice.\n"
    ) in done.out


def test_strictly_what_is_to_be_looked_at_fails_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = checked(write_project(tmp_path), capsys, "--strict")
    assert (done.code, done.err) == (1, "--strict: 12 things to look at.\n")


def test_quietly_only_what_needs_somebody_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = checked(write_project(tmp_path), capsys, "--quiet")
    assert done.out.startswith(f"For the data editor: 12 to look at\n{FIRST_LOOKS}")
    assert done.out.endswith("  and 9 more: --all tells all\n")


BROKEN: Edit = ("agencies.yaml", "county: Birch\n", "county: Birk\n")


def test_an_error_is_told_with_a_report_on_what_can_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = checked(edited(tmp_path, BROKEN), capsys)
    assert (done.code, done.err) == (1, "")
    assert done.out.startswith(
        "The site cannot be built. 3 things to mend, 12 to look at.\n"
        "\n"
        "For the data editor: 1 error, 2 wrong findings, 12 to look at\n"
        "  content/agencies.yaml:29:11: error[E055]: "
        "'county' is 'Birk', which is not a county of Testland\n"
        "    did you mean 'Birch'?\n"
        "  content/agencies.yaml:27:9: wrong [points:birch-sheriff]:"
        " 'Birch County Sheriff' has no point on the map\n"
    )
    assert "surfaces" not in done.out


def test_what_cannot_be_read_is_named_below_the_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = checked(edited(tmp_path, ("agencies.yaml", "county: Birch\n", "conty: Birch\n")), capsys)
    assert done.code == 1
    assert "\nLeft out, since they cannot be read: birch-sheriff\n" in done.out


def test_a_folder_without_content_is_told_as_everywhere_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = checked(tmp_path, capsys)
    assert (done.code, done.err) == (1, "")
    assert done.out == (
        "The site cannot be built. 1 thing to mend, nothing to look at.\n"
        "\n"
        "For the data editor: 1 error\n"
        "  content: error[E010]: there is no content/ in this folder\n"
        "    run Broadsheet in a project's folder, or name one with --root\n"
        "\n"
    )


def read_json(done: Done) -> Any:
    """The one object that a program is told."""
    return json.loads(done.out)


def test_programs_are_told_problems_and_report_in_one_object(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_project(tmp_path, {**WRONG, "waivers.yaml": WAIVER})
    done = checked(root, capsys, "--format", "json")
    told = read_json(done)
    assert done.code == 0
    assert told["problems"] == []
    assert told["unchecked"] == ["addresses of other sites: --links asks each once"]
    assert told["report"]["counts"] == {"ok": 45, "waived": 1, "look": 9, "wrong": 0}
    (line,) = [line for line in told["report"]["lines"] if line["check"] == "sums"]
    assert line == {
        "verdict": "waived",
        "check": "sums",
        "told": "4 of 3: 'part' is a part of 'named'",
        "findings": [
            {
                "id": "sums:part:part",
                "verdict": "waived",
                "file": "content/figures.yaml",
                "line": 8,
                "column": 71,
                "message": "'part' is 4, and 'named' only 3",
                "remedy": "check both numbers against their sources",
                "waiver": {
                    "by": "Ada Editor",
                    "date": "2020-05-02",
                    "reason": "The list counts one office twice.",
                },
            }
        ],
    }


@pytest.mark.parametrize(
    ("files", "words", "code"),
    [
        ({}, (), 0),
        ({}, ("--strict",), 1),
        (WRONG, (), 1),
        ({"site.yaml": "title: x\n"}, (), 1),
    ],
)
def test_programs_are_told_by_the_exit_code_too(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    files: dict[str, str],
    words: tuple[str, ...],
    code: int,
) -> None:
    done = checked(write_project(tmp_path, files), capsys, "--format", "json", *words)
    assert done.code == code
    assert (read_json(done)["report"] is None) is ("site.yaml" in files)


def test_on_github_each_thing_is_a_mark_at_its_line_with_nothing_that_ends_a_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    label = "- {id: part, label: 'a, b: 100%', value: 4, sources: [first-list], part_of: named}\n"
    root = write_project(tmp_path / "a,b", {"figures.yaml": FIGURES + label})
    done = checked(root, capsys, "--format", "github")
    lines = done.out.splitlines()
    assert (done.code, done.err) == (1, "")
    assert lines[0] == (
        "::error file=a%2Cb/content/figures.yaml,line=8,col=77,title=sums%3Apart%3Apart::"
        "'part' is 4, and 'named' only 3%0Acheck both numbers against their sources"
    )
    assert [line.split()[0] for line in lines[1:]] == ["::notice"] * 12


def test_a_percent_sign_and_a_warning_reach_github_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit = ("site.yaml", "https://register.testland-gazette.net/", "https://100%.example/")
    done = checked(edited(tmp_path, edit), capsys, "--format", "github")
    assert "100%25.example" in done.out
    assert "100%." not in done.out


def test_sarif_has_what_its_schema_asks_for_and_each_thing_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    files = {**WRONG, "waivers.yaml": WAIVER, "story/index.md": f"{STORY}\nHe recieved it.\n"}
    done = checked(write_project(tmp_path / "a b", files), capsys, "--format", "sarif")
    log = read_json(done)
    assert done.code == 0
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert run["tool"]["driver"]["name"] == "Broadsheet"
    assert rules == sorted(set(rules))
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in run["results"])
    assert run["tool"]["driver"]["rules"][rules.index("W174")] == {
        "id": "W174",
        "shortDescription": {"text": "A word may be misspelt."},
        "fullDescription": {
            "text": "A word is in codespell's list of common misspellings, and is no name of your"
            " records, places, people or outlets."
        },
        "help": {
            "text": "Write it right. If you mean it as it stands, add it to `content/spelling.txt`."
        },
    }
    assert run["tool"]["driver"]["rules"][rules.index("categories")] == {"id": "categories"}
    assert [result["level"] for result in run["results"]] == ["warning", *["note"] * 13]
    assert run["results"][0] == {
        "ruleId": "W174",
        "ruleIndex": rules.index("W174"),
        "level": "warning",
        "message": {
            "text": "'recieved' may be misspelt\n"
            "write 'received'; if 'recieved' is right, add it to content/spelling.txt"
        },
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "a%20b/content/story/index.md"},
                    "region": {"startLine": 8, "startColumn": 4},
                }
            }
        ],
    }
    assert run["results"][-1]["suppressions"] == [
        {
            "kind": "external",
            "justification": "Ada Editor, 2020-05-02: The list counts one office twice.",
        }
    ]


def test_a_file_as_a_whole_has_no_region_in_sarif(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = checked(write_project(tmp_path, {"sources.yaml": None}), capsys, "--format", "sarif")
    results = read_json(done)["runs"][0]["results"]
    (missing,) = [result for result in results if result["ruleId"] == "E010"]
    assert done.code == 1
    assert set(missing["locations"][0]["physicalLocation"]) == {"artifactLocation"}


def test_a_build_neither_prints_nor_fails_at_the_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_project(tmp_path, WRONG)
    main(["build", "--root", str(root), "--clock", "2020-06-01T00:00+00:00"])
    out, err = capsys.readouterr()
    assert "sums" not in out + err
    assert out.startswith(f"{root / 'site'}: ")


def test_no_waiver_reaches_the_site(tmp_path: Path) -> None:
    canary = WAIVER.replace("Ada Editor", "CANARY-WAIVER")
    root = write_project(tmp_path, {**WRONG, "waivers.yaml": canary})
    main(["build", "--root", str(root), "--clock", "2020-06-01T00:00+00:00"])
    files = [path for path in (root / "site").rglob("*") if path.is_file()]
    assert files
    assert [path for path in files if b"CANARY-WAIVER" in path.read_bytes()] == []
