"""States and signatures: what is checked, what re-opens, what is written down."""

from __future__ import annotations

import csv
import datetime
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from broadsheet.factcheck import open_book, record_checks, sign_claims
from broadsheet.factcheck.naming import name_meant
from broadsheet.factcheck.workbook import LARGEST
from broadsheet.load.text import DATA_LIMIT
from tests.desk import ADA, NOW, book_of, change, record_of, run, sign_everything
from tests.project import STORY, Edit, write_project

CLAIM = "agencies/alderton-police.reply.words"
PARAGRAPHS = "One is so.[@first-list]\n\nAlderton Police said so.[@gazette-2020]\n"
MOVED = "Alderton Police said so.[@gazette-2020]\n\nOne is so.[@first-list]\n"
HEAD = """\
# Who checked which claim against what it rests on. `python build.py sign` writes new entries here.
# A check holds while its `mark` is that of the claim: it stands for the words, the values and the
# sources as they were. The words above an entry are those of its claim when it was checked.
"""
FIGURED: tuple[Edit, ...] = (
    ("story/index.md", "authors:", ('dek: "{{ yes | words }} said yes"\nkey_figures:\n'
     '  - "{{ named }} are named"\nauthors:')),
    ("figures.yaml", "- id: listed_total",
     ("- id: yes\n  label: Said yes\n  count: agencies\n  where: {reply: confirmed}\n"
     "- id: listed_total")),
)  # fmt: skip


def reopened(root: Path) -> list[str]:
    """The claims that were checked and have changed since."""
    return [line.claim.id for line in open_book(root, NOW).states.lines if line.is_reopened]


def unchecked(root: Path) -> list[str]:
    """The claims that have no check that holds."""
    return [line.claim.id for line in open_book(root, NOW).states.lines if not line.checks]


def entry(root: Path, claim: str) -> str:
    """The entry of a claim in the file, with the words above it."""
    return next(e for e in record_of(root).split("\n\n") if f"- claim: {claim}\n" in e).strip()


def packed(files: dict[str, bytes]) -> bytes:
    """Files as a ZIP, which a workbook is."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def broken(at: int, new: bytes) -> bytes:
    """A ZIP whose compressed data is damaged."""
    raw = packed({"[Content_Types].xml": bytes(range(256)) * 9})
    begun = raw.index(b".xml") + len(b".xml") + at
    return raw[:begun] + new + raw[begun + len(new) :]


def flagged(field: int, value: int) -> bytes:
    """A ZIP that says of its part that it is encrypted, or packed in a way nobody knows."""
    raw = bytearray(packed({"[Content_Types].xml": b"<a/>"}))
    raw[field] = raw[raw.index(b"PK\x01\x02") + field + 2] = value
    return bytes(raw)


# ------------------------------------------------------------------------ states


def test_a_claim_is_unsourced_sourced_or_checked(tmp_path: Path) -> None:
    write_project(tmp_path)
    assert run("sign", CLAIM, "--by", "Ada Alder", "--root", tmp_path).exit_code == 0
    lines = open_book(tmp_path, NOW).states.by_id()
    assert lines["home.title"].state == "unsourced"
    assert lines["agencies/alderton-police.reply"].state == "sourced"
    assert lines[CLAIM].state == "checked"


def test_a_changed_cell_reopens_the_three_claims_that_show_it_and_not_a_fourth(
    tmp_path: Path,
) -> None:
    write_project(tmp_path, edits=FIGURED)
    sign_everything(tmp_path)
    assert unchecked(tmp_path) == []
    change(tmp_path, "agencies.yaml", "category: confirmed", "category: denied")
    assert reopened(tmp_path) == unchecked(tmp_path)
    assert reopened(tmp_path) == [
        "home.dek", "agencies/alderton-police.reply", "figures.yes",
    ]  # fmt: skip


def test_moving_a_paragraph_reopens_nothing(tmp_path: Path) -> None:
    write_project(tmp_path, {"story/index.md": f"{STORY}\n{PARAGRAPHS}"})
    sign_everything(tmp_path)
    change(tmp_path, "story/index.md", PARAGRAPHS, MOVED)
    assert unchecked(tmp_path) == []


def test_another_place_in_a_source_reopens_the_claim_that_cites_it(tmp_path: Path) -> None:
    write_project(tmp_path)
    sign_everything(tmp_path)
    change(tmp_path, "agencies.yaml", "gazette-2020, par. 4", "gazette-2020, par. 5")
    assert reopened(tmp_path) == ["agencies/alderton-police.reply", CLAIM]


def test_an_edited_sentence_is_open_and_the_check_of_the_old_one_is_told(tmp_path: Path) -> None:
    write_project(tmp_path, {"story/index.md": f"{STORY}\n{PARAGRAPHS}"})
    sign_everything(tmp_path)
    change(tmp_path, "story/index.md", "One is so.", "One was so.")
    book = open_book(tmp_path, NOW)
    (new,) = [line.claim for line in book.states.lines if not line.checks]
    assert new.text == "One was so."
    assert len(book.states.gone) == 1


def test_a_signature_by_hand_without_a_reason_does_not_stand_for_a_source(tmp_path: Path) -> None:
    write_project(tmp_path)
    sign_everything(tmp_path)
    before = entry(tmp_path, "home.title")
    change(tmp_path, "factcheck.yaml", before, before.replace("  note: it needs none", ""))
    assert unchecked(tmp_path) == ["home.title"]


def test_two_people_may_check_one_claim(tmp_path: Path) -> None:
    write_project(tmp_path)
    run("sign", CLAIM, "--by", "Ada Alder", "--root", tmp_path)
    run("sign", CLAIM, "--by", "Ben Birch", "--root", tmp_path)
    line = open_book(tmp_path, NOW).states.by_id()[CLAIM]
    assert [check.by for check in line.checks] == ["Ada Alder", "Ben Birch"]


def test_what_is_held_back_is_checked_before_it_goes_out(tmp_path: Path) -> None:
    draft = "---\ntitle: Soon\ndraft: yes\n---\nIt comes soon.[@first-list]\n"
    book = book_of(tmp_path, more={"story/soon.md": draft})
    assert book.held == {"soon/"}
    assert "soon.title" in book.states.by_id()


# ------------------------------------------------------------------------ sign


def test_a_check_is_written_below_the_words_of_its_claim_in_the_order_of_names(
    tmp_path: Path,
) -> None:
    mark = book_of(tmp_path).states.by_id()[CLAIM].claim.mark
    run("sign", "home.title", "--by", "Ada Alder", "--note", 'It is "ours": a title', "--root",
        tmp_path)  # fmt: skip
    done = run("sign", CLAIM, "--by", "O'Neil: desk", "--on", "2026-11-20", "--root", tmp_path)
    assert (done.exit_code, done.output) == (0, "1 claim signed.\n")
    title = open_book(tmp_path, NOW).states.by_id()["home.title"].claim.mark
    assert record_of(tmp_path) == (
        f"{HEAD}\n"
        "# “We used it.”\n"
        f"- claim: {CLAIM}\n"
        f"  mark: {mark}\n"
        '  by: "O\'Neil: desk"\n'
        "  on: 2026-11-20\n"
        "\n"
        "# What the list says\n"
        "- claim: home.title\n"
        f"  mark: {title}\n"
        "  by: Ada Alder\n"
        "  on: 2026-11-25\n"
        '  note: "It is \\"ours\\": a title"\n'
    )


def test_signing_again_changes_nothing(tmp_path: Path) -> None:
    write_project(tmp_path)
    run("sign", CLAIM, "--by", "Ada Alder", "--root", tmp_path)
    path = tmp_path / "content" / "factcheck.yaml"
    before = path.stat().st_mtime_ns, record_of(tmp_path)
    done = run("sign", CLAIM, "--by", "Ada Alder", "--on", "2026-11-01", "--root", tmp_path)
    assert done.output == "0 claims signed; 1 signed already.\n"
    assert (path.stat().st_mtime_ns, record_of(tmp_path)) == before


def test_a_new_check_leaves_the_remarks_and_the_order_of_all_others(tmp_path: Path) -> None:
    mine = (
        "# Our own file.\n\n"
        "# Ask Ben.\n"
        "- {claim: timeline.x, mark: aa, by: Ben, on: 2026-01-02}  # an old one\n\n"
        "- claim: home.y\n  mark: bb\n  by: Ben\n  on: 2026-01-02\n  # to be looked at\n"
    )
    write_project(tmp_path, {"factcheck.yaml": mine})
    run("sign", CLAIM, "--by", "Ada Alder", "--root", tmp_path)
    text = record_of(tmp_path)
    begun = text.index("# “We used it.”")
    end = text.index("# Ask Ben.")
    assert text[:begun] + text[end:] == mine


def test_who_checks_again_replaces_the_own_lapsed_check_alone(tmp_path: Path) -> None:
    write_project(tmp_path)
    run("sign", CLAIM, "--by", "Ada Alder", "--root", tmp_path)
    run("sign", CLAIM, "--by", "Ben Birch", "--root", tmp_path)
    change(tmp_path, "agencies.yaml", "words: We used it.", "words: We had used it.")
    assert reopened(tmp_path) == [CLAIM]
    run("sign", CLAIM, "--by", "Ada Alder", "--root", tmp_path)
    line = open_book(tmp_path, NOW).states.by_id()[CLAIM]
    assert [check.by for check in line.checks] == ["Ada Alder"]
    assert [check.by for check in line.lapsed] == ["Ben Birch"]
    assert record_of(tmp_path).count(f"- claim: {CLAIM}\n") == 2


def test_signing_again_leaves_every_remark_where_it_stands(tmp_path: Path) -> None:
    write_project(tmp_path)
    old = book_of(tmp_path).states.by_id()[CLAIM].claim.mark
    written = (
        "# Our own file.\n# Ask Ben before a release.\n# “We used it.”\n"
        f"- claim: {CLAIM}   # the chief's\n  # at the first look\n  mark: {old} # of the words\n"
        "  by:   'Ada Alder'\n  on: 2026-01-02  # by phone\n  note: |\n    It is\n    so.\n"
        "  # to be looked at\n\n\n# The rest is Ben's.\n\n"
        "# “We used it.”\n- {claim: home.y, mark: bb, by: Ben, on: 2026-01-02}\n\n# The end.\n\n"
    )
    write_project(tmp_path, {"factcheck.yaml": written})
    change(tmp_path, "agencies.yaml", "words: We used it.", "words: We had used it.")
    assert run("sign", CLAIM, "--by", "Ada Alder", "--root", tmp_path).exit_code == 0
    new = open_book(tmp_path, NOW).states.by_id()[CLAIM].claim.mark
    expected = written.replace("# “We used it.”\n", "# “We had used it.”\n", 1)
    expected = expected.replace(f"mark: {old}", f"mark: {new}").replace("01-02  #", "11-25  #")
    expected = expected.replace("  note: |\n    It is\n    so.\n", "").replace("2026-01-25", "")
    assert record_of(tmp_path) == expected


@pytest.mark.parametrize(
    ("written", "signed"),
    [
        (
            "# Not its words.\n- {claim: CLAIM, mark: aa, by: Ada, on: 2026-01-02} # old\n",
            (
                "# Not its words.\n# “We used it.”\n- claim: CLAIM\n  mark: MARK\n  by: Ada\n"
                "  on: 2026-11-25\n  # old\n"
            ),
        ),
        (
            "-   by: Ada\n    claim: CLAIM\n    on: 2026-01-02\n    mark: aa\n# Last.",
            (
                "# “We used it.”\n-   by: Ada\n    claim: CLAIM\n    on: 2026-11-25\n"
                "    mark: MARK\n# Last.\n"
            ),
        ),
        (
            (
                "- claim: CLAIM\n  mark: aa\n  by: Ada\n  on: 2026-01-02\n  note: yes # it is\n\n"
                "- claim: CLAIM\n  mark: bb\n  by: Ada # twice\n  on: 2026-01-02\n"
            ),
            (
                "# “We used it.”\n- claim: CLAIM\n  mark: MARK\n  by: Ada\n  on: 2026-11-25\n"
                "  # it is\n\n# twice\n"
            ),
        ),
    ],
)
def test_an_older_check_gives_way_however_it_is_written(
    tmp_path: Path, written: str, signed: str
) -> None:
    write_project(tmp_path, {"factcheck.yaml": written.replace("CLAIM", CLAIM)})
    assert run("sign", CLAIM, "--by", "Ada", "--root", tmp_path).exit_code == 0
    mark = open_book(tmp_path, NOW).states.by_id()[CLAIM].claim.mark
    assert record_of(tmp_path) == signed.replace("CLAIM", CLAIM).replace("MARK", mark)


def test_many_checks_at_once_stand_in_the_order_of_their_claims(tmp_path: Path) -> None:
    write_project(tmp_path)
    for names in (["home.title"], ["timeline.2020-04-01.a6575e", CLAIM, "figures.named"]):
        book = open_book(tmp_path, NOW)
        record_checks(tmp_path, book, sign_claims(book, names, ADA))
    claims = [check.claim for check in open_book(tmp_path, NOW).checks]
    assert claims == [CLAIM, "figures.named", "home.title", "timeline.2020-04-01.a6575e"]
    assert "\n\n\n" not in record_of(tmp_path)


def test_a_page_is_signed_at_once_but_for_what_has_no_source(tmp_path: Path) -> None:
    write_project(tmp_path)
    done = run("sign", "agencies/alderton-police", "--all", "--by", "Ada", "--root", tmp_path)
    told = "5 claims signed; 1 without a source left: sign each by its name, with --note.\n"
    assert (done.exit_code, done.output) == (0, told)
    lines = open_book(tmp_path, NOW).states.lines
    signed = {line.claim.id for line in lines if line.checks}
    assert signed == {
        line.claim.id
        for line in lines
        if line.claim.id.startswith("agencies/alderton-police.") and line.claim.is_sourced
    }


def test_every_claim_that_cannot_be_signed_is_told_at_once_and_none_is(tmp_path: Path) -> None:
    write_project(tmp_path)
    names = ("home.titel", "agencies/birch-sheriff", "zzz", "home.title", CLAIM)
    done = run("sign", *names, "--by", "Ada", "--root", tmp_path)
    assert done.exit_code == 1
    assert done.stderr == (
        "sign: error[E120]: there is no claim 'agencies/birch-sheriff'\n"
        "  that is the beginning of 4; --all signs those of them that need no reason\n"
        "sign: error[E120]: there is no claim 'home.titel'\n"
        "  did you mean 'home.title'?\n"
        "sign: error[E120]: there is no claim 'zzz'\n"
        f"  the packet of `python build.py factcheck --root {tmp_path}` names every claim\n"
        "sign: error[E121]: 'home.title' rests on no source\n"
        "  cite one, or say in a note why it needs none\n"
        "4 errors: nothing was written.\n"
    )
    assert not (tmp_path / "content" / "factcheck.yaml").exists()


def test_other_words_are_no_slip_of_the_hand(tmp_path: Path) -> None:
    write_project(tmp_path, {"story/index.md": f"{STORY}\n{PARAGRAPHS}"})
    (name,) = [line.claim.id for line in open_book(tmp_path, NOW).states.lines
               if line.claim.text == "One is so."]  # fmt: skip
    sheet = returned(tmp_path, (name, "Ada", "", ""))
    change(tmp_path, "story/index.md", "One is so.", "One was so.")
    assert run("sign", "--import", sheet, "--root", tmp_path).stderr == (
        f"{sheet}:5: error[E120]: there is no claim '{name}'\n"
        "  its words may have changed; "
        f"the packet of `python build.py factcheck --root {tmp_path}` names every claim\n"
    )


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("home.437d91", "did you mean 'home.437d01'?"),
        ("home.437d10", "did you mean 'home.437d01'?"),
        ("hme.437d01", "did you mean 'home.437d01'?"),
        ("home.437d01-3", "did you mean 'home.437d01-2'?"),
        ("home.5e5129", ""),
        ("methodology.437d02", ""),
        ("home.titel", "did you mean 'home.title'?"),
    ],
)
def test_a_claim_is_proposed_only_where_its_name_is_nearly_the_same(name: str, told: str) -> None:
    assert name_meant(name, ("home.title", "home.437d01", "home.437d01-2", "home.5d1e29")) == told


def test_a_program_is_told_in_json(tmp_path: Path) -> None:
    write_project(tmp_path)
    done = run("sign", "home.titel", "--by", "Ada", "--root", tmp_path, "--format", "json")
    assert done.stdout == (
        '[{"file": "sign", "line": 0, "column": 0, "code": "E120", "severity": "error", '
        '"message": "there is no claim \'home.titel\'", "hint": "did you mean \'home.title\'?"}]\n'
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((CLAIM,), "--by is missing: whose check is it?"),
        ((CLAIM, "--by", " "), "--by is missing: whose check is it?"),
        (("--by", "Ada"), "name claims to sign, or a sheet with --import"),
        ((CLAIM, "--by", "Ada", "--on", "11/25/2026"), "is not a day; write it as 2026-11-25"),
        ((CLAIM, "--by", "Ada", "--on", "2027-01-01"), "--on 2027-01-01 is a day to come"),
        ((CLAIM, "--by", "A\u202eda"), "the name holds a sign that cannot be seen"),
        (("--import", "x.csv", "--by", "Ada"), "takes names, days and notes from the sheet alone"),
    ],
)
def test_a_wrong_word_is_a_matter_of_usage(
    tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    write_project(tmp_path)
    done = run("sign", *words, "--root", tmp_path)
    assert done.exit_code == 2
    assert told in done.stderr


def test_a_broken_record_is_told_like_any_content(tmp_path: Path) -> None:
    broken = "- claim: home.title\n  mark: aa\n  by: Ada\n  on: yesterday\n- claims: x\n"
    write_project(tmp_path, {"factcheck.yaml": broken})
    done = run("sign", CLAIM, "--by", "Ada", "--root", tmp_path)
    assert done.exit_code == 1
    assert done.stderr == (
        "content/factcheck.yaml:4:7: error[E043]: 'on': 'yesterday' is not a day\n"
        "  write year-month-day, such as 2020-02-11\n"
        "content/factcheck.yaml:5:3: error[E041]: there is no field 'claims' here\n"
        "  did you mean 'claim'?\n"
        "content/factcheck.yaml:5:3: error[E042]: 'by' is missing here\n"
        "  'by' is who checked it\n"
        "content/factcheck.yaml:5:3: error[E042]: 'claim' is missing here\n"
        "  'claim' is the id of the claim, as the packet gives it\n"
        "content/factcheck.yaml:5:3: error[E042]: 'mark' is missing here\n"
        "  'mark' is a mark of its words, values and sources as they were when it was checked\n"
        "content/factcheck.yaml:5:3: error[E042]: 'on' is missing here\n"
        "  'on' is the day on which it was checked\n"
        "6 errors: nothing was written.\n"
    )
    assert record_of(tmp_path) == broken


def test_a_merge_that_was_not_finished_is_told(tmp_path: Path) -> None:
    write_project(tmp_path, {"factcheck.yaml": "<<<<<<< HEAD\n- claim: a\n=======\n"})
    done = run("sign", CLAIM, "--by", "Ada", "--root", tmp_path)
    assert done.exit_code == 1
    assert done.stderr.startswith("content/factcheck.yaml:")
    assert "Traceback" not in done.output


def test_a_file_that_cannot_be_edited_line_by_line_is_left_alone(tmp_path: Path) -> None:
    flow = "[{claim: home.y, mark: bb, by: Ben, on: 2026-01-02}]\n"
    write_project(tmp_path, {"factcheck.yaml": flow})
    done = run("sign", CLAIM, "--by", "Ada", "--root", tmp_path)
    assert done.exit_code == 1
    assert done.stderr == (
        "content/factcheck.yaml: error[E125]: this file is not written one entry below the other\n"
        "  begin each entry with '- ' at the beginning of a line\n"
        "1 error: nothing was written.\n"
    )
    assert record_of(tmp_path) == flow


def test_a_disk_that_refuses_leaves_the_record_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_project(tmp_path)
    run("sign", CLAIM, "--by", "Ada", "--root", tmp_path)
    before = record_of(tmp_path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    done = run("sign", CLAIM, "--by", "Ben", "--root", tmp_path)
    assert done.stderr == (
        "content/factcheck.yaml: error[E126]: this file cannot be written: "
        "No space left on device\n  what stood there is unchanged\n"
        "1 error: nothing was written.\n"
    )
    assert record_of(tmp_path) == before
    assert [path.name for path in (tmp_path / "content").glob(".*")] == []


# ------------------------------------------------------------------------ the returned sheet


def returned(root: Path, *filled: tuple[str, str, str, str], encoding: str = "utf-8-sig") -> Path:
    """The packet's sheet with some rows filled in: claim, name, day, note."""
    assert run("factcheck", "--root", root).exit_code == 0
    text = (root / "factcheck" / "claims.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    for claim, by, on, note in filled:
        row = next(row for row in rows if row["claim"] == claim)
        row |= {"checked by": by, "checked on": on, "note": note}
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    path = root / "back.csv"
    path.write_text(out.getvalue(), encoding=encoding)
    return path


def test_every_row_that_was_filled_in_is_signed(tmp_path: Path) -> None:
    write_project(tmp_path)
    sheet = returned(
        tmp_path, (CLAIM, "Ada Alder", "2026-11-21", ""), ("home.title", "Ben", "", "'-a title")
    )
    done = run("sign", "--import", sheet, "--root", tmp_path)
    assert (done.exit_code, done.output) == (0, "2 claims signed.\n")
    lines = open_book(tmp_path, NOW).states.by_id()
    told = [(c.by, str(c.on), c.note) for name in (CLAIM, "home.title") for c in lines[name].checks]
    assert told == [("Ada Alder", "2026-11-21", None), ("Ben", "2026-11-25", "-a title")]
    again = run("sign", "--import", sheet, "--root", tmp_path)
    assert again.output == "0 claims signed; 2 signed already.\n"


def workbook(root: Path, *filled: tuple[str, str, str | datetime.datetime, str]) -> Path:
    """The packet's workbook with some rows filled in, as a spreadsheet saves it."""
    assert run("factcheck", "--root", root).exit_code == 0
    book = openpyxl.load_workbook(root / "factcheck" / "claims.xlsx")
    rows = list(book.worksheets[0].iter_rows())
    names = {str(cell.value): number for number, cell in enumerate(rows[0])}
    for claim, *cells in filled:
        (row,) = [row for row in rows if row[names["claim"]].value == claim]
        for name, value in zip(("checked by", "checked on", "note"), cells, strict=True):
            row[names[name]].value = value or None
    book.save(root / "back.xlsx")
    return root / "back.xlsx"


def test_a_workbook_of_excel_is_signed_like_the_sheet(tmp_path: Path) -> None:
    write_project(tmp_path)
    day = datetime.datetime(2026, 11, 21)  # noqa: DTZ001  (as Excel keeps a day)
    sheet = workbook(
        tmp_path, (CLAIM, "Ada  Alder", day, ""), ("home.title", "Ben", "2026-11-22", "-a title")
    )
    done = run("sign", "--import", sheet, "--root", tmp_path)
    assert (done.exit_code, done.output) == (0, "2 claims signed.\n")
    lines = open_book(tmp_path, NOW).states.by_id()
    told = [(c.by, str(c.on), c.note) for name in (CLAIM, "home.title") for c in lines[name].checks]
    assert told == [("Ada Alder", "2026-11-21", None), ("Ben", "2026-11-22", "-a title")]


def test_a_day_to_come_is_told_and_nothing_is_signed(tmp_path: Path) -> None:
    write_project(tmp_path)
    sheet = returned(tmp_path, (CLAIM, "Ada", "2099-01-01", ""))
    done = run("sign", "--import", sheet, "--root", tmp_path)
    assert (done.exit_code, done.stdout) == (1, "0 claims signed; 1 not signed.\n")
    assert done.stderr == (
        f"{sheet}:8: error[E124]: 'checked on' is '2099-01-01', which is a day to come\n"
        "  write the day of the check\n"
    )


def test_a_row_of_a_workbook_is_told_with_its_number(tmp_path: Path) -> None:
    write_project(tmp_path)
    sheet = workbook(tmp_path, (CLAIM, "Ada", "", ""), ("home.title", "Ada", "soon", "a title"))
    change(tmp_path, "agencies.yaml", "words: We used it.", "words: We had used it.")
    assert run("sign", "--import", sheet, "--root", tmp_path).stderr == (
        f"{sheet}:2: error[E124]: 'checked on' is 'soon', which is not a day\n"
        "  write year-month-day, such as 2026-11-25\n"
        f"{sheet}:8: error[E122]: '{CLAIM}' has changed since this sheet was written\n"
        "  check it as it stands now, in a new packet\n"
    )


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"claim,mark", "it is damaged, or of another kind"),
        (packed({"xl/workbook.xml": b"<not xml"}), "it is damaged, or of another kind"),
        (broken(10, b"\xff\xff\xff"), "it is damaged, or of another kind"),
        (flagged(6, 1), "it is damaged, or of another kind"),
        (flagged(8, 97), "it is damaged, or of another kind"),
        (packed({"[Content_Types].xml": b"<a/>"}), "it is damaged, or of another kind"),
        (packed({"a": b"0" * (DATA_LIMIT + 1)}), "it holds too much"),
        (b"PK" + b"0" * LARGEST, "it is too large"),
    ],
)
def test_what_is_no_workbook_is_told(tmp_path: Path, raw: bytes, why: str) -> None:
    write_project(tmp_path)
    sheet = tmp_path / "back.xlsx"
    sheet.write_bytes(raw)
    done = run("sign", "--import", sheet, "--root", tmp_path)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == (
        f"{sheet}: error[E014]: this workbook cannot be read: {why}\n"
        "  save it again as .xlsx or .csv\n1 error: nothing was written.\n"
    )


def test_a_row_whose_claim_has_changed_since_is_told_and_never_signed(tmp_path: Path) -> None:
    write_project(tmp_path)
    reply = "agencies/alderton-police.reply"
    sheet = returned(tmp_path, (CLAIM, "Ada", "", ""), (reply, "Ada", "", ""))
    change(tmp_path, "agencies.yaml", "words: We used it.", "words: We had used it.")
    done = run("sign", "--import", sheet, "--root", tmp_path)
    assert done.exit_code == 1
    assert done.stderr == (
        f"{sheet}:8: error[E122]: '{CLAIM}' has changed since this sheet was written\n"
        "  check it as it stands now, in a new packet\n"
    )
    assert done.stdout == "1 claim signed; 1 not signed.\n"
    assert [line.claim.id for line in open_book(tmp_path, NOW).states.lines if line.checks] == [
        reply
    ]


def test_all_that_is_wrong_with_a_sheet_is_told_in_one_run(tmp_path: Path) -> None:
    write_project(tmp_path)
    sheet = returned(
        tmp_path,
        ("home.title", "Ada", "", ""),
        (CLAIM, "Ada", "11/21/2026", ""),
        ("agencies/state-bureau.reply", "", "2026-11-21", ""),
    )
    done = run("sign", "--import", sheet, "--root", tmp_path)
    assert done.stderr == (
        f"{sheet}:2: error[E121]: 'home.title' rests on no source\n"
        "  cite one, or say in a note why it needs none\n"
        f"{sheet}:8: error[E124]: 'checked on' is '11/21/2026', which is not a day\n"
        "  write year-month-day, such as 2026-11-25\n"
        f"{sheet}:18: error[E123]: this row cannot be signed: there is no name\n"
        "  fill in 'checked by'\n"
    )
    assert done.stdout == "0 claims signed; 3 not signed.\n"


@pytest.mark.parametrize("sign", [";", "\t"])
def test_a_sheet_is_read_whatever_sign_the_spreadsheet_puts_between_cells(
    tmp_path: Path, sign: str
) -> None:
    write_project(tmp_path)
    sheet = returned(tmp_path, (CLAIM, "Ada", "", "as heard; on tape, twice"))
    rows = list(csv.reader(io.StringIO(sheet.read_text(encoding="utf-8-sig"))))
    with sheet.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=sign).writerows(rows)
    done = run("sign", "--import", sheet, "--root", tmp_path)
    assert (done.stdout, done.stderr) == ("1 claim signed.\n", "")
    (check,) = open_book(tmp_path, NOW).checks
    assert check.note == "as heard; on tape, twice"


def test_a_name_in_other_letters_is_never_guessed(tmp_path: Path) -> None:
    write_project(tmp_path)
    sheet = returned(tmp_path, (CLAIM, "Zoë Alder", "", ""), encoding="mac-roman")
    done = run("sign", "--import", sheet, "--root", tmp_path)
    assert done.exit_code == 1
    assert "is not UTF-8" in done.stderr


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_sheet_is_read_in_the_letters_that_spreadsheets_save(
    tmp_path: Path, encoding: str
) -> None:
    write_project(tmp_path)
    sheet = returned(tmp_path, (CLAIM, "Zoë Müller", "", ""), encoding=encoding)
    done = run("sign", "--import", sheet, "--root", tmp_path)
    assert (done.stdout, done.stderr) == ("1 claim signed.\n", "")
    (check,) = open_book(tmp_path, NOW).checks
    assert check.by == "Zoë Müller"


def test_signing_a_page_says_how_many_of_its_claims_were_reopened(tmp_path: Path) -> None:
    write_project(tmp_path)
    name = "agencies/alderton-police"
    run("sign", name, "--all", "--by", "Ada", "--root", tmp_path)
    change(tmp_path, "agencies.yaml", "gazette-2020, par. 4", "gazette-2020, par. 5")
    run("sign", f"{name}.record", "--by", "Ada", "--note", "so", "--root", tmp_path)
    done = run("sign", name, "--all", "--by", "Ada", "--root", tmp_path)
    assert done.stdout.startswith("2 claims signed, 2 of them re-opened; ")


def test_a_sheet_that_is_not_there_is_looked_for_beside_its_place(tmp_path: Path) -> None:
    write_project(tmp_path)
    sheet = returned(tmp_path, (CLAIM, "Ada", "", ""))
    done = run("sign", "--import", sheet.with_name(f"{sheet.stem}s.csv"), "--root", tmp_path)
    assert "this file cannot be read: No such file or directory\n" in done.stderr
    assert f"  did you mean '{sheet.name}'?\n" in done.stderr
    done = run("sign", "--import", tmp_path / "zzz.csv", "--root", tmp_path)
    assert "  check its name and the folder that you are in\n" in done.stderr


def test_a_check_of_a_day_to_come_is_told_where_it_was_written(tmp_path: Path) -> None:
    write_project(tmp_path)
    run("sign", CLAIM, "--by", "Ada", "--root", tmp_path)
    change(tmp_path, "factcheck.yaml", "on: 2026-11-25", "on: 2026-11-26")
    done = run("factcheck", "--root", tmp_path)
    assert done.exit_code == 1
    assert (
        "error[E124]: 'on' is 2026-11-26, which is a day to come\n  write the day of the check\n"
    ) in done.stderr
    assert done.stderr.startswith("content/factcheck.yaml:9:7: ")


def test_that_no_source_says_anything_is_signed_without_a_reason(tmp_path: Path) -> None:
    write_project(tmp_path)
    done = run("sign", "agencies/birch-sheriff", "--all", "--by", "Ada", "--root", tmp_path)
    signed = [line.claim.id for line in open_book(tmp_path, NOW).states.lines if line.checks]
    assert signed == [
        f"agencies/birch-sheriff.{cell}" for cell in ("listed", "reply", "searches_range")
    ]
    assert done.stdout.startswith("3 claims signed; 1 without a source left: ")
    cell = "  county: Birch\n"
    change(
        tmp_path,
        "agencies.yaml",
        cell,
        f"{cell}  searches: {{range: few, sources: [first-list]}}\n",
    )
    (line,) = [line for line in open_book(tmp_path, NOW).states.lines if line.is_reopened]
    assert line.claim.id == "agencies/birch-sheriff.searches_range"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"a,b\r\n1,2\r\n", ":1:1: error[E026]: the column 'claim' is missing\n"),
        (b"\xff\xfea\x00", ":1:1: error[E026]: the column 'claim' is missing\n"),
        (b"\x00claim", ":1:1: error[E012]: U+0000 must not "),
        (b'claim,"mark\r\n', ": error[E026]: this is not CSV: "),
        (None, ": error[E014]: this file cannot be read: No such file or directory\n"),
    ],
)
def test_what_is_no_such_sheet_is_told(tmp_path: Path, content: bytes | None, told: str) -> None:
    write_project(tmp_path)
    sheet = tmp_path / "back.csv"
    if content is not None:
        sheet.write_bytes(content)
    done = run("sign", "--import", sheet, "--root", tmp_path)
    assert done.exit_code == 1
    assert told in done.stderr
    assert done.stderr.endswith("1 error: nothing was written.\n")
