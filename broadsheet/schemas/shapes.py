"""Room: the shape of a record becomes a JSON Schema, in the words that text editors type it in.

A text editor reads `2018` as a number and `yes` as a text; Broadsheet reads all as text first. So
each kind of value has the schema of all that an editor may write for it. The draft is 7: that is
what the YAML support of text editors knows best.
"""

from __future__ import annotations

import types
import typing
from typing import Any

from broadsheet import values
from broadsheet.model import Citations, Record
from broadsheet.model.replies import Agencies
from broadsheet.schemas.words import DECLARED, OFFERED, Words

Schema = dict[str, Any]
TEXT: Schema = {"type": ["string", "number", "boolean"]}
SLUG = f"^{values.SLUG.pattern}$"
NAME = f"^{values.NAME.pattern}$"
DAY = f"^{values.DAY.pattern}$"
PLACE_IN_IT = r"^\s*[a-z0-9]+(?:-[a-z0-9]+)*\s*(?:,.*)?$"


def pattern(written: str, **more: Any) -> Schema:
    """A text of a form."""
    return {"type": "string", "pattern": written, **more}


DECIMAL_SCHEMA: Schema = {
    "anyOf": [{"type": "number"}, pattern(f"^{values.DECIMAL.pattern}$")],
}
KINDS: tuple[tuple[Any, Schema], ...] = (
    (values.Text, TEXT),
    (values.Whole, {"anyOf": [{"type": "integer"}, pattern(f"^{values.WHOLE.pattern}$")]}),
    (values.Decimal, DECIMAL_SCHEMA),
    (values.YesNo, {"enum": ["yes", "no", True, False, "true", "false", "Yes", "No"]}),
    (values.Day, pattern(DAY)),
    (values.Moment, pattern(f"^{values.MOMENT.pattern}(?:{values.ZONE.pattern})$")),
    (values.Slug, {"type": ["string", "integer"], "pattern": SLUG}),
    (values.Name, pattern(NAME)),
    (values.WebAddress, pattern(r"^\s*https?://")),
    (
        values.PartialDate,
        {"anyOf": [
            {"type": "integer", "minimum": 1000, "maximum": 9999},
            pattern(f"^{values.PARTIAL_DATE.pattern}$"),
        ]},
    ),
)  # fmt: skip


def record_schema(record: type[Record], words: Words) -> Schema:
    """The schema of a group of fields."""
    hints = typing.get_type_hints(record, include_extras=True)
    fields = {
        field.alias or name: described(
            field_schema(record, name, hints[name], words), field.description
        )
        for name, field in record.model_fields.items()
        if not field.exclude
    }
    needed = [
        field.alias or name for name, field in record.model_fields.items() if field.is_required()
    ]
    schema: Schema = {"type": "object", "additionalProperties": False, "properties": fields}
    return schema | ({"required": needed} if needed else {})


def described(schema: Schema, told: str | None) -> Schema:
    """A schema with what the field is, as a text editor shows it."""
    return {"description": told[:1].upper() + told[1:], **schema} if told else schema


def field_schema(record: type[Record], name: str, hint: Any, words: Words) -> Schema:
    """The schema of one field, with the words that the project has for it."""
    key = (record.__name__, name)
    if name == "standing" and words.standings:
        return or_nothing({"enum": list(words.standings)})
    if key in DECLARED and (choices := getattr(words, DECLARED[key])):
        return with_leave(hint, {"enum": list(choices)})
    own = BY_FIELD.get(key)
    schema = value_schema(hint, words) if own is None else own
    if key in OFFERED:
        return offering(schema, getattr(words, OFFERED[key]))
    return schema


def with_leave(hint: Any, schema: Schema) -> Schema:
    """A field that may be empty takes nothing, too."""
    return or_nothing(schema) if type(None) in typing.get_args(hint) else schema


def or_nothing(schema: Schema) -> Schema:
    """An empty field is one that is left out."""
    if "enum" in schema:
        return schema | {"enum": [*schema["enum"], None]}
    if "type" in schema:
        kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        return schema | {"type": [*kinds, "null"]}
    return schema | {"anyOf": [*schema["anyOf"], {"type": "null"}]}


def offering(schema: Schema, choices: tuple[str, ...]) -> Schema:
    """A text editor offers these; what is not among them is for the build to judge."""
    if not choices:
        return schema
    if "items" in schema:
        return schema | {"items": offering(schema["items"], choices)}
    return {"anyOf": [{"enum": list(choices)}, schema]}


def value_schema(hint: Any, words: Words) -> Schema:
    """The schema of a kind of value."""
    simple = next((schema for kind, schema in KINDS if hint == kind), None)
    origin, inside = typing.get_origin(hint), typing.get_args(hint)
    if simple is not None:
        return simple
    if hint in (Citations, Agencies):
        return cited(words) if hint == Citations else all_or_some(words)
    if origin in {typing.Union, types.UnionType}:
        return union_schema(inside, words)
    if origin is typing.Literal:
        return {"enum": [choice for choice in inside if choice]}
    return list_schema(inside, words) if origin is tuple else record_schema(hint, words)


def union_schema(inside: tuple[Any, ...], words: Words) -> Schema:
    """Either of several kinds of values; what is only for us to write is left out."""
    parts = [part for part in inside if part is not type(None) and part != typing.Literal[""]]
    schemas = [value_schema(part, words) for part in parts]
    schema = schemas[0] if len(schemas) == 1 else {"anyOf": schemas}
    return or_nothing(schema) if type(None) in inside else schema


def list_schema(inside: tuple[Any, ...], words: Words) -> Schema:
    """A list of one kind of value, of any length or of just so many."""
    schema: Schema = {"type": "array", "items": value_schema(inside[0], words)}
    if inside[-1] is Ellipsis:
        return schema
    return schema | {"minItems": len(inside), "maxItems": len(inside)}


def slug_schema() -> Schema:
    """The schema of an id."""
    return next(schema for kind, schema in KINDS if kind == values.Slug)


def cited(words: Words) -> Schema:
    """Sources by their ids, with or without the place in it: `no-dukes-2021, paragraph 4`."""
    return {"type": "array", "items": offering(pattern(PLACE_IN_IT), words.sources)}


def all_or_some(words: Words) -> Schema:
    """`all`, or the ids of some agencies."""
    some = {"type": "array", "items": offering(slug_schema(), words.agencies)}
    return {"anyOf": [{"const": "all"}, some]}


ANY_TEXT_OR_LIST: Schema = {"anyOf": [TEXT, {"type": "array", "items": TEXT}]}
BY_FIELD: dict[tuple[str, str], Schema] = {
    ("Figure", "where"): {"type": "object", "additionalProperties": ANY_TEXT_OR_LIST},
    ("Correction", "datum"): ANY_TEXT_OR_LIST,
    ("Particular", "value"): {},  # it hangs on the field: see `own`
}
"""Fields that are written in another form than they are kept."""
