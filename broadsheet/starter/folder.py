"""Room: every file of a new investigation, and how they come into a folder, all or none."""

from __future__ import annotations

import datetime
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from broadsheet.pipeline import read_proofs
from broadsheet.problems import BuildError, Location, Problem
from broadsheet.schemas import schema_files
from broadsheet.starter.answers import Answers
from broadsheet.starter.area import Area, neutral_area

FILES = Path(__file__).parent / "files"
DOTTED = {"gitignore": ".gitignore"}
"""Files that git would take for its own, were they called so here."""
GAP = re.compile(r"<<(\w+)>>")


def plan_folder(
    answers: Answers, today: datetime.date, program: str = "", area: Area | None = None
) -> dict[str, str]:
    """Every file of the new folder by its path. `program` is where Broadsheet's folder is."""
    own = area or neutral_area()
    words = answers.words(today) | own.words() | {"program": in_make(program)}
    files = {
        DOTTED.get(name, name): GAP.sub(lambda gap: words[gap[1]], text)
        for name, text in starter_files()
    }
    return files | {f"content/geography/{name}": text for name, text in own.files.items()}


def starter_files() -> Iterator[tuple[str, str]]:
    """The files as they come with the program, each with the path that it gets."""
    for path in sorted(FILES.rglob("*")):
        if path.is_file():
            yield path.relative_to(FILES).as_posix(), path.read_text(encoding="utf-8")


def in_make(path: str) -> str:
    """A path as a Makefile takes it."""
    return path.replace("$", "$$").replace("#", "\\#")


def refuse_taken(target: Path, files: Mapping[str, str]) -> None:
    """BuildError where a folder holds anything but what git and desktops keep in it."""
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise refused(target, "this is a file, not a folder", "give another name")
    if not target.is_dir():
        return
    tops = {name.split("/", 1)[0] for name in files}
    taken = sorted(
        entry.name
        for entry in target.iterdir()
        if not entry.name.startswith(".") or entry.name in tops
    )
    if taken:
        message = f"this folder is not empty: it holds '{taken[0]}'"
        raise refused(target, message, "name an empty folder, or one that is not there yet")


def refused(target: Path, message: str, hint: str) -> BuildError:
    """Say why nothing can be put there."""
    return BuildError([Problem(Location(str(target)), "E194", message, hint)])


def put_folder(target: Path, files: Mapping[str, str], now: datetime.datetime) -> None:
    """Write all files into a folder, or none. BuildError where they cannot be, or do not build.

    They are made beside it and proved first, so that nothing half made is ever seen.
    """
    refuse_taken(target, files)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=".new-", dir=target.parent))
    except OSError as error:
        raise refused(target, f"nothing can be written here: {error.strerror}", "") from error
    try:
        write_files(aside, files)
        read_proofs(aside, now)
        write_files(aside, schema_files(aside))
        move_into(aside, target)
    except OSError as error:
        message = f"nothing can be written here: {error.strerror}"
        raise refused(target, message, "nothing was written") from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def write_files(folder: Path, files: Mapping[str, str]) -> None:
    """Write each file where it belongs below a folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def move_into(aside: Path, target: Path) -> None:
    """Make a finished folder the one that is wanted, or move all that is in it there."""
    aside.chmod(0o777 & ~current_umask())
    if not target.exists():
        aside.rename(target)
        return
    moved: list[Path] = []
    try:
        for entry in sorted(aside.iterdir()):
            entry.rename(target / entry.name)
            moved.append(target / entry.name)
    except OSError:
        for path in moved:
            path.rename(aside / path.name)
        raise


def current_umask() -> int:
    """The rights that new files do not get here; a temporary folder gets none for others."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
