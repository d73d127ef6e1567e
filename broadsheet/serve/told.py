"""Room: the preview's desk. A problem as the browser shows it: with the line that it is in."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from broadsheet.codes import all_codes
from broadsheet.codes.wording import plain
from broadsheet.problems import Location, Problem
from broadsheet.serve.editor import Editor, vscode_link

QUOTED = re.compile(r"'([^']+)'")
WORD = re.compile(r"[^\s,;\[\]{}()]+")
READABLE = ("content/", "templates/")
"""Where editors write: nothing else is shown or opened."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place that can be opened: the address for VS Code, and the command for a terminal."""

    location: Location
    link: str
    command: str

    @property
    def told(self) -> str:
        """`content/agencies.yaml, line 31`."""
        line = self.location.line
        return f"{self.location.file}, line {line}" if line else self.location.file


@dataclass(frozen=True, slots=True)
class Told:
    """A problem with the line of the file that it is in, cut at the word that is wrong.

    `means`, `why` and `mend` are what `explain` says of its code.
    """

    problem: Problem
    place: Place | None
    before: str = ""
    word: str = ""
    after: str = ""
    means: str = ""
    why: str = ""
    mend: str = ""

    @property
    def has_line(self) -> bool:
        """Whether there is a line to show."""
        return bool(self.before or self.word or self.after)


@dataclass(frozen=True, slots=True)
class Files:
    """The files that editors write, as they lie on the disk."""

    root: Path
    templates: tuple[str, ...]
    editor: Editor | None = None

    def path(self, name: str) -> Path | None:
        """A file by its name in a problem; None for one that is not there, or is no editor's."""
        if not name.startswith(READABLE) or ".." in Path(name).parts:
            return None
        own = [self.root / name]
        own += [Path(f) / name.removeprefix("templates/") for f in self.templates]
        wanted = own if name.startswith("templates/") else own[:1]
        return next((file.resolve() for file in wanted if file.is_file()), None)

    def place(self, location: Location) -> Place | None:
        """Where a place can be opened; None where it is in no file of an editor."""
        file = self.path(location.file)
        if file is None:
            return None
        command = self.editor.command(file, location) if self.editor else ()
        return Place(location, vscode_link(file, location), shlex.join(command))

    def line(self, location: Location) -> str:
        """The line of a place, empty where there is none."""
        file = self.path(location.file)
        if file is None or not location.line:
            return ""
        lines = file.read_text(encoding="utf-8-sig", errors="replace").splitlines()
        return lines[location.line - 1] if location.line <= len(lines) else ""


def tell(problems: Iterable[Problem], files: Files) -> tuple[Told, ...]:
    """Each problem with its line; a file that cannot be read is told without."""
    return tuple(tell_one(problem, files) for problem in problems)


def tell_one(problem: Problem, files: Files) -> Told:
    """One problem."""
    try:
        line = files.line(problem.location)
    except OSError:
        line = ""
    begun, end = word_at(line, problem)
    place = files.place(problem.location)
    parts = (line[:begun], line[begun:end], line[end:])
    return Told(problem, place, *parts, *explained(problem.code))


def explained(name: str) -> tuple[str, str, str]:
    """What a code means, why that matters and how it is mended; nothing for one not known."""
    code = all_codes().get(name)
    return (plain(code.means), plain(code.why), plain(code.mend)) if code else ("", "", "")


def word_at(line: str, problem: Problem) -> tuple[int, int]:
    """Where the word begins and ends that a problem is about.

    What the message quotes counts, if it stands there; else the word at the column.
    """
    at = max(problem.location.column - 1, 0)
    quoted = sorted(set(QUOTED.findall(problem.message)), key=len, reverse=True)
    here = next((words for words in quoted if line.startswith(words, at)), "")
    if here:
        return at, at + len(here)
    if not problem.location.column:
        found = next((words for words in quoted if words in line), "")
        return line.find(found), line.find(found) + len(found)
    word = WORD.match(line, at)
    return (at, word.end()) if word else (min(at, len(line)), min(at + 1, len(line)))
