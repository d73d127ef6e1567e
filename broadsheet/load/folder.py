"""Stage load: which files `content/` holds, and which of them may not be there.

Names are told apart as every machine would (case and accents folded); a link that leads
out of the folder, a pipe, or a file that cannot be read is refused by name. Files and
folders that begin with a dot, and what text editors leave behind, are never looked at.
"""

from __future__ import annotations

import re
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from broadsheet.load.text import UNSEEN, sign_name
from broadsheet.problems import Location, Problem

Fault = tuple[str, str, str]
"""Code, message and remedy."""

IN_NO_NAME = re.compile(rf"{UNSEEN.pattern}|[\t\n]")

LITTER = frozenset({"Thumbs.db", "desktop.ini", "4913"})
"""What systems and text editors leave behind; 4913 is vim, trying whether it may write."""


def find_files(folder: Path, root: Path) -> tuple[tuple[Path, ...], list[Problem]]:
    """Every regular file below `folder` in a fixed order, and what is wrong with the rest."""
    files: list[Path] = []
    problems: list[Problem] = []
    for path, fault in walk(folder, folder):
        if fault:
            problems.append(Problem(Location(shown(path, root)), *fault))
        else:
            files.append(path)
    problems += same_names(files, root)
    return tuple(files), problems


def walk(folder: Path, top: Path) -> Iterator[tuple[Path, Fault | None]]:
    """Every file below a folder, sorted, and whatever is faulty; faulty folders are not entered."""
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        yield folder, unreadable("folder", error)
        return
    for path in entries:
        if path.name.startswith(".") or path.name in LITTER or path.name.endswith("~"):
            continue
        fault = fault_of(path, top)
        if fault or not path.is_dir():
            yield path, fault
        else:
            yield from walk(path, top)


def fault_of(path: Path, top: Path) -> Fault | None:
    """What is wrong with a file that may not be content; None for a sound one."""
    if found := IN_NO_NAME.search(path.name):
        return "E015", f"{sign_name(found[0])} must not stand in a name", "rename it"
    try:
        return fault_of_link(path, top) or fault_of_file(path)
    except OSError as error:
        return unreadable("file", error)


def unreadable(what: str, error: OSError) -> Fault:
    """A file or folder that the system does not give us."""
    return "E014", f"this {what} cannot be read: {error.strerror}", "change who may read it"


def fault_of_link(path: Path, top: Path) -> Fault | None:
    """A link may lead to a file of content/ and nowhere else."""
    if not path.is_symlink():
        return None
    if not path.exists():
        return "E014", "this link leads nowhere", "delete it, or put the file in its place"
    if not path.resolve().is_relative_to(top.resolve()):
        return "E014", "this link leads out of content/", "put the file itself in its place"
    if path.is_dir():
        return "E014", "this link leads to a folder", "put the files themselves in its place"
    return None


def fault_of_file(path: Path) -> Fault | None:
    """A file is a regular one, and can be opened. OSError where it cannot."""
    mode = path.stat().st_mode
    if stat.S_ISREG(mode):
        path.open("rb").close()
        return None
    sound = stat.S_ISDIR(mode)
    return None if sound else ("E014", "this is not a file that can be read", "delete it")


def same_names(files: list[Path], root: Path) -> Iterator[Problem]:
    """Two names that some machines cannot tell apart."""
    seen: dict[str, Path] = {}
    for path in files:
        folded = unicodedata.normalize("NFC", shown(path, root).casefold())
        if folded in seen:
            message = f"this name and '{shown(seen[folded], root)}' are one on some machines"
            yield Problem(Location(shown(path, root)), "E015", message, "rename one of them")
        seen.setdefault(folded, path)


def shown(path: Path, root: Path) -> str:
    """The path as editors see it: from the project's folder, with slashes, on one line."""
    name = path.relative_to(root).as_posix()
    return IN_NO_NAME.sub(lambda sign: f"\\u{ord(sign[0]):04x}", name)
