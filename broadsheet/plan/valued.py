"""Stage plan: a value of the data as the downloads have it becomes what pages show of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from broadsheet.editions import RECORDS, TIMELINE, field_of
from broadsheet.figures import FigureValue
from broadsheet.figures import worded as figure_worded
from broadsheet.plan.desk import Desk
from broadsheet.plan.words import money, when
from broadsheet.values import PartialDate

VOCABULARIES = {"kind": "kinds", "reply_category": "replies", "searches_range": "ranges"}
DAY = re.compile(r"(?<![\d-])\d{4}-\d{2}(?:-\d{2})?(?![\d-])")
"""A date as the downloads write it; a year alone is written alike everywhere."""
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def valued(desk: Desk, figures: Mapping[str, FigureValue], name: str, value: str) -> str:
    """The label of a word, an amount as money, dates in words; `name` is the id of the datum."""
    column = field_of(name)
    if column in VOCABULARIES:
        word = desk.words.get(f"{VOCABULARIES[column]}/{value}")
        return word.label if word else value
    if column == "spending_amount" and value.isdigit():
        return money(int(value), desk.found.site.currency, desk.locale)
    if column == "statewide":
        return {"true": "Yes", "false": "No"}.get(value, value)
    figure = figures.get(name.partition(".")[2])
    if figure and not column and NUMBER.fullmatch(value):
        number = float(value) if "." in value else int(value)
        currency = desk.found.site.currency
        return figure_worded(replace(figure, value=number), desk.site.language, currency=currency)
    is_dated = name.startswith((RECORDS, TIMELINE))
    return DAY.sub(lambda day: in_words(day[0], desk.locale), value) if is_dated else value


def in_words(day: str, locale: str) -> str:
    """`February 11, 2020` for 2020-02-11; what is no day of the calendar stays."""
    try:
        told = when(PartialDate.read(day), locale)
    except ValueError:
        return day
    return told.text if told else day
