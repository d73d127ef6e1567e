"""Noun: what a record says in the fields that an investigation declares for itself."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, PlainValidator

from broadsheet.model.base import Claim, Entry
from broadsheet.values import PartialDate, Text

Given = str | int | float | bool | PartialDate | tuple[str, ...]
"""A value of such a field: a choice is its id, money a number, a list a tuple of texts."""


def as_it_is(value: Given | None) -> Given | None:
    """What it may be hangs on the dictionary: `validate` has read it by that."""
    return value


class Particular(Claim, Entry):
    """What a record says in one field that dictionary.yaml declares."""

    field: str = Field(default="", alias="@field", exclude=True)
    value: Annotated[Given | None, PlainValidator(as_it_is)] = Field(
        default=None, description="the value itself; its type is that of the field"
    )
    note: Text | None = Field(
        default=None, description="a sentence on it, or on why there is no value"
    )
