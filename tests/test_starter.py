"""`new DIR`: an empty folder becomes a small investigation, all of it or nothing."""

import datetime
import json
import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from broadsheet.cli import command, report
from broadsheet.load import load
from broadsheet.problems import BuildError
from broadsheet.starter import Answers, answer_fault, plan_folder, put_folder, several
from broadsheet.starter.answers import address_of
from tests.desk import CACHE, NOW, ROOT, run

GIVEN = (
    "--title", 'Harbors: "who" pays', "--subject", "harbor fees", "--area", "the coast",
    "--singular", "harbor", "--publisher", "The Harbor Ledger",
    "--email", "desk@harbor-ledger.net", "--time-zone", "Pacific/Auckland",
)  # fmt: skip


def new(*words: str | Path) -> Result:
    """Start an investigation as an editor does."""
    return run("new", *words)


def codes(told: str) -> set[str]:
    """The codes of all that is told."""
    return set(re.findall(r"\[([EW]\d+)\]", told))


def written_in(folder: Path) -> list[str]:
    """Every file of a folder."""
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def without_placeholders(root: Path) -> None:
    """Write something for each TK, as an editor would; here always the same word."""
    for path in (root / "content").rglob("*"):
        if path.is_file():
            path.write_text(re.sub(r"\bTK\b", "Quay", path.read_text("utf-8")), "utf-8")


def test_a_folder_is_written_and_builds_at_once_with_nothing_but_its_placeholders(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "harbor ledger"
    done = new(folder, "--yes")
    assert done.exit_code == 0, done.output
    assert done.stderr == ""
    assert done.stdout == (
        f"{folder}: a small investigation that can be built. README.md says what is what.\n"
        "What is still to be written is marked TK; it is told, and nothing is published.\n"
        f"\n  cd '{folder}'\n  make serve\n"
    )
    assert [p.name for p in tmp_path.iterdir()] == ["harbor ledger"]
    built = run("build", "--root", folder, "--cache", CACHE)
    assert built.exit_code == 0, built.output
    assert codes(built.stderr) == {"W191", "W053"}
    assert (folder / "site" / "agencies" / "example" / "index.html").is_file()


def test_every_file_of_it_that_has_a_text_for_readers_is_still_to_be_written(
    tmp_path: Path,
) -> None:
    new(tmp_path / "x", "--yes")
    built = run("build", "--root", tmp_path / "x", "--cache", CACHE, "--format", "json")
    told = {one["file"] for one in json.loads(built.stdout.splitlines()[0])}
    content = {f"content/{name}" for name in written_in(tmp_path / "x" / "content")}
    assert content - told == {"content/corrections.yaml"}


def test_publish_and_release_refuse_it_until_the_last_placeholder_is_gone(tmp_path: Path) -> None:
    new(tmp_path / "x", *GIVEN, "--yes")
    root = tmp_path / "x"
    for verb in ("publish", "release"):
        refused = run(verb, "--root", root, "--cache", CACHE)
        assert refused.exit_code == report.CONTENT_PROBLEMS
        assert "E191" in codes(refused.stderr)
        assert not (root / "site").exists()
        assert not (root / "editions").exists()
    without_placeholders(root)
    done = run("publish", "--root", root, "--cache", CACHE)
    assert done.exit_code == 0, done.output
    assert codes(done.stderr) == {"W053"}
    assert "Harbors: &#34;who&#34; pays" in (root / "site" / "index.html").read_text("utf-8")
    assert [p.name for p in (root / "editions").iterdir()] == ["0001-2026-11-26.json"]


def test_what_is_given_stands_where_it_belongs(tmp_path: Path) -> None:
    new(tmp_path / "x", *GIVEN, "--yes")
    (document,) = load(tmp_path / "x").documents["site"]
    site = document.value
    assert site["title"] == 'Harbors: "who" pays'
    assert site["subject"] == "harbor fees"
    assert site["area"] == "the coast"
    assert site["publisher"] == {"name": "The Harbor Ledger", "email": "desk@harbor-ledger.net"}
    assert site["time_zone"] == "Pacific/Auckland"
    (words,) = load(tmp_path / "x").documents["dictionary"]
    assert words.value["records"] == {
        "singular": "harbor", "plural": "harbors", "address": "harbors",
    }  # fmt: skip
    assert site["license"]["credit"] == (
        'The Harbor Ledger, “Harbors: "who" pays,” 2026. CC BY 4.0.'
    )
    story = (tmp_path / "x" / "content" / "story" / "index.md").read_text("utf-8")
    # The clock of the tests says noon of the 25th in UTC: in Auckland it is the 26th.
    assert "published: 2026-11-26\n" in story
    assert "[this example](harbor:example)" in story
    corrections = (tmp_path / "x" / "content" / "story" / "corrections.md").read_text("utf-8")
    assert "[desk@harbor-ledger.net](mailto:desk@harbor-ledger.net)" in corrections


@pytest.mark.parametrize(
    "hostile",
    ["{{ 7*7 }} {% x %}", "a: b #c", "'\"\\n\\", "[x](javascript:1) <b>", "- *x* & `y` | z", "NO"],
)
def test_any_answer_is_kept_to_the_letter_and_builds(tmp_path: Path, hostile: str) -> None:
    given = dict.fromkeys(("title", "subject", "area", "publisher"), hostile)
    words = [word for name, text in given.items() for word in (f"--{name}", text)]
    done = new(tmp_path / "x", *words, "--singular", "dock & quay", "--yes")
    assert done.exit_code == 0, done.output
    (document,) = load(tmp_path / "x").documents["site"]
    assert {name: document.value[name] for name in ("title", "subject", "area")} == {
        name: given[name] for name in ("title", "subject", "area")
    }
    built = run("build", "--root", tmp_path / "x", "--cache", CACHE)
    assert built.exit_code == 0, built.output


def test_without_a_terminal_nobody_is_asked_and_it_says_what_was_left(tmp_path: Path) -> None:
    done = new(tmp_path / "x", "--title", "Harbors", "--singular", "harbor")
    assert done.exit_code == 0
    assert done.stderr == (
        "Nobody was asked. Left as they come: subject, area, plural, publisher, email, time_zone.\n"
    )


def test_on_a_terminal_each_question_is_asked_and_an_answer_that_cannot_be_is_asked_again(
    tmp_path: Path,
) -> None:
    ours, theirs = pty.openpty()
    folder = tmp_path / "x"
    answers = (
        "Vermnt\n\nHarbors\n\nthe coast\nharbor\n\nThe Ledger\n"
        "nobody\ndesk@ledger.net\nUTC+1\nUTC\n"
    )
    os.write(ours, answers.encode())
    done = subprocess.run(
        [sys.executable, ROOT / "build.py", "new", folder],
        stdin=theirs, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    os.close(ours)
    os.close(theirs)
    assert done.returncode == 0, done.stderr
    assert "'nobody' is not an address for email; write it as desk@newsroom.org" in done.stdout
    assert "there is no time zone 'UTC+1'" in done.stdout
    assert "'Vermnt' is not a state; did you mean 'Vermont'?" in done.stdout
    (document,) = load(folder).documents["site"]
    (words,) = load(folder).documents["dictionary"]
    assert words.value["records"]["plural"] == "harbors"
    assert document.value["subject"] == "TK: the subject"
    assert document.value["publisher"]["email"] == "desk@ledger.net"
    assert document.value["time_zone"] == "UTC"


@pytest.mark.parametrize(("option", "answer", "told"), [
    ("--time-zone", "America/New_Yrok",
     "there is no time zone 'America/New_Yrok'; did you mean 'America/New_York'?"),
    ("--email", "me at home",
     "'me at home' is not an address for email; write it as desk@newsroom.org"),
    ("--title", "  ", "the answer for 'title' is empty"),
    ("--area", "a\u202eb",
     "U+202E (right-to-left override) must not stand in the answer for 'area'"),
])  # fmt: skip
def test_an_answer_that_cannot_be_is_refused(
    tmp_path: Path, option: str, answer: str, told: str
) -> None:
    done = new(tmp_path / "x", option, answer)
    assert done.exit_code == 2
    assert done.stderr.endswith(f"Error: {told}\n")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    done = new(tmp_path, "--yes")
    assert done.exit_code == report.CONTENT_PROBLEMS
    assert done.stderr == (
        f"{tmp_path}: error[E194]: this folder is not empty: it holds 'mine.txt'\n"
        "  name an empty folder, or one that is not there yet\n"
        "1 error: nothing was written.\n"
    )
    assert written_in(tmp_path) == ["mine.txt"]


def test_what_git_keeps_in_an_empty_folder_stays_and_ours_comes_beside_it(tmp_path: Path) -> None:
    (tmp_path / "x" / ".git").mkdir(parents=True)
    (tmp_path / "x" / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    assert new(tmp_path / "x", "--yes").exit_code == 0
    found = written_in(tmp_path / "x")
    assert ".git/HEAD" in found
    assert ".gitignore" in found
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_a_settings_file_that_stands_there_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("mine\n")
    done = new(tmp_path, "--yes")
    assert "this folder is not empty: it holds '.gitignore'" in done.stderr
    assert written_in(tmp_path) == [".gitignore"]


def test_a_file_in_its_place_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("mine")
    done = new(tmp_path / "x", "--yes")
    assert done.stderr == (
        f"{tmp_path / 'x'}: error[E194]: this is a file, not a folder\n"
        "  give another name\n"
        "1 error: nothing was written.\n"
    )


def test_a_folder_that_cannot_be_made_is_told_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x").mkdir()
    moved: list[str] = []
    rename = Path.rename

    def full(self: Path, target: Path) -> Path:
        if len(moved) == 3:
            raise OSError(28, "No space left on device")
        moved.append(self.name)
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", lambda self, target: (
        rename(self, target) if target.parent != tmp_path / "x" else full(self, target)
    ))  # fmt: skip
    with pytest.raises(BuildError) as caught:
        put_folder(tmp_path / "x", plan_folder(Answers(), NOW.date()), NOW)
    assert str(caught.value) == (
        f"{tmp_path / 'x'}: error[E194]: nothing can be written here: No space left on device\n"
        "  nothing was written"
    )
    assert len(moved) == 3
    assert written_in(tmp_path) == []


def test_a_word_that_is_nearly_an_entry_makes_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(command, ["new", "agecny"])
    assert done.exit_code == 2
    assert done.stderr.endswith(
        "Error: did you mean 'new agency'? For a folder of that name, write ./agecny\n"
    )
    assert list(tmp_path.iterdir()) == []
    assert CliRunner().invoke(command, ["new", "./agecny", "--yes"]).exit_code == 0
    assert (tmp_path / "agecny" / "Makefile").is_file()


def test_the_same_answers_make_the_same_bytes() -> None:
    day = datetime.date(2026, 11, 25)
    once, again = (plan_folder(Answers(), day, "../b") for _ in range(2))
    assert list(once.items()) == list(again.items())
    assert not any("<<" in text for text in once.values())


def test_many_placeholders_are_told_in_short_and_every_other_warning_whole(
    tmp_path: Path,
) -> None:
    new(tmp_path / "x", "--yes")
    told = run("build", "--root", tmp_path / "x", "--cache", CACHE).stderr
    assert told.count("[W191]") == report.MOST_OF_A_GROUP
    assert (
        "content/site.yaml:16:10: warning[W053]: 'TK@newsroom.example' is at a reserved name; "
        "nobody can write there\n"
        "  before you publish, set email to the address that your readers write to\n"
    ) in told
    assert re.search(r"\nand \d+ more 'TK': `make check ARGS=--all` tells all\n$", told)


# ------------------------------------------------------------------------ its Makefile


def make(folder: Path, *words: str, path: str = "") -> subprocess.CompletedProcess[str]:
    """Run make in the new folder."""
    # Run by `make test`, these would make it a make within a make, which says so on each line.
    outer = {"MAKEFLAGS", "MAKELEVEL", "MFLAGS", "ARGS", "PORT"}
    env = {name: value for name, value in os.environ.items() if name not in outer}
    env |= {"BROADSHEET_CACHE": str(CACHE)}
    env |= {"PATH": path} if path else {}
    return subprocess.run(
        [shutil.which("make") or "make", *words],
        cwd=folder, env=env, capture_output=True, text=True, check=False, timeout=100,
    )  # fmt: skip


def test_make_finds_the_program_and_builds(tmp_path: Path) -> None:
    new(tmp_path / "a $ # 'b'", "--yes")
    done = make(tmp_path / "a $ # 'b'", "build", "ARGS=--quiet")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "a $ # 'b'" / "site" / "index.html").is_file()
    told = make(tmp_path / "a $ # 'b'").stdout
    assert [line.split()[1] for line in told.splitlines()] == [
        "help", "build", "serve", "check", "explain", "publish", "rollback", "factcheck", "sign",
        "release", "new", "geography", "import", "schema", "clean",
    ]  # fmt: skip


def test_where_the_checkout_is_gone_the_installed_command_is_taken(tmp_path: Path) -> None:
    new(tmp_path / "x", "--yes")
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("sh", "awk"):
        (tools / name).symlink_to(shutil.which(name) or name)
    missing = make(tmp_path / "x", "build", f"BROADSHEET={tmp_path}/gone", path=str(tools))
    assert missing.returncode == 2
    assert missing.stderr.startswith(
        "Broadsheet is not here. Name its folder: make build BROADSHEET=../broadsheet\n"
    )
    (tools / "broadsheet").write_text('#!/bin/sh\necho "ran: $*"\n')
    (tools / "broadsheet").chmod(0o755)
    done = make(
        tmp_path / "x", "new", f"BROADSHEET={tmp_path}/gone", 'ARGS=article "Who pays, and why"',
        path=str(tools),
    )  # fmt: skip
    assert done.stdout == "ran: new article Who pays, and why\n"


def test_its_settings_lead_to_schemas_that_are_there(tmp_path: Path) -> None:
    new(tmp_path / "x", "--yes")
    root = tmp_path / "x"
    settings = json.loads((root / ".vscode" / "settings.json").read_text("utf-8"))
    assert all((root / name).is_file() for name in settings["yaml.schemas"])
    for path in (root / "content").glob("*.yaml"):
        first = path.read_text("utf-8").partition("\n")[0]
        assert first == f"# yaml-language-server: $schema=../schemas/{path.stem}.json"
        assert (path.parent / first.partition("=")[2]).is_file()


@pytest.mark.parametrize(("one", "many"), [
    ("agency", "agencies"), ("harbor", "harbors"), ("bay", "bays"), ("church", "churches"),
    ("bus", "buses"),
])  # fmt: skip
def test_several_are_called_by_the_name_of_one(one: str, many: str) -> None:
    assert several(one) == many


def test_a_time_zone_and_an_address_are_looked_at() -> None:
    assert answer_fault("time_zone", "Europe/Berlin") == ""
    assert answer_fault("email", "TK@newsroom.example") == ""


def test_a_state_brings_its_counties_its_credits_and_its_time_zone(tmp_path: Path) -> None:
    done = new(tmp_path / "homes", "--yes", "--state", "Louisiana", "--singular", "nursing home")
    assert done.exit_code == 0, done.output
    content = tmp_path / "homes" / "content"
    site = (content / "site.yaml").read_text("utf-8")
    for words in ('area: "Louisiana"', 'time_zone: "America/Chicago"', 'name: "GeoNames"',
                  'name: "U.S. Census Bureau"'):  # fmt: skip
        assert words in site, words
    words = (content / "dictionary.yaml").read_text("utf-8")
    assert 'address: "nursing-homes"' in words
    assert "counties:\n  singular: parish\n  plural: parishes\n" in words
    assert 'county: "Acadia"' in (content / "agencies.yaml").read_text("utf-8")
    built = run("build", "--root", tmp_path / "homes", "--cache", CACHE)
    assert built.exit_code == 0, built.output
    assert codes(built.stderr) == {"W053", "W191"}
    assert (tmp_path / "homes" / "site" / "nursing-homes" / "example" / "index.html").is_file()


def test_a_state_that_there_is_not_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    done = new(tmp_path / "homes", "--yes", "--state", "Vermnt")
    assert done.exit_code == 1
    assert done.stderr == (
        "geography: error[E195]: 'Vermnt' is not a state\n  did you mean 'Vermont'?\n"
        "1 error: nothing was written.\n"
    )
    assert not (tmp_path / "homes").exists()


def test_a_state_without_the_packages_is_told_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("broadsheet.gazetteers.find_spec", lambda _: None)
    done = new(tmp_path / "homes", "--yes", "--state", "VT")
    assert done.exit_code == 1
    assert "run `make extras` once, then this command again" in done.stderr
    assert not (tmp_path / "homes").exists()


@pytest.mark.parametrize(("plural", "address"), [
    ("nursing homes", "nursing-homes"), ("counties", "agencies"), ("con", "agencies"),
    ("Übergänge", "ubergange"), ("???", "agencies"),
])  # fmt: skip
def test_the_address_of_the_records_is_made_of_what_they_are_called(
    plural: str, address: str
) -> None:
    assert address_of(plural) == address
