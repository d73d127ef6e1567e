"""Room: the "no surprises" letter: an agency reads all that the site will say about it.

`open_folder` reads the content, drafts included; `make_letters` makes them from it, and
`write_letters` puts them into `letters/`, beside `site/` and never into it.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from pathlib import Path

from broadsheet.check import find_private
from broadsheet.editions import History, read_publications
from broadsheet.feeds import zone
from broadsheet.letters.gather import Folder, gather
from broadsheet.letters.letter import Letter, Line, Section
from broadsheet.letters.written import as_html, as_text
from broadsheet.load import load
from broadsheet.pages import Output
from broadsheet.pipeline import read_content
from broadsheet.plan import plan
from broadsheet.plan.desk import open_desk
from broadsheet.plan.public import is_public
from broadsheet.problems import BuildError, Location, Problem, did_you_mean, one_of
from broadsheet.render import template_folders

__all__ = ["FOLDER", "Letter", "Line", "Section", "make_letters", "open_folder", "write_letters"]

FOLDER = "letters"


def make_letters(
    folder: Folder, deadline: datetime.date, wanted: Collection[str] = ()
) -> tuple[Output, ...]:
    """A text and a page for each agency that is wanted; for all where none is named.

    BuildError for an agency that there is not, or where a letter would tell what is private.
    """
    agencies = folder.desk.found.agencies
    known = [agency.id for agency in agencies]
    for name in wanted:
        if name not in known:
            names = {one: a.id for a in agencies for one in (a.name, *a.aliases)}
            by_name = f"name it by its id: {names[name]}" if name in names else ""
            hint = by_name or did_you_mean(name, known) or one_of(known)
            message = f"there is no {folder.desk.site.singular} '{name}'"
            place = Location(folder.desk.found.site.records_file)
            raise BuildError([Problem(place, "E052", message, hint)])
    chosen = (agency for agency in agencies if not wanted or agency.id in wanted)
    letters = (gather(folder, agency, deadline) for agency in chosen)
    made = tuple(
        output
        for letter in letters
        for output in (
            Output(f"{FOLDER}/{letter.id}.txt", as_text(letter)),
            Output(f"{FOLDER}/{letter.id}.html", as_html(letter, folder.templates)),
        )
    )
    texts = ((Location(output.path), output.content.decode()) for output in made)
    if private := tuple(find_private(folder.desk.found, folder.secrets, texts)):
        raise BuildError(private)
    return made


def open_folder(root: Path, now: datetime.datetime) -> Folder:
    """Read the content and plan every page, drafts included: they will be published.

    BuildError with every problem of the content.
    """
    content, history = load(root), History(read_publications(root))
    script = read_content(content, now, history, as_public=True)
    found = script.found
    planned = plan(found, script.readings, history, script.figures)
    return Folder(
        desk=open_desk(found, {}),
        pages={page.path: page for page in planned.pages},
        held_back=frozenset(a.id for a in found.articles if not is_public(a, now)),
        figures=script.figures,
        templates=template_folders(root),
        secrets=script.secrets,
        today=now.astimezone(zone(found.site.time_zone)).date(),
    )


def write_letters(letters: Iterable[Output], root: Path) -> None:
    """Write each letter to its place; others that are there stay. OSError where that fails."""
    (root / FOLDER).mkdir(exist_ok=True)
    for letter in letters:
        (root / letter.path).write_bytes(letter.content)
