"""Room: what text editors complete and check from: a JSON Schema for each file of content/.

`make_schemas` gives them by the names of their files, from the records of `model/` and the words
of a project; `schema_files` gives all that a project's folder needs, with the settings and the
snippets of Visual Studio Code. The build knows more than a schema can say, and has the last word.
"""

from __future__ import annotations

from broadsheet.schemas.files import (
    FOLDER,
    ROLES,
    make_schemas,
    renew_schemas,
    schema_files,
    write_schemas,
)
from broadsheet.schemas.snippets import make_snippets
from broadsheet.schemas.words import NO_WORDS, Words, read_words

__all__ = [
    "FOLDER",
    "NO_WORDS",
    "ROLES",
    "Words",
    "make_schemas",
    "make_snippets",
    "read_words",
    "renew_schemas",
    "schema_files",
    "write_schemas",
]
