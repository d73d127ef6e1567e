"""The command line: `new`, for a folder and for an entry of it."""

from __future__ import annotations

import difflib
from pathlib import Path

import click

from broadsheet.cli.newentry import new_agency, new_article, new_correction, new_source
from broadsheet.cli.newfolder import new_folder

NEAR = 0.8


class New(click.Group):
    """A group whose first word may be a folder: what is no kind of entry is one."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the command for a folder before the name of one."""
        known = {*self.commands, *ctx.help_option_names}
        if not args or args[0] in known:
            return super().parse_args(ctx, args)
        refuse_misspelled(args[0], list(self.commands))
        return super().parse_args(ctx, ["folder", *args])

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Say that a folder can be named instead."""
        del ctx
        return ["DIR | ENTRY", "[ARGS]..."]


def refuse_misspelled(word: str, kinds: list[str]) -> None:
    """UsageError for a folder whose name is nearly that of an entry."""
    near = difflib.get_close_matches(word.casefold(), kinds, n=1, cutoff=NEAR)
    if near and "/" not in word and not Path(word).exists():
        told = f"did you mean 'new {near[0]}'? For a folder of that name, write ./{word}"
        raise click.UsageError(told)


@click.group("new", cls=New)
def new() -> None:
    """Write a new investigation into the folder DIR, or add an entry to this one.

    `new DIR` asks a few questions and writes a small investigation. What is still to be written
    is marked TK: it can be built, not published. `new folder --help` lists its options.

    An entry (agency, source, article, correction) is added where it belongs; nothing else in the
    file changes.
    """


for entry in (new_folder, new_agency, new_source, new_article, new_correction):
    new.add_command(entry)
