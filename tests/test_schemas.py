"""What text editors complete and check from: sound content passes, typical faults do not."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from jsonschema import Draft7Validator
from PIL import Image

from broadsheet.cli import command
from broadsheet.load import OPTIONAL, REQUIRED, load
from broadsheet.load.yamltree import read_yaml
from broadsheet.markup.shapes import SHAPES
from broadsheet.schemas import (
    NO_WORDS,
    ROLES,
    Words,
    make_schemas,
    make_snippets,
    read_words,
    schema_files,
)
from broadsheet.schemas.snippets import gap, one_of
from tests.desk import CACHE, ROOT, run
from tests.homes import PROJECT
from tests.project import Edit, edited, write_project
from tests.test_starter import new

YES_OR_NO = "['yes', 'no', True, False, 'true', 'false', 'Yes', 'No']"
GOLDEN = ROOT / "tests" / "golden"


class Editor(yaml.SafeLoader):
    """Types plain words as YAML 1.2 does, and so the text editors that know it."""


Editor.yaml_implicit_resolvers = {}
for tag, form, begins in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?",
     list("-+.0123456789")),
):  # fmt: skip
    Editor.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"(?:{form})$"), begins)


def as_an_editor_types(text: str) -> Any:
    """The values of a text, typed as a text editor does it."""
    return yaml.load(text, Loader=Editor)  # noqa: S506  (a SafeLoader of ours)


def documents_of(root: Path) -> Iterator[tuple[str, str, str]]:
    """Every YAML text of a project: its role, its file, its text."""
    content = load(root)
    for role, documents in content.documents.items():
        yield from ((role, one.file, one.text) for one in documents)
    yield from (("article", front.file, front.text) for front, _ in content.articles.values())


def complaints(root: Path, words: Words | None = None) -> list[str]:
    """What a text editor would underline in a project, by file and path."""
    schemas = make_schemas(read_words(load(root)) if words is None else words)
    found = []
    for role, file, text in documents_of(root):
        # As it types plain words, and as Broadsheet reads them: all text.
        for value in (as_an_editor_types(text), read_yaml(text, file)[0]):
            found += [
                f"{file}: {'.'.join(map(str, one.absolute_path))}: {one.message}"
                for one in Draft7Validator(schemas[role]).iter_errors(value)
            ]
    return found


def test_each_schema_is_one_and_there_is_one_for_each_file() -> None:
    schemas = make_schemas()
    assert set(schemas) == {*REQUIRED, *OPTIONAL, "article"} == set(ROLES)
    for schema in schemas.values():
        Draft7Validator.check_schema(schema)


@pytest.mark.parametrize("words", [NO_WORDS, None], ids=["without words", "with its own words"])
def test_the_shipped_and_the_golden_content_pass(words: Words | None) -> None:
    assert complaints(ROOT, words) == []
    assert complaints(GOLDEN, words) == []


def test_the_small_project_and_a_new_folder_pass(tmp_path: Path) -> None:
    assert complaints(write_project(tmp_path / "small")) == []
    new(tmp_path / "fresh", "--yes")
    assert complaints(tmp_path / "fresh") == []


@pytest.mark.parametrize(("edit", "told"), [
    (("agencies.yaml", "kind: sheriff", "knid: sheriff"),
     ["1: Additional properties are not allowed ('knid' was unexpected)",
      "1: 'kind' is a required property"]),
    (("agencies.yaml", "kind: sheriff", "kind: sherif"),
     ["1.kind: 'sherif' is not one of ['police', 'sheriff']"]),
    (("agencies.yaml", "county: Birch", "county: Brich"),
     ["1.county: 'Brich' is not one of ['Alder', 'Birch', None]"]),
    (("agencies.yaml", "    - category: denied", "    - category: denies"),
     ["2.replies.0.category: 'denies' is not one of ['confirmed', 'denied', 'silent']"]),
    (("agencies.yaml", "standing: likely", "standing: surely"),
     ["0.replies.0.standing: 'surely' is not one of ['likely', None]"]),
    (("agencies.yaml", "statewide: yes", "statewide: maybe"),
     [f"2.statewide: 'maybe' is not one of {YES_OR_NO}"]),
    (("agencies.yaml", "date: 2020-03\n", "date: March\n"),
     ["0.replies.0.date: 'March' is not valid under any of the given schemas"]),
    (("agencies.yaml", "id: birch-sheriff", "id: Birch Sheriff"),
     ["1.id: 'Birch Sheriff' does not match '^[a-z0-9]+(?:-[a-z0-9]+)*$'"]),
    (("sources.yaml", "https://list", "list"),
     [r"0.url: 'list.testland-gazette.net/first' does not match '^\\s*https?://'"]),
    (("sources.yaml", "read: full", "read: fully"),
     ["0.read: 'fully' is not one of ['full', None]"]),
    (("timeline.yaml", "agencies: [alderton-police]", "agencies: alderton-police"),
     ["1.agencies: 'alderton-police' is not of type 'array'"]),
    (("site.yaml", "time_zone", "timezone"),
     [": Additional properties are not allowed ('timezone' was unexpected)",
      ": 'time_zone' is a required property"]),
    (("story/index.md", "published: 2020-05-01", "published: May 1"),
     ["published: 'May 1' does not match '^([0-9]{4})-([0-9]{2})-([0-9]{2})$'"]),
])  # fmt: skip
def test_a_typical_fault_is_underlined(tmp_path: Path, edit: Edit, told: list[str]) -> None:
    found = complaints(edited(tmp_path, edit))
    assert sorted(set(found)) == sorted(f"content/{edit[0]}: {one}" for one in told)


def test_the_fields_of_an_investigation_are_completed_and_checked(tmp_path: Path) -> None:
    assert complaints(write_project(tmp_path, PROJECT)) == []
    fields = make_schemas(read_words(load(tmp_path)))["agencies"]["items"]["properties"]
    assert fields["ownership"]["description"] == "Ownership: Who owns it."
    assert fields["ownership"]["anyOf"][0] == {"enum": ["nonprofit", "for-profit"]}


@pytest.mark.parametrize(("old", "new"), [
    ("ownership: nonprofit", "ownership: no-profit"), ("value: 120", "value: many"),
    ("value: 120", "value: 9000"), ("note: Licensed beds.", "nota: Licensed beds."),
    ("    value: 120\n    note: Licensed beds.\n", ""), ("inspected: 2019-05", "inspected: May"),
    ("closed: no", "closed: not"), ("report: https", "report: ftp"),
    ("[memory-care, rehab]", "[memory-care, rehap]"), ("[memory-care, rehab]", "rehab"),
    ("former_name", "former_nam"),
])  # fmt: skip
def test_a_fault_in_a_field_of_its_own_is_underlined(tmp_path: Path, old: str, new: str) -> None:
    write_project(tmp_path, PROJECT, [("agencies.yaml", old, new)])
    assert len(complaints(tmp_path)) >= 1


def test_a_field_that_is_declared_with_a_fault_takes_anything(tmp_path: Path) -> None:
    write_project(tmp_path, PROJECT, [("dictionary.yaml", "maximum: 2000", "maximum: few")])
    found = complaints(tmp_path)
    assert found[0].startswith("content/dictionary.yaml: fields.1.maximum: 'few' is not valid")
    assert not any(one.startswith("content/agencies") for one in found)


def test_what_is_named_in_other_files_is_offered_and_never_underlined(tmp_path: Path) -> None:
    root = edited(
        tmp_path,
        ("agencies.yaml", "sources: [first-list]\n  searches", "sources: [not-yet]\n  searches"),
        ("timeline.yaml", "[alderton-police]", "[not-yet]"),
    )
    assert complaints(root) == []
    schemas = make_schemas(read_words(load(root)))
    event = schemas["timeline"]["items"]["properties"]
    ids = ["alderton-police", "birch-sheriff", "state-bureau"]
    assert event["agencies"]["items"]["anyOf"][0] == {"enum": ids}
    assert event["sources"]["items"]["anyOf"][0] == {"enum": ["first-list", "gazette-2020"]}
    assert event["event"]["description"] == "What happened, in a sentence"


def test_content_that_cannot_be_read_has_no_words_and_still_a_schema(tmp_path: Path) -> None:
    write_project(tmp_path, {
        "dictionary.yaml": "kinds: [\n", "geography/counties.geojson": "{",
        "sources.yaml": "a: b\n",
    })  # fmt: skip
    words = read_words(load(tmp_path))
    assert (words.kinds, words.counties, words.sources) == ((), (), ())
    assert "enum" not in make_schemas(words)["agencies"]["items"]["properties"]["kind"]


# ------------------------------------------------------------------------ the command


def test_the_command_writes_what_is_missing_and_leaves_settings_that_are_yours(
    tmp_path: Path,
) -> None:
    root = write_project(tmp_path)
    (root / ".vscode").mkdir()
    (root / ".vscode" / "settings.json").write_text("{}")
    done = new_schema(root)
    names = [line.removeprefix(f"{root}/") for line in done.stdout.splitlines()]
    assert names == [
        *(f"schemas/{role}.json" for role in ROLES),
        ".vscode/extensions.json",
        ".vscode/broadsheet.code-snippets",
        ".vscode/settings.json: left as it is; it is yours",
    ]
    assert (root / ".vscode" / "settings.json").read_text() == "{}"
    again = new_schema(root)
    assert again.stdout == (
        f"{root}/schemas: nothing to change\n"
        f"{root}/.vscode/settings.json: left as it is; it is yours\n"
    )
    run("new", "source", "A title", "--root", root)
    offered = json.loads((root / "schemas" / "timeline.json").read_text())
    ids = offered["items"]["properties"]["sources"]["items"]["anyOf"][0]["enum"]
    assert ids == ["first-list", "gazette-2020", "a-title"]


def new_schema(root: Path, *words: str) -> Result:
    return CliRunner().invoke(command, ["schema", "--root", str(root), *words])


@pytest.mark.parametrize("folder", ["../out", "/out", ""])
def test_a_folder_outside_the_project_is_refused(tmp_path: Path, folder: str) -> None:
    done = new_schema(write_project(tmp_path), "--output", folder)
    assert done.exit_code == 2
    assert done.stderr.endswith(f"Error: --output '{folder}' is not a folder inside the project\n")


def test_a_file_that_stands_in_the_way_is_told(tmp_path: Path) -> None:
    root = write_project(tmp_path)
    (root / "schemas").write_text("mine")
    done = new_schema(root)
    assert done.exit_code == 1
    assert done.stderr == (
        "schemas/site.json: error[E194]: this file cannot be written: File exists\n"
        "  what stood there is unchanged\n"
        "1 error: nothing was written.\n"
    )


# ------------------------------------------------------------------------ snippets

STOP = re.compile(r"\$\{\d+:((?:\\.|[^}\\])*)\}|\$\{\d+\|((?:\\.|[^|\\])*)\|\}|\$0")
WANTED = {
    "an agency's id": "alderton-police",
    "name the figure that is filled in": "named",
    "name the figure that all squares are": "listed_total",
    "the id of its source": "first-list",
    "a file in content/media/": "quay.jpg",
}


def filled(body: list[str]) -> str:
    """A snippet as it is left when each stop is filled in, by its first choice if it has any."""

    def fill(stop: re.Match[str]) -> str:
        words = stop[1] or (stop[2] or "").split(",")[0]
        plain = re.sub(r"\\(.)", r"\1", words)
        return WANTED.get(plain, plain)

    return STOP.sub(fill, "\n".join(body))


def test_there_is_a_snippet_for_each_directive_and_every_form_of_it_builds(tmp_path: Path) -> None:
    snippets = make_snippets()
    assert {snippet["prefix"][0].split()[0] for snippet in snippets.values()} == set(SHAPES)
    assert {snippet["scope"] for snippet in snippets.values()} == {"markdown"}
    body = "\n".join(filled(snippet["body"]) for snippet in snippets.values())
    write_project(tmp_path, {"story/more.md": f"---\ntitle: Each of them\n---\n\n{body}"})
    (tmp_path / "content" / "media").mkdir()
    Image.new("RGB", (1200, 800)).save(tmp_path / "content" / "media" / "quay.jpg")
    built = run("build", "--root", tmp_path, "--cache", CACHE)
    assert built.exit_code == 0, built.output
    assert built.stderr == ""
    page = (tmp_path / "site" / "more" / "index.html").read_text("utf-8")
    for words in ("the words that were said", "the text of the box", "what is known",
                  "what is not known", "say in words what the picture shows"):  # fmt: skip
        assert words in page


@pytest.mark.parametrize(("told", "form"), [
    ("a $ and } and \\", r"${1:a \$ and \} and \\}"), ("plain", "${1:plain}"),
])  # fmt: skip
def test_a_sign_that_means_something_in_a_snippet_stands_for_itself(told: str, form: str) -> None:
    assert gap(1, told) == form
    assert one_of(2, ["a,b", "c|d"]) == r"${2|a\,b,c\|d|}"


def test_the_schema_files_are_the_same_each_time(tmp_path: Path) -> None:
    root = write_project(tmp_path)
    assert list(schema_files(root).items()) == list(schema_files(root).items())
