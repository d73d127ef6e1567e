"""Room: what each code of a problem means, why it matters, and how it is mended.

The words stand in the `.toml` files beside this module, one for each group of codes, and
nowhere else: `broadsheet explain` tells them, and the reference is made from them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Literal

ORDER = (
    "files", "yaml", "fields", "between", "spreadsheets", "prose", "pictures", "site", "writing",
    "starting",
    "geography", "desk", "corrections", "destinations", "check",
)  # fmt: skip
"""The groups, in the order in which a build comes to them."""

Mender = Literal["writer", "data editor", "developer"]
MENDERS: tuple[Mender, ...] = ("writer", "data editor", "developer")
BY_FILE = "by file"
"""Who mends it depends on the file that the problem is told of."""
PROSE = ("content/story/", "content/media/")
"""What writers keep; the rest of `content/` is the data editor's."""

FOLDER, COMMAND = "the folder", "the command line"
"""Where an example stands that is no text in a file: names of files, or a command."""
UNSEEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\U0001fffe]")
"""Signs of the examples that nobody could see, and that would turn the page around them."""


@dataclass(frozen=True, slots=True)
class Code:
    """What is told of one code.

    `mends` is one of MENDERS, or BY_FILE. `told` is the message of the wrong example, which
    stands in `where`: a file, FOLDER or COMMAND. An example of no text is one that is not
    there. The right one stands in the same place, unless `right_where` says otherwise.
    """

    name: str
    title: str
    mends: str
    means: str
    why: str
    mend: str
    told: str
    where: str
    wrong: str
    right: str
    right_where: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Codes that belong together, with what is to be said of all of them."""

    title: str
    intro: str
    codes: tuple[Code, ...]


@cache
def groups() -> tuple[Group, ...]:
    """Every group with its codes, in order."""
    folder = resources.files(__name__)
    texts = (folder.joinpath(f"{name}.toml").read_text("utf-8") for name in ORDER)
    return tuple(read_group(tomllib.loads(text)) for text in texts)


def read_group(tree: Mapping[str, Any]) -> Group:
    """A group from its file. TypeError where an entry lacks a part, or has one too many."""
    codes = {name: entry for name, entry in tree.items() if isinstance(entry, dict)}
    rest = {name: value for name, value in tree.items() if name not in codes}
    told = tuple(Code(name=name, **entry) for name, entry in codes.items())
    return Group(**rest, codes=told)


@cache
def all_codes() -> Mapping[str, Code]:
    """Every code by its name, such as `E041`."""
    return MappingProxyType({code.name: code for group in groups() for code in group.codes})


def who_mends(name: str, file: str = "") -> Mender:
    """Who mends a problem of this code: the writer, the data editor or the developer.

    `file` is that of its location: some codes are the writer's in an article and the data
    editor's in the data. What the list does not know is the developer's.
    """
    code = all_codes().get(name)
    told = next((mender for mender in MENDERS if code and code.mends == mender), None)
    if told or not code:
        return told or "developer"
    return "writer" if file.startswith(PROSE) else "data editor"


def visible(example: str) -> str:
    """An example with its unseen signs named: `The list ‹U+202E›names it.`."""
    return UNSEEN.sub(lambda sign: f"‹U+{ord(sign[0]):04X}›", example)
