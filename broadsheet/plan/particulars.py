"""Stage plan: what a record says in the fields that the dictionary declares, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from babel.numbers import format_decimal
from pydantic_core import PydanticCustomError

from broadsheet.exports import BETWEEN_VALUES, plain
from broadsheet.model import Agency, Given, PublicField
from broadsheet.pages import CellView
from broadsheet.plan.words import amount, when
from broadsheet.validate.particulars import read_value
from broadsheet.values import PartialDate

YES_NO = {True: "Yes", False: "No"}
BETWEEN = ", "


def in_words(field: PublicField, value: Given | None, currency: str, locale: str) -> str:
    """A value as pages show it: `120 beds`, `$2,500`, `March 2020`, `Yes`, a label."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES_NO[value]
    if isinstance(value, PartialDate):
        told = when(value, locale)
        return told.text if told else ""
    if isinstance(value, int | float):
        if field.type == "money":
            return amount(value, currency, locale)
        number = str(format_decimal(value, locale=locale, decimal_quantization=False))
        return f"{number} {field.unit}" if field.unit else number
    labels = {term.id: term.label for term in field.choices}
    words = (value,) if isinstance(value, str) else value
    return BETWEEN.join(labels.get(word, word) for word in words)


def from_download(field: PublicField, written: str, currency: str, locale: str) -> str:
    """The same from what a download says; what cannot be read stays as it is."""
    parts = written.split(BETWEEN_VALUES) if field.type == "list" else written
    try:
        return in_words(field, read_value(field, parts), currency, locale)
    except PydanticCustomError:
        return written


def cells(
    declared: Sequence[PublicField], agency: Agency, currency: str, locale: str
) -> Iterator[CellView]:
    """What tables and filters know of a record: a cell for each field that asks for one."""
    for field in declared:
        if field.table or field.filter:
            said = agency.particular(field.id)
            value = said.value if said else None
            yield CellView(
                field=field.id,
                label=field.label,
                text=in_words(field, value, currency, locale),
                sort="" if value is None else str(plain(value)),
                values=tuple(filtered(value)) if field.filter else (),
                in_table=field.table,
            )


def filtered(value: Given | None) -> Iterator[str]:
    """By which words a filter finds a value."""
    if isinstance(value, bool):
        yield "yes" if value else "no"
    elif isinstance(value, str):
        yield value
    elif isinstance(value, tuple) and not isinstance(value, PartialDate):
        yield from value
