"""`check` as an editor and a program run it: what is printed where, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from broadsheet.cli import main
from tests.project import FIGURES, Edit, edited, write_project

PARTS = "- {id: part, label: a part, value: 4, sources: [first-list], part_of: named}\n"
WRONG = {"figures.yaml": FIGURES + PARTS}
WAIVER = """\
- finding: sums:part:part
  by: Ada Editor
  reason: The list counts one office twice.
  date: 2020-05-02
"""


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


def test_the_report_is_on_standard_output_and_a_sound_site_passes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = checked(write_project(tmp_path), capsys)
    lines = done.out.splitlines()
    assert (done.code, done.err) == (0, "")
    assert lines[0] == (
        "ok     counts: 3 agencies, 2 sources, 2 figures, 2 events, 1 correction, 1 article,"
        " 2 counties, 3 places, 0 ZIP codes"
    )
    assert (
        "ok     surfaces: 3 agencies = 3 pages, 3 rows of agencies.csv, 3 entries of"
        " agencies.json, 3 features of agencies.geojson"
    ) in lines
    assert lines[-2:] == [
        "55 checks: 46 ok, 0 waived, 9 look, 0 wrong",
        "24 pages are sound.",
    ]


def test_a_verdict_has_its_colour_where_colours_are_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    main(["check", "--root", str(write_project(tmp_path))])
    out = capsys.readouterr().out
    assert "\x1b[32mok     \x1b[0m\x1b[1mcounts: \x1b[0m3 agencies" in out
    assert "\x1b[1;33mlook   \x1b[0m\x1b[1mcategories: \x1b[0mkinds: " in out


def test_each_finding_stands_below_its_line_with_place_and_remedy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = checked(write_project(tmp_path), capsys)
    assert (
        "look   categories: kinds: police 2, sheriff 1\n"
        "  content/dictionary.yaml:5:9: look [categories:kinds:sheriff]: 'sheriff' has 1 member\n"
        "    check that it is not another category misspelt, or too narrow to compare\n"
    ) in done.out


def test_what_is_wrong_fails_the_check_and_is_told_on_standard_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = checked(write_project(tmp_path, WRONG), capsys)
    assert (done.code, done.err) == (1, "1 wrong finding in the data: see the report.\n")
    assert (
        "wrong  sums: 4 of 3: 'part' is a part of 'named'\n"
        "  content/figures.yaml:8:71: wrong [sums:part:part]: 'part' is 4, and 'named' only 3\n"
        "    check both numbers against their sources\n"
    ) in done.out
    assert "pages are sound" not in done.out


def test_what_is_waived_passes_and_stays_in_the_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = checked(write_project(tmp_path, {**WRONG, "waivers.yaml": WAIVER}), capsys)
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
    assert (done.code, done.err) == (1, "12 findings to look at in the data: see the report.\n")


def test_quietly_only_what_needs_somebody_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = checked(write_project(tmp_path, {**WRONG, "waivers.yaml": WAIVER}), capsys, "--quiet")
    verdicts = {line.split()[0] for line in done.out.splitlines() if not line.startswith(" ")}
    assert verdicts == {"look"}


BROKEN: Edit = ("agencies.yaml", "county: Birch\n", "county: Birk\n")


def test_an_error_is_told_with_a_report_on_what_can_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = checked(edited(tmp_path, BROKEN), capsys)
    assert done.code == 1
    assert done.err == (
        "content/agencies.yaml:29:11: error[E055]: "
        "'county' is 'Birk', which is not a county of Testland\n"
        "  did you mean 'Birch'?\n"
        "1 error: nothing was written.\n"
    )
    assert "wrong  joins: records to county boundaries: 1 of 2 arrive\n" in done.out
    assert "surfaces" not in done.out


def test_what_cannot_be_read_is_named_below_the_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = checked(edited(tmp_path, ("agencies.yaml", "county: Birch\n", "conty: Birch\n")), capsys)
    assert done.code == 1
    assert done.out.endswith("Left out, since they cannot be read: birch-sheriff\n")


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


def test_no_more_than_twenty_findings_of_a_line_are_told_to_people(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    faults = "".join(
        f"- {{id: f{n}, label: x, count: agencies, where: {{place: Nowhere}}}}\n" for n in range(23)
    )
    done = checked(write_project(tmp_path, {"figures.yaml": FIGURES + faults}), capsys)
    assert done.out.count("counts nothing") == 20
    assert "\n  and 3 more: --format json tells all\n" in done.out


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
