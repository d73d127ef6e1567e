"""Noun: each attempt to reach an agency, and each reply that it gave."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal, NamedTuple, TypeVar

from pydantic import BeforeValidator, Field

from broadsheet.model.base import Claim, Entry
from broadsheet.values import Day, PartialDate, Slug, Text, YesNo, fault

ALL = "all"
LAST = (9999, 12, 31)
OURS = "yes if it is our own, and so needs no source"
DATE = "when, as exactly as known"
DATE_NOTE = "what the date does and does not say"


class Attempt(Claim):
    """One time that somebody asked an agency."""

    by: Text = Field(description="who asked: an outlet, or your newsroom")
    date: PartialDate | None = Field(default=None, description=DATE)
    date_note: Text | None = Field(default=None, description=DATE_NOTE)
    how: Text | None = Field(default=None, description="email, phone, letter, in person, ...")
    to: Text | None = Field(default=None, description="whom they asked, with their title")
    asked: Text = Field(description="what was asked, in a sentence of ours")
    deadline: Day | None = Field(default=None, description="the day by which an answer was wanted")
    answered: Literal["yes", "no"] | None = Field(
        default=None, description="whether an answer came; left out where no source says"
    )
    result: Text | None = Field(default=None, description="what came of it, in a sentence of ours")
    ours: YesNo = Field(default=False, description=OURS)


def read_agencies(value: Any) -> Any:
    """Turn `all` into the list that holds just this word; a single id is no list."""
    if value == ALL:
        return (ALL,)
    if isinstance(value, str):
        raise fault(f"'{value}' is not a list", "write 'all', or a list of ids: [one, another]")
    return value


Agencies = Annotated[tuple[Slug, ...], BeforeValidator(read_agencies)]


class SharedAttempt(Attempt, Entry):
    """One time that somebody asked several agencies at once, written once."""

    agencies: Agencies = Field(description="`all`, or the ids of the agencies that were asked")

    def concerns(self, agency: str) -> bool:
        """Whether this agency was among those who were asked."""
        return self.agencies == (ALL,) or agency in self.agencies


class Reply(Claim):
    """One answer of an agency."""

    category: Slug | Literal[""] = Field(
        default="",
        description="what it amounts to, from `replies` in dictionary.yaml;"
        " an earlier reply may go without",
    )
    summary: Text | None = Field(default=None, description="the answer in a sentence of ours")
    words: Text | None = Field(default=None, description="the answer in the agency's own words")
    by: Text | None = Field(default=None, description="who answered, with their title")
    to: Text | None = Field(default=None, description="whom they answered")
    date: PartialDate | None = Field(
        default=None, description=f"{DATE}; needed where there are several replies"
    )
    date_note: Text | None = Field(default=None, description=DATE_NOTE)
    amends: YesNo = Field(
        default=False, description="yes if the agency took an earlier answer back or changed it"
    )
    ours: YesNo = Field(default=False, description="yes if it was given to us: it needs no source")


class Silence(NamedTuple):
    """What holds for an agency as long as it has no reply.

    `category` is one of the dictionary's, empty where it has none; `told` is true where an
    attempt says that no answer came.
    """

    category: str = ""
    told: bool = False


Dated = TypeVar("Dated", Attempt, Reply)


def in_order(entries: Iterable[Dated]) -> tuple[Dated, ...]:
    """The oldest first; those without a date come after all, in the order of the file."""
    return tuple(sorted(entries, key=in_time))


def in_time(entry: Attempt | Reply) -> tuple[int, int, int]:
    """Where an entry stands in time; one without a date is put before no other."""
    return entry.date or LAST
