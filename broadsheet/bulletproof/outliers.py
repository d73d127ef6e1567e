"""Room: numbers that stand far from all others, and numbers that somebody typed to fill a field."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from broadsheet.bulletproof.desk import Desk, Path, counted, number
from broadsheet.bulletproof.verdicts import Finding, Line
from broadsheet.model import NUMERIC, Agency, Entry

FEWEST = 8
"""With fewer numbers nobody can say which of them is far out."""
FAR, SCALE = 3.5, 0.6745
"""Iglewicz and Hoaglin: 0.6745 times the distance from the median, by the median distance."""
FILLERS = frozenset({
    99, 999, 9_999, 99_999, 999_999, 12_345, 123_456, 1_234_567, 32_767, 65_535, 65_536,
    16_777_215, 2_147_483_647, 4_294_967_295,
})  # fmt: skip
"""Numbers that stand for "unknown", or at which a machine's counter ends."""


class Measured(NamedTuple):
    """A number of an entry, and where it stands."""

    value: float
    entry: Entry
    path: Path
    id: str


class NumberField(NamedTuple):
    """A field that holds numbers: its name, its column in the downloads, how it is read."""

    name: str
    column: str
    read: Callable[[Agency], float | None]

    def measured(self, desk: Desk) -> list[Measured]:
        """Every number that the records hold in this field."""
        values = ((agency, self.read(agency)) for agency in desk.found.agencies)
        path: Path = tuple(self.name.split("."))
        return [Measured(v, agency, path, agency.id) for agency, v in values if v is not None]


def amount(agency: Agency) -> float | None:
    """What a record says was paid."""
    return agency.spending.amount if agency.spending else None


def authorized(agency: Agency) -> float | None:
    """How many users a record says were authorized."""
    return agency.users.authorized if agency.users else None


def had_access(agency: Agency) -> float | None:
    """How many people a record says had access, at the least."""
    return agency.users.at_least if agency.users else None


NUMBERS = (
    NumberField("spending.amount", "spending_amount", amount),
    NumberField("users.authorized", "users_authorized", authorized),
    NumberField("users.at_least", "users_at_least", had_access),
    NumberField("latitude", "latitude", lambda agency: agency.latitude),
    NumberField("longitude", "longitude", lambda agency: agency.longitude),
)


def number_fields(desk: Desk) -> tuple[NumberField, ...]:
    """The fields that hold numbers: those that every record may have, and declared ones."""
    own = (field.id for field in desk.found.dictionary.own_fields if field.type in NUMERIC)
    return (*NUMBERS, *(NumberField(name, name, partial(said, name)) for name in own))


def said(field: str, agency: Agency) -> float | None:
    """The number that a record says in a declared field."""
    found = agency.particular(field)
    return found.value if found and isinstance(found.value, int | float) else None


def no_number_stands_far_out(desk: Desk) -> Iterator[Line]:
    """A line for each field that holds numbers: how many, from where to where, what is far out."""
    for field in number_fields(desk):
        measured = field.measured(desk)
        values = [one.value for one in measured]
        findings = [*far_out(desk, field, measured), *fillers(desk, field, measured)]
        yield Line("outliers", f"{field.name}: {told_of(values)}", tuple(findings))


def told_of(values: list[float]) -> str:
    """How many numbers there are, their least, middle and most, or that they are too few."""
    if not values:
        return "no numbers"
    least, most = number(min(values)), number(max(values))
    between = f"from {least} to {most}" if len(values) > 1 else f"({least})"
    span = f"{counted(len(values), 'number')} {between}"
    if len(values) < FEWEST:
        return f"{span}: too few to judge (at least {FEWEST} are needed)"
    return f"{span}, median {number(statistics.median(values))}"


def far_out(desk: Desk, field: NumberField, measured: list[Measured]) -> Iterator[Finding]:
    """Numbers that lie too far from the median for their fellows."""
    if len(measured) < FEWEST:
        return
    middle = statistics.median(one.value for one in measured)
    fence = fence_of([one.value for one in measured], middle)
    for one in measured:
        if abs(one.value - middle) > fence:
            message = f"{field.name} of '{one.id}' is {number(one.value)}, the median is"
            message += f" {number(middle)}"
            remedy = (
                "check it against its source: a digit too many, another unit, or a real outlier"
            )
            id_ = f"outliers:{field.name}:{one.id}"
            yield desk.look(id_, one.entry, one.path, message, remedy)


def fence_of(values: list[float], middle: float) -> float:
    """How far from the median a number may lie: by the median distance, else by the quartiles.

    Where half the numbers are the same, the median distance is 0 and says nothing; where
    three quarters are, the quartiles say nothing either, and any other number is told.
    """
    spread = statistics.median(abs(value - middle) for value in values)
    if spread:
        return FAR * spread / SCALE
    low, _, high = statistics.quantiles(values, n=4, method="inclusive")
    return max(high - middle, middle - low) + 3 * (high - low)


def fillers(desk: Desk, field: NumberField, measured: list[Measured]) -> Iterator[Finding]:
    """Numbers that often stand for something else."""
    for one in measured:
        if one.value in FILLERS:
            message = (
                f"{field.name} of '{one.id}' is {number(one.value)}, which often means unknown"
            )
            remedy = "check it against its source; leave the field out if nobody knows"
            id_ = f"outliers:filler:{field.name}:{one.id}"
            yield desk.look(id_, one.entry, one.path, message, remedy)
