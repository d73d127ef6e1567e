"""The copy desk: what it says of wording, spelling and pictures, and what it leaves alone."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping
from pathlib import Path

import pytest
from PIL import Image

from broadsheet.bulletproof import check_all
from broadsheet.copydesk import Proofs, pictures, proofread, spelling
from broadsheet.load import load
from broadsheet.validate import validate
from tests.project import (
    AGENCIES,
    DICTIONARY,
    SITE,
    SOURCES,
    STORY,
    TIMELINE,
    checked,
    write_project,
)

LONG = " ".join(["The list names agencies and"] * 9)
Files = Mapping[str, str | bytes | None]
NOW = datetime.datetime(2020, 6, 1, tzinfo=datetime.UTC)


def proofs(root: Path, files: Files | None = None) -> Proofs:
    """What the copy desk says of the sound project with some files replaced."""
    content = load(write_project(root, files))
    return proofread(content, checked(validate(content)))


def told(root: Path, files: Files | None = None) -> list[str]:
    """The same, as an editor reads it."""
    return [str(remark.problem) for remark in proofs(root, files).remarks]


def of_story(root: Path, text: str) -> list[str]:
    """What is said of an article with this text: the code and the words in quotes."""
    found = proofs(root, {"story/index.md": f"{STORY}\n{text}\n"}).remarks
    return [f"{r.problem.code} {r.problem.message.split(chr(39))[1]}" for r in found]


def test_of_a_plain_site_nothing_is_said(tmp_path: Path) -> None:
    assert proofs(tmp_path) == Proofs(())


# ------------------------------------------------------------------------ long sentences


def test_a_long_sentence_is_told_where_it_begins_with_its_words_counted(tmp_path: Path) -> None:
    story = f"{STORY}\nIt is short. **{LONG}** it goes on.[@first-list]\n"
    assert told(tmp_path, {"story/index.md": story}) == [
        (
            "content/story/index.md:8:16: warning[W171]:"
            " this sentence has 48 words; over 40 are hard to read\n"
            "  make it two, or waive it as long:home:the-list-names-agencies-and-the"
        )
    ]


def test_the_longest_sentence_that_may_be_has_forty_words(tmp_path: Path) -> None:
    forty = " ".join(["word"] * 40)
    assert told(tmp_path / "a", {"story/index.md": f"{STORY}\n{forty}.\n"}) == []
    longer = proofs(tmp_path / "b", {"story/index.md": f"{STORY}\n{forty} more.\n"})
    assert [remark.problem.code for remark in longer.remarks] == ["W171"]


@pytest.mark.parametrize(
    "text",
    [
        f'The chief said that "{LONG}" was right.',
        f"> {LONG}.",
        f"/// quote | The chief\n    source: first-list\n{LONG}.\n///",
        "| " + " | ".join(["word"] * 45) + " |",
        "\n".join(f"- {word} of the list" for word in ["one"] * 20),
        "`" + LONG + "`",
    ],
)
def test_what_others_said_tables_lists_and_code_are_no_long_sentence(
    tmp_path: Path, text: str
) -> None:
    found = proofs(tmp_path, {"story/index.md": f"{STORY}\n{text}\n"}).remarks
    assert [remark for remark in found if remark.problem.code == "W171"] == []


def test_a_long_sentence_of_a_record_is_told_at_its_first_word(tmp_path: Path) -> None:
    timeline = TIMELINE.replace("The list begins.", f"It begins. {LONG}.")
    assert told(tmp_path, {"timeline.yaml": timeline}) == [
        (
            "content/timeline.yaml:2:21: warning[W171]:"
            " this sentence has 45 words; over 40 are hard to read\n"
            "  make it two, or waive it as long:timeline.event:the-list-names-agencies-and-the"
        )
    ]


# ------------------------------------------------------------------------ allegations


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The chief was accused of fraud.", ["W172 was accused of"]),
        ("The office is alleged to have used it.", ["W172 is alleged to"]),
        ("The office has been linked to the company.", ["W172 been linked to"]),
        ("The office is said to use it.[@first-list]", ["W172 is said to"]),
        ("Officers were blamed.", ["W172 were blamed"]),
        ("She was widely believed to\nhave known.", ["W172 was widely believed to"]),
        ("The chief was accused of fraud by the auditor.", []),
        ("The chief was accused of fraud, the Gazette reported.", []),
        ("According to the suit, the chief is alleged to have known.", []),
        ('"The chief was accused of fraud."', []),
        ("The chief accused the company of fraud.", []),
        ("The two counties are linked by a road.", []),
        ("Each page is linked to the map.", []),
        ("The chief was tied to the company.", ["W172 was tied to"]),
    ],
)
def test_an_allegation_in_the_passive_says_who_makes_it(
    tmp_path: Path, text: str, said: list[str]
) -> None:
    assert of_story(tmp_path, text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The alleged use went on.", ["W173 alleged"]),
        ("Reportedly, it stopped.", ["W173 Reportedly"]),
        ("The purported list is long.", ["W173 purported"]),
        ("The alleged use went on.[@first-list]", []),
        ("The alleged use went on, the chief said.", []),
        ("It was allegedly used. The chief said no.", ["W173 allegedly"]),
        ("It was allegedly used and the chief was accused of fraud.",
         ["W172 was accused of", "W173 allegedly"]),
        ("The unalleged and the allegation stand here.", []),
        ("The accused chief left.", ["W173 accused"]),
        ("He left for *suspected* misuse.", ["W173 suspected"]),
        ("The {{ named }} alleged users left.", ["W173 alleged"]),
        ("Smith alleged that the chief knew.", []),
        ("The town suspected the chief.", []),
    ],
)  # fmt: skip
def test_alleged_and_its_like_have_a_source(tmp_path: Path, text: str, said: list[str]) -> None:
    assert of_story(tmp_path, text) == said


def test_both_are_told_whole_at_the_very_word(tmp_path: Path) -> None:
    story = f"{STORY}\nIt was [so](https://a.example/b). The alleged\nuse is said to go on.\n"
    assert told(tmp_path, {"story/index.md": story}) == [
        (
            "content/story/index.md:9:5: warning[W172]: 'is said to' does not say by whom\n"
            "  say who alleges it, or waive it as allegation:home:the-alleged-use-is-said-to-go-on"
        ),
        (
            "content/story/index.md:8:39: warning[W173]:"
            " 'alleged' stands in a sentence that names no source\n"
            "  say who says so, or cite a source,"
            " or waive it as alleged:home:the-alleged-use-is-said-to-go-on"
        ),
    ]


def test_what_stands_beside_its_sources_in_a_record_needs_no_other(tmp_path: Path) -> None:
    alleged = TIMELINE.replace("The list begins.", "The alleged list begins.")
    assert told(tmp_path / "a", {"timeline.yaml": alleged}) == []
    site = SITE.replace("No source says.", "The alleged use goes on.")
    assert told(tmp_path / "b", {"site.yaml": site}) == [
        (
            "content/site.yaml:13:16: warning[W173]:"
            " 'alleged' stands in a sentence that names no source\n"
            "  say who says so, or cite a source,"
            " or waive it as alleged:site.unknown:the-alleged-use-goes-on"
        )
    ]


OWN = """\
fields:
  - {id: owner, label: Owner, meaning: Who owns it., type: text}
"""


def test_a_field_of_ones_own_is_read_where_it_is_a_sentence(tmp_path: Path) -> None:
    fields = "  owner: The cheif owns it.\n  attempts: []\n"
    agencies = AGENCIES.replace("  attempts: []\n", fields)
    files: Files = {"dictionary.yaml": DICTIONARY + OWN, "agencies.yaml": agencies}
    assert told(tmp_path / "a", files) == [
        (
            "content/agencies.yaml:30:14: warning[W174]: 'cheif' may be misspelt\n"
            "  write 'chief'; if 'cheif' is right, add it to content/spelling.txt"
        )
    ]
    name = agencies.replace("The cheif owns it.", "Cheif & Sons, Inc")
    assert told(tmp_path / "b", {**files, "agencies.yaml": name}) == []


# ------------------------------------------------------------------------ spelling


def test_a_misspelt_word_is_told_at_each_of_its_places(tmp_path: Path) -> None:
    timeline = TIMELINE.replace("Alderton stops.", "Alderton recieved it.")
    story = f"{STORY}\nThe cheif recieved it.\n"
    assert told(tmp_path, {"timeline.yaml": timeline, "story/index.md": story}) == [
        (
            "content/story/index.md:8:5: warning[W174]: 'cheif' may be misspelt\n"
            "  write 'chief'; if 'cheif' is right, add it to content/spelling.txt"
        ),
        (
            "content/story/index.md:8:11: warning[W174]: 'recieved' may be misspelt\n"
            "  write 'received'; if 'recieved' is right, add it to content/spelling.txt"
        ),
        (
            "content/timeline.yaml:5:19: warning[W174]: 'recieved' may be misspelt\n"
            "  write 'received'; if 'recieved' is right, add it to content/spelling.txt"
        ),
    ]


@pytest.mark.parametrize(
    "text",
    [
        '"I recieved it," the chief said.',
        "`recieved`",
        "It is at https://teh.example/recieved and desk@teh.example.",
        "[The list](https://teh.example/recieved).",
        "The RECIEVED and the ReCieved are names.",
        "A bloc of agencies recused itself from a covert sting.",
        "{{ named }} agencies.",
    ],
)
def test_quotes_code_addresses_names_and_rare_words_are_no_misspelling(
    tmp_path: Path, text: str
) -> None:
    found = proofs(tmp_path, {"story/index.md": f"{STORY}\n{text}\n"}).remarks
    assert [remark for remark in found if remark.problem.code == "W174"] == []


def test_names_of_the_records_and_the_words_of_the_newsroom_are_known(tmp_path: Path) -> None:
    story = f"{STORY}\nTeh Recieve and its cheif abandonned it.\n"
    sources = SOURCES.replace("The Testland Gazette", "Teh Recieve")
    words = "# Our words.\ncheif  # as he writes it\nAbandonned\n"
    files = {"story/index.md": story, "sources.yaml": sources, "spelling.txt": words}
    assert told(tmp_path, files) == []


def test_a_site_in_another_language_is_asked_for_long_sentences_only(tmp_path: Path) -> None:
    site = SITE + "language: de-DE\n"
    story = f"{STORY}\nThe cheif was accused of fraud.\n\n{LONG}.\n"
    found = proofs(tmp_path, {"site.yaml": site, "story/index.md": story})
    assert [remark.problem.code for remark in found.remarks] == ["W171"]
    assert found.unchecked == ("spelling and allegations: we know the words of English only",)


def test_where_codespell_does_not_run_that_is_said_and_nothing_else_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spelling, "COMMAND", ("no-such-program-at-all",))
    found = proofs(tmp_path, {"story/index.md": f"{STORY}\nThe cheif was accused of fraud.\n"})
    assert [remark.problem.code for remark in found.remarks] == ["W172"]
    assert found.unchecked == (
        "spelling: codespell does not run here; install what requirements.lock names",
    )


def test_of_several_words_each_is_offered() -> None:
    assert spelling.one_of("affect, effect,  | mostly a verb") == "'affect' or 'effect'"


# ------------------------------------------------------------------------ secrets and waivers


def test_no_word_of_a_confidential_source_is_told_but_what_readers_see(tmp_path: Path) -> None:
    hidden = "- {id: leak, title: x, outlet: x, access: confidential, note: Teh cheif.}\n"
    assert told(tmp_path / "a", {"sources.yaml": SOURCES + hidden}) == []
    shown = hidden.replace("}", ", public_description: A cheif.}")
    (remark,) = proofs(tmp_path / "b", {"sources.yaml": SOURCES + shown}).remarks
    assert remark.problem.message == "'cheif' may be misspelt"


WAIVER = "- {finding: '%s', by: Ada Editor, reason: The court names nobody., date: 2020-05-02}\n"


def test_a_waived_remark_is_told_no_more_and_stays_in_the_report(tmp_path: Path) -> None:
    id_ = "allegation:home:the-chief-was-accused-of-fraud"
    story = f"{STORY}\nThe chief was accused of fraud.\n"
    root = write_project(tmp_path, {"story/index.md": story, "waivers.yaml": WAIVER % id_})
    found = check_all(root, NOW)
    assert found.problems == ()
    assert found.report
    (line,) = [line for line in found.report.lines if line.check == "remarks"]
    assert (line.told, line.verdict) == ("1 remark let stand", "waived")
    (last,) = [line for line in found.report.lines if line.check == "waivers"]
    assert last.told == "of 1 waiver, 1 in use"


def test_a_waiver_of_a_sentence_that_was_rewritten_waives_nothing(tmp_path: Path) -> None:
    root = write_project(tmp_path, {"waivers.yaml": WAIVER % "allegation:home:gone"})
    found = check_all(root, NOW)
    assert found.report
    told_of = [f.message for f in found.report.findings("look") if f.id.startswith("waivers:")]
    assert told_of == ["the waiver of 'allegation:home:gone' by Ada Editor waives nothing"]


# ------------------------------------------------------------------------ pictures

FIGURE = """
/// figure | a.png
    alt: %s
    caption: What it is.
    credit: Ada
///
"""


def picture(width: int, height: int) -> bytes:
    """A picture of one colour."""
    held = io.BytesIO()
    Image.new("1", (width, height)).save(held, "PNG")
    return held.getvalue()


@pytest.mark.parametrize("alt", ["photo", "A picture.", "a.png", "IMG_2031.JPG", "Image 3", "TODO"])
def test_an_alt_text_that_says_nothing_is_told(tmp_path: Path, alt: str) -> None:
    files: Files = {"story/index.md": STORY + FIGURE % alt, "media/a.png": picture(9, 9)}
    assert told(tmp_path, files) == [
        (
            "content/story/index.md:9:10: warning[W179]:"
            f" the alt text of 'a.png' is '{alt}', which does not say what it shows\n"
            "  say in words what the picture shows, for those who do not see it,"
            " or waive it as alt:home:a-png"
        )
    ]


@pytest.mark.parametrize("alt", ["A map of the two counties", "The chief", "Photo of the chief"])
def test_an_alt_text_that_says_something_is_left_alone(tmp_path: Path, alt: str) -> None:
    files: Files = {"story/index.md": STORY + FIGURE % alt, "media/a.png": picture(9, 9)}
    assert told(tmp_path, files) == []


def test_a_picture_that_is_too_large_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "MOST_BYTES", 5_000)
    heavy, wide, fine = picture(10, 10) + b" " * 6_000, picture(6_001, 10), picture(6_000, 10)
    files = {"media/heavy.png": heavy, "media/wide.png": wide, "media/fine.png": fine}
    hint = "save a copy of at most 5 MB, and of 6,000 pixels on its longer side"
    assert told(tmp_path, files) == [
        (
            "content/media/heavy.png: warning[W175]: this picture has 0.0 MB, and 5 MB are plenty\n"
            f"  {hint}, or waive it as picture:heavy.png"
        ),
        (
            "content/media/wide.png: warning[W175]: this picture has 6,001 by 10 pixels\n"
            f"  {hint}, or waive it as picture:wide.png"
        ),
    ]
