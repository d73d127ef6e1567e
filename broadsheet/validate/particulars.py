"""Stage validate: the fields of a record that an investigation declares, each by its type.

A value stands alone (`beds: 120`), or with its sources and a note
(`beds: {value: 120, sources: [register-2026]}`). Where it names no sources, those of the
record hold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pydantic_core import PydanticCustomError

from broadsheet.model import Citations, Given, Origin, Particular, PublicField
from broadsheet.problems import Problem, did_you_mean, one_of
from broadsheet.validate.shapes import Locate, read_record
from broadsheet.values import (
    PartialDate,
    fault,
    kind_of,
    read_decimal,
    read_text,
    read_web_address,
    read_yes_no,
    shown,
)

CENTS = 2
Read = tuple[tuple[Particular, ...], list[Problem]]


def read_particulars(
    declared: Sequence[PublicField],
    written: Mapping[str, Any],
    origin: Origin,
    locate: Locate,
    inherited: Citations = (),
) -> Read:
    """What a record says in each declared field; `inherited` are the sources of the record."""
    found: list[Particular] = []
    problems: list[Problem] = []
    for field in declared:
        if field.id in written:
            place = Origin(origin.file, (*origin.path, field.id))
            one, faults = read_particular(field, written[field.id], place, locate)
            problems += faults
            if one:
                sources = one.sources or inherited
                found.append(one.model_copy(update={"field": field.id, "sources": sources}))
        elif field.required:
            message, hint = f"'{field.id}' is missing here", f"'{field.id}' is {field.label}"
            problems.append(Problem(locate(origin), "E042", message, hint))
    return tuple(found), problems


def read_particular(
    field: PublicField, written: Any, place: Origin, locate: Locate
) -> tuple[Particular | None, list[Problem]]:
    """One field: its value by its type, or what is wrong with it."""
    whole = isinstance(written, dict)
    record, problems = read_record(
        Particular, written if whole else {"value": written}, place, locate
    )
    if record is None:
        return None, problems
    if whole and "value" not in written:
        if record.note:
            return record, []
        message = f"'{field.id}' has no value here, and no note says why"
        return None, [Problem(locate(place), "E042", message, "add 'value:', or 'note:'")]
    try:
        value = read_value(field, record.value)
    except PydanticCustomError as error:
        at = locate(place, "value") if whole else locate(place)
        told = f"'{field.id}': {error.message()}"
        return None, [Problem(at, "E043", told, (error.context or {})["hint"])]
    return record.model_copy(update={"value": value}), []


def read_value(field: PublicField, written: Any) -> Given:
    """A value by the type of its field; PydanticCustomError with the remedy where it is none."""
    return READERS[field.type or "text"](field, written)


def read_number(field: PublicField, written: Any) -> int | float:
    """A whole number, or a decimal, within the bounds of its field."""
    number = read_decimal(written)
    value = int(number) if number.is_integer() and "." not in str(written) else number
    least, most = field.minimum, field.maximum
    if least is not None and value < least:
        raise fault(f"{written} is less than {least}, the least that it may be", CHECK)
    if most is not None and value > most:
        raise fault(f"{written} is more than {most}, the most that it may be", CHECK)
    return value


CHECK = "correct it, or the bounds of the field in dictionary.yaml"


def read_amount(field: PublicField, written: Any) -> int | float:
    """An amount of the site's currency, with cents or without."""
    value = read_number(field, written)
    if len(str(written).partition(".")[2]) > CENTS:
        raise fault(f"{shown(written)} is not an amount", "write it as 2500 or 2500.50")
    return value


def read_choice(field: PublicField, written: Any) -> str:
    """The id of one of the field's words."""
    ids = [term.id for term in field.choices]
    if written in ids:
        return str(written)
    labels = {term.label.casefold(): term.id for term in field.choices}
    meant = labels.get(str(written).casefold())
    hint = f"write its id: {meant}" if meant else did_you_mean(str(written), ids) or one_of(ids)
    raise fault(f"{shown(written)} is not a choice", hint)


def read_list(field: PublicField, written: Any) -> tuple[str, ...]:
    """Several texts, or several of the field's words."""
    if not isinstance(written, list | tuple) or not written:
        raise fault(f"a list is wanted here, not {kind_of(written)}", "write it as [one, another]")
    read = read_choice if field.choices else read_one_text
    return tuple(dict.fromkeys(read(field, one) for one in written))


def read_one_text(_field: PublicField, written: Any) -> str:
    """A text."""
    return read_text(written)


READERS: Mapping[str, Callable[[PublicField, Any], Given]] = {
    "text": read_one_text,
    "choice": read_choice,
    "number": read_number,
    "money": read_amount,
    "date": lambda _, written: PartialDate.read(written),
    "yes-no": lambda _, written: read_yes_no(written),
    "link": lambda _, written: read_web_address(written),
    "list": read_list,
}
