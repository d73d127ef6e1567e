r"""What a page of the documentation has its reader do: run, write, change, look; in order.

Blocks of `sh` are run line by line. A block whose first line is a comment with the name of a file
(`# content/sources.yaml`, `# in …`, `<!-- content/story/index.md -->`) is written into
that file. A block of
`text` is what the screen shows after the command before it. What a page says otherwise stands in a
comment that readers do not see. It is about the block below it, or does something by itself:

    <!-- run: fails -->               the last command ends with an error
    <!-- run: for a while -->         the last command goes on until the next one, as a server does
    <!-- run: answers: y -->          what is typed when the last command asks
    <!-- run: not here: REASON -->    no test runs this block
    <!-- run: only shown -->          nothing is written, and no screen must show it
    <!-- run: $ make build -->        the prose has the reader do this
    <!-- run: put "new" for "old" in content/site.yaml -->   and change this; "\n" ends a line
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

PART = re.compile(
    r"^ *<!-- run: (?P<mark>.+?) -->$|^(?P<indent> *)```(?P<kind>\w*)\n(?P<text>.*?)^ *```$",
    re.MULTILINE | re.DOTALL,
)
NAMED = re.compile(r"(?:# (?:in )?|<!-- )(?P<name>[\w.~-]+(?:/[\w.-]+)*\.\w+)(?: -->)?\n")
PUT = re.compile(r'put (?P<new>"(?:[^"\\]|\\.)*") for (?P<old>"(?:[^"\\]|\\.)*") in (?P<name>\S+)')
ABOUT_A_BLOCK = re.compile(r"fails|for a while|only shown|answers: (.*)|not here: (.+)")


@dataclass(frozen=True)
class Command:
    """One line of a shell. `way` is empty, `fails` or `for a while`."""

    line: int
    text: str
    way: str = ""
    answers: str = ""


@dataclass(frozen=True)
class Written:
    """A file that the page shows, or a part of one."""

    line: int
    name: str
    text: str


@dataclass(frozen=True)
class Put:
    """A change of one place in a file, which the prose describes."""

    line: int
    name: str
    old: str
    new: str


@dataclass(frozen=True)
class Shown:
    """What the screen shows."""

    line: int
    text: str


@dataclass(frozen=True)
class NotHere:
    """Commands that no test runs, and the reason."""

    line: int
    text: str
    reason: str


Step = Command | Written | Put | Shown | NotHere


def steps_of(page: str) -> list[Step]:
    """All that a page has its reader do; a mark that is not known is an error."""
    found: list[Step] = []
    mark = ""
    for part in PART.finditer(page):
        line = page.count("\n", 0, part.start()) + 1
        if part["mark"] is None:
            found += _of_block(part, line, mark)
            mark = ""
        elif ABOUT_A_BLOCK.fullmatch(part["mark"]):
            mark = part["mark"]
        else:
            found.append(_at_once(part["mark"], line))
    if mark:
        raise ValueError(f"below the mark '{mark}' there is no block")
    return found


def _at_once(mark: str, line: int) -> Step:
    """What a mark does by itself."""
    if mark.startswith("$ "):
        return Command(line, mark.removeprefix("$ "))
    if put := PUT.fullmatch(mark):
        return Put(line, put["name"], json.loads(put["old"]), json.loads(put["new"]))
    raise ValueError(f"line {line}: '{mark}' is no mark")


def _of_block(block: re.Match[str], line: int, mark: str) -> Iterator[Step]:
    """What a block has its reader do, by its kind and by the mark above it."""
    text = textwrap.dedent(block["text"])
    if block["kind"] == "sh":
        yield from _commands(text, line, mark)
    elif mark not in {"", "only shown"}:
        raise ValueError(f"line {line}: '{mark}' is about commands, and these are none")
    elif mark == "only shown":
        return
    elif block["kind"] == "text":
        yield Shown(line, text)
    elif named := NAMED.match(text):
        yield Written(line, named["name"], text[named.end() :])


def _commands(text: str, line: int, mark: str) -> Iterator[Step]:
    """The commands of a block; a mark is about the last of them."""
    if mark.startswith("not here: "):
        yield NotHere(line, text, mark.removeprefix("not here: "))
        return
    if mark == "only shown":
        raise ValueError(f"line {line}: say 'not here' and why")
    lines = text.replace("\\\n", " ").splitlines()
    answers = mark.removeprefix("answers: ") if mark.startswith("answers: ") else ""
    for place, command in enumerate(lines, line + 1):
        last = place == line + len(lines)
        yield Command(place, command, "" if answers or not last else mark, answers if last else "")
