"""Stage plan: a value of the data as the downloads have it becomes what pages show of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from broadsheet.editions import (
    ANSWER,
    ATTEMPT,
    COMPUTED,
    FIGURES,
    SAID,
    TIMELINE,
    field_of,
    kind_of,
)
from broadsheet.figures import FigureValue, worded
from broadsheet.plan.desk import Desk
from broadsheet.plan.particulars import from_download
from broadsheet.plan.words import money, when
from broadsheet.values import PartialDate

VOCABULARIES = {"kind": "kinds", "reply_category": "replies", "searches_range": "ranges"}
DATES = frozenset(("reply_date", "began", "ended"))
DATED = frozenset((SAID, ATTEMPT, ANSWER))
"""What says a date beside other things, each between commas."""
DAY = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")
"""A date as the downloads write it; a year alone is written alike everywhere."""
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def valued(desk: Desk, figures: Mapping[str, FigureValue], name: str, value: str) -> str:
    """The label of a word, an amount as money, a date in words; `name` is the id of the datum."""
    column = field_of(name)
    if cell := in_own_field(desk, column, value):
        return cell
    if column in SHOWN:
        return SHOWN[column](desk, value)
    if name.startswith(COMPUTED) and NUMBER.fullmatch(value):
        return computed(desk, figures.get(name.removeprefix(COMPUTED)), value)
    if kind_of(name) in DATED:
        return ", ".join(day_or(part, desk.locale) for part in value.split(", "))
    is_date = column in DATES or name.startswith((TIMELINE, FIGURES))
    return day_or(value, desk.locale) if is_date else value


def in_own_field(desk: Desk, column: str, value: str) -> str:
    """What pages show of it, where it is in a field that the dictionary declares; else nothing."""
    own = desk.found.dictionary.own_field(column)
    return from_download(own, value, desk.found.site.currency, desk.locale) if own else ""


def labelled(group: str, desk: Desk, value: str) -> str:
    """The label of a word of the dictionary; a word that it has no longer stays."""
    word = desk.words.get(f"{group}/{value}")
    return word.label if word else value


def spent(desk: Desk, value: str) -> str:
    """An amount in whole units; anything else stays."""
    return money(int(value), desk.found.site.currency, desk.locale) if value.isdigit() else value


def yes_or_no(_desk: Desk, value: str) -> str:
    """`Yes` for `true`."""
    return {"true": "Yes", "false": "No"}.get(value, value)


SHOWN: Mapping[str, Callable[[Desk, str], str]] = {
    **{column: partial(labelled, group) for column, group in VOCABULARIES.items()},
    "spending_amount": spent,
    "statewide": yes_or_no,
}
"""How pages show the columns whose values they do not show as downloads do."""


def computed(desk: Desk, figure: FigureValue | None, value: str) -> str:
    """A computed number as it stands beside its label, now or then."""
    if not figure:
        return value
    then = replace(figure, value=float(value) if "." in value else int(value))
    return worded(then, desk.site.language, currency=desk.found.site.currency)


def day_or(text: str, locale: str) -> str:
    """`February 11, 2020` for 2020-02-11; what is no day of the calendar stays."""
    if not DAY.fullmatch(text):
        return text
    try:
        told = when(PartialDate.read(text), locale)
    except ValueError:
        return text
    return told.text if told else text
