"""Room: a text is written as YAML, so that it is read as itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from broadsheet.load.yamltree import read_yaml

PLAIN = re.compile(r"[^\W\d_][\w .,/()'’&+-]*|\d{4}-\d{2}(?:-\d{2})?")
TYPED = re.compile(r"yes|no|on|off|y|n|true|false|null|nan|inf", re.IGNORECASE)
"""What other programs take for something else than text."""


def quoted(text: str) -> str:
    """A text in double quotes, whatever stands in it."""
    return json.dumps(text, ensure_ascii=False)


def written(text: str) -> str:
    """A text as an editor would write it: in quotes where it needs them."""
    is_plain = PLAIN.fullmatch(text) and not TYPED.fullmatch(text) and text == text.strip()
    if not is_plain or read_yaml(f"- {text}\n", "")[0] != [text]:
        return quoted(text)
    return text


Fields = Mapping[str, "Value"]
Value = str | Mapping[str, str] | Sequence[str] | Sequence[Fields]
"""A text, a group of texts, a list of texts (written in brackets), or a list of groups."""


def entry_lines(fields: Fields) -> list[str]:
    """The lines of an entry of a list, the first with its dash."""
    lines = [line for name, value in fields.items() for line in field_lines(name, value)]
    return [("- " if number == 0 else "  ") + line for number, line in enumerate(lines)]


def field_lines(name: str, value: Value) -> Iterator[str]:
    """A field with its value, which may need lines of its own."""
    if isinstance(value, str):
        yield f"{name}: {written(value)}"
    elif isinstance(value, Mapping):
        yield f"{name}:"
        yield from (f"  {key}: {written(text)}" for key, text in value.items())
    elif all(isinstance(part, str) for part in value):
        yield f"{name}: [{', '.join(in_brackets(str(part)) for part in value)}]"
    else:
        yield f"{name}:"
        for part in value:
            assert not isinstance(part, str)  # noqa: S101  (says to mypy what was asked above)
            yield from (f"  {line}" for line in entry_lines(part))


def in_brackets(text: str) -> str:
    """A text in a list in brackets, where a comma parts entries."""
    return quoted(text) if "," in text else written(text)
