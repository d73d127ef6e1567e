"""The command line: `new DIR`, which asks a few questions and writes a small investigation."""

from __future__ import annotations

import datetime
import os
import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

import click

import broadsheet
from broadsheet.cli.newarea import area_in, defaults_in, state_codes
from broadsheet.cli.options import clock_option, moment
from broadsheet.cli.report import telling

if TYPE_CHECKING:
    # Not at run time: --help must not wait for the stages.
    from broadsheet.starter import Answers


class Question(NamedTuple):
    """What is asked for an answer, and what its option says."""

    name: str
    asked: str
    told: str


QUESTIONS = (
    Question("title", "The site's title", "The site's title."),
    Question("subject", "What it is about, as in 'What sources say of … and …'",
             "What the records are about, as it stands in a sentence."),
    Question("area", "Which state or region", "The state or region, such as 'North Carolina'."),
    Question("singular", "What one record is called (agency, harbor, clinic)",
             "What one record is called, in lower case."),
    Question("plural", "And several of them", "What several records are called, in lower case."),
    Question("publisher", "The newsroom that answers for it", "The newsroom."),
    Question("email", "Where readers write to", "The address that readers write to."),
    Question("time_zone", "The time zone of its dates",
             "The time zone of the site's dates, such as America/Chicago."),
)  # fmt: skip


def answer_options(command: Callable[..., None]) -> Callable[..., None]:
    """An option for each question."""
    for question in reversed(QUESTIONS):
        flag = f"--{question.name.replace('_', '-')}"
        option = click.option(flag, question.name, default=None, metavar="TEXT", help=question.told)
        command = option(command)
    return command


@click.command("folder")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@answer_options
@click.option(
    "--state",
    "states",
    multiple=True,
    metavar="STATE",
    help="A US state whose counties, places and ZIP codes it gets: VT; several, or US.",
)
@click.option("--yes", "-y", is_flag=True, help="Ask nothing: take what is given, TK for the rest.")
@clock_option
def new_folder(
    *, folder: Path, states: tuple[str, ...], yes: bool, clock: str | None, **given: str | None
) -> None:
    """Write a small investigation into the folder DIR, which can be built at once.

    `new DIR` is short for it. A question that no option answers is asked; where nobody can be
    asked, and with --yes, TK stands for the answer.
    """
    from broadsheet.starter import plan_folder, put_folder, refuse_taken  # noqa: PLC0415

    with telling("text"):
        refuse_taken(folder, plan_folder(default_answers(), datetime.date.min))
    ask = not yes and sys.stdin.isatty()
    with telling("text"):
        codes = state_codes(states, ask=ask)
        area = area_in(codes)
    answers, defaults = answers_of(given, defaults_in(codes), ask=ask)
    now = moment(clock)
    today = now.astimezone(ZoneInfo(answers.time_zone)).date()
    with telling("text"):
        put_folder(folder, plan_folder(answers, today, program_for(folder), area), now)
    if defaults and not yes:
        click.echo(f"Nobody was asked. Left as they come: {', '.join(defaults)}.", err=True)
    tell_folder(folder)


def default_answers() -> Answers:
    """What stands there until somebody says otherwise."""
    from broadsheet.starter import DEFAULTS  # noqa: PLC0415

    return DEFAULTS


def answers_of(
    given: dict[str, str | None], known: dict[str, str], *, ask: bool
) -> tuple[Answers, list[str]]:
    """The answers, and the names of those that nobody gave. UsageError for one that cannot be.

    `known` are answers that follow from others: they are offered, or taken where nobody is asked.
    """
    from broadsheet.starter import Answers  # noqa: PLC0415

    told = {name: one_line(name, text) for name, text in given.items() if text is not None}
    left = [question for question in QUESTIONS if question.name not in told]
    for question in left:
        default = known.get(question.name) or default_for(question, told)
        told[question.name] = asked(question, default) if ask else default
    unsaid = [question.name for question in left if question.name not in known]
    return Answers(**told), [] if ask else unsaid


def default_for(question: Question, told: dict[str, str]) -> str:
    """What stands there where nobody answers; several records are called by the name of one."""
    from broadsheet.starter import several  # noqa: PLC0415

    if question.name == "plural":
        return several(told["singular"])
    return str(getattr(default_answers(), question.name))


def asked(question: Question, default: str) -> str:
    """Ask until the answer will do; Return alone takes what stands in brackets."""

    def fit(text: str) -> str:
        return one_line(question.name, text)

    return str(click.prompt(question.asked, default=default, value_proc=fit))


def one_line(name: str, text: str) -> str:
    """An answer without space around it. UsageError where it cannot stand."""
    from broadsheet.starter import answer_fault  # noqa: PLC0415

    tidy = " ".join(text.split())
    if wrong := answer_fault(name, tidy):
        raise click.UsageError(wrong)
    return tidy


def program_for(folder: Path) -> str:
    """Where Broadsheet's own folder is, as seen from the new one; empty where it is installed."""
    home = Path(broadsheet.__file__).resolve().parents[1]
    if not ((home / "build.py").is_file() and (home / "templates").is_dir()):
        return ""
    target = folder.resolve()
    near = len(Path(os.path.commonpath([home, target])).parts) > 1
    return os.path.relpath(home, target) if near else str(home)


def tell_folder(folder: Path) -> None:
    """Say what is there now, and what to do with it."""
    click.echo(f"{folder}: a small investigation that can be built. README.md says what is what.")
    click.echo("What is still to be written is marked TK; it is told, and nothing is published.")
    click.echo(f"\n  cd {shlex.quote(str(folder))}\n  make serve")
