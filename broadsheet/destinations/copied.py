"""Room: destinations. Another machine, by rsync: pages come last, and deletions after them.

The days of files are not sent: a build writes every file anew, and a server that tells
readers' browsers a file's day would send them all of it again.
"""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from broadsheet.destinations.cargo import Cargo, Difference, Sent, stopped
from broadsheet.destinations.guards import is_guarded
from broadsheet.publish.marker import LITTER, MARKER

PROGRAM = "rsync"
ALWAYS = (
    "--recursive", "--checksum", "--perms", "--chmod=D755,F644", "--8-bit-output",
    "--timeout=60", "--no-motd",
    "--out-format=%i %n",
)  # fmt: skip
NO_PAGES = ("--exclude=*.html",)
PAGES_THEN_DELETE = ("--delay-updates", "--delete-after")
NEW = "+++++++"
NOT_THERE = 23
AGAIN = "publish again once that is mended: until then readers may see parts of both"


@dataclass(frozen=True, slots=True)
class RsyncDestination:
    """What rsync takes for a target; a path of this machine starts at `base`."""

    target: str
    base: Path
    guarded: tuple[Path, ...] = ()

    @property
    def name(self) -> str:
        """The address as it was written."""
        return f"rsync:{self.target}"

    def compare(self, cargo: Cargo) -> Difference:
        """What rsync says that it would do."""
        refuse_foreign(self)
        with laid_out(cargo) as folder:
            told = run(self, *ALWAYS, "--dry-run", *PAGES_THEN_DELETE, *ends(self, folder))
        return read_told(told, cargo)

    def send(self, cargo: Cargo, when: datetime.datetime) -> Sent:
        """Send what pages load, then the pages; then delete what is gone."""
        del when
        refuse_foreign(self)
        with laid_out(cargo) as folder:
            told = run(self, *ALWAYS, *NO_PAGES, *ends(self, folder))
            told += run(self, *ALWAYS, *PAGES_THEN_DELETE, *ends(self, folder))
        return Sent(read_told(told, cargo))


@contextmanager
def laid_out(cargo: Cargo) -> Iterator[Path]:
    """The cargo as a folder, for as long as it takes to send it."""
    with tempfile.TemporaryDirectory(prefix="broadsheet-") as name:
        cargo.marked().write(Path(name))
        yield Path(name)


def ends(place: RsyncDestination, folder: Path) -> tuple[str, str, str]:
    """From where, to where: the slash means what is in a folder, not the folder."""
    return "--", f"{folder}/", f"{place.target.rstrip('/')}/"


def run(place: RsyncDestination, *words: str, absent: Sequence[int] = ()) -> list[str]:
    """Run rsync; its lines. BuildError where it is missing or fails otherwise than `absent`."""
    program = shutil.which(PROGRAM)
    if program is None:
        message = "the program rsync is not installed"
        hint = "on Debian and Ubuntu: apt install rsync; on a Mac: brew install rsync"
        raise stopped(place.name, "E153", message, hint)
    done = subprocess.run(  # noqa: S603  (its target was read by `read_address`)
        [program, *words], capture_output=True, text=True, errors="replace", check=False,
        cwd=place.base, env={**os.environ, "LC_ALL": "C"},
    )  # fmt: skip
    missing = done.returncode in absent and "No such file" in done.stderr
    if done.returncode and not missing:
        reason = first_line(done.stderr) or f"it ended with {done.returncode}"
        raise stopped(place.name, "E154", f"rsync could not do it: {reason}", AGAIN)
    return [] if missing else done.stdout.splitlines()


def first_line(told: str) -> str:
    """The first thing that a program complains of: what follows is mostly a consequence."""
    return next((line.strip() for line in told.splitlines() if line.strip()), "")


def refuse_foreign(place: RsyncDestination) -> None:
    """Deleting what is gone is safe only where everything is ours."""
    hint = "name a folder of its own, outside the project"
    if ":" not in place.target and is_guarded((place.base / place.target), place.guarded):
        raise stopped(place.name, "E152", "nothing can be published into this folder", hint)
    listed = run(
        place, "--list-only", "--no-motd", "--", f"{place.target.rstrip('/')}/", absent=(NOT_THERE,)
    )
    names = {line.split(maxsplit=4)[-1] for line in listed if line.strip()} - {".", *LITTER}
    if names and MARKER not in names:
        message = f"this folder holds '{min(names)}', which Broadsheet did not put there"
        raise stopped(place.name, "E152", message, "name an empty folder, or one that is not there")


def read_told(lines: Iterable[str], cargo: Cargo) -> Difference:
    """What rsync's lines say of each file: `>f+++++++++ index.html`, `*deleting   old.html`."""
    marks = {path: mark for mark, _, path in (line.partition(" ") for line in lines)}
    known = {path.strip(): mark for path, mark in marks.items() if not path.endswith("/")}
    moved = {path: mark for path, mark in known.items() if mark[:2] in {"<f", ">f"}}
    added = tuple(f for f in cargo.files if NEW in moved.get(f.path, ""))
    changed = tuple(f for f in cargo.files if f.path in moved and NEW not in moved[f.path])
    gone = tuple(sorted(path for path, mark in known.items() if mark == "*deleting"))
    return Difference(added, changed, gone, len(cargo.files) - len(added) - len(changed))
