"""Room: the preview's desk. It builds what editors saved: the page first, then the proof.

The pages can be asked for as soon as they are planned. Then all the rest is made and checked,
as `build` does it. A save ends a proof that is under way. What has a fault is never shown: the
last sound build stays, and the problems lie over it.
"""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from broadsheet.cards import draw_cards
from broadsheet.check import CHECKS, read_proof
from broadsheet.load import Content, load
from broadsheet.pipeline import (
    CACHE,
    Proofs,
    Standing,
    make,
    make_pictures,
    make_shell,
    read_everything,
)
from broadsheet.plan.public import is_public
from broadsheet.problems import BuildError, Problem, errors, in_reading_order
from broadsheet.render import template_folders
from broadsheet.serve.editor import Editor
from broadsheet.serve.galley import Galley, open_galley
from broadsheet.serve.told import Files, Told, tell

HEAD_START = 0.1
"""Seconds in which browsers fetch the page, before the proof takes the machine."""
Tell = Callable[[Sequence[Problem]], None]
Say = Callable[[str], None]
Ask = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class State:
    """What the preview shows, and what is known of it.

    `sound` is the last build without a fault; `told` are all problems of the newest build, its
    errors first; `fault` is one of our own. `seconds` passed until the page could be asked for.
    """

    shown: Galley | None = None
    sound: Galley | None = None
    busy: bool = False
    seconds: float = 0.0
    told: tuple[Told, ...] = ()
    fault: str = ""

    @property
    def number(self) -> int:
        """That of the build that is shown; 0 where there is none yet."""
        return self.shown.number if self.shown else 0


class Desk:
    """Builds a project again and again, and holds the state that the preview shows."""

    def __init__(
        self, root: Path, cache: Path | None, editor: Editor | None, tell_them: Tell, say: Say
    ) -> None:
        self.root, self.cache = root, cache or root / CACHE
        self.editor, self.tell_them, self.say = editor, tell_them, say
        self.state = State(busy=True)
        self.changed: Callable[[str], None] = lambda _: None
        self._standing, self._letters = Standing(), frozenset[str]()
        self._number, self._warned = 0, tuple[Problem, ...]()

    def turn(self, state: State) -> None:
        """Show another state, and say so: the number of the build that is shown, or `building`."""
        before, self.state = self.state, state
        begins = state.busy and state.number == before.number
        self.changed("building" if begins else f"{state.number}")

    def build(self, is_late: Ask) -> None:
        """Build once. `is_late` says whether something was saved meanwhile: no proof is needed.

        A fault of our own must not end the preview.
        """
        begun = time.perf_counter()
        self.turn(replace(self.state, busy=True))
        try:
            self.build_now(begun, is_late)
        except BuildError as error:
            if not is_late():  # else a file was half written
                self.fail(error.problems)
        except Exception as error:  # noqa: BLE001  (told, and the next save is built again)
            fault = f"our own fault, not yours: {type(error).__name__}: {error}"
            self.say(fault)
            self.turn(replace(self.state, busy=False, fault=fault))

    def build_now(self, begun: float, is_late: Ask) -> None:
        """The page, then the proof. BuildError with every problem where there are errors."""
        now, content = datetime.datetime.now(datetime.UTC), load(self.root)
        proofs = read_everything(content, now)
        galley = self.set_galley(proofs, self._letters or proofs.plan.characters())
        seconds = time.perf_counter() - begun
        self.turn(replace(self.state, shown=galley, seconds=seconds, told=(), fault=""))
        time.sleep(HEAD_START)
        problems = self.prove(content, galley, now, is_late)
        if problems is not None:
            self.pass_on(problems, begun)

    def set_galley(self, proofs: Proofs, letters: frozenset[str]) -> Galley:
        """A galley with the next number; its typefaces hold these letters."""
        photos = make_pictures(self.root, self.cache, proofs.plan)
        if errors(photos.problems):
            raise BuildError([*proofs.script.warnings, *photos.problems])
        made = make_shell(self.root, self.cache, proofs.found, proofs.plan, photos, letters)
        self._number, self._letters = self._number + 1, letters
        return open_galley(self._number, proofs, photos.problems, made, self._standing)

    def prove(
        self, content: Content, shown: Galley, now: datetime.datetime, is_late: Ask
    ) -> tuple[Problem, ...] | None:
        """Make and check all that `build` would; None where a save came first.

        A letter that was never used before has the typefaces cut anew, which takes seconds.
        """
        proofs, galley = shown.proofs, shown
        if (letters := proofs.plan.characters()) != self._letters:
            galley = self.set_galley(proofs, letters)
            self.turn(replace(self.state, shown=galley))
        for made in galley.rest():
            if isinstance(made, Problem):
                raise BuildError([*proofs.script.warnings, *faults_of(galley)])
            if is_late():
                return None
        folders = tuple(map(Path, galley.shell.folders))
        galley.made.update(draw_cards(proofs.plan.cards, folders, self.cache))
        self._standing.sweep()
        problems = None if is_late() else checked(galley, is_late)
        held = any(not is_public(article, now) for article in proofs.found.articles)
        if problems is None or errors(problems) or not held:
            return problems
        return make(self.root, now, cache=self.cache, content=content).warnings

    def pass_on(self, problems: tuple[Problem, ...], begun: float) -> None:
        """A build is proved: it is sound, or it is taken back."""
        if errors(problems):
            raise BuildError(problems)
        shown = self.state.shown
        self.turn(replace(self.state, sound=shown, busy=False, told=self.told(problems)))
        if problems != self._warned:
            self.tell_them(problems)
        self._warned = problems
        pages = sum(name.endswith(".html") for name in shown.pages) if shown else 0
        checked = time.perf_counter() - begun
        self.say(
            f"{pages} pages, shown after {self.state.seconds:.2f} s, checked after {checked:.2f} s"
        )

    def fail(self, problems: tuple[Problem, ...]) -> None:
        """A build failed: the last sound one is shown, if there is any, and what is wrong."""
        sound = self.state.sound
        ordered = (*errors(problems), *(p for p in problems if p.severity == "warning"))
        self.turn(State(sound, sound, told=self.told(ordered)))
        self.tell_them(problems)
        self.say("The site as it was before is still shown." if sound else "Nothing to show yet.")

    def told(self, problems: tuple[Problem, ...]) -> tuple[Told, ...]:
        """Problems with the lines that they are in, as these are now."""
        return tell(problems, self.files)

    @property
    def files(self) -> Files:
        """The files that may be shown and opened."""
        return Files(self.root.resolve(), template_folders(self.root), self.editor)


def checked(galley: Galley, is_late: Ask) -> tuple[Problem, ...] | None:
    """Every problem of the site as editors see it; None where a save came first."""
    proofs = galley.proofs
    found = [*proofs.script.warnings, *galley.problems]
    proof = read_proof(
        proofs.found, galley.outputs(), proofs.plan.pages, proofs.script.secrets
    )  # fmt: skip
    for check in CHECKS:
        if is_late():
            return None
        found += check(proof)
    return in_reading_order(found)


def faults_of(galley: Galley) -> list[Problem]:
    """What the templates do wrong, on any page."""
    return [made for made in galley.rest() if isinstance(made, Problem)]
