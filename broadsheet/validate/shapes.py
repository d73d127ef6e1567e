"""Stage validate: one plain value becomes one record; pydantic's findings become ours.

Every message is a sentence about the editor's own field, with the remedy where one is
known: the nearest field for a name that is none, the choices for a word that is none.
"""

from __future__ import annotations

import types
import typing
from typing import Any, Protocol, TypeVar

from pydantic import BaseModel, ValidationError

from broadsheet.model import Origin
from broadsheet.problems import Location, Problem, did_you_mean, one_of
from broadsheet.values import LEAVE_OUT, kind_of, shown

T = TypeVar("T")
ORIGIN = "@origin"
"""Where we put an entry's own place; not for editors."""


class Locate(Protocol):
    """Finds line and column of a value (or its key) below an entry."""

    def __call__(
        self, origin: Origin, *path: str | int, key: bool = False, offset: int = -1
    ) -> Location:
        """Return the place."""


def read_record(
    model: type[T], value: Any, origin: Origin, locate: Locate, more: tuple[str, ...] = ()
) -> tuple[T | None, list[Problem]]:
    """Type one entry; None and its problems where that fails.

    `more` are names of fields that it may have besides, which are read elsewhere.
    """
    if not isinstance(value, dict):
        message = f"a group of fields is wanted here, not {kind_of(value)}"
        return None, [Problem(locate(origin), "E044", message, "write one field a line")]
    assert issubclass(model, BaseModel)  # noqa: S101  (says to mypy what every caller holds to)
    ours = next((name for name in value if name.startswith("@")), "")
    if ours:
        return None, [unknown_field(model, (ours,), locate(origin, ours, key=True), more)]
    try:
        record = model.model_validate({ORIGIN: origin, **value})
    except ValidationError as error:
        return None, [told(model, e, origin, locate, more) for e in error.errors()]
    return typing.cast("T", record), []


def told(
    model: type[BaseModel], error: Any, origin: Origin, locate: Locate, more: tuple[str, ...] = ()
) -> Problem:
    """One finding of pydantic's, in an editor's words and at its place."""
    path: tuple[str | int, ...] = error["loc"]
    if error["type"] == "extra_forbidden" or ORIGIN in path:
        steps = path[: path.index(ORIGIN) + 1] if ORIGIN in path else path
        return unknown_field(model, steps, locate(origin, *steps, key=True), more)
    place, field = locate(origin, *path), field_at(model, path)
    if error["type"] == "missing" and isinstance(path[-1], str):
        place = locate(origin, *path[:-1])
        return Problem(place, "E042", f"'{path[-1]}' is missing here", described(path[-1], field))
    return Problem(place, *wrong_value(error, field))


def wrong_value(error: Any, field: Any) -> tuple[str, str, str]:
    """Code, message and remedy for a value that is not what its field wants."""
    name = next((str(step) for step in reversed(error["loc"]) if isinstance(step, str)), "")
    kind, given = error["type"], error["input"]
    if kind == "broadsheet":
        hint = error["ctx"]["hint"]
        if field is not None and field.is_required():
            hint = hint.removesuffix(LEAVE_OUT)
        return "E043", f"{named(name)}{error['ctx']['message']}", hint
    if kind == "literal_error":
        choices = literals(field)
        hint = did_you_mean(str(given), choices) or one_of(choices)
        return "E043", f"{named(name)}{shown(given)} is not a choice", hint
    if kind in {"missing", "too_long"}:
        length = "long" if kind == "too_long" else "short"
        return "E044", f"{named(name)}this list is too {length}", described(name, field)
    wanted = "a list" if "tuple" in kind else "a group of fields"
    hint = "begin each entry with '- '" if wanted == "a list" else "write one field a line below it"
    return "E044", f"{named(name)}{wanted} is wanted here, not {kind_of(given)}", hint


def described(name: str, field: Any) -> str:
    """`'title' is the headline`, where the field says what it is."""
    return f"'{name}' is {field.description}" if field and field.description else ""


def named(name: str) -> str:
    """`'county': ` where the field is known."""
    return f"'{name}': " if name else ""


def unknown_field(
    model: type[BaseModel], path: tuple[str | int, ...], place: Location, more: tuple[str, ...] = ()
) -> Problem:
    """A field that the record does not have: most likely misspelled."""
    group = group_at(model, path[:-1])
    fields = written_names(group) if group else []
    fields += more if len(path) == 1 else ()
    name = str(path[-1])
    hint = did_you_mean(name, fields) or (f"its fields are {', '.join(fields)}" if fields else "")
    return Problem(place, "E041", f"there is no field '{name}' here", hint)


def written_names(model: type[BaseModel]) -> list[str]:
    """The fields of a record as editors write them: `is` is no name in Python."""
    fields = model.model_fields.items()
    return [field.alias or name for name, field in fields if not field.exclude]


def group_at(model: type[BaseModel], path: tuple[str | int, ...]) -> type[BaseModel] | None:
    """The record class that stands at a path of field names and list indexes."""
    current: type[BaseModel] | None = model
    for step in path:
        if isinstance(step, int) or current is None:
            continue
        field = current.model_fields.get(step)
        current = record_in(field.annotation) if field else None
    return current


def field_at(model: type[BaseModel], path: tuple[str | int, ...]) -> Any:
    """The declaration of the field at a path."""
    names = [step for step in path if isinstance(step, str)]
    group = group_at(model, tuple(names[:-1])) if names else None
    return group.model_fields.get(names[-1]) if group else None


def record_in(annotation: Any) -> type[BaseModel] | None:
    """The record class inside `X`, `X | None` or `tuple[X, ...]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if typing.get_origin(annotation) in {typing.Union, types.UnionType, tuple, typing.Annotated}:
        inner = (record_in(part) for part in typing.get_args(annotation))
        return next((found for found in inner if found), None)
    return None


def literals(field: Any) -> list[str]:
    """The choices of a `Literal` field."""

    def inside(annotation: Any) -> list[str]:
        if typing.get_origin(annotation) is typing.Literal:
            return [str(choice) for choice in typing.get_args(annotation)]
        return [word for part in typing.get_args(annotation) for word in inside(part)]

    return inside(field.annotation) if field else []
