"""Stage load: where a value of a YAML text stands; asked only when a problem is told."""

from __future__ import annotations

import re
from functools import lru_cache

import yaml

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # a Python without libyaml: slower, the same result
    from yaml import SafeLoader as Loader  # type: ignore[assignment]
from broadsheet.load.yamlparser import Loader


def find_place(
    text: str, path: tuple[str | int, ...], *, key: bool = False, offset: int = -1
) -> tuple[int, int]:
    """Line and column (from 1) of the value at a path, of its key, or of a word in its text.

    `offset` counts the characters of the value, as it was read, before that word; below 0
    no word is meant.

    Where the path leads further than the text does (a field that is missing), the
    nearest group above it is the place.
    """
    node = composed(text)
    mark = node.start_mark if node else None
    for step in path:
        if isinstance(node, yaml.MappingNode):
            pairs = [(k, v) for k, v in node.value if k.value == str(step)]
            if not pairs:
                break
            name, node = pairs[-1]
            mark = name.start_mark if key else node.start_mark
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            if step >= len(node.value):
                break
            node = node.value[step]
            mark = node.start_mark
        else:
            break
    if offset >= 0 and isinstance(node, yaml.ScalarNode):
        return inside(text, node, offset)
    return (mark.line + 1, mark.column + 1) if mark else (0, 0)


def inside(text: str, node: yaml.ScalarNode, offset: int) -> tuple[int, int]:
    """Where a word of a text stands: quotes, escapes and folded lines come before it."""
    at = word_in(text, node.value, (node.start_mark.index, node.end_mark.index), offset)
    line_start = text.rfind("\n", 0, at) + 1
    return text.count("\n", 0, at) + 1, at - line_start + 1


def word_in(text: str, value: str, span: tuple[int, int], offset: int) -> int:
    """Where the word at an offset of a value stands in a text, in which the value has that span."""
    word, (begun, end) = WORD.match(value, offset), span
    found = list(re.finditer(re.escape(word[0]), text[begun:end])) if word else []
    before = len(re.findall(re.escape(word[0]), value[:offset])) if word else 0
    return begun + found[before].start() if before < len(found) else begun


# Nothing of it is written otherwise in a YAML text than it is read.
WORD = re.compile(r"[^\s\"'\\]+")


@lru_cache(maxsize=16)
def composed(text: str) -> yaml.Node | None:
    """The tree of a text with its marks; None where it has none.

    Kept for the next question: a file with many problems is not read again for each.
    """
    try:
        return yaml.compose(text, Loader=Loader)
    except yaml.YAMLError:  # two anchors of one name: told already, at their place
        return None
