"""The columns of the fields that the dictionary declares, and which of the others stand with them.

A choice has its id and, in a second column, its label; each field has a column for its note.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from broadsheet.exports.declared import BETWEEN_VALUES, PARTIAL_DATE, Cell, Column, Located
from broadsheet.exports.record import plain
from broadsheet.model import Agency, Dictionary, PublicField

TYPES = {"number": "number", "money": "number", "yes-no": "boolean"}
"""Frictionless's name for a type; all others are text."""
ASIDE = frozenset(("listed", "searches", "spending", "users", "free_trial", "began", "ended"))
"""Fields of a record whose columns stand only where they mean something."""


def own_columns(dictionary: Dictionary) -> Iterator[Column[Located]]:
    """The columns of each declared field, in the dictionary's order."""
    for field in dictionary.own_fields:
        choice, label = field.type == "choice", field.label
        yield Column(
            field.id,
            TYPES.get(field.type or "", "string"),
            f"{label} (id)" if choice else label,
            meaning_of(field),
            partial(value_in, field.id),
            choices=tuple(term.id for term in field.choices) if choice else (),
            pattern=PARTIAL_DATE if field.type == "date" else "",
            bounds=(field.minimum, field.maximum),
        )
        if choice:
            told = f"{field.meaning} In words."
            yield Column(f"{field.id}_label", "string", label, told, partial(label_in, field))
        about = f"A sentence on that value, or on why there is none: {label}"
        yield Column(
            f"{field.id}_note", "string", f"{label}, note", about, partial(note_in, field.id)
        )


def meaning_of(field: PublicField) -> str:
    """What it holds, with the unit of a number."""
    return f"{field.meaning} In {field.unit}." if field.unit else field.meaning


def value_in(field: str, row: Located) -> Cell:
    """What a record says in a field; a list in one cell."""
    said = row.agency.particular(field)
    value = plain(said.value) if said else None
    return BETWEEN_VALUES.join(value) if isinstance(value, list) else value


def label_in(field: PublicField, row: Located) -> Cell:
    """The label of a choice."""
    value = value_in(field.id, row)
    return next((term.label for term in field.choices if term.id == value), None)


def note_in(field: str, row: Located) -> Cell:
    """The note on a value."""
    said = row.agency.particular(field)
    return said.note if said else None


def is_aside(column: str, dictionary: Dictionary, agencies: tuple[Agency, ...]) -> bool:
    """Whether a column that all records could have is of no use to this investigation.

    That is so where no record has its field and the dictionary does not speak of it.
    """
    field = next((name for name in ASIDE if column.startswith(name)), "")
    spoken = any(one.id.startswith(field) for one in dictionary.fields if not one.type)
    return bool(field) and not spoken and not any(getattr(one, field) for one in agencies)
