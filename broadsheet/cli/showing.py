"""The command line: what an import shows before it writes, and what it leaves to the editor."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    # Not at run time: --help must not wait for the stages.
    from broadsheet.intake import Change, Finding, Intake, Offer

SINCE = {
    "the sheet": "changed in the sheet", "here": "edited here, and kept",
    "both": "changed in the sheet and edited here", "unknown": "different",
}  # fmt: skip
LONGEST = 60
MOST_ROWS = 10


def show_sheet(intake: Intake) -> None:
    """What was read, and what of it was not."""
    rows = len(intake.sheet.rows)
    click.echo(f"{intake.sheet.file}: {rows} {'row' if rows == 1 else 'rows'}")
    for note in intake.sheet.notes:
        click.echo(f"  {note}")


def show_columns(intake: Intake) -> None:
    """Each column with the field that it fills; the entries for those that fill none."""
    from broadsheet.intake import entry_lines, field_entry  # noqa: PLC0415

    click.echo("\nColumns")
    heads = [one.header or f"(column {one.number + 1})" for one in intake.mapped]
    wide = max(len(head) for head in heads)
    for head, one in zip(heads, intake.mapped, strict=True):
        told = f"{one.target or '?'} ({one.way})"
        examples = short("; ".join(one.examples))
        click.echo(f"  {head:<{wide}}  -> {told}, {one.filled} filled: {examples}".rstrip(": "))
    open_ = [one for one in intake.mapped if one.is_open and one.header and one.filled]
    if open_:
        names = ", ".join(f"'{one.header}'" for one in open_)
        click.echo(f"\nNot placed: {names}. Say in {intake.mapping} which fields they fill,")
        click.echo("declare them with --declare, or add to 'fields' of dictionary.yaml:")
        for one in open_:
            for line in entry_lines(field_entry(intake.sheet, one)):
                click.echo(f"  {line}")


def short(text: str) -> str:
    """A text in a few words."""
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST else f"{flat[:LONGEST]}…"


def show_offer(intake: Intake, offer: Offer) -> None:
    """What has no place, which names are nearly one, and what differs from the records."""
    show_findings(intake, offer.findings)
    if offer.matched.alike:
        click.echo("\nNames that are nearly those of a record: these rows are left out")
    for id_, row in offer.matched.alike:
        click.echo(f"  row {row.row}: '{row.name}' may be '{id_}'")
        click.echo(f'    say so in {intake.mapping}, under records: "{row.name}": {id_} (or new)')
    if offer.changes:
        click.echo("\nDifferences (here -> in the sheet)")
    rows = {id_: row.row for id_, row in offer.matched.known}
    for id_, changes in groupby(offer.changes, key=lambda change: change.id):
        click.echo(f"  {id_} (row {rows[id_]})")
        for change in changes:
            click.echo(f"    {in_a_line(change)}")
    click.echo()


def in_a_line(change: Change) -> str:
    """`beds: 120 -> 130 (changed in the sheet)`."""
    if not change.ours and change.since == "the sheet":
        return f"{change.column}: {short(change.theirs)} (not here yet)"
    here = short(change.ours) or "nothing"
    return f"{change.column}: {here} -> {short(change.theirs)} ({SINCE[change.since]})"


def show_findings(intake: Intake, findings: Sequence[Finding]) -> None:
    """Each thing that has no place, by its row."""
    if findings:
        click.echo("\nTo look at")
    heads = {one.target: one.header for one in intake.mapped if one.target}
    alike: dict[tuple[str, str, str], list[int]] = {}
    for one in sorted(findings, key=lambda one: one.row):
        alike.setdefault((one.column, one.message, one.hint), []).append(one.row)
    for (column, message, hint), rows in alike.items():
        where = ", ".join(filter(None, (numbered(rows), heads.get(column, column))))
        click.echo(f"  {where}: {message}" if where else f"  {message}")
        if hint:
            click.echo(f"    {hint}")


def numbered(rows: Sequence[int]) -> str:
    """`rows 5, 9, 12 and 40 more`; nothing for the whole sheet."""
    if rows[0] == 0:
        return ""
    if len(rows) == 1:
        return f"row {rows[0]}"
    told = ", ".join(map(str, rows[:MOST_ROWS]))
    more = len(rows) - MOST_ROWS
    return f"rows {told} and {more:,} more" if more > 0 else f"rows {told}"


def show_by_hand(intake: Intake, offer: Offer, changes: Sequence[Change]) -> None:
    """What no edit can do without touching something else."""
    if changes:
        click.echo("To be changed by hand, since the place is written in a way of its own:")
    for change in changes:
        place = intake.desk.content.locate(offer.standing[change.id].origin)
        click.echo(f"  {place}: {change.column}: {change.theirs}")
