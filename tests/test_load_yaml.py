"""Strict reading of YAML: what other readers guess at stays text here, or is told."""

import json
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.load import yamltree
from broadsheet.load.yamlplace import find_place
from broadsheet.load.yamltree import DEEPEST, read_yaml

QUOTE = 'put the text in quotes: "…"'
KEEP_ONE = "keep one of the two"
WRITE_NOTHING = "write [] for an empty list"
NO_TAG = "take it out, or put the text in quotes if ! is part of it"
NO_ANCHOR = "take it out, or put the text in quotes if & is part of it"
NO_ALIAS = "write the text again, or put it in quotes if * is part of it"
NO_ESCAPE = "use single quotes, or write two backslashes"
NO_SIGN = "delete the escape that writes it"
ONE_DOCUMENT = "delete the line ---, or move what follows to a file of its own"
BRACKETS = "check the brackets and the indentation"


@pytest.fixture(params=["C", "Python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Either parser of PyYAML: where libyaml is missing, the result must be the same."""
    if request.param == "Python":
        monkeypatch.setattr(yamltree, "Loader", yaml.SafeLoader)
    return str(request.param)


def values_of(text: str) -> Any:
    """What a sound text holds."""
    value, problems = read_yaml(text, "a.yaml")
    assert problems == []
    return value


def told(text: str, first_line: int = 1) -> list[str]:
    """What an editor is told of a text."""
    return [str(problem) for problem in read_yaml(text, "a.yaml", first_line)[1]]


@pytest.mark.parametrize(
    "written",
    ["NO", "on", "Off", "yes", "037", "01001", "12:30", "1:20:30", "1_000", "3.10", "0x1F", "0o17",
     "1e3", ".nan", "-.inf", "2026-02-30", "2020-02-11", "2020-02-11T10:00:00-05:00", "true", "=",
     "1803", "Null", "NULL", "0b11", "+1", ".5", "1,803"],
)  # fmt: skip
def test_every_scalar_stays_text_to_the_digit(parser: str, written: str) -> None:
    assert values_of(f"a: {written}\n") == {"a": written}
    assert values_of(f"- {written}\n") == [written]
    assert values_of(f"{written}: a\n") == {written: "a"}


def test_a_number_of_5000_digits_stays_text() -> None:
    assert values_of(f"a: {'1' * 5000}\n") == {"a": "1" * 5000}


def test_dates_of_every_kind_in_one_list_stay_text() -> None:
    text = "[2020-02-11, 2020-02-11T10:00:00, 2020-02-11T10:00:00-05:00, 2020]"
    assert values_of(text) == text.strip("[]").split(", ")


@pytest.mark.parametrize("written", ["", "~", "null", " # a remark"])
def test_a_field_without_a_value_holds_nothing(written: str) -> None:
    assert values_of(f"a: {written}\nb: c\n") == {"a": None, "b": "c"}


@pytest.mark.parametrize("quoted", ['""', "''", '"~"', "'null'"])
def test_what_is_quoted_is_text_even_if_it_is_empty(quoted: str) -> None:
    assert values_of(f"a: {quoted}\n") == {"a": quoted[1:-1]}


def test_blocks_of_text_read_as_everywhere() -> None:
    text = "a: |\n  one #5\n  two: x\nb: >-\n  one\n  two\n"
    assert values_of(text) == {"a": "one #5\ntwo: x\n", "b": "one two"}


TREES = st.recursive(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Zl", "Zp", "Cn", "Co"))),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abcdef"), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(TREES)
def test_whatever_is_quoted_reads_back(tree: Any) -> None:
    assert values_of(json.dumps(tree, ensure_ascii=False)) == tree
    assert values_of(json.dumps(tree, indent=1, ensure_ascii=False)) == tree


@given(st.text(alphabet="ab:-?[]{}#&*!|>'\"%@`,. \n\t~<=\\", max_size=40))
def test_no_text_brings_the_reader_down(text: str) -> None:
    value, problems = read_yaml(text, "a.yaml")
    assert value is not None or problems
    for problem in problems:
        assert 0 <= problem.location.line <= text.count("\n") + 1


@given(
    st.text(alphabet="ab:-[]{}#&*! \n", max_size=40), st.lists(st.sampled_from(["a", "b", 0, 1]))
)
def test_no_question_after_a_place_brings_the_reader_down(text: str, path: list[str | int]) -> None:
    line, column = find_place(text, tuple(path))
    assert (line, column) == (0, 0) or (line > 0 and column > 0)


def test_a_doubled_field_is_told_with_both_lines(parser: str) -> None:
    text = "status: alleged\nname: x\nstatus: confirmed\n"
    message = "'status' stands twice in this group; first on line 1"
    assert told(text) == [f"a.yaml:3:1: error[E024]: {message}\n  {KEEP_ONE}"]


def test_a_doubled_field_is_told_however_it_is_written_and_however_deep(parser: str) -> None:
    text = "- reply:\n    by: a\n    'by': b\n    \"by\": c\n- {x: 1, x: 2}\n"
    assert told(text) == [
        f"a.yaml:3:5: error[E024]: 'by' stands twice in this group; first on line 2\n  {KEEP_ONE}",
        f"a.yaml:4:5: error[E024]: 'by' stands twice in this group; first on line 2\n  {KEEP_ONE}",
        f"a.yaml:5:10: error[E024]: 'x' stands twice in this group; first on line 5\n  {KEEP_ONE}",
    ]


def test_one_name_in_two_groups_is_no_doubled_field() -> None:
    assert values_of("- a: 1\n- a: 2\n") == [{"a": "1"}, {"a": "2"}]


def test_front_matter_is_told_with_the_lines_of_its_file() -> None:
    message = "'title' stands twice in this group; first on line 2"
    assert told("title: x\ntitle: y\n", first_line=2) == [
        f"a.yaml:3:1: error[E024]: {message}\n  {KEEP_ONE}"
    ]
    assert told("title: a: b\n", first_line=2) == [
        f"a.yaml:2:9: error[E021]: this is not YAML: a colon and a space inside a text\n  {QUOTE}"
    ]


SYNTAX = {
    "title: Police: a story\n": (1, 14, "a colon and a space inside a text", QUOTE),
    "a: @x\n": (1, 4, "a sign that cannot begin a text", QUOTE),
    "a: `x`\n": (1, 4, "a sign that cannot begin a text", QUOTE),
    "a: % of it\n": (1, 4, "a sign that cannot begin a text", QUOTE),
    "a: ]\n": (1, 4, "a sign that cannot begin a text", QUOTE),
    "a: }\n": (1, 4, "a sign that cannot begin a text", QUOTE),
    "a: , b\n": (1, 4, "a sign that cannot begin a text", QUOTE),
    'a: "C:\\qu"\n': (1, 7, "a backslash inside double quotes", NO_ESCAPE),
    'a: "\\ud800"\n': (1, 7, "a backslash inside double quotes", NO_ESCAPE),
    'a: "\\xzz"\n': (1, 7, "a backslash inside double quotes", NO_ESCAPE),
    'x: y\na: "never\n\nb: c\n': (2, 4, "a quote that is never closed", "close the quote"),
    "a: 'it\nb: c\n": (1, 4, "a quote that is never closed", "close the quote"),
    "a: [1,\n  2\nb: c\n": (
        1, 4, "a list in brackets that is never closed, or lacks a comma",
        "close it with ], or put a comma between its entries",
    ),
    "a: {b: 1\n": (
        1, 4, "a group in braces that is never closed, or lacks a comma",
        "close it with }, or put a comma between its fields",
    ),
    "a: - b\n": (
        1, 4, "a list that begins on the line of its field", "begin it on the next line",
    ),
    "a: b\nc: [\n": (2, 4, "a bracket that is never closed", "close it with ] or }"),
    "a: {b:\n\n\n": (1, 4, "a bracket that is never closed", "close it with ] or }"),
    "%a\nb: c\n": (1, 3, "a line that begins with %", QUOTE),
    "a: | b\n": (1, 6, "a text on the line of its | or >", "begin it on the next line"),
    "a: b\nc\n": (
        2, 1, "a field without a colon", "write 'field: value', with a space after the colon",
    ),
    "a: b\n  - c\nd: e\n": None,
    "- a\nb: c\n": (
        2, 1, "a line that is not an entry of this list",
        "check that the line is indented as its neighbours are",
    ),
    "a: b\n c: d\n": (
        2, 3, "a field where none can stand",
        "check that the line is indented as its neighbours are",
    ),
    "a:\n  - b\n  \u00a0- c: d\n": (
        3, 3, "a no-break space (U+00A0) before the text", "delete it and type a space",
    ),
    "a: “Facial: recog”\n": (
        1, 11, "curly quotes are not quotes here", 'use straight ones: "…"',
    ),
    "a: 'x' y\n": (
        1, 8, "a line that is not a field of this group",
        "check that the line is indented as its neighbours are, and that quotes are closed",
    ),
    "a: !x!y b\n": (1, 4, "a word that begins with !", QUOTE),
    "a: 1\n...\nb: 2\n": (
        3, 1, "something after the end of the document",
        "delete the line that ends the document",
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", [text for text, where in SYNTAX.items() if where])
def test_what_yaml_cannot_read_is_told_in_an_editors_words(text: str) -> None:
    line, column, message, hint = SYNTAX[text] or (0, 0, "", "")
    assert told(text) == [
        f"a.yaml:{line}:{column}: error[E021]: this is not YAML: {message}\n  {hint}"
    ]
    assert read_yaml(text, "a.yaml")[0] is None


@pytest.mark.parametrize("text", ["a:\n\tb: c\n", "- a:\n  \tb: c\n  \tc: d\n", "a: >\n\tb\n"])
def test_a_tab_that_indents_is_told(text: str) -> None:
    (problem,) = read_yaml(text, "a.yaml")[1]
    assert (problem.code, problem.message) == ("E021", "this line is indented with a tab")
    assert (problem.location.line, problem.hint) == (2, "use spaces")


def test_a_tab_within_a_text_is_part_of_it() -> None:
    assert values_of("a: b\tc\n") == {"a": "b\tc"}


@pytest.mark.parametrize("text", ["a: *b\n", "a: *5 of 6\n"])
def test_a_star_that_begins_a_text_is_told(text: str) -> None:
    first, *_ = told(text)
    name = text[4:].split(maxsplit=1)[0]
    assert first == f"a.yaml:1:4: error[E023]: '*{name}' is a YAML alias\n  {NO_ALIAS}"


@pytest.mark.parametrize(
    ("text", "column", "dropped"),
    [
        ("title: Case #5\n", 13, "#5"),
        ("title: Case #5, and more\n", 13, "#5, and more"),
        ("title: Case\t#5\n", 13, "#5"),
        ("title: #5\n", 8, "#5"),
        ("colour: #ff0000\n", 9, "#ff0000"),
        ("- [a #b, c\n  ]\n", 6, "#b, c"),
        ("é: ü #5 #6\n", 6, "#5 #6"),
    ],
)
def test_a_text_cut_off_by_a_number_sign_is_told(text: str, column: int, dropped: str) -> None:
    assert told(text) == [
        f"a.yaml:1:{column}: warning[W021]: '{dropped}' is read as a comment and dropped\n  {QUOTE}"
    ]


@pytest.mark.parametrize(
    "text",
    ["a: b # a remark\n", "# a remark\na: b\n", 'a: "Case #5"\n', "a: 'Case #5'\n", 'a: "b" #5\n',
     "a: b#5\n", "a: https://x.net/#5\n", "a: |\n  Case #5\n", "a: b\n#5\n"],
)  # fmt: skip
def test_a_remark_is_not_taken_for_a_cut_text(text: str) -> None:
    assert told(text) == []


def test_a_cut_text_and_a_doubled_field_are_told_together() -> None:
    assert told("a: Case #5\na: Case #6\n") == [
        f"a.yaml:2:1: error[E024]: 'a' stands twice in this group; first on line 1\n  {KEEP_ONE}",
        f"a.yaml:1:9: warning[W021]: '#5' is read as a comment and dropped\n  {QUOTE}",
        f"a.yaml:2:9: warning[W021]: '#6' is read as a comment and dropped\n  {QUOTE}",
    ]


def test_an_alias_and_its_anchor_are_told() -> None:
    assert told("a: &x 1\nb: *x\n") == [
        f"a.yaml:1:4: error[E023]: '&x' is a YAML anchor\n  {NO_ANCHOR}",
        f"a.yaml:2:4: error[E023]: '*x' is a YAML alias\n  {NO_ALIAS}",
    ]


def test_a_bomb_of_aliases_is_told_at_its_first_and_goes_no_further() -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10)
    )
    assert told(bomb) == [
        f"a.yaml:1:5: error[E023]: '&a0' is a YAML anchor\n  {NO_ANCHOR}",
        f"a.yaml:2:5: error[E023]: '&a1' is a YAML anchor\n  {NO_ANCHOR}",
        f"a.yaml:2:10: error[E023]: '*a0' is a YAML alias\n  {NO_ALIAS}",
    ]
    assert read_yaml(bomb, "a.yaml")[0] is None


def test_a_bomb_of_merge_keys_is_told_at_its_first_and_goes_no_further() -> None:
    bomb = "a0: &a0 {x: y}\n" + "".join(f"a{n}: &a{n}\n  <<: [*a{n - 1}]\n" for n in range(1, 30))
    assert told(bomb)[-2:] == [
        "a.yaml:3:3: error[E023]: '<<' is a YAML merge key\n  write the fields out",
        f"a.yaml:3:8: error[E023]: '*a0' is a YAML alias\n  {NO_ALIAS}",
    ]


def test_a_merge_key_without_an_alias_is_told_too() -> None:
    assert told("<<: {a: b}\nc: d\n") == [
        "a.yaml:1:1: error[E023]: '<<' is a YAML merge key\n  write the fields out"
    ]


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("a: !!python/object/apply:os.system [x]\n", "!!python/object/apply:os.system"),
        ("a: !!binary aGk=\n", "!!binary"),
        ("a: !!set {b}\n", "!!set"),
        ("a: !!str 5\n", "!!str"),
        ("a: !important b\n", "!important"),
        ("a: ! b\n", "!"),
    ],
)
def test_a_tag_is_told(text: str, tag: str) -> None:
    assert told(text) == [f"a.yaml:1:4: error[E023]: '{tag}' is a YAML tag\n  {NO_TAG}"]


def test_a_tag_and_an_anchor_on_one_text_are_both_told() -> None:
    assert told("a: &x !!set {b}\n") == [
        f"a.yaml:1:4: error[E023]: '&x' is a YAML anchor\n  {NO_ANCHOR}",
        f"a.yaml:1:4: error[E023]: '!!set' is a YAML tag\n  {NO_TAG}",
    ]


@pytest.mark.parametrize(
    ("text", "column"), [("[" * 100_000, DEEPEST + 1), ("- " * 100_000 + "x", 2 * DEEPEST + 1)]
)
def test_what_is_absurdly_deep_is_told_and_read_no_further(text: str, column: int) -> None:
    message = f"this is nested more than {DEEPEST} deep"
    assert told(text) == [f"a.yaml:1:{column}: error[E025]: {message}\n  {BRACKETS}"]


def test_what_is_as_deep_as_it_may_be_is_read() -> None:
    assert told("[" * DEEPEST + "]" * DEEPEST) == []
    assert len(told("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1))) == 1


@pytest.mark.parametrize("text", ["? [a, b]\n: c\n", "{a: b}: c\n", "[a]: b\n"])
def test_a_list_or_group_cannot_name_a_field(text: str) -> None:
    (problem,) = read_yaml(text, "a.yaml")[1]
    assert (problem.code, problem.message) == ("E021", "a field's name must be a text")


@pytest.mark.parametrize(
    "text", ["", "\n\n", "# only a remark\n", "---\n", "~\n", "null", "--- # x\n"]
)
def test_a_file_that_holds_nothing_is_told(parser: str, text: str) -> None:
    assert told(text) == [f"a.yaml: error[E022]: this file holds nothing\n  {WRITE_NOTHING}"]


def test_an_empty_list_and_an_empty_text_are_something() -> None:
    assert values_of("[]\n") == []
    assert values_of("''\n") == ""


@pytest.mark.parametrize("text", ["a: b\n---\nc: d\n", "---\na: b\n---\n---\n"])
def test_a_second_document_is_told(parser: str, text: str) -> None:
    value, (problem,) = read_yaml(text, "a.yaml")
    line = 2 if text.startswith("a") else 3
    assert str(problem) == (
        f"a.yaml:{line}:1: error[E022]: a second document begins here\n  {ONE_DOCUMENT}"
    )
    assert value is None


@pytest.mark.parametrize(
    ("escape", "sign"),
    [
        (r"\u202e", "U+202E (right-to-left override)"),
        (r"\u200b", "U+200B (zero width space)"),
        (r"\u2028", "U+2028 (line separator)"),
        (r"\L", "U+2028 (line separator)"),
        (r"\0", "U+0000"),
        (r"\e", "U+001B"),
        (r"\N", "U+0085"),
        (r"\U000E0041", "U+E0041 (tag latin capital letter a)"),
    ],
)
def test_an_escape_cannot_bring_in_what_may_not_be_written(escape: str, sign: str) -> None:
    assert told(f'a: "b{escape}c"\n') == [
        f"a.yaml:1:4: error[E012]: {sign} must not stand in content\n  {NO_SIGN}"
    ]


def test_a_sign_that_yaml_itself_refuses_is_told_on_one_line() -> None:
    (problem,) = read_yaml("a: b\x01c\n", "a.yaml")[1]
    first, *rest = str(problem).splitlines()
    assert first.startswith("a.yaml: error[E021]: this is not YAML: ")
    assert rest == []


TREE = """\
- id: a
  reply:
    sources: [one, "two"]
- id: b
  "by": >
    text
"""


@pytest.mark.parametrize(
    ("path", "key", "place"),
    [
        ((), False, (1, 1)),
        ((0, "id"), False, (1, 7)),
        ((0, "id"), True, (1, 3)),
        ((0, "reply", "sources", 1), False, (3, 20)),
        ((1,), False, (4, 3)),
        ((1, "by"), True, (5, 3)),
        # Where a field is missing, or the path leads too far, the nearest place above is told.
        ((1, "reply"), False, (4, 3)),
        ((0, "reply", "sources", 9), False, (3, 14)),
        ((0, "id", "x", 3), False, (1, 7)),
        ((7,), False, (1, 1)),
    ],
)
def test_a_place_is_found_by_its_path(
    path: tuple[str | int, ...],
    key: bool,  # noqa: FBT001  (a row of the table)
    place: tuple[int, int],
) -> None:
    assert find_place(TREE, path, key=key) == place


def test_a_doubled_field_is_found_where_its_last_value_stands() -> None:
    assert find_place("a: 1\na: 2\n", ("a",)) == (2, 4)


@pytest.mark.parametrize("text", ["", "a: &x 1\nb: &x 2\n", "a: [\n"])
def test_a_place_in_what_cannot_be_read_is_the_file(text: str) -> None:
    assert find_place(text, ("b",)) == (0, 0)
