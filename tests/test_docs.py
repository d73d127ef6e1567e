"""The documentation: all of the program is in it, and all that it says is so."""

import ast
import re
import textwrap
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest
from pydantic import BaseModel

from broadsheet import cli, model
from broadsheet.cli import report
from broadsheet.cli.new import new
from broadsheet.codes import all_codes
from broadsheet.figures import FILTERS, FigureFault, FigureValue, compute
from broadsheet.figures.conditions import WHERE_FIELDS
from broadsheet.load import load
from broadsheet.load.frontmatter import split_article
from broadsheet.load.yamltree import read_yaml
from broadsheet.markup import Scope, read_prose
from broadsheet.markup.shapes import SHAPES
from broadsheet.model import FIGURE_WAYS, Figure, FrontMatter, Investigation, Origin
from broadsheet.notes import Notes
from broadsheet.problems import Location, Problem
from broadsheet.validate import validate
from broadsheet.validate.shapes import read_record
from docs import generate
from tests.project import checked

ROOT = Path(__file__).parents[1]
DOCS, REFERENCE = ROOT / "docs", ROOT / "docs" / "reference"
TUTORIAL = "docs/tutorial/first-hour.md"
# Its examples are an investigation of their own, and sound only together.
OF_ITS_OWN = "docs/tutorial/your-own-investigation.md"
STARTER = ROOT / "broadsheet" / "starter" / "files" / "Makefile"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])

CODE = re.compile(r"\b[EW]\d{3}\b")
BLOCK = re.compile(r"^```(?P<kind>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
MESSAGE = re.compile(r"^\S+: (?:error|warning)\[(?P<code>\w+)\]: (?P<text>.+)$")

# What an editor never writes: what all records share, and what we make from other things.
NOT_WRITTEN = {"Record", "Entry", "Claim", "Citation", "Condition", "Article", "Picture"}
RECORDS_OF_FILES: dict[str, type[BaseModel]] = {
    "site": model.Site,
    "agencies": model.Agency,
    "attempts": model.SharedAttempt,
    "sources": model.Source,
    "figures": model.Figure,
    "timeline": model.Event,
    "corrections": model.Correction,
    "factcheck": model.Check,
    "waivers": model.Waiver,
    "dictionary": model.Dictionary,
}
# Tools that every system has, or that a new machine must have.
SYSTEM_TOOLS = {"cd", "cp", "git", "mkdir", "rm"}


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def section(page: str, heading: str) -> str:
    """The part of a page under a heading, up to the next one of any level."""
    _, _, rest = f"\n{page}".partition(f"# {heading}\n")
    return re.split(r"^##+ ", rest, maxsplit=1, flags=re.MULTILINE)[0]


def without_code(page: str) -> str:
    return re.sub(r"`[^`\n]*`", "", BLOCK.sub("", page))


def blocks(page: str, kind: str) -> list[str]:
    return [found["text"] for found in BLOCK.finditer(page) if found["kind"] == kind]


# ------------------------------------------------------------------------ what is made


def test_the_reference_is_up_to_date() -> None:
    old = [
        shown(page)
        for page in sorted(REFERENCE.glob("*.md"))
        if generate.renewed(text_of(page)) != text_of(page)
    ]
    assert old == [], "run: .venv/bin/python docs/generate.py"


def test_every_field_every_command_and_every_column_is_documented() -> None:
    found = [part for page in REFERENCE.glob("*.md") for part in generate.parts_in(text_of(page))]
    records = [
        name
        for name in model.__all__
        if isinstance(kind := getattr(model, name), type)
        and issubclass(kind, BaseModel)
        and name not in NOT_WRITTEN
    ]
    commands = ["broadsheet", *cli.command.commands, *(f"new {name}" for name in new.commands)]
    wanted = [
        *(f"fields {name}" for name in records),
        *(f"{part} {name}" for name in commands for part in ("command", "options")),
        *(f"columns {name}" for name in generate.TABLES),
        *(f"limits {name}" for name in generate.LIMITS),
        *("verbs", "downloads", "reserved", "problems"),
    ]
    assert sorted(found) == sorted(wanted)


def test_a_made_table_names_every_field_and_every_option() -> None:
    agency = generate.fields("Agency")
    assert all(f"| `{name}` |" in agency for name in generate.field_names(model.Agency))
    build = cli.command.commands["build"]
    words = [w for p in build.params if isinstance(p, click.Option) for w in p.opts]
    assert all(f"`{word}`" in generate.options("build") for word in [*words, "-h", "--help"])


def test_every_exit_code_is_documented_and_no_other() -> None:
    table = section(text_of(REFERENCE / "commands.md"), "Exit codes")
    usage = click.UsageError.exit_code
    codes = {0, report.CONTENT_PROBLEMS, usage, cli.OUR_BUG, report.LOCKED, cli.STOPPED}
    assert {int(code) for code in re.findall(r"^\| `(\d+)`", table, re.MULTILINE)} == codes


def test_every_file_of_content_and_every_column_of_its_tables_is_documented() -> None:
    from broadsheet.load import OPTIONAL, REQUIRED, TABLES  # noqa: PLC0415

    page = text_of(REFERENCE / "content.md")
    assert all(section(page, f"{name}.yaml") for name in (*REQUIRED, *OPTIONAL))
    geography = section(page, "geography/")
    assert all(f"`{name}.csv`" in geography for name in TABLES)
    assert all(f"`{column}`" in geography for columns in TABLES.values() for column in columns)


# ------------------------------------------------------------------------ prose


def test_every_directive_is_documented_with_its_options_and_an_example() -> None:
    page = text_of(REFERENCE / "prose.md")
    missing = []
    for name, shape in SHAPES.items():
        told = section(page, name)
        missing += [] if f"/// {name}" in told else [name]
        options = (*shape.required, *shape.optional, *shape.choices)
        missing += [f"{name}: {option}" for option in options if option not in told]
    assert missing == []


def test_every_filter_is_documented_in_the_words_of_the_program() -> None:
    told = section(text_of(REFERENCE / "prose.md"), "Filters")
    rows = dict(re.findall(r"^\| `(\w+)[^`]*` \| (.+?) \|", told, re.MULTILINE))
    assert set(rows) == set(FILTERS)
    wrong = [name for name, it in FILTERS.items() if not rows[name].startswith(it.meaning[:20])]
    assert wrong == []


def test_every_way_to_a_figure_and_every_field_of_it_is_documented() -> None:
    from broadsheet.figures.compute import NUMBER_FIELDS, TEXT_FIELDS  # noqa: PLC0415

    told = section(text_of(REFERENCE / "prose.md"), "Where the number comes from")
    words = (*FIGURE_WAYS, *NUMBER_FIELDS, *TEXT_FIELDS, *WHERE_FIELDS)
    assert [word for word in words if f"`{word}`" not in told] == []


# ------------------------------------------------------------------------ problems


@cache
def codes_of_the_program() -> frozenset[str]:
    return frozenset(
        node.value
        for tree in program()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and CODE.fullmatch(node.value)
    )


@cache
def program() -> tuple[ast.Module, ...]:
    return tuple(ast.parse(text_of(path)) for path in sorted((ROOT / "broadsheet").rglob("*.py")))


def test_every_problem_is_documented_and_no_other() -> None:
    headings = HEADING.findall(text_of(REFERENCE / "problems.md"))
    documented = [heading for heading in headings if CODE.fullmatch(heading)]
    assert len(documented) == len(set(documented))
    assert set(documented) == set(all_codes()) == codes_of_the_program()


def test_every_problem_is_shown_by_a_message_of_its_own() -> None:
    page = text_of(REFERENCE / "problems.md")
    wrong = []
    for code in sorted(codes_of_the_program()):
        examples = blocks(section(page, code), "text")
        found = MESSAGE.match(examples[0].splitlines()[0]) if len(examples) == 1 else None
        wrong += [] if found and found["code"] == code else [code]
    assert wrong == []


def test_no_page_speaks_of_a_code_that_there_is_not() -> None:
    told = {(shown(page), code) for page in PAGES for code in CODE.findall(text_of(page))}
    assert sorted(entry for entry in told if entry[1] not in codes_of_the_program()) == []


def test_messages_are_shown_in_the_words_of_the_program() -> None:
    wordings = tuple(sorted(set(wordings_of_the_program())))
    wrong = [
        f"{shown(page)}: {sentence}"
        for page in PAGES
        for block in blocks(text_of(page), "text")
        for sentence in sentences(block)
        if not any(is_worded(sentence, wording) for wording in wordings)
    ]
    assert wrong == []


def sentences(block: str) -> Iterator[str]:
    """The messages of a block, and the hint on the line after each."""
    told = False
    for line in block.splitlines():
        message = MESSAGE.match(line)
        if message:
            yield message["text"]
        elif told and line.startswith("  "):
            yield line.strip()
        told = bool(message)


def is_worded(sentence: str, wording: tuple[str, ...]) -> bool:
    """Whether the fixed pieces of a wording stand in a sentence, in their order."""
    position = 0
    for piece in wording:
        found = sentence.find(piece, position)
        if found < 0:
            return False
        position = found + len(piece)
    return True


def wordings_of_the_program() -> Iterator[tuple[str, ...]]:
    """The fixed pieces of every text of the program that has at least six letters."""
    fewest = 6
    for node in (node for tree in program() for node in ast.walk(tree)):
        parts = node.values if isinstance(node, ast.JoinedStr) else [node]
        constants = (part.value for part in parts if isinstance(part, ast.Constant))
        pieces = tuple(value for value in constants if isinstance(value, str))
        if sum(sign.isalpha() for piece in pieces for sign in piece) >= fewest:
            yield pieces


# ------------------------------------------------------------------------ links and index


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as code hosts make them."""
    plain = BLOCK.sub("", text_of(page))
    words = (heading.lower().replace("`", "") for heading in HEADING.findall(plain))
    found: set[str] = set()
    for slug in (re.sub(r"[^\w\- ]", "", word).strip().replace(" ", "-") for word in words):
        number = 0
        while (anchor := f"{slug}-{number}" if number else slug) in found:
            number += 1
        found.add(anchor)
    return found


def test_every_link_inside_the_documentation_leads_somewhere() -> None:
    wrong = [f"{shown(page)}: {link}" for page in PAGES for link in broken_links(page)]
    assert wrong == []


def broken_links(page: Path) -> Iterator[str]:
    for link in LINK.findall(without_code(text_of(page))):
        if link.startswith(("https://", "mailto:")):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        inside = target.suffix == ".md" and target.exists()
        if not target.exists() or (anchor and not (inside and anchor in anchors(target))):
            yield link


def test_no_two_headings_of_a_reference_page_fight_for_an_anchor() -> None:
    doubled = [
        f"{shown(page)}: {heading}"
        for page in REFERENCE.glob("*.md")
        for heading in HEADING.findall(BLOCK.sub("", text_of(page)))
        if HEADING.findall(BLOCK.sub("", text_of(page))).count(heading) > 1
    ]
    assert doubled == []


def test_every_page_is_in_an_index() -> None:
    indexes = (DOCS / "README.md", DOCS / "decisions" / "README.md")
    linked = {
        (index.parent / link.partition("#")[0]).resolve()
        for index in indexes
        for link in LINK.findall(text_of(index))
    }
    pages = {page.resolve() for page in DOCS.rglob("*.md")} - {indexes[0].resolve()}
    assert sorted(shown(page) for page in pages - linked) == []


def test_every_library_is_named_in_a_decision() -> None:
    project = tomllib.loads(text_of(ROOT / "pyproject.toml"))["project"]
    names = [re.split(r"[<>=~!; ]", line)[0] for line in project["dependencies"]]
    told = " ".join(text_of(page) for page in (DOCS / "decisions").glob("*.md")).lower()
    assert [name for name in names if name not in told] == []


def test_the_table_of_imports_is_the_one_that_holds() -> None:
    table = section(text_of(ROOT / "CONTRIBUTING.md"), "Who may import whom")
    allowed = dict(told_imports(table))
    wrong = [
        f"{room} imports {other}"
        for room, others in real_imports().items()
        for other in sorted(others)
        if other not in allowed.get(room, set())
    ]
    assert wrong == []


def told_imports(table: str) -> Iterator[tuple[str, set[str]]]:
    """Each room with the rooms that it may import from; never one that stands below it."""
    above: set[str] = set()
    for left, right in re.findall(r"^\| (`.+?) \| (.+?) \|$", table, re.MULTILINE):
        rooms, named = re.findall(r"`(\w+)`", left), set(re.findall(r"`(\w+)`", right))
        everything = right.startswith("all of the above")
        for room in rooms:
            yield room, above - named if everything else above & named
        above |= set(rooms)


def real_imports() -> dict[str, set[str]]:
    """The rooms that each room imports from, inside functions and for type checkers too."""
    folder = ROOT / "broadsheet"
    found: dict[str, set[str]] = {}
    for path in folder.rglob("*.py"):
        room = path.relative_to(folder).with_suffix("").parts[0]
        for node in ast.walk(ast.parse(text_of(path))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("broadsheet"):
                module = (node.module or "").split(".")
                names = [alias.name for alias in node.names] if len(module) == 1 else [module[1]]
                found.setdefault(room, set()).update(set(names) - {room, "__version__"})
    return found


# ------------------------------------------------------------------------ commands that are shown


def verbs() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", text_of(ROOT / "Makefile"), re.MULTILINE))


def test_every_verb_of_make_that_is_named_exists() -> None:
    named = {
        (shown(page), verb)
        for page in PAGES
        for code in [*re.findall(r"`([^`\n]+)`", text_of(page)), *blocks(text_of(page), "sh")]
        for verb in re.findall(r"^make ([a-z-]+)", code, re.MULTILINE)
    }
    assert len({verb for _, verb in named}) > 1
    assert sorted(entry for entry in named if entry[1] not in verbs_anywhere()) == []


def verbs_anywhere() -> set[str]:
    """The verbs of this folder, and those of a folder that `new` makes."""
    return verbs() | set(re.findall(r"^([a-z]+):.*## ", text_of(STARTER), re.MULTILINE))


def test_every_verb_of_make_is_documented() -> None:
    told = generate.verbs("")
    assert [verb for verb in sorted(verbs()) if f"`make {verb}`" not in told] == []


def test_every_shell_command_that_is_shown_exists() -> None:
    wrong = [
        f"{shown(page)}: {line}"
        for page in PAGES
        for block in blocks(text_of(page), "sh")
        for line in block.splitlines()
        if not exists(line)
    ]
    assert wrong == []


def exists(line: str) -> bool:
    """Whether a line of a shell can be run here: its program, its command, its options."""
    words = [word.strip("\"'") for word in line.replace('="', ' "').split()]
    if words[0] == "make":
        return words[1] in verbs_anywhere() and options_exist(words[1], words[2:])
    if words[0] == "broadsheet":
        return options_exist(words[1], words[2:])
    if words[0].endswith("python") and words[1] == "build.py":
        return options_exist(words[2], words[3:])
    if words[0].endswith("python"):
        return words[1] == "-m" or (ROOT / words[1]).exists()
    return words[0] in SYSTEM_TOOLS


def options_exist(name: str, words: list[str]) -> bool:
    """Whether a command, or one of its group, has every long option; other verbs have their own."""
    found = cli.command.commands.get(name)
    group = found.commands.values() if isinstance(found, click.Group) else ()
    known = {word for part in (found, *group) if part for one in part.params for word in one.opts}
    return not found or all(word in known for word in words if word.startswith("--"))


# ------------------------------------------------------------------------ examples


def yaml_examples() -> Iterator[tuple[str, str]]:
    for page in PAGES:
        if shown(page) != OF_ITS_OWN:
            for block in blocks(text_of(page), "yaml"):
                yield shown(page), block


def test_every_example_of_a_file_is_sound() -> None:
    faults = [f"{page}: {fault}" for page, block in yaml_examples() for fault in faults_of(block)]
    assert faults == []


def faults_of(block: str) -> list[str]:
    """What is wrong with an example that names its file, or that is the top of an article."""
    named = re.match(r"# content/(\w+)\.yaml\n", block)
    front = block.startswith("---\n")
    text = block.removeprefix("---\n").removesuffix("---\n") if front else textwrap.dedent(block)
    value, problems = read_yaml(text, "example")
    if front or named:
        record = RECORDS_OF_FILES[named[1]] if named else FrontMatter
        for entry in value if isinstance(value, list) else [value]:
            problems += read_record(record, entry, Origin("example"), nowhere)[1]
    return [str(problem) for problem in problems]


def nowhere(origin: Origin, *_path: str | int, key: bool = False, offset: int = -1) -> Location:
    del key, offset
    return Location(origin.file)


def test_examples_are_of_every_file() -> None:
    named = {found[1] for _, b in yaml_examples() if (found := re.match(r"# content/(\w+)\.", b))}
    assert named == set(RECORDS_OF_FILES)


def computed(*more: Figure) -> tuple[dict[str, FigureValue], list[FigureFault]]:
    """The figures of the shipped investigation and some more; the last of a name counts."""
    found = shipped()
    figures = {figure.id: figure for figure in (*found.figures, *more)}
    return compute(
        agencies=found.agencies, sources=found.sources, timeline=found.timeline,
        figures=tuple(figures.values()), county_of={},
    )  # fmt: skip


@cache
def shipped() -> Investigation:
    """The investigation that comes with the program, of which the documentation speaks."""
    return checked(validate(load(ROOT)))


def test_every_example_of_a_figure_can_be_computed() -> None:
    faults = [
        f"{page}: {fault.message}"
        for page, block in yaml_examples()
        if block.startswith("# content/figures.yaml")
        for fault in computed(*figures_in(block))[1]
    ]
    assert faults == []


def figures_in(block: str) -> Iterator[Figure]:
    """The sound figures of an example."""
    for entry in read_yaml(block, "example")[0]:
        figure, _ = read_record(Figure, entry, Origin("example"), nowhere)
        if figure:
            yield figure


@pytest.mark.parametrize("page", ["README.md", "docs/reference/prose.md", TUTORIAL])
def test_every_example_of_prose_is_read_without_a_problem(page: str) -> None:
    told = [block for where, block in yaml_examples() if where == page]
    own = [block for block in told if block.startswith("# content/figures.yaml")]
    figures, _ = computed(*(figure for block in own for figure in figures_in(block)))
    examples = blocks(text_of(ROOT / page), "markdown")
    problems = [str(problem) for block in examples for problem in problems_of(block, figures)]
    assert examples
    assert problems == []


def problems_of(block: str, figures: dict[str, FigureValue]) -> tuple[Problem, ...]:
    """What is wrong with an article, or a part of one, in the shipped investigation."""
    found, body = shipped(), block
    if block.startswith("---\n"):
        parts, problems = split_article(block, "example")
        if not parts:
            return tuple(problems)
        body = parts.body
        problems += read_record(FrontMatter, parts.front, Origin("example"), nowhere)[1]
        if problems:
            return tuple(problems)
    scope = Scope(
        notes=Notes({}),
        figures=figures,
        sources={source.id: source.outlet for source in found.sources},
        agencies={agency.id: f"agencies/{agency.id}/" for agency in found.agencies},
        counties={county.name: "counties/" for county in found.gazetteer.counties},
        articles={f"{article.id}.md": f"{article.id}/" for article in found.articles},
        terms=tuple(term.id for term in found.dictionary.terms),
        pictures=("memo.jpg",),
    )
    return read_prose(body, file="example", first_line=1, scope=scope).problems
