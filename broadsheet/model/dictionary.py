"""Noun: the data dictionary, every word that the records may use."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from broadsheet.model.base import Entry, Record
from broadsheet.values import Name, Slug, Text, Whole, YesNo, fault

FieldType = Literal["text", "choice", "number", "money", "date", "yes-no", "link", "list"]
NUMERIC = frozenset({"number", "money"})
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
    """What a column of the downloads is called and means; with a `type`, a field of your own."""

    id: Name = Field(description="the column's name; with a `type`, that of the field, too")
    label: Text = Field(description="its heading for readers")
    meaning: Text = Field(description="what it holds, in plain words")
    unit: Text | None = Field(default=None, description="of a number: what it is counted in")
    minimum: Whole | None = Field(default=None, description="of a number: the least it may be")
    maximum: Whole | None = Field(default=None, description="of a number: the most it may be")
    type: FieldType | None = Field(
        default=None, description="declares a field of your own, and says what its values are"
    )
    choices: tuple[Term, ...] = Field(
        default=(), description="of a choice, or of a list: the words that it may be"
    )
    table: YesNo = Field(default=False, description="yes makes a column of the tables of it")
    filter: YesNo = Field(default=False, description="yes makes a filter of the explorer of it")
    required: YesNo = Field(default=False, description="yes if every record must have it")

    @property
    def in_address(self) -> str:
        """Its name in an address: `care-type` for `care_type`."""
        return self.id.replace("_", "-")

    @model_validator(mode="after")
    def is_declared_in_full(self) -> PublicField:
        """What only fields of one's own have, and what only some types have."""
        named = ("choices", "table", "filter", "required")
        extra = next((name for name in named if getattr(self, name)), "")
        if extra and not self.type:
            hint = f"add 'type:' to make '{self.id}' a field of your own, or leave this out"
            raise fault(f"'{extra}' is for a field of your own, and '{self.id}' has no type", hint)
        if self.choices and self.type not in {"choice", "list"}:
            raise fault(f"'{self.id}' is a {self.type}, which has no choices", "leave them out")
        if self.type == "choice" and not self.choices:
            hint = "add 'choices:' with an id, a label and a meaning for each"
            raise fault(f"'{self.id}' is a choice without choices", hint)
        if self.filter and not (self.choices or self.type == "yes-no"):
            hint = "make it a choice, a list with choices or a yes-no"
            raise fault(f"'{self.id}' has no words to filter by", hint)
        numeric = self.type is None or self.type in NUMERIC
        if not numeric and (self.unit or (self.minimum, self.maximum) != (None, None)):
            hint = "leave out 'unit', 'minimum' and 'maximum'"
            raise fault(f"'{self.id}' is a {self.type}, and only numbers have bounds", hint)
        return self


class Naming(Record):
    """What the site calls its records."""

    singular: Text = Field(default="agency", description="one of them, in lower case")
    plural: Text = Field(default="agencies", description="several of them, in lower case")
    address: Slug = Field(
        default="agencies", description="the folder of their pages, such as `nursing-homes`"
    )

    @property
    def path(self) -> str:
        """Where their pages are, from the site's top: `nursing-homes/`."""
        return f"{self.address}/"


class Division(Record):
    """What the site calls the parts of its area."""

    singular: Text = Field(default="county", description="one of them, in lower case")
    plural: Text = Field(default="counties", description="several of them, in lower case")


class Dictionary(Entry):
    """The data dictionary: every word the records may use."""

    records: Naming = Field(default=Naming(), description="what the records are called")
    counties: Division = Field(
        default=Division(), description="what the parts of the area are called, such as parishes"
    )
    kinds: tuple[Term, ...] = Field(description="the kinds of agencies")
    replies: tuple[Category, ...] = Field(description="the categories of replies")
    ranges: tuple[Range, ...] = Field(default=(), description="the ranges of searches")
    readings: tuple[Term, ...] = Field(default=(), description="how much of a source was read")
    standings: tuple[Term, ...] = Field(default=(), description="how firmly a claim stands")
    fields: tuple[PublicField, ...] = Field(
        default=(), description="the columns of the downloads, and fields of your own"
    )
    terms: tuple[Term, ...] = Field(default=(), description="words that the story explains")

    @property
    def own_fields(self) -> tuple[PublicField, ...]:
        """The fields that this investigation's records have besides those that all have."""
        return tuple(field for field in self.fields if field.type)

    def own_field(self, name: str) -> PublicField | None:
        """The one of these that is called so, if there is one."""
        return next((field for field in self.own_fields if field.id == name), None)
