"""Room: spreadsheets that are brought in. Where a row and its record differ, and since when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from broadsheet.intake.worth import several
from broadsheet.load.columns import GROUPS, PLAIN, SEVERAL, SOURCES_OF, Columns
from broadsheet.load.rows import parts_of

NOT_COMPARED = frozenset({"id", "updated"})
PLAIN_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
Since = Literal["the sheet", "here", "both", "unknown"]
"""Who changed it since the last import: the spreadsheet, an editor here, both, or nobody knows."""


class Change(NamedTuple):
    """A field of a record: what stands here, what the sheet says, and who changed it."""

    id: str
    column: str
    ours: str
    theirs: str
    since: Since


def cells_of(record: Mapping[str, Any], columns: Columns) -> dict[str, str]:
    """What a record says in each column; a column of which it has several claims has none."""
    found = {name: record.get(name) for name in PLAIN}
    found |= {name: in_a_cell(record.get(name)) for name in SEVERAL}
    for group, own in GROUPS.items():
        claim = only_claim(record.get(group))
        found |= {name: claim.get(part) for name, part in own.items()}
        found[SOURCES_OF[group]] = in_a_cell(claim.get("sources"))
    for field in columns.own:
        said = record.get(field)
        whole = said if isinstance(said, dict) else {"value": said}
        found[field] = in_a_cell(whole.get("value"))
        found[f"{field}_note"] = whole.get("note")
        found[f"{field}_sources"] = in_a_cell(whole.get("sources"))
    return {name: text for name, text in found.items() if isinstance(text, str)}


def only_claim(value: Any) -> Mapping[str, Any]:
    """A claim, or the only one of a list."""
    if isinstance(value, list) and len(value) == 1:
        return only_claim(value[0])
    return value if isinstance(value, dict) else {}


def in_a_cell(value: Any) -> Any:
    """A list as one cell."""
    return several(map(str, value)) if isinstance(value, list) else value


def find_changes(
    id_: str, theirs: Mapping[str, str], ours: Mapping[str, str], last: Mapping[str, str]
) -> Iterator[Change]:
    """Each cell that says something else than the record; an empty cell says nothing.

    `last` is what the sheet said the last time. What only an editor changed is told, too: it
    stays as it is.
    """
    for column, text in theirs.items():
        here = ours.get(column, "")
        if column in NOT_COMPARED or is_same(text, here):
            continue
        yield Change(id_, column, here, text, since_when(text, here, last.get(column)))


def is_same(one: str, other: str) -> bool:
    """Whether two cells say one thing: space around semicolons and last zeros are none of it."""
    if PLAIN_NUMBER.fullmatch(one) and PLAIN_NUMBER.fullmatch(other):
        return float(one) == float(other)
    return parts_of(one) == parts_of(other)


def since_when(theirs: str, ours: str, last: str | None) -> Since:
    """Who changed a cell since the last import."""
    if last is None:
        return "unknown" if ours else "the sheet"
    if is_same(theirs, last):
        return "here"
    return "the sheet" if is_same(ours, last) else "both"


def path_of(column: str, record: Mapping[str, Any], columns: Columns) -> tuple[str | int, ...]:
    """Where in a record the cell of a column stands, or would stand."""
    for group, own in GROUPS.items():
        part = own.get(column) or ("sources" if SOURCES_OF[group] == column else "")
        if part:
            is_list = group in {"listed", "replies"}
            return (group, 0, part) if is_list else (group, part)
    for field in columns.own:
        inner = {field: "value", f"{field}_note": "note", f"{field}_sources": "sources"}
        if column in inner:
            is_bare = column == field and not isinstance(record.get(field), dict)
            return (field,) if is_bare else (field, inner[column])
    return (column,)
