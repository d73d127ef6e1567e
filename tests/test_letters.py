"""A letter holds what the site says of an agency, from the same views as the pages."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from pathlib import Path

import pytest

from broadsheet import cli
from broadsheet.letters import make_letters, open_folder, write_letters
from broadsheet.letters.passages import names, paragraphs
from broadsheet.pages import Output
from broadsheet.plan.desk import open_desk
from broadsheet.problems import BuildError
from tests.project import FIGURES, SOURCES, checked, edited, read, write_project

NOW = datetime.datetime(2020, 6, 1, tzinfo=datetime.UTC)
DEADLINE = datetime.date(2020, 7, 1)
ROOT = Path(__file__).parents[1]
MORE = """
[Alderton](agency:alderton-police) has stopped.[@gazette-2020] It said so.

It is not on the list:

- Alderton Police School
"""
STORY = ("story/index.md", "[@first-list]\n", f"[@first-list]\n{MORE}")
DRAFT = "---\ntitle: Who pays\ndraft: yes\n---\nAlderton Police paid nothing. [@gazette-2020]\n"
CANARIES = ("agencies.yaml", "  updated: 2020-05-01\n- id: birch-sheriff",
            ("  notes: CANARY-NOTE\n  contact: CANARY-CONTACT\n  updated: 2020-05-01\n"
            "- id: birch-sheriff"))  # fmt: skip


def made_of(root: Path, wanted: Collection[str] = ()) -> tuple[Output, ...]:
    """The letters of a project."""
    return make_letters(open_folder(root, NOW), DEADLINE, wanted)


def letter(root: Path, name: str = "alderton-police") -> str:
    """The plain text of a letter, its lines joined, so that no test depends on their breaks."""
    text, _ = made_of(root, [name])
    return " ".join(text.content.decode().split())


def test_a_letter_says_what_the_page_says_each_with_its_source(tmp_path: Path) -> None:
    told = letter(edited(tmp_path, STORY))
    for said in (
        (
            "To: Alderton Police From: The Testland Gazette, desk@testland-gazette.net Answer by: "
            "July 1, 2020"
        ),
        "- the invented list: The list names it. Source: The Invented List, 2019",
        "- Category: Said yes. This means: It said that it used it.",
        (
            "- Ada Alder, chief, March 2020: “We used it.” (Likely: The source says that it is "
            "likely.) Source: The Testland Gazette, March 2, 2020, par. 4"
        ),
        (
            "- Asked: The Testland Gazette. It asked whether each used the service. Source: The "
            "Testland Gazette, March 2, 2020"
        ),
        (
            "- Ada Alder, chief, April 1, 2020: “We have stopped.” Source: The Testland Gazette, "
            "March 2, 2020"
        ),
        "- April 1, 2020: Alderton stops. Source: The Testland Gazette, March 2, 2020",
        "- May 2, 2020: The title of the chief was wrong. It is right now.",
        "- Agencies that are named: 3",
        "- The Invented List, 2019: “The First List”, https://list.testland-gazette.net/first",
    ):
        assert said in told


def test_a_letter_has_each_paragraph_that_names_the_agency_and_no_other(tmp_path: Path) -> None:
    told = letter(edited(tmp_path, STORY))
    assert (
        "In “What the list says” ----------------------- - Alderton has stopped. It said so. "
        "Source: The Testland Gazette, March 2, 2020 - It is not on the list: Alderton Police "
        "School Numbers that count you"
    ) in told
    assert "In “What the list says”" not in letter(tmp_path, "state-bureau")


def test_a_draft_is_in_the_letter_and_marked_as_one(tmp_path: Path) -> None:
    told = letter(write_project(tmp_path, {"story/pays.md": DRAFT}))
    assert "In “Who pays” (a draft, not published) ---" in told
    assert "- Alderton Police paid nothing. Source: The Testland Gazette, March 2, 2020" in told


def test_private_notes_are_in_no_letter(tmp_path: Path) -> None:
    made = made_of(edited(tmp_path, CANARIES))
    assert [output.path for output in made if output.path.endswith(".txt")] == [
        "letters/alderton-police.txt", "letters/birch-sheriff.txt", "letters/state-bureau.txt",
    ]  # fmt: skip
    assert not any(b"CANARY" in output.content for output in made)


def test_the_letter_to_print_says_the_same_and_escapes_what_is_in_it(tmp_path: Path) -> None:
    hostile = ("agencies.yaml", "words: We used it.", "words: <b>{{ 7 * 7 }}</b> & so on")
    _, page = made_of(edited(tmp_path, hostile), ["alderton-police"])
    html = page.content.decode()
    assert "“&lt;b&gt;{{ 7 * 7 }}&lt;/b&gt; &amp; so on”" in html
    assert "<script" not in html
    assert "style=" not in html


def test_the_same_content_gives_the_same_letters(tmp_path: Path) -> None:
    root = edited(tmp_path, STORY)
    assert made_of(root) == made_of(root)


def test_an_agency_that_there_is_not_is_told(tmp_path: Path) -> None:
    with pytest.raises(BuildError) as stopped:
        made_of(write_project(tmp_path), ["aldertown-police"])
    assert [str(problem) for problem in stopped.value.problems] == [
        (
            "content/agencies.yaml: error[E052]: there is no agency 'aldertown-police'\n"
            "  did you mean 'alderton-police'?"
        )
    ]


def test_an_agency_that_is_called_by_its_name_is_told_its_id(tmp_path: Path) -> None:
    with pytest.raises(BuildError) as stopped:
        made_of(write_project(tmp_path), ["Birch County Sheriff"])
    assert [str(problem) for problem in stopped.value.problems] == [
        (
            "content/agencies.yaml: error[E052]: there is no agency 'Birch County Sheriff'\n"
            "  name it by its id: birch-sheriff"
        )
    ]


def test_letters_are_written_beside_the_site_and_others_stay(tmp_path: Path) -> None:
    root = write_project(tmp_path)
    (root / "letters").mkdir()
    (root / "letters" / "own.txt").write_text("ours", "utf-8")
    write_letters(made_of(root, ["birch-sheriff"]), root)
    assert sorted(path.name for path in (root / "letters").iterdir()) == [
        "birch-sheriff.html", "birch-sheriff.txt", "own.txt",
    ]  # fmt: skip
    assert not (root / "site").exists()


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("tomorrow", "Error: --deadline 'tomorrow' is not a day; write 2026-12-01\n"),
        ("2020-06-01", "Error: --deadline '2020-06-01' is not a day to come\n"),
    ],
)
def test_a_deadline_is_a_day_to_come(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], day: str, told: str
) -> None:
    root = write_project(tmp_path)
    words = ["letters", "--deadline", day, "--root", str(root), "--clock", "2020-06-01T09:00Z"]
    with pytest.raises(SystemExit) as left:
        cli.main(words)
    assert left.value.code == 2
    assert capsys.readouterr().err.endswith(told)
    assert not (root / "letters").exists()


def test_a_day_begins_at_midnight_where_the_newsroom_is(tmp_path: Path) -> None:
    root = write_project(tmp_path)
    words = ["letters", "--deadline", "2020-06-01", "--root", str(root), "--clock"]
    with pytest.raises(SystemExit) as left:
        cli.main([*words, "2020-06-01T04:00Z"])
    assert left.value.code == 2
    cli.main([*words, "2020-06-01T03:59Z"])
    assert (root / "letters").exists()


def test_the_command_tells_what_it_wrote(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_project(tmp_path)
    words = ["letter", "state-bureau", "--deadline", "2020-07-01", "--root", str(root)]
    cli.main([*words, "--clock", "2020-06-01T09:00Z"])
    assert capsys.readouterr().out.splitlines() == [
        str(root / "letters" / "state-bureau.txt"), str(root / "letters" / "state-bureau.html"),
    ]  # fmt: skip


def test_an_agency_is_named_by_a_whole_name_a_link_or_not_at_all(tmp_path: Path) -> None:
    _, validated, _ = read(write_project(tmp_path))
    row = open_desk(checked(validated), {}).rows["alderton-police"]
    assert names("What alderton police said", row)
    assert not names("What Alderton Policewomen said", row)
    linked = '<p>They <a href="site:agencies/alderton-police/">said</a> so.</p><p>Others did.</p>'
    assert [line.text for line in paragraphs(linked, row)] == ["They said so."]


def test_a_name_with_a_curled_apostrophe_is_found_however_it_was_typed(tmp_path: Path) -> None:
    curled = ("agencies.yaml", "name: Alderton Police", "name: Alderton’s Police")
    for typed in ("Alderton's Police paid.", "Alderton’s Police paid."):
        said = ("story/index.md", "[@first-list]\n", f"[@first-list]\n\n{typed}\n")
        assert "- Alderton’s Police paid." in letter(edited(tmp_path, curled, said))


def test_words_for_a_page_that_there_is_not_stop_no_letter(tmp_path: Path) -> None:
    words = "---\ntitle: Our figures\n---\nAlderton Police is one of them. [@first-list]\n"
    unbound = ("story/index.md", "{{ named }}", "some")
    root = write_project(tmp_path, {"story/figures.md": words}, [unbound])
    assert "In “Our figures”" not in letter(root)


def test_only_the_sources_that_a_letter_names_are_listed_in_it(tmp_path: Path) -> None:
    alike = """\
- id: undated
  title: Of no day
  outlet: The Testland Gazette
"""
    said = """
- id: other
  label: Others
  value: 3
  sources: [undated]
"""
    told = letter(write_project(tmp_path, {"sources.yaml": SOURCES + alike,
                                           "figures.yaml": FIGURES + said}))  # fmt: skip
    assert "“What the agencies said”" in told
    assert "“Of no day”" not in told


def test_every_sentence_of_the_shipped_article_that_links_to_an_agency_is_in_its_letter() -> None:
    now = datetime.datetime(2026, 11, 25, tzinfo=datetime.UTC)
    made = make_letters(open_folder(ROOT, now), datetime.date(2026, 12, 24))
    told = {o.path: " ".join(o.content.decode().split()) for o in made if o.path.endswith(".txt")}
    assert len(told) == 10
    assert "Kammie Michael" not in told["letters/raleigh-pd.txt"]
    assert "signed a one-year agreement on Aug. 7, 2019." in told["letters/raleigh-pd.txt"]
    assert (
        "A department spokesperson told WRAL that the department has no record of use."
        in (told["letters/durham-pd.txt"])
    )
