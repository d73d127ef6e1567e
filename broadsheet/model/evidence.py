"""Noun: what the records stand on: sources, figures, events, corrections."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from broadsheet.model.base import Citations, Entry, Record
from broadsheet.values import Day, Name, PartialDate, Slug, Text, WebAddress, fault


class Source(Entry):
    """A document that facts are taken from."""

    id: Slug = Field(description="its id, by which records and prose cite it")
    title: Text = Field(description="its title")
    title_note: Text | None = Field(default=None, description="what is not sure of the title")
    outlet: Text = Field(description="who published it")
    author: Text | None = Field(default=None, description="who wrote it")
    date: PartialDate | None = Field(default=None, description="when it was published")
    date_note: Text | None = Field(default=None, description="what is not sure of the date")
    url: WebAddress | None = Field(default=None, description="where it is on the web")
    archived: WebAddress | None = Field(default=None, description="an archived copy")
    access: Literal["public", "on-file", "confidential"] = Field(
        default="public",
        description="who may see it: `public`; `on-file` (described, never linked);"
        " `confidential` (counted, never named)",
    )
    public_description: Text | None = Field(
        default=None,
        description="all that readers learn of a confidential source; left out, they learn nothing",
    )
    read: Slug | None = Field(
        default=None, description="how much of it was read, from `readings` in dictionary.yaml"
    )
    note: Text | None = Field(default=None, description="what a reader should know of it")
    notes: Text | None = Field(default=None, description="private: for the desk, never published")

    @model_validator(mode="after")
    def is_fit_for_its_access(self) -> Source:
        """What is on file has no link; only what is confidential needs a public description."""
        link = "url" if self.url else "archived" if self.archived else ""
        if self.access == "on-file" and link:
            hint = f"leave '{link}' out, or write access: public"
            raise fault(f"the source '{self.id}' is on file, but has a link in '{link}'", hint)
        if self.public_description and self.access != "confidential":
            told = f"the source '{self.id}' has a 'public_description', but is not confidential"
            raise fault(told, "describe it in 'note', or write access: confidential")
        if self.id.startswith(WITHHELD):
            told = f"no source may be called '{self.id}': readers see confidential ones so"
            raise fault(told, f"choose an id that does not begin with '{WITHHELD}'")
        return self


WITHHELD = "confidential-"
"""How the names begin by which outputs tell confidential sources apart."""


class Condition(Record):
    """One line of a figure's `where`: a field, and the values that count."""

    field: Text
    values: tuple[Text, ...]


def read_where(value: Any) -> Any:
    """Turn `{reply: denied}` or `{reply: [denied, no-record]}` into conditions."""
    if not isinstance(value, dict):
        return value
    lists = {key: v if isinstance(v, list) else [v] for key, v in value.items()}
    return tuple({"field": key, "values": tuple(values)} for key, values in lists.items())


class Figure(Entry):
    """One number of the story: reported by a source, or computed from the records."""

    id: Name = Field(description="the name by which prose uses it, as {{ name }}")
    label: Text = Field(description="what it counts, in words")
    value: Text | None = Field(default=None, description="reported: the number, or the words")
    sources: Citations = Field(default=(), description="reported: the source, and where in it")
    count: Literal["agencies", "sources", "timeline", "counties"] | None = Field(
        default=None, description="computed: how many entries of this collection"
    )
    sum: Text | None = Field(default=None, description="computed: the sum of this field")
    minimum: Text | None = Field(default=None, description="computed: the least of this field")
    maximum: Text | None = Field(default=None, description="computed: the most of this field")
    list: Text | None = Field(default=None, description="computed: the values of this field")
    share: Name | None = Field(
        default=None, description="computed: the count of `where` as a share of this figure"
    )
    subtract: tuple[Name, Name] | None = Field(
        default=None, description="computed: the first figure less the second"
    )
    where: Annotated[tuple[Condition, ...], BeforeValidator(read_where)] = Field(
        default=(), description="computed: which agencies count: a field and its value or values"
    )
    note: Text | None = Field(default=None, description="how to read it")
    parts: tuple[Name, ...] = Field(
        default=(), description="the figures that must add up to this one; `check` adds them"
    )
    part_of: Name | None = Field(
        default=None, description="the figure of which it is a part, and which it may not exceed"
    )

    @model_validator(mode="after")
    def is_reported_or_computed(self) -> Figure:
        """Exactly one way to come by the number."""
        ways = [name for name in FIGURE_WAYS if getattr(self, name) is not None]
        if len(ways) != 1:
            told = f"it has {' and '.join(ways)}" if ways else "it has none of them"
            hint = f"give exactly one of {', '.join(FIGURE_WAYS)}; {told}"
            raise fault(f"the figure '{self.id}' does not say how it is come by", hint)
        return self


FIGURE_WAYS = ("value", "count", "sum", "minimum", "maximum", "list", "share", "subtract")


class Event(Entry):
    """One entry of the timeline."""

    date: PartialDate = Field(description="when, as exactly as known")
    event: Text = Field(description="what happened, in a sentence")
    short: Text | None = Field(
        default=None, description="the same in a few words, for the chart of the timeline"
    )
    agencies: tuple[Slug, ...] = Field(default=(), description="the agencies it concerns, by id")
    sources: Citations = Field(default=(), description="the sources it stands on")
    date_note: Text | None = Field(default=None, description="what the date does and does not say")
    weight: Literal["key", "minor"] = Field(
        default="key", description="a story's timeline leaves out what is minor"
    )


class Waiver(Entry):
    """A finding of `check` that somebody looked at and lets stand. Private: for the desk."""

    finding: Text = Field(description="the finding's id, as the report prints it in brackets")
    by: Text = Field(description="who looked at it, by name")
    reason: Text = Field(description="why it may stand, in a sentence")
    date: Day = Field(description="the day on which it was decided")


def read_names(value: Any) -> Any:
    """Turn the name of one datum into a list of one."""
    return [value] if isinstance(value, str) else value


class Correction(Entry):
    """A published mistake and what is right, or an update of what was right when published."""

    id: Slug = Field(description="its id, which is also its anchor")
    kind: Literal["correction", "update"] = Field(
        default="correction",
        description="`correction` of what was wrong, or `update` of what has changed since",
    )
    date: Day = Field(description="the day it was corrected")
    datum: Annotated[tuple[Text, ...], BeforeValidator(read_names)] = Field(
        default=(),
        description="what it corrects in the data, such as"
        " `agencies/raleigh-pd.spending_amount`; an update may name several,"
        " and of a record that is taken out `agencies/raleigh-pd` stands for all",
    )
    claim: Text | None = Field(
        default=None, description="what it corrects in a text: the sentence by its id"
    )
    was: Text | None = Field(default=None, description="what was published")
    now: Text | None = Field(
        default=None, alias="is", description="what is right, as the content says it now"
    )
    text: Text | None = Field(
        default=None,
        description="what was wrong and what is right, in full sentences;"
        " left out, it is made from `was` and `is`",
    )
    why: Text | None = Field(default=None, description="how the mistake came about")
    found: Text | None = Field(default=None, description="how it came to light")
    agencies: tuple[Slug, ...] = Field(default=(), description="more agencies it concerns")
    articles: tuple[Slug, ...] = Field(default=(), description="more articles it concerns")

    @model_validator(mode="after")
    def says_what_it_corrects(self) -> Correction:
        """Readers are told what was wrong: in words of ours, or by the values."""
        if self.datum and self.claim:
            hint = "a sentence is a `claim`, a value of the records a `datum`; write two entries"
            raise fault("a correction is of a claim or of a datum, not of both", hint)
        if len(self.datum) > 1 and (self.was or self.now):
            hint = "write an entry for each datum, or leave 'was' and 'is' out"
            raise fault("'was' and 'is' are of one datum, and this entry names several", hint)
        named = bool(self.datum or self.claim)
        if not (self.text or (named and (self.was or self.now)) or (self.was and self.now)):
            whole = bool(self.datum) and not any("." in name for name in self.datum)
            silent = named and (self.kind == "update" or whole)
            if not silent:
                raise fault("this does not say what was wrong", "give 'was' and 'is', or 'text'")
        return self
