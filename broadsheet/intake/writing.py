"""Room: spreadsheets that are brought in. Records become lines of YAML; a changed field, an edit.

Every edit is proved: the text is read again, and nothing but that field may be another. What
cannot be proved is left to the editor.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from broadsheet.entries import quoted, written
from broadsheet.load.yamledit import field_gap, value_span
from broadsheet.load.yamltree import read_yaml

Path = Sequence[str | int]
AS_IT_IS = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?|yes|no")
"""Numbers and answers, which stand without quotes; they are read as texts all the same."""
BOM = "\ufeff"


def in_yaml(value: Any) -> str:
    """A text, or a list of texts in brackets."""
    if isinstance(value, list):
        return f"[{', '.join(in_brackets(str(part)) for part in value)}]"
    text = str(value)
    return text if AS_IT_IS.fullmatch(text) else written(text)


def in_brackets(text: str) -> str:
    """A text in a list in brackets, where a comma parts entries."""
    return quoted(text) if "," in text else in_yaml(text)


def entry_lines(fields: Mapping[str, Any]) -> list[str]:
    """The lines of an entry of a list, the first with its dash."""
    lines = [line for name, value in fields.items() for line in field_lines(name, value)]
    return [("- " if number == 0 else "  ") + line for number, line in enumerate(lines)]


def field_lines(name: str, value: Any) -> Iterator[str]:
    """A field with its value: a text, a list of texts, a group, or a list of groups."""
    if isinstance(value, dict):
        yield f"{name}:"
        for inner, one in value.items():
            yield from (f"  {line}" for line in field_lines(inner, one))
    elif isinstance(value, list) and any(isinstance(part, dict) for part in value):
        yield f"{name}:"
        for part in value:
            yield from (f"  {line}" for line in entry_lines(part))
    else:
        yield f"{name}: {in_yaml(value)}"


def set_field(raw: str, path: Path, value: Any) -> str | None:
    """The text with one value changed, or put where there was none; None where that is unsafe."""
    mark, text = (BOM, raw[1:]) if raw.startswith(BOM) else ("", raw)
    tree = read(text)
    wanted = with_value(tree, path, value)
    made = changed(text, path, value) or put(text, path, value, tree)
    return mark + made if made is not None and wanted is not None and read(made) == wanted else None


def read(text: str) -> Any:
    """What a text says, with or without a byte order mark."""
    return read_yaml(text.removeprefix(BOM).replace("\r\n", "\n"), "")[0]


def changed(text: str, path: Path, value: Any) -> str | None:
    """A value put in the place of another."""
    span = value_span(text, path)
    if span is None:
        return None
    space = " " if span.begun == span.ended else ""
    return text[: span.begun] + space + in_yaml(value) + text[span.ended :]


def put(text: str, path: Path, value: Any, tree: Any) -> str | None:
    """A field put into a group that lacks it, before the last of its fields; with its own group."""
    for length in range(len(path) - 1, 0, -1):
        group = at(tree, path[:length])
        if isinstance(group, dict):
            name, inner = str(path[length]), nested(path[length + 1 :], value)
            gap = field_gap(text, path[:length])
            if gap is None or name in group:
                return None
            end = "\r\n" if "\r\n" in text else "\n"
            lines = (f"{' ' * gap.indent}{line}{end}" for line in field_lines(name, inner))
            return text[: gap.at] + "".join(lines) + text[gap.at :]
    return None


def nested(path: Path, value: Any) -> Any:
    """A value with the groups and lists around it that lead to it."""
    if not path:
        return value
    inner = nested(path[1:], value)
    return [inner] if isinstance(path[0], int) else {path[0]: inner}


def at(tree: Any, path: Path) -> Any:
    """What stands at a path of a tree; None where nothing does."""
    for step in path:
        if isinstance(tree, dict):
            tree = tree.get(step)
        elif isinstance(tree, list) and isinstance(step, int) and step < len(tree):
            tree = tree[step]
        else:
            return None
    return tree


def with_value(tree: Any, path: Path, value: Any) -> Any:
    """A copy of a tree with a value at a path; None where it cannot stand there."""
    made = copy.deepcopy(tree)
    for length in range(len(path) - 1, 0, -1):
        group, step = at(made, path[:length]), path[length]
        if isinstance(group, dict):
            group[step] = nested(path[length + 1 :], value)
            return made
    return None
