"""Stage load: a row of a table becomes a record, as YAML would give it: plain values only.

Several values in a cell stand between semicolons. An empty cell is a field left out. A claim
without sources of its own has those of its row.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from broadsheet.load.columns import GROUPS, PLAIN, SEVERAL, SOURCES_OF, Columns, OwnColumn

BETWEEN_VALUES = ";"
BREAK = re.compile(r"[ \t]*\n\s*")
MIDNIGHT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]00:00(?::00)?")
"""A day as spreadsheets write it who know it for a moment."""
RISKY = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
"""How the downloads guard a text that a spreadsheet would run: with an apostrophe before it."""
FORMULA = re.compile(r"[=＝]")
FAULTY = frozenset(
    ("#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!")
)
"""What a spreadsheet shows where a formula fails."""

Row = Mapping[str, str]
"""The cells of a row that hold anything, by their columns."""


def cell_text(cell: str) -> str:
    """What a cell says: on one line, without its guard, a day without its midnight."""
    text = BREAK.sub(" ", cell.strip())
    whole = MIDNIGHT.fullmatch(text)
    if whole:
        return whole[1]
    return text[1:] if RISKY.match(text) else text


def formula_fault(cell: str) -> tuple[str, str]:
    """Message and remedy for a cell that holds no value but a formula; empty for a sound one."""
    text = cell.strip()
    if text in FAULTY:
        return f"'{text}' is a formula that failed", "write the value itself, or empty the cell"
    if FORMULA.match(text):
        return f"'{text}' is a formula, not a value", "write the value itself"
    return "", ""


def parts_of(text: str) -> list[str]:
    """The values that stand in a cell, between semicolons."""
    return [part.strip() for part in text.split(BETWEEN_VALUES) if part.strip()]


def record_of(row: Row, columns: Columns) -> dict[str, Any]:
    """The record that a row says. Columns that are none of the project's must be out already."""
    record: dict[str, Any] = {name: word_of(name, row, columns) for name in PLAIN if name in row}
    record |= {name: parts_of(row[name]) for name in SEVERAL if name in row}
    for group in GROUPS:
        record |= group_of(group, row, columns)
    for field in columns.own.values():
        record |= own_of(field, row)
    if row.get("location_is_approximate", "").casefold() == "true":
        # The middle of the county, which follows from it: no point of its own.
        record = {key: record[key] for key in record if key not in {"latitude", "longitude"}}
    return record


def word_of(name: str, row: Row, columns: Columns) -> str:
    """A cell; of a word of the dictionary, the id, where the label is given."""
    labels = columns.words.get(name, {})
    return labels.get(row[name].casefold(), row[name])


def group_of(group: str, row: Row, columns: Columns) -> dict[str, Any]:
    """The claim that a group of columns makes, with its sources; nothing where all are empty."""
    said: dict[str, Any] = {
        part: word_of(name, row, columns) for name, part in GROUPS[group].items() if name in row
    }
    sources = parts_of(row.get(SOURCES_OF[group], row.get("sources", "")))
    cited = {"sources": sources} if sources else {}
    if not said:
        return {}
    if group == "listed":
        return {group: [one | cited for one in listings_of(said)]}
    if group == "replies":
        return reply_of(said, cited, columns)
    return {group: said | cited}


def basis_fault(row: Row) -> str:
    """Why it is not clear which sentence belongs to which list; empty where it is."""
    lists, bases = parts_of(row.get("listed_by", "")), parts_of(row.get("listed_basis", ""))
    if len(lists) <= 1 or len(bases) in {0, 1, len(lists)}:
        return ""
    return f"there are {len(lists)} lists in 'listed_by' and {len(bases)} sentences here"


def listings_of(said: Mapping[str, str]) -> list[dict[str, str]]:
    """Each list that names it; where one does, its basis is a sentence that may hold semicolons."""
    lists = parts_of(said.get("by", ""))
    if len(lists) < 2:  # noqa: PLR2004  (several)
        return [dict(said)]
    bases = parts_of(said.get("basis", ""))
    padded = bases + bases[-1:] * (len(lists) - len(bases))
    return [
        {"by": by, **({"basis": padded[number]} if number < len(padded) else {})}
        for number, by in enumerate(lists)
    ]


def reply_of(
    said: Mapping[str, str], cited: Mapping[str, list[str]], columns: Columns
) -> dict[str, Any]:
    """A reply; a category for the lack of one leaves a sentence on that, or nothing."""
    is_reply = said.keys() & {"words", "by", "to", "date"}
    if said.get("category", "") in columns.silent and not is_reply:
        return {"unanswered": said["summary"]} if "summary" in said else {}
    return {"replies": [{**said, **cited}]}


def own_of(field: OwnColumn, row: Row) -> dict[str, Any]:
    """A field of the investigation's own: its value alone, or with its note and sources."""
    aside: dict[str, Any] = {}
    if note := row.get(f"{field.id}_note"):
        aside["note"] = note
    if sources := row.get(f"{field.id}_sources"):
        aside["sources"] = parts_of(sources)
    if field.id not in row:
        return {field.id: aside} if "note" in aside else {}
    value = own_value(field, row[field.id])
    return {field.id: {"value": value, **aside} if aside else value}


def own_value(field: OwnColumn, text: str) -> str | list[str]:
    """A value; of a list its parts, of a choice the id, where the label is given."""
    if field.type == "list":
        return [field.labels.get(part.casefold(), part) for part in parts_of(text)]
    return field.labels.get(text.casefold(), text)
