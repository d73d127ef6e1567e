"""Numbers, dates and quantities that stand on nothing, and those that an editor waives."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.figures import FigureValue
from broadsheet.load import load
from broadsheet.markup import Directive, Prose, Scope, Waiver, read_prose
from broadsheet.notes import Notes
from broadsheet.pipeline import read_content
from broadsheet.problems import BuildError, Location
from tests.project import STORY, write_project

ROOT = Path(__file__).parents[1]
NOW = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)
FILE = "content/story/index.md"


def read(text: str, locale: str = "en-US") -> Prose:
    scope = Scope(
        notes=Notes({"wral": "WRAL"}),
        figures={
            "named": FigureValue("named", "L", 10, "computed"),
            "denied": FigureValue("denied", "L", 1, "computed"),
        },
        sources={"wral": "WRAL"},
        terms=("search",),
        pictures=("2020.jpg",),
        locale=locale,
    )
    return read_prose(text, file=FILE, first_line=10, scope=scope)


def loose(text: str, locale: str = "en-US") -> list[str]:
    """The words of a text that are told as standing on nothing, in their order."""
    told = [p.message for p in read(text, locale).problems if p.code == "W076"]
    return [message.split("'")[1] for message in told]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It paid $2,500 for 3 users.", ["$2,500", "3"]),
        ("It has sixty-four of them.", ["sixty-four"]),
        ("On Feb. 11, 2020, it stopped.", ["Feb. 11, 2020"]),
        ("It stopped in February 2020.", ["February 2020"]),
        ("Feb. 11, 2020, was the day.", ["Feb. 11, 2020"]),
        ("In 2019 it began.", ["2019"]),
        ("Of 64 agencies, we name ten.", ["64", "ten"]),
        ("Some 12.5% of them, or 12 percent, did.", ["12.5%", "12 percent"]),
        ("Its database has 3 billion pictures.", ["3 billion"]),
        ("The 10th agency had a 30-day trial.", ["10th", "30"]),
        ("Most of them said no. Most agencies did.", ["Most of", "Most agencies"]),
        ("Most North Carolina agencies did.", ["Most North"]),
        ("Dozens did, and hundreds of people, twice.", ["Dozens", "hundreds", "twice"]),
        ("About half, two-thirds or a quarter did.", ["half", "two-thirds", "a quarter"]),
        ("A third of them, one in four, a majority.", ["A third", "one in four", "majority"]),
        ("Two agencies did, [three](https://x.org/4) not.", ["Two", "three"]),
        ("## What 12 agencies say", ["12"]),
        ("- An item with 7 rows.\n- and 8\n\n| a | b |\n|---|---|\n| x | 9 |", ["7", "8", "9"]),
        ("Cited.[@wral] Not the 5 here. And 6.[@wral]", ["5"]),
        ("It has {{ named }} and 11.", ["11"]),
        ("/// note | What 12 say\nAnd 13.\n///", ["12", "13"]),
        ("/// chart | kinds\n    title: 14 in all\n    note: 15\n///", ["14", "15"]),
    ],
)  # fmt: skip
def test_a_number_that_stands_on_nothing_is_told(text: str, words: list[str]) -> None:
    assert loose(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "It has {{ named }} agencies.",
        "It paid $2,500 on Aug. 7, 2019.[@wral]",
        "It paid $2,500 to Sgt. A. B. Lee of the U.S. Navy in 2019. [@wral]",
        "The 64 of them said so.[@wral][@wral] No more.",
        'It said: "We used it 3 times. In 2019, we stopped." We could not ask.',
        "It said “no more than 60” to us.",
        "CBS 17 reported it, as did the ABC 11 newsroom and Source Serif 4.",
        "the Two Rivers Police, COVID-19, W071 and I-40",
        "See Section 5. Part 2 follows.",
        "`64` and ``6 ` 4`` are code.",
        "```\n64\n```\n\n    64 again",
        "See <https://x.org/64>, [here](https://x.org/a_(64)) and https://x.org/2020/64.",
        "1. First\n2. Second",
        "> They were 64.",
        "60 days\n:   A period.",
        "A third party did the most to help, at most.",
        "One of them, the first, had one year. Its behalf.",
        "/// quote | Sgt. Lee, unit 7\n    source: wral\nWe used it 3 times.\n///",
        "/// figure | 2020.jpg\n    alt: A 3\n    caption: B\n    credit: Lee, 2020\n///",
        "/// chart | waffle\n    part: denied\n    whole: named\n///",
        'A [search](term:search "of 2019") is a search.',
        "<!-- 64 --> is a remark",
    ],
)  # fmt: skip
def test_what_is_bound_cited_quoted_or_a_name_is_not_told(text: str) -> None:
    assert loose(text) == []


def test_two_at_once_are_told_at_their_places_and_a_figure_of_the_same_value_is_named() -> None:
    text = "It is said.[@wral] We name 10 agencies,\nand know dozens."
    message = "is bound to no figure, and its sentence cites no source"
    assert [str(problem) for problem in read(text).problems] == [
        (
            f"{FILE}:10:28: warning[W076]: '10' {message}\n"
            '  bind it: {{ named }}, cite a source, or waive it: [10](waived "why")'
        ),
        (
            f"{FILE}:11:10: warning[W076]: 'dozens' {message}\n"
            '  bind it: {{ figure }}, cite a source, or waive it: [dozens](waived "why")'
        ),
    ]


def test_words_are_known_in_english_only_and_numerals_everywhere() -> None:
    assert loose("Die Hälfte, half, 64 und twenty.", "de-DE") == ["64"]


def test_a_waiver_shows_plain_words_and_is_kept_with_its_reason_and_place() -> None:
    prose = read("It has [three *parts*](waived \"our own count\") and [ten](waived 'by ear').")
    assert prose.problems == ()
    assert "".join(part.html for part in prose.parts) == (
        "<p>It has three <em>parts</em> and ten.</p>"
    )
    assert prose.waivers == (
        Waiver("three parts", "our own count", Location(FILE, 10, 24)),
        Waiver("ten", "by ear", Location(FILE, 10, 58)),
    )


def test_an_option_may_be_waived_too() -> None:
    (box,) = read('/// chart | kinds\n    note: Read [twice](waived "so it is").\n///').parts
    assert isinstance(box, Directive)
    assert box.options == (("note", "Read twice."),)
    prose = read('/// chart | kinds\n    note: Read [twice](waived "so it is").\n///')
    assert prose.waivers == (Waiver("twice", "so it is", Location(FILE, 11, 11)),)


def test_a_waiver_without_a_reason_is_an_error_wherever_it_stands() -> None:
    prose = read(
        '[Two](waived) and [3](waived " ")\n\n/// chart | kinds\n    note: [4](waived)\n///'
    )
    why = (
        "error[E086]: this waiver gives no reason\n  say why the words need no figure and no "
        'source, such as [three](waived "our own count")'
    )
    assert [str(problem) for problem in prose.problems] == [
        f"{FILE}:10:7: {why}", f"{FILE}:10:23: {why}", f"{FILE}:13:11: {why}",
    ]  # fmt: skip


def script(root: Path, front: str, title: str = "What the list says") -> tuple[list[str], Prose]:
    """The warnings of a small project whose story has these fields more, and its prose."""
    written = STORY.replace("---\nThe list", f"{front}---\nThe list")
    written = written.replace("title: What the list says", f"title: {title}")
    write_project(root, {"story/index.md": written})
    made = read_content(load(root), NOW)
    told = [str(problem) for problem in made.warnings if problem.code == "W076"]
    return told, made.readings["home"].prose


def test_a_headline_is_told_at_the_column_where_the_number_stands(tmp_path: Path) -> None:
    front = (
        'dek: "He said \\"no\\" to 12\n  of {{ named }}, and 13"\n'
        'key_figures: ["{{ named }}", "12 listed"]\n'
    )
    message = "is bound to no figure, and its sentence cites no source"
    told, _ = script(tmp_path, front, "'It''s {{ named | words }} of 64'")
    waive = "cite a source, or waive it:"
    assert told == [
        (f"{FILE}:2:38: warning[W076]: '64' {message}\n"
        f"  bind it: {{{{ figure }}}}, {waive} [64](waived “why”)"),
        (f"{FILE}:5:25: warning[W076]: '12' {message}\n"
        f"  bind it: {{{{ listed_total }}}}, {waive} [12](waived “why”)"),
        (f"{FILE}:6:23: warning[W076]: '13' {message}\n"
        f"  bind it: {{{{ figure }}}}, {waive} [13](waived “why”)"),
        (f"{FILE}:7:31: warning[W076]: '12' {message}\n"
        f"  bind it: {{{{ listed_total }}}}, {waive} [12](waived “why”)"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "dek",
    [
        "All [64](waived 'by the clerk') of them",
        "All [64](waived “by the clerk”) of them",
        '"All [64](waived “by the clerk”) of them"',
        "'All [64](waived “by the clerk”) of them'",
    ],
)
def test_a_headline_may_be_waived(tmp_path: Path, dek: str) -> None:
    told, prose = script(tmp_path, f"dek: {dek}\n")
    assert told == []
    column = f"dek: {dek}".index("64") + 1
    assert prose.waivers == (Waiver("64", "by the clerk", Location(FILE, 5, column)),)


def test_words_that_the_data_no_longer_bear_out_stop_the_build_wherever_they_stand(
    tmp_path: Path,
) -> None:
    said = "{{ listed_total | say('more than 10') }}"
    story = STORY.replace("What the list says", f"'{said.replace(chr(39), chr(39) * 2)} offices'")
    story += f"\nThe list has {said} of them.\n"
    write_project(tmp_path, {"story/index.md": story})
    assert read_content(load(tmp_path), NOW).readings["home"].texts["title"] == (
        "more than 10 offices"
    )
    write_project(tmp_path, {"story/index.md": story}, [("figures.yaml", "value: 12", "value: 9")])
    with pytest.raises(BuildError) as stopped:
        read_content(load(tmp_path), NOW)
    hint = "what holds is 'nearly 10' or 'at least nine'; or write the number itself"
    message = f"error[E070]: 'listed_total' is 9, which is not more than 10\n  {hint}"
    assert [str(problem) for problem in stopped.value.problems if problem.code[0] == "E"] == [
        f"{FILE}:2:27: {message}", f"{FILE}:8:32: {message}",
    ]  # fmt: skip


def test_the_shipped_articles_have_no_number_that_stands_on_nothing() -> None:
    warnings = read_content(load(ROOT), NOW).warnings
    assert [str(problem) for problem in warnings if problem.code == "W076"] == []


@given(
    st.lists(
        st.sampled_from(
            ["64", "two ", "{{ named }}", "[@wral]", '"', "`", "[x](", "waived", ")", ". A", "\n",
             "\n\n", "> ", "- ", "/// note | 3\n", "///\n", "    title: 4\n", "<!--", "-->", "|"]
        )
    ).map("".join)
)  # fmt: skip
def test_whatever_is_told_stands_at_its_place(text: str) -> None:
    lines = text.split("\n")
    for problem in read(text).problems:
        if problem.code == "W076":
            place, words = problem.location, problem.message.split("'")[1]
            assert lines[place.line - 10][place.column - 1 :].startswith(words.split()[0])


def test_a_long_text_of_signs_is_read_in_no_time() -> None:
    for piece in ("`", '"', "[@wral]", "[x](", "a. ", "most of a ", "{{ named }}", "| ", "> "):
        assert read(piece * 900) is not None
