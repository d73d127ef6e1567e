"""The declared columns of the sources, and of what in the records cites them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from broadsheet.exports.declared import PARTIAL_DATE, Column, part
from broadsheet.exports.record import CLAIMS
from broadsheet.model import Source

SOURCE_COLUMNS: tuple[Column[Source], ...] = (
    Column("id", "string", "Id", "Its id, by which the other files cite it",
           lambda source: source.id, required=True),
    Column("title", "string", "Title", "Its title", lambda source: source.title, required=True),
    Column("title_note", "string", "On the title", "What is not sure of the title",
           lambda source: source.title_note),
    Column("outlet", "string", "Outlet", "Who published it",
           lambda source: source.outlet, required=True),
    Column("author", "string", "Author", "Who wrote it", lambda source: source.author),
    Column("date", "string", "Date", "When it was published, as exactly as known",
           lambda source: part(source, "date"), pattern=PARTIAL_DATE),
    Column("date_note", "string", "On the date", "What is not sure of the date",
           lambda source: source.date_note),
    Column("url", "string", "Address", "Where it is on the web", lambda source: source.url),
    Column("archived", "string", "Archived copy", "The address of an archived copy",
           lambda source: source.archived),
    Column("access", "string", "Access", "Who may see it; one that is confidential is not named",
           lambda source: source.access, required=True,
           choices=("public", "on-file", "confidential")),
    Column("public_description", "string", "Described as", "What is told of a confidential one",
           lambda source: source.public_description),
    Column("read", "string", "Read (id)", "How much of it was read, by id",
           lambda source: source.read, vocabulary="readings"),
    Column("note", "string", "Note", "What a reader should know of it",
           lambda source: source.note),
)  # fmt: skip


class Cited(NamedTuple):
    """One source of one claim: the claim is the `number`th (from 1) of its part."""

    agency: str
    part: str
    number: int
    source: str
    at: str | None
    standing: str | None


CITATION_COLUMNS: tuple[Column[Cited], ...] = (
    Column("agency", "string", "Record", "The id of the record",
           lambda cite: cite.agency, required=True),
    Column("part", "string", "Part", "Which part of the record stands on the source",
           lambda cite: cite.part, choices=tuple(CLAIMS), required=True),
    Column("number", "integer", "Number", "Which of several in that part, from 1",
           lambda cite: cite.number, required=True),
    Column("source", "string", "Source", "The id of the source",
           lambda cite: cite.source, required=True),
    Column("at", "string", "Where in it", "A page, paragraph, minute or row of the source",
           lambda cite: cite.at),
    Column("standing", "string", "Standing (id)",
           "How firmly the sources carry it; empty where a source states it outright",
           lambda cite: cite.standing, vocabulary="standings"),
)  # fmt: skip


def citation_columns(own: Iterable[str]) -> tuple[Column[Cited], ...]:
    """Those columns where a part may also be a field that the dictionary declares."""
    parts = (*CLAIMS, *own)
    return tuple(
        column._replace(choices=parts) if column.name == "part" else column
        for column in CITATION_COLUMNS
    )
