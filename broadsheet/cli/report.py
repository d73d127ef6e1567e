"""The command line: how problems and progress are told, to people and to programs."""

from __future__ import annotations

import contextlib
import json
import shlex
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.text import Text

from broadsheet.problems import BuildError, Problem, in_reading_order

if TYPE_CHECKING:
    from broadsheet.factcheck import Obstacle
    from broadsheet.model import Check

CONTENT_PROBLEMS, LOCKED = 1, 75
PLACEHOLDER, MANY_PLACEHOLDERS = "W191", 5
"""A new folder has some forty TK: the other warnings must not drown in them."""
ALL_TOLD = "`make check ARGS=--all` tells all"
MOST_EXPLAINED = 3
"""So many codes are named in the command that explains them: all would be a long line."""
MOST_OF_A_GROUP = 3
"""So many problems of a kind are told of a release: the packet has them all."""


def teller(*, quiet: bool) -> Any:
    """A line a stage, on a terminal only: a log needs none."""
    show = not quiet and sys.stderr.isatty()

    def tell(stage: str, seconds: float) -> None:
        if show:
            click.echo(f"  {stage:<9} {seconds:6.2f} s", err=True)

    return tell


def tell_held_back(articles: Sequence[str]) -> None:
    """Which articles are drafts or under an embargo: who forgot the line sees it here."""
    if articles:
        click.echo(f"Held back, as drafts or until their time: {', '.join(articles)}")


def tell_problems(problems: Sequence[Problem], form: str) -> None:
    """Every problem, on standard error for people, on standard output for programs."""
    ordered = in_reading_order(problems)
    if form == "json":
        click.echo(json.dumps([as_record(problem) for problem in ordered], ensure_ascii=False))
        return
    console = Console(stderr=True, soft_wrap=True, highlight=False, emoji=False)
    for problem in ordered:
        console.print(as_text(problem))
    if ordered and console.is_terminal:
        console.print(Text(more_told(ordered), "dim"))


def more_told(problems: Sequence[Problem]) -> str:
    """The command that explains the first codes, errors before warnings."""
    by_weight = sorted(problems, key=lambda problem: problem.severity)
    codes = list(dict.fromkeys(problem.code for problem in by_weight))[:MOST_EXPLAINED]
    named = " ".join(codes)
    if not sys.argv[0].endswith("build.py"):
        return f"To read more about this: broadsheet explain {named}"
    return f"To read more about this: make explain CODE={shlex.quote(named)}"


def tell_warnings(warnings: Sequence[Problem], form: str, *, strict: bool) -> None:
    """Warnings of a sound site; with --strict they stop it."""
    if strict and warnings:
        raise BuildError(warnings)
    if form == "json":
        tell_problems(warnings, form)
    elif warnings:
        few, more = without_many_placeholders(warnings)
        tell_problems(few, form)
        if more:
            click.echo(f"and {more:,} more 'TK': {ALL_TOLD}", err=True)


def without_many_placeholders(warnings: Sequence[Problem]) -> tuple[list[Problem], int]:
    """The warnings with the first few TK only, and how many were left out."""
    ordered = in_reading_order(warnings)
    marks = [problem for problem in ordered if problem.code == PLACEHOLDER]
    left = marks[MOST_OF_A_GROUP:] if len(marks) > MANY_PLACEHOLDERS else []
    return [problem for problem in ordered if problem not in left], len(left)


def tell_obstacles(
    obstacles: Sequence[Obstacle], gone: Sequence[Check], form: str, packet: str
) -> None:
    """What stands in the way of a release, a group a kind, each with what clears it.

    `packet` is the command that names each check whose claim is gone.
    """
    if form == "json":
        tell_problems([problem for group in obstacles for problem in group.problems], form)
        return
    console = Console(stderr=True, soft_wrap=True, highlight=False, emoji=False)
    console.print("This site cannot be released yet.", style="bold")
    for group in obstacles:
        console.print(Text(f"\n{group.title}", style="bold"))
        for problem in group.problems[:MOST_OF_A_GROUP]:
            console.print(as_text(problem))
        more = len(group.problems) - MOST_OF_A_GROUP
        if more > 0:
            console.print(Text(f"and {more:,} more"))
        console.print(Text(f"To clear this, {group.clear}.", style="dim"))
    if gone:
        told = f"{len(gone):,} checks are of claims that are gone; {packet} names them."
        one = f"1 check is of a claim that is gone; {packet} names it."
        console.print(Text(f"\n{one if len(gone) == 1 else told}"))
    console.print(Text("\nNothing was written."))


@contextlib.contextmanager
def telling(form: str, outcome: str = "nothing was written") -> Iterator[None]:
    """Tell what is wrong, count it, say what came of it, and leave with the right code."""
    from broadsheet.publish import LockedError  # noqa: PLC0415

    try:
        yield
    except BuildError as error:
        tell_problems(error.problems, form)
        if isinstance(error, LockedError):
            raise SystemExit(LOCKED) from None
        counts = Counter(problem.severity for problem in error.problems)
        told = (f"{n} {word}{'s' if n > 1 else ''}" for word, n in sorted(counts.items()))
        click.echo(f"{' and '.join(told)}: {outcome}.", err=True)
        raise SystemExit(CONTENT_PROBLEMS) from None


def as_record(problem: Problem) -> dict[str, Any]:
    """A problem for programs."""
    place = problem.location
    return {
        "file": place.file, "line": place.line, "column": place.column, "code": problem.code,
        "severity": problem.severity, "message": problem.message, "hint": problem.hint,
    }  # fmt: skip


def as_text(problem: Problem) -> Text:
    """A problem for people: the same words as `str(problem)`, coloured where that helps."""
    colour = "bold red" if problem.severity == "error" else "bold yellow"
    text = Text(f"{problem.location}: ", style="bold")
    text.append(f"{problem.severity}[{problem.code}]", style=colour)
    text.append(f": {problem.message}", style="")
    if problem.hint:
        text.append(f"\n  {problem.hint}", style="dim")
    return text
