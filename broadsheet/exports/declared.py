"""The declared columns of the records and of the timeline, and how each is taken from one.

Nothing is dumped wholesale: what is not declared here (or in `record`) cannot leave the
newsroom, so a private field needs no filter to stay private.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, NamedTuple, Protocol, TypeVar

from broadsheet.exports.record import plain, told
from broadsheet.model import (
    Agency,
    Attempt,
    Category,
    Citation,
    Event,
    Range,
    Record,
    Term,
)

Cell = str | int | float | bool | None
Of = TypeVar("Of")

BETWEEN_VALUES = "; "
DECIMALS = 5
PARTIAL_DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"


class Spot(Protocol):
    """Where an agency is: WGS 84 degrees (none if it has no point of its own), its county.

    `approximate` says that it stands in the middle of its county, not at a town.
    """

    @property
    def latitude(self) -> float | None: ...  # noqa: D102
    @property
    def longitude(self) -> float | None: ...  # noqa: D102
    @property
    def county(self) -> str | None: ...  # noqa: D102
    @property
    def approximate(self) -> bool: ...  # noqa: D102


class Located(NamedTuple):
    """An agency with its spot, the words that its record uses, its page's full address."""

    agency: Agency
    spot: Spot | None
    kind: Term
    reply: Category
    range: Range | None
    currency: str
    page: str
    attempts: tuple[Attempt, ...] = ()

    @property
    def cited(self) -> tuple[Citation, ...]:
        """Every citation of the record, in its order."""
        return tuple(
            citation
            for _, _, claim in told(self.agency, self.attempts)
            for citation in claim.sources
        )

    @property
    def point(self) -> tuple[float, float] | None:
        """Longitude and latitude to about a metre; None for one that serves the whole state."""
        if self.agency.statewide or self.spot is None:
            return None
        if self.spot.latitude is None or self.spot.longitude is None:
            return None
        # Adding 0.0 turns -0.0, which reads like a mistake, into 0.0.
        return (
            round(self.spot.longitude, DECIMALS) + 0.0,
            round(self.spot.latitude, DECIMALS) + 0.0,
        )

    @property
    def county(self) -> str | None:
        """As it was located, or as its record says."""
        return (self.spot.county if self.spot else None) or self.agency.county


class Column(NamedTuple, Generic[Of]):
    """A public column: `type` is Frictionless's; `vocabulary` a list of the dictionary.

    `bounds` are the least and the most that a number may be.
    """

    name: str
    type: str
    label: str
    meaning: str
    take: Callable[[Of], Cell]
    vocabulary: str = ""
    choices: tuple[str, ...] = ()
    pattern: str = ""
    required: bool = False
    bounds: tuple[int | None, int | None] = (None, None)


def joined(values: Iterable[str]) -> str | None:
    """Several values in one cell, each once; None for none."""
    return BETWEEN_VALUES.join(dict.fromkeys(values)) or None


def part(record: Record | None, name: str) -> Cell:
    """One field of a part of the record that may be left out."""
    value: Cell = plain(getattr(record, name)) if record else None
    return value


COLUMNS: tuple[Column[Located], ...] = (
    Column("id", "string", "Id", "Its lasting id, also part of its page's address",
           lambda row: row.agency.id, required=True),
    Column("name", "string", "Name", "Its full name", lambda row: row.agency.name, required=True),
    Column("aliases", "string", "Other names", "Other names readers may look for",
           lambda row: joined(row.agency.aliases)),
    Column("kind", "string", "Kind (id)", "What kind it is, by id",
           lambda row: row.agency.kind, vocabulary="kinds", required=True),
    Column("kind_label", "string", "Kind", "What kind it is, in words",
           lambda row: row.kind.label, required=True),
    Column("place", "string", "Place", "Its town or city, if it has one of its own",
           lambda row: row.agency.place),
    Column("county", "string", "County", "Its county; empty if it serves the whole area",
           lambda row: row.county),
    Column("statewide", "boolean", "Whole area", "true if it serves the whole area",
           lambda row: row.agency.statewide, required=True),
    Column("latitude", "number", "Latitude", "Degrees north, WGS 84; empty if it has no point",
           lambda row: row.point[1] if row.point else None),
    Column("longitude", "number", "Longitude", "Degrees east, WGS 84; empty if it has no point",
           lambda row: row.point[0] if row.point else None),
    Column("location_is_approximate", "boolean", "Location is approximate",
           "true if the point is the middle of the county rather than a town",
           lambda row: row.spot.approximate if row.spot and row.point else None),
    Column("listed_by", "string", "Listed by", "Whose list names it",
           lambda row: joined(listing.by for listing in row.agency.listed)),
    Column("listed_basis", "string", "How that is known", "How we know that the list names it",
           lambda row: joined(listing.basis for listing in row.agency.listed)),
    Column("searches_range", "string", "Searches (id)", "The range of searches the list gives",
           lambda row: part(row.agency.searches, "range"), vocabulary="ranges"),
    Column("searches_minimum", "integer", "Searches, least", "The least number of that range",
           lambda row: part(row.range, "minimum")),
    Column("searches_maximum", "integer", "Searches, most",
           "The greatest number of that range; empty if it has no upper end",
           lambda row: part(row.range, "maximum")),
    Column("reply_category", "string", "Reply (id)", "The category of its reply, by id",
           lambda row: row.agency.reply.category, vocabulary="replies", required=True),
    Column("reply_label", "string", "Reply", "The category of its reply, in words",
           lambda row: row.reply.label, required=True),
    Column("reply_disputes_listing", "boolean", "Reply is at odds with the list",
           "true if the reply is at odds with the listing; false does not mean it confirms it",
           lambda row: row.reply.disputes, required=True),
    Column("reply_summary", "string", "Reply in short", "Its reply, in a sentence of ours",
           lambda row: row.agency.reply.summary),
    Column("reply_words", "string", "Reply, its words", "Its reply, in its own words",
           lambda row: row.agency.reply.words),
    Column("reply_by", "string", "Who replied", "Who replied for it, with their title",
           lambda row: row.agency.reply.by),
    Column("reply_date", "string", "Date of reply", "When it replied, as exactly as known",
           lambda row: part(row.agency.reply, "date"), pattern=PARTIAL_DATE),
    Column("reply_date_note", "string", "On that date", "What the date does and does not say",
           lambda row: row.agency.reply.date_note),
    Column("spending_amount", "integer", "Spending",
           "What it paid, in whole units of the currency; 0 only where a source says none",
           lambda row: part(row.agency.spending, "amount")),
    Column("spending_currency", "string", "Currency", "The currency of that amount (ISO 4217)",
           lambda row: row.currency if part(row.agency.spending, "amount") is not None else None),
    Column("spending_note", "string", "On spending", "What it bought, or who says so",
           lambda row: part(row.agency.spending, "note")),
    Column("users_authorized", "integer", "Users, authorized", "How many people were authorized",
           lambda row: part(row.agency.users, "authorized")),
    Column("users_at_least", "integer", "Users, at least", "How many had access at the least",
           lambda row: part(row.agency.users, "at_least")),
    Column("users_note", "string", "On users", "Who counted, and how",
           lambda row: part(row.agency.users, "note")),
    Column("free_trial", "string", "Free trial", "Whether there was a free trial or demonstration",
           lambda row: part(row.agency.free_trial, "answer"), choices=("yes", "no", "possible")),
    Column("free_trial_note", "string", "On the trial", "A sentence on it",
           lambda row: part(row.agency.free_trial, "note")),
    Column("began", "string", "Use began, if any", "When use began, as exactly as known",
           lambda row: part(row.agency.began, "date"), pattern=PARTIAL_DATE),
    Column("began_note", "string", "On the beginning", "A sentence on it",
           lambda row: part(row.agency.began, "note")),
    Column("ended", "string", "Use ended, if any", "When use ended, as exactly as known",
           lambda row: part(row.agency.ended, "date"), pattern=PARTIAL_DATE),
    Column("ended_note", "string", "On the end", "A sentence on it",
           lambda row: part(row.agency.ended, "note")),
    Column("statements", "integer", "Statements", "How many statements of it are on record",
           lambda row: len(row.agency.statements), required=True),
    Column("unclear", "string", "What is unclear", "What is not clear, in sentences",
           lambda row: joined(row.agency.unclear)),
    Column("sources", "string", "Sources", "The ids of all sources that its record stands on",
           lambda row: joined(citation.source for citation in row.cited)),
    Column("updated", "date", "Last updated", "The day its record was last changed",
           lambda row: row.agency.updated.isoformat(), required=True),
    Column("page", "string", "Page", "The address of its page",
           lambda row: row.page, required=True),
)  # fmt: skip

EVENT_COLUMNS: tuple[Column[Event], ...] = (
    Column("date", "string", "Date", "When, as exactly as known",
           lambda event: event.date.iso, pattern=PARTIAL_DATE, required=True),
    Column("event", "string", "Event", "What happened, in a sentence",
           lambda event: event.event, required=True),
    Column("agencies", "string", "Concerns", "The ids of the records it concerns",
           lambda event: joined(event.agencies)),
    Column("sources", "string", "Sources", "The ids of the sources it stands on",
           lambda event: joined(citation.source for citation in event.sources)),
    Column("date_note", "string", "On the date", "What the date does and does not say",
           lambda event: event.date_note),
)  # fmt: skip
