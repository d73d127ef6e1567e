"""Room: destinations. Files in a folder of this machine, by their digests."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from broadsheet.destinations.cargo import Cargo, Difference, differences
from broadsheet.publish import files_in
from broadsheet.publish.marker import KEPT, MARKER


@dataclass(frozen=True, slots=True)
class SiteHere:
    """The folder that the build writes; it is only compared, `publish` writes it."""

    folder: Path

    @property
    def name(self) -> str:
        """The folder."""
        return str(self.folder)

    def compare(self, cargo: Cargo) -> Difference:
        """What a build would change in it."""
        there = hashes_in(self.folder)
        ours = {path: digest for path, digest in there.items() if path not in {MARKER, *KEPT}}
        return differences(cargo, ours, cargo.hashes())


def hashes_in(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file below a folder; empty where there is none."""
    paths = sorted(files_in(folder)) if folder.is_dir() else []
    return {path: hash_of(folder / path) for path in paths}


def hash_of(path: Path) -> str:
    """The SHA-256 of a file; empty for a link that leads nowhere."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
