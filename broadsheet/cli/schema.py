"""The command line: `schema`, which writes what text editors complete and check from."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import click

from broadsheet.cli.options import quiet_option, root_option
from broadsheet.cli.report import telling


@click.command()
@root_option
@click.option(
    "--output", "-o", default="schemas", show_default=True, metavar="FOLDER",
    help="The folder of the project to write the schemas into.",
)  # fmt: skip
@quiet_option
def schema(*, root: Path, output: str, quiet: bool) -> None:
    """Write a JSON Schema for each file of content/, and settings for Visual Studio Code.

    With them a text editor completes the fields and the words of your dictionary, and underlines
    what cannot be right. Run it again after a change of dictionary.yaml or of the counties.
    Settings that stand in .vscode/ already are left as they are.
    """
    from broadsheet.schemas import write_schemas  # noqa: PLC0415  (--help must not wait for it)

    folder = PurePosixPath(Path(output).as_posix())
    if not folder.parts or folder.is_absolute() or ".." in folder.parts:
        raise click.UsageError(f"--output '{output}' is not a folder inside the project")
    with telling("text"):
        changed, left = write_schemas(root, str(folder))
    if quiet:
        return
    for name in changed:
        click.echo(root / name)
    if not changed:
        click.echo(f"{root / str(folder)}: nothing to change")
    for name in left:
        click.echo(f"{root / name}: left as it is; it is yours")
