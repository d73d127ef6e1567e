"""Noun: the record of who checked which claim against what it rests on."""

from __future__ import annotations

from pydantic import Field

from broadsheet.model.base import Entry
from broadsheet.values import Day, Text


class Check(Entry):
    """That somebody checked a claim, as it was then."""

    claim: Text = Field(description="the id of the claim, as the packet gives it")
    mark: Text = Field(
        description="a mark of its words, values and sources as they were when it was checked"
    )
    by: Text = Field(description="who checked it")
    on: Day = Field(description="the day on which it was checked")
    note: Text | None = Field(
        default=None, description="a remark; for a claim without a source, why it needs none"
    )
