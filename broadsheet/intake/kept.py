"""Room: spreadsheets that are brought in. What was said and brought the last time is kept.

`imports/NAME.yaml` says which field each column fills and which names are which records; people
edit it. `imports/NAME.values.json` is what each record had from the sheet: by it, what somebody
edited here is told apart from what changed in the sheet.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from broadsheet.entries import quoted
from broadsheet.geography import slug
from broadsheet.intake.mapping import LEAVE_OUT, wrong_targets
from broadsheet.load.columns import Columns
from broadsheet.load.text import DATA_LIMIT, read_text
from broadsheet.load.yamlplace import find_place
from broadsheet.load.yamltree import read_yaml
from broadsheet.problems import BuildError, Location, Problem, did_you_mean

FOLDER = "imports"
TOP = f"""\
# How `broadsheet import` reads this spreadsheet. Edit it; it is read the next time.
# columns: the field that each column fills, or "{LEAVE_OUT}".
# records: which record a row is, by its name in the spreadsheet, where that is not the same.
"""
Values = dict[str, dict[str, str]]
"""Of each record, what the sheet said in each column."""


class Kept(NamedTuple):
    """What people said: a field for each column, and an id for names that are spelt otherwise."""

    columns: dict[str, str]
    records: dict[str, str]


def mapping_file(sheet: Path) -> str:
    """Where the mapping of a spreadsheet is kept, below the project's folder."""
    return f"{FOLDER}/{slug(sheet.stem)}.yaml"


def values_file(mapping: str) -> str:
    """Where its values are kept: beside the mapping."""
    return f"{mapping.removesuffix('.yaml')}.values.json"


def read_kept(path: Path, name: str, columns: Columns) -> Kept:
    """What was kept; nothing the first time. BuildError where it cannot be read or is wrong."""
    if not path.is_file():
        return Kept({}, {})
    text, problems = read_text(path.read_bytes(), name, DATA_LIMIT)
    value, faults = read_yaml(text, name) if not problems else (None, [])
    if problems or faults:
        raise BuildError([*problems, *faults])
    kept = Kept(texts_of(value, "columns"), texts_of(value, "records"))
    wrong = []
    for header, target in wrong_targets(kept.columns, columns):
        place = Location(name, *find_place(text, ("columns", header)))
        hint = did_you_mean(target, [*columns.names(), LEAVE_OUT])
        wrong.append(Problem(place, "E188", f"there is no field '{target}'", hint))
    if wrong:
        raise BuildError(wrong)
    return kept


def texts_of(value: Any, key: str) -> dict[str, str]:
    """The texts of a group that stands in a group."""
    found = value.get(key) if isinstance(value, dict) else None
    pairs = found.items() if isinstance(found, dict) else ()
    return {name: text for name, text in pairs if isinstance(text, str)}


def kept_text(kept: Kept) -> str:
    """The file that keeps it."""
    lines = [TOP]
    for key, pairs in (("columns", kept.columns), ("records", kept.records)):
        own = [f"  {quoted(name)}: {quoted(text)}\n" for name, text in pairs.items()]
        lines += [f"{key}:\n", *own] if own else []
    return "".join(lines)


def read_values(path: Path) -> Values:
    """What the sheet said the last time; nothing where that cannot be read: then all is asked."""
    try:
        tree = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    groups = tree if isinstance(tree, dict) else {}
    return {str(id_): dict(own) for id_, own in groups.items() if isinstance(own, dict)}


def values_text(values: Mapping[str, Mapping[str, str]]) -> str:
    """The file that keeps it."""
    return json.dumps(values, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
