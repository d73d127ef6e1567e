"""The command line: what an import asks on a terminal."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import click

from broadsheet.cli.showing import in_a_line, short
from broadsheet.problems import did_you_mean

if TYPE_CHECKING:
    # Not at run time: --help must not wait for the stages.
    from broadsheet.intake import Change, Intake, Mapped, Offer

NEW_FIELD = "new"


def ask_columns(intake: Intake) -> Intake:
    """Ask of each column in doubt which field it fills."""
    open_ = [one for one in intake.mapped if one.is_open and one.header and one.filled]
    asked = intake
    for one in open_:
        click.echo(f"\n'{one.header}': {one.way}. It holds: {short('; '.join(one.examples))}")
        asked = answered(asked, one)
    return asked


def answered(intake: Intake, column: Mapped) -> Intake:
    """The intake with what was said of a column."""
    from broadsheet.intake import LEAVE_OUT, field_entry, with_answers  # noqa: PLC0415
    from broadsheet.intake import with_declared as declare  # noqa: PLC0415

    known = intake.columns.names()
    question = f"  Which field? ('{NEW_FIELD}' declares one, '{LEAVE_OUT}' leaves it out)"
    while True:
        said = click.prompt(question, default=column.maybe or LEAVE_OUT)
        if said == NEW_FIELD:
            entry = field_entry(intake.sheet, column)
            entry["type"] = entry["type"] if "choices" in entry else ask_type(str(entry["type"]))
            made = declare(intake, [entry])
            if made:
                return made
            click.echo("  dictionary.yaml cannot be edited safely: add the field by hand.")
        elif said in {*known, LEAVE_OUT}:
            return with_answers(intake, {column.header: said}, {})
        else:
            click.echo(f"  There is no field '{said}'. {did_you_mean(said, known)}".rstrip())


def ask_type(guessed: str) -> str:
    """The type of a new field, which was guessed."""
    types = click.Choice(["text", "number", "money", "date", "yes-no", "link", "list"])
    said: str = click.prompt("  Of which type?", default=guessed, type=types)
    return said


def ask_source(intake: Intake, offer: Offer) -> Intake:
    """Ask what new records rest on, where neither the sheet nor an option says it."""
    from dataclasses import replace  # noqa: PLC0415

    is_said = intake.order.source or any(one.target == "sources" for one in intake.mapped)
    sources = intake.desk.words.sources
    while offer.matched.new and not is_said:
        question = "Which source do the new records rest on? (its id; empty for none yet)"
        said = click.prompt(question, default="", show_default=False)
        if not said or said in sources:
            return replace(intake, order=intake.order._replace(source=said))
        click.echo(f"  There is no source '{said}'. {did_you_mean(said, sources)}".rstrip())
    return intake


def ask_names(intake: Intake, offer: Offer) -> tuple[Intake, Offer]:
    """Ask of each name that is nearly that of a record whether it is the same."""
    from broadsheet.intake import NEW, make_offer, with_answers  # noqa: PLC0415

    said = {
        row.name: id_ if click.confirm(f"Is '{row.name}' (row {row.row}) '{id_}'?") else NEW
        for id_, row in offer.matched.alike
    }
    asked = with_answers(intake, {}, said)
    return asked, make_offer(asked)


def ask_changes(offer: Offer) -> tuple[list[Change], list[Change]]:
    """Ask record by record whether the sheet's values are taken; what both changed, one by one."""
    taken: list[Change] = []
    refused: list[Change] = []
    for_all = ""
    for id_, group in groupby(offer.changes, key=lambda change: change.id):
        changes = list(group)
        plain = [one for one in changes if one.since in {"the sheet", "unknown"}]
        if plain:
            said = for_all or ask_record(id_, len(plain))
            for_all = said if said in {"all", "none"} else ""
            (taken if said in {"yes", "all"} else refused).extend(plain)
        for one in (one for one in changes if one.since == "both"):
            (taken if click.confirm(f"{id_}: {in_a_line(one)}. Take it?") else refused).append(one)
    return taken, refused


def ask_record(id_: str, count: int) -> str:
    """Whether the values of the sheet are taken for a record, or for all that follow."""
    what = "value" if count == 1 else f"{count} values"
    choice = click.Choice(["yes", "no", "all", "none"])
    said: str = click.prompt(f"{id_}: take the sheet's {what}?", default="no", type=choice)
    return said
