"""Room: destinations. What is sent, how it differs from what is there, and who sends it."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from broadsheet.headers import FILE as HEADERS
from broadsheet.headers import is_page
from broadsheet.pages import Output
from broadsheet.problems import BuildError, Location, Problem
from broadsheet.publish.marker import MARKER, SIGN


@dataclass(frozen=True, slots=True)
class Cargo:
    """Every file that is sent, in the order of their paths."""

    files: tuple[Output, ...]

    def hashes(self) -> dict[str, str]:
        """The SHA-256 of each file."""
        return {file.path: hashlib.sha256(file.content).hexdigest() for file in self.files}

    @property
    def digest(self) -> str:
        """The SHA-256 of all of it: the same where every path and every byte is."""
        return digest_of(self.hashes())

    def marked(self) -> Cargo:
        """With the marker by which a destination without records of its own is known as ours."""
        text = json.dumps({"about": SIGN, "files": self.hashes()}, indent=1, sort_keys=True)
        return self.with_more(Output(MARKER, f"{text}\n".encode()))

    def with_more(self, *files: Output) -> Cargo:
        """With files that only this destination needs."""
        return Cargo(tuple(sorted((*self.files, *files))))

    def write(self, folder: Path) -> None:
        """Put every file below a folder that is there."""
        for file in self.files:
            path = folder / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.content)


@dataclass(frozen=True, slots=True)
class Difference:
    """What sending would change: new files, changed files, and the paths that would go."""

    added: tuple[Output, ...]
    changed: tuple[Output, ...]
    removed: tuple[str, ...]
    same: int

    def __bool__(self) -> bool:
        """Whether there is anything to do."""
        return bool(self.added or self.changed or self.removed)

    @property
    def written(self) -> tuple[Output, ...]:
        """All files that have to be sent: what pages load comes before the pages."""
        return tuple(sorted((*self.added, *self.changed), key=pages_last))


@dataclass(frozen=True, slots=True)
class Sent:
    """What was changed there, and a sentence on what is true now."""

    difference: Difference
    told: str = ""


class Destination(Protocol):
    """A place where readers get the site."""

    @property
    def name(self) -> str:
        """How people know it."""

    def compare(self, cargo: Cargo) -> Difference:
        """What `send` would change. Writes nothing. BuildError where nobody can say."""

    def send(self, cargo: Cargo, when: datetime.datetime) -> Sent:
        """Make the destination hold exactly the cargo. BuildError where that fails."""


def load_cargo(outputs: Iterable[Output]) -> Cargo:
    """All that readers get of a site; `_headers` is for hosts that take the folder itself."""
    return Cargo(tuple(sorted(output for output in outputs if output.path != HEADERS)))


def digest_of(hashes: Mapping[str, str]) -> str:
    """One digest for files with their digests."""
    return hashlib.sha256(json.dumps(hashes, sort_keys=True).encode()).hexdigest()


def differences(cargo: Cargo, there: Mapping[str, str], wanted: Mapping[str, str]) -> Difference:
    """What has to change where files of these digests are; `wanted` has those of the cargo."""
    added = tuple(file for file in cargo.files if file.path not in there)
    changed = tuple(
        f for f in cargo.files if f.path in there and there[f.path] != wanted[f.path]
    )  # fmt: skip
    removed = tuple(sorted(set(there) - set(wanted)))
    return Difference(added, changed, removed, len(cargo.files) - len(added) - len(changed))


def pages_last(file: Output) -> tuple[bool, int, str]:
    """The order of sending: files, then pages, those at the top at the very end."""
    return is_page(file.path), -file.path.count("/") * is_page(file.path), file.path


def stopped(place: str, code: str, message: str, hint: str = "") -> BuildError:
    """What went wrong at a destination, as something to raise.

    Other programs may quote names that are no text; what cannot be shown becomes a `?`.
    """
    shown = message.encode("utf-8", "replace").decode()
    return BuildError([Problem(Location(place), code, shown, hint)])
