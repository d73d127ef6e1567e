"""The gate: a site goes out when every claim is checked and nothing is left unfinished."""

from __future__ import annotations

import json
import re
from pathlib import Path
from shlex import quote

import pytest
from click.testing import Result

from broadsheet.factcheck import typed
from tests.desk import CACHE, ROOT, change, run, sign_everything
from tests.project import write_project

MORE = re.compile(r"and [\d,]+ more")


def release(root: Path, output: Path | None = None, *words: str) -> Result:
    """Release a project, or be told what stands in the way."""
    folder = output or root / "site"
    return run("release", "--root", root, "--output", folder, "--cache", CACHE, *words)


def blocks(told: str) -> list[list[str]]:
    """What was told, group by group."""
    return [block.splitlines() for block in told.strip().split("\n\n")]


def test_a_signed_site_is_released(tmp_path: Path) -> None:
    sign_everything(write_project(tmp_path))
    done = release(tmp_path)
    assert done.exit_code == 0, done.output
    told = f"{tmp_path / 'site'}: 24 pages, "
    assert done.stdout.startswith(told)
    assert "every claim checked, written in " in done.stdout
    assert (tmp_path / "site" / "index.html").is_file()
    assert not list((tmp_path / "site").rglob("*factcheck*"))


def test_the_names_of_the_desk_are_in_no_file_of_the_site(tmp_path: Path) -> None:
    sign_everything(write_project(tmp_path))
    change(tmp_path, "agencies.yaml", "      by: Ada Alder, chief\n", "")
    change(tmp_path, "agencies.yaml", "speaker: Ada Alder, chief", "speaker: The chief")
    assert run("build", "--root", tmp_path, "--cache", CACHE).exit_code == 0
    texts = [p.read_bytes() for p in (tmp_path / "site").rglob("*") if p.is_file()]
    assert [text for text in texts if b"Ada Alder" in text or b"it needs none" in text] == []


def test_the_shipped_content_is_honestly_unsigned_and_not_released(tmp_path: Path) -> None:
    done = release(ROOT, tmp_path / "site")
    assert done.exit_code == 1
    assert done.stdout == ""
    first, unsourced, unchecked, warned, last = blocks(done.stderr)
    assert first == ["This site cannot be released yet."]
    assert re.fullmatch(r"\d+ claims rest on no source", unsourced[0])
    assert re.fullmatch(r"\d+ claims are not checked", unchecked[0])
    for group, code, word in ((unsourced, "E131", "rests on no source"),
                              (unchecked, "E132", "is not checked")):  # fmt: skip
        assert len(group) == 6
        shape = rf"content/[\w/.:-]+: error\[{code}\]: '[\w./-]+' {word}: .+"
        assert all(re.fullmatch(shape, line) for line in group[1:4]), group
        assert MORE.fullmatch(group[4])
    assert unsourced[5] == (
        "To clear this, cite a source, or say why it needs none: "
        f"`python build.py sign CLAIM --by NAME --note REASON --root {quote(str(ROOT))}`."
    )
    assert unchecked[5] == (
        f"To clear this, check them (`python build.py factcheck --root {quote(str(ROOT))}`), "
        f"then `python build.py sign CLAIM --by NAME --root {quote(str(ROOT))}`."
    )
    assert warned[0] == "2 warnings"
    assert sum("warning[W053]" in line for line in warned) == 2
    check = f"`python build.py check --root {quote(str(ROOT))}`"
    assert warned[-1] == f"To clear this, mend what {check} tells."
    assert last == ["Nothing was written."]
    assert not (tmp_path / "site").exists()


def test_everything_that_stands_in_the_way_is_told_at_once(tmp_path: Path) -> None:
    write_project(tmp_path, {
        "story/soon.md": "---\ntitle: Soon\ndraft: yes\n---\nIt comes.\n",
        "story/later.md": "---\ntitle: Later\npublish_at: 2099-01-01T06:00-05:00\n---\nLate.\n",
    })  # fmt: skip
    sign_everything(tmp_path)
    change(tmp_path, "agencies.yaml", "words: We used it.", "words: We had used it.")
    change(tmp_path, "timeline.yaml", "Alderton stops.", "Alderton stops in the month of TK.")
    change(tmp_path, "site.yaml", "testland-gazette.net/\ntime", "testland.example/\ntime")
    (tmp_path / "site").mkdir()
    folder = quote(str(tmp_path))
    done = release(tmp_path)
    assert done.exit_code == 1
    assert done.stderr == (
        "This site cannot be released yet.\n"
        "\n"
        "2 claims have changed since the check\n"
        "content/agencies.yaml:15:14: error[E133]: 'agencies/alderton-police.reply.words' "
        "has changed since Ada Alder checked it on 2026-11-24: “We had used it.”\n"
        "content/timeline.yaml:4:3: error[E133]: 'timeline.2020-04-01.88d0a5' is worded otherwise "
        "than what Ada Alder checked on 2026-11-24: "
        "April 1, 2020: Alderton stops in the month of TK.\n"
        f"To clear this, look at each again (`python build.py factcheck --root {folder}`), "
        f"then `python build.py sign CLAIM --by NAME --root {folder}`.\n"
        "\n"
        "1 draft word is left in the text\n"
        "content/timeline.yaml:5:41: error[E191]: 'TK' stands for words still to come: "
        "Alderton stops in the month of TK.\n"
        "To clear this, write what is still to come.\n"
        "\n"
        "2 articles are held back\n"
        "content/story/later.md:3:13: error[E135]: "
        "'later.md' waits until 2099-01-01T06:00:00-05:00\n"
        "content/story/soon.md:3:8: error[E135]: 'soon.md' is a draft\n"
        "To clear this, publish it, wait for its time, or take it away.\n"
        "\n"
        "1 warning\n"
        "content/site.yaml:8:11: warning[W053]: "
        "'register.testland.example' is a reserved name; no reader can reach it\n"
        "  before you publish, set base_url to the address of your site\n"
        f"To clear this, mend what `python build.py check --root {folder}` tells.\n"
        "\n"
        "1 check is of a claim that is gone; "
        f"`python build.py factcheck --root {folder}` names it.\n"
        "\n"
        "Nothing was written.\n"
    )
    assert list((tmp_path / "site").iterdir()) == []


def test_a_program_is_told_every_single_thing(tmp_path: Path) -> None:
    write_project(tmp_path)
    done = release(tmp_path, None, "--format", "json")
    assert done.exit_code == 1
    told = json.loads(done.stdout)
    assert {entry["code"] for entry in told} == {"E131", "E132"}
    assert len(told) == 29
    assert told[0] == {
        "file": "content/agencies.yaml", "line": 2, "column": 9, "code": "E131",
        "severity": "error", "hint": "",
        "message": "'agencies/alderton-police.record' rests on no source: "
        "Alderton Police. Police. Alderton, Alder County.",
    }  # fmt: skip


@pytest.mark.parametrize(("word", "column"), [("TK", 10), ("TKTK", 10), ("[TK", 11)])
def test_a_placeholder_stops_a_release_even_where_it_is_signed(
    tmp_path: Path, word: str, column: int
) -> None:
    body = f"---\ntitle: A page\n---\nThere is {word} to be said.[@first-list]\n"
    write_project(tmp_path, {"story/more.md": body})
    sign_everything(tmp_path)
    done = release(tmp_path)
    assert done.exit_code == 1
    found = word.removeprefix("[")
    told = f"error[E191]: '{found}' stands for words still to come: There is {word} to be said."
    assert f"content/story/more.md:4:{column}: {told}" in done.stderr
    assert "E134" not in done.stderr
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("word", ["XXX", "Lorem ipsum"])
def test_a_draft_word_stops_a_release_even_where_it_is_signed(tmp_path: Path, word: str) -> None:
    body = f"---\ntitle: A page\n---\nThere is {word} to be said.[@first-list]\n"
    write_project(tmp_path, {"story/more.md": body})
    sign_everything(tmp_path)
    done = release(tmp_path)
    assert done.exit_code == 1
    told = f"error[E134]: '{word}' stands in what would be published: There is {word} to be said."
    assert f"content/story/more.md:4: {told}\n" in done.stderr
    assert not (tmp_path / "site").exists()


def test_two_draft_words_on_a_line_are_both_told(tmp_path: Path) -> None:
    body = "---\ntitle: A page\n---\nThere is TK to be said, and XXX more, TK.[@first-list]\n"
    write_project(tmp_path, {"story/more.md": body})
    sign_everything(tmp_path)
    lines = release(tmp_path).stderr.splitlines()
    told = [line for line in lines if "E134" in line or "E191" in line]
    assert [line.split(": ")[0].split(":", 1)[1] for line in told] == ["4:10", "4:39", "4"]
    assert [line.split("'")[1] for line in told] == ["TK", "TK", "XXX"]


def test_words_that_only_look_like_draft_words_do_not(tmp_path: Path) -> None:
    body = "---\ntitle: A page\n---\nThe ATK and the TKO of 20XX, and xxx.[@first-list]\n"
    sign_everything(write_project(tmp_path, {"story/more.md": body}))
    assert release(tmp_path).exit_code == 0


def test_a_private_note_may_say_what_is_still_to_come(tmp_path: Path) -> None:
    write_project(
        tmp_path, edits=[("sources.yaml", "  date: 2019\n", "  date: 2019\n  notes: TK\n")]
    )
    sign_everything(tmp_path)
    assert release(tmp_path).exit_code == 0


def test_a_release_that_is_refused_leaves_the_site_that_stands(tmp_path: Path) -> None:
    sign_everything(write_project(tmp_path))
    assert release(tmp_path).exit_code == 0
    before = (tmp_path / "site" / "timeline" / "index.html").read_bytes()
    change(tmp_path, "timeline.yaml", "Alderton stops.", "Alderton goes on.")
    assert release(tmp_path).exit_code == 1
    assert (tmp_path / "site" / "timeline" / "index.html").read_bytes() == before


def test_errors_of_the_content_are_told_as_a_build_tells_them(tmp_path: Path) -> None:
    sign_everything(write_project(tmp_path))
    change(tmp_path, "agencies.yaml", "place: Alderton", "place: Aldertown")
    done = release(tmp_path)
    assert done.exit_code == 1
    assert "content/agencies.yaml:4:10: error[" in done.stderr
    assert done.stderr.endswith("1 error: nothing was written.\n")


def test_in_the_folder_of_the_project_a_hint_names_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_everything(write_project(tmp_path))
    change(tmp_path, "agencies.yaml", "words: We used it.", "words: We had used it.")
    change(tmp_path, "timeline.yaml", "  event: Alderton stops.", "  event: No more.")
    change(tmp_path, "timeline.yaml", "  event: The list begins.", "  event: It was printed.")
    monkeypatch.chdir(tmp_path)
    told = run("release", "--cache", CACHE).stderr
    assert (
        "To clear this, look at each again (`make factcheck`), "
        "then `python build.py sign CLAIM --by NAME`.\n"
    ) in told
    assert "\n2 checks are of claims that are gone; `make factcheck` names them.\n" in told


def test_a_folder_of_two_words_is_quoted_where_a_hint_names_it() -> None:
    assert typed("sign CLAIM", Path("our desk")) == "`python build.py sign CLAIM --root 'our desk'`"
