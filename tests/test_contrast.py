"""Declared colours: what does not stand out from a paper is told at its line."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from broadsheet.assets.contrast import contrast, read_sheet, unmeasured, weak_contrasts
from broadsheet.bulletproof import check_all
from tests.project import write_project

OURS = Path(__file__).parents[1] / "templates"
FILE = "templates/assets/css/tokens.css"
NOW = datetime.datetime(2020, 6, 1, tzinfo=datetime.UTC)


def told(root: Path, sheet: str) -> list[str]:
    """What is told of a project's own sheet."""
    write_sheet(root, sheet)
    found = read_sheet([root / "templates", OURS], root)
    assert found
    return [str(problem) for problem in weak_contrasts(found)]


def write_sheet(root: Path, sheet: str) -> None:
    """Write a project's own tokens."""
    file = root / FILE
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(sheet, encoding="utf-8")


def test_our_own_colours_stand_out(tmp_path: Path) -> None:
    sheet = read_sheet([tmp_path / "templates", OURS], tmp_path)
    assert sheet
    assert len(sheet.judged()) == 12
    assert list(weak_contrasts(sheet)) == []
    assert unmeasured(sheet) == ()


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000", "#ffffff", 21), ("#777777", "#ffffff", 4.478), ("#123456", "#123456", 1)],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.001)
    assert contrast(other, one) == pytest.approx(ratio, abs=0.001)


def test_weak_text_and_weak_marks_are_told_at_their_lines_for_each_scheme(tmp_path: Path) -> None:
    sheet = (
        ":root {\n"
        "  --paper: light-dark(#ffffff, #000);\n"
        "  --paper-deep: #fff;\n"
        "  --ink: #777777; /* 4.47, which is not 4.5 */\n"
        "  --tone-amber: light-dark(#949494, #ffffff);\n"
        "}\n"
    )
    assert told(tmp_path, sheet) == [
        (
            f"{FILE}:4:3: warning[W176]:"
            " '--ink' is #777777 in light: 4.4 to 1 on '--paper', which is #ffffff\n"
            "  make it darker: text needs 4.5 to 1"
        ),
        (
            f"{FILE}:4:3: warning[W176]:"
            " '--ink' is #777777 in light: 4.4 to 1 on '--paper-deep', which is #fff\n"
            "  make it darker: text needs 4.5 to 1"
        ),
        (
            f"{FILE}:4:3: warning[W176]:"
            " '--ink' is #777777 in dark: 4.4 to 1 on '--paper-deep', which is #fff\n"
            "  make it darker: text needs 4.5 to 1"
        ),
        (
            f"{FILE}:5:3: warning[W176]:"
            " '--tone-amber' is #ffffff in dark: 1 to 1 on '--paper-deep', which is #fff\n"
            "  make it darker: marks need 3 to 1"
        ),
    ]


def test_on_dark_paper_the_remedy_is_a_lighter_colour(tmp_path: Path) -> None:
    sheet = ":root { --paper: #14161a; --ink: #333333 }"
    assert told(tmp_path, sheet) == [
        (
            f"{FILE}:1:27: warning[W176]:"
            " '--ink' is #333333 in light: 1.4 to 1 on '--paper', which is #14161a\n"
            "  make it lighter: text needs 4.5 to 1"
        ),
        (
            f"{FILE}:1:27: warning[W176]:"
            " '--ink' is #333333 in dark: 1.4 to 1 on '--paper', which is #14161a\n"
            "  make it lighter: text needs 4.5 to 1"
        ),
    ]


def test_a_colour_in_a_comment_is_none_and_the_later_of_two_counts(tmp_path: Path) -> None:
    sheet = ":root { --paper: #fff; /* --ink: #fff; */ --ink: #eee; --ink: #000; }"
    assert told(tmp_path, sheet) == []


def test_a_check_tells_it_to_the_developer_and_says_which_colours_it_cannot_measure(
    tmp_path: Path,
) -> None:
    ours = (OURS / "assets/css/tokens.css").read_text(encoding="utf-8")
    weak = ours.replace("--ink-soft: light-dark(#565b64,", "--ink-soft: light-dark(#999999,")
    root = write_project(tmp_path)
    write_sheet(root, weak.replace("light-dark(#20389e, #adbcff)", "oklch(40% 0.2 270)"))
    found = check_all(root, NOW)
    assert [(p.code, p.location.file) for p in found.problems] == [("W176", FILE)] * 2
    assert found.unchecked[0] == (
        f"contrast: no plain colour such as #20389e stands at --accent in {FILE}"
    )
