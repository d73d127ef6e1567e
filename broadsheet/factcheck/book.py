"""Room: fact-checking. A project becomes the book of its claims: states, evidence, places.

Articles that are held back are among it: they are checked before they go out.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from broadsheet.factcheck.evidence import Exhibits, read_exhibits
from broadsheet.factcheck.places import Places, read_places
from broadsheet.factcheck.record import remarks
from broadsheet.factcheck.reworded import with_former
from broadsheet.factcheck.states import States, read_states
from broadsheet.factcheck.waived import find_waived
from broadsheet.feeds import zone
from broadsheet.ledger import read_ledger
from broadsheet.load import Content
from broadsheet.markup.records import Waiver
from broadsheet.model import Check
from broadsheet.pages import Page
from broadsheet.pipeline import Proofs, read_content, read_proofs
from broadsheet.plan import Plan, plan
from broadsheet.problems import BuildError, Problem

FILE = "content/factcheck.yaml"


@dataclass(frozen=True, slots=True)
class Book:
    """All that the desk checks, as it stands now.

    `root` is the project's folder as the command names it. `words` stand above each check in
    its file: most likely what was checked. `waived` are the numbers that an
    editor let stand, by the id of the claim that has them. `day` is today where the newsroom
    is. `held` are the addresses of pages that readers do not get yet.
    """

    root: Path
    proofs: Proofs
    plan: Plan
    states: States
    words: Mapping[Check, str]
    places: Places
    exhibits: Exhibits
    waived: Mapping[str, tuple[Waiver, ...]]
    day: datetime.date
    held: frozenset[str]

    @property
    def checks(self) -> tuple[Check, ...]:
        """What content/factcheck.yaml says."""
        return self.proofs.found.checks

    @property
    def text(self) -> str:
        """That file as it is written; empty where there is none."""
        return text_of(self.proofs.content)

    def pages(self) -> dict[str, Page]:
        """Every page by its address."""
        return {page.path: page for page in self.plan.pages}


def text_of(content: Content) -> str:
    """The record of all checks as it is written; empty where there is none."""
    documents = content.documents.get("factcheck", [])
    return documents[0].text if documents else ""


def open_book(root: Path, now: datetime.datetime, *, publishing: bool = False) -> Book:
    """Read a project. BuildError with every problem where its content has errors.

    `publishing`: what changed since the site was last published is told in it, as of today.
    """
    proofs = read_proofs(root, now, publishing=publishing)
    content, script, every, whole = proofs.content, proofs.script, proofs.found, proofs.plan
    if len(every.articles) < len(script.found.articles):
        # What is held back is planned as well: it is checked before it goes out.
        script = read_content(content, now, proofs.history, as_public=True)
        every = script.found
        whole = plan(every, script.readings, proofs.history, script.figures)
    day = now.astimezone(zone(every.site.time_zone)).date()
    refuse_to_come(every.checks, day, content)
    checks = every.checks
    words = dict(zip(checks, remarks(text_of(content), checks), strict=True))
    known = {page.path for page in proofs.plan.pages}
    claims = read_ledger(whole.pages).claims
    places = read_places(every, content.locate)
    waivers = (one for reading in script.readings.values() for one in reading.prose.waivers)
    return Book(
        root=root,
        proofs=proofs,
        plan=whole,
        states=with_former(read_states(claims, checks), words),
        words=words,
        places=places,
        exhibits=read_exhibits(every, script.figures, whole.pages),
        waived=find_waived(waivers, claims, places),
        day=day,
        held=frozenset(page.path for page in whole.pages) - known,
    )


def refuse_to_come(checks: Iterable[Check], today: datetime.date, content: Content) -> None:
    """Nobody has checked anything tomorrow. BuildError with each such entry."""
    problems = tuple(
        Problem(
            content.locate(check.origin, "on"),
            "E124",
            f"'on' is {check.on.isoformat()}, which is a day to come",
            "write the day of the check",
        )
        for check in checks
        if check.on > today
    )
    if problems:
        raise BuildError(problems)
