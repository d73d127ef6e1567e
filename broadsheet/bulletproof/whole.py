"""Room: the desk's checklists. A folder becomes its report, and every problem of a build."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from broadsheet.bulletproof.checklist import examine
from broadsheet.bulletproof.desk import Desk
from broadsheet.bulletproof.verdicts import Report
from broadsheet.load import Content, load
from broadsheet.pages import Output
from broadsheet.pipeline import Edition, make
from broadsheet.plan import find_figures
from broadsheet.problems import BuildError, Problem
from broadsheet.validate import validate


@dataclass(frozen=True, slots=True)
class Checked:
    """What `check` found: the desk's report, where there is one, and the edition or its faults."""

    report: Report | None
    edition: Edition | None
    problems: tuple[Problem, ...]


def check_all(root: Path, now: datetime.datetime, *, cache: Path | None = None) -> Checked:
    """Every check of a build, and the desk's checklists on the data. Writes nothing.

    The report speaks of what could be read, also where an error keeps the site from being made.
    """
    content = None
    try:
        content = load(root)
        edition = make(root, now, cache=cache, content=content)
    except BuildError as error:
        return Checked(desk_report(content) if content else None, None, error.problems)
    return Checked(desk_report(content, edition.outputs), edition, edition.warnings)


def desk_report(content: Content, outputs: Sequence[Output] | None = None) -> Report | None:
    """The checklists on what was loaded; None where site or dictionary cannot be read."""
    validated = validate(content)
    found = validated.investigation
    if found is None:
        return None
    figures, _ = find_figures(found, content.locate)
    return examine(Desk(found, figures, content.locate), outputs, validated.faulty)
