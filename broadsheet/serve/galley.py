"""Room: the preview's desk. A galley is the site as editors see it, drafts and all.

A page is set when somebody asks for it, so that a save is on the screen before the rest of the
site is made. Nothing of a galley is ever written to a disk.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from broadsheet.pages import Output, Page
from broadsheet.pipeline import Proofs, Standing, set_again
from broadsheet.problems import Problem
from broadsheet.render import Shell


@dataclass(frozen=True, slots=True)
class Galley:
    """A build: what was planned, and what of it has been made.

    `problems` are those of its pictures. `made` holds the finished files by their paths and
    grows while the galley is read.
    """

    number: int
    proofs: Proofs
    shell: Shell
    standing: Standing
    pages: dict[str, Page]
    problems: tuple[Problem, ...] = ()
    made: dict[str, bytes] = field(default_factory=dict)

    def file(self, path: str) -> bytes | Problem | None:
        """A file of the site; a Problem where its template fails, None where there is none."""
        if path in self.made:
            return self.made[path]
        if path in self.pages:
            return self.kept(set_again(self.pages[path], self.shell, self.standing))
        return None

    def kept(self, made: Output | Problem) -> bytes | Problem:
        """Keep what was made; a fault is looked at anew each time."""
        if isinstance(made, Problem):
            return made
        self.made[made.path] = made.content
        return made.content

    def rest(self) -> Iterator[bytes | Problem | None]:
        """Make what nobody has asked for yet, one file after the other."""
        for path in self.pages:
            yield self.file(path)

    def outputs(self) -> tuple[Output, ...]:
        """Every file that is made."""
        return tuple(Output(path, content) for path, content in self.made.items())


def open_galley(
    number: int,
    proofs: Proofs,
    problems: tuple[Problem, ...],
    made: tuple[Shell, tuple[Output, ...]],
    kept: Standing,
) -> Galley:
    """A galley with what no template makes; `made` is what `make_shell` gives."""
    shell, outputs = made
    pages = {page.file: page for page in (*proofs.plan.pages, *proofs.plan.scripts)}
    galley = Galley(number, proofs, shell, kept, pages, problems)
    galley.made.update((*proofs.plan.files, *outputs))
    return galley
