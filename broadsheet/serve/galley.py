"""Room: the preview's desk. A galley is the site as editors see it, drafts and all.

A page is set when somebody asks for it, so that a save is on the screen before the rest of the
site is made. Nothing of a galley is ever written to a disk.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from broadsheet.load import CONTENT
from broadsheet.load.pictures import clean_copy
from broadsheet.pages import Output, Page
from broadsheet.pipeline import Proofs, Standing, set_again
from broadsheet.problems import Problem
from broadsheet.render import Shell

MEDIA = "media/"


@dataclass(frozen=True, slots=True)
class Galley:
    """A build: what was planned, and what of it has been made.

    `made` holds the finished files by their paths and grows while the galley is read.
    """

    number: int
    root: Path
    proofs: Proofs
    shell: Shell
    standing: Standing
    pages: dict[str, Page]
    made: dict[str, bytes] = field(default_factory=dict)

    def file(self, path: str) -> bytes | Problem | None:
        """A file of the site; a Problem where its template fails, None where there is none."""
        if path in self.made:
            return self.made[path]
        if path in self.pages:
            return self.kept(set_again(self.pages[path], self.shell, self.standing))
        if path.removeprefix(MEDIA) in self.proofs.plan.pictures and path.startswith(MEDIA):
            return self.kept(self.picture(path.removeprefix(MEDIA)))
        return None

    def kept(self, made: Output | Problem) -> bytes | Problem:
        """Keep what was made; a fault is looked at anew each time."""
        if isinstance(made, Problem):
            return made
        self.made[made.path] = made.content
        return made.content

    def picture(self, name: str) -> Output:
        """A picture as it is published."""
        file = self.root / CONTENT / "media" / name
        mark = hashlib.sha256(file.read_bytes()).hexdigest()
        return Output(
            f"{MEDIA}{name}", self.standing.kept(("picture", mark), lambda: clean_copy(file))
        )

    def rest(self) -> Iterator[bytes | Problem | None]:
        """Make what nobody has asked for yet, one file after the other."""
        for path in self.pages:
            yield self.file(path)
        for name in self.proofs.plan.pictures:
            yield self.file(f"{MEDIA}{name}")

    def outputs(self) -> tuple[Output, ...]:
        """Every file that is made."""
        return tuple(Output(path, content) for path, content in self.made.items())


def open_galley(
    number: int, root: Path, proofs: Proofs, made: tuple[Shell, tuple[Output, ...]], kept: Standing
) -> Galley:
    """A galley with what no template makes; `made` is what `make_shell` gives."""
    shell, assets = made
    pages = {page.file: page for page in (*proofs.plan.pages, *proofs.plan.scripts)}
    galley = Galley(number, root, proofs, shell, kept, pages)
    galley.made.update((*proofs.plan.files, *assets))
    return galley
