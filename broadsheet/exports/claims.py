"""The columns of `claims.csv`: all that the pages say, with each source that it rests on."""

from __future__ import annotations

from typing import NamedTuple

from broadsheet.exports.declared import Column


class Told(NamedTuple):
    """One source of one claim, whatever the page: a sentence of prose, a cell, an event."""

    claim: str
    text: str
    page: str
    standing: str
    source: str
    at: str


CLAIM_COLUMNS: tuple[Column[Told], ...] = (
    Column("claim", "string", "Claim", "A name of the claim that stays while its words stay",
           lambda told: told.claim, required=True),
    Column("text", "string", "Text", "The claim as readers see it",
           lambda told: told.text, required=True),
    Column("page", "string", "Page", "The address of the page that says it",
           lambda told: told.page, required=True),
    Column("standing", "string", "Standing", "How firmly the sources carry it; empty where a"
           " source states it outright, and for prose", lambda told: told.standing or None),
    Column("source", "string", "Source", "The id of the source",
           lambda told: told.source, required=True),
    Column("at", "string", "Where in it", "A page, paragraph, minute or row of the source",
           lambda told: told.at or None),
)  # fmt: skip
