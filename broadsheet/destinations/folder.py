"""Room: destinations. A folder on this machine, with the last five sites in it.

    DEST/generations/0007-20261125T150700Z-3f9a2bc4/   a whole site, never changed again
    DEST/current -> generations/0007-…                 what the web server shows

A new site is written beside the others and flushed to disk. Then the link is put in the place
of the old one in one rename, so that each request finds one site or the other, whole.
"""

from __future__ import annotations

import datetime
import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from broadsheet.destinations.cargo import Cargo, Difference, Sent, differences, stopped
from broadsheet.destinations.guards import is_guarded
from broadsheet.destinations.here import hashes_in
from broadsheet.publish import lock, lock_file
from broadsheet.publish.marker import LITTER
from broadsheet.publish.swap import flush, flush_one

MARKER = ".broadsheet-destination.json"
SIGN = "published by Broadsheet; it keeps the last sites in generations/"
GENERATIONS, CURRENT, NEXT, UNFINISHED = "generations", "current", ".current.new", ".new"
KEEP = 5
NAME = re.compile(r"(?P<number>\d{4,})-(?P<sent>\d{8}T\d{6}Z)-(?P<digest>[0-9a-f]{8})")
FORM = "%Y%m%dT%H%M%SZ"
STAYS = "the site that readers see is unchanged"


@dataclass(frozen=True, slots=True, order=True)
class Generation:
    """A site as it was published: its number, when, and the beginning of its digest."""

    number: int
    sent: datetime.datetime
    digest: str

    @property
    def name(self) -> str:
        """The name of its folder."""
        return f"{self.number:04}-{self.sent.strftime(FORM)}-{self.digest}"


@dataclass(frozen=True, slots=True)
class FolderDestination:
    """A folder; `guarded` are folders of the project that nothing is published into."""

    path: Path
    guarded: tuple[Path, ...] = ()

    @property
    def name(self) -> str:
        """The folder as it was written."""
        return str(self.path)

    @property
    def current(self) -> Path:
        """The link that a web server follows."""
        return self.path / CURRENT

    def compare(self, cargo: Cargo) -> Difference:
        """What readers would see otherwise."""
        with telling_the_disk(self.path):
            refuse_foreign(self)
            return differences(cargo, hashes_in(self.current), cargo.hashes())

    def send(self, cargo: Cargo, when: datetime.datetime) -> Sent:
        """Keep the site as a new generation, and let readers see it."""
        with telling_the_disk(self.path):
            refuse_foreign(self)
            with claimed(self):
                found = differences(cargo, hashes_in(self.current), cargo.hashes())
                if not found and self.current.is_symlink():
                    return Sent(found, f"{self.current} shows it already")
                changed = frozenset(file.path for file in found.written)
                new = write_generation(self, cargo, when, changed)
                point(self, new)
                prune(self)
        return Sent(found, f"{self.current} shows generation {new.number}")


@contextmanager
def telling_the_disk(path: Path) -> Iterator[None]:
    """What the disk refuses is a problem of the folder."""
    try:
        yield
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle, no home folder
        reason = getattr(error, "strerror", None) or str(error)
        message = f"the site cannot be published into this folder: {reason}"
        raise stopped(str(path), "E154", message, STAYS) from error


@contextmanager
def claimed(place: FolderDestination) -> Iterator[None]:
    """Hold the folder, marked as ours, without what an interrupted run left in it."""
    generations = place.path / GENERATIONS
    with lock(generations):
        if not carries_marker(place.path):
            marker = place.path / MARKER
            marker.write_text(f"{json.dumps({'about': SIGN})}\n", encoding="utf-8")
            flush_one(marker)
        generations.mkdir(exist_ok=True)
        shutil.rmtree(generations / UNFINISHED, ignore_errors=True)
        yield


def carries_marker(path: Path) -> bool:
    """Whether a folder was set up by us."""
    try:
        return bool(json.loads((path / MARKER).read_bytes())["about"] == SIGN)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def refuse_foreign(place: FolderDestination) -> None:
    """Neither into the project nor among the files of somebody else."""
    real, hint = place.path.resolve(), "name a folder of its own, outside the project"
    if is_guarded(real, place.guarded):
        raise stopped(place.name, "E152", "nothing can be published into this folder", hint)
    if real.exists() and not real.is_dir():
        raise stopped(place.name, "E152", "this is a file, not a folder", hint)
    if not real.is_dir() or carries_marker(real):
        return
    ours = {lock_file(real / GENERATIONS).name, *LITTER}
    foreign = min((entry.name for entry in real.iterdir() if entry.name not in ours), default="")
    if foreign:
        message = f"this folder holds '{foreign}', which Broadsheet did not put there"
        raise stopped(place.name, "E152", message, "name an empty folder, or one that is not there")


def generations_in(path: Path) -> tuple[Generation, ...]:
    """Every generation that is there, the oldest first."""
    folder = path / GENERATIONS
    names = [entry.name for entry in folder.iterdir()] if folder.is_dir() else []
    return tuple(sorted(made for name in names if (made := read_name(name))))


def read_name(name: str) -> Generation | None:
    """The generation whose folder has this name; None for any other name."""
    found = NAME.fullmatch(name)
    if not found:
        return None
    try:
        sent = datetime.datetime.strptime(found["sent"], FORM).replace(tzinfo=datetime.UTC)
    except ValueError:
        return None
    return Generation(int(found["number"]), sent, found["digest"])


def shown_in(path: Path) -> Generation | None:
    """The generation that readers see."""
    link = path / CURRENT
    return read_name(link.readlink().name) if link.is_symlink() else None


def write_generation(
    place: FolderDestination, cargo: Cargo, when: datetime.datetime, changed: frozenset[str]
) -> Generation:  # fmt: skip
    """Write the site beside the others, safe against a power cut."""
    numbers = [generation.number for generation in generations_in(place.path)]
    sent = when.astimezone(datetime.UTC).replace(microsecond=0)
    made = Generation(max(numbers, default=0) + 1, sent, cargo.digest[:8])
    folder = place.path / GENERATIONS
    unfinished = folder / UNFINISHED
    try:
        unfinished.mkdir()
        cargo.write(unfinished)
        keep_days(place.current, unfinished, [f.path for f in cargo.files if f.path not in changed])
        flush(unfinished)
        unfinished.rename(folder / made.name)
        flush_one(folder)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return made


def keep_days(old: Path, new: Path, paths: Iterable[str]) -> None:
    """Let files that are as before keep their day: browsers need not load them again."""
    for path in paths:
        was = (old / path).stat()
        os.utime(new / path, ns=(was.st_atime_ns, was.st_mtime_ns))


def point(place: FolderDestination, to: Generation) -> None:
    """Let readers see a generation, from one request to the next."""
    waiting = place.path / NEXT
    waiting.unlink(missing_ok=True)
    waiting.symlink_to(Path(GENERATIONS, to.name), target_is_directory=True)
    waiting.replace(place.current)
    flush_one(place.path)


def prune(place: FolderDestination) -> None:
    """Remove all but the newest five; never what readers see.

    What the disk will not give up is tried again next time: the site is out already.
    """
    shown = shown_in(place.path)
    for old in generations_in(place.path)[:-KEEP]:
        if old != shown:
            shutil.rmtree(place.path / GENERATIONS / old.name, ignore_errors=True)


def found_generation(place: FolderDestination, number: int | None) -> Generation:
    """The generation of a number, or the one before that which readers see. BuildError if none."""
    kept, shown = generations_in(place.path), shown_in(place.path)
    if number is None:
        found = max((g for g in kept if shown and g.number < shown.number), default=None)
        message = "there is no generation before the one that readers see"
    else:
        found = next((generation for generation in kept if generation.number == number), None)
        message = f"there is no generation {number}"
    if found is None:
        there = ", ".join(str(generation.number) for generation in kept)
        hint = f"there are {there}" if there else "nothing was published into this folder yet"
        raise stopped(place.name, "E157", message, hint)
    return found
