"""The data dictionary: what each column and each word of the downloads means."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from broadsheet.exports.declared import Column
from broadsheet.exports.record import public
from broadsheet.exports.rows import Table, cells, columns_of
from broadsheet.model import Agency, Dictionary, Term
from broadsheet.pages import ColumnView

VOCABULARIES = ("kinds", "replies", "ranges", "readings", "standings", "terms")
TYPES = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "date": "date",
}


class Meaning(NamedTuple):
    """A row of the dictionary: a column of a file, or a word of a vocabulary."""

    list: str
    id: str
    label: str
    meaning: str
    plural: str | None = None
    type: str | None = None
    minimum: int | None = None
    maximum: int | None = None


DICTIONARY_COLUMNS: tuple[Column[Meaning], ...] = (
    Column("list", "string", "List", "The file whose column it is, or the vocabulary it is of",
           lambda row: row.list, required=True),
    Column("id", "string", "Id", "The column's name, or the word as the data write it",
           lambda row: row.id, required=True),
    Column("label", "string", "Label", "What readers see", lambda row: row.label, required=True),
    Column("plural", "string", "Plural", "The label for several", lambda row: row.plural),
    Column("type", "string", "Type", "The type of a column",
           lambda row: row.type, choices=tuple(TYPES)),
    Column("minimum", "integer", "Least", "The least number of a range", lambda row: row.minimum),
    Column("maximum", "integer", "Most", "The greatest number of a range; empty if open",
           lambda row: row.maximum),
    Column("meaning", "string", "Meaning", "What it means, in plain words",
           lambda row: row.meaning, required=True),
)  # fmt: skip


def dictionary_table(dictionary: Dictionary, tables: tuple[Table, ...]) -> Table:
    """Every column of every file, this one included, then every word of every vocabulary."""
    described = {table.name: table.columns for table in tables}
    described["dictionary"] = DICTIONARY_COLUMNS
    rows = [
        Meaning(f"{name}.csv", column.name, column.label, column.meaning, type=column.type)
        for name, columns in described.items()
        for column in columns
    ]
    rows += [
        meaning_of(name, term) for name in names(dictionary) for term in words(dictionary, name)
    ]
    table_rows = tuple(cells(DICTIONARY_COLUMNS, row) for row in rows)
    return Table("dictionary", "Data dictionary", DICTIONARY_COLUMNS, table_rows, ("list", "id"))


def words(dictionary: Dictionary, vocabulary: str) -> tuple[Term, ...]:
    """The words of one vocabulary, in the editors' order; a declared field has one of its own."""
    own = dictionary.own_field(vocabulary)
    found: tuple[Term, ...] = own.choices if own else getattr(dictionary, vocabulary)
    return found


def names(dictionary: Dictionary) -> tuple[str, ...]:
    """Every vocabulary: those that all investigations have, then those of declared fields."""
    return (*VOCABULARIES, *(field.id for field in dictionary.own_fields if field.choices))


def meaning_of(vocabulary: str, term: Term) -> Meaning:
    """A word as a row."""
    return Meaning(
        vocabulary,
        term.id,
        term.label,
        term.meaning,
        plural=term.plural,
        minimum=getattr(term, "minimum", None),
        maximum=getattr(term, "maximum", None),
    )


def dictionary_json(dictionary: Dictionary, tables: Iterable[Table]) -> dict[str, Any]:
    """The same for programs: columns by file, then each vocabulary."""
    columns = {
        f"{table.name}.csv": [
            {"name": c.name, "label": c.label, "type": c.type, "meaning": c.meaning}
            for c in table.columns
        ]
        for table in tables
    }
    vocabularies = {
        name: [public(term) for term in words(dictionary, name)] for name in names(dictionary)
    }
    return {"columns": columns} | vocabularies


def columns(dictionary: Dictionary, agencies: tuple[Agency, ...]) -> tuple[ColumnView, ...]:
    """The columns of `agencies.csv` as the data page shows them."""
    return tuple(
        ColumnView(column.name, column.label, TYPES[column.type], column.meaning)
        for column in columns_of(dictionary, agencies)
    )
