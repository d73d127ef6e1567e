"""Noun: the record of one agency (or whatever the site calls its records)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from broadsheet.model.base import Citations, Claim, Entry
from broadsheet.model.particulars import Particular
from broadsheet.model.replies import Attempt, Reply, Silence, in_order
from broadsheet.values import Day, Decimal, PartialDate, Slug, Text, Whole, YesNo


class Listing(Claim):
    """Who lists the agency, and how we know."""

    by: Text = Field(description="whose list it is, as readers know it")
    basis: Text = Field(description="a sentence: how we know that the list names the agency")


class Searches(Claim):
    """How many searches a list gives for the agency, as a range."""

    range: Slug = Field(description="a range from `ranges` in dictionary.yaml")
    note: Text | None = Field(default=None, description="a sentence on how to read it")


class Spending(Claim):
    """What the agency paid."""

    amount: Whole | None = Field(default=None, description="in whole units of the site's currency")
    note: Text | None = Field(default=None, description="what it bought, or who says so")


class Users(Claim):
    """How many people could use it."""

    authorized: Whole | None = Field(default=None, description="how many were authorized")
    at_least: Whole | None = Field(default=None, description="how many had access at the least")
    note: Text | None = Field(default=None, description="who counted, and how")


class FreeTrial(Claim):
    """Whether there was a free trial or a demonstration."""

    answer: Literal["yes", "no", "possible"] = Field(description="yes, no or possible")
    note: Text | None = Field(default=None, description="a sentence on it")


class Milestone(Claim):
    """When use began or ended."""

    date: PartialDate | None = Field(default=None, description="when, as exactly as known")
    note: Text | None = Field(default=None, description="a sentence on it")


class Statement(Claim):
    """Words that somebody said or wrote."""

    speaker: Text | None = Field(default=None, description="who, with their title")
    words: Text = Field(description="the words themselves, without quotation marks")
    date: PartialDate | None = Field(default=None, description="when, as exactly as known")
    date_note: Text | None = Field(default=None, description="what the date does and does not say")
    note: Text | None = Field(default=None, description="what a reader must know of the quote")


class Fact(Claim):
    """One more thing a source says, in a sentence of ours."""

    text: Text = Field(description="the sentence")
    date: PartialDate | None = Field(default=None, description="when it was so")


class Agency(Entry):
    """One record of the investigation: an agency, or whatever the site calls them."""

    id: Slug = Field(description="its id, which is also its address")
    name: Text = Field(description="its full name")
    aliases: tuple[Text, ...] = Field(default=(), description="other names readers may look for")
    kind: Slug = Field(description="a kind from `kinds` in dictionary.yaml")
    place: Text | None = Field(default=None, description="its town or city, from the gazetteer")
    county: Text | None = Field(
        default=None, description="its county; left out, it follows from the place"
    )
    statewide: YesNo = Field(default=False, description="yes if it serves the whole state")
    latitude: Decimal | None = Field(default=None, description="degrees north; else from the place")
    longitude: Decimal | None = Field(
        default=None, description="degrees east (negative in the US); else from the place"
    )
    listed: tuple[Listing, ...] = Field(default=(), description="who lists it, and how we know")
    searches: Searches | None = Field(default=None, description="the range of searches given")
    attempts: tuple[Attempt, ...] = Field(
        default=(), description="each time that somebody asked it; see also attempts.yaml"
    )
    replies: tuple[Reply, ...] = Field(
        default=(), description="each answer that it gave; the newest counts, all stay on record"
    )
    unanswered: Text | None = Field(
        default=None, description="without `replies`: a sentence of ours on what is known of that"
    )
    silence: Silence = Field(default=Silence(), alias="@silence", exclude=True, repr=False)
    spending: Spending | None = Field(default=None, description="what it paid")
    users: Users | None = Field(default=None, description="how many people could use it")
    free_trial: FreeTrial | None = Field(default=None, description="a free trial or demonstration")
    began: Milestone | None = Field(default=None, description="when use began")
    ended: Milestone | None = Field(default=None, description="when use ended")
    statements: tuple[Statement, ...] = Field(default=(), description="what it said, in its words")
    facts: tuple[Fact, ...] = Field(default=(), description="what else sources say")
    context: tuple[Fact, ...] = Field(
        default=(), description="what sources say of it that is not about the subject itself"
    )
    unclear: tuple[Text, ...] = Field(default=(), description="what is not clear, in sentences")
    sources: Citations = Field(
        default=(),
        description="what the fields of your own rest on, where they name no sources themselves",
    )
    particulars: tuple[Particular, ...] = Field(
        default=(), alias="@particulars", exclude=True, repr=False
    )
    updated: Day = Field(description="the day this record was last changed")
    notes: Text | None = Field(default=None, description="private: for the desk, never published")
    contact: Text | None = Field(default=None, description="private: never published")

    @property
    def reply(self) -> Reply:
        """The reply that counts: the newest, or the lack of one, which is a category, too.

        Which category that is follows from the attempts and the dictionary; `validate` sets it.
        """
        if self.replies:
            return in_order(self.replies)[-1]
        return Reply(category=self.silence.category, summary=self.unanswered)

    @property
    def reply_path(self) -> tuple[str | int, ...]:
        """Where in the record it stands; without one, where the lack of it is told."""
        if self.replies:
            return ("replies", self.replies.index(self.reply))
        return ("unanswered",) if self.unanswered else ("attempts",)

    def particular(self, field: str) -> Particular | None:
        """What it says in a field that the dictionary declares, if it says anything."""
        return next((one for one in self.particulars if one.field == field), None)

    @property
    def answered(self) -> Literal["yes", "no", "unknown"]:
        """Whether it answered: `no` where somebody says that it was asked and did not."""
        return "yes" if self.replies else "no" if self.silence.told else "unknown"
