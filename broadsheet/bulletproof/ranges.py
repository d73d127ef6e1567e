"""Room: numbers with their units, and within what the dictionary says that they may be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from math import isinf

from broadsheet.bulletproof.desk import Desk, counted, number
from broadsheet.bulletproof.outliers import Measured, NumberField, number_fields
from broadsheet.bulletproof.verdicts import Finding, Line
from broadsheet.model import PublicField, Range

LEAST = {"spending_amount": 0, "users_authorized": 0, "users_at_least": 0,
         "latitude": -90, "longitude": -180}  # fmt: skip
MOST = {"latitude": 90, "longitude": 180}
"""What no number of these columns can be less or more than, whatever the dictionary says."""


def every_number_is_in_its_range(desk: Desk) -> Iterator[Line]:
    """A line for each column of numbers: its unit and range, and what is out of it."""
    columns = {column.id: column for column in desk.found.dictionary.fields}
    for field in number_fields(desk):
        measured, column = field.measured(desk), columns.get(field.column)
        findings = [*without_unit(desk, field, measured, column)]
        findings += out_of_range(desk, field, measured, column)
        yield Line("units", told_of(field, measured, column), tuple(findings))
    yield Line("ranges", *ranges_told(desk))


def bounds(field: NumberField, column: PublicField | None) -> tuple[float, float]:
    """The least and the most that a number of a column may be."""
    least = column.minimum if column and column.minimum is not None else -float("inf")
    most = column.maximum if column and column.maximum is not None else float("inf")
    return max(least, LEAST.get(field.column, least)), min(most, MOST.get(field.column, most))


def told_of(field: NumberField, measured: list[Measured], column: PublicField | None) -> str:
    """`spending.amount: 2 numbers in US dollars, 0 or more`."""
    least, most = bounds(field, column)
    unit = f" in {column.unit}" if column and column.unit else ""
    told = f"{field.name}: {counted(len(measured), 'number')}{unit}"
    if isinf(least) and isinf(most):
        return f"{told}, any allowed"
    if isinf(least):
        return f"{told}, {number(most)} or less allowed"
    span = f"{number(least)} or more" if isinf(most) else f"{number(least)} to {number(most)}"
    return f"{told}, {span} allowed"


def without_unit(
    desk: Desk, field: NumberField, measured: list[Measured], column: PublicField | None
) -> Iterator[Finding]:
    """Numbers of which the dictionary does not say what they are counted in."""
    if not measured or (column and (column.unit or column.type == "money")):
        return
    origin = desk.found.dictionary.origin
    known = [one.id for one in desk.found.dictionary.fields]
    message = f"the dictionary gives no unit for '{field.column}'"
    remedy = f"add 'unit:' to the field '{field.column}' of the dictionary"
    path = ("fields", known.index(field.column)) if field.column in known else ("fields",)
    yield desk.look(f"units:{field.column}", origin, path, message, remedy)


def out_of_range(
    desk: Desk, field: NumberField, measured: list[Measured], column: PublicField | None
) -> Iterator[Finding]:
    """Numbers that are less or more than they may be."""
    least, most = bounds(field, column)
    for one in measured:
        if not least <= one.value <= most:
            side = f"under {number(least)}" if one.value < least else f"over {number(most)}"
            message = f"{field.name} of '{one.id}' is {number(one.value)}, {side}"
            remedy = "correct the number, or the range in the dictionary"
            id_ = f"units:{field.column}:{one.id}"
            yield desk.wrong(id_, one.entry, one.path, message, remedy)


def ranges_told(desk: Desk) -> tuple[str, tuple[Finding, ...]]:
    """Whether the ranges of the dictionary are whole, apart from one another, and labelled."""
    ranges = desk.found.dictionary.ranges
    findings = [f for at, one in enumerate(ranges) for f in range_findings(desk, at, one)]
    for (_, one), (at, other) in combinations(enumerate(ranges), 2):
        if overlap(one, other):
            message = f"the ranges '{one.id}' and '{other.id}' overlap"
            remedy = "let a number be in one range only"
            id_ = f"ranges:{one.id}+{other.id}"
            path = ("ranges", at, "minimum")
            findings.append(desk.wrong(id_, desk.found.dictionary.origin, path, message, remedy))
    spans = ", ".join(span_of(one) for one in ranges) or "none"
    return f"{counted(len(ranges), 'range')}: {spans}", tuple(findings)


def range_findings(desk: Desk, at: int, one: Range) -> Iterator[Finding]:
    """A range that ends before it begins, or whose label gives other numbers."""
    origin = desk.found.dictionary.origin
    if one.maximum is not None and one.maximum < one.minimum:
        message = f"the range '{one.id}' ends at {number(one.maximum)}, before it begins"
        remedy = "let 'maximum' be more than 'minimum'"
        path = ("ranges", at, "maximum")
        yield desk.wrong(f"ranges:{one.id}", origin, path, message, remedy)
    labelled = [int(found.replace(",", "")) for found in re.findall(r"[0-9][0-9,]*", one.label)]
    ends = [end for end in (one.minimum, one.maximum) if end is not None]
    if labelled and not set(labelled) & set(ends):
        message = f"the label '{one.label}' of '{one.id}' is not {span_of(one)}"
        remedy = "let the label give the numbers of the range"
        yield desk.look(f"ranges:{one.id}:label", origin, ("ranges", at, "label"), message, remedy)


def overlap(one: Range, other: Range) -> bool:
    """Whether a number could be in both."""
    endless = float("inf")
    top = endless if one.maximum is None else one.maximum
    other_top = endless if other.maximum is None else other.maximum
    return one.minimum <= other_top and other.minimum <= top


def span_of(one: Range) -> str:
    """`11 to 50`, or `1,001 or more`."""
    if one.maximum is None:
        return f"{number(one.minimum)} or more"
    return f"{number(one.minimum)} to {number(one.maximum)}"
