"""Noun: what every record has in common, and how a claim names its sources."""

from __future__ import annotations

from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, model_validator

from broadsheet.values import Slug, Text, fault, kind_of


class Origin(NamedTuple):
    """Which entry of which file: `path` leads from the file's top to the entry."""

    file: str
    path: tuple[str | int, ...] = ()


NOWHERE = Origin("")


class Record(BaseModel):
    """What every record has in common: frozen, and no field that is not declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Entry(Record):
    """A record that stands on its own in a file, and knows where."""

    origin: Origin = Field(default=NOWHERE, alias="@origin", exclude=True, repr=False)


class Citation(Record):
    """A source, and where in it: written `wral-buzzfeed-2021` or `wral-buzzfeed-2021, par. 4`."""

    source: Slug = Field(description="the id of a source in sources.yaml")
    at: Text | None = Field(default=None, description="where in it: a page, paragraph, minute, row")

    @model_validator(mode="before")
    @classmethod
    def read(cls, value: Any) -> Any:
        """Turn the written form into the two fields."""
        if isinstance(value, Citation):
            return value
        if not isinstance(value, str):
            raise fault(f"a source's id is wanted here, not {kind_of(value)}")
        source, _, at = value.partition(",")
        return {"source": source.strip(), "at": at.strip() or None}


Citations = tuple[Citation, ...]


class Claim(Record):
    """Anything said about an agency: it stands on sources."""

    sources: Citations = Field(default=(), description="the sources it stands on, by id")
    standing: Slug | None = Field(
        default=None,
        description="how firmly the sources carry it, from `standings` in dictionary.yaml;"
        " left out where a source states it outright",
    )
