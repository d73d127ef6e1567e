"""The packet: every claim once, with what it rests on, for screen, paper and spreadsheet."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path

import pytest

from broadsheet.factcheck import make_packet, open_book
from broadsheet.factcheck.prose import read_words
from broadsheet.factcheck.workbook import csv_of
from broadsheet.pages import Output
from broadsheet.pipeline import make
from tests.desk import ADA, CACHE, NOW, ROOT, book_of, change, run, sign_everything
from tests.project import AGENCIES, FIGURES, STORY, Edit, write_project

CANARY = "canary"
PRIVATE: tuple[Edit, ...] = (
    ("sources.yaml", "  date: 2019\n", f"  date: 2019\n  notes: {CANARY}\n"),
    ("agencies.yaml", "  county: Birch\n",
     f"  county: Birch\n  notes: {CANARY}\n  contact: {CANARY}\n"),
)  # fmt: skip
PLACE = re.compile(r"content/[\w/.-]+\.(?:yaml|md)(?::\d+)*")


def packet_of(root: Path) -> dict[str, str]:
    """The files of the packet of a project, as texts."""
    outputs = make_packet(open_book(root, NOW), root)
    return {output.path: text_of(output) for output in outputs}


def text_of(output: Output) -> str:
    """A file as text; of a workbook, the text of all its parts."""
    if not output.path.endswith(".xlsx"):
        return output.content.decode("utf-8-sig")
    with zipfile.ZipFile(io.BytesIO(output.content)) as packed:
        return "".join(packed.read(name).decode() for name in packed.namelist())


def rows_of(packet: dict[str, str]) -> list[dict[str, str]]:
    """The rows of the spreadsheet."""
    return list(csv.DictReader(io.StringIO(packet["claims.csv"], newline="")))


@pytest.fixture(scope="module")
def shipped() -> dict[str, str]:
    """The packet of the site that ships with Broadsheet."""
    return packet_of(ROOT)


def test_the_packet_is_a_document_a_sheet_a_list_and_an_extract_for_each_agency(
    tmp_path: Path,
) -> None:
    assert sorted(packet_of(write_project(tmp_path))) == [
        "agencies/alderton-police.html", "agencies/birch-sheriff.html",
        "agencies/state-bureau.html", "claims.csv", "claims.xlsx", "index.html",
        "open.html", "open.txt",
    ]  # fmt: skip


def test_the_workbook_holds_what_the_sheet_holds_and_no_formula(tmp_path: Path) -> None:
    title = ("story/index.md", "title: What the list says", 'title: "=cmd() {{ named }}"')
    root = write_project(tmp_path, edits=(title,))
    files = {output.path: output.content for output in make_packet(open_book(root, NOW), root)}
    cells = list(csv.reader(io.StringIO(csv_of(files["claims.xlsx"]), newline="")))
    sheet = list(csv.reader(io.StringIO(files["claims.csv"].decode("utf-8-sig"), newline="")))
    assert cells == [[re.sub("^'(?==)", "", cell) for cell in row] for row in sheet]
    with zipfile.ZipFile(io.BytesIO(files["claims.xlsx"])) as packed:
        assert b"<f>" not in packed.read("xl/worksheets/sheet1.xml")


def test_every_claim_has_its_line_in_the_order_of_reading(shipped: dict[str, str]) -> None:
    claims = [line.claim.id for line in open_book(ROOT, NOW).states.lines]
    assert re.findall(r'class="line__id">([^<]+)<', shipped["index.html"]) == claims
    assert [row["claim"] for row in rows_of(shipped)] == claims
    numbers = [int(n) for n in re.findall(r'id="claim-(\d+)"', shipped["index.html"])]
    assert numbers == list(range(1, len(claims) + 1))


def test_every_claim_of_the_shipped_site_is_found_in_content(shipped: dict[str, str]) -> None:
    rows = rows_of(shipped)
    lost = [row["claim"] for row in rows if not PLACE.fullmatch(row["written in"])]
    assert lost == []
    without_line = [row for row in rows if ":" not in row["written in"]]
    assert len(without_line) * 50 < len(rows)


@pytest.mark.parametrize(
    ("claim", "place"),
    [
        ("home.title", "content/story/index.md:2:8"),
        ("agencies/alderton-police.record", "content/agencies.yaml:2:9"),
        ("agencies/alderton-police.listed.c41cbb", "content/agencies.yaml:7:7"),
        ("agencies/alderton-police.reply.words", "content/agencies.yaml:15:14"),
        ("agencies/alderton-police.searches_range", "content/agencies.yaml:11:5"),
        ("agencies/alderton-police.statement.0e3f11", "content/agencies.yaml:21:7"),
        ("timeline.2020-04-01.a6575e", "content/timeline.yaml:4:3"),
        ("corrections.wrong-title", "content/corrections.yaml:1:3"),
        ("counties.title", "site/counties/index.html"),
    ],
)
def test_a_claim_is_told_with_its_file_and_line(tmp_path: Path, claim: str, place: str) -> None:
    book = book_of(tmp_path)
    assert str(book.places.of(book.states.by_id()[claim].claim)) == place


def test_words_are_found_across_markup_citations_and_figures() -> None:
    words = read_words("One *two* [three](a:b).[@c]\n\nFour {{ x | y }} five six seven\neight.", 5)
    assert words.line("One two three.") == 5
    assert words.line("Four 44 five six seven eight.") == 7
    assert words.line("seven eight") == 7
    assert words.line("eight") == 8
    assert words.line("nine ten eleven") == 0
    assert words.exact_line("three four") == 5
    assert words.exact_line("four five") == 0


def test_the_same_words_twice_are_two_places() -> None:
    words = read_words("So it is.\n\nSo it is.")
    assert [words.line("So it is.", nth) for nth in (1, 2, 3)] == [1, 3, 3]


def test_a_line_has_source_outlet_date_and_the_exact_place(tmp_path: Path) -> None:
    row = next(
        row
        for row in rows_of(packet_of(write_project(tmp_path)))
        if row["claim"] == "agencies/alderton-police.reply"
    )
    assert row == {
        "line": "6", "page": "Alderton Police", "place": "Reply",
        "text": "Said yes. By Ada Alder, chief. March 2020.", "state": "sourced", "re-opened": "",
        "evidence": "The Testland Gazette; “What the agencies said”; March 2, 2020; par. 4",
        "figures": "", "waived": "", "standing": "Likely", "agencies": "alderton-police",
        "written in": "content/agencies.yaml:14:7", "checks so far": "",
        "claim": "agencies/alderton-police.reply", "mark": row["mark"],
        "checked by": "", "checked on": "", "note": "",
    }  # fmt: skip
    assert re.fullmatch(r"#[0-9a-f]{12}", row["mark"])


def test_a_figure_tells_how_it_is_come_by(shipped: dict[str, str]) -> None:
    for told in (
        "<strong>10</strong>, computed: count of the agencies</li>",
        "reported by North Carolina Criminal Law blog, UNC School of Government, April 2021</li>",
        "computed: count of the agencies where reply is no-record or denied</li>",
        "2 rows: ",
    ):
        assert told in shipped["index.html"]


def test_a_number_that_was_let_stand_is_beside_its_claim_with_the_reason(tmp_path: Path) -> None:
    body = (
        '\nThey have [three](waived "our own count") rules.\n\n'
        'Others have three rules.[@first-list]\n\nOf the [three](waived "as above"), one is new.\n'
    )
    root = write_project(tmp_path, {"story/index.md": f"{STORY}{body}"})
    packet = packet_of(root)
    told = {row["text"]: row["waived"] for row in rows_of(packet) if "three" in row["text"]}
    assert told == {
        "They have three rules.": "three: our own count",
        "Others have three rules.": "",
        "Of the three, one is new.": "three: as above",
    }
    reasons = re.findall(r"“three” is bound to no[^<]*reason: ([^<]*)<", packet["index.html"])
    assert reasons == ["our own count", "as above"]
    site = make(root, NOW, cache=CACHE).outputs
    assert not any(b"our own count" in output.content for output in site)


def test_an_extract_holds_all_that_is_said_about_an_agency_and_nothing_else(
    shipped: dict[str, str],
) -> None:
    lines = open_book(ROOT, NOW).states.lines
    about = [line.claim.id for line in lines if "raleigh-pd" in line.claim.about]
    page = shipped["agencies/raleigh-pd.html"]
    assert re.findall(r'class="line__id">([^<]+)<', page) == about
    assert any(claim.startswith("home.") for claim in about)


def test_an_extract_names_the_figures_that_count_the_agency_and_the_lines_that_say_them(
    tmp_path: Path,
) -> None:
    denied = "- {id: denied, label: Said no, count: agencies, where: {reply: denied}}\n"
    unused = "- {id: unused, label: Unused, count: agencies}\n"
    story = f"{STORY}\n{{{{ denied | counted('agency', 'agencies') }}}} said no.\n"
    files = {"figures.yaml": FIGURES + denied + unused, "story/index.md": story}
    packet = packet_of(write_project(tmp_path, files))
    page = packet["agencies/state-bureau.html"]
    counted = page.partition('id="counting"')[2].partition("</section>")[0]
    assert re.findall(r'<dt><a href="#figure-(\w+)', counted) == ["named", "denied"]
    (said,) = [row for row in rows_of(packet) if "ne agency said no" in row["text"]]
    number = said["line"]
    assert f'<a href="../index.html#claim-{number}">{number}</a>' in counted
    assert 'id="figure-denied"' in page
    other = packet["agencies/birch-sheriff.html"].partition('id="counting"')[2]
    assert "denied" not in other.partition("</section>")[0]


def test_a_sentence_in_other_words_shows_the_check_of_the_old_ones(tmp_path: Path) -> None:
    told = "The chief of Alderton said so on a cold day.[@gazette-2020]\n"
    write_project(tmp_path, {"story/index.md": f"{STORY}\n{told}\nIt was so.[@first-list]\n"})
    sign_everything(tmp_path)
    change(tmp_path, "story/index.md", "said so on a cold", "said it on a cold")
    change(tmp_path, "story/index.md", "It was so.", "Nothing of the kind happened there.")
    page = packet_of(tmp_path)["index.html"]
    assert re.findall(r'class="line__checks">(Words much[^<]*)<', page) == [
        f"Words much like these were checked by Ada Alder on 2026-11-24: {told.partition('[')[0]}"
    ]
    new = page.index("The chief of Alderton said it on a cold day.")
    assert 0 < page.index("Words much like") - new < 700
    assert page.partition('id="gone"')[2].count("checked by Ada Alder") == 2


def test_an_extract_names_no_long_list_of_rows(tmp_path: Path) -> None:
    few = packet_of(write_project(tmp_path / "few", {"agencies.yaml": towns(7)}))
    many = packet_of(write_project(tmp_path / "many", {"agencies.yaml": towns(8)}))
    assert "10 rows: Alderton Police, " in few["agencies/town-0.html"]
    link = '11 rows: <a href="../index.html#figure-named">in the whole packet</a>'
    assert link in many["agencies/town-0.html"]
    assert "11 rows: Alderton Police, " in many["index.html"]


def towns(count: int) -> str:
    """So many more agencies, of which nothing is told but what is asked of all."""
    return AGENCIES + "".join(
        f"- {{id: town-{number}, name: Town {number}, kind: police, place: Alderton,"
        f" county: Alder, attempts: [], replies: [], updated: 2020-05-01}}\n"
        for number in range(count)
    )


def test_a_claim_about_many_agencies_says_how_many_and_does_not_name_them(tmp_path: Path) -> None:
    few = packet_of(write_project(tmp_path / "few", {"agencies.yaml": towns(7)}))
    many = packet_of(write_project(tmp_path / "many", {"agencies.yaml": towns(8)}))
    assert 'About <a href="alderton-police.html">Alderton Police</a>' in few["agencies/town-0.html"]
    assert "About 11 agencies" not in few["agencies/town-0.html"]
    for name in ("index.html", "open.html", "agencies/town-0.html"):
        assert many[name].count(">About 11 agencies</p>") == 1
    assert "alderton-police.html" not in many["agencies/town-0.html"]


def test_the_open_list_is_empty_once_all_is_signed(tmp_path: Path) -> None:
    sign_everything(write_project(tmp_path))
    packet = packet_of(tmp_path)
    assert packet["open.txt"] == (
        "The Testland Register: 0 claims are open, 0 of them unsourced, 0 re-opened.\n"
    )
    assert "There is no claim here." in packet["open.html"]
    assert "Checked by Ada Alder on 2026-11-24: it needs none" in packet["index.html"]


def test_a_reopened_claim_and_one_that_is_gone_are_told_with_who_checked_them(
    tmp_path: Path,
) -> None:
    sign_everything(write_project(tmp_path))
    change(tmp_path, "agencies.yaml", "words: We used it.", "words: We had used it.")
    change(tmp_path, "timeline.yaml", "Alderton stops.", "Alderton has stopped.")
    packet = packet_of(tmp_path)
    assert packet["open.txt"].count("(sourced, re-opened)") == 2
    assert packet["open.txt"].endswith(
        "\n\ntimeline.2020-04-01.a6575e was checked by Ada Alder on 2026-11-24, and is gone.\n"
        "   April 1, 2020: Alderton stops.\n"
    )
    for name in ("index.html", "open.html"):
        assert "Was checked by Ada Alder on 2026-11-24, and has changed since" in packet[name]
        assert "Checks whose claim is gone" in packet[name]
    assert "Checks whose claim is gone" not in packet["agencies/alderton-police.html"]


def test_other_words_are_reopened_in_every_document_until_they_are_signed(tmp_path: Path) -> None:
    sign_everything(write_project(tmp_path))
    sign_everything(tmp_path, ADA._replace(by="Ben Birch"))
    change(tmp_path, "timeline.yaml", "Alderton stops.", "Alderton has stopped.")
    told = [
        f"Words much like these were checked by {by} on 2026-11-24: April 1, 2020: Alderton stops."
        for by in ("Ada Alder", "Ben Birch")
    ]
    packet = packet_of(tmp_path)
    for name in ("index.html", "open.html", "open.txt"):
        assert [packet[name].count(line) for line in told] == [1, 1]
    # What stands above an entry may be a remark of the desk's: it is not for the lawyer.
    extract = packet["agencies/alderton-police.html"]
    assert "Words much like these" not in extract
    assert extract.count("Sourced, re-opened.") == 1
    (row,) = [row for row in rows_of(packet) if "Alderton has stopped." in row["text"]]
    assert (row["re-opened"], row["checks so far"]) == ("yes", " | ".join(told))
    sign_everything(tmp_path)
    assert "Words much like these" not in packet_of(tmp_path)["index.html"]


def test_a_line_that_changed_shows_the_words_that_were_signed_to_the_desk_alone(
    tmp_path: Path,
) -> None:
    sign_everything(write_project(tmp_path))
    change(tmp_path, "agencies.yaml", "words: We used it.", "words: We had used it.")
    packet = packet_of(tmp_path)
    told = "and has changed since: it needs none. It said: “We used it.”</p>"
    assert packet["index.html"].count(told) == 1
    assert "It said: " not in packet["agencies/alderton-police.html"]


def test_words_of_their_own_stand_in_no_others_place(tmp_path: Path) -> None:
    sign_everything(write_project(tmp_path))
    change(tmp_path, "timeline.yaml", "Alderton stops.", "Nobody knows what Birch did.")
    (line,) = [line for line in open_book(tmp_path, NOW).states.lines if not line.checks]
    assert (line.former, line.is_reopened) == ((), False)


def test_nothing_private_is_in_any_file_of_it(tmp_path: Path) -> None:
    packet = packet_of(write_project(tmp_path, edits=PRIVATE))
    assert [name for name, text in packet.items() if CANARY in text.lower()] == []


def test_no_cell_can_be_run_and_no_text_is_markup(tmp_path: Path) -> None:
    evil = ("agencies.yaml", "words: We used it.", 'words: "<script>alert(1)</script>"')
    formula = ("timeline.yaml", "event: The list begins.", 'event: "=1+1"')
    title = ("story/index.md", "title: What the list says", 'title: "=cmd() {{ named }}"')
    packet = packet_of(write_project(tmp_path, edits=(evil, formula, title)))
    assert not [name for name, text in packet.items() if "<script" in text and ".html" in name]
    texts = [cell for row in rows_of(packet) for cell in row.values()]
    assert [cell for cell in texts if cell and cell[0] in "=+-@"] == []
    assert "'=cmd() 3" in texts


def test_a_document_asks_nobody_for_anything(shipped: dict[str, str]) -> None:
    for name, text in shipped.items():
        if name.endswith(".html"):
            assert "<script" not in text
            assert not re.search(r'(?:src|srcset|data)="|url\(|@import|<link rel="style', text)
            assert "default-src 'none'" in text


def test_the_same_content_gives_the_same_packet_whatever_the_clock(tmp_path: Path) -> None:
    root = write_project(tmp_path)
    first = make_packet(open_book(root, NOW), root)
    later = make_packet(open_book(root, NOW.replace(year=2027)), root)
    assert first == later
    assert all(isinstance(output, Output) for output in first)


# ------------------------------------------------------------------------ where it goes


def test_the_packet_is_written_beside_the_site_and_cleaned_with_it(tmp_path: Path) -> None:
    write_project(tmp_path)
    done = run("factcheck", "--root", tmp_path)
    packet = tmp_path / "factcheck"
    assert done.output == (
        f"{packet}: 29 claims: 18 unsourced, 11 sourced, 0 checked; 0 re-opened. "
        f"Open {packet / 'index.html'}\n"
    )
    assert (packet / "claims.csv").is_file()
    assert not (tmp_path / "site").exists()
    clean(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["content"]


def clean(root: Path) -> None:
    """Run `clean`, which has no clock."""
    from click.testing import CliRunner  # noqa: PLC0415

    from broadsheet.cli import command  # noqa: PLC0415

    assert CliRunner().invoke(command, ["clean", "--root", str(root)]).exit_code == 0


def test_a_folder_with_somebody_elses_file_is_left_alone(tmp_path: Path) -> None:
    write_project(tmp_path)
    (tmp_path / "factcheck").mkdir()
    (tmp_path / "factcheck" / "notes.txt").write_text("mine", encoding="utf-8")
    done = run("factcheck", "--root", tmp_path)
    assert done.exit_code == 1
    assert done.stderr == (
        f"{tmp_path / 'factcheck'}: error[E111]: "
        "this folder holds 'notes.txt', which Broadsheet did not write\n"
        "  move it away, or name another folder with --output: the build replaces all of it\n"
        "1 error: nothing was written.\n"
    )
    clean(tmp_path)
    assert (tmp_path / "factcheck" / "notes.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("inside", ["", "packet"])
def test_the_packet_is_never_written_into_a_site(tmp_path: Path, inside: str) -> None:
    write_project(tmp_path)
    site = tmp_path / "site"
    site.mkdir()
    about = "written by Broadsheet; the next build replaces this folder"
    marker = f'{{"about": "{about}", "files": {{}}}}'
    (site / ".broadsheet.json").write_text(marker, encoding="utf-8")
    done = run("factcheck", "--root", tmp_path, "--output", site / inside)
    assert done.exit_code == 1
    assert done.stderr == (
        f"{site / inside}: error[E127]: this folder is a site; the packet is not for readers\n"
        "  name another folder with --output\n"
        "1 error: nothing was written.\n"
    )


def test_content_with_errors_gives_no_packet(tmp_path: Path) -> None:
    broken = "- claim: home.title\n  mark: aa\n"
    write_project(tmp_path, {"factcheck.yaml": broken})
    change(tmp_path, "agencies.yaml", "place: Alderton", "place: Aldertown")
    done = run("factcheck", "--root", tmp_path)
    assert done.exit_code == 1
    told = {"content/agencies.yaml:4:10", "content/factcheck.yaml:1:3"}
    assert {line.partition(": ")[0] for line in done.stderr.splitlines() if "rror[" in line} == told
    assert not (tmp_path / "factcheck").exists()


def test_a_template_of_the_project_that_fails_is_told_with_its_line(tmp_path: Path) -> None:
    write_project(tmp_path)
    (tmp_path / "templates" / "factcheck").mkdir(parents=True)
    own = tmp_path / "templates" / "factcheck" / "packet.html"
    own.write_text("one\n{{ viw.title }}", encoding="utf-8")
    done = run("factcheck", "--root", tmp_path)
    assert done.exit_code == 1
    assert "templates/factcheck/packet.html:2: error[E101]: the template fails" in done.stderr


def test_what_the_how_tos_sign_is_on_the_shipped_site(shipped: dict[str, str]) -> None:
    pages = (ROOT / "docs" / "how-to" / f"{name}.md" for name in ("fact-check-a-story", "sign-off"))
    text = "".join(page.read_text(encoding="utf-8") for page in pages)
    named = set(re.findall(r"\b[\w/-]+\.[0-9a-f]{6}\b", text))
    assert len(named) == 3
    assert named <= {row["claim"] for row in rows_of(shipped)}
