"""Room: the desk's checklists. A folder becomes all that `check` tells of it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from broadsheet.assets.contrast import read_sheet, unmeasured, weak_contrasts
from broadsheet.bulletproof.checklist import Elsewhere, examine
from broadsheet.bulletproof.desk import Desk
from broadsheet.bulletproof.verdicts import Finding, Report
from broadsheet.copydesk import Proofs, Remark, proofread
from broadsheet.load import Content, load
from broadsheet.model import Investigation
from broadsheet.pages import Output
from broadsheet.pipeline import Edition, Script, finish, read_proofs
from broadsheet.plan import find_figures
from broadsheet.problems import BuildError, Problem, in_reading_order
from broadsheet.render import template_folders
from broadsheet.validate import validate
from broadsheet.validate.shapes import Locate

Asking = Callable[[Script, Locate], Proofs]
"""Asks the world outside whether what a sound script links to is there."""
OF_LINKS = "link:"
"""How the names of findings begin that only who asks outside can have."""
NOT_ASKED = "addresses of other sites: --links asks each once"
NOT_YET_ASKED = "addresses of other sites: they are asked once no error is left"


@dataclass(frozen=True, slots=True)
class Checked:
    """What `check` found: the desk's report, where there is one, and the edition or its faults.

    `problems` are those of a build and those that only `check` looks for; `unchecked` says in
    short lines what nobody looked at.
    """

    report: Report | None
    edition: Edition | None
    problems: tuple[Problem, ...]
    unchecked: tuple[str, ...] = ()


def check_all(
    root: Path, now: datetime.datetime, *, cache: Path | None = None, ask: Asking | None = None
) -> Checked:
    """Every check of a build, the desk's checklists, the copy desk. Writes nothing.

    All but the build's own speak of what could be read, also where an error keeps the site
    from being made. `ask` looks at other sites, once nothing is wrong with this one.
    """
    try:
        content = load(root)
    except BuildError as error:
        return Checked(None, None, error.problems)
    script: Script | None = None
    try:
        proofs = read_proofs(root, now, content=content)
        edition = finish(proofs, root, cache=cache)
        script, problems = proofs.script, edition.warnings
    except BuildError as error:
        edition, problems = None, error.problems
    found = validate(content)
    if found.investigation is None:
        return Checked(None, None, problems)
    looked = look_around(content, found.investigation, root, script, ask)
    outputs = edition.outputs if edition else None
    report = report_on(content, found.investigation, found.faulty, looked.remarks, outputs)
    kept = standing(looked.remarks, found.investigation)
    told = in_reading_order((*problems, *(one.problem for one in kept)))
    return Checked(report, edition, told, looked.unchecked)


def look_around(
    content: Content, found: Investigation, root: Path, script: Script | None, ask: Asking | None
) -> Proofs:
    """What only `check` looks at: the wording, the colours, and other sites if that is asked."""
    copy, colours = proofread(content, found), colours_of(root)
    outside = Proofs((), (NOT_YET_ASKED if ask else NOT_ASKED,))
    if ask and script:
        outside = ask(script, content.locate)
    every = (copy, colours, outside)
    return Proofs(
        tuple(remark for one in every for remark in one.remarks),
        tuple(line for one in every for line in one.unchecked),
    )


def colours_of(root: Path) -> Proofs:
    """Whether the declared colours can be read, the project's own before ours."""
    sheet = read_sheet([Path(folder) for folder in template_folders(root)], root)
    if sheet is None:
        return Proofs(())
    strange = ", ".join(unmeasured(sheet))
    told = f"contrast: no plain colour such as #20389e stands at {strange} in {sheet.file}"
    weak = tuple(Remark("", problem) for problem in weak_contrasts(sheet))
    return Proofs(weak, (told,) if strange else ())


def desk_report(content: Content) -> Report | None:
    """The checklists on what was loaded; None where site or dictionary cannot be read."""
    found = validate(content)
    if found.investigation is None:
        return None
    return report_on(content, found.investigation, found.faulty)


def report_on(
    content: Content,
    found: Investigation,
    faulty: frozenset[str],
    remarks: Sequence[Remark] = (),
    outputs: Sequence[Output] | None = None,
) -> Report:
    """The checklists on what was typed, and the remarks that somebody lets stand."""
    figures, _ = find_figures(found, content.locate)
    # Nobody asked of a link that was not looked at: its waiver may be needed the next time.
    links = (w.finding for w in found.waivers if w.finding.startswith(OF_LINKS))
    elsewhere = Elsewhere(tuple(findings_of(remarks)), frozenset(links))
    return examine(Desk(found, figures, content.locate), outputs, faulty, elsewhere)


def findings_of(remarks: Sequence[Remark]) -> Iterator[Finding]:
    """Each remark that can be waived, as the desk's finding of that name."""
    for id_, problem in remarks:
        if id_:
            yield Finding(id_, "look", problem.location, problem.message, problem.hint)


def standing(remarks: Sequence[Remark], found: Investigation) -> Iterator[Remark]:
    """The remarks that nobody waives."""
    waived = {waiver.finding for waiver in found.waivers}
    yield from (remark for remark in remarks if remark.id not in waived)
