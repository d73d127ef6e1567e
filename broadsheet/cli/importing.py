"""The command line: `import`, which brings a spreadsheet in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from broadsheet.cli.options import clock_option, format_option, moment, root_option
from broadsheet.cli.report import telling

if TYPE_CHECKING:
    # Not at run time: --help must not wait for the stages.
    from broadsheet.intake import Change, Intake, Offer


@click.command("import")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--mapping", default="", metavar="FILE", show_default="imports/NAME.yaml",
    help="Where it is kept which column fills which field.",
)  # fmt: skip
@click.option("--sheet", default="", metavar="NAME", help="Of a workbook: the sheet to read.")
@click.option(
    "--into", default="", metavar="FILE", show_default="agencies.yaml",
    help="The file of content/ that new records are put into.",
)  # fmt: skip
@click.option("--source", default="", metavar="ID", help="The source that new records rest on.")
@click.option("--kind", default="", metavar="ID", help="The kind of new records.")
@click.option(
    "--declare", is_flag=True, help="Declare a field for each column that fills none yet."
)
@click.option("--yes", "-y", is_flag=True, help="Take what changed in the sheet, without asking.")
@click.option("--dry-run", is_flag=True, help="Show what would come of it, and write nothing.")
@root_option
@format_option
@clock_option
def bring_in(  # noqa: PLR0913  (an option each)
    *, file: Path, mapping: str, sheet: str, into: str, source: str, kind: str, declare: bool,
    yes: bool, dry_run: bool, root: Path, form: str, clock: str | None,
) -> None:  # fmt: skip
    """Turn a spreadsheet into records. FILE is a CSV file, or a workbook of Excel (.xlsx).

    It shows which column fills which field, what has no place and why, and which names are
    nearly one. New records are added; a record that stands there already is changed only where
    you say so, field by field. What is said of the columns is kept for the next time.
    """
    from broadsheet.cli import asking, showing  # noqa: PLC0415
    from broadsheet.intake import Order, make_offer, open_intake  # noqa: PLC0415

    order = Order(file, root, mapping, sheet, into, source, kind)
    can_ask = is_terminal() and not yes and not dry_run
    with telling(form):
        intake = open_intake(order, moment(clock))
        showing.show_sheet(intake)
        if can_ask:
            intake = asking.ask_columns(intake)
        elif declare:
            intake = declare_all(intake)
        showing.show_columns(intake)
        offer = make_offer(intake)
        if can_ask:
            intake, offer = asking.ask_names(asking.ask_source(intake, offer), offer)
        showing.show_offer(intake, offer)
        taken, refused = asking.ask_changes(offer) if can_ask else (sure(offer, yes=yes), [])
        if dry_run:
            click.echo("Nothing was written (--dry-run).")
            return
        write(intake, offer, taken, refused)


def is_terminal() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty()


def declare_all(intake: Intake) -> Intake:
    """Declare every column that fills no field, has a name and holds something."""
    from broadsheet.intake import field_entry, with_declared  # noqa: PLC0415

    open_ = [one for one in intake.mapped if one.is_open and one.header and one.filled]
    if not open_:
        return intake
    entries = [field_entry(intake.sheet, one) for one in open_ if not one.maybe]
    declared = with_declared(intake, entries) if entries else intake
    if declared is None:
        click.echo("dictionary.yaml cannot be edited safely: add the fields by hand.", err=True)
    return declared or intake


def sure(offer: Offer, *, yes: bool) -> list[Change]:
    """What is taken without asking: with --yes, what no editor is known to have changed."""
    return [one for one in offer.changes if yes and one.since in {"the sheet", "unknown"}]


def write(intake: Intake, offer: Offer, taken: list[Change], refused: list[Change]) -> None:
    """Write it, and say what was written and what is left to do."""
    from broadsheet.cli.showing import show_by_hand  # noqa: PLC0415
    from broadsheet.intake import bring  # noqa: PLC0415
    from broadsheet.schemas import renew_schemas  # noqa: PLC0415

    brought = bring(intake, offer, taken, refused)
    renew_schemas(intake.order.root)
    show_by_hand(intake, offer, brought.by_hand)
    new, changed = len(brought.added), len(brought.changed)
    click.echo(f"{new} new {'record' if new == 1 else 'records'}, {changed} changed.")
    for file in brought.files:
        click.echo(f"  {intake.order.root / file}: written")
    if any("sources" not in row.cells for _, row in offer.matched.new):
        click.echo("New records name no source: import again with --source and --yes, or add it.")
    if new or changed:
        click.echo("Run 'broadsheet check' to see what is still to be mended.")
