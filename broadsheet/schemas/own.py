"""Room: the fields that an investigation declares, as a text editor may complete and check them."""

from __future__ import annotations

from typing import Any

from broadsheet import values
from broadsheet.model import Particular, PublicField
from broadsheet.schemas.shapes import (
    DECIMAL_SCHEMA,
    TEXT,
    Schema,
    described,
    or_nothing,
    record_schema,
    value_schema,
)
from broadsheet.schemas.words import Words

TYPES: dict[str, Any] = {
    "date": values.PartialDate, "yes-no": values.YesNo, "link": values.WebAddress,
}  # fmt: skip


def with_own_fields(schema: Schema, words: Words) -> Schema:
    """The schema of a record, with the fields that the dictionary declares besides.

    One that is declared with a fault takes anything: the build tells the fault.
    """
    own = {field.id: own_schema(field, words) for field in words.own}
    faulty: Schema = {name: {} for name in words.own_names if name not in own}
    needed = [field.id for field in words.own if field.required]
    properties = schema["properties"] | faulty | own
    return schema | {"properties": properties, "required": [*schema["required"], *needed]}


def own_schema(field: PublicField, words: Words) -> Schema:
    """A value alone, or with its sources and a note."""
    value = value_of(field, words)
    whole = record_schema(Particular, words)
    whole["properties"] |= {"value": or_nothing(value)}
    whole["anyOf"] = [{"required": ["value"]}, {"required": ["note"]}]
    return described({"anyOf": [value, whole]}, f"{field.label}: {field.meaning}")


def value_of(field: PublicField, words: Words) -> Schema:
    """The values that a field may have, by its type."""
    one: Schema = {"enum": [term.id for term in field.choices]} if field.choices else TEXT
    if field.type == "list":
        return {"type": "array", "items": one, "minItems": 1}
    if field.type in {"number", "money"}:
        bounds = {"minimum": field.minimum, "maximum": field.maximum}
        return DECIMAL_SCHEMA | {k: v for k, v in bounds.items() if v is not None}
    return value_schema(TYPES[field.type], words) if field.type in TYPES else one
