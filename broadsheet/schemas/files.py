"""Room: which file of content/ has which schema, and how a text editor learns of it."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from broadsheet import model
from broadsheet.load import load
from broadsheet.model import Record
from broadsheet.problems import BuildError, Location, Problem
from broadsheet.schemas.own import with_own_fields
from broadsheet.schemas.shapes import Schema, record_schema
from broadsheet.schemas.snippets import make_snippets
from broadsheet.schemas.words import NO_WORDS, Words, read_words

DRAFT = "http://json-schema.org/draft-07/schema#"
FOLDER = "schemas"
SETTINGS = ".vscode/settings.json"
ADVICE = ".vscode/extensions.json"
SNIPPETS = ".vscode/broadsheet.code-snippets"
OURS = "Written by Broadsheet (`broadsheet schema`); it is written anew each time."

GROUPS: Mapping[str, type[Record]] = {"site": model.Site, "dictionary": model.Dictionary}
LISTS: Mapping[str, type[Record]] = {
    "agencies": model.Agency,
    "attempts": model.SharedAttempt,
    "sources": model.Source,
    "figures": model.Figure,
    "timeline": model.Event,
    "corrections": model.Correction,
    "factcheck": model.Check,
    "waivers": model.Waiver,
}
ROLES = (*GROUPS, *LISTS, "article")
"""Every kind of file that has a schema; `article` is what stands at the top of an article."""


def make_schemas(words: Words = NO_WORDS) -> dict[str, Schema]:
    """A JSON Schema for each kind of file, by its role."""
    groups = {role: record_schema(record, words) for role, record in GROUPS.items()}
    entries = {role: record_schema(record, words) for role, record in LISTS.items()}
    entries["agencies"] = with_own_fields(entries["agencies"], words)
    lists = {role: {"type": ["array", "null"], "items": one} for role, one in entries.items()}
    article = {"article": record_schema(model.FrontMatter, words)}
    found = groups | lists | article
    return {role: headed(role, schema) for role, schema in found.items()}


def headed(role: str, schema: Schema) -> Schema:
    """A schema with what it is of."""
    name = "story/*.md, between the lines ---" if role == "article" else f"{role}.yaml"
    return {"$schema": DRAFT, "title": f"content/{name}", "$comment": OURS, **schema}


def schema_files(root: Path, folder: str = FOLDER) -> dict[str, str]:
    """Every file for text editors, by its path in the project: schemas, snippets, settings.

    BuildError where there is no content/ to read the words from.
    """
    schemas = make_schemas(read_words(load(root)))
    files = {f"{folder}/{role}.json": as_text(schema) for role, schema in schemas.items()}
    settings = {SETTINGS: as_text(make_settings(folder)), ADVICE: as_text(RECOMMENDED)}
    return files | settings | {SNIPPETS: as_text(make_snippets())}


def make_settings(folder: str) -> dict[str, Any]:
    """Tell VS Code which schema is for which file."""
    paths = {f"./{folder}/{role}.json": f"content/{role}.yaml" for role in (*GROUPS, *LISTS)}
    records = f"./{folder}/agencies.json"
    own: dict[str, Any] = {**paths, records: [paths[records], "content/agencies/*.yaml"]}
    return {"yaml.schemas": own}


RECOMMENDED = {"recommendations": ["redhat.vscode-yaml"]}


def as_text(value: Any) -> str:
    """JSON as people can read it."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def write_schemas(root: Path, folder: str = FOLDER) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Write them into a project; the files that are new or changed, and the settings left alone.

    Settings of VS Code that stand there are the editor's own. BuildError where one cannot be
    written.
    """
    files = schema_files(root, folder)
    kept = tuple(name for name in (SETTINGS, ADVICE) if (root / name).exists())
    wanted = {name: text for name, text in files.items() if name not in kept}
    left = tuple(name for name in kept if (root / name).read_bytes() != files[name].encode())
    return tuple(put_files(root, wanted)), left


def renew_schemas(root: Path) -> None:
    """Write them anew where a project has them, so that a new id is offered at once."""
    path = root / FOLDER / "agencies.json"
    if path.is_file() and OURS in path.read_text(encoding="utf-8", errors="replace"):
        write_schemas(root)


def put_files(root: Path, files: Mapping[str, str]) -> Iterator[str]:
    """Write each file whole, or leave what stands there; the names of those that changed."""
    for name, text in files.items():
        path = root / name
        try:
            if path.is_file() and path.read_bytes() == text.encode():
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, text.encode())
        except OSError as error:
            message = f"this file cannot be written: {error.strerror}"
            problem = Problem(Location(name), "E194", message, "what stood there is unchanged")
            raise BuildError([problem]) from error
        yield name


def replace_file(path: Path, content: bytes) -> None:
    """Put a file in the place of another, whole or not at all. OSError where that fails."""
    rights = path.stat().st_mode if path.exists() else 0o644
    handle, aside = tempfile.mkstemp(prefix=".schema-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(aside).chmod(rights)
        Path(aside).replace(path)
    except OSError:
        Path(aside).unlink(missing_ok=True)
        raise
