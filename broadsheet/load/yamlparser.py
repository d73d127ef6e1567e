"""Stage load: the YAML parser that is used, and what it says in an editor's words."""

from __future__ import annotations

from typing import Any

import yaml

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # a Python without libyaml: slower, the same result
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

__all__ = ["QUOTE_HINT", "Loader", "mark_of", "remedy", "short_tag", "slip_of"]

QUOTE_HINT = 'put the text in quotes: "…"'


# Of these the beginning helps: the parser notices them where it can be far too late.
BEGUN = (
    "expected ',' or",
    "found unexpected end of stream",
    "unexpected document indicator",
    "could not find expected ':'",
)


REMEDIES = (
    ("mapping values are not allowed", "a colon and a space inside a text", QUOTE_HINT),
    ("cannot start any token", "a sign that cannot begin a text", QUOTE_HINT),
    ("did not find expected node content", "a sign that cannot begin a text", QUOTE_HINT),
    ("while scanning an alias", "a sign that cannot begin a text", QUOTE_HINT),
    ("while scanning an anchor", "a sign that cannot begin a text", QUOTE_HINT),
    ("while scanning a block scalar", "a text on the line of its | or >",
     "begin it on the next line"),
    ("escape", "a backslash inside double quotes", "use single quotes, or write two backslashes"),
    ("hexdecimal", "a backslash inside double quotes",
     "use single quotes, or write two backslashes"),
    ("found unexpected end of stream", "a quote that is never closed", "close the quote"),
    ("found unexpected document indicator", "a quote that is never closed", "close the quote"),
    ("expected ',' or ']'", "a list in brackets that is never closed, or lacks a comma",
     "close it with ], or put a comma between its entries"),
    ("expected ',' or '}'", "a group in braces that is never closed, or lacks a comma",
     "close it with }, or put a comma between its fields"),
    ("block sequence entries are not allowed", "a list that begins on the line of its field",
     "begin it on the next line"),
    ("did not find expected <document start>", "something after the end of the document",
     "delete the line that ends the document"),
    ("did not find expected key", "a line that is not a field of this group",
     "check that the line is indented as its neighbours are, and that quotes are closed"),
    ("did not find expected '-' indicator", "a line that is not an entry of this list",
     "check that the line is indented as its neighbours are"),
    ("could not find expected ':'", "a field without a colon",
     "write 'field: value', with a space after the colon"),
    ("directive", "a line that begins with %", QUOTE_HINT),
    ("tag", "a word that begins with !", QUOTE_HINT),
)  # fmt: skip


def short_tag(tag: str) -> str:
    """`!!set` for what the parser spells out."""
    return tag.replace("tag:yaml.org,2002:", "!!")


def mark_of(error: yaml.MarkedYAMLError) -> Any:
    """Where a fault is: where the parser noticed it, or where what it could not end began."""
    begun = any(words in (error.problem or "") for words in BEGUN)
    return (error.context_mark if begun else None) or error.problem_mark or error.context_mark


def remedy(told: str) -> tuple[str, str]:
    """Message and hint for what the parser says."""
    found = (pair for words, *pair in REMEDIES if words in told)
    message, hint = next(found, (told.strip(), QUOTE_HINT))
    return message, hint


def slip_of(line: str, told: str) -> tuple[str, str] | None:
    """Message and hint for a slip that the parser takes for something else; None for none."""
    field, _, value = line.partition(":")
    if "\u00a0" in field[: len(field) - len(field.lstrip())]:
        return "a no-break space (U+00A0) before the text", "delete it and type a space"
    if value.strip()[:1] in {"“", "”", "‘", "’"}:  # what word processors make of a quote
        return "curly quotes are not quotes here", 'use straight ones: "…"'
    if "mapping values are not allowed" in told and line.count(":") == 1:
        hint = "check that the line is indented as its neighbours are"
        return "a field where none can stand", hint
    return None
