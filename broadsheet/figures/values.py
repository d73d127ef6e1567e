"""Noun: a figure that has its value, and what can be wrong with one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, NamedTuple

from broadsheet.model import Citation, Origin
from broadsheet.values import PartialDate

Value = int | float | str | tuple[str, ...] | PartialDate
Collection = Literal["agencies", "sources", "timeline", "counties"]


@dataclass(frozen=True, slots=True)
class FigureValue:
    """A figure with its value, and what it stands on.

    `rows` are the entries of the collection `of` that make it up: ids of agencies or
    sources, names of counties (events of the timeline have no ids). `sources` are set
    for reported figures. `unit` is `share` for a share (0 to 1), `money` for an amount,
    `people` for users, and empty for a plain count or a reported number.
    """

    id: str
    label: str
    value: Value
    kind: Literal["reported", "computed"]
    of: Collection = "agencies"
    rows: tuple[str, ...] = ()
    sources: tuple[Citation, ...] = ()
    unit: str = ""
    note: str = ""


class FigureFault(NamedTuple):
    """What is wrong with a figure: `place` leads from its file's top to the field."""

    figure: str
    place: Origin
    message: str
    hint: str = ""


def reported_value(written: str) -> Value:
    """Turn what a source reports into a number (`1803`), a date (`2020-02`) or a text.

    A year alone (`2019`) is a number like any other; the filter `date` words it as a year.
    """
    longest = 15
    if len(written) <= longest and re.fullmatch(r"-?(0|[1-9]\d*)", written, re.ASCII):
        return int(written)
    if len(written) <= 2 * longest and re.fullmatch(r"-?(0|[1-9]\d{0,14})\.\d+", written, re.ASCII):
        return float(written)
    if re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", written, re.ASCII):
        return date_or_text(written)
    return written


def date_or_text(written: str) -> Value:
    """Read a date that the calendar has; anything else stays a text."""
    try:
        return PartialDate.read(written)
    except ValueError:
        return written


def is_number(value: Value) -> bool:
    """Tell whether one can count with it."""
    return isinstance(value, int | float)


def described(value: Value) -> str:
    """Name the kind of a value in an editor's words."""
    if isinstance(value, PartialDate):
        return "a date"
    if isinstance(value, tuple):
        return "a list"
    return "a text" if isinstance(value, str) else "a number"
