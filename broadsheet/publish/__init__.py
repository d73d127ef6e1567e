"""Stage publish: outputs become `site/`, whole or not at all. The only writer.

A new tree is written beside the old one, flushed to disk, and put in its place by one
rename. Until then the old site stands untouched; a build that fails leaves it so. Only a
folder that carries our marker (or is empty) is ever replaced.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from broadsheet.pages import Output
from broadsheet.problems import BuildError, Location, Problem
from broadsheet.publish.marker import (
    KEPT,
    LITTER,
    MARKER,
    carries_marker,
    marker_output,
    written_files,
)
from broadsheet.publish.swap import before, flush, swap


class LockedError(BuildError):
    """Another build is writing to the same folder."""


def publish(outputs: Sequence[Output], target: Path, project: Path) -> bool:
    """Make `target` hold exactly `outputs`. True if anything had to be written.

    Raises BuildError where the folder may not be written to, LockedError where another
    build is at it.
    """
    complete = (*outputs, marker_output(outputs))
    with telling_the_disk(target, "written", "the site that stood there is unchanged"):
        refuse_unsafe(target, project)
        with lock(target):
            sweep(target)
            if holds_exactly(target, complete):
                return False
            replace_tree(target, complete)
            return True


@contextmanager
def telling_the_disk(target: Path, wanted: str, hint: str) -> Iterator[None]:
    """What the disk refuses is told as a problem of the folder: it cannot be `wanted`."""
    try:
        yield
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle, no home folder
        reason = getattr(error, "strerror", None) or str(error)
        message = f"the site cannot be {wanted}: {reason}"
        raise BuildError([Problem(Location(str(target)), "E112", message, hint)]) from error


def refuse_unsafe(target: Path, project: Path) -> None:
    """A folder that is not ours is never emptied."""
    place, real = Location(str(target)), target.resolve()
    source = project.resolve()
    guarded = {Path(real.anchor), Path.home().resolve(), source}
    inside = any(real.is_relative_to(source / name) for name in ("content", "templates", ".git"))
    if real in guarded or inside or source.is_relative_to(real):
        message = "the site cannot be written over this folder"
        hint = "name a folder of its own with --output"
        raise BuildError([Problem(place, "E111", message, hint)])
    if real.exists() and not real.is_dir():
        raise BuildError([Problem(place, "E111", "this is a file, not a folder")])
    foreign = foreign_files(real) if real.is_dir() else None
    if foreign:
        message = f"this folder holds '{foreign}', which Broadsheet did not write"
        hint = "move it away, or name another folder with --output: the build replaces all of it"
        raise BuildError([Problem(place, "E111", message, hint)])


def foreign_files(folder: Path) -> str | None:
    """The first thing in a folder that no build wrote and none keeps: it would be lost."""
    written = written_files(folder)
    if written is None:
        names = (entry.name for entry in folder.iterdir() if entry.name not in KEPT)
        return min(names, default=None)
    foreign = files_in(folder) - written - KEPT
    return min((path for path in foreign if path.rpartition("/")[2] not in LITTER), default=None)


@contextmanager
def lock(target: Path) -> Iterator[None]:
    """One build at a time writes to a folder; the lock of a dead process is no lock."""
    path = lock_file(target)
    path.parent.mkdir(parents=True, exist_ok=True)
    holder = FileLock(path, timeout=0)
    try:
        holder.acquire()
    except Timeout:
        message = "another build is writing this site"
        problem = Problem(Location(str(target)), "E113", message, "wait until it is done")
        raise LockedError([problem]) from None
    try:
        yield
    finally:
        holder.release()


def lock_file(target: Path) -> Path:
    """The file that a build holds while it writes: beside the site."""
    real = target.resolve()
    return real.parent / f".{real.name}.broadsheet.lock"


def aside(target: Path) -> Path:
    """Where the new tree grows: beside the old one, so that a rename can swap them."""
    real = target.resolve()
    return real.parent / f".{real.name}.broadsheet-new"


def sweep(target: Path) -> None:
    """Remove what a killed build left behind, and put back what it had moved away."""
    waiting = before(target.resolve())
    if waiting.exists() and not target.exists():
        waiting.rename(target.resolve())
    for folder in (aside(target), waiting):
        if folder.exists():
            shutil.rmtree(folder)


def holds_exactly(target: Path, outputs: Sequence[Output]) -> bool:
    """Whether the folder already holds these bytes and nothing else."""
    wanted = {output.path: output.content for output in outputs}
    if not target.is_dir() or files_in(target) - KEPT != set(wanted):
        return False
    return all((target / path).read_bytes() == content for path, content in wanted.items())


def files_in(folder: Path) -> set[str]:
    """Every file (or link) below a folder, by its path with slashes."""
    return {
        Path(base, name).relative_to(folder).as_posix()
        for base, folders, names in os.walk(folder)
        for name in (*names, *(f for f in folders if Path(base, f).is_symlink()))
    }


def replace_tree(target: Path, outputs: Sequence[Output]) -> None:
    """Write aside, flush, swap, and only then remove the old tree."""
    new = aside(target)
    try:
        write_tree(new, outputs)
        for name in KEPT:
            if (target / name).is_file():
                shutil.copyfile(target / name, new / name)
        flush(new)
        swap(new, target.resolve())
    finally:
        shutil.rmtree(new, ignore_errors=True)


def write_tree(folder: Path, outputs: Sequence[Output]) -> None:
    """Write every output below a new folder, the marker first."""
    folder.mkdir()
    made = {folder}
    for output in sorted(outputs, key=lambda output: (output.path != MARKER, output.path)):
        path = folder / output.path
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        path.write_bytes(output.content)


def unpublish(target: Path, project: Path) -> bool:
    """Empty a site that carries our marker, keeping what the build keeps (`make clean`)."""
    if not carries_marker(target):
        return False
    with telling_the_disk(target, "removed", "what is left of it can be removed again"):
        refuse_unsafe(target, project)
        with lock(target):
            sweep(target)
            empty(target)
        lock_file(target).unlink(missing_ok=True)
    return True


def empty(target: Path) -> None:
    """Remove all but what the build keeps; the marker last, so that it stays ours to empty."""
    for entry in sorted(target.iterdir(), key=lambda entry: entry.name == MARKER):
        if entry.name not in KEPT:
            linked = entry.is_symlink() or not entry.is_dir()
            entry.unlink() if linked else shutil.rmtree(entry)
