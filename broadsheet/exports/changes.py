"""The downloads that tell of corrections, and of what changed between publications."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from broadsheet.exports.declared import Column, joined
from broadsheet.exports.rows import Table, cells
from broadsheet.pages import ChangeView, CorrectionView, EditionView

MEANS = ("correction", "update", "new", "follows", "changed")


class Corrected(NamedTuple):
    """A correction as a row; `base_url` stands before the addresses of its pages."""

    entry: CorrectionView
    base_url: str


class Changed(NamedTuple):
    """A change as a row, with the publication that made it."""

    edition: EditionView
    change: ChangeView
    base_url: str


CORRECTION_COLUMNS: tuple[Column[Corrected], ...] = (
    Column("id", "string", "Id", "Its id, which is also its anchor on the page of corrections",
           lambda row: row.entry.id, required=True),
    Column("date", "date", "Date", "The day it was corrected",
           lambda row: row.entry.date.iso, required=True),
    Column("kind", "string", "Kind",
           "correction of what was wrong, or update of what was right when it was published",
           lambda row: row.entry.kind, choices=("correction", "update"), required=True),
    Column("data", "string", "What", "The ids of the values, or of the sentence, that it is of",
           lambda row: joined(row.entry.data)),
    Column("label", "string", "What, in words", "What readers call that",
           lambda row: row.entry.label or None),
    Column("was", "string", "Was", "What was published", lambda row: row.entry.values[0] or None),
    Column("is", "string", "Is", "What is right", lambda row: row.entry.values[1] or None),
    Column("text", "string", "Text", "What was wrong and what is right, in sentences",
           lambda row: row.entry.text, required=True),
    Column("why", "string", "Why", "How the mistake came about", lambda row: row.entry.why or None),
    Column("found", "string", "How it was found", "How it came to light",
           lambda row: row.entry.found or None),
    Column("later", "string", "Later entry", "The id of the next entry on the same thing",
           lambda row: row.entry.later or None),
    Column("pages", "string", "Pages", "The addresses of the pages that it concerns",
           lambda row: joined(f"{row.base_url}{link.path}" for link in row.entry.pages)),
    Column("files", "string", "Files", "The downloads that showed it",
           lambda row: joined(row.entry.files)),
)  # fmt: skip

CHANGE_COLUMNS: tuple[Column[Changed], ...] = (
    Column("edition", "integer", "Edition", "The number of the publication, from 1",
           lambda row: row.edition.number, required=True),
    Column("date", "date", "Date", "The day on which it was published",
           lambda row: row.edition.date.iso, required=True),
    Column("id", "string", "Id", "The id of the value: agencies/ID.COLUMN, figures.NAME",
           lambda row: row.change.name, required=True),
    Column("label", "string", "What", "What readers call it",
           lambda row: row.change.label, required=True),
    Column("was", "string", "Was", "The value before; empty for what is new",
           lambda row: row.change.values[0] or None),
    Column("is", "string", "Is", "The value since; empty for what is gone",
           lambda row: row.change.values[1] or None),
    Column("means", "string", "How",
           "a correction, an update, new, follows from another change, or changed without a note",
           lambda row: row.change.means, choices=MEANS, required=True),
    Column("correction", "string", "Entry", "The id in corrections.csv of what tells of it",
           lambda row: row.change.correction or None),
    Column("page", "string", "Page", "The address of a page that shows it",
           lambda row: f"{row.base_url}{row.change.page.path}" if row.change.page else None),
)  # fmt: skip


def told_tables(
    corrections: Iterable[CorrectionView], editions: Iterable[EditionView], base_url: str
) -> tuple[Table, ...]:
    """Both tables, the newest first."""
    corrected = (Corrected(entry, base_url) for entry in corrections)
    return (
        Table("corrections", "Corrections", CORRECTION_COLUMNS,
              tuple(cells(CORRECTION_COLUMNS, row) for row in corrected), ("id",)),
        Table("changes", "Changes between publications", CHANGE_COLUMNS,
              tuple(cells(CHANGE_COLUMNS, row) for row in changed(editions, base_url))),
    )  # fmt: skip


def changed(editions: Iterable[EditionView], base_url: str) -> Iterator[Changed]:
    """Every change of every publication."""
    for edition in editions:
        yield from (Changed(edition, change, base_url) for change in edition.changes)


def changes_json(editions: Iterable[EditionView], base_url: str) -> dict[str, Any]:
    """The publications, each with its changes, for programs."""
    return {
        "editions": [
            {
                "number": edition.number,
                "date": edition.date.iso,
                "facts": edition.facts,
                "changes": [row_json(row) for row in changed((edition,), base_url)],
            }
            for edition in editions
        ]
    }


def row_json(row: Changed) -> dict[str, Any]:
    """A change by the names of the columns; those of its publication stand above it."""
    names = [column.name for column in CHANGE_COLUMNS]
    told = dict(zip(names, cells(CHANGE_COLUMNS, row), strict=True))
    return {name: value for name, value in told.items() if name not in {"edition", "date"}}
