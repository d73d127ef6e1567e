"""The command line: the verb `explain`, which tells what a code means and how it is mended."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from broadsheet.cli.options import format_option
from broadsheet.codes import Code, all_codes, groups, visible
from broadsheet.codes.wording import (
    find_codes,
    mender_told,
    pages_named,
    place_told,
    plain,
    severity_told,
)
from broadsheet.problems import did_you_mean

WIDEST = 88
"""A line of more characters is hard to read."""
COLOURS = {"E": "bold red", "W": "bold yellow"}
ALL = "`explain --list` names all codes"


@click.command()
@click.argument("codes", nargs=-1, metavar="[CODE]...")
@click.option("--list", "listed", is_flag=True, help="List all codes with their titles, by group.")
@format_option
def explain(*, codes: tuple[str, ...], listed: bool, form: str) -> None:
    """Tell what the code of a problem means, why it matters, and how it is mended.

    CODE is what stands in the brackets of a message, such as E041; 41 will do.
    """
    if listed == bool(codes):
        raise click.UsageError("name a code, such as E041, or ask for --list")
    console = Console(soft_wrap=True, highlight=False, emoji=False)
    if listed:
        tell_list(console, form)
        return
    found = asked_for(codes)
    if form == "json":
        click.echo(json.dumps([as_record(code) for code in found]))
        return
    for number, code in enumerate(found):
        console.print(Text("\n" * bool(number), end=""), end="")
        for line in lines_of(code, min(console.width, WIDEST)):
            console.print(line)


def asked_for(words: tuple[str, ...]) -> tuple[Code, ...]:
    """The codes that are asked for, each once. UsageError with every word that is none."""
    found = {word: find_codes(word) for word in words}
    wrong = [no_such_code(word) for word, codes in found.items() if not codes]
    if wrong:
        raise click.UsageError("\n".join(wrong))
    return tuple(dict.fromkeys(code for codes in found.values() for code in codes))


def no_such_code(word: str) -> str:
    """What to say of a word that is no code."""
    hint = did_you_mean(word, all_codes())
    return f"there is no code '{word}'; {hint or ALL}"


def tell_list(console: Console, form: str) -> None:
    """All codes with their titles."""
    if form == "json":
        records = [
            {"code": code.name, "title": code.title, "group": group.title, "mends": code.mends}
            for group in groups()
            for code in group.codes
        ]
        click.echo(json.dumps(records, ensure_ascii=False))
        return
    for number, group in enumerate(groups()):
        console.print(Text("\n" * bool(number) + group.title, style="bold"))
        for code in group.codes:
            console.print(Text("  ").append(code.name, COLOURS[code.name[0]]), code.title)


def lines_of(code: Code, width: int) -> Iterator[Text]:
    """An entry for people: prose is wrapped, examples and messages are not."""
    yield Text().append(code.name, COLOURS[code.name[0]]).append(f"  {code.title}", "bold")
    yield wrapped(f"{severity_told(code)} Who mends it: {mender_told(code)}.", width, "dim")
    yield Text()
    yield wrapped(plain(code.means), width)
    yield from headed("Why", wrapped(plain(code.why), width))
    yield from headed("To mend it", wrapped(plain(code.mend), width))
    yield from headed(f"Wrong, {place_told(code, right=False)}", example(code.wrong))
    yield from headed("What is told of it", example(code.told))
    yield from headed(f"Right, {place_told(code, right=True)}", example(code.right))
    if pages := pages_named(code):
        yield Text(f"\nRead on in {' and '.join(pages)}.")


def headed(heading: str, text: Text) -> Iterator[Text]:
    """A part of an entry under its heading."""
    yield Text(f"\n{heading}", "bold")
    yield text


def wrapped(text: str, width: int, style: str = "") -> Text:
    """Prose in lines that fit."""
    return Text(textwrap.fill(text, width, break_long_words=False, break_on_hyphens=False), style)


def example(text: str) -> Text:
    """What stands in a file, indented; nothing is told, too."""
    shown = visible(text.rstrip("\n")) or "(it is not there)"
    return Text(textwrap.indent(shown, "    "), "cyan")


def as_record(code: Code) -> dict[str, Any]:
    """An entry for programs, in ASCII: an unseen sign would turn what a terminal shows."""
    return {
        "code": code.name, "title": code.title, "mends": code.mends, "means": plain(code.means),
        "why": plain(code.why), "mend": plain(code.mend), "message": code.told.rstrip("\n"),
        "where": code.where, "wrong": code.wrong, "right_where": code.right_where or code.where,
        "right": code.right, "pages": pages_named(code),
    }  # fmt: skip
