"""The whole program from its front door, as an editor runs it."""

import datetime
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "golden"
CLOCK = "2024-06-01T00:00+00:00"
ENVIRONMENTS = (
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "31337", "TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "0", "TZ": "America/Los_Angeles", "LC_ALL": "POSIX"},
)
# The cuts of the typefaces are slow to make and the same for all.
SHARED_CACHE = {"BROADSHEET_CACHE": str(ROOT / ".broadsheet")}
RESERVED = (
    "content/site.yaml:9:10: warning[W053]: "
    "'desk@post.example' is at a reserved name; nobody can write there\n"
    "  before you publish, set email to the address that your readers write to\n"
    "content/site.yaml:10:11: warning[W053]: "
    "'watch.example' is a reserved name; no reader can reach it\n"
    "  before you publish, set base_url to the address of your site\n"
)
RAW_HTML = "".join(
    f"content/story/index.md:61:{column}: warning[W073]: "
    f"{tag} is shown as it is written: HTML is not read here\n"
    "  use Markdown, such as **bold**, or put it between ` signs as code\n"
    for column, tag in ((17, "<b>"), (28, "</b>"))
)


def run(
    *words: str | Path, folder: Path = ROOT, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `python build.py` with these words."""
    return subprocess.run(
        [sys.executable, str(ROOT / "build.py"), *map(str, words)],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**SHARED_CACHE, **os.environ, **(env or {})},
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the golden example that a test may break."""
    folder = tmp_path / "a project's folder"
    shutil.copytree(GOLDEN / "content", folder / "content")
    return folder


def tree_hash(folder: Path) -> str:
    """One SHA-256 over every file's path and bytes."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def state(folder: Path) -> dict[str, int]:
    """When each file was written."""
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def break_line(project: Path, file: str, before: str, after: str) -> None:
    """Change one line of the content, which must be there."""
    path = project / "content" / file
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_the_front_door_finds_what_make_has_installed_beside_it(tmp_path: Path) -> None:
    (tmp_path / "build.py").write_bytes((ROOT / "build.py").read_bytes())
    (tmp_path / "broadsheet").mkdir()
    (tmp_path / "broadsheet" / "cli.py").write_text("import rich_that_is_not_there\n")
    run_it = [sys.executable, "-S", str(tmp_path / "build.py"), "sign", "--by", "Ada Alder"]
    done = subprocess.run(run_it, capture_output=True, text=True, check=False)
    told = (
        "'rich_that_is_not_there' is not installed here. Run `make build`: it sets everything up."
    )
    assert (done.returncode, done.stderr) == (1, f"{told}\n")
    own = tmp_path / ".venv" / "bin" / "python"
    own.parent.mkdir(parents=True)
    own.write_text('#!/bin/sh\necho "$@"\n')
    own.chmod(0o755)
    done = subprocess.run(run_it, capture_output=True, text=True, check=False)
    assert done.stdout == f"{tmp_path / 'build.py'} sign --by Ada Alder\n"


def test_a_build_writes_a_site_and_says_where(project: Path) -> None:
    done = run("build", "--root", project, "--clock", CLOCK)
    assert done.returncode == 0
    assert done.stdout.startswith(f"{project / 'site'}: ")
    assert (project / "site" / "index.html").is_file()


def test_a_second_build_writes_nothing(project: Path) -> None:
    run("build", "--root", project, "--clock", CLOCK)
    before = state(project / "site")
    done = run("build", "--root", project, "--clock", CLOCK)
    assert "unchanged" in done.stdout
    assert state(project / "site") == before


def test_a_failed_build_leaves_the_site_as_it_was_and_tells_everything_at_once(
    project: Path,
) -> None:
    run("build", "--root", project, "--clock", CLOCK)
    before = tree_hash(project / "site")
    break_line(project, "agencies.yaml", "county: Eastshire", "county: Eastshir")
    break_line(project, "story/index.md", "{{ paid | money }}", "{{ payd | money }}")
    break_line(project, "sources.yaml", "read: full", "raed: full")
    done = run("build", "--root", project, "--clock", CLOCK)
    assert done.returncode == 1
    assert done.stderr == (
        "content/agencies.yaml:44:11: error[E055]: "
        "'county' is 'Eastshir', which is not a county of Exampleland\n"
        "  did you mean 'Eastshire'?\n"
        f"{RESERVED}"
        "content/sources.yaml:8:3: error[E041]: there is no field 'raed' here\n"
        "  did you mean 'read'?\n"
        "content/story/index.md:15:62: error[E071]: there is no figure 'payd'\n"
        "  did you mean 'paid'?\n"
        f"{RAW_HTML}"
        "3 errors and 4 warnings: nothing was written.\n"
    )
    assert tree_hash(project / "site") == before


def test_a_check_tells_the_same_and_writes_nothing(project: Path) -> None:
    break_line(project, "agencies.yaml", "county: Eastshire", "county: Eastshir")
    done = run("check", "--root", project, "--clock", CLOCK)
    assert done.returncode == 1
    assert "error[E055]" in done.stdout
    assert not (project / "site").exists()


def test_a_check_leaves_no_trace_in_a_project(project: Path) -> None:
    done = run("check", "--root", project, "--clock", CLOCK, env={"BROADSHEET_CACHE": ""})
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("26 pages are sound. Nothing to mend, ")
    assert [path.name for path in project.iterdir()] == ["content"]


def test_programs_are_told_in_json(project: Path) -> None:
    break_line(project, "agencies.yaml", "county: Eastshire", "county: Eastshir")
    done = run("check", "--root", project, "--format", "json", "--clock", CLOCK)
    problems = json.loads(done.stdout)["problems"]
    told = [entry for entry in problems if entry["severity"] == "error"]
    assert told[0] == {
        "file": "content/agencies.yaml",
        "line": 44,
        "column": 11,
        "code": "E055",
        "severity": "error",
        "message": "'county' is 'Eastshir', which is not a county of Exampleland",
        "hint": "did you mean 'Eastshire'?",
    }


def test_a_link_that_leads_nowhere_is_told_at_the_line_that_wrote_it(project: Path) -> None:
    break_line(project, "story/index.md", "(about.md#how-we-made-it-up)", "(about.md#how-we-did)")
    done = run("build", "--root", project, "--clock", CLOCK)
    assert done.returncode == 1
    assert done.stderr == (
        f"{RESERVED}"
        "content/story/index.md:23:10: error[E102]: "
        "there is no '#how-we-did' on the page 'about/'\n"
        "  did you mean 'how-we-made-it-up'?\n"
        f"{RAW_HTML}"
        "1 error and 4 warnings: nothing was written.\n"
    )


def test_a_link_to_a_draft_is_told(project: Path) -> None:
    break_line(project, "story/index.md", "(about.md#how-we-made-it-up)", "(draft.md)")
    done = run("build", "--root", project, "--clock", CLOCK)
    assert done.returncode == 1
    assert (
        "content/story/index.md:23:10: error[E076]: "
        "'draft.md' is not published, so readers cannot be led to it\n"
        "  publish it, or take the link out\n"
    ) in done.stderr


def test_a_link_to_an_embargoed_article_is_told(project: Path) -> None:
    break_line(project, "story/index.md", "(about.md#how-we-made-it-up)", "(embargoed.md)")
    done = run("build", "--root", project, "--clock", CLOCK)
    assert done.returncode == 1
    assert (
        "content/story/index.md:23:10: error[E076]: "
        "'embargoed.md' is not published, so readers cannot be led to it\n"
        "  publish it, or take the link out\n"
    ) in done.stderr


def test_a_front_page_that_is_held_back_is_told_once(project: Path) -> None:
    break_line(project, "story/index.md", "kicker: Example", "draft: yes")
    done = run("build", "--root", project, "--clock", CLOCK)
    assert done.returncode == 1
    assert done.stderr == (
        f"{RESERVED}"
        "content/story/index.md:4:8: error[E068]: the front page is held back by its 'draft'\n"
        "  publish it, or hold back the other articles only\n"
        f"{RAW_HTML}"
        "1 error and 4 warnings: nothing was written.\n"
    )


def test_who_forgets_that_an_article_is_held_back_is_told(project: Path) -> None:
    done = run("build", "--root", project, "--clock", CLOCK)
    told = "Held back, as drafts or until their time: draft.md, embargoed.md\n"
    assert done.stdout.endswith(told)
    assert run("check", "--root", project, "--clock", CLOCK).stdout.endswith(told)


def test_a_faulty_figure_makes_no_other_one_be_suggested(project: Path) -> None:
    break_line(project, "figures.yaml", 'value: "1203"', 'valeu: "1203"')
    done = run("build", "--root", project, "--clock", CLOCK)
    assert done.returncode == 1
    assert done.stderr.startswith(
        "content/figures.yaml:3:51: error[E041]: there is no field 'valeu' here\n"
        "  did you mean 'value'?\n"
    )
    assert "E071" not in done.stderr


def test_a_day_to_come_and_a_front_page_without_text_are_told(project: Path) -> None:
    story = project / "content" / "story" / "index.md"
    front = story.read_text(encoding="utf-8").split("---\n")[1]
    story.write_text(f"---\n{front}---\n", encoding="utf-8")
    break_line(project, "story/index.md", "updated: 2024-05-04", "updated: 2062-05-04")
    done = run("build", "--root", project, "--clock", CLOCK)
    assert (
        "content/story/index.md:2:1: warning[W066]: the front page has no text\n"
        "  write it below the line ---\n"
        "content/story/index.md:8:10: warning[W063]: 2062-05-04 is a day to come\n"
        "  check the year; to hold an article back, use 'publish_at'\n"
    ) in done.stderr


def test_an_update_before_the_publication_is_told(project: Path) -> None:
    break_line(project, "story/index.md", "updated: 2024-05-04", "updated: 2024-05-02")
    done = run("build", "--root", project, "--clock", CLOCK)
    assert done.returncode == 1
    assert (
        "content/story/index.md:8:10: error[E063]: "
        "2024-05-02 is before the article was published, 2024-05-03\n  check both dates\n"
    ) in done.stderr


def test_a_county_with_the_word_county_is_told_how_to_write_it(project: Path) -> None:
    break_line(project, "agencies.yaml", "county: Eastshire", "county: Eastshire County")
    done = run("build", "--root", project, "--clock", CLOCK)
    assert (
        "'county' is 'Eastshire County', which is not a county of Exampleland\n"
        "  write 'Eastshire', without the word County\n"
    ) in done.stderr


def test_a_file_that_cannot_be_read_is_told_before_all_that_leans_on_it(project: Path) -> None:
    (project / "content" / "sources.yaml").unlink()
    done = run("build", "--root", project, "--clock", CLOCK)
    assert done.returncode == 1
    assert done.stderr == (
        f"{RESERVED}"
        "content/sources.yaml: error[E010]: this file is missing\n"
        "1 error and 2 warnings: nothing was written.\n"
    )


def test_strict_stops_at_a_warning_and_quiet_does_not_change_that(project: Path) -> None:
    for words in (["--strict"], ["--strict", "--quiet"]):
        done = run("build", "--root", project, "--clock", CLOCK, *words)
        assert done.returncode == 1
        assert "warning[W053]" in done.stderr
    assert not (project / "site").exists()


def test_an_embargo_holds_until_its_instant_wherever_the_build_runs(project: Path) -> None:
    break_line(project, "story/embargoed.md", "2099-01-01T06:00-05:00", "2024-03-10T06:00-04:00")
    page = project / "site" / "embargoed" / "index.html"
    for zone in ("UTC", "Asia/Tokyo"):
        run("build", "--root", project, "--clock", "2024-03-10T09:59:59+00:00", env={"TZ": zone})
        assert not page.exists()
        run("build", "--root", project, "--clock", "2024-03-10T10:00:00+00:00", env={"TZ": zone})
        assert page.is_file()


def test_the_same_content_gives_the_same_bytes_anywhere(tmp_path: Path) -> None:
    hashes = set()
    for number, env in enumerate(ENVIRONMENTS):
        folder = tmp_path / f"machine {number}"
        shutil.copytree(GOLDEN / "content", folder / "content")
        for path in folder.rglob("*"):
            os.utime(path, (number * 1000, number * 1000))
        done = run("build", "--root", folder, "--clock", CLOCK, folder=tmp_path, env=env)
        assert done.returncode == 0, done.stderr
        hashes.add(tree_hash(folder / "site"))
    assert len(hashes) == 1


def test_a_cold_cache_gives_the_same_bytes(project: Path) -> None:
    run("build", "--root", project, "--clock", CLOCK)
    before = tree_hash(project / "site")
    run("build", "--root", project, "--clock", CLOCK, "--cache", project / "cold")
    assert tree_hash(project / "site") == before


def test_the_clock_does_not_change_a_byte(project: Path) -> None:
    run("build", "--root", project, "--clock", CLOCK)
    before = tree_hash(project / "site")
    later = datetime.datetime(2025, 6, 1, tzinfo=datetime.UTC)
    run("build", "--root", project, env={"SOURCE_DATE_EPOCH": str(int(later.timestamp()))})
    assert tree_hash(project / "site") == before


def test_a_projects_own_template_stands_before_ours(project: Path) -> None:
    (project / "templates").mkdir()
    (project / "templates" / "404.html").write_text("own {{ page.title }}", encoding="utf-8")
    done = run("build", "--root", project, "--clock", CLOCK)
    assert done.returncode == 0, done.stderr
    assert (project / "site" / "404.html").read_text(encoding="utf-8") == "own Page not found"


def test_a_fault_of_a_template_is_told_with_its_line(project: Path) -> None:
    (project / "templates").mkdir()
    (project / "templates" / "404.html").write_text("one\n{{ pag.title }}", encoding="utf-8")
    done = run("build", "--root", project, "--clock", CLOCK)
    assert done.returncode == 1
    told = "templates/404.html:2: error[E101]: the template fails: 'pag' is undefined\n"
    assert told in done.stderr


def test_what_holds_no_content_is_told_in_a_sentence(tmp_path: Path) -> None:
    done = run("build", "--root", tmp_path)
    assert done.returncode == 1
    assert done.stderr == (
        "content: error[E010]: there is no content/ in this folder\n"
        "  run Broadsheet in a project's folder, or name one with --root\n"
        "1 error: nothing was written.\n"
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["buidl"], "Did you mean 'build'?"),
        (["build", "--outptu", "x"], "Did you mean '--output'"),
        (["build", "--output", ""], "--output is empty; name a folder"),
        (["build", "--clock", "noon"], "--clock 'noon' is not a time"),
        (["build", "--clock", "2024-06-01T00:00"], "does not say its time zone"),
    ],
)
def test_a_wrong_word_on_the_command_line_is_a_matter_of_usage(words: list[str], told: str) -> None:
    done = run(*words)
    assert done.returncode == 2
    assert told in done.stderr.replace("\n", " ")
    assert "Traceback" not in done.stderr


def test_help_explains_every_command() -> None:
    done = run("--help")
    assert done.returncode == 0
    for name in ("build", "check", "clean", "serve"):
        assert f"\n  {name} " in done.stdout


def test_clean_removes_what_we_wrote_and_nothing_else(project: Path) -> None:
    (project / "site").mkdir()
    (project / "site" / ".gitignore").write_text("*\n", encoding="utf-8")
    run("build", "--root", project, "--clock", CLOCK)
    done = run("clean", "--root", project)
    assert done.returncode == 0
    assert [path.name for path in (project / "site").iterdir()] == [".gitignore"]
    assert sorted(path.name for path in project.iterdir()) == ["content", "site"]


def test_clean_leaves_a_folder_that_is_not_ours(project: Path) -> None:
    (project / "site").mkdir()
    (project / "site" / "letter.txt").write_text("dear", encoding="utf-8")
    assert run("clean", "--root", project).returncode == 0
    assert (project / "site" / "letter.txt").is_file()


def test_the_wheel_alone_builds_a_site(tmp_path: Path, project: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path / "installed")
    program = "from broadsheet.cli import main; main()"
    env = {**os.environ, **SHARED_CACHE, "PYTHONPATH": str(tmp_path / "installed")}
    for words in (["build", "--clock", CLOCK], ["new", "harbor", "--yes"], ["explain", "E041"]):
        done = subprocess.run(
            [sys.executable, "-c", program, *words],
            cwd=project, env=env, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("E041  There is no such field\n")
    assert (project / "site" / "agencies" / "alpha-office" / "index.html").is_file()
    assert (project / "harbor" / "content" / "story" / "index.md").is_file()
    assert "\nBROADSHEET ?= \n" in (project / "harbor" / "Makefile").read_text("utf-8")


def test_publishing_keeps_an_edition_and_building_keeps_none(project: Path) -> None:
    run("build", "--root", project, "--clock", CLOCK)
    assert not (project / "editions").exists()
    done = run("publish", "--root", project, "--clock", CLOCK)
    assert done.returncode == 0, done.stderr
    edition = project / "editions" / "0001-2024-05-31.json"
    assert f"{edition}: commit it" in done.stdout
    before = tree_hash(project / "site")
    again = run("publish", "--root", project, "--clock", CLOCK)
    assert "editions/: nothing new since the last time" in again.stdout
    run("build", "--root", project, "--clock", "2024-07-01T00:00+00:00")
    assert tree_hash(project / "site") == before
    assert [path.name for path in edition.parent.iterdir()] == [edition.name]


def test_publishing_is_refused_while_a_published_fact_has_changed_silently(project: Path) -> None:
    run("publish", "--root", project, "--clock", CLOCK)
    before = tree_hash(project / "site")
    record = project / "content" / "agencies.yaml"
    amount = re.search(r"amount: (\d+)", record.read_text(encoding="utf-8"))
    assert amount is not None
    break_line(project, "agencies.yaml", amount[0], f"amount: {int(amount[1]) + 1}")
    done = run("publish", "--root", project, "--clock", CLOCK)
    assert done.returncode == 1
    assert "warning[W145]" in done.stderr
    assert tree_hash(project / "site") == before
    assert run("build", "--root", project, "--clock", CLOCK).returncode == 0
