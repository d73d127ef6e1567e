"""The pipeline: a folder's content becomes a script: typed, proved, read, and then planned."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from broadsheet.editions import (
    NEVER,
    History,
    find_gone,
    find_left,
    find_misled,
    find_silent,
    read_publications,
)
from broadsheet.feeds import zone
from broadsheet.figures import FigureValue
from broadsheet.load import Content, load
from broadsheet.model import Investigation, Source
from broadsheet.placeholders import find_placeholders
from broadsheet.plan import Plan, Reading, find_figures, plan, read_articles
from broadsheet.plan.confidential import without_confidential
from broadsheet.plan.public import is_public, public
from broadsheet.plan.site import HOME
from broadsheet.problems import BuildError, Problem, errors
from broadsheet.rules import Case, apply_rules
from broadsheet.validate import validate
from broadsheet.validate.shapes import Locate

PROSE_NEEDS = frozenset({"agencies.yaml", "sources.yaml", "figures.yaml", "counties.geojson"})
"""The files that prose speaks of: without them it cannot be judged."""
T = TypeVar("T")
Progress = Callable[[str, float], None]
"""Told the name of each stage and the seconds it took."""


def quiet(_stage: str, _seconds: float) -> None:
    """Tell nobody."""


def timed(name: str, tell: Progress, work: Callable[[], T]) -> T:
    """Do a stage's work and tell how long it took."""
    begun = time.perf_counter()
    result = work()
    tell(name, time.perf_counter() - begun)
    return result


@dataclass(frozen=True, slots=True)
class Script:
    """Sound content: typed, proved and read, drafts included.

    `found` has no word of a confidential source; `secrets` are those, for the check alone.
    `figures` are all figures with their values.
    """

    found: Investigation
    readings: Mapping[str, Reading]
    figures: Mapping[str, FigureValue]
    warnings: tuple[Problem, ...]
    secrets: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Proofs:
    """Sound content with what is public of it and the plan of that, before it is rendered.

    `history` is what was published before.
    """

    content: Content
    script: Script
    found: Investigation
    plan: Plan
    history: History


def read_proofs(
    root: Path,
    now: datetime.datetime,
    *,
    content: Content | None = None,
    publishing: bool = False,
    tell: Progress = quiet,
) -> Proofs:
    """Load, validate, rules and plan. BuildError with every problem where there are errors.

    `content` is what was loaded already, if it was. `publishing`: what changed since the site
    was last published is told in it, as of today.
    """
    loaded = content or timed("load", tell, lambda: load(root))
    history = History(read_publications(root))
    script = timed("validate", tell, lambda: read_content(loaded, now, history))
    found = public(script.found, now)
    today = now.astimezone(zone(found.site.time_zone)).date() if publishing else None
    return plan_proofs(loaded, script, found, replace(history, today=today), tell)


def read_everything(content: Content, now: datetime.datetime) -> Proofs:
    """As `read_proofs`, with what is held back as if it were out: for editors, never to publish."""
    history = History(read_publications(content.root))
    script = read_content(content, now, history, as_public=True)
    return plan_proofs(content, script, replace(script.found, waivers=()), history, quiet)


def plan_proofs(
    loaded: Content, script: Script, found: Investigation, past: History, tell: Progress
) -> Proofs:
    """Plan what `found` holds of a script. BuildError with every problem so far."""
    planned = timed("plan", tell, lambda: plan(found, script.readings, past, script.figures))
    told = (
        *script.warnings,
        *told_of(found, planned, loaded.locate),
        *find_placeholders(found, script.found.waivers, loaded.locate),
    )
    stop_at_errors(told)
    return Proofs(loaded, replace(script, warnings=told), found, planned, past)


def read_content(
    content: Content,
    now: datetime.datetime,
    history: History = NEVER,
    *,
    as_public: bool = False,
) -> Script:
    """Type, prove and read everything that editors wrote; stop with all that is wrong.

    `as_public` reads what is held back as if it were out: for those who are told before.
    """
    validated = validate(content)
    problems = [*content.problems, *validated.problems]
    found = validated.investigation
    if found is None:
        raise BuildError(problems)
    problems += apply_rules(Case(found, validated.faulty, content.locate, now, history))
    if validated.faulty & PROSE_NEEDS:
        # Every mention of what stands there would be told as missing: first things first.
        raise BuildError(problems)
    held = frozenset(a.id for a in found.articles if not is_public(a, now))
    hidden = frozenset() if as_public else held
    told = without_confidential(found, hidden, held)
    figures, faults = find_figures(told.found, content.locate)
    readings, heard = read_articles(
        told.found, figures, content.locate, validated.faulty, hidden, told.names
    )
    problems += [*faults, *heard, *front_page_faults(found, hidden, content.locate)]
    stop_at_errors(problems)
    return Script(told.found, readings, figures, tuple(problems), told.secrets)


def told_of(found: Investigation, planned: Plan, locate: Locate) -> Iterator[Problem]:
    """What is wrong with corrections of sentences, and which changes nobody told of."""
    yield from find_misled(found.corrections, planned.record, locate)
    yield from find_left(found, planned.record, locate)
    yield from find_gone(found, planned.record)
    yield from find_silent(found, planned.pages, planned.record, locate)


def front_page_faults(
    found: Investigation, hidden: frozenset[str], locate: Locate
) -> Iterator[Problem]:
    """A site whose front page is held back has nothing to open with."""
    for article in found.articles:
        if article.id == HOME and HOME in hidden:
            field = "draft" if article.front.draft else "publish_at"
            message = f"the front page is held back by its '{field}'"
            hint = "publish it, or hold back the other articles only"
            yield Problem(locate(article.front.origin, field), "E068", message, hint)


def stop_at_errors(problems: Sequence[Problem]) -> None:
    """Go no further with an error at hand."""
    if errors(problems):
        raise BuildError(problems)
