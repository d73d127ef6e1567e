"""Room: where in a file's text an entry goes. Every sign that stands there stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from broadsheet.load.yamllist import ListLayout, list_layout

BOM = "\ufeff"


class Put(NamedTuple):
    """A text with an entry put into it, and the line, from 1, on which the entry begins."""

    text: str
    line: int


def put_entry(raw: str, entry: Sequence[str], before: int | None = None) -> Put:
    """Put an entry (its lines, the first with its dash) into a list.

    `before` is the entry that it stands before; None for the end of the file. `raw` is the text
    as it is kept: a byte order mark and the ends of its lines stay. ValueError for a list in
    brackets that holds anything.
    """
    mark, body = (BOM, raw[1:]) if raw.startswith(BOM) else ("", raw)
    end = "\r" if "\r\n" in body else ""
    lines, layout = body.split("\n"), list_layout(body.replace("\r\n", "\n"))
    if layout and layout.brackets:
        lines = without_brackets(lines, layout)
        layout = None
    own = [f"{' ' * layout.column if layout else ''}{line}{end}" for line in entry]
    if layout and before is not None and before < len(layout.lines):
        made, line = put_before(lines, own, layout, before, end)
    else:
        made, line = put_last(lines, own, layout, end)
    return Put(mark + "\n".join(made), line + 1)


def put_before(
    lines: list[str], own: list[str], layout: ListLayout, number: int, end: str
) -> tuple[list[str], int]:
    """Put an entry before another one, and before the comment that belongs to that one."""
    at = layout.lines[number]
    top = first_comment(lines, at, layout.column)
    if number > 0 or (top > 0 and not lines[top - 1].strip() and any(lines[: top - 1])):
        at = top
    gap = [end] if is_spaced(lines, layout) else []
    return [*lines[:at], *own, *gap, *lines[at:]], at


def put_last(
    lines: list[str], own: list[str], layout: ListLayout | None, end: str
) -> tuple[list[str], int]:
    """Put an entry at the end of a file, which may lack the end of its last line."""
    last = lines[-1].rstrip("\r")
    kept = lines[:-1] if not last else [*lines[:-1], last + end]
    wants_gap = bool(kept) and bool(kept[-1].strip()) and (not layout or is_spaced(lines, layout))
    gap = [end] if wants_gap else []
    return [*kept, *gap, *own, ""], len(kept) + len(gap)


def first_comment(lines: list[str], at: int, column: int) -> int:
    """The first line of the comment that stands right above a line, or that line itself."""
    sign = " " * column + "#"
    while at > 0 and lines[at - 1].startswith(sign):
        at -= 1
    return at


def is_spaced(lines: list[str], layout: ListLayout) -> bool:
    """Whether an empty line parts the entries, as most of them show; a single entry shows none."""
    tops = [first_comment(lines, at, layout.column) for at in layout.lines[1:]]
    parted = sum(not lines[top - 1].strip() for top in tops)
    return 2 * parted >= len(tops)


def without_brackets(lines: list[str], layout: ListLayout) -> list[str]:
    """Take out an empty list in brackets, and its line if nothing else stands on it."""
    even = "\n".join(line.rstrip("\r") for line in lines)
    begun, ended = layout.brackets or (0, 0)
    if even[begun + 1 : ended - 1].strip():
        raise ValueError(even[begun:ended])
    first, last = even.count("\n", 0, begun), even.count("\n", 0, ended)
    column, after = begun - even.rfind("\n", 0, begun) - 1, ended - even.rfind("\n", 0, ended) - 1
    rest = lines[first][:column] + lines[last][after:]
    return [*lines[:first], *([rest] if rest.strip() else []), *lines[last + 1 :]]
