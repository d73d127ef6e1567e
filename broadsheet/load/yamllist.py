"""Stage load: how the list of a YAML file is written, so that an entry can be put into it."""

from __future__ import annotations

from typing import NamedTuple

import yaml

from broadsheet.load.yamlplace import composed


class ListLayout(NamedTuple):
    """Where the dashes of a list stand: their column, and the line of each, both from 0.

    A list in brackets has none, but two offsets: where it begins and where it ends.
    """

    column: int = 0
    lines: tuple[int, ...] = ()
    brackets: tuple[int, int] | None = None


def list_layout(text: str) -> ListLayout | None:
    """The layout of a text that holds a list; None for one that holds nothing or no list."""
    node = composed(text)
    if not isinstance(node, yaml.SequenceNode):
        return None
    if node.flow_style:
        return ListLayout(brackets=(node.start_mark.index, node.end_mark.index))
    column, lines = node.start_mark.column, text.split("\n")
    dashes = []
    for entry in node.value:
        line = entry.start_mark.line
        while lines[line][column : column + 1] != "-" or lines[line][:column].strip():
            line -= 1
        dashes.append(line)
    return ListLayout(column, tuple(dashes))
