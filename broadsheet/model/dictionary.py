"""Noun: the data dictionary, every word that the records may use."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from broadsheet.model.base import Entry, Record
from broadsheet.values import Name, Slug, Text, Whole, YesNo

Palette = Literal["amber", "blue", "brick", "green", "grey", "plum", "teal", "slate"]
Symbol = Literal["circle", "square", "diamond", "triangle", "down-triangle", "cross", "ring"]


class Term(Entry):
    """A word of the vocabulary: its id in the data, its label, its plain meaning."""

    id: Slug = Field(description="its id, as the data write it")
    label: Text = Field(description="what readers see")
    plural: Text | None = Field(default=None, description="the label for several")
    meaning: Text = Field(description="what it means, in plain words")


class Category(Term):
    """A reply category: also how it looks on the map and in charts."""

    colour: Palette = Field(default="grey", description="a colour of the palette, by name")
    symbol: Symbol = Field(default="circle", description="the shape of its mark")
    nothing_known: YesNo = Field(
        default=False,
        description="yes for those of whom no source says whether or how they answered",
    )
    silent: YesNo = Field(
        default=False, description="yes for those who were asked and did not answer"
    )
    disputes: YesNo = Field(
        default=False, description="yes if the reply contradicts the listing: both are then shown"
    )


class Range(Term):
    """A range of numbers, as a source gives it."""

    minimum: Whole = Field(description="its least number")
    maximum: Whole | None = Field(default=None, description="its greatest number, if it has one")


class PublicField(Entry):
    """What a column of the downloads is called and means; replaces our own description."""

    id: Name = Field(description="the column's name")
    label: Text = Field(description="its heading for readers")
    meaning: Text = Field(description="what it holds, in plain words")
    unit: Text | None = Field(default=None, description="of a number: what it is counted in")
    minimum: Whole | None = Field(default=None, description="of a number: the least it may be")
    maximum: Whole | None = Field(default=None, description="of a number: the most it may be")


class Naming(Record):
    """What the site calls its records."""

    singular: Text = Field(default="agency", description="one of them, in lower case")
    plural: Text = Field(default="agencies", description="several of them, in lower case")


class Dictionary(Entry):
    """The data dictionary: every word the records may use."""

    records: Naming = Field(default=Naming(), description="what the records are called")
    kinds: tuple[Term, ...] = Field(description="the kinds of agencies")
    replies: tuple[Category, ...] = Field(description="the categories of replies")
    ranges: tuple[Range, ...] = Field(default=(), description="the ranges of searches")
    readings: tuple[Term, ...] = Field(default=(), description="how much of a source was read")
    standings: tuple[Term, ...] = Field(default=(), description="how firmly a claim stands")
    fields: tuple[PublicField, ...] = Field(default=(), description="the columns of the downloads")
    terms: tuple[Term, ...] = Field(default=(), description="words that the story explains")
