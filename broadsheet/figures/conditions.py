"""Room: what figures are computed from, and which agencies the conditions of `where` choose."""

from __future__ import annotations

from collections.abc import Collection as Known
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from broadsheet.figures.values import FigureValue
from broadsheet.model import Agency, Condition, Event, Figure, PublicField, Source
from broadsheet.problems import did_you_mean, one_of
from broadsheet.values import PartialDate

WHERE_FIELDS = ("id", "kind", "county", "place", "reply", "answered", "range", "statewide",
                "free_trial")  # fmt: skip
ANSWERED = ("yes", "no", "unknown")
YES_NO = {"yes": "yes", "true": "yes", "no": "no", "false": "no"}


class WrongFieldError(Exception):
    """A field of a figure cannot be computed; `path` leads from the figure to the field."""

    def __init__(self, path: tuple[str | int, ...], message: str, hint: str = "") -> None:
        super().__init__(message)
        self.path, self.message, self.hint = path, message, hint


@dataclass(frozen=True, slots=True)
class Records:
    """What figures are computed from; `known` are the words that each field may hold.

    `own` are the fields that the dictionary declares.
    """

    agencies: Sequence[Agency]
    sources: Sequence[Source]
    timeline: Sequence[Event]
    county_of: Mapping[str, str]
    known: Mapping[str, Known[str]]
    figures: Mapping[str, Figure]
    own: Sequence[PublicField] = ()
    values: dict[str, FigureValue] = field(default_factory=dict)


def own_value(agency: Agency, name: str) -> str | int | float | None:
    """What a record says in a declared field; yes or no for a truth value, a list has no one."""
    said = agency.particular(name)
    value = said.value if said else None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, PartialDate):
        return value.iso
    return None if isinstance(value, tuple) else value


def values_of(records: Records, agency: Agency, name: str) -> tuple[str | int | float, ...]:
    """All that a record says in a field: of a list each, else the one value."""
    said = agency.particular(name)
    if said and isinstance(said.value, tuple) and not isinstance(said.value, PartialDate):
        return said.value
    value = field_of(records, agency, name)
    return () if value is None else (value,)


def field_of(records: Records, agency: Agency, name: str) -> str | int | float | None:
    """Read a field by the name that figures use; None where the record does not say."""
    if name in {"id", "name", "kind", "place"}:
        value: str | None = getattr(agency, name)
        return value
    if name == "statewide":
        return "yes" if agency.statewide else "no"
    if name == "answered":
        return agency.answered
    if name == "county":
        return records.county_of.get(agency.id) or agency.county
    if any(own.id == name for own in records.own):
        return own_value(agency, name)
    nested = {
        "reply": (agency.reply, "category"),
        "range": (agency.searches, "range"),
        "free_trial": (agency.free_trial, "answer"),
        "spending.amount": (agency.spending, "amount"),
        "users.authorized": (agency.users, "authorized"),
        "users.at_least": (agency.users, "at_least"),
    }
    part, key = nested[name]
    found: str | int | None = getattr(part, key) if part else None
    return found


def chosen_agencies(records: Records, figure: Figure) -> list[Agency]:
    """Give the agencies that meet every condition, in the order of the records."""
    return [
        agency
        for agency in records.agencies
        if all(meets(records, agency, condition) for condition in figure.where)
    ]


def meets(records: Records, agency: Agency, condition: Condition) -> bool:
    """Tell whether a record has one of the values that the condition names."""
    values = condition.values
    if words_for(records, condition.field) == tuple(YES_NO):
        values = tuple(YES_NO.get(value.lower(), value) for value in values)
    return any(str(one) in values for one in values_of(records, agency, condition.field))


def wrong_conditions(records: Records, figure: Figure) -> Iterator[WrongFieldError]:
    """Find conditions on a field that there is not, or with a word it cannot hold."""
    for condition in figure.where:
        fields = (*WHERE_FIELDS, *(own.id for own in records.own))
        if condition.field not in fields:
            hint = did_you_mean(condition.field, fields) or one_of(fields, len(WHERE_FIELDS))
            message = f"there is no field '{condition.field}' to choose agencies by"
            yield WrongFieldError(("where", condition.field), message, hint)
            continue
        allowed = words_for(records, condition.field)
        for value in condition.values if allowed is not None else ():
            if value not in (allowed or ()):
                hint = did_you_mean(value, allowed or ()) or one_of(allowed or ())
                message = f"'{value}' is nothing that '{condition.field}' can be"
                yield WrongFieldError(("where", condition.field), message, hint)


def words_for(records: Records, name: str) -> Known[str] | None:
    """Give the words that a field may hold, or None where they are not known here."""
    if name == "statewide":
        return tuple(YES_NO)
    if name == "free_trial":
        return ("yes", "no", "possible")
    if name == "answered":
        return ANSWERED
    if name == "id":
        return [agency.id for agency in records.agencies]
    own = next((field for field in records.own if field.id == name), None)
    if own:
        words = tuple(YES_NO) if own.type == "yes-no" else tuple(term.id for term in own.choices)
        return words or None
    return records.known.get(name)
