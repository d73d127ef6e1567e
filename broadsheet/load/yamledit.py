"""Stage load: where in a YAML text a value can be changed, or a field be put, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import yaml

from broadsheet.load.yamlplace import composed

Path = Sequence[str | int]
BLOCK = frozenset({"|", ">"})


class Span(NamedTuple):
    """Where a value begins and ends in a text."""

    begun: int
    ended: int


class Gap(NamedTuple):
    """Where the line of a new field can begin, and how far fields are indented there."""

    at: int
    indent: int


def value_span(text: str, path: Path) -> Span | None:
    """The span of a text, or of a list of texts in brackets; None for anything else."""
    node = node_at(text, path)
    is_text = isinstance(node, yaml.ScalarNode) and node.style not in BLOCK
    is_list = isinstance(node, yaml.SequenceNode) and bool(node.flow_style)
    if node is None or not (is_text or is_list):
        return None
    return Span(node.start_mark.index, node.end_mark.index)


def field_gap(text: str, path: Path) -> Gap | None:
    """A place for a new field of a group: before the last of its fields that begins a line."""
    node = node_at(text, path)
    if not isinstance(node, yaml.MappingNode) or node.flow_style:
        return None
    for key, _ in reversed(node.value):
        begun = key.start_mark.index - key.start_mark.column
        if not text[begun : key.start_mark.index].strip():
            return Gap(begun, key.start_mark.column)
    return None


def list_end(text: str, path: Path) -> Gap | None:
    """The end of a list whose entries each begin with a dash, behind its last line of content."""
    node = node_at(text, path)
    if not isinstance(node, yaml.SequenceNode) or node.flow_style or not node.value:
        return None
    last = deepest_end(node.value[-1], text)
    line_end = text.find("\n", last)
    return Gap(len(text) if line_end < 0 else line_end + 1, node.start_mark.column)


def deepest_end(node: yaml.Node, text: str) -> int:
    """Where the last text below a node ends: a group's own end is where the next thing begins."""
    if isinstance(node, yaml.MappingNode) and node.value and not node.flow_style:
        return deepest_end(node.value[-1][1], text)
    if isinstance(node, yaml.SequenceNode) and node.value and not node.flow_style:
        return deepest_end(node.value[-1], text)
    # A text of several lines (| or >) goes on over the empty lines behind it.
    is_block = isinstance(node, yaml.ScalarNode) and node.style in BLOCK
    ended: int = node.end_mark.index
    return len(text[:ended].rstrip()) if is_block else ended


def node_at(text: str, path: Path) -> yaml.Node | None:
    """What stands at a path; None where nothing does."""
    node = composed(text)
    for step in path:
        if isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == step), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step] if step < len(node.value) else None
        else:
            return None
    return node
