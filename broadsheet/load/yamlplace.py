"""Stage load: where a value of a YAML text stands; asked only when a problem is told."""

from __future__ import annotations

from functools import lru_cache

import yaml

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # a Python without libyaml: slower, the same result
    from yaml import SafeLoader as Loader  # type: ignore[assignment]
from broadsheet.load.yamlparser import Loader


def find_place(text: str, path: tuple[str | int, ...], *, key: bool = False) -> tuple[int, int]:
    """Line and column (from 1) of the value at a path, or of its key.

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
    return (mark.line + 1, mark.column + 1) if mark else (0, 0)


@lru_cache(maxsize=16)
def composed(text: str) -> yaml.Node | None:
    """The tree of a text with its marks; None where it has none.

    Kept for the next question: a file with many problems is not read again for each.
    """
    try:
        return yaml.compose(text, Loader=Loader)
    except yaml.YAMLError:  # two anchors of one name: told already, at their place
        return None
