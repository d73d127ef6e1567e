"""The tables of the reference that follow from the program: `python docs/generate.py` renews them.

A page of `docs/reference/` says `<!-- made: fields Site -->` where such a table stands; the
words around it are written by hand. `PARTS` names every kind of table and its maker. A test
holds the pages on disk to this, so that no field, command or limit changes unnoticed.
"""
# ruff: noqa: INP001 - a folder of texts, not a package

from __future__ import annotations

import re
import sys
import types
import typing
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import click  # noqa: E402  (the program is found only now)
from pydantic import BaseModel  # noqa: E402

from broadsheet import cli, model, preview, values  # noqa: E402
from broadsheet.exports import (  # noqa: E402
    FILES,
    answers,
    changes,
    cited,
    claims,
    declared,
    dictionary,
)
from broadsheet.intake import workbook  # noqa: E402
from broadsheet.load import pictures, tables, text, yamltree  # noqa: E402
from broadsheet.markup import limits, reading, tree  # noqa: E402
from broadsheet.model.replies import Agencies  # noqa: E402
from broadsheet.photos import prints  # noqa: E402
from docs.problem_page import problems  # noqa: E402

REFERENCE = ROOT / "docs" / "reference"
MADE = re.compile(
    r"(?P<open><!-- made: (?P<part>.+?) -->\n).*?(?P<close><!-- /made -->)", re.DOTALL
)
FOLDER_OPTIONS = frozenset({"root", "output", "cache"})


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = (heads, ["---"] * len(heads), *rows)
    return "".join(f"| {' | '.join(map(in_a_cell, cells))} |\n" for cells in lines)


def in_a_cell(words: str) -> str:
    """Words that may hold the sign that parts cells."""
    return " ".join(words.split()).replace("|", r"\|")


# ------------------------------------------------------------------------ the fields of records

KINDS: tuple[tuple[Any, str], ...] = (
    (values.Text, "text"),
    (values.Whole, "whole number"),
    (values.Decimal, "number"),
    (values.YesNo, "yes or no"),
    (values.Day, "day"),
    (values.Moment, "time"),
    (values.Slug, "id"),
    (values.Name, "name"),
    (values.WebAddress, "web address"),
    (values.PartialDate, "date"),
    (model.Citations, "list of sources"),
    (Agencies, "`all`, or list of id"),
)
CLAIMS = (
    model.Listing, model.Searches, model.Spending, model.Users, model.FreeTrial,
    model.Milestone, model.Statement, model.Fact,
)  # fmt: skip
SAID: dict[tuple[type[BaseModel], str], str] = {(model.Particular, "value"): "as its `type` says"}
# What the rules ask for, beyond the shapes.
RULED: dict[tuple[type[BaseModel], str], str] = {
    **{(claim, "sources"): "**yes**" for claim in CLAIMS},
    (model.Attempt, "sources"): "**yes**, unless it is `ours`",
    (model.SharedAttempt, "sources"): "**yes**, unless it is `ours`",
    (model.Reply, "sources"): "**yes**, unless it is `ours`",
    (model.Reply, "category"): "of the newest reply",
    (model.Reply, "date"): "of each, where there are several",
    (model.Statement, "speaker"): "**yes**",
    (model.Event, "sources"): "**yes**",
    (model.Figure, "sources"): "with `value`",
    (model.Agency, "place"): "a place, a county, coordinates or `statewide`",
    (model.Agency, "latitude"): "with `longitude`",
    (model.Agency, "longitude"): "with `latitude`",
}


def fields(record_name: str) -> str:
    """Every field of a record that an editor may write."""
    record: type[BaseModel] = getattr(model, record_name)
    hints = typing.get_type_hints(record, include_extras=True)
    rows = []
    for name in field_names(record):
        field = record.model_fields[name]
        must = "**yes**" if field.is_required() else otherwise(field.default)
        must = RULED.get((record, name), must)
        written = field.alias or name
        kind = SAID.get((record, name)) or kind_of(hints[name])
        rows.append((f"`{written}`", kind, must, field.description or ""))
    return table(("Field", "Kind", "Required", "What it is"), rows)


def field_names(record: type[BaseModel]) -> list[str]:
    """The names of the fields, a claim's own before those that all claims have."""
    shared = list(model.Claim.model_fields) if issubclass(record, model.Claim) else []
    names = [name for name, field in record.model_fields.items() if not field.exclude]
    return [name for name in names if name not in shared] + shared


def otherwise(default: Any) -> str:
    """What holds where a field is left out."""
    if default in (None, ()) or isinstance(default, BaseModel):
        return "no"
    return f"no; else `{'no' if default is False else default}`"


def kind_of(hint: Any) -> str:
    """The kind of a field in an editor's words."""
    simple = next((told for declared_kind, told in KINDS if hint == declared_kind), "")
    origin, inside = typing.get_origin(hint), typing.get_args(hint)
    if simple:
        return simple
    if origin in {typing.Union, types.UnionType}:
        return kind_of(next(part for part in inside if part is not type(None)))
    if origin is typing.Literal:
        return "one of " + ", ".join(f"`{choice}`" for choice in inside)
    if origin is tuple:
        several = "list of " if inside[-1] is Ellipsis else f"list of {len(inside)}, each a "
        return several + kind_of(inside[0])
    return "group of fields" if origin is typing.Annotated else linked(hint)


def linked(record: type[BaseModel]) -> str:
    """A group of fields by its heading: `Map settings` for `MapSettings`."""
    words = re.sub(r"(?<=[a-z])([A-Z])", r" \1", record.__name__).capitalize()
    return f"[{words}](#{words.lower().replace(' ', '-')})"


# ------------------------------------------------------------------------ the command line


def verbs(_: str) -> str:
    """Each verb of the Makefile that explains itself."""
    lines = (ROOT / "Makefile").read_text("utf-8").splitlines()
    told = (re.fullmatch(r"([a-z-]+):.* ## (.+)", line) for line in lines)
    return table(("Verb", "What it does"), ((f"`make {t[1]}`", t[2]) for t in told if t))


def opened(name: str) -> tuple[click.Command, click.Context]:
    """A command (or all of it, `broadsheet`) and the context in which it would run.

    A command of a group has two words, such as `new agency`.
    """
    top = click.Context(cli.command, info_name="broadsheet", **cli.command.context_settings)
    found, context = typing.cast("click.Command", cli.command), top
    for word in name.split() if name != top.info_name else ():
        found = typing.cast("click.Group", found).commands[word]
        context = click.Context(found, info_name=word, parent=context)
    return found, context


def command(name: str) -> str:
    """What a command does, and how it is called."""
    found, context = opened(name)
    blocks = (found.help or "").split("\n\n")
    told = "\n\n".join(" ".join(block.split()) for block in blocks)
    return f"{told}\n\n```text\n{found.get_usage(context)}\n```\n"


def options(name: str) -> str:
    """Every option of a command."""
    found, context = opened(name)
    shown = [one for one in found.get_params(context) if isinstance(one, click.Option)]
    heads = ("Option", "Value", "Variable", "Default", "What it does")
    return table(heads, (option_row(option, context) for option in shown))


def option_row(option: click.Option, context: click.Context) -> tuple[str, ...]:
    """An option as a row."""
    record = option.get_help_record(context)
    default = option.show_default
    return (
        ", ".join(f"`{word}`" for word in option.opts),
        value_of(option),
        f"`{option.envvar}`" if option.envvar else "",
        default if isinstance(default, str) else f"`{option.default}`" if default else "",
        record[1].partition("  [")[0] if record else "",
    )


def value_of(option: click.Option) -> str:
    """What is written after an option; nothing for a switch."""
    if option.is_flag:
        return ""
    if isinstance(option.type, click.Choice):
        return " or ".join(f"`{choice}`" for choice in option.type.choices)
    if isinstance(option.type, click.IntRange):
        return f"{option.type.min} to {option.type.max}"
    return option.metavar or ("folder" if option.name in FOLDER_OPTIONS else "text")


# ------------------------------------------------------------------------ the downloads

TABLES: dict[str, Sequence[declared.Column[Any]]] = {
    "agencies.csv": declared.COLUMNS,
    "sources.csv": cited.SOURCE_COLUMNS,
    "citations.csv": cited.CITATION_COLUMNS,
    "claims.csv": claims.CLAIM_COLUMNS,
    "attempts.csv": answers.ATTEMPT_COLUMNS,
    "replies.csv": answers.REPLY_COLUMNS,
    "timeline.csv": declared.EVENT_COLUMNS,
    "corrections.csv": changes.CORRECTION_COLUMNS,
    "changes.csv": changes.CHANGE_COLUMNS,
    "dictionary.csv": dictionary.DICTIONARY_COLUMNS,
}


def downloads(_: str) -> str:
    """Every file of `data/`."""
    return table(("File", "What it is"), ((f"`data/{name}`", told) for name, told in FILES.items()))


def columns(name: str) -> str:
    """The columns of a CSV file."""
    rows = ((f"`{c.name}`", dictionary.TYPES[c.type], c.meaning) for c in TABLES[name])
    return table(("Column", "Type", "What it holds"), rows)


# ------------------------------------------------------------------------ the limits

LIMITS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "files": (
        ("An article", f"{text.PROSE_LIMIT / 1e6:g} MB", "E013"),
        ("Any other file of text", f"{text.DATA_LIMIT / 1e6:g} MB", "E013"),
        ("A cell of a CSV file", f"{tables.LONGEST_CELL:,} characters", "E026"),
        ("A workbook for `import`", f"{workbook.MOST_BYTES / 1e6:g} MB", "E187"),
        (
            "Rows and cells of its sheet",
            f"{workbook.MOST_ROWS:,} and {workbook.MOST_CELLS:,}",
            "E187",
        ),
        ("Lists and groups of YAML inside one another", f"{yamltree.DEEPEST} levels", "E025"),
        ("A picture", f"{pictures.MOST_BYTES / 1e6:g} MB", "E016"),
        ("A picture's pixels", f"{pictures.MOST_PIXELS / 1e6:g} million", "E016"),
        ("A file made of a picture", f"{prints.HEAVY / 1e6:g} MB", "W164"),
    ),
    "prose": (
        ("The text of an article", f"{limits.MOST_BYTES:,} bytes", "E084"),
        ("Lists and quotations inside one another", f"{limits.DEEPEST} levels", "E084"),
        ("Paragraphs, items and rows of one text", f"{limits.MOST_BLOCKS:,}", "E084"),
        ("Characters of one paragraph", f"{limits.LONGEST_BLOCK:,}", "E084"),
        ("Brackets and marks in one paragraph", f"{limits.MOST_MARKS_IN_BLOCK:,}", "E084"),
        ("Brackets and marks in one text", f"{limits.MOST_MARKS:,}", "E084"),
        ("Levels of headings", f"`{'#' * tree.HIGHEST}` to `{'#' * tree.LOWEST}`", "E082"),
    ),
    "values": (
        ("An id or the name of a figure", f"{values.LONGEST_SLUG} characters", "E043"),
        ("A whole number", f"{values.LONGEST_NUMBER} characters", "E043"),
        ("A number", f"{2 * values.LONGEST_NUMBER} characters", "E043"),
    ),
    "telling": (
        ("Problems of one kind told of one text", f"{reading.MOST_OF_ONE_CODE}", "any"),
        ("Forbidden signs told of one file", f"{text.MOST_TOLD}", "E012"),
        ("Ports that `serve` tries", f"{preview.PORTS_TRIED}", "E114"),
    ),
}


def limit_table(group: str) -> str:
    """The limits of one group."""
    return table(("What", "At most", "Problem"), LIMITS[group])


def reserved(_: str) -> str:
    """The ids that nothing may have."""
    return ", ".join(f"`{word}`" for word in sorted(values.RESERVED_SLUGS)) + ".\n"


# ------------------------------------------------------------------------ the pages

PARTS: dict[str, Callable[[str], str]] = {
    "fields": fields,
    "verbs": verbs,
    "command": command,
    "options": options,
    "downloads": downloads,
    "columns": columns,
    "limits": limit_table,
    "reserved": reserved,
    "problems": problems,
}


def renewed(page: str) -> str:
    """The page with everything in it made anew. KeyError for a part that there is not."""

    def made(found: re.Match[str]) -> str:
        kind, _, name = found["part"].partition(" ")
        return f"{found['open']}\n{PARTS[kind](name)}\n{found['close']}"

    return MADE.sub(made, page)


def parts_in(page: str) -> Iterator[str]:
    """The parts that a page has, such as `fields Site`."""
    return (found["part"] for found in MADE.finditer(page))


def main() -> None:
    """Write every page that has changed."""
    for path in sorted(REFERENCE.glob("*.md")):
        before = path.read_text("utf-8")
        after = renewed(before)
        if after != before:
            path.write_text(after, "utf-8")
            sys.stdout.write(f"{path.relative_to(ROOT)}: renewed\n")


if __name__ == "__main__":
    main()
