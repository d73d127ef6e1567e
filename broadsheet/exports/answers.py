"""The declared columns of `attempts.csv` and `replies.csv`: who asked, and what came back."""

from __future__ import annotations

from typing import NamedTuple

from broadsheet.exports.declared import PARTIAL_DATE, Column, Located, joined, part
from broadsheet.model import Attempt, Reply


class Asked(NamedTuple):
    """One attempt, and the agency that it concerns; the `number`th (from 1), oldest first."""

    agency: str
    number: int
    attempt: Attempt


class Answered(NamedTuple):
    """One reply, the `number`th (from 1) of its record; `counts` for the newest."""

    agency: str
    number: int
    reply: Reply
    counts: bool


ATTEMPT_COLUMNS: tuple[Column[Asked], ...] = (
    Column("agency", "string", "Record", "The id of the record",
           lambda row: row.agency, required=True),
    Column("number", "integer", "Number", "Which of several, from 1; the oldest first",
           lambda row: row.number, required=True),
    Column("by", "string", "Who asked", "Who asked for a reply",
           lambda row: row.attempt.by, required=True),
    Column("date", "string", "Date", "When, as exactly as known",
           lambda row: part(row.attempt, "date"), pattern=PARTIAL_DATE),
    Column("date_note", "string", "On the date", "What the date does and does not say",
           lambda row: row.attempt.date_note),
    Column("how", "string", "How", "By email, phone, letter or otherwise",
           lambda row: row.attempt.how),
    Column("to", "string", "Who was asked", "Whom they asked", lambda row: row.attempt.to),
    Column("asked", "string", "What was asked", "What was asked, in a sentence of ours",
           lambda row: row.attempt.asked, required=True),
    Column("deadline", "date", "Deadline", "The day by which an answer was wanted",
           lambda row: part(row.attempt, "deadline")),
    Column("answered", "string", "Answered",
           "Whether an answer came; empty where no source says",
           lambda row: row.attempt.answered, choices=("yes", "no")),
    Column("result", "string", "Result", "What came of it, in a sentence of ours",
           lambda row: row.attempt.result),
    Column("ours", "boolean", "Ours", "true if the publisher of these data asked",
           lambda row: row.attempt.ours, required=True),
    Column("sources", "string", "Sources", "The ids of the sources it stands on",
           lambda row: joined(citation.source for citation in row.attempt.sources)),
)  # fmt: skip

REPLY_COLUMNS: tuple[Column[Answered], ...] = (
    Column("agency", "string", "Record", "The id of the record",
           lambda row: row.agency, required=True),
    Column("number", "integer", "Number", "Which of several in the record, from 1",
           lambda row: row.number, required=True),
    Column("counts", "boolean", "Counts", "true for the newest reply, which the category follows",
           lambda row: row.counts, required=True),
    Column("category", "string", "Category (id)",
           "What it amounts to, by id; an earlier reply may have none",
           lambda row: row.reply.category or None, vocabulary="replies"),
    Column("summary", "string", "In short", "The reply, in a sentence of ours",
           lambda row: row.reply.summary),
    Column("words", "string", "Its words", "The reply, in its own words",
           lambda row: row.reply.words),
    Column("by", "string", "Who replied", "Who replied, with their title",
           lambda row: row.reply.by),
    Column("to", "string", "To whom", "Whom they answered", lambda row: row.reply.to),
    Column("date", "string", "Date", "When, as exactly as known",
           lambda row: part(row.reply, "date"), pattern=PARTIAL_DATE),
    Column("date_note", "string", "On the date", "What the date does and does not say",
           lambda row: row.reply.date_note),
    Column("amends", "boolean", "Amends", "true if it takes an earlier reply back or changes it",
           lambda row: row.reply.amends, required=True),
    Column("ours", "boolean", "Given to us", "true if it was given to the publisher of these data",
           lambda row: row.reply.ours, required=True),
    Column("sources", "string", "Sources", "The ids of the sources it stands on",
           lambda row: joined(citation.source for citation in row.reply.sources)),
)  # fmt: skip


def attempts_of(row: Located) -> tuple[Asked, ...]:
    """Every attempt that concerns an agency."""
    return tuple(Asked(row.agency.id, n, one) for n, one in enumerate(row.attempts, start=1))


def replies_of(row: Located) -> tuple[Answered, ...]:
    """Every reply of an agency."""
    counting = row.agency.reply
    return tuple(
        Answered(row.agency.id, number, reply, reply is counting)
        for number, reply in enumerate(row.agency.replies, start=1)
    )
